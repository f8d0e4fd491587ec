"""The command line: each command parses its arguments, calls one public function and prints what came of it.

Exit status: 0 all well; 1 some pair failed; 2 wrong usage or unreadable input; 130 interrupted. Errors are
one line each on standard error. Libraries are imported inside the commands, so that `relations --help` answers at once.
"""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb
from typing import Any

import click

from relations import __version__
from relations.errors import RelationsError

FAILED, UNREADABLE, INTERRUPTED = 1, 2, 130
PATHS = click.argument("sources", metavar="PATH...", nargs=-1, required=True)


class Commands(click.Group):
    """A group whose commands return the exit status, and which says every error in one line."""

    def main(self, *args: Any, **extra: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        extra |= {"standalone_mode": False, "prog_name": "relations"}
        try:
            status = super().main(*args, **extra) or 0
        except (click.Abort, KeyboardInterrupt):
            status = _complain("interrupted", INTERRUPTED)
        except Exception as error:  # noqa: BLE001  Nobody who types a command is helped by a traceback.
            status = _complain(_said(error), UNREADABLE)
        sys.exit(status)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read the output has stopped; Python would complain of it again when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return status


def _complain(line: str, status: int) -> int:
    click.echo(f"relations: {' '.join(line.split())}", err=True)
    return status


def _said(error: Exception) -> str:
    """An error in words: what a person can mend, or where the program is at fault."""
    if isinstance(error, RelationsError):
        return str(error)
    if isinstance(error, click.UsageError) and error.ctx:
        return f"{error.format_message().rstrip('.')}; see '{error.ctx.command_path} --help'"
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError):
        return f"{error.filename or 'input or output'}: {error.strerror or error}"
    frame = extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return f"a fault of the program ({type(error).__name__} at {place}: {error}); please report it with the command"


@click.group(cls=Commands, no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="relations %(version)s")
def main() -> None:
    """Turn articles on the relations of two states into dated, coded, sourced events, and these into reports.

    Exit status: 0 all well; 1 some pair failed, the others are built; 2 wrong usage or unreadable input;
    130 interrupted.
    """


@main.command()
@click.argument("pairs", metavar="[PAIR]...", nargs=-1)
@click.option("--seeds", default="seeds", show_default=True, metavar="DIR", help="Folder of articles.")
@click.option("--reports", default="reports", show_default=True, metavar="DIR", help="Folder of the reports.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Notebooks run at a time (default: as many as processors)."
)
@click.option(
    "--cluster", metavar="ADDRESS", help="Build on a dask cluster, such as tcp://10.0.0.5:8786; local: try one."
)
@click.option("--force", is_flag=True, help="Build what has not changed, too.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="S", help="Seconds for each notebook.")
@click.option("--memory", type=click.IntRange(min=1), metavar="MB", help="Megabytes for each notebook (default: 4096).")
@click.option(
    "--engine", type=click.Choice(["relations", "nbclient"]),
    help="Run notebooks in forked processes (default, where there are), or each in a kernel of its own.",
)  # fmt: skip
def build(pairs: tuple[str, ...], seeds: str, reports: str, **options: Any) -> int:
    """Build the reports of pairs of states.

    PAIR is two ISO 3166-1 alpha-3 codes in either order, such as PRK-ZAF. Without one, every pair that the articles
    describe gets its report. A report whose articles, notebook and program have not changed is left as it is.
    """
    from relations import batch

    given = batch.Options(**{name: value for name, value in options.items() if value is not None})
    summary = batch.build(pairs, seeds=seeds, reports=reports, options=given)
    click.echo(f"{summary}, in {reports}")
    for failure in summary.failed:
        _complain(str(failure), FAILED)
    return FAILED if summary.failed else 0


@main.command()
@PATHS
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder of the tables.")
@click.option("--format", type=click.Choice(["csv", "parquet", "duckdb"]), default="csv", show_default=True)
def extract(sources: tuple[str, ...], out: Path, format: str) -> int:
    """Write the tables of articles into a folder.

    PATH is a file, or a folder whose *.txt files are read. A codebook and a data package are written beside the tables.
    """
    from relations import corpus, tables

    read = corpus.gather(*sources)
    if read.extractions:
        for path in tables.write(read.tables(), out, format):
            click.echo(path)
    return _failures(read.failures)


@main.command()
@PATHS
def check(sources: tuple[str, ...]) -> int:
    """Say what is odd in articles, a line each.

    That is how they are written, and what does not fit together in them, as FILE:LINE:COLUMN: KIND: MESSAGE.
    """
    from relations import corpus

    read = corpus.gather(*sources)
    for line in read.remarks():
        click.echo(line)
    return _failures(read.failures)


@main.command()
@click.argument("source", metavar="PATH")
@click.option("--sentence", metavar="N", type=click.IntRange(min=1), help="Only this sentence, counted from 1.")
def explain(source: str, sentence: int | None) -> int:
    """Show what was read in each sentence, and why.

    That is the states and dates tagged in it, the rule that fired, and why a sentence gave nothing.
    """
    from relations import articles
    from relations.explain import explain

    click.echo(explain(articles.read(source), sentence))
    return 0


def _failures(failures: Sequence[tuple[Path, RelationsError]]) -> int:
    for _, error in failures:
        _complain(str(error), UNREADABLE)
    return UNREADABLE if failures else 0
