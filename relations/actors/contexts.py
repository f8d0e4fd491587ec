"""A capitalised phrase without a title, and the words around it -> whether it names a person.

The evidence is a context of `lexicon/names.toml` ("headed by ...", "... visited"), a given name, a leader's name, a
list of people that the phrase begins an item of, or a person beside it ("X and Y").
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from relations.actors.allegiance import people_heading
from relations.actors.grammar import NAMES, Phrase, sound, words
from relations.actors.leaders import country_of, side_of
from relations.actors.titles import Title
from relations.actors.vocabulary import words_of
from relations.actors.words import Line
from relations.lexicon import rules
from relations.tagging import Tagged

REACH = 60  # code points before a name in which its context is looked for
TRANSLATED = re.compile(r"\([NEMP]{1,2}:\Z")  # "Muhammad Ali (Albanian: Mehmet Ali)": the same person again
BESIDE = re.compile(r"(?:oT?[PEC])?c?a")


class Context(NamedTuple):
    """A rule of the lexicon, compiled: a name of so many words at least, after `before` and before `after`."""

    id: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    words: int


@cache
def contexts() -> tuple[Context, ...]:
    """The contexts of the lexicon, in their order."""
    return tuple(
        Context(
            rule["id"],
            re.compile(rf"(?:{rule['before']})\Z") if "before" in rule else None,
            re.compile(rule["after"]) if "after" in rule else None,
            rule["words"],
        )
        for rule in rules("names.toml")["context"]
    )


@cache
def listed(name: str) -> frozenset[str]:
    """A list of words of `lexicon/names.toml`."""
    return frozenset(rules("names.toml")["words"][name])


def candidates(line: Line, taken: Sequence[Phrase], titles: Sequence[Title]) -> list[Phrase]:
    """The phrases of a sentence that look like names and that no title has claimed."""
    kinds = line.kinds
    for start, end in [*((p.start, p.end) for p in taken), *((t.start, t.end) for t in titles)]:
        kinds = kinds[:start] + "." * (end - start) + kinds[end:]
    runs = [run.span() for run in NAMES.finditer(kinds)]
    return [Phrase(*run, None) for run in runs if sound(line, *run) and not TRANSLATED.search(line.kinds, 0, run[0])]


def shown(line: Line, tagged: Tagged, pair: tuple[str, str], known: list[Phrase], rest: list[Phrase]) -> list[Phrase]:
    """Those of the other candidates that the sentence shows to be persons; `known` has those with titles."""
    found = [phrase for phrase in rest if is_person(line, phrase, pair)]
    if not known and not found and rest and _begins_item(line, rest[0]) and _lists_people(tagged):
        found = rest[:1]
    sure = [*known, *found]
    return found + [phrase for phrase in rest if phrase not in found and _beside(line, phrase, sure)]


def is_person(line: Line, phrase: Phrase, pair: tuple[str, str]) -> bool:
    """Whether the words around a name, or the name itself, show it to be a person's."""
    start, end, kinds = phrase.start, phrase.end, line.kinds
    name = words_of(line.said(start, end))
    if (country_of(name, pair) or side_of(name, pair)) and _possible(line, start, end, known=True):
        return True
    if not _possible(line, start, end):
        return False
    count = words(kinds, start, end)
    if count > 1 and (_initials(line, start) or (kinds[start] == "G" and not _like_a_place(line, start))):
        return True
    return any(_stands_in(context, line, start, end) for context in contexts() if count >= context.words)


def _stands_in(context: Context, line: Line, start: int, end: int) -> bool:
    left, right = line.starts[start], line.ends[end - 1]
    if context.after is not None and not context.after.match(line.text, right):
        return False
    return context.before is None or context.before.search(line.text, max(0, left - REACH), left) is not None


def _initials(line: Line, start: int) -> bool:
    return line.kinds[start] == "I" and line.said(start, start + 1)[-1] == "."


def _like_a_place(line: Line, start: int) -> bool:
    """Whether a short given name after "in" more likely begins a town's: in Ba Ria."""
    return start > 0 and line.kinds[start - 1] == "i" and line.ends[start] - line.starts[start] < 4


def _possible(line: Line, start: int, end: int, *, known: bool = False) -> bool:
    """Whether the words right before a name leave it open that it is a person's; `known`: it is a leader's."""
    kinds = line.kinds
    last = kinds[start - 1] if start else "."
    word = line.said(start - 1, start).lower() if start else ""
    if last in "DXA" or (start > 1 and last == "o" and kinds[start - 2] in "DX"):
        return False  # Fort Malden, Treaty of San Francisco
    if start > 1 and word == "of" and line.said(start - 2, start - 1).lower() in listed("named_after_of"):
        return False
    owns = known and kinds[end : end + 1] == "s"
    if not owns and ((last == "i" and not (known and word == "on")) or word in listed("locative")):
        return kinds[start] == "G" and words(kinds, start, end) > 1
    if word in ("the", "a", "an"):  # the Altay tank, but the Hugo Chávez government
        return end < len(kinds) and line.said(end, end + 1).lower() in listed("after_the")
    return True


def _lists_people(tagged: Tagged) -> bool:
    """Whether a sentence is an item of a list of people, by its heading."""
    return tagged.sentence.kind == "item" and any(people_heading().search(title) for title in tagged.headings[-2:])


def _begins_item(line: Line, phrase: Phrase) -> bool:
    """Whether a name of several words stands first in its line, or after a year, and is explained or dated."""
    before, after = line.kinds[: phrase.start], line.kinds[phrase.end : phrase.end + 1]
    first = before in ("", "L:", "Lc", "L-") and after in ("", "(", "c", "-", ":")
    return first and words(line.kinds, phrase.start, phrase.end) > 1


def _beside(line: Line, phrase: Phrase, known: list[Phrase]) -> bool:
    """Whether a name of several words is joined by "and" to a person's."""
    if words(line.kinds, phrase.start, phrase.end) < 2 or not _possible(line, phrase.start, phrase.end):
        return False
    return any(
        (other.end < phrase.start and BESIDE.fullmatch(line.kinds, other.end, phrase.start))
        or (phrase.end < other.start and BESIDE.fullmatch(line.kinds, phrase.end, other.start))
        for other in known
    )
