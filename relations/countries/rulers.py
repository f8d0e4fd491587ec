"""The title of a ruler and a pair of states -> the state of the two that has or had such a ruler."""

from functools import cache

from relations import lexicon


@cache
def _states() -> dict[str, frozenset[str]]:
    return {row["title"]: frozenset(lexicon.joined(row["codes"])) for row in lexicon.table("rulers.csv")}


def of_ruler(title: str, pair: tuple[str, ...]) -> str:
    """The code of the state whose ruler has a title; empty where neither state of the pair or both may have one.

    >>> of_ruler("sultan", ("TCD", "OMN")), of_ruler("king", ("BEL", "MAR")), of_ruler("president", ("TCD", "OMN"))
    ('OMN', '', '')
    """
    states = _states().get(title.lower(), frozenset())
    found = [code for code in pair if code in states]
    return found[0] if len(found) == 1 else ""
