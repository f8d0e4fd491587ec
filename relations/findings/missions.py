"""Missions and the events about them -> findings: a mission with two dates, one both open and closed."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from relations.findings.draft import Draft, apart, before, evidence, who
from relations.missions import Reading
from relations.schema import Event, Mission
from relations.words import date_words

FORMAL = ("relations_established", "relations_restored", "relations_severed")
OPENINGS = ("mission_opened", "mission_reopened")
VERBS = {"mission_opened": "opened", "mission_reopened": "reopened"}


def against_events(events: Sequence[Event], posted: Sequence[Mission], readings: Sequence[Reading]) -> Iterator[Draft]:
    """A mission in operation since one date that an event opens, or opens again, at another."""
    for mission in posted:
        told = [event for event in events if event.milestone in OPENINGS and event.edtf and _is_of(event, mission)]
        last = max(told, key=lambda event: event.earliest, default=None)
        if last is None or not mission.opened or not apart(last.edtf, mission.opened):
            continue
        again = last.milestone == "mission_reopened" or before(last.edtf, mission.opened)
        if again and _closed_between(events, mission, last):
            continue
        since = date_words(mission.opened).removeprefix("in ").removeprefix("on ")
        said = (
            f"{_the(mission)}{f' in {mission.city}' if mission.city else ''} is said to have been "
            f"{VERBS[last.milestone]} {date_words(last.edtf)}, and to have been in operation since {since}."
        )
        own = (mission.opened, mission.city)
        dated = [one.mission for one in readings if (one.mission.opened, one.mission.city) == own]
        yield Draft("two-dates", said, (last.event_id, mission.mission_id), evidence(last, *(dated or [mission])))


def _the(mission: Mission) -> str:
    return f"The {mission.kind.replace('-', ' ')} of {who(mission.sender)}"


def _is_of(event: Event, mission: Mission) -> bool:
    """Whether an event is about a mission: the same sender and receiver, and a city of the mission or none."""
    same = (event.actors, event.recipients) == ((mission.sender,), (mission.receiver,))
    return same and mission.residence == "resident" and mission.kind.split("-")[-1][:6] in event.quote.lower()


def _closed_between(events: Sequence[Event], mission: Mission, opening: Event) -> bool:
    """Whether the mission was closed between the two dates, so that both can be true."""
    dates = (mission.opened, opening.edtf)
    first, second = dates if before(*dates) else dates[::-1]
    closings = [e for e in events if e.milestone == "mission_closed" and e.actors == (mission.sender,)]
    return any(not before(e.edtf, first) and not before(second, e.edtf) for e in closings)


def open_and_closed(events: Sequence[Event], posted: Sequence[Mission], readings: Sequence[Reading]) -> Iterator[Draft]:
    """A mission both closed and open with no reopening told, opened twice, or open after a break of relations."""
    for event in events:
        if event.milestone == "mission_closed" and not _opened_after(events, event):
            yield from _still_open(event, posted)
    yield from _two_openings(readings, posted)
    yield from _after_break(events, posted)


def _opened_after(events: Sequence[Event], closing: Event) -> bool:
    openings = [e for e in events if e.milestone in OPENINGS and e.actors == closing.actors]
    return any(not before(e.edtf, closing.edtf) for e in openings)


def _still_open(closing: Event, posted: Sequence[Mission]) -> Iterator[Draft]:
    """The missions that a closing is about and that the article has open; none if the one that was closed is known."""
    if any(mission.status == "closed" and not set(mission.evidence).isdisjoint(closing.evidence) for mission in posted):
        return
    for mission in posted:
        if mission.status == "open" and _is_of(closing, mission) and not before(closing.edtf, mission.opened):
            kind = mission.kind.replace("-", " ")
            said = f"{who(mission.sender)} is said to have closed its {kind}, and to have one."
            yield Draft("open-and-closed", said, (closing.event_id, mission.mission_id), evidence(closing, mission))


def _two_openings(readings: Sequence[Reading], posted: Sequence[Mission]) -> Iterator[Draft]:
    """Two statements that open one and the same mission at different dates."""
    opened = [r.mission for r in readings if r.mission.opened and r.verb not in ("reopened", "covers", "accredited")]
    for one, two in combinations(opened, 2):
        if _is_same(one, two) and apart(one.opened, two.opened) and not _closed(readings, one):
            told = {*one.evidence, *two.evidence}
            rows = tuple(m.mission_id for m in posted if m.sender == one.sender and not told.isdisjoint(m.evidence))
            dated = f"{date_words(one.opened)}, and {date_words(two.opened)}"
            yield Draft("two-dates", f"{_the(one)} is said to have been opened {dated}.", rows, evidence(one, two))


def _is_same(one: Mission, two: Mission) -> bool:
    return (one.sender, one.kind, one.residence, one.city) == (two.sender, two.kind, two.residence, two.city)


def _closed(readings: Sequence[Reading], mission: Mission) -> bool:
    endings = [reading.mission for reading in readings if reading.verb in ("closed", "reopened")]
    return any(ended.sender == mission.sender for ended in endings)


def _after_break(events: Sequence[Event], posted: Sequence[Mission]) -> Iterator[Draft]:
    """An open embassy although the last that is told of relations is that they were severed."""
    formal = [e for e in events if e.milestone in FORMAL and e.edtf and e.scope == "dyad"]
    last = max(formal, key=lambda event: event.earliest, default=None)
    if last is None or last.milestone != "relations_severed":
        return
    for mission in posted:
        is_open = (mission.kind, mission.status, mission.residence) == ("embassy", "open", "resident")
        if is_open and not before(last.edtf, mission.opened):
            said = (
                f"Relations are said to have been severed {date_words(last.edtf)} and not restored, "
                f"while {who(mission.sender)} is said to have an embassy."
            )
            yield Draft("open-and-closed", said, (last.event_id, mission.mission_id), evidence(last, mission))
