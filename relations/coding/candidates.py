"""A rule and what it finds in a sentence -> a candidate event, kept or dropped with the reason."""

from typing import NamedTuple

from relations.coding.rules import Rule
from relations.dates import When


class Candidate(NamedTuple):
    """One event that a rule proposes; `dropped` says why it is none after all, and is empty when it is kept.

    `start` and `end` are the trigger's offsets in the sentence; `rivals` names other rules that its words could
    have triggered; `bygone` that a side is named only as a realm of the past.
    """

    sentence: int
    rule: Rule
    start: int
    end: int
    event_type: str
    mode: str
    milestone: str
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_text: str = ""
    recipient_text: str = ""
    place: str = ""
    when: When | None = None
    date_source: str = "none"
    topic: str = ""
    rivals: tuple[str, ...] = ()
    bygone: bool = False
    dropped: str = ""
