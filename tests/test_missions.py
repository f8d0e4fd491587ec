"""Sentences as data -> the missions read out of them; rules of the lexicon -> their own examples; articles -> rows."""

import dataclasses
import json
import tomllib
from pathlib import Path

import pytest

from relations import actors, articles, lexicon, missions, schema, tagging
from relations.missions import covering, grammar, statements

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "data" / "missions_cases.toml").read_text(encoding="utf-8"))["case"]
RULES = [rule for table in ("verb", "cover") for rule in lexicon.rules("missions.toml")[table]]
GOLD = sorted((HERE / "gold").glob("*.json"))


def read(pair: str, text: str) -> articles.Article:
    return articles.parse(f"= {pair} relations =\n\n{text}")


def found(pair: str, text: str) -> list[schema.Mission]:
    article = read(pair, text)
    return list(missions.read(article, tagging.tag(article), ()).rows)


def said(mission: schema.Mission) -> str:
    """A mission as the case files write it."""
    marked = {"<": mission.accredited_from, "opened:": mission.opened, "closed:": mission.closed}
    parts = [mission.sender, mission.kind, mission.city, *(f"{mark}{value}" for mark, value in marked.items() if value)]
    return " ".join(part for part in [*parts, "!closed" if mission.status == "closed" else ""] if part)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_sentence_yields_its_missions_and_no_others(case):
    assert list(map(said, found(case["pair"], case["text"]))) == case["expect"], case.get("why", "")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_a_rule_reads_its_example(rule):
    assert list(map(said, found(rule["pair"], rule["example"]))) == rule["expect"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_a_rule_leaves_its_counterexample_alone(rule):
    assert found(rule["pair"], rule["not_example"]) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_an_example_needs_its_rule(rule, monkeypatch):
    pattern = grammar.compiled(rule)
    for table in ("BEFORE", "AFTER", "BASE"):
        monkeypatch.setattr(statements, table, [entry for entry in getattr(statements, table) if entry[1] != pattern])
    monkeypatch.setattr(covering, "COVERS", [entry for entry in covering.COVERS if entry[1].pattern != pattern])
    assert list(map(said, found(rule["pair"], rule["example"]))) != rule["expect"]


HISTORY = "Peru opened an embassy in Muscat in 1975."
LIST = "Peru has an embassy in Muscat since 1977."
HISTORY_AND_LIST = f"{HISTORY} They met.\n\n== Diplomatic missions ==\n- {LIST}"


def test_the_words_of_a_mission_are_the_evidence():
    article = read("Oman–Peru", HISTORY_AND_LIST)
    (mission,) = missions.read(article, tagging.tag(article), ()).rows
    assert " | ".join(article.text[start:end] for start, end in mission.evidence) == mission.quote
    assert mission.quote == f"{HISTORY} | {LIST}"


def test_identifiers_run_in_the_order_of_the_text():
    rows = found("Albania–Egypt", "Egypt has an embassy in Tirana. Albania has an embassy in Cairo.")
    assert [(row.mission_id, row.sender) for row in rows] == [("text.m01", "EGY"), ("text.m02", "ALB")]


def test_a_section_on_missions_outweighs_a_history():
    (mission,) = found("Oman–Peru", HISTORY_AND_LIST)
    assert mission.opened == "1977"


def test_readings_keep_what_the_rows_leave_out():
    article = read("Oman–Peru", HISTORY_AND_LIST)
    told = missions.read(article, tagging.tag(article), ()).readings
    assert [(reading.verb, reading.mission.opened) for reading in told] == [("opened", "1975"), ("has", "1977")]


def test_a_reading_tells_whether_the_mission_stood_then():
    article = read("Oman–Peru", "Peru had an embassy in Muscat. It closed its embassy. Peru has an embassy there.")
    told = missions.read(article, tagging.tag(article), ()).readings
    assert [(reading.verb, reading.mission.status) for reading in told] == [
        ("had", "closed"), ("closed", "closed"), ("has", "open"),
    ]  # fmt: skip


def test_a_named_person_opens_a_mission_for_a_state():
    article = read("Mexico–Senegal", "Luis Echeverría opened an embassy in the country in 1975.")
    person = actors.Actor("Luis Echeverría", "MEX", "President", (actors.Name(0, 0, 15, "Luis Echeverría"),))
    assert missions.read(article, tagging.tag(article), ()).rows == ()
    (mission,) = missions.read(article, tagging.tag(article), (person,)).rows
    assert said(mission) == "MEX embassy opened:1975"


def test_a_sentence_that_names_no_mission_has_no_reading():
    article = read("Oman–Peru", "Oman and Peru signed an agreement in 1990.")
    assert missions.read(article, tagging.tag(article), ()).readings == ()


def test_the_kinds_are_those_of_the_schema():
    kinds = {noun["kind"] for noun in lexicon.rules("missions.toml")["noun"]}
    assert kinds - {"legation", "mission", "same", "office"} == set(schema.MISSION_KINDS)


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_the_seeds_yield_the_missions_of_the_gold_annotations(gold):
    article = articles.read(HERE.parent / "seeds" / f"{gold.stem}.txt")
    rows = [dataclasses.asdict(row) for row in missions.read(article, tagging.tag(article), ()).rows]
    fields = ("sender", "receiver", "kind", "city", "residence", "accredited_from", "opened", "closed", "status")
    wanted = [row for row in json.loads(gold.read_text(encoding="utf-8"))["missions"] if row.get("required", True)]
    assert sorted(tuple(row[f] for f in fields) for row in rows) == sorted(
        tuple(row[f] for f in fields) for row in wanted
    )
