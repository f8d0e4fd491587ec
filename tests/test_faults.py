"""Builds that are killed, interrupted, disturbed or starved leave whole files, and the next build mends the rest."""

import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from relations.batch import crew

pytestmark = pytest.mark.skipif(not crew.FORKS, reason="no process can be forked here")

BUILD = """
import sys
from functools import partial
from relations import batch, cli
batch.build = partial(batch.build, notebooks="notebooks")
cli.main()
"""
FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
ARTICLES = {
    "a": "= Chad–Oman relations =\n\nChad opened an embassy in Muscat in 1998. Oman has none.\n",
    "b": "= Oman–Venezuela relations =\n\nOman and Venezuela established diplomatic relations in 1987.\n",
}
# Tells the numbers of its process and of its worker, and waits as long as the test wants it to.
WAITS = """
import os, time
from pathlib import Path
place = Path(os.environ["PLACE"])
(place / f"begun-{pair}.part").write_text(f"{os.getpid()} {os.getppid()}")
(place / f"begun-{pair}.part").rename(place / f"begun-{pair}")
while (place / f"hold-{pair}").exists(): time.sleep(0.02)
"""
SHOWS = "from relations import load\nfrom relations.display import Shown\nShown('<h1>' + pair + '</h1>', pair)"
READS = "load(seeds, pair=pair).tables()['events'][['quote']]"


def write(name, *sources, given="pair = 'OMN-TCD'"):
    cells = [v4.new_code_cell(f"{given}\nseeds = 'seeds'", id="given", metadata={"tags": ["parameters"]})]
    cells += [v4.new_code_cell(source, id=f"c{i}") for i, source in enumerate(sources)]
    Path("notebooks").mkdir(exist_ok=True)
    spec = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    nbformat.write(v4.new_notebook(cells=cells, metadata=spec), f"notebooks/{name}.ipynb")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    write("pair", WAITS, SHOWS, READS)
    write("comparison", SHOWS.replace("pair", "str(pairs)"), given="pairs = []")
    return tmp_path


def start(*args, before="", **given):
    env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PLACE": str(Path.cwd())} | given
    command = [sys.executable, "-c", before + BUILD, "build", "--reports", "out", "--jobs", "1", *args]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process):
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err
    return process.returncode, out.strip(), err


def build(*args, **how):
    return finish(start(*args, **how))


def begun(pair):
    """The processes of a notebook that has begun: its own and its worker's."""
    wait(Path(f"begun-{pair}").exists)
    return [int(number) for number in Path(f"begun-{pair}").read_text(encoding="utf-8").split()]


def wait(happens):
    end = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def gone(process):
    """Whether a process has ended; what nobody has asked about since (a zombie) has."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def files(folder="out"):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


@cache
def _clean(**articles):
    for name, text in articles.items():
        Path(f"seeds/{name}.txt").write_text(text, encoding="utf-8")
    assert build("--reports", "clean")[0] == 0
    return files("clean")


def clean(**changed):
    """What a build of the articles into an empty folder gives."""
    return _clean(**ARTICLES | changed)


def test_a_worker_that_is_killed_is_replaced():
    Path("hold-OMN-TCD").touch()
    process = start()
    own, worker = begun("OMN-TCD")
    os.kill(worker, signal.SIGKILL)
    Path("hold-OMN-TCD").unlink()
    assert finish(process)[:2] == (0, "2 reports built, in out")
    assert gone(own)
    assert files() == clean()


def test_a_notebook_that_kills_its_worker_fails_alone():
    write("pair", "import os\nif pair == 'OMN-VEN': os.kill(os.getppid(), 9); os._exit(0)", SHOWS)
    status, out, err = build()
    assert (status, out) == (1, "1 report built, 1 failed, in out")
    assert "OMN-VEN: the process that made it was killed, 2 times" in err


def test_a_build_that_is_killed_leaves_no_process_and_is_finished_by_the_next():
    Path("hold-OMN-VEN").touch()
    process = start()
    processes = begun("OMN-VEN")
    wait(Path("out/.cache/omn-tcd.json").exists)
    process.kill()
    finish(process)
    wait(lambda: all(map(gone, processes)))
    Path("out/.new-left").mkdir()
    Path("hold-OMN-VEN").unlink()
    assert build()[1] == "1 report built, 1 unchanged, in out"
    assert files() == clean()


def test_an_interrupted_build_ends_leaves_no_process_and_keeps_what_was_finished():
    Path("hold-OMN-VEN").touch()
    process = start()
    processes = begun("OMN-VEN")
    wait(Path("out/.cache/omn-tcd.json").exists)
    process.send_signal(signal.SIGINT)
    status, _, err = finish(process)
    assert status == 130
    assert err.splitlines()[-1] == "relations: interrupted"
    assert all(map(gone, processes))
    assert Path("out/omn-tcd/index.html").exists()
    assert not [name for name in files() if ".new-" in name]


def test_two_builds_do_not_write_in_one_folder():
    Path("hold-OMN-TCD").touch()
    process = start()
    begun("OMN-TCD")
    status, _, err = build()
    assert status == 2
    assert err.strip() == ("relations: out: another build is writing here; wait for it, or name another with --reports")
    Path("hold-OMN-TCD").unlink()
    assert finish(process)[0] == 0


def test_an_article_that_changes_during_the_build_is_read_by_the_next():
    Path("hold-OMN-VEN").touch()
    process = start()
    begun("OMN-VEN")
    changed = ARTICLES["b"].replace("1987", "1988")
    Path("seeds/b.txt").write_text(changed, encoding="utf-8")
    Path("hold-OMN-VEN").unlink()
    finish(process)
    assert build()[1] == "1 report built, 1 unchanged, in out"
    assert files() == clean(b=changed)


def test_a_notebook_that_takes_too_long_is_ended():
    Path("hold-OMN-TCD").touch()
    status, _, err = build("--timeout", "3")
    assert status == 1
    assert "OMN-TCD: cell 2: TimeoutError: the notebook took longer than 3 s" in err
    assert gone(begun("OMN-TCD")[0])


def test_where_nothing_can_be_written_nothing_is_begun():
    status, _, err = build("--reports", "/proc/reports")
    assert status == 2
    assert err.startswith("relations: /proc/reports: ")
    assert not Path("begun-OMN-TCD").exists()


def test_a_full_disk_leaves_no_half_file_and_the_next_build_mends_it():
    status, _, err = build(before=FULL)
    assert status == 2
    assert "File too large" in err
    assert not [name for name in files() if ".new-" in name]
    assert build()[0] == 0
    assert files() == clean()


@pytest.mark.parametrize("engine", ["relations", "nbclient"])
@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("raise ValueError(pair)", "ValueError: OMN-VEN"),
        ("import sys; sys.exit(0)", "SystemExit: 0"),
        ("import os; os._exit(0)", "DeadKernelError: Kernel died"),
        ("while True: pass", "TimeoutError: "),
    ],
)
def test_a_notebook_that_ends_badly_fails_alone_with_its_cell(engine, source, said):
    write("pair", SHOWS, f"if pair == 'OMN-VEN':\n    {source}", READS)
    limit = ("--timeout", "20") if "while" in source else ()
    status, out, err = build("--engine", engine, *limit)
    assert (status, out) == (1, "1 report built, 1 failed, in out")
    assert f"OMN-VEN: cell 3: {said}" in err.replace("CellTimeoutError", "TimeoutError")
    assert Path("out/omn-tcd/index.html").read_bytes() != Path("out/omn-ven/index.html").read_bytes()
    executed = nbformat.read("out/omn-ven/report.ipynb", as_version=4)
    assert "OMN-VEN" in str([cell.get("outputs") for cell in executed.cells])


def test_an_interrupted_build_leaves_no_kernel():
    Path("hold-OMN-TCD").touch()
    process = start("--engine", "nbclient")
    processes = begun("OMN-TCD")
    process.send_signal(signal.SIGINT)
    assert finish(process)[0] == 130
    wait(lambda: all(map(gone, processes)))


def test_a_kernel_that_cannot_start_is_told_and_costs_no_other_report():
    spec = Path("jupyter/kernels/broken/kernel.json")
    spec.parent.mkdir(parents=True)
    spec.write_text('{"argv": ["false"], "display_name": "Broken", "language": "python"}', encoding="utf-8")
    written = nbformat.read("notebooks/comparison.ipynb", as_version=4)
    for name in ("broken", "absent"):
        written.metadata["kernelspec"] = {"name": name, "language": "python", "display_name": name}
        nbformat.write(written, "notebooks/comparison.ipynb")
        status, out, err = build("--engine", "nbclient", JUPYTER_PATH=str(Path("jupyter").resolve()))
        assert status == 1
        assert out.endswith("1 failed, in out")
        assert "relations: comparison: " in err
        assert ("NoSuchKernel" if name == "absent" else "Kernel died") in err
        assert Path("out/omn-ven/index.html").exists()


def test_a_cell_that_deletes_its_input_deletes_a_copy():
    write("pair", SHOWS, READS, "import shutil; shutil.rmtree(seeds)")
    assert build()[:2] == (0, "2 reports built, in out")
    assert {path.stem: path.read_text(encoding="utf-8") for path in Path("seeds").iterdir()} == ARTICLES


@pytest.mark.parametrize("engine", ["relations", "nbclient"])
def test_a_cell_that_prints_a_hundred_megabytes_is_cut_and_says_so(engine):
    write("pair", SHOWS, "for _ in range(1000): print('x' * 100_000)")
    assert build("OMN-TCD", "--engine", engine, "--memory", "256")[0] == 0
    page = Path("out/omn-tcd/index.html")
    assert page.stat().st_size < 1_200_000
    assert "[99,001,000 more characters were printed; a report keeps the first 1,000,000 of a cell]" in page.read_text(
        encoding="utf-8"
    )


BACKWARDS = """
import time
began, real = time.time(), time.time
time.time = lambda: 2 * began - real() - 10**8
"""


def test_a_clock_that_was_set_back_changes_nothing():
    Path("clock").mkdir()
    Path("clock/sitecustomize.py").write_text(BACKWARDS, encoding="utf-8")
    ahead = os.pathsep.join(["clock", *filter(None, sys.path)])
    assert build()[0] == 0
    for path in [*Path("out").rglob("*.*"), Path("seeds/a.txt")]:
        os.utime(path, (4e9, 4e9))
    assert build(PYTHONPATH=ahead)[1] == "0 reports built, 2 unchanged, in out"
    Path("seeds/b.txt").write_text(ARTICLES["b"].replace("1987", "1988"), encoding="utf-8")
    os.utime("seeds/b.txt", (1, 1))
    assert build(PYTHONPATH=ahead)[1] == "1 report built, 1 unchanged, in out"
    assert files() == clean(b=ARTICLES["b"].replace("1987", "1988"))


LEAVES = """
import os, signal, time
if pair == "OMN-VEN":
    if os.fork() == 0:
        os.setsid()
        (place / "left").write_text(str(os.getpid()))
        time.sleep(600)
    while not (place / "left").exists(): time.sleep(0.02)
    END
"""


@pytest.mark.parametrize(("end", "said"), [("os._exit(0)", "Kernel died"), ("os.kill(os.getppid(), 9)", "was killed")])
def test_a_process_that_a_notebook_leaves_running_holds_nothing_up(end, said):
    write("pair", WAITS, LEAVES.replace("END", end), SHOWS)
    status, out, err = build()
    os.kill(int(Path("left").read_text(encoding="utf-8")), signal.SIGKILL)
    assert (status, out) == (1, "1 report built, 1 failed, in out")
    assert said in err


def test_a_cluster_that_loses_a_worker_builds_the_same():
    Path("hold-OMN-TCD").touch()
    process = start("--cluster", "local", "--jobs", "2")
    own, crew_worker = begun("OMN-TCD")
    stat = Path(f"/proc/{crew_worker}/stat").read_text(encoding="utf-8")
    os.kill(int(stat.rpartition(")")[2].split()[1]), signal.SIGKILL)
    wait(lambda: gone(own))
    Path("hold-OMN-TCD").unlink()
    assert finish(process)[:2] == (0, "2 reports built, in out")
    assert files() == clean()


@pytest.mark.parametrize(
    ("address", "before", "said"),
    [
        ("tcp://127.0.0.1:9", "", "tcp://127.0.0.1:9: no scheduler answers"),
        ("local", "import sys; sys.modules['distributed'] = None\n", 'pip install "relations[cluster]"'),
    ],
)
def test_a_cluster_that_is_not_there_is_told_in_a_line(address, before, said):
    status, _, err = build("--cluster", address, before=before)
    assert status == 2
    assert said in err
    assert len(err.splitlines()) == 1
