"""A date in EDTF -> its first and last day and how exactly it is told; and back from the pieces of a date to EDTF."""

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from relations.errors import RelationsError
from relations.words import SEASONS

PERIOD = re.compile(r"(-?)(\d{4}|\d{3}X|\d\dXX)(?:-(?!00)(\d\d)(?:-(?!00)(\d\d))?)?[~?%]?")


@dataclass(frozen=True, slots=True)
class When:
    """A date: its EDTF, the first and last day that it allows (ISO 8601, empty when open) and its precision."""

    edtf: str
    earliest: str
    latest: str
    precision: str

    @property
    def in_one_year(self) -> bool:
        """Whether it is a year, or a season, month or day of one; an interval is none."""
        return self.precision in ("day", "month", "season", "year")


UNDATED = When("", "", "", "")


@lru_cache(maxsize=4096)
def parse(edtf: str) -> When:
    """Read a date written in EDTF, levels 0 and 1, as far as the codebook uses it.

    The years of an approximate date ("1990~") are its bounds: how far about reaches, nobody says. So is the year of a
    season (21 spring, 22 summer, 23 autumn, 24 winter): which months it covers depends on the hemisphere, which the
    text seldom tells. Years before 1 are astronomical, as ISO 8601 has it: 0000 is 1 BC.

    >>> parse("198X")
    When(edtf='198X', earliest='1980-01-01', latest='1989-12-31', precision='decade')
    >>> parse("2019/..")
    When(edtf='2019/..', earliest='2019-01-01', latest='', precision='open')
    >>> parse("1978-22")
    When(edtf='1978-22', earliest='1978-01-01', latest='1978-12-31', precision='season')

    Raises:
        RelationsError: the value is none that the codebook knows.
    """
    if not edtf:
        return UNDATED
    first, slash, last = edtf.partition("/")
    start, end = _ends(first, edtf), _ends(last if slash else first, edtf)
    if not slash:
        return When(edtf, start[0], start[1], start[2])
    return When(edtf, start[0], end[1], "open" if ".." in (first, last) else "interval")


def agree(one: When, two: When) -> bool:
    """Whether two dates can both be of one day: an open end agrees with all on its side, a season with no other one.

    >>> agree(parse("1990"), parse("1990-21")), agree(parse("1990-21"), parse("1990-23"))
    (True, False)
    >>> agree(parse("2014"), parse("2015-06")), agree(parse("../1974"), parse("1965"))
    (False, True)
    """
    if one.precision == two.precision == "season":
        return one.edtf == two.edtf
    forwards = (one.earliest or "0000") <= (two.latest or "9999")
    return forwards and (two.earliest or "0000") <= (one.latest or "9999")


def _ends(period: str, edtf: str) -> tuple[str, str, str]:
    """The first day, the last day and the precision of one side of a date."""
    if period == ".." and period != edtf:
        return "", "", "open"
    match = PERIOD.fullmatch(period)
    if not match or not exists(match[1] + match[2], int(match[3] or 0), int(match[4] or 0)):
        raise RelationsError("not a date", where=edtf, expected="EDTF such as 1998-08, 199X, 1990~ or ../1974")
    sign, year, month, day = match[1], match[2], match[3], match[4]
    low, high = year.replace("X", "0"), year.replace("X", "9")
    if sign:
        low, high = "-" + high, "-" + low
    if "X" in year:
        return f"{low}-01-01", f"{high}-12-31", "century" if "XX" in year else "decade"
    if not month or int(month) in SEASONS:
        return f"{low}-01-01", f"{low}-12-31", "season" if month else "year"
    last = day or f"{days_in(int(low), int(month)):02}"
    return f"{low}-{month}-{day or '01'}", f"{low}-{month}-{last}", "day" if day else "month"


def exists(year: str, month: int, day: int) -> bool:
    """Whether the calendar has the month of a year and the day in it; 0 leaves either out, a season has no days.

    >>> exists("1900", 2, 28), exists("1900", 2, 29), exists("1900", 22, 0), exists("190X", 5, 0)
    (True, False, True, False)
    """
    if not month or "X" in year:
        return not (month or day)
    return day == 0 if month in SEASONS else month <= 12 and day <= days_in(int(year), month)


def days_in(year: int, month: int) -> int:
    """How many days a month has, in the Gregorian calendar also before its time (as ISO 8601 counts).

    >>> days_in(1900, 2)
    28
    """
    return calendar.monthrange(2000 + year % 400, month)[1]
