"""A frame of places made by `analysis` -> a small map: the two states, their capitals joined, third parties ringed."""

import math
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from relations.analysis.labels import called, pair_name, sides
from relations.analysis.places import SIDE, distance, route
from relations.analysis.selection import records
from relations.charts.style import GRID, INK, MARGIN, MUTED, NORMAL, PAPER, SIDE_A, SIDE_B, SMALL, Chart, empty, styled
from relations.charts.style import text_width as width_of
from relations.maps.land import outlines
from relations.words import counted, listed

WIDTH, LOW, HIGH = 5.4, 2.1, 2.7  # inches
LEAST, AROUND = 44.0, 0.12  # degrees of longitude that a map shows at least; margin as a share of what it shows
SOUTH, NORTH = -68.0, 79.0  # beyond lies no capital
FARTHEST = (-64.0, 74.0)  # a way over the Arctic or Antarctica leaves the map, lest all of it be drawn for that
SAME_PART = 0.15  # an island of this share of the mainland's size counts for the extent, Alaska and smaller ones do not
FINE, COARSE, SPECK = 0.6, 1.6, 3  # points: how exactly the two states and the others are drawn; grains of an island
LABELLED = 8  # names of third parties at most

Extent = tuple[float, float, float, float]  # west, east, south, north


class View(NamedTuple):
    """The part of the Earth that a map shows, in degrees; `west` to `east` may pass the meridian of 180 degrees."""

    west: float
    east: float
    south: float
    north: float
    squeeze: float
    """How long a degree of longitude is drawn, in degrees of latitude: as it is in the middle of the map."""
    height: float
    """Inches."""

    def x(self, longitude: float) -> float:
        """A longitude as it is drawn: turned around the Earth until it lies in view, if it can."""
        return (self.west + (longitude - self.west) % 360) * self.squeeze

    def inches(self, spot: tuple[float, float]) -> tuple[float, float]:
        """How far a spot, as it is drawn, lies from the left and the lower edge of the map."""
        scale = self.height / (self.north - self.south)
        return (spot[0] - self.west * self.squeeze) * scale, (spot[1] - self.south) * scale


@styled
def locator(frame: pd.DataFrame, pair: str) -> Chart:
    """Draw `analysis.places`: both states in the colours of their sides, dashed the shortest way between the capitals.

    Cylindrical, true to scale in the middle of the map, turned so that the pair stands together. A state too small for
    an outline is a point.
    """
    title = f"{pair_name(pair)}: where the two lie"
    codes = sides(pair)
    found = [extent for code in codes for extent in extents(code)] + points(frame)
    if not found:
        return empty(title, "Neither state has a place on the map.")
    chart = Chart(title, note=note(frame), description=description(frame, pair), width=WIDTH)
    view = viewed(found)
    chart.sized(chart.top + view.height + MARGIN)
    limits: dict[str, Any] = {"xlim": (view.west * view.squeeze, view.east * view.squeeze), "ylim": view[2:4]}
    axes = chart.place(MARGIN, chart.top, WIDTH - 2 * MARGIN, view.height, **limits)
    axes.set_axis_off()
    others = [ring for code, rings in outlines().items() if code not in codes for ring in rings]
    land(axes, view, others, (GRID, COARSE, SPECK))
    for code, colour in zip(codes, (SIDE_A, SIDE_B), strict=True):
        land(axes, view, outlines().get(code, []), (colour, FINE, 1))
    mark(axes, view, frame)
    return chart


def note(frame: pd.DataFrame) -> str:
    """How far apart the capitals are, and what a ring is, if there is one."""
    apart = distance(frame)
    cities = frame.loc[frame["part"] == SIDE, "city"]
    rounded = round(apart, -2 if apart >= 1000 else -1) if not math.isnan(apart) else 0
    far = f"{listed(cities)} lie {rounded:,.0f} km apart." if rounded else ""
    ringed = frame["latitude"][frame["part"] != SIDE].notna().any()
    return " ".join(filter(None, [far, "Rings: third parties of events." if ringed else ""]))


def description(frame: pd.DataFrame, pair: str) -> str:
    third = frame[(frame["part"] != SIDE) & frame["latitude"].notna()]
    said = [f"{row['country_name']} ({counted(int(row['events']), 'event')})" for row in records(third)]
    ringed = f" Ringed, as third parties of events: {listed(said)}." if said else ""
    both = listed(map(called, sides(pair)))
    return f"Map with {both} in colour, a line between their capitals. {note(frame)}{ringed}"


def extents(code: str) -> list[Extent]:
    """Where the main parts of a state lie."""
    rings = outlines().get(code, [])
    sizes = [float(np.prod(np.ptp(ring, axis=0))) for ring in rings]
    main = [ring for ring, size in zip(rings, sizes, strict=True) if size >= SAME_PART * max(sizes)]
    return [(*np.sort(ring[:, 0])[[0, -1]], *np.sort(ring[:, 1])[[0, -1]]) for ring in main]


def points(frame: pd.DataFrame) -> list[Extent]:
    """The capitals, and the way between those of the two, as far as a map reaches to the poles."""
    known = frame.dropna(subset=["latitude"])
    way = [((x + 180) % 360 - 180, min(max(y, FARTHEST[0]), FARTHEST[1])) for x, y in route(frame, 12)]
    return [(x, x, y, y) for x, y in [*zip(known["longitude"], known["latitude"], strict=True), *way]]


def viewed(found: list[Extent]) -> View:
    """The part of the Earth that holds these extents, wide and high enough for the drawing."""
    west, east = around(found)
    south, north = min(extent[2] for extent in found), max(extent[3] for extent in found)
    squeeze = math.cos(math.radians(min(abs(south + north) / 2, 60)))
    wide = min(max((east - west) * (1 + 2 * AROUND), LEAST / squeeze), 360.0)
    high = (north - south) * (1 + 2 * AROUND)
    room = WIDTH - 2 * MARGIN
    height = min(max(room * high / (wide * squeeze), LOW), HIGH)
    high = max(high, wide * squeeze * height / room)
    wide = min(max(wide, high * room / height / squeeze), 360.0)
    high = min(wide * squeeze * height / room, NORTH - SOUTH)
    height = room * high / (wide * squeeze)
    middle = min(max((south + north) / 2, SOUTH + high / 2), NORTH - high / 2)
    centre = (west + east) / 2
    return View(centre - wide / 2, centre + wide / 2, middle - high / 2, middle + high / 2, squeeze, height)


def around(found: list[Extent]) -> tuple[float, float]:
    """The shortest stretch of longitudes that holds all extents; its end may lie beyond 180 degrees.

    >>> around([(170, 178, 0, 0), (-175, -150, 0, 0)])
    (170, 210)
    """
    spans = {start: max((west - start) % 360 + east - west for west, east, *_ in found) for start, *_ in sorted(found)}
    start = min(spans, key=lambda one: spans[one])
    return start, start + spans[start]


def land(axes: Axes, view: View, rings: list[np.ndarray], look: tuple[str, float, int]) -> None:
    """Fill the rings that are in view, as one path; the borders are the paper between them.

    `look` is the colour, how exactly to draw (points), and how many of these a ring must measure to be drawn.
    """
    colour, exactness, least = look
    turned = (ring + np.array([turn, 0]) for ring in rings for turn in (-360, 0, 360))
    paths = [path for ring in turned if (path := drawn(ring, view, exactness, least)) is not None]
    if paths:
        path = Path.make_compound_path(*paths)
        # Not `add_patch`, which measures every stretch of every coast for limits that are set already.
        axes.add_artist(PathPatch(path, facecolor=colour, edgecolor=PAPER, linewidth=0.4))


def drawn(ring: np.ndarray, view: View, exactness: float, least: int) -> Path | None:
    """A ring as the map shows it, no finer than can be seen; None where it is out of view or too small."""
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    if east < view.west or west > view.east or north < view.south or south > view.north:
        return None
    grain = exactness / 72 * (view.north - view.south) / view.height
    steps = np.rint(ring * (view.squeeze, 1) / grain)
    kept = steps[np.any(steps != np.roll(steps, 1, axis=0), axis=1)]
    before, after = kept - np.roll(kept, 1, axis=0), np.roll(kept, -1, axis=0) - kept
    kept = kept[before[:, 0] * after[:, 1] != before[:, 1] * after[:, 0]]
    if len(kept) < 3 or np.ptp(kept, axis=0).max() < least:
        return None
    return Path(np.vstack([kept, kept[:1]]) * grain, closed=True)


def mark(axes: Axes, view: View, frame: pd.DataFrame) -> None:
    """Capitals, the line between them, rings of third parties, and names where they find room."""
    known = records(frame.dropna(subset=["latitude"]))
    spots = [(view.x(row["longitude"]), row["latitude"]) for row in known]
    join(axes, view, route(frame))
    taken: list[Extent] = [(x - 0.05, x + 0.05, y - 0.05, y + 0.05) for x, y in map(view.inches, spots)]
    for number, (row, (x, y)) in enumerate(zip(known, spots, strict=True)):
        side = row["part"] == SIDE
        size, face, edge = (4.5, INK, PAPER) if side else (8, "none", INK)
        axes.plot(x, y, "o", markersize=size, markerfacecolor=face, markeredgecolor=edge, markeredgewidth=1, zorder=4)
        if number < LABELLED + 2:
            name(axes, view, row, taken)


def join(axes: Axes, view: View, way: np.ndarray) -> None:
    """Draw the way between the capitals; where it goes around the back of the map it leaves at one edge."""
    for turn in (-360, 0, 360) if len(way) else ():
        x = (way[:, 0] + turn) * view.squeeze
        if x.max() >= view.west * view.squeeze and x.min() <= view.east * view.squeeze:
            axes.plot(x, way[:, 1], color=INK, linewidth=1.1, linestyle=(0, (3, 2)), zorder=3)


def name(axes: Axes, view: View, row: dict[str, Any], taken: list[Extent]) -> None:
    """Write a state's name beside its spot, where it covers nothing else; a third party without room has none."""
    side = row["part"] == SIDE
    size = NORMAL if side else SMALL - 1
    x, y = view.inches((view.x(row["longitude"]), row["latitude"]))
    wide, high = width_of(row["country_name"], size, bold=side) + 0.08, 0.19
    spots = [(x + 0.09, y - high / 2), (x - 0.09 - wide, y - high / 2), (x - wide / 2, y + 0.08),
             (x - wide / 2, y - 0.08 - high), (x + 0.05, y + 0.06), (x - wide - 0.05, y - high - 0.06)]  # fmt: skip
    boxes = [(left, left + wide, low, low + high) for left, low in spots]
    room = WIDTH - 2 * MARGIN
    inside = [box for box in boxes if box[0] >= 0 and box[1] <= room and 0 <= box[2] <= view.height - high]
    free = [box for box in inside if not any(overlap(box, other) for other in taken)] or (inside[:1] if side else [])
    if free:
        taken.append(free[0])
        spot = (free[0][0] + 0.04) / room, (free[0][2] + high / 2) / view.height
        ground = {"facecolor": PAPER, "edgecolor": "none", "alpha": 0.82, "pad": 1.2}
        axes.text(*spot, row["country_name"], transform=axes.transAxes, size=size, va="center_baseline", zorder=5,
                  weight="bold" if side else "normal", color=INK if side else MUTED, bbox=ground)  # fmt: skip


def overlap(one: Extent, other: Extent) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
