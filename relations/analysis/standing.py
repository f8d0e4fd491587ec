"""The summary of many pairs -> where one of them stands among all: values, how many lie below, the spread."""

import math

import pandas as pd

from relations.analysis.labels import sides
from relations.analysis.significance import ENOUGH, TOO_FEW
from relations.errors import PairError

FEWEST_PAIRS, FEWEST_VISITS = 5, 3
TOO_FEW_PAIRS, NOT_TOLD, PLACED = "too few pairs to say", "not told", "placed"
PLACES = ["cooperative_share", "per_1000_words", "per_decade", "embassy_years", "heads_share"]
STANDING = [
    "measure", "value", "pairs", "below", "equal", "above", "position", "least", "quarter", "median", "three_quarters",
    "most", "verdict",
]  # fmt: skip


def comparable(summary: pd.DataFrame) -> pd.DataFrame:
    """Pairs (index) by the measures that a pair is placed by; NaN where nothing, or too little to judge, is told.

    Cooperative share from ten events on; events per 1,000 words; events per decade; years from the establishment of
    relations to the first embassy; and, from three visits on of which the text tells who came, the share of those by a
    head of state or government. Only the second is corrected for the length of the articles.
    """
    frame = summary.set_index("pair")
    known = frame["visits_with_level"] >= FEWEST_VISITS
    heads = frame["visits_by_heads"] / frame["visits_with_level"].where(known)
    shares = frame["cooperative_share"].where(frame["events"] >= ENOUGH)
    return frame.assign(cooperative_share=shares, heads_share=heads)[PLACES].astype("float64")


def standing(summary: pd.DataFrame, pair: str) -> pd.DataFrame:
    """Where a pair stands among all pairs of `summary_of_pairs`: a row per measure of `comparable`.

    `pairs` are those of which the measure is known, this one among them; `below`, `equal` and `above` count the others;
    `position` is the share of the others below it, those equal counted by half (0: the lowest, 1: the highest). The
    rest is their spread. `verdict` is "placed", "not told", "too few events to say", or, where fewer than five pairs
    are known, "too few pairs to say".

    Raises:
        PairError: `pair` is not in the summary.
    """
    name = "-".join(sides(pair))
    known = comparable(summary)
    if name not in known.index:
        raise PairError("not among the pairs of the summary", where=name, expected="a pair that an article describes")
    few = int(summary.loc[summary["pair"] == name, "events"].iloc[0]) < ENOUGH
    rows = [place(measure, known[measure].dropna(), name, few=few) for measure in PLACES]
    return pd.DataFrame(rows, columns=STANDING)


def place(measure: str, values: pd.Series, pair: str, *, few: bool) -> dict[str, object]:
    """The place of one pair among the known values of one measure."""
    value = float(values.get(pair, math.nan))
    others = values.drop(pair, errors="ignore").to_numpy()
    row = {"measure": measure, "value": value, "pairs": len(values)}
    if math.isnan(value):
        untold = TOO_FEW if few and measure == "cooperative_share" else NOT_TOLD
        return {**row, "verdict": untold}
    if len(values) < FEWEST_PAIRS:
        return {**row, "verdict": TOO_FEW_PAIRS}
    counts = {"below": int((others < value).sum()), "equal": int((others == value).sum())}
    counts["above"] = len(others) - sum(counts.values())
    position = (counts["below"] + counts["equal"] / 2) / len(others)
    names = ("least", "quarter", "median", "three_quarters", "most")
    cuts = dict(zip(names, values.quantile([0, 0.25, 0.5, 0.75, 1]), strict=True))
    return {**row, **counts, "position": position, **cuts, "verdict": PLACED}
