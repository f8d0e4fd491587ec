"""A table left as text under a heading that announces visits or agreements -> its rows, each of which is a list item.

Such a table is one line: `+---+---+ | Date | Visitor | +===+===+ | 1990 | President X | +---+---+`. Of other tables the
cells are no sentences, and nothing is read.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from relations import lexicon

RULER = re.compile(r"\+(?:(?P<head>=)|-)[-=+]*\+")
EDGES = " \t|"


def rows(text: str, start: int, end: int, headings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Offsets of the rows of the table between two offsets, without the edges and the row of the columns' names."""
    if not any(announces().search(heading) for heading in headings):
        return
    rulers = list(RULER.finditer(text, start, end))
    head = next((n for n, ruler in enumerate(rulers) if ruler["head"]), 0)
    for above, below in zip(rulers[head:], rulers[head + 1 :], strict=False):
        row = text[above.end() : below.start()]
        first, last = above.end() + len(row) - len(row.lstrip(EDGES)), above.end() + len(row.rstrip(EDGES))
        if first < last:
            yield first, last


@cache
def announces() -> re.Pattern[str]:
    """What a heading says that announces a list of events."""
    patterns = (lexicon.rules("headings.toml")[kind]["pattern"] for kind in ("visits", "agreements"))
    return re.compile("|".join(patterns), re.IGNORECASE)
