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
Path("begun-" + pair + ".part").write_text(f"{os.getpid()} {os.getppid()}")
Path("begun-" + pair + ".part").rename("begun-" + pair)
while Path("hold-" + pair).exists(): time.sleep(0.02)
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


def start(*args, before=""):
    env = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
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


def test_an_interrupted_build_ends_soon_leaves_no_process_and_keeps_what_was_finished():
    Path("hold-OMN-VEN").touch()
    process = start()
    processes = begun("OMN-VEN")
    wait(Path("out/.cache/omn-tcd.json").exists)
    process.send_signal(signal.SIGINT)
    sent = time.monotonic()
    status, _, err = finish(process)
    assert time.monotonic() - sent < 5
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
