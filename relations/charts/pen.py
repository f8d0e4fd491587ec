"""A figure -> SVG as matplotlib writes it; what a text measures is worked out once, not once for each figure."""

import io
from functools import lru_cache
from typing import Any

from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

POINTS = 72  # an inch
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
PATHS = TextToPath()


class Pen(RendererSVG):
    """Matplotlib's own writer of SVG, which asks `extent` how large a text is."""

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        if ismath:
            return super().get_text_width_height_descent(s, prop, ismath)  # type: ignore[no-untyped-call,no-any-return]
        return extent(s, prop)


@lru_cache(16_384)
def extent(words: str, font: FontProperties) -> tuple[float, float, float]:
    """Width, height and descent of a line of text in points."""
    width, height, descent = PATHS.get_text_width_height_descent(words, font, False)
    return float(width), float(height), float(descent)


def drawn(figure: Figure) -> str:
    """Draw a figure."""
    written, dots = io.StringIO(), figure.dpi
    figure.set_dpi(POINTS)
    width, height = figure.get_size_inches() * POINTS
    pen = Pen(width, height, written, metadata=NO_METADATA)  # type: ignore[no-untyped-call]
    figure.draw(pen)
    pen.finalize()  # type: ignore[no-untyped-call]
    figure.set_dpi(dots)
    return written.getvalue()
