"""A trigger in its sentence -> who acts: the subject, the agent after "by", the owner of a thing, a nameless crowd."""

import re

from relations import countries, lexicon
from relations.coding.parties import Memory, Party
from relations.coding.roles.objects import NEAR, PLACES, after, is_given
from relations.coding.roles.sides import Side, codes_of, joined, side_of
from relations.coding.roles.subjects import subject
from relations.coding.scene import Scene, Trigger
from relations.coding.words import ANSWERING, ARTICLES, BE, BRINGING, HAVE, PREPOSITIONS

PARTING = re.compile(
    r"[,;]|\b(?:to|in|of|with|and|for|by|a|an|the|on|paid|made|during|after|before|his|her|its|their)\b"
)
AND_WAS = re.compile(r"[^,;]*(?:,? and|or)\s+(?:later |then )?")
WITH_AID = re.compile(
    r"\b[Ww]ith (?:the |an? )?[A-Z][\w-]+ (?:aid|assistance|help|support|funding|funds|money|loans?|credits?|grants?)\b"
    r"|\b[A-Z]\w+[-‑](?:funded|financed|donated|sponsored)\b"
)
MISSION = re.compile(r" (?:honorary |general )?(?:embassy|consulate|legation|mission|high commission)\b", re.IGNORECASE)
ANTI = re.compile(r"\b[Aa]nti[-‑–]([A-Z]\w+)\s")
MISSION_MILESTONES = ("mission", "level")
ON_A = re.compile(r"\b(?:during|on) an? (?:(?:state|official|working|private|two|three|four|five)[- ](?:day )?){1,3}$")
AND_ALSO = re.compile(r"\b(?:and|as well as) (?:the|an?) (?:\w+ )?$")
OF = re.compile(r"\s+of\s")
COMMA = re.compile(r", (?!in\b|on\b|and\b)")
ANSWER_WITH = re.compile(
    rf"\b(?:{'|'.join(ANSWERING)})\b[^.;,]{{0,40}}?\b(?:with|by) "
    rf"(?:(?:{'|'.join(ARTICLES)}|its|their|own)\s+)*(?:\w+ )?$"
)
ANSWERED_BY = re.compile(
    r"\b(?:answered|countered|met) by (?:the )?(?=[A-Z])"
)  # "was answered by Chad with the recall of"
HIS = re.compile(r"\b(?:his|her|its|their) $")
OF_BOTH = re.compile(r"\b(?:both(?: the)?|the two|their respective)\s+$", re.IGNORECASE)  # "both legations"
THE_OR_THEIR = re.compile(r"\b(?:the|their)(?: (?:diplomatic|respective|resident|two))*\s+$", re.IGNORECASE)
BARE = re.compile(
    r"\W*(?:(?:and|but|while)\s+)?(?:In (?:\w+ ){0,2}\d{4} )?(?:[Dd]iplomatic\s+)?"
)  # "Missions were raised to embassies"
ELSE = re.compile(r"\b(?:following|after|despite|amid|before|until|mediated|led|brokered)\b")  # its own agent
THIS = re.compile(r"\b(?:the|this|that|these|those) $", re.IGNORECASE)
# "Rescued by police from the flat of an Omani": whose flat it is did nothing.
DONE = frozenset(lexicon.rules("grammar.toml")["done"])
BY_OR_OF = re.compile(r" (?:by|from|of) (?:the )?")
ELSEWHERE = re.compile(
    r"\b(?:from|in|at|on|near|outside|during|after|over|for) (?:the|an?|his|her|its|their) "
    r"(?!(?:\w+ )?(?:city|town|government|state|republic|kingdom|sultanate|province|region)\b)[a-z]"
)
# "Was attacked by rebels in 1990 with help from Oman": who is named then is not the agent.
BEYOND = re.compile(r"\b(?:with|near|after|before|during|while|when|because|who|which|amid|following|despite)\b|\d{4}")
CROWD = re.compile(rf"\b(?:{lexicon.rules('parties.toml')['crowd']})\b", re.IGNORECASE)
HEAD = re.compile(
    rf"\b(?:{'|'.join(lexicon.rules('cues.toml')['heads'])})$", re.IGNORECASE
)  # not "the army", which may be one's own
BY = re.compile(
    r"\b(?:by|on (?:the )?orders of|on(?= (?-i:[A-Z])[\w’'-]+['’]s? orders))\b(?: (?:both|the|a|an|its|his|her)\b)?"
    r"|\bin (?:an? |the |several )?(?:\w+ ){0,2}?"
    r"(?:clash|skirmish|fire-?fight|shoot-?out|gunfight|gun battle|battle|fight)(?:e?s)? with\b",
    re.IGNORECASE,
)


def actor_of(scene: Scene, trigger: Trigger, memory: Memory) -> Side:
    """Who acts: the subject of an active verb, the agent of a passive ("by X"), the owner of a noun ("X's visit")."""
    found = _named_actor(scene, trigger, memory)
    if found.codes and not _is_before_crowd(scene, trigger):
        return found
    if trigger.rule.event_type == "PROTEST" and (trigger.word > 0 or trigger.voice == "noun"):
        crowd = _protesters(scene, trigger, memory)
    else:
        crowd = _crowd(scene, trigger, memory) if trigger.voice == "active" else Side()
    return crowd if crowd.codes or not found.text else found


def _named_actor(scene: Scene, trigger: Trigger, memory: Memory) -> Side:
    if trigger.voice == "noun":
        by = "by|from|of" if is_lent(trigger) or trigger.rule.roles == "visit" else "by|from"
        by = "by" if "from" in trigger.rule.recipient.split("|") else by  # "the withdrawal of troops from Oman"
        agent = after(scene, trigger, memory, by, ())
        return agent or _possessor(scene, trigger, memory) or _owner_side(scene, trigger, memory) or Side()
    if trigger.voice == "passive":
        agent = _agent(scene, trigger, memory)
        return agent or _owner_side(scene, trigger, memory) or Side()
    if (party := scene.brought(trigger)) is not None:
        return side_of([party], memory)
    found = _put_after(scene, trigger, memory)
    return found or subject(scene, trigger.clause, scene.words[trigger.group.first].start, memory)


def is_lent(trigger: Trigger) -> bool:
    """Whether a noun tells what one lends another: "with the help of Oman"."""
    to_whom = trigger.rule.recipient.split("|")
    return trigger.voice == "noun" and trigger.rule.objects is None and "to" in to_whom and "of" not in to_whom


def _put_after(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """Who acts in a participle that opens the sentence: "Accusing Oman of violence, Chad cut ties"."""
    verb = scene.words[trigger.group.first].form  # "Having accused Oman"
    led = any(
        party.end <= scene.words[trigger.group.first].start for party in scene.parties
    )  # "Chad having accused it"
    opens = (
        trigger.group.first <= 1 and not led and (verb == "having" or scene.words[trigger.word].form.endswith("ing"))
    )
    following = next((word.start for word in scene.verbs if word.start > trigger.end), len(scene.text))
    comma = scene.text.rfind(",", trigger.end, following) if opens else -1
    named = [p for p in scene.parties if 0 <= comma < p.start and p.end <= following and not p.locative]
    if not named and trigger.group.infinitive and not any(p.end <= trigger.start for p in scene.parties):
        was = next((verb.end for verb in scene.verbs if verb.start > trigger.end and verb.form in BE), len(scene.text))
        named = [
            p for p in scene.parties if scene.text[was : p.start] in (" ", " the ")
        ]  # "the first to visit was Oman"
    return side_of(joined(scene, named, named[0]), memory) if named else None


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
    return Side(memory.other(owners[0].codes), found[0]) if owners and _is_besieged(scene, owners[0]) else Side()


def _is_before_crowd(scene: Scene, trigger: Trigger) -> bool:
    """Whether people protest whom a comma parts from who is named before: "after the Mecca deaths, a mob stormed"."""
    clause = scene.clauses[trigger.clause].start
    found = CROWD.search(scene.text, clause, trigger.start) if trigger.rule.event_type == "PROTEST" else None
    before = [p for p in scene.parties if found and clause <= p.start and p.end <= found.start()]
    return found is not None and bool(before) and "," in scene.text[before[-1].end : found.start()]


def _protesters(scene: Scene, trigger: Trigger, memory: Memory) -> Side:
    """Where people of no named country protest: "riots in Muscat", "marched to the Omani embassy" of the other side."""
    inside = scene.named_in(trigger.clause)
    kinds = ("name", "demonym", *PLACES)  # "in Muscat", "in several Omani cities", but not at "an Omani-run mine"
    places = [p for p in inside if p.locative and p.kind in kinds and not scene.text.startswith("-", p.end)]
    if places := [p for p in places if not _is_besieged(scene, p)]:
        there = [p for p in places if p.start >= trigger.end]  # "in the year of the Mecca deaths a crowd ... in Muscat"
        return Side((there or places)[0].codes, "")
    besieged = next((p for p in inside if _is_besieged(scene, p)), None)
    return Side(memory.other(besieged.codes), "") if besieged else Side()


def _is_besieged(scene: Scene, party: Party) -> bool:
    """Whether a party tells whose mission a crowd is at: "the Omani embassy", "the Oman Embassy"."""
    return party.kind in ("demonym", "name") and MISSION.match(scene.text, party.end) is not None


def _agent(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    helps = trigger.rule.event_type in ("COOPERATE", "AID")
    clause = scene.clauses[trigger.clause]
    if helps and (aided := WITH_AID.search(scene.text, clause.start, max(clause.end, scene.window_end(trigger)))):
        return side_of([p for p in scene.parties if aided.start() <= p.start and p.end <= aided.end()], memory)
    found = BY.search(scene.text, trigger.end, scene.window_end(trigger))
    if not found:
        author = _author(scene, trigger)
        return side_of([author], memory) if author else None
    if ELSE.search(scene.text, trigger.end, found.start()):
        return None
    later = next((verb.start for verb in scene.verbs if trigger.end < verb.start < found.start()), None)
    anew = any(verb.start == later and verb.form in BE | HAVE for verb in scene.verbs)  # "and is criticised by"
    if later is not None and (anew or not AND_WAS.fullmatch(scene.text, trigger.end, later)):
        return None  # "was murdered, however his family was escorted by"
    if (crowd := CROWD.search(scene.text, found.end(), found.end() + 30)) is not None:
        places = [p for p in scene.parties if p.kind in PLACES and p.end <= trigger.start]
        return Side(places[-1].codes, crowd[0]) if places else None
    named = [p for p in scene.parties if found.start() < p.start <= found.end() + 60]
    named = [p for p in named if (p.kind != "self" or HEAD.search(p.text)) and p.text not in ("he", "she", "they")]
    if not named or any(parts.search(scene.text, found.end(), named[0].start) for parts in (ELSEWHERE, BEYOND)):
        return None
    acted_on = subject(scene, trigger.clause, scene.words[trigger.group.first].start, memory).codes
    agents = joined(scene, named, named[0])  # "was received by the sultan": by that of the other side
    return Side(codes_of(agents, memory, acted_on if len(acted_on) == 1 else ()), side_of(agents, memory).text)


def _author(scene: Scene, trigger: Trigger) -> Party | None:
    """Whose deed it is that a verb only says to be done: "a request by Oman was made"."""
    if scene.words[trigger.word].form not in DONE or not 0 <= trigger.object_end < trigger.start:
        return None
    led = BY_OR_OF.match(scene.text, trigger.object_end)
    return next((p for p in scene.parties if led and p.start == led.end() and p.codes), None)


def _possessor(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """Who stands just before a noun: "X's visit", "the Omani visit", "his visit"."""
    before = [p for p in scene.parties if 0 <= trigger.start - p.end <= 30 and not p.post and not p.locative]
    if before and not _is_parted(scene, before[-1].end, trigger.start):
        return side_of(before[-1:], memory)
    if trigger.rule.mode in ("release", "return") and HIS.search(scene.text, 0, trigger.start):
        return None  # "was followed by her release"
    led = trigger.word - 2
    if led >= 0 and scene.words[led].form in BRINGING and scene.words[led + 1].form not in PREPOSITIONS:
        return subject(scene, trigger.clause, scene.words[led].start, memory)
    start = scene.clauses[trigger.clause].start
    verbs = [verb for verb in scene.verbs if start <= verb.start < trigger.start]
    if verbs and verbs[-1].form in BRINGING and AND_ALSO.search(scene.text, verbs[-1].end, trigger.start):
        return subject(scene, trigger.clause, verbs[-1].start, memory)  # "announced a ban as well as the expulsion of"
    if verbs and trigger.rule.roles == "visit" and ON_A.search(scene.text, start, trigger.start):
        return subject(scene, trigger.clause, verbs[-1].start, memory)  # "apologised during a state visit"
    if answered := ANSWERED_BY.search(scene.text, start, trigger.start):
        return side_of([p for p in scene.parties if answered.end() <= p.start < trigger.start][:1], memory)
    if answer := ANSWER_WITH.search(scene.text, scene.clauses[trigger.clause].start, trigger.start):
        return subject(scene, trigger.clause, answer.start(), memory)
    words = [w.form for w in scene.words[max(0, trigger.word - 3) : trigger.word]]
    if "his" in words or "her" in words:
        return Side((memory.person,), "his") if memory.person else None
    if "their" in words or "its" in words:
        return Side(memory.subject, "") if memory.subject else None
    return None


def _is_parted(scene: Scene, start: int, end: int) -> bool:
    """Whether something between two offsets keeps the one from owning the other: a new phrase or a finite verb."""
    return bool(PARTING.search(scene.text[start:end])) or any(start <= w.start < end for w in scene.verbs)


def _owner_side(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """Whose the object is, if the rule lets its owner act: "the Omani embassy was opened", "the opening of ..."."""
    if trigger.rule.agentless != "owner" or trigger.object_start < 0:
        return None
    if is_given(trigger):
        return None
    owner = _owner(scene, trigger)
    is_mission = trigger.rule.milestone.startswith(MISSION_MILESTONES)
    recalled = trigger.rule.event_type == "SANCTION" and trigger.rule.mode == "withdraw"  # "ambassadors were recalled"
    of_both = (is_mission or recalled) and owner is None and _is_of_both(scene, trigger)
    if of_both or OF_BOTH.search(scene.text, 0, trigger.object_start):
        return Side(memory.both, "")
    told = memory.told if memory.told is not None and memory.told.milestone.startswith(MISSION_MILESTONES) else None
    if is_mission and told is not None and owner and owner.kind == "it":
        return Side(told.actors, owner.text)  # "a legation was opened in Muscat in 1960; it was raised to an embassy"
    located = owner if is_mission and owner and owner.post else None
    if owner and owner.codes and located is None:
        alike = [p for p in scene.parties if p.end <= owner.end and p.kind == "demonym"]
        owners = joined(scene, alike, owner) if owner in alike else [owner]  # "Omani and Libyan troops were sent"
        return side_of(owners, memory)
    following = (p for p in scene.parties if trigger.object_end <= p.start and (p.kind in PLACES or p.post))
    place = next(following, None) or located
    if place is not None and is_mission:
        return Side(memory.other(place.codes), "")  # nobody has a mission at home: "the embassy in Muscat was opened"
    if owner is None:
        return _giver(scene, trigger, memory)
    return Side(memory.meaning(owner), owner.text)


def _giver(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """Who gave the aid told last that a passive is about, and cuts it: "Chad had Omani aid. The aid was cut"."""
    if memory.told is None or memory.told.event_type != "AID" or not THIS.search(scene.text, 0, trigger.object_start):
        return None
    thing = scene.text[trigger.object_start : trigger.object_end].lower()
    return Side(memory.told.actors) if thing == memory.thing.lower().rpartition(" ")[2] else None


def _is_of_both(scene: Scene, trigger: Trigger) -> bool:
    """Whether missions are those of both sides, as no place or owner says more: "the legations were raised"."""
    start = trigger.object_start
    opening = max(scene.clauses[trigger.clause].start, scene.text.rfind(",", 0, start) + 1)
    led = THE_OR_THEIR.search(scene.text, 0, start) or BARE.fullmatch(scene.text, opening, start)
    plural = scene.text[: trigger.object_end].endswith("s") and led
    return bool(plural) and not any(p.kind in PLACES for p in scene.parties)


def _owner(scene: Scene, trigger: Trigger) -> Party | None:
    """The owner of a passive's object: "the Omani embassy", "the embassy of Oman", or whom "the embassy" stands for."""
    if OF.match(scene.text, trigger.object_end):
        following = [p for p in scene.parties if trigger.object_end <= p.start <= trigger.object_end + 12]
        if following:
            return following[0]
    head = min(trigger.object_start, scene.words[trigger.group.first].start)
    start = max([0, *(verb.end for verb in scene.verbs if verb.end <= head)])  # of its own clause
    before = [p for p in scene.parties if start <= p.start < trigger.object_end and not p.locative]
    before = [p for p in before if not p.post] or before  # "the first Omani ambassador to Chad was appointed"
    near = bool(before) and trigger.object_start - before[-1].end <= 40
    parted = near and COMMA.search(scene.text, before[-1].end, trigger.object_start) is not None
    return before[-1] if near and not parted else None
