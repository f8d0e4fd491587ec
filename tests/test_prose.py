import re
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tablemaker import TYPES as CODED
from tablemaker import article, event, events, frame, mission, tables

from relations import __version__, analysis, prose
from relations.analysis.labels import mission_name
from relations.analysis.offices import HEAD, MINISTER, OTHER, UNTOLD
from relations.prose.standing import BETWEEN, HIGHEST, LOWEST, quarter
from relations.prose.verbs import MILESTONES, TYPES
from relations.schema import MILESTONES as ALL_MILESTONES

DATA = Path(__file__).parent / "data"


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((DATA / name).read_text(encoding="utf-8"))["case"]
    return found


def made(case: dict[str, Any]) -> dict[str, pd.DataFrame]:
    told = [(line[0], line[1], {"milestone": "".join(line[2:])}) for line in case["events"]]
    missions = [mission(number, **row) for number, row in enumerate(case.get("missions", []), 1)]
    findings = [{"finding_id": f"f{number}", "pair": "PRK-ZAF"} for number in range(case.get("findings", 0))]
    articles = [article(f"made{number}") for number in range(case.get("articles", 1))]
    return tables(
        articles=frame("articles", articles),
        events=events(told),
        missions=frame("missions", missions),
        findings=frame("findings", findings),
    )


@pytest.mark.parametrize("case", cases("prose_dates.toml"), ids=lambda case: case["edtf"])
def test_a_date_reads_as_english(case: dict[str, str]) -> None:
    assert (prose.date_words(case["edtf"]), prose.date_name(case["edtf"])) == (case["words"], case["name"])


@pytest.mark.parametrize("case", cases("prose_summaries.toml"), ids=lambda case: case["name"])
def test_a_summary_agrees_with_its_tables(case: dict[str, Any]) -> None:
    assert prose.summary(made(case), "PRK-ZAF") == case["expect"]


@pytest.mark.parametrize("case", cases("prose_summaries.toml"), ids=lambda case: case["name"])
def test_a_summary_has_two_to_five_sentences(case: dict[str, Any]) -> None:
    said = prose.summary(made(case), "ZAF-PRK").replace("D.C.", "DC.")
    assert 2 <= len(re.findall(r"[.] |[.]$", said)) <= 5
    assert "  " not in said
    assert ".." not in said


def test_a_country_is_written_with_its_article() -> None:
    row = event(1, "USA>NLD CONSULT visit", "1998", pair="NLD-USA")
    assert prose.event_words(row) == "The United States paid a visit to the Netherlands in 1998."


@pytest.mark.parametrize(
    ("told", "date", "more", "expect"),
    [
        ("PRK;ZAF SUPPORT", "1998-08", {"milestone": "relations_established"},
         "North Korea and South Africa established diplomatic relations in August 1998."),
        ("PRK>ZAF AID", "", {}, "North Korea gave aid to South Africa (undated)."),
        ("BWA;ZAF>PRK ACCUSE disapprove", "1999", {}, "Botswana and South Africa criticised North Korea in 1999."),
        ("ZAF>PRK SUPPORT", "1991-12-05/..", {"milestone": "accreditation"},
         "South Africa accredited an envoy to North Korea (since 5 December 1991)."),
        ("PRK>ZAF AGREE", "2030", {"status": "planned"},
         "North Korea promised or planned cooperation with South Africa in 2030 (planned)."),
        (">ZAF ASSAULT", "../1974", {}, "Someone used violence against South Africa before 1974."),
        ("PRK>ZAF COERCE curfew", "1999", {}, "North Korea used coercion against South Africa in 1999."),
    ],
)  # fmt: skip
def test_an_event_is_one_sentence(told: str, date: str, more: dict[str, str], expect: str) -> None:
    assert prose.event_words(event(1, told, date, **more)) == expect


def test_a_type_of_another_coder_still_makes_a_sentence() -> None:
    row = {**event(1, "PRK>ZAF AID", "1998"), "event_type": "GIFT", "mode": ""}
    assert prose.event_words(row) == "North Korea acted (GIFT) toward South Africa in 1998."


def test_every_milestone_and_type_of_the_codebook_has_its_verb() -> None:
    assert set(MILESTONES) == set(ALL_MILESTONES)
    assert {kind for kind, _ in CODED} <= set(TYPES)
    assert {tuple(key.split()) for key in TYPES if " " in key} <= set(CODED)


@pytest.mark.parametrize(("number", "words"), [(0, "no events"), (1, "one event"), (2, "2 events"), (14, "14 events")])
def test_a_noun_agrees_with_its_number(number: int, words: str) -> None:
    assert prose.counted(number, "event") == words


# Visits, coverage -----------------------------------------------------------------------------------------------------


def visits(*told: str) -> str:
    """What is said of visits; each is told as "who", or "who level", of North Korea, South Africa or both."""
    lanes = {"PRK": "a_to_b", "ZAF": "b_to_a", "both": "together"}
    levels = {"head": HEAD, "minister": MINISTER, "other": OTHER, "": UNTOLD}
    rows = [(lanes[who], "talks" if who == "both" else "visit", levels[level]) for who, _, level in
            (one.partition(" ") for one in told)]  # fmt: skip
    return prose.visits(pd.DataFrame(rows, columns=["lane", "kind", "level"]), "PRK-ZAF")


@pytest.mark.parametrize(
    ("told", "expect"),
    [
        ([], "The text tells of no visits and no talks between the two."),
        (["PRK"], "The text tells of one visit by North Korea. "
         "It tells the office of no one who came, or of either side where both act."),
        (["ZAF head", "ZAF head"],
         "The text tells of 2 visits by South Africa. "
         "The highest of those who came, or of both where both act, is a head of state or government in 2."),
        (["PRK minister", "ZAF other", "ZAF", "both"],
         "The text tells of 3 visits (one by North Korea, 2 by South Africa) and one meeting or call. "
         "The highest of those who came, or of both where both act, is a minister or deputy head in one, another "
         "official in one; in 2 no office is told."),
        (["both other", "both"],
         "The text tells of 2 meetings or calls. "
         "None of those who came, or of both where both act, is told to be a minister or a head of state or "
         "government; in one no office is told."),
    ],
)  # fmt: skip
def test_visits_are_counted_by_side_and_level(told: list[str], expect: str) -> None:
    assert visits(*told) == expect


@pytest.mark.parametrize(
    ("told", "expect"),
    [
        ([], "Of 20 sentences, none gave an event that counts."),
        ([("PRK>ZAF AID", "1990")], "Of 20 sentences, one gave an event that counts (5%). The one event bears a date."),
        ([("PRK>ZAF AID", "1990"), ("PRK>ZAF AID", "1998")],
         "Of 20 sentences, 2 gave an event that counts (10%). Both events bear a date. The longest silence of the "
         "text lasts 7 years, after 1990 and before 1998; that it is silent does not mean that "
         "nothing happened."),
        ([("PRK>ZAF AID", "")] * 3,
         "Of 20 sentences, 3 gave an event that counts (15%). None of the 3 events bears a date."),
    ],
)  # fmt: skip
def test_coverage_is_told_in_sentences(told: list[tuple[str, str]], expect: str) -> None:
    assert prose.coverage(analysis.coverage(tables(events=events(told)))) == expect


# Comparison -----------------------------------------------------------------------------------------------------------


def corpus(**told: list[str]) -> dict[str, pd.DataFrame]:
    """Pairs named by keyword (PRK_ZAF), each with one article of 500 words and these events."""
    pairs = {key.replace("_", "-"): lines for key, lines in told.items()}
    return tables(
        articles=frame("articles", [article(pair, pair) for pair in pairs]),
        events=pd.concat([frame("events", []), *(events(lines, pair) for pair, lines in pairs.items() if lines)]),
    )


def test_nothing_can_be_compared_with_itself() -> None:
    assert prose.comparison_summary(corpus()) == "There is no pair: nothing can be compared."
    alone = "There is only one pair, North Korea–South Africa: nothing can be compared."
    made = corpus(PRK_ZAF=[], PRK_VEN=[])
    summary = analysis.summary_of_pairs(analysis.select(made, "ZAF-PRK"))
    assert prose.comparison_summary(made, summary) == alone


def test_few_events_are_too_few_to_say() -> None:
    said = prose.comparison_summary(corpus(PRK_ZAF=["PRK>ZAF AID"] * 12, PRK_VEN=["PRK>VEN AID"]))
    assert said == (
        "The comparison covers 2 pairs in 2 articles of 1,000 words together, which tell of 13 events. "
        "For each 1,000 words the text on North Korea–South Africa tells of most events (24.0), "
        "that on North Korea–Venezuela fewest (2.0). "
        "North Korea–Venezuela has too few events to say whether the two differ."
    )


def test_two_pairs_are_tested_against_chance() -> None:
    said = prose.comparison_summary(corpus(PRK_ZAF=["PRK>ZAF AID"] * 12, PRK_VEN=["PRK>VEN ACCUSE"] * 12))
    assert "For each 1,000 words all of them tell of 24.0 events." in said
    assert "0 of 12 events of North Korea–Venezuela (0%; 95% interval 0% to 26%)" in said
    assert "a difference in cooperative share (p < 0.01)" in said
    alike = prose.comparison_summary(corpus(PRK_ZAF=["PRK>ZAF AID"] * 12, PRK_VEN=["PRK>VEN AID"] * 12))
    assert alike.endswith("show no difference in cooperative share, mean intensity or joint share (least p = 1).")


def test_many_pairs_are_given_by_their_range() -> None:
    said = prose.comparison_summary(
        corpus(
            PRK_ZAF=["PRK>ZAF AID"] * 10,
            PRK_VEN=["PRK>VEN AID"] * 5 + ["PRK>VEN ACCUSE"] * 5,
            PRK_USA=["PRK>USA ACCUSE"],
        )
    )
    assert "runs from 50% (North Korea–Venezuela) to 100% (North Korea–South Africa)." in said
    assert said.endswith("One pair has fewer than 10 events: too few to say.")


def test_a_citation_names_the_version_and_the_exact_text() -> None:
    read = {**article(), "title": "North Korea–South Africa relations", "sha256": "0123456789abcdef" * 4}
    said = prose.citation(tables(articles=frame("articles", [read])), "ZAF-PRK")
    assert said == (
        f"To cite this page: “North Korea and South Africa”, report made by relations {__version__}, read from "
        "“North Korea–South Africa relations” (SHA-256 0123456789ab…)."
    )


# Tests, steps and standing --------------------------------------------------------------------------------------------


def told_of_tests(made: dict[str, pd.DataFrame]) -> str:
    return prose.differences(analysis.differences(made["events"]), analysis.summary_of_pairs(made))


def test_tests_are_told_with_their_number_and_what_they_show() -> None:
    made = corpus(
        PRK_ZAF=["PRK>ZAF AID"] * 15, PRK_VEN=["PRK>VEN AID"] * 15, PRK_USA=["PRK>USA ACCUSE"] * 15, CHN_PRK=[]
    )
    assert told_of_tests(made) == (
        "Each of the three pairs with at least ten events is compared with each other in three measures: 9 tests. "
        "With p-values corrected for the number of tests, four show a difference: "
        "North Korea–United States against North Korea–Venezuela in cooperative share (0.00 to 1.00, p < 0.01); "
        "North Korea–United States against North Korea–Venezuela in mean intensity (−3.00 to 10.00, p < 0.01); "
        "North Korea–United States against North Korea–South Africa in cooperative share (0.00 to 1.00, p < 0.01); "
        "North Korea–United States against North Korea–South Africa in mean intensity (−3.00 to 10.00, p < 0.01). "
        "One pair has fewer than ten events: too few to say."
    )


def test_two_pairs_that_are_alike_show_no_difference() -> None:
    said = told_of_tests(corpus(PRK_ZAF=["PRK>ZAF AID"] * 10, PRK_VEN=["PRK>VEN AID"] * 10))
    assert said == (
        "The two pairs with at least ten events are compared in three measures. "
        "With p-values corrected for the number of tests, none shows a difference."
    )


def test_where_nothing_can_be_tested_that_is_the_result() -> None:
    said = told_of_tests(corpus(PRK_ZAF=["PRK>ZAF AID"] * 10, PRK_VEN=["PRK>VEN AID"]))
    assert said == "Fewer than two pairs have ten events: too few to say whether any differ."


def test_of_many_pairs_some_are_tested_against_all_others() -> None:
    said = told_of_tests(corpus(**{f"PRK_ZA{letter}": ["PRK>ZAF AID"] * 10 for letter in "ABCDEFGHI"}))
    assert said.startswith(
        "Nine pairs have at least ten events; they are compared, each with all other pairs together,"
    )


def test_steps_are_told_in_years_from_relations_on() -> None:
    began = ("PRK;ZAF SUPPORT", "1990", {"milestone": "relations_established"})
    signed = ("PRK;ZAF AGREE", "1998", {"milestone": "agreement_signed"})
    made = corpus(
        PRK_ZAF=[began, signed, ("PRK>ZAF CONSULT visit", "1998"), ("PRK>ZAF AID", "1991")],
        PRK_VEN=[signed],
        PRK_USA=[began],
    )
    assert prose.steps(made["events"], analysis.summary_of_pairs(made)) == [
        "North Korea–South Africa, from relations in 1990: agreement signed and first visit 8 years on.",
        "No years can be counted for North Korea–United States and North Korea–Venezuela.",
    ]


def test_a_pair_among_many_is_told_by_quarters() -> None:
    made = corpus(**{f"AA{letter}_ZZZ": ["AAA>ZZZ AID"] * (10 + place) for place, letter in enumerate("ABCDEF")})
    summary = analysis.summary_of_pairs(made)
    last, first = (prose.standing(analysis.standing(summary, f"AA{letter}-ZZZ"), 6) for letter in "FA")
    assert last == (
        "Set beside the other pairs, this one stands among the highest quarter in events per 1,000 words, "
        "in between in the share of cooperative events."
    )
    assert "among the lowest quarter in events per 1,000 words" in first
    few = prose.standing(analysis.standing(summary.head(3), "AAA-ZZZ"), 3)
    assert few == "Of 3 pairs too little is known to say where this one stands among them."


def test_of_a_crowd_the_middle_is_told_and_not_the_ends() -> None:
    made = corpus(**{f"AA{letter}_ZZZ": ["AAA>ZZZ AID"] * 10 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
    said = prose.comparison_summary(made)
    assert "For each 1,000 words half of the texts tell of 20.0 events." in said
    assert "the median of the cooperative share is 100%, and half have 100%." in said


def test_what_is_only_planned_established_no_relations() -> None:
    told = events([("PRK;ZAF SUPPORT", "2030", {"milestone": "relations_established", "status": "planned"})])
    said = prose.summary(tables(events=told), "PRK-ZAF")
    assert said.startswith("The article does not state when North Korea and South Africa established diplomatic")


def test_four_missions_are_named_and_five_are_counted() -> None:
    cities = ["Pretoria", "Durban", "Benoni", "George", "Paarl"]
    said = {
        n: prose.summary(tables(missions=frame("missions", [
            mission(i, "PRK", "ZAF", city=city, kind="consulate") for i, city in enumerate(cities[:n])
        ])), "PRK-ZAF") for n in (4, 5)
    }  # fmt: skip
    assert "North Korea has consulates in Pretoria, Durban, Benoni and George." in said[4]
    assert "North Korea has 5 missions in South Africa." in said[5]


def test_a_silence_of_less_than_a_year_is_not_told() -> None:
    told = [("PRK>ZAF AID", "1990"), ("PRK>ZAF AID", "1991")]
    assert prose.coverage(analysis.coverage(tables(events=events(told)))) == (
        "Of 20 sentences, 2 gave an event that counts (10%). Both events bear a date."
    )


def test_a_quarter_has_its_bounds() -> None:
    assert [quarter(position) for position in (0, 0.25, 0.26, 0.74, 0.75, 1)] == [
        LOWEST, LOWEST, BETWEEN, BETWEEN, HIGHEST, HIGHEST
    ]  # fmt: skip


def test_steps_stand_in_order_of_time() -> None:
    told = events([
        ("PRK;ZAF SUPPORT", "1965", {"milestone": "relations_established"}), ("ZAF>PRK CONSULT visit", "1970"),
        ("ZAF>PRK SUPPORT", "1975", {"milestone": "mission_opened"}),
        ("ZAF>PRK SUPPORT", "1980", {"milestone": "agreement_signed"}),
    ])  # fmt: skip
    made = tables(events=told)
    assert prose.steps(told, analysis.summary_of_pairs(made)) == [
        "North Korea–South Africa, from relations in 1965: first visit 5 years on; mission opened 10 years on; "
        "agreement signed 15 years on."
    ]


def test_a_citation_begins_with_a_capital() -> None:
    assert "“The Bahamas and South Africa”" in prose.citation(tables(), "BHS-ZAF")


def test_a_mission_without_a_city_is_named_by_its_kind() -> None:
    assert mission_name(mission(1, "PRK", "ZAF")) == "embassy"
