"""A corpus -> its events to be chosen by pair, kind and years, with widgets where they are installed and wanted."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from IPython.display import display

from relations.analysis import years
from relations.analysis.labels import TYPE_NAMES, pair_name
from relations.analysis.selection import records, told
from relations.corpus import Corpus
from relations.display import cells
from relations.display.shown import Shown, text
from relations.display.tables import table
from relations.words import counted

ALL = ""
COLUMNS = ("edtf", "actors", "recipients", "event_type", "quote")
NOT_WANTED = "Set widgets = True in the first cell to choose events by pair, kind and years here."
NOT_INSTALLED = "Widgets are not installed here: in the checkout, pip install -e '.[explore]' brings them."


def explorer(corpus: Corpus, *, widgets: bool = True) -> Any:
    """Show two menus and a slider above a table of the events they leave; without widgets, a sentence and the table.

    With itables the table can be searched and sorted, and is turned page by page. Its script is written into the cell's
    output, nothing is asked of a network.
    """
    events = told(corpus.tables()["events"])
    if not widgets:
        return still(events, NOT_WANTED)
    try:
        from ipywidgets import Dropdown, IntRangeSlider, interactive
    except ImportError:
        return still(events, NOT_INSTALLED)
    dated = years.of_events(events).dropna()
    first, last = (int(dated.min()), int(dated.max())) if len(dated) else (1900, 2000)
    pairs = [("all pairs", ALL), *((pair_name(pair), pair) for pair in corpus.pairs)]
    kinds = [("all kinds", ALL), *((TYPE_NAMES.get(kind, kind), kind) for kind in sorted(set(events["event_type"])))]
    span = IntRangeSlider(value=(first, last), min=first, max=last, description="Years", continuous_update=False)
    drawn = turning()

    def chosen(pair: str, kind: str, span: tuple[int, int]) -> Shown:
        # The slider at both ends leaves undated events in.
        shown = drawn(choose(events, pair, kind, None if span == (first, last) else span))
        display(shown)  # type: ignore[no-untyped-call]
        return shown

    menus = {"pair": Dropdown(options=pairs, description="Pair"), "kind": Dropdown(options=kinds, description="Kind")}
    return interactive(chosen, **menus, span=span)


def choose(events: pd.DataFrame, pair: str = ALL, kind: str = ALL, span: tuple[int, int] | None = None) -> pd.DataFrame:
    """The events of a pair, of a kind, and dated to a year between two, both included; empty or None: all of them."""
    keep = ((events["pair"] == pair) | (not pair)) & ((events["event_type"] == kind) | (not kind))
    if span:
        keep &= years.of_events(events).between(*span).fillna(False).astype(bool)
    return events[keep].reset_index(drop=True)


def listed(events: pd.DataFrame) -> Shown:
    return table(named(events), counted(len(events), "event").capitalize(), COLUMNS)


def named(events: pd.DataFrame) -> pd.DataFrame:
    return events.assign(event_type=events["event_type"].map(lambda kind: TYPE_NAMES.get(kind, kind)))


def turning() -> Callable[[pd.DataFrame], Shown]:
    """What draws a table whose pages turn, where itables is installed; elsewhere what draws a plain one."""
    try:
        from itables import init_notebook_mode, to_html_datatable
    except ImportError:
        return listed
    init_notebook_mode(connected=False)

    def pages(events: pd.DataFrame) -> Shown:
        # A date in words would sort by its letters; as EDTF it sorts by time.
        told = [[row["edtf"], *(cells.value(name, row) for name in COLUMNS[1:])] for row in records(named(events))]
        shown = pd.DataFrame(told, columns=[cells.head(name) for name in COLUMNS], dtype="str")
        left: Any = [{"className": "dt-left", "targets": "_all"}]
        html = to_html_datatable(shown, connected=False, showIndex=False, maxBytes=0, order=[], columnDefs=left)
        return Shown(html, listed(events).words)

    return pages


def still(events: pd.DataFrame, why: str) -> Shown:
    said, rows = text(why), listed(events.head(5))
    return Shown(f"{said.html}\n{rows.html}", f"{said.words}\n{rows.words}")
