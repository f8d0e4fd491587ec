"""A regular expression that seldom matches -> the same, passing over at once the texts that cannot match.

Most sentences hold none of the words that a pattern looks for, and `in` finds that out many times faster than a search
for one of several words. Which pieces of text a pattern cannot match without, its own parts tell.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from operator import or_
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from sys import maxsize
from typing import Any

Pieces = frozenset[str]
REPEATED = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


class Seldom:
    r"""A pattern that is searched for only in texts that hold one of the pieces it needs.

    >>> Seldom(r"\b(?:embass(?:y|ies)|consuls?)\b").pieces
    ('consul', 'embass')
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        self.pieces = pieces(pattern)

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """What `re.Pattern.search` finds."""
        return self.pattern.search(text, start, end) if holds(folded(text), self.pieces) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """What `re.Pattern.finditer` finds."""
        return self.pattern.finditer(text) if holds(folded(text), self.pieces) else iter(())


def holds(text: str, some: tuple[str, ...]) -> bool:
    """Whether a folded text holds one of some pieces; of no pieces, nothing can be said."""
    for piece in some:
        if piece in text:
            return True
    return not some


class Sieve:
    """Many rows of pieces -> of which of them a text holds one, found for all rows at once.

    A text is looked at word by word, and a word that came before is known. Of a piece with blanks only its longest
    word is looked for, so that a row may be passed in vain, but none is missed.

    >>> sieve = Sieve([("embass", "consul"), ("close", "put a stop")])
    >>> sieve.bits([("embass", "consul")]) & sieve.of("two consuls"), sieve.of("unstoppable")
    (1, 2)
    """

    SHORT = 3  # letters by which longer pieces are found in a word

    def __init__(self, rows: Iterable[tuple[str, ...]]) -> None:
        self._rows: dict[tuple[str, ...], int] = {}
        for row in rows:
            self._rows.setdefault(row, 1 << len(self._rows))
        by_chunk: dict[str, int] = {}
        for row, bit in self._rows.items():
            for piece in row:
                chunk = max(piece.split(), key=len, default="")
                by_chunk[chunk] = by_chunk.get(chunk, 0) | bit
        self._always = by_chunk.pop("", 0)
        self._short = [(chunk, bits) for chunk, bits in by_chunk.items() if len(chunk) < self.SHORT]
        self._long: dict[str, list[tuple[str, int]]] = {}
        for chunk, bits in by_chunk.items():
            if len(chunk) >= self.SHORT:
                self._long.setdefault(chunk[: self.SHORT], []).append((chunk, bits))
        self._of_word = lru_cache(maxsize=1 << 16)(self._read)

    def bits(self, rows: Iterable[tuple[str, ...]]) -> int:
        """The number in which the bits of some rows are set."""
        return reduce(or_, (self._rows[row] for row in rows), 0)

    def of(self, text: str) -> int:
        """The number in which the bits are set of the rows of which a text may hold a piece."""
        found, of_word = self._always, self._of_word
        for word in folded(text).split():
            found |= of_word(word)
        return found

    def _read(self, word: str) -> int:
        found = 0
        for chunk, bits in self._short:
            if chunk in word:
                found |= bits
        for at in range(len(word) - self.SHORT + 1):
            for chunk, bits in self._long.get(word[at : at + self.SHORT], ()):
                if word.startswith(chunk, at):
                    found |= bits
        return found


def pieces(pattern: str) -> tuple[str, ...]:
    """The pieces of a folded text of which it holds one if a pattern matches in it, with regard to case or without."""
    return tuple(sorted(needed(parser.parse(pattern))))


@lru_cache(maxsize=64)  # the patterns of a sentence look at it one after the other
def folded(text: str) -> str:
    """A text in small letters, such that letters which match without regard to case are the same."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()  # as re.IGNORECASE has it


def needed(parts: Iterable[tuple[Any, Any]]) -> Pieces:
    """Pieces of text, in small letters, of which every match of some parts in a row holds one; empty: none is sure."""
    options: list[Pieces] = []
    run = ""
    for code, value in [*parts, (None, None)]:
        letters = _letters(code, value)
        if len(letters) == 1:
            run += letters.pop()
            continue
        options += [frozenset({run})] if run else []
        options.append(frozenset(letters))
        run = ""
        if code is codes.BRANCH:
            options.append(_one_of(value[1]))
        elif code is codes.SUBPATTERN:
            options.append(needed(value[-1]))
        elif code is codes.ATOMIC_GROUP:
            options.append(needed(value))
        elif code in REPEATED and value[0]:
            options.append(needed(value[2]))
    return max(options, key=_telling)


def _letters(code: Any, value: Any) -> set[str]:
    """The characters that a part which stands for one is, in small letters; none for any other part."""
    if code is codes.LITERAL:
        return {folded(chr(value))}
    if code is codes.IN and all(kind is codes.LITERAL for kind, _ in value):
        return {folded(chr(letter)) for _, letter in value}
    return set()


def _one_of(branches: Iterable[Any]) -> Pieces:
    """The pieces of all branches, without those that hold another; none if a branch needs nothing."""
    each = [needed(branch) for branch in branches]
    every = frozenset().union(*each) if all(each) else frozenset()
    return frozenset(piece for piece in every if not any(other in piece for other in every - {piece}))


def _telling(some: Pieces) -> float:
    """How seldom a text holds any of some pieces by chance: long words and signs are rare, blanks are not."""
    if not some:
        return -100
    return min(sum(1 if c.isalpha() else 0 if c.isspace() else 5 for c in piece) for piece in some) - len(some) / 8
