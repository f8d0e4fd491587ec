"""Pairs of states and a folder of articles -> a folder of reports, one for each pair, a comparison and an index."""

import os
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from relations import paths
from relations.batch import cluster, crew, executors, folder, ledger, progress
from relations.batch.executors import Executor
from relations.batch.folder import ALL_TABLES, COMPARISON, INDEX, TABLES
from relations.batch.ledger import Sources
from relations.batch.staging import locked
from relations.batch.summary import Failure, Summary
from relations.batch.task import Made, Task
from relations.errors import BuildError, PairError

__all__ = ["ENGINES", "Failure", "Options", "Summary", "build"]

NOTEBOOKS = paths.PACKAGE.parent / "notebooks"
ENGINES = ("relations", "nbclient")
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Options:
    """How to build; none of it changes what is built."""

    jobs: int | None = None
    """Notebooks run at a time; None: one for each processor."""
    cluster: str | None = None
    """The address of a dask scheduler whose workers make the reports, or `local`: one of `jobs` workers, for trying."""
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
    one = _Build(
        ledger.sources(_portable(seeds)), Path(reports).expanduser(), _source(Path(notebooks) / "pair.ipynb"),
        _source(Path(notebooks) / "comparison.ipynb"), options,
    )  # fmt: skip
    asked = sorted({paths.pair_id(pair).upper() for pair in pairs})
    settled = None if options.force else one.settled(asked)
    if settled:
        return settled
    for pair in asked:
        if pair not in one.found.pairs:
            # It brings pandas, which who only hands out tasks does without.
            from relations.corpus import listed

            expected = f"one of {listed(one.found.named)}"
            raise PairError("no article describes this pair", where=pair, expected=expected)
    jobs = options.jobs or os.cpu_count() or 1
    with locked(one.reports), executors.local(jobs) as here:
        away = cluster.joined(options.cluster, jobs) if options.cluster else nullcontext(here)
        with away as many:
            return one.run(asked or one.found.named, many, here)


@dataclass(frozen=True, slots=True)
class _Build:
    found: Sources
    reports: Path
    pair: str
    comparison: str
    options: Options

    def reading(self, subject: str) -> Task:
        """Reading the articles on a pair, and no more."""
        place = self.found.folder
        return Task(subject, place, {name: Path(place, name) for name in self.found.of(subject)})

    def report(self, pair: str) -> Task:
        """The report on a pair."""
        downloads = (*TABLES, "report.ipynb")
        return self._executing(self.reading(pair), self.pair, {"pair": pair}, top="../", downloads=downloads)

    def compared(self, subject: str = COMPARISON) -> Task:
        """The comparison, which takes the tables of all articles instead of reading these again."""
        files = {Path(name).name: self.reports / name for name in ALL_TABLES}
        one = Task(subject, "tables", files, reads=False)
        return self._executing(one, self.comparison, {"pairs": []}, downloads=ALL_TABLES)

    def _executing(self, task: Task, source: str, parameters: dict[str, Any], **more: Any) -> Task:
        options = self.options
        return replace(
            task, source=source, parameters={**parameters, "seeds": task.folder}, fork=options.engine == ENGINES[0],
            timeout=options.timeout, memory=options.memory and options.memory * MEGABYTE, **more,
        )  # fmt: skip

    def fresh(self, task: Task) -> bool:
        """Whether a task has been made, of the same, and went well."""
        return ledger.noted(self.reports, task.subject.lower()).get("key") == self.found.key(task)

    def settled(self, asked: Sequence[str]) -> Summary | None:
        """The summary of a build that has nothing to do, found without reading the articles; None: there is."""
        entry = ledger.noted(self.reports, "index")
        if entry.get("key") != self._index_key() or not {*asked} <= {*entry["pairs"]}:
            return None
        wanted = asked or entry["pairs"]
        if not self.fresh(self.compared()) or not all(self.fresh(self.report(pair)) for pair in wanted):
            return None
        return Summary((), tuple(Failure("", line) for line in entry["unread"]), tuple(wanted))

    def run(self, wanted: Sequence[str], many: Executor, here: Executor) -> Summary:
        """Make what is not fresh, then what joins it; `here`, because the tables of all articles are here."""
        ledger.forget(self.reports, "index")
        force = self.options.force
        stale = [pair for pair in wanted if force or not self.fresh(self.report(pair))]
        failures = self._make(stale, self.report, many)
        missing = [subject for subject in sorted(self.found.pairs) if not self._read(subject)]
        failures |= self._make(missing, self.reading, many)
        known, unread, steady = self._survey()
        if not known:
            raise BuildError(*unread[:1] or [str(one) for one in failures.values()][:1])
        removed = [] if unread else folder.clear(self.reports, {*known})
        folder.put_tables(known, self.reports)
        folder.put_standings(known, self.reports)
        if force or not self.fresh(self.compared()):
            failures |= self._make([COMPARISON], self.compared, here)
        problems = [*unread, *(str(one) for subject, one in failures.items() if subject not in known)]
        folder.put_index(known, problems, self.reports)
        if steady:
            ledger.note(self.reports, "index", self._index_key(), INDEX, pairs=known, unread=unread)
        else:
            ledger.forget(self.reports, COMPARISON)
        failed = (*(Failure("", line) for line in unread), *(failures[subject] for subject in sorted(failures)))
        built = tuple(pair for pair in stale if pair in known and pair not in failures)
        return Summary(built, failed, tuple(sorted({*wanted} - {*stale})), tuple(removed))

    def _make(self, subjects: Sequence[str], task: Callable[[str], Task], here: Executor) -> dict[str, Failure]:
        """Make one task for each subject, keep what came of it, and tell what failed."""
        failures: dict[str, Failure] = {}
        with closing(progress.shown(here.outcomes(map(task, subjects)), len(subjects))) as outcomes:
            for one, made in outcomes:
                self._keep(one, made)
                if made.failure:
                    failures[one.subject] = made.failure
        return failures

    def _keep(self, task: Task, made: Made) -> None:
        """Write what was made; a report counts as made only of articles as they were at the start."""
        name, read = task.subject.lower(), made.reading
        if read:
            folder.put_reading(task.subject, read, self.reports, ledger.digest(ledger.program(), read.files))
        if not made.page and not (task.source and made.failure):
            return
        ledger.forget(self.reports, name)
        files = folder.put(task, made, self.reports)
        if made.failure:
            ledger.note(self.reports, name, "", files, failure=made.failure.reason)
        elif read is None or read.files == self.found.of(task.subject):
            ledger.note(self.reports, name, self.found.key(task), files)

    def _read(self, subject: str) -> bool:
        """Whether the articles on a pair have been read as they are."""
        key = ledger.digest(ledger.program(), self.found.of(subject))
        return folder.reading(subject, self.reports).get("key") == key

    def _survey(self) -> tuple[list[str], list[str], bool]:
        """The pairs of which something was read, why files were not, and whether all were as they were at the start."""
        known, unread, steady = [], [], True
        for subject in sorted(self.found.pairs):
            entry = folder.reading(subject, self.reports)
            steady = steady and entry.get("read") == self.found.of(subject)
            unread += entry.get("unread", ())
            known += [subject] if subject and entry.get("line") else []
        return known, sorted(unread), steady

    def _index_key(self) -> str:
        return ledger.digest(ledger.program(), dict(self.found.files), folder.linked(self.reports))


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
