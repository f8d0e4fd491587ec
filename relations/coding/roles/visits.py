"""A trigger that tells of a visit -> visitor and host, also where one of them goes unsaid."""

import re

from relations import lexicon
from relations.coding.candidates import Candidate
from relations.coding.parties import Memory
from relations.coding.roles.agents import actor_of
from relations.coding.roles.objects import after, host_of, place_of, recipient_of
from relations.coding.roles.sides import Roles, Side
from relations.coding.roles.subjects import subject
from relations.coding.roles.understood import are_alone
from relations.coding.rules import Rule
from relations.coding.scene import Scene, Trigger
from relations.coding.words import CALENDAR
from relations.patterns import Seldom

CUES = lexicon.rules("cues.toml")
ANOTHER_VISIT = re.compile(rf"\b(?:{'|'.join(CUES['another'])}) (?:[\w-]+ ){{0,2}}(?:visit|trip|stay)", re.IGNORECASE)
ARRIVED = frozenset({"arrived", "arrives", "came"})  # "in 1992 the Omani minister arrived with businessmen"
FLEW_IN = Seldom(r"\bflew in (?:that|on|with|early|late|[A-Z][a-z]+ \d{4})\b")
BARE_VISIT = re.compile(
    rf"(?: in)? (?:(?:in|on) {CALENDAR}|for the (?:funeral|memorial|ceremony|occasion|inauguration)\b"
    r"|as (?:[Pp]rime|[Pp]resident|[Ff]oreign|[Cc]rown|[Cc]hancellor|[Mm]inister)|that (?:year|month|[A-Z]))"
)
SENT = re.compile(r"\b[Aa] (?:[a-z-]+ ){0,3}(?:delegation|mission) $")


def again(told: Candidate) -> Roles:
    """The roles of what was told before, for what is told to have happened once more."""
    return Roles(told.actors, told.recipients, told.actor_text, told.recipient_text)


def mode_of(rule: Rule, assigned: Roles) -> str:
    """The rule's mode, or that of a visit where one side meets the other in its own country."""
    return rule.mode or ("visit" if rule.roles == "meet" and assigned.recipients else "")


def visit(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """A visit: the visitor acts, the host receives."""
    actor = actor_of(scene, trigger, memory)
    if trigger.voice == "passive" and not actor.codes:  # "the envoy Ali Hassan was sent to Muscat"
        actor = subject(scene, trigger.clause, scene.words[trigger.group.first].start, memory)
    host = _host(scene, trigger, memory, actor)
    sent = trigger.voice == "active" and not actor.text and _is_of_a_mission(scene, trigger)
    sent = sent or _is_of_person(scene, trigger, actor)
    if (trigger.voice == "noun" or sent) and not actor.codes and host.codes and len(host.codes) == 1:
        actor = Side(memory.other(host.codes))
    if trigger.voice != "passive" and not host.codes and _visits_home(scene, trigger, actor):
        return Roles(reason="a visit within one state")
    host = host if host.codes else _host_understood(scene, trigger, memory, actor)
    if not (actor.codes and host.codes) and (answer := _answered(scene, trigger, memory, actor)):
        return answer
    if not actor.text and not host.codes and (before := _visited_before(scene, trigger, memory)):
        return before
    if not actor.codes or not host.codes:
        return Roles(reason="the visitor or the host is not named")
    hosts = tuple(code for code in host.codes if code not in actor.codes)
    if not hosts:
        return Roles(reason="a visit within one state")
    return Roles(actor.codes, hosts, actor.text, host.text, place_of(scene, trigger))


def _host(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> Side:
    """The host that the sentence names."""
    host = after(scene, trigger, memory, "to|in|at", actor.codes) if trigger.voice == "noun" else None
    if host is not None:
        return host
    host = recipient_of(scene, trigger, memory, actor.codes)
    if trigger.voice == "noun" and 0 <= scene.text.find(",", trigger.end) < scene.text.find(host.text, trigger.end):
        return Side()  # of another phrase: "during a visit in June 2022, President X"
    return host


def _is_of_a_mission(scene: Scene, trigger: Trigger) -> bool:
    """Whether those who visit are only said to be sent, and so by the other side: "a goodwill mission visited Chad"."""
    start, verb = scene.clauses[trigger.clause].start, scene.words[trigger.group.first].start
    return SENT.search(scene.text, start, verb) is not None


def _is_of_person(scene: Scene, trigger: Trigger, actor: Side) -> bool:
    """Whether a person of whom no side is told visits: who comes to one of the two states is of the other."""
    named = any(p.kind == "person-name" and not p.codes and p.text == actor.text for p in scene.parties)
    return trigger.voice == "active" and named


def _host_understood(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> Side:
    """The host that goes unsaid: the other side, or the one visited before ("visited Muscat. He returned in 1995")."""
    for told in reversed(memory.deeds if trigger.rule.strict else []):
        if told.rule.roles == "visit" and told.actors == actor.codes:
            return Side(told.recipients)
    arrived = trigger.voice == "active" and scene.words[trigger.word].form in ARRIVED
    arrived = arrived or _comes_alone(scene, trigger, memory, actor)
    arrived = arrived or FLEW_IN.search(scene.text, trigger.start) is not None
    goes_there = (
        trigger.voice == "noun" or not trigger.rule.strict or arrived or _attends_there(scene, trigger, memory, actor)
    )
    return Side(memory.other(actor.codes) if goes_there and len(set(actor.codes)) == 1 else ())


def _comes_alone(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> bool:
    """Whether no place is named where one visits: "visiting in September 1995", "flew in for the funeral"."""
    bare = trigger.voice == "active" and BARE_VISIT.match(scene.text, trigger.end) is not None
    return bare and are_alone(scene, memory, actor)


def _answered(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> Roles | None:
    """The roles of a visit that answers the one told last: "the sultan repaid the visit in 1985"; None for no such."""
    told = memory.told
    if told is None or told.rule.roles not in ("visit", "hosted") or len(told.actors) != 1 or not told.recipients:
        return None
    answers = scene.words[trigger.word].form in ("returned", "repaid", "reciprocated") and actor.codes != told.actors
    return Roles(told.recipients, told.actors, actor.text, told.actor_text) if answers else None


def _visited_before(scene: Scene, trigger: Trigger, memory: Memory) -> Roles | None:
    """Visitor and host of the visit told last, where another is told: "further visits took place"; None for no such."""
    clause, told = scene.clauses[trigger.clause], memory.told
    if told is None or told.rule.roles not in ("visit", "hosted") or len(told.actors) != 1 or not told.recipients:
        return None
    another = ANOTHER_VISIT.search(scene.text, clause.start, clause.end)
    return again(told) if another else None


def _attends_there(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> bool:
    """Whether one attends "the ceremony" or "his inauguration" on the other side, of which the sentence before told."""
    known = scene.text[trigger.end : trigger.object_end].lstrip().startswith(("the ", "his ", "her "))
    return known and trigger.object_start >= 0 and memory.subject == memory.other(actor.codes) != ()


def hosted(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """A visit told from the host's side: the subject receives, the guest acts."""
    host = actor_of(scene, trigger, memory)
    guest = recipient_of(scene, trigger, memory, host.codes)
    if trigger.voice == "passive" and not host.text:
        host = host_of(scene, trigger, memory, guest.codes) or host
    alone = trigger.voice == "passive" and not host.text and len(set(guest.codes)) == 1
    if alone and not any(p.codes and p.codes != guest.codes for p in scene.named_in(trigger.clause)):
        host = Side(memory.other(guest.codes))  # "President X was received warmly in 1995"
    both = memory.both and set(memory.both) <= set(guest.codes)  # by a third: "the president of Libya hosted the two"
    if not (host.codes or both) or not guest.codes or set(host.codes) & set(guest.codes):
        return Roles(reason="the visitor or the host is not named")
    return Roles(guest.codes, host.codes, guest.text, host.text, place_of(scene, trigger))


def _visits_home(scene: Scene, trigger: Trigger, actor: Side) -> bool:
    end = scene.window_end(trigger)
    own = range(trigger.object_start, trigger.object_end)  # "represented Chad at the funeral"
    named = [p for p in scene.parties if trigger.end <= p.start < end and p.kind not in ("demonym", "person-name")]
    named = [p for p in named if p.start not in own]
    if trigger.voice == "noun":
        named = [p for p in named if scene.text.endswith((" to ", " to the "), 0, p.start)]
        # "In Muscat in the presence of the sultan"
        if scene.text.endswith((" in ", " in the "), 0, trigger.start):
            named += [p for p in scene.named_in(trigger.clause) if p.end <= trigger.start and p.locative]
    return any(p.codes and set(p.codes) <= set(actor.codes) for p in named)
