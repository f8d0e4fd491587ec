"""A date in EDTF -> its first and last day and how exactly it is told; and back from the pieces of a date to EDTF."""

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from relations.errors import RelationsError

PERIOD = re.compile(r"(-?)(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")


@dataclass(frozen=True, slots=True)
class When:
    """A date: its EDTF, the first and last day that it allows (ISO 8601, empty when open) and its precision."""

    edtf: str
    earliest: str
    latest: str
    precision: str


UNDATED = When("", "", "", "")


@lru_cache(maxsize=4096)
def parse(edtf: str) -> When:
    """Read a date written in EDTF, levels 0 and 1, as far as the codebook uses it.

    The years of an approximate date ("1990~") are its bounds: how far about reaches, nobody says. Years before 1 are
    astronomical, as ISO 8601 has it: 0000 is 1 BC.

    >>> parse("198X")
    When(edtf='198X', earliest='1980-01-01', latest='1989-12-31', precision='decade')
    >>> parse("2019/..")
    When(edtf='2019/..', earliest='2019-01-01', latest='', precision='open')

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


def _ends(period: str, edtf: str) -> tuple[str, str, str]:
    """The first day, the last day and the precision of one side of a date."""
    if period == ".." and period != edtf:
        return "", "", "open"
    match = PERIOD.fullmatch(period)
    if not match or ("X" in match[2] and match[3]) or not _exists(match):
        raise RelationsError("not a date", where=edtf, expected="EDTF such as 1998-08, 199X, 1990~ or ../1974")
    sign, year, month, day = match[1], match[2], match[3], match[4]
    low, high = year.replace("X", "0"), year.replace("X", "9")
    if sign:
        low, high = "-" + high, "-" + low
    if "X" in year:
        return f"{low}-01-01", f"{high}-12-31", "century" if "XX" in year else "decade"
    if not month:
        return f"{low}-01-01", f"{low}-12-31", "year"
    last = day or f"{days_in(int(low), int(month)):02}"
    return f"{low}-{month}-{day or '01'}", f"{low}-{month}-{last}", "day" if day else "month"


def _exists(match: re.Match[str]) -> bool:
    """Whether the calendar has the month and the day."""
    if not match[3]:
        return True
    month, day = int(match[3]), int(match[4] or 1)
    return 1 <= month <= 12 and 1 <= day <= days_in(int(match[1] + match[2]), month)


def days_in(year: int, month: int) -> int:
    """How many days a month has, in the Gregorian calendar also before its time (as ISO 8601 counts).

    >>> days_in(1900, 2)
    28
    """
    return calendar.monthrange(2000 + year % 400, month)[1]
