"""A code goes in, what is known of the state comes out: names, nationality, capital, numbers in the lists of states."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from relations.errors import RelationsError
from relations.lexicon import joined, table

ERA = re.compile(r"-?\d+-(?P<last>-?\d+)")  # of `realms.csv`: "1299-1922"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One row of `lexicon/countries.csv`; its header says what each field holds. Empty: unknown or none."""

    code: str
    iso2: str
    name: str
    official: tuple[str, ...]
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: tuple[str, ...]
    cow: str
    gw: str
    valid_from: str
    valid_to: str
    kind: str
    prefixes: tuple[str, ...]
    continued_by: str


LISTS = frozenset({"official", "aliases", "demonyms", "capital", "prefixes"})


@cache
def countries() -> dict[str, Country]:
    """Every country by its code, in the order of the lexicon."""
    rows = (
        {key: joined(cell) if key in LISTS else cell for key, cell in row.items()} for row in table("countries.csv")
    )
    return {country.code: country for country in (Country(**row) for row in rows)}  # type: ignore[arg-type]


def country(code: str) -> Country:
    """What is known of a state, territory or body.

    >>> country("MMR").capital
    ('Naypyidaw', 'Naypyitaw', 'Nay Pyi Taw', 'Yangon', 'Rangoon')

    Raises:
        RelationsError: no country has this code.
    """
    try:
        return countries()[code]
    except KeyError:
        raise RelationsError(
            "no country has this code", where=repr(code), expected="an ISO 3166-1 alpha-3 code such as PRK",
            remedy="see lexicon/countries.csv",
        ) from None  # fmt: skip


def name(code: str) -> str:
    """The short English name.

    >>> name("PRK")
    'North Korea'
    """
    return country(code).name


def demonym(code: str) -> str:
    """The adjective of nationality; the name itself where English has none (Holy See).

    >>> demonym("PRK"), demonym("VAT")
    ('North Korean', 'Holy See')
    """
    found = country(code)
    return found.demonyms[0] if found.demonyms else found.name


def was_state(code: str, earliest: str, latest: str) -> bool:
    """Whether a state may have existed at a date, given by its first and last day; true for a state of today.

    >>> was_state("SUN", "1917-12-31", "1917-12-31"), was_state("SUN", "1975-01-01", "1975-12-31")
    (False, True)
    """
    known = countries().get(code)
    ended = known.valid_to if known else ""
    before = bool(known and ended and latest) and latest[:4] < (known.valid_from if known else "")
    return not (before or (ended != "" and earliest[:4] > ended))


def was_former(code: str) -> bool:
    """Whether a state is no more.

    >>> was_former("SUN"), was_former("PRK")
    (True, False)
    """
    known = countries().get(code)
    return known is not None and bool(known.valid_to)


def had_ended(realm: str, year: str) -> bool:
    """Whether a realm of the past had ended before a year, by its era in `realms.csv`.

    >>> had_ended("Ottomans", "1992"), had_ended("Ottomans", "1590")
    (True, False)
    """
    end = _last_years().get(realm)
    return end is not None and year.isdigit() and int(year) > end


@cache
def _last_years() -> dict[str, int]:
    """The name of each realm of the past -> the last year of its era."""
    eras = ((row, ERA.fullmatch(row["era"])) for row in table("realms.csv"))
    return {name: int(era["last"]) for row, era in eras if era for name in joined(row["names"])}


def is_whole(code: str) -> bool:
    """Whether a former state was the whole of the one that carries it on, with the same capital, not a part of it.

    >>> is_whole("SUN"), is_whole("DDR")
    (True, False)
    """
    known = countries().get(code)
    return known is not None and bool(known.continued_by) and not known.capital


@cache
def former_of(code: str, pair: tuple[str, str]) -> str:
    """The former state of a pair that a state carries on as a whole; the state itself if there is none.

    >>> former_of("RUS", ("ARG", "SUN")), former_of("RUS", ("ARG", "RUS")), former_of("DEU", ("ARG", "DDR"))
    ('SUN', 'RUS', 'DEU')
    """
    return next((former for former in pair if is_whole(former) and countries()[former].continued_by == code), code)


def side_of(code: str, pair: Collection[str]) -> str:
    """The state of a pair that a code stands for: itself, or the one that carries on the relations of a former state.

    A code that stands for neither is returned as it is.

    >>> side_of("SUN", ("ARG", "RUS")), side_of("SUN", ("ARG", "SUN")), side_of("PRK", ("ARG", "RUS"))
    ('RUS', 'SUN', 'PRK')
    """
    known = None if code in pair else countries().get(code)
    return (known.continued_by if known else "") or code
