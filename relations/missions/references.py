"""The mission phrases of a sentence -> the same, with what others tell of them: "the Omani one", "became embassies"."""

import re
from dataclasses import replace
from itertools import pairwise

from relations.missions import phrases
from relations.missions.grammar import pattern
from relations.missions.masks import Masked
from relations.missions.phrases import Phrase

PAIRED = re.compile(r"\s+(?:and|as well as)\s+(?:also\s+)?")
RAISED, RAISED_TO, TO_RAISE, WHERE = (pattern(name) for name in ("raised", "raised_to", "to_raise", "where"))


def resolved(m: Masked, found: list[Phrase]) -> list[Phrase]:
    """The phrases with their final kinds and places; without those that only say what another one became."""
    return [_located(m, phrase) for phrase in _beside(m, _raised(m, _named(m, found)))]


def _named(m: Masked, found: list[Phrase]) -> list[Phrase]:
    """Phrases of which "one" has the kind of the phrase before it; one that stands elsewhere is left out."""
    named: list[Phrase] = []
    for phrase in found:
        if phrase.kind != "same":
            named.append(phrase)
        elif named and _is_another(m, phrase, named[-1]):
            named.append(replace(phrase, kind=named[-1].kind))
    return named


def _is_another(m: Masked, phrase: Phrase, before: Phrase) -> bool:
    """Whether "one" is a mission of the pair, like the one before it: "the Omani one in N'Djamena"."""
    here = bool(phrase.places) and all(place.country in m.pair for place in phrase.places)
    return here and not before.foreign and "." not in m.text[before.end : phrase.left]


def _raised(m: Masked, found: list[Phrase]) -> list[Phrase]:
    """Phrases with the kind that they had in the end: "a legation, which was raised to an embassy in 1960"."""
    final = found[:1]
    for before, phrase in pairwise(found):
        if _became(m, before, phrase):
            final[-1] = replace(final[-1], kind=phrase.kind)
        else:
            final.append(phrase)
    return [phrase for phrase in final if phrase.kind != "office"]


def _beside(m: Masked, found: list[Phrase]) -> list[Phrase]:
    """Phrases with the one city that is told after the next of them: "an embassy and a consulate-general in Sarh"."""
    shared = [replace(one, places=two.places) if _is_paired(m, one, two) else one for one, two in pairwise(found)]
    return [*shared, *found[-1:]]


def _is_paired(m: Masked, phrase: Phrase, then: Phrase) -> bool:
    owners = then.sender in ("", phrase.sender) and not (phrase.foreign or then.foreign)
    alone = not (phrase.places or phrase.receiver) and len(then.places) == 1
    return owners and alone and PAIRED.fullmatch(m.text, phrase.end, then.left) is not None


def _became(m: Masked, before: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase says what the one before it became: "raised to embassies", "upgraded to a consulate general"."""
    told = RAISED.fullmatch(m.text, before.end, phrase.left)
    made = phrase.kind != "embassy" and RAISED_TO.fullmatch(m.text, before.end, phrase.left)
    return bool(told or (made and TO_RAISE.search(m.text, 0, before.left)))


def _located(m: Masked, phrase: Phrase) -> Phrase:
    """The phrase with the city told before it: "in Sarh, where a consulate exists", "Sarh hosts a consulate"."""
    where = None if phrase.places else WHERE.search(m.text, 0, phrase.left)
    if where is None:
        return phrase
    at = max((start for start in m.cities if start <= where.start()), default=-1)
    lead = phrases.places_at(m, at, bare=True) if at >= 0 else None
    if lead is None or lead.end != where.start():
        return phrase
    return replace(phrase, places=lead.listed[-1:])
