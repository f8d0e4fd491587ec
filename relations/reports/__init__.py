"""An executed notebook, or what a build made -> a page: one file of HTML that needs no other and asks for nothing."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import jinja2

if TYPE_CHECKING:
    from nbconvert.exporters import HTMLExporter
    from nbformat import NotebookNode

from relations.reports.sparklines import Years, calendar, sparkline

TEMPLATES = Path(__file__).parent / "templates"
HIDDEN = "notebook-only"
HEADING = re.compile(r"## (.+)")
TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TAGS = re.compile(r"<[^>]*>")


class Entry(NamedTuple):
    """One line of the index: a pair and what the last build made of it."""

    pair: str
    """Its codes, such as PRK-ZAF."""
    title: str
    """Both names."""
    href: str
    """Where its report is; empty: there is none."""
    facts: dict[str, str]
    """What the corpus tells of it, by heading of the column."""
    problem: str = ""
    """Why its report failed; empty: it did not."""
    years: Years = ()
    """The year of each of its dated events, and whether the event is cooperative."""


class Entries(Protocol):
    """The lines of the index, as a list or made anew whenever they are gone through."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Entry]: ...


def render(notebook: "NotebookNode", *, top: str = "", downloads: Sequence[str] = ()) -> bytes:
    """Make the page of an executed notebook: its prose and what its cells show, without their code.

    Cells tagged `notebook-only` are left out. `top` leads from the page to the folder of all reports (such as `../`);
    `downloads` are the names of files beside the page.
    """
    from nbconvert.exporters import TemplateExporter

    body, _ = TemplateExporter.from_notebook_node(_exporter(), notebook)
    heading = TITLE.search(body)
    title = unescape(TAGS.sub("", heading[1])).strip() if heading else "Report"
    sections = [(cell.id, HEADING.match(cell.source)) for cell in notebook.cells if cell.cell_type == "markdown"]
    contents = [(anchor, found[1]) for anchor, found in sections if found]
    told = {"title": title, "body": body, "contents": contents}
    return b"".join(_page("report.html.j2", **told, top=top, downloads=downloads))


def failure(subject: str, reason: str, source: str, *, top: str = "", downloads: Sequence[str] = ()) -> bytes:
    """Make the page that stands where a report would, had it not failed: whose, why, and the cell it failed in."""
    told = {"subject": subject, "reason": reason, "source": source}
    return b"".join(_page("failure.html.j2", title=f"{subject}: failed", top=top, downloads=downloads, **told))


def index(entries: Entries, problems: Sequence[str], downloads: Sequence[str]) -> Iterator[bytes]:
    """Make the page that leads to all reports, line by line; `problems` are files that could not be read, a line each.

    The entries are gone through several times and not held, so that any number of them fits into memory.
    """
    # They bring numpy and pandas, which who only renders a page that is executed elsewhere should not wait for.
    from relations import analysis, maps
    from relations.analysis.selection import records

    pairs = [entry.pair for entry in entries]
    states = analysis.states(pairs)
    headings = [*next((entry.facts for entry in entries), ())]
    told = {"entries": entries, "headings": headings, "problems": problems, "downloads": downloads}
    shown = {"states": records(states), "world": maps.world(states, pairs), "sparkline": sparkline}
    years = calendar(entry.years for entry in entries)
    return _page("index.html.j2", title="Relations", top="", calendar=years, **told, **shown)


def _page(template: str, **values: Any) -> Iterator[bytes]:
    rest = ""
    for part in _environment().get_template(template).generate(**values):
        # Joined, not added: some parts are markup, to which adding would escape what stands before.
        *lines, rest = "".join((rest, part)).split("\n")
        yield from (f"{line.rstrip()}\n".encode() for line in lines)
    if rest:
        yield f"{rest.rstrip()}\n".encode()


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _exporter() -> "HTMLExporter":
    """The exporter with our template; making one costs ten times as much as using it."""
    # Its import takes two seconds, which who only writes an index should not wait for.
    from nbconvert.exporters import HTMLExporter
    from traitlets.config import Config

    config = Config(TagRemovePreprocessor={"enabled": True, "remove_cell_tags": {HIDDEN}})
    return HTMLExporter(
        config=config,
        template_name="body",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input=True,
        exclude_anchor_links=True,
        optimistic_validation=True,  # once, not after each of eleven preprocessors
    )
