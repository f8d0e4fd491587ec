"""The words of a sentence -> the titles in it: `Deputy Minister of International Relations`, `deputies to the House`.

A title is a head with what belongs to it, as a pattern over the kinds of words (see `vocabulary`).
"""

import re
from functools import cache
from typing import NamedTuple

from relations.actors.vocabulary import heads, vocabulary
from relations.actors.words import Line
from relations.lexicon import rules

BEFORE = r"(?:[MDH]*(?:[MD]a[MD]+)*[MDH]*)"
LIST = r"(?:(?:c[DXM]+)+c?a[DXM]+|aT?[DXM]+)?"
# What an office is of: words that no lexicon knows, as long as no name can begin there; or fields, bodies and places.
UNKNOWN = r"[DXMAH]*N{1,3}[DX]+|(?:[DXMA]*E)?N{1,3}(?=G|NR|[^NGIpQR]|$)"
CONTENT = rf"T?(?:{UNKNOWN}|(?:H(?=D))?[DXMEPCBAS](?:s?[DXMEPCBAS])*{LIST})"
INSIDE = rf"T?(?:{UNKNOWN}|[DXMEBA](?:s?[DXMEBA])*{LIST})"
TAIL = rf"(?:(?:ik)?[of]{CONTENT}|t{CONTENT}|i{INSIDE}|kf{CONTENT})"
ONE = rf"{BEFORE}[HS]+(?:MaH)?{TAIL}{{0,3}}"  # Ambassador Extraordinary and Plenipotentiary
TITLE = re.compile(rf"{ONE}(?:a{ONE})?")
PREFIX = re.compile(r"\A(?:(?:first|second|third|major|full|new) |(?:then|ex|former|now)-)")
TRAILING_STATE = re.compile(r"[oft]T?E?P\Z")


class Title(NamedTuple):
    """A title in a sentence: words `[start, end)`, its head (singular, small letters), what it says as a role."""

    start: int
    end: int
    plural: bool
    head: str
    role: str


def titles(line: Line) -> list[Title]:
    """The titles of a sentence, from left to right; of two in a row, the first is the role."""
    if "H" not in line.kinds and "S" not in line.kinds:
        return []
    found: list[Title] = []
    at = 0
    while match := TITLE.search(line.kinds, at):
        at = _end(line, *match.span())
        title = _title(line, match.start(), at)
        if found and found[-1].end == title.start:  # "Minister of Foreign Affairs Prince Saud"
            first = found.pop()
            title = first._replace(end=title.end, role=first.role or title.role)
        found.append(title)
    return found


def _end(line: Line, start: int, end: int) -> int:
    """Where a title ends: before "of" if what follows opens the title of another ("the aide of Prime Minister X")."""
    if line.kinds[end : end + 1] not in ("H", "S") or line.said(end - 1, end).lower() not in openings():
        return end
    of = max(line.kinds.rfind(small, start, end) for small in "oft")
    return of if of > start else end


@cache
def openings() -> frozenset[str]:
    """Words that open a title and end none."""
    return frozenset(rules("titles.toml")["words"]["openings"])


def _title(line: Line, start: int, end: int) -> Title:
    kinds = line.kinds
    main = next(i for i in range(start, end) if kinds[i] in "HS" and (i + 1 == end or kinds[i + 1] not in "HSMD"))
    word = line.said(main, main + 1).lower().rstrip(".")
    plural = any(kinds[i] == "S" for i in range(start, main + 1))
    head = _head(line.said(main - 1, main).lower() if main > start else "", word)
    return Title(start, end, plural, head, _role(line, start, end, plural=plural, head=head))


def _head(before: str, word: str) -> str:
    """The head of a title in the singular: of two words if the lexicon has them joined ("consuls general")."""
    singulars = vocabulary().singulars
    for head in (f"{singulars.get(before, before)}-{word}", singulars.get(word, word)):
        if head in heads("any"):
            return head
    return word.rsplit("-", 1)[-1]


def _role(line: Line, start: int, end: int, *, plural: bool, head: str) -> str:
    """What a title says as a role: in the singular, without the state where it only tells the country."""
    if head in heads("no role"):
        return ""
    before_rank = rules("titles.toml")["words"]["before_rank"]
    for at in range(start, end - 1):
        if line.kinds[at : at + 2] == "HH" and line.said(at, at + 1).lower() in before_rank:
            end = at + 1
            break
    if head not in heads("of_state") and (tail := TRAILING_STATE.search(line.kinds, start, end)):
        end = tail.start()
    said = line.said(start, end)
    if plural:
        said = " ".join(_singular(word) for word in said.split())
    return PREFIX.sub("", said)


def _singular(word: str) -> str:
    singular = vocabulary().singulars.get(word.lower())
    if singular is None:
        return word
    return singular if word.islower() else singular.capitalize()
