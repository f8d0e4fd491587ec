"""A name and a pair of states -> the state whose statesmen bear such names, if those of the other bear different ones.

The sample is `lexicon/leaders.csv`. A name is compared by its words and by how they end, so that `Béla Vikár`
is Hungarian between Hungary and Finland though nobody of that name is listed; between states that share their names,
as Chile and Argentina do, a name tells nothing.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import log, log1p, sqrt

from relations.actors.leaders import RULER, leaders

Words = tuple[str, ...]

PRIOR = 40  # names that a state is taken to have besides those listed, like those of all states together
FEWEST = 20  # names that a state must have in the lexicon to be compared
SHARED = 0.15  # likeness of two states' names from which on a name does not tell them apart (of 1)
OWN = 0.0  # how much more usual than in the world a name must be in a state, in logarithms
APART = 4.2  # and how much more than in the other state


@cache
def of_name(words: Words, pair: tuple[str, str]) -> str:
    """The state of a pair that a name fits alone; empty: neither, or both.

    >>> of_name(("bela", "vikar"), ("FIN", "HUN")), of_name(("galvarino", "apablaza"), ("ARG", "CHL"))
    ('HUN', '')
    """
    if min(len(_names(code)) for code in pair) < FEWEST or _likeness(*pair) > SHARED:
        return ""
    (less, _), (more, code) = sorted((_fit(words, code), code) for code in pair)
    return code if more > OWN and more - less > APART else ""


def _fit(words: Words, code: str) -> float:
    """How much more usual the parts of a name are in one state than in all, in logarithms."""
    own, everywhere, listed = _parts_of(code), _parts_everywhere(), len(leaders())
    fit = 0.0
    for part in sorted(_parts(words)):
        if everywhere[part]:
            usual = (everywhere[part] + 0.5) / (listed + 1)
            fit += log((own[part] / usual + PRIOR) / (len(_names(code)) + PRIOR))
    return fit


def _parts(words: Words) -> set[str]:
    """The words of a name and how they end; initials and numbers of rulers say nothing."""
    found: set[str] = set()
    for word in words:
        if len(word) > 1 and not RULER.fullmatch(word):
            found.add(word)
            if len(word) > 3:
                found |= {f"-{word[-2:]}", f"-{word[-3:]}"}
    return found


@cache
def _names(code: str) -> tuple[Words, ...]:
    """The listed names of a state."""
    return tuple(words for words, state in leaders().items() if state == code)


@cache
def _parts_of(code: str) -> Counter[str]:
    """In how many of a state's names each part stands."""
    return Counter(_each(_names(code)))


@cache
def _parts_everywhere() -> Counter[str]:
    """In how many names of all states each part stands."""
    return Counter(_each(tuple(leaders())))


def _each(names: tuple[Words, ...]) -> Iterator[str]:
    for words in names:
        yield from _parts(words)


@cache
def _likeness(one: str, two: str) -> float:
    """How alike the names of two states are, from 0 to 1: the cosine of how often each whole word stands in them."""
    a, b = (_weights(code) for code in (one, two))
    shared = sum(weight * b.get(word, 0) for word, weight in a.items())
    return shared / sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))


def _weights(code: str) -> dict[str, float]:
    return {part: log1p(count) for part, count in _parts_of(code).items() if "-" not in part}
