"""The lexicon of countries goes in, a dictionary comes out: a written form -> what it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from relations.countries.records import Country, countries, former_of
from relations.lexicon import joined, table

PLAIN = {"'": "’‘ʼ′", "-": "‐‑", " ": "\u00a0\u202f\u2009"}
OTHER_SPELLINGS = {"Saint ": ("St. ", "St "), " and ": (" & ",), "-": ("–",)}
INVARIABLE = ("s", "sh", "ch", "ese", "x", "z")
# What a former state shares with the one that carries it on: in an article on the Soviet Union, Moscow is its capital.
WITHIN = frozenset({"capital", "city", "demonym", "prefix"})


@dataclass(frozen=True, slots=True)
class Form:
    """One written form: what it stands for, and among which states it wavers.

    `kind` is that of a mention, or "prefix" (the first part of Sino-Indian).
    """

    text: str
    code: str
    kind: str
    candidates: tuple[str, ...] = ()

    def meant(self, pair: tuple[str, str] | None) -> str:
        """The code that it stands for in a text about a pair."""
        fitting = [code for code in self.candidates if pair and code in pair]
        if len(fitting) == 1:
            return fitting[0]
        if pair is None or self.kind not in WITHIN or self.code in pair:
            return self.code
        return former_of(self.code, pair)


def plain(text: str) -> str:
    """The same text, letter for letter, with typewriter apostrophes, hyphens and blanks.

    >>> plain("Côte d’Ivoire")
    "Côte d'Ivoire"
    """
    if text.isascii():
        return text
    for usual, others in PLAIN.items():
        for other in others:  # many times faster than str.translate
            text = text.replace(other, usual)
    return text


def variants(phrase: str) -> list[str]:
    """A name as it may also be written.

    >>> variants("Saint Kitts and Nevis")[1:4]
    ['St. Kitts and Nevis', 'St Kitts and Nevis', 'Saint Kitts & Nevis']
    """
    found = [phrase]
    for usual, others in OTHER_SPELLINGS.items():
        if usual in phrase:
            found += [text.replace(usual, other) for other in others for text in found]
    return found


def inflected(demonym: str) -> Iterator[str]:
    """A word for nationality and its plural; forms that nobody writes do no harm."""
    yield demonym
    if demonym.endswith("man"):
        yield demonym[:-3] + "men"
    elif not demonym.endswith(INVARIABLE):
        yield demonym + "s"


def country_forms(country: Country) -> Iterator[Form]:
    kind = country.kind if country.kind in ("body", "realm") else "name"
    for phrase in (country.name, *country.official, *country.aliases):
        yield from (Form(text, country.code, kind) for text in variants(phrase))
    for demonym in country.demonyms:
        people = "realm" if kind == "realm" else "demonym"
        yield from (Form(text, country.code, people) for text in inflected(demonym))
    for capital in country.capital:
        yield from (Form(text, country.code, "capital") for text in variants(capital))
    for prefix in country.prefixes:
        yield Form(prefix, country.code, "prefix")


def listed(file: str, column: str, kind: str) -> Iterator[Form]:
    for row in table(file):
        for phrase in joined(row[column]):
            yield from (Form(text, row["code"], row.get("kind", kind)) for text in variants(phrase))


def ambiguous() -> Iterator[Form]:
    for row in table("ambiguous.csv"):
        for text in variants(row["word"]):
            yield Form(text, row["otherwise"], row["kind"], joined(row["candidates"]))


def all_forms() -> Iterator[Form]:
    """Every form of every file; of several with the same text, the first holds."""
    yield from ambiguous()
    yield from listed("names_inside.csv", "phrases", "none")
    for country in countries().values():
        yield from country_forms(country)
    yield from listed("realms.csv", "names", "realm")
    yield from listed("bodies.csv", "names", "body")
    yield from listed("regions.csv", "names", "city")
    yield from listed("cities.csv", "names", "city")


@cache
def forms() -> dict[str, Form]:
    """Each written form once, by its text in plain letters."""
    found: dict[str, Form] = {}
    for form in all_forms():
        found.setdefault(plain(form.text), form)
    return found


def resolve(name: str) -> str:
    """The code of a state, territory or body from its whole name in any usual form; empty: unknown or ambiguous.

    Names, former names and initials count; cities and adjectives do not.

    >>> resolve("the Bolivarian Republic of Venezuela"), resolve("Korea"), resolve("Caracas")
    ('VEN', '', '')
    """
    text = " ".join(plain(name).split())
    text = text[4:] if text[:4].lower() == "the " else text
    form = forms().get(text)
    return form.code if form and form.kind in ("name", "realm", "body") else ""
