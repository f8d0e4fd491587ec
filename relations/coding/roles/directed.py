"""A trigger in its sentence -> the one that acts and the one that is acted on, also where one of them goes unsaid."""

import re
from itertools import pairwise

from relations import lexicon
from relations.coding.parties import Memory
from relations.coding.roles import understood
from relations.coding.roles.agents import actor_of, against
from relations.coding.roles.earlier import accepted, goes_on, is_by_unknown, last_of, suffer_on, undone
from relations.coding.roles.objects import PLACES, after, beside_object, is_given, place_of, recipient_of
from relations.coding.roles.settled import ENVOY_OF, is_each_other, is_of_aid, named_itself, set_right, speaker
from relations.coding.roles.sides import (
    NO_OTHER,
    NO_STATE,
    NOBODY,
    SIDE_BY_SIDE,
    Roles,
    Side,
    between,
    codes_of,
    joined,
    side_of,
    union,
)
from relations.coding.scene import Scene, Trigger
from relations.words import PRONOUNS

CUES = lexicon.rules("cues.toml")
BESIDE_IT = re.compile(rf" {SIDE_BY_SIDE} (?:the )?")
OF_ITS_OWN = re.compile(
    r"(?:['’]s)? (?:\d{4} )?(?:trade |travel |arms |economic )?"
)  # "Oman's 1996 ban", "the Omani trade embargo"
COMES_FROM = re.compile(
    r"\b(?:aid|assistance|relief|supplies|suppl(?:y|ies)|goods|exports?|imports?|deliver(?:y|ies)|consignments?|shipments?|loans?|grants?|donations?"
    r"|gas|oil|electricity|flour|rice|wheat|food|medicines?|equipment|money|funds) from (?:the )?$"
)
BY_GOVERNMENT = re.compile(
    r"\s+by (?:the|its|his|her) (?:[a-z]+ )?(?:government|ministry|foreign ministry|authorities)\b"
)
ENTERED = re.compile(r" to (?:return to|come back to|re-?enter|enter|settle in|stay in|live in|remain in) (?:the )?$")
# Before which words the place stands whose state acts, by what a rule says of it.
WHERE = {"in": "in|at", "to": "in|at|to|enter", "from": "from|leave"}
GIVER = re.compile(r"\b(?:from|by) (?:the )?[A-Z]")


def directed(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """Who acts and toward whom, for a rule whose subject acts on the other side."""
    actor, recipient = set_right(scene, trigger, memory, *_sides(scene, trigger, memory))
    if found := _at_once(scene, trigger, memory, actor):
        return found
    recipient = understood.toward(scene, trigger, memory, actor, recipient)
    actor, recipient = (actor, recipient) if actor.codes else _unsaid(scene, trigger, memory, recipient)
    reason = _lacking(actor, recipient)
    if reason:
        return Roles(reason=reason)
    beside = _beside(scene, trigger, memory, recipient)
    actor = actor._replace(codes=union(actor.codes, beside))
    recipients = tuple(code for code in recipient.codes if code not in actor.codes)
    return Roles(actor.codes, recipients, actor.text, recipient.text if recipients else "", place_of(scene, trigger))


def _at_once(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> Roles | None:
    """What needs no recipient: what both do to each other, what no known state does, what one does to itself."""
    if named_itself(scene, trigger, actor):
        return Roles(reason="a state toward itself")
    if is_each_other(scene, trigger, memory, actor):
        return Roles(memory.both, (), actor.text, "", place_of(scene, trigger))
    if actor.text and not actor.codes:
        return Roles(reason=NO_STATE)
    return None if actor.codes else _of_both(scene, trigger, memory)


def _unsaid(scene: Scene, trigger: Trigger, memory: Memory, recipient: Side) -> tuple[Side, Side]:
    """Who acts, and toward whom, where the words name nobody who does, but the deed or the text before does."""
    runs = trigger.rule.event_type == "COOPERATE" and trigger.voice == "passive"
    if runs and (ends := _ends(scene, trigger, memory)):
        return Side(ends), recipient  # "flights between X and Y began"
    if trigger.rule.event_type in ("AID", "COOPERATE") and (flow := _flow(scene, trigger, memory)):
        return flow
    if understood.suffers(scene, trigger, memory, recipient):
        return Side(memory.other(recipient.codes)), recipient
    if memory.giver and is_of_aid(scene, trigger):
        return Side((memory.giver,)), Side(memory.other((memory.giver,)))
    if done := goes_on(scene, trigger, memory):
        actor, recipient = Side(done.actors), Side(done.recipients)
        answers = trigger.rule.event_type == "REJECT"  # "an offer that was declined"
        return (recipient, actor) if answers else (actor, recipient)
    return Side(), recipient


def _flow(scene: Scene, trigger: Trigger, memory: Memory) -> tuple[Side, Side] | None:
    """From whom to whom things go that stand before a verb: "exports from X to Y resumed", "aid from X was sent"."""
    clause = scene.clauses[trigger.clause]
    before = [p for p in scene.parties if clause.start <= p.start and p.end <= trigger.start and memory.other(p.codes)]
    for giver in before:
        if COMES_FROM.search(scene.text, clause.start, giver.start):
            to = [p for p in before if p.start > giver.end and scene.text.endswith((" to ", " to the "), 0, p.start)]
            taker = side_of(to[:1], memory) if to else Side(memory.other(giver.codes))
            return Side(giver.codes, giver.text), taker
    return None


def _beside(scene: Scene, trigger: Trigger, memory: Memory, recipient: Side) -> tuple[str, ...]:
    """Who acts beside the subject, named after the recipient: "cut ties with Chad together with Libya and Sudan"."""
    end = scene.window_end(trigger)
    after = [p for p in scene.parties if trigger.end <= p.start < end]
    for toward, led in pairwise(after):
        if toward.text == recipient.text and BESIDE_IT.fullmatch(scene.text, toward.end, led.start):
            return codes_of(joined(scene, after[after.index(led) :], led), memory) if trigger.voice == "active" else ()
    return ()


def _of_both(scene: Scene, trigger: Trigger, memory: Memory) -> Roles | None:
    """What a passive without "by" tells of both, or of the other than the one named after "with"; None for no such."""
    rule = trigger.rule
    at_war = rule.event_type == "ASSAULT" and not understood.are_alone(scene, memory, Side(memory.both[:1]))
    if rule.agentless != "both" or trigger.voice != "passive" or at_war:
        return None
    if len(_ends(scene, trigger, memory)) == 1:
        return Roles(reason="a state toward itself")  # "flights between Muscat and Salalah"
    partner = after(scene, trigger, memory, "with|against", ()) or beside_object(scene, trigger, memory)
    return Roles(memory.other(partner.codes), partner.codes, "", partner.text) if partner else Roles(memory.both)


def _ends(scene: Scene, trigger: Trigger, memory: Memory) -> tuple[str, ...]:
    """The states between which a passive's object runs: "flights between X and Y were begun"."""
    return between(scene, memory, max(trigger.object_end - 1, 0), trigger.start)


def says_so_itself(scene: Scene, trigger: Trigger, found: Roles, memory: Memory) -> bool:
    """Whether who would act on another says so: "the minister said that Omani troops might enter Chad"."""
    return bool(found.recipients) and speaker(scene, trigger, memory).codes == found.actors != ()


def _sides(scene: Scene, trigger: Trigger, memory: Memory) -> tuple[Side, Side]:
    """Who acts and toward whom, as far as the words tell; the rule says who acts where a passive names nobody."""
    if hated := against(scene, trigger, memory):
        place = next((p for p in scene.parties if p.kind in PLACES and p.codes and p.codes != hated.codes), None)
        return Side(place.codes, "") if place else Side(memory.other(hated.codes)), hated
    if asked := accepted(scene, trigger, memory):
        return Side(asked.recipients), Side(asked.actors)
    actor = _envoys_own(scene, trigger, memory) or actor_of(scene, trigger, memory)
    recipient = recipient_of(scene, trigger, memory, actor.codes)
    if trigger.rule.roles == "received":
        return _received(scene, trigger, memory, actor)
    if home := _called_home(scene, trigger, memory):
        return home, Side(memory.other(home.codes))
    told = memory.told if memory.told_here and memory.told is not None and actor.text else None
    if told is not None and told.actor_text == actor.text and _is_stand_in(scene, actor):
        actor = Side(told.actors, actor.text)  # "the government released them and apologised"
    if not actor.codes and (wrong := suffer_on(scene, trigger, memory, recipient)):
        return Side(wrong.actors), Side(wrong.recipients)
    done = _undone(scene, trigger, memory, actor, recipient)
    actor, recipient = done or (actor, recipient)
    return (actor, recipient) if actor.codes else _by_nobody(scene, trigger, memory, actor, recipient)


def _undone(scene: Scene, trigger: Trigger, memory: Memory, actor: Side, recipient: Side) -> tuple[Side, Side] | None:
    """Who undoes what was told before, and toward whom: "the ban was lifted", "was followed by her release"."""
    if not actor.codes and (told := last_of(scene, trigger, memory)):
        return Side(told.actors, actor.text), Side(told.recipients)
    freed = trigger.rule.mode in ("release", "return")
    if not actor.codes and not freed and (owner := _of_measure(scene, trigger)):
        return owner, after(scene, trigger, memory, "on|against", owner.codes) or Side(memory.other(owner.codes))
    if actor.codes and freed and _is_stand_in(scene, actor):  # "two envoys were arrested; the government released them"
        recipient = Side()
    elif actor.codes or (trigger.voice == "noun" and not freed):
        return None
    done = undone(trigger.rule, memory, recipient)
    return (Side(done.actors, actor.text), Side(done.recipients, done.recipient_text)) if done else None


def _of_measure(scene: Scene, trigger: Trigger) -> Side | None:
    """The state whose ban or embargo is lifted: "the lifting of the Omani embargo", "Omani sanctions were lifted"."""
    if trigger.rule.event_type != "RETREAT" or trigger.rule.agentless != "told":
        return None
    at = trigger.object_start
    owner = next((p for p in scene.parties if p.end <= at and OF_ITS_OWN.fullmatch(scene.text, p.end, at)), None)
    return Side(owner.codes, owner.text) if owner else None


def _by_nobody(scene: Scene, trigger: Trigger, memory: Memory, actor: Side, recipient: Side) -> tuple[Side, Side]:
    """Who acts where the words name nobody who does, by the rule and by what stands around."""
    rule, unknown = trigger.rule, is_by_unknown(scene, trigger)
    if rule.agentless in ("other", "told") and not unknown and memory.other(recipient.codes):
        return Side(memory.other(recipient.codes)), recipient
    if rule.event_type == "ACCUSE" and trigger.voice == "passive" and len(set(recipient.codes)) == 1:
        accusers = memory.other(recipient.codes)  # "Chadian frigates were accused of shadowing Omani trawlers"
        if not unknown and any(p.codes == accusers for p in scene.parties):
            return Side(accusers), recipient
    if is_given(trigger):
        pronoun = recipient.text.lower() in PRONOUNS  # "he", whom his host took in, is not of his host
        recipient = Side() if pronoun else recipient
        actor = _of_gift(scene, trigger) or after(scene, trigger, memory, "in|from", recipient.codes) or actor
        recipient = recipient if recipient.codes else Side(memory.other(actor.codes))
    if actor.codes or rule.agentless not in WHERE:
        return actor, recipient
    return _by_place(scene, trigger, memory, recipient)


def _by_place(scene: Scene, trigger: Trigger, memory: Memory, recipient: Side) -> tuple[Side, Side]:
    """Who acts as those do who are where it happened: "was criticised in Muscat", "the arrest of Omanis in Chad"."""
    inside = trigger.rule.agentless != "from"
    if trigger.voice == "passive" and (_is_placed if inside else _is_left)(scene, trigger, recipient):
        recipient = Side()
    if inside and trigger.rule.event_type == "ASSAULT" and not recipient.codes:
        return Side(), recipient  # "57 people were killed in Muscat"
    if trigger.voice != "passive" and not (trigger.voice == "noun" and recipient.codes):
        return Side(), recipient
    actor = after(scene, trigger, memory, WHERE[trigger.rule.agentless], recipient.codes)
    actor = actor or (_site(scene, trigger, recipient) if inside else None)
    return actor or Side(() if inside else memory.other(recipient.codes)), recipient


def _of_gift(scene: Scene, trigger: Trigger) -> Side | None:
    """The state that a gift is named after, and which gives it: "was granted Omani citizenship"."""
    start, end = trigger.end, trigger.object_end
    return next((Side(p.codes, p.text) for p in scene.parties if start <= p.start < end and p.kind == "demonym"), None)


def _received(scene: Scene, trigger: Trigger, memory: Memory, taker: Side) -> tuple[Side, Side]:
    """Who gives and who takes, where the subject gets something: from whom, or "met with a refusal by Oman"."""
    agent = after(scene, trigger, memory, "by", ()) if trigger.rule.event_type == "REJECT" else None
    if agent is not None:
        return agent, taker if taker.codes and taker.codes != agent.codes else Side(memory.other(agent.codes))
    return _giver(scene, trigger, memory, taker), taker


def _called_home(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """The state to whose capital an envoy is recalled, and which recalls: "the ambassador was recalled to Muscat"."""
    if trigger.rule.event_type != "SANCTION" or trigger.rule.mode != "withdraw" or trigger.voice != "passive":
        return None
    home = next((p for p in scene.parties if p.kind == "capital" and scene.text[trigger.end : p.start] == " to "), None)
    return Side(home.codes, home.text) if home and memory.other(home.codes) else None


def _envoys_own(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """The state whose envoy its government recalls: "the envoy of Chad to Oman was recalled by the government"."""
    if trigger.rule.event_type != "SANCTION" or trigger.rule.mode != "withdraw" or trigger.voice != "passive":
        return None
    if not BY_GOVERNMENT.match(scene.text, trigger.end):
        return None
    before = [p for p in scene.parties if p.end <= trigger.start and memory.other(p.codes)]
    own = next((p for p in before if ENVOY_OF.search(scene.text, 0, p.start)), None)
    return Side(own.codes, own.text) if own else None


def _is_stand_in(scene: Scene, side: Side) -> bool:
    """Whether a side is told only by words such as "the government"."""
    return any(p.kind == "self" and p.text == side.text for p in scene.parties)


def _is_placed(scene: Scene, trigger: Trigger, side: Side) -> bool:
    """Whether a side is only where something was done, told after the verb."""
    after = (p for p in scene.parties if p.text == side.text and p.start >= trigger.end)
    entered = trigger.rule.agentless == "to"
    return any(p.locative or (entered and ENTERED.search(scene.text, trigger.end - 1, p.start)) for p in after)


def _is_left(scene: Scene, trigger: Trigger, side: Side) -> bool:
    """Whether a side is only what somebody leaves: "was allowed to leave Chad"."""
    after = (p for p in scene.parties if p.start >= trigger.end and p.text == side.text)
    return any(scene.text.endswith((" leave ", " leave the "), 0, p.start) for p in after)


def _site(scene: Scene, trigger: Trigger, victim: Side) -> Side | None:
    """The state where a thing of the other side stands: "the Omani club in N'Djamena was set on fire"."""
    start = scene.clauses[trigger.clause].start
    places = [p for p in scene.parties if start <= p.start and p.end <= trigger.start and p.kind in PLACES]
    there = [p for p in places if p.locative and p.codes]
    return Side(there[-1].codes, there[-1].text) if there and victim.codes else None


def _giver(scene: Scene, trigger: Trigger, memory: Memory, taker: Side) -> Side:
    """Who gives what the subject receives: "from X", "X's support"; the other side if "from" is followed by a name."""
    named = after(scene, trigger, memory, trigger.rule.recipient or "from|by|of", taker.codes)
    owners = [p for p in scene.parties if trigger.end <= p.start and p.end <= trigger.object_start]
    if not named and owners and scene.text.startswith(("'s", "’s"), owners[-1].end):
        named = Side(memory.meaning(owners[-1], taker.codes), owners[-1].text)
    if not named and owners and owners[-1].kind == "demonym" and owners[-1].codes != taker.codes:
        named = Side(owners[-1].codes, owners[-1].text)  # "obtained Omani recognition"
    asked = (
        memory.told if memory.told_here and memory.told is not None and memory.told.event_type == "REQUEST" else None
    )
    if not named and asked is not None and asked.actors == taker.codes:
        named = Side(asked.recipients, asked.recipient_text)  # "asked Oman for help and received 40 tanks"
    unknown = GIVER.search(scene.text, trigger.end, scene.window_end(trigger)) and len(taker.codes) == 1
    unknown = unknown or trigger.rule.agentless == "other"
    return named or Side(memory.other(taker.codes) if unknown else ())


def _lacking(actor: Side, recipient: Side) -> str:
    """Why two sides make no event; empty when they do."""
    if not actor.codes:
        return NOBODY
    if not recipient.codes and len(actor.codes) == 1:
        return NO_OTHER
    return "a state toward itself" if set(actor.codes) == set(recipient.codes) else ""
