import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from relations import corpus, extraction, schema, tables
from relations.corpus import Corpus
from relations.errors import ArticleError, PairError, RelationsError

SEEDS = Path(__file__).parents[1] / "seeds"
A = "= Chad–Oman relations =\n\nChad opened an embassy in Muscat in 1998. Oman has none.\n"
B = "= Oman–Venezuela relations =\n\nOman and Venezuela established diplomatic relations in 1987.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.txt").write_text(A, encoding="utf-8")
    (tmp_path / "a.txt").write_text(B, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def seeds():
    return corpus.load(SEEDS)


def names(read):
    return [article.name for article in read.articles]


def test_the_texts_of_a_folder_are_read_in_the_order_of_their_names(folder):
    (folder / "README.md").write_text("= No article =")
    (folder / ".hidden.txt").write_text("not an article")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "c.txt").write_text(A)
    read = corpus.load(folder)
    assert names(read) == ["a", "b"]
    assert read.failures == ()


def test_files_are_read_in_the_order_they_are_named(folder):
    assert names(corpus.load("b.txt", "a.txt")) == ["b", "a"]


def test_a_file_named_twice_is_read_once(folder):
    assert names(corpus.load(folder, "a.txt", folder / "b.txt")) == ["a", "b"]


def test_two_files_of_one_stem_cannot_be_told_apart(folder):
    (folder / "more").mkdir()
    (folder / "more" / "a.txt").write_text(A, encoding="utf-8")
    read = corpus.load(folder, folder / "more")
    assert names(read) == ["a", "b"]
    assert "is called 'a', too; rename one of them" in str(read.failures[0][1])


def test_a_folder_is_found_from_below(folder, monkeypatch):
    (folder / "notebooks").mkdir()
    monkeypatch.chdir(folder / "notebooks")
    assert names(corpus.load("a.txt")) == ["a"]


@pytest.mark.parametrize("bad", [b"", b"no title\n", b"= Chad\xff", "= Xanadu–Oman relations =\n".encode()])
def test_a_bad_file_in_a_folder_stops_no_other(bad, folder):
    (folder / "aa.txt").write_bytes(bad)
    read = corpus.load(folder)
    assert names(read) == ["a", "b"]
    [(path, error)] = read.failures
    assert path == folder / "aa.txt"
    assert "aa.txt" in str(error)


def test_a_fault_of_the_program_costs_one_article_only(folder, monkeypatch):
    def stumble(article, original=extraction.extract):
        return original(article) if article.name == "b" else 1 / 0

    monkeypatch.setattr(extraction, "extract", stumble)
    read = corpus.load(folder)
    assert names(read) == ["b"]
    assert "a.txt: a fault of the program (ZeroDivisionError at test_corpus.py:" in str(read.failures[0][1])


@pytest.mark.parametrize("others", [(), ("a.txt",)])
def test_a_named_file_that_cannot_be_read_is_an_error(others, folder):
    (folder / "bad.txt").write_text("no title\n")
    with pytest.raises(ArticleError, match=r"bad\.txt:1: no title"):
        corpus.load(*others, "bad.txt")


def test_a_named_file_found_above_that_cannot_be_read_is_an_error(folder, monkeypatch):
    (folder / "bad.txt").write_text("no title\n")
    (folder / "notebooks").mkdir()
    monkeypatch.chdir(folder / "notebooks")
    with pytest.raises(ArticleError, match=r"bad\.txt:1: no title"):
        corpus.load("a.txt", "bad.txt")


def test_what_does_not_exist_is_an_error_even_among_others(folder):
    with pytest.raises(RelationsError, match="nowhere: no such file or folder"):
        corpus.load("a.txt", "nowhere")


def test_a_folder_without_articles_is_an_error(folder):
    (folder / "empty").mkdir()
    with pytest.raises(RelationsError, match=r"empty: no articles in this folder; expected files called \*\.txt"):
        corpus.load("a.txt", "empty")


def test_a_folder_of_bad_files_only_is_an_error(tmp_path):
    (tmp_path / "bad.txt").write_text("no title\n")
    with pytest.raises(ArticleError, match=r"bad\.txt:1: no title"):
        corpus.load(tmp_path)


def test_gathering_keeps_every_error_and_raises_none(folder):
    (folder / "bad.txt").write_text("no title\n")
    read = corpus.gather("nowhere", "bad.txt", "a.txt")
    assert names(read) == ["a"]
    assert [str(path) for path, _ in read.failures] == ["nowhere", "bad.txt"]


def test_articles_are_read_one_at_a_time(folder, monkeypatch):
    seen = []

    def counted(article, original=extraction.extract):
        seen.append(article)
        return original(article)

    monkeypatch.setattr(extraction, "extract", counted)
    outcomes = corpus.each(folder)
    assert next(outcomes)[0] == folder / "a.txt"
    assert len(seen) == 1


# --- a corpus


def test_the_pairs_of_the_seeds_are_in_alphabetical_order(seeds):
    assert seeds.pairs == ["PRK-VEN", "PRK-ZAF"]


@pytest.mark.parametrize("pair", ["PRK-ZAF", "ZAF-PRK", "zaf-prk"])
def test_a_pair_is_chosen_by_either_order(pair, seeds):
    one = seeds.pair(pair)
    assert one.pairs == ["PRK-ZAF"]
    assert set(one.tables()["articles"]["pair"]) == {"PRK-ZAF"}
    assert set(one.tables()["events"]["pair"]) <= {"PRK-ZAF"}


def test_several_articles_of_a_pair_are_one_pair(folder):
    (folder / "c.txt").write_text(A.replace("Chad–Oman", "Oman–Chad"), encoding="utf-8")
    read = corpus.load(folder)
    assert read.pairs == ["OMN-TCD", "OMN-VEN"]
    assert names(read.pair("TCD-OMN")) == ["b", "c"]


@pytest.mark.parametrize("pair", ["OMN-TCD", "tcd-omn"])
def test_asked_for_one_pair_it_reads_no_article_on_another(pair, folder, monkeypatch):
    shutil.copy(folder / "b.txt", folder / "c.txt")
    whole, seen = corpus.load(folder).pair(pair), []

    def noted(article, original=extraction.extract):
        seen.append(article.name)
        return original(article)

    monkeypatch.setattr(extraction, "extract", noted)
    read = corpus.load(folder, pair=pair)
    assert seen == names(read) == names(whole)
    assert read.files == {name: whole.files[name] for name in seen}
    assert read.tables()["events"].equals(whole.tables()["events"])


def test_asked_for_an_absent_pair_it_tells_those_at_hand():
    with pytest.raises(PairError, match=r"^FRA-PRK: no article describes this pair; expected one of PRK-VEN, PRK-ZAF$"):
        corpus.load(SEEDS, pair="PRK-FRA")


def test_a_file_on_the_pair_that_cannot_be_read_stops_no_other(folder):
    (folder / "bad.txt").write_bytes("= Chad–Oman relations =\n\nChad".encode() + b"\xff")
    assert names(corpus.load(folder, pair="OMN-TCD")) == names(corpus.load(folder).pair("OMN-TCD"))


def test_an_absent_pair_is_told_with_those_at_hand(seeds):
    with pytest.raises(PairError, match=r"^FRA-PRK: no article describes this pair; expected one of PRK-VEN, PRK-ZAF$"):
        seeds.pair("PRK-FRA")


def test_at_most_ten_pairs_are_named(seeds, monkeypatch):
    monkeypatch.setattr(Corpus, "pairs", [f"AAA-X{i:02d}" for i in range(12)])
    with pytest.raises(PairError, match=r"AAA-X09 and 2 more$"):
        seeds.pair("PRK-FRA")


def test_what_is_no_pair_is_no_pair_of_a_corpus(seeds):
    with pytest.raises(PairError, match="not a pair of states"):
        seeds.pair("North Korea")


def test_the_tables_hold_every_article_once(seeds):
    tables = seeds.tables()
    assert list(tables) == list(schema.TABLES)
    assert tables["articles"]["article"].tolist() == names(seeds)
    for table in ("events", "missions", "people", "dates"):
        expected = sum(len(getattr(one, table)) for one in seeds.extractions)
        assert len(tables[table]) == expected


def test_identifiers_are_unique_in_a_corpus(folder):
    (folder / "c.txt").write_text(A, encoding="utf-8")
    tables = corpus.load(folder).tables()
    for table, column in [
        ("events", "event_id"),
        ("missions", "mission_id"),
        ("people", "person_id"),
        ("findings", "finding_id"),
    ]:
        assert tables[table][column].is_unique


def test_a_table_can_be_changed_without_changing_the_corpus(seeds):
    before = seeds.tables()["articles"].copy()
    changed = seeds.tables()["articles"]
    changed["title"] = "changed"
    pd.testing.assert_frame_equal(seeds.tables()["articles"], before)


def test_the_order_of_reading_does_not_change_the_tables(folder):
    one, other = corpus.load("a.txt", "b.txt").tables(), corpus.load("b.txt", "a.txt").tables()
    for table, frame in one.items():
        pd.testing.assert_frame_equal(frame, other[table])


def test_a_corpus_tells_what_it_holds(folder):
    (folder / "bad.txt").write_text("no title <b>\n")
    read = corpus.load(folder)
    events = sum(len(one.events) for one in read.extractions)
    assert repr(read).startswith(f"<Corpus: 2 articles on 2 pairs, {events} event")
    assert repr(read).endswith(", 1 file not read: OMN-TCD, OMN-VEN>")
    assert "One file could not be read" in read._repr_html_()
    assert "&lt;b&gt;" in read._repr_html_()
    assert "could not be read" not in read.pair("OMN-TCD")._repr_html_()


def test_remarks_stand_in_file_line_and_column(folder):
    (folder / "d.txt").write_text("= Chad–Oman relations =\n\n== A ==\nChad.\n\n==== B ====\nOman.\n", encoding="utf-8")
    place, kind, message = corpus.load("d.txt").remarks()[0].split(": ", 2)
    assert (kind, message) == ("reading", "heading 'B' of level 4 stands under one of level 2")
    file, line, _ = place.split(":")
    assert (file, line) == ("d.txt", "6")


def test_a_finding_is_remarked_where_its_evidence_stands(seeds):
    found = [finding for one in seeds.extractions for finding in one.findings]
    lines = [line for line in seeds.remarks() if ": reading: " not in line]
    assert len(lines) == len(found)
    for finding in found:
        [line] = [line for line in lines if line.endswith(f": {finding.kind}: {finding.message}")]
        file, row, column = line.split(": ")[0].rsplit(":", 2)
        text = Path(file).read_bytes().decode()
        start = sum(len(before) + 1 for before in text.split("\n")[: int(row) - 1]) + int(column) - 1
        assert start == min(finding.evidence).start


TWO_ACCOUNTS = {
    "a": "= Chad–Oman relations =\n\nChad and Oman established diplomatic relations in 1972.\n",
    "b": "= Oman–Chad relations =\n\nFar away.\n\nOman and Chad established diplomatic relations in 1986.\n",
}


@pytest.fixture
def accounts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in TWO_ACCOUNTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return corpus.load("b.txt", "a.txt")


def test_what_does_not_fit_between_articles_on_a_pair_is_a_finding(accounts):
    [finding] = accounts.findings
    assert finding.finding_id == "omn-tcd.f01"
    assert finding.article == "a;b"
    assert finding in accounts.pair("OMN-TCD").findings
    assert accounts.tables()["findings"]["article"].tolist() == ["a;b"]
    assert accounts.remarks() == [f"a.txt:3:1: {finding.kind}: {finding.message}"]


def test_articles_on_other_pairs_give_no_findings_between_them(folder):
    assert corpus.load(folder).findings == ()


def test_loading_needs_no_chart_and_no_notebook():
    script = f"import sys, relations; relations.load({str(SEEDS)!r}).tables(); print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "'pandas'" in loaded
    assert not any(f"'{library}'" in loaded for library in ("matplotlib", "IPython", "papermill", "nbconvert"))


def test_a_corpus_shows_its_pairs_with_their_numbers(tmp_path):
    for code, name in (("chad", "Chad"), ("mali", "Mali")):
        text = f"= {name}–Oman relations =\n\nIn 2004, Oman donated $2 million to {name}.\n"
        (tmp_path / f"{code}.txt").write_text(text, encoding="utf-8")
    shown = corpus.load(tmp_path)._repr_html_()
    numbers = "<td>1</td><td>1</td><td>1</td><td>1</td><td>1</td><td>2004</td>"
    assert f"<tr><th>MLI-OMN</th><td>Mali–Oman</td>{numbers}</tr>" in shown
    assert shown.count("<tr>") == 3


def test_tables_that_were_made_before_are_taken_as_they_stand(folder):
    read = corpus.load("a.txt").tables()
    tables.write(read | {"events": read["events"].assign(place="Utopia")}, folder)
    assert set(corpus.tabled(folder)["events"]["place"]) == {"Utopia"}


def test_remarks_stand_in_the_order_of_the_text(folder):
    text = "= Chad–Oman relations =\n\n{} in 1965.\n\n{} in 1972.\n\n==== Deep ====\n\nThey met.\n"
    told = "Chad and Oman established diplomatic relations"
    (folder / "odd.txt").write_text(text.format(told, told), encoding="utf-8")
    lines = [line.split(":")[1] for line in corpus.load(folder / "odd.txt").remarks()]
    assert lines == ["3", "7"]
