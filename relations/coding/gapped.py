"""A verb told once with several dates -> the dates of the deeds that it leaves to be understood the second time."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from relations.coding import times
from relations.coding.candidates import Candidate
from relations.coding.rules import WORDS
from relations.coding.scene import Scene, Trigger
from relations.dates import When
from relations.tagging import Dated

FURTHER = re.compile(r"[A-Z\d]|\b(?:more|another|others?)\b|^an? |s $")  # a name, an amount, "five more", "a frigate"
GAPPED_OBJECT = re.compile(
    r"(?:,|,? and| \((?:and|plus)) (?!(?:in|on|by|after|before|until|from|since|with|without|except|despite)\b)"
    r"(?P<object>(?:[\w’'.€$£-]+(?:,\d{3})* ){1,10}?)(?:(?:in|on) (?:the )?)?"
)
# A further agreement of one verb: by what it is on ("one on fishing in") or by its kind ("and a trade accord in").
MATTER = re.compile(
    r"(?: \([^()]*\))?(?:,|;|,? and) (?:(?:one|another|others?|a (?:second|third|further)(?: one)?) )?"
    r"(?:on|for|about|concerning) (?!\d)[^,;.()]{3,60}? (?:(?:in|on) )?(?:the )?"
)
AND_AGREEMENT = re.compile(
    rf",? and (?:the |an? |another )[^;()]{{0,90}}?\b(?:{WORDS['agreements']})\b(?:[^;()]{{0,90}}?)?"
    r" (?:in|on|of)(?: the)? ",
    re.IGNORECASE,
)


class Thing(NamedTuple):
    """The words about one of several things, and the date among them."""

    topic: str
    when: When | None


def again(scene: Scene, trigger: Trigger, found: Sequence[Dated], own: Dated | None, row: list[Dated]) -> list[Dated]:
    """A verb's date with those of the times that it was done again: "in 1990 sent food, and in 1995 all the oil"."""
    end = times.next_verb(scene, trigger)
    more = [date for date in found if trigger.end < date.start < end and times.is_again(scene, trigger, date)]
    if own is None or not more or own in more or more[0].when == own.when:
        return []
    joined = more[0] in row and trigger.rule.milestone != "agreement_signed"
    return [] if joined else [own, *more]


def after_names(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> list[Dated]:
    """The dates in brackets after the names of several visitors: "Presidents X (1955) and Y (1967) visited Oman"."""
    if trigger.rule.roles != "visit" or trigger.voice != "active":
        return []
    start = scene.clauses[trigger.clause].start
    names = {p.end for p in scene.parties if p.kind == "person-name" and start <= p.start and p.end < trigger.start}
    listed = [date for date in found if scene.text[date.start - 2 : date.start] == " (" and date.start - 2 in names]
    return listed if len(listed) > 1 else []


def of_objects(scene: Scene, trigger: Trigger, own: Dated, found: Sequence[Dated], candidate: Candidate) -> list[Dated]:
    """A date with those of further objects of the same verb: "sent food in 1982, tents in 1984 and seeds in 1986"."""
    row = [own]
    for date in found:
        if date.start > row[-1].end:
            between = GAPPED_OBJECT.fullmatch(scene.text, row[-1].end, date.start)
            if between is None or not _is_alike(scene, trigger, candidate, between):
                break
            row.append(date)
    return row if times.ends_at(scene, row[-1]) else [own]


def agreements(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> list[Thing]:
    """Agreements told by their matter and date alone: "was signed in 1974, one on fishing in 1976"."""
    own = times.own(scene, trigger, found)
    ways = [MATTER, AND_AGREEMENT] if trigger.voice == "passive" or trigger.rule.intransitive else [MATTER]
    things: list[Thing] = []
    before = own.end if own is not None and own.start > trigger.end else len(scene.text)
    for date in found:
        if date.start > before:
            led = next((way for way in ways if way.fullmatch(scene.text, before, date.start)), None)
            verb = any(before < verb.start < date.start for verb in scene.verbs)
            if led is None and scene.text.rfind("(", before, date.start) > scene.text.rfind(")", before, date.start):
                continue  # "was signed in 1974 (in force since 1975)"
            if led is None or verb or not times.ends_at(scene, date):
                break
            things.append(Thing(scene.text[before : date.end], date.when))
            before = date.end
    return things


def _is_alike(scene: Scene, trigger: Trigger, candidate: Candidate, gapped: re.Match[str]) -> bool:
    """Whether what stands before a further date is one more object of the verb, between the same two sides."""
    start, end = gapped.span()
    objects, named = trigger.rule.objects, {*candidate.recipients}
    if trigger.voice == "passive":
        named |= {*candidate.actors}
    if any(start < verb.start < end for verb in scene.verbs):
        return False
    if objects and not (objects.search(gapped["object"]) or FURTHER.search(gapped["object"])):
        return False
    inside = (party for party in scene.parties if start < party.start < end)
    return all(set(party.codes) <= named or (party.locative and party.codes == candidate.actors) for party in inside)
