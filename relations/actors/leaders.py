"""A name -> the country that the statesman of this name acts for, where the lexicon knows him or her."""

import re
from functools import cache

from relations.actors.vocabulary import words_of
from relations.lexicon import joined, rules, table

RULER = re.compile(r"[ivx]+")  # George Tupou V is not George V
FAMILY_FIRST = frozenset(rules("names.toml")["words"]["family_first"])


@cache
def leaders() -> dict[tuple[str, ...], str]:
    """The names of the lexicon, as words, with their countries."""
    return {
        words_of(name): row["code"]
        for row in table("leaders.csv")
        for column in ("names", "full_names")
        for name in joined(row[column])
    }


@cache
def _by_word(position: int) -> dict[str, list[tuple[str, ...]]]:
    """The names of two words or more by their first (0) or last (-1) word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in leaders():
        if len(name) > 1 and not RULER.fullmatch(name[-1]):
            found.setdefault(name[position], []).append(name)
    return found


@cache
def country_of(words: tuple[str, ...], pair: tuple[str, str]) -> str:
    """The country of a leader; of one of a pair's states a name may say more than the lexicon does. Empty: unknown.

    >>> country_of(("nicolas", "maduro", "moros"), ("PRK", "VEN")), country_of(("maduro",), ("PRK", "ZAF"))
    ('VEN', 'VEN')
    """
    if not words or words in leaders():
        return leaders().get(words, "")
    fits = {leaders()[name] for name in _by_word(0).get(words[0], []) if name[-1] in words and _in_order(name, words)}
    fits = fits or {leaders()[name] for name in _by_word(-1).get(words[-1], []) if _alike(words, name)}
    return fits.pop() if len(fits) == 1 and fits <= set(pair) else ""


def _alike(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a name with an initial, or of three words, ends as another does: N. Enkhbayar, Muhammad Haji Egal."""
    if len(words) == 2 and len(words[0]) < 3:
        return name[0].startswith(words[0])
    return len(words) > 2 and len(name) > 2 and words[-2:] == name[-2:] and words[0][:1] == name[0][:1]


@cache
def side_of(words: tuple[str, ...], pair: tuple[str, str]) -> str:
    """Which state of a pair has a leader of this family name, if only one has: Rabin between Israel and Jordan.

    >>> side_of(("rabin",), ("ISR", "JOR"))
    'ISR'
    """
    sides = [code for code in pair if words in _family_names(code)]
    return sides[0] if len(sides) == 1 else ""


@cache
def _family_names(code: str) -> frozenset[tuple[str, ...]]:
    """The last one and the last two words of the names of a country's well-known leaders, where these come last."""
    if code in FAMILY_FIRST:
        return frozenset()
    ends = [end for name in _names_of(code, "names") if not RULER.fullmatch(name[-1]) for end in (name[-1:], name[-2:])]
    return frozenset(end for end in ends if len(end[-1]) > 3)


@cache
def namesake(name: str, pair: tuple[str, str]) -> str:
    """The state of a pair of which the lexicon has one person of a family name, and the other state none.

    >>> namesake("acheampong", ("GHA", "JAM")), namesake("rahman", ("BGD", "PAK"))
    ('GHA', '')
    """
    bearers = [code for code in pair for family in _families(code) if family == name]
    return bearers[0] if len(bearers) == 1 else ""


@cache
def _families(code: str) -> tuple[str, ...]:
    """The family names of a country's people in the lexicon, each as often as different people bear it."""
    listed = _names_of(code, "names", "full_names")
    names = {(name[0], name[-1]) if code in FAMILY_FIRST else (name[-1], name[0]) for name in listed}
    return tuple(family for family, _ in names if len(family) > 2 and not RULER.fullmatch(family))


def _names_of(code: str, *columns: str) -> list[tuple[str, ...]]:
    """The names of a country's people in some columns of the lexicon, as words; those of two words or more."""
    cells = (row[column] for row in table("leaders.csv") if row["code"] == code for column in columns)
    return [words for cell in cells for name in joined(cell) if len(words := words_of(name)) > 1]


def _in_order(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    left = iter(full)
    return all(word in left for word in short)
