"""The names in one sentence -> how they stand to each other: on one side, or across the table. And from that, countries.

"Presidents X and Y of Mexico" and "under the governments of X and Y" put both on one side; "X met with Y" and "X and his counterpart Y"
put them on the two sides of the pair. Only people whose country nothing else tells get it this way.
"""

import re
from collections import Counter
from collections.abc import Sequence

from relations.actors.allegiance import LEADER, Claim, other
from relations.actors.grammar import Phrase
from relations.actors.identity import Person, best
from relations.actors.leaders import country_of, side_of
from relations.actors.words import Line

ACROSS = re.compile(
    r"\b(?:met|meets|meet|meeting|received|hosted|welcomed|visited|invited|talks|greeted|congratulated|spoke|conversation|counterpart|negotiated|thanked|attended)\b"
)
ONE_SIDE = re.compile(r"\b(?:governments?|administrations?|regimes?|presidenc(?:y|ies)|cabinets?|leadership|rules?|reigns?|premierships?) of (?:both )?\Z")
OWN_ENVOY = re.compile(r"['’]s (?:\w+ ){1,6}|,? (?:recalled|appointed|sent|named|nominated|dispatched|dismissed|replaced) (?:\w+ ){0,6}")
KIN = frozenset("successor predecessor wife husband spouse widow son daughter brother sister father mother nephew niece cousin grandson rival".split())
JOINED = re.compile(r"c?a?h*")
OFFICES = frozenset("president minister king queen emperor sultan emir chancellor premier pm".split())


def beside(line: Line, names: Sequence[Phrase], at: int) -> int:
    """Which of the names before one belongs to the same side; -1: the sentence does not say."""
    phrase = names[at]
    for earlier in range(at - 1, -1, -1):
        if phrase.title is not None and phrase.title is names[earlier].title:
            return earlier
    if not at:
        return -1
    between = line.text[line.ends[names[at - 1].end - 1] : line.starts[phrase.start]]
    if OWN_ENVOY.fullmatch(between):
        return at - 1
    if phrase.title is not None and phrase.title.head in KIN:
        return at - 1
    joined = phrase.title is None and JOINED.fullmatch(line.kinds, names[at - 1].end, phrase.start)
    return at - 1 if joined and ONE_SIDE.search(line.text, 0, line.starts[names[at - 1].start]) else -1


def facing(line: Line, names: Sequence[Phrase], at: int) -> int:
    """Which of the names before one is that of the other side; -1: the sentence does not say."""
    for earlier in range(at - 1, -1, -1):
        if ACROSS.search(line.text, line.ends[names[earlier].end - 1], line.starts[names[at].start]):
            return earlier
    return -1


def settle(persons: Sequence[Person], pair: tuple[str, str]) -> None:
    """Give people their countries: as claimed; else that of their side; else, across the table, the other of the pair."""
    owner = {number: person for person in persons for number, _ in person.sightings}
    for person in persons:
        claims = person.claims()
        forms = _known_as(person)
        known = [code for words in forms if (code := country_of(words))] or [code for words in forms if (code := side_of(words, pair))]
        claims += [Claim(LEADER, code) for code in known[:1]]
        person.country = best(claims)
    links = [(person, owner[s.beside]) for person in persons for _, s in person.sightings if s.beside in owner]
    for person, friend in [*links, *reversed(links)]:
        person.country = person.country or friend.country
        friend.country = friend.country or person.country
    for person in persons:
        for _, sighting in person.sightings:
            if sighting.facing in owner:
                across = owner[sighting.facing]
                person.country = person.country or other(pair, across.country)
                across.country = across.country or other(pair, person.country)
    _settle_by_office(persons, pair)


def _known_as(person: Person) -> list[tuple[str, ...]]:
    """The forms under which the lexicon may know a person: the name, and the name with the title."""
    return [person.words, *((head, *person.words) for head in sorted(person.heads()))]


def _settle_by_office(persons: Sequence[Person], pair: tuple[str, str]) -> None:
    """A title that only one side bears in this article, by two people at least, tells the side: Canada has no presidents."""
    bearers: dict[str, Counter[str]] = {}
    for person in persons:
        said = [claim for claim in person.claims() if claim.weight >= LEADER]
        if said and (role := person.role().lower()) and role.split()[-1] in OFFICES:
            bearers.setdefault(role, Counter())[best(said)] += 1
    for person in persons:
        counts = bearers.get(person.role().lower(), Counter())
        if not person.country and len(counts) == 1 and counts.total() > 1 and next(iter(counts)) in pair:
            person.country = next(iter(counts))
