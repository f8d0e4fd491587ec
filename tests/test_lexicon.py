import re
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest

from relations import lexicon, schema
from relations.errors import LexiconError

FOLDER = Path(lexicon.__file__).parent
FILES = sorted(
    path.relative_to(FOLDER).as_posix()
    for path in FOLDER.rglob("*")
    if path.is_file() and path.suffix not in {".py", ".pyc"} and path.name != "README.md"
)
CSV = [name for name in FILES if name.endswith(".csv")]
TOML = [name for name in FILES if name.endswith(".toml")]
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def header(name):
    """The lines of `#` that a file begins with."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    end = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join(lines[:end])


def test_every_file_is_a_table_or_rules():
    assert set(FILES) == {*CSV, *TOML}


@pytest.mark.parametrize("name", CSV)
def test_a_table_is_read_and_holds_rows(name):
    rows = lexicon.table(name)
    assert rows
    assert all(set(row) == set(rows[0]) for row in rows)


@pytest.mark.parametrize("name", TOML)
def test_rules_are_read_and_hold_something(name):
    assert lexicon.rules(name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_where_it_is_from_and_how_to_extend_it(name):
    said = header(name).lower()
    assert len(said.splitlines()[0]) > 20, "its first line says what it is"
    assert [word for word in ("provenance:", "licence:", "extend:") if word not in said] == []


@pytest.mark.parametrize("name", CSV)
def test_a_table_states_its_columns(name):
    said = header(name)
    assert [column for column in lexicon.table(name)[0] if column not in said] == []


@pytest.mark.parametrize("name", TOML)
def test_rules_state_their_fields(name):
    said = header(name)
    listed = re.search(r"^#\s*(fields|tables)\b", said, re.IGNORECASE | re.MULTILINE)
    assert listed or any(f"[{part}" in said for part in lexicon.rules(name))


@pytest.mark.parametrize("name", CSV)
def test_no_row_stands_twice(name):
    rows = Counter(tuple(row.values()) for row in lexicon.table(name))
    assert [row for row, times in rows.items() if times > 1] == []


@pytest.mark.parametrize("name", CSV)
def test_no_cell_has_space_around_it(name):
    rows = lexicon.table(name)
    assert [cell for row in rows for cell in row.values() if cell != cell.strip()] == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_utf8_with_line_feeds_and_ends_in_one(name):
    data = (FOLDER / name).read_bytes()
    assert data.decode("utf-8").endswith("\n")
    assert b"\r" not in data


# --- event types

TYPES = lexicon.table("event_types.csv")


def test_the_event_types_are_those_of_plover():
    assert {row["type"] for row in TYPES} == PLOVER


def test_a_type_stands_before_its_modes():
    for _, rows in groupby(TYPES, key=lambda row: row["type"]):
        first, *modes = [row["mode"] for row in rows]
        assert first == ""
        assert all(modes)


def test_the_modes_of_a_type_stand_together():
    assert len([name for name, _ in groupby(row["type"] for row in TYPES)]) == len(PLOVER)


def test_a_mode_stands_once_in_its_type():
    assert len({(row["type"], row["mode"]) for row in TYPES}) == len(TYPES)


def test_scores_stay_within_the_scale():
    assert all(-10 <= float(row["intensity"]) <= 10 for row in TYPES)


def test_a_type_and_its_modes_are_of_one_quad_class():
    quads = {(row["type"], row["quad"]) for row in TYPES}
    assert len(quads) == len(PLOVER)
    allowed = next(column.column.values for column in schema.columns("events") if column.name == "quad")
    assert {quad for _, quad in quads} == set(allowed)


@pytest.mark.parametrize("row", TYPES, ids=lambda row: f"{row['type']}-{row['mode']}")
def test_the_score_has_the_sign_of_its_quad_class(row):
    score = float(row["intensity"])
    if row["quad"].endswith("cooperation"):
        assert score > 0
    elif row["type"] != "REQUEST":  # asking for help or talks is verbal conflict, and friendly
        assert score < 0


# --- reading


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    lexicon.table.cache_clear()
    lexicon.rules.cache_clear()
    yield tmp_path
    lexicon.table.cache_clear()
    lexicon.rules.cache_clear()


def test_namibia_is_a_value(folder):
    (folder / "a.csv").write_text("# a header\n# of two lines\n\ncode,iso2\nNAM,NA\nXKX,\n", encoding="utf-8")
    assert lexicon.table("a.csv") == ({"code": "NAM", "iso2": "NA"}, {"code": "XKX", "iso2": ""})


@pytest.mark.parametrize("row", ["a,b,c", "a"])
def test_a_row_that_does_not_fit_is_named(row, folder):
    (folder / "a.csv").write_text(f"code,iso2\nNAM,NA\n{row}\n", encoding="utf-8")
    with pytest.raises(
        LexiconError, match=r"lexicon/a\.csv, data row 2: a row does not fit the header; expected 2 cells"
    ):
        lexicon.table("a.csv")


def test_rules_that_cannot_be_read_are_named(folder):
    (folder / "a.toml").write_text("[words\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"lexicon/a\.toml: not valid TOML"):
        lexicon.rules("a.toml")


@pytest.mark.parametrize(
    ("cell", "parts"), [("", ()), (" ; ", ()), ("a", ("a",)), ("a;b c ; d", ("a", "b c", "d")), ("a;a", ("a", "a"))]
)
def test_a_cell_holds_several_values(cell, parts):
    assert lexicon.joined(cell) == parts


# --- maps

CODES = {row["code"] for row in lexicon.table("countries.csv")}
OUTLINES, CAPITALS = lexicon.table("outlines.csv"), lexicon.table("capitals.csv")


def test_maps_know_the_countries_by_their_codes():
    assert {row["code"] for row in OUTLINES} <= CODES | {""}
    assert {row["code"] for row in CAPITALS} <= CODES
    assert len({row["code"] for row in CAPITALS}) == len(CAPITALS)


@pytest.mark.parametrize("row", OUTLINES, ids=lambda row: row["code"])
def test_a_ring_has_corners_and_stays_on_the_globe(row):
    for ring in row["rings"].split(";"):
        numbers = [float(number) for number in ring.split()]
        assert len(numbers) >= 6
        assert len(numbers) % 2 == 0
        assert all(-180 <= longitude <= 180 for longitude in numbers[::2])
        assert all(-90 <= latitude <= 90 for latitude in numbers[1::2])
        assert max(numbers[::2]) - min(numbers[::2]) < 180


def test_a_capital_lies_near_the_outline_of_its_state():
    bounds = {}
    for row in OUTLINES:
        numbers = [float(number) for number in row["rings"].replace(";", " ").split()]
        bounds[row["code"]] = (min(numbers[::2]), max(numbers[::2]), min(numbers[1::2]), max(numbers[1::2]))
    near = 1.5  # degrees
    for row in CAPITALS:
        west, east, south, north = bounds.get(row["code"], (-180, 180, -90, 90))
        assert west - near <= float(row["longitude"]) <= east + near, row
        assert south - near <= float(row["latitude"]) <= north + near, row


def test_every_state_of_today_has_a_place_on_the_map():
    placed = {row["code"] for row in CAPITALS}
    assert [
        row["code"] for row in lexicon.table("countries.csv") if row["kind"] == "state" and row["code"] not in placed
    ] == []
