"""What every chart has in common: colours, type, a figure with title, note and description, axes placed in inches."""

import textwrap
from collections.abc import Sequence
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from relations.charts import pen
from relations.charts.sheets import Sheet

INK, MUTED, GRID, BAND, PAPER = "#1f2328", "#5a6472", "#dde2e8", "#f3f5f8", "#ffffff"
GOOD, GOOD_PALE = "#1b7688", "#b5dbe1"
BAD, BAD_PALE = "#bf4f17", "#f5cdb2"
SIDE_A, SIDE_B, BOTH = "#3f5e9e", "#a8760f", "#767d88"
ON_PALE, ON_DARK = "#20242a", "#fefefe"  # numbers on the colours above, the same in light and dark
QUAD_COLOURS = {
    "verbal cooperation": GOOD_PALE, "material cooperation": GOOD, "verbal conflict": BAD_PALE,
    "material conflict": BAD,
}  # fmt: skip

WIDTH = 8.0
MARGIN = 0.15
LABEL = 0.271  # from a horizontal axis to its label, below those of its ticks
SMALL, NORMAL, LARGE = 9.0, 9.5, 12.0
FONT = "DejaVu Sans"
STYLE: Any = {
    "font.family": [FONT], "font.size": NORMAL, "text.color": INK, "axes.labelcolor": MUTED, "axes.labelsize": SMALL,
    "axes.edgecolor": MUTED, "axes.linewidth": 0.7, "axes.spines.top": False, "axes.spines.right": False,
    "axes.facecolor": "none", "axes.axisbelow": True, "figure.facecolor": PAPER, "xtick.color": MUTED,
    "ytick.color": MUTED, "xtick.labelsize": SMALL, "ytick.labelsize": SMALL, "xtick.major.width": 0.7,
    "ytick.major.width": 0.7, "xtick.major.size": 3, "ytick.major.size": 3, "grid.color": GRID, "grid.linewidth": 0.7,
    "lines.solid_capstyle": "butt", "axes.unicode_minus": True,
}  # fmt: skip

styled = mpl.rc_context(STYLE)


class Chart(Figure):
    """A figure that can say in words what it shows; lengths are in inches, measured from the upper left corner.

    `title` and `description` are for readers and screen readers; `marks` maps the id of each mark to the words it shows
    on hover. The axes are placed below the header: `top` is where they may begin.
    """

    def __init__(self, title: str, *, note: str = "", description: str = "", width: float = WIDTH) -> None:
        super().__init__(figsize=(width, 1.0))
        self.title, self.note, self.description, self.width = title, note, description, width
        self.marks: dict[str, str] = {}
        self.height = 1.0
        lines = [len(wrapped(words, size, width)) for words, size in ((title, LARGE), (note, NORMAL))]
        self.top = MARGIN + 0.24 * lines[0] + 0.19 * lines[1] + 0.06

    def sized(self, height: float) -> None:
        """Set the height and write the header; call it once, before placing axes."""
        self.height = height
        self.set_size_inches(self.width, height)
        y = MARGIN
        for lines, size, step, colour, weight in (
            (wrapped(self.title, LARGE, self.width), LARGE, 0.24, INK, "bold"),
            (wrapped(self.note, NORMAL, self.width), NORMAL, 0.19, MUTED, "normal"),
        ):
            for line in lines:
                self.write(MARGIN, y, line, size=size, color=colour, weight=weight, va="top")
                y += step

    def place(self, left: float, top: float, width: float, height: float, **options: Any) -> Axes:
        """Axes in inches from the left and upper edges."""
        box = (left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height)
        axes = self.add_axes(box, axes_class=Sheet, **options)
        axes.xaxis.set_label_coords(0.5, -LABEL / height)
        axes.yaxis.set_label_coords(0, 0.5)
        return axes

    def write(self, left: float, top: float, words: str, **look: Any) -> None:
        """Words that belong to no axes."""
        self.text(left / self.width, 1 - top / self.height, words, **look)

    def fill(self, left: float, top: float, width: float, height: float, **look: Any) -> None:
        """A rectangle without an edge that belongs to no axes."""
        corner = left / self.width, 1 - (top + height) / self.height
        size = width / self.width, height / self.height
        self.add_artist(Rectangle(corner, *size, edgecolor="none", transform=self.transFigure, **look))

    def mark(self, identifier: str, words: str) -> str:
        """Note what a mark says on hover, and return the id it carries in the drawing."""
        self.marks[identifier] = words
        return f"event-{identifier}"


def empty(title: str, sentence: str) -> Chart:
    """A chart without data: its title, and a sentence that says why nothing is drawn."""
    chart = Chart(title, note=sentence, description=sentence)
    chart.sized(chart.top + MARGIN)
    return chart


def wrapped(words: str, size: float, width: float = WIDTH) -> list[str]:
    """Text in lines that fit between the margins."""
    if not words:
        return []
    room = width - 2 * MARGIN
    fits = max(20, int(len(words) * room / max(text_width(words, size, bold=size == LARGE), 0.01)))
    return textwrap.wrap(words, min(fits, 140))


@cache
def text_width(words: str, size: float = SMALL, bold: bool = False) -> float:
    """Width of a line of text in inches, as this font draws it (readers' fonts are narrower)."""
    return pen.extent(words, FontProperties(family=[FONT], size=size, weight="bold" if bold else "normal"))[0] / 72


def shortened(words: str, room: float, size: float = SMALL) -> str:
    """Text cut to a width in inches, with an ellipsis where something is left out."""
    if text_width(words, size) <= room:
        return words
    keep = len(words)
    while keep > 1 and text_width(words[:keep].rstrip() + "…", size) > room:
        keep -= 1
    return words[:keep].rstrip() + "…"


def bar(axes: Axes, left: float, low: float, size: tuple[float, float], **look: Any) -> None:
    """A rectangle on a scale whose limits are set; `size` is its width and its height, which may be negative."""
    # Not `axes.bar`, which takes thrice as long for all that it would understand, nor `add_patch`, which finds limits.
    axes.add_artist(Rectangle((left, low), *size, **look))


def year_ticks(axes: Axes, most: int = 9) -> None:
    """Whole years on the horizontal axis, without separators."""
    axes.xaxis.set_major_locator(MaxNLocator(nbins=most, integer=True, steps=[1, 2, 5, 10], min_n_ticks=1))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}".replace("-", "−"))


def count_ticks(axis: Axis, most: int = 8) -> None:
    """Whole numbers on an axis, the same on either side of zero."""
    axis.set_major_locator(MaxNLocator(nbins=most, integer=True, min_n_ticks=2))
    axis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")


def row_names(axes: Axes, names: Sequence[str], room: float) -> None:
    """Names of rows to the left of the axes, cut to `room` inches; no line, no ticks."""
    axes.tick_params(axis="y", length=0, labelcolor=INK)  # first, while there is but one tick to change
    axes.set_yticks(range(len(names)), [shortened(name, room) for name in names])
    axes.spines["left"].set_visible(False)
