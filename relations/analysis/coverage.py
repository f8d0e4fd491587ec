"""Tables -> what the articles cover: words, sentences and what each of them gave, the longest silence of the text."""

from collections.abc import Mapping, Sequence

import pandas as pd

from relations.analysis import years
from relations.analysis.missions import spans
from relations.analysis.selection import Tables, records, told

COVERAGE = [
    "pair", "articles", "words", "sentences", "sentences_with_event", "share", "events", "dated", "per_1000_words",
    "silence_years", "silence_from", "silence_to",
]  # fmt: skip

DATED, UNDATED, UNCOUNTED, OTHER, NOTHING = "dated", "undated", "uncounted", "other", "nothing"


def coverage(tables: Tables) -> pd.DataFrame:
    """A row per pair: how much was read, and how much of it gave an event.

    `share` is that of sentences with an event; `silence_years` the longest time in which no event can lie by its date,
    however vague, `silence_from` and `silence_to` the years before and after it (missing where there is none between
    two dated events). The silence of an article is not the silence of history.
    """
    events = told(tables["events"])
    read = tables["articles"].groupby("pair")
    frame = pd.DataFrame({"articles": read.size(), "words": read["words"].sum(), "sentences": read["sentences"].sum()})
    groups = events.groupby("pair")
    counts: dict[str, pd.Series] = {
        "events": groups.size(),
        "dated": (events["edtf"] != "").groupby(events["pair"]).sum(),
    }
    counts["sentences_with_event"] = pieces(events)
    frame = frame.assign(**{
        name: found.reindex(frame.index).fillna(0).astype("int64") for name, found in counts.items()
    })  # fmt: skip
    frame["sentences_with_event"] = frame[["sentences_with_event", "sentences"]].min(axis=1)
    frame["share"] = frame["sentences_with_event"] / frame["sentences"].where(frame["sentences"] > 0)
    frame["per_1000_words"] = 1000 * frame["events"] / frame["words"].where(frame["words"] > 0)
    return frame.join(silences(events)).reset_index()[COVERAGE]


def pieces(events: pd.DataFrame) -> pd.Series:
    """By pair, how many pieces of text tell its events, each counted once."""
    cells = events[["pair", "article"]].assign(piece=events["evidence"].str.split(";")).explode("piece")
    return cells.drop_duplicates().groupby("pair").size()


def silences(events: pd.DataFrame) -> pd.DataFrame:
    """By pair, the longest time that the date of no event touches: years, and the years before and after it.

    Of a date with an open end the known end counts.
    """
    known = events.loc[(events["earliest"] != "") | (events["latest"] != ""), ["pair", "earliest", "latest"]]
    first = known["earliest"].where(known["earliest"] != "", known["latest"])
    last = known["latest"].where(known["latest"] != "", known["earliest"])
    known = known.assign(first=first, last=last).sort_values(["pair", "first", "last"], ignore_index=True)
    ends = pd.DataFrame({"end": [*map(years.end, known["last"])], "year": known["last"].str[:4].astype("int64")})
    before = ends.groupby(known["pair"]).cummax().groupby(known["pair"]).shift()
    starts = pd.Series(map(years.decimal, known["first"]), dtype="float64")
    gaps = pd.DataFrame({
        "pair": known["pair"], "silence_years": (starts - before["end"]).clip(lower=0),
        "silence_from": before["year"].astype("Int64"), "silence_to": known["first"].str[:4].astype("Int64"),
    })  # fmt: skip
    gaps = gaps.dropna(subset=["silence_years"]).sort_values("silence_years", ascending=False, kind="stable")
    return gaps.drop_duplicates("pair").set_index("pair")


def yields(sentences: Mapping[str, Sequence[tuple[int, int]]], tables: Tables) -> pd.DataFrame:
    """What each sentence gave, once each: a row per sentence with its `article`, `start`, `end` and what it `gives`.

    `sentences` has the offsets of the sentences of every article. A sentence gives the first of these that it holds
    evidence of: "dated" an event that counts (`told`) and has a date, "undated" one without, "uncounted" an event that
    does not count (with a third party, denied or supposed), "other" a mission or a figure, and else "nothing".
    """
    events, counted = tables["events"], told(tables["events"])
    dated = counted["edtf"] != ""
    others = pd.concat([tables[name][["article", "evidence"]] for name in ("missions", "figures")])
    groups = {DATED: counted[dated], UNDATED: counted[~dated], UNCOUNTED: events, OTHER: others}
    pieces = {name: evidence_of(frame) for name, frame in groups.items()}
    rows = [
        (article, start, end, next((name for name in pieces if touched(pieces[name], article, start, end)), NOTHING))
        for article, places in sentences.items() for start, end in places
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["article", "start", "end", "gives"])


def evidence_of(frame: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for row in records(frame[["article", "evidence"]]):
        found.setdefault(row["article"], []).extend(spans(row["evidence"]))
    return found


def touched(pieces: dict[str, list[tuple[int, int]]], article: str, start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in pieces.get(article, ()))
