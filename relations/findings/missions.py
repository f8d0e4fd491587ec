"""Missions and the events about them -> findings: a mission with two dates, one both open and closed."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from relations.findings.draft import Draft, apart, before, evidence, who
from relations.missions import Reading
from relations.schema import Event, Mission
from relations.words import date_words

OPENINGS = ("mission_opened", "mission_reopened")
VERBS = {"mission_opened": "opened", "mission_reopened": "reopened"}


def against_events(events: Sequence[Event], posted: Sequence[Mission], readings: Sequence[Reading]) -> Iterator[Draft]:
    """A mission in operation since one date that an event opens, or opens again, at another."""
    for mission in posted:
        told = [event for event in events if event.milestone in OPENINGS and event.edtf and _is_of(event, mission)]
        last = max(told, key=lambda event: event.earliest, default=None)
        if last is None or not mission.opened or not apart(last.edtf, mission.opened):
            continue
        if (
            before(mission.opened, last.edtf)
            and last.milestone == "mission_reopened"
            and _closed_between(events, mission, last)
        ):
            continue
        said = (
            f"The {mission.kind.replace('-', ' ')} of {who(mission.sender)}{f' in {mission.city}' if mission.city else ''} is said to have been "
            f"{VERBS[last.milestone]} {date_words(last.edtf)}, and to have been in operation since {date_words(mission.opened).removeprefix('in ').removeprefix('on ')}."
        )
        dated = [
            one.mission for one in readings if one.mission.opened == mission.opened and one.mission.city == mission.city
        ]
        yield Draft("two-dates", said, (last.event_id, mission.mission_id), evidence(last, *(dated or [mission])))


def _is_of(event: Event, mission: Mission) -> bool:
    """Whether an event is about a mission: the same sender and receiver, and a city of the mission or none."""
    named = mission.kind.split("-")[-1][:6] in event.quote.lower()
    return (
        event.actors == (mission.sender,)
        and event.recipients == (mission.receiver,)
        and mission.residence == "resident"
        and named
    )


def _closed_between(events: Sequence[Event], mission: Mission, reopened: Event) -> bool:
    return any(
        event.milestone == "mission_closed" and event.actors == (mission.sender,) and not before(event.edtf, mission.opened)
        and not before(reopened.edtf, event.edtf)
        for event in events
    )  # fmt: skip


def open_and_closed(events: Sequence[Event], posted: Sequence[Mission], readings: Sequence[Reading]) -> Iterator[Draft]:
    """A mission that one sentence closes and another has open, with no reopening told; missions that stay open after a break."""
    for event in events:
        if event.milestone != "mission_closed":
            continue
        reopened = any(
            e.milestone in OPENINGS and e.actors == event.actors and not before(e.edtf, event.edtf) for e in events
        )
        for mission in posted:
            if (
                not reopened
                and mission.status == "open"
                and _is_of(event, mission)
                and not before(event.edtf, mission.opened)
            ):
                said = f"{who(mission.sender)} is said to have closed its {mission.kind.replace('-', ' ')}, and to have one."
                yield Draft("open-and-closed", said, (event.event_id, mission.mission_id), evidence(event, mission))
    yield from _two_openings(readings, posted)
    yield from _after_break(events, posted)


def _two_openings(readings: Sequence[Reading], posted: Sequence[Mission]) -> Iterator[Draft]:
    """Two statements that open one and the same mission at different dates."""
    opened = [
        reading.mission
        for reading in readings
        if reading.mission.opened and reading.verb not in ("reopened", "covers", "accredited")
    ]
    for one, two in combinations(opened, 2):
        same = (one.sender, one.kind, one.residence) == (two.sender, two.kind, two.residence) and one.city == two.city
        if same and apart(one.opened, two.opened) and not _closed(readings, one):
            rows = tuple(
                m.mission_id
                for m in posted
                if set(m.evidence) & {*one.evidence, *two.evidence} and m.sender == one.sender
            )
            said = (
                f"The {one.kind.replace('-', ' ')} of {who(one.sender)} is said to have been opened {date_words(one.opened)}, and "
                f"{date_words(two.opened)}."
            )
            yield Draft("two-dates", said, rows, evidence(one, two))


def _closed(readings: Sequence[Reading], mission: Mission) -> bool:
    return any(
        reading.verb in ("closed", "reopened") and reading.mission.sender == mission.sender for reading in readings
    )


def _after_break(events: Sequence[Event], posted: Sequence[Mission]) -> Iterator[Draft]:
    """An open embassy although the last that is told of relations is that they were severed."""
    formal = [
        e
        for e in events
        if e.milestone in ("relations_established", "relations_restored", "relations_severed")
        and e.edtf
        and e.scope == "dyad"
    ]
    last = max(formal, key=lambda event: event.earliest, default=None)
    if last is None or last.milestone != "relations_severed":
        return
    for mission in posted:
        if (
            mission.kind == "embassy"
            and mission.status == "open"
            and mission.residence == "resident"
            and not before(last.edtf, mission.opened)
        ):
            said = f"Relations are said to have been severed {date_words(last.edtf)} and not restored, while {who(mission.sender)} is said to have an embassy."
            yield Draft("open-and-closed", said, (last.event_id, mission.mission_id), evidence(last, mission))
