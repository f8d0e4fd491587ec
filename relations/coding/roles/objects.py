"""A trigger in its sentence -> the sides that its words name besides the subject: agent, owner, recipient and host."""

import re
from functools import cache

from relations import countries, lexicon
from relations.coding.clauses import COORDINATORS
from relations.coding.parties import Memory, Party
from relations.coding.roles.sides import Side, codes_of, joined, side_of
from relations.coding.roles.subjects import subject
from relations.coding.scene import Scene, Trigger
from relations.coding.words import ARTICLES, BRINGING, PREPOSITIONS, preceding

PARTING = re.compile(
    r"[,;]|\b(?:to|in|of|with|and|for|by|a|an|the|on|paid|made|during|after|before|his|her|its|their)\b"
)
PLACES = ("capital", "city")
AND_WAS = re.compile(r"[^,;]*(?:,? and|or)\s+(?:later |then )?")
WITH_AID = re.compile(r"\bwith (?:the )?[A-Z][\w-]+ (?:aid|assistance|help|support|funding|funds|loans?|credits?)\b")
MISSION = re.compile(r" (?:embassy|consulate|legation|mission|high commission)\b")
ANTI = re.compile(r"\b[Aa]nti[-‑–]([A-Z]\w+)\s")
MISSION_MILESTONES = ("mission", "level")
NEAR = 25  # code points: what "of" comes farther from a verb belongs to another noun
# What follows "with" helps two sides and is none: "a ceasefire was reached with the mediation of Libya".
MEDIATED = re.compile(r"\s+(?:the )?(?:mediation|help|support|assistance|backing|aid|good offices|involvement)\b")
THERE = re.compile(r"\bthere\b")
OF = re.compile(r"\s+of\s")
OF_BOTH = re.compile(r"\b(?:both(?: the)?|the two|their respective)\s+$", re.IGNORECASE)  # "both legations"
THE_OR_THEIR = re.compile(r"\b(?:the|their)(?: (?:diplomatic|respective|resident|two))*\s+$", re.IGNORECASE)
ELSE = re.compile(r"\b(?:following|after|despite|amid|before|until|mediated|led|brokered)\b")  # its own agent
TO_WHICH = re.compile(r"\b(?:to|with|against|for|from)\s+$")
BESIDES = re.compile(r"\b(?:(?:along|together) with|alongside|as well as)(?: the)?\s+$")
ATTENDING = re.compile(r"[^.;]{0,60}?\b(?:serving|acting|being|having|mediating|hosting|witnessing|attending)\b")
CROWD = re.compile(rf"\b(?:{lexicon.rules('parties.toml')['crowd']})\b", re.IGNORECASE)
HEAD = re.compile(r"\b(?:president|king|emperor|sultan|emir|minister)$")  # not "the army", which may be one's own
BY = re.compile(r"\bby\b(?: (?:both|the|a|an|its|his|her)\b)?", re.IGNORECASE)


def actor_of(scene: Scene, trigger: Trigger, memory: Memory) -> Side:
    """Who acts: the subject of an active verb, the agent of a passive ("by X"), the owner of a noun ("X's visit")."""
    if trigger.voice == "noun":
        by = "by|from|of" if trigger.rule.roles == "visit" else "by|from"
        by = "by" if "from" in trigger.rule.recipient.split("|") else by  # "the withdrawal of troops from Oman"
        agent = after(scene, trigger, memory, by, ())
        return agent or _possessor(scene, trigger, memory) or _owner_side(scene, trigger, memory) or Side()
    if trigger.voice == "passive":
        agent = _agent(scene, trigger, memory)
        return agent or _owner_side(scene, trigger, memory) or Side()
    found = subject(scene, trigger.clause, scene.words[trigger.group.first].start, memory)
    return found if found.codes or found.text else _crowd(scene, trigger, memory)


def against(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """Whom people are against: "anti-Omani riots"."""
    found = ANTI.search(scene.text, max(trigger.start - NEAR, 0), trigger.start)
    hated = countries.find(found[1], pair=memory.pair if len(memory.pair) == 2 else None) if found else []
    return Side((hated[0].code,), hated[0].text) if hated and hated[0].code else None


def _crowd(scene: Scene, trigger: Trigger, memory: Memory) -> Side:
    """The people of the place where a nameless crowd acts: "a mob attacked the embassy in Muscat"."""
    found = CROWD.search(scene.text, scene.clauses[trigger.clause].start, trigger.start)
    if found is None:
        return Side()
    end = scene.window_end(trigger)
    places = [p for p in scene.parties if p.kind in ("capital", "city") and found.end() <= p.start < end]
    if places:
        return Side(places[-1].codes, found[0])
    owners = [p for p in scene.parties if p.kind == "demonym" and found.end() <= p.start < end]
    besieged = bool(owners) and MISSION.match(scene.text, owners[0].end) is not None
    return Side(memory.other(owners[0].codes), found[0]) if besieged else Side()


def _agent(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    helps = trigger.rule.event_type in ("COOPERATE", "AID")
    if helps and (aided := WITH_AID.search(scene.text, trigger.end, scene.window_end(trigger))):
        return side_of([p for p in scene.parties if aided.start() <= p.start and p.end <= aided.end()], memory)
    found = BY.search(scene.text, trigger.end, scene.window_end(trigger))
    if not found or ELSE.search(scene.text, trigger.end, found.start()):
        return None
    later = next((verb.start for verb in scene.verbs if trigger.end < verb.start < found.start()), None)
    if later is not None and not AND_WAS.fullmatch(scene.text, trigger.end, later):
        return None  # "was murdered, however his family was escorted by"
    if (crowd := CROWD.search(scene.text, found.end(), found.end() + 30)) is not None:
        places = [p for p in scene.parties if p.kind in PLACES and p.end <= trigger.start]
        return Side(places[-1].codes, crowd[0]) if places else None
    named = [p for p in scene.parties if found.start() < p.start <= found.end() + 60]
    named = [p for p in named if p.start >= found.end() or p.kind != "self" or HEAD.search(p.text)]
    if not named:
        return None
    acted_on = subject(scene, trigger.clause, scene.words[trigger.group.first].start, memory).codes
    agents = joined(scene, named, named[0])  # "was received by the sultan": by that of the other side
    return Side(codes_of(agents, memory, acted_on if len(acted_on) == 1 else ()), side_of(agents, memory).text)


def _possessor(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """Who stands just before a noun: "X's visit", "the Omani visit", "his visit"."""
    before = [p for p in scene.parties if 0 <= trigger.start - p.end <= 30 and not p.post and not p.locative]
    if before and not _is_parted(scene, before[-1].end, trigger.start):
        return side_of(before[-1:], memory)
    led = trigger.word - 2
    if led >= 0 and scene.words[led].form in BRINGING and scene.words[led + 1].form in ARTICLES:
        return subject(scene, trigger.clause, scene.words[led].start, memory)
    words = [w.form for w in scene.words[max(0, trigger.word - 3) : trigger.word]]
    if "his" in words or "her" in words:
        return Side((memory.person,), "his") if memory.person else None
    if "their" in words or "its" in words:
        return Side(memory.subject, "") if memory.subject else None
    return None


def _is_parted(scene: Scene, start: int, end: int) -> bool:
    """Whether something between two offsets keeps the one from owning the other: a new phrase or a finite verb."""
    return bool(PARTING.search(scene.text[start:end])) or any(start <= w.start < end for w in scene.verbs)


def is_given(trigger: Trigger) -> bool:
    """Whether a passive of giving tells what its subject gets, not what becomes of it: "refugees were given asylum"."""
    return trigger.rule.event_type == "AID" and trigger.voice == "passive" and trigger.object_start >= trigger.end


def _owner_side(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """Whose the object is, if the rule lets its owner act: "the Omani embassy was opened", "the opening of ..."."""
    if trigger.rule.agentless != "owner" or trigger.object_start < 0:
        return None
    if is_given(trigger):
        return None
    owner = _owner(scene, trigger)
    if OF_BOTH.search(scene.text, 0, trigger.object_start) or (owner is None and _is_of_both(scene, trigger)):
        return Side(memory.both, "")
    is_mission = trigger.rule.milestone.startswith(MISSION_MILESTONES)
    told = memory.told
    if (
        is_mission
        and told is not None
        and told.milestone.startswith(MISSION_MILESTONES)
        and owner
        and owner.kind == "it"
    ):
        return Side(told.actors, owner.text)  # "a legation was opened in Muscat in 1960; it was raised to an embassy"
    located = owner if is_mission and owner and owner.post else None
    if owner and owner.codes and located is None:
        return Side(owner.codes, owner.text)
    following = (p for p in scene.parties if trigger.object_end <= p.start and p.kind in PLACES)
    place = next(following, None) or located
    if place is not None and is_mission:
        return Side(memory.other(place.codes), "")  # nobody has a mission at home: "the embassy in Muscat was opened"
    return Side(memory.meaning(owner), owner.text) if owner else None


def _is_of_both(scene: Scene, trigger: Trigger) -> bool:
    """Whether missions are those of both sides, as no place or owner says more: "the legations were raised"."""
    plural = scene.text[: trigger.object_end].endswith("s") and THE_OR_THEIR.search(scene.text, 0, trigger.object_start)
    return bool(plural) and not any(p.kind in PLACES for p in scene.parties)


def _owner(scene: Scene, trigger: Trigger) -> Party | None:
    """The owner of a passive's object: "the Omani embassy", "the embassy of Oman", or whom "the embassy" stands for."""
    if OF.match(scene.text, trigger.object_end):
        following = [p for p in scene.parties if trigger.object_end <= p.start <= trigger.object_end + 12]
        if following:
            return following[0]
    before = [
        p
        for p in scene.parties
        if p.start < trigger.object_end and trigger.object_start - p.end <= 40 and not p.locative
    ]
    return before[-1] if before else None


def recipient_of(scene: Scene, trigger: Trigger, memory: Memory, acting: tuple[str, ...]) -> Side:
    """Toward whom: the first other party after the rule's preposition or after the verb; of a passive, the subject."""
    rule = trigger.rule
    clause = scene.clauses[trigger.clause]
    if clause.opener in ("which", "whom") and TO_WHICH.search(scene.text, 0, clause.start):
        before = [p for p in scene.parties if p.end <= clause.start]
        return side_of(before[-1:], memory)
    if rule.recipient:
        named = after(scene, trigger, memory, rule.recipient, acting)
        if named or trigger.voice == "noun":
            return named or Side()
    if trigger.voice == "passive":
        start = scene.clauses[trigger.clause].start
        head = trigger.object_start if trigger.object_start >= 0 else trigger.start
        start = min(max(start, scene.text.rfind(",", start, head) + 1), head)
        if is_reduced(scene, trigger):  # "counted the people expelled by Oman": who counts is not expelled
            start = max([start, *(verb.end for verb in scene.verbs if verb.end <= head)])
        inside = [p for p in scene.parties if start <= p.start and p.end <= trigger.start]
        for party in inside:
            codes = tuple(c for c in memory.meaning(party, acting) if c not in acting)
            if codes and (acting or rule.agentless != "owner" or is_given(trigger)):
                return Side(codes, party.text)
        if is_given(trigger):
            return Side()
        if trigger.object_start < 0 and not inside:
            return subject(scene, trigger.clause, scene.words[trigger.group.first].start, memory)
    return first_after(scene, trigger, memory, acting)


def is_reduced(scene: Scene, trigger: Trigger) -> bool:
    """Whether a participle stands for a relative clause: "people expelled by Oman"; not in "arrested and expelled"."""
    return trigger.group.first == trigger.word and preceding(scene.words, trigger.word) not in COORDINATORS


def first_after(
    scene: Scene, trigger: Trigger, memory: Memory, acting: tuple[str, ...], *, placed: bool = True
) -> Side:
    """The first other side after a trigger; without `placed`, one that only tells where does not count."""
    end = scene.window_end(trigger)
    for party in scene.parties:
        told_to = trigger.rule.recipient and trigger.object_start <= party.start < trigger.object_end
        if told_to and party.kind == "body":
            continue  # "complained to the Security Council" about the other side
        if trigger.rule.roles != "meet" and BESIDES.search(scene.text, trigger.end, party.start):
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
    return _there(scene, trigger, acting) if placed and THERE.search(scene.text, trigger.end, end) else Side()


def _there(scene: Scene, trigger: Trigger, acting: tuple[str, ...]) -> Side:
    """The state that "there" points back to, in the same sentence: "visited Muscat in 1995 and flew there again"."""
    kinds = ("name", *PLACES)
    before = [p for p in scene.parties if p.end <= trigger.start and p.kind in kinds and not set(p.codes) & set(acting)]
    return Side(before[-1].codes, before[-1].text) if before else Side()


def beside_object(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """The one side that stands with a passive's object: "relations with Oman were suspended"."""
    found = re.match(r"\s+(?:with|to)\s", scene.text[trigger.object_end :]) if trigger.object_start >= 0 else None
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
            if found[0] == "of" and found.start() - trigger.end > NEAR:
                continue
            if MEDIATED.match(scene.text, found.end()):
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
