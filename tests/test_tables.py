import csv
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relations import schema, tables
from relations.errors import RelationsError
from relations.schema import ArticleRow, DateRow, Event, Finding, Mission, Person, Quantity, Span

OF_ARTICLE: dict[str, Any] = {"article": "a", "pair": "ATL-UTO"}
EVENT = OF_ARTICLE | {
    "evidence": (Span(5, 9), Span(40, 52)), "edtf": "1998-08", "earliest": "1998-08-01", "latest": "1998-08-31",
    "precision": "month", "date_source": "explicit", "event_type": "CONSULT", "mode": "visit", "contexts": ("trade",),
    "quad": "verbal cooperation", "intensity": 4.0, "actors": ("ATL", "UTO"), "recipients": (), "actor_text": "",
    "recipient_text": "", "place": "Na Pali", "milestone": "", "scope": "dyad", "status": "occurred", "rule": "visits",
    "quote": '"NA", it said',
}  # fmt: skip
MISSION = OF_ARTICLE | {
    "sender": "ATL", "receiver": "UTO", "kind": "embassy", "city": "", "residence": "resident", "accredited_from": "",
    "opened": "", "closed": "", "status": "open", "evidence": (Span(1, 2),), "quote": "x",
}  # fmt: skip
QUANTITY = OF_ARTICLE | {
    "measure": "trade", "unit": "USD", "date": "1998", "from_country": "", "to_country": "NAM", "quote": "",
}  # fmt: skip
PERSON = OF_ARTICLE | {"name": "Null", "country": "", "role": "NA", "evidence": (Span(1, 2),)}
FINDING = OF_ARTICLE | {"kind": "two-dates", "message": "a, b", "rows": ("a.e1", "a.m1"), "evidence": ()}
YEAR = {"text": "1998", "edtf": "1998", "earliest": "1998-01-01", "latest": "1998-12-31", "precision": "year"}


def an_article(name="a"):
    return ArticleRow(
        article=name, pair="ATL-UTO", title="Atlantis–Utopia relations", country_a="UTO", country_b="ATL",
        source=f"{name}.txt", sha256="0" * 64, words=12, sentences=2,
    )  # fmt: skip


def an_event(number=1, article="a", **changed):
    return Event(**(EVENT | {"event_id": f"{article}.e{number}", "article": article} | changed))


def a_date(start, article="a"):
    return DateRow(article=article, start=start, end=start + 4, **YEAR)


def a_quantity(evidence, value):
    return Quantity(**QUANTITY, evidence=(evidence,), value=value)


def some_of_each():
    mission, person = Mission(mission_id="a.m1", **MISSION), Person(person_id="a.p1", **PERSON)
    finding = Finding(finding_id="atl-uto.f1", **FINDING)
    return [an_article(), an_event(), a_date(5), a_quantity(Span(5, 9), 1.5e9), mission, person, finding]


@pytest.fixture
def frames():
    return tables.frames(some_of_each())


def test_no_records_make_every_table_with_its_columns_and_types():
    empty = tables.frames([])
    for table in schema.TABLES:
        assert list(empty[table].columns) == [column.name for column in schema.columns(table)]
        assert empty[table].empty
    assert empty["figures"]["value"].dtype == "float64"
    assert empty["dates"]["start"].dtype == "int64"
    assert empty["events"]["quote"].dtype == "str"


def test_a_frame_holds_what_its_csv_holds(frames):
    event = frames["events"].iloc[0]
    assert event["evidence"] == "5:9;40:52"
    assert event["actors"] == "ATL;UTO"
    assert event["recipients"] == ""
    assert event["intensity"] == 4.0
    assert frames["dates"]["start"].tolist() == [5]


@pytest.mark.parametrize(
    ("table", "column", "records", "expected"),
    [
        ("events", "event_id", [an_event(10), an_event(9), an_event(1, "b")], ["a.e9", "a.e10", "b.e1"]),
        ("dates", "start", [a_date(100), a_date(20), a_date(3)], [3, 20, 100]),
        ("figures", "value", [a_quantity(Span(100, 101), 2), a_quantity(Span(20, 21), 1)], [1, 2]),
        ("articles", "article", [an_article("b"), an_article("a")], ["a", "b"]),
    ],
)
def test_rows_stand_in_the_order_of_the_text(table, column, records, expected):
    for order in (records, records[::-1]):
        frame = tables.frames(order)[table]
        assert frame[column].tolist() == expected
        assert frame.index.tolist() == list(range(len(expected)))


def test_people_stand_by_article_and_findings_by_pair() -> None:
    people = [
        schema.Person(person_id=name, article=where, pair="PRK-ZAF", name="", country="", role="", evidence=())
        for name, where in (("x.p1", "b"), ("x.p2", "a"))
    ]
    findings = [
        schema.Finding(finding_id=name, article="a", pair=pair, kind="two-dates", message="", rows=(), evidence=())
        for name, pair in (("f1", "PRK-ZAF"), ("f2", "PRK-VEN"))
    ]
    found = tables.frames([*people, *findings])
    assert found["people"]["article"].tolist() == ["a", "b"]
    assert found["findings"]["pair"].tolist() == ["PRK-VEN", "PRK-ZAF"]


def test_a_csv_is_written_to_the_byte(frames, tmp_path):
    tables.write(frames, tmp_path)
    assert (tmp_path / "dates.csv").read_bytes() == (
        b"article,start,end,text,edtf,earliest,latest,precision\na,5,9,1998,1998,1998-01-01,1998-12-31,year\n"
    )
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8").splitlines()[
        1
    ] == "a,ATL-UTO,trade,1500000000.0,USD,1998,,NAM,5:9,"
    assert b'"""NA"", it said"' in (tmp_path / "events.csv").read_bytes()


def test_what_is_written_is_read_back(frames, tmp_path):
    tables.write(frames, tmp_path)
    again = tables.read(tmp_path)
    assert list(again) == list(frames)
    for table, frame in frames.items():
        pd.testing.assert_frame_equal(again[table], frame)


def test_writing_twice_gives_the_same_bytes_and_leaves_nothing_else(frames, tmp_path):
    for folder in ("one", "two", "two"):
        written = tables.write(frames, tmp_path / folder)
    names = sorted(path.name for path in (tmp_path / "two").iterdir())
    assert names == sorted(path.name for path in written)
    assert {*names} == {*(f"{table}.csv" for table in schema.TABLES), "datapackage.json", "CODEBOOK.md"}
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "a\nb", 'a"b', "a;b,c", " a ", "a\u2028b", "=1+1", "Åland–Çelebi"])
def test_any_quotation_survives_csv(text, tmp_path):
    frames = tables.frames([an_event(quote=text), an_event(2)])
    tables.write(frames, tmp_path)
    assert tables.read(tmp_path)["events"]["quote"].tolist() == [text, '"NA", it said']
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["quote"] == text


@settings(max_examples=20)  # each writes and reads a folder
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_any_text_survives_csv(texts):
    frames = tables.frames([an_event(number, quote=text) for number, text in enumerate(texts)])
    with TemporaryDirectory() as folder:
        tables.write(frames, folder)
        pd.testing.assert_frame_equal(tables.read(folder)["events"], frames["events"])


def test_parquet_holds_the_same_frames(frames, tmp_path):
    pytest.importorskip("pyarrow")
    tables.write(frames, tmp_path, "parquet")
    for table, frame in frames.items():
        pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / f"{table}.parquet"), frame)


def test_duckdb_holds_every_table_in_one_file(frames, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    for _ in range(2):
        tables.write(frames, tmp_path, "duckdb")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["CODEBOOK.md", "datapackage.json", "relations.duckdb"]
    with duckdb.connect(str(tmp_path / "relations.duckdb"), read_only=True) as database:
        for table, frame in frames.items():
            assert database.table(table).fetchall() == [tuple(row) for row in frame.itertuples(index=False)]


@pytest.mark.parametrize(("format", "library"), [("parquet", "pyarrow"), ("duckdb", "duckdb")])
def test_a_format_whose_library_is_missing_says_what_to_install(format, library, frames, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(RelationsError, match=rf'{library}.*pip install "relations\[data\]"'):
        tables.write(frames, tmp_path / "out", format)
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_is_named(frames, tmp_path):
    with pytest.raises(RelationsError, match="'xlsx'; expected one of csv, parquet, duckdb"):
        tables.write(frames, tmp_path, "xlsx")


def test_a_folder_that_cannot_be_written_is_named(frames, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(RelationsError, match="file: cannot be written"):
        tables.write(frames, tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_file_that_fails_half_way_leaves_the_old_one(frames, tmp_path, monkeypatch):
    tables.write(frames, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(RelationsError, match="No space left on device"):
        tables.write(tables.frames([]), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_files_are_written_with_the_usual_rights(frames, tmp_path):
    (tmp_path / "usual").touch()
    path = tables.write(frames, tmp_path)[0]
    assert path.stat().st_mode == (tmp_path / "usual").stat().st_mode


# --- tables of another coder


def coded(folder, text, name="events.csv"):
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return tables.read(folder)


MINIMAL = "event_id,article,pair,earliest,latest,event_type,quad,intensity,actors,recipients"


def test_another_coders_table_needs_only_the_required_columns(tmp_path):
    frames = coded(tmp_path, f"{MINIMAL},mine\n1,x,NAM-ZAF,,,AID,material cooperation,10,NAM,ZAF,7\n")
    assert list(frames["events"].columns) == [column.name for column in schema.columns("events")]
    row = frames["events"].iloc[0]
    assert (row["intensity"], row["quote"], row["pair"]) == (10.0, "", "NAM-ZAF")
    assert frames["missions"].empty


def test_a_missing_number_is_missing_not_nought(tmp_path):
    frames = coded(tmp_path, f"{MINIMAL}\n1,x,NAM-ZAF,,,AID,material cooperation,,NAM,ZAF\n")
    assert frames["events"]["intensity"].isna().tolist() == [True]


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path):
    text = f"{MINIMAL}\r\n1,x,NAM-ZAF,,,AID,material cooperation,10,NA,ZAF\r\n".encode("utf-8-sig")
    assert coded(tmp_path, text)["events"]["actors"].tolist() == ["NA"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("event_id,article\n1,x\n", "events.csv: no column pair, earliest, latest, event_type"),
        (
            f"{MINIMAL}\n1,x,P,,,AID,material cooperation,much,N,Z\n",
            "events.csv:2: intensity is 'much'; expected a number",
        ),
        (
            f"{MINIMAL}\n1,x,P,,,HELP,material cooperation,1,N,Z\n",
            "events.csv:2: event_type is 'HELP'; expected one of AGREE",
        ),
        (
            f"{MINIMAL}\n1,x,P,,,AID,,1,N,Z\n2,x,P,,,AID,good,1,N,Z\n",
            "events.csv:3: quad is 'good'; expected one of verbal",
        ),
        (f"{MINIMAL}\n1,x\n", "events.csv:2: 2 cells; expected 10, as in the header"),
        (f"{MINIMAL}\n\n1,x,P,,,AID,,1,N,Z\n1,x,P,,,AID,,1,N,Z,7\n", "events.csv:4: 11 cells; expected 10"),
        (f'{MINIMAL}\n1,"x', "events.csv: not a table"),
        (f"{MINIMAL},pair\n", "events.csv: a column stands twice"),
        ("", "events.csv: no column event_id"),
        (b"\xff\xfe", "events.csv: not a table"),
    ],
)
def test_a_table_that_cannot_be_used_names_file_line_and_column(text, said, tmp_path):
    with pytest.raises(RelationsError) as caught:
        coded(tmp_path, text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("start", ["", "1.5", "x"])
def test_an_offset_is_a_whole_number(start, tmp_path):
    with pytest.raises(RelationsError, match=r"dates\.csv:2: start is .*; expected a whole number"):
        coded(tmp_path, f"article,start,end,edtf\na,{start},9,1998\n", "dates.csv")


def test_a_folder_without_tables_says_what_it_lacks(tmp_path):
    with pytest.raises(RelationsError, match=r"no tables here; expected at least one of articles\.csv, events\.csv"):
        tables.read(tmp_path)


def test_a_missing_folder_of_tables_is_named(tmp_path):
    with pytest.raises(RelationsError, match="nowhere: no such file or folder"):
        tables.read(tmp_path / "nowhere")


# --- descriptions


def test_the_data_package_describes_every_column_of_every_file(frames, tmp_path):
    tables.write(frames, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(schema.TABLES)
    for resource in package["resources"]:
        header = (tmp_path / resource["path"]).read_text(encoding="utf-8").splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert resource["schema"]["missingValues"] == [""]
        assert set(resource["schema"].get("primaryKey", [])) <= set(header)
    assert package["licenses"][0]["name"] == "CC-BY-SA-4.0"


def test_the_data_package_lists_closed_values_without_the_empty_one():
    fields = {field["name"]: field for field in tables.datapackage(["events"])["resources"][0]["schema"]["fields"]}
    assert fields["precision"]["constraints"]["enum"] == [
        "day",
        "month",
        "season",
        "year",
        "decade",
        "century",
        "interval",
        "open",
    ]
    assert len(fields["event_type"]["constraints"]["enum"]) == 16
    assert "constraints" not in fields["place"]
    assert (fields["intensity"]["type"], fields["actors"]["type"]) == ("number", "string")


def test_rows_refer_to_an_article_only_where_the_articles_are():
    with_articles = {r["name"]: r["schema"] for r in tables.datapackage()["resources"]}
    assert with_articles["events"]["foreignKeys"][0]["reference"] == {"resource": "articles", "fields": "article"}
    assert "foreignKeys" not in with_articles["articles"]
    assert "foreignKeys" not in tables.datapackage(["events"])["resources"][0]["schema"]


@pytest.mark.parametrize(("format", "path"), [("parquet", "events.parquet"), ("duckdb", "relations.duckdb")])
def test_the_data_package_points_to_the_files_of_each_format(format, path):
    assert tables.datapackage(["events"], format)["resources"][0]["path"] == path


def test_primary_keys_tell_rows_apart(frames):
    for resource in tables.datapackage(frames)["resources"]:
        if key := resource["schema"].get("primaryKey"):
            assert not frames[resource["name"]].duplicated(key).any()


def test_the_codebook_names_every_table_column_and_value():
    text = tables.codebook()
    for table in schema.TABLES:
        section = text.split(f"\n## {table}\n")[1].split("\n## ")[0]
        for column in schema.columns(table):
            assert f"| `{column.name}` |" in section
            assert all(f"`{value}`" in section for value in column.column.values if value)


def test_the_codebook_gives_event_types_with_their_scores():
    assert "| CONSULT | visit | verbal cooperation | 4 | a visit to the other side |" in tables.codebook().splitlines()


def test_the_tables_of_the_codebook_are_whole():
    for line in tables.codebook().splitlines():
        if line.startswith("|"):
            assert line.replace("\\|", "").count("|") in {4, 6}
