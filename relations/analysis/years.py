"""First and last days (ISO 8601) -> years as decimals, and the one year or decade that an event surely belongs to."""

import math
from calendar import isleap
from datetime import date, timedelta
from functools import cache

import pandas as pd

DAY = timedelta(days=1)
A_YEAR = 1.01  # in decimal years, with room for the leap day


@cache
def decimal(day: str) -> float:
    """The beginning of a day as a decimal year; an empty day is not a number.

    >>> decimal("1998-01-01"), round(decimal("1998-07-02"), 2), decimal("")
    (1998.0, 1998.5, nan)
    """
    if not day:
        return math.nan
    when = date.fromisoformat(day)
    first = date(when.year, 1, 1)
    length = 366 if isleap(when.year) else 365
    return when.year + (when - first).days / length


@cache
def end(day: str) -> float:
    """The end of a day as a decimal year, so that a whole year is one long; an empty day is not a number.

    >>> end("1998-12-31"), end("")
    (1999.0, nan)
    """
    if not day:
        return math.nan
    return decimal((date.fromisoformat(day) + DAY).isoformat()) if day < "9999-12-31" else 10000.0


def spans(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns `start` and `end` in decimal years from `earliest` and `latest`; open ends are NaN."""
    return pd.DataFrame(
        {"start": [decimal(day) for day in frame["earliest"]], "end": [end(day) for day in frame["latest"]]},
        index=frame.index, dtype="float64",
    )  # fmt: skip


def year(earliest: str, latest: str) -> int | None:
    """The calendar year that a date lies in, if it lies in one.

    >>> year("1998-08-01", "1998-08-31"), year("1990-01-01", "1999-12-31"), year("", "1974-12-31")
    (1998, None, None)
    """
    return int(earliest[:4]) if earliest and earliest[:4] == latest[:4] else None


def decade(earliest: str, latest: str) -> int | None:
    """The first year of the decade that a date lies in, if it lies in one.

    >>> decade("1990-01-01", "1999-12-31"), decade("1989-12-31", "1990-01-01")
    (1990, None)
    """
    return int(earliest[:3]) * 10 if earliest and earliest[:3] == latest[:3] else None


def of_events(events: pd.DataFrame) -> pd.Series:
    """The calendar year of each event; missing where the date is vaguer, spans years, or is not told."""
    first, last = (events[name].str[:4] for name in ("earliest", "latest"))
    return pd.to_numeric(first.where((first == last) & (first != ""))).astype("Int64")
