"""The patterns of the lexicon -> compiled regular expressions, with signs and words put for the names in braces."""

import re
from typing import Any

from relations import lexicon
from relations.missions.masks import ADJECTIVES, DATE, NAMES, OTHER_ADJECTIVE, OTHER_NAME
from relations.patterns import Seldom

RULES: dict[str, Any] = lexicon.rules("missions.toml")
TERRITORIES: dict[str, str] = RULES["territories"]
ANY = NAMES + OTHER_NAME + ADJECTIVES + OTHER_ADJECTIVE
FILLINGS = {
    "word": RULES["grammar"]["word"],
    **RULES["words"],
    "adverbs": rf"(?:(?:{RULES['words']['adverbs']}),?\s+)*",
    "S": f"[{NAMES}]+",
    "pair": rf"(?:{NAMES[0]}+\s+and\s+(?:the\s+)?{NAMES[1]}+|{NAMES[1]}+\s+and\s+(?:the\s+)?{NAMES[0]}+)",
    "d": f"[{ADJECTIVES}]+",
    "D": f"{DATE}+",
    "state": f"(?P<run>[{NAMES + OTHER_NAME}])(?P=run)*+",
    "people": f"(?P<run>[{ADJECTIVES + OTHER_ADJECTIVE}])(?P=run)*+",
    "either": f"(?P<run>[{ANY}])(?P=run)*+",
    "any": ANY,
}
TEMPLATES = {
    "before": r"(?i)(?<![\w-])(?:{})(?:\s+(?:in|on|since)?\s*{{D}},?)?\s+{{adverbs}}\Z",
    "after": r"(?i)\s*(?:,?\s*(?:which|that)\s+|,\s*(?:the\s[^,;.]{{2,60}},\s+)?|\(\s*)?(?:{})(?!\w)",
    "base": r"(?i)(?<![\w-])(?:{})(?!\w)",
    "cover": r"(?i){}",
}
Verbs = list[tuple[str, re.Pattern[str]]]


def fill(pattern: str) -> str:
    """Put signs and lists of words for the names in braces.

    >>> fill("since {D}") == "since " + DATE + "+"
    True
    """
    return lexicon.filled(pattern, FILLINGS)


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the table `grammar`."""
    return re.compile(fill(RULES["grammar"][name]))


def compiled(rule: dict[str, str]) -> re.Pattern[str]:
    """The pattern of a rule with what surrounds it: before a mission, after it, before "through its", or on its own."""
    return re.compile(fill(TEMPLATES[rule.get("place", "cover")].format(rule["pattern"])))


def verbs(place: str) -> Verbs:
    """What the rules of one place say, with their patterns, in the order of the lexicon."""
    return [(rule["says"], compiled(rule)) for rule in RULES["verb"] if rule["place"] == place]


def covers() -> list[tuple[str, Seldom]]:
    """What the rules on covering say, with their patterns, which pass over sentences that hold none of their signs."""
    rules = []
    for rule in RULES["cover"]:
        seldom = Seldom(compiled(rule).pattern)
        seldom.pieces = tuple(rule.get("signs", seldom.pieces))
        rules.append((rule["says"], seldom))
    return rules
