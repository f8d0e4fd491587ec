"""A pair's timeline frame -> who acts, as lanes; each event's mark where its date is, undated ones in a margin."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from relations.analysis.balance import direction_words
from relations.analysis.labels import pair_name
from relations.analysis.selection import records
from relations.charts import marks
from relations.charts.layout import OPEN_LENGTH, Lane, Layout, mark_year
from relations.charts.packing import Cluster
from relations.charts.style import (
    BAD,
    BAND,
    GOOD,
    GRID,
    INK,
    MARGIN,
    MUTED,
    SMALL,
    WIDTH,
    Chart,
    empty,
    styled,
    year_ticks,
)
from relations.words import counted

ROW, HEADING, FOOT, LANE_END = 0.215, 0.28, 0.38, 0.05
EXACT = 0.1
DASHES = (0, (2, 1.5))
LANES = ("a_to_b", "together", "b_to_a", "toward_both")


@styled
def timeline(frame: pd.DataFrame, pair: str) -> Chart:
    """Draw `analysis.timeline`: a lane per direction, a line as long as each date is vague, the undated in a margin.

    Dates far before the others (a medieval event beside modern ones) stand in a margin of their own, with their date.
    """
    title = f"{pair_name(pair)}: {counted(len(frame), 'event')} told, by who acts"
    if not len(frame):
        return empty(title, "The text tells of no event between the two.")
    events = records(frame)
    chart = Chart(title, note=note(frame), description=description(frame, pair))
    layout = Layout(frame)
    lanes = [layout.lane(name) for name in LANES if name in set(frame["lane"])]
    body = sum(HEADING + ROW * lane.rows + LANE_END for lane in lanes)
    chart.sized(chart.top + 0.3 + body + (FOOT if layout.main else MARGIN))
    marks.legend(chart, events, MARGIN, chart.top + 0.1)
    Drawing(chart, layout, events, body).draw(lanes, pair)
    return chart


def note(frame: pd.DataFrame) -> str:
    if not frame["dated"].any():
        return "The text does not date it." if len(frame) == 1 else "The text dates none of them."
    dated = frame[frame["dated"]]
    length = dated["end"] - dated["start"]
    notes = ["A line through a mark is as long as its date is vague." if (length > EXACT).any() else "",
             "Dashes lead where the text leaves a date open." if length.isna().any() else ""]  # fmt: skip
    return " ".join(filter(None, notes))


def description(frame: pd.DataFrame, pair: str) -> str:
    counts = frame["lane"].value_counts()
    lanes = "; ".join(f"{direction_words(name, pair)}: {counts[name]}" for name in LANES if name in counts)
    known = pd.concat([frame["start"], frame["end"]]).dropna()
    first, last = (int(known.min()), math.ceil(known.max()) - 1) if len(known) else (0, 0)
    between = f"in {first}" if first == last else f"between {first} and {last}"
    years = f" The dates lie {between}." if len(known) else ""
    undated = int((~frame["dated"]).sum())
    left = f" Undated: {counted(undated, 'event')}." if undated else ""
    return f"Timeline of {counted(len(frame), 'event')}. Who acts: {lanes}.{years}{left}"


class Drawing:
    """The three parts side by side, filled lane by lane from the top."""

    def __init__(self, chart: Chart, layout: Layout, events: list[dict[str, Any]], body: float) -> None:
        self.chart, self.layout, self.events, self.body = chart, layout, events, body
        top = chart.top + 0.3
        self.main = self.part(MARGIN + layout.earlier, top, layout.main)
        self.earlier = self.part(MARGIN, top, layout.earlier - 0.1)
        self.undated = self.part(MARGIN + layout.earlier + layout.main + 0.12, top, layout.undated - 0.12)
        if self.main:
            self.main.set_xlim(*layout.years)
            year_ticks(self.main)
            self.main.grid(axis="x")
            self.main.spines["left"].set_visible(False)

    def part(self, left: float, top: float, width: float) -> Axes | None:
        if width <= 0:
            return None
        axes = self.chart.place(left, top, width, self.body)
        axes.set(xlim=(0, width), ylim=(self.body, 0))
        axes.set_yticks([])
        return axes

    def draw(self, lanes: list[Lane], pair: str) -> None:
        self.headings()
        y = 0.0
        for number, lane in enumerate(lanes):
            height = HEADING + ROW * lane.rows + LANE_END
            self.lane_heading(lane, pair, y, shaded=number % 2 == 0, height=height)
            parts = (self.earlier, lane.earlier), (self.main, lane.dated), (self.undated, lane.undated)
            for axes, clusters in parts:
                if axes is not None:
                    for cluster in clusters:
                        self.cluster(axes, cluster, y + HEADING, lines=axes is self.main)
            y += height

    def headings(self) -> None:
        for axes, words, left in ((self.earlier, "earlier", 0.02), (self.undated, "undated", 0.2)):
            if axes:
                axes.set_axis_off()
                if self.main:
                    axes.text(left, self.body + 0.16, words, size=SMALL, color=MUTED, va="center")

    def lane_heading(self, lane: Lane, pair: str, y: float, *, shaded: bool, height: float) -> None:
        top = self.chart.top + 0.3 + y
        if shaded:
            self.chart.fill(MARGIN, top, WIDTH - 2 * MARGIN, height, facecolor=BAND, zorder=-1)
        number = sum(event["lane"] == lane.name for event in self.events)
        words = f"{direction_words(lane.name, pair)}  ·  {counted(number, 'event')}"
        self.chart.write(MARGIN + 0.06, top + 0.15, words, size=SMALL, weight="bold", va="center")

    def cluster(self, axes: Axes, cluster: Cluster, top: float, *, lines: bool) -> None:
        """Marks and label of one cluster, its first row `top` inches below the upper edge of the axes."""
        spots = {item.key: (item.left, top + ROW * (item.row + 0.5)) for item in cluster.items}
        if lines:
            spots = {key: (mark_year(self.events[key]), y) for key, (_, y) in spots.items()}
            string(axes, list(spots.values()))
        for key, spot in spots.items():
            if lines:
                stretch(axes, self.events[key], spot[1], self.layout)
            marks.draw(axes, self.chart, self.events[key], spot)
        x = self.layout.year(cluster.label_at) if lines else cluster.label_at
        y = top + ROW * (cluster.label_row + 0.5)
        formal = bool(self.events[cluster.items[0].key]["milestone"])
        axes.text(x, y, cluster.label, size=SMALL, color=INK if formal else MUTED, va="center_baseline")


def string(axes: Axes, spots: list[tuple[float, float]]) -> None:
    """A thin line through the marks of one row that share a label."""
    for y in sorted({y for _, y in spots}):
        years = [year for year, height in spots if height == y]
        if len(years) > 1:
            axes.plot([min(years), max(years)], [y, y], color=GRID, linewidth=1.2, zorder=2)


def stretch(axes: Axes, event: Mapping[str, Any], y: float, layout: Layout) -> None:
    """The line that shows how exactly an event is dated: solid between known ends, dashed toward an open one."""
    look: dict[str, Any] = {"color": BAD if event["side"] == "conflict" else GOOD, "zorder": 3}
    start, end = event["start"], event["end"]
    if math.isnan(start):
        axes.plot([layout.year(layout.inches(end) - OPEN_LENGTH), end], [y, y], linestyle=DASHES, linewidth=1.6, **look)
    elif math.isnan(end):
        axes.plot(
            [start, layout.year(layout.inches(start) + OPEN_LENGTH)], [y, y], linestyle=DASHES, linewidth=1.6, **look
        )
    else:
        axes.plot([start, end], [y, y], linewidth=2.2, alpha=0.55, solid_capstyle="round", **look)
