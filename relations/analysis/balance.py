"""Events -> who acts toward whom: counts by direction and quad class, the share of initiative and its interval."""

import math

import numpy as np
import pandas as pd

from relations.analysis.labels import QUADS, country, sides
from relations.analysis.selection import A_TO_B, B_TO_A, LANES, TOGETHER, TOWARD_BOTH, cooperative, lanes, of_pair, told
from relations.analysis.significance import even, holm, interval, verdict

LEADS = "one side leads"


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


def cooperative_share(events: pd.DataFrame) -> tuple[float, float, float]:
    """The share of cooperative ones among told events, with its exact 95 % interval."""
    chosen = told(events)
    return interval(int(cooperative(chosen).sum()), len(chosen))


def balance_of_pairs(events: pd.DataFrame) -> pd.DataFrame:
    """A row per pair: events of each direction, who acts more often, and the first state's share with its interval.

    `initiator` is the code of the side that acts alone more often; empty when both do so equally often. `verdict` says
    whether that is more than chance, by `corrected`: the p-value of an exact binomial test against one half, after Holm
    for the number of pairs tested; with fewer than ten such events nothing is tested. Shares do not depend on
    the length of an article.
    """
    chosen = told(events)
    counts = pd.crosstab(chosen["pair"], lanes(chosen)).reindex(columns=LANES, fill_value=0).rename_axis(None, axis=1)
    a, b = counts[A_TO_B], counts[B_TO_A]
    first, second = (pd.Series([sides(pair)[n] for pair in counts.index], counts.index, dtype="str") for n in (0, 1))
    shares = np.array([interval(*row) for row in zip(a, a + b, strict=True)], dtype=float).reshape(-1, 3)
    corrected = holm(np.array([even(*row) for row in zip(a, a + b, strict=True)], dtype=float))
    return counts.assign(
        initiator=first.where(a > b, second.where(b > a, "")),
        **dict(zip(("share", "low", "high"), shares.T, strict=True)), corrected=corrected,
        verdict=pd.Series([verdict(p, LEADS) for p in corrected], counts.index, dtype="str"),
    ).reset_index()  # fmt: skip
