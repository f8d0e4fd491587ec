"""What README and CONTRIBUTING promise is so: commands run, examples print, figures are measured."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import accuracy
import pytest

TOP = Path(__file__).parents[1]
TEXTS = {name: (TOP / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")}
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = list(
    dict.fromkeys(
        line.split("  #")[0].strip()
        for text in TEXTS.values() for kind, block in BLOCK.findall(text) if kind == "sh" for line in block.splitlines()
    )
)  # fmt: skip
# `make` and `.ci/run` would run these tests again inside themselves: stand-ins for Python and make are asked.
DRY = {command for command in COMMANDS if command.startswith("make ")}
MADE = {  # what Python is asked for by each
    "make check": ["-m ruff check", "-m ruff format --check", "-m mypy"],
    "make lab": ["-m jupyterlab notebooks"],
    "make reports": ["-m relations build"],
    "make test": ["-m pytest"],
}
CLUSTER = [command for command in COMMANDS if command.startswith("dask ") or "--cluster" in command]
ELSEWHERE = {".ci/run", ". .venv/bin/activate", "python -m pytest --nbval notebooks", *CLUSTER}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a checkout holds, so that commands write nothing into this one."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in ("seeds", "notebooks", "tests"):
        shutil.copytree(TOP / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in DRY | ELSEWHERE])
def test_a_command_runs(command: str, checkout: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    ran = subprocess.run(
        command, shell=True, check=False, cwd=checkout, env=os.environ | {"PATH": path}, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_commands_of_a_cluster_run_together(checkout: Path, tmp_path: Path) -> None:
    scheduler, worker, build = (command.split() for command in CLUSTER)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    scheduler += ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker, build = ([part.replace("10.0.0.5:8786", f"127.0.0.1:{port}") for part in one] for one in (worker, build))
    programs = Path(sys.executable).parent
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}  # shares no folder with us
    started = [
        subprocess.Popen([programs / one[0], *one[1:], *more], **quiet)
        for one, more in ((scheduler, []), (worker, ["--no-dashboard"]))
    ]
    try:
        ran = subprocess.run(
            [programs / build[0], *build[1:], "--reports", tmp_path / "out"], check=False, cwd=checkout
        )
    finally:
        for process in started:
            process.terminate()
            process.wait()
    assert ran.returncode == 0
    for page in ("prk-zaf/index.html", "prk-zaf/report.ipynb", "tables/events.csv"):
        assert (tmp_path / "out" / page).read_bytes() == (TOP / "reports" / page).read_bytes()


def stand_in(program: Path, *lines: str) -> None:
    """A program that does these things, called with what it is to do."""
    program.parent.mkdir(exist_ok=True)
    program.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    program.chmod(0o755)


def make(folder: Path, *order: str, done: int = 0) -> tuple[int, list[str]]:
    """Run make with a Python that ends with the status `done`: make's own status, and what that Python was asked."""
    program = shutil.which("make")
    assert program, "the README's first commands need make"
    told = folder / "told"
    told.write_text("", encoding="utf-8")
    stand_in(folder / "venv" / "bin" / "python", f'echo "$*" >>"{told}"', f"exit {done}")
    env = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "VENV"}}
    ran = subprocess.run(
        [program, *order[1:], f"VENV={folder / 'venv'}", f"PYTHON={folder / 'venv' / 'bin' / 'python'}"],
        cwd=TOP, env=env, check=False, capture_output=True,
    )  # fmt: skip
    return ran.returncode, told.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("command", sorted(DRY))
def test_make_does_what_the_readme_says(command: str, tmp_path: Path) -> None:
    (tmp_path / "venv").mkdir()
    for stamp in (".locked", ".installed"):
        (tmp_path / "venv" / stamp).touch()
    status, told = make(tmp_path, *command.split())
    assert (status, [" ".join(line.split()[:4]) for line in told]) == (0, MADE[command])
    failed, told = make(tmp_path, *command.split(), done=1)
    assert failed
    assert len(told) == 1, "what comes after a failure must not hide it"


def test_make_installs_the_lock_and_then_the_program_once(tmp_path: Path) -> None:
    (tmp_path / "venv").mkdir()
    status, told = make(tmp_path, "make", "check")
    assert status == 0
    version, venv, locked, own, *checks = told
    assert version.startswith("-c import sys")
    assert venv == f"-m venv {tmp_path / 'venv'}"
    assert locked.startswith("-m pip install")
    assert {"--require-hashes", "--no-deps", "requirements.lock"} <= {*locked.split()}
    assert own.startswith("-m pip install")
    assert {"--no-build-isolation", "--no-deps", "--editable"} <= {*own.split()}
    assert make(tmp_path, "make", "check") == (0, checks)


@pytest.mark.parametrize("failing", ["", "check", "test"])
def test_ci_runs_the_commands_of_the_readme_and_fails_with_either(failing: str, tmp_path: Path) -> None:
    told, programs = tmp_path / "told", tmp_path / "bin"
    stand_in(programs / "make", f'echo "$*" >>"{told}"', f'[ "$1" != "{failing}" ]')
    stand_in(programs / "chromium")  # so that none is installed
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    env = os.environ | {"PATH": path, "PYTHON": sys.executable}
    ran = subprocess.run([TOP / ".ci" / "run"], cwd=tmp_path, env=env, check=False, capture_output=True)
    assert (ran.returncode != 0) == bool(failing)
    orders = [line.split() for line in told.read_text(encoding="utf-8").splitlines()]
    assert [target for target, *_ in orders] == ["check", "test"]
    for _, python, venv in orders:
        assert python == f"PYTHON={sys.executable}"
        assert venv.startswith("VENV=/")
        assert not Path(venv.removeprefix("VENV=")).exists(), "a venv of its own, gone afterwards"


def test_the_example_prints_what_it_says(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOP)
    (example,) = (block for kind, block in BLOCK.findall(TEXTS["README.md"]) if kind == "python")
    exec(example, {})
    said = capsys.readouterr().out
    assert "relations_established" in said
    assert "The embassy of North Korea in Caracas" in said


def test_the_table_of_accuracy_is_the_one_that_is_measured(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["accuracy.py"])
    accuracy.main()
    assert capsys.readouterr().out.strip() in TEXTS["README.md"]


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXTS[name])
    assert [link for link in links if not (TOP / link).exists()] == []
