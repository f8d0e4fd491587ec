"""Tasks -> what came of each, as soon as it is there: made here by a crew, or by the crews of a cluster."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import NamedTuple

from relations.batch import crew
from relations.batch.summary import Failure
from relations.batch.task import Made, Task

AHEAD = 2  # tasks under way for each that runs, so that none waits for the next


class Executor(NamedTuple):
    """Who makes reports: what hands over a task, and how many run at a time."""

    submit: Callable[[Task], "Future[Made]"]
    width: int

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[tuple[str, tuple[Task, Made]]]:
        """Have tasks made, and give each with its subject as soon as it is done; only a few are held at a time."""
        waiting: dict[Future[Made], Task] = {}
        for task in tasks:
            waiting[self.submit(task)] = task
            if len(waiting) >= AHEAD * self.width:
                yield from _done(waiting)
        while waiting:
            yield from _done(waiting)


def _done(waiting: "dict[Future[Made], Task]") -> Iterator[tuple[str, tuple[Task, Made]]]:
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        task = waiting.pop(future)
        error = future.exception()
        lost = Failure(task.subject, f"{type(error).__name__}: {error}")
        yield task.subject, (task, Made(failure=lost) if error else future.result())


@contextmanager
def local(jobs: int) -> Iterator[Executor]:
    """Processes of this machine. Threads wait for them; whatever happens here, no process is left."""
    workers = crew.gathered()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            yield Executor(lambda task: pool.submit(workers.make, task), jobs)
        finally:
            workers.end()
            pool.shutdown(cancel_futures=True)
