"""A text -> the amounts that it names: numbers, multiplied out, of money or people, percentages and ranks."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from relations import lexicon

RULES: dict[str, Any] = lexicon.rules("figures.toml")
SCALES: dict[str, float] = RULES["scales"]
CURRENCIES: dict[str, str] = RULES["currencies"]
WORDS: dict[str, str] = RULES["words"]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


SIGNS = [word for word in CURRENCIES if not word[-1].isalpha() or word.isupper()]
NUMBER = r"(?<![\w.,])\d{1,3}(?:,\d{2,3})+(?:\.\d+)?(?![\d])|(?<![\d.,])\d+(?:\.\d+)?(?![\d,]*\d)"
SCALE = rf"(?:[\s-]?(?P<scale>{_any(SCALES)})(?![\w]))?"
PATTERNS: dict[str, str] = {measure["name"]: measure["pattern"] for measure in RULES["measure"]}
PEOPLES = rf"{PATTERNS['people']}|{PATTERNS['tourists']}"
AMOUNT = re.compile(
    rf"(?:(?P<sign>(?<!\w)(?:{_any(SIGNS)}))\s?)?(?P<number>(?:(?<=[$€£¥₹₩\s(A-Z])|(?<![\w.,]))(?:{NUMBER}))"
    rf"{SCALE}(?:\s?(?P<currency>{_any(CURRENCIES)})(?!\w))?"
)
PERCENT = re.compile(r"(?<![\w.,])(?P<number>\d+(?:\.\d+)?)\s?(?:%|per ?cent\b)")
RANK = re.compile(rf"\b(?P<number>\d+)(?:st|nd|rd|th)[- ](?:(?:{WORDS['superlatives']})\s+)?(?:{WORDS['rank']})")
HEADS = re.compile(rf"\s+(?:(?:[a-z-]+|[A-Z][\w-]+)\s+){{0,2}}?(?:{PEOPLES})\b")
COUNTED = re.compile(rf"(?P<number>{NUMBER}){SCALE}\s+\Z")
NEAR = 30  # code points before the name of a people within which its number begins


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, and where it stands."""

    start: int
    end: int
    value: float
    unit: str
    family: str  # money, people, percent or rank


def amounts(text: str) -> list[Amount]:
    """Every amount with a unit that a text names, in order.

    >>> [(a.value, a.unit) for a in amounts("S$23 billion, 1,34,028 workers and 12.5 percent")]
    [(23000000000.0, 'SGD'), (134028.0, 'people'), (12.5, 'percent')]
    """
    found = [Amount(m.start(), m.end(), float(m["number"]), "percent", "percent") for m in PERCENT.finditer(text)]
    found += [Amount(m.start(), m.end(), float(m["number"]), "rank", "rank") for m in RANK.finditer(text)]
    taken = {amount.start for amount in found}
    for match in AMOUNT.finditer(text):
        if match.start("number") in taken:
            continue
        currency = CURRENCIES.get(match["sign"] or "", "") or CURRENCIES.get(match["currency"] or "", "")
        if currency:
            found.append(Amount(match.start(), match.end(), _value(match), _precise(match, currency), "money"))
        elif (noun := HEADS.match(text, match.end())) and match["scale"] not in ("m", "b"):
            found.append(Amount(match.start(), noun.end(), _value(match), "people", "people"))
    return sorted((a for a in found if math.isfinite(a.value)), key=lambda a: a.start)


def _value(match: re.Match[str]) -> float:
    """The number multiplied out; 20.8 million is 20800000, not 20800000.000000004."""
    return round(float(match["number"].replace(",", "")) * SCALES.get(match["scale"] or "", 1.0), 2)


def _precise(match: re.Match[str], currency: str) -> str:
    """A trailing code says which dollar a bare sign means."""
    said = CURRENCIES.get(match["currency"] or "", "")
    return said if match["sign"] == "$" and said else currency


def before(text: str, start: int, end: int) -> Amount | None:
    """The amount of people right before the name of a people that stands at [start, end), as in "52,000 Swedes"."""
    match = COUNTED.search(text, max(0, start - NEAR), start)
    return Amount(match.start(), end, _value(match), "people", "people") if match else None
