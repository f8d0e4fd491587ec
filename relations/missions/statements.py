"""A masked sentence -> what it says of missions: whose, where, of which kind; that they exist, open, close or cover."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from relations.missions import covering, grammar, moments, phrases, references, sharing, subjects
from relations.missions.grammar import pattern
from relations.missions.masks import Masked
from relations.missions.moments import Moments
from relations.missions.phrases import Phrase
from relations.missions.said import CHIEF, Said
from relations.tagging import Tagged

BEFORE, AFTER, BASE = (grammar.verbs(place) for place in ("before", "after", "base"))
LINK, OWN_VERB, FROM, INCLUDING = (pattern(name) for name in ("link", "own_verb", "from", "including"))
DENIED, UNREAL, UNDONE = (pattern(name) for name in ("denied", "unreal", "undone"))
NON_RESIDENT, AGAIN = pattern("non_resident"), pattern("again")
TAIL, MOVED_TO, TO_EMBASSY = (pattern(name) for name in ("tail", "moved_to", "to_embassy"))
MOMENT, GAPPED, FROM_GAPPED, SAME_CITY = (pattern(name) for name in ("moment", "gapped", "from_gapped", "same_city"))
CLAUSE_STOP = re.compile(r";\s+")
PREPOSITION = re.compile(r"\b(?:of|at|in|from|outside|near|around|against|inside|into)\s+\Z")
NEW_CONSUL = re.compile(r"\bnew\b.*\bconsuls?\Z", re.IGNORECASE)
THERE = re.compile("there", re.IGNORECASE)
HAPPENING = ("opened", "reopened", "closed")
NEAREST = 100  # code points before a phrase in which its verb may begin


@dataclass(frozen=True, slots=True)
class Governor:
    """What governs a phrase: what is said of it, by whose verb, whether another state is covered from it (`base`).

    `verb_at` is where the verb stands, `after` where a predicate ends that follows the phrase.
    """

    says: str
    senders: tuple[str, ...]
    certain: bool
    verb_at: int
    base: bool = False
    after: int = 0


class Reader:
    """Reads the sentences of an article in order, keeping in mind which state was spoken of last."""

    def __init__(self, pair: tuple[str, str], moments: Moments) -> None:
        self.pair = pair
        self.moments = moments
        self.spoken_of = ""
        self.told: tuple[Said, ...] = ()
        self.just = False

    def read(self, m: Masked) -> Iterator[Said]:
        """What one sentence says of missions."""
        covered = list(covering.told(m, self.moments))
        yield from (said for said, _, _ in covered)
        found = [p for p in phrases.find(m) if not any(start <= p.noun_end <= end for _, start, end in covered)]
        named = references.resolved(m, found)
        governor: Governor | None = None
        placed: Phrase | None = None
        for number, one in enumerate(named):
            following = named[number + 1].left if number + 1 < len(named) else len(m.text)
            phrase = _beside(m, one, placed)
            governor = self._governor(m, phrase, placed, governor)
            placed = phrase = _posted(m, phrase, governor)
            if governor is not None:
                placed = _placed(m, phrase, governor.after) if governor.after and not phrase.places else phrase
                yield from self._said(m, placed, governor, following)

    def again(self, m: Masked) -> Iterator[Said]:
        """What "It was closed in 1999" says of the mission just told of, "The embassy was closed" of the last one."""
        starts = [0, *(stop.end() for stop in CLAUSE_STOP.finditer(m.text))] if len(self.told) == 1 else []
        for match in filter(None, (AGAIN.match(m.text, start) for start in starts)):
            named = phrases.is_noun_of(match["noun"], self.told[0].kind) if match["noun"] else self.just
            if named:
                date = next((self.moments.at(m, match.start(name)) for name in ("date", "lead") if match[name]), "")
                yield _repeated(self.told[0], match["verb"] or match["act"], date)

    def remember(self, said: Iterable[Said]) -> None:
        """Keep the missions that a sentence tells of, each once, for the sentences after it."""
        told = {(one.sender, one.kind, one.city): one for one in said if one.residence == "resident"}
        self.just = bool(told)
        self.told = tuple(told.values()) or self.told

    def follow(self, m: Masked) -> None:
        """Remember whom a sentence is about, for an "it" in the next one."""
        first = subjects.first_named(m)
        self.spoken_of = self.spoken_of if first is None else first

    def skip(self, tagged: Tagged) -> None:
        """The same for a sentence that was not read closely."""
        self.just = False
        first = next((place.code for place in tagged.places if place.kind in ("name", "demonym")), None)
        if first is not None:
            self.spoken_of = first if first in self.pair else ""

    def _governor(
        self, m: Masked, phrase: Phrase, previous: Phrase | None, inherited: Governor | None
    ) -> Governor | None:
        """What governs a phrase: the verb of the phrase before it, a verb before it, or a predicate after it."""
        before = m.text[: phrase.left]
        between = m.text[previous.end : phrase.left] if previous else "-"
        if phrase.sender and (own := self._passive(m, phrase)) is not None and own.after:
            return own  # "...; Oman's embassy is in N'Djamena"
        if inherited and phrase.sender and self._is_gapped(m, phrase, inherited):
            return replace(inherited, senders=(phrase.sender,), verb_at=phrase.left, after=phrase.end)
        if LINK.fullmatch(between) and (inherited is None or not OWN_VERB.search(between)):
            return _shared_by(inherited, phrase, previous) if inherited else None
        if (base := FROM.search(before)) and (verb := _last(BASE, m.text, base.start())):
            if gapped := FROM_GAPPED.search(before):
                return Governor(
                    verb[0], (m.state(gapped["run"]),), certain=True, verb_at=verb[1], base=phrase.kind in CHIEF
                )
            subject = subjects.of(m, verb[1], self.spoken_of)
            return Governor(verb[0], subject.codes, subject.certain, verb[1], base=phrase.kind in CHIEF)
        for says, rule in BEFORE:
            if (match := rule.search(before, max(0, phrase.left - NEAREST))) is not None:
                return self._active(m, phrase, previous, says=says, verb=match.start())
        if INCLUDING.search(before) and (verb := _last_before(m.text, phrase.left)):
            return Governor(verb[0], (phrase.sender,), certain=True, verb_at=verb[1]) if phrase.sender else None
        return self._passive(m, phrase)

    def _is_gapped(self, m: Masked, phrase: Phrase, before: Governor) -> bool:
        """Whether a phrase shares the predicate before it: "opened in 1992, and the Omani embassy in 1995"."""
        shared = before.after > 0 and GAPPED.fullmatch(m.text, before.after, phrase.left)
        return bool(shared) and MOMENT.match(m.text, phrase.end) is not None

    def _active(self, m: Masked, phrase: Phrase, previous: Phrase | None, *, says: str, verb: int) -> Governor | None:
        if DENIED.search(m.text[:verb]) or phrase.determiners.split(" ")[0] == "no":
            return None
        if says in HAPPENING and UNDONE.match(m.text, phrase.end):
            return None
        subject = subjects.of(m, verb, self.spoken_of)
        if subject.is_foreign and not phrase.sender:
            return None
        codes = subject.codes
        if not codes and THERE.match(m.text, verb):
            both = phrase.mutual and phrase.plural
            codes = self.pair if both else (previous.sender,) if previous and previous.sender else ()
        return Governor(says, codes, subject.certain or len(codes) > 1, verb)

    def _passive(self, m: Masked, phrase: Phrase) -> Governor | None:
        """What is said of a phrase that is itself the subject; a mere mention if nothing is."""
        planned = phrase.determiners.startswith("a") and UNDONE.match(m.text, phrase.end)
        if planned or UNREAL.search(m.text[: phrase.left]):
            return None
        senders = (phrase.sender,) if phrase.sender else ()
        for says, rule in AFTER:
            if match := rule.match(m.text, phrase.end):
                if not senders and self.spoken_of and phrase.determiners.startswith(("its", "her", "his")):
                    senders = (self.spoken_of,)
                both = phrase.plural and not senders and not phrase.places and phrase.kind in CHIEF
                certain = bool(senders) or both
                return Governor(says, self.pair if both else senders, certain, match.start(), after=match.end())
        own = phrase.determiners.startswith(("its", "their")) and PREPOSITION.search(m.text[: phrase.left])
        abroad = bool(phrase.determiners == "the" or own) and any(
            place.city and place.country in m.pair for place in phrase.places
        )
        abroad = abroad or (phrases.is_in_both(m, phrase) and not DENIED.search(m.text[: phrase.left]))
        return Governor("mentioned", senders, certain=True, verb_at=phrase.left) if senders or abroad else None

    def _said(self, m: Masked, phrase: Phrase, governor: Governor, following: int) -> Iterator[Said]:
        """Everything that is said of a phrase: of each sender and each place."""
        if phrase.foreign or (phrase.receiver == "?" and not governor.base):
            return
        if phrase.kind == "mission" and governor.says == "mentioned":
            return
        senders = (phrase.sender,) if phrase.sender else governor.senders
        base = governor.base and not phrases.is_in_both(m, phrase)
        if base or NON_RESIDENT.search(phrase.determiners) or phrases.is_elsewhere(m, phrase, senders):
            if phrase.places and len(senders) == 1 and senders[0]:
                says = governor.says if base else "covers"
                yield covering.cover(m, self.moments, senders[0], phrase.places[0], says=says, end=phrase.end)
            return
        says = _says(m, phrase, governor)
        if says == "upgraded" and not TO_EMBASSY.match(m.text, phrase.end):
            return
        shared = following < len(m.text)
        stood = replace(phrase, end=max(phrase.end, governor.after)) if says in ("has", "had") else phrase
        dates = self.moments.of(m, stood, says, verb=governor.verb_at, limit=following, shared=shared)
        raised = says == "upgraded" and phrase.kind in CHIEF  # it was opened before
        late = governor.says == "followed" and not any(found.start > governor.after for found in m.dates)
        dates = ("", "") if raised or late else dates
        certain = governor.certain or bool(phrase.sender)
        yield from sharing.each(m, phrase, senders, certain=certain, says=says, dates=dates)
        for again, moment in self._tail(m, max(phrase.end, governor.after), following):
            yield from sharing.each(m, phrase, senders, certain=certain, says=again, dates=moment)
        yield from sharing.elided(m, phrase, says, self.moments, governor.after)

    def _tail(self, m: Masked, at: int, limit: int) -> Iterator[tuple[str, tuple[str, str]]]:
        """What else is said of the same mission: "..., which was closed in 1999", "... and reopened in 2005"."""
        while (match := TAIL.match(m.text, at, limit)) is not None:
            verb = match["verb"].lower()
            date = self.moments.at(m, match.start("date")) if match["date"] else ""
            if not verb.startswith(("open", "re")):
                yield "closed", ("", moments.end_of(date))
            else:
                yield "reopened" if verb.startswith("re") else "opened", (moments.start_of(date), "")
            at = match.end()


def _says(m: Masked, phrase: Phrase, governor: Governor) -> str:
    """What a governor says of a mission that stands in the other state."""
    says = {"covers": "has", "covered": "had", "followed": "opened"}.get(governor.says, governor.says)
    succeeds = says == "opened" and NEW_CONSUL.search(m.text, phrase.left, phrase.noun_end)  # another was there before
    return "has" if succeeds or (says == "upgraded" and phrase.kind == "consulate-general") else says


def _repeated(said: Said, verb: str, date: str) -> Said:
    """What a verb says of a mission told of before."""
    if verb.startswith(("shut", "closed")):
        return said._replace(verb="closed", opened="", closed=moments.end_of(date))
    return said._replace(
        verb="reopened" if verb.startswith("re") else "opened", opened=moments.start_of(date), closed=""
    )


def _last(verbs: grammar.Verbs, text: str, end: int) -> tuple[str, int] | None:
    """What the last verb before an offset says, and where it begins; the longest where several end together."""
    found = [(match.end(), -match.start(), says) for says, rule in verbs for match in rule.finditer(text, 0, end)]
    return (max(found)[2], -max(found)[1]) if found else None


def _shared_by(governor: Governor, phrase: Phrase, previous: Phrase | None) -> Governor:
    """What governs a phrase that shares the verb of the one before it, and its owner: "Oman one, plus a consulate"."""
    senders = (previous.sender,) if previous and previous.sender else governor.senders
    return replace(governor, senders=senders, base=governor.base and phrase.kind in CHIEF)


def _last_before(text: str, end: int) -> tuple[str, int] | None:
    """The closing or opening told of several missions "including" the one at an offset."""
    rules = [(says, rule) for says, rule in BEFORE if says in ("closed", "opened")]
    for word in reversed(list(re.finditer(r"\b\w+\s+", text[:end]))):
        for says, rule in rules:
            if match := rule.search(text[: word.end()], max(0, word.start() - NEAREST)):
                return None if DENIED.search(text[: match.start()]) else (says, match.start())
    return None


def _beside(m: Masked, phrase: Phrase, before: Phrase | None) -> Phrase:
    """The phrase with the city of the one before it, where it is said to be "in the same city"."""
    same = SAME_CITY.match(m.text, phrase.end) if before and before.places else None
    return replace(phrase, places=before.places[-1:], end=same.end()) if before and same else phrase


def _posted(m: Masked, phrase: Phrase, governor: Governor | None) -> Phrase:
    """The phrase with the city in which it represents its state: "is represented in Varna by a consulate"."""
    if governor is None or phrase.places or governor.says not in ("covers", "covered"):
        return phrase
    within = (city for city in m.cities.values() if governor.verb_at < city.start < phrase.left)
    city = max(within, key=lambda one: one.start, default=None)
    return replace(phrase, places=phrases.places_at(m, city.start, bare=True).listed[:1]) if city else phrase


def _placed(m: Masked, phrase: Phrase, at: int) -> Phrase:
    """The phrase with the places that its predicate names: "was opened in 1990 in Varna", "moved to Varna"."""
    moment = MOMENT.match(m.text, at)
    target = MOVED_TO.match(m.text, at)
    if target is not None:
        places = phrases.places_at(m, target.end(), bare=True)
    else:
        places = phrases.places_at(m, moment.end() if moment else at)
    end = max(places.end, phrase.end) if places.listed else phrase.end
    return replace(phrase, places=places.listed, mutual=phrase.mutual or places.mutual, end=end)
