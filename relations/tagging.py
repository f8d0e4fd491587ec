"""An Article -> its sentences with the states and the dates that each mentions."""

from collections.abc import Sequence
from dataclasses import dataclass

from relations import countries, dates
from relations.articles import Article, Section, Sentence
from relations.dates import Found, When


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a sentence with its value; `counted`: from a date told before it, as in "a year later"."""

    start: int
    end: int
    text: str
    when: When
    counted: bool


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence with its mentions, whose offsets are relative to its text; `dated` holds the dates of known value."""

    sentence: Sentence
    places: tuple[countries.Mention, ...]
    dates: tuple[Found, ...]
    dated: tuple[Dated, ...] = ()


def tag(article: Article) -> tuple[Tagged, ...]:
    """Find states and dates in every sentence.

    The article's pair decides what "Korean" means; its other dates decide whether 10.12.2007 begins with the day.
    """
    day_first = dates.day_first(article.text)
    result = []
    anchor: tuple[Section | None, When | None] = (None, None)
    for sentence in article.sentences:
        places = tuple(countries.find(sentence.text, pair=article.pair))
        found = tuple(dates.find(sentence.text, day_first=day_first))
        dated = resolved(found, anchor[1] if anchor[0] is sentence.section else None)
        anchor = (sentence.section, dated[-1].when) if dated else anchor
        result.append(Tagged(sentence, places, found, dated))
    return tuple(result)


def resolved(found: Sequence[Found], anchor: When | None = None) -> tuple[Dated, ...]:
    """The dates of a sentence whose value is known; one such as "a year later" counts from the date told before it."""
    result = []
    for date in found:
        when = date.when
        if when is None and date.relative is not None and anchor is not None:
            when = dates.resolve(date.relative, anchor)
        if when is not None:
            result.append(Dated(date.start, date.end, date.text, when, date.relative is not None))
            anchor = when
    return tuple(result)
