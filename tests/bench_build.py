"""Measure the speed of building reports, against plain papermill and against a script that does only the needful.

usage: python tests/bench_build.py [--articles N] [--rounds N]     # ways of building, in turns: times and ratios
       python tests/bench_build.py --pairs N                       # one long build: pace, memory, and the rebuild

Articles are made up (`synthetic.py`), the same each time. A time is that of a whole command with all that it starts,
from its start to its end, the middle one of the rounds; a ratio is the middle one of those of the rounds, in which the
ways take turns, so that a busy machine slows all alike. Compare the ratios, not the times of two machines.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import chdir
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import plain_build
import synthetic

from relations import tables

PYTHON = sys.executable
NOTEBOOK = str(plain_build.NOTEBOOKS / "pair.ipynb")
PLAIN = str(Path(plain_build.__file__))
COMMANDS = "papermill, nbconvert: commands"
KERNELS_1, KERNELS_2 = "papermill, nbconvert: one process", "papermill, nbconvert: two processes"
BUILD_1, BUILD_2 = "relations build --jobs 1", "relations build --jobs 2"
SCRIPT_1, SCRIPT_2 = "plain script: one process", "plain script: two processes"
RATIOS = (
    ("papermill commands / build --jobs 2, wall", COMMANDS, BUILD_2, "wall", 12, 8),
    ("papermill in one process / build --jobs 2, wall", KERNELS_1, BUILD_2, "wall", 8, 5),
    ("papermill in one process / build --jobs 1, CPU", KERNELS_1, BUILD_1, "cpu", 4, 2.5),
    ("build --jobs 2 / plain script in two processes, wall", BUILD_2, SCRIPT_2, "wall", 1.2, 1.6),
)
READING, CHARTS, WORDS, FILES = "reading its article", "its charts", "its tables and sentences", "its page and files"
REST = "the start, the notebook, its process, the comparison"
# Tells at its end how much memory the driver itself has taken at most, in kB.
WATCHED = """
import atexit, sys
from relations import cli
def tell():
    with open("/proc/self/status") as lines: sys.stderr.write(next(line for line in lines if line.startswith("VmHWM")))
atexit.register(tell)
cli.main()
"""


class Taken(NamedTuple):
    """Seconds: as a clock shows, and of all processors for the command and all that it started."""

    wall: float
    cpu: float


class Pace(NamedTuple):
    """One long build: when each report was ready (seconds from the start), and the driver's peak of memory (kB)."""

    ready: list[float]
    peaks: dict[int, int]
    """By the number of reports that were ready then."""
    end: int
    """At the end of the build."""


def ways(seeds: str) -> dict[str, Callable[[Path], None]]:
    """The ways to build the reports of all articles in `seeds` into a new folder."""

    def command(*words: str) -> Callable[[Path], None]:
        return lambda folder: run([word if word != "FOLDER" else str(folder) for word in words])

    build = [PYTHON, "-m", "relations", "build", "--seeds", seeds, "--reports", "FOLDER", "--jobs"]
    return {
        COMMANDS: lambda folder: with_commands(seeds, folder),
        KERNELS_1: command(PYTHON, PLAIN, "kernels", seeds, "FOLDER", "1"),
        KERNELS_2: command(PYTHON, PLAIN, "kernels", seeds, "FOLDER", "2"),
        BUILD_1: command(*build, "1"),
        BUILD_2: command(*build, "2"),
        SCRIPT_1: command(PYTHON, PLAIN, "script", seeds, "FOLDER", "1"),
        SCRIPT_2: command(PYTHON, PLAIN, "script", seeds, "FOLDER", "2"),
    }


def with_commands(seeds: str, folder: Path) -> None:
    folder.mkdir()
    for pair in plain_build.pairs(seeds):
        executed = str(folder / f"{pair}.ipynb")
        given = ["-p", "pair", pair, "-p", "seeds", seeds, "--no-progress-bar"]
        run([PYTHON, "-m", "papermill", NOTEBOOK, executed, *given])
        run([PYTHON, "-m", "nbconvert", "--to", "html", executed])


def run(command: list[str]) -> None:
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"bench: {' '.join(command)} failed: {ran.stderr.strip()[-500:]}")


def taken(way: Callable[[Path], None], folder: Path) -> Taken:
    cpu, start = processors(), time.perf_counter()
    way(folder)
    return Taken(time.perf_counter() - start, processors() - cpu)


def processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(number: int, rounds: int) -> tuple[dict[str, list[Taken]], list[dict[str, float]]]:
    """What each way and each part takes in each round; every other round goes through the ways backwards."""
    synthetic.write(Path("seeds"), number)
    measured = ways("seeds")
    found: dict[str, list[Taken]] = {name: [] for name in measured}
    spent = []
    for turn in range(rounds):
        for name in list(measured)[:: -1 if turn % 2 else 1]:
            print(f"round {turn + 1} of {rounds}: {name}", file=sys.stderr)
            found[name].append(taken(measured[name], Path(f"{turn}-{len(found[name])}-{list(measured).index(name)}")))
        spent.append(parts("seeds", Path("parts")))
    return found, spent


def tabled(found: dict[str, list[Taken]], number: int) -> Iterator[str]:
    yield f"| way, {number} reports | wall, s | CPU, s | CPU of a report, s |"
    yield "|---|---|---|---|"
    for name, times in found.items():
        wall, cpu = median(one.wall for one in times), median(one.cpu for one in times)
        yield f"| {name} | {wall:.1f} | {cpu:.1f} | {cpu / number:.2f} |"
    yield ""
    yield "| ratio | goal | least | measured | from, to |"
    yield "|---|---|---|---|---|"
    for words, first, second, which, goal, least in RATIOS:
        each = [getattr(a, which) / getattr(b, which) for a, b in zip(found[first], found[second], strict=True)]
        yield f"| {words} | {goal} | {least} | {median(each):.2f} | {min(each):.2f}, {max(each):.2f} |"


def parts(seeds: str, folder: Path) -> dict[str, float]:
    """Processor seconds of one report in the plain script by what it does: the mean of all, after one that warms."""
    spent: Counter[str] = Counter()
    pairs = plain_build.pairs(seeds)
    deque(plain_build.body("pair.ipynb", {"pair": pairs[0], "seeds": seeds}), maxlen=0)
    for pair in pairs:
        given, shown, start = {"pair": pair, "seeds": seeds}, [], time.process_time()
        for piece in plain_build.body("pair.ipynb", given):
            part = CHARTS if 'class="chart"' in piece[2] else WORDS if shown else READING
            shown.append(piece)
            spent[part] += time.process_time() - start
            start = time.process_time()
        plain_build.filled(shown, "../", plain_build.FILES)
        tables.write(given["tables"], folder)
        spent[FILES] += time.process_time() - start
    return {part: seconds / len(pairs) for part, seconds in spent.items()}


def shares(rounds: list[dict[str, float]], whole: float) -> Iterator[str]:
    spent = {part: median(one[part] for one in rounds) for part in rounds[0]}
    yield f"| where the CPU of a report goes, {BUILD_1} | s | share |"
    yield "|---|---|---|"
    for part, seconds in {**spent, REST: whole - sum(spent.values())}.items():
        yield f"| {part} | {seconds:.2f} | {seconds / whole:.0%} |"


def watched(seeds: str, reports: str, number: int) -> Pace:
    """Build once, and watch the driver: it tells a line on standard error for each report that is ready."""
    at = {max(1, number // 4), max(1, number // 2), number}
    ready: list[float] = []
    peaks: dict[int, int] = {}
    line, start = "", time.perf_counter()
    command = [PYTHON, "-c", WATCHED, "build", "--seeds", seeds, "--reports", reports, "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as driver:
        for line in driver.stderr or ():
            if line.startswith("["):
                ready.append(time.perf_counter() - start)
            if len(ready) in at - set(peaks):
                peaks[len(ready)] = peak(Path(f"/proc/{driver.pid}/status").read_text(encoding="ascii"))
    if driver.returncode:
        sys.exit(f"bench: the build failed: {line.strip()}")
    return Pace(ready, peaks, peak(line))


def peak(status: str) -> int:
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def slowing(ready: list[float]) -> float:
    """Seconds a report in the last third of a build, against the first: the middle one of many blocks of reports."""
    size = max(1, len(ready) // 30)
    blocks = [b - a for a, b in pairwise(ready[::size])]
    third = max(1, len(blocks) // 3)
    return median(blocks[-third:]) / median(blocks[:third])


def long_build(number: int) -> Iterator[str]:
    """Build a quarter of the pairs, then all of them elsewhere, then again what is unchanged."""
    few = max(1, number // 4)
    synthetic.write(Path("few"), few)
    synthetic.write(Path("seeds"), number)
    small, large = watched("few", "reports-few", few), watched("seeds", "reports", number)
    again = ways("seeds")[BUILD_2]
    rebuilds = [taken(again, Path("reports")).wall for _ in range(3)]
    yield f"| build of {number} pairs, two processes | goal | least | measured |"
    yield "|---|---|---|---|"
    yield f"| whole build, s a pair | | | {large.ready[-1] / number:.3f} |"
    yield f"| seconds a pair at the end / at the start | 1.05 | 1.2 | {slowing(large.ready):.2f} |"
    yield f"| unchanged rebuild, s | 2 | 5 | {median(rebuilds):.2f} |"
    told = ", ".join(f"{kilobytes / 1024:.0f} at {at}" for at, kilobytes in large.peaks.items())
    yield f"| peak memory of the driver by reports ready, MB | | | {told}, {large.end / 1024:.0f} at the end |"
    built, whole = min(large.peaks), max(large.peaks)
    if whole > built:
        grown = (large.peaks[whole] - large.peaks[built]) / (whole - built)
        yield f"| its growth with a report built, kB | | 1 | {grown:.2f} |"
        yield f"| its growth with a pair to be built, kB | | | {(large.end - small.end) / (number - few):.2f} |"


def main() -> None:
    ask = argparse.ArgumentParser(prog="bench_build.py", description="Measure the speed of building reports.")
    ask.add_argument("--articles", type=int, default=16, help="reports of each way and round")
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--pairs", type=int, help="measure one long build of so many pairs instead")
    given = ask.parse_args()
    if min(given.articles, given.rounds, given.pairs or 1) < 1:
        ask.error("numbers begin with 1")
    with TemporaryDirectory(prefix="bench-") as folder, chdir(folder):
        if given.pairs:
            lines = [*long_build(given.pairs)]
        else:
            found, spent = measure(given.articles, given.rounds)
            whole = median(one.cpu for one in found[BUILD_1]) / given.articles
            lines = [*tabled(found, given.articles), "", *shares(spent, whole)]
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
