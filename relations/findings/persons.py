"""People -> findings: one person under two countries."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import combinations

from relations.findings.draft import Draft, who
from relations.schema import Person


def two_countries(people: Iterable[Person]) -> Iterator[Draft]:
    """The same name, of two words or more, given to two countries."""
    alike: dict[frozenset[str], list[Person]] = {}
    for person in people:
        if person.country:
            alike.setdefault(_words(person.name), []).append(person)
    for words, some in alike.items():
        for one, two in combinations(some, 2) if len(words) > 1 else ():
            if one.country != two.country:
                said = f"{one.name} appears for {who(one.country)} and for {who(two.country)}."
                first = tuple(sorted({*one.evidence[:1], *two.evidence[:1]}))
                yield Draft("two-countries", said, (one.person_id, two.person_id), first)


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return frozenset(re.findall(r"[a-z]+", plain))
