"""A number and a seed -> made-up articles in the manner of the seeds, each on another pair of states.

usage: python tests/synthetic.py NUMBER FOLDER        # writes NUMBER articles, the same each time

States, capitals and adjectives are the lexicon's, so that everything is read as in a real article; what is told of them
is made up (`data/synthetic.toml`), and so are the people.
"""

import random
import sys
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

from relations import countries, paths
from relations.countries.records import Country
from relations.countries.records import countries as known

SEED = 1
EVENTS = (2, 4, 6, 8, 10, 12, 16, 20, 30, 45)  # sentences of history: a few lines to several pages, median as the seeds
PARAGRAPH = 5
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
FIRST, LAST = 1948, 2023

with (Path(__file__).parent / "data" / "synthetic.toml").open("rb") as _file:
    FORMS: dict[str, list[str]] = tomllib.load(_file)


def articles(number: int, seed: int = SEED) -> dict[str, str]:
    """The texts of `number` articles, by the stem of the file: the first ten of a hundred are those of ten.

    Raises:
        ValueError: there are not so many pairs of states.
    """
    states = [state for state in known().values() if state.kind == "state" and state.capital]
    pairs = list(combinations(sorted(states, key=lambda state: state.name), 2))
    if number > len(pairs):
        raise ValueError(f"{number} articles: there are only {len(pairs)} pairs of states")
    random.Random(seed).shuffle(pairs)
    told = (_Teller(random.Random(f"{seed} {a.code} {b.code}"), a, b, states) for a, b in pairs[:number])
    return {paths.pair_id(f"{teller.a.code}-{teller.b.code}"): teller.article() for teller in told}


def write(folder: Path, number: int, seed: int = SEED) -> None:
    """Write `number` articles into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles(number, seed).items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")


class _Teller:
    """One pair of states, and the chance by which it is told of."""

    def __init__(self, chance: random.Random, a: Country, b: Country, states: list[Country]) -> None:
        self.chance, self.a, self.b, self.states = chance, a, b, states

    def article(self) -> str:
        title = f"{self.a.name}–{self.b.name} relations"
        lead = [f"{title} are the bilateral relations between {self.a.name} and {self.b.name}.", self.tell("lead")]
        sections = [self.history(), *self.optional()]
        head = [f"= {title} =", f"Infobox\n- Map: {self.a.name} {self.b.name} locator.svg", " ".join(lead)]
        related = f"- Foreign relations of {self.a.name}\n- Foreign relations of {self.b.name}"
        return "\n\n".join([*head, *sections, f"== See also ==\n\n{related}"]) + "\n"

    def history(self) -> str:
        """As many sentences as chance wants, in paragraphs, in the order of their years."""
        number = self.chance.choice(EVENTS)
        years = sorted(self.chance.randint(FIRST, LAST) for _ in range(number))
        sentences = [self.tell("established", year=years[0]), *(self.tell("history", year=year) for year in years)]
        lines = [" ".join(sentences[at : at + PARAGRAPH]) for at in range(0, len(sentences), PARAGRAPH)]
        return "== History ==\n\n" + "\n\n".join(lines)

    def optional(self) -> list[str]:
        """Sections that not every article has."""
        trade = " ".join(self.tell("trade") for _ in range(self.chance.randint(1, 3)))
        missions = "\n".join(f"- {self.tell('mission', turned=turned)}" for turned in (False, True))
        sections = [f"== Trade ==\n\n{trade}", self.visits(), f"== Diplomatic missions ==\n\n{missions}"]
        return [section for section in sections if self.chance.random() < 0.6]

    def visits(self) -> str:
        lists = []
        for coming, host in ((self.a, self.b), (self.b, self.a)):
            items = "\n".join(f"- {self.tell('visit')}" for _ in range(self.chance.randint(1, 4)))
            lists.append(f"=== High-level visits from {coming.name} to {host.name} ===\n\n{items}")
        return "== High-level visits ==\n\n" + "\n\n".join(lists)

    def tell(self, kind: str, *, year: int = 0, turned: bool | None = None) -> str:
        """One sentence, told of either side, unless it is said of which."""
        form = self.chance.choice(FORMS[kind])
        turned = self.chance.random() < 0.5 if turned is None else turned
        said = form.format(**self.sides(turned=turned), **self.dates(year), **self.people(), **self.numbers())
        return said[0].upper() + said[1:]

    def sides(self, *, turned: bool) -> dict[str, str]:
        a, b = (self.b, self.a) if turned else (self.a, self.b)
        third = self.chance.choice([state for state in self.states if state not in {a, b}])
        return {
            "a": a.name, "b": b.name, "third": third.name, "of_a": countries.demonym(a.code),
            "of_b": countries.demonym(b.code), "city_a": a.capital[0], "city_b": b.capital[0],
            "city_third": third.capital[0],
        }  # fmt: skip

    def dates(self, year: int) -> dict[str, Any]:
        year = year or self.chance.randint(FIRST, LAST)
        month, day = self.chance.choice(MONTHS), self.chance.randint(1, 28)
        when = self.chance.choice([f"In {year}", f"In {month} {year}", f"On {day} {month} {year}"])
        return {
            "when": when, "low_when": when[0].lower() + when[1:], "date": f"{day} {month} {year}", "year": year,
            "earlier": year - self.chance.randint(1, 6), "decade": f"{year // 10 * 10}s",
        }  # fmt: skip

    def people(self) -> dict[str, str]:
        names = [f"{self.chance.choice(FORMS['given'])} {self.chance.choice(FORMS['family'])}" for _ in range(2)]
        return {"person": names[0], "other": names[1], "minister": self.chance.choice(FORMS["ministers"])}

    def numbers(self) -> dict[str, int]:
        return {
            "percent": self.chance.randint(1, 60), "millions": self.chance.randint(2, 900),
            "troops": self.chance.randint(2, 90) * 50,
        }  # fmt: skip


def main() -> None:
    if len(sys.argv) != 3 or not sys.argv[1].isdecimal():
        sys.exit("synthetic: expected a number of articles and a folder to write them into")
    write(Path(sys.argv[2]), int(sys.argv[1]))


if __name__ == "__main__":
    main()
