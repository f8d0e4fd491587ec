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
# `make` and `.ci/run` would run these tests again inside themselves: their parts are asked for one by one.
DRY = {command for command in COMMANDS if command.startswith("make ")}
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


@pytest.mark.parametrize("command", sorted(DRY))
def test_make_knows_the_target(command: str) -> None:
    assert shutil.which("make"), "the README's first commands need make"
    ran = subprocess.run([*command.split(), "--dry-run"], cwd=TOP, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_ci_runs_the_commands_of_the_readme() -> None:
    script = (TOP / ".ci" / "run").read_text(encoding="utf-8")
    assert "make check" in script
    assert "make test" in script
    assert os.access(TOP / ".ci" / "run", os.X_OK)


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
