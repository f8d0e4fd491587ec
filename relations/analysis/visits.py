"""Tables of one pair -> its visits and talks: when, who came to whom, at which level, and who is named."""

import re
from functools import cache

import pandas as pd

from relations import countries, lexicon
from relations.analysis.balance import direction_words
from relations.analysis.labels import event_name, sides
from relations.analysis.missions import spans
from relations.analysis.selection import A_TO_B, B_TO_A, Row, Tables, happened, lanes, of_pair, records, select
from relations.words import date_name

VISIT = "visit"
HEAD, MINISTER, OTHER, UNTOLD = "head of state or government", "minister or deputy head", "others", "not told"
LEVELS = (HEAD, MINISTER, OTHER, UNTOLD)
VISITS = ["event_id", "article", "evidence", "when", "words", "lane", "kind", "level", "people_a", "people_b"]
LOWERED = re.compile(r"\b(deputy|vice|former|ex|assistant|junior|under)\b(?!-)", re.IGNORECASE)


def visits(tables: Tables, pair: str) -> pd.DataFrame:
    """A row per visit or talks that happened: direction, level, and the people named in the same words of the text.

    `level` is that of the highest person of the side that comes, or of either side where both act together, by the
    role that the article gives; `people_a` and `people_b` are joined by `;`. Undated ones stand last.
    """
    name = "-".join(sides(pair))
    own = select(tables, name)
    events = of_pair(happened(own["events"]), name)
    events = events.assign(lane=lanes(events))[events["event_type"] == "CONSULT"]
    order = events["earliest"].where(events["earliest"] != "", events["latest"]).replace("", "~")
    events = events.assign(order=order).sort_values("order", kind="stable")
    people = records(own["people"])
    return pd.DataFrame([met(row, people, name) for row in records(events)], columns=VISITS)


def met(event: Row, people: list[Row], pair: str) -> Row:
    own = delegations(event, people, pair)
    return {
        **event, "when": date_name(event["edtf"]), "words": direction_words(event["lane"], pair),
        "kind": event_name({**event, "milestone": ""}), "level": highest(event["lane"], own),
        "people_a": ";".join(map(person_words, own[0])), "people_b": ";".join(map(person_words, own[1])),
    }  # fmt: skip


def delegations(event: Row, people: list[Row], pair: str) -> tuple[list[Row], list[Row]]:
    """The people of the first and of the second state who are named in the words that tell an event."""
    here = [person for person in people if person["article"] == event["article"] and named_in(person, event)]
    a, b = ([person for person in here if person["country"] == side] for side in sides(pair))
    return a, b


def highest(lane: str, own: tuple[list[Row], list[Row]]) -> str:
    """The highest level of the side that comes, or of both where they act together."""
    acting = {A_TO_B: own[0], B_TO_A: own[1]}.get(lane, [*own[0], *own[1]])
    return min((level(person["role"]) for person in acting), key=LEVELS.index, default=UNTOLD)


def visit_level(event: Row, people: list[Row]) -> str:
    """The level of one visit (a row of events with its `lane`), of the people of its article."""
    return highest(event["lane"], delegations(event, people, event["pair"]))


def named_in(person: Row, event: Row) -> bool:
    pieces = list(spans(event["evidence"]))
    return any(first <= start and end <= last for start, end in spans(person["evidence"]) for first, last in pieces)


def person_words(person: Row) -> str:
    return f"{person['name']} ({person['role']})" if person["role"] else str(person["name"])


@cache
def level(role: str) -> str:
    """The level of a role.

    >>> level("President"), level("President of the Supreme People's Assembly"), level("Foreign Minister"), level("")
    ('head of state or government', 'others', 'minister or deputy head', 'not told')
    """
    if not role:
        return UNTOLD
    rules = lexicon.rules("levels.toml")
    words = role.casefold()
    office, _, of = words.partition(" of ")
    if office_of(rules["head"], office) and (not of or of_state(rules["head"], role[len(office) + 4 :])):
        return HEAD
    titles = "|".join(map(re.escape, rules["minister"]["titles"]))
    found = re.search(rf"\b({titles})\b(?!-)", words)
    return MINISTER if found and not LOWERED.search(words[: found.start()]) else OTHER


def office_of(rule: dict[str, list[str]], office: str) -> bool:
    """Whether these words are one of the titles, with nothing before it but what changes nothing."""
    first, _, rest = office.partition(" ")
    return office in rule["titles"] or (first in rule["before"] and office_of(rule, rest))


def of_state(rule: dict[str, list[str]], name: str) -> bool:
    """Whether an office is that of a state, and not of one of its bodies."""
    return bool(countries.resolve(name.removeprefix("the "))) and not set(name.casefold().split()) & set(rule["bodies"])
