"""A pair's visits and talks -> two sentences: how many each side paid, and at which level the sides met."""

import pandas as pd

from relations.analysis.labels import called, sides
from relations.analysis.offices import HEAD, MINISTER, OTHER, UNTOLD
from relations.analysis.selection import A_TO_B, B_TO_A
from relations.words import counted, listed

ACTING = "of those who came, or of both where both act"


def visits(frame: pd.DataFrame, pair: str) -> str:
    """What `analysis.visits` holds, in words."""
    if not len(frame):
        return "The text tells of no visits and no talks between the two."
    paid = frame[frame["kind"] == "visit"]
    talks = len(frame) - len(paid)
    parts = [f"{counted(len(paid), 'visit')}{by_whom(paid, pair)}"] if len(paid) else []
    parts += [counted(talks, "meeting or call", "meetings or calls")] if talks else []
    return f"The text tells of {listed(parts)}. {level_words(frame['level'])}"


def by_whom(paid: pd.DataFrame, pair: str) -> str:
    """Whose visits they are: " (2 by Oman, one by Chad)"; nothing where neither side pays one alone."""
    lanes = zip(sides(pair), (A_TO_B, B_TO_A), strict=True)
    numbers = [(called(code), int((paid["lane"] == lane).sum())) for code, lane in lanes]
    clauses = [f"{amount(number)} by {name}" for name, number in numbers if number]
    if len(paid) in (number for _, number in numbers):
        return f" {clauses[0].partition(' ')[2]}"
    return f" ({', '.join(clauses)})" if clauses else ""


def level_words(levels: pd.Series) -> str:
    """How many of them were at which level.

    >>> level_words(pd.Series([HEAD]))
    'The highest of those who came, or of both where both act, is a head of state or government in one.'
    """
    numbers = {level: int((levels == level).sum()) for level in (HEAD, MINISTER, OTHER, UNTOLD)}
    if numbers[UNTOLD] == len(levels):
        return "It tells the office of no one who came, or of either side where both act."
    silent = f"; in {amount(numbers[UNTOLD])} no office is told" if numbers[UNTOLD] else ""
    if not numbers[HEAD] + numbers[MINISTER]:
        return f"None {ACTING}, is told to be a minister or a head of state or government{silent}."
    names = {HEAD: "a head of state or government", MINISTER: "a minister or deputy head", OTHER: "another official"}
    said = [f"{name} in {amount(numbers[level])}" for level, name in names.items() if numbers[level]]
    return f"The highest {ACTING}, is {', '.join(said)}{silent}."


def amount(number: int) -> str:
    return "one" if number == 1 else str(number)
