"""The tables of several pairs -> a paragraph on how they compare, for the length of their articles."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from relations import analysis
from relations.analysis.balance import ENOUGH, TOO_FEW
from relations.analysis.labels import sides
from relations.analysis.pairs import DIFFER
from relations.analysis.ranking import MOST
from relations.analysis.selection import records
from relations.words import counted, listed, percent, spelled

Tables = dict[str, pd.DataFrame]


def comparison_summary(tables: Tables, pairs: Sequence[str] = ()) -> str:
    """Two to five sentences on how pairs compare; no pairs named: all.

    Rates are per 1,000 words; shares come with exact 95 % intervals; two pairs are put to a permutation test, and pairs
    with fewer than ten events are not judged.
    """
    frame = analysis.summary_of_pairs(tables)
    wanted = {"-".join(sides(pair)) for pair in pairs}
    chosen = frame[frame["pair"].isin(wanted)] if wanted else frame
    if len(chosen) < 2:
        known = f"only one pair, {chosen['name'].iloc[0]}" if len(chosen) else "no pair"
        return f"There is {known}: nothing can be compared."
    parts = [extent(chosen), rates(chosen), *(two(tables, chosen) if len(chosen) == 2 else many(chosen))]
    return " ".join(filter(None, parts))


def caption(words: str, summary: pd.DataFrame) -> str:
    """A table's caption; of more pairs than `analysis.leading` keeps it says which are shown.

    >>> caption("First steps", pd.DataFrame(index=range(3000)))
    'First steps: the 40 pairs with most events, of 3,000'
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
    found = [test_words(row) for row in records(tests)]
    return [said, f"Permutation tests show {listed(found)}."]


def test_words(row: dict[str, Any]) -> str:
    """One test in words.

    >>> test_words({"measure": "mean intensity", "verdict": "no difference shown", "p_value": 0.437})
    'no difference in mean intensity (p = 0.44)'
    """
    p = "p < 0.01" if row["p_value"] < 0.01 else f"p = {row['p_value']:.2f}"
    return f"{'a' if row['verdict'] == DIFFER else 'no'} difference in {row['measure']} ({p})"


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
    ends = (f"{percent(row['cooperative_share'])} ({row['name']})" for row in (enough.iloc[0], enough.iloc[-1]))
    among = f"Among the {len(enough)} pairs with at least {ENOUGH} events"
    return [f"{among} the cooperative share runs from {' to '.join(ends)}.", left_out]


def capital_count(number: int) -> str:
    return "One pair has" if number == 1 else f"{spelled(number).capitalize()} pairs have"
