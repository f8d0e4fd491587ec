"""Frames -> a folder of tables (CSV, Parquet or DuckDB) and their description; a folder of CSV tables -> frames."""

import csv
import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import ExitStack
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

from relations import paths, schema
from relations.errors import RelationsError
from relations.tables.description import codebook, datapackage, values
from relations.tables.frames import DTYPES

FORMATS = {"csv": (), "parquet": ("pyarrow",), "duckdb": ("duckdb",)}
# Without these columns a table of another coder says nothing that could be analysed; any other column may be absent.
REQUIRED = {
    "articles": "article pair words sentences",
    "events": "event_id article pair earliest latest event_type quad intensity actors recipients",
    "missions": "mission_id article pair sender receiver kind",
    "people": "person_id article pair name",
    "dates": "article start end edtf",
    "figures": "article pair measure value",
    "findings": "finding_id article pair kind message",
}


def write(frames: dict[str, pd.DataFrame], folder: str | Path, format: str = "csv") -> list[Path]:
    """Write tables into a folder, made if need be, with `datapackage.json` and `CODEBOOK.md` beside them.

    Each file appears whole or not at all: it is written under another name and then renamed. CSV is UTF-8 with line
    feeds, quoted as RFC 4180 says; `duckdb` is one file, `relations.duckdb`, with a table for each frame.

    Returns:
        The files written.

    Raises:
        RelationsError: an unknown format, a format whose library is not installed, or a folder that cannot be written.
    """
    _require(format)
    target = Path(folder).expanduser()
    try:
        target.mkdir(parents=True, exist_ok=True)
        tables = _duckdb(frames, target) if format == "duckdb" else _one_each(frames, target, format)
        return [*tables, *_describe(frames, target, format)]
    except OSError as error:
        raise RelationsError(
            f"cannot be written ({error.strerror or error})", where=str(folder), expected="a folder that can be written"
        ) from error


def join(parts: Iterable[Mapping[str, str]], folder: Path) -> None:
    """Write all tables as CSV into a folder from parts, each the `rows` of some tables, with their description.

    The parts come in the order of the tables and are written one by one, so that any number of them fits into memory.
    """
    with ExitStack() as stack:
        named = {table: folder / f"{table}.csv" for table in schema.TABLES}
        opened = {table: path.open("w", encoding="utf-8", newline="\n") for table, path in named.items()}
        for table, file in opened.items():
            stack.enter_context(file).write(",".join(column.name for column in schema.columns(table)) + "\n")
        for part in parts:
            for table, text in part.items():
                opened[table].write(text)
    _describe(schema.TABLES, folder)


def _describe(tables: Collection[str], folder: Path, format: str = "csv") -> list[Path]:
    package = json.dumps(datapackage(tables, format), ensure_ascii=False, indent=2) + "\n"
    texts = {"datapackage.json": package, "CODEBOOK.md": codebook()}
    return [_put(folder / name, partial(_text, text)) for name, text in texts.items()]


def _require(format: str) -> None:
    if format not in FORMATS:
        raise RelationsError(f"no such format of tables: {format!r}", expected=f"one of {', '.join(FORMATS)}")
    missing = [library for library in FORMATS[format] if find_spec(library) is None]
    if missing:
        raise RelationsError(
            f"the format {format} needs {' and '.join(missing)}, not installed", remedy='pip install "relations[data]"'
        )


def _one_each(frames: dict[str, pd.DataFrame], folder: Path, format: str) -> list[Path]:
    save = _csv if format == "csv" else _parquet
    return [_put(folder / f"{name}.{format}", partial(save, frame)) for name, frame in frames.items()]


def _duckdb(frames: dict[str, pd.DataFrame], folder: Path) -> list[Path]:
    import duckdb

    def save(path: Path) -> None:
        with duckdb.connect(str(path)) as database:
            for name, frame in frames.items():
                database.from_df(frame).create(name)

    return [_put(folder / "relations.duckdb", save)]


def rows(frame: pd.DataFrame) -> str:
    """The rows of a frame as lines of CSV, without the line of names."""
    text = frame.to_csv(index=False, header=False, lineterminator="\n")
    if "\r" in text:
        # Python's writer leaves a carriage return unquoted here, and readers take it for the end of a row.
        text = frame.to_csv(index=False, header=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return text


def _csv(frame: pd.DataFrame, path: Path) -> None:
    _text(frame.head(0).to_csv(index=False, lineterminator="\n") + rows(frame), path)


def _parquet(frame: pd.DataFrame, path: Path) -> None:
    frame.to_parquet(path, engine="pyarrow", index=False)


def _text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _put(path: Path, save: Callable[[Path], None]) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        save(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def read(folder: str | Path) -> dict[str, pd.DataFrame]:
    """Read the CSV tables of a folder, ours or another coder's, as frames of the schema's columns and types.

    Columns that the schema does not know are left out. A table that is absent comes out empty, and so does an absent
    column, unless it is one of `REQUIRED`. Rows keep their order.

    Raises:
        RelationsError: no such folder, none of the tables in it, a file that is not CSV in UTF-8, a required column
            absent, or a cell that is not a number or not one of its column's values; file, line and column are named.
    """
    place = paths.find(folder)
    here = {table: place / f"{table}.csv" for table in schema.TABLES}
    if not any(path.is_file() for path in here.values()):
        names = ", ".join(path.name for path in here.values())
        raise RelationsError("no tables here", where=str(folder), expected=f"at least one of {names}")
    return {table: _cast(table, path, _cells(path) if path.is_file() else None) for table, path in here.items()}


def _cells(path: Path) -> pd.DataFrame:
    """The cells as written, every one a string ("NA" is Namibia); the index numbers the lines of the file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            rows = [(reader.line_num, row) for row in reader if row]
    except (ValueError, OSError, csv.Error) as error:
        expected = "comma-separated values in UTF-8"
        raise RelationsError(f"not a table ({error})", where=str(path), expected=expected) from error
    if len(header) > len(set(header)):
        raise RelationsError("a column stands twice", where=str(path), expected="one column of each name")
    for line, row in rows:
        if len(row) != len(header):
            raise RelationsError(
                f"{len(row)} cells", where=f"{path}:{line}", expected=f"{len(header)}, as in the header"
            )
    return pd.DataFrame([row for _, row in rows], columns=header, index=[line for line, _ in rows], dtype="str")


def _cast(table: str, path: Path, cells: pd.DataFrame | None) -> pd.DataFrame:
    columns = schema.columns(table)
    if cells is None:
        return pd.DataFrame({column.name: pd.Series([], dtype=DTYPES[column.kind]) for column in columns})
    required = REQUIRED[table].split()
    if absent := [name for name in required if name not in cells.columns]:
        what, expected = f"no column {', '.join(absent)}", f"the columns {', '.join(required)}"
        raise RelationsError(what, where=str(path), expected=expected, remedy="rename the columns that hold them")
    empty = pd.Series("", index=cells.index, dtype="str")
    typed = {column.name: _column(cells.get(column.name, empty), table, column, path) for column in columns}
    return pd.DataFrame(typed).reset_index(drop=True)


def _column(cells: "pd.Series[Any]", table: str, column: schema.Field, path: Path) -> "pd.Series[Any]":
    if column.kind == "string":
        allowed = values(table, column)
        _reject(cells, cells.isin([*allowed, ""]) | (not allowed), column.name, path, f"one of {', '.join(allowed)}")
        return cells
    numbers = pd.to_numeric(cells.where(cells != "", None), errors="coerce")
    whole = column.kind == "integer"
    good = numbers.notna() & (numbers % 1 == 0) if whole else numbers.notna() | (cells == "")
    _reject(cells, good, column.name, path, "a whole number" if whole else "a number")
    typed: pd.Series[Any] = numbers.astype(DTYPES[column.kind])
    return typed


def _reject(cells: "pd.Series[Any]", good: "pd.Series[bool]", name: str, path: Path, expected: str) -> None:
    for line, cell in cells[~good].items():
        raise RelationsError(f"{name} is {cell!r}", where=f"{path}:{line}", expected=expected)
