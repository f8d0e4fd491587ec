"""The words and titles of a sentence -> the names that a title or an honorific shows to be names of persons.

A name follows its title ("President Nicolás Maduro"), stands before it ("Dipu Moni, Foreign Minister of Bangladesh"),
or is what the title is said to be ("the first ambassador was William Phillips").
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from relations.actors.titles import Title
from relations.actors.words import Line
from relations.lexicon import rules

NAME = r"(?:[Qp]{0,3}[NGI](?:[pQ]{0,4}[NGI])*(?:R(?:[pQ]{0,4}[NG])*)?|(?<=[Hh])[PC][NG]+)"
NAMES = re.compile(NAME)
OF = r"oT?(?:[DXM]+o)?T?([PECB])"
COUNTRY_AFTER = re.compile(OF)
COUNTRY_BEFORE = re.compile(r"oT?[PEC]\Z")
AFTER_TITLE = re.compile(rf"(?:[c(]|cT(?=h)|iT?[PC]c)?h*m?h*({NAME})")  # "the envoy in Muscat, X"
NEXT = re.compile(rf"(?:{OF})?(?:c?a|c)h*({NAME})")
HONOURED = re.compile(rf"h+({NAME})")
GAP = re.compile(r"(?<=[NGIR)PCE])[c(w-][TmMwEPCBsicXD-]{0,6}\Z")
IS = re.compile(
    r"(?:[^.;:()]{0,60}[^.;:(),])? (?:was|is|were|are|being|named|called|became|has been)(?: then| named| again)?"
    r"(?: (?:Mr|Mrs|Ms|Dr|Prof|H\.E|Sir|Dame|Shri|(?:His|Her) Excellency)\.?)* \Z"
)
ENDS_CLAUSE = frozenset(["", *"c.aw);(L"])


class Phrase(NamedTuple):
    """A name in a sentence, words `[start, end)`, and the title that goes with it, if any.

    Names that share one title in the plural share it as an object; `place` is the word that names the country of this
    name alone ("Presidents X of Mexico and Y of Chad"), -1 if none does.
    """

    start: int
    end: int
    title: Title | None
    place: int = -1


def phrases(line: Line, titles: Sequence[Title]) -> list[Phrase]:
    """The names of a sentence that a title or an honorific shows to be names of persons, from left to right."""
    found: dict[int, Phrase] = {}
    free: list[Title] = []
    for title in titles:
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
        before = _named_before(line, title)
        if before is not None and (before.start not in found or found[before.start].title is None):
            found[before.start] = before
    return [found[start] for start in sorted(found)]


def _named_after(line: Line, title: Title) -> Iterator[Phrase]:
    """The name after a title, and the further ones of a list."""
    kinds = line.kinds
    match = AFTER_TITLE.match(kinds, title.end) or _predicate(line, title)
    if match is None:
        return
    start, end = match.span(1)
    explained = kinds[title.end] in "ci("  # "the ambassador, Jon Yong Jin, who"
    if not sound(line, start, end):
        return
    if explained and (words(kinds, start, end) < 2 or kinds[end : end + 1] not in ENDS_CLAUSE):
        return
    yield _with_place(line, start, end, title)
    while further := NEXT.match(kinds, end):
        start, end = further.span(2)
        in_doubt = words(kinds, start, end) == 1 or "c" in kinds[further.start() : start]
        if not sound(line, start, end) or (in_doubt and not title.plural):
            return
        yield _with_place(line, start, end, title if title.plural else None)


def _with_place(line: Line, start: int, end: int, title: Title | None) -> Phrase:
    place = COUNTRY_AFTER.match(line.kinds, end)
    return Phrase(start, end, title, place.start(1) if place else -1)


def _predicate(line: Line, title: Title) -> re.Match[str] | None:
    """A name that a title is said to be: "the first ambassador was William Phillips"."""
    found = NAMED.search(line.kinds, title.end)
    if found is None or words(line.kinds, *found.span()) < 2 or line.kinds[title.end] == "s":
        return None
    return found if IS.match(line.text, line.ends[title.end - 1], line.starts[found.start()]) else None


NAMED = re.compile(rf"({NAME})")


def _named_before(line: Line, title: Title) -> Phrase | None:
    """The name that a title without one of its own explains: "X, the Foreign Minister", "X served as ambassador"."""
    kinds = line.kinds
    gap = GAP.search(kinds, max(0, title.start - 9), title.start)
    if gap is None or not _links(line, gap.start(), title.start):
        return None
    end = gap.start()
    if kinds[end - 1] == ")":
        end = max(0, kinds.rfind("(", 0, end))
    if country := COUNTRY_BEFORE.search(kinds, 0, end):
        end = country.start()
    start, stop = max((run.span() for run in NAMES.finditer(kinds, 0, end)), default=(0, -1))
    if stop != end or words(kinds, start, end) < 2 or not sound(line, start, end):
        return None
    return Phrase(start, end, title)


@cache
def joining() -> frozenset[str]:
    """Small words that join a name to a title after it."""
    return frozenset(rules("names.toml")["words"]["links"])


def _links(line: Line, start: int, end: int) -> bool:
    """Whether the words between a name and a title only join the two."""
    small = [line.said(i, i + 1).lower() for i in range(start, end) if line.kinds[i] in "wi"]
    return joining().issuperset(small) and (line.kinds[start] != "w" or bool(small))


@cache
def named_after() -> frozenset[str]:
    """Words for things that are named after people: "General Gordon base"."""
    return frozenset(rules("names.toml")["words"]["named_after"])


@cache
def not_first() -> frozenset[str]:
    """Words that begin no name: "activists of the Movement Against Torture"."""
    return frozenset(rules("names.toml")["words"]["not_first"])


def words(kinds: str, start: int, end: int) -> int:
    """How many words of a name carry it: particles and numbers do not count, and all initials count as one."""
    name = kinds[start:end]
    return sum(kind in "NGPC" for kind in name) + ("I" in name)


def sound(line: Line, start: int, end: int) -> bool:
    """Whether what looks like a name is not part of a thing's: King Hussein Bridge, Queen Anne's War, _Nelson_."""
    kinds = line.kinds
    if not any(kind in "NGPC" for kind in kinds[start:end]) or line.said(start, start + 1).lower() in not_first():
        return False
    after = kinds[end : end + 2]
    if after[:1] == "M" and line.text[line.starts[end]].isupper():
        return False  # Jorge Chávez International Airport
    if after[:1] == "w" and line.said(end, end + 1) in named_after():
        return False  # General Gordon base
    if start > 0 and kinds[start - 1] == "X" and kinds[start] in "pQ":
        return False  # Rio del Rey
    return not (after[:1] in ("D", "X", "_") or after == "sX" or (start > 0 and kinds[start - 1] == "_"))
