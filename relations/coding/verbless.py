"""A dated list item without a verb -> the event that its nouns tell: "2012: joint naval exercise"."""

import re
from collections.abc import Sequence
from functools import cache

from relations.coding import roles, times
from relations.coding.parties import Memory, Party
from relations.coding.roles import HOSTS, Roles
from relations.coding.rules import Rule, rules
from relations.coding.scene import Scene
from relations.tagging import Dated

GIVES = re.compile(r"\b(?:by|from|of)(?: the)?(?: [\w-]+){0,2} $")
TAKES = re.compile(r"\b(?:to|for|on|against|toward|towards|in|at)(?: the)?(?: [\w-]+){0,2} $")
THERE = re.compile(r"\b(?:to|in|at)(?: the)? $")
WITH_OTHERS = re.compile(r"\b(?:tripartite|trilateral|quadripartite|four-party|multilateral)\b", re.IGNORECASE)


@cache
def telling() -> tuple[Rule, ...]:
    """The rules that tell by which words an item without a verb is such an event."""
    return tuple(rule for rule in rules() if rule.item is not None)


def told(scene: Scene, found: Sequence[Dated], memory: Memory) -> tuple[Rule, Roles, list[Dated]] | None:
    """The rule whose words come first in an item, who acts, and the dates in a row; None where nothing is told."""
    matched = [(m, rule) for rule in telling() if rule.item is not None and (m := rule.item.search(scene.text))]
    if not matched:
        return None
    words, rule = min(matched, key=lambda match: (match[0].start(), -len(match[0][0])))  # the longest of the first
    if rule.unless is not None and rule.unless.search(scene.text):
        return None
    assigned = _roles(scene, rule, memory, words.end())
    return (rule, assigned, times.row(scene, found[0], found)) if assigned.actors else None


def _roles(scene: Scene, rule: Rule, memory: Memory, end: int) -> Roles:
    """Who acts toward whom, by where they are named; both where a deed of both names no third state."""
    ours = [party for party in scene.parties if memory.other(memory.meaning(party))]
    others = [p for p in scene.parties if (p.codes or p.kind == "body") and p not in ours and not p.locative]
    if others and not WITH_OTHERS.search(scene.text):
        return Roles()
    if rule.roles in ("visit", "meet"):
        visitors = _visit(scene, rule, memory, ours)
        return visitors if visitors.actors or rule.roles == "visit" else Roles(memory.both)
    if rule.roles == "mutual":
        return Roles(memory.both)
    giver = next((p for p in ours if _gives(scene, p, end)), None)
    if giver is not None:
        return Roles(memory.meaning(giver), memory.other(memory.meaning(giver)), giver.text)
    taker = next((p for p in ours if p.start >= end and TAKES.search(scene.text, 0, p.start)), None)
    if taker is not None:
        return Roles(memory.other(memory.meaning(taker)), memory.meaning(taker), "", taker.text)
    return Roles(memory.both) if rule.agentless == "both" and not ours else Roles()


def _visit(scene: Scene, rule: Rule, memory: Memory, ours: list[Party]) -> Roles:
    """Visitor and host, where the item names the place of one side, and nobody but the other: "minister in Muscat"."""
    place = next((p for p in ours if p.kind in HOSTS and THERE.search(scene.text, 0, p.start)), None)
    if place is None:
        return Roles()
    guests, host = [party for party in ours if party is not place], memory.meaning(place)
    guest = roles.codes_of(guests, memory) or (memory.other(host) if rule.roles == "visit" else ())
    apart = len(guest) == 1 and guest != host
    return Roles(guest, host, guests[0].text if guests else "", place.text) if apart else Roles()


def _gives(scene: Scene, party: Party, end: int) -> bool:
    """Whether a party stands where who acts does: "Omani loan", "loan from Oman", "Oman: loan for a school"."""
    if party.start >= end:
        return GIVES.search(scene.text, end, party.start) is not None
    return not TAKES.search(scene.text, 0, party.start)
