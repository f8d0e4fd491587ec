"""List items under a heading that tells what they are, and agreements in a row -> candidate events."""

import re
from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise

from relations import lexicon
from relations.coding import roles, times, verbless
from relations.coding.candidates import Candidate
from relations.coding.parties import Memory, Party
from relations.coding.roles import HOSTS as PLACES
from relations.coding.rules import Rule, rules
from relations.coding.scene import Scene
from relations.countries import find as find_countries
from relations.tagging import Dated

HEADINGS = lexicon.rules("headings.toml")
VISITS = re.compile(HEADINGS["visits"]["pattern"], re.IGNORECASE)
UNDONE = re.compile(HEADINGS["visits"]["undone"], re.IGNORECASE)
MEETINGS = re.compile(HEADINGS["meetings"]["pattern"], re.IGNORECASE)
SUMMITS = re.compile(HEADINGS["summits"]["pattern"], re.IGNORECASE)
PLACE_ALONE = re.compile(
    r"\W*(?:(?:[IVX]+|\d{1,2}(?:st|nd|rd|th)?|First|Second|Third|[A-Z][a-z]+th)(?: [a-z]+)?[ :.,)–—-]+)?"
    r"(?:in )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*(?:, [A-Z][\w’' -]+)?[ ,:–—.-]*(?:\([^()]*\))?\W*"
)
AGREEMENTS = re.compile(HEADINGS["agreements"]["pattern"], re.IGNORECASE)
PROJECTS = re.compile(HEADINGS["projects"]["pattern"], re.IGNORECASE)
TOWNS = re.compile(HEADINGS["towns"]["pattern"], re.IGNORECASE)
WARS = re.compile(HEADINGS["wars"]["pattern"], re.IGNORECASE)
NAMED_WAR = re.compile(HEADINGS["wars"]["named"])
AGREEMENT_FIRST = re.compile(HEADINGS["agreements"]["first"])
NAMED_AGREEMENT = re.compile(HEADINGS["agreements"]["named"])
MATTER = re.compile(HEADINGS["agreements"]["matter"])
FURTHER = re.compile(HEADINGS["agreements"]["further"])
AGREEMENTS_ON = re.compile(HEADINGS["agreements"]["several"], re.IGNORECASE)
# "Visitors from Chad have included X (1990) and Y (1995)", "High-level visits to Chad: X (1994), Y (1997 and 2002)".
VISITORS = re.compile(
    r"[^.;(]*\b(?:visits?|visited|visitors?|guests?|delegations?)\b[^.;(]*?"
    r"(?:\binclud\w+|\bwere|\bby|\bamong (?:them|others)|:)",
    re.IGNORECASE,
)
VISITED_BY = re.compile(r"\b(?:was|were|been|is) visited by\b")
ITEM = re.compile(r"[^;]+")
PARTED = re.compile(r"[,;] (?:and )?(?:an? )?")


@cache
def rule(name: str) -> Rule:
    return next(entry for entry in rules() if entry.name == name)


def items(
    scene: Scene, index: int, headings: Sequence[str], found: Sequence[Dated], memory: Memory, *, told: Set[str]
) -> list[Candidate]:
    """The event that a list item tells by standing under its headings, when its own words tell none.

    `told` holds the types of those that they tell: "President X, May 1990; two agreements were signed" is a visit, too.
    """
    if found and not told and any(WARS.search(title) for title in headings) and NAMED_WAR.match(scene.text):
        by = rule("assault.listed-war")
        return [_event(by, scene, index, [date], actors=memory.both, topic=scene.text) for date in found]
    if found and not told and any(TOWNS.search(title) for title in headings[-2:]) and not scene.verbs:
        by = rule("support.listed-towns")
        return [_event(by, scene, index, found, actors=memory.both, topic=scene.text)]
    heading = next((title for title in reversed(headings) if VISITS.search(title) or AGREEMENTS.search(title)), "")
    if told and ("CONSULT" in told or not VISITS.search(heading) or not _opens_with_visitor(scene, found)):
        return []
    if VISITS.search(heading):
        told_before = memory.told is not None and not memory.told_here
        goes_on = bool(scene.verbs) and told_before  # a later sentence of an item: "He said that ..."
        if goes_on or UNDONE.search(scene.text):
            return []
        listed = _visit(scene, index, headings, found, memory) or _met(scene, index, headings, found, memory)
        return listed or _summit(scene, index, headings, found, memory) or _verbless(scene, index, found, memory)
    is_sentence = bool(scene.verbs) and scene.text.endswith(".")
    if heading and (found or (AGREEMENT_FIRST.match(scene.text) and not is_sentence)):
        return _agreements(scene, index, found, memory)
    if told or scene.verbs:
        return []
    listed = _project(scene, index, headings, found, memory) or _met(scene, index, headings, found, memory)
    return listed or _summit(scene, index, headings, found, memory) or _verbless(scene, index, found, memory)


def _met(scene: Scene, index: int, headings: Sequence[str], found: Sequence[Dated], memory: Memory) -> list[Candidate]:
    """The visit of an item that names a place of one side and nobody else of it: "5 May 1990, Ali Hassan in Muscat"."""
    if not found or scene.verbs or not any(MEETINGS.search(title) for title in headings[-2:]):
        return []
    place = next((p for p in scene.parties if p.locative and p.kind in PLACES and memory.other(p.codes)), None)
    if place is None:
        return []
    host, visitor = place.codes, memory.other(place.codes)
    named = [p for p in scene.parties if p.codes != visitor and scene.text[p.start - 1] != "("]
    if any(p.codes != host or p.kind not in PLACES for p in named if p.codes):
        return []  # somebody of the host is there, too, or a third state
    by = rule("consult.listed-visit")
    return [_event(by, scene, index, found, actors=visitor, recipients=host, topic=scene.text)]


def _summit(
    scene: Scene, index: int, headings: Sequence[str], found: Sequence[Dated], memory: Memory
) -> list[Candidate]:
    """The meeting of an item that is nothing but a place and a date: "Muscat, 8 December 2016" under "Summits"."""
    title = next((title for title in reversed(headings[-2:]) if SUMMITS.search(title)), "")
    if not title or len(found) != 1 or _direction(headings, memory):
        return []
    said = scene.text[: found[0].start] + scene.text[found[0].end :]
    if not PLACE_ALONE.fullmatch(said):
        return []
    named = [m.code for m in find_countries(title, pair=memory.pair if len(memory.pair) == 2 else None) if m.code]
    actors = tuple(dict.fromkeys([*memory.both, *named]))
    return [_event(rule("consult.listed-meeting"), scene, index, found, actors=actors, topic=scene.text)]


def _verbless(scene: Scene, index: int, found: Sequence[Dated], memory: Memory) -> list[Candidate]:
    """What an item without a verb tells by its nouns: "2012: joint naval exercise"."""
    named = verbless.told(scene, found, memory) if found and not scene.verbs else None
    if named is None:
        return []
    by, assigned, row = named
    actors, recipients = assigned.actors, assigned.recipients
    each = [_event(by, scene, index, [d], actors=actors, recipients=recipients, topic=scene.text) for d in row]
    return [event._replace(mode=roles.mode_of(by, assigned)) for event in each]


def _project(
    scene: Scene, index: int, headings: Sequence[str], found: Sequence[Dated], memory: Memory
) -> list[Candidate]:
    """What one state gave the other, by its date: "Medical equipment for N'Djamena, 1996" under "Grants"."""
    if not found or not any(PROJECTS.search(title) for title in headings[-2:]):
        return []
    giver = _direction(headings, memory) or memory.giver
    by, taker = rule("aid.listed-project"), memory.other((giver,)) if giver else ()
    topic = scene.text
    return [_event(by, scene, index, found, actors=(giver,), recipients=taker, topic=topic)] if taker else []


def _direction(headings: Sequence[str], memory: Memory) -> str:
    """The country that the innermost heading names as the one from which things come."""
    return next(filter(None, (direction(title, memory.pair) for title in reversed(headings))), "")


def _visit(
    scene: Scene, index: int, headings: Sequence[str], found: Sequence[Dated], memory: Memory
) -> list[Candidate]:
    people = [party for party in scene.parties if party.kind == "person-name"]
    visitor = _direction(headings, memory) or _visitor(people, memory)
    if not (people or found) or not visitor:
        return []
    name, host = people[0].text if people else "", memory.other((visitor,))
    by = rule("consult.listed-visit")
    each = [[date] for date in found] or [[]]
    return [_event(by, scene, index, dated, actors=(visitor,), recipients=host, topic=name) for dated in each]


def _opens_with_visitor(scene: Scene, found: Sequence[Dated]) -> bool:
    """Whether an item begins with a name and a date before any verb: "President X, May 1990; two pacts were signed"."""
    named = any(party.kind == "person-name" and party.start < scene.first_verb for party in scene.parties)
    return named and any(date.start < scene.first_verb for date in found)


def _visitor(people: list[Party], memory: Memory) -> str:
    codes = [code for party in people[:1] for code in party.codes if code in memory.pair]
    return codes[0] if codes else ""


def direction(heading: str, pair: tuple[str, ...]) -> str:
    """The visitor's country as a heading tells it ("Visits from Chad to Oman", "Omani visits"); "" if it does not.

    >>> direction("State visits to Chad", ("TCD", "OMN"))
    'OMN'
    """
    mentions = find_countries(heading, pair=pair if len(pair) == 2 else None)
    named = [mention for mention in mentions if mention.code in pair]
    for mention in named:
        before = heading[: mention.start].rstrip().removesuffix(" the").split()
        if before and before[-1].lower() in ("from", "by", "of"):
            return mention.code
    for mention in named:
        before = heading[: mention.start].rstrip().removesuffix(" the").split()
        if VISITED_BY.search(heading, mention.end) or (before and before[-1].lower() in ("to", "in")):
            return next((code for code in pair if code != mention.code), "")
    return named[0].code if named and named[0].kind in ("demonym", "body") else ""


def visitors(scene: Scene, index: int, found: Sequence[Dated], memory: Memory) -> list[Candidate]:
    """Visitors named one after the other, each with the dates of the visits, in brackets or not."""
    opened = VISITORS.match(scene.text) if len(found) > 1 else None
    if opened and "(" not in scene.text and any(verb.start >= opened.end() for verb in scene.verbs):
        return []
    people = [
        party for party in scene.parties if opened and party.kind == "person-name" and party.start >= opened.end()
    ]
    result: list[Candidate] = []
    for person, following in pairwise([*people, None]):
        if person is None:
            continue
        end = following.start if following else len(scene.text)
        opening, closing = scene.text.find("(", person.end, end), scene.text.find(")", person.end, end)
        visitor = direction(scene.text[: people[0].start], memory.pair) or _visitor([person], memory)
        start, until = (opening, closing) if 0 <= opening < closing else (person.end, end)
        dated = [[date] for date in found if visitor and start <= date.start < until]
        by, host = rule("consult.listed-visit"), memory.other((visitor,))
        result += [
            _event(by, scene, index, each, actors=(visitor,), recipients=host, topic=person.text) for each in dated
        ]
    return result if len(result) > 1 else []


def _agreement(scene: Scene, index: int, found: Sequence[Dated], memory: Memory, topic: str) -> Candidate:
    return _event(rule("support.listed-agreement"), scene, index, found, actors=memory.both, topic=topic)


def _event(
    by: Rule, scene: Scene, index: int, found: Sequence[Dated], *,
    actors: tuple[str, ...], recipients: tuple[str, ...] = (), topic: str,
) -> Candidate:  # fmt: skip
    return Candidate(
        sentence=index, rule=by, start=0, end=len(scene.text), event_type=by.event_type, mode=by.mode,
        milestone=by.milestone, status="occurred", actors=actors, recipients=recipients,
        when=times.happened(found[0]) if found else None, date_source="explicit" if found else "none", topic=topic,
    )  # fmt: skip


def _agreements(scene: Scene, index: int, found: Sequence[Dated], memory: Memory) -> list[Candidate]:
    """The agreements of an item, each with its dates: "Treaty of friendship (1857), trade agreement (1975, 1990)"."""
    starts = [mark.end() for mark in PARTED.finditer(scene.text) if AGREEMENT_FIRST.match(scene.text, mark.end())]
    result: list[Candidate] = []
    for start, end in pairwise([0, *starts, len(scene.text)]):
        dated = [date for date in found if start <= date.start < end]
        row = times.row(scene, dated[0], dated) if dated else []
        each = [[date] for date in row] or [[]]
        result += [_agreement(scene, index, one, memory, scene.text[start:end]) for one in each]
    return result


def enumeration(scene: Scene, index: int, found: Sequence[Dated], memory: Memory) -> list[Candidate]:
    """Agreements named one after the other, each with its date in brackets: "a Tourism Agreement (1976)"."""
    result: list[Candidate] = []
    if "(" not in scene.text:
        return result
    for named in NAMED_AGREEMENT.finditer(scene.text):
        dated = [date for date in found if named.start() <= date.start < named.end() + 1 and "(" in named[0]]
        if dated:
            result.append(_agreement(scene, index, dated, memory, named[0]))
    if len(result) > 1:
        items = [item for item in ITEM.finditer(scene.text) if AGREEMENT_FIRST.match(item[0])]
        undated = [item for item in items if not any(item.start() <= date.start < item.end() for date in found)]
        result += [_agreement(scene, index, [], memory, item[0]) for item in undated]
    matters = list(MATTER.finditer(scene.text)) if len(result) < 2 and AGREEMENTS_ON.search(scene.text) else []
    if len(matters) > 1:  # "agreements on trade (1975), culture (1980) and tourism (1990)"
        each = [
            (matter, [date for date in found if matter.start(1) <= date.start < matter.end(1)]) for matter in matters
        ]
        return [_agreement(scene, index, dated, memory, matter[0]) for matter, dated in each if dated]
    return result


def further(scene: Scene, found: Sequence[Dated], coded: Sequence[Candidate]) -> list[Candidate]:
    """What was done to an agreement later: "signed 11 March 2002, in force 2004", "(2015, renewed 2018)"."""
    signed = [c for c in coded if c.milestone == "agreement_signed" and not c.dropped]
    told = {c.when for c in signed}
    result: list[Candidate] = []
    for earlier, date in pairwise(found):
        when = times.happened(date)
        if when not in told and FURTHER.search(scene.text, earlier.end, date.start):
            of = next((c for c in signed if c.when == times.happened(earlier)), None)
            result += [of._replace(when=when)] if of else []
    return result
