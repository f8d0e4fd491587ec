"""What was made of each task -> the folder of reports: a folder for each pair, the tables of all, and the index."""

import re
from collections.abc import Hashable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from relations import paths, schema, tables
from relations import reports as pages
from relations.batch import ledger
from relations.batch.staging import staged
from relations.batch.summary import Failure
from relations.batch.task import Made, Task
from relations.corpus import Corpus

COMPARISON = "comparison"
TABLES = tuple(f"{name}.csv" for name in schema.TABLES)
ALL_TABLES = tuple(f"tables/{name}" for name in TABLES)
PAIR = re.compile(r"[a-z0-9]{3}-[a-z0-9]{3}")


def put(task: Task, made: Made, read: Corpus, folder: Path) -> list[str]:
    """Write the report of a pair, or the comparison, and tell the names of the files."""
    if task.subject == COMPARISON:
        with staged(folder) as new:
            (new / "comparison.html").write_bytes(made.page)
        return ["comparison.html"]
    pair = paths.pair_id(task.subject)
    with staged(folder / pair) as new:
        tables.write(read.pair(task.subject).tables(), new)
        (new / "report.ipynb").write_bytes(made.notebook)
        (new / "index.html").write_bytes(made.page)
        return [f"{pair}/{path.name}" for path in sorted(new.iterdir())]


def put_index(read: Corpus, folder: Path, failures: Mapping[str, Failure]) -> list[str]:
    """Write what joins the reports, and tell the names of the files.

    A pair that was not built this time leads to its report of another time, if any.
    """
    # Importing it takes a second, which a build that finds nothing to do should not wait for.
    from relations import analysis

    frames = read.tables()
    marked = analysis.marked_years(frames["events"])
    rows = analysis.summary_of_pairs(frames).to_dict("records")
    entries = [_entry(row, folder, failures)._replace(years=marked.get(row["pair"], ())) for row in rows]
    problems = [str(error) for _, error in read.failures]
    problems += [str(failures[COMPARISON])] if COMPARISON in failures else []
    with staged(folder) as new:
        tables.write(frames, new / "tables")
        (new / "index.html").write_bytes(pages.index(entries, problems, ALL_TABLES))
        return sorted(path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file())


def _entry(row: Mapping[Hashable, Any], folder: Path, failures: Mapping[str, Failure]) -> pages.Entry:
    pair = str(row["pair"])
    page = f"{paths.pair_id(pair)}/index.html"
    built = pair not in failures and (folder / page).exists()
    problem = failures[pair].reason if pair in failures else ""
    facts = {
        "Events": str(row["events"]),
        "Cooperative": str(row["cooperative"]),
        "First": _year(row["first_year"]),
        "Last": _year(row["last_year"]),
        "Missions": str(row["missions"]),
        "Open questions": str(row["findings"]),
    }
    return pages.Entry(pair, str(row["name"]), page if built else "", facts, problem)


def _year(year: Any) -> str:
    return "" if pd.isna(year) else str(year)


def orphans(folder: Path, known: set[str]) -> list[str]:
    """The pairs that have a report in the folder, but are not known any more."""
    found = (path.parent.name for path in folder.glob("*/report.ipynb") if PAIR.fullmatch(path.parent.name))
    return sorted({name.upper() for name in found} - known)


def linked(folder: Path) -> list[str]:
    """The folders of pairs that have a page."""
    return sorted(path.parent.name for path in folder.glob("*/index.html") if PAIR.fullmatch(path.parent.name))


def remove(folder: Path, pair: str) -> None:
    """Remove the report of a pair: the files that `put` writes, and their folder unless it holds more."""
    name = paths.pair_id(pair)
    ledger.forget(folder, name)
    for file in (*TABLES, "datapackage.json", "CODEBOOK.md", "index.html", "report.ipynb"):
        (folder / name / file).unlink(missing_ok=True)
    with suppress(OSError):
        (folder / name).rmdir()
