"""A trigger and the deeds told before it -> the deed that it goes on from, undoes or answers to, if it names nobody."""

import re

from relations import lexicon
from relations.coding.candidates import Candidate
from relations.coding.parties import Memory
from relations.coding.roles.objects import HARMS
from relations.coding.roles.sides import Side
from relations.coding.rules import Rule
from relations.coding.scene import Scene, Trigger
from relations.words import PRONOUNS

BY_UNKNOWN = re.compile(r"\s+by (?!\d|then\b|now\b|the (?:end|middle|beginning|time)\b|early|late|mid|\w+ing\b)[a-z]")
FORCES = lexicon.rules("cues.toml")["forces"]
BY_FORCE = re.compile(
    r"\s+by (?:the |an? )?(?!(?:rebel|foreign|private|international|unknown|unidentified|drunken|own)\b)(?:[\w-]+ )?"
    rf"(?:{'|'.join(FORCES)})\b",
    re.IGNORECASE,
)
ANSWERS = frozenset({"ACCUSE", "REJECT", "THREATEN"})
IMPOSING = frozenset({"SANCTION", "COERCE"})
WITH_FORCES = frozenset({"MOBILIZE", "ASSAULT", "COERCE", "AID"})
CAUSES = frozenset({"after", "because", "since", "as"})
OFFERED = frozenset({"AGREE", "REQUEST", "AID"})
ASKING = OFFERED | {"THREATEN"}
GRANTING = frozenset({"AGREE", "CONCEDE"})
WRONGS = HARMS | {"SANCTION"}
SUFFERED_ON = WRONGS | {"RETREAT"}
PEACEFUL = frozenset({"SUPPORT", "COOPERATE", "AID", "AGREE", "CONSULT", "REQUEST"})
LIFTED = frozenset({"", "access"})  # a ban, sanctions
DONE_TO_PERSONS = frozenset({"expel", "withdraw", "convict", "arrest", "deport"})
PRONOUN_FIRST = re.compile(r"(?:It|He|She|They|Its|His|Her|Their)\b")
ASKED = re.compile(rf"\b(?:[Tt]he|[Tt]his|[Tt]hese) (?:\w+ )?(?:{'|'.join(lexicon.rules('cues.toml')['asked'])}) ")
LAST = re.compile(r"\b[Tt]he (?:last|remaining|final)\b")
THING = "it"


def goes_on(scene: Scene, trigger: Trigger, memory: Memory) -> Candidate | None:
    """What was told last, where a passive goes on from it: "Oman cut ties with Chad. Troops were moved to the border".

    The sentence names no state, and the one before was about the one who acted; or the clause names none, and what
    was told stands before it in the sentence: "granted a loan, which was raised in 1990".
    """
    lasting = any(word.form == "being" for word in scene.words[trigger.group.first : trigger.word])
    agent = BY_UNKNOWN.search(scene.text, trigger.end, scene.window_end(trigger))
    done = memory.told if trigger.voice == "passive" and not (lasting or agent) else None
    if done is None or done.actors != memory.other(done.recipients) or _is_turn(trigger, done):
        return None
    inside = scene.parties_of(trigger.clause) if memory.told_here else scene.parties
    if trigger.rule.event_type == "REJECT" and done.event_type in OFFERED:
        inside = [party for party in inside if party.text.lower() != "both"]  # what was asked for or offered
    if any(party.codes or party.kind in ("both", "each") for party in inside):
        return None
    if memory.told_here:
        return done if _goes_with(trigger, done, scene.clauses[trigger.clause].opener) else None
    goes_on_suffering = _suffers_on(scene, trigger, done) and memory.subject == done.recipients
    return done if memory.subject == done.actors or goes_on_suffering else None


def _is_turn(trigger: Trigger, done: Candidate) -> bool:
    """Whether harm follows a favour or talk, not by who did that: "the embassy that Oman had opened was looted"."""
    harms = trigger.rule.event_type in HARMS or trigger.rule.mode == "expel"
    return harms and done.event_type in PEACEFUL


def _suffers_on(scene: Scene, trigger: Trigger, done: Candidate) -> bool:
    """Whether who was wronged suffers more, or is let go: "A trawler was seized by Oman. Its captain was jailed"."""
    again = trigger.rule.event_type in (*SUFFERED_ON, "ACCUSE")  # "he was charged with espionage"
    again = again and trigger.rule.mode != "withdraw" and not trigger.rule.milestone
    return again and done.event_type in WRONGS and PRONOUN_FIRST.match(scene.text) is not None


def suffer_on(scene: Scene, trigger: Trigger, memory: Memory, sufferers: Side) -> Candidate | None:
    """What was told last, where "they" are those a state wronged: "Oman arrested sailors. They were deported"."""
    shares = _shares_subject(trigger, memory, sufferers)
    they = shares or sufferers.text.lower() in ("they", "both")
    done = memory.told if trigger.voice == "passive" and they else None
    if done is None or done.event_type not in WRONGS or trigger.rule.event_type not in SUFFERED_ON:
        return None
    both = sufferers.codes == memory.both and done.mode in DONE_TO_PERSONS  # who were arrested, not the two states
    by_whom = (both or shares or done.actors == sufferers.codes) and done.actors == memory.other(done.recipients)
    return done if by_whom and not is_by_unknown(scene, trigger) else None


def _shares_subject(trigger: Trigger, memory: Memory, sufferers: Side) -> bool:
    """Whether a passive goes on with the subject of the one before it: "were arrested in Muscat and sentenced"."""
    bare = trigger.group.first == trigger.word
    return bare and memory.told_here and memory.told is not None and sufferers.codes == memory.told.recipients


def _goes_with(trigger: Trigger, done: Candidate, opener: str) -> bool:
    """Whether what a clause tells may be done by who did what stands before it; or answered by the other side."""
    if opener in CAUSES:
        return False
    if trigger.rule.event_type == "REJECT":
        return done.event_type in OFFERED
    return trigger.rule.event_type not in ANSWERS


def last_of(scene: Scene, trigger: Trigger, memory: Memory) -> Candidate | None:
    """The withdrawal told last that the last troops end: "Oman withdrew its troops; the last soldiers left in 2012"."""
    told, rule = memory.told, trigger.rule
    if told is None or not (told.event_type, told.mode) == (rule.event_type, rule.mode) == ("RETREAT", "withdraw"):
        return None
    led = LAST.search(scene.text, scene.clauses[trigger.clause].start, trigger.start)
    return told if led and memory.other(told.actors) == told.recipients else None


def undone(rule: Rule, memory: Memory, recipient: Side) -> Candidate | None:
    """What was told last of those that a rule lifts or repeats: "the ban was lifted", "a second expulsion"."""
    undoes = rule.event_type == "RETREAT" and (rule.agentless == "owner" or rule.mode == "access")
    if rule.agentless != "told" and not undoes:
        return None
    if rule.event_type == "SUPPORT":
        return recalled(memory)
    types = WITH_FORCES if rule.mode == "withdraw" else IMPOSING
    for done in reversed(memory.deeds):
        between = done.actors == memory.other(done.recipients) or not memory.pair
        lifted = rule.mode not in LIFTED or done.mode not in DONE_TO_PERSONS
        if not lifted:
            continue
        if between and done.event_type in types and (done.mode == rule.mode or rule.event_type not in IMPOSING):
            pronoun = recipient.text.lower() in {THING, *PRONOUNS}  # "they arrested them; they were freed"
            named = memory.other(recipient.codes) and not pronoun
            return done if not named or recipient.codes == done.recipients else None
    return None


def accepted(scene: Scene, trigger: Trigger, memory: Memory) -> Candidate | None:
    """What was asked for or offered last, which is accepted by whom it was put to: "The demand was accepted"."""
    asked = memory.told if trigger.voice == "passive" and trigger.rule.event_type in GRANTING else None
    if asked is None or asked.event_type not in ASKING or asked.actors != memory.other(asked.recipients):
        return None
    thing = ASKED.search(scene.text, scene.clauses[trigger.clause].start, trigger.end)
    return asked if thing and not scene.parties_of(trigger.clause) else None


def recalled(memory: Memory) -> Candidate | None:
    """The recall of an envoy told last, which his return undoes; None where the other side recalled its own, too."""
    recalls = [done for done in memory.deeds if done.event_type == "SANCTION" and done.mode == "withdraw"]
    actors = {done.actors for done in recalls}
    return recalls[-1] if len(actors) == 1 and recalls[-1].recipients else None


def is_by_unknown(scene: Scene, trigger: Trigger) -> bool:
    """Whether somebody does it of whom nothing tells the side: "was rejected by many traditional leaders"."""
    by_unknown = BY_UNKNOWN.match(scene.text, trigger.end) is not None
    return trigger.voice == "passive" and by_unknown and not is_by_force(scene, trigger)


def is_by_force(scene: Scene, trigger: Trigger) -> bool:
    """Whether a force of some state does it to a person: "was shot by the coast guard", "by border guards"."""
    return trigger.rule.event_type in WRONGS and BY_FORCE.match(scene.text, trigger.end) is not None


def is_by_third(memory: Memory) -> bool:
    """Whether a third state did what was told last, and may go on with it."""
    told = memory.told
    if told is None or not told.actors or not told.recipients:
        return False
    return not any(memory.other((code,)) for code in told.actors)
