"""A sentence -> the third states that it names in passing, which take no part in what it tells.

"Despite criticism from Libya, Oman sent troops to Chad" names Libya, which does nothing here. Of a third state in a
phrase of when ("before the raid on Libya") it is open whether the deed was done to it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from relations import lexicon
from relations.coding.parties import Party
from relations.coding.scene import Scene
from relations.countries import side_of

CUES = lexicon.rules("cues.toml")
WORDS = r"(?:[\w'’-]+ ){0,7}?"  # of the phrase before the state that it names
PASSING = re.compile(rf"\b(?:{'|'.join(CUES['passing'])}) {WORDS}$", re.IGNORECASE)
OCCASION = re.compile(rf"\b(?:{'|'.join(CUES['occasion'])}) (?=\w+ \w){WORDS}$", re.IGNORECASE)
# "After the fall of the Soviet Union Oman opened an embassy": the phrase ends with the state that is no more.
DEMISE = re.compile(rf"\b(?:{'|'.join(CUES['demise'])}) (?:the )?(?:former )?$", re.IGNORECASE)
# "A truce mediated by Libya took effect": the phrase ends with the state that went between.
BETWEEN = re.compile(rf"\b(?:{'|'.join(CUES['brokered'])}) by (?:the )?(?:[\w-]+ )?$")
# "The two signed it, with Libya and Niger as guarantors."
AS_WITNESS = re.compile(
    r"\bwith [^.;()]{3,90}? as (?:the )?(?:guarantors?|mediators?|observers?|witness(?:es)?|hosts?|intermediar\w+)\b"
)
APPOSED = re.compile(rf"(?:, (?:an?|the|then|once|formerly|one of)|\() (?=[a-z]){WORDS}$")
# What goes on to tell of the third state itself: "the ties to Libya, which invaded Chad".
GOES_ON = re.compile(r"[^,;:.()]*,? (?:(?:both|all|each|some|two|neither) of )?(?:which|who|whom|whose|where)\b")
CLOSES = re.compile(r"[,;:.()]|$")


class Aside(NamedTuple):
    """A third state in a phrase of its own [start, end); `passing`: it has nothing to do with what is told."""

    party: Party
    start: int
    end: int
    passing: bool


def find(scene: Scene, pair: Sequence[str]) -> list[Aside]:
    """The third states, and bodies of many, that a sentence names aside from what it tells; none without a pair."""
    if not pair:
        return []
    return [
        aside for party in scene.parties if (aside := _passed_over(scene, party, pair) or _aside(scene, party, pair))
    ]


def apart(scene: Scene, asides: Sequence[Aside], at: int) -> Scene:
    """The scene for what is told at an offset: without who is named in passing, and with the others marked `aside`."""
    out = {id(aside.party): aside.passing for aside in asides if not aside.start <= at < aside.end}
    if not out:
        return scene
    staying = [party for party in scene.parties if not out.get(id(party), False)]
    return scene.with_parties([replace(party, aside=True) if id(party) in out else party for party in staying])


def _passed_over(scene: Scene, party: Party, pair: Sequence[str]) -> Aside | None:
    """A third state of whose end the sentence reminds, that is by when the two sign, or that went between them."""
    if not party.codes or not set(pair).isdisjoint(party.codes):
        return None
    if DEMISE.search(scene.text, 0, party.start):
        return Aside(party, party.start, party.end, passing=True)
    witness = next((m for m in AS_WITNESS.finditer(scene.text) if m.start() < party.start < m.end()), None)
    if witness is not None:
        return Aside(party, *witness.span(), passing=True)
    between = BETWEEN.search(scene.text, 0, party.start)
    return Aside(party, between.start(), party.end, passing=True) if between else None


def _is_third(party: Party, pair: Sequence[str]) -> bool:
    if not party.codes:
        return party.kind == "body"
    return not any(side_of(code, pair) in pair for code in party.codes)


def _aside(scene: Scene, party: Party, pair: Sequence[str]) -> Aside | None:
    """The phrase without a verb that a third state stands in: put in behind a party, or opened by certain words."""
    if not _is_third(party, pair):
        return None
    apposed = APPOSED.search(scene.text, 0, party.start)
    if apposed and not any(other.end == apposed.start() for other in scene.parties):
        apposed = None
    passing = apposed or PASSING.search(scene.text, 0, party.start)
    found = passing or OCCASION.search(scene.text, 0, party.start)
    closing = CLOSES.search(scene.text, party.end)
    if found is None or closing is None or GOES_ON.match(scene.text, party.end):
        return None
    start, end = found.start(), closing.start()
    has_verb = any(start <= verb.start < end for verb in scene.verbs)
    return None if has_verb else Aside(party, start, end, passing is not None)
