"""Pairs of states and a folder of articles -> a folder of reports, one for each pair, a comparison and an index."""

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from relations import corpus, paths
from relations.batch import crew, folder, ledger, progress
from relations.batch.folder import ALL_TABLES, COMPARISON, TABLES
from relations.batch.ledger import Sources
from relations.batch.staging import locked
from relations.batch.summary import Failure, Summary
from relations.batch.task import Made, Task, make
from relations.corpus import Corpus
from relations.errors import BuildError

__all__ = ["ENGINES", "Failure", "Options", "Summary", "build"]

NOTEBOOKS = paths.PACKAGE.parent / "notebooks"
ENGINES = ("relations", "nbclient")
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Options:
    """How to build; none of it changes what is built."""

    jobs: int | None = None
    """Notebooks run at a time; None: one for each processor."""
    engine: str = ENGINES[0] if crew.FORKS else ENGINES[1]
    """`relations`: each notebook in a child forked from a process that has everything imported; `nbclient`: each in a
    kernel of its own, as papermill does by default."""
    force: bool = False
    """Build what is unchanged, too."""
    timeout: float | None = None
    """Seconds that a notebook may take (with `nbclient`: each of its cells); None: any time."""
    memory: int | None = 4096
    """Megabytes that a notebook may take (not with `nbclient`); None: any."""


DEFAULTS = Options()


def build(
    pairs: Sequence[str] = (),
    *,
    seeds: str | Path = "seeds",
    reports: str | Path = "reports",
    notebooks: str | Path = NOTEBOOKS,
    options: Options = DEFAULTS,
) -> Summary:
    """Build the reports of `pairs` (none named: all), and the comparison, index and tables of all pairs in `seeds`.

    A report is built if its articles, the program, the notebook or the libraries have changed since, by content. A file
    that cannot be read and a notebook that fails stop nothing else: they are in the summary, and the index tells them.
    The same articles give the same bytes, also after a build was killed. The report of a pair that no article describes
    any more is removed, unless some file cannot be read.

    Raises:
        RelationsError: `seeds` has no article that can be read, no article describes one of `pairs`, or `reports`
            cannot be written, or is being written by another build.
    """
    found = ledger.sources(_portable(seeds))
    one = _Build(found, Path(reports).expanduser(), Path(notebooks), options)
    asked = sorted({paths.pair_id(pair).upper() for pair in pairs})
    settled = None if options.force else one.settled(asked)
    if settled:
        return settled
    read = corpus.load(found.folder)
    wanted = [read.pair(pair).pairs[0] for pair in asked] or read.pairs
    tasks = one.tasks(wanted)
    with locked(one.reports):
        return one.run(tasks, read)


@dataclass(frozen=True, slots=True)
class _Build:
    found: Sources
    reports: Path
    notebooks: Path
    options: Options

    def tasks(self, pairs: Sequence[str]) -> list[Task]:
        """What is to be made: a report for each pair, and the comparison."""
        pair, comparison = _source(self.notebooks / "pair.ipynb"), _source(self.notebooks / "comparison.ipynb")
        files, seeds = (*TABLES, "report.ipynb"), self.found.folder
        memory = self.options.memory and self.options.memory * MEGABYTE
        limited = partial(Task, timeout=self.options.timeout, memory=memory)
        reports = [limited(name, pair, {"pair": name, "seeds": seeds}, "../", files) for name in pairs]
        return [*reports, limited(COMPARISON, comparison, {"pairs": [], "seeds": seeds}, "", ALL_TABLES)]

    def fresh(self, task: Task) -> bool:
        """Whether a task has been made, of the same."""
        return ledger.noted(self.reports, task.subject.lower()).get("key") == self.found.key(task)

    def settled(self, asked: Sequence[str]) -> Summary | None:
        """The summary of a build that has nothing to do, found without reading the articles; None: there is."""
        entry = ledger.noted(self.reports, "index")
        if not entry or entry["key"] != self._index_key({}) or not {*asked} <= {*entry["pairs"]}:
            return None
        wanted = asked or entry["pairs"]
        if not all(self.fresh(task) for task in self.tasks(wanted)):
            return None
        return Summary((), tuple(Failure("", line) for line in entry["unread"]), tuple(wanted))

    def run(self, tasks: Sequence[Task], read: Corpus) -> Summary:
        """Make what is not fresh, and what joins it."""
        unread = tuple(Failure("", str(error)) for _, error in read.failures)
        orphans = [] if unread else folder.orphans(self.reports, {*read.pairs})
        for pair in orphans:
            folder.remove(self.reports, pair)
        stale = [task for task in tasks if self.options.force or not self.fresh(task)]
        failures: dict[str, Failure] = {}
        with closing(_executed(stale, self.options)) as executed:
            for task, outcome in executed:
                if isinstance(outcome, Failure):
                    failures[task.subject] = outcome
                    ledger.forget(self.reports, task.subject.lower())
                else:
                    self._keep(task, outcome, read)
        files = folder.put_index(read, self.reports, failures)
        lines = [failure.error for failure in unread]
        ledger.note(self.reports, "index", self._index_key(failures), files, pairs=read.pairs, unread=lines)
        done = [task.subject for task in stale if task.subject not in {*failures, COMPARISON}]
        unchanged = {task.subject for task in tasks} - {task.subject for task in stale} - {COMPARISON}
        failed = tuple(failures[task.subject] for task in tasks if task.subject in failures)
        return Summary(tuple(done), unread + failed, tuple(sorted(unchanged)), tuple(orphans))

    def _keep(self, task: Task, made: Made, read: Corpus) -> None:
        """Write what was made; it counts as made only if its articles are still those that were there at the start."""
        name = task.subject.lower()
        ledger.forget(self.reports, name)
        files = folder.put(task, made, read, self.reports)
        if self.found.current(task):
            ledger.note(self.reports, name, self.found.key(task), files)

    def _index_key(self, failures: dict[str, Failure]) -> str:
        failed = {subject: str(failure) for subject, failure in failures.items()}
        return ledger.digest(ledger.program(), dict(self.found.files), folder.linked(self.reports), failed)


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


def _executed(tasks: Sequence[Task], options: Options) -> Generator[tuple[Task, Made | Failure]]:
    """Execute the tasks, some at a time, and give each as soon as it is done.

    Threads wait for them, since the work is done in other processes. Whatever happens here, none of these is left.
    """
    jobs = min(options.jobs or os.cpu_count() or 1, len(tasks)) or 1
    workers = crew.Crew()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            made = _finished(tasks, pool, workers.make if options.engine == ENGINES[0] else make)
            yield from progress.shown(made, len(tasks))
        finally:
            workers.end()
            pool.shutdown(cancel_futures=True)


def _finished(
    tasks: Sequence[Task], pool: ThreadPoolExecutor, made: Callable[[Task], Made | Failure]
) -> Iterator[tuple[str, tuple[Task, Made | Failure]]]:
    waiting = {pool.submit(made, task): task for task in tasks}
    for future in as_completed(list(waiting)):
        task = waiting.pop(future)
        yield task.subject, (task, future.result())
