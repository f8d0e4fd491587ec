"""An Article -> its sentences with the states and the dates that each mentions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from relations import countries, dates
from relations.articles import Article, Section, Sentence
from relations.dates import Found, Relative, When

LONGEST_OPENING = 120
# What goes on to tell, not back to what "had been": "in August 1990 Chad closed it, and in January Oman followed".
ONWARD = re.compile(
    r"(?:(?!\b(?:had|been|since|earlier|before|previous|ago|also)\b)[^.;:()])*\band (?:(?!\b(?:had|been)\b)[^.;:()])*"
)
NAMING = re.compile(r"the \d{4}")  # which thing is meant: "the 1984 convention"


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
    """A sentence with its mentions, whose offsets are relative to its text; `dated` holds the dates of known value.

    `opening` is the line that opens the list which the sentence is an item of ("Visits from Chad to Oman:"), or is.
    """

    sentence: Sentence
    places: tuple[countries.Mention, ...]
    dates: tuple[Found, ...]
    dated: tuple[Dated, ...] = ()
    opening: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above the sentence, the line that opens its list last."""
        path = self.sentence.section.path
        return (*path, self.opening) if self.opening and self.sentence.kind == "item" else path


def tag(article: Article) -> tuple[Tagged, ...]:
    """Find states and dates in every sentence.

    The article's pair decides what "Korean" means; its other dates decide whether 10.12.2007 begins with the day.
    """
    day_first = dates.day_first(article.text)
    result = []
    section: Section | None = None
    told: tuple[When, ...] = ()
    opening = ""
    before: Section | None = None
    for sentence in article.sentences:
        opening = _opening(sentence, opening if before is sentence.section else "")
        before = sentence.section
        places = tuple(countries.find(sentence.text, pair=article.pair))
        found = tuple(dates.find(sentence.text, day_first=day_first))
        dated = resolved(sentence.text, found, told if section is sentence.section else ())
        if dated:
            section, told = sentence.section, tuple(date.when for date in sorted(dated, key=_is_told))
        result.append(Tagged(sentence, places, found, dated, opening))
    return tuple(result)


def _opening(sentence: Sentence, before: str) -> str:
    """The line that opens a list, standing before its items without a full stop ("Visits from Chad to Oman:")."""
    if sentence.kind == "item":
        return before
    text = sentence.text
    return text if len(text) < LONGEST_OPENING and not text.endswith((".", "!", "?", '"', "”", ")")) else ""


def _is_told(date: Dated) -> bool:
    """Whether a date is a time told of, not part of a name: "broke the 1984 convention"."""
    return NAMING.fullmatch(date.text) is None


def resolved(text: str, found: Sequence[Found], told: Sequence[When] = ()) -> tuple[Dated, ...]:
    """The dates of a text whose value is known; one such as "a year later" counts from the date `told` before it.

    What is counted in days or weeks goes back to the last date exact enough: not to "the 2023 election", and not past
    a later date: "in December 2011 and the same day" is a day of that month.
    """
    result: list[Dated] = []
    for date in found:
        when = date.when
        if when is None and date.relative is not None:
            when = _counted(date.relative, [*told, *(dated.when for dated in sorted(result, key=_is_told))])
            if when is None and result and ONWARD.fullmatch(text, result[-1].end, date.start):
                when = _next(date.relative, result[-1].when)
        if when is not None:
            result.append(Dated(date.start, date.end, date.text, when, date.relative is not None))
    return tuple(result)


def _next(relative: Relative, before: When) -> When | None:
    """The next month of a name, or day of it, after a date: "closed it in August 1990, and in January opened it"."""
    if relative.unit != "unsaid" or relative.side or relative.last:
        return None
    return dates.resolve(Relative("month", 1, relative.first, side="next"), before)


def _counted(relative: Relative, before: Sequence[When]) -> When | None:
    """A date counted from those told before it, the last of which is the first choice; None when none will do."""
    passed: list[When] = []
    for anchor in reversed(before):
        when = dates.resolve(relative, anchor)
        if when is None and relative.unit in ("day", "week"):
            passed.append(anchor)
        elif when is not None and any(later.earliest > anchor.latest for later in passed):
            return None if relative.shift else passed[0]
        else:
            return when
    return None
