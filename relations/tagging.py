"""An Article -> its sentences with the states and the dates that each mentions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from relations import countries, dates
from relations.articles import Article, Section, Sentence
from relations.dates import Found, Relative, When

LONGEST_OPENING = 120
# What goes on to tell, not back to what "had been": "in August 1990 Chad closed it, and in January Oman followed".
ONWARD = re.compile(
    r"(?:(?!\b(?:had|been|since|earlier|before|previous|ago|also)\b)[^.;:()])*\band (?:(?!\b(?:had|been)\b)[^.;:()])*"
)
OPEN_ENDED = re.compile(r"\b(?:after|since|before|until|aftermath|onwards?|later|present)\b", re.IGNORECASE)
NAMING = re.compile(r"the \d{4}")  # which thing is meant: "the 1984 convention"
# "Suspended relations that November, resumed them in February".
IN_TURN = re.compile(r"[^.;:()]*, \w+ed (?:them|it|him|her)\b[^.;:()]*")
LATE = re.compile(r"(?:the )?(?:late|end of) ", re.IGNORECASE)
# What is told aside from the course of events: in brackets, of what had been before, of what holds until today.
BRACKET = re.compile(r"\([^()]*$")
HAD = re.compile(r"\bhad\b(?:(?!\b(?:when|before|until|after|as|and)\b)[^,;:.()])*$")
# "Cuba had already, in November, withdrawn"; "had opened in March" may be of any year.
ALREADY = re.compile(r"\b(?:having|had already|had[^;:.()]*? already)\b[^;:.()]*$")
HAD_ON = re.compile(r"\bhad\b[^;:.()]*\bon $")
HOLDS = re.compile(r"(?:\b(?:has|have|is|are)\b[^,;:.()]*|,? in force )$")
LASTS = re.compile(r"\b(?:can|could|will|would|may|valid)\b[^,;:.()]*$")
BACK = re.compile(r"\b(?:had|having|been|since|earlier|previous|previously|before|already)\b")
KEPT = 8  # dates told before, as far back as "two days later" may count from


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
    lead: tuple[When, ...] = ()  # the date that the item before opens with, from which those of a chronicle count
    opening = ""
    before: Section | None = None
    for sentence in article.sentences:
        opening = _opening(sentence, opening if before is sentence.section else "")
        before = sentence.section
        places = tuple(countries.find(sentence.text, pair=article.pair))
        found = tuple(dates.find(sentence.text, day_first=day_first))
        leads = sentence.kind == "item" and bool(found) and found[0].start == 0
        lead = lead if section is sentence.section and (not found or sentence.kind == "item") else ()
        anchors = told if section is sentence.section else ()
        anchors = lead if leads and lead else anchors
        dated = resolved(sentence.text, found, anchors, year=heading_date(sentence.section.title))
        if dated:
            told = _anchors(sentence.text, dated, anchors)
            section = sentence.section
            lead = (dated[0].when,) if leads and dated[0].start == 0 else lead
        result.append(Tagged(sentence, places, found, dated, opening))
    return tuple(result)


def _opening(sentence: Sentence, before: str) -> str:
    """The line that opens a list, standing before its items without a full stop ("Visits from Chad to Oman:")."""
    if sentence.kind == "item":
        return before
    text = sentence.text
    return text if len(text) < LONGEST_OPENING and not text.endswith((".", "!", "?", '"', "”", ")")) else ""


def _anchors(text: str, dated: Sequence[Dated], told: Sequence[When]) -> tuple[When, ...]:
    """The dates that those after a sentence count from, the likeliest last: those told aside come before the others.

    They come before all that was told until then if the sentence only names or plans: "broke the 1984 convention".
    """
    aside = [date for date in dated if _is_aside(text, date)]
    straight = [date for date in dated if date not in aside]
    if straight or not all(_is_name(date) for date in aside):
        order = [*told, *(date.when for date in [*aside, *straight])]
    else:
        order = [*(date.when for date in aside), *told]
    return tuple(order[-KEPT:])


def _is_name(date: Dated) -> bool:
    """Whether a date tells which thing is meant, or from when on what is planned: "ended flights from August 13"."""
    return NAMING.fullmatch(date.text) is not None or (date.counted and date.text.lower().startswith("from"))


def _is_aside(text: str, date: Dated) -> bool:
    """Whether a date is told aside: as part of a name, in brackets, of what had been before or holds until today."""
    before = text[: date.start]
    holds = date.text.startswith("since") and HOLDS.search(before)
    holds = holds or (date.text.startswith("until") and LASTS.search(before))
    return _is_name(date) or bool(holds or BRACKET.search(before) or HAD.search(before))


@cache
def heading_date(title: str) -> When | None:
    """The one date, within a year, that a heading names ("2017", "2004 summit"); not "Since 2017" or "2017–2018"."""
    told = any(letter.isdigit() for letter in title) and not OPEN_ENDED.search(title)
    named = [date.when for date in dates.find(title)] if told else []
    return named[0] if len(named) == 1 and named[0] is not None and named[0].in_one_year else None


def resolved(
    text: str, found: Sequence[Found], told: Sequence[When] = (), *, year: When | None = None
) -> tuple[Dated, ...]:
    """The dates of a text whose value is known; one such as "a year later" counts from the date `told` before it.

    A day or month without a year is one of the `year` of the heading, where no date before it says another.

    What is counted in days or weeks goes back to the last date exact enough: not to "the 2023 election", and not past
    a later date: "in December 2011 and the same day" is a day of that month.
    """
    result: list[Dated] = []
    for date in found:
        when = date.when
        if when is None and date.relative is not None:
            when = _onward(text, date.start, date.relative, result[-1]) if result else None
            anchors = [*told, *(dated.when for dated in sorted(result, key=lambda dated: not _is_aside(text, dated)))]
            when = when or _counted(date.relative, anchors) or _before(text, date, anchors)
            when = when or _over_new_year(text, date, anchors)
            if when is None and year is not None and not anchors and date.relative.unit == "unsaid":
                when = dates.resolve(date.relative, year)
        if when is not None:
            result.append(Dated(date.start, date.end, date.text, when, date.relative is not None))
    return tuple(result)


def _onward(text: str, start: int, relative: Relative, before: Dated) -> When | None:
    """The next month of a name, or day of it, after a date: "closed it in August 1990, and in January opened it".

    None where that month or day may be one of the same year.
    """
    if relative.unit != "unsaid" or relative.side or relative.last:
        return None
    late = before.when.precision == "year" and LATE.match(before.text) is not None and relative.first < "07"
    onward = ONWARD.fullmatch(text, before.end, start) or IN_TURN.fullmatch(text, before.end, start)
    if not onward or not (late or dates.resolve(relative, before.when) is None):
        return None
    return _next(relative, before.when)


def _before(text: str, date: Found, anchors: Sequence[When]) -> When | None:
    """The month or day of the same year before the one told last, of what had been: "had already, in May, left"."""
    relative, before = date.relative, text[: date.start]
    if relative is None or relative.unit != "unsaid" or not anchors or not anchors[-1].in_one_year:
        return None
    had = ALREADY.search(before) or HAD_ON.search(before)
    return dates.resolve(relative, dates.parse(anchors[-1].earliest[:4])) if had else None


def _over_new_year(text: str, date: Found, anchors: Sequence[When]) -> When | None:
    """The first month of the next year after the last of one: "came on 19 December 2006. In late January she left"."""
    anchor, relative = anchors[-1] if anchors else None, date.relative
    exact = anchor is not None and anchor.precision in ("day", "month")
    if relative is None or anchor is None or not exact or relative.unit != "unsaid" or relative.side or relative.last:
        return None
    turned = anchor.earliest[5:7] in ("11", "12") and relative.first[:2] in ("01", "02")
    back = BACK.search(text[: date.start])
    return _next(relative, anchor) if turned and not back else None


def _next(relative: Relative, before: When) -> When | None:
    return dates.resolve(Relative("month", 1, relative.first, side="next"), before)


def _counted(relative: Relative, before: Sequence[When]) -> When | None:
    """A date counted from those told before it, the last of which is the first choice; None when none will do."""
    passed: list[When] = []
    for anchor in reversed(before):
        when = dates.resolve(relative, anchor)
        if when is None and relative.unit in ("day", "week"):
            passed.append(anchor)
        elif when is not None and any(later.earliest > anchor.latest for later in passed):
            return None if relative.shift or passed[0].precision != "month" else passed[0]
        else:
            return when
    vague = passed and not relative.shift and not relative.first and passed[0].precision == "month"
    return passed[0] if vague else None
