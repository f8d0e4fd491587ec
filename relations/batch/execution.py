"""A notebook and its parameters -> the notebook as papermill executes it, without marks of the time and the machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import nbformat
from jupyter_core.utils import ensure_event_loop
from nbformat import NotebookNode, v4
from traitlets.config import Config

from relations.errors import BuildError

ADDED = {"injected-parameters": "injected-parameters", "papermill-error-cell-tag": "error-{}"}  # tags: identifiers
ENGINE = "relations"
Parameters = dict[str, Any]


class CellError(BuildError):
    """A cell that raised or ended its kernel; `cell` is its number in the notebook as written (0: no kernel).

    `notebook` is what was executed until then, with papermill's marks before a cell that raised; None: no kernel.
    """

    def __init__(self, what: str, cell: int, notebook: NotebookNode | None = None) -> None:
        super().__init__(what)
        self.cell, self.notebook = cell, notebook


class Limits(NamedTuple):
    """What a notebook may take; None: whatever it wants."""

    timeout: float | None = None
    """Seconds: for the whole notebook in a forked process, for each cell in a kernel."""
    memory: int | None = None
    """Bytes, beyond what the process has at its start; only of a forked process."""


UNLIMITED = Limits()


def execute(
    source: str, parameters: Parameters, *, fork: bool = False, limits: Limits = UNLIMITED, folder: str = "."
) -> NotebookNode:
    """Execute the text of a notebook in a folder: in a kernel of its own, or with `fork` in a child process.

    The same source and parameters give the same notebook: cells keep their identifiers and metadata; times, versions
    and paths are left out. A child of a process that has imported much already is many times faster than a kernel.

    Raises:
        CellError: a cell raised or ended its kernel, whatever its exit code, or no kernel started.
    """
    notebook = nbformat.reads(source, as_version=4)
    try:
        executed = (_forked if fork else _in_kernel)(source, parameters, limits, folder)
        _ask_for_exits(executed, notebook, parameters)
    except CellError as error:
        error.notebook = error.notebook and _clean(error.notebook, notebook)
        raise
    return _clean(executed, notebook)


def _in_kernel(source: str, parameters: Parameters, limits: Limits, place: str) -> NotebookNode:
    with TemporaryDirectory(prefix="kernel-") as folder, _event_loop():
        output = Path(folder, "executed.ipynb")
        try:
            return _run(
                source, output, parameters, config=_settings(Path(folder)), execution_timeout=limits.timeout,
                resources={"metadata": {"path": place}},
            )  # fmt: skip
        except CellError:
            raise
        except Exception as error:  # A kernel that dies or does not answer: papermill does not say in which cell.
            notebook = nbformat.reads(source, as_version=4)
            raise CellError(line(error), _unfinished(output, notebook, parameters), _saved(output)) from error


def _forked(source: str, parameters: Parameters, limits: Limits, place: str) -> NotebookNode:
    from papermill.engines import papermill_engines

    from relations.batch.engine import ForkEngine, StoppedError

    papermill_engines.register(ENGINE, ForkEngine)  # also where the package is only on the path, not installed
    with TemporaryDirectory(prefix="notebook-") as folder:
        try:
            return _run(
                source, Path(folder, "executed.ipynb"), parameters, engine_name=ENGINE, folder=place,
                request_save_on_cell_execute=False, notebook_timeout=limits.timeout, memory=limits.memory,
            )  # fmt: skip
        except StoppedError as error:
            notebook = nbformat.reads(source, as_version=4)
            raise CellError(error.what, _number(notebook, error.index, parameters), error.notebook) from error


def _run(source: str, output: Path, parameters: Parameters, **options: Any) -> NotebookNode:
    """Papermill's execution with options of an engine; a cell that raises is told as a `CellError`."""
    # Its import takes seconds, which whoever only asks for the command's help should not wait for.
    import papermill

    written = nbformat.reads(source, as_version=4)
    try:
        executed: NotebookNode = papermill.execute_notebook(
            written, output, parameters=parameters, progress_bar=False, **options
        )
        return executed
    except papermill.PapermillExecutionError as error:
        number = _number(nbformat.reads(source, as_version=4), error.cell_index, parameters)
        raise CellError(f"{error.ename}: {error.evalue}", number, _saved(output)) from error


def _saved(output: Path) -> NotebookNode | None:
    """The notebook as papermill has written it so far."""
    return nbformat.read(output, as_version=4) if output.exists() else None


def content(notebook: NotebookNode) -> bytes:
    """The bytes of a notebook's file."""
    return f"{nbformat.writes(notebook).rstrip()}\n".encode()


def line(error: BaseException) -> str:
    """Class and message of an error, in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")


def _settings(folder: Path) -> Config:
    """Talk to the kernel through files in `folder`: nobody else can listen, and no kernel can take another's port.

    What a cell prints is cut as in a forked process.
    """
    config = Config(
        NotebookClient={"kernel_manager_class": "relations.batch.kernels.KernelManager", "on_cell_executed": _cut},
        KernelManager={"connection_file": str(folder / "kernel.json")},
    )
    if os.name != "nt":
        config.KernelManager.transport = "ipc"
    return config


def _cut(cell: NotebookNode, **_: Any) -> None:
    from relations.batch import shell

    cell.outputs = nbformat.from_dict(shell.cut(cell.outputs))


@contextmanager
def _event_loop() -> Iterator[None]:
    """Close the event loop that papermill opens for each thread and leaves open."""
    try:
        yield
    finally:
        loop = ensure_event_loop()
        if not loop.is_running():
            loop.close()


def _number(notebook: NotebookNode, index: int, parameters: Parameters) -> int:
    """Number, in the notebook as written, of a cell of the executed one, where the parameters are one cell more."""
    if not parameters:
        return index + 1
    tagged = [i for i, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", ())]
    return index if not tagged or index > tagged[0] else index + 1


def _unfinished(output: Path, notebook: NotebookNode, parameters: Parameters) -> int:
    """Number of the cell that the kernel did not answer any more; 0 if it never started."""
    for index, cell in enumerate((_saved(output) or v4.new_notebook()).cells):
        if cell.cell_type == "code" and "shell.execute_reply" not in cell.metadata.get("execution", {}):
            return _number(notebook, index, parameters)
    return 0


def _ask_for_exits(executed: NotebookNode, notebook: NotebookNode, parameters: Parameters) -> None:
    """Papermill takes `sys.exit(0)` for success, though no cell after it ran."""
    for index, cell in enumerate(executed.cells):
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                raise CellError(f"{output.ename}: {output.evalue}", _number(notebook, index, parameters), executed)


def _clean(executed: NotebookNode, notebook: NotebookNode) -> NotebookNode:
    """The executed notebook with the metadata of its source: papermill and the kernel add times, versions and paths."""
    written = {cell.id: cell.metadata for cell in notebook.cells}
    for index, cell in enumerate(executed.cells):
        if added := [tag for tag in cell.metadata.get("tags", ()) if tag in ADDED]:
            cell.id = ADDED[added[0]].format(index)
            cell.metadata = nbformat.from_dict({"tags": added})
        else:
            cell.metadata = written[cell.id]
    given = executed.metadata.papermill.parameters
    told = {"papermill": {"parameters": given}} if given else {}
    executed.metadata = nbformat.from_dict({**notebook.metadata, **told})
    return executed
