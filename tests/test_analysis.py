import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from tablemaker import article, event, events, frame, mission, tables

from relations import analysis, lexicon
from relations.analysis.balance import LEADS
from relations.analysis.differences import DIFFER, chance_distance, permuted
from relations.analysis.offices import HEAD, MINISTER, OTHER, UNTOLD, Named, highest, level
from relations.analysis.significance import ALIKE, LEVEL, TOO_FEW, holm, verdict
from relations.analysis.standing import comparable
from relations.errors import PairError

ESTABLISHED = {"milestone": "relations_established"}


def facts_of(made: dict[str, pd.DataFrame]) -> dict[str, list[str]]:
    found: Any = analysis.key_facts(made, "PRK-ZAF")
    return {str(fact): list(rows["value"]) for fact, rows in found.groupby("fact")}


def test_told_events_are_between_the_two_and_neither_denied_nor_supposed() -> None:
    made = events(
        [
            "PRK>ZAF AID",
            ("PRK>USA AID", "", {"scope": "third-party"}),
            ("PRK>ZAF AID", "", {"status": "negated"}),
            ("PRK>ZAF AID", "", {"status": "hypothetical"}),
            ("PRK>ZAF AID", "", {"status": "planned"}),
        ]
    )
    assert list(analysis.told(made)["event_id"]) == ["made.e01", "made.e05"]
    assert list(analysis.happened(made)["event_id"]) == ["made.e01"]


def test_a_pair_is_selected_in_either_order_from_every_table() -> None:
    made = tables(
        articles=frame("articles", [article(), article("other", "PRK-VEN")]),
        events=pd.concat([events(["PRK>ZAF AID"]), events(["PRK>VEN AID"], "PRK-VEN")]),
        dates=frame("dates", [{"article": "other", "start": 1, "end": 2}, {"article": "made", "start": 3, "end": 4}]),
    )
    chosen = analysis.select(made, "ZAF-PRK")
    assert {name: len(chosen[name]) for name in ("articles", "events", "dates")} == {
        "articles": 1,
        "events": 1,
        "dates": 1,
    }
    with pytest.raises(PairError):
        analysis.select(made, "PRK")


def test_who_acts_is_read_from_the_actors() -> None:
    made = events(["PRK>ZAF AID", "BWA;ZAF>PRK AID", "ZAF;PRK CONSULT", "USA>PRK;ZAF ACCUSE"])
    assert list(analysis.lanes(made)) == ["a_to_b", "b_to_a", "together", "toward_both"]


# Key facts ------------------------------------------------------------------------------------------------------------


def test_a_silent_text_states_nothing() -> None:
    values = facts_of(tables())
    assert set(map(tuple, values.values())) == {("not stated",)}
    assert set(values) >= {"Relations established", "Recognition by North Korea", "Agreements signed"}


def test_two_dates_that_cannot_both_hold_are_both_shown() -> None:
    made = tables(events=events([("PRK;ZAF SUPPORT", "1974", ESTABLISHED), ("PRK;ZAF SUPPORT", "1965", ESTABLISHED)]))
    assert facts_of(made)["Relations established"] == ["1965", "1974"]


def test_a_finer_date_replaces_the_vaguer_one_that_holds_it() -> None:
    told = [("PRK;ZAF SUPPORT", date, ESTABLISHED) for date in ("", "1998", "1998-08", "199X")]
    assert facts_of(tables(events=events(told)))["Relations established"] == ["August 1998"]


def test_a_season_replaces_its_year() -> None:
    told = [("PRK;ZAF SUPPORT", date, ESTABLISHED) for date in ("1998", "1998-22")]
    assert facts_of(tables(events=events(told)))["Relations established"] == ["summer 1998"]


def test_a_fact_without_a_date_says_so() -> None:
    made = tables(events=events([("PRK;ZAF SUPPORT", "", ESTABLISHED)]))
    assert facts_of(made)["Relations established"] == ["date not stated"]


def test_what_is_only_planned_is_no_fact() -> None:
    made = tables(events=events([("PRK;ZAF SUPPORT", "2030", {**ESTABLISHED, "status": "planned"})]))
    assert facts_of(made)["Relations established"] == ["not stated"]


def test_recognition_belongs_to_the_side_that_gives_it() -> None:
    made = tables(events=events([("ZAF>PRK SUPPORT", "1974", {"milestone": "recognition"})]))
    values = facts_of(made)
    assert values["Recognition by South Africa"] == ["1974"]
    assert values["Recognition by North Korea"] == ["not stated"]


def test_recognition_of_one_another_is_given_by_both() -> None:
    values = facts_of(tables(events=events([("PRK;ZAF SUPPORT", "1974", {"milestone": "recognition"})])))
    assert values["Recognition by South Africa"] == values["Recognition by North Korea"] == ["1974"]


def test_a_fact_told_twice_with_one_date_is_one_fact() -> None:
    made = tables(events=events([("PRK;ZAF SUPPORT", "1965", ESTABLISHED), ("PRK;ZAF SUPPORT", "1965", ESTABLISHED)]))
    assert facts_of(made)["Relations established"] == ["1965"]


def test_missions_are_told_each_way_with_their_dates() -> None:
    rows = [
        mission(1, "PRK", "ZAF", city="Pretoria", opened="199X"),
        mission(2, "PRK", "ZAF", city="Durban", kind="consulate", status="closed"),
        mission(3, "ZAF", "PRK", residence="non-resident", accredited_from="China"),
    ]
    values = facts_of(tables(missions=frame("missions", rows)))
    assert values["Missions of North Korea in South Africa"] == [
        "embassy in Pretoria (opened in the 1990s)",
        "consulate in Durban (closed)",
    ]
    assert values["Missions of South Africa in North Korea"] == ["embassy, covered from China"]


def test_a_fact_lists_all_who_act() -> None:
    made = tables(events=events([("PRK;ZAF;VEN SUPPORT", "1999", {"milestone": "agreement_signed"})]))
    found: Any = analysis.key_facts(made, "PRK-ZAF").set_index("fact")
    value = "1999: agreement signed (North Korea, South Africa and Venezuela)"
    assert found.loc["First dated event", "value"] == value


def test_first_and_last_event_agreements_and_evidence() -> None:
    signed = {"milestone": "agreement_signed"}
    made = tables(
        events=events(
            [
                ("PRK>ZAF CONSULT visit", "2005-09"),
                ("PRK;ZAF SUPPORT", "1999", signed),
                ("PRK;ZAF SUPPORT", "", signed),
                ("ZAF>PRK CONSULT visit", "2001"),
            ]
        )
    )
    found: Any = analysis.key_facts(made, "PRK-ZAF").set_index("fact")
    assert found.loc["First dated event", "value"] == "1999: agreement signed (North Korea and South Africa)"
    assert found.loc["Last dated event", "value"] == "September 2005: visit (North Korea)"
    assert found.loc["First dated visit", "row_id"] == "made.e04"
    assert found.loc["Agreements signed", "value"] == "2 agreements (1999, one undated)"
    assert found.loc["Agreements signed", "evidence"] == "300:380;200:280"


def test_a_mission_that_two_sentences_date_otherwise_has_both_dates() -> None:
    made = tables(
        events=events([("PRK>ZAF SUPPORT", "2015", {"milestone": "mission_reopened"})]),
        missions=frame("missions", [mission(1, "PRK", "ZAF", city="Pretoria", opened="2014")]),
        findings=frame("findings", [{"pair": "PRK-ZAF", "kind": "two-dates", "rows": "made.e01;made.m01"}]).fillna(""),
    )
    assert facts_of(made)["Missions of North Korea in South Africa"] == [
        "embassy in Pretoria (opened in 2014)",
        "embassy in Pretoria (reopened in 2015, as another sentence says)",
    ]


def test_only_what_dates_a_mission_otherwise_is_told_beside_it() -> None:
    told = events([
        ("PRK>ZAF SUPPORT", "2015", {"milestone": "mission_reopened"}),
        ("PRK>ZAF SANCTION", "2017", {"milestone": "mission_closed"}), ("PRK;ZAF SUPPORT", "1998", ESTABLISHED),
        ("PRK;ZAF SUPPORT", "1999", ESTABLISHED),
    ])  # fmt: skip
    rows = [("two-dates", "made.e03;made.e04"), ("open-and-closed", "made.e02;made.m01")]
    found = [{"finding_id": f"f{n}", "article": "made", "pair": "PRK-ZAF", "kind": kind, "rows": both, "message": "",
              "evidence": ""} for n, (kind, both) in enumerate(rows)]  # fmt: skip
    missions = frame("missions", [mission(1, "PRK", "ZAF", city="Pretoria", opened="2014")])
    made = tables(events=told, missions=missions, findings=frame("findings", found))
    assert facts_of(made)["Missions of North Korea in South Africa"] == ["embassy in Pretoria (opened in 2014)"]


def test_a_mission_of_which_only_the_end_is_told_is_dated_by_it() -> None:
    rows = [mission(1, "PRK", "ZAF", closed="1999", status="closed")]
    found: Any = analysis.key_facts(tables(missions=frame("missions", rows)), "PRK-ZAF").set_index("fact")
    fact = found.loc["Missions of North Korea in South Africa"]
    assert fact[["value", "date"]].tolist() == ["embassy (closed in 1999)", "1999"]


# Timeline and rhythm --------------------------------------------------------------------------------------------------


def test_the_timeline_keeps_open_ends_open_and_puts_the_undated_last() -> None:
    made = events(
        ["PRK>ZAF AID", ("PRK>ZAF AID", "2019/.."), ("ZAF>PRK ACCUSE", "../1974"), ("PRK;ZAF CONSULT", "1998-08")]
    )
    found: Any = analysis.timeline(made, "ZAF-PRK").set_index("event_id")
    assert list(found.index) == ["made.e03", "made.e04", "made.e02", "made.e01"]
    assert found.loc["made.e03", "end"] == 1975.0
    assert math.isnan(found.loc["made.e03", "start"])
    assert math.isnan(found.loc["made.e02", "end"])
    assert list(found["dated"]) == [True, True, True, False]
    assert found.loc["made.e04", "start"] == pytest.approx(1998 + 212 / 365)
    assert list(found["side"]) == ["conflict", "cooperation", "cooperation", "cooperation"]
    assert found.loc["made.e04", "when"] == "August 1998"


def test_the_rhythm_has_every_year_between_and_leaves_out_the_vague() -> None:
    made = events(
        [
            ("PRK>ZAF CONSULT visit", "1998"),
            ("PRK>ZAF SANCTION expel", "2001-12-31"),
            ("PRK>ZAF AID", "2001"),
            ("PRK>ZAF AID", "199X"),
            ("PRK>ZAF AID", "1998-12-30/1999-01-02"),
            "PRK>ZAF AID",
        ]
    )
    found: Any = analysis.rhythm(made, "PRK-ZAF")
    assert list(found["year"]) == [1998, 1999, 2000, 2001]
    assert list(found["cooperative"]) == [1, 0, 0, 1]
    assert list(found["conflictual"]) == [0, 0, 0, 1]
    assert list(found["intensity_sum"]) == [4.0, 0.0, 0.0, 4.5]
    assert found["intensity_mean"].isna().tolist() == [False, True, True, False]
    assert found.attrs["left_out"] == 3


def test_a_decade_without_events_keeps_its_row() -> None:
    made = events(
        [
            ("PRK>ZAF AID", "1965"),
            ("PRK>ZAF ACCUSE", "198X"),
            ("PRK>ZAF AID", "1989/1991"),
            ("PRK>ZAF AID", "2019/.."),
            "PRK>ZAF AID",
        ]
    )
    found: Any = analysis.types_by_decade(made)
    assert list(found.index) == ["1960s", "1970s", "1980s", "wider", "undated"]
    assert list(found.columns) == ["AID", "ACCUSE"]
    assert found["AID"].tolist() == [1, 0, 0, 2, 1]
    assert int(found.to_numpy().sum()) == 5


def test_no_event_gives_empty_frames_with_their_columns() -> None:
    none = events([])
    assert analysis.timeline(none, "PRK-ZAF").empty
    assert analysis.rhythm(none, "PRK-ZAF").empty
    assert analysis.types_by_decade(none).to_numpy().sum() == 0
    assert analysis.milestones(none, "PRK-ZAF").empty
    assert analysis.milestones_table(none).empty
    assert analysis.profiles(none).empty
    assert analysis.distances(analysis.profiles(none)).empty
    assert analysis.balance_of_pairs(none).empty
    assert analysis.balance(none, "PRK-ZAF")["events"].tolist() == [0, 0, 0]
    assert analysis.people(tables(), "PRK-ZAF").empty
    assert analysis.missions_over_time(frame("missions", []), "PRK-ZAF").empty


# Balance --------------------------------------------------------------------------------------------------------------


def test_the_balance_counts_directions_and_classes() -> None:
    made = events(["PRK>ZAF AID"] * 3 + ["ZAF>PRK ACCUSE"] + ["PRK;ZAF CONSULT"] * 2)
    found: Any = analysis.balance(made, "PRK-ZAF").set_index("direction")
    assert list(found.index) == ["a_to_b", "b_to_a", "together"]
    assert found.loc["a_to_b", "material cooperation"] == 3
    assert found.loc["b_to_a", "verbal conflict"] == 1
    assert found.loc["a_to_b", "share"] == 0.75
    assert found.loc["b_to_a", "share"] == 0.25
    assert math.isnan(found.loc["together", "share"])
    assert found.loc["together", "mean_intensity"] == 2.5


def test_others_who_act_toward_both_are_neither_side() -> None:
    found: Any = analysis.balance(events(["USA>PRK;ZAF ACCUSE", "PRK>ZAF AID"]), "PRK-ZAF")
    assert found["events"].tolist() == [1, 0, 0, 1]
    assert found["share"].tolist()[:2] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 10, 0.0, 0.3085), (10, 10, 0.6915, 1.0), (5, 10, 0.1871, 0.8129), (1, 1, 0.025, 1.0)],
)
def test_intervals_are_those_of_clopper_and_pearson(successes: int, trials: int, low: float, high: float) -> None:
    share, lower, upper = analysis.interval(successes, trials)
    assert share == successes / trials
    assert (lower, upper) == pytest.approx((low, high), abs=1e-4)


def test_no_trials_have_no_share() -> None:
    assert all(math.isnan(value) for value in analysis.interval(0, 0))


def test_ten_directed_events_are_enough_to_test_who_leads() -> None:
    made = pd.concat([events(["PRK>ZAF AID"] * 10), events(["PRK>VEN AID"] * 9, "PRK-VEN")])
    assert analysis.balance_of_pairs(made)["verdict"].tolist() == [TOO_FEW, LEADS]
    assert verdict(LEVEL, LEADS) == ALIKE


def test_no_corrected_p_value_is_above_one() -> None:
    assert holm(np.array([0.6, 0.7])).tolist() == [1.0, 1.0]


# Missions, people, milestones -----------------------------------------------------------------------------------------


def test_a_mission_opens_and_closes_within_the_bounds_of_its_dates() -> None:
    rows = [mission(1, "ZAF", "PRK", opened="1974", closed="199X", status="closed"), mission(2, "PRK", "ZAF")]
    found: Any = analysis.missions_over_time(frame("missions", rows), "PRK-ZAF").set_index("mission_id")
    assert list(found.index) == ["made.m02", "made.m01"]
    bounds = found.loc["made.m01", ["start", "start_latest", "end_earliest", "end"]]
    assert bounds.tolist() == [1974.0, 1975.0, 1990.0, 2000.0]
    assert found.loc["made.m02", ["start", "end"]].isna().all()


def test_people_are_counted_by_mention_and_by_the_events_beside_them() -> None:
    made = tables(
        events=events(["PRK>ZAF AID", "PRK>ZAF AID"]),
        people=frame(
            "people",
            [
                {
                    "person_id": "p1",
                    "article": "made",
                    "pair": "PRK-ZAF",
                    "name": "A",
                    "country": "PRK",
                    "evidence": "5:9",
                },
                {
                    "person_id": "p2",
                    "article": "made",
                    "pair": "PRK-ZAF",
                    "name": "B",
                    "country": "",
                    "evidence": "110:120;130:140;900:910",
                },
            ],
        ).fillna(""),
    )
    found: Any = analysis.people(made, "PRK-ZAF")
    assert found["name"].tolist() == ["B", "A"]
    assert found["mentions"].tolist() == [3, 1]
    assert found["event_ids"].tolist() == ["made.e01", ""]
    assert found["country_name"].tolist() == ["", "North Korea"]


def test_people_stand_by_mentions_then_by_events_and_count_those_of_their_own_article() -> None:
    told = events(["PRK>ZAF AID", ("PRK>ZAF AID", "", {"article": "other"})])
    named = [("A", "made", "5:9"), ("B", "made", "100:110"), ("C", "other", "100:110"), ("D", "made", "170:180")]
    people = [{"person_id": name, "article": article, "pair": "PRK-ZAF", "name": name, "country": "", "role": "",
               "evidence": evidence} for name, article, evidence in named]  # fmt: skip
    found: Any = analysis.people(tables(events=told, people=frame("people", people)), "PRK-ZAF")
    assert found[["name", "event_ids"]].to_numpy().tolist() == [
        ["B", "made.e01"], ["D", "made.e01"], ["A", ""], ["C", ""]
    ]  # fmt: skip


def test_milestones_are_the_first_of_each_kind_in_years_since_relations_began() -> None:
    made = events(
        [
            ("PRK;ZAF SUPPORT", "1965", ESTABLISHED),
            ("ZAF>PRK SUPPORT", "1974", {"milestone": "recognition"}),
            ("ZAF>PRK SUPPORT", "1980", {"milestone": "recognition"}),
            ("ZAF>PRK CONSULT visit", "1963"),
            ("ZAF>PRK SUPPORT", "", {"milestone": "mission_opened"}),
            ("ZAF>PRK SANCTION", "198X", {"milestone": "mission_closed"}),
        ]
    )
    found: Any = analysis.milestones(made, "PRK-ZAF").set_index("milestone")
    assert list(found.index) == [
        "first_visit", "relations_established", "recognition", "mission_closed", "mission_opened",
    ]  # fmt: skip
    assert found.loc["recognition", "years"] == pytest.approx(9)
    assert found.loc["first_visit", "years"] == pytest.approx(-2)
    assert found.loc[["mission_closed", "mission_opened"], "years"].isna().all()
    table: Any = analysis.milestones_table(made)
    assert table.loc["PRK-ZAF", "recognition"] == "1974 (9 years on)"
    assert table.loc["PRK-ZAF", "first visit"] == "1963 (2 years before)"
    assert table.loc["PRK-ZAF", "mission opened"] == "undated"


# Coverage and comparison ----------------------------------------------------------------------------------------------


def test_coverage_counts_sentences_once_and_finds_the_longest_silence() -> None:
    told = [("PRK>ZAF AID", date) for date in ("1960", "1961", "1980", "199X", "")]
    made = tables(events=events([*told, ("PRK>ZAF AID", "1980", {"evidence": "100:180"})]))
    row: Any = analysis.coverage(made).iloc[0]
    assert row["sentences_with_event"] == 5
    assert row["share"] == 0.25
    assert row["per_1000_words"] == 12.0
    assert (row["silence_years"], row["silence_from"], row["silence_to"]) == (18.0, 1961, 1980)


def test_an_event_of_a_vague_date_breaks_the_silence() -> None:
    told = events([("PRK>ZAF AID", date) for date in ("1974", "199X", "2013")])
    row: Any = analysis.coverage(tables(events=told)).iloc[0]
    assert (row["silence_years"], row["silence_from"], row["silence_to"]) == (15.0, 1974, 1990)


def test_a_silence_begins_where_the_last_of_all_dates_before_it_ends() -> None:
    told = events([("PRK>ZAF AID", "1960/1980"), ("PRK>ZAF AID", "1965"), ("PRK>ZAF AID", "1984")])
    row: Any = analysis.coverage(tables(events=told)).iloc[0]
    assert (row["silence_years"], row["silence_from"], row["silence_to"]) == (3.0, 1980, 1984)


def test_dates_that_overlap_leave_no_silence() -> None:
    row: Any = analysis.coverage(tables(events=events([("PRK>ZAF AID", "1960/1980"), ("PRK>ZAF AID", "1965")]))).iloc[0]
    assert row["silence_years"] == 0


def test_each_sentence_gives_one_thing_and_all_add_up() -> None:
    told = [
        ("PRK>ZAF AID", "1990", {"evidence": "0:10"}), ("PRK>ZAF AID", "", {"evidence": "0:10;10:20"}),
        ("PRK>USA AID", "1990", {"evidence": "20:30", "scope": "third-party"}),
        ("PRK>ZAF AID", "1990", {"evidence": "20:30", "status": "negated"}),
    ]  # fmt: skip
    posts = frame("missions", [{"article": "made", "evidence": "22:38"}]).fillna("")
    sentences = {"made": [(at, at + 10) for at in range(0, 50, 10)]}
    found = analysis.yields(sentences, tables(events=events(told), missions=posts))
    assert found["gives"].tolist() == ["dated", "undated", "uncounted", "other", "nothing"]


def test_one_dated_event_has_no_silence() -> None:
    row: Any = analysis.coverage(tables(events=events([("PRK>ZAF AID", "1960")]))).iloc[0]
    assert math.isnan(row["silence_years"])
    assert row["silence_from"] is pd.NA


def test_every_pair_with_an_article_has_a_row() -> None:
    made = tables(
        articles=frame("articles", [article(), article("other", "PRK-VEN", words=0, sentences=0)]),
        events=events([("PRK>ZAF AID", "1998"), "PRK>ZAF ACCUSE"]),
        missions=frame("missions", [mission(1, "PRK", "ZAF")]),
    )
    found: Any = analysis.summary_of_pairs(made).set_index("pair")
    assert found.loc["PRK-ZAF", ["events", "dated", "cooperative", "missions", "findings"]].tolist() == [2, 1, 1, 1, 0]
    assert found.loc["PRK-ZAF", "per_1000_words"] == 4.0
    assert found.loc["PRK-VEN", "events"] == 0
    assert math.isnan(found.loc["PRK-VEN", "per_1000_words"])
    assert found.loc["PRK-VEN", "first_year"] is pd.NA


def test_profiles_are_shares_and_distances_need_enough_events() -> None:
    made = pd.concat(
        [
            events(["PRK>ZAF AID"] * 10),
            events(["PRK>VEN AID"] * 5 + ["PRK>VEN ACCUSE"] * 5, "PRK-VEN"),
            events(["PRK>USA ACCUSE"] * 10, "PRK-USA"),
            events(["PRK>CHN AID"] * 2, "CHN-PRK"),
        ]
    )
    profiles: Any = analysis.profiles(made)
    assert profiles.loc["PRK-VEN", ["AID", "ACCUSE"]].tolist() == [0.5, 0.5]
    assert profiles.drop(columns="events").sum(axis=1).tolist() == pytest.approx([1, 1, 1, 1])
    distances: Any = analysis.distances(profiles)
    assert list(distances.index) == ["PRK-USA", "PRK-VEN", "PRK-ZAF"]
    assert distances.loc["PRK-USA", "PRK-ZAF"] == pytest.approx(1.0)
    assert distances.loc["PRK-USA", "PRK-USA"] == 0
    assert distances.loc["PRK-VEN", "PRK-ZAF"] == distances.loc["PRK-ZAF", "PRK-VEN"] == pytest.approx(0.5579, abs=1e-4)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (["PRK>ZAF AID"] * 20, ["PRK;VEN ACCUSE"] * 20, DIFFER),
        (["PRK>ZAF AID"] * 10 + ["PRK>ZAF ACCUSE"] * 10, ["PRK>VEN AID"] * 10 + ["PRK>VEN ACCUSE"] * 10, ALIKE),
        (["PRK>ZAF AID"] * 20, ["PRK>VEN ACCUSE"] * 9, TOO_FEW),
    ],
)
def test_a_difference_is_judged_only_with_enough_events(a: list[str], b: list[str], verdict: str) -> None:
    made = pd.concat([events(a), events(b, "PRK-VEN")])
    found: Any = analysis.difference(made, "PRK-ZAF", "PRK-VEN")
    assert set(found["verdict"]) == {verdict}
    assert found["p_value"].isna().all() == (verdict == TOO_FEW)


def test_a_difference_does_not_depend_on_who_is_named_first() -> None:
    made = pd.concat([events(["PRK>ZAF AID"] * 9 + ["PRK>ZAF ACCUSE"] * 6), events(["PRK>VEN AID"] * 12, "PRK-VEN")])
    one, other = analysis.difference(made, "PRK-ZAF", "PRK-VEN"), analysis.difference(made, "PRK-VEN", "PRK-ZAF")
    assert one["p_value"].tolist() == other["p_value"].tolist()
    assert one["difference"].tolist() == (-other["difference"]).tolist()


def test_the_balance_of_pairs_names_who_acts_more_often() -> None:
    made = pd.concat([events(["PRK>ZAF AID", "PRK>ZAF AID", "ZAF>PRK AID"]), events(["PRK;VEN CONSULT"], "PRK-VEN")])
    found: Any = analysis.balance_of_pairs(made).set_index("pair")
    assert found.loc["PRK-ZAF", "initiator"] == "PRK"
    assert found.loc["PRK-VEN", "initiator"] == ""
    assert math.isnan(found.loc["PRK-VEN", "share"])


def test_a_coder_with_types_of_its_own_loses_no_event() -> None:
    made = frame("events", [{**event(1, "PRK>ZAF AID", "1998"), "event_type": "GIFT", "mode": ""}])
    assert list(analysis.types_by_decade(made).columns) == ["GIFT"]
    assert analysis.profiles(made).loc["PRK-ZAF", "GIFT"] == 1.0
    assert analysis.timeline(made, "PRK-ZAF")["label"].tolist() == ["gift"]


# Visits ---------------------------------------------------------------------------------------------------------------

LEVELS = lexicon.rules("levels.toml")


@pytest.mark.parametrize("role", [*LEVELS["head"]["example"]])
def test_a_highest_office_counts_alone_or_with_its_state(role: str) -> None:
    assert level(role) == HEAD


@pytest.mark.parametrize("role", [*LEVELS["head"]["not_example"]])
def test_a_deputy_or_the_head_of_a_body_is_no_head_of_state(role: str) -> None:
    assert level(role) != HEAD


@pytest.mark.parametrize("role", [*LEVELS["minister"]["example"]])
def test_a_minister_may_have_a_field_before_or_after(role: str) -> None:
    assert level(role) == MINISTER


@pytest.mark.parametrize("role", [*LEVELS["minister"]["not_example"]])
def test_a_deputy_or_former_minister_is_none(role: str) -> None:
    assert level(role) == OTHER


@pytest.mark.parametrize("role", [*LEVELS["official"]["example"]])
def test_an_official_is_neither_head_nor_minister(role: str) -> None:
    assert level(role) == OTHER


@pytest.mark.parametrize("role", [*LEVELS["official"]["not_example"]])
def test_heads_and_ministers_are_no_officials(role: str) -> None:
    assert level(role) != OTHER


def visited(*told: tuple[str, str], people: tuple[tuple[str, str, str], ...] = ()) -> pd.DataFrame:
    """Visits of made events; each person (name, country, role) is named in the first of them."""
    rows = [{"person_id": name, "article": "made", "pair": "PRK-ZAF", "name": name, "country": country, "role": role,
             "evidence": "110:115"} for name, country, role in people]  # fmt: skip
    return analysis.visits(tables(events=events(told), people=frame("people", rows)), "ZAF-PRK")


def test_the_level_is_that_of_the_side_that_comes() -> None:
    named = (("Ann", "ZAF", "Deputy Minister"), ("Bo", "PRK", "President"))
    (row,) = visited(("ZAF>PRK CONSULT visit", "2005"), people=named).to_dict("records")
    assert (row["level"], row["people_a"], row["people_b"]) == (OTHER, "Bo (President)", "Ann (Deputy Minister)")
    (row,) = visited(("PRK;ZAF CONSULT", "2005"), people=named).to_dict("records")
    assert row["level"] == HEAD


LEVEL_CASES = [
    ("The President of Chad visited Oman.", "TCD", HEAD), ("The President of Chad visited Oman.", "OMN", UNTOLD),
    ("Chadian Foreign Minister Abba came.", "TCD", MINISTER), ("Chad's deputy foreign minister came.", "TCD", OTHER),
    ("Former President of Chad Abba came.", "TCD", OTHER), ("The Vice President of Chad came.", "TCD", MINISTER),
    ("A delegation of Chadian diplomats came.", "TCD", OTHER), ("Chad sent aid.", "TCD", UNTOLD),
    ("He met the President and the Foreign Minister of Chad.", "TCD", HEAD),
    ("The President of the Chadian National Assembly came.", "TCD", OTHER),
    ("Omani officials received Prime Minister of Chad Abba Moussa.", "TCD", HEAD),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "state", "expected"), LEVEL_CASES)
def test_a_sentence_tells_how_high_someone_of_a_state_stands(sentence: str, state: str, expected: str) -> None:
    assert highest(sentence, [], [state]) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Senator Abba came.", OTHER), ("Abba came.", HEAD), ("Foreign Minister Abba came.", MINISTER),
        ("Abba, then Foreign Minister of Chad, came.", MINISTER), ("The Foreign Minister met Abba.", HEAD),
        ("Minister of Trade & Industry H.E. Abba came.", MINISTER),
    ],
)  # fmt: skip
def test_the_office_beside_a_name_goes_before_the_role_told_elsewhere(sentence: str, expected: str) -> None:
    start = sentence.index("Abba")
    assert highest(sentence, [Named(start, start + 4, "TCD", "President")], ["TCD"]) == expected


def test_a_person_named_elsewhere_takes_no_part() -> None:
    found = visited(("PRK>ZAF AID", "1990"), ("ZAF>PRK CONSULT visit", ""), people=(("Ann", "ZAF", "King"),))
    assert list(found["level"]) == [UNTOLD]


def test_visits_stand_in_order_of_time_and_the_undated_last() -> None:
    found = visited(("ZAF>PRK CONSULT visit", ""), ("ZAF>PRK CONSULT", "2005"), ("PRK>ZAF CONSULT visit", "../1974"))
    assert list(found["kind"]) == ["visit", "talks", "visit"]
    assert list(found["when"])[-1] == ""


def crowd(number: int) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Pairs with articles of one length, of which ever more is told."""
    pairs = [f"A{chr(65 + place // 26)}{chr(65 + place % 26)}-ZZZ" for place in range(number)]
    told = [events([f"{pair[:3]}>ZZZ {'AID' if place % 2 else 'ACCUSE'}"] * (place + 8), pair)
            for place, pair in enumerate(pairs)]  # fmt: skip
    articles = frame("articles", [article(pair, pair) for pair in pairs])
    return tables(articles=articles, events=pd.concat(told, ignore_index=True)), pairs


def test_of_many_pairs_those_told_most_of_are_kept_in_their_order() -> None:
    made, pairs = crowd(50)
    summary = analysis.summary_of_pairs(made)
    assert analysis.leading(summary, summary)["pair"].tolist() == pairs[20:]
    few = analysis.profiles(made["events"]).head(12)
    assert list(analysis.leading(few, summary, 3).index) == pairs[9:12]
    assert list(analysis.leading(analysis.profiles(made["events"]), summary, 3).index) == pairs[47:]


def test_the_spread_of_shares_leaves_out_pairs_with_few_events() -> None:
    made, _ = crowd(12)
    found: Any = analysis.spread(analysis.summary_of_pairs(made)).set_index("measure")
    assert found.loc["events", ["pairs", "least", "median", "most"]].tolist() == [12, 8, 13.5, 19]
    assert found.loc["cooperative_share", ["pairs", "least", "most"]].tolist() == [10, 0, 1]
    assert analysis.spread(analysis.summary_of_pairs(tables(articles=frame("articles", []))))["median"].isna().all()


def test_five_pairs_are_ordered_so_that_those_alike_stand_together() -> None:
    made, pairs = crowd(12)
    found = analysis.distances(analysis.profiles(made["events"]))
    helped = [pairs.index(pair) % 2 for pair in found.index]
    assert helped in ([0] * 5 + [1] * 5, [1] * 5 + [0] * 5)
    assert list(found.index) == list(found.columns)


def test_the_couples_most_alike_are_named() -> None:
    names = ["A", "B", "C"]
    profiles = pd.DataFrame({"events": [10, 20, 1000], "AID": [1.0, 0.5, 0.5], "ACCUSE": [0.0, 0.5, 0.5]}, names)
    found = analysis.most_alike(pd.DataFrame([[0, 0.5, 0.2], [0.5, 0, 0.3], [0.2, 0.3, 0]], names, names), profiles, 2)
    assert found[["pair", "other", "distance"]].to_numpy().tolist() == [["A", "C", 0.2], ["B", "C", 0.3]]
    assert found["by_chance"].between(0.1, 0.4).all(), "what few events leave to chance"
    assert analysis.most_alike(pd.DataFrame(), profiles).empty


def test_the_more_events_the_less_is_chance_in_a_distance() -> None:
    few, many = (chance_distance(np.array([number, number]), np.array([number, number])) for number in (6, 600))
    assert 0 < many < 0.1 < few


def test_years_are_counted_from_the_establishment_of_relations_where_it_is_dated() -> None:
    began = {"milestone": "relations_established"}
    made = pd.concat([
        events([("PRK;ZAF SUPPORT", "1998", began), ("PRK>ZAF AID", "2008"), ("PRK>ZAF AID", "1990")]),
        events([("PRK;VEN SUPPORT", "196X", began), ("PRK>VEN AID", "2008")], "PRK-VEN"),
        events([("PRK;USA SUPPORT", "1998", {**began, "status": "planned"})], "PRK-USA"),
    ])  # fmt: skip
    found = analysis.since_established(made)
    assert found["start"].tolist() == [-8.5, -0.5, 9.5]
    assert found.attrs["left_out"] == 2


def test_embassies_of_both_sides_are_reciprocal() -> None:
    rows = [mission(1, "PRK", "ZAF"), mission(2, "ZAF", "PRK"), mission(3, "PRK", "VEN"),
            mission(4, "VEN", "PRK", status="closed"), mission(5, "CHN", "PRK", residence="non-resident")]  # fmt: skip
    found = analysis.reciprocity(tables(missions=frame("missions", rows)))
    assert dict(zip(found["pair"], found["reciprocity"], strict=True)) == {
        "CHN-PRK": "none", "PRK-VEN": "one side", "PRK-ZAF": "both"
    }  # fmt: skip


def test_what_is_told_of_one_pair_only_names_it() -> None:
    made = pd.concat([events(["PRK>ZAF AID", "PRK>ZAF ACCUSE"]), events(["PRK>VEN AID"], "PRK-VEN")])
    assert analysis.told_of_one(tables(events=made)).to_numpy().tolist() == [["criticism", "PRK-ZAF", 1, 500]]


def test_years_to_each_step_are_spread_over_the_pairs_that_tell_both() -> None:
    began, signed = {"milestone": "relations_established"}, {"milestone": "agreement_signed"}
    told = [
        events([("PRK;ZAF SUPPORT", "1990", began), ("PRK;ZAF AGREE", str(1990 + years), signed)], f"AA{letter}-ZZZ")
        for letter, years in zip("ABCD", (0, 10, 20, 30), strict=True)
    ]
    told += [events([("PRK>ZAF CONSULT visit", "200X")])]
    found: Any = analysis.steps_spread(pd.concat(told, ignore_index=True)).set_index("step")
    assert found.loc["agreement signed", ["pairs", "years_known", "quarter", "median"]].tolist() == [4, 4, 7.5, 15]
    assert found.loc["first visit", ["pairs", "years_known"]].tolist() == [1, 0]
    assert found.loc["first visit", ["median", "quarter"]].isna().all()


# Many pairs at once ---------------------------------------------------------------------------------------------------


def mixed() -> dict[str, pd.DataFrame]:
    """Pairs of which much, little and nothing is told, in articles of several lengths, one of them without a word."""
    told = {
        "PRK-ZAF": [("PRK>ZAF AID", "1998"), ("ZAF>PRK ACCUSE", "2005-09"), ("PRK;ZAF SUPPORT", "1998", ESTABLISHED)],
        "PRK-VEN": [("PRK>VEN AID", "196X"), "VEN>PRK CONSULT visit", ("PRK>VEN AID", "../1974")],
        "CHN-PRK": [("PRK>CHN AID", str(year)) for year in (1950, 1951, 1960, 1999, 2000, 2001)],
        "PRK-USA": [],
    }  # fmt: skip
    events_ = [events(lines, pair).assign(article=pair) for pair, lines in told.items() if lines]
    lengths = dict(zip(told, (300, 571, 1999, 0), strict=True))
    return tables(
        articles=frame("articles", [article(pair, pair, words, words // 20) for pair, words in lengths.items()]),
        events=pd.concat(events_, ignore_index=True),
        missions=frame("missions", [mission(1, "PRK", "ZAF", opened="2001")]),
    )


def test_all_pairs_at_once_are_summed_up_to_the_bit_as_each_alone() -> None:
    made = mixed()
    whole = analysis.summary_of_pairs(made)
    for place, pair in enumerate(whole["pair"]):
        alone = analysis.summary_of_pairs(analysis.select(made, pair))
        pd.testing.assert_frame_equal(alone, whole.iloc[[place]].reset_index(drop=True), check_exact=True)


def test_a_summary_counts_what_stands_in_the_rows_of_the_pair() -> None:
    made = mixed()
    for row in analysis.summary_of_pairs(made).to_dict("records"):
        own = made["events"][made["events"]["pair"] == row["pair"]]
        days = [day for day in [*own["earliest"], *own["latest"]] if day]
        good = int(own["quad"].str.endswith("cooperation").sum())
        assert (row["events"], row["cooperative"], row["dated"]) == (len(own), good, int((own["edtf"] != "").sum()))
        assert (row["cooperative_share"], row["low"], row["high"]) == pytest.approx(
            analysis.interval(good, len(own)), nan_ok=True
        )
        assert row["mean_intensity"] == pytest.approx(own["intensity"].mean(), nan_ok=True)
        years = [None if pd.isna(row[name]) else row[name] for name in ("first_year", "last_year")]
        assert years == ([int(min(days)[:4]), int(max(days)[:4])] if days else [None, None])


def test_tempo_counts_events_dated_to_the_year_over_the_years_they_span() -> None:
    summary: Any = analysis.summary_of_pairs(mixed()).set_index("pair")
    assert summary.loc["CHN-PRK", "per_decade"] == pytest.approx(60 / 52)
    assert math.isnan(summary.loc["PRK-ZAF", "per_decade"]), "fewer than five events are no tempo"
    brief = tables(events=events([("PRK>ZAF AID", "1998")] * 6))
    assert analysis.summary_of_pairs(brief).loc[0, "per_decade"] == 6.0, "a year counts as a decade"


@pytest.mark.parametrize(
    ("rows", "expect"),
    [
        ([mission(1, "PRK", "ZAF", opened="2001"), mission(2, "ZAF", "PRK", opened="2009")], 3.0),
        ([mission(1, "PRK", "ZAF", opened="1995")], -3.0),
        ([mission(1, "PRK", "ZAF", opened="199X")], math.nan),
        ([mission(1, "PRK", "ZAF", opened="2001", kind="consulate")], math.nan),
        ([mission(1, "PRK", "ZAF", opened="2001", residence="non-resident")], math.nan),
        ([mission(1, "PRK", "ZAF", opened="")], math.nan),
    ],
)
def test_years_to_the_embassy_count_from_relations_to_the_first_resident_one(
    rows: list[dict[str, str]], expect: float
) -> None:
    made = tables(
        events=events([("PRK;ZAF SUPPORT", "1998", ESTABLISHED)]), missions=frame("missions", rows)
    )  # fmt: skip
    assert analysis.summary_of_pairs(made).loc[0, "embassy_years"] == pytest.approx(expect, nan_ok=True)


def test_visits_are_counted_by_the_level_of_who_came() -> None:
    people = [{"person_id": "p1", "article": "made", "pair": "PRK-ZAF", "name": "Ann", "country": "ZAF",
               "role": "President", "evidence": "110:113"}]  # fmt: skip
    told = ["ZAF>PRK CONSULT visit", "PRK>ZAF CONSULT visit", ("ZAF>PRK CONSULT visit", "", {"status": "planned"})]
    found = analysis.summary_of_pairs(tables(events=events(told), people=frame("people", people))).iloc[0]
    assert found[["visits", "visits_with_level", "visits_by_heads"]].tolist() == [2, 1, 1]


def test_talks_are_no_visits_and_a_minister_is_no_head() -> None:
    people = [{"person_id": "p1", "article": "made", "pair": "PRK-ZAF", "name": "Ann", "country": "ZAF",
               "role": "Foreign Minister", "evidence": "110:113"}]  # fmt: skip
    told = ["ZAF>PRK CONSULT visit", "PRK;ZAF CONSULT"]
    found = analysis.summary_of_pairs(tables(events=events(told), people=frame("people", people))).iloc[0]
    assert found[["visits", "visits_with_level", "visits_by_heads"]].tolist() == [1, 1, 0]


def test_five_dated_events_make_a_tempo_and_four_make_none() -> None:
    told = [("PRK>ZAF AID", str(year)) for year in range(1990, 1995)]
    tempo = [analysis.summary_of_pairs(tables(events=events(told[:n]))).loc[0, "per_decade"] for n in (5, 4)]
    assert tempo == pytest.approx([5.0, math.nan], nan_ok=True)


# Tests between pairs --------------------------------------------------------------------------------------------------


def three() -> pd.DataFrame:
    """Two pairs that are alike, one that is another, and one of which too little is told."""
    return pd.concat([
        events(["PRK>ZAF AID"] * 12 + ["PRK>ZAF ACCUSE"] * 3),
        events(["PRK>VEN AID"] * 13 + ["PRK>VEN ACCUSE"] * 2, "PRK-VEN"),
        events(["PRK>USA ACCUSE"] * 15, "PRK-USA"), events(["PRK>CHN AID"] * 9, "CHN-PRK"),
    ])  # fmt: skip


def test_each_pair_is_tested_against_each_other_but_for_those_of_few_events() -> None:
    found = analysis.differences(three())
    assert len(found) == 9
    assert set(found["pair"]) | set(found["other"]) == {"PRK-USA", "PRK-VEN", "PRK-ZAF"}
    differ = found[found["verdict"] == DIFFER]
    assert all("PRK-USA" in couple for couple in zip(differ["pair"], differ["other"], strict=True))
    assert set(differ["measure"]) == {"cooperative share", "mean intensity"}
    assert (found["corrected"] >= found["p_value"]).all()


def test_of_many_pairs_those_with_most_events_are_tested_against_all_others() -> None:
    made, pairs = crowd(40)
    found = analysis.differences(made["events"])
    assert set(found["other"]) == {""}
    assert set(found["pair"]) == set(pairs[20:])
    row = found[(found["pair"] == pairs[-1]) & (found["measure"] == "cooperative share")].iloc[0]
    assert (row["events_a"], row["events_a"] + row["events_b"]) == (47, len(made["events"]))
    assert row["verdict"] == DIFFER


def test_nothing_is_tested_where_too_little_is_told() -> None:
    assert analysis.differences(events(["PRK>ZAF AID"] * 30)).empty
    assert analysis.differences(frame("events", [])).empty


@pytest.mark.parametrize(
    ("a", "b"), [([5] * 7 + [-2] * 3, [5] * 3 + [-2] * 8), (range(12), range(4, 15)), ([1] * 10, [1] * 11)]
)
def test_drawing_how_often_each_value_comes_is_the_permutation_test(a: list[float], b: list[float]) -> None:
    first, second = np.array(a, dtype=float), np.array(b, dtype=float)
    known = stats.permutation_test(
        (first, second), lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis), n_resamples=400_000, vectorized=True
    )
    assert permuted(first, second) == pytest.approx(known.pvalue, abs=0.02)
    assert permuted(first, second) == permuted(second, first)


def test_who_leads_is_judged_for_the_number_of_pairs() -> None:
    told = ["PRK>ZAF AID"] * 11 + ["ZAF>PRK AID"] * 2
    alone = analysis.balance_of_pairs(events(told))
    crowded = analysis.balance_of_pairs(pd.concat([
        events([f"PRK>{code} AID"] * 11 + [f"{code}>PRK AID"] * 2, f"PRK-{code}") for code in ("VEN", "ZAF", "USA")
    ]))  # fmt: skip
    assert alone["verdict"].tolist() == ["one side leads"]
    assert alone.loc[0, "corrected"] == pytest.approx(0.0225, abs=1e-3)
    few = analysis.balance_of_pairs(events(["PRK>ZAF AID"] * 9))
    assert few["verdict"].tolist() == [TOO_FEW]
    assert crowded["verdict"].tolist() == [ALIKE] * 3


# Standing -------------------------------------------------------------------------------------------------------------


def standing_of(number: int, place: int) -> Any:
    made, pairs = crowd(number)
    return analysis.standing(analysis.summary_of_pairs(made), pairs[place]).set_index("measure")


def test_a_pair_stands_where_the_others_leave_it() -> None:
    found = standing_of(12, 11)
    assert found.loc["per_1000_words", ["value", "pairs", "below", "equal", "above", "position"]].tolist() == [
        38.0, 12, 11, 0, 0, 1.0
    ]  # fmt: skip
    assert found.loc["per_1000_words", ["least", "median", "most"]].tolist() == [16.0, 27.0, 38.0]
    share = found.loc["cooperative_share"]
    assert (share["pairs"], share["below"], share["equal"], share["position"]) == (10, 5, 4, pytest.approx(7 / 9))


def test_three_visits_of_known_level_are_enough_to_compare() -> None:
    row = {"pair": "PRK-ZAF", "events": 3, "cooperative_share": 1.0, "per_1000_words": 1.0, "per_decade": 1.0,
           "embassy_years": 1.0, "visits_by_heads": 1}  # fmt: skip
    summary = pd.DataFrame([{**row, "pair": f"PRK-ZA{n}", "visits_with_level": n} for n in (2, 3, 4)])
    assert comparable(summary)["heads_share"].tolist() == pytest.approx([math.nan, 1 / 3, 1 / 4], nan_ok=True)


def test_of_few_pairs_none_is_placed() -> None:
    assert standing_of(4, 0).loc["per_1000_words", "verdict"] == "too few pairs to say"
    assert standing_of(5, 0).loc["per_1000_words", "verdict"] == "placed"


def test_what_is_not_told_of_a_pair_has_no_place() -> None:
    found = standing_of(12, 0)
    assert found.loc["cooperative_share", "verdict"] == TOO_FEW
    assert found.loc["embassy_years", "verdict"] == "not told"
    assert found.loc["embassy_years", ["below", "position"]].isna().all()


def test_a_pair_without_an_article_stands_nowhere() -> None:
    with pytest.raises(PairError, match="not among the pairs"):
        analysis.standing(analysis.summary_of_pairs(mixed()), "FRA-DEU")


def test_states_are_counted_by_their_pairs() -> None:
    found = analysis.states(["PRK-VEN", "PRK-ZAF", "QQQ-VEN"])
    assert found[["code", "pairs"]].to_numpy().tolist() == [["PRK", 2], ["VEN", 2], ["QQQ", 1], ["ZAF", 1]]
    assert found["latitude"].isna().tolist() == [False, False, True, False]
    assert analysis.states([]).empty
