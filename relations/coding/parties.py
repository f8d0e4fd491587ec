"""A tagged sentence -> its parties: the words that name a side by country, person or stand-in ("both countries")."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from relations import lexicon
from relations.coding.words import Word
from relations.countries import Mention, is_whole, of_ruler, side_of

if TYPE_CHECKING:
    from relations.coding.candidates import Candidate

CUES = lexicon.rules("cues.toml")
STAND_INS = tuple(lexicon.rules("parties.toml")["party"])
STAND_IN = re.compile(
    "(?:" + "|".join(f"(?P<k{i}>{entry['pattern']})" for i, entry in enumerate(STAND_INS)) + r")\b", re.IGNORECASE
)
FIRST_WORDS = frozenset(lexicon.rules("parties.toml")["first_words"])
KIND = {f"k{i}": entry["kind"] for i, entry in enumerate(STAND_INS)}
# A place after these is where an envoy is posted, not whose envoy it is.
POST = re.compile(
    r"(?:\b(?:ambassadors?|envoys?|consuls?|representatives?|missions?|embass(?:y|ies)|accredited|high commissioners?|"
    r"delegates?|minister|(?:consul|consulate)s?[- ]general|consulates?|legations?)"
    r"(?: (?!to\b|in\b|at\b)\w+){0,2} (?:to|in|at)(?: the)?\s*)$",
    re.IGNORECASE,
)
OF_THE = re.compile(r" of (?:the )?")
OF_STATE = re.compile(r" (?:\w+ )?of (?:the )?")
START = attrgetter("start")
BEFORE_PLACE, NOT_PLACE = (lexicon.rules("grammar.toml")[name] for name in ("before_place", "not_place"))
AFTER_PLACE = frozenset([*BEFORE_PLACE, "to"])
PART = f"(?:{'|'.join(CUES['parts'])})"  # "in the north of Oman", but not "in the recall of Oman's envoy"
ELSE = "|".join(["and", "or", "which", "whom", *NOT_PLACE])
LOCATIVE = re.compile(
    rf"\b(?:{'|'.join(BEFORE_PLACE)})(?: the)?(?: (?!(?:{ELSE}|of)\b|\d)[\w-]+){{0,2}}(?: {PART} of(?: the)?)?\s*$",
    re.IGNORECASE,
)
SPOT = re.compile(
    r" (?:\w+ )?(?:capital|city|cities|towns?|ports?|villages?|provinces?|regions?|districts?|soil|territory|coasts?"
    r"|waters|airspace)\b"
)
WITHIN = re.compile(rf"\b(?:{'|'.join(BEFORE_PLACE)})(?: [A-Z][\w-]+){{1,2}}, $")  # "at Long Island, New York"
HELPS = re.compile(rf"[-‑–](?:{'|'.join([*CUES['brokered'], *CUES['owned']])})\b")  # "a UN-brokered truce"
LEADS_ON = re.compile(
    r"\W*$|[,.;:)]| (?:on|in|at|and|to|for|from|with|by|during|after|before|between|when|where|which)\b"
)
PUT_FIRST = re.compile(r"(?:^|[,;:] )[Ii]n $")
SEAT = re.compile(rf"\b(?:{'|'.join(CUES['rulers'])}) (?:in|at) $", re.IGNORECASE)
PRESENCE = re.compile(r"\bin the presence of (?:(?!and\b)[\w.-]+ ){0,4}$")
MEDIATING = re.compile(
    r"[^,;.]{0,60} (?:mediating|presiding|looking on|in attendance|as mediators?|as (?:a )?witness(?:es)?),"
)
ALSO_PRESENT = re.compile(r" and (?:[\w.-]+ ){0,4}")


@dataclass(slots=True, eq=False)  # not frozen, which would take four times as long to make
class Party:
    """Words for one side or more; `codes` are its countries, empty if unknown or left to the text before to decide.

    `post`: only where an envoy is sent; `locative`: only where something is; `aside`: only when or why it is told.
    """

    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    kind: str
    post: bool = False
    locative: bool = False
    aside: bool = False


@dataclass(slots=True)
class Memory:
    """What has been spoken of so far in the article, so that "she", "the government" and "the latter" can be read.

    `former` holds for each state of the pair what it was called last: itself, or a former state that it carries on.
    `states` are those named, the last one last, and `sides` the same without those that only tell where.
    `thing` is the object of the event told last (`told`; `told_here`: in this sentence), for "it" and "reciprocated";
    `content` is what was only spoken of last ("agreed to exchange ambassadors"), which somebody may then do.
    `deeds` are what one side has done to the other, for "the ban was lifted". `person` is the country of the person
    named last, `person_before` of the one named before this sentence, `heard` of those named in it, with where they
    stand, and `lead` of the person that the sentence before was about. `opened` are the one who acts and the other in
    a list of what one did, as the line that opens it tells. `giver` is the state of the pair that the
    section tells to give aid, `offices` whose minister, envoy or speaker the paragraph spoke of last. `mains` are
    the subjects named in this sentence, with where their verbs stand.
    """

    pair: tuple[str, ...]
    former: dict[str, str] = field(default_factory=dict)
    states: list[str] = field(default_factory=list)
    sides: list[str] = field(default_factory=list)
    person: str = ""
    person_before: str = ""
    heard: list[tuple[int, str]] = field(default_factory=list)
    lead: str = ""
    subject: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    recent: str = ""
    mains: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    thing: str = ""
    told: "Candidate | None" = None
    told_here: bool = False
    content: "Candidate | None" = None
    deeds: list["Candidate"] = field(default_factory=list)
    opened: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    giver: str = ""
    offices: dict[str, str] = field(default_factory=dict)

    def turn(self) -> None:
        """Forget what only the sentences of one paragraph share: the thing spoken of, and the event told last."""
        self.thing, self.told = "", None
        self.offices.clear()

    @property
    def told_of_both(self) -> bool:
        """Whether the event told last was between the two sides."""
        sides = [*self.told.actors, *self.told.recipients] if self.told is not None else []
        return bool(self.pair) and {side_of(code, self.pair) for code in sides} >= set(self.pair)

    @property
    def both(self) -> tuple[str, ...]:
        """The two sides, each as the state that the text spoke of last."""
        return tuple(self.former.get(code, code) for code in self.pair)

    def other(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The other side than `codes`; nobody for a third state."""
        here = {side_of(code, self.pair) for code in codes}
        if here.isdisjoint(self.pair):
            return ()
        return tuple(code for code in self.both if side_of(code, self.pair) not in here)

    def meaning(self, party: Party, acting: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The countries that a party stands for; empty when the text does not tell."""
        if party.codes or party.kind in ("body", "person-name"):
            return self._named(party)
        if party.kind in ("both", "each"):
            return self.both
        if party.kind == "other":
            its = tuple(self.states[-1:]) if party.text.lower().startswith("its ") else ()  # "its neighbour"
            return self.other(acting or its) if len(acting or its) == 1 else ()
        if party.kind == "guest":
            visits = (deed.actors for deed in reversed(self.deeds) if deed.mode == "visit" and len(deed.actors) == 1)
            return next(visits, ())
        if party.kind in ("latter", "former"):
            recent = self.sides[-2:] if len(self.sides) > 1 else self.states[-2:]
            return tuple(recent[-1:] if party.kind == "latter" else recent[:1])
        if party.kind == "person":
            return self._person(party)
        if party.kind == "self" and (codes := self._office(party, acting)) is not None:
            return codes
        if party.kind == "it" and (main := [codes for verb, codes in self.mains if verb < party.start]):
            return main[-1]
        if party.text.lower() in ("they", "them") and self.several:
            return self.several
        return self.subject or tuple(self.states[-1:])

    def _office(self, party: Party, acting: tuple[str, ...]) -> tuple[str, ...] | None:
        """The country of "the sultan" or "the government": that which has such a ruler, or who was spoken of last."""
        if code := of_ruler(party.text.rsplit(" ", 1)[-1], self.pair):
            return (code,)
        office = self.offices.get(party.text.rsplit(" ", 1)[-1].lower(), "")
        if office and (office,) != acting:
            return (office,)
        if acting:
            return self.other(acting) if len(acting) == 1 else ()
        return (self.recent,) if self.recent else None

    def _named(self, party: Party) -> tuple[str, ...]:
        """The countries that a party names; a capital is that of the state that the text spoke of last."""
        return tuple(self.former.get(code, code) for code in party.codes) if party.kind == "capital" else party.codes

    def _person(self, party: Party) -> tuple[str, ...]:
        """The country of "he" or "she": whom the sentence before was about, else the person named last."""
        before = [code for start, code in self.heard if start < party.start]
        person = before[-1] if before else self.lead or self.person_before
        return (person,) if person else self.subject

    def tell(self, deed: "Candidate") -> None:
        """Take note of an event that has been told."""
        self.told, self.told_here = deed, True
        if deed.recipients:
            self.deeds.append(deed)
            if deed.event_type == "AID" and self.other(deed.actors):
                self.giver = deed.actors[0]

    def hear(self, party: Party) -> None:
        """Take note of a party that has been read."""
        if party.kind == "person-name":
            self.person = party.codes[0] if party.codes else ""
            self.heard.append((party.start, self.person))
        for code in party.codes:
            if (state := side_of(code, self.pair)) in self.pair:
                if party.kind in ("name", "demonym") and (code == state or is_whole(code)):
                    self.former[state] = code
                self.recent = code
                _move_last(self.states, code)
                if not (party.kind in ("capital", "city") or party.locative or party.post):
                    _move_last(self.sides, code)


def _move_last(codes: list[str], code: str) -> None:
    if code in codes:
        codes.remove(code)
    codes.append(code)


def find(
    text: str, words: Iterable[Word], places: Sequence[Mention], people: Iterable[tuple[int, int, str]]
) -> list[Party]:
    """The parties of a sentence in order, without overlaps; a person's name counts before a place inside it."""
    found = [Party(start, end, text[start:end], (code,) if code else (), "person-name") for start, end, code in people]
    found += _named(text, places, found)
    found += _stand_ins(text, words, found)
    found.sort(key=START)
    if " presence " in text or text.startswith("With "):
        _set_apart_witnesses(text, found)
    return found


def _set_apart_witnesses(text: str, parties: list[Party]) -> None:
    """Mark who is only there while others act: "in the presence of X and Y, the two presidents signed"."""
    for i, party in enumerate(parties):
        beside = i > 0 and parties[i - 1].locative and ALSO_PRESENT.fullmatch(text, parties[i - 1].end, party.start)
        watches = PRESENCE.search(text, 0, party.start) or MEDIATING.match(text, party.end)
        party.locative = party.locative or bool(beside or watches)


def _named(text: str, places: Sequence[Mention], taken: list[Party]) -> Iterator[Party]:
    before_it: Party | None = None
    starts = {place.start for place in places if place.code}
    for place in places:
        if place.kind == "body" and not place.code and (of := OF_STATE.match(text, place.end)) and of.end() in starts:
            continue  # "the Red Cross societies of Chad and Oman" are those of the two
        if (place.code or place.kind == "body") and not _overlaps(place.start, place.end, taken):
            before = text[max(0, place.start - 60) : place.start]
            spot = place.kind == "demonym" and SPOT.match(text, place.end) is not None  # "in the Omani capital"
            placed = (place.kind != "demonym" or spot) and not AFTER_PLACE.isdisjoint(
                before.lower().rsplit(None, 4)[-4:]
            )
            post = placed and bool(POST.search(before))
            inner = place.kind in ("capital", "city") and WITHIN.search(before)
            locative = (placed and bool(LOCATIVE.search(before) or inner)) or HELPS.match(text, place.end) is not None
            if placed and SEAT.search(before):
                post = locative = False  # "the government in Khartoum" is that of Sudan
            codes = (place.code,) if place.code else ()
            if before_it is not None and before_it.locative and before_it.codes == codes:
                beside = text[before_it.end : place.start] == ", "
                acts = PUT_FIRST.search(text, 0, before_it.start) and not LEADS_ON.match(text, place.end)
                locative = locative or (beside and not acts)  # "in Paris, France", not "in Muscat, Oman agreed"
            before_it = Party(place.start, place.end, place.text, codes, place.kind, post, locative)
            yield before_it


def _stand_ins(text: str, words: Iterable[Word], taken: list[Party]) -> Iterator[Party]:
    end = 0
    for word in words:
        if word.form not in FIRST_WORDS or word.start < end:
            continue
        found = STAND_IN.match(text, word.start)
        if found and found[0] == "IT":
            continue  # information technology
        named = found and OF_THE.match(text, found.end())  # "the presidents of Chad and Oman" name the two
        if named and any(party.start == named.end() for party in taken):
            continue
        if found and any(party.kind == "person-name" and party.start == found.end() + 1 for party in taken):
            continue  # "the ambassador Ali Hassan"
        if found and not _overlaps(found.start(), found.end(), taken):
            end, kind = found.end(), KIND[found.lastgroup or ""]
            abroad = found[0].lower().endswith(("embassy", "ambassador", "mission"))
            if abroad and text.startswith((" that ", " which "), end):
                continue  # "the embassy that Oman had opened"
            if abroad and any(party.post and text[end : party.start] in (" in ", " in the ") for party in taken):
                continue  # "the embassy in Oman" is that of the other state
            at_home = kind == "self" and not abroad
            seats = (p for p in taken if at_home and p.kind == "capital" and text[end : p.start] == " in ")
            seat = next(seats, None)  # "the president in Muscat"
            yield Party(found.start(), end, found[0], seat.codes if seat else (), kind)


def _overlaps(start: int, end: int, taken: list[Party]) -> bool:
    return bool(taken) and any(party.start < end and start < party.end for party in taken)
