"""Tables of numbers -> dots in a grid: event types by decade, profiles of pairs, distances between pairs."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from relations.analysis.labels import TYPE_NAMES, TYPES, pair_name
from relations.analysis.ranking import MOST
from relations.charts import marks
from relations.charts.style import (
    BAD,
    BAND,
    BOTH,
    GOOD,
    INK,
    MARGIN,
    SMALL,
    WIDTH,
    Chart,
    bar,
    empty,
    shortened,
    styled,
    text_width,
)
from relations.words import counted

CELL, WIDEST_CELL, WIDEST_LABEL = 0.36, 0.62, 2.6
CONFLICT = TYPES[TYPES.index("REQUEST") :]
MOST_DECADES, MOST_NUMBERED = 9, 14
SMALLEST, LARGEST = 12, 150


@styled
def types_by_decade(frame: pd.DataFrame) -> Chart:
    """Draw `analysis.types_by_decade`: a row per type, a column per decade, a dot as large as the number of events."""
    total = int(frame.to_numpy().sum())
    if not total:
        return empty("Event types by decade", "The text tells of no event between the two.")
    shown = without_gaps(frame.loc[(frame.index != "undated") | (frame.sum(axis=1) > 0)]).T
    busiest, most = shown.sum().idxmax(), int(shown.sum().max())
    chart = Chart(
        f"Event types by decade: {counted(total, 'event')}",
        note="“wider”: the date spans decades, or is open at one end." if "wider" in shown.columns else "",
        description=f"Dots for {counted(len(shown), 'type')} of events by decade. Most, {most}, stand under {busiest}.",
    )
    names = [TYPE_NAMES.get(str(kind), str(kind).lower()) for kind in shown.index]
    axes = grid(chart, names, [str(name) for name in shown.columns], key=marks.SIDES)
    dots(
        axes,
        shown,
        [[colour_of(str(kind))] * shown.shape[1] for kind in shown.index],
        words=lambda value: f"{value:.0f}",
    )
    return chart


def without_gaps(frame: pd.DataFrame) -> pd.DataFrame:
    """Decades by types; when they are too many to stand side by side, one row "…" for each run of empty decades."""
    if len(frame) <= MOST_DECADES:
        return frame
    silent = frame.sum(axis=1) == 0
    kept = frame[~(silent & silent.shift(fill_value=False))]
    return kept.rename(index=dict.fromkeys(kept.index[kept.sum(axis=1) == 0], "…"))


def colour_of(kind: str) -> str:
    return BAD if kind in CONFLICT else GOOD


def grid(chart: Chart, rows: Sequence[str], columns: Sequence[str], *, key: Sequence[tuple[str, str]] = ()) -> Axes:
    """Axes with a cell for each row and column, names beside and above (slanted if long); sizes the chart."""
    label = min(max(map(text_width, rows)) + 0.15, WIDEST_LABEL)
    longest = max(map(text_width, columns))
    room = WIDTH - 2 * MARGIN - label
    slanted = longest > min(WIDEST_CELL, room / len(columns))
    cell = min(WIDEST_CELL, (room - 0.7 * longest * slanted) / len(columns))
    top = chart.top + marks.KEY * bool(key) + (0.72 * longest + 0.2 if slanted else 0.28)
    chart.sized(top + CELL * len(rows) + MARGIN)
    marks.key(chart, key)
    axes = chart.place(MARGIN + label, top, cell * len(columns), CELL * len(rows))
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))
    axes.tick_params(length=0, top=False, labeltop=True, labelbottom=False, labelcolor=INK)
    axes.set_yticks(range(len(rows)), [shortened(name, label - 0.1) for name in rows])
    turn: dict[str, Any] = {"rotation": 45, "ha": "left", "rotation_mode": "anchor"} if slanted else {}
    axes.set_xticks(range(len(columns)), columns, **turn)
    axes.spines[:].set_visible(False)
    for row in range(0, len(rows), 2):
        bar(axes, -0.5, row - 0.5, (len(columns), 1), facecolor=BAND, zorder=0, linewidth=0)
    return axes


def dots(axes: Axes, table: pd.DataFrame, colours: Sequence[Sequence[str]], *, words: Callable[[float], str]) -> None:
    """A dot in each cell that is not zero, its area by the value, the value beside it."""
    values = table.to_numpy(float)
    alike: dict[tuple[float, str], list[tuple[float, int]]] = {}
    for row, column in np.argwhere(values > 0).tolist():
        value = float(values[row, column])
        alike.setdefault((value, colours[row][column]), []).append((column - 0.17, row))
        axes.text(column + 0.09, row, words(value), size=SMALL, color=INK, va="center_baseline")
    for (value, colour), spots in alike.items():
        size = math.sqrt(SMALLEST + LARGEST * value / values.max())
        axes.plot(*zip(*spots, strict=True), "o", color=colour, markersize=size, markeredgewidth=0)


@styled
def profiles(frame: pd.DataFrame) -> Chart:
    """Draw `analysis.profiles`: a row per pair, a column per type, a dot as large as its share of the pair's events."""
    title = "What the events of each pair are: event types in % of its events"
    if not len(frame):
        return empty(title, "No pair has an event.")
    shown = frame.sort_values("events", ascending=False, kind="stable").head(MOST)
    kinds = [kind for kind in shown.columns if kind != "events" and shown[kind].any()]
    note = "In brackets the number of events; shares of few events say little."
    if len(frame) > MOST:
        note += f" Shown are the {MOST} pairs with most events, of {len(frame):,}."
    chart = Chart(
        title, note=note, description=f"Dots for {counted(len(shown), 'pair')} by {counted(len(kinds), 'event type')}."
    )
    names = [f"{pair_name(str(pair))} ({number})" for pair, number in shown["events"].items()]
    axes = grid(chart, names, [TYPE_NAMES.get(kind, kind.lower()) for kind in kinds], key=marks.SIDES)
    colours = [[colour_of(kind) for kind in kinds]] * len(shown)
    dots(axes, shown[kinds] * 100, colours, words=lambda value: f"{max(value, 1):.0f}")
    return chart


@styled
def distances(frame: pd.DataFrame) -> Chart:
    """Draw `analysis.distances`: the Jensen–Shannon distance of every two profiles, darker where they are nearer."""
    title = "How alike the profiles of two pairs are"
    if len(frame) < 3:
        return empty(title, few_words(frame))
    shown = frame.iloc[:MOST, :MOST]
    note = "Jensen–Shannon distance: 0 is the same profile, 1 nothing in common; darker is nearer."
    if len(shown) > MOST_NUMBERED:
        note += " Columns stand in the order of the rows, the first pair above them."
    chart = Chart(title, note=note, description=distance_words(shown))
    codes = [str(pair) if len(shown) <= MOST_NUMBERED else "" for pair in shown.columns[:-1]]
    axes = grid(chart, [pair_name(str(pair)) for pair in shown.index[1:]], codes)
    values = shown.to_numpy()
    for row in range(1, len(shown)):
        for column in range(row):
            value = float(values[row, column])
            cell = Rectangle(
                (column - 0.46, row - 1.46),
                0.92,
                0.92,
                facecolor=BOTH,
                alpha=max(0.04, 0.75 * (1 - value)),
                linewidth=0,
            )
            axes.add_patch(cell)
            if len(shown) <= MOST_NUMBERED:
                axes.text(column, row - 1, f"{value:.2f}", size=SMALL, color=INK, ha="center", va="center_baseline")
    return chart


def few_words(frame: pd.DataFrame) -> str:
    if len(frame) < 2:
        return "Fewer than two pairs have the ten events that a comparison of profiles needs."
    first, second = (pair_name(str(pair)) for pair in frame.index)
    value = float(frame.to_numpy()[0, 1])
    scale = "0: the same profile, 1: nothing in common"
    return f"The Jensen–Shannon distance between {first} and {second} is {value:.2f} ({scale})."


def distance_words(frame: pd.DataFrame) -> str:
    values, names = frame.to_numpy(), [pair_name(str(pair)) for pair in frame.index]
    lower = [
        (float(values[row, column]), names[column], names[row]) for row in range(len(names)) for column in range(row)
    ]
    near, far = (f"{a} and {b}, {value:.2f}" for value, a, b in (min(lower), max(lower)))
    return f"Distances between {counted(len(names), 'pair')}. Nearest: {near}; farthest: {far}."
