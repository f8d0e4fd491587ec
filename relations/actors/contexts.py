"""A capitalised phrase without a title, and the words around it -> whether it names a person.

The evidence is a context of `lexicon/names.toml` ("headed by ...", "... visited"), a given name, or a person beside it ("X and Y").
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from relations.actors.grammar import NAMES, Phrase, sound, titles, words
from relations.actors.leaders import country_of, side_of
from relations.actors.words import Line, plain, vocabulary, words_of
from relations.articles import Sentence
from relations.lexicon import rules

REACH = 60  # code points before a name in which its context is looked for


class Context(NamedTuple):
    """A rule of the lexicon, compiled: the name stands after `before` and before `after`, and has so many words at least."""

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
def small_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that keep "the <name>" a person, and words after which a phrase is a place."""
    listed = rules("names.toml")["words"]
    return frozenset(listed["after_the"]), frozenset(listed["locative"])


def candidates(line: Line, taken: Iterable[Phrase]) -> list[Phrase]:
    """The phrases of a sentence that look like names and that no title has claimed."""
    kinds = line.kinds
    for start, end in [(p.start, p.end) for p in taken] + [(t.start, t.end) for t in titles(line)]:
        kinds = kinds[:start] + "." * (end - start) + kinds[end:]
    runs = (run.span() for run in NAMES.finditer(kinds))
    return [Phrase(*run, None) for run in runs if sound(line, *run) and not TRANSLATED.search(line.kinds, 0, run[0])]


TRANSLATED = re.compile(r"\([NEMP]{1,2}:\Z")  # "Muhammad Ali (Albanian: Mehmet Ali)": the same person again


PEOPLE = re.compile(
    r"\b(?:visits?|ambassadors?|envoys|heads|leaders|consuls|representatives|ministers|presidents|diplomats|commissioners|people|persons|"
    r"personalities|monarchs|chargés)\b",
    re.IGNORECASE,
)


def lists_people(sentence: Sentence) -> bool:
    """Whether a sentence is an item of a list of people, by its heading."""
    return sentence.kind == "item" and any(PEOPLE.search(title) for title in sentence.section.path[-2:])


def persons(line: Line, sentence: Sentence, pair: tuple[str, str], known: list[Phrase], open_: list[Phrase]) -> tuple[list[Phrase], list[Phrase]]:
    """Divide candidates into those that the sentence shows to be persons, and the rest."""
    shown = [phrase for phrase in open_ if is_person(line, phrase, pair)]
    if not known and not shown and open_ and _begins_item(line, open_[0]) and lists_people(sentence):
        shown = open_[:1]
    rest = [phrase for phrase in open_ if phrase not in shown]
    beside = [phrase for phrase in rest if _beside(line, phrase, [*known, *shown])]
    return shown + beside, [phrase for phrase in rest if phrase not in beside]


def is_person(line: Line, phrase: Phrase, pair: tuple[str, str]) -> bool:
    """Whether the words around a name, or its first word, show it to be a person's."""
    start, end, kinds = phrase.start, phrase.end, line.kinds
    count = words(kinds, start, end)
    name = words_of(line.said(start, end))
    if (country_of(name) or side_of(name, pair)) and _possible(line, start, end, known=True):
        return True
    if not _possible(line, start, end):
        return False
    if kinds[start] == "I" and line.text[line.ends[start] - 1] == ".":
        return True
    if count > 1 and kinds[start] == "G" and not (kinds[start - 1 : start] == "i" and _is_east_asian(line, start)):
        return True
    left, right = line.starts[start], line.ends[end - 1]
    for context in contexts():
        if count < context.words:
            continue
        if context.before is not None and not context.before.search(line.text, max(0, left - REACH), left):
            continue
        if context.after is not None and not context.after.match(line.text, right):
            continue
        return True
    return False


def _begins_item(line: Line, phrase: Phrase) -> bool:
    """Whether a name of several words stands first in its line, or after a year, and is explained or dated."""
    before, after = line.kinds[: phrase.start], line.kinds[phrase.end : phrase.end + 1]
    return before in ("", "L:", "Lc", "L-") and after in ("", "(", "c", "-", ":") and words(line.kinds, phrase.start, phrase.end) > 1


def _is_east_asian(line: Line, start: int) -> bool:
    return len(line.text[line.starts[start] : line.ends[start]]) < 4


def _possible(line: Line, start: int, end: int, *, known: bool = False) -> bool:
    """Whether the words right before a name leave it open that it is a person's; `known`: it is a leader's."""
    kinds, text = line.kinds, line.text
    last = kinds[start - 1] if start else "."
    after_the, locative = small_words()
    if last in "DXA" or (start > 1 and last == "o" and kinds[start - 2] in "DX"):
        return False
    if known and start and text[line.starts[start - 1] : line.ends[start - 1]] == "on":
        return True
    if last == "i" or (last == "w" and text[line.starts[start - 1] : line.ends[start - 1]] in locative):
        return kinds[start] == "G" and words(kinds, start, end) > 1
    if last == "T" and text[line.starts[start - 1] : line.ends[start - 1]].lower() in ("the", "a", "an"):
        return end < len(kinds) and text[line.starts[end] : line.ends[end]].lower() in after_the
    return True


BESIDE = re.compile(r"(?:oT?[PEC])?c?a\Z")


def _beside(line: Line, phrase: Phrase, known: list[Phrase]) -> bool:
    """Whether a name of several words is joined by "and" to a person's."""
    if words(line.kinds, phrase.start, phrase.end) < 2 or not _possible(line, phrase.start, phrase.end):
        return False
    return any(
        (other.end < phrase.start and BESIDE.fullmatch(line.kinds, other.end, phrase.start))
        or (phrase.end < other.start and BESIDE.fullmatch(line.kinds, phrase.end, other.start))
        for other in known
    )


def is_given(word: str) -> bool:
    """Whether a word is a given name, or a family name that comes first, of the lexicon."""
    return plain(word) in vocabulary().given
