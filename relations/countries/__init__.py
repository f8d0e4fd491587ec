"""A text goes in, the states named in it come out: by name, nationality, capital, city, old realm or body.

Words and codes are data: `lexicon/countries.csv`, `cities.csv`, `regions.csv`, `realms.csv`, `bodies.csv`,
`ambiguous.csv`, `names_inside.csv`, `countries_gates.toml`; what titles of rulers tell, `rulers.csv`.
"""

from relations.countries.matching import Mention, find
from relations.countries.names import resolve
from relations.countries.records import (
    Country,
    country,
    demonym,
    had_ended,
    is_whole,
    name,
    side_of,
    was_former,
    was_state,
)
from relations.countries.rulers import of_ruler
from relations.countries.titles import pair_of

__all__ = [
    "Country",
    "Mention",
    "country",
    "demonym",
    "find",
    "had_ended",
    "is_whole",
    "name",
    "of_ruler",
    "pair_of",
    "resolve",
    "side_of",
    "was_former",
    "was_state",
]
