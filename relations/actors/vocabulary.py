"""The lexicon's titles and names -> the kind of each word, one letter a kind, so that names read as patterns.

H head of a title (president)   S head in the plural     M word before a head (deputy)   m dropped word (former)
h honorific (Sheikh, Dr)        D word of an office or body (Affairs, Assembly)   X word of another thing (Treaty)
N capitalised word              G given name             Q capitalised particle (Al)     p small particle (bin)
I initials                      R ruler's number         A acronym                       L a number or a date
P state    C town    B body     E nationality            T article or possessive         k charge, responsible
o of    f for    t to    i in   a and    c comma    s 's    w any other word    brackets, quotes, dashes: themselves
"""

import unicodedata
from functools import cache
from typing import Any, NamedTuple

from relations.lexicon import joined, rules, table

MARKS = {
    **dict.fromkeys(["–", "—", "-"], "-"),
    **dict.fromkeys(['"', "“", "”", "„", "«", "»"], '"'),
    **dict.fromkeys(["'s", "’s"], "s"),
    **dict.fromkeys([".", "!", "?"], "."),
}
MARKS |= {"|": ";", "(": "(", "[": "(", ")": ")", "]": ")", ",": "c", "&": "a", "/": "/", ";": ";", ":": ":", "_": "_"}
APART = str.maketrans({"-": " ", ".": " "} | dict.fromkeys("'\"“”„«»"))  # marks in a name by which no word differs
SMALL = {
    "of": "o",
    "for": "f",
    "to": "t",
    "and": "a",
    **dict.fromkeys(["in", "at", "on"], "i"),
    **dict.fromkeys(["the", "a", "an", "its", "his", "her", "their", "this", "our"], "T"),
    **dict.fromkeys(["charge", "responsible"], "k"),
}
STROKES = str.maketrans("ĐđŁłØøßıÞþÐð’‘ʻ", "DdLlOosiTtDd'''")


class Vocabulary(NamedTuple):
    """The kinds of words: `capitals` of words written with a capital (keys in small letters), `small` of the others."""

    capitals: dict[str, str]
    small: dict[str, str]
    singulars: dict[str, str]
    given: frozenset[str]
    surnames: frozenset[str]
    after_names: frozenset[str]
    starters: frozenset[str]
    particles: frozenset[str]
    ambiguous: frozenset[str]
    inner: frozenset[str]


@cache
def plain(word: str) -> str:
    """A word without diacritics, in small letters.

    >>> plain("Väino"), plain("Đặng"), plain("Şükrü")
    ('vaino', 'dang', 'sukru')
    """
    letters = unicodedata.normalize("NFKD", word.translate(STROKES)).encode("ascii", "ignore").decode()
    return letters.lower() or word.lower()


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in a form in which spellings compare.

    >>> words_of("Kim Jong-un"), words_of("V.S. Seshadri")
    (('kim', 'jong', 'un'), ('v', 's', 'seshadri'))
    """
    return tuple(plain(text).translate(APART).split())


def plural(head: str) -> str:
    """The regular plural of a title's head.

    >>> plural("deputy"), plural("princess"), plural("consul-general")
    ('deputies', 'princesses', 'consuls-general')
    """
    first, dash, rest = head.partition("-")
    if dash and rest in ("general", "designate", "elect", "chief"):
        return f"{plural(first)}-{rest}"
    if head.endswith("y") and head[-2] not in "aeo":
        return head[:-1] + "ies"
    return head + ("es" if head.endswith(("s", "ch", "x")) else "s")


def groups_of_titles() -> list[dict[str, Any]]:
    """The groups of titles of the lexicon."""
    return list(rules("titles.toml")["title"])


@cache
def heads(feature: str) -> frozenset[str]:
    """Heads of titles whose group has a feature, such as `of_state`; `any`: all of them; `no role`: without a role."""
    groups = [
        group
        for group in groups_of_titles()
        if feature == "any" or group.get(feature) or (feature == "no role" and not group.get("role", True))
    ]
    return frozenset(head for group in groups for head in group["heads"])


@cache
def singulars() -> dict[str, str]:
    """The plurals of titles' heads with their singulars."""
    found = {plural(head): head for head in sorted(heads("any"))}
    for group in groups_of_titles():
        found |= dict(zip(group.get("plurals", ()), group.get("singulars", ()), strict=True))
    return found


def _things(groups: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Words of offices and bodies (D) and of other things (X), each with its plural."""
    found: dict[str, str] = {}
    for group, words in groups.items():
        if group not in ("starter", "surname", "last"):
            kind = "D" if group in ("portfolio", "institution") else "X"
            found |= {form: kind for word in words for form in (word, word + "s")}
    return found


@cache
def vocabulary() -> Vocabulary:
    """The words of the lexicon with their kinds; read once."""
    groups = {row["group"]: joined(row["words"]) for row in table("names_other.csv")}
    titles, names = rules("titles.toml")["words"], rules("names.toml")["words"]
    things = _things(groups)
    office = {
        **dict.fromkeys(titles["dropped"], "m"),
        **dict.fromkeys(titles["before"], "M"),
        **dict.fromkeys(singulars(), "S"),
        **dict.fromkeys(heads("any"), "H"),
    }
    honorifics = dict.fromkeys([*titles["honorifics"], *titles["noble"]], "h")
    return Vocabulary(
        capitals=things | dict.fromkeys(names["particles"], "Q") | office | honorifics,
        small={word: "M" for word, kind in things.items() if kind == "D"} | office | SMALL,
        singulars=singulars(),
        given=frozenset(plain(name) for row in table("names_given.csv") for name in joined(row["names"])),
        surnames=frozenset(groups["surname"]),
        after_names=frozenset(groups["last"]),
        starters=frozenset(groups["starter"]),
        particles=frozenset(names["particles"]),
        ambiguous=frozenset(names["ambiguous"]),
        inner=frozenset(titles["inner"]),
    )
