"""Tables of many pairs -> what can be read of thousands: those told most of, how all are spread, which are alike."""

import math

import numpy as np
import pandas as pd

from relations.analysis.balance import ENOUGH
from relations.analysis.labels import pair_name
from relations.analysis.selection import Tables, told
from relations.analysis.steps import established
from relations.analysis.timeline import timelines

MOST = 40
SPREAD = ["measure", "pairs", "least", "quarter", "median", "three_quarters", "most"]
JUDGED = ("cooperative_share", "mean_intensity")
MEASURES = ("words", "events", "per_1000_words", *JUDGED, "missions", "findings")
ALIKE = ["pair", "other", "distance"]
RECIPROCITY = ["pair", "first_in_second", "second_in_first", "reciprocity"]


def leading(frame: pd.DataFrame, summary: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """The rows of the `most` pairs of which most events are told by `summary_of_pairs`, in the order they had.

    Pairs are the column `pair`, or the index.
    """
    first = summary.sort_values(["events", "pair"], ascending=[False, True]).head(most)["pair"]
    return frame[(frame["pair"] if "pair" in frame else frame.index.to_series()).isin(list(first))]


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


def most_alike(distances: pd.DataFrame, most: int = 10) -> pd.DataFrame:
    """The `most` couples of pairs whose profiles are nearest by `distances`, the nearest first."""
    values, names = distances.to_numpy(), [str(pair) for pair in distances.index]
    couples = zip(*np.triu_indices(len(names), 1), strict=True)
    rows = [(*sorted((names[a], names[b])), float(values[a, b])) for a, b in couples]
    return pd.DataFrame(sorted(rows, key=lambda row: (row[2], row))[:most], columns=ALIKE)


def reciprocity(tables: Tables) -> pd.DataFrame:
    """A row per pair with a mission: open or undated resident missions of each state in the other, and what they make.

    `reciprocity` is "both", "one side" or, where all are closed or accredited from elsewhere, "none".
    """
    missions = tables["missions"]
    rows = []
    for pair, group in missions.groupby("pair"):
        here = group[(group["residence"] == "resident") & (group["status"] != "closed")]
        counts = [int((here["sender"] == side).sum()) for side in str(pair).split("-")]
        rows.append((pair, *counts, ("none", "one side", "both")[sum(map(bool, counts))]))
    return pd.DataFrame(rows, columns=RECIPROCITY)


def told_of_one(events: pd.DataFrame) -> pd.DataFrame:
    """The kinds of event (type and mode, by name) that are told of one pair only, with that pair and their number."""
    chosen = told(events)
    labels = timelines(chosen).groupby("label")
    rows = [
        (str(label), pair_name(str(group["pair"].iloc[0])), len(group))
        for label, group in labels if group["pair"].nunique() == 1
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["what", "name", "events"])
    return frame.sort_values(["events", "what"], ascending=[False, True], ignore_index=True)
