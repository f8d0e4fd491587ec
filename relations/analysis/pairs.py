"""Tables of many pairs -> how they compare: a row per pair, profiles and their distances, tests of a difference."""

import math
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import jensenshannon, squareform

from relations.analysis.balance import ALIKE, ENOUGH, TOO_FEW, interval
from relations.analysis.coverage import coverage
from relations.analysis.labels import TYPES, pair_name, sides
from relations.analysis.selection import Tables, cooperative, records, told

SEED = 1648
RESAMPLES = 9999
LEVEL = 0.05
DIFFER = "they differ"
CLUSTERED, MOST_CLUSTERED = 5, 500
SUMMARY = [
    "pair", "name", "articles", "words", "sentences", "events", "dated", "dated_share", "cooperative",
    "cooperative_share", "low", "high", "mean_intensity", "per_1000_words", "missions", "first_year", "last_year",
    "findings",
]  # fmt: skip


def summary_of_pairs(tables: Tables) -> pd.DataFrame:
    """A row per pair that has an article: size of the text, events and their rate, cooperative share with its interval.

    Counts of events are told events; `per_1000_words` makes articles of different length comparable. `low` and `high`
    are the exact 95 % interval of `cooperative_share`. Years are those of the first and last dated event, missing where
    none is dated.
    """
    chosen = told(tables["events"])
    groups = dict(list(chosen.groupby("pair")))
    counts = {name: tables[name].groupby("pair").size() for name in ("missions", "findings")}
    rows = []
    for read in records(coverage(tables)):
        pair = str(read["pair"])
        own = groups.get(pair, chosen.iloc[:0])
        numbers = {name: int(sizes.get(pair, 0)) for name, sizes in counts.items()}
        rows.append({**read, **numbers, "name": pair_name(pair), **event_summary(own)})
    return pd.DataFrame(rows, columns=SUMMARY).astype({"first_year": "Int64", "last_year": "Int64"})


def event_summary(events: pd.DataFrame) -> dict[str, Any]:
    good = int(cooperative(events).sum())
    share, low, high = interval(good, len(events))
    days = [day for day in [*events["earliest"], *events["latest"]] if day]
    return {
        "dated_share": float((events["edtf"] != "").mean()) if len(events) else math.nan,
        "cooperative": good, "cooperative_share": share, "low": low, "high": high,
        "mean_intensity": float(events["intensity"].mean()) if len(events) else math.nan,
        "first_year": int(min(days)[:4]) if days else None, "last_year": int(max(days)[:4]) if days else None,
    }  # fmt: skip


def profiles(events: pd.DataFrame) -> pd.DataFrame:
    """Pairs (index) by event types (columns, in the order of the ontology): shares of the pair's told events.

    The first column, `events`, is the number of events the shares rest on; pairs without events have no row.
    """
    chosen = told(events)
    kinds = list(dict.fromkeys([*TYPES, *sorted(chosen["event_type"])]))
    counts = pd.crosstab(chosen["pair"], chosen["event_type"]).reindex(columns=kinds, fill_value=0)
    total = counts.sum(axis=1)
    shares = counts.div(total, axis=0).astype("float64")
    shares.insert(0, "events", total.astype("int64"))
    return shares.rename_axis("pair").rename_axis(None, axis=1)


def distances(profiles: pd.DataFrame) -> pd.DataFrame:
    """Jensen–Shannon distances (base 2; 0: same profile, 1: nothing in common) of pairs, as index and as columns.

    Pairs with fewer than ten events are left out: profiles of few events differ by chance alone. Five to five hundred
    pairs are ordered so that those alike stand together (average linkage, optimal order of leaves).
    """
    enough = profiles[profiles["events"] >= ENOUGH].drop(columns="events")
    values = enough.to_numpy()
    count = len(enough)
    table = np.zeros((count, count))
    for row in range(count - 1):
        table[row, row + 1 :] = jensenshannon(values[row][:, None], values[row + 1 :].T, base=2)
    frame = pd.DataFrame(table + table.T, index=enough.index, columns=list(enough.index))
    if not CLUSTERED <= count <= MOST_CLUSTERED:
        return frame
    near = leaves_list(linkage(squareform(frame.to_numpy(), checks=False), "average", optimal_ordering=True))
    ordered: pd.DataFrame = frame.iloc[near, near]
    return ordered


def difference(events: pd.DataFrame, pair_a: str, pair_b: str) -> pd.DataFrame:
    """Whether two pairs differ in cooperative share and in mean intensity: a row each, with a permutation test.

    `p_value` is two-sided, from 9,999 permutations with a fixed seed (all of them where there are fewer), the same
    whichever pair is named first. With fewer than ten
    told events on either side nothing is tested, and `verdict` says so.
    """
    chosen = told(events)
    first, second = (chosen[chosen["pair"] == "-".join(sides(pair))] for pair in (pair_a, pair_b))
    measures = {
        "cooperative share": (cooperative(first).to_numpy(float), cooperative(second).to_numpy(float)),
        "mean intensity": (first["intensity"].to_numpy(float), second["intensity"].to_numpy(float)),
    }
    rows = [{"measure": name, **tested(a, b)} for name, (a, b) in measures.items()]
    return pd.DataFrame(rows)


def tested(a: np.ndarray, b: np.ndarray) -> dict[str, Any]:
    means = [float(values.mean()) if len(values) else math.nan for values in (a, b)]
    row = {
        "value_a": means[0],
        "value_b": means[1],
        "difference": means[0] - means[1],
        "events_a": len(a),
        "events_b": len(b),
    }
    if min(len(a), len(b)) < ENOUGH:
        return {**row, "p_value": math.nan, "verdict": TOO_FEW}
    samples = sorted((a, b), key=lambda values: (len(values), *np.sort(values)))
    result = stats.permutation_test(
        samples, mean_difference, vectorized=True, n_resamples=RESAMPLES, rng=np.random.default_rng(SEED)
    )
    p = float(result.pvalue)
    return {**row, "p_value": p, "verdict": DIFFER if p < LEVEL else ALIKE}


def mean_difference(a: np.ndarray, b: np.ndarray, axis: int) -> np.ndarray:
    return np.asarray(np.mean(a, axis=axis) - np.mean(b, axis=axis))
