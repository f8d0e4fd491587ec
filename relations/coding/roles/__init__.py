"""A trigger in its sentence -> who acts and toward whom."""

import re

from relations import lexicon
from relations.coding.parties import Memory, Party
from relations.coding.roles import elimination, visits
from relations.coding.roles.agents import actor_of
from relations.coding.roles.directed import directed, says_so_itself
from relations.coding.roles.earlier import recalled
from relations.coding.roles.objects import HOSTS, PLACES, after, first_after, host_of, place_of, with_end
from relations.coding.roles.sides import NO_STATE, Roles, Side, between, codes_of, union
from relations.coding.roles.subjects import OF_TWO, main_subjects, opening
from relations.coding.roles.visits import mode_of
from relations.coding.scene import Scene, Trigger

__all__ = ["HOSTS", "Roles", "assign", "codes_of", "main_subjects", "mode_of", "one_sided", "opening", "says_so_itself"]

CUES = lexicon.rules("cues.toml")
STRANGER = re.compile(
    rf"\b(?:with|between|met|meet) [^.;,]{{0,40}}?\b(?:{'|'.join(CUES['strangers'])})\b", re.IGNORECASE
)
MEDIATION = "|".join(CUES["mediation"])
MEDIATOR = re.compile(rf"\b(?:{MEDIATION}) (?:of|by|from) [^,;.]{{0,60}}$")
PRESSING = re.compile(rf" (?:pressure|{MEDIATION})\b")
WITH_THEM = re.compile(r"s? with ")
NEAR = 40  # code points after "with" within which a side is named
MULTILATERAL = re.compile(rf"\b(?:{'|'.join(CUES['multilateral'])})\b", re.IGNORECASE)
# Somebody with whom one signs: "with the company", not "with the aim of".
SOMEBODY = re.compile(
    r"(?<!dealing )(?<!accordance )(?<!line )(?<!compliance )\bwith (?:the |an? |its )?"
    rf"(?!(?:{'|'.join(CUES['manner'])})\b|(?:the|an?|its)\b)[\w-]",
    re.IGNORECASE,
)
ONE_MORE = re.compile(r" by (?:another|others|one|a (?!few\b))")  # "followed by a second in Muscat"
# "The intergovernmental commission, which met in Muscat": the two met.
JOINT_BODY = re.compile(
    rf"\b{OF_TWO} (?:[\w-]+ ){{0,3}}?(?:commission|committee|council)"
    r"(?:, which|,? that)? (?:\w+ly |first |then |has |have |had )*$",
    re.IGNORECASE,
)
UNLIKE = re.compile(r"\b(?:unlike|in contrast to) (?:the )?$", re.IGNORECASE)
TRIPARTITE = re.compile(rf"\b(?:{'|'.join(CUES['tripartite'])})\b", re.IGNORECASE)


def assign(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """Find actors and recipients, by the rule's roles and the voice of the trigger; without a pair one side will do."""
    found = _assigned(scene, trigger, memory)
    if found.reason and not memory.pair:
        actor = actor_of(scene, trigger, memory)
        return Roles(actor.codes, (), actor.text)
    of_both = set(found.actors) == set(memory.both) and not found.actor_text
    if memory.opened[0] and of_both and trigger.voice == "passive":
        return Roles(*memory.opened)  # "Oman took these steps: the border was closed"
    if found.reason in elimination.LACKING and memory.pair:
        return elimination.left(scene, trigger, memory) or found
    return found


def _assigned(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    if trigger.rule.roles == "mutual":
        return _mutual(scene, trigger, memory)
    if trigger.rule.roles == "meet":
        return _meeting(scene, trigger, memory)
    if trigger.rule.roles == "visit":
        return visits.visit(scene, trigger, memory)
    if trigger.rule.roles == "hosted":
        return visits.hosted(scene, trigger, memory)
    if trigger.rule.roles == "mirrored":
        return _mirrored(scene, trigger, memory)
    return directed(scene, trigger, memory)


def _mirrored(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """What was told last, done by who received it to who did it ("Oman reciprocated"), by one more, or again."""
    told = memory.told
    if told is not None and trigger.voice == "passive" and ONE_MORE.match(scene.text, trigger.end):
        return visits.again(told)
    actor = actor_of(scene, trigger, memory)
    if told is None or len(told.actors) != 1 or not actor.codes or not told.recipients:
        return Roles(reason="what is reciprocated was not told")
    if memory.told_here and actor == (told.actors, told.actor_text):
        return Roles(reason="what is reciprocated was not told")  # "recognition by Oman followed"
    if actor.codes == told.recipients:
        return Roles(actor.codes, told.actors, actor.text, told.actor_text)
    return Roles(actor.codes, told.recipients, actor.text, told.recipient_text)  # "President X followed in 1980"


def one_sided(found: Roles, scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """What all would do together as what one side does to the others: who will not sign refuses."""
    actor = actor_of(scene, trigger, memory)
    if found.recipients or len(set(actor.codes)) != 1:
        return found
    others = tuple(code for code in found.actors if code not in actor.codes)
    return found._replace(actors=actor.codes, recipients=others, actor_text=actor.text)


def _mutual(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """All who take part are actors: "X and Y signed", "relations between X and Y were established"."""
    actor = actor_of(scene, trigger, memory)
    done = recalled(memory) if trigger.rule.agentless == "told" and not actor.text else None
    if done is not None and len(done.actors) > 1:
        return Roles(done.actors, done.recipients)  # "Oman and Libya recalled their envoys. The ambassadors returned"
    if scene.text[max(trigger.object_start, 0) : max(trigger.object_end, 0)].lower() in ("it", "they"):
        actor = Side()  # the agreement, not a state
    if actor.text and not actor.codes and not _are_signers(scene, trigger, memory):
        return Roles(reason=NO_STATE)
    prepositions = "with|between|from" if len(actor.codes) < 2 else "with"
    partner = after(scene, trigger, memory, prepositions, actor.codes)
    if trigger.voice in ("passive", "noun"):
        inside = _partners(scene, trigger)
        partner = Side(codes_of(inside, memory), " and ".join(p.text for p in inside)) if inside else partner
    codes = union(actor.codes, partner.codes if partner else ())
    if trigger.voice == "noun" and len(codes) < 2:
        end = scene.clauses[trigger.clause].end  # "war broke out between Chad and Oman"
        codes = union(codes, between(scene, memory, trigger.end, end))
    if trigger.voice == "passive" and trigger.object_start >= 0 and WITH_THEM.match(scene.text, trigger.object_end):
        ours = [code for code in codes if memory.other((code,))]  # "an agreement with Oman and Libya was signed"
        codes = union(codes, memory.other(ours) if len(ours) == 1 else ())
    if len(codes) == 1 and _are_of_one_state(scene, actor):
        return Roles(reason="all who act are of one state")
    if len(codes) < 2 and not _is_contrasted(scene, memory, codes):
        codes = _completed(codes, scene, trigger, memory)
    if len(codes) < 2:
        return Roles(reason="only one party is named")
    text = " and ".join(filter(None, [actor.text, partner.text if partner else ""]))
    return Roles(codes, (), text, "", place_of(scene, trigger))


def _partners(scene: Scene, trigger: Trigger) -> list[Party]:
    """Who stands in the phrase of a noun or a passive; not a subject before it, nor who helps or opposes."""
    start, end = min(scene.clauses[trigger.clause].start, trigger.object_start), _phrase_end(scene, trigger)
    # "Qatari mediation led to the resumption of", "the island passed to the UN, envoys having been exchanged"
    head = trigger.start if trigger.voice == "noun" else min(trigger.start, trigger.object_start)
    start = max([start, *(verb.end for verb in scene.verbs if verb.start < head)])
    return [
        p
        for p in scene.parties
        if start <= p.start and p.end <= end and not (p.locative or p.aside) and not _names_act(scene, trigger, p)
        and not (MEDIATOR.search(scene.text, 0, p.start) or PRESSING.match(scene.text, p.end))
        and not scene.text.endswith(" against ", 0, p.start)  # "an alliance against Libya"
    ]  # fmt: skip


def _names_act(scene: Scene, trigger: Trigger, party: Party) -> bool:
    """Whether a place stands in the name of what is signed: "the Act of Montevideo"."""
    inside = trigger.object_start < party.start < trigger.object_end
    return inside and party.kind in PLACES and scene.text.endswith(" of ", 0, party.start)


def _are_of_one_state(scene: Scene, actor: Side) -> bool:
    """Whether several people act who are all of one state: "President X and the rebel Y signed"."""
    names = {p.text for p in scene.parties if p.kind == "person-name" and p.codes == actor.codes}
    return len([name for name in names if name in actor.text]) > 1


def _are_signers(scene: Scene, trigger: Trigger, memory: Memory) -> bool:
    """Whether two people sign of whom the text does not say, or only of one, for whom they act: "signed by X and Y"."""
    passive = trigger.voice == "passive"
    start, end = (
        (trigger.end, scene.window_end(trigger)) if passive else (scene.clauses[trigger.clause].start, trigger.start)
    )
    people = [p for p in scene.parties if start <= p.start < end and p.kind == "person-name" and not p.locative]
    bilateral = trigger.rule.milestone == "agreement_signed" or not passive
    if not bilateral or len(people) != 2 or any(p.codes and not memory.other(p.codes) for p in people):
        return False
    return not all(p.codes for p in people) and " and " in scene.text[people[0].end : people[1].start]


def _completed(codes: tuple[str, ...], scene: Scene, trigger: Trigger, memory: Memory) -> tuple[str, ...]:
    """All who take part, where the text names one or none: the two states, unless one is a stranger."""
    named = {code for party in scene.parties for code in party.codes if not party.aside}
    after_both = not named or (named == set(memory.both) and not memory.told_here)
    unsaid = not trigger.rule.strict or (memory.told_of_both and after_both)
    fights = trigger.rule.event_type == "ASSAULT"
    if not unsaid or _is_with_stranger(scene, trigger) or ((codes or fights) and _is_with_somebody(scene, trigger)):
        return codes
    if trigger.voice == "passive" and TRIPARTITE.search(scene.text):
        return union(codes, memory.both)
    return union(codes, memory.other(codes)) if codes else memory.both


def _is_contrasted(scene: Scene, memory: Memory, codes: tuple[str, ...]) -> bool:
    """Whether the other side is named as one that does not do so: "Unlike Oman, Chad has ratified the treaty"."""
    other = memory.other(codes)
    return bool(other) and any(p.codes == other and UNLIKE.search(scene.text, 0, p.start) for p in scene.parties)


def _is_with_somebody(scene: Scene, trigger: Trigger) -> bool:
    """Whether one signs or fights with somebody of whom no side is known: "with the company", "with the rebels"."""
    if trigger.rule.milestone == "agreement_signed":
        start = trigger.end
    elif trigger.rule.event_type == "ASSAULT":
        start = min(max(trigger.object_end, 0), trigger.end)  # "a clash with the rebels": the object may hold them
    else:
        return False
    found = SOMEBODY.search(scene.text, start, scene.clauses[trigger.clause].end)
    return found is not None and not any(found.start() < p.start < found.end() + NEAR for p in scene.parties)


def _is_with_stranger(scene: Scene, trigger: Trigger) -> bool:
    """Whether one comes to terms with those who are no state, or with many: "the rebels", "the Kyoto Protocol"."""
    clause = scene.clauses[trigger.clause]
    found = STRANGER.search(scene.text, trigger.start, clause.end)
    return bool(found or MULTILATERAL.search(scene.text, clause.start, clause.end))


def _meeting(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """A meeting: mutual, or a visit when it takes place in the capital or country of one side."""
    those = between(scene, memory, trigger.start, scene.window_end(trigger)) if trigger.voice == "noun" else ()
    if len(those) > 1:
        return Roles(those, place=place_of(scene, trigger))  # "a dialogue between Chad and Oman"
    if trigger.voice == "active" and JOINT_BODY.search(scene.text, 0, trigger.start):
        return Roles(memory.both, place=place_of(scene, trigger))
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
        codes = _completed(codes, scene, trigger, memory)
    if len(codes) < 2:
        return Roles(reason="only one party is named")
    return Roles(codes, (), " and ".join(filter(None, [actor.text, partners.text])), "", place_of(scene, trigger))


def _phrase_end(scene: Scene, trigger: Trigger) -> int:
    return scene.window_end(trigger) if trigger.voice == "noun" else max(trigger.start, with_end(scene, trigger))
