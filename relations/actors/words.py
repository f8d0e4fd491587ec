"""A tagged sentence -> its words, each with the kind that the lexicon gives it, so that titles and names can be read as patterns.

One letter stands for one word, so that a pattern over kinds reads the sentence:

    H head of a title (president)   S head in the plural     M word before a head (deputy)   m dropped word (former)
    h honorific (Sheikh, Dr)        D word of an office or body (Affairs, Assembly)           X word of another thing (Treaty)
    N capitalised word              G given name             Q capitalised particle (Al)      p small particle (bin)
    I initials                      R ruler's number         A acronym                        L a number or a date
    P state   C town   B body       E nationality            T article or possessive          k charge, responsible
    o of   f for   t to   i in   a and   c comma   s 's   w any other word   and brackets, quotes, dashes as themselves
"""

import re
import unicodedata
from collections.abc import Set
from functools import cache
from typing import Any, NamedTuple

from relations.countries import Mention
from relations.lexicon import joined, rules, table
from relations.tagging import Tagged

TOKEN = re.compile(
    r"(?:[^\W\d_]\.)+(?=[\s,;)’'-]|$)"  # initials: V.S.
    r"|(?:Mrs?|Ms|Dr|St|Ste|Jr|Sr|Gen|Lt|Col|Maj|Capt|Adm|Brig|Prof|Rev|Hon|Sgt|Amb|Engr?|Md|Mohd|Sen|Rep|Gov|Messrs)\.|Dato['’]"
    r"|[^\W\d_]\w*?(?:(?:[-‐‑]|['’](?!s\b))[^\W\d_]\w*?)*(?![^\W_])"  # Chan-o-cha, d'Estaing, but Kim's is two
    r"|['’]s\b|\d[\d.,]*\w*|[^\w\s]|_"
)
MARKS = {
    ",": "c", "&": "a", "/": "/", "(": "(", ")": ")", ";": ";", ":": ":", "_": "_", "[": "(", "]": ")",
    "–": "-", "—": "-", "-": "-", '"': '"', "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "'s": "s", "’s": "s",
}  # fmt: skip
SMALL = {
    "of": "o", "for": "f", "to": "t", "in": "i", "at": "i", "on": "i", "and": "a", "the": "T", "a": "T", "an": "T", "its": "T", "his": "T",
    "her": "T", "their": "T", "this": "T", "our": "T", "charge": "k", "responsible": "k",
}  # fmt: skip
ROMAN = re.compile(r"[IVX]{1,5}")
RULER_LAST = frozenset({"I.", "V.", "X."})
INNER_CAPITAL = re.compile(r"(?:al|el|ad|as|ar|at|an|ash|az|ul|ur|d|l|o|n|m|van|de|bin|ibn)[-'’‐‑][A-ZÀ-Þ]")
OPENING = frozenset('".:-(')
NAME_KINDS = frozenset("NGIQR")
MENTIONS = {"demonym": "E", "capital": "C", "city": "C", "body": "B"}


class Vocabulary(NamedTuple):
    """The kinds of words: `capitals` of words written with a capital (keys in small letters), `small` of the others."""

    capitals: dict[str, str]
    small: dict[str, str]
    singulars: dict[str, str]
    given: frozenset[str]
    surnames: frozenset[str]
    after_names: frozenset[str]
    starters: frozenset[str]
    particles: frozenset[str]
    ambiguous: frozenset[str]


class Line(NamedTuple):
    """A sentence as words: their offsets, one letter each for their kinds, and what the words of kind P, C, B and E mention."""

    text: str
    starts: list[int]
    ends: list[int]
    kinds: str
    places: dict[int, Mention]

    def token(self, offset: int) -> int:
        """Number of the word that begins at an offset, -1 if none does."""
        return self.starts.index(offset) if offset in self.starts else -1

    def said(self, start: int, end: int) -> str:
        """The text from one word up to, not including, another."""
        return self.text[self.starts[start] : self.ends[end - 1]]


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in a form in which spellings compare.

    >>> words_of("Kim Jong-un"), words_of("V.S. Seshadri")
    (('kim', 'jong', 'un'), ('v', 's', 'seshadri'))
    """
    return tuple(plain(text).replace("-", " ").replace(".", " ").replace("'", "").split())


@cache
def plain(word: str) -> str:
    """A word without diacritics, in small letters.

    >>> plain("Väino"), plain("Đặng"), plain("Şükrü")
    ('vaino', 'dang', 'sukru')
    """
    letters = unicodedata.normalize("NFKD", word.translate(STROKES)).encode("ascii", "ignore").decode()
    return letters.lower() or word.lower()


STROKES = str.maketrans("ĐđŁłØøßıÞþÐð’‘ʻ", "DdLlOosiTtDd'''")


def plural(head: str) -> str:
    """The regular plural of a title's head.

    >>> plural("deputy"), plural("princess"), plural("consul-general")
    ('deputies', 'princesses', 'consuls-general')
    """
    first, dash, rest = head.partition("-")
    if dash and rest in ("general", "designate", "elect", "chief"):
        return f"{plural(first)}-{rest}"
    if head.endswith("y") and head[-2] not in "aeo":
        return head[:-1] + "ies"
    return head + ("es" if head.endswith(("s", "ch", "x")) else "s")


def groups_of_titles() -> list[dict[str, Any]]:
    """The groups of titles of the lexicon."""
    return list(rules("titles.toml")["title"])


@cache
def vocabulary() -> Vocabulary:
    """The words of the lexicon with their kinds; read once."""
    groups = {row["group"]: joined(row["words"]) for row in table("names_other.csv")}
    given = frozenset(plain(name) for row in table("names_given.csv") for name in joined(row["names"]))
    says, names = rules("titles.toml"), rules("names.toml")["words"]
    capitals: dict[str, str] = {}
    for group, words in groups.items():
        if group not in ("starter", "surname", "last"):
            kind = "D" if group in ("portfolio", "institution") else "X"
            capitals |= {form: kind for word in words for form in (word, word + "s")}
    small = {word: "M" for word, kind in capitals.items() if kind == "D"}
    singulars = {p: s for group in groups_of_titles() for p, s in zip(group.get("plurals", ()), group.get("singulars", ()), strict=True)}
    heads = [head for group in groups_of_titles() for head in group["heads"]]
    singulars |= {plural(head): head for head in heads}
    kinds = [
        (("Q", word) for word in names["particles"]), (("m", word) for word in says["words"]["dropped"]),
        (("M", word) for word in says["words"]["before"]), (("S", word) for word in singulars), (("H", word) for word in heads),
        (("h", word) for word in [*says["words"]["honorifics"], *says["words"]["noble"]]),
    ]  # fmt: skip
    for group in kinds:
        for kind, word in group:
            capitals[word] = kind
            if kind not in "Qh":
                small[word] = kind
    return Vocabulary(
        capitals, small | SMALL, singulars, given, frozenset(groups["surname"]), frozenset(groups["last"]), frozenset(groups["starter"]),
        frozenset(names["particles"]), frozenset(names["ambiguous"]),
    )  # fmt: skip


def read(tagged: Tagged, lowercase: Set[str]) -> Line:
    """The words of a sentence; `lowercase` holds the words that the article writes in small letters somewhere."""
    text, known = tagged.sentence.text, vocabulary()
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[str] = []
    places: dict[int, Mention] = {}
    done, covers = 0, _covers(tagged)
    cover = covers.pop() if covers else None
    for found in TOKEN.finditer(text):
        start = found.start()
        if start < done:
            continue
        while cover is not None and cover[1] <= start:
            cover = covers.pop() if covers else None
        if cover is not None and cover[0] <= start:
            end, mention = cover[1], cover[2]
            done = end
            kind = "L" if mention is None else MENTIONS.get(mention.kind, "P")
            if mention is not None:
                places[len(kinds)] = mention
        else:
            end, word = found.end(), found.group()
            if end == len(text) and word in RULER_LAST and kinds and kinds[-1] in NAME_KINDS:
                end, word = end - 1, word[0]  # "... King George Tupou I."
            kind = known.small.get(word) or _kind(word, kinds, known, lowercase)
        starts.append(start)
        ends.append(end)
        kinds.append(kind)
    return Line(text, starts, ends, _settled("".join(kinds), text, starts, ends), places)


def _covers(tagged: Tagged) -> list[tuple[int, int, Mention | None]]:
    """What is known to be a place or a date, the last first; a state's name may be part of a person's: France-Albert."""
    text, given = tagged.sentence.text, vocabulary().given
    covers: list[tuple[int, int, Mention | None]] = [(d.start, d.end, None) for d in tagged.dates]
    for m in tagged.places:
        if text[m.end : m.end + 1] != "-" or plain(HYPHENATED.match(text, m.end + 1)[0]) not in given:  # type: ignore[index]
            covers.append((m.start, m.end, m))
    return sorted(covers, key=lambda cover: (-cover[0], cover[1]))


HYPHENATED = re.compile(r"\w*")


def _kind(word: str, before: list[str], known: Vocabulary, lowercase: Set[str]) -> str:
    """The kind of a word that is not in the lexicon's small ones, given the kinds of the words before it."""
    first = word[0]
    if first.islower():
        if word in known.particles:
            return "p"
        if "-" not in word and "’" not in word and "'" not in word:
            return "w"
        if INNER_CAPITAL.match(word):
            return "N"
        tail = known.small.get(word.rsplit("-", 1)[-1].lower())
        return tail if tail in ("H", "S") else "w"
    if not first.isupper():
        return MARKS.get(word, "L" if first.isdigit() else "." if first in ".!?" else "w")
    return _capital(word, before, known, lowercase)


def _capital(word: str, before: list[str], known: Vocabulary, lowercase: Set[str]) -> str:
    """The kind of a word written with a capital."""
    low, last = word.lower().rstrip("."), before[-1] if before else "."
    bare = plain(low)
    if last in OPENING and (small := SMALL.get(low)):
        return small
    if last in OPENING and low in known.starters:
        return "w"
    if last == "p":
        return "G" if bare in known.given else "N"
    if low in known.after_names:
        return "X" if last in "NG" else "G"
    if low in known.surnames and last in ("G", "I") and known.capitals.get(low, "N") in "DXHMm":
        return "N"
    if bare in known.given:
        return "G"
    if word.endswith(".") and len(low) < 4 and ("." in low or len(low) == 1):
        return "h" if low in known.capitals and known.capitals[low] == "h" else "I"
    if last in NAME_KINDS and ROMAN.fullmatch(word):
        return "R"
    if low in known.capitals:
        return known.capitals[low]
    if len(word) > 1 and word.isupper():
        return "I" if len(word) == 1 else "A"
    if len(word) == 1:
        return "I"
    if "-" in low and (tail := known.capitals.get(low.rsplit("-", 1)[1])) in ("H", "S", "X", "D"):
        return tail
    if last in OPENING and low in lowercase:
        return "w"
    return "N"


AMBIGUOUS = re.compile(r"p+")
TWO_INITIALS = re.compile(r"(?<=[HhMS])A(?=[NG])|^A(?=[NG])")
SURNAME_HEAD = re.compile(r"(?<=[NGI])[Hh](?![NGIh])")
EPITHET = re.compile(r" the (?:Great|Terrible|Magnificent|Conqueror|Wise|Bold|Brave|Younger|Elder|Lionheart|Navigator|Impaler|Black)\b")


def _settled(kinds: str, text: str, starts: list[int], ends: list[int]) -> str:
    """Kinds once the whole sentence is known: small particles count inside names only, and King may be a family name."""
    known = vocabulary()
    if "p" in kinds:
        for run in AMBIGUOUS.finditer(kinds):
            a, b = run.span()
            words = {text[starts[i] : ends[i]] for i in range(a, b)}
            inside = a > 0 and kinds[a - 1] in NAME_KINDS and kinds[b : b + 1] in ("N", "G", "Q", "I")
            if not inside and (words & known.ambiguous or kinds[b : b + 1] not in ("N", "G", "Q", "I")):
                kinds = kinds[:a] + "w" * (b - a) + kinds[b:]
    for found in TWO_INITIALS.finditer(kinds):  # "PM KP Sharma Oli"
        i = found.start()
        if ends[i] - starts[i] == 2:
            kinds = kinds[:i] + "I" + kinds[i + 1 :]
    for found in SURNAME_HEAD.finditer(kinds):
        i = found.start()
        if kinds[i] == "h" or text[starts[i] : ends[i]].lower() in known.surnames:
            kinds = kinds[:i] + "N" + kinds[i + 1 :]
    if (epithet := EPITHET.search(text)) and epithet.start() + 1 in starts:  # Peter the Great
        i = starts.index(epithet.start() + 1)
        kinds = kinds[:i] + "pN" + kinds[i + 2 :]
    return kinds
