"""Sightings of names all over an article -> who is who: the same person under a fuller and a shorter name is one.

`Pahad` is Aziz Pahad when he was named before; `Hamad bin Khalifa` and `Khalifa bin Hamad` are two; of several people who share a
name, the one named last is meant, or the one with the same title or country if the sighting tells one.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from relations.actors.allegiance import Claim
from relations.actors.contexts import is_given
from relations.actors.words import vocabulary

ROYAL = frozenset(
    "king queen sultan emir amir shah emperor empress tsar czar kaiser caliph khan prince princess duke duchess pope sheikh shaikh sheik imam "
    "patriarch archduke infante infanta pharaoh regent viceroy".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a name stands; `shown`: its surroundings show that it names a person."""

    sentence: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    shown: bool
    head: str = ""
    role: str = ""
    claims: tuple[Claim, ...] = ()
    beside: int = -1  # number of the sighting whose side this person is on, such as by a title in the plural
    facing: int = -1  # number of the sighting whom this person meets, receives or answers as a counterpart


@dataclass(slots=True)
class Person:
    """Somebody, as known so far."""

    sightings: list[tuple[int, Sighting]] = field(default_factory=list)
    words: tuple[str, ...] = ()
    name: str = ""
    country: str = ""

    def add(self, number: int, sighting: Sighting) -> None:
        """Count one more sighting, and take over its name if that is fuller."""
        self.sightings.append((number, sighting))
        if (len(sighting.words), len(sighting.text)) > (len(self.words), len(self.name)) or not self.name:
            self.words, self.name = sighting.words, sighting.text
        self.country = self.country or best(self.claims())

    def claims(self) -> list[Claim]:
        """Every claim about the person's country, in the order of the text."""
        return [claim for _, sighting in self.sightings for claim in sighting.claims]

    def heads(self) -> set[str]:
        """The heads of the titles that the person was given."""
        return {sighting.head for _, sighting in self.sightings if sighting.head}

    def role(self) -> str:
        """The title used most often, the first of them if several are."""
        roles = [sighting.role for _, sighting in self.sightings if sighting.role]
        counts = Counter(role.lower() for role in roles)
        return max(roles, key=lambda role: counts[role.lower()], default="")


def best(claims: Iterable[Claim]) -> str:
    """The country of the weightiest claims; among those, the one claimed most often, then first."""
    listed = list(claims)
    top = [claim.code for claim in listed if claim.weight == max(c.weight for c in listed)]
    return max(top, key=top.count, default="")


def within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of a name stand in another in the same order; an initial stands for any word that begins with it.

    >>> within(("w", "l", "mackenzie", "king"), ("william", "lyon", "mackenzie", "king"))
    True
    """
    if initials(short) and initials(full) and initials(short) != initials(full):
        return False  # George W. Bush is not George H. W. Bush
    left = iter(full)
    return all(any(word == other or (len(word) == 1 and other[0] == word) for other in left) for word in short) and any(
        len(word) > 1 for word in short
    )


@cache
def initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """The initials in a name."""
    return tuple(word for word in words if len(word) == 1)


def same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of several words are one: in another order, or with one letter of a long word spelt differently."""
    if len(a) != len(b) or len(a) < 2:
        return False
    if len(a) < 4 and sorted(a) == sorted(b) and not vocabulary().particles & set(a):
        return True
    return all(x == y or (min(len(x), len(y)) > 4 and _near(x, y)) for x, y in zip(a, b, strict=True)) and any(
        x == y for x, y in zip(a, b, strict=True)
    )


def _near(a: str, b: str) -> bool:
    """Whether one letter put in, left out or changed turns one word into the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:]


def people(sightings: list[Sighting]) -> list[Person]:
    """Everybody who is shown to be a person somewhere, with every sighting, in order of the first one."""
    found: list[Person] = []
    left: list[tuple[int, Sighting]] = []
    for number, sighting in enumerate(sightings):
        person = _match(sighting, found)
        if person is None and sighting.shown:
            person = Person()
            found.append(person)
        if person is None:
            left.append((number, sighting))
        else:
            found.remove(person)
            found.append(person)  # the one named last stands last
            person.add(number, sighting)
    for number, sighting in left:
        fits = [p for p in found if len(sighting.words) > 1 and within(sighting.words, p.words)]
        if len(fits) == 1:
            fits[0].add(number, sighting)
    for person in found:
        person.sightings.sort(key=lambda pair: pair[0])
    return sorted(found, key=lambda person: person.sightings[0][0])


def _match(sighting: Sighting, known: list[Person]) -> Person | None:
    """The known person whom a sighting means, the one named last first."""
    fits = [person for person in reversed(known) if _fits(sighting, person)]
    if not fits:
        return None
    if sighting.head:
        fits = [p for p in fits if sighting.head in p.heads()] or fits
    return fits[0]


def _fits(sighting: Sighting, person: Person) -> bool:
    ours, theirs = sighting.words, person.words
    if set(ours).isdisjoint(theirs):
        return False
    if ours != theirs:
        shorter = within(ours, theirs)
        fuller = sighting.shown and not shorter and within(theirs, ours)
        if not (shorter or fuller or same(ours, theirs)):
            return False
        if shorter and len(ours) == 1 and sighting.head and _first_name_only(ours[0], theirs, sighting.head):
            return False
        if fuller and len(theirs) == 1 and not person.heads() & ROYAL and ours[-1] != theirs[0] and not is_given(ours[0]):
            return False
    said = best(sighting.claims) if sighting.claims and sighting.claims[0].weight > 6 else ""
    return not (said and person.country and said != person.country and len(ours) == 1)


def _first_name_only(word: str, full: tuple[str, ...], head: str) -> bool:
    """Whether a title with this one word cannot mean the person: President Paul is not Paul Kagame, King Hussein may be Hussein bin Talal."""
    return len(full) > 1 and full[0] == word and full[-1] != word and head not in ROYAL and len(word) > 4
