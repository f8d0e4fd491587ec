"""Every rule of the lexicon codes its example and leaves its counter-example alone; so with other sentences."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from relations import actors, articles, coding, events, extraction, lexicon, tagging
from relations.coding import inflection, lists, parties, rules, times, words
from relations.errors import LexiconError
from relations.schema import Event

CASES = tomllib.loads((Path(__file__).parent / "data" / "coding.toml").read_text(encoding="utf-8"))
DIRECTIONS = tomllib.loads((Path(__file__).parent / "data" / "directions.toml").read_text(encoding="utf-8"))
STATES = {"TCD": ("Chad", "Chadian", "N'Djamena"), "OMN": ("Oman", "Omani", "Muscat")}
RULES = {rule.name: rule for rule in rules.rules()}


def code(text: str, pair: str = "Chad–Oman") -> tuple[list[Event], list[coding.Candidate]]:
    """The events and all candidates of a sentence in an article on a pair; `heading | item` makes a list item."""
    heading, _, item = text.partition(" | ")
    body = f"== {heading} ==\n\n- {item}" if item else text
    article = articles.parse(f"= {pair} relations =\n\n{body}\n")
    tagged = tagging.tag(article)
    people = actors.find(article, tagged)
    candidates = coding.code(article, tagged, people)
    return [told.event for told in events.find(article, candidates, people)], candidates


def written(event: Event) -> str:
    """An event as the examples write it: `TYPE/mode milestone ACTORS > RECIPIENTS date`."""
    mode = f"/{event.mode}" if event.mode else ""
    milestone = f" {event.milestone}" if event.milestone else ""
    actors = event.actors if event.recipients else sorted(event.actors, reverse=True)
    sides = f"{';'.join(actors)} >" + (f" {';'.join(event.recipients)}" if event.recipients else "")
    return f"{event.event_type}{mode}{milestone} {sides}" + (f" {event.edtf}" if event.edtf else "")


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len(RULES) == len(rules.rules())


@pytest.mark.parametrize("name", RULES)
def test_a_rule_codes_its_example(name: str) -> None:
    found, _ = code(RULES[name].example)
    assert [written(event) for event in found] == list(RULES[name].expect)
    assert name in [event.rule for event in found]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_leaves_its_counter_example_alone(name: str) -> None:
    assert RULES[name].not_example
    found, _ = code(RULES[name].not_example)
    assert name not in [event.rule for event in found]


SENTENCES = [name for name, rule in RULES.items() if rule.example.endswith(".") and ". " not in rule.example]


@pytest.mark.parametrize("name", SENTENCES)
def test_a_third_state_named_in_passing_takes_no_part(name: str) -> None:
    told = RULES[name].example.removesuffix(".")
    for phrase in ("despite criticism from", "following the example of", "as the first state after"):
        text = f"According to a report of Brazil, {told}, {phrase} Brazil."
        found, _ = code(text)
        assert [written(event) for event in found if "BRA" in (*event.actors, *event.recipients)] == []


def test_a_counter_example_has_a_word_of_its_rule() -> None:
    def heads(text: str) -> set[str]:
        entries = [rules.index()[word.form] for word in words.words(text) if word.form in rules.index()]
        followed = [entry for each in entries for more in each.followed.values() for entry in more]
        return {entry.rule.name for entry in [*followed, *(entry for each in entries for entry in each.alone)]}

    worded = {name: rule for name, rule in RULES.items() if rule.verbs or rule.nouns or rule.adjectives}
    assert len(worded) > 300
    assert [name for name, rule in worded.items() if name not in heads(rule.not_example)] == []


@pytest.mark.parametrize("case", CASES["event"], ids=lambda case: case["text"][:60])
def test_a_sentence_tells_these_events(case: dict[str, object]) -> None:
    found, _ = code(str(case["text"]), str(case.get("pair", "Chad–Oman")))
    assert [written(event) for event in found if event.status in ("occurred", "ongoing", "planned")] == case["expect"]


@pytest.mark.parametrize(("actor", "recipient"), [("TCD", "OMN"), ("OMN", "TCD")], ids=["Chad acts", "Oman acts"])
@pytest.mark.parametrize(("event_type", "text"), [(kind, text) for kind in DIRECTIONS for text in DIRECTIONS[kind]])
def test_a_deed_is_told_alike_of_either_state(event_type: str, text: str, actor: str, recipient: str) -> None:
    words = {
        f"{side}{form}": word
        for side, state in (("a", actor), ("b", recipient))
        for form, word in zip(("", "_adj", "_capital"), STATES[state], strict=True)
    }
    found, _ = code(re.sub(r"\b([Aa]) (?=Omani)", r"\1n ", text.format(**words)))
    assert [(e.event_type, e.actors, e.recipients, e.edtf) for e in found] == [
        (event_type, (actor,), (recipient,), "1990")
    ]


@pytest.mark.parametrize("case", CASES["nothing"], ids=lambda case: case["text"][:60])
def test_a_sentence_tells_no_event(case: dict[str, object]) -> None:
    found, _ = code(str(case["text"]), str(case.get("pair", "Chad–Oman")))
    told = [event for event in found if event.status not in ("negated", "hypothetical")]
    assert [written(event) for event in told if event.scope == "dyad"] == []


@pytest.mark.parametrize("case", CASES["status"], ids=lambda case: case["text"][:60])
def test_a_sentence_tells_whether_it_happened(case: dict[str, str]) -> None:
    found, _ = code(case["text"])
    assert [event.status for event in found] == [case["status"]]


@pytest.mark.parametrize("case", CASES["dropped"], ids=lambda case: case["text"][:60])
def test_a_dropped_candidate_says_why(case: dict[str, str]) -> None:
    _, candidates = code(case["text"])
    assert any(re.search(case["reason"], candidate.dropped) for candidate in candidates)


@pytest.mark.parametrize("entry", lexicon.rules("parties.toml")["party"], ids=lambda entry: entry["kind"])
def test_a_stand_in_is_found_in_its_example(entry: dict[str, object]) -> None:
    def found(text: str) -> list[str]:
        return [party.text for party in parties.find(text, words.words(text), (), ()) if party.kind == entry["kind"]]

    assert found(str(entry["example"])) == entry["expect"]
    assert found(str(entry["not_example"])) == []


@pytest.mark.parametrize("entry", lexicon.rules("contexts.toml").values(), ids=lexicon.rules("contexts.toml"))
def test_a_context_is_seen_in_its_example(entry: dict[str, str]) -> None:
    assert re.search(entry["pattern"], entry["example"], re.IGNORECASE)
    assert not re.search(entry["pattern"], entry["not_example"], re.IGNORECASE)


HEADINGS = {
    "visits": lists.VISITS,
    "meetings": lists.MEETINGS,
    "summits": lists.SUMMITS,
    "agreements": lists.AGREEMENTS,
    "projects": lists.PROJECTS,
    "towns": lists.TOWNS,
    "wars": lists.WARS,
}


def test_every_kind_of_heading_is_tested() -> None:
    assert set(HEADINGS) == set(lexicon.rules("headings.toml"))


@pytest.mark.parametrize(("kind", "pattern"), HEADINGS.items())
def test_a_heading_announces_events(kind: str, pattern: re.Pattern[str]) -> None:
    entry = lexicon.rules("headings.toml")[kind]
    assert all(pattern.search(heading) for heading in entry["example"])
    assert not any(pattern.search(heading) for heading in entry["not_example"])


@pytest.mark.parametrize("text", CASES["goes_on"]["yes"])
def test_a_sentence_goes_on_where_the_last_one_stopped(text: str) -> None:
    assert times.goes_on(text)


@pytest.mark.parametrize("text", CASES["goes_on"]["no"])
def test_a_sentence_starts_anew(text: str) -> None:
    assert not times.goes_on(text)


def test_the_score_of_a_type_is_that_of_its_mode() -> None:
    found, _ = code("In 1975, the Chadian president paid a state visit to Oman.")
    assert (found[0].mode, found[0].intensity, found[0].quad) == ("visit", 4.0, "verbal cooperation")


def test_a_sentence_is_coded_between_two_marked_phrases() -> None:
    found = events.code_sentence("Gondor expelled three envoys of Mordor in 1990.", "Gondor", "Mordor")
    assert [(event.event_type, event.actors, event.recipients) for event in found] == [
        ("SANCTION", ("Gondor",), ("Mordor",))
    ]


def test_a_sentence_tells_nothing_between_phrases_that_do_not_act_on_one_another() -> None:
    assert events.code_sentence("Chad expelled three envoys of Oman and praised Libya.", "Oman", "Libya") == []


def test_a_sentence_without_marked_phrases_is_coded_between_any_states() -> None:
    found = events.code_sentence("In 1990 Chadian police arrested the editor of a newspaper.")
    assert [(event.event_type, event.actors, event.recipients) for event in found] == [("COERCE", ("TCD",), ())]


def test_items_under_a_line_that_opens_their_list_have_its_direction_and_the_line_tells_no_visit() -> None:
    text = (
        "= Chad–Oman relations =\n\nVisits from Chad to Oman\nPresident Idriss Déby (May 2003)\nThe vizier (2014, 2016)"
    )
    told = extraction.extract(articles.parse(text)).events
    assert [(event.actors, event.recipients, event.edtf) for event in told] == [
        (("TCD",), ("OMN",), "2003-05"),
        (("TCD",), ("OMN",), "2014"),
        (("TCD",), ("OMN",), "2016"),
    ]


@pytest.mark.parametrize(
    ("item", "types"),
    [
        ("President Idriss Déby, May 1990; two agreements were signed.", {"SUPPORT", "CONSULT"}),
        ("President Idriss Déby; two agreements were signed in May 1990.", {"SUPPORT"}),
        ("President Idriss Déby visited Oman, May 1990.", {"CONSULT"}),
    ],
)
def test_an_item_that_opens_with_a_visitor_and_a_date_tells_a_visit_beside_what_its_words_tell(
    item: str, types: set[str]
) -> None:
    text = f"= Chad–Oman relations =\n\n== Visits from Chad to Oman ==\n\n- {item}\n"
    told = extraction.extract(articles.parse(text)).events
    assert {event.event_type for event in told} == types
    assert [event.mode for event in told if event.event_type == "CONSULT"] == ["visit"] * ("CONSULT" in types)


@pytest.mark.parametrize(("title", "date"), [("War of 1990", "1990"), ("Relations since 1990", ""), ("After 1990", "")])
def test_the_date_of_a_heading_counts_unless_the_heading_leaves_it_open(title: str, date: str) -> None:
    (event,) = extraction.extract(
        articles.parse(f"= Chad–Oman relations =\n\n== {title} ==\n\nChad condemned Oman.\n")
    ).events
    assert event.edtf == date


@pytest.mark.parametrize(
    ("before", "sentence", "date"),
    [
        ("In 2017 talks were held.", "Chad condemned Oman.", ""),
        ("In 2019 talks were held.", "Chad condemned Oman.", ""),
        ("In May 2018 talks were held.", "Chad condemned Oman.", "2018"),
        ("Talks were held.", "Chad had condemned Oman.", ""),
    ],
)
def test_the_date_of_a_heading_does_not_date_what_came_before_or_after_it(
    before: str, sentence: str, date: str
) -> None:
    text = f"= Chad–Oman relations =\n\n== War of 2018 ==\n\n{before}\n\n{sentence}\n"
    assert [event.edtf for event in extraction.extract(articles.parse(text)).events][-1] == date


@pytest.mark.parametrize(
    ("line", "date"),
    [("In May 1990 Chad took these measures:", "1990-05"), ("Chad has taken these measures since 1990:", "")],
)
def test_the_date_of_the_line_that_opens_a_list_is_that_of_its_items(line: str, date: str) -> None:
    text = f"= Chad–Oman relations =\n\n{line}\n\n- The Omani envoy was expelled.\n- Chad condemned Oman.\n"
    assert [event.edtf for event in extraction.extract(articles.parse(text)).events][-1] == date


def test_a_visit_told_by_name_is_not_dated_by_an_agreement_told_before() -> None:
    text = (
        "= Chad–Oman relations =\n\n"
        "Chad and Oman signed a treaty in 2014. During Qaboos's visit to Chad two agreements were signed.\n"
    )
    assert [event.edtf for event in extraction.extract(articles.parse(text)).events][-1] == ""


def test_a_verb_of_one_short_syllable_doubles_its_last_letter_in_every_rule() -> None:
    irregular = inflection.irregular_verbs()
    heads = {verb.split()[0] for rule in rules.rules() for verb in rule.verbs}
    short = sorted(head for head in heads if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprtvz]", head))
    assert "stop" in short
    assert [head for head in short if (head + head[-1] + "ing", "ing") not in inflection.forms(head, irregular)] == []


def test_a_verb_that_takes_any_object_is_taught_in_one_rule() -> None:
    free = [rule for rule in rules.rules() if rule.objects is None and rule.needs is None]
    taught = Counter(verb for rule in free for verb in rule.verbs)
    assert len(taught) > 100
    assert [verb for verb, times_taught in taught.items() if times_taught > 1] == []


def test_an_item_that_tells_a_visit_in_its_own_words_is_not_a_listed_visit_too() -> None:
    _, candidates = code("State visits | May 1990 – President Idriss Déby of Chad visited Muscat")
    assert [candidate.rule.name for candidate in candidates if not candidate.dropped] == ["consult.visit"]


def test_information_technology_is_no_pronoun() -> None:
    said = {
        text: [party.text for party in parties.find(text, words.words(text), [], [])] for text in ("In IT", "In it")
    }
    assert said == {"In IT": [], "In it": ["it"]}


@pytest.mark.parametrize(
    ("title", "item", "types"),
    [
        ("Wars", "The Saharan War (1871)", ["ASSAULT"]),
        ("Wars", "The Saharan fisheries (1871)", []),
        ("Trade", "The Saharan War (1871)", []),
    ],
)
def test_a_named_war_is_one_of_the_two_where_the_heading_lists_their_wars(
    title: str, item: str, types: list[str]
) -> None:
    text = f"= Chad–Oman relations =\n\n== {title} ==\n\n- {item}\n"
    assert [event.event_type for event in extraction.extract(articles.parse(text)).events] == types


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ({"verb": ["expel"]}, "rule x: unknown field verb"),
        ({"roles": "guest"}, "rule x: unknown roles 'guest'"),
        ({"needs": "(war"}, "rule x: not a regular expression"),
        ({"needs": "the\n  war"}, "rule x: a pattern breaks its line after 'the'"),
    ],
    ids=["field", "roles", "pattern", "line"],
)
def test_a_rule_that_cannot_be_read_says_where_and_why(field: dict[str, object], said: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(f"lexicon/events/aid.toml, {said}")):
        rules._rule("aid", {"id": "x", **field})
