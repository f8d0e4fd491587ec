"""Tables of one pair -> where its states and the third parties of its events lie: capitals with their coordinates."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache

import pandas as pd

from relations import lexicon
from relations.analysis.labels import country, sides
from relations.analysis.selection import Tables, select

STATES = ["code", "country_name", "pairs", "latitude", "longitude"]
PLACES = ["code", "country_name", "part", "city", "latitude", "longitude", "events"]
SIDE, THIRD_PARTY = "side", "third party"
KILOMETRES = 6371.0  # the mean radius of the Earth (IUGG)


def places(tables: Tables, pair: str) -> pd.DataFrame:
    """A row for each of the two states, then for each third party of an event that the text does not deny or suppose.

    `events` counts the events that name the state as actor or recipient. `city` is the capital, `latitude` and
    `longitude` are its degrees; empty and NaN for what is no state or has no known capital.
    """
    events = select(tables, pair)["events"]
    events = events[~events["status"].isin(["negated", "hypothetical"])]
    cells = (events["actors"] + ";" + events["recipients"]).map(lambda cell: {code for code in cell.split(";") if code})
    named = Counter(code for codes in cells for code in codes)
    both = sides(pair)
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
