"""The project's own promises: which way imports go, how long things are, and what the files at the top agree on."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import relations

TOP = Path(__file__).parents[1]
PACKAGE = TOP / "relations"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = {
    name: layer
    for layer, names in enumerate(
        [
            "errors",
            "appearance paths patterns words",
            "schema",
            "lexicon",
            "countries dates",
            "articles",
            "tagging",
            "actors",
            "missions figures coding",
            "events",
            "findings tables",
            "extraction",
            "corpus explain",
            "analysis",
            "prose charts",
            "maps",
            "display",
            "reports",
            "batch",
            "cli",
            "__init__ __main__",
        ]
    )
    for name in names.split()
}
FRAMES = "tables extraction corpus analysis prose charts maps display batch reports"
HOMES = {
    "IPython": "display batch",
    "click": "cli",
    "concurrent": "batch reports",
    "distributed": "batch",
    "duckdb": "tables",
    "jinja2": "batch reports",
    "jupyter_core": "batch",
    "matplotlib": "charts maps",
    "multiprocessing": "batch reports",
    "mwparserfromhell": "articles",
    "nbclient": "batch reports",
    "nbconvert": "batch reports",
    "nbformat": "batch reports",
    "numpy": "analysis charts maps batch",
    "pandas": FRAMES,
    "papermill": "batch reports",
    "pyarrow": "tables",
    "scipy": "analysis",
    "sentencex": "articles",
    "tqdm": "batch",
    "traitlets": "batch reports",
}
SERVES_WITHOUT_IMPORT = {"ipykernel", "jupyterlab"}  # the kernel that runs notebooks, and the place to explore them
TOP_LEVEL = (
    ".ci .gitattributes .github .gitignore CHANGELOG.md CONTRIBUTING.md LICENSE Makefile README.md environment.yml "
    "notebooks pyproject.toml relations reports requirements.lock seeds tests"
)


def name_of(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


def home_of(path: Path) -> str:
    """The part of the package that a module belongs to: `tables` for tables/files.py and for tables.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, str, bool]]:
    """Every import of a module, inside functions too: the module, the name taken from it, if it waits for a call."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    waiting = {id(node) for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "", id(node) in waiting) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name, id(node) in waiting) for alias in node.names)


def ours(path: Path) -> Iterator[str]:
    """The parts of the package that a module imports."""
    for module, name, _ in imports(path):
        if module.split(".")[0] == "relations":
            yield [*module.split("."), name][1]


def libraries(path: Path) -> Iterator[tuple[str, bool]]:
    """The packages of others that a module imports, and whether that waits for a call."""
    for module, _, waits in imports(path):
        top = module.split(".")[0]
        if top not in sys.stdlib_module_names and top not in {"relations", "tests"}:
            yield top, waits


def project() -> dict[str, object]:
    return dict(tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def requirements(extras: bool) -> dict[str, Requirement]:
    """What pyproject.toml asks for, by name: the package's own, and with `extras` those of every extra too."""
    table = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        *table["dependencies"],
        *(line for extra in table["optional-dependencies"].values() for line in extra if extras),
    ]
    found = map(Requirement, lines)
    return {canonicalize_name(one.name): one for one in found if one.name != "relations"}


def locked() -> dict[str, str]:
    """The entry of each requirement in the lock file, hashes included."""
    lines = [
        line
        for line in (TOP / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    entries = "\n".join(lines).replace("\\\n", "").splitlines()
    return {re.split(r"[=; ]", entry)[0]: entry for entry in entries}


def files() -> list[Path]:
    """The files that are, or are about to be, under version control."""
    git = shutil.which("git")
    if git is None or not (TOP / ".git").exists():
        pytest.skip("not a checkout of git")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=TOP, check=True, capture_output=True
    )
    paths = (TOP / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    home = home_of(path)
    assert home in LAYERS, f"give {home} a layer in this test, and in the README"
    upward = [name for name in ours(path) if name not in {home, "__version__"} and LAYERS.get(name, 99) >= LAYERS[home]]
    assert home in {"__init__", "__main__"} or not upward


@pytest.mark.parametrize("path", [path for path in MODULES if path != PACKAGE / "__init__.py"], ids=name_of)
def test_no_module_is_imported_by_a_text(path: Path) -> None:
    assert not re.search(r"\b(import_module|__import__)\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_library_has_one_home(path: Path) -> None:
    used = {module.split(".")[0] for module, _, _ in imports(path)}
    strayed = {library for library in used & set(HOMES) if home_of(path) not in HOMES[library].split()}
    assert not strayed


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_is_imported_is_declared(path: Path) -> None:
    core, known = set(requirements(extras=False)), set(requirements(extras=True))
    for library, waits in libraries(path):
        assert canonicalize_name(library) in (known if waits else core), (
            f"{library}: only a core dependency is there for all"
        )


@pytest.mark.parametrize("path", sorted((TOP / "tests").rglob("*.py")), ids=name_of)
def test_what_tests_import_is_declared(path: Path) -> None:
    shared = {other.stem for other in path.parent.glob("*.py")}
    used = {canonicalize_name(library) for library, _ in libraries(path) if library not in shared}
    assert used <= set(requirements(extras=True))


def test_what_is_declared_is_imported() -> None:
    imported = {canonicalize_name(library) for path in MODULES for library, _ in libraries(path)}
    assert set(requirements(extras=False)) - imported - SERVES_WITHOUT_IMPORT == set()


def test_importing_the_package_stays_light() -> None:
    code = (
        "import relations, sys; [getattr(relations, name) for name in sys.argv[1:]]; "
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    bare, resolved = (
        set(
            subprocess.run(
                [sys.executable, "-c", code, *names], check=True, capture_output=True, text=True
            ).stdout.split()
        )
        for names in ([], relations.__all__)
    )
    heavy = {"matplotlib", "IPython", "papermill", "nbconvert", "nbformat", "nbclient", "jinja2"}
    assert not bare & (heavy | {"pandas", "numpy", "scipy"})
    assert not resolved & heavy


@pytest.mark.parametrize(
    ("needed", "unwanted"),
    [
        ("relations.batch", {"pandas", "numpy", "scipy", "matplotlib", "papermill", "nbconvert", "nbformat"}),
        ("relations.display, relations.maps, relations.tables", {"matplotlib", "papermill", "nbconvert", "nbformat"}),
    ],
)
def test_the_process_that_hands_out_reports_can_draw_and_execute_none(needed: str, unwanted: set[str]) -> None:
    code = f"import {needed}, sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not set(ran.stdout.split()) & unwanted


@pytest.mark.parametrize("name", relations.__all__)
def test_a_public_name_leads_to_what_it_says(name: str) -> None:
    assert getattr(relations, name)
    assert name in dir(relations)


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = relations.nothing


def test_the_version_is_told_once() -> None:
    assert relations.__version__ == project()["version"]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_fits_in_the_head(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 40]
    assert not long, "a function has at most 40 lines"
    assert text.count("\n") <= 300, "a module has at most 300 lines; beyond that it becomes a folder"


def test_no_file_names_a_machine_or_an_index() -> None:
    machine = re.compile(r"(?<![\w.:/~-])/(home|Users|root|work|tmp|opt|mnt|private)/\w|[A-Z]:\\Users")
    index = re.compile(r"pypi\.org|pythonhosted\.org|--(extra-)?index-url|--(find-links|trusted-host)")
    found = []
    for path in files():
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{name_of(path)}: {match[0]}" for pattern in (machine, index) if (match := pattern.search(text))]
    assert not found


def test_the_top_level_is_what_the_design_names() -> None:
    assert {path.relative_to(TOP).parts[0] for path in files()} <= set(TOP_LEVEL.split())


def test_the_lock_has_hashes_and_no_addresses() -> None:
    entries = locked()
    assert entries
    assert not [entry for entry in entries.values() if "==" not in entry or "--hash=sha256:" not in entry]
    assert "://" not in (TOP / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_holds_what_the_project_asks_for() -> None:
    entries = locked()
    for name, wanted in requirements(extras=True).items():
        assert name in entries, f"{name}: run `make lock`"
        version = re.split(r"==|[ ;]", entries[name])[1]
        assert wanted.specifier.contains(version), f"{name} {version}: run `make lock`"


def test_conda_installs_what_pip_does() -> None:
    other_names = {"matplotlib-base": "matplotlib", "playwright-python": "playwright", "python-duckdb": "duckdb"}
    lines = re.findall(
        r"^ +- ([\w.-]+) *([<>=!~].*)$", (TOP / "environment.yml").read_text(encoding="utf-8"), re.MULTILINE
    )
    listed = {other_names.get(name, canonicalize_name(name)): bound for name, bound in lines}
    assert listed.pop("python") == project()["requires-python"]
    assert listed == {name: str(one.specifier) for name, one in requirements(extras=True).items()}


def test_code_and_articles_are_licensed() -> None:
    assert (TOP / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert project()["license"] == "MIT"
    attribution = (TOP / "seeds/README.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in attribution
    for path in sorted((TOP / "seeds").glob("*.txt")):
        title = path.read_text(encoding="utf-8").splitlines()[0].strip("= ")
        assert f'`{path.name}` | "{title}"' in attribution, f"say in seeds/README.md what {path.name} is and whose"


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], str]:
    """Ask make what it would do for a target, with a venv of the test's own: fresh, or installed already."""
    program = shutil.which("make") or pytest.skip("no make here")
    env = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "VENV"}}

    def would(target: str) -> str:
        order = [program, "--dry-run", target, f"VENV={tmp_path}"]
        return subprocess.run(order, cwd=TOP, env=env, check=True, capture_output=True, text=True).stdout

    return would


@pytest.mark.parametrize("target", ["reports", "test", "check", "lab", "bench"])
def test_make_installs_nothing_twice(make: Callable[[str], str], tmp_path: Path, target: str) -> None:
    for stamp in (".locked", ".installed"):
        (tmp_path / stamp).touch()
    assert " pip " not in make(target)


def test_make_help_tells_every_target(make: Callable[[str], str]) -> None:
    targets = re.search(r"^\.PHONY: help (.*)$", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets
    assert all(f"make {target} " in make("help") for target in targets[1].split())


def test_the_workflow_runs_what_anyone_can() -> None:
    steps = (TOP / ".github/workflows/test.yml").read_text(encoding="utf-8").splitlines()
    assert "      - run: .ci/run" in steps
