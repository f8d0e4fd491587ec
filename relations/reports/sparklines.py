"""Years of cooperative and conflictual events of many pairs -> a line of small bars for each, all on one calendar."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

WIDTH, HEIGHT, STEP = 120, 20, 4
FEWEST_YEARS, LEFT_OUT = 10, 0.05

Years = Sequence[tuple[int, bool]]
"""The year of each dated event, and whether it is cooperative."""


class Sparkline(NamedTuple):
    """Two outlines in the notation of SVG: bars above the middle line, and bars below it."""

    cooperative: str
    conflictual: str


class Calendar(NamedTuple):
    """The years from which to which all lines run; `earlier`: whether events from before stand at the left edge."""

    first: int
    last: int
    earlier: bool = False


def calendar(lines: Iterable[Years]) -> Calendar | None:
    """The decades of all events; where the earliest twentieth would double them, it lies before, at the left edge.

    >>> calendar([[(1974, True), (1998, False)], [(2019, True)]])
    Calendar(first=1970, last=2020, earlier=False)
    >>> calendar([[(1685, True)], [(2004, True)] * 60])
    Calendar(first=2000, last=2010, earlier=True)
    """
    counts = Counter(year for line in lines for year, _ in line)
    if not counts:
        return None
    found = sorted(counts)
    upto = accumulate(counts[year] for year in found)
    spared = int(LEFT_OUT * counts.total())
    nearly = next(year for year, seen in zip(found, upto, strict=True) if seen > spared)
    first, later = (year // 10 * 10 for year in (found[0], nearly))
    last = -(-(found[-1] + 1) // 10) * 10
    begins = later if last - first > 2 * max(last - later, FEWEST_YEARS) else first
    return Calendar(begins, max(last, begins + FEWEST_YEARS), found[0] < begins)


def sparkline(years: Years, on: Calendar) -> Sparkline:
    """The bars of one pair: one for each year, as high as its events are many, until it reaches the edge.

    >>> sparkline([(1970, True), (1970, True), (1990, False)], Calendar(1970, 2000))
    Sparkline(cooperative='M1 10v-8', conflictual='M80 10v4')
    """
    counts = Counter((place(year, on), good) for year, good in years)
    return Sparkline(*(" ".join(bars(counts, good)) for good in (True, False)))


def place(year: int, on: Calendar) -> int:
    return 1 + max(0, round((year - on.first) / (on.last - on.first) * (WIDTH - 2)))


def bars(counts: Counter[tuple[int, bool]], good: bool) -> Iterable[str]:
    sign = "-" if good else ""
    heights = ((x, min(STEP * count, HEIGHT / 2)) for (x, side), count in sorted(counts.items()) if side == good)
    return (f"M{x} {HEIGHT // 2}v{sign}{height:g}" for x, height in heights)
