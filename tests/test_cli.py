import errno
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import relations
from relations import batch, corpus, schema, tables
from relations.batch import Failure, Summary
from relations.cli import main
from relations.errors import BuildError

TOP = Path(__file__).parents[1]
SEEDS = TOP / "seeds"
SEED = next(path for path in sorted(SEEDS.glob("*.txt")))
ARTICLE = "= Chad–Oman relations =\n\nChad opened an embassy in Muscat in 1998. Oman has none.\n"
BAD = {
    "empty": (b"", "empty file"),
    "untitled": (b"Chad and Oman\n", "no title in the first line"),
    "unknown": ("= Xanadu–Oman relations =\n".encode(), "Xanadu"),
    "latin": ("= Côte d'Ivoire-Oman relations =\n".encode("latin-1"), "not UTF-8"),
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def started(*args, **options):
    """Start the real program, as a shell does."""
    command = [sys.executable, "-m", "relations", *map(str, args)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", **options
    )


def ended(*args, **options):
    process = started(*args, **options)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def one_line(err, *parts):
    assert err.startswith("relations: ")
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert [part for part in parts if part not in err] == []


# --- usage


def test_help_names_every_command():
    shown = run("--help")
    assert shown.exit_code == 0
    assert [name for name in ("build", "check", "explain", "extract") if f"\n  {name} " not in shown.output] == []


@pytest.mark.parametrize("command", ["build", "check", "explain", "extract"])
def test_every_command_explains_itself_in_whole_words(command):
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert "PATH" in shown.output or "PAIR" in shown.output
    assert "..." not in run("--help").output.split("Commands:")[1]


def test_the_version_is_told():
    assert run("--version").output == f"relations {relations.__version__}\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "see 'relations --help'"),
        (["nonsense"], "No such command 'nonsense'"),
        (["extract"], "PATH"),
        (["extract", "seeds"], "Missing option '--out'"),
        (["extract", "seeds", "--out", "x", "--format", "xlsx"], "'xlsx' is not one of"),
        (["check"], "PATH"),
        (["explain"], "PATH"),
        (["explain", "x.txt", "--sentence", "first"], "'first' is not a valid integer"),
        (["build", "--jobs", "0"], "--jobs"),
        (["build", "--timeout", "0"], "--timeout"),
        (["build", "--nonsense"], "--nonsense"),
    ],
)
def test_wrong_usage_is_one_line_and_ends_in_2(args, said, here):
    shown = run(*args)
    assert shown.exit_code == 2
    one_line(shown.stderr, said)
    assert shown.stdout == ""
    assert list(here.iterdir()) == []


def test_help_is_shown_without_loading_the_libraries():
    script = (
        "import atexit, sys; atexit.register(lambda: print(sorted(sys.modules))); sys.argv = ['relations', '--help']"
    )
    script += "; from relations.cli import main; main()"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "'click'" in shown
    loaded = [name for name in ("pandas", "numpy", "matplotlib", "IPython", "papermill") if f"'{name}'" in shown]
    assert loaded == []


# --- extract


def test_extract_writes_every_table_with_its_description(here):
    shown = run("extract", SEEDS, "--out", "out")
    assert (shown.exit_code, shown.stderr) == (0, "")
    expected = {*(f"{table}.csv" for table in schema.TABLES), "datapackage.json", "CODEBOOK.md"}
    assert {path.name for path in (here / "out").iterdir()} == expected
    assert {Path(line).name for line in shown.stdout.splitlines()} == expected
    assert tables.read("out")["articles"]["article"].tolist() == sorted(path.stem for path in SEEDS.glob("*.txt"))
    assert len(json.loads((here / "out" / "datapackage.json").read_text(encoding="utf-8"))["resources"]) == len(
        schema.TABLES
    )


def test_extracting_twice_gives_the_same_bytes(here):
    for seed in ("1", "2"):
        assert ended("extract", SEEDS, "--out", seed, env={**os.environ, "PYTHONHASHSEED": seed})[0] == 0
    one, two = ({path.name: path.read_bytes() for path in (here / seed).iterdir()} for seed in ("1", "2"))
    assert one == two
    assert "events.csv" in one


def test_the_quotations_stand_in_the_text_where_the_evidence_says(here):
    run("extract", SEEDS, "--out", "out")
    read = tables.read("out")
    checked = 0
    for table in ("events", "missions", "figures"):
        for row in read[table].to_dict("records"):
            text = (SEEDS / f"{row['article']}.txt").read_bytes().decode()
            spans = [tuple(map(int, span.split(":"))) for span in row["evidence"].split(";")]
            assert " | ".join(text[start:end] for start, end in spans) == row["quote"]
            checked += 1
    assert checked > 0


@pytest.mark.parametrize(
    ("format", "library", "file"), [("parquet", "pyarrow", "events.parquet"), ("duckdb", "duckdb", "relations.duckdb")]
)
def test_extract_writes_other_formats(format, library, file, here):
    pytest.importorskip(library)
    assert run("extract", SEED, "--out", "out", "--format", format).exit_code == 0
    assert (here / "out" / file).stat().st_size > 0


def test_a_format_that_is_not_installed_says_what_to_install(here, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    shown = run("extract", SEED, "--out", "out", "--format", "duckdb")
    assert shown.exit_code == 2
    one_line(shown.stderr, 'pip install "relations[data]"')
    assert not (here / "out").exists()


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("command", [("extract", "--out", "out"), ("check",), ("explain",)])
def test_a_file_that_is_no_article_is_one_line_and_ends_in_2(kind, command, here):
    data, said = BAD[kind]
    (here / "bad.txt").write_bytes(data)
    shown = run(command[0], "bad.txt", *command[1:])
    assert shown.exit_code == 2
    one_line(shown.stderr, "bad.txt", said)
    assert shown.stdout == ""
    assert not (here / "out").exists()


@pytest.mark.parametrize("command", [("extract", "--out", "out"), ("check",), ("explain",)])
def test_a_missing_path_is_one_line_and_ends_in_2(command, here):
    shown = run(command[0], "nowhere", *command[1:])
    assert shown.exit_code == 2
    one_line(shown.stderr, "nowhere: no such file or folder")
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("command", [("extract", "--out", "out"), ("check",)])
def test_a_folder_without_articles_is_one_line_and_ends_in_2(command, here):
    (here / "empty").mkdir()
    shown = run(command[0], "empty", *command[1:])
    assert shown.exit_code == 2
    one_line(shown.stderr, "empty: no articles in this folder")
    assert not (here / "out").exists()


def test_bad_files_among_others_are_told_each_and_the_others_written(here):
    for name, (data, _) in BAD.items():
        (here / f"{name}.txt").write_bytes(data)
    (here / "good.txt").write_text(ARTICLE, encoding="utf-8")
    shown = run("extract", ".", "nowhere", "--out", "out")
    assert shown.exit_code == 2
    lines = shown.stderr.splitlines()
    assert len(lines) == len(BAD) + 1
    for name in (*BAD, "nowhere"):
        assert sum(name in line for line in lines) == 1
    assert tables.read("out")["articles"]["article"].tolist() == ["good"]


def test_tables_of_before_stay_when_nothing_can_be_read(here):
    run("extract", SEED, "--out", "out")
    before = {path.name: path.read_bytes() for path in (here / "out").iterdir()}
    (here / "bad.txt").write_bytes(b"")
    assert run("extract", "bad.txt", "--out", "out").exit_code == 2
    assert {path.name: path.read_bytes() for path in (here / "out").iterdir()} == before


def test_a_folder_that_cannot_be_written_is_one_line_and_ends_in_2(here):
    (here / "out").write_text("a file")
    shown = run("extract", SEED, "--out", "out")
    assert shown.exit_code == 2
    one_line(shown.stderr, "out: cannot be written")
    assert (here / "out").read_text() == "a file"


# --- check


def test_check_says_file_line_column_kind_and_message(here):
    (here / "odd.txt").write_text(ARTICLE + "\n== A ==\nChad.\n\n==== B ====\nOman.\n", encoding="utf-8")
    shown = run("check", "odd.txt")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert re.search(
        r"^odd\.txt:8:\d+: reading: heading 'B' of level 4 stands under one of level 2$", shown.stdout, re.MULTILINE
    )


def test_check_tells_every_finding_of_the_seeds():
    shown = run("check", SEEDS)
    assert (shown.exit_code, shown.stderr) == (0, "")
    lines = shown.stdout.splitlines()
    for finding in corpus.load(SEEDS).tables()["findings"].itertuples():
        assert sum(line.endswith(f": {finding.kind}: {finding.message}") for line in lines) >= 1
    assert all(re.match(r".+\.txt:\d+:\d+: [a-z-]+: .+", line) for line in lines)


def test_check_reads_the_others_when_one_is_bad(here):
    (here / "a.txt").write_bytes(b"")
    (here / "odd.txt").write_text("= Chad–Oman relations =\n", encoding="utf-8")
    shown = run("check", ".")
    assert shown.exit_code == 2
    one_line(shown.stderr, "a.txt: empty file")
    assert "nothing to read" in shown.stdout


# --- explain


def test_explain_shows_one_sentence_or_all():
    article = relations.read_article(SEED)
    whole, one = run("explain", SEED), run("explain", SEED, "--sentence", "1")
    assert (whole.exit_code, one.exit_code) == (0, 0)
    assert article.sentences[0].text in one.output
    assert all(sentence.text in whole.output for sentence in article.sentences)
    assert len(one.output) < len(whole.output)


def test_explain_says_when_there_is_no_such_sentence():
    shown = run("explain", SEED, "--sentence", "9999")
    assert shown.exit_code == 2
    one_line(shown.stderr, "9999")


# --- build


def test_build_passes_its_arguments_on(monkeypatch):
    asked = []

    def build(*args, **options):
        asked.append((args, options))
        return Summary(built=("PRK-ZAF",), failed=())

    monkeypatch.setattr(batch, "build", build)
    shown = run("build", "ZAF-PRK", "--seeds", "s", "--reports", "r", "--jobs", "3")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout == "1 report built, in r\n"
    assert asked == [((("ZAF-PRK",),), {"seeds": "s", "reports": "r", "options": batch.Options(jobs=3)})]


def test_build_takes_its_limits_from_the_command_line(monkeypatch):
    asked = []
    monkeypatch.setattr(batch, "build", lambda *_, options, **__: asked.append(options) or Summary(built=(), failed=()))
    assert run("build", "--force", "--timeout", "2.5", "--memory", "100", "--engine", "nbclient").exit_code == 0
    assert asked == [batch.Options(force=True, timeout=2.5, memory=100, engine="nbclient")]


def test_a_pair_that_fails_is_told_with_cell_and_error_and_ends_in_1(monkeypatch):
    failed = (Failure("PRK-ZAF", "ValueError: no such year", cell=7), Failure("", "seeds/x.txt: empty file"))
    monkeypatch.setattr(batch, "build", lambda *_, **__: Summary(built=("PRK-VEN",), failed=failed))
    shown = run("build")
    assert shown.exit_code == 1
    assert shown.stderr.splitlines() == [
        "relations: PRK-ZAF: cell 7: ValueError: no such year",
        "relations: seeds/x.txt: empty file",
    ]
    assert "1 report built, 2 failed" in shown.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--seeds", "nowhere"], "nowhere: no such file or folder"),
        (["PRK-FRA", "--seeds", SEEDS], "FRA-PRK: no article describes this pair; expected one of PRK-VEN, PRK-ZAF"),
        (["Korea", "--seeds", SEEDS], "Korea: not a pair of states"),
    ],
)
def test_a_build_that_cannot_begin_is_one_line_and_ends_in_2(args, said, here):
    shown = run("build", "--reports", "out", *args)
    assert shown.exit_code == 2
    one_line(shown.stderr, said)
    assert list(here.iterdir()) == []


# --- whatever happens


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (BuildError("no room", where="reports"), 2, "reports: no room"),
        (OSError(errno.ENOSPC, "No space left on device", "reports/x"), 2, "reports/x: No space left on device"),
        (ZeroDivisionError("division by\nzero"), 2, "a fault of the program (ZeroDivisionError at test_cli.py:"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_an_error_is_one_line_and_no_traceback(error, status, said, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(batch, "build", fail)
    shown = run("build")
    assert shown.exit_code == status
    one_line(shown.stderr.lstrip("\n"), said)


def test_the_real_program_ends_as_the_tests_say(here):
    (here / "bad.txt").write_bytes(b"")
    assert ended("--version") == (0, f"relations {relations.__version__}\n", "")
    status, out, err = ended("check", "bad.txt")
    assert (status, out) == (2, "")
    one_line(err, "bad.txt: empty file")


def test_a_reader_that_stops_is_no_error(here):
    for i in range(40):
        (here / f"odd{i}.txt").write_text("= Chad–Oman relations =\n", encoding="utf-8")
    with started("check", ".") as process:
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=120) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_an_interrupted_program_ends_in_130(here):
    os.mkfifo(here / "waits.txt")
    process = started("check", "waits.txt")
    with (here / "waits.txt").open("wb"):  # opens as soon as the program reads
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (130, "")
    one_line(err.lstrip("\n"), "interrupted")


def test_a_terminal_without_the_letters_gets_signs_in_their_place(here):
    (here / "odd.txt").write_text("= Chad–Oman relations =\n\n== A ==\nChad.\n\n==== Ő ====\nOman.\n", encoding="utf-8")
    status, out, err = ended("check", "odd.txt", env={**os.environ, "PYTHONIOENCODING": "iso-8859-1"})
    assert (status, err) == (0, "")
    assert "\\u0150" in out
