"""A trigger in its sentence -> who acts and toward whom."""

import re
from dataclasses import dataclass

from relations.coding.clauses import OPENERS, RELATIVES, SUBORDINATORS
from relations.coding.parties import Memory, Party
from relations.coding.triggers import Scene, Trigger
from relations.coding.words import PREPOSITIONS

BY = re.compile(r"\bby\b(?: (?:both|the|a|an|its|his|her))?", re.IGNORECASE)
JOINED = re.compile(r"^(?:['’]s)?[^.;:]{0,60}?(?:,|\band\b|&|\bas well as\b|\balong with\b|\btogether with\b)")
NO_STATE = "who acts is an organisation of no one country, or unclear"
GIVER = re.compile(r"\b(?:from|by) (?:the )?[A-Z]")


@dataclass(frozen=True, slots=True)
class Roles:
    """Country codes of actors and recipients with the words that name them; `reason` says why there are none."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_text: str = ""
    recipient_text: str = ""
    place: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event as read: the countries and the words."""

    codes: tuple[str, ...] = ()
    text: str = ""


def assign(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """Find actors and recipients, by the rule's roles and the voice of the trigger."""
    if trigger.rule.roles == "mutual":
        return _mutual(scene, trigger, memory)
    if trigger.rule.roles == "meet":
        return _meeting(scene, trigger, memory)
    if trigger.rule.roles == "visit":
        return _visit(scene, trigger, memory)
    if trigger.rule.roles == "hosted":
        return _hosted(scene, trigger, memory)
    return _directed(scene, trigger, memory)


def _directed(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    rule = trigger.rule
    actor = actor_of(scene, trigger, memory)
    recipient = _recipient(scene, trigger, memory, actor.codes)
    if rule.roles == "received":
        giver = _after(scene, trigger, memory, "from|by|of", actor.codes) or _possessor(scene, trigger, memory)
        unnamed = GIVER.search(scene.text, trigger.end, scene.window_end(trigger))
        giver = giver or (Side(memory.other(actor.codes)) if unnamed and len(actor.codes) == 1 else Side())
        actor, recipient = giver, actor
    if not actor.codes and rule.agentless == "other" and recipient.codes:
        actor = Side(memory.other(recipient.codes))
    if actor.text and not actor.codes:
        return Roles(reason=NO_STATE)
    if not actor.codes and rule.agentless == "both" and trigger.voice == "passive":
        partner = _after(scene, trigger, memory, "with|against", ()) or _beside_object(scene, trigger, memory)
        return Roles(memory.other(partner.codes), partner.codes, "", partner.text) if partner else Roles(memory.pair)
    if not recipient.codes and actor.codes and not rule.strict:
        recipient = Side(memory.other(actor.codes) if len(set(actor.codes)) == 1 else ())
    if not actor.codes:
        return Roles(reason="nobody is named who acts")
    if not recipient.codes and len(actor.codes) == 1:
        return Roles(reason="the other side is not named")
    if set(actor.codes) == set(recipient.codes):
        return Roles(reason="a state toward itself")
    recipients = tuple(code for code in recipient.codes if code not in actor.codes)
    return Roles(actor.codes, recipients, actor.text, recipient.text if recipients else "", _place(scene, trigger))


def _mutual(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """All who take part are actors: "X and Y signed", "relations between X and Y were established"."""
    start = scene.clauses[trigger.clause].start
    actor = actor_of(scene, trigger, memory)
    if actor.text and not actor.codes:
        return Roles(reason=NO_STATE)
    partner = _after(scene, trigger, memory, "with|and|between|from", actor.codes)
    if trigger.voice in ("passive", "noun"):
        inside = [p for p in scene.parties if min(start, trigger.object_start) <= p.start and p.end <= _phrase_end(scene, trigger) and not p.locative]
        partner = Side(_codes(inside, memory), " and ".join(p.text for p in inside)) if inside else partner
    codes = _union(actor.codes, partner.codes if partner else ())
    if len(codes) < 2:
        codes = _union(codes, memory.other(codes)) if set(codes) <= set(memory.pair) else codes
    if len(codes) < 2:
        return Roles(reason="only one party is named")
    if trigger.rule.agentless == "from-subject" and len(actor.codes) == 1:
        return Roles(actor.codes, tuple(c for c in codes if c not in actor.codes), actor.text, partner.text if partner else "")
    return Roles(codes, (), " and ".join(filter(None, [actor.text, partner.text if partner else ""])), "", _place(scene, trigger))


def _meeting(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """A meeting: mutual, or a visit when it takes place in the capital or country of one side."""
    actor = actor_of(scene, trigger, memory)
    if actor.text and not actor.codes:
        return Roles(reason=NO_STATE)
    host = _host(scene, trigger, memory, actor.codes)
    if host and len(set(actor.codes)) == 1:
        return Roles(actor.codes, host.codes, actor.text, host.text, host.text)
    partners = _first_after(scene, trigger, memory, actor.codes, placed=False)
    codes = _union(actor.codes, partners.codes)
    if len(codes) < 2 and set(codes) <= set(memory.pair):
        codes = _union(codes, memory.other(codes))
    if len(codes) < 2:
        return Roles(reason="only one party is named")
    return Roles(codes, (), " and ".join(filter(None, [actor.text, partners.text])), "", _place(scene, trigger))


def _visit(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """A visit: the visitor acts, the host receives."""
    actor = actor_of(scene, trigger, memory)
    host = _after(scene, trigger, memory, "to|in|at", actor.codes) if trigger.voice == "noun" else None
    host = host or _recipient(scene, trigger, memory, actor.codes)
    if trigger.voice == "noun" and not actor.codes and host.codes and len(host.codes) == 1:
        actor = Side(memory.other(host.codes) if host.codes[0] in memory.pair else ())
    if trigger.voice == "active" and not host.codes and _visits_home(scene, trigger, actor):
        return Roles(reason="a visit within one state")
    if not host.codes and actor.codes and (trigger.voice == "noun" or not trigger.rule.strict):
        host = Side(memory.other(actor.codes) if len(set(actor.codes)) == 1 else ())
    if not actor.codes or not host.codes:
        return Roles(reason="the visitor or the host is not named")
    if set(actor.codes) >= set(memory.pair) and set(host.codes) <= set(memory.pair):
        return Roles(memory.pair, (), actor.text, "", _place(scene, trigger))
    hosts = tuple(code for code in host.codes if code not in actor.codes)
    return Roles(actor.codes, hosts, actor.text, host.text, _place(scene, trigger)) if hosts else Roles(reason="a visit within one state")


def _hosted(scene: Scene, trigger: Trigger, memory: Memory) -> Roles:
    """A visit told from the host's side: the subject receives, the guest acts."""
    host = actor_of(scene, trigger, memory)
    guest = _recipient(scene, trigger, memory, host.codes)
    if not host.codes or not guest.codes or set(host.codes) & set(guest.codes):
        return Roles(reason="the visitor or the host is not named")
    return Roles(guest.codes, host.codes, guest.text, host.text, _place(scene, trigger))


def _visits_home(scene: Scene, trigger: Trigger, actor: Side) -> bool:
    end = scene.window_end(trigger)
    return any(trigger.end <= p.start < end and p.codes and set(p.codes) <= set(actor.codes) and not p.kind == "demonym" for p in scene.parties)


def actor_of(scene: Scene, trigger: Trigger, memory: Memory) -> Side:
    """Who acts: the subject of an active verb, the agent of a passive ("by X"), the owner of a noun ("X's visit", "a visit by X")."""
    if trigger.voice == "noun":
        agent = _after(scene, trigger, memory, "by|from|of" if trigger.rule.roles == "visit" else "by|from", ())
        return agent or _possessor(scene, trigger, memory) or Side()
    if trigger.voice == "passive":
        agent = _agent(scene, trigger, memory)
        if agent or trigger.rule.agentless != "owner":
            return agent or Side()
        owner = _before_object(scene, trigger)
        return Side(memory.meaning(owner), owner.text) if owner else Side()
    return subject(scene, trigger.clause, scene.words[trigger.group.first].start, memory)


def subject(scene: Scene, clause: int, verb: int, memory: Memory) -> Side:
    """The subject of the verb at offset `verb`: of its own clause, else of the clause it goes on from."""
    here = scene.clauses[clause]
    found = _subject_parties(scene, here.start, verb)
    if found:
        return _side(found, memory)
    if here.opener in RELATIVES:
        before = [p for p in scene.parties if p.end <= here.start and not p.post]
        if before and not re.search(r"\w", scene.text[before[-1].end : here.start].replace("’s", "").replace("'s", "")):
            return _side(before[-1:], memory)
        return subject(scene, clause - 1, here.start, memory) if clause > 0 else Side()
    if here.resumes >= 0:
        main = scene.clauses[here.resumes]
        return _side(_subject_parties(scene, main.start, main.end), memory)
    if clause > 0 and here.opener not in SUBORDINATORS:
        return subject(scene, clause - 1, here.start, memory)
    return Side()


def main_subject(scene: Scene, memory: Memory) -> tuple[tuple[str, ...], int]:
    """The sentence's own subject and where its verb stands, for "it" and "they" later in the sentence; nothing for a stand-in."""
    verb = next((word.start for word in scene.words if word.finite), len(scene.text))
    found = _subject_parties(scene, 0, verb)
    named = [party for party in found if party.codes]
    return (_codes(named, memory), verb) if named else ((), -1)


def _subject_parties(scene: Scene, start: int, verb: int) -> list[Party]:
    """The party that heads the subject between two offsets, with those that are joined to it."""
    options = [p for p in scene.parties if start <= p.start and p.end <= verb and not p.post and not p.locative]
    verbs_between = [w for w in scene.words if start <= w.start < verb and w.finite]
    if verbs_between and options:  # a second verb shares the subject of the first
        early = [p for p in options if p.end <= verbs_between[0].start]
        options, verb = early or options, verbs_between[0].start if early else verb
    if not options:
        return []
    nearest = _last_comma(scene, start, verb)
    near = [p for p in options if p.start >= nearest]
    if near:
        head = _head(scene, near, nearest)
    else:
        opened = _after_openers(scene, start, verb)
        head = next((p for p in options if p.start >= opened), options[0])
    return _joined(scene, options, head)


def _head(scene: Scene, near: list[Party], start: int) -> Party:
    """The party that heads a noun phrase; after an opening preposition, the first that is not inside its phrase."""
    first = next((w for w in scene.words if w.start >= start), None)
    if first is None or first.form not in OPENERS:
        return near[0]
    return next((p for p in near if not _in_phrase(scene, p)), near[-1])


def _in_phrase(scene: Scene, party: Party) -> bool:
    """Whether a party stands inside a prepositional phrase ("of Chad", "to the Omani capital")."""
    before = [w for w in scene.words if w.end <= party.start][-3:]
    return any(w.form in PREPOSITIONS or w.form in OPENERS for w in before[-2:])


def _joined(scene: Scene, options: list[Party], head: Party) -> list[Party]:
    """The head with the parties joined to it: "X, Y and Z", "President A of X and Prime Minister B of Y"."""
    at = options.index(head)
    found = [head]
    for party in reversed(options[:at]):
        link = _link(scene, party, found[0])
        if not link or (link == "," and len(found) == 1):
            break
        found.insert(0, party)
    after: list[Party] = []
    for left, party in zip(options[at:], options[at + 1 :], strict=False):
        link = _link(scene, left, party)
        if not link:
            break
        after.append(party)
        if link == "and":
            found, after = found + after, []
    return found


def _link(scene: Scene, left: Party, right: Party) -> str:
    """What joins two parties: "and" (or "as well as"), a comma of a list, or nothing."""
    if not _is_joined(scene, left, right):
        return ""
    return "and" if re.search(r"\band\b|&|\bas well as\b|with\b", scene.text[left.end : right.start]) else ","


def _is_joined(scene: Scene, left: Party, right: Party) -> bool:
    between = scene.text[left.end : right.start]
    if not between.strip() or not JOINED.match(between):
        return False
    inside = [w for w in scene.words if left.end <= w.start and w.end <= right.start]
    if left.kind not in ("name", "person-name", "demonym", "body", "city", "capital") or any(w.finite for w in inside):
        return False
    return not any(w.form in PREPOSITIONS and w.form not in ("of", "for") for w in inside) and ("and" in between or "&" in between or len(inside) == 0)


def _last_comma(scene: Scene, start: int, end: int) -> int:
    found = scene.text.rfind(",", start, end)
    return found + 1 if found >= 0 else start


def _after_openers(scene: Scene, start: int, verb: int) -> int:
    """The offset after adverbials that open the clause, each closed by a comma."""
    at = start
    while True:
        first = next((w for w in scene.words if w.start >= at), None)
        comma = scene.text.find(",", at, verb)
        if first is None or first.form not in OPENERS or comma < 0:
            return at
        at = comma + 1


def _agent(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    found = BY.search(scene.text, trigger.end, scene.window_end(trigger))
    if not found:
        return None
    after = [p for p in scene.parties if found.end() <= p.start <= found.end() + 60]
    return _side(_joined(scene, after, after[0]), memory) if after else None


def _possessor(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """Who stands just before a noun: "X's visit", "the Omani visit", "his visit"."""
    before = [p for p in scene.parties if p.end <= trigger.start and trigger.start - p.end <= 30 and not p.post and not p.locative]
    if before:
        between = scene.text[before[-1].end : trigger.start]
        if not re.search(r"[,;]|\b(?:to|in|of|with|and|for|by|a|an|the|on|paid|made)\b", between) and not _finite_between(scene, before[-1].end, trigger.start):
            return _side(before[-1:], memory)
    words = [w.form for w in scene.words[max(0, trigger.word - 3) : trigger.word]]
    if "his" in words or "her" in words:
        return Side((memory.person,), "") if memory.person else None
    if "their" in words or "its" in words:
        return Side(memory.subject, "") if memory.subject else None
    return None


def _finite_between(scene: Scene, start: int, end: int) -> bool:
    return any(start <= w.start < end and w.finite for w in scene.words)


def _before_object(scene: Scene, trigger: Trigger) -> Party | None:
    """The owner of a passive's object: "the Omani embassy was closed", or whoever "the embassy" last stood for."""
    before = [p for p in scene.parties if p.start < trigger.object_end and trigger.object_start - p.end <= 40 and not p.locative]
    return before[-1] if before else None


def _recipient(scene: Scene, trigger: Trigger, memory: Memory, acting: tuple[str, ...]) -> Side:
    """Toward whom: the first other party after the rule's preposition or after the verb; of a passive, the subject."""
    rule = trigger.rule
    if rule.recipient:
        named = _after(scene, trigger, memory, rule.recipient, acting)
        if named or trigger.voice == "noun":
            return named or Side()
    if trigger.voice == "passive":
        start = min(scene.clauses[trigger.clause].start, trigger.object_start if trigger.object_start >= 0 else trigger.start)
        inside = [p for p in scene.parties if start <= p.start and p.end <= trigger.start]
        for party in inside:
            codes = tuple(c for c in memory.meaning(party, acting) if c not in acting)
            if codes and not (rule.agentless == "owner" and not acting):
                return Side(codes, party.text)
        if trigger.object_start < 0 and not inside:
            return subject(scene, trigger.clause, scene.words[trigger.group.first].start, memory)
    return _first_after(scene, trigger, memory, acting)


def _first_after(scene: Scene, trigger: Trigger, memory: Memory, acting: tuple[str, ...], *, placed: bool = True) -> Side:
    """The first other side after a trigger; without `placed`, one that only tells where does not count."""
    end = scene.window_end(trigger)
    for party in scene.parties:
        if trigger.end <= party.start < end and (placed or not party.locative):
            codes = tuple(c for c in memory.meaning(party, acting) if c not in acting)
            if codes:
                joined = _joined(scene, [p for p in scene.parties if party.start <= p.start < end], party)
                return Side(tuple(c for c in _codes(joined, memory, acting) if c not in acting), party.text)
    return Side()


def _beside_object(scene: Scene, trigger: Trigger, memory: Memory) -> Side | None:
    """The one side that stands with a passive's object: "relations with Oman were suspended"."""
    found = re.match(r"\s+(?:with|to)\s", scene.text[trigger.object_end :]) if trigger.object_start >= 0 else None
    inside = [p for p in scene.parties if trigger.object_end <= p.start and p.end <= trigger.start]
    codes = _codes(inside[:1], memory)
    return Side(codes, inside[0].text) if found and len(codes) == 1 and codes[0] in memory.pair else None


def _after(scene: Scene, trigger: Trigger, memory: Memory, prepositions: str, acting: tuple[str, ...]) -> Side | None:
    """The first party that follows one of the prepositions after the trigger, with what is joined to it."""
    end = scene.window_end(trigger)
    sides = []
    for found in re.finditer(rf"\b(?:{prepositions})\b", scene.text[:end]):
        after = [p for p in scene.parties if found.end() <= p.start < end]
        if found.start() >= trigger.end and after and not _blocked(scene, found.end(), after[0].start):
            codes = tuple(c for c in _codes(_joined(scene, after, after[0]), memory, acting) if c not in acting)
            sides += [(after[0].post, Side(codes, after[0].text))] if codes else []
    return min(sides, key=lambda side: side[0])[1] if sides else None


def _blocked(scene: Scene, start: int, end: int) -> bool:
    """Whether another phrase begins between a preposition and a party."""
    inside = [w for w in scene.words if start <= w.start and w.end <= end]
    return len(inside) > 7 or any(w.form in PREPOSITIONS and w.form != "of" or w.finite for w in inside)


def _phrase_end(scene: Scene, trigger: Trigger) -> int:
    return scene.window_end(trigger) if trigger.voice == "noun" else max(trigger.start, _with_end(scene, trigger))


def _with_end(scene: Scene, trigger: Trigger) -> int:
    """The end of "with X" or "between X and Y" right after a passive verb."""
    found = re.match(r"\s*(?:\w+ly\s+)?(?:between|with)\b[^,.;]{0,60}", scene.text[trigger.end : scene.window_end(trigger)])
    return trigger.end + found.end() if found else trigger.start


def _host(scene: Scene, trigger: Trigger, memory: Memory, acting: tuple[str, ...]) -> Side | None:
    """The state in whose city or territory something takes place, when it is the other side."""
    end = scene.window_end(trigger)
    for party in scene.parties:
        if trigger.end <= party.start < end and party.locative and party.codes and party.codes[0] in memory.pair and party.codes[0] not in acting:
            return Side(party.codes, party.text)
    return None


def _place(scene: Scene, trigger: Trigger) -> str:
    end = scene.window_end(trigger)
    return next((p.text for p in scene.parties if trigger.end <= p.start < end and p.kind in ("city", "capital")), "")


def _side(parties: list[Party], memory: Memory) -> Side:
    return Side(_codes(parties, memory), " and ".join(dict.fromkeys(p.text for p in parties)))


def _codes(parties: list[Party], memory: Memory, acting: tuple[str, ...] = ()) -> tuple[str, ...]:
    return _union(*(memory.meaning(party, acting) for party in parties))


def _union(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for group in groups for code in group))
