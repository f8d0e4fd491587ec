"""Who acts in an article: people found, under one name each, with country and role."""

import json
import tomllib
from pathlib import Path

import pytest

from relations import actors, articles, lexicon, tagging
from relations.actors import contexts, identity
from relations.actors.vocabulary import words_of

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
CASES = tomllib.loads((HERE / "data" / "people.toml").read_text(encoding="utf-8"))["case"]
PASSAGES = tomllib.loads((HERE / "data" / "people_named.toml").read_text(encoding="utf-8"))["case"]
TITLES = lexicon.rules("titles.toml")["title"]
SIDES = lexicon.rules("sides.toml")["side"]
CONTEXTS = lexicon.rules("names.toml")["context"]


def people(text: str, pair: str = "Chad–Oman") -> tuple[actors.Actor, ...]:
    article = articles.parse(f"= {pair} relations =\n\n{text.strip()}\n")
    return actors.find(article, tagging.tag(article))


def row(actor: actors.Actor) -> str:
    return f"{actor.name} | {actor.country} | {actor.role}"


@pytest.mark.parametrize("case", CASES, ids=[f"{case['pair']}: {case['text'].strip()[:40]}" for case in CASES])
def test_the_people_of_a_passage_are_found(case):
    found = [row(actor) for actor in people(case["text"], case["pair"])]
    assert [" | ".join(part.strip() for part in line.split("|")) for line in case["people"]] == found


@pytest.mark.parametrize("title", TITLES, ids=[title["heads"][0] for title in TITLES])
def test_titles_show_their_examples_and_nothing_else(title):
    assert {f"{actor.name} | {actor.role}" for actor in people(title["example"])} == set(title["expect"])
    assert people(title["not_example"]) == ()


@pytest.mark.parametrize("context", CONTEXTS, ids=[context["id"] for context in CONTEXTS])
def test_contexts_show_their_examples_and_nothing_else(context):
    assert {actor.name for actor in people(context["example"])} == set(context["expect"])
    assert people(context["not_example"]) == ()


@pytest.mark.parametrize("side", SIDES, ids=[side["id"] for side in SIDES])
def test_words_that_tell_a_side_do_so_in_their_examples_only(side):
    assert [f"{actor.name} | {actor.country}" for actor in people(side["example"])] == side["expect"]
    assert {actor.country for actor in people(side["not_example"])} == {""}


def test_a_short_later_form_is_the_same_person():
    (pahad,) = people("Omani deputy minister Aziz Pahad came in 2005. Pahad came again. In 2007 Minister Pahad left.")
    assert [name.text for name in pahad.mentions] == ["Aziz Pahad", "Pahad", "Pahad"]


def test_two_people_of_one_family_stay_apart():
    found = people("President Hugo Chávez met the deputy Julio Chávez. The deputy left. President Chávez stayed.")
    assert [actor.name for actor in found] == ["Hugo Chávez", "Julio Chávez"]
    assert len(found[0].mentions) == 2


def test_a_son_whose_name_turns_his_fathers_round_is_another_person():
    found = people("Sheikh Hamad bin Khalifa Al Thani deposed Sheikh Khalifa bin Hamad Al Thani.")
    assert [actor.name for actor in found] == ["Hamad bin Khalifa Al Thani", "Khalifa bin Hamad Al Thani"]


def test_the_fullest_form_is_the_name():
    (roosevelt,) = people("President Roosevelt visited Oman. In 1943 President Franklin D. Roosevelt came again.")
    assert roosevelt.name == "Franklin D. Roosevelt"


def test_different_initials_are_different_people():
    assert len(people("President George H. W. Bush visited Oman, and President George W. Bush visited Chad.")) == 2


def test_mentions_are_what_the_sentence_says():
    text = "In 1999 Chadian President Idriss Déby met Sultan Qaboos bin Said. Later Déby's envoy, Ali Khan, saw Qaboos."
    article = articles.parse(f"= Chad–Oman relations =\n\n{text}")
    names = [name for actor in actors.find(article, tagging.tag(article)) for name in actor.mentions]
    assert [name.text for name in names] == ["Idriss Déby", "Déby", "Qaboos bin Said", "Qaboos", "Ali Khan"]
    for name in names:
        assert article.sentences[name.sentence].text[name.start : name.end] == name.text


def test_names_in_the_plural_share_a_title_and_a_side():
    found = people("He met deputies to the National Assembly Yul Jabour and Julio Marín of the Green Party of Chad.")
    assert [row(actor) for actor in found] == [
        "Yul Jabour | TCD | deputy to the National Assembly",
        "Julio Marín | TCD | deputy to the National Assembly",
    ]


def test_a_counterpart_belongs_to_the_other_side():
    found = people("Chadian foreign minister Ahmad Allam-Mi received his counterpart, Badr Albusaidi.")
    assert [actor.country for actor in found] == ["TCD", "OMN"]


def test_a_heading_tells_whose_visitors_a_list_holds():
    found = people("== Visits from Oman to Chad ==\n- Minister of Commerce Ali bin Masood Al Sunaidi (2015)\n")
    assert [row(actor) for actor in found] == ["Ali bin Masood Al Sunaidi | OMN | Minister of Commerce"]


def test_a_country_that_nothing_tells_stays_empty():
    (actor,) = people("Engineer Priit Lomper was born in 1950.")
    assert actor.country == ""


def test_an_article_without_people_has_none():
    assert people("Chad has an embassy in Muscat. Oman has a consulate in N'Djamena.") == ()


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Pahad", "Aziz Pahad", True),
        ("W.L. Mackenzie King", "William Lyon Mackenzie King", True),
        ("Khalifa bin Hamad", "Hamad bin Khalifa", False),
        ("George W. Bush", "George H. W. Bush", False),
        ("J. Smith", "Adam Smith", False),
    ],
)
def test_a_name_stands_in_another_only_in_its_order(short, full, expected):
    assert identity.within(words_of(short), words_of(full)) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Ranasingha Premadasa", "Ranasinghe Premadasa", True),
        ("Jong-un Kim", "Kim Jong-un", True),
        ("Kim Jong-un", "Kim Jong-il", False),
        ("Hugo Chávez", "Julio Chávez", False),
    ],
)
def test_spellings_of_one_name_are_one(a, b, expected):
    assert identity.same(words_of(a), words_of(b)) is expected


def test_no_word_is_both_a_given_name_and_the_name_of_a_thing():
    listed = lexicon.table("names_other.csv")
    groups = [line["words"] for line in listed if line["group"] not in ("surname", "last", "starter")]
    things = {word for words in groups for word in lexicon.joined(words)}
    given = {name.lower() for line in lexicon.table("names_given.csv") for name in lexicon.joined(line["names"])}
    assert sorted(things & given) == []


def test_no_name_is_listed_under_two_countries():
    codes: dict[tuple[str, ...], set[str]] = {}
    for line in lexicon.table("leaders.csv"):
        for name in (*lexicon.joined(line["names"]), *lexicon.joined(line["full_names"])):
            codes.setdefault(words_of(name), set()).add(line["code"])
    assert {name: some for name, some in codes.items() if len(some) > 1} == {}


def test_whoever_is_listed_by_full_name_has_two_words_or_more():
    cells = [line["full_names"] for line in lexicon.table("leaders.csv")]
    assert [name for cell in cells for name in lexicon.joined(cell) if len(words_of(name)) < 2] == []


def test_every_context_is_a_pattern_on_one_side_at_least():
    assert all(context.before or context.after for context in contexts.contexts())


def gold_and_found(gold: Path, texts: Path) -> tuple[list[str], list[str]]:
    """The people of all annotated articles of a folder that are missed, and those that are found too many."""
    held_out = {"bangladesh-oman", "chad-taiwan", "india-slovenia", "iran-thailand"}
    annotated = [path for path in sorted(gold.glob("*.json")) if path.stem not in held_out]
    assert annotated
    missed, extra = [], []
    for path in annotated:
        named = {words_of(person["name"])[:2] for person in json.loads(path.read_text(encoding="utf-8"))["people"]}
        article = articles.read(texts / f"{path.stem}.txt")
        found = {words_of(actor.name)[:2] for actor in actors.find(article, tagging.tag(article))}
        missed += sorted(named - found)
        extra += sorted(found - named)
    return missed, extra


def test_the_annotated_people_of_the_seeds_are_found():
    assert gold_and_found(HERE / "gold", HERE.parent / "seeds") == ([], [])


@pytest.mark.skipif(not (SHARED / "gold" / "dev").exists(), reason="the development articles are not at hand")
def test_the_annotated_people_of_the_development_articles_are_found():
    assert gold_and_found(SHARED / "gold" / "dev", SHARED / "corpus") == ([], [])


@pytest.mark.parametrize("case", PASSAGES, ids=[case["text"][:40] for case in PASSAGES])
def test_the_names_in_a_passage_are_found(case):
    assert {actor.name for actor in people(case["text"], case["pair"])} == set(case["names"])
