"""A place on a chart -> matplotlib's axes, without what it makes and measures for drawings of other kinds than ours.

What is replaced here matplotlib asks for by itself; a version that does not would draw the same, but slower.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from matplotlib.axes import Axes
from matplotlib.axis import Tick, XAxis, YAxis


class Ticks:
    """No minor ticks, and the labels of ticks are not measured, because the label of the axis has its place anyhow."""

    minorTicks: ClassVar[list[Tick]] = []  # noqa: N815  Matplotlib's name.

    def _get_ticklabel_bboxes(self, ticks: Iterable[Tick], renderer: Any) -> tuple[list[Any], list[Any]]:  # noqa: ARG002
        return [], []


class Horizontal(Ticks, XAxis):
    """The years or numbers below a drawing."""


class Vertical(Ticks, YAxis):
    """The numbers or names beside it."""


class Sheet(Axes):
    """Axes with such ticks."""

    def _init_axis(self) -> None:
        self.xaxis, self.yaxis = Horizontal(self, clear=False), Vertical(self, clear=False)
        for axis, edges in ((self.xaxis, ("bottom", "top")), (self.yaxis, ("left", "right"))):
            for edge in edges:
                self.spines[edge].register_axis(axis)
