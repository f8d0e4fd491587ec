"""One report to make, with all that it takes -> the bytes of its notebook and its page, or why there are none."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from relations.batch.reading import Reading, read
from relations.batch.summary import Failure


@dataclass(frozen=True, slots=True)
class Task:
    """Articles to read and a notebook to execute and render: bound to no process, so that it can be made anywhere."""

    subject: str
    """The pair, `comparison`, or empty: files of which no pair is known."""
    folder: str
    """Where the notebook looks for its files: a relative path."""
    files: Mapping[str, Path | bytes]
    """The files of that folder, by name: content, or where it is; one that is gone meanwhile is left out."""
    reads: bool = True
    """Whether these files are articles on a pair, of which a reading is wanted."""
    source: str = ""
    """The text of the notebook's file; empty: the articles are only read."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    top: str = ""
    """What leads from the page to the folder of all reports."""
    downloads: tuple[str, ...] = ()
    """Names of the files that the page offers."""
    fork: bool = False
    """Execute in a forked process; else in a kernel."""
    timeout: float | None = None
    """Seconds that the notebook may take."""
    memory: int | None = None
    """Bytes that the notebook may take; only of a forked process."""

    def carried(self) -> "Task":
        """The same with the content of its files, for a machine that does not have them."""
        found = {name: file for name, file in self.files.items() if isinstance(file, bytes) or file.is_file()}
        return replace(
            self, files={name: file if isinstance(file, bytes) else file.read_bytes() for name, file in found.items()}
        )

    def furnish(self, place: Path) -> tuple[Path, Path]:
        """Put the files into an empty folder: the folder to execute in, and that of the files, seen from there."""
        here = place.joinpath(*("down" for part in Path(self.folder).parts if part == os.pardir))
        there = Path(os.path.normpath(here / self.folder))
        for folder in (here, there):
            folder.mkdir(parents=True, exist_ok=True)
        for name, file in self.files.items():
            if isinstance(file, bytes):
                (there / name).write_bytes(file)
            elif file.is_file():
                shutil.copyfile(file, there / name)
        return here, there


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a task: the files, as bytes, as far as there are any."""

    reading: Reading | None = None
    """What was read; None: the task takes no articles, or its process was lost."""
    notebook: bytes = b""
    """As executed; if it failed, until there."""
    page: bytes = b""
    failure: Failure | None = None


def make(task: Task) -> Made:
    """Read the articles of a task, execute its notebook in a folder of its own that holds them, and render it.

    What goes wrong is a failure. The folder is gone afterwards, and with it all that the notebook has written there.
    """
    with TemporaryDirectory(prefix="report-", ignore_cleanup_errors=True) as place:
        here, there = task.furnish(Path(place).resolve())
        reading = read(there, task.folder) if task.reads else None
        if not task.source or (reading and not reading.line):
            return Made(reading)
        return _made(task, str(here), reading)


def _made(task: Task, folder: str, reading: Reading | None) -> Made:
    # The process that only hands out tasks and writes reports does without these, which take seconds to import.
    from relations import reports
    from relations.batch import execution

    limits = execution.Limits(task.timeout, task.memory)
    try:
        notebook = execution.execute(task.source, dict(task.parameters), fork=task.fork, limits=limits, folder=folder)
        page = reports.render(notebook, top=task.top, downloads=task.downloads)
        return Made(reading, execution.content(notebook), page)
    except execution.CellError as error:
        written = execution.content(error.notebook) if error.notebook else b""
        return Made(reading, written, failure=Failure(task.subject, str(error), error.cell))
    except Exception as error:  # noqa: BLE001 - Kernels fail in many ways, and none may cost the other reports.
        return Made(reading, failure=Failure(task.subject, execution.line(error)))
