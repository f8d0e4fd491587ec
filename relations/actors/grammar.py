"""The words of a sentence -> the titles and the names in it, as patterns over the kinds of words (see `words`).

A title is a head with what belongs to it: `Deputy Minister of International Relations`, `deputies to the National Assembly`. A name
follows its title ("President Nicolás Maduro") or stands before it ("Dipu Moni, Foreign Minister of Bangladesh").
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from relations.actors.words import Line, groups_of_titles, vocabulary

BEFORE = r"(?:[MDH]*(?:[MD]a[MD]+)*[MDH]*)"
LIST = r"(?:(?:c[DXM]+)+c?a[DXM]+|aT?[DXM]+)?"
# What an office is of: words that no lexicon knows, as long as no name can begin there; or fields, bodies and places.
CONTENT = rf"T?(?:[DXMAH]*N{{1,3}}[DX]+|(?:[DXMA]*E)?N{{1,3}}(?=G|NR|[^NGIpQR]|$)|[DXMEPCBA](?:s?[DXMEPCBA])*{LIST})"
TAIL = rf"(?:(?:ik)?[of]{CONTENT}|t{CONTENT}|i{CONTENT.replace('PC', '')}|kf{CONTENT})"
ONE = rf"{BEFORE}[HS]+{TAIL}{{0,3}}"
TITLE = re.compile(rf"{ONE}(?:a{ONE})?")
NAME = r"(?:[Qp]{0,3}[NGI](?:[pQ]{0,4}[NGI])*(?:R[NG]*)?|(?<=[Hh])[PC][NG]+)"
NAMES = re.compile(NAME)
AFTER_TITLE = re.compile(rf"[c(]?h*m?h*({NAME})")
OF = r"oT?(?:[DXM]+o)?T?([PECB])"
NEXT = re.compile(rf"(?:{OF})?(?:c?a|c)h*({NAME})")
HONOURED = re.compile(rf"h+({NAME})")
COUNTRY_AFTER = re.compile(OF)
GAP = re.compile(r"(?<=[NGIR)PCE])[c(w-][TmMwEPCBsic]{0,6}\Z")
COUNTRY_BEFORE = re.compile(r"oT?[PEC]\Z")
EQUALS = re.compile(r"(?:[^.;:()]{0,60}[^.;:(),])? (?:was|is|were|are|being|named|called|became|has been)(?: then| named| again)? \Z")
LINKS = frozenset(
    "who was is were are had has been be served serves serving acted acting as became become becoming being later also then now currently "
    "elected appointed named sworn-in formerly and himself herself first continued previously known by nominated recognized recognised".split()
)  # fmt: skip


class Title(NamedTuple):
    """A title in a sentence: words `[start, end)`, its head in the singular and small letters, and what it says as a role."""

    start: int
    end: int
    plural: bool
    head: str
    role: str


class Phrase(NamedTuple):
    """A name in a sentence, words `[start, end)`, and the title that goes with it, if any.

    Names that share one title in the plural share it as an object; `place` is the word that names the country of this name alone
    ("Presidents X of Mexico and Y of Chad"), -1 if none does.
    """

    start: int
    end: int
    title: Title | None
    place: int = -1


@cache
def heads(feature: str) -> frozenset[str]:
    """Heads of titles whose group in the lexicon has a feature: `of_state`, `no role`, `noble`, or `any`."""
    groups = {
        "any": lambda group: True,
        "no role": lambda group: group.get("role") is False,
        "of_state": lambda group: group.get("of_state", False),
    }
    return frozenset(head for group in groups_of_titles() if groups[feature](group) for head in group["heads"])


def titles(line: Line) -> list[Title]:
    """The titles of a sentence, from left to right."""
    if "H" not in line.kinds and "S" not in line.kinds:
        return []
    found: list[Title] = []
    for match in TITLE.finditer(line.kinds):
        title = _title(line, *match.span())
        if found and found[-1].end == title.start:  # "Minister of Foreign Affairs Prince Saud": the office, not the rank, is the role
            title = found.pop()._replace(end=title.end)
        found.append(title)
    return found


def _title(line: Line, start: int, end: int) -> Title:
    known, kinds = vocabulary(), line.kinds
    main = next(i for i in range(start, end) if kinds[i] in "HS" and (i + 1 == end or kinds[i + 1] not in "HSMD"))
    word = line.text[line.starts[main] : line.ends[main]].lower().rstrip(".")
    plural = any(kinds[i] == "S" for i in range(start, main + 1))
    head = known.singulars.get(word, word)
    head = head if head in heads("any") else head.rsplit("-", 1)[-1]
    return Title(start, end, plural, head, _role(line, Title(start, end, plural, head, "")))


PREFIX = re.compile(r"\A(?:(?:first|second|third|major|full|new) |(?:then|ex|former|now)-)")
CHIEF = frozenset({"president", "minister", "premier", "chancellor", "king", "emperor", "ambassador", "pm"})
TRAILING_STATE = re.compile(r"[oft]T?E?P\Z")


def _role(line: Line, title: Title) -> str:
    """What a title says as a role: in the singular, without the state where it only tells the country."""
    if title.head in heads("no role"):
        return ""
    start, end, known = title.start, title.end, vocabulary()
    for at in range(start, end - 1):  # "Prime Minister General Chatichai": the office, not the rank, is the role
        if line.kinds[at : at + 2] == "HH" and line.said(at, at + 1).lower() in CHIEF:
            end = at + 1
            break
    if title.head not in heads("of_state") and (tail := TRAILING_STATE.search(line.kinds, start, end)):
        end = tail.start()
    said = line.said(start, end)
    if title.plural:
        said = " ".join(known.singulars.get(word.lower(), word) if not word.istitle() else _singular(word) for word in said.split())
    return PREFIX.sub("", said)


def _singular(word: str) -> str:
    singular = vocabulary().singulars.get(word.lower())
    return singular.capitalize() if singular else word


def phrases(line: Line) -> list[Phrase]:
    """The names of a sentence that a title or an honorific shows to be names of persons, from left to right."""
    found: dict[int, Phrase] = {}
    free: list[Title] = []
    for title in titles(line):
        named = list(_named_after(line, title))
        for phrase in named:
            found.setdefault(phrase.start, phrase)
        if not named:
            free.append(title)
    for honoured in HONOURED.finditer(line.kinds):
        start, end = honoured.span(1)
        if start not in found and sound(line, start, end):
            found[start] = Phrase(start, end, None)
    for title in free:
        if (phrase := _named_before(line, title)) is not None:
            old = found.get(phrase.start)
            if old is None or old.title is None:
                found[phrase.start] = phrase
    return [found[start] for start in sorted(found)]


def _named_after(line: Line, title: Title) -> Iterator[Phrase]:
    """The name after a title, and the further ones of a list."""
    kinds = line.kinds
    match = AFTER_TITLE.match(kinds, title.end)
    if match is None:
        match = _predicate(line, title)
    if match is None:
        return
    start, end = match.span(1)
    if kinds[title.end] in "c(" and not (words(kinds, start, end) > 1 and kinds[end : end + 1] in ("c", "", ".", "a", "w", ")", ";", "(", "L")):
        return
    if not sound(line, start, end):
        return
    place = COUNTRY_AFTER.match(kinds, end)
    yield Phrase(start, end, title, place.start(1) if place else -1)
    while further := NEXT.match(kinds, end):
        start, end = further.span(2)
        comma = kinds[further.start()] == "c" or kinds[start - 1] == "c"
        alone = words(kinds, start, end) == 1
        if not sound(line, start, end) or (not title.plural and (alone or comma)):
            return
        place = COUNTRY_AFTER.match(kinds, end)
        yield Phrase(start, end, title if title.plural else None, place.start(1) if place else -1)


def _predicate(line: Line, title: Title) -> re.Match[str] | None:
    """A name that a title is said to be: "the first ambassador was William Phillips"."""
    found = NAMED.search(line.kinds, title.end)
    if found is None or words(line.kinds, *found.span()) < 2 or line.kinds[title.end : title.end + 1] == "s":
        return None
    return found if EQUALS.match(line.text, line.ends[title.end - 1], line.starts[found.start()]) else None


NAMED = re.compile(rf"({NAME})")


def _named_before(line: Line, title: Title) -> Phrase | None:
    """The name that a title without one of its own explains: "X, the Foreign Minister", "X served as ambassador"."""
    kinds = line.kinds
    gap = GAP.search(kinds, max(0, title.start - 9), title.start)
    if gap is None or not _links(line, gap.start(), title.start):
        return None
    end = gap.start()
    if kinds[end - 1] == ")":
        end = kinds.rfind("(", 0, end)
    if country := COUNTRY_BEFORE.search(kinds, 0, max(end, 0)):
        end = country.start()
    runs = [run.span() for run in NAMES.finditer(kinds, 0, max(end, 0))]
    if not runs or runs[-1][1] != end or not sound(line, *runs[-1]) or words(kinds, *runs[-1]) < 2:
        return None
    return Phrase(*runs[-1], title)


def _links(line: Line, start: int, end: int) -> bool:
    """Whether the words between a name and a title only join the two."""
    gap = line.kinds[start:end]
    if gap[0] not in "c(-w" or "c" in gap[1:-1].rstrip("cT") and gap.count("c") > 2:
        return False
    plain = [line.text[line.starts[i] : line.ends[i]].lower() for i in range(start, end) if line.kinds[i] in "wi"]
    if any(word not in LINKS for word in plain):
        return False
    return gap[0] in "c(-" or bool(plain)


def words(kinds: str, start: int, end: int) -> int:
    """How many words of a name carry it: particles, initials and numbers do not count."""
    return sum(kind in "NGPC" for kind in kinds[start:end])


def sound(line: Line, start: int, end: int) -> bool:
    """Whether words that look like a name are not part of the name of a thing: King Hussein Bridge, Queen Anne's War."""
    kinds = line.kinds
    if not words(kinds, start, end):
        return False
    after = kinds[end : end + 2]
    if after[:1] == "M" and line.text[line.starts[end]].isupper():
        return False  # Jorge Chávez International Airport
    return not (after[:1] in ("D", "X") or after == "sX" or after[:1] == "_" or (start and kinds[start - 1] == "_"))
