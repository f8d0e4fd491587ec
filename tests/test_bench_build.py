"""The bench of building measures what it says: every way, the same pages, and the long build."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import bench_build
import plain_build
import pytest

from relations.batch import crew

pytestmark = pytest.mark.skipif(not crew.FORKS, reason="no process can be forked here")
TOP = Path(__file__).parents[1]
BENCH = str(TOP / "tests" / "bench_build.py")


def squeezed(page: Path) -> str:
    """The page without the blanks between its elements."""
    return re.sub(r">\s+", ">", page.read_text(encoding="utf-8"))


def rows(printed: str) -> dict[str, list[str]]:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in printed.splitlines() if "|" in line]
    return {first: rest for first, *rest in cells}


def test_the_floor_makes_the_pages_and_tables_of_a_build(built: Path, tmp_path: Path) -> None:
    shutil.copytree(TOP / "seeds", tmp_path / "seeds")
    subprocess.run([sys.executable, plain_build.__file__, "script", "seeds", "out", "1"], check=True, cwd=tmp_path)
    made = sorted(path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert len([path for path in made if path.suffix == ".html"]) == 3
    for path in made:
        if path.suffix == ".html":
            assert squeezed(tmp_path / "out" / path) == squeezed(built / path), path
        else:
            assert (tmp_path / "out" / path).read_bytes() == (built / path).read_bytes(), path


def test_two_articles_fill_every_row(tmp_path: Path) -> None:
    command = [sys.executable, BENCH, "--articles", "2", "--rounds", "1"]
    ran = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    told = rows(ran.stdout)
    assert set(bench_build.ways("seeds")) <= set(told)
    for words, *_ in bench_build.RATIOS:
        assert float(told[words][2]) > 0
    where = (bench_build.READING, bench_build.CHARTS, bench_build.WORDS, bench_build.FILES, bench_build.REST)
    assert sum(float(told[part][1].rstrip("%")) for part in where) == pytest.approx(100, abs=3)


def test_a_long_build_tells_pace_memory_and_the_rebuild(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, BENCH, "--pairs", "2"], check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    told = rows(ran.stdout)
    assert float(told["unchanged rebuild, s"][2]) > 0
    assert float(told["seconds a pair at the end / at the start"][2]) > 0
    memory = told["peak memory of the driver by reports ready, MB"][2]
    assert re.fullmatch(r"\d+ at 1, \d+ at 2, \d+ at the end", memory)


def test_a_build_that_slows_down_is_told() -> None:
    even = [float(at) for at in range(91)]
    slower = [at + at * at / 90 for at in even]
    assert bench_build.slowing(even) == 1
    assert bench_build.slowing(slower) > 1.5


def test_a_command_that_fails_ends_the_bench_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="failed: nothing here"):
        bench_build.run([sys.executable, "-c", "import sys; sys.exit('nothing here')"])
