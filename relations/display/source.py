"""Articles and the rows read from them -> the articles, every piece of evidence marked and led back to its event."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

import pandas as pd

from relations.analysis.missions import spans
from relations.analysis.selection import records
from relations.articles import Article, Section, Sentence
from relations.corpus import Corpus
from relations.display.links import Anchors, anchors
from relations.display.shown import Shown

MARKED = ("events", "missions", "figures")
Drawn = Callable[[Sentence], str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an article that tells one row of a table; events have an anchor and a number to lead back to."""

    start: int
    end: int
    anchor: str
    label: str


def article(corpus: Corpus) -> Shown:
    """Show the articles of one pair in full, with the evidence of events, missions and figures marked.

    Every sentence has an anchor (`s1`, `s2`, ...) that the other tables of the page link to; behind a sentence stand
    the numbers of the events it tells, as links back to the table of events.
    """
    places, tables = anchors(corpus), corpus.tables()
    pieces = [_article(extraction.article, places, tables) for extraction in corpus.extractions]
    words = [f"{e.article.title}: {len(e.article.sentences)} sentences and list items" for e in corpus.extractions]
    return Shown("\n".join(pieces), "\n".join(words))


def marks(name: str, tables: dict[str, pd.DataFrame]) -> list[Mark]:
    """What is marked in the article `name`: a mark for each piece of evidence; those of events have an anchor."""
    found = []
    for table in MARKED:
        for number, row in enumerate(records(tables[table]), 1):
            anchor, label = (row["event_id"], str(number)) if table == "events" else ("", "")
            pieces = spans(row["evidence"]) if row["article"] == name else ()
            found += [Mark(start, end, anchor, label) for start, end in pieces]
    return sorted(found, key=lambda mark: (mark.start, mark.end, mark.anchor))


def _article(read: Article, places: Anchors, tables: dict[str, pd.DataFrame]) -> str:
    marked = marks(read.name, tables)
    prefix = places.prefixes[read.name]
    body = text(read, lambda sentence: _sentence(sentence, prefix, marked))
    return f'<article class="source" lang="en">\n<h3>{escape(read.title)}</h3>\n{body}\n</article>'


def text(read: Article, drawn: Drawn) -> str:
    """An article's infobox, headings, paragraphs and lists, each sentence as `drawn` makes it."""
    return _infobox(read) + "\n".join(_section(section, read, drawn) for section in read.sections)


def _infobox(read: Article) -> str:
    items = "".join(f"<div><dt>{escape(item.key)}</dt><dd>{escape(item.value)}</dd></div>" for item in read.infobox)
    return f'<dl class="infobox">{items}</dl>\n' if items else ""


def _section(section: Section, read: Article, drawn: Drawn) -> str:
    level = min(section.level + 2, 6)
    heading = f"<h{level}>{escape(section.title)}</h{level}>\n" if section.title else ""
    sentences = [sentence for sentence in read.sentences if sentence.section == section]
    if not sentences:
        return heading + _unread(read.text[section.start : section.end])
    return heading + "\n".join(_blocks(sentences, drawn))


def _blocks(sentences: list[Sentence], drawn: Drawn) -> Iterator[str]:
    """Paragraphs and lists; the sentences of one line belong together."""
    for kind, group in groupby(sentences, key=lambda sentence: sentence.kind):
        paragraphs = groupby(group, key=lambda sentence: sentence.paragraph)
        lines = [" ".join(drawn(sentence) for sentence in line) for _, line in paragraphs]
        if kind == "item":
            yield "<ul>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + "\n</ul>"
        else:
            yield from (f"<p>{line}</p>" for line in lines)


def _unread(text: str) -> str:
    """The lines of a section that is no part of the text proper, such as references."""
    lines = [line.strip().lstrip("-*• ") for line in text.splitlines() if line.strip()]
    return '<ul class="unread">' + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>" if lines else ""


def _sentence(sentence: Sentence, prefix: str, marked: list[Mark]) -> str:
    inside = [mark for mark in marked if mark.start < sentence.end and sentence.start < mark.end]
    links = dict.fromkeys((mark.anchor, mark.label) for mark in inside if mark.anchor)
    numbers = " ".join(f'<a href="#{at}" aria-label="Event {label}">{label}</a>' for at, label in links)
    back = f'<sup class="back">{numbers}</sup>' if links else ""
    words = evidence(sentence, [(mark.start, mark.end) for mark in inside])
    return f'<span class="sentence" id="{prefix}s{sentence.index + 1}">{words}{back}</span>'


def evidence(sentence: Sentence, found: Iterable[tuple[int, int]]) -> str:
    """The words of a sentence; pieces of evidence may overlap or lie within each other, marks of HTML may not."""
    pieces = [(start - sentence.start, end - sentence.start) for start, end in found]
    return "".join(
        f"<mark>{escape(sentence.text[a:b])}</mark>" if covered else escape(sentence.text[a:b])
        for a, b, covered in stretches(len(sentence.text), pieces)
    )


def stretches(length: int, pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """Cut `[0, length)` into stretches that are, by turns, covered by a piece and not.

    >>> stretches(10, [(2, 5), (4, 6), (8, 12)])
    [(0, 2, False), (2, 6, True), (6, 8, False), (8, 10, True)]
    """
    covered = [False] * length
    for start, end in pieces:
        covered[max(start, 0) : end] = [True] * (min(end, length) - max(start, 0))
    runs = [(inside, len(list(run))) for inside, run in groupby(covered)]
    ends = [sum(size for _, size in runs[: i + 1]) for i in range(len(runs))]
    return [(end - size, end, inside) for (inside, size), end in zip(runs, ends, strict=True)]
