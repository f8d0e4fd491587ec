"""A line of text -> where its sentences begin and end."""

import re
from itertools import pairwise

from sentencex import get_sentence_boundaries

from relations import lexicon

# Where the splitter stops too early: after an abbreviation or an initial with an accent, which it does not know.
SHORTENED = lexicon.rules("abbreviations.toml")
WORDS = "|".join([*SHORTENED["initials"], *SHORTENED["ranks"], *SHORTENED["words"]])
ABBREVIATION = re.compile(rf"(?:^|[\s(])(?:[{lexicon.ACCENTED}]|{WORDS})\.$")
# A date before what happened then: "10.12.2007. The minister visited Baku."
DATE_FIRST = re.compile(r"[\d\s.,/–-]*\d[\d\s.,/–-]*(?:[A-Z][a-z]{2,8}\.?)?[\d\s.,/–-]*")
# Where it does not stop although a sentence ends: full stop, closing bracket or quotation mark, and a capital; or May.
# The mark comes first in the pattern, and what must stand before it after that: so the search runs from mark to mark.
MISSED_STOP = re.compile(
    r"[.!?](?:(?<=[^\W\d_]{3}.)[)\]”’\"']+[^\S\n]+|(?<=\bMay\.)[^\S\n]+|(?<=[a-z0-9)]\.)\[\d+\][^\S\n]*)(?=[A-Z])"
)


def split(line: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of one line, without the space around them.

    >>> line = "No. 5 is in Rabat. It met H.E. Mr. Ali. and left."
    >>> [line[start:end] for start, end in split(line)]
    ['No. 5 is in Rabat.', 'It met H.E. Mr. Ali. and left.']
    """
    if not line.strip():
        return []
    cuts = (
        {b["start_index"] for b in get_sentence_boundaries("en", line)}
        if ". " in line or "? " in line or "! " in line
        else {0}
    )
    cuts |= {found.end() for found in MISSED_STOP.finditer(line)}
    kept = [0, *(cut for cut in sorted(cuts) if cut and _begins_sentence(line, cut)), len(line)]
    spans = ((b - len(line[a:b].lstrip()), a + len(line[a:b].rstrip())) for a, b in pairwise(kept))
    return [(a, b) for a, b in spans if a < b]


def _begins_sentence(line: str, cut: int) -> bool:
    """Whether a sentence can begin here: not with a small letter, nor after an abbreviation or a date put first."""
    rest, before = line[cut:].lstrip(), line[:cut].rstrip()
    whole = len(before) > 24 or not DATE_FIRST.fullmatch(before)
    return bool(rest) and whole and not rest[0].islower() and not ABBREVIATION.search(before[-12:])
