"""Events -> their places in time: a row per event for the timeline, a row per year for the rhythm, decades by types."""

from functools import cache

import pandas as pd

from relations.analysis import years
from relations.analysis.labels import CONFLICT, COOPERATION, TYPES, event_name
from relations.analysis.selection import cooperative, lanes, of_pair, records, told
from relations.words import date_name

TIMELINE = [
    "event_id", "pair", "lane", "start", "end", "precision", "dated", "event_type", "quad", "side", "intensity",
    "label", "milestone", "edtf", "when",
]  # fmt: skip
WIDER, UNDATED = "wider", "undated"


def timeline(events: pd.DataFrame, pair: str) -> pd.DataFrame:
    """A row per told event of a pair: its lane (who acts), its span in decimal years, its kind; undated events last.

    `start` and `end` are the first and last moment that the date allows, NaN where it is open; `dated` says whether
    there is any date. `label` names the event in a few words, `when` its date.
    """
    return placed(of_pair(events, pair))


def timelines(events: pd.DataFrame) -> pd.DataFrame:
    """The timelines of all pairs in one frame, pairs in alphabetical order."""
    return placed(told(events)).sort_values("pair", kind="stable", ignore_index=True)


def placed(events: pd.DataFrame) -> pd.DataFrame:
    frame = events.join(years.spans(events)).assign(
        lane=lanes(events),
        dated=(events["earliest"] != "") | (events["latest"] != ""),
        side=cooperative(events).map({True: COOPERATION, False: CONFLICT}).astype("str"),
        label=event_names(events),
        when=events["edtf"].map(cache(date_name)).astype("str"),
    )
    order = frame["start"].fillna(frame["end"])
    frame = frame.assign(order=order).sort_values(["order", "end"], kind="stable", ignore_index=True)
    return frame[TIMELINE]


def event_names(events: pd.DataFrame) -> pd.Series:
    """Each event in one to four words, as `labels.event_name` says them."""
    kinds = events[["milestone", "event_type", "mode"]]
    names = {tuple(row.values()): event_name(row) for row in records(kinds.drop_duplicates())}
    return pd.Series([names[row] for row in kinds.itertuples(index=False, name=None)], index=events.index, dtype="str")


def rhythm(events: pd.DataFrame, pair: str) -> pd.DataFrame:
    """A row per calendar year from the first event to the last, with zeros: events, and their PLOVER intensity.

    Only events whose date lies within one calendar year count; `attrs["left_out"]` is the number of the others. The
    mean is NaN in a year without events.
    """
    chosen = of_pair(events, pair)
    year = years.of_events(chosen)
    dated = chosen.assign(year=year, good=cooperative(chosen))[year.notna()]
    groups = dated.groupby(dated["year"].astype("int64"))
    frame = pd.DataFrame(
        {
            "cooperative": groups["good"].sum(),
            "conflictual": groups["good"].count() - groups["good"].sum(),
            "intensity_sum": groups["intensity"].sum(),
            "intensity_mean": groups["intensity"].mean(),
        }
    )
    calendar = range(frame.index.min(), frame.index.max() + 1) if len(frame) else range(0)
    frame = frame.reindex(pd.Index(calendar, name="year", dtype="int64")).reset_index()
    frame = frame.fillna({"cooperative": 0, "conflictual": 0, "intensity_sum": 0.0})
    frame = frame.astype({"cooperative": "int64", "conflictual": "int64"})
    frame.attrs["left_out"] = len(chosen) - len(dated)
    return frame


def types_by_decade(events: pd.DataFrame) -> pd.DataFrame:
    """Told events by decade (rows, without gaps) and type (columns, in the ontology's order, those that occur).

    Two rows follow the decades, so that nothing is lost: `wider`, if there are events whose date spans decades or is
    open, and `undated`. Cells are numbers of events.
    """
    chosen = told(events)
    bounds = list(zip(chosen["earliest"], chosen["latest"], strict=True))
    found = [years.decade(first, last) for first, last in bounds]
    firsts = [decade for decade in found if decade is not None]
    rows = [f"{decade}s" for decade in range(min(firsts), max(firsts) + 10, 10)] if firsts else []
    names = [
        f"{decade}s" if decade is not None else WIDER if any(pair) else UNDATED
        for decade, pair in zip(found, bounds, strict=True)
    ]
    rows += [WIDER] * (WIDER in names) + [UNDATED]
    known = list(dict.fromkeys([*TYPES, *sorted(chosen["event_type"])]))
    columns = [name for name in known if name in set(chosen["event_type"])]
    table = pd.crosstab(pd.Series(names, dtype="str"), chosen["event_type"].reset_index(drop=True))
    return (
        table.reindex(index=rows, columns=columns, fill_value=0).rename_axis("decade", axis=0).rename_axis(None, axis=1)
    )


def marked_years(events: pd.DataFrame) -> dict[str, list[tuple[int, bool]]]:
    """By pair, the year of each told event that is dated to one, and whether the event is cooperative; sorted."""
    chosen = told(events)
    found: dict[str, list[tuple[int, bool]]] = {}
    for pair, year, good in zip(chosen["pair"], years.of_events(chosen), cooperative(chosen), strict=True):
        if not pd.isna(year):
            found.setdefault(pair, []).append((int(year), bool(good)))
    return {pair: sorted(marks) for pair, marks in found.items()}
