"""A candidate whose words tell several of its kind -> one candidate for each date, or what the other side did."""

import datetime as dt
import re
from collections.abc import Sequence

from relations import dates
from relations.coding import gapped, times
from relations.coding.candidates import Candidate
from relations.coding.parties import Memory, Party
from relations.coding.roles import HOSTS
from relations.coding.scene import Scene, Trigger
from relations.dates import When
from relations.patterns import Seldom
from relations.tagging import Dated
from relations.words import NUMBERS

DID_SO = Seldom(
    r"(?<!not )\b(?:did|doing) so\b(?! because\b)"
    r"|\b(?:carried out|made good) (?:on )?(?:the|its|his|this|that) (?:threat|promise|plan)\b"
)
AS_IT_DID = re.compile(
    r"\bas (?:it|he|she|they|[A-Z]\w+) (?:had |also )?(?:did|done)(?: so)?(?: again| before)?\b(?= (?:in|on) )"
)
OPENS = re.compile(r"\W*(?:(?:In|On|Then|Later|Both|And)\b\W*)*")
ONCE_MORE = re.compile(r"\b(?:again|another|a (?:second|further|new) one)\b")
BY_TOO = re.compile(r"\band by (?:the |that of )?$")
KIND = r"[Ee]mbassy|[Cc]onsulate(?:[- ][Gg]eneral)?|[Ll]egation|[Mm]ission|[Hh]igh [Cc]ommission"
# "Chad's parliament ratified it in 2009 and the Omani National Assembly in 2010".
BODY = re.compile(
    r"(?:['’]s)? (?:[A-Z]\w+ )?(?:[Pp]arliament|[Aa]ssembly|[Ss]enate|[Cc]ongress|[Gg]overnment|side|one)\b"
)
ALIKE = re.compile(
    rf"(?: (?:one|its own|another|did so|{KIND}))?(?: in [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)?(?: (?:was )?opened)?,?"
    r"(?: only)?(?: (?:in|on))?(?: the)? "
)
# "An Omani embassy was opened in N'Djamena and a Chadian embassy in Muscat."
AND_THERE = re.compile(rf" (?:{KIND}) in (?:[A-Z][\w.'’-]+ ?){{1,4}}(?:[.,;]|$)")
MISSION = re.compile(rf" (?:{KIND})\b")
AND_THE = re.compile(
    rf"(?:(?:[,;]|\band|\bwhile|\bbut) (?:the (?:(?:{KIND}) of )?|that of |an? )?|\bas did )(?:the )?$"
)
VISIT_BACK = re.compile(r"(,? and|, while|,|;) (?:[\w.'’-]+ ){2,9}$")
RESPECTIVELY = re.compile(r",? (?:\w+ )?respectively\b")
LED_IN = re.compile(r",?(?: in| on)?(?: the)? ?")
SEVERAL = re.compile(rf"\b(?:{'|'.join(NUMBERS[2:6])}|several) (?:[\w-]+ ){{0,3}}?\w+s$", re.IGNORECASE)


def each_date(
    scene: Scene, trigger: Trigger, found: Sequence[Dated], candidate: Candidate, memory: Memory
) -> list[Candidate]:
    """One candidate for each date of several visits ("visited Chad in 1998 and again in 2004"); none for one.

    So, too, where the dates open the sentence: "In 1982 and 1985 agreements were signed".
    """
    found = _in_bracket(scene, trigger, found)
    if len(found) < 2:
        return []
    own = times.own(scene, trigger, found)
    row = times.row(scene, own, found)
    if _are_decades(row):
        return [candidate._replace(when=_span(row))]
    if len(row) == 2 and RESPECTIVELY.match(scene.text, row[-1].end):
        return _respectively(scene, row, candidate, memory)
    if candidate.dropped:
        return []
    if again := gapped.again(scene, trigger, found, own, row) or gapped.after_names(scene, trigger, found):
        return [candidate._replace(when=date.when) for date in again]
    signed = trigger.rule.milestone == "agreement_signed"
    recurs = _recurs(scene, trigger, row)
    if not row[1:] and own is not None and not trigger.rule.milestone:
        row = gapped.of_objects(scene, trigger, own, found, candidate)
        recurs = recurs or len(row) > 1
    if not row[1:] and (signed or not trigger.rule.milestone):
        row = times.row(scene, found[0], found)
        opens = OPENS.fullmatch(scene.text, 0, found[0].start) and row[-1].end <= trigger.start
        exact = all(date.when.in_one_year for date in row)
        row = row if opens and exact and own in row else []
    elif not recurs:  # "two agreements were signed, in 1961 and 1962" do
        row = row if len(row) > 1 and ONCE_MORE.search(scene.text, row[0].end, row[-1].start) else []
    if _goes_on(row):
        return [candidate._replace(when=_span(row))]
    told = list(dict.fromkeys(date.when for date in row))  # "three days later, on 6 December" is one date
    return [candidate._replace(when=when) for when in told] if len(told) > 1 else []


def _in_bracket(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> Sequence[Dated]:
    """The dates that a trigger in brackets can have: not 2015 in "in 1992 (unveiling of the memorial) and 2015"."""
    opening = scene.text.rfind("(", 0, trigger.start)
    closing = scene.text.find(")", trigger.end)
    inside = opening >= 0 and closing >= 0 and ")" not in scene.text[opening : trigger.start]
    return [date for date in found if date.start < closing] if inside else found


def of_each(scene: Scene, trigger: Trigger, candidate: Candidate, memory: Memory) -> list[Candidate]:
    """The missions of both sides, told by where they stand: "the embassies in Muscat and N'Djamena were opened"."""
    mission = candidate.milestone.startswith("mission") and trigger.voice == "passive"
    if candidate.dropped or not mission or not scene.text[: max(trigger.object_end, 0)].endswith("s"):
        return []
    hosts = [p for p in scene.parties if trigger.object_end <= p.start < trigger.start and p.kind in HOSTS]
    joined = len(hosts) == 2 and scene.text[hosts[0].end : hosts[1].start] == " and "
    if not joined or hosts[1].codes != memory.other(hosts[0].codes):
        return []
    return [
        candidate._replace(actors=memory.other(h.codes), recipients=h.codes, actor_text="", recipient_text=h.text)
        for h in hosts
    ]


def _respectively(scene: Scene, row: list[Dated], candidate: Candidate, memory: Memory) -> list[Candidate]:
    """What each side did on its date: "Chad and Oman opened embassies in 1975 and 1978 respectively".

    Where only places tell the sides, each is that of the host.
    """
    each = [candidate._replace(when=times.happened(date)) for date in row]
    mission = candidate.milestone.startswith("mission") or candidate.milestone in ("accreditation", "level_changed")
    if not mission and candidate.rule.roles != "visit":
        return [] if candidate.dropped else each
    before = [party for party in scene.parties if party.end <= row[0].start and memory.other(party.codes)]
    hosts = [party for party in before if party.kind in HOSTS and (party.locative or party.post)]
    hosts += [p for p in before if p not in hosts and any(scene.text[h.end : p.start] == " and " for h in hosts)]
    named = [party.codes for party in before if party not in hosts]
    sides = list(dict.fromkeys(named)) or [memory.other(codes) for codes in dict.fromkeys(h.codes for h in hosts)]
    if len(sides) != 2:
        return [] if candidate.dropped else each
    return [
        told._replace(actors=side, recipients=memory.other(side), actor_text="", recipient_text="", dropped="")
        for told, side in zip(each, sides, strict=True)
    ]


def _recurs(scene: Scene, trigger: Trigger, row: list[Dated]) -> bool:
    """Whether several dates of a trigger may be several events: visits and acts of both do, a founding does not."""
    rule = trigger.rule
    if rule.roles in ("visit", "meet", "mirrored"):
        return True
    end = times.next_verb(scene, trigger)
    again = row[1:] and (rule.recurs or not rule.milestone) and times.ends_at(scene, row[-1])
    if again and all(trigger.end < date.start < end and date.when.in_one_year for date in row):
        return True  # "gas was cut in 1999, 2001 and 2005"
    if trigger.voice == "noun" and scene.words[trigger.last].form.endswith("s"):
        return True  # "invasions in 1844"
    if rule.milestone:
        signed = rule.milestone == "agreement_signed"
        return signed and SEVERAL.search(scene.text[: max(trigger.object_end, 0)]) is not None
    if rule.event_type == "AID" and trigger.group.perfect and len(row) > 1:
        return True  # "has given boats in 2005 and 2014"
    with_arms = rule.event_type in ("ASSAULT", "MOBILIZE") and trigger.voice == "active"
    return with_arms or rule.roles == "mutual" or (row != [] and scene.text.startswith(")", row[0].end))


def _are_decades(row: list[Dated]) -> bool:
    """Whether two decades follow each other, in which something was done: "in the 1970s and 1980s"."""
    if len(row) != 2 or any(date.when.precision != "decade" for date in row):
        return False
    return int(row[0].when.earliest[:4]) + 10 == int(row[1].when.earliest[:4])


def _span(row: list[Dated]) -> When:
    return dates.parse(f"{row[0].when.edtf}/{row[-1].when.edtf}")


def _goes_on(row: list[Dated]) -> bool:
    """Whether days follow each other, so that one thing lasted: "on 31 January and 1 February 2003"."""
    if len(row) < 2 or any(date.when.precision != "day" for date in row):
        return False
    days = [dt.date.fromisoformat(date.when.earliest).toordinal() for date in row]
    return days == list(range(days[0], days[0] + len(days)))


def other_side(scene: Scene, trigger: Trigger, found: Sequence[Dated], candidate: Candidate) -> list[Candidate]:
    """What the other side did alike, told without the verb: "Chad opened an embassy in 1982, and Oman in 1985"."""
    if candidate.dropped or len(set(candidate.actors) | set(candidate.recipients)) < 2:
        return []
    if trigger.rule.roles == "visit" and (returned := _returned(scene, trigger, found, candidate)):
        return returned
    of_mission = candidate.milestone.startswith("mission")
    for party in scene.parties:
        too = BY_TOO if trigger.voice == "passive" and not of_mission else AND_THE
        noun = of_mission and MISSION.match(scene.text, party.end) is not None
        body = BODY.match(scene.text, party.end) if trigger.rule.milestone == "agreement_signed" else None
        named = party.kind == ("demonym" if noun or body or scene.text.startswith(" one ", party.end) else "name")
        alike = named or (too is BY_TOO and party.kind != "person-name")
        if not alike or not too.search(scene.text, trigger.end, party.start):
            continue
        if noun and candidate.when and AND_THERE.match(scene.text, party.end):
            there = party.codes == candidate.recipients
            return [_swapped(candidate, party.text, candidate.actor_text)] if there else []
        after = body.end() if body else party.end
        date = next((date for date in found if ALIKE.fullmatch(scene.text, after, date.start)), None)
        if date and times.ends_at(scene, date):
            return _by_other(candidate, party, date)
    return []


def _returned(scene: Scene, trigger: Trigger, found: Sequence[Dated], candidate: Candidate) -> list[Candidate]:
    """A visit back, told without the verb: "Sultan X visited Chad in 1998, and President Y Oman in 2000"."""
    for date in found:
        led = VISIT_BACK.search(scene.text, trigger.end, date.start)
        if led is None or any(led.start() < verb.start < date.start for verb in scene.verbs):
            continue
        inside = [p for p in scene.parties if led.start() < p.start < date.start and p.codes]
        host = inside[-1] if inside and inside[-1].kind in HOSTS else None
        if host is None or host.codes != candidate.actors or not LED_IN.fullmatch(scene.text, host.end, date.start):
            continue
        if all(guest.codes == candidate.recipients for guest in inside[:-1]):
            return [_swapped(candidate, scene.text[led.end(1) : host.start].strip(), host.text, date)]
    return []


def _by_other(candidate: Candidate, party: Party, date: Dated) -> list[Candidate]:
    """What one side did, done by a party of the other; what both did, done again."""
    if not candidate.recipients and set(party.codes) < set(candidate.actors):
        return [candidate._replace(when=date.when, date_source="explicit")]
    if len(candidate.actors) > 1 or party.codes != candidate.recipients:
        return []
    return [_swapped(candidate, party.text, candidate.actor_text, date)]


def _swapped(candidate: Candidate, actor: str, recipient: str, date: Dated | None = None) -> Candidate:
    """What one side did, done by the other to it, on a date of its own if one is told."""
    told = candidate._replace(
        actors=candidate.recipients, recipients=candidate.actors, actor_text=actor, recipient_text=recipient
    )
    return told if date is None else told._replace(when=date.when, date_source="explicit")


def did_so(scene: Scene, index: int, found: Sequence[Dated], memory: Memory) -> list[Candidate]:
    """What was only spoken of and then done: "agreed to exchange ambassadors, and they did so in March 1983"."""
    said, content = DID_SO.search(scene.text), memory.content
    if said is None and memory.told_here:  # "sent planes to Chad in 2010, as it did again in 2016"
        said, content = AS_IT_DID.search(scene.text), memory.told
    if said is None or content is None:
        return []
    clause = scene.clauses[scene.clause_at(said.start())]
    following = next((verb.start for verb in scene.verbs if verb.start >= said.end()), len(scene.text))
    around = [date for date in found if clause.start <= date.start < following]
    dated = next((date for date in around if date.start >= said.end()), next(iter(around), None))
    when, source = (dated.when, "context" if dated.counted else "explicit") if dated else (None, "none")
    rule = content.rule
    return [
        content._replace(
            sentence=index, start=said.start(), end=said.end(), event_type=rule.event_type, mode=rule.mode,
            milestone=rule.milestone, status="occurred", when=when, date_source=source, rivals=(), dropped="",
        )
    ]  # fmt: skip
