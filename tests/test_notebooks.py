import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from relations.batch.execution import execute

TOP = Path(__file__).parents[1]
NOTEBOOKS = sorted((TOP / "notebooks").glob("*.ipynb"))
DEFAULTS = {
    "pair": {"pair": "PRK-ZAF", "seeds": "seeds"},
    "comparison": {"pairs": [], "seeds": "seeds"},
    "explore": {"seeds": "seeds", "widgets": False},
}
FAT = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.ListComp, ast.SetComp,
    ast.DictComp, ast.GeneratorExp, ast.Try,
)  # fmt: skip

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind="code"):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def test_there_is_a_notebook_for_a_pair_one_for_all_and_a_tour():
    assert [path.stem for path in NOTEBOOKS] == sorted(DEFAULTS)


@every_notebook
def test_a_cell_is_thin(path):
    for cell in cells(path):
        tree = ast.parse(cell.source)
        fat = [type(node).__name__ for node in ast.walk(tree) if isinstance(node, FAT)]
        assert not fat, f"{cell.id}: {fat}; move it into the package"
        assert "import re\n" not in f"{cell.source}\n", cell.id
        assert len(tree.body) <= 6, f"{cell.id}: {len(tree.body)} statements"


@every_notebook
def test_no_cell_names_a_path_of_a_machine(path):
    text = path.read_text(encoding="utf-8")
    assert str(TOP) not in text
    assert not re.search(r"[\"' ](/home/|/Users/|/root/|/tmp/|[A-Z]:\\\\)", text)


@every_notebook
def test_the_parameters_have_defaults_that_work_on_a_fresh_checkout(path):
    (parameters,) = [cell for cell in cells(path) if "parameters" in cell.metadata.get("tags", ())]
    assert {node.targets[0].id: ast.literal_eval(node.value) for node in ast.parse(parameters.source).body} == DEFAULTS[
        path.stem
    ]


@every_notebook
def test_only_charts_are_left_out_of_the_strict_comparison(path):
    for cell in cells(path):
        assert ("show.chart(" in cell.source) == ("nbval-ignore-output" in cell.metadata.get("tags", ())), cell.id


@every_notebook
def test_every_cell_that_shows_something_keeps_its_output(path):
    for cell in cells(path):
        shows = isinstance(ast.parse(cell.source).body[-1], ast.Expr)
        assert shows == bool(cell.outputs), cell.id
        assert cell.execution_count


@every_notebook
def test_a_notebook_tells_nothing_of_the_run_that_filled_it(path):
    notebook = nbformat.read(path, as_version=4)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info == {"name": "python"}
    assert all(set(cell.metadata) <= {"tags"} for cell in notebook.cells)
    assert all(re.fullmatch("[a-z-]+", cell.id) for cell in notebook.cells)


@every_notebook
def test_headings_ask_and_prose_stands_before_code(path):
    notebook = nbformat.read(path, as_version=4)
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")


@every_notebook
def test_a_notebook_gives_its_stored_outputs_from_the_top_folder_too(path, monkeypatch):
    monkeypatch.chdir(TOP)
    stored = nbformat.read(path, as_version=4)
    executed = execute(path.read_text(encoding="utf-8"), {})
    for before, after in zip(stored.cells, executed.cells, strict=True):
        if "nbval-ignore-output" not in before.metadata.get("tags", ()):
            assert after == before, before.id


@pytest.mark.parametrize("pair", ["PRK-VEN", "ven-prk"])
def test_papermill_makes_the_report_of_a_pair_from_the_shell(tmp_path, pair):
    shutil.copytree(TOP / "notebooks", tmp_path / "notebooks")
    shutil.copytree(TOP / "seeds", tmp_path / "seeds")
    command = [sys.executable, "-m", "papermill", "notebooks/pair.ipynb", "out.ipynb", "-p", "pair", pair]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert "<h1>North Korea and Venezuela</h1>" in (tmp_path / "out.ipynb").read_text(encoding="utf-8")
