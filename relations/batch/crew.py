"""Tasks -> what came of each, made by a crew of warm worker processes, or in kernels where no process can be forked."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing.connection import Pipe
from queue import Empty, SimpleQueue
from threading import Lock

from relations.batch.summary import Failure
from relations.batch.task import Made, Task

# macOS has fork, but its system libraries do not bear it.
FORKS = sys.platform == "linux"
ATTEMPTS = 2
# One thread for each worker: the workers are what runs at the same time, and threads do not survive a fork.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}  # fmt: skip


class Worker:
    """A process that executes notebooks, at the other end of a connection; it heads a process group of its own."""

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        command = [sys.executable, "-m", "relations.batch.worker", str(theirs.fileno()), str(os.getpid())]
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  Our own program.
                command, pass_fds=[theirs.fileno()], env=os.environ | ENVIRONMENT | paths, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip

    def make(self, task: Task) -> Made | Failure:
        """Have a report made.

        Raises:
            EOFError, OSError: the worker is no more.
        """
        self.connection.send(task)
        outcome: Made | Failure = self.connection.recv()
        return outcome

    def end(self) -> None:
        """End the process and whatever it and its notebooks have started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Crew:
    """Workers for as many threads as call `make`; each serves one task at a time, and is kept for the next."""

    def __init__(self) -> None:
        self.all: list[Worker] = []
        self.idle: SimpleQueue[Worker] = SimpleQueue()
        self.ended = False
        self.lock = Lock()

    def make(self, task: Task) -> Made | Failure:
        """Have a report made; a worker that is lost is replaced, once."""
        for _ in range(ATTEMPTS):
            worker = self._worker()
            if worker is None:
                break
            with suppress(EOFError, OSError):
                made = worker.make(task)
                self.idle.put(worker)
                return made
        return Failure(task.subject, f"the process that made it was killed, {ATTEMPTS} times")

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
