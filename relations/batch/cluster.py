"""The address of a dask scheduler -> an executor that has its workers make the reports.

A worker needs this package and its libraries, not our disk: articles go to it, bytes come back. A worker that is lost
costs nothing but time, since the scheduler gives its tasks to another. Each makes reports with a crew of its own.
"""

from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from typing import Any

from relations.batch import crew, ledger
from relations.batch.executors import Executor
from relations.errors import BuildError

LOCAL = "local"
PATIENCE = 30  # seconds to wait for a scheduler, and for its first worker


@contextmanager
def joined(address: str, jobs: int) -> Iterator[Executor]:
    """Workers of the scheduler at an address such as `tcp://10.0.0.5:8786`; `local`: `jobs` here, for trying.

    Raises:
        BuildError: dask is not installed, nothing answers at the address, no worker is there, or one of them has
            another version of this package or of a library that matters, and would write other bytes.
    """
    if find_spec("distributed") is None:
        raise BuildError("a cluster needs dask, not installed", remedy='pip install "relations[cluster]"')
    with ExitStack() as stack:
        client = _client(address, jobs, stack)
        _examine(client, address)
        executor = client.get_executor(pure=False)
        try:
            yield Executor(lambda task: executor.submit(crew.make, task.carried()), sum(client.nthreads().values()))
        except CancelledError as error:
            raise BuildError("the scheduler is gone", where=address, remedy="start it and build again") from error


def _client(address: str, jobs: int, stack: ExitStack) -> Any:
    from distributed import Client, LocalCluster

    try:
        if address == LOCAL:
            cluster = LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs="CRITICAL"
            )
            client = stack.enter_context(Client(stack.enter_context(cluster)))
        else:
            client = stack.enter_context(Client(address, timeout=PATIENCE))
    except (OSError, ValueError) as error:
        what = "no scheduler answers"
        expected = f"an address such as tcp://10.0.0.5:8786, or {LOCAL}"
        raise BuildError(what, where=address, expected=expected, remedy="start one: dask scheduler") from error
    return client


def _examine(client: Any, address: str) -> None:
    """Ask for workers that write what this machine would."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise BuildError("no worker has come", where=address, remedy=f"start one: dask worker {address}") from error
    for worker, program in sorted(client.run(ledger.program).items()):
        if program != ledger.program():
            what = "this worker has another version of relations, of Python or of a library"
            raise BuildError(what, where=worker, remedy="install the same requirements.lock and checkout there")
