"""An expression that fits a pattern -> the dates that it tells, or what they count from."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from relations.dates import points
from relations.dates.edtf import When, parse
from relations.dates.grammar import grammar
from relations.dates.lexing import Entry
from relations.dates.points import Point
from relations.dates.relative import Relative, resolve

ABOUT = frozenset({"about", "circa"})
AGES = frozenset({"age", "titleage"})
ERAS = frozenset({"adera", "bcera"})
NUMBERS = ("tens", "ordinal", "day", "number", "hundreds")
UNITS = frozenset({"unit", "units", "age", "season"})
AMOUNTS = frozenset({"a", "tens", "small", "day", "number", "hundreds"})
STEPS = frozenset({"step", "same", "that", "later", "ago", "before", "after", "prior"})
JOINTS = frozenset({"comma", "and", "or", "pause"})
BETWEEN_CENTURIES = frozenset({"and", "the", "quality"})
SIDES = {"since": "{}/..", "until": "../{}"}


class Read(NamedTuple):
    """One date read: its tokens [first, last), and the date or what it counts from."""

    first: int
    last: int
    when: When | None
    relative: Relative | None


class Part(NamedTuple):
    """One date within an expression as it stands: its tokens [first, last), and as far as it is told."""

    first: int
    last: int
    point: Point


class Expression(NamedTuple):
    """An expression to read: all tokens of the text and their classes, its own tokens [first, last), and its dates."""

    tokens: list[Entry]
    classes: str
    first: int
    last: int
    parts: list[Part]

    @property
    def words(self) -> list[Entry]:
        return self.tokens[self.first : self.last]

    def whole(self, value: When | Relative | None) -> list[Read]:
        """The expression as one date; none when it has no value."""
        return [_read(self.first, self.last, value)] if value else []


def read(how: str, tokens: list[Entry], classes: str, span: tuple[int, int], day_first: bool | None) -> list[Read]:
    """The dates that an expression tells; none when the calendar does not know them, such as 31 June."""
    parts = [
        Part(*part.span(), _point(tokens, part.start(), part.end(), day_first))
        for part in grammar().point.finditer(classes, *span)
        if part["point"]
    ]
    return READERS[how](Expression(tokens, classes, *span, parts))


def _read(first: int, last: int, value: When | Relative) -> Read:
    return Read(first, last, value, None) if isinstance(value, When) else Read(first, last, None, value)


def _point(tokens: list[Entry], first: int, last: int, day_first: bool | None) -> Point:
    """One date as it stands, from its tokens [first, last)."""
    told = {token.name: token.value for token in tokens[first:last]}
    if "full" in told:
        return points.numeric(told["full"], day_first)
    numbers = [told[name] for name in NUMBERS if name in told]
    number = sum(numbers)
    year = told.get("year") or told.get("round") or told.get("shortyear")
    month = told.get("month") or told.get("season", 0)
    about = _is_about(tokens, first, "decade" in told or not AGES.isdisjoint(told))
    if not AGES.isdisjoint(told):
        point = Point(points.century(number), about=about)
    elif not ERAS.isdisjoint(told) and "decade" not in told:
        point = Point(points.year(year or number), about=about)
    elif year:
        point = Point(points.year(year), month, number, about=about)
    elif month:
        point = Point("", month, number, about=about)
    else:
        point = Point(told.get("decade", ""), 0, 0, number if numbers else -1, told.get("shortdecade", -1), about)
    return points.before_christ(point) if "bcera" in told else point


def _is_about(tokens: list[Entry], first: int, long: bool) -> bool:
    """Whether "about" stands before a date; with an article between it tells the topic, unless the period is long."""
    before = first - 2 if long and first > 1 and tokens[first - 1].name == "the" else first - 1
    return before >= 0 and tokens[before].name in ABOUT


def _dates(expression: Expression) -> list[Read]:
    """Each date of an expression for itself."""
    told = points.fill([part.point for part in expression.parts], running=False)
    if _is_run(expression, told):
        return _span(expression)
    values = _values(expression, told)
    if len(values) < 2:
        return [read for value in values for read in expression.whole(value)]
    cuts = pairwise([expression.first, *(part.last for part in expression.parts[:-1]), expression.last])
    return [
        _read(_after_joint(expression, first), last, value) for (first, last), value in zip(cuts, values, strict=True)
    ]


def _is_run(expression: Expression, told: list[Point]) -> bool:
    """Whether two days or months joined by "and" alone follow on each other: "on 11 and 12 February"."""
    if len(told) != 2 or not points.follows(*told):
        return False
    one, other = expression.parts
    between = [token.name for token in expression.tokens[one.last : other.first]]
    return between == ["and"] or (told[0].year.endswith("XX") and BETWEEN_CENTURIES.issuperset(between))


def _values(expression: Expression, told: list[Point]) -> list[When | Relative]:
    """What dates tell: themselves, or without a year what they count from. Nothing if one of them is no date."""
    if any(point.year for point in told):
        values = [point.edtf for point in told]
        return [parse(value) for value in values] if all(values) else []
    base, finer = _base(expression), _finer(_base(expression), told)
    return [replace(base, first=piece) for piece in finer]


def _after_joint(expression: Expression, first: int) -> int:
    """Where a date of a list begins, behind the comma and the "and"."""
    while expression.tokens[first].name in JOINTS:
        first += 1
    return first


def _span(expression: Expression) -> list[Read]:
    """The interval from the first date to the last; where it does not run forwards, the dates for themselves."""
    told = points.fill([part.point for part in expression.parts], running=True)
    if any(point.year for point in told):
        value = points.span(told[0], told[-1])
        alone = [part for part in expression.parts if part.point.edtf]
        return expression.whole(parse(value)) if value else [_read(p.first, p.last, parse(p.point.edtf)) for p in alone]
    base, finer = _base(expression), _finer(_base(expression), told)
    return expression.whole(replace(base, first=finer[0], last=finer[-1])) if finer else []


def _sided(side: str) -> Callable[[Expression], list[Read]]:
    """A date that is open on one side."""

    def reader(expression: Expression) -> list[Read]:
        told = points.fill([part.point for part in expression.parts], running=False)
        if not told:
            return expression.whole(replace(_base(expression), side=side))
        value = next(iter(_values(expression, told)), None)
        if isinstance(value, When):
            return expression.whole(parse(SIDES[side].format(value.edtf)))
        return expression.whole(value and replace(value, side=side))

    return reader


def _not_until(expression: Expression) -> list[Read]:
    """The date of "not established until 1990", from the word "until"."""
    until = next(at for at in range(expression.first, expression.last) if expression.tokens[at].name == "until")
    return [read._replace(first=until) for read in _dates(expression)]


def _ancient(expression: Expression) -> list[Read]:
    """A year of three figures, or a span of them."""
    parts = [part._replace(point=Point(part.point.year or points.year(part.point.loose))) for part in expression.parts]
    years = expression._replace(parts=parts)
    return _span(years) if len(parts) > 1 else _dates(years)


def _decade(expression: Expression) -> list[Read]:
    """A decade of a century ("the first decade of the 21st century"); of other parts of it the century."""
    which, unit = expression.words[:2]
    century = expression.parts[-1].point.year
    if unit.value == "decade" and 1 <= which.value <= 10:
        century = century.replace("XX", f"{which.value - 1}X")
    return expression.whole(parse(century)) if century else []


def _base(expression: Expression) -> Relative:
    """The period that an expression names: "the same year", "that" before a month, or none: the year goes unsaid.

    "That summer" is the summer of the same year.
    """
    named = grammar().period.search(expression.classes, expression.first, expression.last)
    if not named:
        return Relative("year" if any(token.name == "that" for token in expression.words) else "unsaid")
    words = expression.tokens[named.start() : named.end()]
    unit = next(token for token in words if token.name in UNITS)
    shift = sum(token.value for token in words if token.name in STEPS)
    return Relative("year", shift, f"{unit.value}") if unit.name == "season" else Relative(unit.value, shift)


def _finer(base: Relative, told: list[Point]) -> list[str]:
    """Months and days within a year, or days within a month; none when they do not fit the period."""
    if base.unit == "month" and all(point.loose > 0 and not point.month for point in told):
        return [f"{point.loose:02}" for point in told]
    if base.unit in ("year", "unsaid") and all(point.month and point._replace(year="2000").edtf for point in told):
        return [point.finer() for point in told]
    return []


def _period(expression: Expression) -> list[Read]:
    """A period by itself: "the following month"."""
    return expression.whole(_base(expression))


def _day(expression: Expression) -> list[Read]:
    """A day by its number alone: "on the 7th"."""
    return expression.whole(Relative("month", 0, f"{expression.parts[0].point.loose:02}"))


def _next(expression: Expression) -> list[Read]:
    """The next month or season of a name, or the last: "the following May", "the previous spring"."""
    shift = next(token.value for token in expression.words if token.name in STEPS)
    return expression.whole(Relative("month", shift, expression.parts[0].point.finer(), side="next"))


def _next_day(expression: Expression) -> list[Read]:
    """The day after, told without an article; "next year" counts from the writing."""
    step, unit = expression.words
    return expression.whole(Relative("day", 1)) if (step.value, unit.value) == (1, "day") else []


def _edge(expression: Expression) -> list[Read]:
    """The first or last day of a month or year: "the last day of 2020"."""
    which, unit = expression.words[1:3]
    point = expression.parts[-1].point
    if unit.value != "day" or (which.name == "ordinal" and which.value != 1) or not point.year.isdigit():
        return []
    last = which.name == "ending"
    month = point.month or (12 if last else 1)
    day = points.last_day(point._replace(month=month)) if last else 1
    return expression.whole(parse(point._replace(month=month, day=day).edtf))


def _counted(expression: Expression) -> Relative:
    """So many units later or earlier ("six months on" is later); a decade is ten years, half a year six months."""
    words = expression.words
    at = next(at for at, token in enumerate(words) if token.name in UNITS)
    amount = sum(token.value for token in words[:at] if token.name in AMOUNTS) or 1
    way = next((token.value for token in words[at:] if token.name in STEPS), 1)
    unit = words[at].value
    if words[0].name == "piece":
        return Relative("month", words[0].value * way)
    return Relative("year", 10 * amount * way) if unit == "decade" else Relative(unit, amount * way)


def _count(expression: Expression) -> list[Read]:
    """So long after the date told before; of a part of a period nothing but half a year."""
    told = {token.name: token.value for token in expression.words}
    part = "piece" in told and not (told["piece"] and told["unit"] == "year")
    return [] if part else expression.whole(_counted(expression))


def _shifted(expression: Expression) -> list[Read]:
    """So long after a date in the expression; none when that date is too vague to count from."""
    date = expression.parts[-1].point.edtf
    return expression.whole(resolve(_counted(expression), parse(date)))


READERS: dict[str, Callable[[Expression], list[Read]]] = {
    "dates": _dates, "span": _span, "since": _sided("since"), "until": _sided("until"), "notuntil": _not_until,
    "decade": _decade, "ancient": _ancient, "count": _count, "period": _period, "next": _next, "nextday": _next_day,
    "day": _day, "edge": _edge, "shifted": _shifted,
}  # fmt: skip
