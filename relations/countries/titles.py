"""The title of an article goes in, the two states that it is about come out."""

import re
from collections.abc import Iterator

from relations.countries.names import forms, plain, resolve
from relations.errors import PairError

RELATIONS = r"(?:relations?|relationships?|ties)"
LEADING = re.compile(
    rf"^(?:History of |The )?(?:(?:(?:bilateral|diplomatic|foreign|political) )?{RELATIONS} (?:between|of) (?:the )?)?",
    re.IGNORECASE,
)
TRAILING = re.compile(
    rf" +(?:(?:bilateral|diplomatic|foreign|political) )?{RELATIONS}(?:[ ,(].*\d.*| \(.*\))?$", re.IGNORECASE
)
SEPARATOR = re.compile(r" *[–—−/] *| +(?:and|&|with|to|-|--) +|-")


def pair_of(title: str) -> tuple[str, str]:
    """The codes of the two states in the order of a title such as "North Korea–South Africa relations".

    Names, former names, adjectives (Sino-Indian) and any usual dash or "and" between them are understood.

    >>> pair_of("Guinea-Bissau–Portugal relations"), pair_of("Relations between the Holy See and Israel")
    (('GNB', 'PRT'), ('VAT', 'ISR'))

    Raises:
        PairError: the title does not name two states; says what was not understood.
    """
    names = TRAILING.sub("", LEADING.sub("", " ".join(plain(title).split())))
    for left, right in splits(names):
        pair = side(left), side(right)
        if all(pair) and pair[0] != pair[1]:
            return pair
    raise PairError(
        f"no pair of states in the title {title!r}: {misunderstood(names)}",
        expected="two different states, such as 'North Korea–South Africa relations'",
        remedy="check the title, or add the name to lexicon/countries.csv",
    )


def splits(names: str) -> Iterator[tuple[str, str]]:
    """A title cut in two at each separator in turn: dashes first, for "and" and hyphens stand inside names as well."""
    found = sorted(SEPARATOR.finditer(names), key=lambda cut: (cut.group().strip() not in "–—−/", cut.start()))
    yield from ((names[: cut.start()], names[cut.end() :]) for cut in found)


def side(name: str) -> str:
    """The code of one side of a title: a name or an adjective."""
    form = forms().get(name.strip())
    return resolve(name) or (form.code if form and form.kind in ("demonym", "prefix") else "")


def misunderstood(names: str) -> str:
    parts = next(splits(names), (names,))
    unknown = [part for part in parts if not side(part)]
    if len(parts) == 1:
        return f"{names!r} does not name two"
    return " and ".join(map(repr, unknown)) + " is no state known" if unknown else "both names mean the same state"
