"""A masked sentence -> the states that it says cover the other from elsewhere, and from where."""

import re
from collections.abc import Iterator

from relations.missions import grammar, phrases
from relations.missions.grammar import pattern
from relations.missions.masks import Masked
from relations.missions.moments import Moments
from relations.missions.phrases import Place
from relations.missions.said import Said

COVERS = grammar.covers()
NON_RESIDENT, ONCE = pattern("non_resident"), pattern("once")
# Words without which no sentence tells it; the patterns are tried on the others only.
COVERING = re.compile(
    r"ccredit|mbassador|[Cc]ommissioner|cover(?:s|ed)|serve[sd]|handle[sd]|responsible|on-?\s?resident|concurrent"
    r"|charge|represented (?:in|to|by|through|via) |looks? after|looked after|takes? care|took care|jurisdiction"
    r"|\buses |relies on|works through|deals with|conducted|managed|overs(?:ee|een|ees)\b|\brun from|dealt|doubles as"
    r"|\b(?:falls|comes|belongs) "
    r"|(?:came|travelled|commuted) (?:over )?from"
)


def told(m: Masked, moments: Moments) -> Iterator[tuple[Said, int, int]]:
    """States covered from elsewhere, told without "through its embassy", and where each is told."""
    if not (_names_whence(m) and COVERING.search(m.raw)):
        return
    for says, rule in COVERS:
        for match in rule.finditer(m.text):
            groups = match.groupdict()
            owner = groups.get("s") or groups.get("of")
            sender = m.state(owner) if owner else m.other(m.state(groups["r"])) if groups.get("r") else _owner(m)
            receiver = m.state(groups["r"]) if groups.get("r") else m.other(sender)
            places = phrases.places_at(m, match.start("p") if "p" in groups else match.end(), bare=True)
            if NON_RESIDENT.search(match[0]) and any(place.country == receiver for place in places.listed):
                continue  # "Chile's non-resident ambassador in Suva", not "in Wellington"
            if places.listed and sender and receiver == m.other(sender):
                end = max(places.end, match.end())
                yield cover(m, moments, sender, places.listed[0], says=says, end=end), match.start(), end


def cover(m: Masked, moments: Moments, sender: str, place: Place, *, says: str, end: int) -> Said:
    """What is said of a state that covers the other from a place; resident, if that lies in the other."""
    receiver = m.other(sender)
    says = "covered" if says == "covers" and ONCE.search(m.text) else says
    opened, closed = moments.standing(m, end, says)
    if says == "accredited" and not (opened or closed):
        opened = moments.event(m, end)
    if place.country == receiver and place.city:
        verb = "had" if says == "covered" else "has"
        return Said(sender, receiver, "embassy", place.city, "resident", "", receiver, opened, closed, verb)
    whence = place.city or m.raw[place.start : place.end]
    return Said(sender, receiver, "embassy", "", "non-resident", whence, place.country, opened, closed, says)


def _names_whence(m: Masked) -> bool:
    """Whether a sentence names a place from which a state could be covered: a city, a third state, a city-state."""
    codes = [place.code for place in m.states.values()]
    return bool(m.cities) or any(code not in m.pair or phrases.is_city(code) for code in codes)


def _owner(m: Masked) -> str:
    """The state whose mission a sentence names first; empty if it names none."""
    return next((phrase.sender for phrase in phrases.find(m)), "")
