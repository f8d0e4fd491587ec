"""A pair's people frame -> who is named, how often, and beside how many events."""

import pandas as pd

from relations.analysis.labels import country, sides
from relations.analysis.selection import records
from relations.charts import marks
from relations.charts.style import (
    BOTH,
    INK,
    MARGIN,
    SIDE_A,
    SIDE_B,
    WIDTH,
    Chart,
    bar,
    count_ticks,
    empty,
    row_names,
    styled,
    text_width,
)
from relations.words import counted, listed

ROW, MOST, WIDEST, LEAST = 0.27, 15, 4.4, 4


@styled
def people(frame: pd.DataFrame, pair: str) -> Chart:
    """Draw `analysis.people`: a bar per person for the mentions of the name, a dot for the events told beside it.

    The two states have the colours that they have on every chart and map, all others one.
    """
    title = "People the text names"
    if not len(frame):
        return empty(title, "The text names no one who acts.")
    shown = frame.head(MOST)
    colours = dict(zip(sides(pair), (SIDE_A, SIDE_B), strict=True))
    note = f"The {MOST} most mentioned of {len(frame)}." if len(frame) > MOST else ""
    chart = Chart(f"{title}: mentions, and events told beside the name", note=note, description=description(frame))
    names = [person_words(row) for row in records(shown)]
    left = MARGIN + min(max(map(text_width, names)) + 0.2, WIDEST)
    chart.sized(chart.top + 0.28 + ROW * len(shown) + 0.55)
    marks.key(chart, key(list(shown["country"]), colours))
    axes = chart.place(left, chart.top + 0.28, WIDTH - left - 0.3, ROW * len(shown), ylim=(len(shown) - 0.5, -0.5))
    rows = range(len(shown))
    for row, code, number in zip(rows, shown["country"], shown["mentions"], strict=True):
        bar(axes, 0, row - 0.275, (number, 0.55), facecolor=colours.get(code, BOTH), alpha=0.85)
    beside = shown["events"] > 0
    axes.plot(
        shown["events"][beside], [row for row in rows if beside.iloc[row]], "o", color=INK, markersize=5, clip_on=False
    )
    row_names(axes, names, left - MARGIN - 0.12)
    axes.set_xlim(0, max(int(shown["mentions"].max()), int(shown["events"].max()), LEAST))
    count_ticks(axes.xaxis, 6)
    axes.grid(axis="x")
    axes.set_xlabel("mentions (bar), events told beside the name (dot)")
    return chart


def key(codes: list[str], colours: dict[str, str]) -> list[tuple[str, str]]:
    named = [(country(code), colour) for code, colour in colours.items() if code in codes]
    return [*named, ("others", BOTH)] if set(codes) - set(colours) else named


def person_words(row: dict[str, str]) -> str:
    return f"{row['name']}, {row['role']}" if row["role"] else row["name"]


def description(frame: pd.DataFrame) -> str:
    first = [f"{row['name']} ({counted(int(row['mentions']), 'mention')})" for row in records(frame.head(3))]
    return f"Bars for {counted(len(frame), 'person', 'people')}; most often named: {listed(first)}."
