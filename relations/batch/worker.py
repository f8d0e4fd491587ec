"""Tasks from the driver -> what came of each: a process that imports everything once and makes report after report.

`relations.batch.crew` starts it as `python -m relations.batch.worker DESCRIPTOR PROCESS`: the open connection to the
driver, and the number of its process.
"""

import ctypes
import os
import signal
import sys
from multiprocessing.connection import Connection

# jsonschema, which nbformat asks, spends two seconds on a parser of addresses that no notebook needs, if it finds it.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from relations import analysis, articles, charts, display, extraction, prose, reports, tables  # noqa: E402
from relations.batch import engine, execution, shell, task  # noqa: E402

WARMING = "= Chad–Oman relations =\n\nChad opened an embassy in Muscat in 1998. Oman visited Chad in 2001."
NEEDED_LATER = (prose, reports, execution)


def warm() -> None:
    """Load what every report needs: the rules, the fonts, IPython's shell."""
    frames = tables.frames(extraction.extract(articles.parse(WARMING)).records())
    rhythm = analysis.rhythm(frames["events"], "OMN-TCD")
    display.chart(charts.rhythm(rhythm, "OMN-TCD"), rhythm)
    shell.shell()


def serve(driver: Connection) -> None:
    """Make one report after another until the driver closes the connection."""
    while True:
        try:
            one = driver.recv()
        except EOFError:
            return
        driver.send(task.make(one))


def main() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(engine.PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The driver is who is interrupted; it ends its workers.
    driver = Connection(int(sys.argv[1]))
    # What a notebook leaves running must not hold the connection open, or the driver would wait for it forever.
    os.register_at_fork(after_in_child=driver.close)
    if os.getppid() == int(sys.argv[2]):  # else the driver is gone already
        warm()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # Only a start that fails is worth keeping.
        serve(driver)


if __name__ == "__main__":
    main()
