"""The words, clauses and parties of a sentence -> a scene that rules are read in, with what belongs to each trigger."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from relations.coding.clauses import Clause, clauses
from relations.coding.parties import Party
from relations.coding.rules import Rule
from relations.coding.words import ARTICLES, CAUSING, Group, Word


class Trigger(NamedTuple):
    """A rule's words at one place, read in one voice: active, passive, noun or adjective.

    `word` and `last` are indices of words; the other numbers but `clause` are offsets, -1 where no object is found.
    """

    rule: Rule
    voice: str
    word: int
    last: int
    start: int
    end: int
    group: Group
    clause: int
    object_start: int = -1
    object_end: int = -1
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """A sentence laid out for reading: its words, its parties, its finite verbs apart, and its clauses."""

    text: str
    words: list[Word]
    parties: list[Party]
    verbs: list[Word]

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses; only a sentence that holds a trigger is split into them."""
        return clauses(self.text, self.words)

    def with_parties(self, parties: list[Party]) -> "Scene":
        """The same sentence with other parties."""
        scene = Scene(self.text, self.words, parties, self.verbs)
        scene.__dict__["clauses"] = self.clauses
        return scene

    @property
    def first_verb(self) -> int:
        """Where the first finite verb stands; at the end if there is none."""
        return self.verbs[0].start if self.verbs else len(self.text)

    def clause_at(self, offset: int) -> int:
        """The index of the clause that an offset stands in."""
        for i in range(len(self.clauses) - 1, 0, -1):
            if self.clauses[i].start <= offset:
                return i
        return 0

    def parties_of(self, clause: int) -> list[Party]:
        """The parties that stand in a clause, in order."""
        start, end = self.clauses[clause][:2]
        return [party for party in self.parties if start <= party.start < end]

    def named_in(self, clause: int) -> list[Party]:
        """The parties of a clause whose side the text tells, in order."""
        return [party for party in self.parties_of(clause) if party.codes]

    def brought(self, trigger: Trigger) -> Party | None:
        """The party that another brings to do what an infinitive tells: "the remarks led Chad to recall its envoy"."""
        for party in self.parties if trigger.group.infinitive else ():
            before = [word for word in self.words if word.end <= party.start and word.form not in ARTICLES]
            while before and (before[-1].name or before[-1].form == "of"):
                before.pop()  # a title, or the name of which the party says the country
            to = self.text.startswith(" to ", party.end) and party.end < trigger.start
            if to and before and before[-1].form in CAUSING:
                between = [verb for verb in self.verbs if party.end < verb.start < trigger.start]
                return None if between else party
        return None

    def window_end(self, trigger: Trigger) -> int:
        """Where what belongs to a trigger ends: with its clause, or where the next finite verb stands."""
        end = self.clauses[trigger.clause].end
        if trigger.rule.governs and trigger.clause + 1 < len(self.clauses):
            said, following = self.text[trigger.end : end].strip(), self.clauses[trigger.clause + 1]
            if said in ("", "that") or following.opener == "that":
                return following.end
        if trigger.voice == "passive" and (trigger.group.first < trigger.word or trigger.group.passive):
            return end
        last = self.words[trigger.last].start
        for verb in self.verbs:
            if verb.start > last:
                return min(verb.start, end)
        return end
