r"""Tagged sentences of an article -> the people who act in it: fullest name, country, role, and every mention.

Who is a person is told by titles ("President Maduro"), by words around a name ("headed by Yong Man-ho"), by given
names, and by what the article said before ("Pahad"): see `titles.toml`, `names.toml`, `names_given.csv`, `leaders.csv`
and `sides.toml` in the lexicon.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from relations.actors import allegiance, company, contexts, grammar, titles, words
from relations.actors.allegiance import Claim
from relations.actors.grammar import Phrase
from relations.actors.identity import Person, Sighting, best, people
from relations.actors.vocabulary import words_of
from relations.actors.words import Line
from relations.articles import Article
from relations.lexicon import rules
from relations.patterns import Seldom
from relations.tagging import Tagged

__all__ = ["Actor", "Name", "find"]

LOWERCASE = re.compile(r" ([a-z]{3,})(?![\w-])")
MARKUP = Seldom(r"\||\bcolor:")  # rows of tables and timelines


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a person; offsets are relative to the text of the sentence with this index."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person: fullest name without titles; country and role, empty where the article does not say; all mentions."""

    name: str
    country: str
    role: str
    mentions: tuple[Name, ...]


def find(article: Article, tagged: Sequence[Tagged]) -> tuple[Actor, ...]:
    r"""The named people of an article, in the order of their first mention.

    >>> from relations import articles, tagging
    >>> text = "In 1999 Chadian President Idriss Déby met Sultan Qaboos of Oman. Déby left."
    >>> article = articles.parse(f"= Chad–Oman relations =\n\n{text}")
    >>> for actor in find(article, tagging.tag(article)):
    ...     print(actor.name, actor.country, actor.role, len(actor.mentions))
    Idriss Déby TCD President 2
    Qaboos OMN Sultan 1
    """
    lowercase = frozenset(LOWERCASE.findall(article.text))
    sightings: list[Sighting] = []
    for sentence in tagged:
        if not words.may_name(sentence, lowercase):
            continue  # which spares reading a third of the sentences
        if sentence.sentence.kind == "item" or not MARKUP.search(sentence.sentence.text):
            sightings += _sightings(article, sentence, words.read(sentence, lowercase), len(sightings))
    persons = people(sightings)
    company.settle(persons, article.pair)
    return tuple(_actor(person) for person in persons)


def _sightings(article: Article, tagged: Tagged, line: Line, number: int) -> list[Sighting]:
    """The names in one sentence, those shown to be persons' and those that may be; `number` is that of the first."""
    if "N" not in line.kinds and "G" not in line.kinds:
        return []
    found = titles.titles(line)
    titled = grammar.phrases(line, found)
    rest = contexts.candidates(line, titled, found)
    shown = {*titled, *contexts.shown(line, tagged, article.pair, titled, rest)}
    others = allegiance.of_titles(line, found)
    names = sorted([*titled, *rest])
    sightings = []
    for at, phrase in enumerate(names):
        if phrase in shown:
            claims = allegiance.claims(article, tagged, line, phrase, others)
            sightings.append(_sighting(tagged, line, names, at, number=number, claims=claims))
        else:
            sightings.append(_open(tagged, line, phrase))
    return sightings


def _open(tagged: Tagged, line: Line, phrase: Phrase) -> Sighting:
    """A name that is a person's only if the article shows so elsewhere."""
    text = line.said(phrase.start, phrase.end)
    start = line.starts[phrase.start]
    return Sighting(tagged.sentence.index, start, start + len(text), text, words_of(text), shown=False)


def _sighting(
    tagged: Tagged, line: Line, names: Sequence[Phrase], at: int, *, number: int, claims: tuple[Claim, ...]
) -> Sighting:
    """A name that the sentence shows to be a person's; `number` is that of the first sighting in the sentence."""
    phrase = names[at]
    start = _start(line, phrase, claims)
    text = line.text[start : line.ends[phrase.end - 1]]
    same_side, across = company.beside(line, names, at), company.facing(line, names, at)
    return Sighting(
        tagged.sentence.index, start, start + len(text), text, words_of(text), shown=True,
        head=phrase.title.head if phrase.title else "", role=_role(line, phrase), claims=claims,
        beside=number + same_side if same_side >= 0 else -1, facing=number + across if across >= 0 else -1,
    )  # fmt: skip


def _honorific(line: Line, phrase: Phrase) -> str:
    """The honorific right before a name, empty if there is none."""
    at = phrase.start - 1
    return line.said(at, at + 1) if at >= 0 and line.kinds[at] == "h" else ""


def _start(line: Line, phrase: Phrase, claims: Sequence[Claim]) -> int:
    """Where a name begins; in some countries the honorific before it belongs to it: Sheikh Hasina."""
    belongs = rules("titles.toml")["part_of_name"].get(_honorific(line, phrase).lower(), ())
    return line.starts[phrase.start - 1 if best(claims) in belongs else phrase.start]


def _role(line: Line, phrase: Phrase) -> str:
    """The role that goes with a name: of its title, or else of a noble honorific ("Sheikh Tamim")."""
    if phrase.title is not None:
        return phrase.title.role
    honorific = _honorific(line, phrase)
    return honorific if honorific.lower() in rules("titles.toml")["words"]["noble"] else ""


def _actor(person: Person) -> Actor:
    mentions = tuple(Name(s.sentence, s.start, s.end, s.text) for _, s in person.sightings)
    return Actor(person.name, person.country, person.role(), mentions)
