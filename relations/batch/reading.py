"""The articles on one pair -> what the corpus needs of them: rows of its tables as text, and its line in the index.

Small, and made once for each state of the articles: what joins thousands of pairs need not read their articles again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of the files on one pair; all of it can be written as JSON."""

    files: dict[str, str]
    """The checksum of each file, by its name."""
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    """Rows in CSV by article and table, articles in the order of the tables; findings stand under the empty name."""
    line: dict[str, Any] = field(default_factory=dict)
    """What the index tells: `name`, `facts`, `years` and the order of `articles`, and `summary`, by which pairs are
    compared; empty if nothing could be read."""
    unread: list[str] = field(default_factory=list)
    """Why a file could not be read, a line each."""


def read(folder: Path, called: str) -> Reading:
    """Read the articles on one pair in `folder`, which errors name as `called`."""
    # What only waits for readings does without pandas.
    from relations import analysis, corpus
    from relations.analysis.selection import records

    found = corpus.gather(folder)
    unread = [str(error).replace(str(folder), called) for _, error in found.failures]
    files = {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}
    if not found.extractions:
        return Reading(files, unread=unread)
    frames = found.tables()
    (row,) = records(analysis.summary_of_pairs(frames))
    years = analysis.marked_years(frames["events"]).get(found.pairs[0], ())
    rows = dict(_rows(frames))
    articles = [name for name in rows if name]
    compared = {name: value for name, value in row.items() if name not in ("first_year", "last_year")}
    line = {
        "name": str(row["name"]), "facts": _facts(row), "years": [*years], "articles": articles, "summary": compared,
    }  # fmt: skip
    return Reading(files, rows, line, unread)


def _rows(frames: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    from relations import tables

    own = {table: dict(iter(frame.groupby("article"))) for table, frame in frames.items() if table != "findings"}
    for article in frames["articles"]["article"]:
        yield article, {table: tables.rows(parts[article]) for table, parts in own.items() if article in parts}
    yield "", {"findings": tables.rows(frames["findings"])}


def _facts(row: Mapping[Any, Any]) -> dict[str, str]:
    return {
        "Events": str(row["events"]),
        "Cooperative": str(row["cooperative"]),
        "First": _year(row["first_year"]),
        "Last": _year(row["last_year"]),
        "Missions": str(row["missions"]),
        "Open questions": str(row["findings"]),
    }


def _year(year: Any) -> str:
    return str(year) if isinstance(year, int) else ""  # else it is pandas' missing value
