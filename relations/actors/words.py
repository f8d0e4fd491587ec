"""A tagged sentence -> its words with the letters of their kinds (see `vocabulary`); a place or date is one word."""

import re
from collections.abc import Set
from functools import lru_cache
from typing import NamedTuple

from relations.actors.vocabulary import MARKS, SMALL, Vocabulary, plain, vocabulary
from relations.countries import Mention
from relations.lexicon import rules
from relations.tagging import Tagged

INITIALS = frozenset(rules("abbreviations.toml")["initials"])  # Ts. Elbegdorj

# A blank before a token is taken along, and the first two lines spare most words the later ones: so it goes faster.
TOKEN = re.compile(
    r" ?([a-z]+(?![\w'’‐‑-])"
    r"|[A-Z][a-z]+(?= )"
    r"|(?:[^\W\d_]\.)+(?=[\s,;)’'-]|$)"  # initials: V.S.
    r"|(?:Mrs?|Ms|Dr|Ste?|Jr|Sr|Gen|Lt|Col|Maj|Capt|Adm|Brig|Prof|Rev|Hon|Sgt|Amb|Engr?|Md|Mohd|Sen|Rep|Gov|Messrs"
    rf"|{'|'.join(sorted(INITIALS))})\."
    r"|Dato['’]"
    r"|[^\W\d_]\w*?(?:(?:[-‐‑]|['’](?!s\b))[^\W\d_]\w*?)*(?![^\W_])"  # Chan-o-cha, d'Estaing, but Kim's is two
    r"|['’]s\b|\d[\d.,]*\w*|[^\w\s]|_)"
)
ROMAN = re.compile(r"[IVX]{1,5}")
CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ɏ]\w*")
RULER_LAST = frozenset({"I.", "V.", "X."})
INNER_CAPITAL = re.compile(r"(?:al|el|ad|as|ar|at|an|ash|az|ul|ur|d|l|o|n|m|van|de|bin|ibn)[-'’‐‑][A-ZÀ-Þ]")
WORD = re.compile(r"\w*")
OPENING = frozenset('".:-(')
NAME_KINDS = frozenset("NGIQR")
MENTIONS = {"demonym": "E", "capital": "C", "city": "C", "body": "B"}
PARTICLES = re.compile(r"p+")
LONGEST_INITIALS = 3
INITIALS_LED = re.compile(r"A(?:(?<=[HhMS]A)|(?<=^A))(?=[NG])")
INNER_HONORIFIC = re.compile(r"(?<=[NGI])h(?=[NGIpQ])")  # Hassan Sheikh Mohamud
TITLE_AS_SURNAME = re.compile(r"[HSh](?<=[NGI].)(?![NGIh])")
NICKNAME = re.compile(r'(?<=[NGI])"[NGIXM]{1,2}"(?=[NGI])')  # Ernesto "Che" Guevara
EPITHET = re.compile(r" the (?:Great|Terrible|Magnificent|Conqueror|Wise|Bold|Younger|Elder|Lionheart|Navigator)\b")

Cover = tuple[int, int, Mention | None]


class Line(NamedTuple):
    """A sentence as words: offsets, a letter each for their kinds, and what the words of kind P, C, B, E mention."""

    text: str
    starts: list[int]
    ends: list[int]
    kinds: str
    places: dict[int, Mention]

    def said(self, start: int, end: int) -> str:
        """The text from one word up to, not including, another."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def may_name(tagged: Tagged, lowercase: Set[str]) -> bool:
    """Whether a sentence may name somebody: it has a capital that no place, no date and not its beginning explains."""
    text, known = tagged.sentence.text, vocabulary()
    covered = [(place.start, place.end) for place in tagged.places] + [(date.start, date.end) for date in tagged.dates]
    for found in CAPITAL.finditer(text):
        at = found.start()
        if not any(start <= at < end for start, end in covered):
            low = found[0].lower()
            if at or not (_first(low, known) or low in lowercase):
                return True
    return False


def read(tagged: Tagged, lowercase: Set[str]) -> Line:
    """The words of a sentence; `lowercase` holds the words that the article writes in small letters somewhere."""
    text, known = tagged.sentence.text, vocabulary()
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[str] = []
    places: dict[int, Mention] = {}
    done, covers = 0, _covers(tagged, known)
    cover = covers.pop() if covers else None
    for found in TOKEN.finditer(text):
        start, end = found.span(1)
        if start < done:
            continue
        while cover is not None and cover[1] <= start:
            cover = covers.pop() if covers else None
        if cover is not None and cover[0] <= start:
            done = end = cover[1]
            kind = "L" if cover[2] is None else MENTIONS.get(cover[2].kind, "P")
            if cover[2] is not None:
                places[len(kinds)] = cover[2]
        elif not (kind := _fixed(word := found[1])):
            if word in RULER_LAST and end == len(text) and kinds and kinds[-1] in NAME_KINDS:
                end, word = end - 1, word[0]  # "... King George Tupou I."
            kind = _capital(word, kinds[-1] if kinds else ".", known, lowercase)
        starts.append(start)
        ends.append(end)
        kinds.append(kind)
    return Line(text, starts, ends, _settled("".join(kinds), text, starts, ends), places)


def _covers(tagged: Tagged, known: Vocabulary) -> list[Cover]:
    """What is known to be a place or date, the last first; a state's name may be part of a person's: France-Albert."""
    text = tagged.sentence.text
    covers: list[Cover] = [(date.start, date.end, None) for date in tagged.dates]
    for place in tagged.places:
        rest = WORD.match(text, place.end + 1) if text[place.end : place.end + 1] == "-" else None
        if rest is None or plain(rest[0]) not in known.given:
            covers.append((place.start, place.end, place))
    return sorted(covers, key=lambda cover: (-cover[0], cover[1]))


@lru_cache(maxsize=1 << 16)
def _fixed(word: str) -> str:
    """The kind that a word has wherever it stands; empty for one with a capital that the lexicon has not as it is."""
    first, known = word[0], vocabulary()
    if word in known.small:
        return known.small[word]
    if first.islower():
        if word in known.particles:
            return "p"
        if word.isalpha():
            return "w"
        if INNER_CAPITAL.match(word):
            return known.small.get(word.lower(), "N")  # Chargé d'Affaires
        tail = known.small.get(word.rsplit("-", 1)[-1].lower(), "w")  # then-Premier
        return tail if tail in "HS" else "w"
    return "" if first.isupper() else MARKS.get(word) or ("L" if first.isdigit() else "w")


def _first(low: str, known: Vocabulary) -> str:
    """The kind of a word with a capital that only the beginning of the sentence gives it; empty: it may be its own."""
    return SMALL.get(low) or ("w" if low in known.starters else "")


def _capital(word: str, last: str, known: Vocabulary, lowercase: Set[str]) -> str:
    """The kind of a word written with a capital; `last`: the kind of the word before it."""
    low = word.lower().rstrip(".")
    if last in OPENING and word[-1] != "." and (kind := _first(low, known)):
        return kind
    listed = known.capitals.get(low, "")
    if last == "p" or (low in known.surnames and last in "GI" and listed in "DXHMm"):
        return "G" if plain(low) in known.given else "N"  # bin Sultan, John Major
    if low in known.after_names:
        return "X" if last in "NG" else "G"  # Stanley Park, Park Chung-hee
    if plain(low) in known.given:
        return "G"
    if word[-1] == "." and ("." in low or len(low) == 1 or word[:-1] in INITIALS):
        return listed or "I"
    if last in NAME_KINDS and ROMAN.fullmatch(word):
        return "R"
    return listed or _unlisted(word, low, last, known, lowercase)


def _unlisted(word: str, low: str, last: str, known: Vocabulary, lowercase: Set[str]) -> str:
    """The kind of a capitalised word that the lexicon does not know."""
    if word.isupper():
        return "I" if len(word) == 1 and last in "GI" else "A"
    tail = known.capitals.get(low.rsplit("-", 1)[-1], "w")  # Vice-Admiral
    if tail in "HSXD" and "-" in low:
        return tail
    return "w" if last in OPENING and low in lowercase else "N"


def _settled(kinds: str, text: str, starts: list[int], ends: list[int]) -> str:
    """Kinds once the whole sentence is known: small particles count inside names only, and a title may be a surname."""
    known = vocabulary()
    if "p" in kinds:
        kinds = _particles(kinds, text, starts, ends, known)
    for found in INITIALS_LED.finditer(kinds):  # "PM KP Sharma Oli", "Minister S Jaishankar"
        at = found.start()
        if ends[at] - starts[at] <= LONGEST_INITIALS:
            kinds = kinds[:at] + "I" + kinds[at + 1 :]
    for found in INNER_HONORIFIC.finditer(kinds):
        at = found.start()
        if text[starts[at] : ends[at]].lower() in known.inner:
            kinds = kinds[:at] + "N" + kinds[at + 1 :]
    for found in TITLE_AS_SURNAME.finditer(kinds):  # Mackenzie King, Nawaz Sharif, Saavedra Lamas
        at = found.start()
        if (
            kinds[at] == "h"
            or (kinds[at] == "S" and text[starts[at]].isupper())
            or text[starts[at] : ends[at]].lower() in known.surnames
        ):
            kinds = kinds[:at] + "N" + kinds[at + 1 :]
    for found in NICKNAME.finditer(kinds):
        kinds = kinds[: found.start()] + "p" + "N" * (len(found[0]) - 2) + "p" + kinds[found.end() :]
    epithet = EPITHET.search(text) if " the " in text else None
    if epithet and epithet.start() + 1 in starts:  # Peter the Great
        at = starts.index(epithet.start() + 1)
        kinds = kinds[:at] + "pN" + kinds[at + 2 :]
    return kinds


def _particles(kinds: str, text: str, starts: list[int], ends: list[int], known: Vocabulary) -> str:
    """Kinds with w for the particles that stand where no name goes on."""
    for run in PARTICLES.finditer(kinds):
        start, end = run.span()
        ahead = kinds[end : end + 1] in ("N", "G", "Q", "I")
        inside = ahead and start > 0 and kinds[start - 1] in NAME_KINDS
        words = {text[starts[i] : ends[i]] for i in range(start, end)}
        if not inside and (not ahead or words & known.ambiguous):
            kinds = kinds[:start] + "w" * (end - start) + kinds[end:]
    return kinds
