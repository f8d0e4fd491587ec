"""A chart -> the chart on a page: drawn as SVG that a screen reader can read, with its numbers in a table below it."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from relations.charts import export
from relations.charts.style import Chart
from relations.display.shown import Shown
from relations.display.tables import table


def chart(figure: Chart, frame: pd.DataFrame, columns: Sequence[str] = ()) -> Shown:
    """Show a chart of `charts`, and below it, folded, the frame that it draws, or some of its columns.

    A chart without data is a title and a sentence: these are words on the page, which wrap where it is narrow.
    """
    numbers = table(frame, f"{figure.title}: the numbers", columns).html
    folded = f"<details><summary>Show the numbers</summary>\n{numbers}\n</details>\n" if len(frame) else ""
    return Shown(f'<figure class="chart">\n{drawn(figure)}{folded}</figure>', export.describe(figure))


def drawn(figure: Chart) -> str:
    if not figure.axes:
        return f'<div class="drawing said"><strong>{escape(figure.title)}</strong> {escape(figure.note)}</div>\n'
    region = f'role="region" tabindex="0" aria-label="{escape(figure.title)}"'  # a narrow screen scrolls within it
    return f'<div class="drawing" {region}>\n{export.svg(figure)}</div>\n'
