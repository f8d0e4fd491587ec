"""Named marks on a line -> rows in which none covers another; marks of one name that stand near share one label."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

GAP = 0.07


@dataclass(slots=True)
class Item:
    """A mark to place: its number, how far it reaches on the line in inches, its name, and the row it is given."""

    key: int
    left: float
    right: float
    name: str
    row: int = 0


@dataclass(slots=True)
class Cluster:
    """Items under one label: the block they fill with it, and where the label begins."""

    items: list[Item]
    label: str
    left: float
    right: float
    rows: int
    label_at: float
    label_row: float
    row: int = 0


def pack(items: Sequence[Item], width: Callable[[str], float], limit: float) -> tuple[list[Cluster], int]:
    """Place the items of a lane and their labels between 0 and `limit` inches: the clusters and the number of rows.

    `width` measures a label. Each item's `row` and each cluster's `row` are set, counted from 0 at the top.
    """
    clusters = [block(group, width, limit) for group in neighbours(items, width)]
    ends: list[float] = []
    for cluster in sorted(clusters, key=lambda cluster: (cluster.left, cluster.items[0].key)):
        cluster.row = first_free(ends, cluster)
        ends += [0.0] * (cluster.row + cluster.rows - len(ends))
        ends[cluster.row : cluster.row + cluster.rows] = [cluster.right] * cluster.rows
        cluster.label_row += cluster.row
        for item in cluster.items:
            item.row += cluster.row
    return clusters, len(ends)


def first_free(ends: list[float], cluster: Cluster) -> int:
    """The first row from which on the block covers nothing that is placed already."""
    row = 0
    while any(end > cluster.left for end in ends[row : row + cluster.rows]):
        row += 1
    return row


def neighbours(items: Iterable[Item], width: Callable[[str], float]) -> list[list[Item]]:
    """Items in groups of one name, where the label of one would reach into the next."""
    groups: list[list[Item]] = []
    open_groups: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: (item.left, item.right, item.key)):
        group = open_groups.get(item.name)
        reach = max(other.right for other in group) + 2 * GAP + width(item.name) if group else 0.0
        if group and item.left <= reach:
            group.append(item)
        else:
            open_groups[item.name] = [item]
            groups.append(open_groups[item.name])
    return groups


def block(items: list[Item], width: Callable[[str], float], limit: float) -> Cluster:
    """One group as a block: its label to the right, or to the left, or else in a row of its own below."""
    rows = stack(items)
    left, right = min(item.left for item in items), max(item.right for item in items)
    label = items[0].name if len(items) == 1 else f"{items[0].name} ×{len(items)}"
    needed = width(label) + 2 * GAP
    middle = (rows - 1) / 2
    if right + needed <= limit:
        return Cluster(items, label, left, right + needed, rows, right + GAP, middle)
    if left - needed >= 0:
        return Cluster(items, label, left - needed, right, rows, left - needed + GAP, middle)
    start = max(0.0, min(left, limit - needed))
    return Cluster(items, label, min(left, start), max(right, start + needed), rows + 1, start, rows)


def stack(items: Sequence[Item]) -> int:
    """Give each item the first row in which it covers no other; return the number of rows."""
    ends: list[float] = []
    for item in sorted(items, key=lambda item: (item.left, item.right, item.key)):
        item.row = next((row for row, end in enumerate(ends) if end <= item.left), len(ends))
        ends[item.row : item.row + 1] = [item.right]
    return len(ends)
