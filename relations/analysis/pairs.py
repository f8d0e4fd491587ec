"""Tables of many pairs -> how they compare: a row per pair, profiles of event types, and how far these are apart."""

import numpy as np
import pandas as pd
import scipy

from relations.analysis.coverage import coverage
from relations.analysis.labels import TYPES, pair_name
from relations.analysis.measures import embassy_years, per_decade, visit_levels
from relations.analysis.selection import Tables, cooperative, told
from relations.analysis.significance import ENOUGH, interval

CLUSTERED, MOST_CLUSTERED = 5, 500
COUNTS = ["cooperative", "missions", "findings", "visits", "visits_with_level", "visits_by_heads"]
SUMMARY = [
    "pair", "name", "articles", "words", "sentences", "events", "dated", "dated_share", "cooperative",
    "cooperative_share", "low", "high", "mean_intensity", "per_1000_words", "per_decade", "missions", "embassy_years",
    *COUNTS[3:], "first_year", "last_year", "findings",
]  # fmt: skip


def summary_of_pairs(tables: Tables) -> pd.DataFrame:
    """A row per pair that has an article: size of the text, events and their rate, cooperative share with its interval.

    Counts of events are told events; `per_1000_words` makes articles of different length comparable. `low` and `high`
    are the exact 95 % interval of `cooperative_share`. Years are those of the first and last dated event, missing where
    none is dated. `per_decade`, `embassy_years` and the visits are those of `measures`.
    """
    events = told(tables["events"])
    groups = events.groupby("pair")
    found = {
        "cooperative": cooperative(events).groupby(events["pair"]).sum(),
        "mean_intensity": groups["intensity"].mean(),
        "missions": tables["missions"].groupby("pair").size(),
        "findings": tables["findings"].groupby("pair").size(),
        "per_decade": per_decade(events),
        "embassy_years": embassy_years(tables),
    }
    frame = coverage(tables).set_index("pair")
    frame = frame.assign(**{name: values.reindex(frame.index) for name, values in found.items()})
    frame = frame.join(visit_levels(tables)).join(years_told(events))
    frame = frame.fillna(dict.fromkeys(COUNTS, 0)).astype(dict.fromkeys(COUNTS, "int64"))
    frame["dated_share"] = frame["dated"] / frame["events"].where(frame["events"] > 0)
    shares = [interval(*counts) for counts in zip(frame["cooperative"], frame["events"], strict=True)]
    frame[["cooperative_share", "low", "high"]] = np.array(shares, dtype=float).reshape(-1, 3)
    frame["name"] = pd.Series([pair_name(pair) for pair in frame.index], index=frame.index, dtype="str")
    return frame.reset_index()[SUMMARY]


def years_told(events: pd.DataFrame) -> pd.DataFrame:
    """By pair, the years of the first and the last day that a date of an event allows."""
    days = pd.concat([events.set_index("pair")[name] for name in ("earliest", "latest")])
    told_years = days[days != ""].str[:4].astype("Int64").groupby("pair")
    return pd.DataFrame({"first_year": told_years.min(), "last_year": told_years.max()})


def profiles(events: pd.DataFrame) -> pd.DataFrame:
    """Pairs (index) by event types (columns, in the order of the ontology): shares of the pair's told events.

    The first column, `events`, is the number of events the shares rest on; pairs without events have no row.
    """
    chosen = told(events)
    kinds = list(dict.fromkeys([*TYPES, *sorted(chosen["event_type"])]))
    counts = pd.crosstab(chosen["pair"], chosen["event_type"]).reindex(columns=kinds, fill_value=0)
    total = counts.sum(axis=1)
    shares = counts.div(total, axis=0).astype("float64")
    shares.insert(0, "events", total.astype("int64"))
    return shares.rename_axis("pair").rename_axis(None, axis=1)


def distances(profiles: pd.DataFrame) -> pd.DataFrame:
    """Jensen–Shannon distances (base 2; 0: same profile, 1: nothing in common) of pairs, as index and as columns.

    Pairs with fewer than ten events are left out: profiles of few events differ by chance alone. Five to five hundred
    pairs are ordered so that those alike stand together (average linkage, optimal order of leaves).
    """
    enough = profiles[profiles["events"] >= ENOUGH].drop(columns="events")
    values = enough.to_numpy()
    count = len(enough)
    table = np.zeros((count, count))
    for row in range(count - 1):
        table[row, row + 1 :] = scipy.spatial.distance.jensenshannon(values[row][:, None], values[row + 1 :].T, base=2)
    frame = pd.DataFrame(table + table.T, index=enough.index, columns=list(enough.index))
    if not CLUSTERED <= count <= MOST_CLUSTERED:
        return frame
    apart = scipy.spatial.distance.squareform(frame.to_numpy(), checks=False)
    near = scipy.cluster.hierarchy.leaves_list(scipy.cluster.hierarchy.linkage(apart, "average", optimal_ordering=True))
    ordered: pd.DataFrame = frame.iloc[near, near]
    return ordered
