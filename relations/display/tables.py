"""A frame -> a table that can be read on paper, on a telephone and aloud: with a caption and headed columns."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from relations.analysis.selection import records
from relations.display import cells
from relations.display.shown import Shown, plain

EMPTY = "Nothing in the articles."
UNSAID = "–"  # a head of a row must not be silent


def table(frame: pd.DataFrame, caption: str, columns: Sequence[str] = ()) -> Shown:
    """Show a frame, or some of its columns: the first heads the rows, numbers stand right, codes are told by name.

    A frame with a named index shows it as its first column.
    """
    whole = frame.reset_index() if frame.index.name is not None else frame
    names = list(columns) or [str(name) for name in whole.columns]
    numeric = frozenset(i for i, name in enumerate(names) if pd.api.types.is_numeric_dtype(whole[name]))
    body = [[escape(cells.value(name, row)) for name in names] for row in records(whole)]
    return markup([cells.head(name) for name in names], body, caption, numeric=numeric)


def markup(
    heads: list[str],
    body: list[list[str]],
    caption: str,
    *,
    numeric: frozenset[int] = frozenset(),
    ids: list[str] | None = None,
    data: Sequence[Mapping[str, str]] = (),
) -> Shown:
    """Show a table whose cells are HTML already; `data` are attributes of each row, for the script of a page."""
    if not body:
        return Shown(f'<p class="empty"><strong>{escape(caption)}.</strong> {EMPTY}</p>', f"{caption}. {EMPTY}")
    head = "".join(f'<th scope="col"{_class(i in numeric)}>{escape(name)}</th>' for i, name in enumerate(heads))
    opened = [_tag(*of_row) for of_row in zip(ids or [""] * len(body), data or [{}] * len(body), strict=True)]
    lines = "\n".join(tag + _cells(cells, numeric) for tag, cells in zip(opened, body, strict=True))
    html = (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">\n'
        f"<table>\n<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>\n</div>"
    )
    words = [caption, " | ".join(heads), *(" | ".join(plain(cell) for cell in cells) for cells in body)]
    return Shown(html, "\n".join(words))


def _tag(anchor: str, data: Mapping[str, str]) -> str:
    name = f' id="{anchor}"' if anchor else ""
    facets = "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())
    return f"<tr{name}{facets}>"


def _cells(cells: list[str], numeric: frozenset[int]) -> str:
    first, *rest = cells
    others = "".join(f"<td{_class(i in numeric)}>{cell}</td>" for i, cell in enumerate(rest, 1))
    return f'<th scope="row"{_class(0 in numeric)}>{first or UNSAID}</th>{others}</tr>'


def _class(numeric: bool) -> str:
    return ' class="number"' if numeric else ""
