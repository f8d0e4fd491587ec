"""A corpus -> its sentences by what they gave, each counted once; those undated, uncounted and unread as lists."""

from html import escape

from relations import analysis
from relations.analysis.coverage import DATED, NOTHING, OTHER, UNCOUNTED, UNDATED
from relations.analysis.missions import spans
from relations.analysis.selection import records
from relations.corpus import Corpus
from relations.display.links import Anchors, anchors
from relations.display.shown import Shown
from relations.prose import event_words
from relations.words import counted

HEADS = {
    DATED: ("tells an event that counts and has a date", "tell an event that counts and has a date"),
    UNDATED: ("tells events that count, but none with a date", "tell events that count, but none with a date"),
    UNCOUNTED: (
        "tells only events that no count includes: with a third party, denied or supposed",
        "tell only events that no count includes: with a third party, denied or supposed",
    ),
    OTHER: ("gave only a mission or a figure", "gave only a mission or a figure"),
    NOTHING: ("gave nothing: no event, mission or figure", "gave nothing: no event, mission or figure"),
}


def silence(corpus: Corpus) -> Shown:
    """Show how many sentences gave what, and, folded, those that gave no dated event; the numbers add up to all."""
    places, tables = anchors(corpus), corpus.tables()
    sentences = {name: [(s.start, s.end) for s in article.sentences] for name, article in places.articles.items()}
    found = analysis.yields(sentences, tables)
    events = records(tables["events"])
    pieces, words = [], []
    for gives, (one, many) in HEADS.items():
        rows = records(found[found["gives"] == gives])
        head = f"{counted(len(rows), 'sentence')} {one if len(rows) == 1 else many}"
        words.append(head)
        items = [_item(row, places, events if gives in (UNDATED, UNCOUNTED) else []) for row in rows]
        pieces.append(_folded(head, [] if gives == DATED else items))
    return Shown(
        '<ul class="yields">\n' + "\n".join(f"<li>{piece}</li>" for piece in pieces) + "\n</ul>", "\n".join(words)
    )


def _item(row: dict[str, int | str], places: Anchors, events: list[dict[str, str]]) -> str:
    """One sentence by its first words, with what was read out of it."""
    name, start, end = str(row["article"]), int(row["start"]), int(row["end"])
    told = [
        f'<a href="#{escape(event["event_id"])}">{escape(event_words(event))}</a>' for event in events
        if event["article"] == name and any(first < end and start < last for first, last in spans(event["evidence"]))
    ]  # fmt: skip
    return " ".join([places.opening(name, start, end), *told])


def _folded(head: str, items: list[str]) -> str:
    title = head[0].upper() + head[1:]
    if not items:
        return f"{title}."
    listed = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<details><summary>{title}</summary>\n<ul>\n{listed}\n</ul>\n</details>"
