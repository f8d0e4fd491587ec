"""A matched word and its surroundings go in, what it is instead of a state comes out: a language, a war, a person."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from relations.lexicon import filled, joined, rules, table

BEFORE, AFTER = 48, 48  # code points that a gate looks at: patterns are about neighbours


@dataclass(frozen=True, slots=True)
class Gate:
    """One pattern of `lexicon/countries_gates.toml`."""

    why: str
    words: frozenset[str]
    endings: tuple[str, ...]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    after_given_name: bool
    as_person: bool

    def holds(self, before: str, after: str) -> bool:
        """Whether a word that the gate is for is, between these neighbours, not the state."""
        if self.endings and not before.endswith(self.endings):
            return False
        if self.after and not self.after.match(after):
            return False
        if self.before and not self.before.search(before):
            return False
        return not self.after_given_name or follows_given_name(before)


@cache
def given_names() -> frozenset[str]:
    return frozenset(name for row in table("names_given.csv") for name in joined(row["names"]))


def follows_given_name(before: str) -> bool:
    """Whether the last word, but for an initial (William J.), is a given name of three letters or more."""
    words = before.rstrip().rsplit(" ", 2)[::-1] if before.endswith(" ") else []
    if words and len(words[0]) == 2 and words[0].endswith("."):
        words = words[1:]
    return bool(words) and len(words[0]) > 2 and words[0].lstrip("(\"'“_") in given_names()


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The named lists of words that patterns refer to."""
    return {name: tuple(words.split()) for name, words in rules("countries_gates.toml")["lists"].items()}


def compiled(pattern: str | None, end: str = "") -> re.Pattern[str] | None:
    if not pattern:
        return None
    words = {f"lists.{name}": "|".join(map(re.escape, listed)) for name, listed in lists().items()}
    return re.compile(f"(?:{filled(pattern, words)}){end}")


@cache
def gates() -> dict[str, tuple[Gate, ...]]:
    """The gates that look at each kind of mention, in the order of the file."""
    found: dict[str, list[Gate]] = {}
    for row in rules("countries_gates.toml")["gate"]:
        gate = Gate(
            why=row["why"],
            words=frozenset(lists()[row["words"]]) if "words" in row else frozenset(),
            endings=tuple(row.get("endings", ())),
            before=compiled(row.get("before"), r"\Z"),
            after=compiled(row.get("after")),
            after_given_name=row.get("after_given_name", False),
            as_person=row.get("as_person", False),
        )
        for kind in row["kinds"]:
            found.setdefault(kind, []).append(gate)
    return {kind: tuple(some) for kind, some in found.items()}


class Watch(NamedTuple):
    """The gates that look at a word, in the order of the file; those that need nothing after it stand apart.

    `ahead` is what any of the others needs after the word, so that most of the time none of them has to look.
    """

    all: tuple[Gate, ...]
    ahead: re.Pattern[str]
    apart: tuple[Gate, ...]

    def holding(self, before: str, after: str) -> Gate | None:
        """The first gate that holds a word between these neighbours back."""
        for gate in self.all if self.ahead.match(after) else self.apart:
            if gate.holds(before, after):
                return gate
        return None


@cache
def gates_for(kind: str, word: str) -> Watch:
    """The gates that look at a word of a kind."""
    found = tuple(gate for gate in gates().get(kind, ()) if not gate.words or word in gate.words)
    return _watch(found)


@cache
def _watch(found: tuple[Gate, ...]) -> Watch:
    ahead = "|".join(gate.after.pattern for gate in found if gate.after) or r"(?!)"
    return Watch(found, re.compile(ahead), tuple(gate for gate in found if not gate.after))
