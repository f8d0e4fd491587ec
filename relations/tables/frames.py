"""Records -> one pandas frame for each table; a frame holds what its CSV file holds."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from relations import schema

DTYPES: dict[str, Any] = {"string": "str", "integer": "int64", "number": "float64"}
NAMES = {record: table for table, record in schema.TABLES.items()}
# What the rows are sorted by; identifiers end in running numbers, so that this is the order of the text.
ORDER: dict[str, tuple[str, ...]] = {
    "articles": ("article",),
    "events": ("article", "event_id"),
    "missions": ("article", "mission_id"),
    "people": ("article", "person_id"),
    "dates": ("article", "start", "end"),
    "figures": ("article", "evidence"),
    "findings": ("pair", "finding_id"),
}
NUMBER = re.compile(r"(\d+)")


def frames(records: Iterable[Any]) -> dict[str, pd.DataFrame]:
    """Lay out records of `schema` as frames, every table of the schema among them, in the schema's order of columns.

    Strings hold "" where a value is missing, lists are joined by `;`, counts are int64, other numbers float64. Rows are
    sorted by article and then by running number, which is the order of the text; the index counts from 0.

    >>> from relations.schema import Person
    >>> row = Person(person_id="x.p1", article="x", pair="PRK-ZAF", name="A B", country="ZAF", role="", evidence=())
    >>> frames([row])["people"][["person_id", "country", "role"]].to_numpy().tolist()
    [['x.p1', 'ZAF', '']]
    """
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in schema.TABLES}
    for record in records:
        rows[NAMES[type(record)]].append(tuple(schema.cells(record)))
    return {table: _frame(table, cells) for table, cells in rows.items()}


def _frame(table: str, rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    columns = schema.columns(table)
    positions = [i for name in ORDER[table] for i, column in enumerate(columns) if column.name == name]
    rows = sorted(rows, key=lambda row: _rank(row, positions))
    cells = zip(*rows, strict=True) if rows else ((),) * len(columns)
    # An array for each column, not a Series: half the time, and a corpus asks for the tables of every pair.
    return pd.DataFrame({c.name: pd.array(list(v), dtype=DTYPES[c.kind]) for c, v in zip(columns, cells, strict=True)})


def _rank(row: Sequence[Any], positions: Sequence[int]) -> tuple[Any, ...]:
    """What a row is sorted by: e9 before e10, and equal places by the whole row."""
    return (*(rank(row[i]) for i in positions), row)


def rank(cell: Any) -> Any:
    """What a cell is sorted by: the numbers in it count as such.

    >>> sorted(["x10", "x9", "x09"], key=rank)
    ['x09', 'x9', 'x10']
    """
    if not isinstance(cell, str):
        return cell
    return [int(part) if i % 2 else part for i, part in enumerate(NUMBER.split(cell))], cell
