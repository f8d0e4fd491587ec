"""The tables of several pairs -> a paragraph on how they compare, for the length of their articles."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from relations import analysis
from relations.analysis.differences import DIFFER
from relations.analysis.ranking import MOST
from relations.analysis.selection import records
from relations.analysis.significance import ENOUGH, TOO_FEW
from relations.words import counted, listed, percent, spelled

CROWD = 20  # pairs from which on the least and the most are chance
Tables = dict[str, pd.DataFrame]


def comparison_summary(tables: Tables, summary: pd.DataFrame | None = None) -> str:
    """Two to five sentences on how pairs compare: those of `summary`, rows of `analysis.summary_of_pairs`; None: all.

    Rates are per 1,000 words; shares come with exact 95 % intervals; two pairs are put to permutation tests, and pairs
    with fewer than ten events are not judged.
    """
    chosen = analysis.summary_of_pairs(tables) if summary is None else summary
    if len(chosen) < 2:
        known = f"only one pair, {chosen['name'].iloc[0]}" if len(chosen) else "no pair"
        return f"There is {known}: nothing can be compared."
    parts = [extent(chosen), rates(chosen), *(two(tables, chosen) if len(chosen) == 2 else many(chosen))]
    return " ".join(filter(None, parts))


def caption(words: str, summary: pd.DataFrame) -> str:
    """A table's caption; of more pairs than `analysis.leading` keeps it says which are shown.

    >>> caption("First steps", pd.DataFrame(index=range(3000)))
    'First steps: the 30 pairs with most events, of 3,000'
    """
    return f"{words}: the {MOST} pairs with most events, of {len(summary):,}" if len(summary) > MOST else words


def extent(frame: pd.DataFrame) -> str:
    articles, words, events = (int(frame[name].sum()) for name in ("articles", "words", "events"))
    return (
        f"The comparison covers {counted(len(frame), 'pair')} in {counted(articles, 'article')} of {words:,} words "
        f"together, which tell of {counted(events, 'event')}."
    )


def rates(frame: pd.DataFrame) -> str:
    """Which article tells of most events for its length, and which fewest."""
    known = frame.dropna(subset=["per_1000_words"]).sort_values(["per_1000_words", "pair"], ignore_index=True)
    if len(known) < 2:
        return ""
    if len(known) >= CROWD:
        return (
            f"For each 1,000 words half of the texts tell of {middle(known['per_1000_words'], '{:.1f}'.format)} events."
        )
    low, high = known.iloc[0], known.iloc[-1]
    if f"{low['per_1000_words']:.1f}" == f"{high['per_1000_words']:.1f}":
        return f"For each 1,000 words all of them tell of {low['per_1000_words']:.1f} events."
    return (
        f"For each 1,000 words the text on {high['name']} tells of most events ({high['per_1000_words']:.1f}), "
        f"that on {low['name']} fewest ({low['per_1000_words']:.1f})."
    )


def two(tables: Tables, frame: pd.DataFrame) -> list[str]:
    """The cooperative shares of two pairs, and whether they differ by more than chance."""
    first, second = frame["pair"]
    tests = analysis.difference(tables["events"], first, second)
    rows = records(frame)
    if (tests["verdict"] == TOO_FEW).any():
        few = [row["name"] for row in rows if row["events"] < ENOUGH]
        return [f"{listed(few)} {'has' if len(few) == 1 else 'have'} too few events to say whether the two differ."]
    said = f"Cooperative are {listed(share_words(row) for row in rows)}."
    return [said, f"Permutation tests, corrected for their number, show {tests_words(records(tests))}."]


def tests_words(rows: list[dict[str, Any]]) -> str:
    """What several tests show; where that is nothing, their measures once, with the smallest p-value."""
    if any(row["verdict"] == DIFFER for row in rows):
        return listed(test_words(row) for row in rows)
    *measures, last = (row["measure"] for row in rows)
    return f"no difference in {', '.join(measures)} or {last} (least {p_words(min(row['corrected'] for row in rows))})"


def test_words(row: dict[str, Any]) -> str:
    """One test in words.

    >>> test_words({"measure": "mean intensity", "verdict": "no difference shown", "corrected": 0.437})
    'no difference in mean intensity (p = 0.44)'
    """
    return f"{'a' if row['verdict'] == DIFFER else 'no'} difference in {row['measure']} ({p_words(row['corrected'])})"


def p_words(value: float) -> str:
    """A p-value as a sentence writes it.

    >>> p_words(0.0004), p_words(0.437), p_words(1.0)
    ('p < 0.01', 'p = 0.44', 'p = 1')
    """
    return "p < 0.01" if value < 0.01 else f"p = {value:.2f}".removesuffix(".00")


def share_words(row: dict[str, Any]) -> str:
    return (
        f"{row['cooperative']} of {row['events']} events of {row['name']} "
        f"({percent(row['cooperative_share'])}; 95% interval {percent(row['low'])} to {percent(row['high'])})"
    )


def many(frame: pd.DataFrame) -> list[str]:
    """The range of cooperative shares among pairs with enough events to judge."""
    enough = frame[frame["events"] >= ENOUGH].sort_values(["cooperative_share", "pair"], ignore_index=True)
    few = len(frame) - len(enough)
    left_out = f"{capital_count(few)} fewer than {ENOUGH} events: too few to say." if few else ""
    if len(enough) < 2:
        return [left_out]
    among = f"Among the {len(enough):,} pairs with at least {ENOUGH} events"
    if len(enough) >= CROWD:
        shares = enough["cooperative_share"]
        said = f"the median of the cooperative share is {percent(shares.median())}, and half have"
        return [f"{among} {said} {middle(shares, percent)}.", left_out]
    ends = (f"{percent(row['cooperative_share'])} ({row['name']})" for row in (enough.iloc[0], enough.iloc[-1]))
    return [f"{among} the cooperative share runs from {' to '.join(ends)}.", left_out]


def middle(values: pd.Series, words: Callable[[float], str]) -> str:
    """The quartiles between which half of the values lie."""
    return " to ".join(dict.fromkeys(words(float(cut)) for cut in values.quantile([0.25, 0.75])))


def capital_count(number: int) -> str:
    return "One pair has" if number == 1 else f"{spelled(number).capitalize()} pairs have"
