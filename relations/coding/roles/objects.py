"""A trigger in its sentence -> the sides named besides who acts: recipient, partner and host."""

import re
from functools import cache

from relations.coding.clauses import COORDINATORS, OPENERS, RELATIVES
from relations.coding.parties import Memory, Party
from relations.coding.roles.sides import BESIDES, Side, codes_of, joined, side_of
from relations.coding.roles.subjects import subject
from relations.coding.scene import Scene, Trigger
from relations.coding.words import PREPOSITIONS, is_adverb, preceding

PLACES = ("capital", "city")
HOSTS = ("name", *PLACES)
BODIES = frozenset({"UNO", "EUE"})  # of many states
SPOKEN_IN = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "AGREE", "REJECT"})
HARMS = frozenset({"ASSAULT", "COERCE"})
HARMS_AT_POSTS = HARMS | {"PROTEST"}  # crowds storm embassies
NEAR = 25  # code points: what "of" comes farther from a verb belongs to another noun
# What follows "with" helps two sides and is none: "a ceasefire was reached with the mediation of Libya".
MEDIATED = re.compile(
    r"\s+(?:the )?(?:mediation|help|support|assistance|backing|aid|good offices|involvement"
    r"|request|behest|invitation|insistence|suggestion|instigation)\b"
)
THERE = re.compile(r"\bthere\b")
TO_WHICH = re.compile(r"(?<!\bresponse )(?<!\baddition )(?<!\breply )\b(?:to|with|against|from|in|at)\s+$")
# "Refused to come to the summit on Gaza": what they speak of.
TOPIC = re.compile(
    r"\b(?:summit|conference|talks|meeting|negotiations?|declaration|resolution|debate|vote|session|forum) on"
    r" (?:the )?$"
)
# "Recalled its envoy over the raid on Libya".
OCCASION = re.compile(r"\b(?:over|after|following|amid)\b")
ATTENDING = re.compile(r"[^.;]{0,60}?\b(?:serving|acting|being|having|mediating|hosting|witnessing|attending)\b")


def recipient_of(scene: Scene, trigger: Trigger, memory: Memory, acting: tuple[str, ...]) -> Side:
    """Toward whom: the first other party after the rule's preposition or after the verb; of a passive, the subject."""
    rule = trigger.rule
    clause = scene.clauses[trigger.clause]
    by = scene.text.endswith("by ", 0, trigger.start)  # "to which Chad replied by expelling"
    if clause.opener in ("which", "whom") and TO_WHICH.search(scene.text, 0, clause.start) and not by:
        before = [p for p in scene.parties if p.end <= clause.start]
        return side_of(before[-1:], memory)
    if rule.recipient:
        named = after(scene, trigger, memory, rule.recipient, acting)
        if named or trigger.voice == "noun":
            return named or Side()
    acted_on = _acted_on(scene, trigger, memory, acting) if trigger.voice == "passive" else None
    return first_after(scene, trigger, memory, acting) if acted_on is None else acted_on


def _acted_on(scene: Scene, trigger: Trigger, memory: Memory, acting: tuple[str, ...]) -> Side | None:
    """The subject of a passive; None where what follows may tell toward whom."""
    start = scene.clauses[trigger.clause].start
    head = trigger.object_start if trigger.object_start >= 0 else trigger.start
    start = min(max(start, scene.text.rfind(",", start, head) + 1), head)
    if is_reduced(scene, trigger):  # "counted the people expelled by Oman": who counts is not expelled
        start = max([start, *(verb.end for verb in scene.verbs if verb.end <= head)])
    here = scene.clauses[trigger.clause]
    if here.resumes >= 0 and is_given(trigger):  # "the men who had fled were granted asylum"
        start = scene.clauses[here.resumes].start
    inside = [p for p in scene.parties if start <= p.start and p.end <= trigger.start]
    if here.resumes >= 0:  # "the sanctions that Oman had imposed were lifted": not on Oman
        relative = scene.clauses[here.resumes + 1].start
        inside = [p for p in inside if not relative <= p.start < here.start]
    for party in inside:
        if _is_seat(trigger, memory, party):
            continue
        harmed = trigger.rule.event_type in HARMS_AT_POSTS or trigger.rule.mode == "expel"
        posted = party.post and harmed and not acting  # "its embassy in Muscat was stormed"
        owners = memory.other(party.codes) if posted else memory.meaning(party, acting)
        codes = tuple(c for c in owners if c not in acting)
        if codes and (acting or trigger.rule.agentless != "owner" or is_given(trigger)):
            return Side(codes, party.text)
    if is_given(trigger):
        return Side()  # "the minister was granted asylum in Chad": what follows gives
    if inside or 0 <= trigger.object_start < trigger.end:
        return None
    found = subject(scene, trigger.clause, scene.words[trigger.group.first].start, memory)
    return found if found.codes or trigger.object_start < 0 else None


def is_given(trigger: Trigger) -> bool:
    """Whether a passive of giving tells what its subject gets, not what becomes of it: "refugees were given asylum"."""
    return trigger.rule.event_type == "AID" and trigger.voice == "passive" and trigger.object_start >= trigger.end


def is_reduced(scene: Scene, trigger: Trigger) -> bool:
    """Whether a participle stands for a relative clause: "people expelled by Oman"; not in "arrested and expelled"."""
    return trigger.group.first == trigger.word and preceding(scene.words, trigger.word) not in COORDINATORS


def first_after(
    scene: Scene, trigger: Trigger, memory: Memory, acting: tuple[str, ...], *, placed: bool = True
) -> Side:
    """The first other side after a trigger; without `placed`, one that only tells where does not count."""
    end = scene.window_end(trigger)
    for party in scene.parties:
        if _is_passed_over(scene, trigger, memory, party):
            continue
        if trigger.end <= party.start < end and (placed or not party.locative):
            codes = tuple(c for c in memory.meaning(party, acting) if c not in acting)
            if party.kind == "it" and not codes and len(acting) == 1:
                codes = memory.other(acting)  # who acts would be called "itself"
            if codes and party.kind == "it":
                return Side(codes, party.text)
            if codes:
                together = joined(scene, [p for p in scene.parties if party.start <= p.start < end], party)
                return Side(tuple(c for c in codes_of(together, memory, acting) if c not in acting), party.text)
    return _there(scene, trigger, memory, acting) if placed and THERE.search(scene.text, trigger.start, end) else Side()


def _is_passed_over(scene: Scene, trigger: Trigger, memory: Memory, party: Party) -> bool:
    """Whether a party after a trigger only tells where, of what, why or with whom something is done."""
    told_to = trigger.rule.recipient and trigger.object_start <= party.start < trigger.object_end
    if party.aside:
        return True
    if party.kind == "body" and (told_to or _is_attribute(scene, trigger, party)):
        return True  # "complained to the Security Council" about the other side, "enforced the UN embargo"
    if not memory.other(party.codes):
        why = trigger.rule.event_type == "SANCTION" and OCCASION.search(scene.text, trigger.end, party.start)
        if _is_seat(trigger, memory, party) or why or TOPIC.search(scene.text, trigger.end, party.start):
            return True
    if trigger.rule.milestone == "relations_severed" and scene.text.endswith((" to ", " to the "), 0, party.start):
        return True  # "switched recognition to Libya"
    return trigger.rule.roles != "meet" and BESIDES.search(scene.text, trigger.end, party.start) is not None


def _is_seat(trigger: Trigger, memory: Memory, party: Party) -> bool:
    """Whether a third state's city is only where something is said: "sued in The Hague", "talks in Paris ended"."""
    elsewhere = party.locative and party.kind in PLACES and not memory.other(party.codes)
    return elsewhere and trigger.rule.event_type in SPOKEN_IN and not trigger.rule.milestone


def _is_attribute(scene: Scene, trigger: Trigger, party: Party) -> bool:
    """Whether the name of a body of many states only tells whose a thing is: "the UN blockade", "an EU diplomat"."""
    if trigger.rule.roles != "directed" or BODIES.isdisjoint(party.codes):
        return False
    following = next((word for word in scene.words if word.start == party.end + 1), None)
    if following is None or scene.text[party.end] != " " or following.form[0].isdigit():
        return False
    led = following.form in PREPOSITIONS or following.form in COORDINATORS or is_adverb(following.form)
    return not (led or following.finite or following.form in OPENERS or following.form in RELATIVES)


def _there(scene: Scene, trigger: Trigger, memory: Memory, acting: tuple[str, ...]) -> Side:
    """The state that "there" points back to: "visited Muscat in 1995 and flew there again", or else the other."""
    before = [p for p in scene.parties if p.end <= trigger.start and p.kind in HOSTS and not set(p.codes) & set(acting)]
    return Side(before[-1].codes, before[-1].text) if before else Side(memory.other(acting))


def beside_object(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """The one side that stands with a passive's object: "relations with Oman were suspended"."""
    found = (
        re.match(r"\s+(?:with|to|for|on|against)\s", scene.text[trigger.object_end :])
        if trigger.object_start >= 0
        else None
    )
    inside = [p for p in scene.parties if trigger.object_end <= p.start and p.end <= trigger.start]
    codes = codes_of(inside[:1], memory)
    return Side(codes, inside[0].text) if found and len(codes) == 1 and memory.other(codes) else None


def after(scene: Scene, trigger: Trigger, memory: Memory, prepositions: str, acting: tuple[str, ...]) -> Side | None:
    """The first party that follows one of the prepositions after the trigger, with what is joined to it."""
    end = scene.window_end(trigger)
    inside = [p for p in scene.parties if trigger.end <= p.start < end]
    sent = trigger.rule.milestone == "accreditation"  # whoever is sent "to Chad, resident in Libya"
    sides = []
    for found in _preposition(prepositions).finditer(scene.text, trigger.end, end):
        at = next((n for n, party in enumerate(inside) if party.start >= found.end()), -1)
        if at >= 0 and not _blocked(scene, found.end(), inside[at].start):
            first = inside[at]
            by = trigger.voice == "noun" and scene.text.startswith(
                " by ", trigger.end
            )  # "abduction by X, in May, of Y"
            if found[0] == "of" and found.start() - trigger.end > NEAR and not by:
                continue
            if MEDIATED.match(scene.text, found.end()) or (first.kind == "person-name" and found[0] in ("in", "at")):
                continue  # "while in Muscat in May 1990 President X"
            if first.aside:
                continue
            if found[0] == "with" and ATTENDING.match(scene.text, first.end, end):
                continue
            codes = tuple(c for c in codes_of(joined(scene, inside[at:], first), memory, acting) if c not in acting)
            # "signed, along with X, a treaty with Y"
            beside = bool(BESIDES.search(scene.text, trigger.end, first.start))
            sides += [((beside, sent and found[0] == "in", first.post), Side(codes, first.text))] if codes else []
    return min(sides, key=lambda side: side[0])[1] if sides else None


@cache
def _preposition(prepositions: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{prepositions})\b")


def _blocked(scene: Scene, start: int, end: int) -> bool:
    """Whether another phrase begins between a preposition and a party."""
    inside = [w for w in scene.words if start <= w.start and w.end <= end]
    if any(w.form[0].isdigit() for w in inside) and "," in scene.text[start:end]:
        return True  # "during a visit in June 2022, President X"
    return len(inside) > 7 or any((w.form in PREPOSITIONS and w.form != "of") or w.finite for w in inside)


def with_end(scene: Scene, trigger: Trigger) -> int:
    """The end of "with X" or "between X and Y" right after a passive verb."""
    found = re.match(
        r"\s*(?:\w+ly\s+)?(?:between|with)\b[^,.;]{0,60}", scene.text[trigger.end : scene.window_end(trigger)]
    )
    return trigger.end + found.end() if found else trigger.start


def host_of(scene: Scene, trigger: Trigger, memory: Memory, acting: tuple[str, ...]) -> Side | None:
    """The state in whose city or territory something takes place, when it is the other side."""
    end = scene.window_end(trigger)
    others = memory.other(acting)
    for party in scene.parties:
        if trigger.end <= party.start < end and party.locative and party.codes and party.codes[0] in others:
            return Side(party.codes, party.text)
    return None


def place_of(scene: Scene, trigger: Trigger) -> str:
    end = scene.window_end(trigger)
    return next((p.text for p in scene.parties if trigger.end <= p.start < end and p.kind in ("city", "capital")), "")
