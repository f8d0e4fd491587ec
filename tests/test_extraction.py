"""An article becomes records that all lead back to its text."""

from dataclasses import replace
from pathlib import Path

import pytest

from relations import articles, explain, extraction, schema
from relations.errors import RelationsError
from relations.tables import description

TOP = Path(__file__).parents[1]
SHARED = TOP.parent / "shared" / "corpus"
ARTICLES = sorted((TOP / "seeds").glob("*.txt")) + sorted(path for path in SHARED.rglob("*.txt"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_row_leads_back_to_its_words(path: Path) -> None:
    read = extraction.extract(articles.read(path))
    text = read.article.text
    for row in [*read.events, *read.missions, *read.figures]:
        assert row.quote == " | ".join(text[start:end] for start, end in row.evidence)
        assert row.evidence
    for date in read.dates:
        assert text[date.start : date.end] == date.text
    for person in read.people:
        assert all(text[start:end].strip() for start, end in person.evidence)
    ends = [end for finding in read.findings for _, end in finding.evidence]
    assert all(end <= len(text) for end in ends)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_cell_keeps_to_the_codebook(path: Path) -> None:
    records = extraction.extract(articles.read(path)).records()
    for table, kind in schema.TABLES.items():
        allowed = {field.name: {"", *description.values(table, field)} for field in schema.columns(table)}
        closed = {name: known for name, known in allowed.items() if known != {""}}
        for row in (row for row in records if isinstance(row, kind)):
            assert {name: value for name in closed if (value := getattr(row, name)) not in closed[name]} == {}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_event_of_the_dyad_has_both_states(path: Path) -> None:
    for event in extraction.extract(articles.read(path)).events:
        both = set(event.pair.split("-")) <= {*event.actors, *event.recipients}
        assert event.scope == ("dyad" if both else "third-party")
        assert event.actors
        assert not set(event.actors) & set(event.recipients)
        assert (event.date_source == "none") == (event.edtf == "")


def test_identifiers_are_unique() -> None:
    for path in ARTICLES:
        read = extraction.extract(articles.read(path))
        ids = (
            [e.event_id for e in read.events]
            + [m.mission_id for m in read.missions]
            + [p.person_id for p in read.people]
        )
        assert len(ids) == len(set(ids))


def test_the_same_text_gives_the_same_records() -> None:
    article = articles.read(ARTICLES[0])
    assert extraction.extract(article).records() == extraction.extract(replace(article)).records()


def test_what_is_told_twice_is_one_event_with_two_pieces_of_evidence() -> None:
    article = articles.parse(
        "= Chad–Oman relations =\n\nIn May 1975, Chadian President Ali Hassan paid a visit to Oman.\n\n"
        "== Visits from Chad to Oman ==\n\n- President Ali Hassan (1975)\n- President Musa Isa (1980)\n"
    )
    visits = [(event.edtf, len(event.evidence)) for event in extraction.extract(article).events]
    assert visits == [("1975-05", 2), ("1980", 1)]


def test_agreements_of_one_day_are_one_only_if_they_are_about_one_matter() -> None:
    article = articles.parse(
        "= Chad–Oman relations =\n\nOn 8 April 2014 an agreement on security cooperation was signed.\n\n"
        "== Agreements ==\n\n"
        "- Agreement on Security Cooperation (8 April 2014)\n- Agreement on Cultural Cooperation (8 April 2014)\n"
        "- Memorandum on Security and Energy (8 April 2014)\n"
    )
    assert [len(event.evidence) for event in extraction.extract(article).events] == [2, 1, 1]


@pytest.mark.parametrize(
    ("lead", "first", "distance", "then", "dates"),
    [
        ("", "Chad severed relations with Oman in 1975.", 1, "Chad had severed relations with Oman.", ["1975"]),
        ("", "Chad severed relations with Oman in 1975.", 5, "Chad severed relations with Oman.", ["1975", ""]),
        ("Chad severed relations with Oman.", "", 5, "Chad severed relations with Oman in 1975.", ["1975"]),
        ("", "Chad and Oman established relations in 1975.", 5, "Chad and Oman established relations.", ["1975"]),
        ("", "Chad broke ties with Oman in 1975, and Chad broke ties with Oman in 1975.", 1, "", ["1975"]),
        ("", "Chad broke ties with Oman in 1975-76, and broke ties in May 1976.", 1, "", ["1975/1976", "1976-05"]),
    ],
    ids=["near", "far off", "summed up in the lead", "established once", "one date", "two dates that overlap"],
)
def test_a_break_told_without_a_date_is_another_one_far_off_but_not_in_the_lead(
    lead: str, first: str, distance: int, then: str, dates: list[str]
) -> None:
    between = ["The weather in Muscat is hot."] * (distance - 1)
    text = "\n\n".join(["= Chad–Oman relations =", lead, "== History ==", first, *between, then])
    told = extraction.extract(articles.parse(text)).events
    assert [event.edtf for event in told if event.milestone] == dates


@pytest.mark.parametrize(
    ("one", "two", "dates"),
    [
        ("in 1978", "in the summer of 1978", ["1978-22"]),
        ("in the summer of 1978", "in May 1978", ["1978-05"]),
        ("in the summer of 1978", "in 1979", ["1978-22", "1979"]),
        ("in the spring of 1978", "in autumn 1978", ["1978-21", "1978-23"]),
    ],
)
def test_a_season_agrees_with_what_its_year_holds_but_with_no_other_season(
    one: str, two: str, dates: list[str]
) -> None:
    told = f"= Chad–Oman relations =\n\nRelations were established {one}.\n\nRelations were established {two}.\n"
    assert [event.edtf for event in extraction.extract(articles.parse(told)).events] == dates


def test_a_sentence_takes_its_date_from_the_one_before_if_it_says_so() -> None:
    article = articles.parse(
        "= Chad–Oman relations =\n\nIn May 1975, Chadian President Ali Hassan visited Oman. During his visit, "
        "both nations signed a trade agreement. Oman opened an embassy in N'Djamena.\n"
    )
    dated = [(event.edtf, event.date_source) for event in extraction.extract(article).events]
    assert dated == [("1975-05", "explicit"), ("1975-05", "context"), ("", "none")]


def test_a_relative_date_counts_from_the_date_before_it() -> None:
    article = articles.parse(
        "= Chad–Oman relations =\n\nOn 20 June 2014, Oman asked Chad to return. The Chadian embassy was re-opened a "
        "year later.\n"
    )
    dated = [(event.edtf, event.date_source) for event in extraction.extract(article).events]
    assert dated == [("2014-06-20", "explicit"), ("2015", "context")]


def test_an_account_tells_what_was_tagged_and_which_rule_fired() -> None:
    article = articles.parse(
        "= Chad–Oman relations =\n\nIn 1990 Chad expelled two Omani diplomats. They were sad. Libya attacked Egypt.\n"
    )
    said = explain.explain(article)
    assert "states: Chad = TCD, Omani = OMN" in said
    assert "event: 'expelled' is SANCTION/expel by sanction.expel: TCD > OMN, 1990 (explicit), occurred" in said
    assert "no event: no rule's words stand here" in said
    assert "but: neither state of the pair takes part" in said


def test_an_account_names_the_rules_that_lost() -> None:
    article = articles.parse("= Chad–Oman relations =\n\nIn 1990 Chad supported Omani troops against the rebels.\n")
    assert "by aid.fight-beside" in explain.explain(article)
    assert "chosen over support.support" in explain.explain(article)


def test_an_account_of_one_sentence_is_of_that_one() -> None:
    article = articles.parse("= Chad–Oman relations =\n\nIn 1990 Chad expelled two Omani diplomats. They were sad.\n")
    assert explain.explain(article, 2).startswith("2. line 3")
    with pytest.raises(RelationsError, match="a number from 1 to 2"):
        explain.explain(article, 3)
