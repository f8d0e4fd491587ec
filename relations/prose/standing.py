"""Where a pair stands among all pairs -> a few words for each measure, and sentences that sum them up."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from relations.analysis.selection import records
from relations.analysis.standing import PLACED, TOO_FEW_PAIRS
from relations.words import counted, listed, spelled

NAMES = {
    "cooperative_share": "the share of cooperative events", "per_1000_words": "events per 1,000 words",
    "per_decade": "events per decade", "embassy_years": "years from relations to the first embassy",
    "heads_share": "the share of visits by heads of state or government",
}  # fmt: skip
HIGHEST, LOWEST, BETWEEN = "among the highest quarter", "among the lowest quarter", "in between"


def standing(frame: pd.DataFrame, pairs: int) -> str:
    """The rows of `analysis.standing` in words, of so many pairs of the corpus."""
    rows = records(frame)
    placed = [row for row in rows if row["verdict"] == PLACED]
    if not placed:
        return f"Of {counted(pairs, 'pair')} too little is known to say where this one stands among them."
    ends: dict[str, list[str]] = {}
    for where in (HIGHEST, LOWEST, BETWEEN):
        ends[where] = [NAMES[row["measure"]] for row in placed if quarter(row["position"]) == where]
    said = [f"{where} in {listed(names)}" for where, names in ends.items() if names]
    few = [NAMES[row["measure"]] for row in rows if row["verdict"] == TOO_FEW_PAIRS]
    left_out = f" For {listed(few)} too few pairs are known." if few else ""
    return f"Set beside the other pairs, this one stands {', '.join(said)}.{left_out}"


def quarter(position: float) -> str:
    return HIGHEST if position >= 0.75 else LOWEST if position <= 0.25 else BETWEEN


def place_words(row: Mapping[str, Any]) -> str:
    """Where a pair stands by one measure.

    >>> row = {"verdict": "placed", "pairs": 30, "below": 21, "equal": 0, "above": 8}
    >>> place_words(row), place_words({**row, "below": 0, "above": 29}), place_words({**row, "verdict": "not told"})
    ('higher than 21 of the 29 others', 'the lowest of 30', 'not told')
    >>> place_words({**row, "below": 12, "equal": 9}), place_words({**row, "below": 0, "equal": 29, "above": 0})
    ('higher than 12 of the 29 others, equal to nine', 'the same in all 30')
    """
    if row["verdict"] != PLACED:
        return str(row["verdict"])
    pairs, others = int(row["pairs"]), int(row["pairs"]) - 1
    below, equal = int(row["below"]), int(row["equal"])
    if equal == others:
        return f"the same in all {pairs:,}"
    shared = f", as in {counted(equal, 'other')}" if equal else ""
    if below + equal == others:
        return f"the highest of {pairs:,}{shared}"
    if not below:
        return f"the lowest of {pairs:,}{shared}"
    alike = f", equal to {spelled(equal)}" if equal else ""
    return f"higher than {below:,} of the {others:,} others{alike}"
