"""Permutation tests between pairs -> sentences: how many were made, which show a difference, and who is too few."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from relations.analysis.differences import DIFFER, REST
from relations.analysis.labels import pair_name
from relations.analysis.selection import records
from relations.analysis.significance import ENOUGH
from relations.prose.comparison import capital_count, p_words
from relations.words import counted, spelled

MOST_NAMED = 5


def differences(tests: pd.DataFrame, summary: pd.DataFrame) -> str:
    """The rows of `analysis.differences` between the pairs of `summary`, in two to four sentences."""
    few = int((summary["events"] < ENOUGH).sum())
    too_few = f"{capital_count(few)} fewer than {spelled(ENOUGH)} events: too few to say." if few else ""
    if not len(tests):
        return f"Fewer than two pairs have {spelled(ENOUGH)} events: too few to say whether any differ."
    return " ".join(filter(None, [design(tests, len(summary) - few), result(tests), too_few]))


def design(tests: pd.DataFrame, enough: int) -> str:
    measures = spelled(tests["measure"].nunique())
    if (tests["other"] == REST).any():
        number = tests["pair"].nunique()
        which = f"the {spelled(number)} with most" if number < enough else "they"
        return (
            f"{spelled(enough).capitalize()} pairs have at least {spelled(ENOUGH)} events; {which} are compared, each "
            f"with all other pairs together, in {measures} measures: {len(tests)} tests."
        )
    if enough == 2:
        return f"The two pairs with at least {spelled(ENOUGH)} events are compared in {measures} measures."
    return (
        f"Each of the {spelled(enough)} pairs with at least {spelled(ENOUGH)} events is compared with each other in "
        f"{measures} measures: {len(tests)} tests."
    )


def result(tests: pd.DataFrame) -> str:
    """Which tests show a difference, after correction for their number."""
    shown = records(tests[tests["verdict"] == DIFFER])
    if not shown:
        return "With p-values corrected for the number of tests, none shows a difference."
    named = "; ".join(test_words(row) for row in shown[:MOST_NAMED])
    more = f"; and {counted(len(shown) - MOST_NAMED, 'other')}" if len(shown) > MOST_NAMED else ""
    number = "one shows" if len(shown) == 1 else f"{spelled(len(shown))} show"
    return f"With p-values corrected for the number of tests, {number} a difference: {named}{more}."


def test_words(row: Mapping[str, Any]) -> str:
    """One difference: between whom, in what, and the values of the two.

    >>> row = {"pair": "PRK-ZAF", "other": "", "measure": "mean intensity", "value_a": -1.0, "value_b": 2.56}
    >>> test_words({**row, "corrected": 0.02})
    'North Korea–South Africa against all others in mean intensity (−1.00 to 2.56, p = 0.02)'
    """
    others = pair_name(row["other"]) if row["other"] else "all others"
    values = " to ".join(f"{row[name]:.2f}".replace("-", "−") for name in ("value_a", "value_b"))
    return f"{pair_name(row['pair'])} against {others} in {row['measure']} ({values}, {p_words(row['corrected'])})"
