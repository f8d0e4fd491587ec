"""The events of several pairs -> a line on each: how many years lay between relations and the other first steps."""

from itertools import groupby

import pandas as pd

from relations import analysis
from relations.analysis.labels import pair_name
from relations.analysis.selection import records
from relations.analysis.steps import ESTABLISHED, distance_words
from relations.words import date_words, listed

MOST_TOLD = 10


def steps(events: pd.DataFrame, summary: pd.DataFrame) -> list[str]:
    """A sentence on each of the ten pairs with most events, and one on those of which the year is not told.

    Years are whole; they count from the establishment of relations, in order of time.
    """
    shown = analysis.leading(summary, summary, MOST_TOLD)
    found = {str(pair): analysis.milestones(events, str(pair)) for pair in shown["pair"]}
    told = {pair: words for pair, frame in found.items() if (words := step_words(frame))}
    silent = [pair_name(pair) for pair in found if pair not in told]
    said = [f"{pair_name(pair)}, {words}." for pair, words in told.items()]
    return said + ([f"No years can be counted for {listed(silent)}."] if silent else [])


def step_words(frame: pd.DataFrame) -> str:
    """The years of `analysis.milestones` in words; empty where none can be counted."""
    steps = sorted((row for row in records(frame.dropna(subset=["years"])) if row["milestone"] != ESTABLISHED),
                   key=lambda row: row["years"])  # fmt: skip
    if not steps:
        return ""
    groups = groupby(steps, key=lambda row: distance_words(row["years"]))
    said = [f"{listed(row['words'] for row in rows)} {when}" for when, rows in groups]
    began = frame.loc[frame["milestone"] == ESTABLISHED, "edtf"].iloc[0]
    return f"from relations {date_words(began)}: {'; '.join(said)}"
