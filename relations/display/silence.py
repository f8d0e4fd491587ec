"""A corpus -> what its articles leave open: sentences that nothing was read out of, events without a date."""

from html import escape

from relations.analysis.missions import spans
from relations.analysis.selection import told
from relations.corpus import Corpus
from relations.display.links import Anchors, anchors
from relations.display.shown import Shown
from relations.display.source import MARKED
from relations.display.tables import rows
from relations.prose import event_words
from relations.words import counted


def silence(corpus: Corpus) -> Shown:
    """Show, folded, the sentences that gave no event, mission or figure, and the undated events that count."""
    places = anchors(corpus)
    undated = [_event(row, places) for row in rows(told(corpus.tables()["events"])) if not row["edtf"]]
    lists = [
        (
            _sentences(corpus, places),
            "sentence gave nothing: no event, mission or figure",
            "sentences gave nothing: no event, mission or figure",
        ),
        (undated, "event that counts has no date", "events that count have no date"),
    ]
    heads = [counted(len(items), one, many) for items, one, many in lists]
    folded = [_folded(head, items) for head, (items, *_) in zip(heads, lists, strict=True)]
    return Shown("\n".join(folded), "\n".join(heads))


def _sentences(corpus: Corpus, places: Anchors) -> list[str]:
    """Each sentence that no evidence touches, as a link to where it stands."""
    tables = corpus.tables()
    found = []
    for name, article in places.articles.items():
        read = [row["evidence"] for table in MARKED for row in rows(tables[table]) if row["article"] == name]
        pieces = [piece for evidence in read for piece in spans(evidence)]
        found += [
            places.quotes(name, f"{sentence.start}:{sentence.end}") for sentence in article.sentences
            if not any(start < sentence.end and sentence.start < end for start, end in pieces)
        ]  # fmt: skip
    return found


def _event(row: dict[str, str], places: Anchors) -> str:
    words = event_words(row).replace(" (undated)", "").replace(", undated)", ")")
    return f'<a href="#{escape(row["event_id"])}">{escape(words)}</a> {places.quotes(row["article"], row["evidence"])}'


def _folded(head: str, items: list[str]) -> str:
    title = head[0].upper() + head[1:]
    if not items:
        return f'<p class="empty">{title}.</p>'
    return (
        f"<details><summary>{title}</summary>\n<ul>\n"
        + "\n".join(f"<li>{item}</li>" for item in items)
        + "\n</ul>\n</details>"
    )
