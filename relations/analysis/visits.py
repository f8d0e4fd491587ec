"""Tables of one pair -> its visits and talks: when, who came to whom, at which level, and who is named."""

from collections.abc import Iterator

import pandas as pd

from relations.analysis.balance import direction_words
from relations.analysis.labels import event_name, sides
from relations.analysis.missions import spans
from relations.analysis.offices import LEVELS, UNTOLD, Named, highest
from relations.analysis.selection import A_TO_B, B_TO_A, Row, Tables, happened, lanes, of_pair, records, select
from relations.words import date_name

VISIT = "visit"
BETWEEN = " | "  # what stands between the sentences of a quote
VISITS = ["event_id", "article", "evidence", "when", "words", "lane", "kind", "level", "people_a", "people_b"]


def visits(tables: Tables, pair: str) -> pd.DataFrame:
    """A row per visit or talks that happened: direction, level, and the people named in the same words of the text.

    `level` is that of the highest office which the same words give to the side that comes, or to either side where both
    act together; of a person whom they name without an office it is that of the role which the article tells elsewhere.
    `people_a` and `people_b` are joined by `;`. Undated ones stand last.
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
    here = [person for person in people if person["article"] == event["article"] and named_in(person, event)]
    own = [[person for person in here if person["country"] == side] for side in sides(pair)]
    return {
        **event, "when": date_name(event["edtf"]), "words": direction_words(event["lane"], pair),
        "kind": event_name({**event, "milestone": ""}), "level": visit_level(event, here),
        "people_a": ";".join(map(person_words, own[0])), "people_b": ";".join(map(person_words, own[1])),
    }  # fmt: skip


def visit_level(event: Row, people: list[Row]) -> str:
    """The level of one visit (a row of events with its `lane`), of the people of its article."""
    a, b = sides(event["pair"])
    acting = {A_TO_B: [a], B_TO_A: [b]}.get(event["lane"], [a, b])
    levels = [highest(words, named_in_span(span, people), acting) for span, words in told(event)]
    return min(levels, key=LEVELS.index, default=UNTOLD)


def told(event: Row) -> Iterator[tuple[tuple[int, int], str]]:
    """The sentences that tell an event: where each stands in the article, and its words."""
    at = 0
    for start, end in spans(event["evidence"]):
        yield (start, end), event["quote"][at : at + end - start]
        at += end - start + len(BETWEEN)


def named_in_span(span: tuple[int, int], people: list[Row]) -> list[Named]:
    """Where a sentence names these people, who are those of its article."""
    start, end = span
    return [
        Named(first - start, last - start, person["country"], person["role"])
        for person in people for first, last in spans(person["evidence"]) if start <= first and last <= end
    ]  # fmt: skip


def named_in(person: Row, event: Row) -> bool:
    pieces = list(spans(event["evidence"]))
    return any(first <= start and end <= last for start, end in spans(person["evidence"]) for first, last in pieces)


def person_words(person: Row) -> str:
    return f"{person['name']} ({person['role']})" if person["role"] else str(person["name"])
