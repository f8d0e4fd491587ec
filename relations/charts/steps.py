"""A pair's milestone frame -> its steps on a line of years since relations were established, or of the calendar."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from relations.analysis.selection import records
from relations.analysis.steps import ESTABLISHED, distance_words
from relations.charts.style import (
    BAD,
    GOOD,
    GRID,
    MARGIN,
    MUTED,
    SMALL,
    WIDTH,
    Chart,
    empty,
    row_names,
    styled,
    text_width,
    year_ticks,
)
from relations.words import counted

ROW = 0.27
BREAKS = ("relations_suspended", "relations_severed", "mission_closed")


@styled
def milestones(frame: pd.DataFrame) -> Chart:
    """Draw `analysis.milestones`: a row per step, its place the years since relations were established.

    Where their establishment is not dated to the year the place is the calendar year; steps without a place are named
    above, and so is a single one.
    """
    title = "Milestones: the first of each kind"
    since = bool((frame["milestone"] == ESTABLISHED).any() and frame["years"].notna().any())
    placed = frame.assign(x=frame["years"] if since else frame["start"].fillna(frame["end"]))
    shown = placed.dropna(subset=["x"])
    note = silent_words(placed[placed["x"].isna()])
    if len(shown) < 2:
        only = f"Only one is dated: {shown['words'].iloc[0]}, {shown['when'].iloc[0]}." if len(shown) else ""
        return empty(title, " ".join(filter(None, [only, note])) or "The text tells of no milestone.")
    chart = Chart(title, note=note, description=description(shown))
    dates = [date_words(row, since=since) for row in records(shown)]
    left = MARGIN + max(map(text_width, shown["words"])) + 0.2
    right = max(map(text_width, dates)) + 0.35
    height = ROW * len(dates)
    chart.sized(chart.top + height + 0.55)
    axes = chart.place(left, chart.top, WIDTH - left - right, height, ylim=(len(dates) - 0.5, -0.5))
    line_of_years(axes, shown["x"], since=since)
    for y, (row, words) in enumerate(zip(records(shown), dates, strict=True)):
        step(chart, axes, row, y)
        beside(axes, words, y)
    row_names(axes, list(shown["words"]), left)
    return chart


def line_of_years(axes: Axes, x: pd.Series, *, since: bool) -> None:
    low, high = min(x.min(), 0.0 if since else math.inf), max(x.max(), 0.0 if since else -math.inf)
    pad = max(0.04 * (high - low), 0.5)
    axes.set_xlim(low - pad, high + pad)
    year_ticks(axes, 7)
    axes.set_xlabel("years since relations were established" if since else "year")


def step(chart: Chart, axes: Axes, row: dict[str, Any], y: int) -> None:
    start = max(0, axes.get_xlim()[0])
    axes.plot([start, row["x"]], [y, y], color=GRID, linewidth=2, zorder=1)
    colour = BAD if row["milestone"] in BREAKS else GOOD
    (dot,) = axes.plot(row["x"], y, "D", color=colour, markersize=6.5, zorder=3, clip_on=False)
    dot.set_gid(chart.mark(row["event_id"], f"{row['words']}, {row['when']}"))
    dot.set_url(f"#{row['event_id']}")


def beside(axes: Axes, words: str, y: int) -> None:
    """Words in the column to the right of the line."""
    place: dict[str, Any] = {"xycoords": axes.get_yaxis_transform(), "xytext": (10, 0), "textcoords": "offset points"}
    axes.annotate(words, (1, y), size=SMALL, color=MUTED, va="center", **place)


def date_words(row: dict[str, Any], *, since: bool) -> str:
    """A step's date, and how long after the establishment of relations it came."""
    later = since and row["milestone"] != ESTABLISHED
    return f"{row['when']} ({distance_words(row['years'])})" if later else str(row["when"])


def silent_words(silent: pd.DataFrame) -> str:
    return f"Told, but not dated to the year: {', '.join(silent['words'])}." if len(silent) else ""


def description(shown: pd.DataFrame) -> str:
    rows = "; ".join(f"{row['words']}: {row['when']}" for row in records(shown))
    return f"{counted(len(shown), 'milestone').capitalize()} in order of time. {rows}."
