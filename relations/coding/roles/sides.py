"""Parties of a sentence -> sides: the countries that stand together, with the words that name them."""

import re
from itertools import pairwise
from typing import NamedTuple

from relations import lexicon
from relations.coding.parties import Memory, Party
from relations.coding.scene import Scene
from relations.coding.words import PREPOSITIONS

JOINED = re.compile(r"^(?:['’]s)?[^.;:]{0,60}?(?:,|\band\b|&|\bas well as\b|\balong with\b|\btogether with\b)")
SIDE_BY_SIDE = "(?:along|together) with"
BESIDE = re.compile(rf",? (?:{SIDE_BY_SIDE}|as well as)\b")
BESIDES = re.compile(rf"\b(?:{SIDE_BY_SIDE}|alongside|as well as) (?:the )?(?:[a-z]+ )?$", re.IGNORECASE)
HYPHENS = frozenset("-–—/")
# "The Chad–Oman Joint Commission met".
COMMON_BODY = re.compile(
    rf" (?:[\w-]+ ){{0,4}}?(?:{'|'.join(lexicon.rules('cues.toml')['common_bodies'])})\b", re.IGNORECASE
)
TOGETHER = re.compile(r"\band\b|&|\bas well as\b|with\b")
NO_STATE = "who acts is an organisation of no one country, or unclear"
NOBODY = "nobody is named who acts"
NO_OTHER = "the other side is not named"
NAMED = ("name", "person-name", "demonym", "body", "city", "capital", "person")


class Side(NamedTuple):
    """One side of an event as read: the countries and the words."""

    codes: tuple[str, ...] = ()
    text: str = ""


class Roles(NamedTuple):
    """Country codes of actors and recipients with the words that name them; `reason` says why there are none."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_text: str = ""
    recipient_text: str = ""
    place: str = ""
    reason: str = ""


def side_of(parties: list[Party], memory: Memory) -> Side:
    return Side(codes_of(parties, memory), " and ".join(dict.fromkeys(p.text for p in parties)))


def codes_of(parties: list[Party], memory: Memory, acting: tuple[str, ...] = ()) -> tuple[str, ...]:
    return union(*[memory.meaning(party, acting) for party in parties])


def union(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([code for group in groups for code in group]))


def between(scene: Scene, memory: Memory, start: int, end: int) -> tuple[str, ...]:
    """The countries of those named after the first "between" of a stretch of the sentence, given by its offsets."""
    at = scene.text.find(" between ", start, end)
    return codes_of([p for p in scene.parties if 0 <= at < p.start and p.end <= end and not p.locative], memory)


def joined(scene: Scene, options: list[Party], head: Party) -> list[Party]:
    """The head with the parties joined to it: "X, Y and Z", "President A of X and Prime Minister B of Y"."""
    at = options.index(head)
    found = [head]
    after: list[Party] = []
    listed = False  # a comma joins only what an "and" closes, not "of the sultan X, Chadian President Y"
    for left, party in pairwise(options[at:]):
        link = _link(scene, left, party)
        if not link:
            break
        after.append(party)
        listed = listed or link == "and"
        if link == "and" or (link == "same" and len(after) == 1):
            found, after = found + after, []
    for party in reversed(options[:at]):
        link = _link(scene, party, found[0])
        if not link or (link == "," and not listed):
            break
        listed = listed or link == "and"
        found.insert(0, party)
    return found


def _link(scene: Scene, left: Party, right: Party) -> str:
    """What joins two parties: "and" (or "as well as"), a comma of a list, "same" for one phrase, or nothing."""
    if left.kind == "demonym" and right.kind == "person-name" and _is_title(scene, left.end, right.start):
        return "same"
    if left.codes == right.codes and scene.text[left.end : right.start] in (" of ", " of the "):
        return "same"
    if scene.text[left.end : right.start] in HYPHENS and COMMON_BODY.match(scene.text, right.end):
        return "and"
    if not _is_joined(scene, left, right):
        return ""
    return "and" if TOGETHER.search(scene.text, left.end, right.start) else ","


def _is_title(scene: Scene, start: int, end: int) -> bool:
    """Whether between a demonym and a name stands nothing but a title ("Chadian Prime Minister Ali Hassan")."""
    inside = [w for w in scene.words if start <= w.start and w.end <= end]
    parted = any(mark in scene.text[start:end] for mark in ",;:(")
    return not parted and not any(w.finite or w.form == "and" or w.form in PREPOSITIONS for w in inside)


def _is_joined(scene: Scene, left: Party, right: Party) -> bool:
    between = scene.text[left.end : right.start]
    if not between.strip() or not JOINED.match(between):
        return False
    beside = BESIDE.match(between) is not None
    start = right.start if beside else left.end
    inside = [w for w in scene.words if start <= w.start and w.end <= right.start]
    if left.kind not in NAMED or any(w.finite for w in inside):
        return False
    return not any(w.form in PREPOSITIONS and w.form not in ("of", "for") for w in inside) and (
        beside or "and" in between or "&" in between or all(w.form in ("the", "then") for w in inside)
    )
