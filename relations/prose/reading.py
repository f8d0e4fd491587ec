"""A pair's row of coverage -> sentences on how much of the text gave events, and where it is silent."""

import math
from typing import Any

import pandas as pd

from relations.analysis.selection import records
from relations.words import counted, percent

FEW = {0: "None", 1: "One"}


def coverage(frame: pd.DataFrame) -> str:
    """The row of `analysis.coverage` in words."""
    if not len(frame):
        return "No article was read."
    row = records(frame)[0]
    return " ".join(filter(None, [share_words(row), dated_words(row), silence_words(row)]))


def share_words(row: dict[str, Any]) -> str:
    if not row["sentences"]:
        return "The text has no sentences."
    telling = int(row["sentences_with_event"])
    share = f" ({percent(row['share'])})" if telling else ""
    amount = str(FEW.get(telling, telling)).lower()
    return f"Of {counted(int(row['sentences']), 'sentence')}, {amount} gave an event that counts{share}."


def dated_words(row: dict[str, Any]) -> str:
    """How many of the events bear a date.

    >>> dated_words({"events": 2, "dated": 2}), dated_words({"events": 1, "dated": 0})
    ('Both events bear a date.', 'The one event bears no date.')
    """
    events, dated = int(row["events"]), int(row["dated"])
    if events == 0:
        return ""
    if events == 1:
        return f"The one event bears {'a' if dated else 'no'} date."
    if dated == events:
        return f"{'Both' if events == 2 else f'All {events}'} events bear a date."
    return f"{FEW.get(dated, dated)} of the {events} events {'bear' if dated > 1 else 'bears'} a date."


def silence_words(row: dict[str, Any]) -> str:
    years = row["silence_years"]
    if math.isnan(years) or years < 1:
        return ""
    between = f"after {row['silence_from']} and before {row['silence_to']}"
    silent = f"The longest silence of the text lasts {counted(math.floor(years), 'year')}, {between}"
    return f"{silent}; that it is silent does not mean that nothing happened."
