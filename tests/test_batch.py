import json
import shutil
import stat
from pathlib import Path

import pytest

import relations
from relations import batch, tables
from relations.batch import execution, progress, refresh
from relations.batch.folder import clear, put, put_reading
from relations.batch.reading import Reading, read
from relations.batch.staging import staged
from relations.batch.summary import Failure
from relations.batch.task import Made, Task
from relations.errors import BuildError, PairError, RelationsError

NOTEBOOKS = Path(__file__).parent / "notebooks"
ARTICLES = {
    "a": "= Chad–Oman relations =\n\nChad opened an embassy in Muscat in 1998. Oman has none.\n",
    "b": "= Oman–Venezuela relations =\n\nOman and Venezuela established diplomatic relations in 1987.\n",
}


def furnish(folder):
    """Put two articles into `seeds`."""
    (folder / "seeds").mkdir()
    for name, text in ARTICLES.items():
        (folder / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return furnish(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder in which all pairs were built into `out`, though one file of `seeds` cannot be read; and the summary."""
    folder = furnish(tmp_path_factory.mktemp("built"))
    (folder / "seeds" / "bad.txt").write_bytes(b"= Chad\xff")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        summary = batch.build(seeds=folder / "seeds", reports="out", notebooks=notebooks(folder))
    return folder, summary


def notebooks(place, pair="minimal", comparison="comparison"):
    folder = place / "notebooks"
    folder.mkdir(exist_ok=True)
    shutil.copy(NOTEBOOKS / f"{pair}.ipynb", folder / "pair.ipynb")
    shutil.copy(NOTEBOOKS / f"{comparison}.ipynb", folder / "comparison.ipynb")
    return folder


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def source(name):
    return (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")


def test_every_pair_gets_a_page_its_notebook_and_its_own_tables(built):
    folder, summary = built
    assert summary.built == ("OMN-TCD", "OMN-VEN")
    written = files(folder / "out")
    assert {"index.html", "comparison.html", "tables/events.csv", "tables/datapackage.json"} <= set(written)
    assert {"omn-ven/index.html", "omn-ven/report.ipynb", "omn-ven/events.csv", "omn-tcd/index.html"} <= set(written)
    assert b"OMN-TCD" in written["tables/articles.csv"]
    assert b"OMN-TCD" not in written["omn-ven/articles.csv"]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_built(built):
    folder, summary = built
    (failure,) = summary.failed
    assert "bad.txt: not UTF-8" in str(failure)
    assert not summary.complete
    assert "bad.txt: not UTF-8" in (folder / "out" / "index.html").read_text(encoding="utf-8")


def test_a_report_tells_no_time_and_no_path_of_the_machine(built):
    folder, _ = built
    executed = json.loads((folder / "out" / "omn-ven" / "report.ipynb").read_text(encoding="utf-8"))
    assert executed["metadata"]["papermill"] == {"parameters": {"pair": "OMN-VEN", "seeds": "seeds"}}
    assert executed["metadata"]["language_info"] == {"name": "python"}
    assert {tuple(cell["metadata"]) for cell in executed["cells"]} == {(), ("tags",)}
    for content in files(folder / "out").values():
        assert str(folder).encode() not in content


def test_building_twice_gives_the_same_bytes_however_many_run_at_a_time(place):
    folder = notebooks(place)
    batch.build(reports="one", notebooks=folder, options=batch.Options(jobs=1))
    batch.build(reports="two", notebooks=folder, options=batch.Options(jobs=3))
    assert files(place / "one") == files(place / "two")


def test_only_the_pairs_that_are_asked_for_are_built(place):
    folder = notebooks(place)
    summary = batch.build(["VEN-OMN"], reports="out", notebooks=folder)
    assert summary.built == ("OMN-VEN",)
    assert not (place / "out" / "omn-tcd").exists()
    index = (place / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="omn-ven/index.html"' in index
    assert "not built" in index


def test_a_pair_that_no_article_describes_is_refused_before_anything_is_built(place):
    with pytest.raises(PairError, match="no article describes this pair"):
        batch.build(["PRK-VEN"], reports="out", notebooks=notebooks(place))
    assert not (place / "out").exists()


def test_a_failed_pair_stops_no_other_and_is_told_with_cell_and_error(place):
    shutil.copy(place / "seeds" / "a.txt", place / "seeds" / "c.txt")
    (place / "seeds" / "b.txt").write_text(ARTICLES["b"].replace("Oman", "North Korea"), encoding="utf-8")
    summary = batch.build(reports="out", notebooks=notebooks(place, "raises"))
    assert summary.built == ("PRK-VEN",)
    assert [str(failure) for failure in summary.failed] == ["OMN-TCD: cell 4: ValueError: no such year"]
    assert str(summary) == "1 report built, 1 failed"
    index = (place / "out" / "index.html").read_text(encoding="utf-8")
    assert "<strong>failed</strong>: cell 4: ValueError: no such year" in index.replace(' class="failed"', "")
    assert 'href="omn-tcd/index.html"' in index
    assert 'href="prk-ven/index.html"' in index


def failing_then(place, first="raises"):
    """Build with a notebook that fails for Chad and Oman: what stands in their folder then."""
    shutil.copy(place / "seeds" / "a.txt", place / "seeds" / "c.txt")
    folder = notebooks(place, first)
    batch.build(reports="out", notebooks=folder)
    return files(place / "out" / "omn-tcd")


def test_a_failed_pair_keeps_its_tables_its_notebook_as_far_as_it_came_and_a_page_that_tells(place):
    kept = failing_then(place)
    page = kept["index.html"].decode()
    for said in ("OMN-TCD: the report failed", "cell 4: ValueError: no such year", "raise ValueError", "report.ipynb"):
        assert said in page
    cells = json.loads(kept["report.ipynb"])["cells"]
    assert [cell["id"] for cell in cells if "error" in str(cell["metadata"])] == ["error-0", "error-5"]
    assert [output["ename"] for cell in cells for output in cell.get("outputs", ()) if "ename" in output] == [
        "ValueError"
    ]
    assert b"Chad opened an embassy" in kept["events.csv"]


def test_a_failed_pair_takes_the_place_of_its_last_report_and_is_tried_again(place):
    folder = notebooks(place)
    batch.build(reports="clean", notebooks=folder)
    batch.build(reports="out", notebooks=folder)
    notebooks(place, "exits")
    assert batch.build(["OMN-TCD"], reports="out", notebooks=folder).built == ()
    assert "the report failed" in (place / "out" / "omn-tcd" / "index.html").read_text(encoding="utf-8")
    assert batch.build(["OMN-TCD"], reports="out", notebooks=folder).failed[0].subject == "OMN-TCD"
    notebooks(place)
    assert batch.build(["OMN-VEN"], reports="out", notebooks=folder).complete
    assert ">failed</strong>: cell 3: SystemExit: 0" in (place / "out" / "index.html").read_text(encoding="utf-8")
    assert batch.build(reports="out", notebooks=folder).built == ("OMN-TCD",)
    assert files(place / "out") == files(place / "clean")


def test_a_failed_comparison_is_told_and_leaves_the_pairs(place):
    summary = batch.build(reports="out", notebooks=notebooks(place, comparison="untagged"))
    assert summary.built == ("OMN-TCD", "OMN-VEN")
    assert [str(failure) for failure in summary.failed] == ["comparison: cell 1: KeyError: 'absent'"]
    for page in ("index.html", "comparison.html"):
        assert "cell 1: KeyError" in (place / "out" / page).read_text(encoding="utf-8")


def test_a_folder_without_articles_is_an_error(place):
    (place / "empty").mkdir()
    with pytest.raises(RelationsError, match="no articles in this folder"):
        batch.build(seeds="empty", reports="out", notebooks=notebooks(place))


def test_reports_cannot_be_written_where_a_file_stands(place):
    (place / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(BuildError, match=r"^out"):
        batch.build(reports="out", notebooks=notebooks(place))


def test_notebooks_that_are_not_there_are_named(place):
    with pytest.raises(BuildError, match=r"absent/pair\.ipynb"):
        batch.build(reports="out", notebooks="absent")


@pytest.mark.parametrize(
    ("name", "cell", "error"),
    [
        ("raises", 4, "ValueError: no such\nyear"),
        ("exits", 3, "SystemExit: 0"),
        ("dies", 3, "DeadKernelError: Kernel died"),
        ("untagged", 1, "KeyError: 'absent'"),
    ],
)
def test_a_cell_that_fails_is_named_by_its_number_in_the_notebook_as_written(place, name, cell, error):
    with pytest.raises(execution.CellError) as raised:
        execution.execute(source(name), {"pair": "PRK-ZAF"})
    assert raised.value.cell == cell
    assert raised.value.what == error


def test_a_notebook_is_refreshed_in_place_without_marks_of_the_run(place):
    notebook = place / "minimal.ipynb"
    shutil.copy(NOTEBOOKS / "minimal.ipynb", notebook)
    refresh.refresh(notebook)
    first = notebook.read_bytes()
    refresh.refresh(notebook)
    assert notebook.read_bytes() == first
    assert b"'pair': 'PRK-ZAF'" in first
    assert b"papermill" not in first


def test_a_failed_refresh_leaves_the_notebook_as_it_was(place):
    notebook = place / "raises.ipynb"
    shutil.copy(NOTEBOOKS / "raises.ipynb", notebook)
    before = notebook.read_bytes()
    with pytest.raises(execution.CellError):
        refresh.refresh(notebook)
    assert notebook.read_bytes() == before


def write_and_fail(folder):
    with staged(folder) as new:
        (new / "old.txt").write_text("half", encoding="utf-8")
        raise ValueError("in the middle")


def test_files_appear_together_or_not_at_all(tmp_path):
    (tmp_path / "old.txt").write_text("old", encoding="utf-8")
    with pytest.raises(ValueError, match="in the middle"):
        write_and_fail(tmp_path)
    assert files(tmp_path) == {"old.txt": b"old"}
    with staged(tmp_path / "deep" / "er") as new:
        (new / "sub").mkdir()
        (new / "sub" / "new.txt").write_text("whole", encoding="utf-8")
    assert files(tmp_path) == {"old.txt": b"old", "deep/er/sub/new.txt": b"whole"}


def test_files_can_be_read_by_whoever_may_read_the_folder(tmp_path):
    with staged(tmp_path) as new:
        (new / "page.html").write_text("page", encoding="utf-8")
    assert stat.S_IMODE((tmp_path / "page.html").stat().st_mode) & stat.S_IRUSR


def test_progress_is_a_line_each_where_there_is_no_terminal(capsys):
    assert list(progress.shown([("PRK-VEN", 1), ("comparison", 2)], 2)) == [1, 2]
    assert capsys.readouterr().err == "[1/2] PRK-VEN\n[2/2] comparison\n"


def test_progress_is_a_bar_on_a_terminal(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert list(progress.shown([("PRK-VEN", 1)], 1)) == [1]
    assert "0/1 [" in capsys.readouterr().err


# --- what need not be built again


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder in which all pairs were built into `out`."""
    folder = furnish(tmp_path_factory.mktemp("made"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert str(batch.build(reports="out", notebooks=notebooks(folder))) == "2 reports built"
    return folder / "out"


@pytest.fixture
def done(place, made):
    """A folder where all was built into `out`, and what builds it again. What was built may be moved or copied."""
    folder = notebooks(place)
    shutil.copytree(made, place / "out")

    def again(*pairs, **options):
        return batch.build(pairs, reports="out", notebooks=folder, options=batch.Options(jobs=1, **options))

    return again


def test_what_has_not_changed_is_not_built(done, place, monkeypatch):
    before = files(place / "out")
    monkeypatch.setattr(batch.executors, "local", None)  # not even an article is read
    summary = done()
    assert summary.unchanged == ("OMN-TCD", "OMN-VEN")
    assert str(summary) == "0 reports built, 2 unchanged"
    assert done("VEN-OMN").unchanged == ("OMN-VEN",)
    assert files(place / "out") == before


def test_a_time_stamp_changes_nothing(done, place):
    (place / "seeds" / "a.txt").touch()
    assert done().built == ()


def test_force_builds_all(done):
    assert done(force=True).built == ("OMN-TCD", "OMN-VEN")


def test_a_changed_article_costs_its_own_report(done, place):
    (place / "seeds" / "a.txt").write_text(ARTICLES["a"].replace("1998", "1999"), encoding="utf-8")
    summary = done()
    assert (summary.built, summary.unchanged) == (("OMN-TCD",), ("OMN-VEN",))
    assert b"1999" in (place / "out" / "omn-tcd" / "events.csv").read_bytes()
    assert b"1999" in (place / "out" / "tables" / "events.csv").read_bytes()


def test_a_page_tells_where_its_pair_stands_among_all_without_being_made_again(place):
    states = ["Chad", "Cuba", "Fiji", "Iran", "Mali", "Peru"]
    for number, state in enumerate(states, 1):
        opened = f"{state} opened an embassy in Muscat in 1998. " * number
        article = f"= {state}–Oman relations =\n\n{opened}Relations are good.\n"
        (place / "seeds" / f"{state}.txt").write_text(article, encoding="utf-8")
    (place / "seeds" / "a.txt").unlink()
    folder = notebooks(place, pair="standing")
    batch.build(reports="out", notebooks=folder)
    told = (place / "out" / "omn-per" / "index.html").read_text(encoding="utf-8")
    assert "the lowest of 7" in told
    assert '<th scope="row">Events per 1,000 words</th>' in told
    (place / "seeds" / "b.txt").write_text(f"{ARTICLES['b']}{'Nothing else is told. ' * 99}\n", encoding="utf-8")
    again = batch.build(reports="out", notebooks=folder)
    assert again.built == ("OMN-VEN",)
    assert "higher than 1 of the 6 others" in (place / "out" / "omn-per" / "index.html").read_text(encoding="utf-8")
    assert batch.build(reports="out", notebooks=folder).built == ()
    anew = batch.build(reports="anew", notebooks=folder)
    assert len(anew.built) == len(states) + 1
    assert files(place / "anew") == files(place / "out")


@pytest.mark.parametrize("what", ["program", "notebook"])
def test_a_change_of_program_or_notebook_costs_every_report(what, done, place, monkeypatch):
    if what == "program":
        monkeypatch.setattr("relations.batch.ledger.program", lambda: "another")
    else:
        notebooks(place, "untagged", "untagged")
        notebooks(place, "raises")
    assert len(done().unchanged) == 0


@pytest.mark.parametrize(
    ("file", "how"),
    [
        ("omn-tcd/index.html", "flipped"),
        ("omn-tcd/events.csv", "gone"),
        (".cache/omn-tcd.json", "flipped"),
        (".cache/omn-tcd.json", "cut"),
    ],
)
def test_a_damaged_file_is_made_again(file, how, done, place):
    before, damaged = files(place / "out"), place / "out" / file
    data = damaged.read_bytes()
    if how == "gone":
        damaged.unlink()
    else:
        damaged.write_bytes(data[:20] if how == "cut" else data[:90] + bytes([data[90] ^ 1]) + data[91:])
    assert done().built == ("OMN-TCD",)
    assert files(place / "out") == before


@pytest.mark.parametrize(("file", "how"), [("rows", "flipped"), ("rows", "cut"), ("json", "cut"), ("json", "gone")])
def test_a_damaged_reading_is_made_again_and_no_other(how, file, done, place, monkeypatch):
    damaged = place / "out" / ".cache" / "readings" / f"omn-ven.{file}"
    data = damaged.read_bytes()
    if how == "gone":
        damaged.unlink()
    else:
        damaged.write_bytes(data[:99] if how == "cut" else data[:90] + bytes([data[90] ^ 1]) + data[91:])
    (place / "seeds" / "a.txt").write_text(ARTICLES["a"].replace("1998", "1999"), encoding="utf-8")
    read = []
    keep = batch.folder.put_reading
    monkeypatch.setattr(batch.folder, "put_reading", lambda *args: read.append(args[0]) or keep(*args))
    assert done().built == ("OMN-TCD",)
    assert read == ["OMN-TCD", "OMN-VEN"]
    tables.write(relations.load("seeds").tables(), "expected")
    assert files(place / "out" / "tables") == files(place / "expected")


def test_a_changed_article_is_the_only_one_that_is_read(done, place, monkeypatch):
    (place / "seeds" / "a.txt").write_text(ARTICLES["a"].replace("1998", "1999"), encoding="utf-8")
    read = []
    keep = batch.folder.put_reading
    monkeypatch.setattr(batch.folder, "put_reading", lambda *args: read.append(args[0]) or keep(*args))
    assert done("OMN-VEN").unchanged == ("OMN-VEN",)
    assert read == ["OMN-TCD"]
    assert b"1999" in (place / "out" / "tables" / "events.csv").read_bytes()


def test_articles_of_one_pair_stand_among_those_of_others_in_the_order_of_their_names(place):
    for number in (10, 9):
        shutil.copy(place / "seeds" / "a.txt", place / "seeds" / f"b{number}.txt")
    shutil.copy(place / "seeds" / "b.txt", place / "seeds" / "b9b.txt")
    batch.build(reports="out", notebooks=notebooks(place))
    frames = relations.load("seeds").tables()
    tables.write(frames, "expected")
    assert files(place / "out" / "tables") == files(place / "expected")
    assert [*frames["articles"]["article"]] == ["a", "b", "b9", "b9b", "b10"]


def test_a_pair_without_articles_loses_its_report_and_that_is_told(done, place):
    (place / "seeds" / "b.txt").unlink()
    (place / "out" / "omn-ven" / "mine.txt").write_text("a note", encoding="utf-8")
    summary = done()
    assert summary.removed == ("OMN-VEN",)
    assert str(summary) == "0 reports built, 1 unchanged, 1 removed (OMN-VEN)"
    assert set(files(place / "out" / "omn-ven")) == {"mine.txt"}
    assert "omn-ven" not in (place / "out" / "index.html").read_text(encoding="utf-8")


def test_while_a_file_cannot_be_read_no_report_is_removed(done, place):
    (place / "seeds" / "b.txt").write_bytes(b"\xff")
    for _ in range(2):
        summary = done()
        assert (summary.removed, len(summary.failed)) == ((), 1)
    assert (place / "out" / "omn-ven" / "index.html").exists()


def test_a_kernel_for_each_notebook_gives_the_same_bytes(done, place):
    before = files(place / "out")
    assert done(force=True, engine="nbclient").built == ("OMN-TCD", "OMN-VEN")
    assert files(place / "out") == before


def test_a_report_that_could_not_begin_leaves_no_notebook_of_the_last_one(tmp_path):
    one = Task("OMN-TCD", "seeds", {}, source='{"cells": []}', top="../")
    assert put(one, Made(page=b"page", notebook=b"{}"), tmp_path) == [
        "omn-tcd/index.html",
        "omn-tcd/report.ipynb",
    ]
    assert put(one, Made(failure=Failure("OMN-TCD", "was killed")), tmp_path) == ["omn-tcd/index.html"]
    assert [*files(tmp_path)] == ["omn-tcd/index.html"]
    assert b"was killed" in files(tmp_path)["omn-tcd/index.html"]


def test_clearing_removes_readings_of_pairs_that_are_gone_and_no_others(tmp_path):
    for pair in ("OMN-TCD", "PRK-ZAF", ""):
        put_reading(pair, Reading({}), tmp_path, "key")
    clear(tmp_path, {"OMN-TCD"})
    left = {path.name for path in (tmp_path / ".cache" / "readings").iterdir()}
    assert left == {"omn-tcd.rows", "omn-tcd.json", "unknown.rows", "unknown.json"}


def test_a_pair_of_which_nothing_is_dated_has_no_years_in_the_index(tmp_path):
    (tmp_path / "a.txt").write_text("= Chad–Oman relations =\n\nChad recognised Oman.\n", encoding="utf-8")
    facts = read(tmp_path, "seeds").line["facts"]
    assert (facts["Events"], facts["First"], facts["Last"]) == ("1", "", "")
