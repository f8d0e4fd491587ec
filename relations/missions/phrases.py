"""A masked sentence -> the phrases in it that name missions: "two honorary consulates in Varna and Burgas".

A phrase keeps what it says itself (whose, where, which kind); who has or opened it is told around it (`statements`).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from relations import countries
from relations.missions.grammar import ANY, RULES, TERRITORIES, fill, pattern
from relations.missions.masks import ADJECTIVES, OTHER_ADJECTIVE, Masked

KINDS = {f"k{i}": noun["kind"] for i, noun in enumerate(RULES["noun"])}
NOUN = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<k{i}>{fill(noun['pattern'])})" for i, noun in enumerate(RULES["noun"]))
    + fill(r")(?!\w)(?!\s+(?:{compounds})\b)"),
    re.IGNORECASE,
)
RUN = re.compile(f"([{ANY}])\\1*")
LEFT, OF, TO, IN, SEPARATOR = (pattern(name) for name in ("left", "of", "to", "in", "separator"))
MUTUAL, CAPITAL, CAPITAL_OF = (pattern(name) for name in ("mutual_capitals", "its_capital", "capital_of"))
CITIES, CITY, NOT_CITY = (pattern(name) for name in ("cities", "city", "not_city"))
COUNTRY, REGION, NEXT_CLAUSE = (pattern(name) for name in ("country", "region", "next_clause"))
CONTINENT = pattern("continent")
LONGEST_LEFT = 90  # code points before a noun in which its determiners and adjectives are sought


class Place(NamedTuple):
    """A city as written and the code of its state ("": unknown, "?": nobody's), or a state alone with an empty city."""

    city: str
    country: str
    start: int
    end: int


class Places(NamedTuple):
    """The places named at one spot, whether they are "each other's capitals", and where they end."""

    listed: tuple[Place, ...]
    mutual: bool
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mission noun with what belongs to it, from `left` to `end`; `kind` as in the lexicon.

    `sender` and `receiver` are codes of the pair where the phrase says them; `foreign` if it is a third state's
    mission, and the receiver is "?" if it is a third state.
    """

    kind: str
    left: int
    noun_end: int
    end: int
    determiners: str
    sender: str
    receiver: str
    foreign: bool
    plural: bool
    mutual: bool
    places: tuple[Place, ...]


def find(m: Masked) -> list[Phrase]:
    """The mission phrases of a sentence, in order."""
    found: list[Phrase] = []
    for match in NOUN.finditer(m.text):
        if not found or match.start() >= found[-1].end:
            found.append(_phrase(m, match))
    return found


def _phrase(m: Masked, match: re.Match[str]) -> Phrase:
    named = next((city for city in m.cities.values() if city.end + 1 == match.start()), None)
    before = named.start if named else match.start()
    window = max(0, before - LONGEST_LEFT)
    left = LEFT.search(m.text[window:before])
    begin = window + (left.start() if left else 0)
    sender, receiver, foreign, end = _owners(m, begin, match)
    places = places_at(m, end)
    if named and not places.listed:  # "its Muscat embassy"
        places = Places((Place(named.text, _host(m, named.code), named.start, named.end),), False, places.end)
    plural = match[0].lower().endswith(("s", "s general", "s-general"))
    return Phrase(
        kind=KINDS[str(match.lastgroup)], left=begin, noun_end=match.end(), end=places.end,
        determiners=m.text[begin : match.start()].strip().lower(), sender=sender, receiver=receiver, foreign=foreign,
        plural=plural, mutual=places.mutual, places=places.listed if plural else _single(m, places.listed),
    )  # fmt: skip


def _owners(m: Masked, begin: int, noun: re.Match[str]) -> tuple[str, str, bool, int]:
    """Sender, receiver, whether a third state is the sender, and where the words end that say so."""
    runs = [run[1] for run in RUN.finditer(m.text, begin, noun.start()) if run.start() not in m.cities]
    owner = runs[-1] if runs else ""
    receiver, end = "", noun.end()
    if of := OF.match(m.text, end):
        if owner:  # "the Albanian embassy of Bulgaria"
            receiver = m.state(of["run"]) or "?"
        owner, end = owner or of["run"], of.end()
    if to := TO.match(m.text, end):
        receiver, end = m.state(to["run"]) or "?", to.end()
    sender = m.state(owner) if owner else ""
    return sender, receiver, bool(owner) and not sender, end


def places_at(m: Masked, at: int, *, bare: bool = False) -> Places:
    """The places named from an offset on: "in A, B and C"; `bare` if no preposition is needed."""
    if between := CONTINENT.match(m.text, at):
        at = between.end()
    introduced = IN.match(m.text, at)
    if introduced is None and not bare:
        return Places((), False, at)
    pos = introduced.end() if introduced else at
    if mutual := MUTUAL.match(m.text, pos):
        named = CAPITAL_OF.match(m.text, mutual.end())
        listed, end = _listed(m, named.end()) if named and named.end() > mutual.end() + 1 else ((), mutual.end())
        return Places(listed, not listed, end if listed else mutual.end())
    if capital := CAPITAL.match(m.text, pos):
        pos = capital.end()
    if cities := CITIES.match(m.text, pos):
        pos = cities.end()
    listed, end = _listed(m, pos)
    if introduced and introduced["prep"] == "at" and len(listed) > 1:  # "at Quarter, City"
        listed = tuple(place for place in listed if place.start in m.cities) or listed[-1:]
    return Places(listed, False, end if listed else at)


def _single(m: Masked, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The one city of "a consulate in Ampang, Selangor": the comma is followed by its region, or a quarter's city."""
    if len(places) == 2 and m.text[places[0].end : places[1].start].strip() == ",":
        capital = [place for place in places if place.start in m.cities and m.cities[place.start].kind == "capital"]
        return tuple(capital[:1]) or places[:1]
    return places


def _listed(m: Masked, pos: int) -> tuple[tuple[Place, ...], int]:
    """The places of a list from an offset on, and where it ends."""
    listed: list[Place] = []
    end = pos
    while (place := _place(m, pos)) is not None:
        if listed and NEXT_CLAUSE.match(m.text, place.end):
            break
        place = _namesake(m, place, listed)
        if listed and not place.city:
            break
        place, end = _located(m, place)
        listed.append(place)
        separator = SEPARATOR.match(m.text, end)
        if separator and separator[0].strip() == "," and (region := REGION.match(m.text, separator.end())):
            end = region.end()
            separator = SEPARATOR.match(m.text, end)
        if separator is None:
            break
        pos = separator.end()
    return tuple(listed), end


def _namesake(m: Masked, place: Place, listed: list[Place]) -> Place:
    """A city in a list of one state's that is called like another state or its capital: "Encarnación and Formosa"."""
    here = {one.country for one in listed} - {""}
    if not listed or place.country in ("", *m.pair) or not here <= set(m.pair):
        return place
    return place._replace(city=m.raw[place.start : place.end], country=max(here, default=""))


def _located(m: Masked, place: Place) -> tuple[Place, int]:
    """A place with the state that is named after it ("Beijing, China"), and where that ends."""
    end = place.end
    while named := COUNTRY.match(m.text, end):
        state = m.states.get(named.start("run"))
        if state is not None and place.city:
            place = place._replace(country=_host(m, state.code) or "?", end=named.end())
        end = named.end()
    return place, end


def _place(m: Masked, pos: int) -> Place | None:
    """The city, or the state, that is named at an offset."""
    if pos in m.cities:
        mention = m.cities[pos]
        return Place(mention.text, _host(m, mention.code), pos, mention.end)
    run = RUN.match(m.text, pos) or (RUN.match(m.text, pos + 4) if m.text.startswith("the ", pos) else None)
    if run is not None:
        state = m.states.get(run.start())
        if state is None or run[1] in ADJECTIVES + OTHER_ADJECTIVE:
            return None
        city = state.text if state.code and is_city(state.code) else ""
        return Place(city, _host(m, state.code) or "?", run.start(), run.end())
    named = CITY.match(m.text, pos)
    if named is None or NOT_CITY.match(named[0]) or len(named[0]) < 3:
        return None
    return Place(named[0], "", pos, named.end())


def _host(m: Masked, code: str) -> str:
    """The state of the pair in which a place lies that has a code of its own, such as Hong Kong; else the code."""
    state = TERRITORIES.get(code, "")
    return state if code not in m.pair and state in m.pair else code


@cache
def is_city(code: str) -> bool:
    """Whether a state or territory is a city, so that its name says where a mission stands; the Holy See's does not."""
    country = countries.country(code)
    return code in ("HKG", "MAC", "GIB") or (not country.capital and code != "VAT" and country.kind == "state")


def is_noun_of(word: str, kind: str) -> bool:
    """Whether a word that takes up a mission ("the mission", "the consulate") fits its kind."""
    match = NOUN.fullmatch(word)
    return match is None or KINDS[str(match.lastgroup)] == kind


def is_in_both(m: Masked, phrase: Phrase) -> bool:
    """Whether a phrase names a city of each state: "conducted through embassies in Muscat and N'Djamena"."""
    return {place.country for place in phrase.places if place.city} == set(m.pair)


def is_elsewhere(m: Masked, phrase: Phrase, senders: tuple[str, ...]) -> bool:
    """Whether a mission to the other state stands in a third: "its embassy to Chad in Khartoum"."""
    abroad = all(place.city and place.country not in ("", *m.pair) for place in phrase.places)
    return bool(phrase.places) and abroad and len(senders) == 1 and phrase.receiver == m.other(senders[0])
