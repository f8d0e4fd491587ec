"""A tagged sentence -> the same sentence with states and dates replaced by signs, so that a pattern can say "a state".

A sign is one private-use character, repeated to the length of what it stands for: offsets stay those of the sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from relations.actors import Actor
from relations.countries import Mention
from relations.dates import Found
from relations.tagging import Tagged

NAMES = "\ue001\ue002"  # the pair, in the order of the title, by name
ADJECTIVES = "\ue003\ue004"  # the pair, in the order of the title, by demonym
OTHER_NAME, OTHER_ADJECTIVE, DATE = "\ue005", "\ue006", "\ue007"


class Person(NamedTuple):
    """A person's name in a sentence, and the state of the pair for which that person acts."""

    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence with signs (`text`) and as written (`raw`), with its cities and states by where they begin."""

    text: str
    raw: str
    cities: dict[int, Mention]
    states: dict[int, Mention]
    dates: tuple[Found, ...]
    pair: tuple[str, str]

    def state(self, sign: str) -> str:
        """The code of the pair's state that a sign (or a run of it) stands for; empty for any other."""
        for signs in (NAMES, ADJECTIVES):
            if sign[0] in signs:
                return self.pair[signs.index(sign[0])]
        return ""

    def other(self, code: str) -> str:
        """The other state of the pair."""
        return self.pair[1] if code == self.pair[0] else self.pair[0]


def mask(tagged: Tagged, pair: tuple[str, str], people: Iterable[Person] = ()) -> Masked:
    """Replace states, people who act for one of the pair, and dates by signs; cities stay as they are written."""
    cities = {m.start: m for m in tagged.places if m.kind in ("city", "capital")}
    states = {m.start: m for m in tagged.places if m.kind in ("name", "demonym", "body", "realm")}
    signs = [(m.start, m.end, _sign(m, pair)) for m in states.values()]
    signs += [(f.start, f.end, DATE) for f in tagged.dates]
    signs += [(p.start, p.end, NAMES[pair.index(p.code)]) for p in people]
    raw = tagged.sentence.text
    return Masked(_replaced(raw, sorted(signs)), raw, cities, states, tagged.dates, pair)


def people_of(actors: Iterable[Actor], pair: tuple[str, str]) -> dict[int, list[Person]]:
    """The people who act for a state of the pair, by the sentences that name them."""
    found: dict[int, list[Person]] = {}
    for actor in actors:
        for name in actor.mentions:
            if actor.country in pair:
                found.setdefault(name.sentence, []).append(Person(name.start, name.end, actor.country))
    return found


def _sign(mention: Mention, pair: tuple[str, str]) -> str:
    demonym = mention.kind == "demonym"
    if mention.code in pair and mention.kind != "realm":
        return (ADJECTIVES if demonym else NAMES)[pair.index(mention.code)]
    return OTHER_ADJECTIVE if demonym else OTHER_NAME


def _replaced(text: str, signs: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, sign in signs:
        if start >= at:
            pieces += [text[at:start], sign * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])
