"""Tables of many pairs -> measures of each relationship: tempo, years until there was an embassy, level of visits."""

import math
from collections import defaultdict

import pandas as pd

from relations import dates
from relations.analysis import years
from relations.analysis.offices import HEAD, UNTOLD
from relations.analysis.selection import Tables, happened, lanes, records, told
from relations.analysis.steps import established
from relations.analysis.visits import VISIT, visit_level

FEWEST_DATED, SHORTEST = 5, 10


def per_decade(events: pd.DataFrame) -> pd.Series:
    """By pair, told events for each ten years between the first and the last of them.

    Events dated to the year count; fewer than five of them make no tempo, and what lies within less than ten years
    counts as ten. It is not corrected for the length of the articles.
    """
    chosen = told(events)
    year = years.of_events(chosen).dropna().astype("int64")
    groups = year.groupby(chosen["pair"])
    lasted = (groups.max() - groups.min() + 1).clip(lower=SHORTEST)
    return (10 * groups.size() / lasted).where(groups.size() >= FEWEST_DATED)


def embassy_years(tables: Tables) -> pd.Series:
    """By pair, the years from the establishment of relations to the first resident embassy of either in the other.

    Negative where the embassy is older. Between the middles of the two dates; only pairs for which both are told to the
    year.
    """
    missions = tables["missions"]
    chosen = missions[(missions["kind"] == "embassy") & (missions["residence"] == "resident")]
    opened = pd.Series([middle(value) for value in chosen["opened"]], index=chosen.index, dtype="float64")
    first = opened.groupby(chosen["pair"]).min()
    since = first - pd.Series(established(tables["events"]), dtype="float64").reindex(first.index)
    return since.dropna()


def middle(edtf: str) -> float:
    """The middle of a date in decimal years; not a number if it is vaguer than a year.

    >>> middle("1998"), middle("199X"), middle("")
    (1998.5, nan, nan)
    """
    when = dates.parse(edtf)
    start, end = years.decimal(when.earliest), years.end(when.latest)
    return (start + end) / 2 if end - start <= years.A_YEAR else math.nan


def visit_levels(tables: Tables) -> pd.DataFrame:
    """By pair, its visits that happened, those of which the text tells who came, and those by a head of the state.

    The columns are `visits`, `visits_with_level` and `visits_by_heads` (heads of state or government); levels are those
    of `visits`.
    """
    events = happened(tables["events"])
    events = events[events["mode"] == VISIT]
    named = defaultdict(list)
    for person in records(tables["people"][tables["people"]["article"].isin(set(events["article"]))]):
        named[person["article"]].append(person)
    rows = records(events.assign(lane=lanes(events))[["pair", "article", "evidence", "quote", "lane"]])
    level = pd.Series([visit_level(row, named[row["article"]]) for row in rows], index=events.index, dtype="str")
    marks = {"visits": level != "", "visits_with_level": level != UNTOLD, "visits_by_heads": level == HEAD}
    return pd.DataFrame(marks).groupby(events["pair"]).sum().astype("int64")
