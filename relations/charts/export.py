"""A chart -> SVG text for a page: accessible, the same bytes each time, ids that do not clash with another chart's."""

import html
import re
from hashlib import sha256
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from relations.charts import pen, style
from relations.charts.markup import shortened, ungrouped

FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
VARIABLES = {
    style.INK: "ink", style.MUTED: "muted", style.GRID: "grid", style.BAND: "band", style.PAPER: "paper",
    style.GOOD: "good", style.GOOD_PALE: "good-pale", style.BAD: "bad", style.BAD_PALE: "bad-pale",
    style.SIDE_A: "side-a", style.SIDE_B: "side-b", style.BOTH: "both",
}  # fmt: skip
STYLE = f"max-width:100%;height:auto;stroke-linejoin:round;stroke-linecap:butt;font-family:{FAMILY}"
SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "relations", "svg.id": None}
HEAD = re.compile(r"<svg\b[^>]*viewBox=\"(?P<box>[\d. ]+)\"[^>]*>", re.DOTALL)
COLOUR = re.compile("|".join(VARIABLES))
OWN_ID = re.compile(r' id="(?!event-)([^"]+)"')
USED = re.compile(r'(<use\b[^>]*xlink:href="#|url\(#)([^")]+)')
MARK = re.compile(r'<g id="event-([^"]+)">')
LINK = re.compile(r'<a xlink:href="#([^"]+)"[^>]*>')


def describe(figure: Figure) -> str:
    """What a chart shows, in words for a reader who does not see it."""
    return getattr(figure, "description", "") or getattr(figure, "title", "")


def svg(figure: Figure, prefix: str = "") -> str:
    """A chart as an `<svg>` element to stand inline in a page.

    Every id begins with `prefix` (default: made from the chart's words), a mark's id being `<prefix>-event-<event_id>`;
    a mark links to `#<event_id>` and says on hover what it is. Colours are CSS variables with the printed colour as
    fallback: `--chart-` and ink, muted, grid, band, paper, good, good-pale, bad, bad-pale, side-a, side-b, both.

    A chart without links is one image to a screen reader (`role="img"`); one with links is a group, because the links
    inside an image could not be reached.
    """
    title, marks = getattr(figure, "title", ""), getattr(figure, "marks", {})
    name = prefix or "c" + sha256(f"{title}\n{describe(figure)}".encode()).hexdigest()[:8]
    with mpl.rc_context({**style.STYLE, **SETTINGS}):
        drawn = pen.drawn(figure)
    body = drawn[HEAD.search(drawn).end() :]  # type: ignore[union-attr]
    body = shortened(without_preamble(body))
    used = {match[2] for match in USED.finditer(body)}
    body = OWN_ID.sub(lambda match: f' id="{name}-{match[1]}"' if match[1] in used else "", body)
    body = USED.sub(lambda match: f"{match[1]}{name}-{match[2]}", body)
    words = {identifier: html.escape(said) for identifier, said in marks.items()}
    body = MARK.sub(lambda match: f'<g id="{name}-event-{match[1]}"><title>{words[match[1]]}</title>', body)
    body = LINK.sub(lambda match: f'<a xlink:href="#{match[1]}" role="link" aria-label="{words[match[1]]}">', body)
    body = COLOUR.sub(lambda match: f"var(--chart-{VARIABLES[match[0]]}, {match[0]})", body)
    return head(figure, name, linked="<a " in body) + ungrouped(body)


def without_preamble(body: str) -> str:
    """Without what would not stay within the drawing: its style sheet would hold for the whole page."""
    body = re.sub(r"<metadata>.*?</metadata>|<defs>\s*<style.*?</style>\s*</defs>", "", body, flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", body).strip() + "\n"


def head(figure: Figure, name: str, *, linked: bool) -> str:
    width, height = (72 * inches for inches in figure.get_size_inches())
    words = [html.escape(text) for text in (getattr(figure, "title", ""), describe(figure))]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="chart" '
        f'viewBox="0 0 {width:g} {height:g}" width="{width * 4 / 3:g}" height="{height * 4 / 3:g}" '
        f'style="{STYLE}" role="{"group" if linked else "img"}" '
        f'aria-labelledby="{name}-title {name}-desc">\n'
        f'<title id="{name}-title">{words[0]}</title>\n<desc id="{name}-desc">{words[1]}</desc>\n'
    )
