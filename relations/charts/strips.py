"""Timelines or summaries of many pairs -> one strip per pair: events on one calendar, rates and shares side by side."""

import math

import pandas as pd
from matplotlib.axes import Axes

from relations.analysis.labels import pair_name
from relations.analysis.ranking import MOST, leading
from relations.analysis.selection import records
from relations.analysis.significance import ENOUGH
from relations.charts import marks
from relations.charts.layout import early_outliers
from relations.charts.style import (
    BAD,
    BAND,
    GOOD,
    GOOD_PALE,
    GRID,
    INK,
    MARGIN,
    MUTED,
    WIDTH,
    Chart,
    empty,
    row_names,
    styled,
    text_width,
    year_ticks,
)
from relations.words import counted, listed

STRIP, FLAT, ROOMY, ROW, WIDEST = 0.5, 0.36, 12, 0.3, 2.6
VAGUEST = 10.1


@styled
def small_multiples(frame: pd.DataFrame, *, since: bool = False) -> Chart:
    """Draw `analysis.timelines`: a strip per pair on one calendar, cooperation above its line, conflict below.

    Each dot is an event dated to the decade or finer, a diamond a milestone; those of one year stand on each other.
    Strips are in the order of their first event. Dates far before all others are left out and counted. With `since` the
    frame is that of `analysis.since_established`, and a year is the nearest whole number of years.
    """
    title = "The events of each pair " + ("since relations were established" if since else "on one calendar")
    narrow = frame[(frame["end"] - frame["start"]) <= VAGUEST]
    dated = narrow[~early_outliers(narrow)]
    middle = (dated["start"] + dated["end"]) / 2
    dated = dated.assign(year=middle.round() if since else middle.map(math.floor) + 0.5)
    if not len(dated):
        return empty(title, "Of no pair are both told." if since else "No event is dated to the decade or finer.")
    pairs = frame.loc[frame["pair"].isin(set(dated["pair"])), "pair"].value_counts(sort=False)
    most = pairs.sort_index().sort_values(ascending=False, kind="stable").index[:MOST]
    first_years = dated.groupby("pair")["year"].min()
    shown = sorted(most, key=lambda pair: (first_years[pair], pair_name(pair)))
    drawn = int(dated["pair"].isin(shown).sum())
    said = f"Strips for {counted(len(shown), 'pair')} with {counted(drawn, 'dated event')}."
    chart = Chart(title, note=note(frame, narrow, dated), description=said)
    axes = strips(chart, shown)
    first, last = math.floor(dated["year"].min()), math.floor(dated["year"].max())
    pad = max(0.02 * (last - first), (10 - last + first) / 2)
    axes.set_xlim(first - pad, last + 1 + pad)
    if since:
        axes.axvline(0, color=MUTED, linewidth=0.9, zorder=1)
        axes.set_xlabel("years since relations were established")
    for row, pair in enumerate(shown):
        stacks(axes, dated[dated["pair"] == pair], row)
    return chart


def note(frame: pd.DataFrame, narrow: pd.DataFrame, dated: pd.DataFrame) -> str:
    vague, early = len(frame) - len(narrow), len(narrow) - len(dated)
    left_out = [f"{counted(vague, 'event')} dated more vaguely than to the decade or not at all"] * bool(vague)
    silent, pairs = frame.attrs.get("left_out", 0), dated["pair"].nunique()
    left_out += [f"{counted(silent, 'pair')} of which that year is not told"] * bool(silent)
    left_out += [f"{counted(early, 'event')} long before the others"] * bool(early)
    said = [f"Left out: {listed(left_out)}."] if left_out else []
    said += [f"Shown are the {MOST} pairs with most events, of {pairs:,}."] if pairs > MOST else []
    said += ["Diamonds are milestones."] if (dated["milestone"] != "").any() else []
    return " ".join(said)


def strips(chart: Chart, pairs: list[str]) -> Axes:
    """Axes with a line for each pair, its name on the left; sizes the chart."""
    names = [pair_name(pair) for pair in pairs]
    label = min(max(map(text_width, names)) + 0.15, WIDEST)
    height, top = (STRIP if len(pairs) <= ROOMY else FLAT) * len(pairs), chart.top + marks.KEY + 0.05
    chart.sized(top + height + 0.55)
    marks.key(
        chart,
        [
            (f"{name} ({where} the line)", colour)
            for (name, colour), where in zip(marks.SIDES, ("above", "below"), strict=True)
        ],
    )
    axes = chart.place(MARGIN + label, top, WIDTH - MARGIN - label - 0.3, height, ylim=(len(pairs) - 0.5, -0.5))
    row_names(axes, names, label - 0.1)
    year_ticks(axes)
    axes.grid(axis="x")
    for row in range(len(pairs)):
        axes.axhline(row, color=MUTED, linewidth=0.7, zorder=1)
        if row % 2 == 0:
            axes.axhspan(row - 0.5, row + 0.5, color=BAND, zorder=0, linewidth=0)
    return axes


def stacks(axes: Axes, events: pd.DataFrame, row: int) -> None:
    """The dots of one pair: cooperation stacked upward, conflict downward; a tall stack is pressed into its strip."""
    for side, sign, colour in (("cooperation", -1, GOOD), ("conflict", 1, BAD)):
        own = events[events["side"] == side]
        if not len(own):
            continue
        height = own.groupby("year").cumcount() + 1
        step = min(0.14, 0.42 / int(height.max()))
        formal = own["milestone"] != ""
        for marker, size, part in (("o", 14, ~formal), ("D", 20, formal)):
            y = row + sign * (0.01 + step * height[part])
            axes.scatter(own["year"][part], y, s=size, marker=marker, color=colour, linewidths=0, zorder=2)


@styled
def rates(frame: pd.DataFrame) -> Chart:
    """Draw `analysis.summary_of_pairs`: events per 1,000 words, and the cooperative share with its exact interval."""
    title = "How much each article tells for its length, and how much of it is cooperative"
    if not len(frame):
        return empty(title, "There is no pair to compare.")
    shown = leading(frame, frame).sort_values(["per_1000_words", "pair"], ascending=[False, True])
    note = f"In brackets the number of events; pale where it is below {ENOUGH}: too few to judge the share."
    if len(frame) > MOST:
        note += f" Shown are the {MOST} pairs with most events, of {len(frame):,}."
    chart = Chart(title, note=note, description=rates_words(shown))
    names = [f"{row['name']} ({row['events']})" for row in records(shown)]
    label = min(max(map(text_width, names)) + 0.15, WIDEST)
    height, width = ROW * len(shown), (WIDTH - 2 * MARGIN - label - 0.5) / 2
    chart.sized(chart.top + height + 0.55)
    left, right = (
        chart.place(MARGIN + label + offset, chart.top, width, height, ylim=(len(shown) - 0.5, -0.5))
        for offset in (0, width + 0.35)
    )
    rate_dots(left, shown)
    share_dots(right, shown)
    row_names(left, names, label - 0.1)
    row_names(right, [], 0)
    return chart


def rate_dots(axes: Axes, shown: pd.DataFrame) -> None:
    rows = range(len(shown))
    axes.hlines(rows, 0, shown["per_1000_words"], color=GRID, linewidth=2, zorder=1)
    axes.plot(shown["per_1000_words"], rows, "o", color=INK, markersize=6)
    axes.set_xlim(0, max(float(shown["per_1000_words"].max()) * 1.08, 1.0))
    axes.grid(axis="x")
    axes.set_xlabel("events per 1,000 words")


def share_dots(axes: Axes, shown: pd.DataFrame) -> None:
    rows = range(len(shown))
    few = shown["events"] < ENOUGH
    lines, dots = ([pale if little else full for little in few] for full, pale in ((MUTED, GRID), (GOOD, GOOD_PALE)))
    axes.hlines(rows, shown["low"] * 100, shown["high"] * 100, color=lines, linewidth=2, zorder=1)
    axes.scatter(shown["cooperative_share"] * 100, rows, s=36, color=dots, linewidths=0, clip_on=False, zorder=2)
    axes.set_xlim(0, 100)
    axes.grid(axis="x")
    axes.set_xlabel("% cooperative, with 95% interval")


def rates_words(shown: pd.DataFrame) -> str:
    rows = [f"{row['name']}: {row['per_1000_words']:.1f} events per 1,000 words" for row in records(shown.head(10))]
    return f"Dots for {counted(len(shown), 'pair')}. {'; '.join(rows)}."
