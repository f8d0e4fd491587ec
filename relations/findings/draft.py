"""What is at odds, with its rows and their evidence -> a finding without a number; how its two dates compare."""

from dataclasses import dataclass

from relations import countries, dates
from relations.schema import Event, Mission, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What is at odds: its kind, one sentence, the rows it is about and the evidence of both sides."""

    kind: str
    message: str
    rows: tuple[str, ...]
    evidence: tuple[Span, ...]


def apart(one: str, two: str) -> bool:
    """Whether two EDTF dates cannot both be true of one day; a missing date agrees with any other.

    >>> apart("2014", "2015-06"), apart("2014", "2014-06-20"), apart("../1974", "1965"), apart("", "1965")
    (True, False, False, False)
    """
    return bool(one and two) and not dates.agree(dates.parse(one), dates.parse(two))


def before(one: str, two: str) -> bool:
    """Whether the first date lies wholly before the second; undated and open ends lie before nothing."""
    if not one or not two:
        return False
    latest, earliest = dates.parse(one).latest, dates.parse(two).earliest
    return bool(latest and earliest) and latest < earliest


def who(code: str) -> str:
    return countries.name(code)


def evidence(*rows: Event | Mission) -> tuple[Span, ...]:
    return tuple(sorted({span for row in rows for span in row.evidence}))
