"""Candidate events of an article -> its events: what was told twice becomes one row with two pieces of evidence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from relations import lexicon
from relations.actors import Actor
from relations.articles import Article
from relations.coding import Candidate, between
from relations.countries import side_of
from relations.dates import When, agree
from relations.schema import Event, Span
from relations.words import MONTHS, PRONOUNS

SCORES = {(row["type"], row["mode"]): row for row in lexicon.table("event_types.csv")}
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
CONTEXTS = {name: re.compile(entry["pattern"], re.IGNORECASE) for name, entry in lexicon.rules("contexts.toml").items()}
# The words that a pair of words in a pattern begins with ("human rights"); other pairs need not be looked at.
BEGIN_PAIRS = frozenset(
    word for pattern in CONTEXTS.values() for word in re.findall(r"([a-z]+) [a-z]", pattern.pattern)
)
STATED_ONCE = frozenset({
    "relations_established", "recognition", "relations_severed", "relations_suspended", "relations_restored",
    "mission_opened", "mission_closed", "mission_reopened",
})  # fmt: skip
# Of these, which may come to pass more than once, one told without a date is another where it stands far off, unless
# the lead, which sums up, tells it.
RECURRING = frozenset({"recognition", "relations_severed", "relations_suspended", "relations_restored"})
LISTED_AGREEMENT = "support.listed-agreement"  # each item of a list names another
NEAR = 2  # sentences
# What one sentence tells of these, with the same sides and no other date, is one event: "bombed it, killing four".
ONE_IN_A_SENTENCE = frozenset({"CONSULT", "THREATEN", "ASSAULT", "PROTEST"})
# What any agreement may name beside its matter.
VAGUE = "cooperation mutual understanding memorandum protocol convention development field sector"
EMPTY_WORDS = frozenset({
    "agreement", "agreements", "treaty", "with", "between", "both", "nations", "countries", "signed", "bilateral",
    *(month.lower() for month in MONTHS),
})  # fmt: skip


@dataclass(slots=True)
class Telling:
    """One event with every candidate that tells it; the first one leads, the best dated one gives the date.

    `summed_up` says that the lead of the article tells it.
    """

    tellings: list[Candidate]
    summed_up: bool = False
    people: set[str] = field(default_factory=set)

    @property
    def lead(self) -> Candidate:
        return self.tellings[0]

    @property
    def dated(self) -> Candidate:
        """The telling with the narrowest date."""
        return min(self.tellings, key=lambda candidate: _vagueness(candidate.when))


class Told(NamedTuple):
    """An event with the words that say what it is about, once for each time it is told."""

    event: Event
    topics: tuple[str, ...]


def find(article: Article, candidates: Iterable[Candidate], people: Sequence[Actor]) -> tuple[Told, ...]:
    """The events of an article, in the order in which they are first told."""
    named = _names(people)
    told: list[Telling] = []
    alike: dict[tuple[str, str], list[Telling]] = {}
    for candidate in candidates:
        if candidate.dropped:
            continue
        who = {name for name, start, end in named.get(candidate.sentence, ()) if _is_near(candidate, start, end)}
        of_its_kind = alike.setdefault((candidate.event_type, candidate.milestone), [])
        same = next((t for t in of_its_kind if _same(t, candidate, who)), None)
        if same is None:
            summed_up = not article.sentences[candidate.sentence].section.path
            told.append(Telling([candidate], summed_up, who))
            of_its_kind.append(told[-1])
        else:
            same.tellings.append(candidate)
            same.people |= who
    return tuple(
        Told(_of_article(article, number, telling), tuple(c.topic for c in telling.tellings))
        for number, telling in enumerate(told, 1)
    )


def _names(people: Sequence[Actor]) -> dict[int, list[tuple[str, int, int]]]:
    found: dict[int, list[tuple[str, int, int]]] = {}
    for actor in people:
        for name in actor.mentions:
            found.setdefault(name.sentence, []).append((actor.name, name.start, name.end))
    return found


def _is_near(candidate: Candidate, start: int, end: int) -> bool:
    return start < candidate.end + 80 and end > candidate.start - 160


def _same(telling: Telling, candidate: Candidate, who: set[str]) -> bool:
    """Whether a candidate tells again what one of its kind told: same sides, no other date, about the same thing."""
    lead = telling.lead
    if not _same_sides(lead, candidate) or not all(_compatible(other, candidate) for other in telling.tellings):
        return False
    if lead.sentence == candidate.sentence:
        dates = {lead.when, candidate.when} - {None}
        return candidate.event_type in ONE_IN_A_SENTENCE or (lead.milestone in STATED_ONCE and len(dates) < 2)
    if candidate.milestone == "agreement_signed":
        items = [told for told in [*telling.tellings, candidate] if told.rule.name == LISTED_AGREEMENT]
        return (
            len(items) < 2 and _dated_alike(telling.dated, candidate) and _is_of_one_matter(lead.topic, candidate.topic)
        )
    if candidate.milestone in STATED_ONCE:
        undated = candidate.when is None or telling.dated.when is None
        near = telling.summed_up or candidate.sentence - telling.tellings[-1].sentence <= NEAR
        one = undated and (near or candidate.milestone not in RECURRING)
        return one or _dated_alike(telling.dated, candidate)
    return (
        candidate.event_type == "CONSULT"
        and lead.mode == candidate.mode
        and (bool(who & telling.people) or _goes_on(telling, candidate))
        and (_dated_alike(telling.dated, candidate) or _is_of_that_visit(telling, candidate))
    )


def _goes_on(telling: Telling, candidate: Candidate) -> bool:
    """Whether the next sentence tells more of a visit, which has no other date: "He visited Goa before New Delhi"."""
    next_to = 0 <= candidate.sentence - telling.tellings[-1].sentence <= 1
    again = candidate.actor_text.lower() in PRONOUNS and candidate.date_source != "explicit"
    visits = candidate.rule.roles == "visit" and candidate.rule.objects is None  # a place, not a meeting of its own
    return next_to and again and visits and candidate.when == telling.dated.when


def _is_of_that_visit(telling: Telling, candidate: Candidate) -> bool:
    """Whether a meeting on the host's soil, told without a date, is that of a visit told just before."""
    next_to = 0 <= candidate.sentence - telling.tellings[-1].sentence <= 1
    return next_to and candidate.when is None and candidate.rule.roles == "meet" and bool(candidate.recipients)


def _same_sides(one: Candidate, two: Candidate) -> bool:
    sides = ({*one.actors, *one.recipients}, {*two.actors, *two.recipients})
    directed = bool(one.recipients and two.recipients)
    return sides[0] == sides[1] and (not directed or set(one.actors) == set(two.actors))


def _compatible(one: Candidate, two: Candidate) -> bool:
    """Whether two dates can be the same: one is missing, or they agree."""
    return one.when is None or two.when is None or agree(one.when, two.when)


def _dated_alike(one: Candidate, two: Candidate) -> bool:
    return one.when is not None and two.when is not None and _compatible(one, two)


def _vagueness(when: When | None) -> tuple[int, int]:
    """What sorts dates from the narrowest on: closed ones by roughly how many days they allow, open ones, none.

    A season is told narrower than its year, which bounds it.
    """
    if when is None or not (when.earliest and when.latest):
        return 2 if when is None else 1, 0
    first, last = (day.rsplit("-", 2) for day in (when.earliest, when.latest))
    year, month, day = (int(b) - int(a) for a, b in zip(first, last, strict=True))
    days = 366 * year + 31 * month + day
    return 0, days // 4 if when.precision == "season" else days


def _is_of_one_matter(one: str, two: str) -> bool:
    """Whether two topics of agreements share a word that tells the matter; of mere "cooperation" both may be."""
    words, others, vague = _words(one), _words(two), _words(VAGUE)
    return bool(words & others - vague) or (bool(words & others) and words | others <= vague)


def _words(topic: str) -> set[str]:
    """The words that tell what an agreement is about, cut to their first five letters ("cultural", "culture")."""
    words = re.findall(r"[^\W\d_]{4,}", topic.lower().replace("co-op", "coop"))
    return {word[:5] for word in words if word not in EMPTY_WORDS}


def _of_article(article: Article, number: int, telling: Telling) -> Event:
    sentences = [article.sentences[i] for i in dict.fromkeys(c.sentence for c in telling.tellings)]
    evidence = tuple(Span(s.start, s.end) for s in sentences)
    return _event(f"{article.name}.e{number:03d}", article.pair, telling, article.text, evidence)


def _event(identifier: str, pair: tuple[str, ...], telling: Telling, text: str, evidence: tuple[Span, ...]) -> Event:
    lead, dated = telling.lead, telling.dated
    score = SCORES[(lead.event_type, lead.mode)]
    when = dated.when
    sides = {side_of(code, pair) for code in (*lead.actors, *lead.recipients)}
    both = sides.issuperset(pair) and not lead.bygone
    quotes = [text[start:end] for start, end in evidence]
    return Event(
        event_id=identifier, article=identifier.rsplit(".", 1)[0], pair="-".join(sorted(pair)), evidence=evidence,
        edtf=when.edtf if when else "", earliest=when.earliest if when else "", latest=when.latest if when else "",
        precision=when.precision if when else "", date_source=dated.date_source if when else "none",
        event_type=lead.event_type, mode=lead.mode, contexts=_contexts(quotes[0]), quad=score["quad"],
        intensity=float(score["intensity"]), actors=lead.actors, recipients=lead.recipients,
        actor_text=lead.actor_text, recipient_text=lead.recipient_text, place=lead.place, milestone=lead.milestone,
        scope="dyad" if both else "third-party", status=lead.status, rule=lead.rule.name, quote=" | ".join(quotes),
    )  # fmt: skip


@lru_cache(maxsize=8)  # a sentence that tells several events tells them one after the other
def _contexts(text: str) -> tuple[str, ...]:
    """What a text is about, by its words and pairs of words."""
    words = [word.lower() for word in WORD.findall(text)]
    pairs = [f"{one} {two}" for one, two in pairwise(words) if one in BEGIN_PAIRS]
    seen = set().union(*map(_contexts_of, words), *map(_contexts_of, pairs))
    return tuple(name for name in CONTEXTS if name in seen)


@lru_cache(maxsize=1 << 16)
def _contexts_of(phrase: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in CONTEXTS.items() if pattern.fullmatch(phrase))


def code_sentence(text: str, actor: str = "", recipient: str = "") -> list[Event]:
    """The events that one sentence tells between two phrases marked in it, for comparison with other coders.

    `actor` and `recipient` are words of the sentence. A phrase that names one country stands as its ISO 3166-1 alpha-3
    code ("Omani soldiers" as OMN), any other ("the rebels") as itself. Left empty, every state that is named may
    act, and the other side need not be named.

    >>> found = code_sentence("Chad expelled two Omani diplomats in 1990.", "Chad", "Omani diplomats")
    >>> [(event.event_type, event.mode, event.actors, event.recipients, event.edtf) for event in found]
    [('SANCTION', 'expel', ('TCD',), ('OMN',), '1990')]
    """
    coded = between(text, actor, recipient)
    pair = tuple(sorted({code for c in coded for code in (*c.actors, *c.recipients)})) if actor and recipient else ()
    whole = (Span(0, len(text)),)
    return [_event(f"sentence.e{n:03d}", pair, Telling([c]), text, whole) for n, c in enumerate(coded, 1)]
