import csv
import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relations import countries
from relations.countries.names import Form, all_forms, forms, plain
from relations.countries.records import countries as every_country
from relations.errors import PairError, RelationsError
from relations.lexicon import joined, rules, table

DATA = Path(__file__).parent / "data"
EVERY = every_country()


def cases(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


# --- what is mentioned


@pytest.mark.parametrize("case", cases("countries_mentions.csv"), ids=lambda case: case["text"][:50])
def test_a_sentence_mentions(case):
    pair = tuple(case["about"].split("-")) if case["about"] else None
    found = countries.find(case["text"], pair=pair)
    assert [f"{mention.text}={mention.code}" for mention in found] == list(joined(case["expect"]))


@given(st.lists(st.sampled_from(sorted(forms())), max_size=6), st.sampled_from([" ", "–", ", ", "'s ", "_", ""]))
def test_mentions_are_in_order_apart_and_where_they_say(words, between):
    text = between.join(words)
    found = countries.find(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(text[mention.start : mention.end] == mention.text for mention in countries.find(text))


@pytest.mark.parametrize(
    "form", ["France", "Burkina Faso", "Guinea-Bissau", "Holy See", "Soviet Union", "Trinidad and Tobago"]
)
def test_a_possessive_is_not_part_of_a_mention(form):
    for apostrophe in "'’":
        (found,) = countries.find(f"It was {form}{apostrophe}s turn.")
        assert found.text == form


@pytest.mark.parametrize("country", EVERY.values(), ids=EVERY)
def test_every_official_name_is_found_whole(country):
    for name in (country.name, *country.official):
        found = countries.find(f"The envoy of {name} came.")
        assert [(mention.text, mention.code) for mention in found] in ([(name, country.code)], [(name, "")])


@pytest.mark.parametrize("gate", rules("countries_gates.toml")["gate"], ids=lambda gate: gate["example"][0][:40])
def test_a_gate_holds_its_examples_back_and_lets_the_others_pass(gate):
    def coded(sentence):
        start = sentence.index("[")
        word = re.sub(r".*\[(.*)\].*", r"\1", sentence)
        found = countries.find(sentence.replace("[", "").replace("]", ""))
        mentions = [mention for mention in found if mention.start <= start < mention.end]
        assert mentions or gate.get("as_person"), f"{word} is not in the lexicon"
        return any(mention.code for mention in mentions)

    assert gate["example"]
    assert gate["not_example"]
    assert [sentence for sentence in gate["example"] if coded(sentence)] == []
    assert [sentence for sentence in gate["not_example"] if not coded(sentence)] == []


# --- names and titles


@pytest.mark.parametrize("case", cases("countries_names.csv"), ids=lambda case: case["name"])
def test_a_whole_name_stands_for_a_code(case):
    assert countries.resolve(case["name"]) == case["code"]


@pytest.mark.parametrize("code", EVERY)
def test_a_name_leads_back_to_its_code(code):
    assert countries.resolve(countries.name(code)) == code


@pytest.mark.parametrize("case", cases("countries_titles.csv"), ids=lambda case: case["title"])
def test_a_title_names_a_pair(case):
    if case["first"]:
        assert countries.pair_of(case["title"]) == (case["first"], case["second"])
        return
    with pytest.raises(PairError) as caught:
        countries.pair_of(case["title"])
    assert "\n" not in str(caught.value)
    assert repr(case["title"]) in str(caught.value)


@pytest.mark.parametrize("dash", ["–", "-", " – ", " - ", "—"])
def test_any_two_states_make_a_title(dash):
    states = [country for country in EVERY.values() if country.kind in ("state", "contested")]
    for left, right in zip(states, states[1:] + states[:1], strict=True):
        assert countries.pair_of(f"{left.name}{dash}{right.name} relations") == (left.code, right.code)


def test_a_title_that_is_not_understood_says_which_part():
    with pytest.raises(PairError, match=r"'Atlantis' is no state known; expected two different states"):
        countries.pair_of("Atlantis–Oman relations")


# --- records


def test_a_code_that_is_none_is_named():
    with pytest.raises(RelationsError, match="'ZZZ': no country has this code"):
        countries.country("ZZZ")


def test_namibia_has_a_two_letter_code():
    assert countries.country("NAM").iso2 == "NA"


@pytest.mark.parametrize(
    ("code", "adjective"),
    [
        ("PRK", "North Korean"),
        ("GBR", "British"),
        ("NER", "Nigerien"),
        ("NLD", "Dutch"),
        ("CHE", "Swiss"),
        ("VAT", "Holy See"),
    ],
)
def test_the_adjective_of_nationality(code, adjective):
    assert countries.demonym(code) == adjective


def test_codes_are_of_three_capitals_and_made_up_ones_begin_with_x():
    assert [code for code in EVERY if not re.fullmatch("[A-Z]{3}", code)] == []
    without_iso = {code for code, country in EVERY.items() if not country.iso2}
    assert {code for code in without_iso if not code.startswith("X")} == set()


def test_all_members_and_observers_of_the_united_nations_are_there():
    assert Counter(country.kind for country in EVERY.values())["state"] == 193 + 2


@pytest.mark.parametrize("column", ["code", "name", "cow", "gw"])
def test_a_value_belongs_to_one_state_that_exists(column):
    values = [getattr(country, column) for country in EVERY.values() if country.kind not in ("former", "realm")]
    assert [value for value, times in Counter(filter(None, values)).items() if times > 1] == []


def test_former_states_and_realms_say_when_they_were():
    for country in EVERY.values():
        ended = country.kind in ("former", "realm") or country.valid_to
        assert bool(country.valid_from and country.valid_to) == bool(ended), country.code


def test_every_state_has_a_capital_and_an_adjective_but_for_those_without():
    states = [country for country in EVERY.values() if country.kind == "state"]
    assert [country.code for country in states if not country.capital] == ["MCO", "SMR", "SGP", "VAT"]
    assert [country.code for country in states if not country.demonyms] == ["COG", "DMA", "DOM", "GIN", "WSM", "VAT"]


# --- the lexicon holds together


def test_every_code_of_every_file_is_a_country():
    known = {*EVERY, ""}
    files = ("names_inside.csv", "realms.csv", "bodies.csv", "regions.csv", "cities.csv")
    assert {row["code"] for file in files for row in table(file)} <= known
    assert {code for row in table("ambiguous.csv") for code in (row["otherwise"], *joined(row["candidates"]))} <= known


def test_a_form_stands_for_one_code_unless_it_is_declared_ambiguous():
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for form in all_forms():
        codes[plain(form.text)].add("?" if form.candidates else form.code)
    assert {text: found for text, found in codes.items() if len(found) > 1 and "?" not in found} == {}


def test_kinds_are_those_of_mentions():
    kinds = {"name", "demonym", "capital", "city", "body", "realm", "none", "prefix"}
    assert {form.kind for form in forms().values()} <= kinds
    assert {form.text for form in forms().values() if form.kind == "none" and form.code} == set()


def test_an_ambiguous_word_has_candidates_and_a_reason():
    rows = table("ambiguous.csv")
    assert [row["word"] for row in rows if not row["candidates"] or not row["why"]] == []
    assert max(Counter(row["word"] for row in rows).values()) == 1


@pytest.mark.parametrize(
    ("pair", "code"), [(None, "C"), (("A", "Z"), "A"), (("Z", "B"), "B"), (("A", "B"), "C"), (("Y", "Z"), "C")]
)
def test_an_ambiguous_form_means_the_one_of_the_pair(pair, code):
    assert Form("Ruritanian", "C", "demonym", ("A", "B")).meant(pair) == code


# --- other people's lists


def differing(what):
    return {row["code"]: row["theirs"] for row in cases("countries_differences.csv") if row["what"] == what}


def test_names_are_those_of_unicode_cldr_but_for_known_differences():
    territories = pytest.importorskip("babel").Locale("en").territories
    theirs = {
        country.code: territories[country.iso2]
        for country in EVERY.values()
        if country.kind in ("state", "contested", "territory", "body") and country.iso2
    }
    assert {code: name for code, name in theirs.items() if countries.resolve(name) != code} == differing("name")


def test_two_and_three_letter_codes_belong_together_as_in_unicode_cldr():
    aliases = pytest.importorskip("babel").core.get_global("territory_aliases")
    theirs = {code: aliases[code][0] for code, country in EVERY.items() if code in aliases and country.kind != "former"}
    assert {code: iso2 for code, iso2 in theirs.items() if EVERY[code].iso2 != iso2} == differing("iso2")


@pytest.mark.parametrize("what", ["demonym", "capital"])
def test_demonyms_and_capitals_are_those_of_countryinfo_but_for_known_differences(what):
    states = {code for code, country in EVERY.items() if country.kind == "state"}
    theirs = {}
    for entry in pytest.importorskip("countryinfo").all_countries():
        info = entry.info()
        said = info.get(what) or ""
        theirs[info["ISO"]["alpha3"]] = said if isinstance(said, str) else said[0]
    compared = {code: word for code, word in theirs.items() if code in states and word}
    assert {code: word for code, word in compared.items() if not agreed(word, what, code)} == differing(what)


def agreed(word, kind, code):
    form = forms().get(plain(word))
    if form and form.kind in (kind, "name"):
        return code in (form.code, *form.candidates)
    return False


def test_a_known_difference_has_a_reason():
    assert [row for row in cases("countries_differences.csv") if not row["why"]] == []
