"""A candidate whose words name several things -> one candidate for each that is named apart."""

import re
from collections.abc import Sequence
from itertools import pairwise

from relations import lexicon
from relations.coding import gapped, times
from relations.coding.candidates import Candidate
from relations.coding.gapped import Thing
from relations.coding.scene import Scene, Trigger
from relations.dates import When
from relations.tagging import Dated
from relations.words import NUMBERS

SEVERAL_ON = re.compile(lexicon.rules("headings.toml")["agreements"]["several"], re.IGNORECASE)
ONE_ON = re.compile(r"(?:,|,? and) on ")
ONE_MORE = re.compile(r"\b(another|(?<=as well as )one|(?<=and )one) (?:on|in|for|about) |(?<=and )(an?) [\w-]+ one\b")
FRONTED = re.compile(r",? (?:an?|the|another) [^,;]{0,40}")  # between such a date and its thing
ANOTHER = re.compile(
    r"^\s*(?:[^.;]{0,80}?)(?:,|;|\band\b|\bas well as\b|\btogether with\b)\s+(?:followed (?:\w+ )?by\s)?"
    r"(?:(?:in|on) [^,;]{4,20},?\s)?"
    r"(?:an?|the|another|its|their)\s",
    re.IGNORECASE,
)
# "The Treaty of Amity, the first treaty between the two, was signed" is one.
EXPLAINING = re.compile(r", (?:the|its|their) (?:first|second|third|only|oldest|earliest|last|latest)\b[^,;]*$")
NUMBER = re.compile(rf"\b({'|'.join(NUMBERS[2:10])}) (?:[\w-]+ ){{0,3}}$", re.IGNORECASE)
LISTED = re.compile(
    r"(?:(?! (?:in|during|at|with|when|which|that|to|after|before|while|under|aimed|including|such) )[^.;:()\d])+"
)
PARTED = re.compile(r",(?: and)? (?:on )?(?!and\b)")
SOME = re.compile(
    r"\b(?:several|various|many|some|a (?:number|series|set|range|package) of|numerous|multiple)(?: [\w-]+){0,3} $",
    re.IGNORECASE,
)
BETWEEN_MATTERS = re.compile(r",? and (?:on )?|, (?:on )?")
NEW = re.compile(r"(?:\b(?:an?|another|followed (?:\w+ )?by the)|, and the) [^,;]{0,40}$")
TOGETHER = re.compile(r",? (?:together with|along with|as well as) (?:an?|another) [^,;]{0,40}$")


def each(scene: Scene, trigger: Trigger, found: Sequence[Dated], candidate: Candidate) -> list[Candidate]:
    """One candidate for each object that is named apart: "signed a treaty on A and an agreement on B".

    Where each has a date of its own, that is its date.
    """
    objects, end = trigger.rule.objects, scene.window_end(trigger)
    apart = trigger.rule.milestone == "agreement_signed" or (
        trigger.rule.milestone in ("mission_opened", "mission_closed") and trigger.voice == "active"
    )
    if not apart or objects is None or candidate.dropped:
        return [candidate]
    if trigger.voice == "noun":
        starts = [trigger.end, *_series(scene, trigger, end)]
        return [candidate._replace(topic=scene.text[s:]) for s in starts]
    clause = scene.clauses[trigger.clause].start
    lead = next((date.when for date in reversed(found) if clause <= date.start < trigger.start), None)
    further = gapped.agreements(scene, trigger, found) if trigger.rule.milestone == "agreement_signed" else []
    if trigger.voice == "active" or trigger.object_start > trigger.end:  # "also signed were a treaty and a protocol"
        named = _starts(scene, objects, trigger.object_start, end) or _series(scene, trigger, end)
        told = _told(candidate, _things(scene, [trigger.end, *([] if further else named)], end, found), lead)
        return told + _dated(candidate, further)
    verb = scene.words[trigger.group.first].start
    before = [clause, *(_starts(scene, objects, clause, verb) or _series(scene, trigger, verb))]
    after = _starts(scene, objects, clause, end)
    along = [candidate._replace(topic=scene.text[s:end]) for s in after if TOGETHER.search(scene.text, trigger.end, s)]
    after = [start for start in after if NEW.search(scene.text, trigger.end, start)]
    added = [thing for thing in _things(scene, after, end, found) if thing.when]  # "was signed, and a pact in 1985"
    return _told(candidate, _things(scene, before, verb, found), None) + along + _dated(candidate, further or added)


def _dated(candidate: Candidate, things: list[Thing]) -> list[Candidate]:
    """A candidate for each thing, with its own date."""
    return [candidate._replace(topic=topic, when=when, date_source="explicit") for topic, when in things]


def _starts(scene: Scene, objects: re.Pattern[str], first: int, end: int) -> list[int]:
    """Where the second and each later thing stands of those that are named apart between two offsets."""
    starts = [thing.start() for thing in objects.finditer(scene.text, first, end)]
    starts = sorted([*starts, *(m.end(m.lastindex or 0) + 1 for m in ONE_MORE.finditer(scene.text, first, end))])
    parts = [(s, scene.text[before:s]) for before, s in pairwise(starts)]
    return [s for s, part in parts if ANOTHER.match(part) and not EXPLAINING.search(part)]


def _things(scene: Scene, starts: list[int], end: int, found: Sequence[Dated]) -> list[Thing]:
    """Things by where they begin, each with the date put before it: "and, in 1985, an accord"."""
    bounds = [*starts[:1], *(_from_its_date(scene, s, found) for s in starts[1:]), end]
    return [
        Thing(scene.text[s:e], next((date.when for date in found if s <= date.start < e), None))
        for s, e in pairwise(bounds)
    ]


def _from_its_date(scene: Scene, start: int, found: Sequence[Dated]) -> int:
    before = next((date for date in reversed(found) if date.end < start), None)
    led = before and times.AND_IN.search(scene.text[: before.start])
    return led.start() if led and before and FRONTED.fullmatch(scene.text, before.end, start) else start


def _told(candidate: Candidate, things: list[Thing], lead: When | None) -> list[Candidate]:
    """A candidate for each thing: with its own date, the first with that before the verb; or all with one."""
    when = [things[0].when or lead, *(thing.when for thing in things[1:])]
    apart = len(things) > 1 and (all(when) or any(thing.topic.startswith("and") for thing in things))
    each = [
        candidate._replace(topic=thing.topic, when=own, date_source=candidate.date_source if own else "none")
        for thing, own in zip(things, when, strict=True)
    ]
    return each if apart else [candidate._replace(topic=thing.topic) for thing in things]


def _series(scene: Scene, trigger: Trigger, end: int) -> list[int]:
    """Where the second and each later matter begins of agreements "on A, on B and on C"."""
    several = SEVERAL_ON.search(scene.text, trigger.object_start, end)
    if several is None:
        return []
    each = [found.start() for found in ONE_ON.finditer(scene.text, several.end(), end)]
    return each or _counted(scene, trigger, several.end(), end)


def _counted(scene: Scene, trigger: Trigger, start: int, end: int) -> list[int]:
    """The same of as many matters as agreements are said to be: "three agreements on trade, culture and fishing".

    Where no number is said, of three and more: "agreements on trade, culture and fishing", not "on trade and culture".
    """
    number = NUMBER.search(scene.text, 0, max(trigger.object_start, 0))
    listed = LISTED.match(scene.text, start, end)
    if listed is None:
        return []
    commas = [start + found.end() for found in PARTED.finditer(listed[0])]
    every = [start + found.end() for found in BETWEEN_MATTERS.finditer(listed[0])]
    last = [at for at in every if at > max(commas, default=0)][-1:]
    said = NUMBERS.index(number[1].lower()) if number else 0
    some = number is None and SOME.search(scene.text, 0, max(trigger.object_start, 0)) is None
    for starts in (every, [*commas, *last], commas):
        if len(starts) + 1 == said or (some and starts is not every and len(starts) > 1):
            return starts
    return []
