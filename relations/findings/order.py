"""Events and missions -> findings on order: what cannot have come before what."""

from collections.abc import Iterator, Sequence

from relations.findings.draft import Draft, before, evidence, who
from relations.schema import Event, Mission
from relations.words import date_words


def impossible(events: Sequence[Event], posted: Sequence[Mission]) -> Iterator[Draft]:
    """Recognition told after relations, a mission before relations, the closing of a mission before its opening."""
    told = [event for event in events if event.scope == "dyad" and event.status == "occurred" and event.edtf]
    yield from _recognised_late(told)
    yield from _mission_early(told)
    for mission in posted:
        if before(mission.closed, mission.opened):
            closed, opened = date_words(mission.closed), date_words(mission.opened)
            said = f"A mission of {who(mission.sender)} is closed {closed}, before it is opened {opened}."
            yield Draft("end-before-beginning", said, (mission.mission_id,), evidence(mission))


def _of(events: Sequence[Event], milestone: str) -> list[Event]:
    return [event for event in events if event.milestone == milestone]


def _broken_between(events: Sequence[Event], one: Event, two: Event) -> bool:
    """Whether relations ended between two events, so that the order is possible after all."""
    breaks = _of(events, "relations_severed") + _of(events, "relations_suspended")
    return any(not before(two.edtf, event.edtf) and not before(event.edtf, one.edtf) for event in breaks)


def _recognised_late(events: Sequence[Event]) -> Iterator[Draft]:
    for relations in _of(events, "relations_established"):
        for recognition in _of(events, "recognition"):
            if before(relations.edtf, recognition.edtf) and not _broken_between(events, relations, recognition):
                one, two = (*recognition.actors, *recognition.recipients)[:2]  # each other, or one
                said = (
                    f"{who(one)} is said to have recognised {who(two)} "
                    f"{date_words(recognition.edtf)}, after relations were established {date_words(relations.edtf)}."
                )
                rows = (relations.event_id, recognition.event_id)
                yield Draft("impossible-order", said, rows, evidence(relations, recognition))


def _mission_early(events: Sequence[Event]) -> Iterator[Draft]:
    established = _of(events, "relations_established")
    embassies = [event for event in _of(events, "mission_opened") if "embassy" in event.quote.lower()]
    for opened in embassies if established else ():
        if all(before(opened.edtf, event.edtf) for event in established):
            first = established[0]
            said = (
                f"A mission of {who(opened.actors[0])} is opened {date_words(opened.edtf)}, "
                f"before relations were established {date_words(first.edtf)}."
            )
            yield Draft("impossible-order", said, (first.event_id, opened.event_id), evidence(first, opened))
