"""Tasks -> what came of each, made by a crew of warm worker processes."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Pipe
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Lock

from relations.batch import task
from relations.batch.summary import Failure
from relations.batch.task import Made, Task

# macOS has fork, but its system libraries do not bear it.
FORKS = sys.platform == "linux"
ATTEMPTS = 2
ENDING = 5.0  # seconds that a process without connection may take to end
# One thread for each worker: the workers are what runs at the same time, and threads do not survive a fork.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}  # fmt: skip


class Worker:
    """A process that makes reports, at the other end of a connection; it heads a process group of its own.

    What it and its notebooks put aside goes with it: their folder for temporary files is one of ours.
    """

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        self.said = TemporaryFile()  # noqa: SIM115  Closed in `end`.
        self.folder = TemporaryDirectory(prefix="relations-", ignore_cleanup_errors=True)
        given = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "TMPDIR": self.folder.name}
        command = [sys.executable, "-m", "relations.batch.worker", str(theirs.fileno()), str(os.getpid())]
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  Our own program.
                command, pass_fds=[theirs.fileno()], env=os.environ | ENVIRONMENT | given, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=self.said, start_new_session=True,
            )  # fmt: skip

    def make(self, one: Task) -> Made:
        """Have a report made.

        Raises:
            EOFError, OSError: the worker is no more.
        """
        self.connection.send(one)
        made: Made = self.connection.recv()
        return made

    def lost(self) -> str:
        """Why the process is no more: it was killed, or what it said last, unable to start."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(ENDING)
        last = ""
        with suppress(ValueError):  # The crew has ended meanwhile, and nobody asks any more.
            self.said.seek(0)
            last = self.said.read().decode(errors="replace").strip().rpartition("\n")[2]
        return f"could not start: {last}" if (self.process.returncode or 0) > 0 else f"was killed, {ATTEMPTS} times"

    def end(self) -> None:
        """End the process and whatever it and its notebooks have started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.said.close()
        self.folder.cleanup()


class Crew:
    """Workers for as many threads as call `make`; each serves one task at a time, and is kept for the next."""

    def __init__(self) -> None:
        self.all: list[Worker] = []
        self.idle: SimpleQueue[Worker] = SimpleQueue()
        self.ended = False
        self.lock = Lock()

    def make(self, one: Task) -> Made:
        """Have a report made; a worker that is lost is replaced, once."""
        why = "was ended"
        for _ in range(ATTEMPTS):
            worker = self._worker()
            if worker is None:
                break
            with suppress(EOFError, OSError):
                made = worker.make(one)
                self.idle.put(worker)
                return made
            why = worker.lost()
        return Made(failure=Failure(one.subject, f"the process that made it {why}"))

    def _worker(self) -> Worker | None:
        """A worker that has nothing to do, or a new one; none once the crew has ended."""
        with suppress(Empty):
            return self.idle.get_nowait()
        with self.lock:
            if self.ended:
                return None
            self.all.append(Worker())
            return self.all[-1]

    def end(self) -> None:
        """Leave no process behind."""
        with self.lock:
            self.ended = True
            for worker in self.all:
                worker.end()


class Alone:
    """No worker, where processes cannot be started in this manner (Windows): this one makes the reports."""

    make = staticmethod(task.make)

    def end(self) -> None:
        """There is nothing to end."""


def gathered() -> "Crew | Alone":
    """A crew, as it can be had on this system."""
    return Alone() if os.name == "nt" else Crew()


@cache
def _standing() -> "Crew | Alone":
    return gathered()


def make(one: Task) -> Made:
    """Have a report made by a crew that stands by as long as this process."""
    return _standing().make(one)
