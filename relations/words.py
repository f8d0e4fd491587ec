"""EDTF dates, numbers and lists -> English words, the same wherever a table, a sentence or a chart needs them."""

import re
from collections.abc import Iterable

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
POINT = re.compile(r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<about>[~?%])?")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
PRONOUNS = frozenset({"he", "she", "they"})  # those that stand for people
NOT_STATED = "not stated"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun, as a sentence says it: none and one in words, the rest in figures.

    >>> [counted(n, "event") for n in (0, 1, 14, 3000)], counted(2, "country", "countries")
    (['no events', 'one event', '14 events', '3,000 events'], '2 countries')
    """
    if number == 1:
        return f"one {noun}"
    return f"{f'{number:,}' if number else 'no'} {plural or noun + 's'}"


def spelled(number: int) -> str:
    """A number as running text writes it: in words up to twelve.

    >>> spelled(2), spelled(40), spelled(3000)
    ('two', '40', '3,000')
    """
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


def listed(items: Iterable[str]) -> str:
    """Items as a list in a sentence, without a comma before the last.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    *head, last = items
    return f"{', '.join(head)} and {last}" if head else last


def ordinal(number: int) -> str:
    """A number that says which one in a row.

    >>> [ordinal(n) for n in (1, 2, 3, 11, 17, 21)]
    ['1st', '2nd', '3rd', '11th', '17th', '21st']
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def percent(share: float) -> str:
    """A share between 0 and 1 in whole percent; what is not quite none or all does not read so.

    >>> [percent(share) for share in (0, 0.004, 0.857, 0.998, 1)]
    ['0%', '1%', '86%', '99%', '100%']
    """
    whole = round(100 * share)
    return f"{min(max(whole, 1), 99) if 0 < share < 1 else whole}%"


def date_words(edtf: str) -> str:
    """When something happened, as an adverbial: with the preposition that its precision asks for; undated: empty.

    >>> date_words("1998-08"), date_words("2014-06-20"), date_words("199X"), date_words("16XX"), date_words("../1974")
    ('in August 1998', 'on 20 June 2014', 'in the 1990s', 'in the 17th century', 'before 1974')
    >>> date_words("2005-09-24/2005-09-27"), date_words("2019/.."), date_words("1990~")
    ('from 24 to 27 September 2005', 'since 2019', 'around 1990')
    """
    first, last = ends(edtf)
    if first != last and first and last:
        return f"from {start_name(first, last)} to {named(last)}"
    match = POINT.fullmatch(edtf)
    if not match or match["about"] in ("~", "%"):
        return date_name(edtf)
    return f"{'on' if match['day'] else 'in'} {named(edtf)}"


def date_name(edtf: str) -> str:
    """A date by its name alone, as a cell of a table shows it; undated: empty; what is not EDTF stays as written.

    >>> date_name("1998-08"), date_name("199X"), date_name("2005-09-24/2005-09-27"), date_name("../1974")
    ('August 1998', 'the 1990s', '24–27 September 2005', 'before 1974')
    """
    first, last = ends(edtf)
    if first == last:
        return named(first)
    if not first or not last:
        return f"since {named(first)}" if first else f"before {named(last)}"
    start = start_name(first, last)
    alike = first.count("-") == last.count("-") and " " not in start
    return f"{start}{'–' if alike else ' – '}{named(last)}"


def ends(edtf: str) -> tuple[str, str]:
    """First and last of an EDTF value; an open end is empty, a single date is both.

    >>> ends("1965/1974"), ends("../1974"), ends("1998-08")
    (('1965', '1974'), ('', '1974'), ('1998-08', '1998-08'))
    """
    first, slash, last = edtf.partition("/")
    return (first.strip("."), last.strip(".")) if slash else (first, first)


def start_name(first: str, last: str) -> str:
    """The first date of a range, without the month and year that it shares with the last."""
    a, b = first.split("-"), last.split("-")
    if len(a) == len(b) == 3 and a[:2] == b[:2]:
        return str(int(a[2]))
    if len(a) == len(b) > 1 and a[0] == b[0]:
        return named(first).rsplit(" ", 1)[0]
    return named(first)


def named(point: str) -> str:
    """One EDTF date by its name; what is not one is left as written."""
    match = POINT.fullmatch(point)
    if not match:
        return point
    parts = [str(int(match["day"])) if match["day"] else "", month_name(match["month"]), year_name(match["year"])]
    words = " ".join(part for part in parts if part)
    if match["about"] in ("~", "%"):
        return f"around {words}"
    return f"{words} (uncertain)" if match["about"] else words


def month_name(number: str | None) -> str:
    value = int(number or 0)
    return SEASONS.get(value, MONTHS[value - 1] if 1 <= value <= 12 else "")


def year_name(year: str) -> str:
    if year.endswith("XX"):
        return f"the {ordinal(int(year[:2]) + 1)} century"
    if year.endswith("X"):
        return f"the {int(year[:3])}0s"
    return str(int(year)) if int(year) > 0 else f"{1 - int(year)} BC"
