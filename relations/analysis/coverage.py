"""Tables -> what the articles cover: words, sentences, how many gave an event, the longest silence between two."""

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
    """By pair, the longest time without an event: years, the year of the event before it and of the one after."""
    narrow = events.loc[years.of_events(events).notna(), ["pair", "earliest", "latest"]]
    narrow = narrow.sort_values(["pair", "earliest", "latest"], ignore_index=True)
    narrow = narrow.assign(
        end=pd.Series(map(years.end, narrow["latest"]), dtype="float64"), to=narrow["earliest"].str[:4].astype("Int64")
    )
    latest = narrow.assign(year=narrow["latest"].str[:4].astype("int64")).groupby("pair")[["end", "year"]].cummax()
    before = latest.groupby(narrow["pair"]).shift()
    starts = pd.Series(map(years.decimal, narrow["earliest"]), dtype="float64")
    gaps = pd.DataFrame({
        "pair": narrow["pair"], "silence_years": (starts - before["end"]).clip(lower=0),
        "silence_from": before["year"].astype("Int64"), "silence_to": narrow["to"],
    })  # fmt: skip
    gaps = gaps.dropna(subset=["silence_years"]).sort_values("silence_years", ascending=False, kind="stable")
    return gaps.drop_duplicates("pair").set_index("pair")
