"""What was made of each task -> the folder of reports: a folder for each pair, the tables of all, and the index."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from relations import paths, reports, schema
from relations.batch import ledger, standings
from relations.batch.reading import Reading
from relations.batch.staging import staged
from relations.batch.task import Made, Task

COMPARISON = "comparison"
TABLES = tuple(f"{name}.csv" for name in schema.TABLES)
ALL_TABLES = tuple(f"tables/{name}" for name in TABLES)
INDEX = ("index.html", *ALL_TABLES, "tables/datapackage.json", "tables/CODEBOOK.md")
PAIR = re.compile(r"[a-z0-9]{3}-[a-z0-9]{3}")
READINGS = "readings"
UNKNOWN = "unknown"  # the reading of files of which no pair is known


def put(task: Task, made: Made, folder: Path) -> list[str]:
    """Write the report of a pair, or the comparison, and tell the names of the files.

    What failed leaves a page that says so, and its notebook as far as it came, where the last report was: what is no
    more true must not look as if it were.
    """
    pair = "" if task.subject == COMPARISON else paths.pair_id(task.subject)
    with staged(folder / pair) as new:
        (new / ("index.html" if pair else "comparison.html")).write_bytes(_page(task, made))
        if pair and made.notebook:
            (new / "report.ipynb").write_bytes(made.notebook)
        if made.reading:
            _join([made.reading.rows], new)
        names = [path.name for path in sorted(new.iterdir())]
    if pair and not made.notebook:
        (folder / pair / "report.ipynb").unlink(missing_ok=True)
    return [f"{pair}/{name}" if pair else name for name in names]


def _page(task: Task, made: Made) -> bytes:
    if made.failure is None:
        return made.page
    cells = json.loads(task.source)["cells"]
    source = "".join(cells[made.failure.cell - 1]["source"]) if made.failure.cell else ""
    kept = ("report.ipynb",) if made.notebook and task.subject != COMPARISON else ()
    return reports.failure(task.subject, made.failure.reason, source, top=task.top, downloads=kept)


def _join(rows: Iterable[Mapping[str, Mapping[str, str]]], folder: Path) -> None:
    # What finds nothing to do does without pandas.
    from relations import tables

    tables.join((part for one in rows for part in one.values()), folder)


def put_reading(subject: str, reading: Reading, folder: Path, key: str) -> None:
    """Keep what was read of the articles on a pair."""
    name = f"{READINGS}/{subject.lower() or UNKNOWN}"
    ledger.forget(folder, name)
    with staged(folder / ledger.FOLDER / READINGS, lasting=False) as new:
        (new / f"{subject.lower() or UNKNOWN}.rows").write_text(json.dumps(reading.rows), encoding="utf-8")
    told = {"read": reading.files, "line": reading.line, "unread": reading.unread}
    ledger.note(folder, name, key, [f"{ledger.FOLDER}/{name}.rows"], **told)


def reading(subject: str, folder: Path) -> dict[str, Any]:
    """What was kept of a reading, but for its rows; nothing if it is damaged."""
    return ledger.noted(folder, f"{READINGS}/{subject.lower() or UNKNOWN}")


def put_tables(pairs: Iterable[str], folder: Path) -> None:
    """Write the tables of all articles, one article after another, in the order of the tables."""
    from relations import tables

    known = [*pairs]
    ordered = sorted((tables.rank(name), pair) for pair in known for name in _told(pair, folder)["articles"])
    with staged(folder) as new:
        (new / "tables").mkdir()
        articles = (_rows(pair, folder)[rank[1]] for rank, pair in ordered)
        findings = (_rows(pair, folder)[""] for pair in sorted(known))
        tables.join((part for parts in (articles, findings) for part in parts), new / "tables")


def _rows(pair: str, folder: Path) -> dict[str, dict[str, str]]:
    text = (folder / ledger.FOLDER / READINGS / f"{pair.lower()}.rows").read_text(encoding="utf-8")
    return dict(json.loads(text))


def _told(pair: str, folder: Path) -> dict[str, Any]:
    return dict(ledger.told(folder, f"{READINGS}/{pair.lower()}")["line"])


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the index, made from the readings and the reports each time they are asked for, and never held."""

    pairs: list[str]
    folder: Path

    def __len__(self) -> int:
        return len(self.pairs)

    def __iter__(self) -> Iterator[reports.Entry]:
        return (self._entry(pair) for pair in self.pairs)

    def _entry(self, pair: str) -> reports.Entry:
        told = _told(pair, self.folder)
        page = f"{paths.pair_id(pair)}/index.html"
        problem = ledger.told(self.folder, pair.lower()).get("failure", "")
        href = page if (self.folder / page).exists() else ""
        return reports.Entry(pair, told["name"], href, told["facts"], problem, told["years"])


def put_standings(pairs: Iterable[str], folder: Path) -> None:
    """Have the page of each pair tell where it stands among all."""
    standings.put([_told(pair, folder)["summary"] for pair in pairs], folder)


def put_index(pairs: list[str], problems: list[str], folder: Path) -> None:
    """Write the page that leads to all reports.

    A pair that was not built this time leads to its report of another time, if any.
    """
    with staged(folder) as new, (new / "index.html").open("wb") as page:
        page.writelines(reports.index(Lines(pairs, folder), problems, ALL_TABLES))


def clear(folder: Path, known: set[str]) -> list[str]:
    """Remove what was made of pairs that are not known any more, and tell whose reports these were."""
    executed = {path.parent.name for path in folder.glob("*/report.ipynb")}
    noted = {path.stem for path in (folder / ledger.FOLDER).glob("*.json")}
    orphans = sorted({name.upper() for name in executed | noted if PAIR.fullmatch(name)} - known)
    for pair in orphans:
        _remove(folder, pair)
    for path in (folder / ledger.FOLDER / READINGS).glob("*"):
        if path.stem.upper() not in known and path.stem != UNKNOWN:
            path.unlink()
    return orphans


def linked(folder: Path) -> list[str]:
    """The folders of pairs that have a page."""
    return sorted(path.parent.name for path in folder.glob("*/index.html") if PAIR.fullmatch(path.parent.name))


def _remove(folder: Path, pair: str) -> None:
    """Remove the report of a pair: the files that `put` writes, and their folder unless it holds more."""
    name = paths.pair_id(pair)
    ledger.forget(folder, name)
    for file in (*TABLES, "datapackage.json", "CODEBOOK.md", "index.html", "report.ipynb"):
        (folder / name / file).unlink(missing_ok=True)
    with suppress(OSError):
        (folder / name).rmdir()
