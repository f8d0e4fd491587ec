"""A text -> the date expressions in it, each with the EDTF that it tells or what it counts from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from relations.dates.edtf import When
from relations.dates.grammar import grammar
from relations.dates.lexing import BLANKS, DASHES, Entry, scan
from relations.dates.reading import Read, read
from relations.dates.relative import Relative
from relations.words import MONTHS

FIGURE = re.compile(r"\d")
NUMERIC = re.compile(rf"(\d(?<![\d.]\d)\d?)([./{DASHES}])(\d{{1,2}})\2\d{{4}}(?!\d)")  # a figure first: faster
MONTH = rf"(?:{'|'.join(MONTHS)})"
DAY_MONTH = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b")
MONTH_DAY = re.compile(rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\w)")


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression: where it stands (code points), its words, and either the date or what it counts from."""

    start: int
    end: int
    text: str
    when: When | None
    relative: Relative | None


def find(text: str, *, day_first: bool | None = None) -> list[Found]:
    """Find the date expressions in a text, in order, none within another.

    `day_first` says how to read 10/12/2007 (see `dates.day_first`); unknown, only the year is certain.

    >>> [(found.text, found.when.edtf) for found in find("Closed in the late 1980s, it is open since 2014.")]
    [('the late 1980s', '198X'), ('since 2014', '2014/..')]
    """
    if not FIGURE.search(text) and not grammar().cue.search(" " + text):
        return []
    tokens, matches = scan(text)
    found = []
    for first, last, when, relative in _reads(tokens, day_first):
        start, end = matches[first].start(), matches[last - 1].end()
        start += text[start] in BLANKS
        end -= text[end - 1] in BLANKS
        found.append(Found(start, end, text[start:end], when, relative))
    return found


def _reads(tokens: list[Entry], day_first: bool | None) -> Iterator[Read]:
    """The dates in a text's tokens."""
    rules, classes, done = grammar(), "".join([token.letter for token in tokens]), 0
    for core in rules.core.finditer(classes):
        for at in _starts(classes, done, core.start()):
            if match := rules.phrase.match(classes, at):
                how = rules.reads[match.lastgroup or ""]
                if dates := read(how, tokens, classes, match.span(), day_first):
                    done = match.end()
                    yield from dates
                    break
        done = max(done, core.end())


def _starts(classes: str, done: int, core: int) -> range:
    """Where an expression may begin that holds a certain token: there, or at what may stand before it."""
    before, first = grammar().before, core
    while first > done and classes[first - 1] in before:
        first -= 1
    return range(max(first, done), core + 1)


def day_first(text: str) -> bool | None:
    """Whether an article's numeric dates put the day first; None when nothing in it tells.

    A number above 12 shows it, else the order in which the article writes day and month out. Evidence both ways is
    none.

    >>> day_first("from 01/05/2010 to 24/05/2010"), day_first("on May 5, 2010 and 06/07/2011"), day_first("06/07/2011")
    (True, False, None)
    """
    written = [(int(match[1]), int(match[3])) for match in NUMERIC.finditer(text)]
    if not written:
        return None  # no numeric date that the answer could serve
    shown = {first > 12 for first, second in written if max(first, second) > 12}
    if not shown:
        shown = {order for order, style in ((True, DAY_MONTH), (False, MONTH_DAY)) if style.search(text)}
    return shown.pop() if len(shown) == 1 else None
