"""A chart -> the chart on a page: drawn as SVG that a screen reader can read, with its numbers in a table below it."""

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pandas as pd

from relations.display.shown import Shown
from relations.display.tables import table

if TYPE_CHECKING:
    from relations.charts.style import Chart


def chart(figure: "Chart", frame: pd.DataFrame, columns: Sequence[str] = ()) -> Shown:
    """Show a chart of `charts`, and below it, folded, the frame that it draws, or some of its columns.

    A chart without data is a title and a sentence: these are words on the page, which wrap where it is narrow.
    """
    # Who shows words and tables alone does without matplotlib.
    from relations import charts

    numbers = table(frame, f"{figure.title}: the numbers", columns).html
    data = downloaded(frame, columns, figure.title)
    folded = f"<details><summary>Show the numbers</summary>\n{numbers}\n{data}\n</details>\n" if len(frame) else ""
    return Shown(f'<figure class="chart">\n{drawn(figure)}{folded}</figure>', charts.describe(figure))


def downloaded(frame: pd.DataFrame, columns: Sequence[str], title: str) -> str:
    """A link that holds the numbers of a chart as CSV, in full precision and with the codes of the tables."""
    whole = frame.reset_index() if frame.index.name is not None else frame
    content = whole[list(columns) or list(whole.columns)].to_csv(index=False, lineterminator="\n")
    name = re.sub(r"\W+", "-", title.lower()).strip("-")
    link = f"data:text/csv;charset=utf-8,{quote(content, safe=',:;/()')}"
    return f'<p><a download="{name}.csv" href="{link}">Download the numbers as CSV</a></p>'


def drawn(figure: "Chart") -> str:
    if not figure.axes:
        return f'<div class="drawing said"><strong>{escape(figure.title)}</strong> {escape(figure.note)}</div>\n'
    from relations import charts

    region = f'role="region" tabindex="0" aria-label="{escape(figure.title)}"'  # a narrow screen scrolls within it
    return f'<div class="drawing" {region}>\n{charts.svg(figure)}</div>\n'
