"""A pair's timeline frame -> where everything stands: lanes and their rows, the parts and their widths."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from relations.charts.packing import Cluster, Item, pack
from relations.charts.style import MARGIN, WIDTH, shortened, text_width

WIDEST_SIDE, STEP, ACROSS = 2.3, 0.19, 4
OPEN_LENGTH, MARK = 0.45, 0.09
LEAST_YEARS = 10.0
OUTLIERS, SHRINK, LONG, MANY = 0.25, 0.4, 100, 5


class Lane(NamedTuple):
    """What stands in one lane: blocks of dated marks, of marks in the two margins, and how many rows they need."""

    name: str
    earlier: list[Cluster]
    dated: list[Cluster]
    undated: list[Cluster]
    rows: int


class Layout:
    """Where everything stands, in inches and rows: which events are early outliers, how wide the three parts are."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame.reset_index(drop=True)
        self.early = early_outliers(self.frame)
        dated, undated = self.frame["dated"] & ~self.early, ~self.frame["dated"]
        room = WIDTH - 2 * MARGIN
        self.earlier = side_width(self.frame[self.early], with_date=True)
        column = side_width(self.frame[undated])
        self.columns = (3 if not dated.any() else 2 if undated.sum() > 1.5 * dated.sum() else 1) if column else 1
        self.undated = min(column * self.columns, room) if dated.any() else room
        self.main = (room - self.earlier - self.undated) * bool(dated.any())
        self.years = year_limits(self.frame[dated])

    def inches(self, year: float) -> float:
        """A year's distance from the left end of the time line."""
        first, last = self.years
        return (year - first) / (last - first) * self.main

    def year(self, inches: float) -> float:
        """The year at a distance from the left end of the time line."""
        first, last = self.years
        return first + inches / self.main * (last - first)

    def lane(self, name: str) -> Lane:
        own = self.frame[self.frame["lane"] == name]
        early = self.early[own.index]
        dated, rows = pack(
            [self.item(row) for row in own[own["dated"] & ~early].itertuples()], text_width, self.main - 0.05
        )
        earlier, rows_earlier = listed(own[early], self.earlier, 1, with_date=True)
        undated, rows_undated = listed(own[~own["dated"]], self.undated, self.columns)
        return Lane(name, earlier, dated, undated, max(rows, rows_earlier, rows_undated))

    def item(self, row: Any) -> Item:
        at = self.inches(mark_year(row._asdict()))
        left, right = reach(row, self)
        return Item(row.Index, min(left, at - MARK), max(right, at + MARK), row.label)


def mark_year(event: Mapping[str, Any]) -> float:
    """Where an event's mark stands: the middle of its date, or the end of it that is known."""
    known = [event[end] for end in ("start", "end") if not math.isnan(event[end])]
    return float(sum(known) / len(known))


def reach(row: Any, layout: Layout) -> tuple[float, float]:
    """How far the line of an event's date reaches; an open end is given a fixed length."""
    left = layout.inches(row.start) if not math.isnan(row.start) else layout.inches(row.end) - OPEN_LENGTH
    right = layout.inches(row.end) if not math.isnan(row.end) else layout.inches(row.start) + OPEN_LENGTH
    return max(left, 0.0), min(right, layout.main)


def early_outliers(frame: pd.DataFrame) -> pd.Series:
    """Which events lie so far before the others that they would squeeze them: at most a quarter, if not few.

    All of them end before the first of the others begins, so that the line never passes the year of one.
    """
    first, last = frame["start"].fillna(frame["end"]), frame["end"].fillna(frame["start"])
    order = last.dropna().sort_values(kind="stable").index
    nothing = pd.Series(False, index=frame.index)
    if len(order) < MANY:
        return nothing
    span = last.max() - first.min()
    for count in range(1, int(len(order) * OUTLIERS) + 1):
        begins = first[order[count:]].min()
        if last.max() - begins < SHRINK * span and span > LONG and last[order[count - 1]] <= begins:
            return nothing.where(~frame.index.isin(order[:count]), True)
    return nothing


def year_limits(frame: pd.DataFrame) -> tuple[float, float]:
    """First and last year of the line: whole years around all dates, and never fewer than ten."""
    known = pd.concat([frame["start"], frame["end"]]).dropna()
    if not len(known):
        return 0.0, 1.0
    first, last = math.floor(known.min()), math.ceil(known.max())
    pad = max(0.03 * (last - first), (LEAST_YEARS - (last - first)) / 2)
    return first - pad, last + pad


def side_names(rows: pd.DataFrame, *, with_date: bool) -> pd.Series:
    """The names of events in a margin; of a date that is a day, a month or a season the year is enough there."""
    if not with_date:
        return rows["label"]
    years = rows["when"].str.extract(r"(\d+)$", expand=False)
    exact = rows["precision"].isin(["day", "month", "season"]) & years.notna()
    return rows["label"] + ", " + years.where(exact, rows["when"].str.removeprefix("the "))


def side_width(rows: pd.DataFrame, *, with_date: bool = False) -> float:
    """The width of a margin that holds these events, in inches; none: no margin."""
    if not len(rows):
        return 0.0
    longest = max(text_width(name) for name in side_names(rows, with_date=with_date))
    return min(max(longest + 0.65, 1.3), WIDEST_SIDE)


def listed(rows: pd.DataFrame, width: float, columns: int, *, with_date: bool = False) -> tuple[list[Cluster], int]:
    """Marks without a place on the line, side by side under one label for each name, in a margin of this width."""
    clusters: list[Cluster] = []
    used = [0] * columns
    for name, group in rows.groupby(side_names(rows, with_date=with_date), sort=False):
        column = used.index(min(used))
        clusters.append(shelf(list(group.index), str(name), (column * width / columns, used[column]), width / columns))
        used[column] += clusters[-1].rows
    return clusters, max(used)


def shelf(keys: list[int], name: str, place: tuple[float, int], width: float) -> Cluster:
    """Marks of one name in rows of four, the label beside the first row; `place` is its left edge and its row."""
    left, row = place
    items = [Item(key, left + STEP * (n % ACROSS) + 0.1, 0, name, row + n // ACROSS) for n, key in enumerate(keys)]
    label_at = left + STEP * min(len(keys), ACROSS) + 0.07
    label = name if len(keys) == 1 else f"{name} ×{len(keys)}"
    label = shortened(label, left + width - label_at - 0.12)
    return Cluster(items, label, left, 0, -(-len(keys) // ACROSS), label_at, row, row)
