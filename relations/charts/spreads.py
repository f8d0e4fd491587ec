"""Frames of many pairs -> how they are spread over a measure, and which side of each takes the initiative."""

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from relations.analysis.balance import LEADS
from relations.analysis.labels import country, pair_name, sides
from relations.analysis.ranking import MOST
from relations.analysis.selection import records
from relations.analysis.significance import ENOUGH, TOO_FEW
from relations.charts.style import (
    BOTH,
    GRID,
    INK,
    MARGIN,
    MUTED,
    SIDE_A,
    SIDE_B,
    SMALL,
    WIDTH,
    Chart,
    count_ticks,
    empty,
    row_names,
    styled,
    text_width,
)
from relations.words import counted, percent

ROW, WIDEST, FEWEST, MOST_BARS = 0.36, 2.6, 8, 20
PANELS = (
    ("per_1000_words", "events per 1,000 words", 1.0),
    ("cooperative_share", "% cooperative", 100.0),
    ("first_year", "year of the first event", 1.0),
    ("missions", "missions told of", 1.0),
)


@styled
def spread(frame: pd.DataFrame) -> Chart:
    """Draw `analysis.summary_of_pairs` as histograms: how many pairs lie where; fewer than eight are not drawn."""
    title = "How the pairs are spread"
    if len(frame) < FEWEST:
        return empty(title, f"{counted(len(frame), 'pair').capitalize()}: too few to draw how they are spread.")
    note = f"Bars count pairs, the line is their median. The share is that of pairs with at least {ENOUGH} events."
    chart = Chart(title, note=note, description=f"Histograms of {counted(len(frame), 'pair')}. {medians(frame)}.")
    width, height = (WIDTH - 2 * MARGIN - 1.2) / 2, 1.2
    chart.sized(chart.top + 2 * height + 1.25)
    for place, (name, words, scale) in enumerate(PANELS):
        left, top = MARGIN + 0.4 + (place % 2) * (width + 0.6), chart.top + 0.1 + (place // 2) * (height + 0.6)
        histogram(chart.place(left, top, width, height), values_of(frame, name) * scale, words)
    return chart


def values_of(frame: pd.DataFrame, name: str) -> pd.Series:
    judged = frame[frame["events"] >= ENOUGH] if name == "cooperative_share" else frame
    return judged[name].dropna().astype("float64")


def medians(frame: pd.DataFrame) -> str:
    known = [(words, values_of(frame, name) * scale) for name, words, scale in PANELS]
    return "; ".join(f"median of {words}: {values.median():.0f}" for words, values in known if len(values))


def histogram(axes: Axes, values: pd.Series, words: str) -> None:
    if len(values):
        axes.hist(values, bins=bars_of(values), color=BOTH, rwidth=0.92)
        axes.axvline(values.median(), color=INK, linewidth=1.2)
    axes.set_xlabel(words)
    axes.grid(axis="y")
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}".replace("-", "−"))
    count_ticks(axes.yaxis, 4)


def bars_of(values: pd.Series) -> Sequence[float] | int:
    """Where the bars of a histogram begin, one for each number if these are whole and few; else how many it has."""
    low, high = float(values.min()), float(values.max())
    if high - low < MOST_BARS and (values == values.round()).all():
        return [low - 0.5 + place for place in range(int(high - low) + 2)]
    return min(MOST_BARS, max(5, math.ceil(math.sqrt(len(values)))))


@styled
def initiatives(frame: pd.DataFrame) -> Chart:
    """Draw `analysis.balance_of_pairs`: each side's share of the events that one side does alone, with interval."""
    title = "Who takes the initiative: the share of each side in the events in which one side acts"
    known = frame.dropna(subset=["share"])
    if not len(known):
        return empty(title, "In no event does one side act alone.")
    directed = known["a_to_b"] + known["b_to_a"]
    shown = known.assign(directed=directed).sort_values(["directed", "pair"], ascending=[False, True]).head(MOST)
    note = (
        "With the exact 95% interval; in colour where one side leads by more than chance, corrected for the number of "
        f"pairs; pale where fewer than {ENOUGH} such events are told: too few to say."
    )
    if len(known) > MOST:
        note += f" Shown are the {MOST} pairs with most of them, of {len(known):,}."
    chart = Chart(title, note=note, description=initiative_words(shown))
    ends = [[f"{country(code)} ({row[number]})" for code, number in zip(sides(row["pair"]), ("a_to_b", "b_to_a"),
             strict=True)] for row in records(shown)]  # fmt: skip
    left, right = (min(max(text_width(row[side]) for row in ends) + 0.15, WIDEST) for side in (0, 1))
    height = ROW * len(shown)
    chart.sized(chart.top + height + 0.55)
    axes = chart.place(
        MARGIN + left, chart.top, WIDTH - 2 * MARGIN - left - right, height, ylim=(len(shown) - 0.5, -0.5)
    )
    lines(axes, shown)
    row_names(axes, [row[0] for row in ends], left - 0.1)
    for y, row in enumerate(ends):
        axes.text(1.02, y, row[1], transform=axes.get_yaxis_transform(), size=SMALL, color=INK, va="center_baseline")
    return chart


def lines(axes: Axes, shown: pd.DataFrame) -> None:
    """From the first state alone, at the left, to the second alone, at the right."""
    for y, row in enumerate(records(shown)):
        few = row["verdict"] == TOO_FEW
        leads = row["verdict"] == LEADS
        colour = BOTH if not leads else SIDE_A if row["share"] > 0.5 else SIDE_B
        axes.plot([100, 0], [y, y], color=GRID, linewidth=1, zorder=1)
        axes.plot([100 * (1 - row["low"]), 100 * (1 - row["high"])], [y, y], color=GRID if few else MUTED, linewidth=3)
        axes.plot(
            100 * (1 - row["share"]), y, "o", color=GRID if few else colour, markersize=7, clip_on=False, zorder=3
        )
    axes.axvline(50, color=MUTED, linewidth=0.7, zorder=1)
    axes.set_xlim(0, 100)
    axes.set_xlabel("% of these events in which the state on the right acts")


def initiative_words(shown: pd.DataFrame) -> str:
    rows = []
    for row in records(shown.head(10)):
        first = country(sides(row["pair"])[0])
        said = TOO_FEW if row["verdict"] == TOO_FEW else f"{first} {percent(row['share'])}"
        rows.append(f"{pair_name(row['pair'])}: {said}")
    return f"Lines for {counted(len(shown), 'pair')}. {'; '.join(rows)}."
