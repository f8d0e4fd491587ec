from dataclasses import FrozenInstanceError, fields

import pytest

from relations import schema
from relations.schema import Column, Person, Span

# The contract with everybody who uses the tables; a change here is a change for all of them.
CONTRACT = {
    "articles": "article pair title country_a country_b source sha256 words sentences",
    "events": "event_id article pair evidence edtf earliest latest precision date_source event_type mode contexts quad "
    "intensity actors recipients actor_text recipient_text place milestone scope status rule quote",
    "missions": "mission_id article pair sender receiver kind city residence accredited_from opened closed status "
    "evidence quote",
    "people": "person_id article pair name country role evidence",
    "dates": "article start end text edtf earliest latest precision",
    "figures": "article pair measure value unit date from_country to_country evidence quote",
    "findings": "finding_id article pair kind message rows evidence",
}
EVERY = [(table, column) for table in schema.TABLES for column in schema.columns(table)]


def test_there_are_the_tables_of_the_contract():
    assert list(schema.TABLES) == list(CONTRACT)


@pytest.mark.parametrize("table", CONTRACT)
def test_a_table_has_the_columns_of_the_contract_in_order(table):
    assert [column.name for column in schema.columns(table)] == CONTRACT[table].split()


@pytest.mark.parametrize(("table", "column"), EVERY, ids=lambda part: getattr(part, "name", part))
def test_a_column_is_described(table, column):
    assert isinstance(column.column, Column)
    assert column.column.description.endswith(".")
    assert column.kind in {"string", "integer", "number"}
    assert len(set(column.column.values)) == len(column.column.values)


def test_columns_of_one_name_hold_one_type():
    kinds: dict[str, set[object]] = {}
    for _, column in EVERY:
        kinds.setdefault(column.name, set()).add(column.type)
    assert {name for name, found in kinds.items() if len(found) > 1} == set()


@pytest.mark.parametrize("record", schema.TABLES.values())
def test_a_record_is_frozen_and_described(record):
    with pytest.raises(FrozenInstanceError):
        setattr(record(**{field.name: "" for field in fields(record)}), fields(record)[0].name, "changed")
    assert (record.__doc__ or "").strip().splitlines()[0].endswith(".")


def a_person(**changed):
    cells = {"person_id": "a.p1", "article": "a", "pair": "ATL-UTO", "name": "N", "country": "", "role": ""}
    return Person(**{**cells, "evidence": (Span(1, 3), Span(5, 9)), **changed})


def test_cells_stand_in_the_order_of_the_columns_with_lists_joined():
    assert list(schema.cells(a_person())) == ["a.p1", "a", "ATL-UTO", "N", "", "", "1:3;5:9"]
    assert len(list(schema.cells(a_person()))) == len(fields(Person))


def test_an_empty_list_is_an_empty_cell():
    assert list(schema.cells(a_person(evidence=())))[-1] == ""


def test_numbers_stay_numbers_in_cells():
    article = schema.ArticleRow(
        article="a",
        pair="ATL-UTO",
        title="t",
        country_a="UTO",
        country_b="ATL",
        source="a.txt",
        sha256="",
        words=7,
        sentences=1,
    )
    assert list(schema.cells(article))[-2:] == [7, 1]


@pytest.mark.parametrize(
    ("table", "name", "kind", "is_list"),
    [
        ("events", "intensity", "number", False),
        ("events", "actors", "string", True),
        ("events", "evidence", "string", True),
        ("dates", "start", "integer", False),
        ("dates", "text", "string", False),
    ],
)
def test_a_column_knows_its_type(table, name, kind, is_list):
    column = next(column for column in schema.columns(table) if column.name == name)
    assert (column.kind, column.is_list) == (kind, is_list)


@pytest.mark.parametrize(
    "values", ["PRECISIONS", "DATE_SOURCES", "SCOPES", "STATUSES", "MILESTONES", "MISSION_KINDS", "MEASURES"]
)
def test_closed_values_are_those_of_some_column(values):
    assert getattr(schema, values) in {column.column.values for _, column in EVERY}
