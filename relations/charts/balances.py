"""A pair's balance frame -> what each side did toward the other, by quad class, and whose initiative it was."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from relations.analysis.labels import QUADS, country, pair_name, sides
from relations.analysis.selection import records
from relations.charts import marks
from relations.charts.style import (
    GRID,
    INK,
    MARGIN,
    MUTED,
    ON_DARK,
    ON_PALE,
    PAPER,
    QUAD_COLOURS,
    SMALL,
    WIDTH,
    Chart,
    bar,
    count_ticks,
    empty,
    row_names,
    styled,
    text_width,
)
from relations.words import counted, percent

BAR, WIDEST = 0.36, 2.7
ORDER = ("material conflict", "verbal conflict", "verbal cooperation", "material cooperation")
DARK = ("material cooperation", "material conflict")


@styled
def balance(frame: pd.DataFrame, pair: str) -> Chart:
    """Draw `analysis.balance`: a bar per direction, conflict to the left of zero, cooperation to the right.

    Below, the first state's share of the events in which one side acts, with its exact 95 % interval.
    """
    title = f"{pair_name(pair)}: who acts toward whom, and how"
    number = int(frame["events"].sum())
    if not number:
        return empty(title, "The text tells of no event between the two.")
    chart = Chart(title, description=description(frame, pair))
    left = MARGIN + min(max(text_width(words) for words in frame["words"]) + 0.15, WIDEST)
    height = BAR * len(frame) + 0.1
    shared = frame["share"].notna().any()
    chart.sized(chart.top + 0.3 + height + 0.55 + (0.95 if shared else 0))
    marks.key(chart, [(quad, QUAD_COLOURS[quad]) for quad in ORDER if frame[quad].any()])
    bars(chart.place(left, chart.top + 0.3, WIDTH - left - 1.35, height), frame, left)
    if shared:
        initiative(chart.place(left, chart.top + 0.3 + height + 0.85, WIDTH - left - 1.35, 0.22), frame.iloc[0], pair)
    return chart


def description(frame: pd.DataFrame, pair: str) -> str:
    rows = [f"{row['words']}: {counted(int(row['events']), 'event')}" for row in records(frame)]
    a, share = country(sides(pair)[0]), frame.iloc[0]
    said = "" if math.isnan(share["share"]) else (
        f" Of the events in which one side acts, {a} acts in {percent(share['share'])}, with a 95% interval from "
        f"{percent(share['low'])} to {percent(share['high'])}."
    )  # fmt: skip
    return f"Bars by direction. {'; '.join(rows)}.{said}"


def bars(axes: Axes, frame: pd.DataFrame, left: float) -> None:
    rows = range(len(frame))
    good, bad = [0.0] * len(frame), [0.0] * len(frame)
    for quad in QUADS:
        sign, base = (-1, bad) if quad.endswith("conflict") else (1, good)
        for row, number in zip(rows, frame[quad], strict=True):
            if number:
                look = {"facecolor": QUAD_COLOURS[quad], "edgecolor": PAPER, "linewidth": 0.8}
                bar(axes, base[row], row - 0.31, (sign * number, 0.62), **look)
                segment_number(axes, (base[row] + sign * number / 2, row), int(number), quad)
                base[row] += sign * number
    reach = max(*good, 1), -min(*bad, -1 if min(bad) else 0)
    axes.set(xlim=(-reach[1] - (0.3 if reach[1] else 0), reach[0] + 0.3), ylim=(len(frame) - 0.5, -0.5))
    axes.axvline(0, color=MUTED, linewidth=0.7)
    row_names(axes, list(frame["words"]), left - MARGIN - 0.1)
    count_ticks(axes.xaxis)
    axes.set_xlabel("events")
    means(axes, frame)


def segment_number(axes: Axes, place: tuple[float, float], number: int, quad: str) -> None:
    colour = ON_DARK if quad in DARK else ON_PALE
    axes.text(*place, str(number), size=SMALL, color=colour, ha="center", va="center_baseline")


def means(axes: Axes, frame: pd.DataFrame) -> None:
    """The mean intensity of each row, in a column to the right."""
    axes.text(1.04, 1.02, "mean intensity", transform=axes.transAxes, size=SMALL, color=MUTED, va="bottom")
    for row, value in enumerate(frame["mean_intensity"]):
        words = "–" if math.isnan(value) else f"{value:+.1f}".replace("-", "−")
        axes.text(1.04, row, words, transform=axes.get_yaxis_transform(), size=SMALL, va="center_baseline")


def initiative(axes: Axes, first: Any, pair: str) -> None:
    """The share of the first state on a line from the second to the first, with its interval."""
    a, b = map(country, sides(pair))
    axes.set(xlim=(1, 0), ylim=(-1, 1))
    axes.axis("off")
    axes.plot([0, 1], [0, 0], color=GRID, linewidth=3, zorder=1, solid_capstyle="round")
    axes.plot([0.5, 0.5], [-0.8, 0.8], color=MUTED, linewidth=0.7, zorder=1)
    axes.plot([first["low"], first["high"]], [0, 0], color=MUTED, linewidth=3, zorder=2, solid_capstyle="round")
    axes.plot(first["share"], 0, "o", color=INK, markersize=8, zorder=3)
    interval = f"95% interval {percent(first['low'])} to {percent(first['high'])}"
    words = f"Of the events in which one side acts, {a} acts in {percent(first['share'])} ({interval})"
    box = axes.get_position()
    axes.text((MARGIN / WIDTH - box.x0) / box.width, 2.2, words, transform=axes.get_yaxis_transform(), size=SMALL)
    under: Any = {"transform": axes.get_yaxis_transform(), "size": SMALL, "color": MUTED, "va": "center"}
    axes.text(0, -2.6, f"{a} alone", **under)
    axes.text(1, -2.6, f"{b} alone", ha="right", **under)
