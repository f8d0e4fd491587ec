"""The tokens of a date expression -> the dates in it, those that are told in part filled in from their neighbours."""

from typing import NamedTuple

from relations.dates.edtf import days_in, exists
from relations.dates.lexing import Numeric
from relations.words import SEASONS


class Point(NamedTuple):
    """One date as far as it is told.

    `year` is EDTF: a year, decade or century, empty when left out. `month` may be a season, 21 to 24. `loose` (-1:
    none) is a bare ordinal or number that the dates beside it show to be a day, a century or the end of a year; `tens`
    (-1: none) a decade of any century.
    """

    year: str = ""
    month: int = 0
    day: int = 0
    loose: int = -1
    tens: int = -1
    about: bool = False

    @property
    def edtf(self) -> str:
        """The date in EDTF; empty when it has no year or the calendar does not know it."""
        if not self.year or not exists(self.year, self.month, self.day):
            return ""
        return self.year + self.finer("-") + ("~" if self.about and not self.season else "")

    @property
    def season(self) -> bool:
        """Whether it is a season of a year, which is vague enough without "about"."""
        return self.month in SEASONS

    def finer(self, before: str = "") -> str:
        """Month and day as EDTF writes them after the year."""
        return (f"{before}{self.month:02}" if self.month else "") + (f"-{self.day:02}" if self.day else "")

    @property
    def order(self) -> tuple[int, int, int]:
        """What sorts dates by their beginning."""
        return int(self.year.replace("X", "0") or 0), self.month, self.day


def year(value: int) -> str:
    """A year in EDTF; years before 1 are astronomical (0 is 1 BC).

    >>> year(843), year(-299)
    ('0843', '-0299')
    """
    return f"-{-value:04}" if value < 0 else f"{value:04}"


def last_day(point: Point) -> int:
    """The last day of a month of a year.

    >>> last_day(Point("2020", 2))
    29
    """
    return days_in(int(point.year), point.month)


def century(number: int) -> str:
    """A century of our era in EDTF; empty when there is none of that number.

    >>> century(17), century(1)
    ('16XX', '00XX')
    """
    return f"{number - 1:02}XX" if number > 0 else ""


def before_christ(point: Point) -> Point:
    """The same count of years, or of centuries, before our era."""
    if not point.year.isdigit():
        return point._replace(year=point.year and "-" + point.year)
    return point._replace(year=year(1 - int(point.year)))


def numeric(value: Numeric, day_first: bool | None) -> Point:
    """A date in figures: only its year where day and month cannot be told apart. Dots put the day first everywhere."""
    a, b, c = value.parts
    if len(a) == 4:
        return Point(a, int(b), int(c))
    first, second, full = int(a), int(b), c if len(c) == 4 else ""
    if not full or not 1000 <= int(full) <= 2100:
        return Point()
    if day_first is None and (value.mark == "." or first == second):
        day_first = True
    if first > 12 or second > 12:
        day_first = first > 12
    if day_first is None:
        return Point(full)
    return Point(full, second, first) if day_first else Point(full, first, second)


def fill(points: list[Point], *, running: bool) -> list[Point]:
    """Give each date what it shares with its neighbours: "24 to 27 September 2005", "15th and 17th century", "1939-45".

    In a running span the year turns between December and January: "30 December to 2 January 2002" begins in 2001.
    """
    filled = list(points)
    for i in range(len(filled) - 2, -1, -1):
        filled[i] = _from_right(filled[i], filled[i + 1], running=running)
    for i in range(1, len(filled)):
        filled[i] = _from_left(filled[i], filled[i - 1], running=running)
    # "June 5, 6 and 7, 2001": the month came from the left, now the year comes from the right.
    for i in range(len(filled) - 2, -1, -1):
        filled[i] = _from_right(filled[i], filled[i + 1], running=running)
    return [_alone(point) for point in filled]


def _from_right(point: Point, right: Point, *, running: bool) -> Point:
    """What a date leaves to the next one to say."""
    if point.loose > 0 and right.year and not right.month and (right.year.endswith("XX") or right.year < "1000"):
        period = century(point.loose) if right.year.endswith("XX") else year(point.loose)
        point = point._replace(year=period, loose=-1)
        return before_christ(point) if right.year.startswith("-") else point
    if point.loose > 0 and right.month and not right.season:
        point = point._replace(day=point.loose, month=right.month, loose=-1)
    if point.month and not point.year and right.year.isdigit() and (right.month or right.day):
        turned = running and right.season == point.season and 0 < right.month < point.month
        return point._replace(year=year(int(right.year) - turned))
    return point


def _from_left(point: Point, left: Point, *, running: bool) -> Point:
    """What a date leaves to the one before it to say."""
    if point.tens >= 0 and left.year.endswith("X"):
        return point._replace(year=f"{left.year[:2]}{point.tens}X", tens=-1)
    if left.month and (point.loose > 0 or point.day) and not point.month:
        return point._replace(day=point.day or point.loose, month=left.month, year=point.year or left.year, loose=-1)
    if point.loose >= 0 and left.year.isdigit():
        turned = 100 if point.loose == 0 else 0
        return point._replace(year=year(int(left.year) // 100 * 100 + turned + point.loose), loose=-1)
    if point.month and not point.year and left.month and left.year.isdigit():
        turned = running and left.season == point.season and point.month < left.month
        return point._replace(year=year(int(left.year) + turned))
    return point


def _alone(point: Point) -> Point:
    """A decade told by its tens alone ("the nineties") is the last century's."""
    if point.tens < 0:
        return point
    return point._replace(year=f"{'19' if point.tens else '20'}{point.tens}X", tens=-1)


def span(first: Point, last: Point) -> str:
    """The interval in EDTF; empty when it does not run forwards. Whether a season comes before a month is as told."""
    told = first.year == last.year and first.month and last.month and first.season != last.season
    if not first.edtf or not last.edtf or not (told or first.order < last.order):
        return ""
    return f"{first.edtf}/{last.edtf}"


def follows(first: Point, last: Point) -> bool:
    """Whether a day is the next after another of its month, a month or season the next of its year, or a century.

    >>> follows(Point("1961", 2, 11), Point("1961", 2, 12)), follows(Point("", 5, 3), Point("", 5, 5))
    (True, False)
    """
    if first.year.endswith("XX") and last.year.endswith("XX"):
        return int(first.year[:-2]) + 1 == int(last.year[:-2])
    if first.year != last.year or not first.month:
        return False
    if first.day and last.day:
        return first.month == last.month and last.day == first.day + 1
    return not (first.day or last.day) and last.month == first.month + 1
