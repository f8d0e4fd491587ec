"""A trigger in its sentence -> who acts and toward whom."""

import re
from typing import NamedTuple

from relations import lexicon
from relations.coding.parties import Memory
from relations.coding.roles.objects import (
    PLACES,
    actor_of,
    after,
    against,
    beside_object,
    first_after,
    host_of,
    place_of,
    recipient_of,
    with_end,
)
from relations.coding.roles.sides import Side, codes_of, union
from relations.coding.roles.subjects import main_subject, opening
from relations.coding.scene import Scene, Trigger

__all__ = ["Roles", "assign", "codes_of", "main_subject", "one_sided", "opening"]

CUES = lexicon.rules("cues.toml")
NOBODY = "nobody is named who acts"
NO_STATE = "who acts is an organisation of no one country, or unclear"
NAMED_AFTER = re.compile(
    r"(?:\s+(?P<by>(?!the\b)[a-z]+))? (?:the )?[A-Z][\w-]+ [A-Z]"
)  # "appealed to the Security Council"
ANSWERS = frozenset({"ACCUSE", "REJECT", "THREATEN"})
DEED = re.compile(
    rf"[^,.;]{{0,40}}?\b(?:the|this|that|these|those|such)\s+(?:[\w-]+\s+){{0,2}}?(?:{'|'.join(CUES['deeds'])})\b"
)
BILATERAL = frozenset({"COOPERATE", "ACCUSE", "CONCEDE"})
TRIPARTITE = re.compile(r"\b(?:tripartite|trilateral|three-(?:way|party))\b", re.IGNORECASE)
GIVER = re.compile(r"\b(?:from|by) (?:the )?[A-Z]")


class Roles(NamedTuple):
    """Country codes of actors and recipients with the words that name them; `reason` says why there are none."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_text: str = ""
    recipient_text: str = ""
    place: str = ""
    reason: str = ""


def assign(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """Find actors and recipients, by the rule's roles and the voice of the trigger; without a pair one side will do."""
    found = _assigned(scene, trigger, memory)
    if found.reason and not memory.pair:
        actor = actor_of(scene, trigger, memory)
        return Roles(actor.codes, (), actor.text)
    return found


def _assigned(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    if trigger.rule.roles == "mutual":
        return _mutual(scene, trigger, memory)
    if trigger.rule.roles == "meet":
        return _meeting(scene, trigger, memory)
    if trigger.rule.roles == "visit":
        return _visit(scene, trigger, memory)
    if trigger.rule.roles == "hosted":
        return _hosted(scene, trigger, memory)
    if trigger.rule.roles == "mirrored":
        return _mirrored(scene, trigger, memory)
    return _directed(scene, trigger, memory)


def _mirrored(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """What was told last, done by who received it to who did it: "Oman reciprocated in 1991"."""
    actor = actor_of(scene, trigger, memory)
    told = memory.told
    if told is None or len(told.actors) != 1 or not actor.codes or actor.codes != told.recipients:
        return Roles(reason="what is reciprocated was not told")
    return Roles(actor.codes, told.actors, actor.text, told.actor_text)


def _directed(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    rule = trigger.rule
    actor, recipient = _sides(scene, trigger, memory)
    if actor.text and not actor.codes:
        return Roles(reason=NO_STATE)
    if not actor.codes and rule.agentless == "both" and trigger.voice == "passive":
        partner = after(scene, trigger, memory, "with|against", ()) or beside_object(scene, trigger, memory)
        return Roles(memory.other(partner.codes), partner.codes, "", partner.text) if partner else Roles(memory.both)
    all_act = set(actor.codes) >= set(memory.both)
    if all_act and (_is_place(scene, recipient) or (rule.governs and rule.event_type == "AGREE")):
        recipient = Side()
    understood = not rule.strict or _answers(scene, trigger, memory, actor) or _means_the_other(scene, trigger, actor)
    if not recipient.codes and understood and not _is_toward_another(scene, trigger):
        recipient = Side(memory.other(actor.codes) if len(set(actor.codes)) == 1 else ())
    reason = _lacking(actor, recipient)
    if reason:
        return Roles(reason=reason)
    recipients = tuple(code for code in recipient.codes if code not in actor.codes)
    return Roles(actor.codes, recipients, actor.text, recipient.text if recipients else "", place_of(scene, trigger))


def _answers(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> bool:
    """Whether one speaks of "the decision" or "this move" where the sentence before told what the other side did."""
    other = memory.other(actor.codes) if len(set(actor.codes)) == 1 else ()
    told = memory.told.actors if memory.told is not None else ()
    if trigger.rule.event_type not in ANSWERS or not other or other not in (memory.subject, told):
        return False
    return DEED.match(scene.text, trigger.end) is not None


def _means_the_other(scene: Scene, trigger: Trigger, actor: Side) -> bool:
    """Whether the other side goes without saying: no other state is named where one builds, sells or protests.

    "The decision" is somebody's who was told of before, and what is done in one's own cities is done at home.
    """
    if trigger.rule.event_type not in BILATERAL or trigger.voice != "active" or not actor.text:
        return False
    at_home = any(party.kind in PLACES and party.start > trigger.end for party in scene.parties)
    named = {code for party in scene.parties for code in party.codes}
    return named <= set(actor.codes) and not at_home and DEED.match(scene.text, trigger.end) is None


def _is_place(scene: Scene, side: Side) -> bool:
    """Whether a side is only where something happened: "the two agreed at Al-Ula"."""
    return any(p.text == side.text and p.kind in PLACES for p in scene.parties)


def _is_toward_another(scene: Scene, trigger: Trigger) -> bool:
    """Whether it is done to somebody who is named but whom no list knows, or by "migrants deported by Oman"."""
    bare = trigger.voice == "passive" and trigger.group.first == trigger.word and not trigger.rule.milestone
    if bare and scene.text.startswith(" by ", trigger.end):
        return True
    before = scene.words[trigger.last].form if trigger.last > trigger.word else ""
    named = NAMED_AFTER.match(scene.text, trigger.end)
    return named is not None and (named["by"] or before) in {*trigger.rule.recipient.split("|"), "to", "on"} - {""}


def _sides(scene: Scene, trigger: Trigger, memory: Memory) -> tuple[Side, Side]:
    """Who acts and toward whom, as far as the words tell; the rule says who acts where a passive names nobody."""
    rule = trigger.rule
    if hated := against(scene, trigger, memory):
        place = next((p for p in scene.parties if p.kind in PLACES and p.codes and p.codes != hated.codes), None)
        return Side(place.codes, "") if place else Side(memory.other(hated.codes)), hated
    actor = actor_of(scene, trigger, memory)
    recipient = recipient_of(scene, trigger, memory, actor.codes)
    if rule.roles == "received":
        return _giver(scene, trigger, memory, actor), actor
    if not actor.codes and rule.agentless == "told" and memory.told is not None:
        actor = Side(memory.told.actors if memory.told.event_type in ("SANCTION", "COERCE") else ())
    if not actor.codes and rule.agentless in ("other", "told") and recipient.codes:
        actor = Side(memory.other(recipient.codes))
    if not actor.codes and rule.agentless in ("from", "in") and trigger.voice == "passive":
        named = after(scene, trigger, memory, rule.agentless, recipient.codes)
        actor = named or Side(memory.other(recipient.codes) if rule.agentless == "from" else ())
    return actor, recipient


def _giver(scene: Scene, trigger: Trigger, memory: Memory, taker: Side) -> Side:
    """Who gives what the subject receives: "from X", "X's support"; the other side if "from" is followed by a name."""
    named = after(scene, trigger, memory, "from|by|of", taker.codes)
    owners = [p for p in scene.parties if trigger.end <= p.start and p.end <= trigger.object_start]
    if not named and owners and scene.text.startswith(("'s", "’s"), owners[-1].end):
        named = Side(memory.meaning(owners[-1], taker.codes), owners[-1].text)
    unknown = GIVER.search(scene.text, trigger.end, scene.window_end(trigger)) and len(taker.codes) == 1
    return named or Side(memory.other(taker.codes) if unknown else ())


def _lacking(actor: Side, recipient: Side) -> str:
    """Why two sides make no event; empty when they do."""
    if not actor.codes:
        return NOBODY
    if not recipient.codes and len(actor.codes) == 1:
        return "the other side is not named"
    return "a state toward itself" if set(actor.codes) == set(recipient.codes) else ""


def one_sided(found: Roles, scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """What all would do together as what one side does to the others: who will not sign refuses."""
    actor = actor_of(scene, trigger, memory)
    if found.recipients or len(set(actor.codes)) != 1:
        return found
    others = tuple(code for code in found.actors if code not in actor.codes)
    return found._replace(actors=actor.codes, recipients=others, actor_text=actor.text)


def _mutual(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """All who take part are actors: "X and Y signed", "relations between X and Y were established"."""
    start = scene.clauses[trigger.clause].start
    actor = actor_of(scene, trigger, memory)
    if scene.text[max(trigger.object_start, 0) : max(trigger.object_end, 0)].lower() in ("it", "they"):
        actor = Side()  # the agreement, not a state
    if actor.text and not actor.codes and not _are_signers(scene, trigger):
        return Roles(reason=NO_STATE)
    prepositions = "with|between|from" if len(actor.codes) < 2 else "with"
    partner = after(scene, trigger, memory, prepositions, actor.codes)
    if trigger.voice in ("passive", "noun"):
        start, end = min(start, trigger.object_start), _phrase_end(scene, trigger)
        if trigger.voice == "noun":  # not the subject of a verb before it: "Qatari mediation led to the resumption of"
            start = max([start, *(verb.end for verb in scene.verbs if verb.start < trigger.start)])
        inside = [p for p in scene.parties if start <= p.start and p.end <= end and not p.locative]
        partner = Side(codes_of(inside, memory), " and ".join(p.text for p in inside)) if inside else partner
    codes = union(actor.codes, partner.codes if partner else ())
    if len(codes) == 1 and _are_of_one_state(scene, actor):
        return Roles(reason="all who act are of one state")
    if len(codes) < 2:
        codes = _completed(codes, scene, trigger, memory)
    if len(codes) < 2:
        return Roles(reason="only one party is named")
    text = " and ".join(filter(None, [actor.text, partner.text if partner else ""]))
    return Roles(codes, (), text, "", place_of(scene, trigger))


def _are_of_one_state(scene: Scene, actor: Side) -> bool:
    """Whether several people act who are all of one state: "President X and the rebel Y signed"."""
    names = {p.text for p in scene.parties if p.kind == "person-name" and p.codes == actor.codes}
    return len([name for name in names if name in actor.text]) > 1


def _are_signers(scene: Scene, trigger: Trigger) -> bool:
    """Whether two people of whom the text does not say for whom they act sign: "signed by X and Y"."""
    passive = trigger.voice == "passive"
    start, end = (
        (trigger.end, scene.window_end(trigger)) if passive else (scene.clauses[trigger.clause].start, trigger.start)
    )
    unknown = [p for p in scene.parties if start <= p.start < end and p.kind == "person-name" and not p.codes]
    bilateral = trigger.rule.milestone == "agreement_signed" or not passive
    return bilateral and len(unknown) == 2 and " and " in scene.text[unknown[0].end : unknown[1].start]


def _completed(codes: tuple[str, ...], scene: Scene, trigger: Trigger, memory: Memory) -> tuple[str, ...]:
    """All who take part, where the text names one or none: the two states, unless the rule wants both named."""
    if trigger.rule.strict:
        return codes
    if trigger.voice == "passive" and TRIPARTITE.search(scene.text):
        return union(codes, memory.both)
    return union(codes, memory.other(codes)) if codes else memory.both


def _meeting(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """A meeting: mutual, or a visit when it takes place in the capital or country of one side."""
    actor = actor_of(scene, trigger, memory)
    if actor.text and not actor.codes:
        return Roles(reason=NO_STATE)
    host = host_of(scene, trigger, memory, actor.codes)
    if host and len(set(actor.codes)) == 1:
        return Roles(actor.codes, host.codes, actor.text, host.text, host.text)
    if len(set(actor.codes)) > 1:  # what follows says where they met, or whom both met with
        partners = after(scene, trigger, memory, "with", actor.codes) or Side()
    else:
        partners = first_after(scene, trigger, memory, actor.codes, placed=False)
    codes = union(actor.codes, partners.codes)
    if len(codes) < 2:
        codes = union(codes, memory.other(codes)) if codes else memory.both
    if len(codes) < 2:
        return Roles(reason="only one party is named")
    return Roles(codes, (), " and ".join(filter(None, [actor.text, partners.text])), "", place_of(scene, trigger))


def _visit(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """A visit: the visitor acts, the host receives."""
    actor = actor_of(scene, trigger, memory)
    host = after(scene, trigger, memory, "to|in|at", actor.codes) if trigger.voice == "noun" else None
    if host is None:
        host = recipient_of(scene, trigger, memory, actor.codes)
        if trigger.voice == "noun" and 0 <= scene.text.find(",", trigger.end) < scene.text.find(host.text, trigger.end):
            host = Side()  # of another phrase: "during a visit in June 2022, President X"
    if trigger.voice == "noun" and not actor.codes and host.codes and len(host.codes) == 1:
        actor = Side(memory.other(host.codes))
    if trigger.voice == "active" and not host.codes and _visits_home(scene, trigger, actor):
        return Roles(reason="a visit within one state")
    if not host.codes and actor.codes and (trigger.voice == "noun" or not trigger.rule.strict):
        host = Side(memory.other(actor.codes) if len(set(actor.codes)) == 1 else ())
    if not actor.codes or not host.codes:
        return Roles(reason="the visitor or the host is not named")
    hosts = tuple(code for code in host.codes if code not in actor.codes)
    if not hosts:
        return Roles(reason="a visit within one state")
    return Roles(actor.codes, hosts, actor.text, host.text, place_of(scene, trigger))


def _hosted(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """A visit told from the host's side: the subject receives, the guest acts."""
    host = actor_of(scene, trigger, memory)
    guest = recipient_of(scene, trigger, memory, host.codes)
    if trigger.voice == "passive" and not host.text:
        host = host_of(scene, trigger, memory, guest.codes) or host
    if not host.codes or not guest.codes or set(host.codes) & set(guest.codes):
        return Roles(reason="the visitor or the host is not named")
    return Roles(guest.codes, host.codes, guest.text, host.text, place_of(scene, trigger))


def _visits_home(scene: Scene, trigger: Trigger, actor: Side) -> bool:
    end = scene.window_end(trigger)
    named = [p for p in scene.parties if trigger.end <= p.start < end and p.kind not in ("demonym", "person-name")]
    return any(p.codes and set(p.codes) <= set(actor.codes) for p in named)


def _phrase_end(scene: Scene, trigger: Trigger) -> int:
    return scene.window_end(trigger) if trigger.voice == "noun" else max(trigger.start, with_end(scene, trigger))
