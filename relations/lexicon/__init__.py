"""The name of a file of what the rules know -> its rows.

Each file states its columns, provenance and licence at its top.
"""

import csv
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from relations.errors import LexiconError

FOLDER = files(__name__)
ACCENTED = "À-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽȘȚ"
CAPITAL = f"[A-Z{ACCENTED}]"
CONTINUED = re.compile(r"\|\n\s*")


def lines_of(name: str) -> list[str]:
    """The lines of a lexicon file that hold data: without the header of `#` lines and without blank ones."""
    text = FOLDER.joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file of the lexicon, every cell a string ("NA" is Namibia, not a missing value).

    Raises:
        LexiconError: a row has more or fewer cells than the header names.
    """
    reader = csv.DictReader(lines_of(name), restkey="", restval=None)
    rows = []
    for number, row in enumerate(reader, 1):
        if "" in row or None in row.values():
            raise LexiconError(
                "a row does not fit the header",
                where=f"lexicon/{name}, data row {number}",
                expected=f"{len(reader.fieldnames or ())} cells",
                remedy="quote cells that hold a comma",
            )
        rows.append(row)
    return tuple(rows)


@cache
def rules(name: str) -> dict[str, Any]:
    """The content of a TOML file of the lexicon; a line that ends in | goes on in the next one.

    Raises:
        LexiconError: the file is not TOML.
    """
    text = FOLDER.joinpath(name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(CONTINUED.sub("|", text))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError("not valid TOML", where=f"lexicon/{name}", expected=str(error)) from error


def filled(pattern: str, words: Mapping[str, str]) -> str:
    """A pattern with the words of a list put for the list's name in braces; other braces stay.

    A capital letter is one with an accent as well: "Ürümqi", "Łódź".

    >>> filled("(?:{ships}) sank{1,2}", {"ships": "boats?|ferr(?:y|ies)"})
    '(?:boats?|ferr(?:y|ies)) sank{1,2}'
    """
    for name, alternatives in words.items():
        pattern = pattern.replace(f"{{{name}}}", alternatives)
    return pattern.replace("[A-Z]", CAPITAL)


@cache
def joined(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several values, separated by `;`.

    >>> joined("Burma; Union of Burma")
    ('Burma', 'Union of Burma')
    """
    return tuple(part.strip() for part in cell.split(";") if part.strip())
