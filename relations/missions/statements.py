"""A masked sentence -> what it says of missions: whose, where, of which kind; that they exist, open, close or cover."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from relations.missions import grammar, phrases, subjects
from relations.missions.grammar import pattern
from relations.missions.masks import Masked
from relations.missions.moments import Moments
from relations.missions.phrases import Phrase, Place
from relations.patterns import Seldom
from relations.tagging import Tagged

BEFORE, AFTER, BASE = (grammar.verbs(place) for place in ("before", "after", "base"))
COVERS = [(says, Seldom(rule.pattern)) for says, rule in grammar.verbs("cover")]
LINK, OWN_VERB, FROM, INCLUDING = (pattern(name) for name in ("link", "own_verb", "from", "including"))
DENIED, UNREAL, NON_RESIDENT, ONCE = (pattern(name) for name in ("denied", "unreal", "non_resident", "once"))
ELIDED, TAIL, MOVED_TO, TO_EMBASSY = (pattern(name) for name in ("elided", "tail", "moved_to", "to_embassy"))
MOMENT, GAPPED, FROM_GAPPED, SAME_CITY = (pattern(name) for name in ("moment", "gapped", "from_gapped", "same_city"))
COVERING = re.compile(
    r"ccredit|mbassador|[Cc]ommissioner|cover(?:s|ed)|serve[sd]|handle[sd]|responsible|on-?\s?resident|concurrent"
)
CHIEF = ("embassy", "legation")  # kinds that one state has but one of in another
NEAREST = 100  # code points before a phrase in which its verb may begin


class Said(NamedTuple):
    """One thing said of one mission; `place_code` is the state where it stands or from which it covers the receiver."""

    sender: str
    receiver: str
    kind: str
    city: str
    residence: str
    accredited_from: str
    place_code: str
    opened: str
    closed: str
    verb: str


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

    def read(self, m: Masked) -> Iterator[Said]:
        """What one sentence says of missions."""
        covered = list(self._covered(m)) if COVERING.search(m.raw) else []
        yield from (said for said, _, _ in covered)
        named = [p for p in phrases.find(m) if not any(start <= p.noun_end <= end for _, start, end in covered)]
        governor: Governor | None = None
        placed: Phrase | None = None
        for number, found in enumerate(named):
            following = named[number + 1].left if number + 1 < len(named) else len(m.text)
            phrase = _beside(m, found, placed)
            governor = self._governor(m, phrase, placed, governor)
            placed = phrase
            if governor is not None:
                placed = _placed(m, phrase, governor.after) if governor.after and not phrase.places else phrase
                yield from self._said(m, placed, governor, following)

    def follow(self, m: Masked) -> None:
        """Remember whom a sentence is about, for an "it" in the next one."""
        first = subjects.first_named(m)
        self.spoken_of = self.spoken_of if first is None else first

    def skip(self, tagged: Tagged) -> None:
        """The same for a sentence that was not read closely."""
        first = next((place.code for place in tagged.places if place.kind in ("name", "demonym")), None)
        if first is not None:
            self.spoken_of = first if first in self.pair else ""

    def _covered(self, m: Masked) -> Iterator[tuple[Said, int, int]]:
        """States covered from elsewhere, told without "through its embassy", and where each is told."""
        for says, rule in COVERS:
            for match in rule.finditer(m.text):
                groups = match.groupdict()
                owner = groups.get("s") or groups.get("of")
                sender = m.state(owner) if owner else m.other(m.state(groups["r"]))
                receiver = m.state(groups["r"]) if groups.get("r") else m.other(sender)
                places = phrases.places_at(m, match.start("p") if "p" in groups else match.end(), bare=True)
                if places.listed and sender and receiver == m.other(sender):
                    end = max(places.end, match.end())
                    yield self._cover(m, sender, places.listed[0], says, end), match.start(), end

    def _cover(self, m: Masked, sender: str, place: Place, says: str, end: int) -> Said:
        receiver = m.other(sender)
        says = "covered" if ONCE.search(m.text) else says
        opened, closed = self.moments.standing(m, end, says)
        if place.country == receiver and place.city:
            verb = "had" if says == "covered" else "has"
            return Said(sender, receiver, "embassy", place.city, "resident", "", receiver, opened, closed, verb)
        whence = place.city or m.raw[place.start : place.end]
        return Said(sender, receiver, "embassy", "", "non-resident", whence, place.country, opened, closed, says)

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
            return replace(inherited, base=inherited.base and phrase.kind in CHIEF) if inherited else None
        if (base := FROM.search(before)) and (verb := _last(BASE, m.text, base.start())):
            if gapped := FROM_GAPPED.search(before):
                return Governor(
                    verb[0], (m.state(gapped["run"]),), certain=True, verb_at=verb[1], base=phrase.kind in CHIEF
                )
            subject = subjects.of(m, verb[1], self.spoken_of)
            return Governor(verb[0], subject.codes, subject.certain, verb[1], base=phrase.kind in CHIEF)
        for says, rule in BEFORE:
            if (match := rule.search(before, max(0, phrase.left - NEAREST))) is not None:
                return self._active(m, phrase, says, match.start())
        if INCLUDING.search(before) and (verb := _last_before(m.text, phrase.left)):
            return Governor(verb[0], (phrase.sender,), certain=True, verb_at=verb[1]) if phrase.sender else None
        return self._passive(m, phrase)

    def _is_gapped(self, m: Masked, phrase: Phrase, before: Governor) -> bool:
        """Whether a phrase shares the predicate before it: "opened in 1992, and the Omani embassy in 1995"."""
        shared = before.after > 0 and GAPPED.fullmatch(m.text, before.after, phrase.left)
        return bool(shared) and MOMENT.match(m.text, phrase.end) is not None

    def _active(self, m: Masked, phrase: Phrase, says: str, verb: int) -> Governor | None:
        if DENIED.search(m.text[:verb]) or phrase.determiners.split(" ")[0] == "no":
            return None
        subject = subjects.of(m, verb, self.spoken_of)
        if subject.is_foreign and not phrase.sender:
            return None
        return Governor(says, subject.codes, subject.certain, verb)

    def _passive(self, m: Masked, phrase: Phrase) -> Governor | None:
        """What is said of a phrase that is itself the subject; a mere mention if nothing is."""
        if UNREAL.search(m.text[: phrase.left]):
            return None
        senders = (phrase.sender,) if phrase.sender else ()
        for says, rule in AFTER:
            if match := rule.match(m.text, phrase.end):
                if not senders and self.spoken_of and phrase.determiners.startswith(("its", "her", "his")):
                    senders = (self.spoken_of,)
                both = phrase.plural and not senders and not phrase.places and phrase.kind in CHIEF
                certain = bool(senders) or both
                return Governor(says, self.pair if both else senders, certain, match.start(), after=match.end())
        abroad = phrase.determiners == "the" and any(place.city and place.country in m.pair for place in phrase.places)
        abroad = abroad or (phrases.is_in_both(m, phrase) and not DENIED.search(m.text[: phrase.left]))
        return Governor("mentioned", senders, certain=True, verb_at=phrase.left) if senders or abroad else None

    def _said(self, m: Masked, phrase: Phrase, governor: Governor, following: int) -> Iterator[Said]:
        """Everything that is said of a phrase: of each sender and each place."""
        if phrase.foreign or (phrase.receiver == "?" and not governor.base):
            return
        senders = (phrase.sender,) if phrase.sender else governor.senders
        base = governor.base and not phrases.is_in_both(m, phrase)
        if base or NON_RESIDENT.search(phrase.determiners) or phrases.is_elsewhere(m, phrase, senders):
            if phrase.places and len(senders) == 1 and senders[0]:
                says = governor.says if base else "covers"
                yield self._cover(m, senders[0], phrase.places[0], says, phrase.end)
            return
        says = {"covers": "has", "covered": "had"}.get(governor.says, governor.says)
        if says == "upgraded" and not TO_EMBASSY.match(m.text, phrase.end):
            return
        shared = following < len(m.text)
        dates = self.moments.of(m, phrase, says, verb=governor.verb_at, limit=following, shared=shared)
        certain = governor.certain or bool(phrase.sender)
        yield from _each(m, phrase, senders, certain=certain, says=says, dates=dates)
        for again, moment in self._tail(m, max(phrase.end, governor.after), following):
            yield from _each(m, phrase, senders, certain=certain, says=again, dates=moment)
        yield from _elided(m, phrase, says, self.moments, governor.after)

    def _tail(self, m: Masked, at: int, limit: int) -> Iterator[tuple[str, tuple[str, str]]]:
        """What else is said of the same mission: "..., which was closed in 1999", "... and reopened in 2005"."""
        while (match := TAIL.match(m.text, at, limit)) is not None:
            verb = match["verb"].lower()
            date = self.moments.at(m, match.start("date")) if match["date"] else ""
            if not verb.endswith(("opened", "established")):
                yield "closed", ("", date)
            else:
                yield "reopened" if verb.startswith("re") else "opened", (date, "")
            at = match.end()


def _last(verbs: grammar.Verbs, text: str, end: int) -> tuple[str, int] | None:
    """What the last verb before an offset says, and where it begins; the longest where several end together."""
    found = [(match.end(), -match.start(), says) for says, rule in verbs for match in rule.finditer(text, 0, end)]
    return (max(found)[2], -max(found)[1]) if found else None


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


def _each(
    m: Masked, phrase: Phrase, senders: tuple[str, ...], *, certain: bool, says: str, dates: tuple[str, str]
) -> Iterator[Said]:
    for sender, city in _shared(m, phrase, senders, certain=certain, says=says):
        receiver = m.other(sender)
        yield Said(sender, receiver, phrase.kind, city, "resident", "", receiver, *dates, says)


def _shared(
    m: Masked, phrase: Phrase, senders: tuple[str, ...], *, certain: bool, says: str
) -> Iterator[tuple[str, str]]:
    """Which sender has a mission in which city. Where it stands tells whose it is: nobody has one at home."""
    senders = tuple(code for code in senders if code)
    places = phrase.places
    if says == "moved" and (target := MOVED_TO.match(m.text, phrase.noun_end)):
        places = phrases.places_at(m, target.end(), bare=True).listed
    if phrase.mutual or not any(place.city for place in places):
        yield from _placeless(m, phrase, senders, places, says)
        return
    for place in places:
        sender = m.other(place.country) if place.country in m.pair else ""
        if place.city and sender and (not senders or sender in senders or not certain):
            yield sender, place.city
        elif place.city and not place.country and len(senders) == 1:
            yield senders[0], place.city


def _placeless(
    m: Masked, phrase: Phrase, senders: tuple[str, ...], places: tuple[Place, ...], says: str
) -> Iterator[tuple[str, str]]:
    """The same where no city is named. "Many consulates" are too vague, and a mere mention must name the receiver."""
    vague = phrase.plural and phrase.kind not in CHIEF
    abroad = any(place.country not in ("", *m.pair) for place in places)
    if vague or abroad or (says == "mentioned" and not (phrase.receiver or places)):
        return
    for sender in senders:
        at_home = len(senders) == 1 and any(place.country == sender for place in places)
        if phrase.receiver in ("", m.other(sender)) and not at_home:
            yield sender, ""


def _elided(m: Masked, phrase: Phrase, says: str, moments: Moments, after: int) -> Iterator[Said]:
    """What "... and Egypt in Tirana" says: the same kind of mission, without naming it, also `after` a predicate."""
    if says not in ("has", "opened", "mentioned") or not phrase.places:
        return
    if not (match := ELIDED.match(m.text, phrase.end) or ELIDED.match(m.text, max(after, phrase.end))):
        return
    sender = m.state(match["run"])
    receiver = m.other(sender)
    places = phrases.places_at(m, match.end())
    then = MOMENT.match(m.text, places.end) if says == "opened" else None
    for place in places.listed:
        if place.city and place.country == receiver:
            date = next((found.start for found in m.dates if then and found.start >= places.end), -1)
            opened = moments.at(m, date) if then else moments.standing(m, places.end, "has")[0]
            yield Said(sender, receiver, phrase.kind, place.city, "resident", "", receiver, opened, "", says)
