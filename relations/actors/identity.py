"""Sightings of names all over an article -> who is who: the same person under a fuller and a shorter name is one.

`Pahad` is Aziz Pahad when he was named before; `Hamad bin Khalifa` and `Khalifa bin Hamad` are two; of several people
who share a name, the one named last is meant, or the one with the same title or country if the sighting tells one.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from relations.actors.allegiance import LEADER, Claim
from relations.actors.leaders import leaders
from relations.actors.vocabulary import heads, vocabulary

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a name stands; `shown`: its surroundings show that it names a person."""

    sentence: int
    start: int
    end: int
    text: str
    words: Words
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
    words: Words = ()
    name: str = ""
    country: str = ""

    def add(self, number: int, sighting: Sighting) -> None:
        """Count one more sighting, and take over its name if that is fuller."""
        self.sightings.append((number, sighting))
        if (len(sighting.words), len(sighting.text)) > (len(self.words), len(self.name)):
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


Known = dict[str, dict[int, Person]]  # people by the words of their names, each once


def best(claims: Iterable[Claim]) -> str:
    """The country of the weightiest claims; among those, the one claimed most often, then first."""
    listed = list(claims)
    weight = max((claim.weight for claim in listed), default=0)
    top = [claim.code for claim in listed if claim.weight == weight]
    return max(top, key=top.count, default="")


def within(short: Words, full: Words) -> bool:
    """Whether a name's words stand in another in the same order; an initial stands for any word that begins with it.

    >>> within(("w", "l", "mackenzie", "king"), ("william", "lyon", "mackenzie", "king"))
    True
    """
    if initials(short) and initials(full) and initials(short) != initials(full):
        return False  # George W. Bush is not George H. W. Bush
    left = iter(full)
    fits = all(any(word == other or (len(word) == 1 and other[0] == word) for other in left) for word in short)
    return fits and len(initials(short)) < len(short)


@cache
def initials(words: Words) -> Words:
    """The initials in a name."""
    return tuple(word for word in words if len(word) == 1)


def same(a: Words, b: Words) -> bool:
    """Whether two names of several words are one: in another order, or one letter of a long word spelt differently."""
    if len(a) != len(b) or len(a) < 2:
        return False
    if len(a) < 4 and sorted(a) == sorted(b) and not vocabulary().particles & set(a):
        return True
    pairs = list(zip(a, b, strict=True))
    alike = all(x == y or (min(len(x), len(y)) > 4 and _near(x, y)) for x, y in pairs)
    return alike and any(x == y for x, y in pairs)


def _near(a: str, b: str) -> bool:
    """Whether one letter put in, left out or changed turns one word into the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:]


def people(sightings: list[Sighting]) -> list[Person]:
    """Everybody who is shown to be a person somewhere, with every sighting, in order of the first one."""
    found: list[Person] = []
    known: Known = {}
    left: list[tuple[int, Sighting]] = []
    for number, sighting in enumerate(sightings):
        person = _match(sighting, _sharing(sighting, known))
        if person is None and not sighting.shown:
            left.append((number, sighting))
            continue
        if person is None:
            person = Person()
            found.append(person)
        person.add(number, sighting)
        for word in sighting.words:
            known.setdefault(word, {})[id(person)] = person
    for number, sighting in left:  # a full name that only a later sentence shows to be a person's
        some = _sharing(sighting, known) if len(sighting.words) > 1 else []
        fits = [person for person in some if within(sighting.words, person.words)]
        if len(fits) == 1:
            fits[0].add(number, sighting)
    for person in found:
        person.sightings.sort(key=lambda pair: pair[0])
    return sorted(found, key=lambda person: person.sightings[0][0])


def _sharing(sighting: Sighting, known: Known) -> list[Person]:
    """The people who were named by a word of a sighting, each once."""
    shared: dict[int, Person] = {}
    for word in sighting.words:
        shared |= known.get(word, {})
    return list(shared.values())


def _match(sighting: Sighting, known: list[Person]) -> Person | None:
    """Which of some people a sighting means: one with the same title before others, then the one named last."""
    fits = [person for person in known if _fits(sighting, person)]
    titled = [person for person in fits if sighting.head and sighting.head in person.heads()]
    return max(titled or fits, key=lambda person: person.sightings[-1][0], default=None)


def _fits(sighting: Sighting, person: Person) -> bool:
    ours, theirs = sighting.words, person.words
    if set(ours).isdisjoint(theirs) or not (ours == theirs or _named_alike(sighting, person)):
        return False
    if len(ours) > len(theirs) and ours in leaders() and _told(person.claims()) not in ("", leaders()[ours]):
        return False  # Saddam Hussein is not King Hussein of Jordan
    said = _told(sighting.claims)
    return not (said and person.country and said != person.country and len(ours) == 1)


def _told(claims: Iterable[Claim]) -> str:
    """The country that is said outright, if any is."""
    return best(claim for claim in claims if claim.weight > LEADER)


def _named_alike(sighting: Sighting, person: Person) -> bool:
    """Whether one name is a shorter form of the other, or another spelling."""
    ours, theirs = sighting.words, person.words
    if within(ours, theirs):
        return len(ours) > 1 or not _first_name_only(ours[0], theirs, sighting.head)
    if sighting.shown and within(theirs, ours):
        if sighting.head in heads("same_side"):
            return False  # Maduro's son, Nicolás Maduro Guerra
        return len(theirs) > 1 or theirs[0] != ours[0] or _goes_by_first_name(person, ours)
    return same(ours, theirs)


def _goes_by_first_name(person: Person, full: Words) -> bool:
    """Whether a person known by one word may turn out to have a full name that begins with it: Kim, King Hussein."""
    return len(full[0]) < 5 or not person.heads().isdisjoint(heads("first_names"))


def _first_name_only(word: str, full: Words, head: str) -> bool:
    """Whether a title with one word cannot mean a person: President Paul is not Paul Kagame; King Hussein may be."""
    first = len(full) > 1 and full[0] == word and full[-1] != word and len(word) > 4
    return first and bool(head) and head not in heads("first_names")
