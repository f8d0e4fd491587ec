"""A candidate whose words tell several of its kind -> one candidate for each date, or for each thing named apart."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from relations import dates, lexicon
from relations.coding import times
from relations.coding.candidates import Candidate
from relations.coding.parties import Memory, Party
from relations.coding.scene import Scene, Trigger
from relations.dates import When
from relations.patterns import Seldom
from relations.tagging import Dated
from relations.words import NUMBERS

DID_SO = Seldom(
    r"(?<!not )\b(?:did|doing) so\b(?! because\b)"
    r"|\b(?:carried out|made good) (?:on )?(?:the|its|his|this|that) (?:threat|promise|plan)\b"
)
OPENS = re.compile(r"\W*(?:(?:In|On|Then|Later|Both|And)\b\W*)*")
SEVERAL_ON = re.compile(lexicon.rules("headings.toml")["agreements"]["several"], re.IGNORECASE)
ONE_ON = re.compile(r"(?:,|,? and) on ")
ONE_MORE = re.compile(r"\b(another|(?<=as well as )one|(?<=and )one) (?:on|in|for|about) ")
ONCE_MORE = re.compile(r"\b(?:again|another|a (?:second|further|new) one)\b")
AND_IN = re.compile(r"\band,? (?:then |later )?(?:in|on) $")
FRONTED = re.compile(r",? (?:an?|the|another) [^,;]{0,40}")  # between such a date and its thing
ANOTHER = re.compile(
    r"^\s*(?:[^.;]{0,80}?)(?:,|;|\band\b|\bas well as\b|\btogether with\b)\s+(?:followed (?:\w+ )?by\s)?"
    r"(?:(?:in|on) [^,;]{4,20},?\s)?"
    r"(?:an?|the|another|its|their)\s",
    re.IGNORECASE,
)
AND_THE = re.compile(r"(?:[,;]|\band|\bwhile) (?:the )?$")
BY_TOO = re.compile(r"\band by (?:the |that of )?$")
ALIKE = re.compile(
    r"(?: (?:one|its own|another|did so))?(?: in [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)?(?: (?:was )?opened)?,?"
    r"(?: (?:in|on))?(?: the)? "
)
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
SEVERAL = re.compile(rf"\b(?:{'|'.join(NUMBERS[2:6])}|several) (?:[\w-]+ ){{0,3}}?\w+s$", re.IGNORECASE)
NO_VERB = re.compile(r"\s*(?:[.,;]|and\b|$)")
GAPPED_OBJECT = re.compile(
    r"(?:,|,? and) (?!(?:in|on|by|after|before|until|from|since|with|without|except|despite)\b)"
    r"(?:[\w’'.€$£-]+ ){1,6}(?:in|on) (?:the )?"
)
NEW = re.compile(r"(?:\b(?:an?|another|followed (?:\w+ )?by the)|, and the) [^,;]{0,40}$")


def each_date(scene: Scene, trigger: Trigger, found: Sequence[Dated], candidate: Candidate) -> list[Candidate]:
    """One candidate for each date of several visits ("visited Chad in 1998 and again in 2004"); none for one.

    So, too, where the dates open the sentence: "In 1982 and 1985 agreements were signed".
    """
    if candidate.dropped or len(found) < 2:
        return []
    own = times.own(scene, trigger, found)
    row = times.row(scene, own, found)
    end = times.next_verb(scene, trigger)
    again = [date for date in found if trigger.end < date.start < end and times.is_again(scene, trigger, date)]
    if own is not None and again and own not in again and again[0] not in row and again[0].when != own.when:
        return [candidate._replace(when=date.when) for date in (own, *again[:1])]
    signed = trigger.rule.milestone == "agreement_signed"
    recurs = _recurs(scene, trigger, row)
    if not row[1:] and own is not None and not trigger.rule.milestone:
        row = _of_objects(scene, own, found, candidate)
        recurs = recurs or len(row) > 1
    if not row[1:] and (signed or not trigger.rule.milestone):
        row = times.row(scene, found[0], found)
        opens = OPENS.fullmatch(scene.text, 0, found[0].start) and row[-1].end <= trigger.start
        exact = all(date.when.in_one_year for date in row)
        row = row if opens and exact and own in row else []
    elif not recurs:  # "two agreements were signed, in 1961 and 1962" do
        row = row if len(row) > 1 and ONCE_MORE.search(scene.text, row[0].end, row[-1].start) else []
    if _goes_on(row):
        return [candidate._replace(when=dates.parse(f"{row[0].when.edtf}/{row[-1].when.edtf}"))]
    told = list(dict.fromkeys(date.when for date in row))  # "three days later, on 6 December" is one date
    return [candidate._replace(when=when) for when in told] if len(told) > 1 else []


def _recurs(scene: Scene, trigger: Trigger, row: list[Dated]) -> bool:
    """Whether several dates of a trigger may be several events: visits and acts of both do, a founding does not."""
    rule = trigger.rule
    if rule.roles in ("visit", "meet", "mirrored"):
        return True
    if trigger.voice == "noun" and scene.words[trigger.last].form.endswith("s"):
        return True  # "invasions in 1844"
    if rule.milestone:
        signed = rule.milestone == "agreement_signed"
        return signed and SEVERAL.search(scene.text[: max(trigger.object_end, 0)]) is not None
    with_arms = rule.event_type in ("ASSAULT", "MOBILIZE") and trigger.voice == "active"
    return with_arms or rule.roles == "mutual" or (row != [] and scene.text.startswith(")", row[0].end))


def _of_objects(scene: Scene, own: Dated, found: Sequence[Dated], candidate: Candidate) -> list[Dated]:
    """A date with those of further objects of the same verb: "sent food in 1982, tents in 1984 and seeds in 1986"."""
    row = [own]
    for date in found:
        if date.start > row[-1].end:
            between = GAPPED_OBJECT.fullmatch(scene.text, row[-1].end, date.start)
            other = any(row[-1].end < verb.start < date.start for verb in scene.verbs) or any(
                row[-1].end < party.start < date.start and not set(party.codes) <= set(candidate.recipients)
                for party in scene.parties
            )
            if between is None or other:
                break
            row.append(date)
    return row if NO_VERB.match(scene.text, row[-1].end) else [own]


def _goes_on(row: list[Dated]) -> bool:
    """Whether days follow each other, so that one thing lasted: "on 31 January and 1 February 2003"."""
    if len(row) < 2 or any(date.when.precision != "day" for date in row):
        return False
    days = [dt.date.fromisoformat(date.when.earliest).toordinal() for date in row]
    return days == list(range(days[0], days[0] + len(days)))


def other_side(scene: Scene, trigger: Trigger, found: Sequence[Dated], candidate: Candidate) -> list[Candidate]:
    """What the other side did alike, told without the verb: "Chad opened an embassy in 1982, and Oman in 1985"."""
    if candidate.dropped or len(set(candidate.actors) | set(candidate.recipients)) < 2:
        return []
    of_mission = candidate.milestone.startswith("mission")
    for party in scene.parties:
        too = BY_TOO if trigger.voice == "passive" and not of_mission else AND_THE
        named = party.kind == ("demonym" if scene.text.startswith(" one ", party.end) else "name")
        alike = named or (too is BY_TOO and party.kind != "person-name")
        if not alike or not too.search(scene.text, trigger.end, party.start):
            continue
        date = next((date for date in found if ALIKE.fullmatch(scene.text, party.end, date.start)), None)
        if date and NO_VERB.match(scene.text, date.end):
            return _by_other(candidate, party, date)
    return []


def _by_other(candidate: Candidate, party: Party, date: Dated) -> list[Candidate]:
    """What one side did, done by a party of the other; what both did, done again."""
    if not candidate.recipients and set(party.codes) < set(candidate.actors):
        return [candidate._replace(when=date.when, date_source="explicit")]
    if len(candidate.actors) > 1 or party.codes != candidate.recipients:
        return []
    return [
        candidate._replace(
            actors=candidate.recipients, recipients=candidate.actors, actor_text=party.text,
            recipient_text=candidate.actor_text, when=date.when, date_source="explicit",
        )
    ]  # fmt: skip


def did_so(scene: Scene, index: int, found: Sequence[Dated], memory: Memory) -> list[Candidate]:
    """What was only spoken of and then done: "agreed to exchange ambassadors, and they did so in March 1983"."""
    said = DID_SO.search(scene.text)
    content = memory.content
    if said is None or content is None:
        return []
    clause = scene.clauses[scene.clause_at(said.start())]
    following = next((verb.start for verb in scene.verbs if verb.start >= said.end()), len(scene.text))
    around = [date for date in found if clause.start <= date.start < following]
    dated = next((date for date in around if date.start >= said.end()), next(iter(around), None))
    when, source = (dated.when, "context" if dated.counted else "explicit") if dated else (None, "none")
    rule = content.rule
    return [
        content._replace(
            sentence=index, start=said.start(), end=said.end(), event_type=rule.event_type, mode=rule.mode,
            milestone=rule.milestone, status="occurred", when=when, date_source=source, rivals=(), dropped="",
        )
    ]  # fmt: skip


class Thing(NamedTuple):
    """The words about one of several things, and the date among them."""

    topic: str
    when: When | None


def each_object(scene: Scene, trigger: Trigger, found: Sequence[Dated], candidate: Candidate) -> list[Candidate]:
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
    if trigger.voice == "active":
        named = _starts(scene, objects, trigger.object_start, end) or _series(scene, trigger, end)
        return _told(candidate, _things(scene, [trigger.end, *named], end, found), lead)
    verb = scene.words[trigger.group.first].start
    before = [clause, *(_starts(scene, objects, clause, verb) or _series(scene, trigger, verb))]
    after = [start for start in _starts(scene, objects, clause, end) if NEW.search(scene.text, trigger.end, start)]
    added = [thing for thing in _things(scene, after, end, found) if thing.when]  # "was signed, and a pact in 1985"
    told = _told(candidate, _things(scene, before, verb, found), None)
    return told + [candidate._replace(topic=topic, when=when, date_source="explicit") for topic, when in added]


def _starts(scene: Scene, objects: re.Pattern[str], first: int, end: int) -> list[int]:
    """Where the second and each later thing stands of those that are named apart between two offsets."""
    starts = [thing.start() for thing in objects.finditer(scene.text, first, end)]
    starts = sorted([*starts, *(m.end(1) + 1 for m in ONE_MORE.finditer(scene.text, first, end))])
    return [s for before, s in pairwise(starts) if ANOTHER.match(scene.text[before:s])]


def _things(scene: Scene, starts: list[int], end: int, found: Sequence[Dated]) -> list[Thing]:
    """Things by where they begin, each with the date put before it: "and, in 1985, an accord"."""
    bounds = [*starts[:1], *(_from_its_date(scene, s, found) for s in starts[1:]), end]
    return [
        Thing(scene.text[s:e], next((date.when for date in found if s <= date.start < e), None))
        for s, e in pairwise(bounds)
    ]


def _from_its_date(scene: Scene, start: int, found: Sequence[Dated]) -> int:
    before = next((date for date in reversed(found) if date.end < start), None)
    led = before and AND_IN.search(scene.text[: before.start])
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
