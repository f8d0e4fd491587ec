"""A notebook and papermill's account of it -> the notebook executed in a process forked from this one.

What this process has imported need not be imported again, which is most of what a kernel's start takes. The child
dies with its notebook, so no variable, setting or folder passes from one notebook to the next.
"""

import ctypes
import hashlib
import os
import random
import resource
import signal
import sys
from datetime import UTC, datetime
from multiprocessing.connection import Connection, Pipe
from time import monotonic
from typing import Any, NoReturn

import numpy as np
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode, from_dict
from papermill.engines import Engine, NotebookExecutionManager

from relations.batch import shell

PR_SET_PDEATHSIG = 1
SKIP = "skip-execution"
INLINE = "module://matplotlib_inline.backend_inline"


class StoppedError(DeadKernelError):
    """The child ended before its notebook did; `index` is that of the cell it was at, `notebook` as far as it came."""

    def __init__(self, what: str, index: int, notebook: NotebookNode) -> None:
        super().__init__(what)
        self.what, self.index, self.notebook = what, index, notebook


class ForkEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Papermill's protocol for engines.

    `notebook_timeout` (seconds, for all cells together), `memory` (bytes that the child may take beyond what this
    process has) and `folder` (where it runs) are options of ours; those of papermill's own engine that make no sense
    here are ignored.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,  # noqa: ARG003  Papermill's protocol.
        notebook_timeout: float | None = None,
        memory: int | None = None,
        folder: str = ".",
        **_: Any,
    ) -> None:
        """Execute the cells one by one until one fails.

        Raises:
            StoppedError: the child ended by itself, was killed, or did not finish in time.
        """
        ours, theirs = Pipe(duplex=False)
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            ours.close()
            _child(nb_man.nb, theirs, memory, folder)
        theirs.close()
        try:
            _follow(nb_man, ours, notebook_timeout)
        finally:
            ours.close()
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        nb_man.nb.metadata["language_info"] = from_dict(_language())


def _follow(nb_man: NotebookExecutionManager, child: Connection, timeout: float | None) -> None:
    """Keep papermill's account of what the child does; only one that has done its last cell may end."""
    end = None if timeout is None else monotonic() + timeout
    for index, cell in enumerate(nb_man.nb.cells):
        nb_man.cell_start(cell, index)
        failed = False
        try:
            if _runs(cell):
                if not child.poll(None if end is None else max(0.0, end - monotonic())):
                    raise StoppedError(f"TimeoutError: the notebook took longer than {timeout:g} s", index, nb_man.nb)
                failed = not _received(nb_man.nb, index, child)
                if failed:
                    nb_man.cell_exception(cell, cell_index=index)
        finally:
            nb_man.cell_complete(cell, cell_index=index)
        if failed:
            break


def _received(notebook: NotebookNode, index: int, child: Connection) -> bool:
    """Fill a cell with what the child tells of it; whether the notebook goes on."""
    try:
        count, well, outputs, times = child.recv()
    except (EOFError, ConnectionError) as error:
        raise StoppedError("DeadKernelError: Kernel died", index, notebook) from error
    cell = notebook.cells[index]
    cell.execution_count = count
    cell.metadata["execution"] = from_dict(times)
    for changed, shown in outputs.items():
        notebook.cells[changed].outputs = from_dict(shown)
    return bool(well) or "raises-exception" in cell.metadata.get("tags", ())


def _runs(cell: Any) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip()) and SKIP not in cell.metadata.get("tags", ())


def _child(notebook: Any, parent: Connection, memory: int | None, folder: str) -> NoReturn:
    """Run the cells, tell of each, and end without a trace of what the parent had opened or planned."""
    # What a cell forks must not hold the connection open, or nobody would ever learn that the notebook has ended.
    os.register_at_fork(after_in_child=parent.close)
    try:
        _part(memory)
        _draw_inline()
        os.chdir(folder)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        _seed("\n".join(cell.source for cell in code))
        with shell.captured():
            for index, cell in enumerate(notebook.cells):
                if _runs(cell):
                    begun = _now()
                    count, well, outputs = shell.run(cell.source, index)
                    parent.send((count, well, outputs, _times(begun)))
    finally:
        os._exit(0)


def _part(memory: int | None) -> None:
    """Die with the parent, mind signals as a new process does, and take no more than `memory` bytes more."""
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        if memory is not None:
            taken = int(_status("VmData")) * 1024
            resource.setrlimit(resource.RLIMIT_DATA, (taken + memory, resource.RLIM_INFINITY))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _draw_inline() -> None:
    """Have pyplot show its figures in the notebook, as in a kernel; matplotlib, if imported, has read its settings."""
    backend = os.environ.setdefault("MPLBACKEND", INLINE)
    if library := sys.modules.get("matplotlib"):
        library.rcParams["backend"] = backend


def _status(name: str) -> str:
    with open("/proc/self/status", encoding="ascii") as lines:  # noqa: PTH123
        return next((line.split()[1] for line in lines if line.startswith(f"{name}:")), "0")


def _seed(source: str) -> None:
    """Random numbers are the same whenever the same cells run with the same parameters."""
    seed = int.from_bytes(hashlib.sha256(source.encode()).digest()[:4])
    random.seed(seed)
    np.random.seed(seed)


def _now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


def _times(begun: str) -> dict[str, str]:
    """When a cell began and ended, as nbclient notes it."""
    ended = _now()
    return {
        "iopub.execute_input": begun,
        "iopub.status.busy": begun,
        "iopub.status.idle": ended,
        "shell.execute_reply": ended,
    }


def _language() -> dict[str, Any]:
    """What a Python kernel says of its language."""
    return {
        "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": sys.version.split()[0],
    }
