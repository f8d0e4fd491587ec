"""Counts and p-values -> exact intervals, tests corrected for their number, and in words what they show."""

import math
from functools import cache

import numpy as np
import scipy  # imports each of its parts at first use: those for tests take a second

ENOUGH, LEVEL = 10, 0.05
TOO_FEW, ALIKE = "too few events to say", "no difference shown"


@cache
def interval(successes: int, trials: int) -> tuple[float, float, float]:
    """A share and its exact 95 % confidence interval (Clopper and Pearson 1934); NaN without trials.

    >>> [round(value, 3) for value in interval(9, 13)]
    [0.692, 0.386, 0.909]
    """
    if not trials:
        return math.nan, math.nan, math.nan
    failures = trials - successes
    low = scipy.special.betaincinv(successes, failures + 1, LEVEL / 2) if successes else 0.0
    high = scipy.special.betaincinv(successes + 1, failures, 1 - LEVEL / 2) if failures else 1.0
    return successes / trials, float(low), float(high)


@cache
def even(first: int, directed: int) -> float:
    """The p-value of an exact binomial test whether two sides act equally often; too few events are not tested."""
    return float(scipy.stats.binomtest(first, directed).pvalue) if directed >= ENOUGH else math.nan


def holm(p_values: np.ndarray) -> np.ndarray:
    """P-values corrected for their number (Holm 1979); what is not a number is no test and stays so.

    >>> holm(np.array([0.04, 0.01, np.nan, 0.03])).round(2).tolist()
    [0.06, 0.03, nan, 0.06]
    """
    corrected = np.full(len(p_values), math.nan)
    order = [place for place in np.argsort(p_values, kind="stable") if not math.isnan(p_values[place])]
    steps = p_values[order] * np.arange(len(order), 0, -1)
    corrected[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return corrected


def verdict(p_value: float, shown: str) -> str:
    """What a p-value says: `shown`, that nothing is shown, or that too few events were there to test.

    >>> [verdict(p, "they differ") for p in (0.02, 0.3, math.nan)]
    ['they differ', 'no difference shown', 'too few events to say']
    """
    if math.isnan(p_value):
        return TOO_FEW
    return shown if p_value < LEVEL else ALIKE
