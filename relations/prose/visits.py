"""A pair's visits and talks -> two sentences: how many each side paid, and at which level the sides met."""

import pandas as pd

from relations.analysis.labels import called, sides
from relations.analysis.selection import A_TO_B, B_TO_A
from relations.analysis.visits import HEAD, MINISTER, OTHER, UNTOLD
from relations.words import counted, listed


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

    >>> level_words(pd.Series([HEAD, OTHER, OTHER, UNTOLD]))
    'At the level of heads of state or government is one, of others 2; for one the text gives no role.'
    """
    numbers = {level: int((levels == level).sum()) for level in (HEAD, MINISTER, OTHER, UNTOLD)}
    if numbers[UNTOLD] == len(levels):
        return "It gives no role of anyone who takes part."
    silent = f"; for {amount(numbers[UNTOLD])} the text gives no role" if numbers[UNTOLD] else ""
    if not numbers[HEAD] + numbers[MINISTER]:
        return f"None of them is told to be at the level of ministers or above{silent}."
    names = {HEAD: "of heads of state or government", MINISTER: "of ministers or deputy heads", OTHER: "of others"}
    (first, number), *rest = ((name, numbers[level]) for level, name in names.items() if numbers[level])
    said = [f"At the level {first} {'is' if number == 1 else 'are'} {amount(number)}"]
    return f"{', '.join([*said, *(f'{name} {amount(number)}' for name, number in rest)])}{silent}."


def amount(number: int) -> str:
    return "one" if number == 1 else str(number)
