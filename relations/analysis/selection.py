"""All tables -> the tables of one pair, the events that count, and the direction in which each event goes."""

from functools import cache
from typing import Any

import pandas as pd

from relations.analysis.labels import COOPERATION, sides
from relations.countries import side_of

A_TO_B, B_TO_A, TOGETHER, TOWARD_BOTH = "a_to_b", "b_to_a", "together", "toward_both"
LANES = (A_TO_B, B_TO_A, TOGETHER)

Tables = dict[str, pd.DataFrame]
Row = dict[str, Any]


def select(tables: Tables, *pairs: str) -> Tables:
    """The rows of one pair, or of several, in every table; each pair may be given in either order.

    Raises:
        PairError: a pair is not two codes of three letters.
    """
    wanted = {"-".join(sides(pair)) for pair in pairs}
    articles = tables["articles"]
    own = set(articles.loc[articles["pair"].isin(wanted), "article"])
    chosen = {}
    for name, frame in tables.items():
        keep = frame["pair"].isin(wanted) if "pair" in frame else frame["article"].isin(own)
        chosen[name] = frame[keep].reset_index(drop=True)
    return chosen


def told(events: pd.DataFrame) -> pd.DataFrame:
    """The events that every count rests on: between the two states, and neither denied nor supposed by the text."""
    keep = (events["scope"] == "dyad") & ~events["status"].isin(["negated", "hypothetical"])
    return events[keep].reset_index(drop=True)


def happened(events: pd.DataFrame) -> pd.DataFrame:
    """The told events that the text does not call planned."""
    frame = told(events)
    return frame[frame["status"] != "planned"].reset_index(drop=True)


def of_pair(events: pd.DataFrame, pair: str) -> pd.DataFrame:
    """The told events of one pair."""
    frame = told(events)
    return frame[frame["pair"] == "-".join(sides(pair))].reset_index(drop=True)


def lanes(events: pd.DataFrame) -> pd.Series:
    """Who acts, for each event: the pair's first state, its second, both together, or others toward both.

    A pair's first state is the one whose code comes first in `pair`.
    """
    rows = zip(events["pair"], events["actors"], strict=True)
    return pd.Series([lane(pair, actors) for pair, actors in rows], index=events.index, dtype="str")


@cache
def lane(pair: str, actors: str) -> str:
    """The direction of one event from its pair and its actors, joined by `;`; a former state acts for today's.

    >>> [lane("PRK-ZAF", actors) for actors in ("PRK", "BWA;ZAF", "PRK;ZAF", "USA")], lane("ARG-RUS", "SUN")
    (['a_to_b', 'b_to_a', 'together', 'toward_both'], 'b_to_a')
    """
    acting = {side_of(code, sides(pair)) for code in actors.split(";")}
    a, b = (side in acting for side in sides(pair))
    if a and b:
        return TOGETHER
    return A_TO_B if a else B_TO_A if b else TOWARD_BOTH


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame, each a mapping from column to cell."""
    # Column by column: `to_dict` takes each cell of a text column on its own, four times as long.
    names = [str(name) for name in frame.columns]
    cells = [column.tolist() for _, column in frame.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def cooperative(events: pd.DataFrame) -> pd.Series:
    """Whether each event is cooperative by its quad class (REQUEST counts as verbal conflict, as in PLOVER)."""
    return events["quad"].str.endswith(COOPERATION)
