"""The names in one sentence -> how they stand to each other, on one side or across the table; and from that, countries.

"Presidents X and Y of Mexico" and "under the governments of X and Y" put both on one side; "X met with Y" and "X and
his counterpart Y" put them on the two sides of the pair. Only people whose country nothing else tells get it this way.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from relations.actors.allegiance import KNOWN, LEADER, Claim
from relations.actors.deeds import first_word, is_apposed, other, side
from relations.actors.grammar import Phrase
from relations.actors.identity import Person, best
from relations.actors.leaders import country_of, leaders, namesake, side_of
from relations.actors.titles import Title
from relations.actors.vocabulary import heads
from relations.actors.words import Line
from relations.lexicon import rules

JOINED = re.compile(r"(?=[ca])c?a?h*")
OF = re.compile(r" of (?:\w+ of )?")  # "the chief of protocol of Y"
SERVES = re.compile(r" (?:to|for|of) (?:\w+ of )?")  # "the aide to Y", but "the envoy to Y"

REACH = 2  # sentences from one envoy to the next of the same side


def beside(line: Line, names: Sequence[Phrase], at: int) -> int:
    """Which of the other names of a sentence belongs to the same side as one; -1: the sentence does not say."""
    phrase = names[at]
    for earlier in range(at - 1, -1, -1):
        if phrase.title is not None and phrase.title is names[earlier].title:
            apart = _act_together(line, names[at - 1], phrase) or _are_counterparts(line, names, at)
            return -1 if apart or _are_of_several(line, names, phrase.title) else earlier
    if _is_kin_of_next(line, names, at):
        return at + 1
    if not at:
        return -1
    last = names[at - 1]
    if _is_listed(line, names, at) or _are_couple(line, last, phrase):
        return at - 1
    if side("own envoy").fullmatch(line.text, line.ends[last.end - 1], line.starts[phrase.start]):
        return at - 1
    if phrase.title is not None:
        return at - 1 if phrase.title.head in heads("same_side") else -1
    first = _first_of_list(line, names, at)
    before = line.text[: line.starts[names[first].start]]
    listed = side("together").search(before) or side("group").search(before) or is_apposed(line, names[first].start)
    return at - 1 if first < at and listed else -1


def _first_of_list(line: Line, names: Sequence[Phrase], at: int) -> int:
    """The first of the names that nothing but commas and "and" joins to one."""
    while at and JOINED.fullmatch(line.kinds, names[at - 1].end, names[at].start):
        at -= 1
    return at


def _is_kin_of_next(line: Line, names: Sequence[Phrase], at: int) -> bool:
    """Whether a name is explained by that of a relative or superior: "X, the half-brother of Y"."""
    title = names[at].title
    if title is None or title.start < names[at].end or at + 1 == len(names):
        return False
    joins = OF if title.head in heads("posted") else SERVES
    return joins.fullmatch(line.text, line.ends[title.end - 1], line.starts[first_word(names[at + 1])]) is not None


def _is_listed(line: Line, names: Sequence[Phrase], at: int) -> bool:
    """Whether a name goes on a list of officials of one side: "Minister X, Inspector Y and Secretary Z"."""
    links = [_listing(line, one, two) for one, two in pairwise(names[: at + 1])]
    following = _listing(line, names[at], names[at + 1]) if at + 1 < len(names) else ""
    return links[-1] == "c" or (links[-1] == "a" and "c" in (links[-2:-1] or [following]))


@cache
def couples() -> frozenset[str]:
    """The titles of husband and wife, the one after the other: "king queen"."""
    return frozenset(rules("titles.toml")["words"]["couples"])


def _are_couple(line: Line, one: Phrase, two: Phrase) -> bool:
    """Whether two names joined by "and" bear the titles of husband and wife: "Prince Frederik and Princess Mary"."""
    if one.title is None or two.title is None or not _are_joined(line, one, two):
        return False
    heads_of_both = (one.title.head, two.title.head)
    return not couples().isdisjoint({" ".join(heads_of_both), " ".join(heads_of_both[::-1])})


def _listing(line: Line, one: Phrase, two: Phrase) -> str:
    """What joins two names that each bear a title of their own: a comma, "and", or nothing."""
    if one.title is None or two.title is None or one.title is two.title or one.title.role == two.title.role:
        return ""
    if not (one.title.end <= one.start and two.title.end <= two.start):
        return ""
    between = line.kinds[one.end : two.title.start].strip("Th")
    return {"c": "c", "a": "a", "ca": "a"}.get(between, "")


def facing(line: Line, names: Sequence[Phrase], at: int) -> int:
    """Which of the names before one is that of the other side; -1: the sentence does not say."""
    start = line.starts[names[at].start]
    for earlier in range(at - 1, -1, -1):
        if side("opposite").search(line.text, line.ends[names[earlier].end - 1], start):
            return earlier
    across = at > 0 and (_act_together(line, names[at - 1], names[at]) or _are_counterparts(line, names, at))
    return at - 1 if across else -1


def _are_counterparts(line: Line, names: Sequence[Phrase], at: int) -> bool:
    """Whether two names share the title of an office that a state has once: "foreign ministers X and Y"."""
    one, two = names[at - 1], names[at]
    title = two.title
    if title is None or title is not one.title or title.head not in heads("sole") or one.place >= 0 or two.place >= 0:
        return False
    shared = [name for name in names if name.title is title]
    of_one_state = title.start > 0 and line.kinds[title.start - 1] in "EPCm"
    return len(shared) == 2 and not of_one_state and _are_joined(line, one, two)


def _are_of_several(line: Line, names: Sequence[Phrase], title: Title) -> bool:
    """Whether three or more share an office that a state has once, of no state told: "Presidents X, Y and Z"."""
    shared = [name for name in names if name.title is title]
    untold = title.start == 0 or line.kinds[title.start - 1] not in "EPCms"
    return len(shared) > 2 and untold and title.head in heads("sole") and shared[-1].place < 0


def _act_together(line: Line, one: Phrase, two: Phrase) -> bool:
    """Whether two names joined by "and" do what takes two sides: "X and Y signed", "signed by X and Y"."""
    before, after = line.text[: line.starts[one.start]], line.ends[two.end - 1]
    act = side("both act").match(line.text, after) or side("signed by").search(before)
    return _are_joined(line, one, two) and act is not None


def _are_joined(line: Line, one: Phrase, two: Phrase) -> bool:
    """Whether nothing but "and" stands between two names, the second with its title or without."""
    start = min(two.start, two.title.start) if two.title and two.title is not one.title else two.start
    return line.text[line.ends[one.end - 1] : line.starts[start]] == " and "


def settle(persons: Sequence[Person], pair: tuple[str, str]) -> None:
    """Give people their countries: as claimed; else that of their side; else the other of the pair across the table."""
    owner = {number: person for person in persons for number, _ in person.sightings}
    for person in persons:
        person.country = best([*person.claims(), *_known(person, pair)])
    _settle_by_side(persons, owner)
    for person in persons:
        for _, sighting in person.sightings:
            if sighting.facing in owner:
                across = owner[sighting.facing]
                person.country = person.country or other(pair, across.country)
                across.country = across.country or other(pair, person.country)
    _settle_by_succession(persons)
    _settle_by_office(persons, pair)


def _settle_by_side(persons: Sequence[Person], owner: dict[int, Person]) -> None:
    """People whom a sentence puts on one side have the country of the one of them whose country is known."""
    links = [(person, owner[s.beside]) for person in persons for _, s in person.sightings if s.beside in owner]
    for person, friend in [*links, *reversed(links)]:
        person.country = person.country or friend.country
        friend.country = friend.country or person.country


def _known(person: Person, pair: tuple[str, str]) -> list[Claim]:
    """What the lexicon of leaders knows about a name, or about the name with its title ("King Hussein")."""
    if len(person.words) > 1 and (code := leaders().get(person.words, "")) in pair:
        return [Claim(KNOWN, code)]
    forms = [person.words, *((head, *person.words) for head in sorted(person.heads()))]
    codes = [code for form in forms if (code := country_of(form, pair))]
    codes += [code for form in forms if (code := side_of(form, pair))]
    if len(person.words) == 1 and person.heads() and (code := namesake(person.words[0], pair)):
        codes.append(code)  # "Colonel Acheampong"
    return [Claim(LEADER, code) for code in codes[:1]]


def _settle_by_succession(persons: Sequence[Person]) -> None:
    """An envoy of whom no side is told follows the one named right before ("X then served as Ambassador")."""
    posted = [
        (s.sentence, s.start, n)
        for n, person in enumerate(persons)
        for _, s in person.sightings
        if s.head in heads("posted")
    ]
    for (earlier, _, before), (later, _, after) in pairwise(sorted(posted)):
        is_open = any(not claim.code for claim in persons[after].claims())  # "ambassador X was expelled": by either
        if later - earlier <= REACH and not (persons[after].country or is_open):
            persons[after].country = persons[before].country


def _settle_by_office(persons: Sequence[Person], pair: tuple[str, str]) -> None:
    """A title that two people of one side bear in the article, and none of the other, tells the side of a third."""
    bearers: dict[str, Counter[str]] = {}
    for person in persons:
        said = [claim for claim in person.claims() if claim.weight >= LEADER]
        if said and (role := person.role().lower()) and role.rsplit(maxsplit=1)[-1] in heads("sole"):
            bearers.setdefault(role, Counter())[best(said)] += 1
    for person in persons:
        counts = bearers.get(person.role().lower(), Counter())
        if not person.country and len(counts) == 1 and counts.total() > 1 and next(iter(counts)) in pair:
            person.country = next(iter(counts))
