"""Events -> who acts toward whom: counts by direction and quad class, the share of initiative and its interval."""

import math
from functools import cache

import pandas as pd
from scipy import stats

from relations.analysis.labels import QUADS, country, sides
from relations.analysis.selection import A_TO_B, B_TO_A, LANES, TOGETHER, TOWARD_BOTH, cooperative, lanes, of_pair, told

ENOUGH = 10
TOO_FEW, ALIKE = "too few events to say", "no difference shown"


def balance(events: pd.DataFrame, pair: str) -> pd.DataFrame:
    """A row per direction: events by quad class, visits, mean intensity, and the share of initiative.

    Directions are the first state of the pair toward the second, the reverse, both together and, where told, others
    toward both. `share` is the side's part of the events in which exactly one side acts, `low` and `high` its 95 %
    interval after Clopper and Pearson; NaN for the rows where it means nothing, or when no event is directed.
    """
    chosen = of_pair(events, pair)
    where = lanes(chosen)
    rows = [*LANES, TOWARD_BOTH] if (where == TOWARD_BOTH).any() else list(LANES)
    counts = [direction_row(chosen[where == lane]) for lane in rows]
    frame = pd.DataFrame(counts, index=rows).rename_axis("direction").reset_index()
    frame.insert(1, "words", [direction_words(lane, pair) for lane in rows])
    directed = int(where.isin([A_TO_B, B_TO_A]).sum())
    shares = [interval(int(n), directed) if lane in (A_TO_B, B_TO_A) else (math.nan,) * 3
              for lane, n in zip(rows, frame["events"], strict=True)]  # fmt: skip
    return frame.join(pd.DataFrame(shares, columns=["share", "low", "high"]))


def direction_row(events: pd.DataFrame) -> dict[str, float]:
    quads = {quad: int((events["quad"] == quad).sum()) for quad in QUADS}
    visits = int((events["mode"] == "visit").sum())
    return {"events": len(events), **quads, "visits": visits, "mean_intensity": float(events["intensity"].mean())}


def direction_words(lane: str, pair: str) -> str:
    """A direction in words.

    >>> direction_words("a_to_b", "PRK-ZAF"), direction_words("together", "PRK-ZAF")
    ('North Korea → South Africa', 'both together')
    """
    a, b = map(country, sides(pair))
    return {A_TO_B: f"{a} → {b}", B_TO_A: f"{b} → {a}", TOGETHER: "both together"}.get(lane, "others → both")


@cache
def interval(successes: int, trials: int) -> tuple[float, float, float]:
    """A share and its exact 95 % confidence interval (Clopper and Pearson 1934); NaN without trials.

    >>> [round(value, 3) for value in interval(9, 13)]
    [0.692, 0.386, 0.909]
    """
    if not trials:
        return math.nan, math.nan, math.nan
    bounds = stats.binomtest(successes, trials).proportion_ci(confidence_level=0.95, method="exact")
    return successes / trials, float(bounds.low), float(bounds.high)


def cooperative_share(events: pd.DataFrame) -> tuple[float, float, float]:
    """The share of cooperative ones among told events, with its exact 95 % interval."""
    chosen = told(events)
    return interval(int(cooperative(chosen).sum()), len(chosen))


def balance_of_pairs(events: pd.DataFrame) -> pd.DataFrame:
    """A row per pair: events of each direction, who acts more often, and the first state's share with its interval.

    `initiator` is the code of the side that acts alone more often; empty when both do so equally often. `verdict` says
    whether that is more than chance: the interval leaves out one half; with fewer than ten such events nothing is said.
    """
    rows = []
    chosen = told(events)
    for pair, group in chosen.groupby("pair"):
        counts = lanes(group).value_counts()
        a, b, both = (int(counts.get(lane, 0)) for lane in LANES)
        share, low, high = interval(a, a + b)
        first, second = sides(str(pair))
        initiator = first if a > b else second if b > a else ""
        rows.append((pair, a, b, both, initiator, share, low, high, verdict(a + b, low, high)))
    return pd.DataFrame(rows, columns=["pair", *LANES, "initiator", "share", "low", "high", "verdict"])


def verdict(directed: int, low: float, high: float) -> str:
    """Whether one side acts alone more often than the other, by the interval of its share.

    >>> verdict(13, 0.55, 0.98), verdict(11, 0.17, 0.77), verdict(3, 0.29, 1.0)
    ('one side leads', 'no difference shown', 'too few events to say')
    """
    if directed < ENOUGH:
        return TOO_FEW
    return "one side leads" if not low <= 0.5 <= high else ALIKE
