"""Events -> findings on dates: one fact told with two."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from relations.events import Told
from relations.findings.draft import Draft, apart, evidence, who
from relations.schema import Event
from relations.words import date_words

ONCE = {
    "relations_established": "Relations are said to have been established",
    "recognition": "Recognition of {recipient} by {actor} is dated",
    "mission_opened": "The opening of a mission of {actor} is dated",
}
AGREEMENT = re.compile(
    r"\b(?:agreement|treaty|accord|memorandum|convention|protocol|pact)s? (?:on|for|of|regarding|concerning) "
    r"((?:(?! and (?:an?|the) )[^.;()])+?)(?= and (?:an?|the) | and\s*$|\s*[.;()]|\s*$)",
    re.IGNORECASE,
)
LISTED = "consult.listed-visit"
NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:[a-z]{2,3} )?[A-Z][\w'’-]+)+")
TITLES = re.compile(r"\b(?:President|Prime|Foreign|Minister|King|Vice|Deputy)\b")
SMALL_WORDS = frozenset(
    {"and", "the", "for", "with", "from", "between", "agreement", "signed", "both", "nations", "countries"}
)


def disagreeing(events: Iterable[Event]) -> Iterator[Draft]:
    """What can happen but once, or not again without an end between, told with two dates."""
    told = [e for e in events if e.milestone in ONCE and e.scope == "dyad" and e.status == "occurred"]
    for one, two in combinations(told, 2):
        if one.milestone == two.milestone and apart(one.edtf, two.edtf) and _is_same_fact(one, two):
            recipient = who(one.recipients[0]) if one.recipients else ""
            said = ONCE[one.milestone].format(actor=who(one.actors[0]), recipient=recipient)
            said = f"{said} {date_words(one.edtf)}, and {date_words(two.edtf)}."
            yield Draft("two-dates", said, (one.event_id, two.event_id), evidence(one, two))


def _is_same_fact(one: Event, two: Event) -> bool:
    """Whether two events of one milestone have the same sides, and of missions are about one in the same place."""
    if one.milestone == "mission_opened" and (one.place != two.place or "consul" in (one.quote + two.quote).lower()):
        return False
    if one.milestone == "relations_established":
        return {*one.actors, *one.recipients} == {*two.actors, *two.recipients}
    return one.actors == two.actors and one.recipients == two.recipients


def agreements(told: Iterable[Told]) -> Iterator[Draft]:
    """An agreement on the same matter dated twice."""
    signed = [one for one in told if one.event.milestone == "agreement_signed" and one.event.edtf]
    for one, two in combinations(signed, 2):
        if not apart(one.event.edtf, two.event.edtf):
            continue
        for matter in sorted(_matters(one).keys() & _matters(two).keys(), key=sorted):
            dated = f"{date_words(one.event.edtf)}, and {date_words(two.event.edtf)}"
            said = f"An agreement on {_matters(one)[matter]} is dated {dated}: one agreement or two?"
            yield Draft("two-dates", said, (one.event.event_id, two.event.event_id), evidence(one.event, two.event))


def _matters(told: Told) -> dict[frozenset[str], str]:
    """What an agreement is on: its words for comparison, with the words as written."""
    found = [match[1].strip() for topic in told.topics for match in AGREEMENT.finditer(topic)]
    return {frozenset(re.findall(r"[^\W\d_]{4,}", matter.lower())) - SMALL_WORDS: matter for matter in found}


def visits(events: Iterable[Event]) -> Iterator[Draft]:
    """A visit that the prose dates in one year and the list of visits in the next or the one before."""
    visited = [e for e in events if (e.event_type, e.mode) == ("CONSULT", "visit") and e.edtf and e.recipients]
    listed = [event for event in visited if event.rule == LISTED]
    for one in listed:
        for two in visited:
            in_list = not set(one.evidence).isdisjoint(two.evidence)  # "President X (2005, 2006)"
            if two.rule == LISTED or in_list or one.actors != two.actors or not _in_next_year(one, two):
                continue
            names = _names(one) & _names(two)
            others = [event for event in listed if event is not one and _names(event) & names]
            if names and not others:
                dated = f"{date_words(two.edtf)} in the text and {date_words(one.edtf)} in a list"
                said = f"A visit by {max(sorted(names), key=len)} is dated {dated}: one visit or two?"
                yield Draft("two-dates", said, (two.event_id, one.event_id), evidence(one, two))


def _in_next_year(one: Event, two: Event) -> bool:
    """Whether two dates that cannot both be true begin in neighbouring years."""
    years = [int(event.earliest[:4]) for event in (one, two) if event.earliest[:4].isdigit()]
    return apart(one.edtf, two.edtf) and len(years) == 2 and abs(years[0] - years[1]) == 1


def _names(event: Event) -> set[str]:
    """Runs of two or more capitalised words in the evidence."""
    return set(NAME.findall(TITLES.sub(",", event.quote)))
