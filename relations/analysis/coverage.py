"""Tables -> what the articles cover: words, sentences, how many gave an event, the longest silence between two."""

import math
from typing import Any

import pandas as pd

from relations.analysis import years
from relations.analysis.selection import Tables, told

COVERAGE = [
    "pair", "articles", "words", "sentences", "sentences_with_event", "share", "events", "dated", "per_1000_words",
    "silence_years", "silence_from", "silence_to",
]  # fmt: skip


def coverage(tables: Tables) -> pd.DataFrame:
    """A row per pair: how much was read, and how much of it gave an event.

    `share` is that of sentences with an event; `silence_years` the longest time between two dated events that follow
    each other, `silence_from` and `silence_to` the years it lies between (missing with fewer than two events dated to
    the year). The silence of an article is not the silence of history.
    """
    groups = dict(list(told(tables["events"]).groupby("pair")))
    nothing = tables["events"].iloc[:0]
    rows = [
        covered(str(pair), articles, groups.get(str(pair), nothing))
        for pair, articles in tables["articles"].groupby("pair")
    ]
    frame = pd.DataFrame(rows, columns=COVERAGE)
    return frame.astype({"silence_from": "Int64", "silence_to": "Int64"})


def covered(pair: str, articles: pd.DataFrame, events: pd.DataFrame) -> dict[str, Any]:
    words, sentences = int(articles["words"].sum()), int(articles["sentences"].sum())
    pieces = {
        (article, piece)
        for article, cell in zip(events["article"], events["evidence"], strict=True)
        for piece in cell.split(";")
    }
    telling = min(len(pieces), sentences)
    gap, first, last = longest_silence(events)
    return {
        "pair": pair, "articles": len(articles), "words": words, "sentences": sentences,
        "sentences_with_event": telling, "share": telling / sentences if sentences else math.nan,
        "events": len(events), "dated": int((events["edtf"] != "").sum()),
        "per_1000_words": 1000 * len(events) / words if words else math.nan,
        "silence_years": gap, "silence_from": first, "silence_to": last,
    }  # fmt: skip


def longest_silence(events: pd.DataFrame) -> tuple[float, int | None, int | None]:
    """The longest time without an event: in years, with the year of the event before it and of the one after."""
    bounds = zip(events["earliest"], events["latest"], strict=True)
    narrow = sorted((first, last) for first, last in bounds if years.year(first, last) is not None)
    longest: tuple[float, int | None, int | None] = (math.nan, None, None)
    latest = ""
    for first, last in narrow:
        gap = years.decimal(first) - years.end(latest) if latest else math.nan
        if not math.isnan(gap) and not gap <= longest[0]:
            longest = (max(gap, 0.0), int(latest[:4]), int(first[:4]))
        latest = max(latest, last)
    return longest
