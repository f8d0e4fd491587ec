"""A pair's rhythm frame -> cooperation upward and conflict downward by year, and the mean intensity below."""

import math

import pandas as pd
from matplotlib.axes import Axes

from relations.analysis.labels import pair_name
from relations.charts.style import (
    BAD,
    GOOD,
    INK,
    MUTED,
    SMALL,
    WIDTH,
    Chart,
    bar,
    count_ticks,
    empty,
    styled,
    year_ticks,
)
from relations.words import counted, spelled

ENOUGH = 5
LONG = 80
LEFT, RIGHT = 0.55, 0.3
INTENSITY = 10


@styled
def rhythm(frame: pd.DataFrame, pair: str) -> Chart:
    """Draw `analysis.rhythm`: numbers of events a year, mirrored, and their mean PLOVER intensity.

    With fewer than five events dated to the year no series is drawn; above eighty years the bars stand for decades.
    """
    number = int((frame["cooperative"] + frame["conflictual"]).sum())
    name = pair_name(pair)
    if number < ENOUGH:
        return empty(f"{name}: cooperation and conflict over time", few_words(number))
    span = 10 if len(frame) > LONG else 1
    bars = by_decade(frame) if span > 1 else frame
    unit = "decade" if span > 1 else "year"
    chart = Chart(
        f"{name}: cooperative and conflictual events by {unit}",
        note=note(frame),
        description=description(frame, number),
    )
    chart.sized(chart.top + 3.45)
    first, last = int(frame["year"].min()), int(frame["year"].max())
    years = (first // span * span - 1.0, max(-(-(last + 1) // span) * span, first + 10))
    upper = chart.place(LEFT, chart.top + 0.3, WIDTH - LEFT - RIGHT, 1.7, xlim=years)
    lower = chart.place(LEFT, chart.top + 2.5, WIDTH - LEFT - RIGHT, 0.6, xlim=years)
    mirrored(upper, bars, span)
    intensities(lower, bars, span)
    return chart


def few_words(number: int) -> str:
    if not number:
        return "No event of the text is dated to a year."
    events = "event is" if number == 1 else "events are"
    return f"Only {spelled(number)} {events} dated to a year: too few to draw a series."


def note(frame: pd.DataFrame) -> str:
    left_out = frame.attrs.get("left_out", 0)
    if not left_out:
        return ""
    return f"Left out: {counted(left_out, 'event')} whose date is vaguer than a year, or not told."


def description(frame: pd.DataFrame, number: int) -> str:
    good, bad = int(frame["cooperative"].sum()), int(frame["conflictual"].sum())
    events = frame["cooperative"] + frame["conflictual"]
    busiest, most = int(frame["year"][events == events.max()].iloc[0]), int(events.max())
    return (
        f"Bars by year from {frame['year'].min()} to {frame['year'].max()}: {counted(number, 'event')}, {good} of them "
        f"cooperative (upward) and {bad} conflictual (downward). Most in one year: {most}, in {busiest}."
    )


def by_decade(frame: pd.DataFrame) -> pd.DataFrame:
    """The sums of each decade, at its first year."""
    decades = frame.groupby(frame["year"] // 10 * 10)[["cooperative", "conflictual", "intensity_sum"]].sum()
    decades["intensity_mean"] = decades["intensity_sum"] / (decades["cooperative"] + decades["conflictual"]).replace(
        0, math.nan
    )
    return decades.reset_index()


def mirrored(axes: Axes, bars: pd.DataFrame, span: int) -> None:
    for name, sign, colour in (("cooperative", 1, GOOD), ("conflictual", -1, BAD)):
        for year, number in zip(bars["year"], bars[name], strict=True):
            if number:  # a bar of no height would only make the drawing longer
                left = year + (span - 1) / 2 - 0.4 * span
                bar(axes, left, 0, (0.8 * span, sign * number), facecolor=colour)
    most = max(int(bars["cooperative"].max()), 1), max(int(bars["conflictual"].max()), 1)
    axes.set_ylim(-most[1] - 0.4, most[0] + 0.4)
    count_ticks(axes.yaxis, 6)
    axes.axhline(0, color=MUTED, linewidth=0.7)
    axes.grid(axis="y")
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="x", length=0, labelbottom=False)
    above(axes, "cooperative events", INK)
    axes.text(0, -0.03, "conflictual events", transform=axes.transAxes, color=INK, size=SMALL, va="top")


def above(axes: Axes, words: str, colour: str) -> None:
    """What the axis counts, written above its upper end."""
    axes.text(0, 1.04, words, transform=axes.transAxes, color=colour, size=SMALL, va="bottom")


def intensities(axes: Axes, bars: pd.DataFrame, span: int) -> None:
    known = bars.dropna(subset=["intensity_mean"])
    at = known["year"] + (span - 1) / 2
    colours = [GOOD if value >= 0 else BAD for value in known["intensity_mean"]]
    axes.vlines(at, 0, known["intensity_mean"], colors=colours, linewidth=1.4)
    axes.scatter(at, known["intensity_mean"], s=16, c=colours, zorder=3)
    axes.axhline(0, color=MUTED, linewidth=0.7)
    axes.set_ylim(-INTENSITY - 1, INTENSITY + 1)
    axes.set_yticks([-INTENSITY, 0, INTENSITY])
    axes.grid(axis="y")
    unit = "decade" if span > 1 else "year"
    above(axes, f"mean intensity of the {unit}’s events (PLOVER, −10 to 10)", MUTED)
    year_ticks(axes)
