"""An article, what was read out of it, one event or a corpus -> how it shows itself at the end of a cell, as HTML."""

from collections.abc import Iterable
from functools import lru_cache, singledispatch
from html import escape
from typing import Any

from relations import schema
from relations.analysis import labels
from relations.articles import Article, Sentence
from relations.corpus import Corpus
from relations.display.source import evidence, text
from relations.extraction import Extraction, extract
from relations.prose import event_words
from relations.words import counted, date_name, listed

SHOWN = 10
SCROLLS = "max-height:30em;max-width:60em;overflow:auto;padding:0 1em;border:1px solid rgba(128,128,128,.4)"
MARKED = "background:rgba(255,200,40,.35);color:inherit"
UNSAID = "–"


@singledispatch
def portrait(thing: Any) -> str:
    """The HTML of one object; a page's style sheet is not at hand here, so it has its own.

    Raises:
        TypeError: nothing is known about such an object.
    """
    raise TypeError(f"no portrait of a {type(thing).__name__}: expected an Article, Extraction, Event or Corpus")


@portrait.register
def _(read: Article) -> str:
    return portrait(extracted(read))


@portrait.register
def _(read: Extraction) -> str:
    """The article, its evidence marked, with a number behind each sentence for each event, which tells it on hover."""
    article = read.article
    told = [(event.evidence, number, said(event)) for number, event in enumerate(read.events, 1)]
    found = [row.evidence for row in read.events] + [row.evidence for row in read.missions]
    marked = [span for spans in (*found, *(row.evidence for row in read.figures)) for span in spans]

    def drawn(sentence: Sentence) -> str:
        numbers = "".join(
            f'<sup title="{escape(words)}"> {number}</sup>'
            for spans, number, words in told if touching(spans, sentence)
        )  # fmt: skip
        words = evidence(sentence, touching(marked, sentence))
        return words.replace("<mark>", f'<mark style="{MARKED}">') + numbers

    sides = listed(labels.called(code) for code in article.pair)
    parts = [
        counted(len(article.sentences), "sentence"), counted(len(read.events), "event"),
        counted(len(read.missions), "mission"), counted(len(read.findings), "finding"),
    ]  # fmt: skip
    head = f"<strong>{escape(article.title)}</strong><br>{escape(sides)}: {listed(parts)}, from "
    return f'{head}<code>{escape(article.source)}</code><div style="{SCROLLS}">{text(article, drawn)}</div>'


@portrait.register
def _(event: schema.Event) -> str:
    """The event in a sentence of its codes, the words that tell it, and its codes one by one."""
    row = cells(event)
    code = "/".join(filter(None, (row["event_type"], row["mode"])))
    facts = {
        "who": party(row["actors"], row["actor_text"]),
        "toward whom": party(row["recipients"], row["recipient_text"]),
        "when": f"{escape(date_name(row['edtf']))} <code>{escape(row['edtf'])}</code>" if row["edtf"] else "undated",
        "what": f"{escape(labels.event_name(row))} <code>{escape(code)}</code>",
        "score": f"{event.intensity:+g}".replace("-", "−") if event.intensity else "0",
        "told as": escape(f"{row['status']}, {row['scope']}"),
        "rule": f"<code>{escape(row['rule'])}</code>",
    }
    lines = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in facts.items())
    quote = named(row["quote"], [row["actor_text"], row["recipient_text"]])
    return f"<strong>{escape(said(event))}</strong><blockquote>{quote}</blockquote><table>{lines}</table>"


@portrait.register
def _(corpus: Corpus) -> str:
    """How much was read, the first pairs with what is told of them, and what could not be read."""
    pairs = "".join(pair_row(corpus, code) for code in corpus.pairs[:SHOWN])
    names = ("Code", "Pair", "Articles", "Sentences", "Events", "that count", "of them cooperative", "Years")
    heads = "".join(f"<th>{name}</th>" for name in names)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{pairs}</tbody></table>" if pairs else ""
    more = f"<p>and {counted(len(corpus.pairs) - SHOWN, 'more pair')}</p>" if len(corpus.pairs) > SHOWN else ""
    return f"<p><strong>{corpus.counted()}</strong></p>{table}{more}{failed(corpus)}"


@lru_cache(maxsize=8)
def extracted(read: Article) -> Extraction:
    return extract(read)


def said(event: schema.Event) -> str:
    return event_words(cells(event))


def cells(event: schema.Event) -> dict[str, str]:
    names = (field.name for field in schema.columns("events"))
    return {name: str(cell) for name, cell in zip(names, schema.cells(event), strict=True)}


def touching(spans: Iterable[schema.Span], sentence: Sentence) -> list[schema.Span]:
    return [span for span in spans if span.start < sentence.end and sentence.start < span.end]


def party(codes: str, words: str) -> str:
    """Countries by name, and the words that stand for them."""
    names = ", ".join(labels.country(code) for code in codes.split(";") if code)
    return escape(names or UNSAID) + (f" (“{escape(words)}”)" if words else "")


def named(quote: str, names: Iterable[str]) -> str:
    """The words of the article, those that name actor and recipient in bold."""
    shown = escape(quote)
    for name in sorted({escape(name) for name in names if name}, key=len, reverse=True):
        shown = shown.replace(name, f"<b>{name}</b>", 1)
    return shown


def pair_row(corpus: Corpus, code: str) -> str:
    own = [one for one in corpus.extractions if one.article.pair_code == code]
    events = [event for one in own for event in one.events]
    counts = [event for event in events if event.scope == "dyad" and event.status not in ("negated", "hypothetical")]
    good = sum(event.quad.endswith(labels.COOPERATION) for event in counts)
    known = sorted(day[:4] for event in counts for day in (event.earliest, event.latest) if day)
    years = "–".join(dict.fromkeys((known[0], known[-1]))) if known else UNSAID
    numbers = (len(own), sum(len(one.article.sentences) for one in own), len(events), len(counts), good)
    columns = [escape(labels.pair_name(code)), *map(str, numbers), years]
    return f"<tr><th>{code}</th>{''.join(f'<td>{cell}</td>' for cell in columns)}</tr>"


def failed(corpus: Corpus) -> str:
    """The first files that could not be read, each with its error."""
    if not corpus.failures:
        return ""
    lines = [escape(str(error)) for _, error in corpus.failures[:SHOWN]]
    lines += [f"and {len(corpus.failures) - SHOWN} more"] if len(corpus.failures) > SHOWN else []
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<p>{counted(len(corpus.failures), 'file').capitalize()} could not be read:</p><ul>{items}</ul>"
