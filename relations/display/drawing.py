"""A chart -> the chart on a page: drawn as SVG that a screen reader can read, with its numbers in a table below it."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from relations.charts import export
from relations.charts.style import Chart
from relations.display.shown import Shown
from relations.display.tables import table


def chart(figure: Chart, frame: pd.DataFrame, columns: Sequence[str] = ()) -> Shown:
    """Show a chart of `charts`, and below it, folded, the frame that it draws, or some of its columns."""
    region = f'role="region" tabindex="0" aria-label="{escape(figure.title)}"'  # a narrow screen scrolls within it
    drawing = f'<div class="drawing" {region}>\n{export.svg(figure)}</div>\n'
    numbers = table(frame, f"{figure.title}: the numbers", columns).html
    folded = f"<details><summary>Show the numbers</summary>\n{numbers}\n</details>\n" if len(frame) else ""
    return Shown(f'<figure class="chart">\n{drawing}{folded}</figure>', export.describe(figure))
