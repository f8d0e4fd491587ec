"""Who acts and toward whom by the words -> the same set right by what the sentence must mean."""

import re

from relations.coding.candidates import Candidate
from relations.coding.clauses import SPEAKING
from relations.coding.parties import Memory, Party
from relations.coding.roles.earlier import is_by_unknown
from relations.coding.roles.sides import Side
from relations.coding.roles.subjects import subject
from relations.coding.roles.understood import are_alone
from relations.coding.scene import Scene, Trigger

ONTO = re.compile(r"\b(?:to|from|against|with|toward|towards) (?:the )?$")
AT_ONCE = re.compile(r" (?:the )?")
OWNER = re.compile(r"['’]s\b|[-‑–]| [a-z]+(?:ese|ian|ish)\b| (?:[Gg]overnment|[Ee]mbassy|[Aa]rmy|[Nn]avy)\b")
EACH = re.compile(r"(?:each|one an)other$|each other$", re.IGNORECASE)
THE_AID = re.compile(
    r"\b(?:the|this|that|all|its|their) (?:(?!on\b|of\b|for\b)\w+ ){0,2}?(?:aid|assistance|grants?|loans?)$",
    re.IGNORECASE,
)
ENVOYS = "(?:ambassador|high commissioner|envoy|minister plenipotentiary|representative)"
ENVOY = re.compile(rf" (?:[a-z-]+ ){{0,3}}{ENVOYS}\b")  # "the first Omani resident ambassador"
ENVOY_OF = re.compile(rf"\b{ENVOYS} (?:of|from) (?:the )?$")
# What one refuses who was asked: "refused it", "declined the invitation", "refused to attend".
ASKED_FOR = re.compile(
    r" (?:it|them)\b|\W*(?:[.;]|$)| to (?:attend|come|go|take part|participate|comply|do so|withdraw|send)\b"
    r"| (?:the|this|that) (?:\w+ )?(?:requests?|invitations?|demands?|appeals?|calls?|pleas?)\b"
)
NOTHING = frozenset({"", "it", "them"})  # no other side named by a word of its own
NEAR = 40  # code points before a thing's name


def set_right(scene: Scene, trigger: Trigger, memory: Memory, actor: Side, recipient: Side) -> tuple[Side, Side]:
    """The sides, where the words leave them open or name one twice.

    A passive is by whoever says it ("said that aid to Oman had been frozen"), credentials are presented by the state
    whose envoy is named or else by the other side, a pronoun does not stand for the state that is named as the
    one acted on ("it refused to pay Oman"), and nobody refuses what it has asked for.
    """
    if not actor.text and trigger.voice == "passive" and scene.clauses[trigger.clause].opener == "that":
        by = speaker(scene, trigger, memory)
        missions = trigger.rule.milestone.startswith("mission") and not recipient.codes
        actor = by if missions or recipient.codes == memory.other(by.codes) else Side()
    if trigger.rule.milestone == "accreditation":
        sender = _sender(scene, trigger, memory, actor)
        actor = sender._replace(text=actor.text) if sender.codes else actor
        actor = actor if actor.codes else Side(memory.other(recipient.codes), actor.text)
        recipient = recipient if recipient.codes != actor.codes else Side(memory.other(actor.codes))
    if recipient.text.lower() in NOTHING and (asked := _own_request(scene, trigger, memory, actor)):
        return Side(asked.recipients, actor.text), Side(asked.actors)
    own = named_itself(scene, trigger, actor) if _is_stood_for(scene, trigger, actor) else None
    return (Side(memory.other(own.codes), actor.text), Side(own.codes, own.text)) if own else (actor, recipient)


def _own_request(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> Candidate | None:
    """The request told last, where one who is not named would refuse its own: "Oman invited Chad. It refused"."""
    asked = memory.told
    if trigger.rule.event_type != "REJECT" or asked is None or asked.event_type != "REQUEST":
        return None
    start = scene.clauses[trigger.clause].start
    named = any(p.codes and p.text == actor.text and start <= p.start < trigger.start for p in scene.parties)
    own = actor.codes == asked.actors and asked.recipients == memory.other(actor.codes) and not named
    return asked if own and ASKED_FOR.match(scene.text, trigger.end) else None


def _sender(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> Side:
    """The state of the pair whose envoy the sentence names, or to whose other a capital tells that he is sent."""
    ours = [p for p in scene.parties if memory.other(p.codes) and not p.post]
    named = [p for p in ours if ENVOY_OF.search(scene.text, 0, p.start)]
    named += [p for p in ours if p.kind == "demonym" and ENVOY.match(scene.text, p.end)]
    placed = [p for p in ours if p.kind == "capital" and p.locative and p.start >= trigger.end]
    if len({p.codes for p in named}) == 1:
        return Side(named[0].codes)
    told = memory.told if memory.told_here and not actor.codes else None
    if told is not None and told.milestone == "mission_opened" and len(told.actors) == 1:
        return Side(told.actors)  # "opened an embassy: ambassador Ali Hassan presented his credentials"
    return Side(memory.other(placed[0].codes)) if placed and trigger.rule.roles == "directed" else Side()


def speaker(scene: Scene, trigger: Trigger, memory: Memory) -> Side:
    """The one side that says what a clause tells, by the verb of the clause before; nobody for several or none."""
    if trigger.clause == 0:
        return Side()
    said = scene.clauses[trigger.clause - 1]
    verbs = [verb for verb in scene.verbs if said.start <= verb.start < said.end]
    by = subject(scene, trigger.clause - 1, verbs[-1].start, memory) if verbs and verbs[-1].form in SPEAKING else Side()
    return by if len(set(by.codes)) == 1 else Side()


def is_of_aid(scene: Scene, trigger: Trigger) -> bool:
    """Whether a passive without parties tells what became of aid told of before: "the aid was stopped in 1994"."""
    if trigger.voice != "passive" or scene.named_in(trigger.clause) or is_by_unknown(scene, trigger):
        return False
    if trigger.rule.event_type == "AID":
        return True
    return THE_AID.search(scene.text, max(trigger.object_start - NEAR, 0), max(trigger.object_end, 0)) is not None


def named_itself(scene: Scene, trigger: Trigger, actor: Side) -> Party | None:
    """Who is named as what an active verb does it to, if that is the state that acts: "Omani rebels invaded Oman"."""
    led = any(p.text == actor.text and p.end <= trigger.start for p in scene.parties)
    if trigger.voice != "active" or len(set(actor.codes)) != 1 or not led:
        return None
    end = scene.window_end(trigger)
    first = next((p for p in scene.parties if trigger.end <= p.start < end and p.codes), None)
    if first is None or first.kind not in ("name", "person-name") or set(first.codes) != set(actor.codes):
        return None
    onto = ONTO.search(scene.text, trigger.end - 1, first.start) if _is_stood_for(scene, trigger, actor) else None
    at_once = first.kind == "name" and AT_ONCE.fullmatch(scene.text, trigger.end, first.start)
    return first if (onto or at_once) and not OWNER.match(scene.text, first.end) else None


def _is_stood_for(scene: Scene, trigger: Trigger, side: Side) -> bool:
    """Whether who acts is told by a pronoun, or by words such as "the government", that may be of either state."""
    kinds = ("self", "it", "person")
    return any(p.kind in kinds and p.text == side.text and p.end <= trigger.start for p in scene.parties)


def is_each_other(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> bool:
    """Whether what one of the two or nobody known does to "each other" is done by both: "the neighbours accused"."""
    if not memory.pair or len(set(actor.codes)) > 1 or not are_alone(scene, memory, Side(memory.both[:1])):
        return False
    end = scene.window_end(trigger)
    return any(p.kind == "each" and EACH.match(p.text) and trigger.end <= p.start < end for p in scene.parties)
