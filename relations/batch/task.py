"""One report to make, with all that it takes -> the bytes of its notebook and its page, or why there are none."""

from dataclasses import dataclass
from typing import Any

from relations.batch.summary import Failure


@dataclass(frozen=True, slots=True)
class Task:
    """A notebook to execute and to render: bound to no process, so that it can be made anywhere."""

    subject: str
    """The pair, or `comparison`."""
    source: str
    """The text of the notebook's file."""
    parameters: dict[str, Any]
    top: str
    """What leads from the page to the folder of all reports."""
    downloads: tuple[str, ...]
    """Names of the files that the page offers."""
    timeout: float | None = None
    """Seconds that the notebook may take."""
    memory: int | None = None
    """Bytes that the notebook may take; only of a forked process."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a task: the files, as bytes."""

    notebook: bytes
    page: bytes


def make(task: Task, *, fork: bool = False) -> Made | Failure:
    """Execute a task's notebook, in a forked process or in a kernel, and render it; what goes wrong is a failure."""
    # The process that only hands out tasks and writes reports does without these, which take seconds to import.
    from relations import reports
    from relations.batch import execution

    limits = execution.Limits(task.timeout, task.memory)
    try:
        notebook = execution.execute(task.source, task.parameters, fork=fork, limits=limits)
        return Made(execution.content(notebook), reports.render(notebook, top=task.top, downloads=task.downloads))
    except execution.CellError as error:
        return Failure(task.subject, str(error), error.cell)
    except Exception as error:  # noqa: BLE001 - Kernels fail in many ways, and none may cost the other reports.
        return Failure(task.subject, execution.line(error))
