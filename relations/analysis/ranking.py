"""Tables of many pairs -> what can be read of thousands: those told most of, how all are spread, which are alike."""

import math

import numpy as np
import pandas as pd

from relations.analysis.differences import chance_distance
from relations.analysis.selection import Tables, told
from relations.analysis.significance import ENOUGH
from relations.analysis.steps import established
from relations.analysis.timeline import event_names, timelines

MOST = 30
SPREAD = ["measure", "pairs", "least", "quarter", "median", "three_quarters", "most"]
JUDGED = ("cooperative_share", "mean_intensity")
MEASURES = ("words", "events", "per_1000_words", *JUDGED, "missions", "findings")
ALIKE = ["pair", "other", "distance", "by_chance"]
OF_ONE = ["what", "pair", "events", "words"]
RECIPROCITY = ["pair", "first_in_second", "second_in_first", "reciprocity"]


def leading(frame: pd.DataFrame, summary: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """The rows of those `most` of its pairs of which `summary_of_pairs` counts most events, in the order they had.

    Pairs are the column `pair`, or the index.
    """
    pairs = frame["pair"] if "pair" in frame else frame.index.to_series()
    known = summary[summary["pair"].isin(set(pairs))]
    first = known.sort_values(["events", "pair"], ascending=[False, True]).head(most)["pair"]
    return frame[pairs.isin(set(first))]


def spread(summary: pd.DataFrame) -> pd.DataFrame:
    """A row per measure of `summary_of_pairs`: least, quartiles and most over the pairs that it is known for.

    Cooperative share and mean intensity count for pairs with at least ten events: those of few differ by chance alone.
    """
    rows = []
    for measure in MEASURES:
        known = summary[summary["events"] >= ENOUGH] if measure in JUDGED else summary
        values = known[measure].dropna().to_numpy(float)
        cuts = [float(cut) for cut in np.quantile(values, (0, 0.25, 0.5, 0.75, 1))] if len(values) else [math.nan] * 5
        rows.append((measure, len(values), *cuts))
    return pd.DataFrame(rows, columns=SPREAD)


def since_established(events: pd.DataFrame) -> pd.DataFrame:
    """`timelines` with `start` and `end` in years since relations were established.

    Only pairs of which that is told, and dated to the year; `attrs["left_out"]` is the number of the others.
    """
    frame, origins = timelines(events), established(events)
    kept = frame[frame["pair"].isin(list(origins))].reset_index(drop=True)
    zero = kept["pair"].map(origins).astype("float64")
    moved = kept.assign(start=kept["start"] - zero, end=kept["end"] - zero)
    moved.attrs["left_out"] = frame["pair"].nunique() - kept["pair"].nunique()
    return moved


def most_alike(distances: pd.DataFrame, profiles: pd.DataFrame, most: int = 10) -> pd.DataFrame:
    """The `most` couples of pairs whose `profiles` are nearest by `distances`, the nearest first.

    `by_chance` is how far apart two pairs with as many events may lie that do not differ at all (at most, in 95 % of
    random divisions of their events).
    """
    values, names = distances.to_numpy(), [str(pair) for pair in distances.index]
    couples = zip(*np.triu_indices(len(names), 1), strict=True)
    nearest = sorted((float(values[a, b]), *sorted((names[a], names[b]))) for a, b in couples)[:most]
    shares, sizes = profiles.drop(columns="events").to_numpy(), profiles["events"].to_numpy()
    counts = dict(zip(profiles.index, np.rint(shares * sizes[:, None]).astype(int), strict=True))
    rows = [(pair, other, apart, chance_distance(counts[pair], counts[other])) for apart, pair, other in nearest]
    return pd.DataFrame(rows, columns=ALIKE)


def reciprocity(tables: Tables) -> pd.DataFrame:
    """A row per pair with a mission: open or undated resident missions of each state in the other, and what they make.

    `reciprocity` is "both", "one side" or, where all are closed or accredited from elsewhere, "none".
    """
    missions = tables["missions"]
    here = missions[(missions["residence"] == "resident") & (missions["status"] != "closed")]
    first = here["sender"] == here["pair"].str[:3]
    counts = {"first_in_second": first, "second_in_first": ~first}
    pairs = pd.Index(sorted(set(missions["pair"])), name="pair", dtype="str")
    found = pd.DataFrame(counts).groupby(here["pair"]).sum().reindex(pairs, fill_value=0).astype("int64")
    both = (found > 0).sum(axis=1).map(dict(enumerate(("none", "one side", "both")))).astype("str")
    return found.assign(reciprocity=both).reset_index()[RECIPROCITY]


def told_of_one(tables: Tables) -> pd.DataFrame:
    """The kinds of event (type and mode, by name) that are told of one pair only, with the pair and their number.

    `words` is the length of the pair's articles: of a long one more kinds are told.
    """
    chosen = told(tables["events"])
    labels = event_names(chosen)
    kinds = chosen.groupby(labels).agg(pairs=("pair", "nunique"), pair=("pair", "first"), events=("pair", "size"))
    words = tables["articles"].groupby("pair")["words"].sum()
    frame = kinds[kinds["pairs"] == 1].rename_axis("what").reset_index()
    frame = frame.assign(words=frame["pair"].map(words).fillna(0).astype("int64"))
    return frame.sort_values(["events", "what"], ascending=[False, True], ignore_index=True)[OF_ONE]
