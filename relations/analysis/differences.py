"""Events of several pairs -> whether these differ by more than chance, tests corrected for the number of tests."""

import math
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import scipy

from relations.analysis.labels import sides
from relations.analysis.selection import TOGETHER, cooperative, lanes, told
from relations.analysis.significance import ENOUGH, LEVEL, holm, verdict

SEED = 1648
RESAMPLES = 9999
DIFFER = "they differ"
MOST_COUPLED, MOST_TESTED = 8, 20
REST = ""
COOPERATIVE, INTENSITY, JOINT = "cooperative share", "mean intensity", "joint share"
TESTED = ["value_a", "value_b", "difference", "events_a", "events_b", "p_value"]


def difference(events: pd.DataFrame, pair_a: str, pair_b: str) -> pd.DataFrame:
    """Whether two pairs differ in the measures of `differences`: a row each, with a permutation test.

    `p_value` is two-sided, from 9,999 permutations with a fixed seed, the same whichever pair is named first;
    `corrected` for the number of rows after Holm. With fewer than ten told events on either side nothing is tested, and
    `verdict` says so.
    """
    rows = compared(values(events), *("-".join(sides(pair)) for pair in (pair_a, pair_b)))
    return judged(rows)[["measure", *TESTED, "corrected", "verdict"]]


def differences(events: pd.DataFrame) -> pd.DataFrame:
    """Permutation tests between pairs: `pair`, `other`, `measure`, both values, p-value, the corrected one, verdict.

    Pairs with at least ten told events are tested, everyone against every other; of more than eight such pairs the
    twenty with most events, each against all other pairs together (`other` is empty, their events are pooled). Measures
    are the share of cooperative events, their mean PLOVER intensity, and the joint share: that of events which both
    states do together. `corrected` is the p-value after Holm (1979) over all rows; the likeliest differences stand
    first. Events are taken as independent, which those of one article are not: a small p-value is a hint. No measure is
    corrected for the length of the articles.
    """
    known = values(events)
    sizes = known["pair"].value_counts()
    enough = sorted(sizes.index[sizes >= ENOUGH], key=lambda pair: (-sizes[pair], pair))
    couples = list(combinations(sorted(enough), 2))
    if len(enough) > MOST_COUPLED:
        couples = [(pair, REST) for pair in enough[:MOST_TESTED]]
    rows = [row for couple in couples for row in compared(known, *couple)]
    return judged(rows).sort_values(["corrected", "p_value"], kind="stable", ignore_index=True)


def chance_distance(first: np.ndarray, second: np.ndarray) -> float:
    """How far two profiles may lie apart by chance: 95 % of random divisions of their events are nearer.

    `first` and `second` are numbers of events by type; the distance is that of Jensen and Shannon (base 2).
    """
    pool, size = first + second, int(first.sum())
    rng = np.random.default_rng(SEED)
    drawn = rng.multivariate_hypergeometric(pool, size, size=RESAMPLES, method="marginals")
    return float(np.quantile(scipy.spatial.distance.jensenshannon(drawn, pool - drawn, base=2, axis=1), 1 - LEVEL))


def judged(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Tests with their p-values corrected for their number, and what these say."""
    frame = pd.DataFrame(rows, columns=["pair", "other", "measure", *TESTED])
    corrected = holm(frame["p_value"].to_numpy(float))
    said = pd.Series([verdict(p, DIFFER) for p in corrected], index=frame.index, dtype="str")
    return frame.assign(corrected=corrected, verdict=said)


def values(events: pd.DataFrame) -> pd.DataFrame:
    """A row per told event: its pair, and what it counts in each measure."""
    chosen = told(events)
    return pd.DataFrame({
        "pair": chosen["pair"], COOPERATIVE: cooperative(chosen).astype("float64"),
        INTENSITY: chosen["intensity"].astype("float64"), JOINT: (lanes(chosen) == TOGETHER).astype("float64"),
    })  # fmt: skip


def compared(known: pd.DataFrame, pair: str, other: str) -> list[dict[str, Any]]:
    own = known["pair"] == pair
    theirs = known["pair"] == other if other != REST else ~own
    head = {"pair": pair, "other": other}
    measures = (COOPERATIVE, INTENSITY, JOINT)
    return [{**head, "measure": name, **tested(known.loc[own, name], known.loc[theirs, name])} for name in measures]


def tested(first: pd.Series, second: pd.Series) -> dict[str, Any]:
    """Means, their difference, and its p-value; not a number where either has fewer than ten values."""
    means = [float(sample.mean()) if len(sample) else math.nan for sample in (first, second)]
    p = permuted(first.to_numpy(), second.to_numpy()) if min(len(first), len(second)) >= ENOUGH else math.nan
    return dict(zip(TESTED, (*means, means[0] - means[1], len(first), len(second), p), strict=True))


def permuted(first: np.ndarray, second: np.ndarray) -> float:
    """The two-sided p-value of a permutation test of a difference of means.

    A permutation is a draw of the smaller sample out of both together, without return. Few values occur, so that how
    often each is drawn is enough to know, and a sample of thousands costs no more than one of ten.
    """
    small, large = sorted((first, second), key=lambda sample: (len(sample), *np.sort(sample)))
    levels, places = np.unique(np.concatenate([small, large]), return_inverse=True)
    pool, drawn = (np.bincount(part, minlength=len(levels)) for part in (places, places[: len(small)]))
    rng = np.random.default_rng(SEED)
    result = scipy.stats.monte_carlo_test(
        drawn, lambda size: rng.multivariate_hypergeometric(pool, len(small), size=size[0], method="marginals"),
        lambda counts, axis: np.sum(np.moveaxis(counts, axis, -1) * levels, axis=-1) / len(small),
        vectorized=True, n_resamples=RESAMPLES,
    )  # fmt: skip
    return float(result.pvalue)
