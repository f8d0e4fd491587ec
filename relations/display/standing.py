"""The summary of all pairs and one of them -> where it stands among them: a small table with drawings."""

from html import escape
from typing import Any

import pandas as pd

from relations import analysis, prose
from relations.analysis.labels import sides
from relations.analysis.selection import records
from relations.analysis.standing import PLACED
from relations.display import cells
from relations.display.shown import Shown, text
from relations.display.tables import UNSAID, markup
from relations.prose.standing import NAMES, place_words

HEADS = ["Measure", "This pair", "Half of the pairs", "From the lowest to the highest", "Where it stands"]
BEGIN, END = "<!-- standing -->", "<!-- end of standing -->"
WIDTH, HEIGHT, EDGE, MOST_TICKS = 180, 20, 6, 60
NOTE = (
    "In the drawings the bar holds the middle half of the pairs, the stroke in it is their median, the dot is this "
    "pair, and of at most sixty pairs each is a tick. Only events per 1,000 words are corrected for the length of the "
    "articles: where more is written, more events per decade are told, and more visits of lower level, too."
)


def standing(summary: pd.DataFrame, pair: str) -> Shown:
    """Show where a pair stands among all of `analysis.summary_of_pairs`; of too few pairs only a sentence says so.

    Raises:
        PairError: `pair` is not in the summary.
    """
    frame = analysis.standing(summary, pair)
    said = text(prose.standing(frame, len(summary)))
    if not (frame["verdict"] == PLACED).any():
        return said
    known = analysis.comparable(summary)
    (own,) = records(summary[summary["pair"] == "-".join(sides(pair))])
    body = [_row({**own, **row}, known[str(row["measure"])].dropna().tolist()) for row in records(frame)]
    table = markup(HEADS, body, f"This pair among {len(summary):,}", numeric=frozenset({1, 2}))
    html = f'{said.html}\n{table.html}\n<p class="note">{NOTE}</p>'
    return Shown(html, f"{said.words}\n{table.words}")


def place_of_standing() -> Shown:
    """Keep the place where a page of many pairs tells where this one stands; a notebook alone knows of no others."""
    here = text("Reports built together tell this here. In a notebook, comparison.ipynb sets pairs side by side.")
    return Shown(f"{BEGIN}\n{here.html}\n{END}", here.words)


def with_standing(page: str, shown: Shown) -> str:
    """A page with `shown` in the place that `place_of_standing` has kept; a page without one as it is."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}\n{shown.html}\n{end}{after}" if end else page


def _row(row: dict[str, Any], values: list[float]) -> list[str]:
    shown, low, high = (_number(row, name) for name in ("value", "quarter", "three_quarters"))
    if row["measure"] == "cooperative_share" and shown:
        shown += f" (95% interval {_number(row, 'low')} to {_number(row, 'high')})"
    placed = row["verdict"] == PLACED
    half = f"{low} – {high}" if placed else UNSAID
    strip = _strip(row, values) if placed else ""
    name = NAMES[str(row["measure"])].removeprefix("the ")
    return [name[:1].upper() + name[1:], shown or UNSAID, half, strip, escape(place_words(row))]


def _number(row: dict[str, Any], name: str) -> str:
    """A number of a row as a table shows it, in percent or with one decimal."""
    measure, number = row["measure"], row[name]
    return cells.value(measure, {measure: number if measure in cells.SHARES else round(number, 1)})


def _strip(row: dict[str, Any], values: list[float]) -> str:
    """A line from least to most with the middle half as a bar, as SVG; its numbers stand in the cells beside it."""
    least, most = min(values), max(values)
    span = most - least or 1.0

    def x(value: object) -> str:
        return f"{EDGE + (float(str(value)) - least) / span * (WIDTH - 2 * EDGE):.1f}"

    ticks = sorted({x(value) for value in values}, key=float) if len(values) <= MOST_TICKS else []
    quarter, three, median, own = (x(row[name]) for name in ("quarter", "three_quarters", "median", "value"))
    grid, both, ink = ("var(--chart-grid, #dde2e8)", "var(--chart-both, #767d88)", "var(--chart-ink, currentColor)")
    middle = HEIGHT / 2
    bar = f"M{quarter} {middle - 4:g}V{middle + 4:g}H{three}V{middle - 4:g}Z"
    return (
        f'<svg class="strip" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true">'
        f'<path style="stroke:{grid};stroke-width:2" d="M{EDGE} {middle:g}H{WIDTH - EDGE}"/>'
        f'<path style="fill:{grid};stroke:{grid};stroke-width:2;stroke-linejoin:round" d="{bar}"/>'
        f'<path style="stroke:{both}" d="{"".join(f"M{tick} 3v4" for tick in ticks)}M{median} {middle - 4:g}v8"/>'
        f'<circle style="fill:{ink}" cx="{own}" cy="{middle:g}" r="4.5"/></svg>'
    )
