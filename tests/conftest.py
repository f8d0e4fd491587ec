"""What all tests share: the reports of the seeds, built once, and the same examples on every machine, however slow."""

import signal
from pathlib import Path

import pytest
from hypothesis import settings

from relations import batch

TOP = Path(__file__).parents[1]

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")

# Tests that interrupt a program must be able to, also where the shell that runs them in the background ignores it.
signal.signal(signal.SIGINT, signal.default_int_handler)

collect_ignore = ["notebooks"]  # notebooks that tests feed to the program, some of which fail on purpose


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of the seeds, built by the notebooks of the project."""
    folder = tmp_path_factory.mktemp("reports")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(TOP)
        summary = batch.build(seeds="seeds", reports=folder)
    assert summary.complete, "\n".join(map(str, summary.failed))
    return folder
