"""A tagged article and its people -> candidate events, dated from the sentence or, failing that, the text around it."""

import re
from collections.abc import Sequence

from relations import dates
from relations.actors import Actor
from relations.articles import Article, Section
from relations.coding import lists, roles, sentence, times
from relations.coding.candidates import Candidate
from relations.coding.parties import Memory, Party
from relations.coding.scene import Scene
from relations.dates import When
from relations.patterns import Seldom
from relations.tagging import Tagged, heading_date

SIGNED_THERE = re.compile(
    r"[^.;]*\b(?:was|were) (?:also |then )?(?:signed|concluded|initialled)(?: (?:by|on|for|in) [^.;]*)?\W*$"
)
DONOR = re.compile(
    r"\b(?:donors?|aid|grants?|assistance|development (?:partner|cooperation)|funded|financed)\b", re.IGNORECASE
)
FOLLOWING = re.compile(r"\bfollowing\b[^.;]*:$")  # "The following agreements were signed:"
OFFICE = re.compile(
    r"\b(?:ambassador|minister|president|speaker|commissioner|envoy|chairman|king|sultan|emir|delegation|agency)\b",
    re.IGNORECASE,
)
TO_ITS_STATE = (" ", " of ", " of the ", ", ")
STEPS = re.compile(r"\b(?:steps|measures|actions|sanctions|demands|decisions|restrictions|reprisals|concessions)\b")
AGAINST = re.compile(r"\b(?:against|toward|towards|for|to) (?:the )?$")
LED = re.compile(
    r"(?:['’]s)? (?:(?:[A-Z][\w-]*|foreign|prime|deputy|vice|former|then|new|high|defen[cs]e|trade) ){0,3}"
)
HAD = re.compile(r"\bhad (?:(?:already|also|been|earlier|long|previously) )*$")  # "Chad had asked": before what is told
WHOSE_VISIT = re.compile(r"\b[A-Z][\w’'-]*['’]s (?:visit|trip|stay|tour)\b")
A_WHILE_LATER = Seldom(
    r"\b(?:(?:a few|several|some) (?:days|weeks|months|years) (?:later|after)|(?:soon|shortly) after)(?:wards)?\b"
)
OF_A_YEAR = re.compile(r"\b[Tt]he \d{4} [a-z]")
LED_BY_DATE = re.compile(r":| [–—-] ")
VISIT = re.compile(r"\b(?:visit|trip|stay|tour)\b")


def code(article: Article, tagged: Sequence[Tagged], actors: Sequence[Actor]) -> list[Candidate]:
    """Every candidate event of an article, kept and dropped, in the order of the text."""
    named = _people(actors)
    memory = Memory(article.pair)
    found: list[Candidate] = []
    paragraph: list[Candidate] = []
    last: tuple[int, list[Candidate]] = (-1, [])
    item: When | None = None
    opened: When | None = None  # of the line that opens a list: "Measures of May 1990:"
    section: Section | None = None
    told: When | None = None  # the last date that the section tells
    for tag in tagged:
        here = tag.sentence
        scene = sentence.scene_of(here.text, tag.places, named.get(here.index, ()))
        if last[0] != here.paragraph:
            memory.turn()
            if here.section is not section:
                section, told, memory.giver = here.section, None, ""
            item = _leading_date(tag)
        told = next((date.when for date in reversed(tag.dated) if date.when.earliest), told)
        opened = _opening_date(tag) if tag.opening == here.text else opened
        listed = opened if tag.opening and here.kind == "item" else None
        lead = item or listed or _date_above(here.section, told)
        coded = _coded(scene, tag, memory)
        opens = tag.opening == here.text and not tag.dated
        if opens and (not scene.verbs or (FOLLOWING.search(here.text) and len({c.event_type for c in coded}) == 1)):
            coded = [c._replace(dropped=c.dropped or "the title of a list") for c in coded]
        paragraph = paragraph if last[0] == here.paragraph else []
        coded = _first_told(coded, scene, paragraph, found)
        coded = _in_context(coded, scene, last[1] if last[0] == here.paragraph else [], lead)
        coded = [_open(c, scene, tag) for c in coded]
        found += coded
        paragraph += coded
        _remember(scene, memory)
        if here.kind != "item":
            memory.opened = _opened(scene, memory, coded) if tag.opening == here.text else ((), ())
        kept = [c for c in coded if not c.dropped and c.when is not None]
        if kept or tag.dated or last[0] != here.paragraph:
            last = (here.paragraph, kept)
    return found


def _opened(scene: Scene, memory: Memory, coded: list[Candidate]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and the other in the list that a line opens: "Oman took these steps:", "the measures against Chad:"."""
    if not scene.text.endswith(":") or not STEPS.search(scene.text):
        return (), ()
    told = [c for c in coded if not c.dropped and len(c.actors) == 1 and c.recipients == memory.other(c.actors)]
    toward = [p for p in scene.parties if memory.other(p.codes) and AGAINST.search(scene.text, 0, p.start)]
    if told or toward:
        return (told[-1].actors, told[-1].recipients) if told else (memory.other(toward[0].codes), toward[0].codes)
    led = roles.codes_of(roles.opening(scene), memory)
    return (led, memory.other(led)) if len(led) == 1 and memory.other(led) else ((), ())


def _people(actors: Sequence[Actor]) -> dict[int, list[tuple[int, int, str]]]:
    found: dict[int, list[tuple[int, int, str]]] = {}
    for actor in actors:
        for name in actor.mentions:
            found.setdefault(name.sentence, []).append((name.start, name.end, actor.country))
    return found


def _coded(scene: Scene, tag: Tagged, memory: Memory) -> list[Candidate]:
    """The candidates of a sentence by its words, or of a list item by its heading when its own words tell nothing.

    Agreements named one after the other count each on its own.
    """
    index = tag.sentence.index
    is_row = tag.sentence.kind == "item" and " | " in scene.text  # of a table: its cells are no sentence
    coded = [] if is_row else sentence.candidates(scene, index, tag.dated, memory)
    signed = any(c.milestone == "agreement_signed" and not c.dropped for c in coded)
    named = signed or tag.sentence.kind == "item" or not scene.verbs
    listed = lists.enumeration(scene, index, tag.dated, memory) if named else []
    if guests := lists.visitors(scene, index, tag.dated, memory):
        return [c if c.event_type != "CONSULT" else _superseded(c) for c in coded] + guests
    if listed:
        coded = [_superseded(c) if c.milestone == "agreement_signed" else c for c in coded]
    elif tag.sentence.kind == "item":
        told = {c.event_type for c in coded if not c.dropped}
        listed = lists.items(scene, index, tag.headings, tag.dated, memory, told=told)
    coded += listed
    return coded + lists.further(scene, tag.dated, coded)


def _first_told(
    coded: list[Candidate], scene: Scene, before: list[Candidate], found: list[Candidate]
) -> list[Candidate]:
    """Take "during his visit to Oman" for news where the paragraph has told no such visit before.

    "The 2018 visit" is no news where the article has told a visit of 2018.
    """
    if all(c.dropped != sentence.AGAIN_TOLD for c in coded):
        return coded
    told = [c for c in [*before, *coded] if not c.dropped]
    if OF_A_YEAR.search(scene.text):
        told += [c for c in found if not c.dropped and c.when]
    return [
        c._replace(dropped="")
        if c.dropped == sentence.AGAIN_TOLD
        and (c.date_source == "explicit" or (c.actor_text and c.recipient_text))
        and not any(_may_be_one(c, earlier) for earlier in told)
        else c
        for c in coded
    ]


def _may_be_one(again: Candidate, told: Candidate) -> bool:
    """Whether an event may be one told before: of the same type and states, and not at another time."""
    same = again.event_type == told.event_type
    same = same and {*again.actors, *again.recipients} == {*told.actors, *told.recipients}
    return same and (again.when is None or told.when is None or dates.agree(again.when, told.when))


def _superseded(candidate: Candidate) -> Candidate:
    return candidate._replace(dropped=candidate.dropped or "each is named on its own")


def _in_context(coded: list[Candidate], scene: Scene, before: list[Candidate], lead: When | None) -> list[Candidate]:
    """Give undated events the date of the sentence before, if this one says that it goes on, else of what leads it."""
    if all(c.when or c.dropped for c in coded):
        return coded
    goes_on = before and times.goes_on(scene.text)
    when = _spoken_of(scene, before) if goes_on else lead or _of_meeting(scene, before)
    if when is None:
        return coded
    there = goes_on or lead is not None
    return [
        c if c.when or c.dropped or not (there or c.milestone == "agreement_signed")
        or _is_background(scene, c)
        else c._replace(when=when, date_source="context")
        for c in coded
    ]  # fmt: skip


def _is_background(scene: Scene, candidate: Candidate) -> bool:
    """Whether something is of another time than its sentence: "had opened it", "the first since they opened ties"."""
    clause = scene.clauses[scene.clause_at(candidate.start)]
    return clause.opener in ("since", "before", "until") or HAD.search(scene.text, 0, candidate.start) is not None


def _of_meeting(scene: Scene, before: list[Candidate]) -> When | None:
    """The date of the visit or meeting told just before, for what was signed there: "Two memoranda were signed"."""
    named = any(party.codes for party in scene.parties)
    met = before[-1].when if before and before[-1].event_type == "CONSULT" and not named else None
    return met if met and met.precision in ("day", "month", "year") and SIGNED_THERE.match(scene.text) else None


def _open(candidate: Candidate, scene: Scene, tag: Tagged) -> Candidate:
    """A candidate without the date of another, where its own words leave the year open: "had been opened in March"."""
    if candidate.when is None or candidate.dropped or len(tag.dated) == len(tag.dates):
        return candidate
    known = {date.start for date in tag.dated}
    end = next((verb.start for verb in scene.verbs if verb.start > candidate.end), len(scene.text))
    end = min(end, scene.clauses[scene.clause_at(candidate.start)].end)
    own = next((date for date in tag.dates if candidate.end <= date.start < end), None)
    bare = own is not None and own.relative is not None and own.relative.unit == "unsaid"
    left = own is not None and bare and own.start not in known
    return candidate._replace(when=None, date_source="none") if left else candidate


def _spoken_of(scene: Scene, before: list[Candidate]) -> When | None:
    """The date of the visit that "during his stay" means, the last one told; else of what was told first."""
    visits = [c.when for c in before if c.event_type == "CONSULT"] if VISIT.search(scene.text) else []
    when = visits[-1] if visits else None if WHOSE_VISIT.search(scene.text) else before[0].when
    if when is None:
        return None
    day = when.edtf.removeprefix("../")  # the same day as "until 20 May"
    return dates.parse(f"{day}/.." if "/" not in day and A_WHILE_LATER.search(scene.text) else day)


def _leading_date(tag: Tagged) -> When | None:
    """The date that a list item opens with, which is that of all its sentences: "May 1990: Chad closed its embassy"."""
    first = tag.dated[0] if tag.sentence.kind == "item" and tag.dated else None
    opens = first is not None and first.start == 0 and LED_BY_DATE.match(tag.sentence.text, first.end)
    return first.when if first is not None and opens else None


def _opening_date(tag: Tagged) -> When | None:
    """The one date of a line that opens a list, which is that of its items: "In May 1990 Chad took these measures:"."""
    only = tag.dated[0].when if len(tag.dated) == 1 and tag.sentence.text.endswith(":") else None
    return only if only is not None and only.in_one_year else None


def _date_above(section: Section, last: When | None) -> When | None:
    """The date of a heading, unless the text has come to another: "2017 incident", where 2018 was told last."""
    when = heading_date(section.title)
    return when if when is not None and (last is None or dates.agree(last, when)) else None


def _is_foreign_body(subject: list[Party], memory: Memory) -> bool:
    """Whether the subject is a firm or party of a third state, which is not "the government" of the next sentence."""
    return any(p.kind == "body" for p in subject) and not any(memory.other(p.codes) for p in subject)


def _remember_offices(scene: Scene, memory: Memory) -> None:
    """Keep whose office-holders a sentence names, if of one side only: "Omani Minister X", "envoy of Oman"."""
    named: dict[str, set[str]] = {}
    for found in OFFICE.finditer(scene.text):
        for party in scene.parties:
            before = (
                party.kind != "person-name"
                and party.end <= found.start()
                and LED.fullmatch(scene.text, party.end, found.start())
            )
            behind = not party.locative and scene.text[found.end() : party.start] in TO_ITS_STATE
            if len(party.codes) == 1 and memory.other(party.codes) and (before or behind):
                named.setdefault(found[0].lower(), set()).add(party.codes[0])
    for office, codes in named.items():
        memory.offices.pop(office, None)
        if len(codes) == 1:
            memory.offices[office] = codes.pop()


def _remember(scene: Scene, memory: Memory) -> None:
    """Keep the sentence's subject, for the pronouns of the next."""
    subject = roles.opening(scene)
    codes = roles.codes_of(subject, memory)
    _remember_offices(scene, memory)
    memory.several = codes if len(codes) > 1 else ()
    if len(codes) == 1 and not _is_foreign_body(subject, memory):
        memory.subject = codes
    if len(codes) == 1 and memory.other(codes) and DONOR.search(scene.text):
        memory.giver = codes[0]
    persons = {party.kind for party in subject} & {"person-name", "person"}
    memory.lead = codes[0] if persons and len(codes) == 1 else ""
