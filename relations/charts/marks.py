"""An event -> its mark: shape and colour by quad class, a diamond for milestones; and the legend that explains them."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from relations.analysis.labels import QUADS
from relations.charts.style import BAD, GOOD, INK, MARGIN, QUAD_COLOURS, SMALL, Chart, text_width

CIRCLE, TRIANGLE, DIAMOND = "o", "v", "D"
SIZES = {CIRCLE: 8.0, TRIANGLE: 8.5, DIAMOND: 7.0}
RADIUS, KEY = 0.075, 0.25
SIDES = (("cooperative", GOOD), ("conflictual", BAD))


def look(quad: str, milestone: str) -> dict[str, Any]:
    """How a mark is drawn: conflict points down, material is solid, verbal is pale; a milestone is a diamond."""
    conflict = quad.endswith("conflict")
    marker = DIAMOND if milestone else TRIANGLE if conflict else CIRCLE
    return {
        "marker": marker, "markersize": SIZES[marker], "markerfacecolor": QUAD_COLOURS.get(quad, "none"),
        "markeredgecolor": BAD if conflict else GOOD, "markeredgewidth": 1.2,
    }  # fmt: skip


def draw(axes: Axes, chart: Chart, event: Mapping[str, Any], place: tuple[float, float]) -> None:
    """Draw one event's mark, with its id, its words and a link to the event."""
    when = event["when"] or "undated"
    gid = chart.mark(str(event["event_id"]), f"{event['label']}, {when}")
    (line,) = axes.plot(*place, linestyle="none", clip_on=False, zorder=4, **look(event["quad"], event["milestone"]))
    line.set_gid(gid)
    line.set_url(f"#{event['event_id']}")


def legend(chart: Chart, events: Sequence[Mapping[str, Any]], left: float, top: float) -> None:
    """A row of marks with their names, only those that occur, its middle `top` inches below the upper edge."""
    occurring = {event["quad"] for event in events}
    entries = [(quad, quad, "") for quad in QUADS if quad in occurring]
    if any(event["milestone"] for event in events):
        entries.append(("milestone", "verbal cooperation", "milestone"))
    x = left + RADIUS
    for words, quad, milestone in entries:
        place = [x / chart.width], [1 - top / chart.height]
        chart.add_artist(Line2D(*place, linestyle="none", transform=chart.transFigure, **look(quad, milestone)))
        chart.write(x + 0.13, top + 0.006, words, size=SMALL, color=INK, va="center")
        x += 0.13 + text_width(words) + 0.3


def key(chart: Chart, entries: Sequence[tuple[str, str]]) -> None:
    """A row of names, each with a square of its colour, at the upper edge of the drawing."""
    x = MARGIN
    for words, colour in entries:
        chart.fill(x, chart.top + KEY - 0.18, 0.13, 0.13, facecolor=colour)
        chart.write(x + 0.19, chart.top + KEY - 0.11, words, size=SMALL, color=INK, va="center_baseline")
        x += 0.19 + text_width(words) + 0.25
