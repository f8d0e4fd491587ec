"""A trigger that names one side or none -> the other side, where what stands around leaves no doubt of it."""

import re

from relations import lexicon
from relations.coding.parties import Memory
from relations.coding.roles.agents import is_lent
from relations.coding.roles.earlier import ANSWERS, WITH_FORCES, WRONGS, is_by_force, is_by_third, is_by_unknown
from relations.coding.roles.objects import BODIES, PLACES
from relations.coding.roles.sides import Side
from relations.coding.roles.subjects import subject
from relations.coding.scene import Scene, Trigger

CUES = lexicon.rules("cues.toml")
NAMED_AFTER = re.compile(
    r"(?:\s+(?P<by>(?!the\b)[a-z]+))? (?:the )?[A-Z][\w-]+ [A-Z]"
)  # "appealed to the Security Council"
DEED = re.compile(
    rf"[^,.;]{{0,40}}?\b(?:the|this|that|these|those|such)\s+(?:[\w-]+\s+){{0,2}}?(?:{'|'.join(CUES['deeds'])})\b",
    re.IGNORECASE,
)
OWNER = re.compile(r"(?:['’]s?)? (?:[a-z-]+ |\d{4} ){0,2}")  # "Oman's invasion", "the 1989 Omani naval blockade"
ONLY_FEARED = re.compile(
    r"\b(?:escap\w+|avoid\w*|avert\w*|prevent\w*|fear\w*|threat of|danger of|risk of|against|possible) (?:the |an? )?$"
)
OPENED = re.compile(
    r"\b(?:was|were|has been|had been|have been) (?:\w+ )?"
    r"(?:opened|inaugurated|completed|finished|handed over|delivered|commissioned)\b"
)
A_DEED = re.compile(rf"\b(?:{'|'.join(CUES['deeds'])})\b")  # "a measure regretted by Oman": of the other side
ANNEX = re.compile(r"annex|conque|coloni|incorporat", re.IGNORECASE)
CAPITAL = re.compile(r"[A-Z]")
# What only the two have: "confirmed the ties".
TIES = re.compile(
    r" (?:the|its|their|diplomatic|bilateral) (?:[\w-]+ ){0,2}"
    r"(?:ties|relations|relationship|alliance|friendship|partnership)\b"
)
REVOLT = re.compile(rf"\b(?:{'|'.join(CUES['revolt'])})\b")
SOLDIERS = re.compile(rf"\b(?:{'|'.join(CUES['guards'])})\b")
AT_HOME = re.compile(rf"\b(?:{'|'.join(CUES['figures_at_home'])})\b", re.IGNORECASE)
OWN = re.compile(r"\b(?:its|his|her|their) own\b(?!\s*(?:[.,;]|$))")
# What a state also says to all, or to others than the other state of the pair.
TOWARD_MANY = frozenset({"AGREE", "REQUEST", "CONSULT", "SUPPORT", "THREATEN", "PROTEST"})
WRONGED = WRONGS | ANSWERS | {"MOBILIZE"}
AGAINST = re.compile(
    r"\bagainst (?!(?:it|this|that|them|the (?:decision|move|killing|attack|raid|arrest|execution)s?)\b)"
)
THROUGH = re.compile(r"\b(?:through|via|in|within|under|as part of|with)(?: the)? (?:[\w-]+ ){0,2}$")
SUFFERED = frozenset({"AID", "RETREAT", "CONCEDE", "REQUEST", "COERCE"})


def toward(scene: Scene, trigger: Trigger, memory: Memory, actor: Side, recipient: Side) -> Side:
    """Toward whom one acts: who is named, unless that is a place or a body to which one complains; or the other."""
    rule = trigger.rule
    if set(actor.codes) >= set(memory.both) and (
        _is_place(scene, recipient) or (rule.governs and rule.event_type == "AGREE")
    ):
        return Side()
    complains = rule.event_type == "ACCUSE" and bool(recipient.codes) and BODIES.issuperset(recipient.codes)
    if (complains or _is_through_body(scene, trigger, recipient)) and BODIES.isdisjoint(memory.pair):
        return Side(memory.other(actor.codes))
    unsaid = not rule.strict and (not is_lent(trigger) or are_alone(scene, memory, actor))
    unsaid = unsaid and not _is_of_occasion(scene, trigger)
    unsaid = unsaid and not (rule.milestone.startswith("mission") and _names_third(scene, memory))
    unsaid = unsaid and not (rule.event_type in WITH_FORCES and _with_body(scene, trigger))
    if rule.mode == "third-party" and not recipient.codes and _is_between_the_two(scene, trigger, memory, actor):
        return Side(memory.both)
    understood = unsaid or _answers(scene, trigger, memory, actor) or _means_the_other(scene, trigger, memory, actor)
    if rule.event_type == "PROTEST" and any(p.kind == "self" and p.text == recipient.text for p in scene.parties):
        return Side()  # "protests in Muscat against the government"
    if not recipient.codes and rule.event_type == "PROTEST":  # "protests in Muscat over remarks on Chad"
        other = memory.other(actor.codes)
        recipient = next((Side(other, p.text) for p in scene.named_in(trigger.clause) if p.codes == other), recipient)
        if not recipient.codes and _follows_wrong(scene, memory, other):
            return Side(other)
    if not recipient.codes and (blamed := _blamed_after(scene, trigger, memory, actor)):
        return blamed
    if recipient.codes or not understood or _is_toward_another(scene, trigger, memory, actor):
        return recipient
    return Side(memory.other(actor.codes))  # nobody where both act


def _blamed_after(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> Side | None:
    """The other side, of which the next clause tells what one protests at: "protested when Oman sold the rights"."""
    at = trigger.clause + 1
    if trigger.rule.event_type != "ACCUSE" or trigger.voice != "active" or at >= len(scene.clauses):
        return None
    clause = scene.clauses[at]
    verb = next((verb.start for verb in scene.verbs if clause.start <= verb.start < clause.end), -1)
    if clause.opener not in ("when", "after", "because", "that") or verb < 0:
        return None
    by = subject(scene, at, verb, memory)
    return by if by.codes and by.codes == memory.other(actor.codes) else None


def _is_of_occasion(scene: Scene, trigger: Trigger) -> bool:
    """Whether a deed may be toward a third state of its occasion: "recalled its envoy after the row with Libya"."""
    after = (p for p in scene.parties_of(trigger.clause) if p.aside and p.start >= trigger.end)
    return any(not (p.locative and p.kind in PLACES) for p in after)  # "at a summit in Cairo" is only where


def _is_through_body(scene: Scene, trigger: Trigger, recipient: Side) -> bool:
    """Whether a body of many states only passes on what one state gives: "donated vaccines through the UN"."""
    if trigger.rule.event_type not in WITH_FORCES | {"COOPERATE"} or not BODIES.issuperset(recipient.codes):
        return False
    bodies = [p for p in scene.parties if p.text == recipient.text and p.start >= trigger.end]
    return bool(recipient.codes and bodies) and THROUGH.search(scene.text, trigger.end, bodies[0].start) is not None


def _is_between_the_two(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> bool:
    """Whether a third state mediates, and its clause names nobody but the two between whom: "Kenya mediated"."""
    named = {code for party in scene.named_in(trigger.clause) for code in party.codes if not party.locative}
    third = bool(actor.codes) and not any(memory.other((code,)) for code in actor.codes)
    return third and named <= {*actor.codes, *memory.both}


def _follows_wrong(scene: Scene, memory: Memory, other: tuple[str, ...]) -> bool:
    """Whether people protest right after a wrong by the other side: "Oman seized it. There were riots in N'Djamena"."""
    told = memory.told
    if told is None or told.event_type not in WRONGED or AGAINST.search(scene.text):
        return False
    return other != () and other in (told.actors, told.recipients if told.event_type in ANSWERS else ())


def _names_third(scene: Scene, memory: Memory) -> bool:
    """Whether a sentence names a third state but not both of the two: "a treaty with Libya, and opened an embassy"."""
    named = {code for party in scene.parties for code in party.codes if not party.locative}
    thirds = {code for code in named if not memory.other((code,))} - BODIES
    return bool(memory.pair) and bool(thirds) and not set(memory.both) <= named


def _with_body(scene: Scene, trigger: Trigger) -> bool:
    """Whether a body of many states stands beside what is done, maybe for it: "sent ships to support a UN force"."""
    end = scene.window_end(trigger)
    return any(p.kind == "body" and set(p.codes) & BODIES and trigger.end <= p.start < end for p in scene.parties)


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
    noun = trigger.voice == "noun" and not recognised and not _owns(scene, trigger, actor, other)
    if not (bilateral or recognised) or noun or not actor.text:
        return False
    opening = scene.clauses[trigger.clause].start
    if trigger.voice == "passive" and memory.subject == actor.codes and DEED.match(scene.text, opening):
        return False  # "the decision was criticised by merchants in Muscat"
    end = scene.window_end(trigger)
    places = [p for p in scene.parties if p.kind in PLACES and trigger.end < p.start < end and p.text != actor.text]
    at_home = any(place.codes == actor.codes for place in places)
    at_home = at_home or OWN.search(scene.text, trigger.end, end) is not None
    at_home = at_home and trigger.rule.event_type != "MOBILIZE"  # along one's own border
    clause = -1 if trigger.rule.event_type == "ACCUSE" else trigger.clause  # one protests at what others have done
    at_home = at_home or _is_inside(scene, trigger, actor)
    return not at_home and DEED.match(scene.text, trigger.end) is None and are_alone(scene, memory, actor, clause)


def _owns(scene: Scene, trigger: Trigger, actor: Side, other: tuple[str, ...]) -> bool:
    """Whether its owner tells a deed, and the sentence names the other: "Oman's invasion was condemned by Chad"."""
    owner = next((p for p in scene.parties if p.codes == actor.codes and p.end <= trigger.start), None)
    if owner is None or not OWNER.fullmatch(scene.text, owner.end, trigger.start):
        return False
    by_others = scene.text.startswith(" by ", trigger.end)  # "the sultan's murder by the army"
    if by_others or ONLY_FEARED.search(scene.text, 0, owner.start):
        return False
    return any(p.codes == other and not p.locative for p in scene.parties)


def _is_inside(scene: Scene, trigger: Trigger, actor: Side) -> bool:
    """Whether a state acts on its own people, or on rebels: "Omani police arrested several Omani bloggers"."""
    if trigger.rule.event_type not in WRONGS:
        return False
    end = scene.window_end(trigger)
    agent = actor.text if trigger.voice == "passive" else ""
    own = [p for p in scene.parties if p.kind == "demonym" and trigger.end <= p.start < end and p.codes == actor.codes]
    own = [p for p in own if p.text != agent]
    return bool(own) or REVOLT.search(scene.text, scene.clauses[trigger.clause].start, end) is not None


def are_alone(scene: Scene, memory: Memory, side: Side, clause: int = -1) -> bool:
    """Whether a sentence, or one clause of it, names no state besides one of the pair and, maybe, the other."""
    parties = scene.parties if clause < 0 else scene.named_in(clause)
    named = {code for party in parties if not party.locative for code in party.codes}
    return bool(memory.other(side.codes)) and named <= {*side.codes, *memory.other(side.codes)}


def suffers(scene: Scene, trigger: Trigger, memory: Memory, recipient: Side) -> bool:
    """Whether a passive that names nobody tells what one side has from the other: "two Omanis were arrested"."""
    shot = memory.told_of_both or is_by_force(scene, trigger)
    shot = shot or SOLDIERS.search(scene.text, scene.clauses[trigger.clause].start, trigger.start) is not None
    context = trigger.rule.event_type in SUFFERED or (trigger.rule.event_type == "ASSAULT" and shot)
    nobody = trigger.voice == "passive" and not is_by_unknown(scene, trigger)
    if recipient.text.lower() == "they" and is_by_third(memory):
        return False  # "were seized by rebels of Libya. They were held for three days"
    it = any(party.text == recipient.text and party.end <= trigger.start for party in scene.parties)
    it = it or bool(trigger.rule.recipient and trigger.rule.agentless == "owner")  # "ports were closed to Omani ships"
    return context and nobody and it and not _at_home(scene, trigger, memory, recipient)


def _at_home(scene: Scene, trigger: Trigger, memory: Memory, recipient: Side) -> bool:
    """Whether a third state is named where one suffers, or the police of one's own: "was arrested in Muscat"."""
    if not are_alone(scene, memory, recipient, trigger.clause):
        return True
    if trigger.rule.mode != "arrest":
        return False
    clause = scene.clauses[trigger.clause]
    places = [p for p in scene.named_in(trigger.clause) if p.locative and p.codes]
    figure = AT_HOME.search(scene.text, clause.start, trigger.start) is not None and not places
    return figure or any(place.codes == recipient.codes for place in places)


def _is_place(scene: Scene, side: Side) -> bool:
    """Whether a side is only where something happened: "the two agreed at Al-Ula"."""
    return any(p.text == side.text and p.kind in PLACES for p in scene.parties)


def _stands_there(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> bool:
    """Whether what one gave or built stands in the other state: "a library donated by Oman was opened in Moundou".

    So it does, too, where nothing says that it stands elsewhere: "the hospital, built by Oman, was opened in 2010".
    """
    other = memory.other(actor.codes)
    given = trigger.rule.event_type in ("AID", "COOPERATE") and any(verb.start > trigger.end for verb in scene.verbs)
    there = any(party.locative and party.codes == other for party in scene.parties)
    opened = OPENED.search(scene.text, trigger.end) is not None and are_alone(scene, memory, actor)
    return given and (there or opened)


def _is_toward_another(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> bool:
    """Whether it is done to somebody who is named but whom no list knows, or by "migrants deported by Oman"."""
    bare = trigger.voice == "passive" and trigger.group.first == trigger.word and not trigger.rule.milestone
    if bare and scene.text.startswith(" by ", trigger.end):
        if _stands_there(scene, trigger, memory, actor):
            return False
        return not A_DEED.search(scene.text, max(trigger.object_start, 0), max(trigger.object_end, 0))
    if 0 <= trigger.object_start - trigger.end < 2 and CAPITAL.search(
        scene.text, trigger.object_start, trigger.object_end
    ):
        return False  # the rule itself names the one that is told of it
    if ANNEX.match(scene.text, trigger.start) and (trigger.voice == "active" or trigger.voice == "noun"):
        return CAPITAL.search(scene.text, trigger.end, scene.window_end(trigger)) is not None  # "annexed Crimea"
    before = scene.words[trigger.last].form if trigger.last > trigger.word else ""
    named = NAMED_AFTER.match(scene.text, trigger.end)
    deed = {"for"} if trigger.rule.event_type == "CONCEDE" else set()  # "apologised for the War"
    return (
        named is not None and (named["by"] or before) in {*trigger.rule.recipient.split("|"), "to", "on"} - {""} - deed
    )
