"""A trigger of which the words leave a side open -> the side that is left, where only the two states can be meant."""

import re

from relations import lexicon
from relations.coding.parties import Memory, Party
from relations.coding.roles.agents import actor_of
from relations.coding.roles.earlier import WRONGS, is_by_unknown
from relations.coding.roles.objects import PLACES, is_given
from relations.coding.roles.sides import NO_OTHER, NO_STATE, NOBODY, Roles, Side
from relations.coding.roles.understood import DEED, OWN, REVOLT, are_alone
from relations.coding.scene import Scene, Trigger

CUES = lexicon.rules("cues.toml")
QUAD = {row["type"]: row["quad"] for row in lexicon.table("event_types.csv") if not row["mode"]}
LACKING = frozenset({NOBODY, NO_OTHER, NO_STATE})
# What is done by those who are where it is done: "was condemned in Muscat".
AT_HOME = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "SANCTION", "COERCE", "CONCEDE"})
# What one state does, as a rule, for another, and not for its own people.
FOR_ANOTHER = frozenset({"AID", "SUPPORT", "CONCEDE", "RETREAT"})
# What a state does of itself, or toward anybody.
TOWARD_ANY = frozenset({"PROTEST", "CONSULT", "AGREE", "SUPPORT", "THREATEN", "REQUEST", "ASSAULT"})
NAME = re.compile(r"[A-Z]")
FROM = re.compile(r"\bfrom\b")
UNDER = re.compile(r"\bunder (?:the )?(?:[\w-]+ ){0,2}$")
OWNED = re.compile(r"(?:['’]s)? (?:[\w-]+ ){0,2}")
OF_MANY = re.compile(rf"\b(?:{'|'.join(CUES['of_many'])})\b")
OF_A_STATE = re.compile(rf"\b(?:{'|'.join(CUES['of_a_state'])})\b", re.IGNORECASE)
DEFINITE = re.compile(
    r"\W*(?:and |but |then |also )?(?:the|this|these|another|they|it|its|their)\b[^,;:A-Z]*$", re.IGNORECASE
)


def left(scene: Scene, trigger: Trigger, memory: Memory) -> Roles | None:
    """Who acts and toward whom where nobody but the two states can; None where the words leave it open.

    An article on two states tells what one did because of the other: of a deed that names one of them, and no third
    state, the other is the side that goes unsaid.
    """
    inside = _named(scene, trigger)
    if trigger.voice == "noun":
        led = next((p for p in inside if memory.other(p.codes) and UNDER.search(scene.text, 0, p.start)), None)
        alone = led is not None and are_alone(scene, memory, Side(led.codes))
        return _toward(Side(led.codes, led.text), Side(memory.other(led.codes))) if led and alone else None
    if not _is_plain(scene, trigger) or any(not memory.other(p.codes) for p in inside if not p.locative):
        return None
    inside = [p for p in inside if memory.other(p.codes)]
    actor = actor_of(scene, trigger, memory)
    if trigger.rule.roles == "received":
        return _received(scene, trigger, memory, actor)
    if actor.codes:
        other = Side(memory.other(actor.codes)) if len(set(actor.codes)) == 1 else Side()
        return _toward(actor, other) if other.codes and not _may_be_any(scene, trigger, memory, actor) else None
    if trigger.voice == "passive" and memory.opened[0]:
        return _toward(Side(memory.opened[0]), Side(memory.opened[1]))
    if not inside:
        return _continued(scene, trigger, memory)
    if len({memory.other(p.codes) for p in inside}) > 1:
        return None
    party = min(inside, key=lambda p: (not _is_where(trigger, p), p.locative))
    side, other = Side(party.codes, party.text), Side(memory.other(party.codes))
    if _acts(scene, trigger, party):
        return _toward(side, other)
    suffers = _suffers(trigger, memory) if trigger.voice == "passive" else _is_acted_on(scene, trigger, memory, party)
    return _toward(other, side) if suffers else None


def _is_plain(scene: Scene, trigger: Trigger) -> bool:
    """Whether a main verb tells it, of nobody who acts for many states or for none."""
    bare = trigger.voice == "passive" and trigger.group.first == trigger.word
    if trigger.rule.roles not in ("directed", "received") or trigger.voice not in ("active", "passive") or bare:
        return False
    clause = scene.clauses[trigger.clause]
    if trigger.rule.mode == "third-party" or clause.opener == "that" or is_by_unknown(scene, trigger):
        return False
    return OF_MANY.search(scene.text, clause.start, scene.window_end(trigger)) is None


def _named(scene: Scene, trigger: Trigger) -> list[Party]:
    """Who is named in the clause of a trigger, up to the next verb; not after "by"."""
    start, end = scene.clauses[trigger.clause].start, max(scene.window_end(trigger), trigger.object_end)
    named = [p for p in scene.parties if start <= p.start < end and p.codes]
    return [p for p in named if not scene.text.endswith((" by ", " by the "), 0, p.start)]


def _received(scene: Scene, trigger: Trigger, memory: Memory, taker: Side) -> Roles | None:
    """Who gives what one of the two is told to get, of nobody: "Chad received three boats in 1990"."""
    other = Side(memory.other(taker.codes)) if len(set(taker.codes)) == 1 else Side()
    alone = trigger.rule.event_type == "AID" and trigger.voice == "active" and are_alone(scene, memory, taker)
    from_whom = FROM.search(scene.text, trigger.end, scene.window_end(trigger)) is not None
    return _toward(other, taker) if other.codes and alone and not from_whom else None


def _toward(actor: Side, recipient: Side) -> Roles:
    return Roles(actor.codes, recipient.codes, actor.text, recipient.text)


def _may_be_any(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> bool:
    """Whether one may do it at home, to its own people or toward somebody whom no list knows."""
    if trigger.rule.event_type in TOWARD_ANY or not are_alone(scene, memory, actor):
        return True
    start, end = scene.clauses[trigger.clause].start, scene.window_end(trigger)
    at_home = any(p.kind in PLACES and p.codes == actor.codes and trigger.end <= p.start < end for p in scene.parties)
    own = OWN.search(scene.text, trigger.end, end) is not None and trigger.rule.event_type != "MOBILIZE"
    somebody = trigger.rule.event_type in WRONGS and NAME.search(scene.text, trigger.end, end) is not None
    deed = DEED.match(scene.text, trigger.end) is not None
    return at_home or own or somebody or deed or REVOLT.search(scene.text, start, end) is not None


def _acts(scene: Scene, trigger: Trigger, party: Party) -> bool:
    """Whether the one side that a passive names does it: "under Ali Hassan", "was condemned in Muscat"."""
    if trigger.voice != "passive":
        return False
    if UNDER.search(scene.text, 0, party.start):
        return True
    if trigger.rule.agentless == "owner" and 0 <= party.start < trigger.start:
        owned = OWNED.fullmatch(scene.text, party.end, trigger.object_start) is not None
        return owned or scene.text.endswith(" from ", 0, party.start)
    return _is_where(trigger, party)


def _is_where(trigger: Trigger, party: Party) -> bool:
    """Whether a place after a passive tells who does it; not where a mission is opened."""
    of_mission = trigger.rule.milestone.startswith(("mission", "level"))
    at_home = trigger.voice == "passive" and trigger.rule.event_type in AT_HOME and not of_mission
    return at_home and party.locative and party.start >= trigger.end


def _suffers(trigger: Trigger, memory: Memory) -> bool:
    """Whether the one side that a passive names has it from the other, of which the text tells just before."""
    among = trigger.rule.event_type in FOR_ANOTHER or memory.told_of_both
    return among and not _is_told(trigger, memory) and not is_given(trigger)


def _is_told(trigger: Trigger, memory: Memory) -> bool:
    """Whether works are opened that the sentence has told of already: "the library, donated by Oman, was opened"."""
    return trigger.rule.event_type == "COOPERATE" and memory.told_here


def _is_acted_on(scene: Scene, trigger: Trigger, memory: Memory, party: Party) -> bool:
    """Whether a person or body of the other side, which no list tells, acts on the one side that is named after it."""
    start, verb = scene.clauses[trigger.clause].start, scene.words[trigger.group.first].start
    person = any(p.kind == "person-name" and not p.codes and start <= p.start and p.end <= verb for p in scene.parties)
    told = memory.told is not None and memory.told.actors == memory.other(party.codes)
    goes_on = told and DEFINITE.fullmatch(scene.text, start, verb) is not None
    return party.start >= trigger.end and (person or goes_on or OF_A_STATE.search(scene.text, start, verb) is not None)


def _continued(scene: Scene, trigger: Trigger, memory: Memory) -> Roles | None:
    """Who did what was told last, where a passive that names nobody goes on with it."""
    told = memory.told if trigger.voice == "passive" else None
    if told is None or not memory.told_of_both or len(told.actors) != 1 or not told.recipients:
        return None
    if _is_told(trigger, memory) or any(p.kind in ("both", "each") for p in scene.parties_of(trigger.clause)):
        return None
    cooperates = {"cooperation" in QUAD[kind] for kind in (told.event_type, trigger.rule.event_type)}
    return Roles(told.actors, told.recipients) if len(cooperates) == 1 else None
