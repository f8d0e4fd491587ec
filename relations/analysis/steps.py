"""Events -> the steps of a relationship: the first of each kind, with the years since relations were established."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from relations import schema
from relations.analysis import years
from relations.analysis.labels import milestone_name
from relations.analysis.selection import happened, of_pair, records
from relations.words import counted, date_name

FIRST_VISIT, ESTABLISHED = "first_visit", "relations_established"
KINDS = (*schema.MILESTONES, FIRST_VISIT)


def milestones(events: pd.DataFrame, pair: str) -> pd.DataFrame:
    """The first told event of each kind of milestone, and the first visit, in order of time; undated ones last.

    `years` counts from the establishment of relations (negative: before it), between the middles of the two dates; NaN
    where either date is vaguer than a year. Planned events do not count.
    """
    chosen = of_pair(happened(events), pair)
    marks = chosen["milestone"].where((chosen["milestone"] != "") | (chosen["mode"] != "visit"), FIRST_VISIT)
    frame = chosen.join(years.spans(chosen)).assign(milestone=marks)
    frame = frame[frame["milestone"] != ""]
    frame = frame.assign(middle=middles(frame), order=frame_order(frame))
    frame = frame.sort_values(["order", "end"], kind="stable").drop_duplicates("milestone")
    established = frame.loc[frame["milestone"] == ESTABLISHED, "middle"]
    since = frame["middle"] - (established.iloc[0] if len(established) else math.nan)
    words = frame["milestone"].map(milestone_name).where(frame["milestone"] != FIRST_VISIT, "first visit")
    frame = frame.assign(
        years=since.astype("float64"), words=words.astype("str"), when=frame["edtf"].map(date_name).astype("str")
    )
    return frame[
        ["milestone", "words", "event_id", "article", "evidence", "edtf", "when", "start", "end", "years"]
    ].reset_index(drop=True)


def frame_order(frame: pd.DataFrame) -> pd.Series:
    return frame["start"].fillna(frame["end"])


def middles(frame: pd.DataFrame) -> pd.Series:
    """The middle of each date that is told to the year or finer, in decimal years; NaN for the others."""
    narrow = (frame["end"] - frame["start"]) <= years.A_YEAR
    return ((frame["start"] + frame["end"]) / 2).where(narrow)


def established(events: pd.DataFrame) -> dict[str, float]:
    """By pair, the decimal year in which relations were first established: only where that is dated to the year."""
    chosen = happened(events)
    marked = chosen[chosen["milestone"] == ESTABLISHED]
    frame = marked.join(years.spans(marked))
    first = frame.assign(middle=middles(frame), order=frame_order(frame)).sort_values(["order", "end"], kind="stable")
    found = first.drop_duplicates("pair").dropna(subset=["middle"]).sort_values("pair")
    return {str(pair): float(year) for pair, year in zip(found["pair"], found["middle"], strict=True)}


def steps_spread(events: pd.DataFrame) -> pd.DataFrame:
    """A row per kind of milestone: of how many pairs it is told, and the years from the establishment of relations.

    `years_known` counts the pairs for which both are dated to the year; `quarter`, `median` and `three_quarters` are of
    those, NaN where there are fewer than four: too few to say.
    """
    chosen = happened(events)
    marks = chosen["milestone"].where((chosen["milestone"] != "") | (chosen["mode"] != "visit"), FIRST_VISIT)
    frame = chosen.join(years.spans(chosen)).assign(milestone=marks)
    frame = frame[(frame["milestone"] != "") & (frame["milestone"] != ESTABLISHED)]
    frame = frame.assign(middle=middles(frame), order=frame_order(frame)).sort_values(["order", "end"], kind="stable")
    first = frame.drop_duplicates(["pair", "milestone"])
    since = first["middle"] - first["pair"].map(established(events)).astype("float64")
    groups = since.groupby(first["milestone"])
    cuts = {name: groups.quantile(cut) for name, cut in (("quarter", 0.25), ("median", 0.5), ("three_quarters", 0.75))}
    found = pd.DataFrame({"pairs": groups.size(), "years_known": groups.count(), **cuts})
    found.loc[found["years_known"] < 4, ["quarter", "median", "three_quarters"]] = math.nan
    found = found.reindex([kind for kind in KINDS if kind in found.index]).rename_axis("milestone").reset_index()
    words = found["milestone"].map(milestone_name).where(found["milestone"] != FIRST_VISIT, "first visit")
    return found.assign(step=words.astype("str"))


def milestones_table(events: pd.DataFrame) -> pd.DataFrame:
    """Pairs by milestones, each cell the date and the years since relations were established; empty where not told.

    Pairs of which no milestone is told have no row. The index is the pair; columns are the kinds of milestone that
    occur, in the order of the codebook.
    """
    rows = {}
    for pair, group in happened(events).groupby("pair"):
        found = records(milestones(group, str(pair)))
        if found:
            rows[str(pair)] = {str(row["milestone"]): step_words(row) for row in found}
    columns = [kind for kind in KINDS if any(kind in row for row in rows.values())]
    frame = pd.DataFrame.from_dict(rows, orient="index").reindex(columns=columns).fillna("")
    names = {kind: "first visit" if kind == FIRST_VISIT else milestone_name(kind) for kind in columns}
    return frame.rename(columns=names).rename_axis("pair")


def step_words(row: Mapping[str, Any]) -> str:
    """A milestone's date, and how long after the establishment of relations it came.

    >>> step_words({"milestone": "recognition", "when": "1974", "years": 9.0})
    '1974 (9 years on)'
    """
    when = str(row["when"]) or "undated"
    if row["milestone"] == ESTABLISHED or math.isnan(row["years"]):
        return when
    return f"{when} ({distance_words(row['years'])})"


def distance_words(number: float) -> str:
    """Years after (or before) the establishment of relations, in whole years.

    >>> distance_words(7.1), distance_words(-1.2), distance_words(0.3)
    ('7 years on', 'one year before', 'within a year')
    """
    whole = round(abs(number))
    if not whole:
        return "within a year"
    return f"{counted(whole, 'year')} {'on' if number > 0 else 'before'}"
