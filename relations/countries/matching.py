"""A text goes in, its mentions of states come out, longest match first, none overlapping."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from relations.countries.gates import AFTER, BEFORE, gates_for
from relations.countries.names import Form, forms, plain

WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚ][^\W_]*")  # the class, not a look behind, keeps the scan fast
COMPOUND = re.compile(r"[-–][A-ZÀ-Þ]")
NOBODY = "none"


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a state or of a place that stands for one, at code points `[start, end)` of a text.

    `kind` is "name" (France), "demonym" (French, Frenchman, the Franco of Franco-German), "capital" (and other
    seats of government), "city" (and regions), "body" (the EU, NATO, an institution of one state), "realm" (old
    empires) or "none" (what only looks like a state: Korean War, in French). `code` is empty where the words are
    ambiguous, stand for an organisation of several states, or are nobody's.
    """

    start: int
    end: int
    text: str
    code: str
    kind: str


class Place(NamedTuple):
    """A form as it is looked for around its first capitalised word: so many letters before that, so many in all."""

    text: str
    before: int
    length: int
    form: Form


Around = dict[str, tuple[Place, ...]]  # the forms around one word, by the two letters that follow it


@cache
def index() -> dict[str, Around]:
    """Forms by their first capitalised word, then by the two letters that follow it, longest first.

    The two letters keep the many names in South and New apart; a form that ends with the word stands under "".
    """
    found: dict[str, dict[str, list[Place]]] = {}
    for text, form in forms().items():
        word = WORD.search(text)
        if word:
            following = text[word.end() : word.end() + 2]
            place = Place(text, word.start(), len(text), form)
            found.setdefault(word.group(), {}).setdefault(following, []).append(place)
    return {word: {key: tuple(sorted(some, key=order)) for key, some in by.items()} for word, by in found.items()}


def order(place: Place) -> tuple[int, str]:
    return -place.length, place.text


def longest(text: str, around: Around, first: int, last: int, *, free: int) -> tuple[int, int, Form] | None:
    """The longest form that the text has around a word at [first, last): whole words, none of them before `free`."""
    for key in (text[last : last + 2], ""):
        for place in around.get(key, ()):
            start = first - place.before
            end = start + place.length
            if start >= free and text.startswith(place.text, start) and stands_alone(text, start, end, place.form.kind):
                return start, end, place.form
    return None


def stands_alone(text: str, start: int, end: int, kind: str) -> bool:
    if text[end : end + 1].isalnum() or (start and text[start - 1].isalnum()):
        return False
    return kind != "prefix" or COMPOUND.match(text, end) is not None


def held_back(text: str, start: int, end: int, kind: str) -> tuple[bool, bool]:
    """Whether the words are something else than the state, and whether they are part of a person's name."""
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    gate = gates_for(kind, text[start:end]).holding(before, after)
    return gate is not None, gate is not None and gate.as_person


def find(text: str, *, pair: tuple[str, str] | None = None) -> list[Mention]:
    """The mentions of states in a text, in order. A possessive 's is not part of a mention.

    Words that may mean several states ("Korean", "Congo") mean the one that belongs to the pair that the text is about.

    >>> [(m.text, m.code, m.kind) for m in find("Oman's envoy left Kyiv for the Korean embassy.", pair=("OMN", "PRK"))]
    [('Oman', 'OMN', 'name'), ('Kyiv', 'UKR', 'capital'), ('Korean', 'PRK', 'demonym')]
    >>> [(m.text, m.code, m.kind) for m in find("Before the Korean War he spoke in French.")]
    [('Korean', '', 'none'), ('French', '', 'none')]
    """
    return list(mentions(text, plain(text), pair))


def mentions(text: str, letters: str, pair: tuple[str, str] | None) -> Iterator[Mention]:
    known, done = index(), 0
    for word in WORD.finditer(letters):
        around = known.get(word[0])
        if around is None or word.start() < done:
            continue
        found = longest(letters, around, *word.span(), free=done)
        if not found:
            continue
        start, done, form = found
        kind = "demonym" if form.kind == "prefix" else form.kind
        held, as_person = held_back(letters, start, done, kind)
        if not as_person:
            code = "" if held else form.meant(pair)
            yield Mention(start, done, text[start:done], code, NOBODY if held else kind)
