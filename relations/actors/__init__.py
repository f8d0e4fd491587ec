"""Tagged sentences of an article -> the people who act in it: fullest name, country, role, and every mention.

Who is a person is told by titles ("President Maduro"), by words around a name ("headed by Yong Man-ho"), by given names, and by what
the article said before ("Pahad"): see `lexicon/titles.toml`, `lexicon/names.toml` and `lexicon/names_given.csv`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from relations.actors import allegiance, company, contexts, grammar, words
from relations.actors.grammar import Phrase
from relations.actors.identity import Person, Sighting, best, people
from relations.actors.words import Line, words_of
from relations.articles import Article
from relations.lexicon import rules
from relations.tagging import Tagged

__all__ = ["Actor", "Name", "find"]


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a person; offsets are relative to the text of the sentence with this index."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person: fullest name without titles, country (empty: the article does not say), role, mentions in the order of the text."""

    name: str
    country: str
    role: str
    mentions: tuple[Name, ...]


def find(article: Article, tagged: Sequence[Tagged]) -> tuple[Actor, ...]:
    """The named people of an article, in the order of their first mention.

    >>> from relations import articles, tagging
    >>> article = articles.parse("= Chad–Oman relations =\\n\\nIn 1999 Chadian President Idriss Déby met Sultan Qaboos of Oman. Déby left.")
    >>> [(actor.name, actor.country, actor.role, len(actor.mentions)) for actor in find(article, tagging.tag(article))]
    [('Idriss Déby', 'TCD', 'President', 2), ('Qaboos', 'OMN', 'Sultan', 1)]
    """
    lowercase = frozenset(LOWERCASE.findall(article.text))
    sightings: list[Sighting] = []
    for sentence in tagged:
        if "|" not in sentence.sentence.text:  # a row of a table is no sentence
            sightings += _sightings(article, sentence, words.read(sentence, lowercase), len(sightings))
    persons = people(sightings)
    company.settle(persons, article.pair)
    return tuple(_actor(person) for person in persons)


LOWERCASE = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")


def _sightings(article: Article, tagged: Tagged, line: Line, number: int) -> list[Sighting]:
    """The names in one sentence, those shown to be persons' and those that may be; `number` is that of the first."""
    titled = grammar.phrases(line)
    shown, rest = contexts.persons(line, tagged.sentence, article.pair, titled, contexts.candidates(line, titled))
    known = sorted([*titled, *shown, *rest])
    others = allegiance.of_titles(line)
    found: list[Sighting] = []
    for at, phrase in enumerate(known):
        is_shown = phrase not in rest
        claims = allegiance.claims(article, tagged.sentence, line, phrase, others) if is_shown else ()
        text, start, end = _spelt(line, phrase, claims)
        title = phrase.title
        same_side = company.beside(line, known, at) if is_shown else -1
        across = company.facing(line, known, at) if is_shown else -1
        found.append(
            Sighting(
                tagged.sentence.index, start, end, text, words_of(text), is_shown, title.head if title else "", _role(line, phrase), claims,
                number + same_side if same_side >= 0 else -1, number + across if across >= 0 else -1,
            )
        )  # fmt: skip
    return found


def _spelt(line: Line, phrase: Phrase, claims: Sequence[allegiance.Claim]) -> tuple[str, int, int]:
    """A name as written with its offsets; in some countries the honorific before it belongs to it."""
    start = line.starts[phrase.start]
    if phrase.start and line.kinds[phrase.start - 1] == "h":
        word = line.said(phrase.start - 1, phrase.start)
        if best(claims) in rules("titles.toml")["part_of_name"].get(word.lower(), ()):
            start = line.starts[phrase.start - 1]
    end = line.ends[phrase.end - 1]
    return line.text[start:end], start, end


def _role(line: Line, phrase: Phrase) -> str:
    """The role that goes with a name: of its title, or else of a noble honorific ("Sheikh Tamim")."""
    if phrase.title is not None:
        return phrase.title.role
    if phrase.start and line.kinds[phrase.start - 1] == "h":
        word = line.said(phrase.start - 1, phrase.start)
        return word if word.lower() in rules("titles.toml")["words"]["noble"] else ""
    return ""


def _actor(person: Person) -> Actor:
    mentions = tuple(Name(s.sentence, s.start, s.end, s.text) for _, s in person.sightings)
    return Actor(person.name, person.country, person.role(), mentions)
