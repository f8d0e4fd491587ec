"""Codes of countries, event types, milestones and missions -> the names that tables, sentences and charts share."""

from collections.abc import Mapping
from functools import cache

from relations import countries, lexicon, paths
from relations.errors import RelationsError

COOPERATION, CONFLICT = "cooperation", "conflict"
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
TYPES = tuple(dict.fromkeys(row["type"] for row in lexicon.table("event_types.csv")))
TYPE_NAMES = {
    "AGREE": "promises and plans", "CONSULT": "visits and talks", "SUPPORT": "support and formal steps",
    "CONCEDE": "concessions", "COOPERATE": "joint action", "AID": "aid", "RETREAT": "releases and withdrawals",
    "REQUEST": "requests", "ACCUSE": "criticism", "REJECT": "refusals", "THREATEN": "threats", "PROTEST": "protests",
    "SANCTION": "sanctions and breaks", "MOBILIZE": "mobilisation", "COERCE": "coercion", "ASSAULT": "violence",
}  # fmt: skip
EVENT_NAMES = {
    "AGREE": "promise or plan", "CONSULT": "talks", "SUPPORT": "support", "CONCEDE": "concession",
    "COOPERATE": "joint action", "AID": "aid", "RETREAT": "release or withdrawal", "REQUEST": "request",
    "ACCUSE": "criticism", "REJECT": "refusal", "THREATEN": "threat", "PROTEST": "protest", "SANCTION": "sanction",
    "MOBILIZE": "mobilisation", "COERCE": "coercion", "ASSAULT": "violence", "CONSULT visit": "visit",
    "CONSULT phone": "call or message", "CONSULT multilateral": "meeting of several states",
    "CONSULT third-party": "talks through others", "RETREAT withdraw": "withdrawal of forces",
    "RETREAT release": "release", "RETREAT return": "return", "RETREAT disarm": "disarmament",
    "RETREAT ceasefire": "ceasefire", "RETREAT access": "access granted", "RETREAT resign": "resignation",
    "REQUEST assist": "request for help", "REQUEST meet": "request for talks", "ACCUSE investigate": "investigation",
    "ACCUSE allege": "accusation", "PROTEST demo": "demonstration", "PROTEST riot": "riot", "PROTEST strike": "strike",
    "PROTEST hunger": "hunger strike", "PROTEST boycott": "boycott", "SANCTION convict": "conviction",
    "SANCTION expel": "expulsion", "SANCTION withdraw": "recall or closure", "SANCTION discontinue": "break",
    "COERCE seize": "seizure", "COERCE restrict": "restriction", "COERCE censor": "censorship",
    "COERCE arrest": "arrest", "COERCE deport": "deportation", "COERCE cyber": "cyber attack",
    "ASSAULT abduct": "abduction", "ASSAULT aerial": "air attack",
}  # fmt: skip
MILESTONE_NAMES = {
    "recognition": "recognition", "relations_established": "relations established",
    "relations_suspended": "relations suspended", "relations_severed": "relations severed",
    "relations_restored": "relations restored", "mission_opened": "mission opened", "mission_closed": "mission closed",
    "mission_reopened": "mission reopened", "accreditation": "envoy accredited", "level_changed": "level changed",
    "agreement_signed": "agreement signed", "first_visit": "visit",
}  # fmt: skip
MISSION_NAMES = {
    "embassy": "embassy", "consulate-general": "consulate general", "consulate": "consulate",
    "trade-office": "trade office", "honorary-consulate": "honorary consulate", "liaison-office": "liaison office",
    "other": "mission",
}  # fmt: skip
WITH_ARTICLE = frozenset({"Bahamas", "Comoros", "Gambia", "Holy See", "Maldives", "Netherlands", "Philippines"})
ENDINGS_WITH_ARTICLE = (
    " Republic", " Islands", " Union", " Emirates", " States", " Kingdom", " Nations", " Empire", " Federation",
)  # fmt: skip
STARTS_WITH_ARTICLE = ("Republic of", "Democratic Republic of", "Kingdom of", "Federation of")


@cache
def country(code: str) -> str:
    """The short English name of a country; a code that is in no list stays a code.

    >>> country("PRK"), country("ZZQ")
    ('North Korea', 'ZZQ')
    """
    try:
        return countries.name(code) or code
    except (KeyError, RelationsError):
        return code


def called(code: str) -> str:
    """A country as a sentence calls it, with the article that some names take.

    >>> called("ZAF"), called("USA"), called("NLD")
    ('South Africa', 'the United States', 'the Netherlands')
    """
    return with_article(country(code))


def with_article(name: str) -> str:
    """A country's or city's name with "the" where English uses it.

    >>> with_article("Czech Republic"), with_article("Republic of the Congo"), with_article("Oman")
    ('the Czech Republic', 'the Republic of the Congo', 'Oman')
    """
    takes_article = name in WITH_ARTICLE or name.endswith(ENDINGS_WITH_ARTICLE) or name.startswith(STARTS_WITH_ARTICLE)
    return f"the {name}" if takes_article else name


@cache
def sides(pair: str) -> tuple[str, str]:
    """The codes of a pair's two states in alphabetical order, as tables have them, however the pair is written.

    >>> sides("ZAF-PRK")
    ('PRK', 'ZAF')

    Raises:
        PairError: `pair` is not two codes of three letters.
    """
    a, _, b = paths.pair_id(pair).upper().partition("-")
    return a, b


def pair_name(pair: str) -> str:
    """A pair by the names of its states.

    >>> pair_name("PRK-ZAF")
    'North Korea–South Africa'
    """
    return "–".join(country(code) for code in sides(pair))


def event_name(row: Mapping[str, str]) -> str:
    """An event in one to four words: its milestone if it is one, else its type and mode.

    >>> event_name({"milestone": "", "event_type": "CONSULT", "mode": "visit"})
    'visit'
    """
    if row["milestone"]:
        return milestone_name(row["milestone"])
    kind = row["event_type"]
    return EVENT_NAMES.get(f"{kind} {row['mode']}") or EVENT_NAMES.get(kind, kind.lower())


def milestone_name(milestone: str) -> str:
    """A milestone in words; one that is not in the codebook with its underscores as spaces."""
    return MILESTONE_NAMES.get(milestone, milestone.replace("_", " "))


def mission_name(row: Mapping[str, str]) -> str:
    """A mission in a few words: kind and city, or where the sender covers the receiver from.

    >>> row = {"kind": "embassy", "city": "Pretoria", "residence": "resident", "accredited_from": ""}
    >>> mission_name(row), mission_name({**row, "city": "", "residence": "non-resident", "accredited_from": "China"})
    ('embassy in Pretoria', 'embassy, covered from China')
    """
    name = MISSION_NAMES.get(row["kind"], row["kind"])
    if row["residence"] == "non-resident":
        return f"{name}, covered from {row['accredited_from'] or 'elsewhere'}"
    return f"{name} in {row['city']}" if row["city"] else name
