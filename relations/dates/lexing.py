"""A text -> its words, numbers and marks, each with the class that the lexicon gives it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from relations import lexicon
from relations.errors import LexiconError

# One character stands for one class, so that a pattern over classes is a regular expression over a short text.
LETTERS = "".join(map(chr, [*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x100), *range(0x100, 0x180)]))
FIGURES = ("day", "number", "hundreds", "year", "round", "ordinal", "decade", "shortyear", "full", "quantity")
OTHERS = ("tight", "spaced", "name", "word", "stop", "other")
BLANKS = " \xa0"
QUOTES = "'’"
DASHES = "‐‑‒–—−-"  # the hyphen last, for sets

# A blank before a token is taken along, which halves the time that it takes to find them.
TOKEN = re.compile(
    rf"""
    [{BLANKS}]?
    (?: [A-Za-zÀ-῿][0-9A-Za-zÀ-῿]*                       # a word,
        (?: \. (?: [A-Z]\b (?:\.[A-Z]\b)* \.?           # with the periods of B.C.
            | (?=\s?\d) ) )?                            # or an abbreviation's before a figure
      | ['’]?\d+
        (?: /\d{{1,2}}/\d{{1,4}}                         # 10/12/2007
          | \.\d{{1,2}}\.\d{{1,4}}
          | [{DASHES}]\d{{1,2}}[{DASHES}]\d{{1,4}}(?![/{DASHES}])
          | (?: ,\d{{2,3}}(?!\d) | [.:]\d+ )* )          # 1,34,028
        (?: ['’]?s\b | \w* )                            # 1990s, 5th
      | ['’]s\b
      | [{DASHES}][{BLANKS}]?
      | [$€£¥₹]\s?\d[\d,.]*
      | [^\w\s] | \n )
    """,
    re.VERBOSE,
)
# A year of two figures is the last century's; before this one it may as well be this century's.
FIRST_SHORT_YEAR = 30
FULL = re.compile(rf"(\d+)([./{DASHES}])(\d+)[./{DASHES}](\d+)")
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
DECADE = re.compile(r"['’]?(\d0|\d{2,3}0)['’]?s")


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in figures, its parts in the order written: 10.12.2007."""

    parts: tuple[str, str, str]
    mark: str


class Entry(NamedTuple):
    """What a token is: its class, the character that stands for it, and its value."""

    letter: str
    name: str
    value: Any


@cache
def letters() -> dict[str, str]:
    """Each class of the lexicon -> the character that stands for it."""
    rules = lexicon.rules("dates.toml")
    names = list(dict.fromkeys([*FIGURES, *OTHERS, *rules["words"], *rules["names"], *rules["marks"]]))
    if len(names) > len(LETTERS):
        raise LexiconError("too many classes", where="lexicon/dates.toml", expected=f"at most {len(LETTERS)}")
    return dict(zip(names, LETTERS, strict=False))


def values_of(words: list[str] | dict[str, Any]) -> dict[str, Any]:
    """The words of a class with their values; a list of words has none."""
    return words if isinstance(words, dict) else dict.fromkeys(words, "")


@cache
def vocabulary() -> dict[str, tuple[str, Any]]:
    """Each word and mark as it may be written -> its class, and its value."""
    rules = lexicon.rules("dates.toml")
    known: dict[str, tuple[str, Any]] = {"\n": ("stop", "")}
    for name, words in [*rules["marks"].items(), *rules["words"].items()]:
        for word, value in values_of(words).items():
            known.update(dict.fromkeys((word, word.capitalize(), word.upper()), (name, value)))
    for name, words in rules["names"].items():
        for word, value in values_of(words).items():
            known.update(dict.fromkeys((word, word.upper(), word + "."), (name, value)))
    return known


@lru_cache(maxsize=1 << 16)
def entry(token: str) -> Entry:
    """What a token is; the blank before it only tells a dash between words from one within."""
    bare = token.strip(BLANKS)
    if bare in DASHES:
        name, value = "tight" if bare == token else "spaced", ""
    else:
        name, value = vocabulary().get(bare) or _unknown(bare)
    return Entry(letters()[name], name, value)


def _unknown(token: str) -> tuple[str, Any]:
    """The class and value of a token that the vocabulary does not list."""
    first = token[0]
    if token.startswith("FY") and token[2:].isdigit():
        return number(token[2:])
    if first.isalpha():
        spelled = vocabulary().get(token.replace(".", "")) if "." in token else None
        return spelled or ("name" if first.isupper() else "word", "")
    if first.isdigit() or (first in QUOTES and len(token) > 2):
        return number(token)
    return "quantity" if len(token) > 1 else "other", ""


def scan(text: str) -> tuple[list[Entry], list[re.Match[str]]]:
    """A text's tokens, and where each stands. Blanks and underscores (marks of italics) separate and are no tokens."""
    matches = list(TOKEN.finditer(text))
    return [entry(match[0]) for match in matches], matches


def number(token: str) -> tuple[str, Any]:
    """The class and value of a token of figures; a decade's value is its EDTF.

    >>> number("1990"), number("24th"), number("1990s"), number("1,500")
    (('year', 1990), ('ordinal', 24), ('decade', '199X'), ('quantity', ''))
    """
    if token.isdigit():
        return _whole(token)
    if match := ORDINAL.fullmatch(token):
        return "ordinal", int(match[1])
    if match := DECADE.fullmatch(token):
        return _decade(match[1])
    if match := FULL.fullmatch(token):
        return "full", Numeric((match[1], match[3], match[4]), match[2])
    if token[0] in QUOTES and token[1:].isdigit() and len(token) == 3 and int(token[1:]) >= FIRST_SHORT_YEAR:
        return "shortyear", 1900 + int(token[1:])
    return _whole(token[:-2]) if token[:-2].isdigit() and token[-2] in QUOTES else ("quantity", "")


def _whole(token: str) -> tuple[str, Any]:
    """A whole number by its size: a day, a year or something else."""
    if len(token) > 4:
        return "quantity", ""
    value = int(token)
    if len(token) == 4:
        return ("round" if value % 100 == 0 else "year", value) if 1000 <= value <= 2100 else ("quantity", "")
    return "day" if 1 <= value <= 31 and len(token) < 3 else "number" if value < 100 else "hundreds", value


def _decade(tens: str) -> tuple[str, Any]:
    """A decade by its figures: 1990, 840 or 90. "The 1800s" are the century, "the 2000s" are 2000 to 2009."""
    if len(tens) == 2:
        return "shortdecade", int(tens[0])
    stem = tens[:-1].zfill(3)
    return "decade", f"{stem[:2]}XX" if stem.endswith("0") and stem != "200" else f"{stem}X"
