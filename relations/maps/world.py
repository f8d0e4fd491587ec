"""The states of a corpus and its pairs -> a map of the world as SVG: states shaded by their pairs, capitals joined."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from relations.analysis.selection import records
from relations.maps.land import outlines
from relations.words import counted, listed

WIDTH, HEIGHT, TOP = 1000, 438, 4.0  # units of the drawing; what lies south of it has no capital
MOST_JOINED, MOST_SHADES, NAMED, BEND = 60, 5, 5, 0.18
STEPS = (1, 3, 10, 30, 100, 300, 1000)
SHADES = {1: (4,), 2: (2, 4), 3: (2, 3, 5), 4: (1, 2, 3, 5), 5: (1, 2, 3, 4, 5)}
A = (1.340264, -0.081106, 0.000893, 0.003796)


class World(NamedTuple):
    """A map and what is written beside it."""

    svg: str
    shades: tuple[tuple[str, str], ...]
    """The key: the class of each shade (`shade-1`, the palest, and on), and the numbers of pairs it stands for."""
    note: str


def world(frame: pd.DataFrame, pairs: Sequence[str]) -> World:
    """Draw `analysis.states`: a state is darker the more pairs it belongs to; of few pairs the capitals are joined.

    The projection is Equal Earth, so that no state looks larger than it is. The drawing holds no words: states have a
    title on hover and their code as `data-code`, colours are the classes `land`, `shade-1` to `shade-5`, and `join`.
    """
    steps = limits(int(frame["pairs"].max()) if len(frame) else 0)
    known = {str(row["code"]): row for row in records(frame)}
    land = [drawing(rings) for code, rings in outlines().items() if code not in known]
    states = [state(row, steps) for row in known.values()]
    placed = frame[frame["latitude"].notna()]
    joined = join(placed, pairs) if len(pairs) <= MOST_JOINED else ""
    body = [f'<path class="land" d="{"".join(land)}"/>', *filter(None, states)]
    body += [f'<path class="join" d="{joined}"/>'] if joined else []
    svg = (
        f'<svg class="world" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="world-title world-desc">\n'
        f'<title id="world-title">The states of the corpus on a map of the world</title>\n'
        f'<desc id="world-desc">{escape(description(frame))}</desc>\n' + "\n".join(body) + "\n</svg>"
    )
    return World(svg, tuple(key(steps, frame)), note(frame, joined=bool(joined)))


def limits(most: int) -> list[int]:
    """From how many pairs on each shade begins, at most five; up to five pairs each number has its own.

    >>> limits(2), limits(40), limits(900)
    ([1, 2], [1, 3, 10, 30], [1, 10, 30, 100, 300])
    """
    if most <= MOST_SHADES:
        return list(range(1, most + 1))
    return [1, *[step for step in STEPS[1:] if step <= most][1 - MOST_SHADES :]]


def key(steps: list[int], frame: pd.DataFrame) -> Iterable[tuple[str, str]]:
    """The class of each shade, and its numbers of pairs in words."""
    for first, after in zip(steps, [*steps[1:], int(frame["pairs"].max()) + 1], strict=True) if steps else ():
        last = after - 1
        yield shade_of(first, steps), counted(first, "pair") if first == last else f"{first:,} to {last:,} pairs"


def shade_of(pairs: int, steps: list[int]) -> str:
    """The class of a number of pairs; where there are few shades they lie further apart."""
    return f"shade-{SHADES[len(steps)][sum(pairs >= step for step in steps) - 1]}"


def description(frame: pd.DataFrame) -> str:
    said = [f"{row['country_name']} ({row['pairs']})" for row in records(frame.head(NAMED))]
    if not said:
        return "No state."
    which = "Most pairs" if len(frame) > NAMED else "Pairs of each"
    return f"Map of the world with {counted(len(frame), 'state')} shaded. {which}: {listed(said)}."


def note(frame: pd.DataFrame, *, joined: bool) -> str:
    """What the signs mean, and how many states are missing on the map."""
    small = [code for code in frame.loc[frame["latitude"].notna(), "code"] if code not in outlines()]
    missing = int(sum(code not in outlines() for code in frame.loc[frame["latitude"].isna(), "code"]))
    said = ["Lines join the capitals of each pair." * joined, "Dots are states too small for an outline." * bool(small)]
    said += [f"{counted(missing, 'state')} without a place on the map.".capitalize() * bool(missing)]
    return " ".join(filter(None, said))


def state(row: dict[str, Any], steps: list[int]) -> str:
    """One state: its outline, or a dot at its capital; empty if neither is known."""
    code = row["code"]
    shape = f'<path d="{drawing(outlines()[code])}"/>' if code in outlines() else dot(row)
    words = f"<title>{escape(row['country_name'])}: {counted(row['pairs'], 'pair')}</title>"
    return f'<g class="{shade_of(row["pairs"], steps)}" data-code="{escape(code)}">{words}{shape}</g>' if shape else ""


def dot(row: dict[str, Any]) -> str:
    if np.isnan(row["latitude"]):
        return ""
    ((x, y),) = projected(np.array([[row["longitude"], row["latitude"]]]))
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/>'


def drawing(rings: Iterable[np.ndarray]) -> str:
    """Rings as the outline of a shape in whole units; what would be smaller than a unit is left out."""
    return "".join(outline(steps) for ring in rings if len(steps := whole(ring)) > 2)


def whole(points: np.ndarray) -> np.ndarray:
    """Points of the Earth in whole units of the drawing, none twice in a row."""
    steps = np.rint(projected(points)).astype(int)
    kept: np.ndarray = steps[np.any(steps != np.roll(steps, 1, axis=0), axis=1)]
    return kept


def outline(steps: np.ndarray) -> str:
    """A closed line through points, each told from the one before it."""
    first, *rest = [steps[0], *np.diff(steps, axis=0)]
    return f"M{first[0]} {first[1]}l{' '.join(f'{x} {y}' for x, y in rest)}z"


def projected(points: np.ndarray) -> np.ndarray:
    """Longitudes and latitudes in degrees as places in the drawing (Equal Earth; Šavrič, Patterson and Jenny 2018)."""
    longitude, latitude = np.radians(points).T
    angle = np.arcsin(np.sqrt(3) / 2 * np.sin(latitude))
    a1, a2, a3, a4 = A
    square = angle**2
    slope = a1 + 3 * a2 * square + square**3 * (7 * a3 + 9 * a4 * square)
    x = 2 / np.sqrt(3) * longitude * np.cos(angle) / slope
    y = angle * (a1 + a2 * square + square**3 * (a3 + a4 * square))
    scale = WIDTH / (4 / np.sqrt(3) * np.pi / a1)
    return np.column_stack([WIDTH / 2 + scale * x, TOP + scale * (highest() - y)])


def highest() -> float:
    """How far the northern edge of the drawing lies from the equator, as the projection measures it: 84 degrees."""
    angle = float(np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(84))))
    return angle * (A[0] + A[1] * angle**2 + angle**6 * (A[2] + A[3] * angle**2))


def join(frame: pd.DataFrame, pairs: Sequence[str]) -> str:
    """A line between the capitals of each pair, bent toward the north; it is no route."""
    places = dict(zip(frame["code"], projected(frame[["longitude", "latitude"]].to_numpy()), strict=True))
    ends = ([places[code] for code in pair.split("-") if code in places] for pair in pairs)
    return "".join(bow(*both) for both in ends if len(both) == 2)


def bow(start: np.ndarray, end: np.ndarray) -> str:
    middle = (start + end) / 2 - (0, BEND * float(np.hypot(*(end - start))))
    return "M{:.0f} {:.0f}Q{:.0f} {:.0f} {:.0f} {:.0f}".format(*start, *middle, *end)
