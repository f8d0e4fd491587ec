"""A notebook executed in a forked process is what papermill makes of it with a kernel."""

import json
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace

import nbformat
import papermill
import pytest
from nbformat import v4
from papermill.engines import papermill_engines

from relations.batch import crew, execution
from relations.batch.engine import ForkEngine

pytestmark = [
    pytest.mark.skipif(not crew.FORKS, reason="no process can be forked here"),
    pytest.mark.filterwarnings("default"),  # a child has the filters of its parent; these are a program's
]

TOP = Path(__file__).parents[1]
SHOWN = [
    "import sys\nprint('out'); print('err', file=sys.stderr); print('more')\n3",
    "from IPython.display import HTML, clear_output, display\nprint('x'); display(HTML('<b>1</b>')); print('y')",
    "shown = display('first', display_id='name')",
    "shown.update('second'); 4",
    "   ",
    "import matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1)); plt.plot([1, 2]);",
    "print('gone'); clear_output(); print('kept')",
    "print('gone'); clear_output(wait=True); pair",
    "import pandas as pd\npd.DataFrame({'a': [1]})",
    "quiet = 5;\nquiet;",
    "class Odd:\n    __repr__ = lambda self: 'odd'\n    def _repr_png_(self):\n        return b'png'\nOdd()",
    "await __import__('asyncio').sleep(0, 'awaited')",
    "_, Out[3]",
]
FAILING = ["def f():\n    raise ValueError('bad\\nvalue')\nf()", "never"]
COLOURS = re.compile(r"\\u001b\[[\d;]*m")  # of a traceback: the two do not mark the same words
TIMES = {"start_time", "end_time", "duration", "execution", "output_path", "input_path"}


@pytest.fixture(autouse=True)
def _registered(tmp_path, monkeypatch):
    papermill_engines.register("relations", ForkEngine)
    monkeypatch.chdir(tmp_path)


def notebook(*sources, tags=()):
    cells = [v4.new_markdown_cell("# Title", id="title")]
    cells.append(v4.new_code_cell("pair = 'A'", id="given", metadata={"tags": ["parameters"]}))
    cells += [v4.new_code_cell(source, id=f"c{i}", metadata={"tags": list(tags)}) for i, source in enumerate(sources)]
    spec = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    return v4.new_notebook(cells=cells, metadata=spec)


def executed(written, engine, **options):
    """What papermill writes, without times; and the class of the error that it raised."""
    papermill_engines.register("relations", ForkEngine)
    output, raised = Path(f"{engine}.ipynb"), None
    try:
        papermill.execute_notebook(
            nbformat.from_dict(written), output, {"pair": "B"}, engine_name=engine, progress_bar=False, **options
        )
    except papermill.PapermillExecutionError as error:
        raised = (error.ename, error.evalue, error.cell_index, error.exec_count)
    made = json.loads(COLOURS.sub("", output.read_text(encoding="utf-8")), object_hook=timeless)
    for cell in made["cells"]:
        cell["id"] = ""  # papermill names the cells that it adds by chance
    return made, raised


def timeless(table):
    return {name: sorted(value) if name == "execution" and value else value for name, value in table.items()
            if name not in TIMES - {"execution"}}  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "tags"), [(SHOWN, ()), (SHOWN[:2] + FAILING, ()), (FAILING[:1] * 2, ["raises-exception"])]
)
def test_a_notebook_is_what_papermill_makes_of_it_but_for_times(sources, tags):
    written = notebook(*sources, tags=tags)
    text = json.dumps(written)
    # A worker is a process of its own, where pyplot is not yet bound to what other tests draw on.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one:
        forked = one.submit(executed, json.loads(text), "relations").result()
    kernel = executed(json.loads(text), "nbclient")
    assert forked[1] == kernel[1]
    for ours, theirs in zip(forked[0]["cells"], kernel[0]["cells"], strict=True):
        assert ours == theirs
    assert forked == kernel


@pytest.mark.parametrize("name", ["pair", "comparison"])
def test_the_notebooks_of_the_project_come_out_the_same(name, monkeypatch):
    monkeypatch.chdir(TOP)
    source = (TOP / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")
    forked, kernel = (execution.execute(source, {"seeds": "seeds"}, fork=fork) for fork in (True, False))
    assert execution.content(forked) == execution.content(kernel)


# What a kernel says of itself, past the outputs of its cells: when it is told to stop, say.
SAYS = "import os; n = os.write(2, b'Traceback (most recent call last):')"


def test_what_a_kernel_says_of_itself_is_not_said_on_our_terminal(capfd):
    execution.execute(nbformat.writes(notebook(SAYS)), {})
    assert capfd.readouterr() == ("", "")


CHANGES = """
import os, random, numpy, matplotlib
left = "here"
os.chdir("/")
os.environ["LEFT"] = "here"
matplotlib.rcParams["font.size"] = 99
"""
LOOKS = """
import os, random, numpy, matplotlib
("left" in dir(), os.getcwd() == "/", "LEFT" in os.environ, matplotlib.rcParams["font.size"] == 99)
"""
DRAWS = "import random, numpy\n(random.random(), numpy.random.random())"


def shown(*sources, **limits):
    source = nbformat.writes(notebook(*sources))
    made = execution.execute(source, {}, fork=True, limits=execution.Limits(**limits))
    return "".join(output.get("text", "") or output.data["text/plain"] for output in made.cells[-1].outputs)


def test_nothing_passes_from_one_notebook_to_the_next():
    shown(CHANGES)
    assert shown(LOOKS) == "(False, False, False, False)"


def test_chance_is_the_same_for_the_same_notebook():
    assert shown(DRAWS) == shown(DRAWS)
    assert shown(DRAWS) != shown(DRAWS + "  # another notebook")


def test_what_other_programs_print_is_kept():
    assert shown("import os\nos.write(1, b'raw ')\nimport subprocess\nsubprocess.run(['echo', 'by another']);") == (
        "raw by another\n"
    )


def test_a_million_characters_are_printed_whole_and_what_is_more_is_counted():
    assert shown("print('x' * 999_999)") == "x" * 999_999 + "\n"
    more = "import os\nprint('x' * 600_000)\nos.write(1, b'y' * 600_000);"
    assert shown(more).endswith(
        "yyy\n[200,001 more characters were printed; a report keeps the first 1,000,000 of a cell]\n"
    )


def test_papermill_finds_the_engine_by_its_name():
    command = [Path(sys.executable).parent / "papermill", "--engine", "relations", TOP / "notebooks" / "pair.ipynb"]
    given = ["-p", "pair", "PRK-ZAF", "-p", "seeds", TOP / "seeds"]
    ran = subprocess.run([*command, "out.ipynb", *given], check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    cells = nbformat.read("out.ipynb", as_version=4).cells
    assert "North Korea and South Africa" in str(next(cell for cell in cells if cell.id == "title").outputs)
    assert "iopub.execute_input" in cells[-1].metadata.execution


@pytest.mark.parametrize(
    ("source", "limits", "said"),
    [
        ("while True: pass", {"timeout": 1}, "TimeoutError: the notebook took longer than 1 s"),
        ("many = bytearray(2**30)", {"memory": 2**28}, "MemoryError: "),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", {}, "DeadKernelError: Kernel died"),
        ("import os; os._exit(0)", {}, "DeadKernelError: Kernel died"),
        ("import sys; sys.exit(0)", {}, "SystemExit: 0"),
        ("exec('(' * 9)", {}, "SyntaxError: "),
        ("input()", {}, "EOFError: "),
    ],
)
def test_a_notebook_that_ends_badly_is_told_with_its_cell(source, limits, said):
    with pytest.raises(execution.CellError) as raised:
        shown("1 + 1", source, "'never'", **limits)
    assert raised.value.what.startswith(said)
    assert raised.value.cell == 4


def test_a_worker_that_cannot_start_tells_why(tmp_path, monkeypatch):
    (tmp_path / "papermill.py").write_text("raise ImportError('nothing here')", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    workers = crew.Crew()
    made = workers.make(SimpleNamespace(subject="OMN-TCD"))
    workers.end()
    assert made.failure.reason == "the process that made it could not start: ImportError: nothing here"
