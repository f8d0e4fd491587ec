"""A date counted from another one ("two years later", "that September") -> the date itself, once the other is known."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from relations.dates.edtf import When, parse
from relations.errors import RelationsError
from relations.words import SEASONS

# How many characters of an ISO date name the unit.
LENGTHS = {"century": 2, "decade": 3, "year": 4, "month": 7, "week": 10, "day": 10}
EXACT = ("month", "day")
WINTER = "24"


@dataclass(frozen=True, slots=True)
class Relative:
    """A date counted from the one told before it.

    `unit` and `shift` name a period: ("year", 2) is two years later, ("month", 0) the same month; the unit "unsaid" is
    the year that a bare "in September" leaves out. `first` and `last` are what is told within it, as EDTF continues a
    year ("09", "09-24", "22" for summer) or a month ("24"). `side` is "since" or "until" for a date open on one side,
    and "next" for the next month or season of that name, or, shifted by -1, the last one before.
    """

    unit: str
    shift: int = 0
    first: str = ""
    last: str = ""
    side: str = ""

    def __str__(self) -> str:
        period = self.unit if self.unit == "unsaid" else f"{self.unit}{self.shift:+}"
        finer = f"{self.first}/{self.last}" if self.last else self.first
        return " ".join(part for part in (period, finer, self.side) if part)


THAT_WINTER = Relative("year", 0, "24")


def resolve(relative: Relative, anchor: When) -> When | None:
    """The date that a relative one means when `anchor` is the one told before it; None when that is too vague to say.

    The result is as exact as the unit named: a year later than 20 June 2014 is 2015. Weeks count as "about" 7 days.
    After a day or month of a year's first half, "that winter" may have begun in the year before: it is the year alone.

    >>> resolve(Relative("year", 1), parse("2014-06-20")).edtf
    '2015'
    >>> resolve(Relative("month", 1), parse("2014")) is None
    True
    """
    if not relative.shift and anchor.edtf.endswith("/.."):
        anchor = parse(anchor.edtf.removesuffix("/.."))  # "from 1999 on ...; in May of that year"
    if not relative.shift and anchor.edtf.startswith("../"):  # "until 20 May 1902. On the same day"
        ended = parse(anchor.edtf.removeprefix("../"))
        exact = ended.precision in EXACT and relative.first[:2] >= ended.earliest[5:7]  # "left by 30 May 1994, in June"
        anchor = ended if exact or not relative.first else anchor
    if not anchor.earliest or not anchor.latest or anchor.earliest.startswith("-"):
        return None
    if replace(relative, side="") == THAT_WINTER and anchor.precision in EXACT and anchor.earliest[5:7] < "07":
        relative = replace(relative, first="")
    period = _next_of_name(relative, anchor) if relative.side == "next" else _period(relative, anchor)
    if not period or _runs_back(relative, anchor):
        return None
    try:
        when = parse(_sided(relative, period))
    except RelationsError:
        return None
    return None if relative.last and relative.last < relative.first[: len(relative.last)] else when


def _period(relative: Relative, anchor: When) -> str:
    """The period named, in EDTF; empty when the anchor does not lie within one such unit."""
    unit = "year" if relative.unit == "unsaid" else relative.unit
    told = anchor.earliest[: LENGTHS[unit]]
    if told != anchor.latest[: LENGTHS[unit]]:
        return ""
    if unit in ("day", "week"):
        return _days_on(told, relative.shift * (7 if unit == "week" else 1)) + ("~" if unit == "week" else "")
    if unit == "month":
        months = int(told[:4]) * 12 + int(told[5:]) - 1 + relative.shift
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{int(told) + relative.shift:0{len(told)}}" + "X" * (4 - len(told))


def _days_on(day: str, days: int) -> str:
    """The day so many days after another; empty beyond the calendar's ends."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def _next_of_name(relative: Relative, anchor: When) -> str:
    """The first month or season of that name after the anchor, or the last before it; empty when that stays open.

    From a year it is one of the next year: "founded in 1990, it was closed the following May".
    """
    year = int(anchor.earliest[:4])
    if anchor.precision == "year" and relative.first != WINTER:
        return f"{year + relative.shift:04}-{relative.first}"
    within = _months_of(anchor)
    first, last = _months(int(relative.first[:2]))
    winter = relative.first == WINTER and relative.shift < 0  # "in January ... the previous winter"
    if not within or (winter and within[0] < 3):
        return ""
    start, end = within
    if start < end and start <= last and first <= end and (first, last) != within:
        return ""  # "in spring 1990 ... the following April"
    same_year = first > end if relative.shift > 0 else last < start
    return f"{year + relative.shift * (not same_year):04}-{relative.first}"


def _months_of(anchor: When) -> tuple[int, int] | None:
    """The first and last month that a date lies in, a month or a season other than winter; None for others."""
    if anchor.precision == "season" and not anchor.edtf.endswith(WINTER):
        return _months(int(anchor.edtf[5:]))
    month = anchor.earliest[:7]
    return _months(int(month[5:])) if month == anchor.latest[:7] else None


def _months(period: int) -> tuple[int, int]:
    """The first and last month of a month, or of a season as the north counts it; winter ends in month 14."""
    first = 3 * (period - 20) if period in SEASONS else period
    return first, first + 2 * (period in SEASONS)


def _runs_back(relative: Relative, anchor: When) -> bool:
    """Whether a bare month or day comes before the anchor in its year: then the text may as well mean the next year.

    So may a bare number of a day that comes before the anchor in its month.
    """
    told = {"unsaid": anchor.earliest[5:], "month": anchor.earliest[8:] if len(relative.first) == 2 else ""}
    return (
        anchor.precision in EXACT
        and not relative.shift
        and relative.first < told.get(relative.unit, "")[: len(relative.first)]
    )


def _sided(relative: Relative, period: str) -> str:
    """The date in EDTF, with what is told within the period."""
    if relative.side == "next":
        return period
    when = f"{period}-{relative.first}" if relative.first else period
    if relative.last:
        when = f"{when}/{period}-{relative.last}"
    return {"since": f"{when}/..", "until": f"../{when}"}.get(relative.side, when)
