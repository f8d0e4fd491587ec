"""A mission phrase and the states that may own it -> one statement for each owner and each place."""

from collections.abc import Iterator

from relations.missions import phrases
from relations.missions.grammar import pattern
from relations.missions.masks import Masked
from relations.missions.moments import Moments
from relations.missions.phrases import Phrase, Place
from relations.missions.said import CHIEF, Said

ELIDED, MOVED_TO, MOMENT = (pattern(name) for name in ("elided", "moved_to", "moment"))


def each(
    m: Masked, phrase: Phrase, senders: tuple[str, ...], *, certain: bool, says: str, dates: tuple[str, str]
) -> Iterator[Said]:
    """One thing said of each sender's mission in each place of a phrase; `certain` if the senders are sure."""
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
    somewhere = says == "mentioned" and not (phrase.receiver or places or _is_here(m, phrase))
    if vague or abroad or somewhere:
        return
    for sender in senders:
        at_home = len(senders) == 1 and any(place.country == sender for place in places)
        if phrase.receiver in ("", m.other(sender)) and not at_home:
            yield sender, ""


def _is_here(m: Masked, phrase: Phrase) -> bool:
    """Whether "the Omani embassy" is the one in the other state: nothing in its sentence lies elsewhere."""
    known = phrase.kind == "embassy" and not phrase.plural and phrase.determiners.split(" ")[0] not in ("a", "an", "no")
    near = all(place.code == m.other(phrase.sender) for place in m.cities.values())
    return known and near and all(place.code in m.pair for place in m.states.values())


def elided(m: Masked, phrase: Phrase, says: str, moments: Moments, after: int) -> Iterator[Said]:
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
