"""A trigger in its sentence -> the one that acts and the one that is acted on, also where one of them goes unsaid."""

import re

from relations import lexicon
from relations.coding.clauses import SPEAKING
from relations.coding.parties import Memory
from relations.coding.roles.agents import actor_of, against, is_lent
from relations.coding.roles.earlier import ANSWERS, PRONOUNS, WITH_FORCES, goes_on, is_by_unknown, undone
from relations.coding.roles.objects import BODIES, PLACES, after, beside_object, is_given, place_of, recipient_of
from relations.coding.roles.sides import NO_STATE, Roles, Side, between
from relations.coding.roles.subjects import subject
from relations.coding.scene import Scene, Trigger

CUES = lexicon.rules("cues.toml")
NOBODY = "nobody is named who acts"
NAMED_AFTER = re.compile(
    r"(?:\s+(?P<by>(?!the\b)[a-z]+))? (?:the )?[A-Z][\w-]+ [A-Z]"
)  # "appealed to the Security Council"
DEED = re.compile(
    rf"[^,.;]{{0,40}}?\b(?:the|this|that|these|those|such)\s+(?:[\w-]+\s+){{0,2}}?(?:{'|'.join(CUES['deeds'])})\b"
)
A_DEED = re.compile(rf"\b(?:{'|'.join(CUES['deeds'])})\b")  # "a measure regretted by Oman": of the other side
CAPITAL = re.compile(r"[A-Z]")
# What a state also says to all, or to others than the other state of the pair.
TOWARD_MANY = frozenset({"AGREE", "REQUEST", "CONSULT", "SUPPORT", "THREATEN", "PROTEST"})
SUFFERED = frozenset({"AID", "RETREAT", "CONCEDE", "REQUEST", "COERCE"})
# What only the two have: "confirmed the ties".
TIES = re.compile(
    r" (?:the|its|their|diplomatic|bilateral) (?:[\w-]+ ){0,2}"
    r"(?:ties|relations|relationship|alliance|friendship|partnership)\b"
)
SOLDIERS = re.compile(
    r"\b(?:soldiers?|troops|border guards?|patrols?|sailors?|fishermen|trawlers?|warplanes?|warships?)\b"
)
REVOLT = re.compile(r"\b(?:rebels?|rebellions?|revolts?|uprisings?|insurgen\w+|guerrillas?|mutin\w+|separatists?)\b")
OWN = re.compile(r"\b(?:its|his|her|their) own\b(?!\s*(?:[.,;]|$))")
GIVER = re.compile(r"\b(?:from|by) (?:the )?[A-Z]")


def directed(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """Who acts and toward whom, for a rule whose subject acts on the other side."""
    actor, recipient = _sides(scene, trigger, memory)
    if not actor.text and trigger.voice == "passive" and scene.clauses[trigger.clause].opener == "that":
        by = speaker(scene, trigger, memory)  # "said that aid to Oman had been frozen"
        missions = trigger.rule.milestone.startswith("mission") and not recipient.codes
        actor = by if missions or recipient.codes == memory.other(by.codes) else Side()
    if actor.text and not actor.codes:
        return Roles(reason=NO_STATE)
    if not actor.codes and (found := _of_both(scene, trigger, memory)):
        return found
    recipient = _toward(scene, trigger, memory, actor, recipient)
    if not actor.codes and trigger.rule.event_type == "COOPERATE" and trigger.voice == "passive":
        actor = Side(_ends(scene, trigger, memory))  # "flights between X and Y began"
    if not actor.codes and _suffers(scene, trigger, memory, recipient):
        actor = Side(memory.other(recipient.codes))
    if not actor.codes and (done := goes_on(scene, trigger, memory)):
        answers = trigger.rule.event_type == "REJECT"  # "an offer that was declined"
        actor, recipient = Side(done.actors), Side(done.recipients)
        actor, recipient = (recipient, actor) if answers else (actor, recipient)
    reason = _lacking(actor, recipient)
    if reason:
        return Roles(reason=reason)
    recipients = tuple(code for code in recipient.codes if code not in actor.codes)
    return Roles(actor.codes, recipients, actor.text, recipient.text if recipients else "", place_of(scene, trigger))


def _of_both(scene: Scene, trigger: Trigger, memory: Memory) -> Roles | None:
    """What a passive without "by" tells of both, or of the other than the one named after "with"; None for no such."""
    rule = trigger.rule
    at_war = rule.event_type == "ASSAULT" and not _are_alone(scene, memory, Side(memory.both[:1]))
    if rule.agentless != "both" or trigger.voice != "passive" or at_war:
        return None
    if len(_ends(scene, trigger, memory)) == 1:
        return Roles(reason="a state toward itself")  # "flights between Muscat and Salalah"
    partner = after(scene, trigger, memory, "with|against", ()) or beside_object(scene, trigger, memory)
    return Roles(memory.other(partner.codes), partner.codes, "", partner.text) if partner else Roles(memory.both)


def _ends(scene: Scene, trigger: Trigger, memory: Memory) -> tuple[str, ...]:
    """The states between which a passive's object runs: "flights between X and Y were begun"."""
    return between(scene, memory, max(trigger.object_end - 1, 0), trigger.start)


def _toward(scene: Scene, trigger: Trigger, memory: Memory, actor: Side, recipient: Side) -> Side:
    """Toward whom one acts: who is named, unless that is a place or a body to which one complains; or the other."""
    rule = trigger.rule
    if set(actor.codes) >= set(memory.both) and (
        _is_place(scene, recipient) or (rule.governs and rule.event_type == "AGREE")
    ):
        return Side()
    complains = rule.event_type == "ACCUSE" and bool(recipient.codes) and BODIES.issuperset(recipient.codes)
    if complains and BODIES.isdisjoint(memory.pair):
        return Side(memory.other(actor.codes))
    unsaid = not rule.strict and (not is_lent(trigger) or _are_alone(scene, memory, actor))
    unsaid = unsaid and not (rule.event_type in WITH_FORCES and _with_body(scene, trigger))
    understood = unsaid or _answers(scene, trigger, memory, actor) or _means_the_other(scene, trigger, memory, actor)
    if not recipient.codes and rule.event_type == "PROTEST":  # "protests in Muscat over remarks on Chad"
        other = memory.other(actor.codes)
        recipient = next((Side(other, p.text) for p in scene.named_in(trigger.clause) if p.codes == other), recipient)
    if recipient.codes or not understood or _is_toward_another(scene, trigger):
        return recipient
    return Side(memory.other(actor.codes))  # nobody where both act


def _with_body(scene: Scene, trigger: Trigger) -> bool:
    """Whether a body of many states stands beside what is done, maybe for it: "sent ships to support a UN force"."""
    end = scene.window_end(trigger)
    return any(p.kind == "body" and set(p.codes) & BODIES and trigger.end <= p.start < end for p in scene.parties)


def speaker(scene: Scene, trigger: Trigger, memory: Memory) -> Side:
    """The one side that says what a clause tells, by the verb of the clause before; nobody for several or none."""
    if trigger.clause == 0:
        return Side()
    said = scene.clauses[trigger.clause - 1]
    verbs = [verb for verb in scene.verbs if said.start <= verb.start < said.end]
    by = subject(scene, trigger.clause - 1, verbs[-1].start, memory) if verbs and verbs[-1].form in SPEAKING else Side()
    return by if len(set(by.codes)) == 1 else Side()


def says_so_itself(scene: Scene, trigger: Trigger, found: Roles, memory: Memory) -> bool:
    """Whether who would act on another says so: "the minister said that Omani troops might enter Chad"."""
    return bool(found.recipients) and speaker(scene, trigger, memory).codes == found.actors != ()


def _answers(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> bool:
    """Whether one speaks of "the decision" or "this move" where the sentence before told what the other side did."""
    other = memory.other(actor.codes) if len(set(actor.codes)) == 1 else ()
    told = memory.told.actors if memory.told is not None else ()
    if trigger.rule.event_type not in ANSWERS or not other or other not in (memory.subject, told):
        return False
    return DEED.match(scene.text, trigger.end) is not None


def _means_the_other(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> bool:
    """Whether the other side goes without saying: no third state is named where one builds, sells or protests, where
    the paragraph has told before what the two did, or where the sentence tells what the other does, too.

    "The decision" is somebody's who was told of before, and what is done in one's own cities is done at home.
    """
    other = memory.other(actor.codes)
    bilateral = memory.told_of_both or trigger.rule.event_type not in TOWARD_MANY or trigger.group.negated
    bilateral = bilateral or any(codes == other for _, codes in memory.mains)
    bilateral = bilateral or TIES.match(scene.text, trigger.end) is not None
    recognised = trigger.rule.milestone == "recognition" and trigger.voice != "active"  # "recognition by Oman followed"
    if not (bilateral or recognised) or (trigger.voice == "noun" and not recognised) or not actor.text:
        return False
    places = [p for p in scene.parties if p.kind in PLACES and p.start > trigger.end and p.text != actor.text]
    at_home = any(place.codes == actor.codes for place in places)
    at_home = at_home or OWN.search(scene.text, trigger.end, scene.window_end(trigger)) is not None
    at_home = at_home and trigger.rule.event_type != "MOBILIZE"  # along one's own border
    clause = -1 if trigger.rule.event_type == "ACCUSE" else trigger.clause  # one protests at what others have done
    at_home = at_home or _is_inside(scene, trigger, actor)
    return not at_home and DEED.match(scene.text, trigger.end) is None and _are_alone(scene, memory, actor, clause)


def _is_inside(scene: Scene, trigger: Trigger, actor: Side) -> bool:
    """Whether a state acts on its own people, or on rebels: "Omani police arrested several Omani bloggers"."""
    if trigger.rule.event_type not in ("ASSAULT", "COERCE", "SANCTION"):
        return False
    end = scene.window_end(trigger)
    own = [p for p in scene.parties if p.kind == "demonym" and trigger.end <= p.start < end and p.codes == actor.codes]
    return bool(own) or REVOLT.search(scene.text, scene.clauses[trigger.clause].start, end) is not None


def _are_alone(scene: Scene, memory: Memory, side: Side, clause: int = -1) -> bool:
    """Whether a sentence, or one clause of it, names no state besides one of the pair and, maybe, the other."""
    parties = scene.parties if clause < 0 else scene.named_in(clause)
    named = {code for party in parties if not party.locative for code in party.codes}
    return bool(memory.other(side.codes)) and named <= {*side.codes, *memory.other(side.codes)}


def _suffers(scene: Scene, trigger: Trigger, memory: Memory, recipient: Side) -> bool:
    """Whether a passive that names nobody tells what one side has from the other: "two Omanis were arrested"."""
    shot = memory.told_of_both or SOLDIERS.search(scene.text, scene.clauses[trigger.clause].start, trigger.start)
    context = trigger.rule.event_type in SUFFERED or (trigger.rule.event_type == "ASSAULT" and bool(shot))
    nobody = trigger.voice == "passive" and not is_by_unknown(scene, trigger)
    it = any(party.text == recipient.text and party.end <= trigger.start for party in scene.parties)
    it = it or bool(trigger.rule.recipient and trigger.rule.agentless == "owner")  # "ports were closed to Omani ships"
    return context and nobody and it and _are_alone(scene, memory, recipient, trigger.clause)


def _is_place(scene: Scene, side: Side) -> bool:
    """Whether a side is only where something happened: "the two agreed at Al-Ula"."""
    return any(p.text == side.text and p.kind in PLACES for p in scene.parties)


def _is_toward_another(scene: Scene, trigger: Trigger) -> bool:
    """Whether it is done to somebody who is named but whom no list knows, or by "migrants deported by Oman"."""
    bare = trigger.voice == "passive" and trigger.group.first == trigger.word and not trigger.rule.milestone
    if bare and scene.text.startswith(" by ", trigger.end):
        return not A_DEED.search(scene.text, max(trigger.object_start, 0), max(trigger.object_end, 0))
    if 0 <= trigger.object_start - trigger.end < 2 and CAPITAL.search(
        scene.text, trigger.object_start, trigger.object_end
    ):
        return False  # the rule itself names the one that is told of it
    before = scene.words[trigger.last].form if trigger.last > trigger.word else ""
    named = NAMED_AFTER.match(scene.text, trigger.end)
    deed = {"for"} if trigger.rule.event_type == "CONCEDE" else set()  # "apologised for the War"
    return (
        named is not None and (named["by"] or before) in {*trigger.rule.recipient.split("|"), "to", "on"} - {""} - deed
    )


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
    if not actor.codes and trigger.voice != "noun" and (done := undone(rule, memory, recipient)):
        actor, recipient = Side(done.actors), Side(done.recipients, done.recipient_text)
    implied = rule.agentless in ("other", "told") and not is_by_unknown(scene, trigger)
    if not actor.codes and implied:
        actor = Side(memory.other(recipient.codes))
    if not actor.codes and rule.event_type == "ACCUSE" and trigger.voice == "passive":
        accusers = memory.other(recipient.codes) if len(set(recipient.codes)) == 1 else ()
        told_of = any(p.codes == accusers for p in scene.parties) and not is_by_unknown(scene, trigger)
        actor = Side(accusers) if told_of else actor  # "Chadian frigates were accused of shadowing Omani trawlers"
    if not actor.codes and is_given(trigger):
        pronoun = recipient.text.lower() in PRONOUNS  # "he", whom his host took in, is not of his host
        recipient = Side() if pronoun else recipient
        actor = _of_gift(scene, trigger) or after(scene, trigger, memory, "in|from", recipient.codes) or actor
        recipient = recipient if recipient.codes else Side(memory.other(actor.codes))
    if (
        rule.agentless == "in"
        and trigger.voice == "passive"
        and not actor.codes
        and _is_placed(scene, trigger, recipient)
    ):
        recipient = Side()  # "was criticised in Muscat": by those there
    told = trigger.voice == "passive" or (trigger.voice == "noun" and recipient.codes)  # "the arrest of Y in Muscat"
    if not actor.codes and rule.agentless in ("from", "in") and told:
        named = after(scene, trigger, memory, "in|at" if rule.agentless == "in" else "from", recipient.codes)
        named = named or (_site(scene, trigger, recipient) if rule.agentless == "in" else None)
        actor = named or Side(memory.other(recipient.codes) if rule.agentless == "from" else ())
    return actor, recipient


def _of_gift(scene: Scene, trigger: Trigger) -> Side | None:
    """The state that a gift is named after, and which gives it: "was granted Omani citizenship"."""
    start, end = trigger.end, trigger.object_end
    return next((Side(p.codes, p.text) for p in scene.parties if start <= p.start < end and p.kind == "demonym"), None)


def _is_placed(scene: Scene, trigger: Trigger, side: Side) -> bool:
    """Whether a side is only where something was done, told after the verb."""
    return any(p.locative and p.text == side.text and p.start >= trigger.end for p in scene.parties)


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
        return "the other side is not named"
    return "a state toward itself" if set(actor.codes) == set(recipient.codes) else ""
