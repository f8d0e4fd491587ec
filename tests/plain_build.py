"""Articles -> their reports, made without `relations build`: what the bench compares it with.

usage: python tests/plain_build.py kernels|script SEEDS FOLDER JOBS

`kernels` executes `pair.ipynb` with papermill and exports it with nbconvert, as one does without a program for it. Its
kernels are spoken to through files: of those started at one time, two at times get one port (papermill's issue 511).
`script` is the floor: no notebook, only what its cells compute, and the same template; its pages are those of a build
but for blank lines.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType
from typing import Any

import jinja2
import nbformat
from traitlets.config import Config

from relations import articles, paths, reports, schema, tables

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
FILES = tuple(f"{name}.csv" for name in schema.TABLES)
COMPARISON = "comparison"


def pairs(seeds: str) -> list[str]:
    return sorted({articles.subject(file) for file in paths.texts(Path(seeds))})


def with_kernel(pair: str, seeds: str, folder: Path) -> None:
    import papermill

    executed, page = folder / f"{pair}.ipynb", folder / f"{pair}.html"
    given = {"pair": pair, "seeds": seeds}
    with TemporaryDirectory(prefix="kernel-") as place:
        talk = Config(KernelManager={"transport": "ipc", "connection_file": str(Path(place, "kernel.json"))})
        papermill.execute_notebook(
            NOTEBOOKS / "pair.ipynb", executed, parameters=given, progress_bar=False, config=talk
        )  # fmt: skip
    page.write_text(exporter().from_filename(str(executed))[0], encoding="utf-8")


@cache
def exporter() -> Any:
    from nbconvert.exporters import HTMLExporter

    return HTMLExporter()


def with_script(subject: str, seeds: str, folder: Path) -> None:
    """Write the page of a pair and its tables, or the page of the comparison and the tables of all."""
    if subject == COMPARISON:
        given: dict[str, Any] = {"pairs": [], "seeds": seeds}
        offered, top, page, beside = tuple(f"tables/{name}" for name in FILES), "", "comparison.html", folder / "tables"
    else:
        given = {"pair": subject, "seeds": seeds}
        offered, top, beside = (*FILES, "report.ipynb"), "../", folder / subject.lower()
        page = f"{subject.lower()}/index.html"
    shown = list(body("comparison.ipynb" if subject == COMPARISON else "pair.ipynb", given))
    beside.mkdir(parents=True, exist_ok=True)
    tables.write(given["tables"], beside)
    (folder / page).write_bytes(filled(shown, top, offered))


def filled(shown: list[tuple[str, str, str]], top: str, downloads: tuple[str, ...]) -> bytes:
    """The template of a report with what its cells show."""
    heading = next((html for _, _, html in shown if "<h1" in html), "")
    found = reports.TITLE.search(heading)
    contents = [(anchor, name) for anchor, name, _ in shown if anchor]
    pieces = [f'</section>\n<section id="{anchor}">\n{html}' if anchor else html for anchor, _, html in shown]
    html = template().render(
        title=reports.TAGS.sub("", found[1]).strip() if found else "Report", top=top, downloads=downloads,
        contents=contents, body=f'<section class="opening">{"".join(pieces)}</section>',
    )  # fmt: skip
    return ("\n".join(line.rstrip() for line in html.splitlines()) + "\n").encode()


@cache
def template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(reports.TEMPLATES)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(
        "report.html.j2"
    )


def body(notebook: str, given: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Run the cells in one scope, `given`; of each: anchor and name of the section that it begins, and its HTML."""
    for anchor, name, html, statements, last in cells(notebook):
        if not statements:
            yield anchor, name, f"\n{html}\n"
            continue
        exec(statements, given)
        if last:
            yield "", "", f"\n{eval(last, given)._repr_html_()}\n"


@cache
def cells(notebook: str) -> list[tuple[str, str, str, CodeType | None, CodeType | None]]:
    """The cells of a notebook that a report shows: prose as HTML, code as what is to be run."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    prose = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True))
    read = nbformat.read(NOTEBOOKS / notebook, as_version=4).cells
    made = []
    for cell in read:
        tags = cell.metadata.get("tags", ())
        if cell.cell_type == "code" and "parameters" not in tags:
            made.append(("", "", "", *compiled(cell.source)))
        elif cell.cell_type == "markdown" and reports.HIDDEN not in tags:
            heading = reports.HEADING.match(cell.source)
            named = (cell.id, heading[1]) if heading else ("", "")
            made.append((*named, prose.render(cell.source), None, None))
    return made


def compiled(source: str) -> tuple[CodeType, CodeType | None]:
    """The statements of a cell, and the expression it ends with."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    shown = compile(ast.Expression(last.value), "cell", "eval") if isinstance(last, ast.Expr) else None
    return compile(tree, "cell", "exec"), shown


def make(one: Callable[[str], None], subjects: list[str], jobs: int) -> None:
    """Make all reports, one after another or in a pool of processes."""
    if jobs == 1:
        for subject in subjects:
            one(subject)
        return
    with get_context("fork").Pool(jobs) as pool:
        pool.map(one, subjects, chunksize=1)
        pool.close()
        pool.join()


def place(subjects: list[str], folder: Path) -> None:
    """Tell on the page of each pair where it stands among all."""
    from relations import analysis, display

    summary = analysis.summary_of_pairs(tables.read(folder / "tables"))
    for pair in subjects:
        page = folder / pair.lower() / "index.html"
        told = display.with_standing(page.read_text(encoding="utf-8"), display.standing(summary, pair))
        page.write_text(told, encoding="utf-8")


def main() -> None:
    way, seeds, folder, jobs = sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
    folder.mkdir(parents=True, exist_ok=True)
    found = pairs(seeds)
    if way == "kernels":
        import papermill  # noqa: F401  Once, before the processes of the pool part.

        exporter()
        make(partial(with_kernel, seeds=seeds, folder=folder), found, jobs)
    else:
        from relations import analysis, charts, display, maps, prose  # noqa: F401  As above.

        subjects = list(chain([COMPARISON], found)) if jobs > 1 else [*found, COMPARISON]
        make(partial(with_script, seeds=seeds, folder=folder), subjects, jobs)
        place(found, folder)


if __name__ == "__main__":
    main()
