"""Tables of one pair -> where its states and the third parties of its events lie: capitals with their coordinates."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache

import numpy as np
import pandas as pd

from relations import lexicon
from relations.analysis.labels import country, sides
from relations.analysis.selection import Tables, select
from relations.countries import side_of

STATES = ["code", "country_name", "pairs", "latitude", "longitude"]
PLACES = ["code", "country_name", "part", "city", "latitude", "longitude", "events"]
SIDE, THIRD_PARTY = "side", "third party"
KILOMETRES = 6371.0  # the mean radius of the Earth (IUGG)


def places(tables: Tables, pair: str) -> pd.DataFrame:
    """A row for each of the two states, then for each third party of an event that the text does not deny or suppose.

    `events` counts the events that name the state, or a former one that it carries on, as actor or recipient. `city` is
    the capital, `latitude` and `longitude` are its degrees; empty and NaN for what is no state or has no known capital.
    """
    events = select(tables, pair)["events"]
    events = events[~events["status"].isin(["negated", "hypothetical"])]
    both = sides(pair)
    cells = (events["actors"] + ";" + events["recipients"]).str.split(";")
    named = Counter(code for codes in cells for code in {side_of(code, both) for code in codes if code})
    others = sorted((code for code in named if code not in both), key=lambda code: (-named[code], code))
    rows = [placed(code, SIDE if code in both else THIRD_PARTY, named[code]) for code in (*both, *others)]
    return pd.DataFrame(rows, columns=PLACES)


def states(pairs: Iterable[str]) -> pd.DataFrame:
    """A row for each state of some pairs, those in most of them first: `pairs` counts these.

    `latitude` and `longitude` are the degrees of its capital, NaN where none is known.
    """
    counts = Counter(code for pair in pairs for code in pair.split("-"))
    rows = [placed(code, "", number) for code, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return pd.DataFrame(rows, columns=PLACES).rename(columns={"events": "pairs"})[STATES]


def placed(code: str, part: str, events: int) -> tuple[str, str, str, str, float, float, int]:
    known = capitals().get(code, {"city": "", "latitude": "nan", "longitude": "nan"})
    latitude, longitude = float(known["latitude"]), float(known["longitude"])
    return code, country(code), part, known["city"], latitude, longitude, events


@cache
def capitals() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in lexicon.table("capitals.csv")}


def distance(frame: pd.DataFrame) -> float:
    """The distance of the two capitals along the surface of the Earth, in kilometres; NaN where one is not known.

    >>> quarter = pd.DataFrame({"part": ["side", "side"], "latitude": [0.0, 0.0], "longitude": [0.0, 90.0]})
    >>> round(distance(quarter))
    10008
    """
    ends = frame[frame["part"] == SIDE]
    (north, south), (east, west) = (map(math.radians, ends[name]) for name in ("latitude", "longitude"))
    half = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin((east - west) / 2) ** 2
    return 2 * KILOMETRES * math.asin(math.sqrt(half))


def route(frame: pd.DataFrame, steps: int = 60) -> np.ndarray:
    """The shortest way over the Earth between the two capitals: rows of longitude and latitude, in degrees.

    Longitudes go on beyond 180 degrees instead of leaping. No rows where a capital is not known; only the two ends
    where they are one place or opposite each other, when no way is the shortest.

    >>> ends = pd.DataFrame({"part": ["side", "side"], "latitude": [0.0, 0.0], "longitude": [170.0, -170.0]})
    >>> route(ends, steps=2).round(6).tolist()
    [[170.0, 0.0], [180.0, 0.0], [190.0, 0.0]]
    """
    ends = frame[frame["part"] == SIDE]
    if len(ends) < 2 or ends["latitude"].isna().any():
        return np.empty((0, 2))
    east, north = np.radians(ends["longitude"].to_numpy(float)), np.radians(ends["latitude"].to_numpy(float))
    a, b = np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])
    angle = math.acos(min(max(float(a @ b), -1.0), 1.0))
    if min(angle, math.pi - angle) < 1e-4:
        return ends[["longitude", "latitude"]].to_numpy(float)
    along = np.linspace(0, angle, steps + 1)[:, None]
    x, y, z = ((np.sin(angle - along) * a + np.sin(along) * b) / math.sin(angle)).T
    return np.column_stack([np.degrees(np.unwrap(np.arctan2(y, x))), np.degrees(np.arcsin(z.clip(-1, 1)))])
