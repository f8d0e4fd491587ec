"""Patterns that pass over texts at once: they find what `re` finds, whatever the letters."""

import re

import pytest

from relations import lexicon
from relations.coding import sentence, status, times
from relations.coding.rules import rules
from relations.figures import CUE
from relations.missions import SIGNS
from relations.missions.covering import COVERS
from relations.patterns import Seldom, Sieve, folded, holds, pieces

USED = [
    SIGNS,
    CUE,
    sentence.OPINION,
    sentence.SPORT,
    status.CONDITION,
    status.NEITHER,
    times.INSIDE,
    *dict(COVERS).values(),
]


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"embassy", {"embassy"}),
        (r"\b[Ee]mbass(?:y|ies)\b", {"embass"}),
        (r"embassy|consulate", {"embassy", "consulate"}),
        (r"(?:the )?(?:war|weapons?)\b", {"ar", "eapon"}),
        (r"(?:poll|polls|survey)ed", {"poll", "survey"}),
        (r"\d+ ?%", {"%"}),
        (r"[$€]\d", {"$", "€"}),
        (r"(?:Chad)+", {"chad"}),
        (r"(?:Chad)*", set()),
        (r"Chad|\w+", set()),
        (r"[^a]", set()),
        (r"(?!Chad)", set()),
        (r"(?>Oman)", {"oman"}),
        (r"(?:(?-i:\bHad\b)|if)", {"had", "if"}),
    ],
)
def test_a_pattern_needs_one_of_its_pieces(pattern, needed):
    assert set(pieces(pattern)) == needed


@pytest.mark.parametrize("text", ["KİSS", "kıss", "kiſſ", "\u212aiss", "KISS", "– kiss"])
def test_letters_that_match_without_regard_to_case_are_folded_to_one(text):
    assert re.search("kiss", text, re.IGNORECASE)
    assert Seldom("kiss", re.IGNORECASE).search(text)


@pytest.mark.parametrize("seldom", USED, ids=lambda seldom: seldom.pattern.pattern[:30])
def test_patterns_in_use_have_pieces(seldom):
    assert seldom.pieces


def test_a_search_finds_what_the_pattern_finds_between_two_offsets():
    seldom = Seldom(r"\bwar\b")
    text = "The war after the war."
    assert seldom.search(text, 5).span() == seldom.pattern.search(text, 5).span()
    assert seldom.search(text, 5, 12) is None
    assert [found.start() for found in seldom.finditer(text)] == [4, 18]
    assert list(seldom.finditer("peace")) == []


def test_no_example_is_passed_over_in_which_a_pattern_of_the_lexicon_matches():
    examples = [text for rule in rules() for text in (rule.example, rule.not_example)]
    searched = {re.compile(cue, re.IGNORECASE) for cues in lexicon.rules("cues.toml").values() for cue in cues}
    searched |= {
        pattern for rule in rules() for pattern in (rule.objects, rule.unless and rule.unless.pattern) if pattern
    }
    for pattern in searched:
        needed = pieces(pattern.pattern)
        matched = [text for text in examples if pattern.search(text)]
        assert all(holds(folded(text), needed) for text in matched), pattern.pattern


def test_a_sieve_passes_every_row_that_a_text_holds_a_piece_of():
    rows = list(dict.fromkeys(row for rule in rules() for row in rule.signs))
    sieve = Sieve(rows)
    for text in [rule.example for rule in rules()][::20]:
        held = sieve.of(text)
        assert [row for row in rows if holds(folded(text), row) and not sieve.bits([row]) & held] == []


def test_a_sieve_holds_most_rows_back():
    rows = list(dict.fromkeys(row for rule in rules() for row in rule.signs))
    assert Sieve(rows).of("The weather was fine.").bit_count() < len(rows) / 10
