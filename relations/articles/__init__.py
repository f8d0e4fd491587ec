"""A file on the relations of two states -> an Article: title, pair, infobox, sections and sentences, with offsets.

Offsets are code points of the decoded text, so that `article.text[start:end]` is what a sentence, item or value says.
The format is plain text in the wiki manner: `= A–B relations =`, an optional `Infobox` of `- Key: value` lines,
paragraphs of one line each, `== Heading ==` of levels 2 to 6 and `- ` list items.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from relations import appearance, countries, paths
from relations.articles import grids
from relations.articles.sentences import split
from relations.errors import ArticleError, PairError
from relations.words import MONTHS

TITLE = re.compile(r"=[^\S\n]*([^=\s].*?)[^\S\n]*=")
HEADING = re.compile(r"(={2,6})[^\S\n]*([^=].*?)[^\S\n]*\1")
ITEM = re.compile(rf"[^\S\n]*(?:[-*•]|\d{{1,2}}[.)](?=[^\S\n]+(?!(?:{'|'.join(MONTHS)})\b)[A-Z]))[^\S\n]+")
# An item without its mark: it ends in brackets, or begins with a date, and a colon follows or no full stop ends it.
ENTRY = re.compile(
    r"[^\n!?;]{1,160}\([^()\n]{2,80}\)[^\S\n]*$"
    rf"|(?:\d{{1,2}}(?:[–-]\d{{1,2}})? )?(?:(?:{'|'.join(MONTHS)})(?: \d{{1,2}},)? )?\d{{4}}\b"
    r"(?:(?::| [–—-]) [^\n]|[^\n!?;|]{3,140}[^\s.!?:;,\"”)|][^\S\n]*$)"
)
INFO = re.compile(r"[^\S\n]*-[^\S\n]+([^:\n]+):[^\S\n]*(.*?)[^\S\n]*$")
TABLE = re.compile(r"\s*(?:\+[-=]{3,}|\|)")  # a table left as text: its cells are no sentences
APPENDIX = re.compile(
    r"(?:see also|(?:general |foot|end)?(?:references|notes)|notes and references|references and notes|citations|"
    r"sources|bibliography|(?:external|web) ?links|further reading|literature|gallery|works cited)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under one heading; `path` holds the headings from the top, its own last (none for the lead)."""

    title: str
    level: int
    start: int
    end: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph (`kind` prose) or of a list item (`kind` item); `paragraph` numbers its line."""

    index: int
    start: int
    end: int
    text: str
    kind: str
    section: Section
    paragraph: int


@dataclass(frozen=True, slots=True)
class InfoItem:
    """One line of the infobox; the offsets are those of the value."""

    key: str
    value: str
    start: int
    end: int


class Notice(NamedTuple):
    """Something odd about the form of an article, with the offset where it stands: it was read all the same."""

    start: int
    message: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read; `pair` holds two country codes in the order of the title."""

    name: str
    source: str
    title: str
    pair: tuple[str, str]
    text: str = field(repr=False)
    sha256: str = field(repr=False)
    infobox: tuple[InfoItem, ...] = field(repr=False)
    sections: tuple[Section, ...] = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    warnings: tuple[Notice, ...] = ()

    @property
    def pair_code(self) -> str:
        """Both codes in alphabetical order, such as `PRK-ZAF`."""
        return "-".join(sorted(self.pair))

    def line(self, offset: int) -> int:
        """Number of the line (from 1) on which a code point stands."""
        return self.text.count("\n", 0, offset) + 1

    def _repr_html_(self) -> str:
        return appearance.html(self)


def read(path: str | Path) -> Article:
    """Read an article from a file of UTF-8 text.

    Raises:
        ArticleError: no such file, not UTF-8, empty, without a title, or about no two states that are known.
    """
    file = paths.find(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ArticleError(error.strerror or "unreadable", where=str(path), expected="a file of UTF-8 text") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"not UTF-8: byte 0x{data[error.start]:02x} at position {error.start}",
            where=str(path), expected="a file of UTF-8 text", remedy="convert the file to UTF-8",
        ) from error  # fmt: skip
    return parse(text, name=file.stem, source=file.name, where=str(path), sha256=hashlib.sha256(data).hexdigest())


def subject(path: Path) -> str:
    """The pair that a file's title names, such as `PRK-ZAF`, without reading on; empty: only `read` can tell.

    Looking at titles alone finds the articles on one pair among thousands.
    """
    try:
        with path.open("rb") as lines:
            line = next((said for raw in lines if (said := raw.decode().strip("\ufeff \t\r\n"))), "")
        found = TITLE.fullmatch(line)
        return "-".join(sorted(countries.pair_of(found[1]))) if found else ""
    except (OSError, UnicodeDecodeError, PairError):
        return ""


def parse(text: str, *, name: str = "text", source: str = "", where: str = "", sha256: str = "") -> Article:
    r"""Read an article from its text; `where` names it in errors.

    >>> parse("= Chad–Oman relations =\n\nChad has an embassy in Muscat. Oman has none.").sentences[1].text
    'Oman has none.'

    Raises:
        ArticleError: empty, without a title, or about no two states that are known.
    """
    where = where or name
    title, body = _title(text, where)
    try:
        pair = countries.pair_of(title)
    except PairError as error:
        raise ArticleError(error.what, where=f"{where}:1", expected=error.expected, remedy=error.remedy) from error
    infobox, body = _infobox(text, body)
    sections = tuple(_sections(text, body))
    sentences = tuple(_sentences(text, sections))
    return Article(
        name=name, source=source or name, title=title, pair=pair, text=text,
        sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(), infobox=infobox, sections=sections,
        sentences=sentences, warnings=tuple(_notices(sections, sentences)),
    )  # fmt: skip


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Offsets of the lines from `start` on, without the marks that end them."""
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        yield start, stop - 1 if text[start:stop].endswith("\r") else stop
        start = stop + 1


def _title(text: str, where: str) -> tuple[str, int]:
    """The title and the offset of the line after it."""
    if not text.strip("\ufeff \t\r\n"):
        raise ArticleError("empty file", where=where, expected="a first line '= A–B relations ='")
    for start, end in _lines(text, 0):
        line = text[start:end].strip("\ufeff \t")
        if line:
            found = TITLE.fullmatch(line)
            if found is None:
                said = line if len(line) <= 60 else line[:57] + "..."
                raise ArticleError(
                    f"no title in the first line ({said!r})", where=f"{where}:1", expected="'= A–B relations ='"
                )
            return found[1], end
    raise AssertionError("a text with a character that is no space has a line")


def _infobox(text: str, body: int) -> tuple[tuple[InfoItem, ...], int]:
    """The items of an infobox that stands first, and the offset after it."""
    items: list[InfoItem] = []
    inside = False
    for start, end in _lines(text, body):
        line = text[start:end]
        if not inside:
            if not line.strip():
                continue
            if line.strip() != "Infobox":
                break
            inside = True
        elif found := INFO.match(line):
            items.append(InfoItem(found[1].strip(), found[2], start + found.start(2), start + found.end(2)))
        else:
            return tuple(items), start
        body = end
    return tuple(items), body


def _sections(text: str, body: int) -> Iterator[Section]:
    """The lead and every headed section; a section ends where the next heading begins."""
    path: list[tuple[int, str]] = []
    start = body
    for line, end in _lines(text, body):
        found = HEADING.fullmatch(text[line:end].strip())
        if found is None:
            continue
        yield _section(path, start, line)
        level = len(found[1])
        path = [(above, title) for above, title in path if above < level] + [(level, found[2])]
        start = end
    yield _section(path, start, len(text))


def _section(path: list[tuple[int, str]], start: int, end: int) -> Section:
    level, title = path[-1] if path else (1, "")
    return Section(title, level, start, end, tuple(title for _, title in path))


def _sentences(text: str, sections: tuple[Section, ...]) -> Iterator[Sentence]:
    """Sentences and list items of every section that is part of the text proper (no references, no links)."""
    index = paragraph = 0
    for section in sections:
        if any(APPENDIX.fullmatch(title) for title in section.path):
            continue
        for start, end in _lines(text, section.start):
            if start >= section.end:
                break
            if TABLE.match(text, start, end):
                for s, e in grids.rows(text, start, end, section.path):
                    yield Sentence(index, s, e, text[s:e], "item", section, paragraph)
                    index, paragraph = index + 1, paragraph + 1
                continue
            item = ITEM.match(text, start, end)
            begin = item.end() if item else start
            kind = "item" if item or ENTRY.match(text, start, end) else "prose"
            for s, e in split(text[begin:end]):
                yield Sentence(index, begin + s, begin + e, text[begin + s : begin + e], kind, section, paragraph)
                index += 1
            paragraph += 1


def _notices(sections: tuple[Section, ...], sentences: tuple[Sentence, ...]) -> Iterator[Notice]:
    if not sentences:
        yield Notice(0, "nothing to read: no sentence and no list item")
    for above, section in pairwise(sections):
        if section.level > above.level + 1:
            yield Notice(
                section.start,
                f"heading {section.title!r} of level {section.level} stands under one of level {above.level}",
            )
