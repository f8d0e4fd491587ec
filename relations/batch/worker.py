"""Tasks from the driver -> what came of each: a process that imports everything once and makes report after report.

`relations.batch.crew` starts it as `python -m relations.batch.worker DESCRIPTOR PROCESS`: the open connection to the
driver, and the number of its process.
"""

import ctypes
import gc
import os
import signal
import sys
from multiprocessing.connection import Connection

# jsonschema, which nbformat asks, spends two seconds on a parser of addresses that no notebook needs, if it finds it.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

gc.disable()  # What is loaded stays; looking for garbage in it, again and again, would take a quarter of the time.
import papermill  # noqa: E402, F401  Needed later, and by every report.
from nbformat import v4  # noqa: E402

from relations import analysis, articles, charts, display, extraction, maps, prose, reports, tables  # noqa: E402
from relations.batch import engine, shell, task  # noqa: E402

PAIR = "OMN-TCD"
WARMING = """= Chad–Oman relations =

Chad and Oman established diplomatic relations on 9 May 1974. Chad opened an embassy in Muscat in 1998, and closed it in
the 2000s. In 2001, the Omani foreign minister visited Chad; in 2003 and 2004 Chad accused Oman of aiding rebels.
"""


def warm() -> None:
    """Load what every report needs: the rules, the fonts, the outlines of states, the template, IPython's shell."""
    frames = tables.frames(extraction.extract(articles.parse(WARMING)).records())
    analysis.summary_of_pairs(frames)
    prose.summary(frames, PAIR)
    events, places = frames["events"], analysis.places(frames, PAIR)
    rhythm, balance = analysis.rhythm(events, PAIR), analysis.balance(events, PAIR)
    display.chart(maps.locator(places, PAIR), places)
    display.chart(charts.rhythm(rhythm, PAIR), rhythm)
    display.chart(charts.balance(balance, PAIR), balance)
    reports.render(v4.new_notebook(cells=[v4.new_markdown_cell("## Nothing"), v4.new_code_cell("")]))
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
        gc.collect()
        gc.freeze()  # nor is to be looked through, and so copied, in the process of each notebook
        gc.enable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # Only a start that fails is worth keeping.
        serve(driver)


if __name__ == "__main__":
    main()
