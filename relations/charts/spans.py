"""A pair's mission frame -> a line per mission, fading where the text does not say when it opened or closed."""

import math
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from relations.analysis.labels import called, country, pair_name, sides
from relations.analysis.selection import records
from relations.charts.style import (
    BOTH,
    INK,
    MARGIN,
    MUTED,
    SIDE_A,
    SIDE_B,
    SMALL,
    WIDTH,
    Chart,
    bar,
    empty,
    shortened,
    styled,
    text_width,
    year_ticks,
)
from relations.words import counted, date_name

ROW, HEADING, WIDEST, LEAST = 0.36, 0.34, 3.2, 20.0
THICK, FAINT, STEPS = 0.17, 0.22, 12
UNKNOWN = 0.18


class Ends(NamedTuple):
    """Where a line begins and ends, and how far in from either end it fades, in years."""

    first: float
    last: float
    fade_in: float
    fade_out: float


@styled
def missions(frame: pd.DataFrame, pair: str) -> Chart:
    """Draw `analysis.missions_over_time`: the missions of either side, solid between the dates the text gives.

    A line fades where opening or closing is vague or not dated, an arrow ends one that the text leaves open, and a
    mission without any date is faint throughout. Missions that cover the country from elsewhere are grey. Where no
    mission is dated, a sentence says so.
    """
    title = f"{pair_name(pair)}: missions in one another’s country"
    if not len(frame):
        return empty(title, "The text tells of no missions.")
    known = pd.concat([frame[name] for name in ("start", "start_latest", "end_earliest", "end")]).dropna()
    if not len(known):
        told = f"The text tells of {counted(len(frame), 'mission')}, but not when any of them opened or closed."
        return empty(title, told.replace("any of them", "it") if len(frame) == 1 else told)
    chart = Chart(title, note="Lines fade where the text does not say when.", description=description(frame))
    groups = [
        (sender, receiver, frame[frame["sender"] == sender]) for sender, receiver in (sides(pair), sides(pair)[::-1])
    ]
    height = sum(HEADING + ROW * len(rows) for *_, rows in groups if len(rows))
    chart.sized(chart.top + height + 0.42)
    left = MARGIN + min(max(map(text_width, frame["label"])) + 0.25, WIDEST)
    axes = chart.place(left, chart.top, WIDTH - left - 0.3, height, ylim=(height, 0), xlim=limits(known))
    calendar(axes)
    y = 0.0
    for (sender, receiver, rows), colour in zip(groups, (SIDE_A, SIDE_B), strict=True):
        if len(rows):
            y = group(axes, (f"{called(sender)} in {called(receiver)}", rows), colour, y)
    return chart


def description(frame: pd.DataFrame) -> str:
    rows = [f"{country(row['sender'])}: {row['label']} ({span_words(row)})" for row in records(frame)]
    return f"{counted(len(frame), 'mission').capitalize()}. {'; '.join(rows)}."


def span_words(row: dict[str, Any]) -> str:
    """When a mission opened, and whether it closed.

    >>> span_words({"opened": "", "closed": "199X", "status": "closed", "residence": "resident"})
    'closed, the 1990s'
    """
    opened, closed = date_name(row["opened"]), date_name(row["closed"])
    if row["residence"] == "non-resident" and row["status"] == "closed":
        return f"{opened} to {closed}" if opened and closed else f"until {closed or 'a date not told'}"
    if row["status"] == "closed":
        return f"{opened} to {closed or 'a date not told'}" if opened else f"closed, {closed or 'not dated'}"
    return f"since {opened.removeprefix('since ')}" if opened else "open, opening not dated"


def limits(known: pd.Series) -> tuple[float, float]:
    """First and last year of the calendar: it ends soon after the last date told, since the text knows no later one."""
    first, last = math.floor(known.min()), math.ceil(known.max())
    span = max(last - first, LEAST)
    end = last + 0.08 * span
    return min(first - 0.15 * span, end - 1.2 * span), end


def calendar(axes: Axes) -> None:
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    year_ticks(axes)
    axes.grid(axis="x")


def group(axes: Axes, of_side: tuple[str, pd.DataFrame], colour: str, y: float) -> float:
    """The missions of one side under its heading; returns where the next side begins."""
    heading, rows = of_side
    edge = axes.get_yaxis_transform()
    box = axes.get_position()
    left = -(box.x0 * WIDTH - MARGIN) / (box.width * WIDTH)
    axes.text(
        left,
        y + 0.16,
        heading[0].upper() + heading[1:],
        transform=edge,
        size=SMALL,
        weight="bold",
        va="center_baseline",
    )
    y += HEADING
    for row in records(rows):
        label = shortened(row["label"], WIDEST - 0.2)
        axes.text(left + 0.01, y + 0.22, label, transform=edge, size=SMALL, color=INK, va="center_baseline")
        line(axes, row, y + 0.22, BOTH if row["residence"] == "non-resident" else colour)
        y += ROW
    return y


def line(axes: Axes, row: dict[str, Any], y: float, colour: str) -> None:
    """One mission as a line, with its dates above it."""
    low, high = axes.get_xlim()
    closed = row["status"] == "closed"
    dated = not all(math.isnan(row[name]) for name in ("start", "start_latest", "end_earliest", "end"))
    ends = ends_of(row, (low, high), closed=closed) if dated else Ends(low, high, 0, 0)
    pieces(axes, ends, y, to_rgba(colour, 1 if dated else FAINT))
    if not closed:
        axes.plot(
            high,
            y,
            marker=">",
            color=to_rgba(colour, 1 if dated else 2 * FAINT),
            markersize=7,
            markeredgewidth=0,
            clip_on=False,
        )
    words = span_words(row)
    space = text_width(words) * (high - low) / (axes.get_position().width * WIDTH)
    start = min(max(ends.first, low) + 0.008 * (high - low), high - space)
    axes.text(start, y - 0.06, words, size=SMALL, color=MUTED, va="bottom")


def ends_of(row: dict[str, Any], limits: tuple[float, float], *, closed: bool) -> Ends:
    low, high = limits
    unknown = UNKNOWN * (high - low)
    opening = [row[name] for name in ("start", "start_latest") if not math.isnan(row[name])]
    closing = [row[name] for name in ("end_earliest", "end") if not math.isnan(row[name])]
    last = max(closing) if closing else min(max(opening) + unknown, high) if closed else high
    first = min(opening) if opening else max(min(closing or [high]) - unknown, low)
    fade_in = max(opening) - first if opening else min(closing or [high]) - first
    fade_out = last - min(closing) if closing else last - max(opening or [last]) if closed else 0.0
    return Ends(first, last, fade_in if fade_in > 1.01 else 0.0, fade_out if fade_out > 1.01 else 0.0)


def pieces(axes: Axes, ends: Ends, y: float, colour: tuple[float, float, float, float]) -> None:
    """The line as a solid piece, with steps of growing transparency toward a vague end."""
    first, last = ends.first + ends.fade_in, ends.last - ends.fade_out
    parts = [(first, last - first, colour[3])] if last > first else []
    for number in range(STEPS):
        strength = colour[3] * (number + 0.5) / STEPS
        if step := ends.fade_in / STEPS:
            parts.append((ends.first + number * step, step, strength))
        if step := ends.fade_out / STEPS:
            parts.append((ends.last - (number + 1) * step, step, strength))
    for left, width, strength in parts:
        look: dict[str, Any] = {"facecolor": (*colour[:3], strength), "linewidth": 0, "antialiased": False}
        bar(axes, left, y - THICK / 4, (width, THICK / 2), **look)
