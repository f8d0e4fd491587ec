"""The outlines of the lexicon -> the rings of every state, to be drawn on any map."""

from functools import cache

import numpy as np

from relations import lexicon


@cache
def outlines() -> dict[str, list[np.ndarray]]:
    """The rings of every state, each an array of longitudes and latitudes; land of no state of ours under ""."""
    found: dict[str, list[np.ndarray]] = {}
    for row in lexicon.table("outlines.csv"):
        rings = [np.array(ring.split(), dtype=float).reshape(-1, 2) for ring in row["rings"].split(";")]
        found.setdefault(row["code"], []).extend(rings)
    return found
