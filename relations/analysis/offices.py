"""A sentence -> the offices that it names, of which state, and how high they stand: head, minister, official."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from relations import countries, lexicon

HEAD, MINISTER, OTHER, UNTOLD = "head of state or government", "minister or deputy head", "others", "not told"
LEVELS = (HEAD, MINISTER, OTHER, UNTOLD)
LOWERED = re.compile(r"\b(deputy|vice|former|ex|assistant|junior|under)\b(?!-)", re.IGNORECASE)
CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w.'’&-]*"
BEFORE = re.compile(
    rf"(?:(?:{CAPITALISED}|foreign|defen[cs]e|finance|trade|interior|(?i:deputy|vice|former|ex|assistant|junior|under|"
    r"senior|acting|then|first|government))[ -]+)*$"
)
OF = re.compile(rf" (?:of|for) (?:the )?((?:{CAPITALISED}|of|for|and|the|&)(?: (?:{CAPITALISED}|of|for|and|the|&))*)")
TO_NAME = re.compile(rf"(?: (?:{CAPITALISED}|of|for|and|the|to|&))*,? ")
TO_OFFICE = re.compile(r", (?:the |then )?")
JOINED = re.compile(r"(?:,|,? and) (?:the |his |her |its |their )?")


@dataclass(frozen=True, slots=True)
class Named:
    """A person where a sentence names them: offsets into it, their country, and the role the article gives them."""

    start: int
    end: int
    country: str
    role: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office in a sentence: where its words begin, where its title ends, how high it stands, and its state."""

    start: int
    end: int
    level: str
    country: str


def highest(sentence: str, people: Sequence[Named], states: Sequence[str]) -> str:
    """The highest level at which a sentence shows someone of these states; of whom it tells no office, by their role.

    >>> highest("The Prime Minister of Chad met Omani officials.", [], ["TCD"])
    'head of state or government'
    >>> highest("The Prime Minister of Chad met Omani officials.", [], ["OMN"])
    'others'
    """
    found = list(offices(sentence))
    levels = [office.level for office in shared(sentence, found) if office.country in states]
    for person in people:
        held = [office.level for office in found if holds(sentence, office, person)]
        if person.country in states:
            levels += held or [level(person.role)]
    return min(levels, key=LEVELS.index, default=UNTOLD)


def offices(sentence: str) -> Iterator[Office]:
    """Every office of a sentence with the state that it is said to be of; "" where no state stands beside it."""
    mentions = [mention for mention in countries.find(sentence) if mention.code]
    for title in titles().finditer(sentence):
        before = BEFORE.search(sentence, 0, title.start())
        start = before.start() if before else title.start()
        of = OF.match(sentence, title.end())
        state = next((m for m in mentions if of and m.start in (of.start(1), of.start(1) - 4)), None)
        beside = next((m for m in mentions if start <= m.start < title.start()), None)
        lowered = LOWERED.search(sentence, start, title.start())
        role = f"{f'{lowered[0]} ' if lowered else ''}{title[0]}{of_what(of, state)}"
        owner = beside or state
        yield Office(start, title.end(), level(role), owner.code if owner else "")


def of_what(of: re.Match[str] | None, state: countries.Mention | None) -> str:
    """What an office is of: a state by its name, or a body of the state; a name of a person may follow the former."""
    if not of:
        return ""
    bodies = set(lexicon.rules("levels.toml")["head"]["bodies"])
    if state and state.kind == "name" and not bodies & set(of[1].casefold().split()):
        return f" of {state.text}"
    return f" of {of[1]}"


def shared(sentence: str, found: Sequence[Office]) -> list[Office]:
    """Offices that are told in one breath are of one state: "the President and the Foreign Minister of India"."""
    told = list(found)
    for order in (range(len(told) - 1), range(len(told) - 2, -1, -1)):
        for one in order:
            first, second = told[one], told[one + 1]
            if JOINED.fullmatch(sentence, first.end, second.start) and not (first.country and second.country):
                country = first.country or second.country
                told[one], told[one + 1] = replace(first, country=country), replace(second, country=country)
    return told


def holds(sentence: str, office: Office, person: Named) -> bool:
    """Whether the words tie an office to a name: directly before it, or directly after it between commas."""
    if office.end <= person.start:
        return bool(TO_NAME.fullmatch(sentence, office.end, person.start))
    return person.end <= office.start and bool(TO_OFFICE.fullmatch(sentence, person.end, office.start))


@cache
def titles() -> re.Pattern[str]:
    rules = lexicon.rules("levels.toml")
    every = {title for rule in rules.values() for title in rule["titles"]}
    longest_first = sorted(every, key=lambda title: (-len(title), title))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?=s?\b(?!-))", re.IGNORECASE)


@cache
def level(role: str) -> str:
    """The level of a role.

    >>> level("President"), level("President of the Supreme People's Assembly"), level("Foreign Minister"), level("")
    ('head of state or government', 'others', 'minister or deputy head', 'not told')
    """
    if not role:
        return UNTOLD
    rules = lexicon.rules("levels.toml")
    words = role.casefold()
    office, _, of = words.partition(" of ")
    if office_of(rules["head"], office) and (not of or of_state(rules["head"], role[len(office) + 4 :])):
        return HEAD
    ministers = "|".join(map(re.escape, rules["minister"]["titles"]))
    found = re.search(rf"\b({ministers})\b(?!-)", words)
    return MINISTER if found and not LOWERED.search(words[: found.start()]) else OTHER


def office_of(rule: dict[str, list[str]], office: str) -> bool:
    """Whether these words are one of the titles, with nothing before it but what changes nothing."""
    first, _, rest = office.partition(" ")
    return office in rule["titles"] or (first in rule["before"] and office_of(rule, rest))


def of_state(rule: dict[str, list[str]], name: str) -> bool:
    """Whether an office is that of a state, and not of one of its bodies."""
    return bool(countries.resolve(name.removeprefix("the "))) and not set(name.casefold().split()) & set(rule["bodies"])
