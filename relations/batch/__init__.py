"""Pairs of states and a folder of articles -> a folder of reports, one for each pair, a comparison and an index."""

import os
from collections.abc import Hashable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import pandas as pd

from relations import analysis, corpus, paths, schema, tables
from relations import reports as pages
from relations.batch import progress
from relations.batch.staging import staged
from relations.batch.summary import Failure, Summary
from relations.batch.task import Made, Task, make
from relations.corpus import Corpus
from relations.errors import BuildError

__all__ = ["Failure", "Summary", "build"]

NOTEBOOKS = paths.PACKAGE.parent / "notebooks"
COMPARISON = "comparison"
TABLES = tuple(f"{name}.csv" for name in schema.TABLES)
ALL_TABLES = tuple(f"tables/{name}" for name in TABLES)


def build(
    pairs: Sequence[str] = (),
    *,
    seeds: str | Path = "seeds",
    reports: str | Path = "reports",
    jobs: int | None = None,
    notebooks: str | Path = NOTEBOOKS,
) -> Summary:
    """Build the reports of `pairs` (none named: all), and the comparison, index and tables of all pairs in `seeds`.

    Every notebook runs in a kernel of its own, `jobs` at a time (None: one for each processor). A file that cannot be
    read and a notebook that fails stop nothing else: they are in the summary, and the index tells them. The same
    articles give the same bytes.

    Raises:
        RelationsError: `seeds` has no article that can be read, no article describes one of `pairs`, or `reports`
            cannot be written.
    """
    articles, folder = _portable(seeds), Path(reports).expanduser()
    read = corpus.load(articles)
    wanted = sorted({read.pair(pair).pairs[0] for pair in pairs}) if pairs else read.pairs
    with staged(folder):
        pass  # What cannot be written is better known before the work than after it.
    tasks = list(_tasks(wanted, articles, Path(notebooks)))
    failures: dict[str, Failure] = {}
    for task, outcome in _executed(tasks, jobs):
        if isinstance(outcome, Failure):
            failures[task.subject] = outcome
        else:
            _put(task, outcome, read, folder)
    _put_index(read, folder, failures)
    unread = tuple(Failure("", str(error)) for _, error in read.failures)
    failed = tuple(failures[task.subject] for task in tasks if task.subject in failures)
    return Summary(built=tuple(pair for pair in wanted if pair not in failures), failed=unread + failed)


def _tasks(pairs: Sequence[str], seeds: str, notebooks: Path) -> Iterator[Task]:
    source = _source(notebooks / "pair.ipynb")
    files = (*TABLES, "report.ipynb")
    yield from (Task(pair, source, {"pair": pair, "seeds": seeds}, "../", files) for pair in pairs)
    yield Task(COMPARISON, _source(notebooks / "comparison.ipynb"), {"pairs": [], "seeds": seeds}, "", ALL_TABLES)


def _source(notebook: Path) -> str:
    try:
        return notebook.read_text(encoding="utf-8")
    except OSError as error:
        raise BuildError(
            error.strerror or "unreadable", where=str(notebook), expected="a notebook", remedy="work in a checkout"
        ) from error


def _portable(seeds: str | Path) -> str:
    """The folder of articles as seen from here, so that no report tells a path of this machine."""
    folder = paths.find(seeds)
    return (Path(os.path.relpath(folder)) if folder.is_absolute() else folder).as_posix()


def _executed(tasks: Sequence[Task], jobs: int | None) -> Iterator[tuple[Task, Made | Failure]]:
    """Execute the tasks, `jobs` at a time, and give each as soon as it is done.

    Threads do, since the work is done in the kernels.
    """
    with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as pool:
        yield from progress.shown(_finished(tasks, pool), len(tasks))


def _finished(tasks: Sequence[Task], pool: Executor) -> Iterator[tuple[str, tuple[Task, Made | Failure]]]:
    waiting = {pool.submit(make, task): task for task in tasks}
    try:
        for future in as_completed(waiting):
            task = waiting.pop(future)
            yield task.subject, (task, future.result())
    finally:
        pool.shutdown(cancel_futures=True)


def _put(task: Task, made: Made, read: Corpus, folder: Path) -> None:
    """Write the report of a pair, or the comparison."""
    if task.subject == COMPARISON:
        with staged(folder) as new:
            (new / "comparison.html").write_bytes(made.page)
        return
    with staged(folder / paths.pair_id(task.subject)) as new:
        tables.write(read.pair(task.subject).tables(), new)
        (new / "report.ipynb").write_bytes(made.notebook)
        (new / "index.html").write_bytes(made.page)


def _put_index(read: Corpus, folder: Path, failures: dict[str, Failure]) -> None:
    """Write what joins the reports; a pair that was not built this time leads to its report of another time, if any."""
    frames = read.tables()
    marked = analysis.marked_years(frames["events"])
    rows = analysis.summary_of_pairs(frames).to_dict("records")
    entries = [_entry(row, folder, failures)._replace(years=marked.get(row["pair"], ())) for row in rows]
    problems = [str(error) for _, error in read.failures]
    problems += [str(failures[COMPARISON])] if COMPARISON in failures else []
    with staged(folder) as new:
        tables.write(frames, new / "tables")
        (new / "index.html").write_bytes(pages.index(entries, problems, ALL_TABLES))


def _entry(row: Mapping[Hashable, Any], folder: Path, failures: dict[str, Failure]) -> pages.Entry:
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
