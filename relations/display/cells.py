"""Names and values of a frame's columns -> the words that a reader sees for them in a table."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from relations.analysis import labels
from relations.analysis.balance import direction_words
from relations.words import date_name, percent

HEADS = {
    "a_to_b": "first state acts", "b_to_a": "second state acts", "together": "both act", "initiator": "acts more often",
    "cooperative_share": "cooperative, share", "dated_share": "dated, share", "low": "from", "high": "to",
    "country_name": "country", "edtf": "date", "lane": "who acts", "quad": "class", "label": "what",
    "embassy_years": "years from relations to the first embassy", "per_decade": "events per decade",
    "heads_share": "visits by heads of state or government, share", "corrected": "p, corrected",
    "by_chance": "by chance up to", "p_value": "p", "other": "compared with", "value_a": "its value",
    "value_b": "value of the other",
    "events_a": "its events", "events_b": "events of the other",
    "per_1000_words": "events per 1,000 words", "sentences_with_event": "sentences with an event", "sha256": "SHA-256",
    "silence_years": "longest silence, years", "silence_from": "since", "silence_to": "until",
    "first_in_second": "of the first state in the second", "second_in_first": "of the second in the first",
    "reciprocity": "missions kept by", "three_quarters": "third quartile", "quarter": "first quartile",
    "years_known": "pairs with the years", "least": "lowest", "most": "highest",
    "years": "years since relations were established",
}  # fmt: skip
SHARES = frozenset({"cooperative_share", "dated_share", "share", "low", "high", "heads_share"})
COUNTRIES = frozenset({"actors", "recipients", "sender", "receiver", "country", "initiator"})
PAIR = re.compile(r"[A-Z]{3}-[A-Z]{3}")


def head(name: str) -> str:
    """The heading of a column.

    >>> head("per_1000_words"), head("AID"), head("event_id")
    ('Events per 1,000 words', 'Aid', 'Event id')
    """
    words = HEADS.get(name) or labels.TYPE_NAMES.get(name) or (labels.pair_name(name) if PAIR.fullmatch(name) else "")
    words = words or name.replace("_", " ")
    return words[:1].upper() + words[1:]


def value(name: str, row: Mapping[str, Any]) -> str:
    """The cell of column `name` in a row: codes by their names, shares in percent, numbers with at most two decimals.

    >>> value("sender", {"sender": "PRK"}), value("share", {"share": 0.5}), value("mean", {"mean": 2.500001})
    ('North Korea', '50%', '2.5')
    >>> value("mean", {"mean": -0.001})
    '0'
    """
    cell = row[name]
    if pd.isna(cell):
        return ""
    if name in WORDS:
        return WORDS[name](cell, row)
    if isinstance(cell, float):
        return (
            percent(cell) if name in SHARES else f"{round(cell, 2) + 0.0:.2f}".rstrip("0").rstrip(".").replace("-", "−")
        )
    if name in COUNTRIES:
        return ", ".join(labels.country(code) for code in str(cell).split(";") if code)
    return str(cell)


def p_value(number: float) -> str:
    """A p-value in two decimals.

    >>> p_value(0.0004), p_value(0.437), p_value(1.0)
    ('< 0.01', '0.44', '1')
    """
    return "< 0.01" if number < 0.01 else f"{number:.2f}".removesuffix(".00")


WORDS: dict[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "pair": lambda cell, _: labels.pair_name(cell),
    "other": lambda cell, _: labels.pair_name(cell) if cell else "all other pairs",
    "p_value": lambda cell, _: p_value(cell),
    "corrected": lambda cell, _: p_value(cell),
    "measure": lambda cell, _: head(cell),
    "edtf": lambda cell, _: date_name(cell),
    "opened": lambda cell, _: date_name(cell),
    "closed": lambda cell, _: date_name(cell),
    "direction": lambda cell, row: row.get("words", cell),
    "milestone": lambda cell, row: row.get("words", cell),
    "lane": lambda cell, row: direction_words(cell, row["pair"]) if "pair" in row else str(cell),
}
