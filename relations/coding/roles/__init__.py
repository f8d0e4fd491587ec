"""A trigger in its sentence -> who acts and toward whom."""

import re

from relations import lexicon
from relations.coding.candidates import Candidate
from relations.coding.parties import Memory, Party
from relations.coding.roles.agents import actor_of
from relations.coding.roles.directed import directed, says_so_itself
from relations.coding.roles.objects import after, first_after, host_of, place_of, recipient_of, with_end
from relations.coding.roles.sides import NO_STATE, Roles, Side, between, codes_of, union
from relations.coding.roles.subjects import main_subjects, opening, subject
from relations.coding.scene import Scene, Trigger

__all__ = ["Roles", "assign", "codes_of", "main_subjects", "one_sided", "opening", "says_so_itself"]

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
ANOTHER_VISIT = re.compile(rf"\b(?:{'|'.join(CUES['another'])}) (?:[\w-]+ ){{0,2}}(?:visit|trip|stay)", re.IGNORECASE)
ONE_MORE = re.compile(r" by (?:another|others|one|a (?!few\b))")  # "followed by a second in Muscat"
ARRIVED = frozenset({"arrived", "arrives", "came"})  # "in 1992 the Omani minister arrived with businessmen"
SENT = re.compile(r"\b[Aa] (?:[a-z-]+ ){0,3}(?:delegation|mission) $")
TRIPARTITE = re.compile(rf"\b(?:{'|'.join(CUES['tripartite'])})\b", re.IGNORECASE)


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
    return directed(scene, trigger, memory)


def _mirrored(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """What was told last, done by who received it to who did it ("Oman reciprocated"), by one more, or again."""
    told = memory.told
    if told is not None and trigger.voice == "passive" and ONE_MORE.match(scene.text, trigger.end):
        return _again(told)
    actor = actor_of(scene, trigger, memory)
    if told is None or len(told.actors) != 1 or not actor.codes or not told.recipients:
        return Roles(reason="what is reciprocated was not told")
    if memory.told_here and actor == (told.actors, told.actor_text):
        return Roles(reason="what is reciprocated was not told")  # "recognition by Oman followed"
    if actor.codes == told.recipients:
        return Roles(actor.codes, told.actors, actor.text, told.actor_text)
    return Roles(actor.codes, told.recipients, actor.text, told.recipient_text)  # "President X followed in 1980"


def _again(told: Candidate) -> Roles:
    """The roles of what was told before, for what is told to have happened once more."""
    return Roles(told.actors, told.recipients, told.actor_text, told.recipient_text)


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
    if scene.text[max(trigger.object_start, 0) : max(trigger.object_end, 0)].lower() in ("it", "they"):
        actor = Side()  # the agreement, not a state
    if actor.text and not actor.codes and not _are_signers(scene, trigger):
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
    if len(codes) < 2:
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
        if start <= p.start and p.end <= end and not p.locative
        and not (MEDIATOR.search(scene.text, 0, p.start) or PRESSING.match(scene.text, p.end))
        and not scene.text.endswith(" against ", 0, p.start)  # "an alliance against Libya"
    ]  # fmt: skip


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
    """All who take part, where the text names one or none: the two states, unless one is a stranger."""
    unsaid = not trigger.rule.strict or (memory.told_of_both and not any(party.codes for party in scene.parties))
    if not unsaid or _is_with_stranger(scene, trigger) or (codes and _is_with_somebody(scene, trigger)):
        return codes
    if trigger.voice == "passive" and TRIPARTITE.search(scene.text):
        return union(codes, memory.both)
    return union(codes, memory.other(codes)) if codes else memory.both


def _is_with_somebody(scene: Scene, trigger: Trigger) -> bool:
    """Whether an agreement is signed with somebody of whom no side is known: "with the company"."""
    end = scene.clauses[trigger.clause].end
    found = SOMEBODY.search(scene.text, trigger.end, end) if trigger.rule.milestone == "agreement_signed" else None
    return found is not None and not any(found.start() < p.start < found.end() + NEAR for p in scene.parties)


def _is_with_stranger(scene: Scene, trigger: Trigger) -> bool:
    """Whether one comes to terms with those who are no state, or with many: "the rebels", "the Kyoto Protocol"."""
    clause = scene.clauses[trigger.clause]
    found = STRANGER.search(scene.text, trigger.start, clause.end)
    return bool(found or MULTILATERAL.search(scene.text, clause.start, clause.end))


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
        codes = _completed(codes, scene, trigger, memory)
    if len(codes) < 2:
        return Roles(reason="only one party is named")
    return Roles(codes, (), " and ".join(filter(None, [actor.text, partners.text])), "", place_of(scene, trigger))


def _visit(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
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
    goes_there = (
        trigger.voice == "noun" or not trigger.rule.strict or arrived or _attends_there(scene, trigger, memory, actor)
    )
    return Side(memory.other(actor.codes) if goes_there and len(set(actor.codes)) == 1 else ())


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
    return _again(told) if another else None


def _attends_there(scene: Scene, trigger: Trigger, memory: Memory, actor: Side) -> bool:
    """Whether one attends "the ceremony" of the other side, of which the sentence before told."""
    known = scene.text[trigger.end : trigger.object_end].lstrip().startswith("the ")
    return known and trigger.object_start >= 0 and memory.subject == memory.other(actor.codes) != ()


def _hosted(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """A visit told from the host's side: the subject receives, the guest acts."""
    host = actor_of(scene, trigger, memory)
    guest = recipient_of(scene, trigger, memory, host.codes)
    if trigger.voice == "passive" and not host.text:
        host = host_of(scene, trigger, memory, guest.codes) or host
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
    return any(p.codes and set(p.codes) <= set(actor.codes) for p in named)


def _phrase_end(scene: Scene, trigger: Trigger) -> int:
    return scene.window_end(trigger) if trigger.voice == "noun" else max(trigger.start, with_end(scene, trigger))
