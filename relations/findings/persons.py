"""People -> findings: one person under two countries."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import combinations

from relations.findings.draft import Draft, who
from relations.schema import Person


def two_countries(people: Iterable[Person]) -> Iterator[Draft]:
    """The same name, of two words or more, given to two countries."""
    for one, two in combinations([person for person in people if person.country], 2):
        if one.country != two.country and len(_words(one.name)) > 1 and _words(one.name) == _words(two.name):
            said = f"{one.name} appears for {who(one.country)} and for {who(two.country)}."
            first = tuple(sorted({*one.evidence[:1], *two.evidence[:1]}))
            yield Draft("two-countries", said, (one.person_id, two.person_id), first)


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return frozenset(re.findall(r"[a-z]+", plain))
