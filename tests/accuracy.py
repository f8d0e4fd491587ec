"""Gold annotations and the articles they describe -> precision, recall and F1 of what the program reads, as a table.

usage: python tests/accuracy.py [GOLD ARTICLES] [--errors]

An event is *found* when it stands on the gold event's sentence with an accepted type, *dated* when its date is accepted
too, *whole* when actors and recipients agree as well. Gold rows marked as not required, events with a third party, and
what is denied or only supposed count neither way. Rows are paired one to one so that most agrees (scipy's assignment).
"""

import argparse
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from relations import articles, extraction
from relations.schema import Event

HERE = Path(__file__).parent
Row = dict[str, Any]


@dataclass
class Tally:
    """Counts of one measure, and its differences in words."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def words(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return frozenset(re.findall(r"[a-z0-9]+", plain))


def plain(edtf: str) -> str:
    return edtf.rstrip("~?%")


def overlap(one: Sequence[Sequence[int]], two: Sequence[Sequence[int]]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in two)


def pair_up(gold: Sequence[Any], found: Sequence[Any], weight: Callable[[Any, Any], float]) -> list[tuple[int, int]]:
    """Pairs of row numbers whose weights add up to the most; a weight of 0 is no pair."""
    if not gold or not found:
        return []
    weights = np.array([[weight(g, f) for f in found] for g in gold])
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if weights[i, j] > 0]


def agreement(gold: Row, event: Event) -> int:
    """How far an event agrees with a gold event: 0 not at all, 1 found, 2 dated, 3 whole."""
    if not overlap(gold["evidence"], event.evidence) or event.event_type not in gold["types"]:
        return 0
    if plain(event.edtf) not in {plain(edtf) for edtf in [gold["edtf"], *gold.get("edtf_also", [])]}:
        return 1
    sides = [set(gold["actors"]), set(gold["recipients"])]
    same = sides == [set(event.actors), set(event.recipients)]
    mutual = not all(sides) or not event.recipients
    return 3 if same or (mutual and sides[0] | sides[1] == {*event.actors, *event.recipients}) else 2


def score_events(gold: list[Row], told: Sequence[Event], tallies: dict[str, Tally]) -> None:
    found = [e for e in told if e.scope == "dyad" and e.status not in ("negated", "hypothetical")]

    def weight(g: Row, event: Event) -> float:
        return overlap(g["evidence"], event.evidence) * (0.1 + agreement(g, event) + 0.01 * g.get("required", True))

    pairs = pair_up(gold, found, weight)
    for level, name in enumerate(("events found", "events dated", "events whole"), 1):
        tally = tallies[name]
        hits = {i for i, j in pairs if agreement(gold[i], found[j]) >= level}
        tally.right += sum(gold[i].get("required", True) for i in hits)
        tally.missed += sum(g.get("required", True) and i not in hits for i, g in enumerate(gold))
        fine = {j for i, j in pairs if i in hits or not gold[i].get("required", True)}
        optional = [g for g in gold if not g.get("required", True)]
        extra = [
            e
            for j, e in enumerate(found)
            if j not in fine and not any(overlap(g["evidence"], e.evidence) for g in optional)
        ]
        tally.extra += len(extra)
        tally.errors += [f"missed: {g}" for i, g in enumerate(gold) if g.get("required", True) and i not in hits]
        tally.errors += [f"extra: {event.event_type} {event.edtf} {event.quote}" for event in extra]


def score_rows(
    name: str, gold: list[Row], found: Sequence[Any], weight: Callable[[Row, Any], float], tally: Tally
) -> list[tuple[Row, Any]]:
    """Count rows that pair up; give the pairs, for their details."""
    pairs = pair_up(gold, found, weight)
    taken = {i for i, _ in pairs}
    missed = [g for i, g in enumerate(gold) if i not in taken and g.get("required", True)]
    extra = [f for j, f in enumerate(found) if j not in {j for _, j in pairs}]
    tally.right += sum(gold[i].get("required", True) for i in taken)
    tally.missed += len(missed)
    tally.extra += len(extra)
    tally.errors += [f"missed {name}: {g}" for g in missed] + [f"extra {name}: {f}" for f in extra]
    return [(gold[i], found[j]) for i, j in pairs if gold[i].get("required", True)]


def score_details(pairs: list[tuple[Any, Any]], tally: Tally) -> None:
    for expected, given in pairs:
        same = expected == given
        tally.right += same
        tally.missed += not same
        tally.extra += not same
        tally.errors += [] if same else [f"{given!r} instead of {expected!r}"]


def like_mission(g: Row, m: Any) -> float:
    same = all(g[key] == getattr(m, key) for key in ("sender", "receiver", "kind", "residence"))
    return same * (
        1 + (words(g["city"]) == words(m.city)) + (g["status"] == m.status) + (plain(g["opened"]) == plain(m.opened))
    )


def like_person(g: Row, p: Any) -> float:
    a, b = words(g["name"]), words(p.name)
    return 2.0 * (a == b) or 1.0 * ((a <= b or b <= a) and len(a & b) > 1)


def close_role(g: Row, p: Any) -> tuple[bool, bool]:
    a, b = words(g["role"]), words(p.role)
    return True, len(a & b) >= 0.5 * len(a | b)


def score(gold: Path, texts: Path) -> dict[str, Tally]:
    """The tallies of every measure over all gold files of a folder."""
    names = (
        "events found",
        "events dated",
        "events whole",
        "missions",
        "missions: detail",
        "people",
        "people: country",
        "people: role",
        "dates: value",
    )
    tallies = {name: Tally() for name in names}
    for path in sorted(gold.glob("*.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        read = extraction.extract(articles.read(texts / f"{path.stem}.txt"))
        score_events(expected["events"], read.events, tallies)
        missions = score_rows("mission", expected["missions"], read.missions, like_mission, tallies["missions"])
        score_details([(words(g["city"]), words(m.city)) for g, m in missions], tallies["missions: detail"])
        for key in ("opened", "closed", "status"):
            score_details([(plain(g[key]), plain(getattr(m, key))) for g, m in missions], tallies["missions: detail"])
        people = score_rows("person", expected["people"], read.people, like_person, tallies["people"])
        score_details([(g["country"], p.country) for g, p in people], tallies["people: country"])
        score_details([close_role(g, p) for g, p in people if g["role"]], tallies["people: role"])
        score_rows(
            "date",
            expected["dates"],
            read.dates,
            lambda g, d: (g["start"] < d.end and d.start < g["end"]) * float(plain(g["edtf"]) == plain(d.edtf)),
            tallies["dates: value"],
        )
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="?", type=Path, default=HERE / "gold")
    parser.add_argument("articles", nargs="?", type=Path, default=HERE.parent / "seeds")
    parser.add_argument("--errors", action="store_true", help="print every difference")
    given = parser.parse_args()
    print("| measure | precision | recall | F1 | right | extra | missed |\n|---|---|---|---|---|---|---|")
    for name, tally in score(given.gold, given.articles).items():
        shares = f"{tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f}"
        print(f"| {name} | {shares} | {tally.right} | {tally.extra} | {tally.missed} |")
        print("".join(f"  {error}\n" for error in tally.errors) if given.errors else "", end="")


if __name__ == "__main__":
    main()
