"""An article's sentences -> the quantities they give about the pair: trade, investment, aid, people and the like.

What is only wished, planned or predicted, a range, a change or a share of one state alone gives no row.
"""

import re
from collections.abc import Iterable, Iterator

from relations.articles import Article
from relations.figures import numbers, parties
from relations.figures.numbers import PEOPLES, RULES, WORDS, Amount
from relations.figures.parties import Setting
from relations.patterns import Seldom
from relations.schema import Quantity, Span
from relations.tagging import Tagged

__all__ = ["find"]

MEASURES: list[tuple[str, re.Pattern[str], list[str]]] = [
    (m["name"], re.compile(rf"\b(?:{m['pattern']})\b", re.IGNORECASE), m["units"]) for m in RULES["measure"]
]
TOURISTS = next(pattern for name, pattern, _ in MEASURES if name == "tourists")
CUE = Seldom(
    rf"[$€£¥₹₩%]|illion|per ?cent|partner|[a-z] dollars"
    rf"|\b(?:{PEOPLES}|USD|EUR|bn|crore|lakh|euros?|yen|investor|market|supplier)\b"
)
DIGIT = re.compile(r"\d")
LONGEST = 2000  # code points; what is longer is a table that lost its lines, not a sentence
BREAK = re.compile(r";|\b(?:while|whereas|whilst|but)\b|, (?:and|with) ")
REFUSED, THIRD, BILATERAL, SHARE, HARM = (
    re.compile(rf"\b(?:{WORDS[name]})\b", re.IGNORECASE) for name in ("refused", "third", "bilateral", "share", "harm")
)
AFTER = re.compile(WORDS["after"], re.IGNORECASE)
RANGE = re.compile(
    r"(?:[-–—]\s?|\d(?<!\b[12]\d\d\d)(?: \w+)?\s+to\s+|\bbetween\s+(?:\S*\d\S*(?:\s\w+){0,2}\s+and\s+)?)\Z"
)
NEXT = re.compile(r"[\s,(]*(?:(?!and\b)\w+\s+){0,4}[(]?")
VAGUE_GIVING = ("provided", "gave", "contributed")  # aid only if nothing else in the clause says what it is


def find(article: Article, tagged: Iterable[Tagged]) -> tuple[Quantity, ...]:
    """The quantities of an article, in the order of the text; each amount gives one row at most.

    >>> from relations import articles, tagging
    >>> title, text = "= Chad–Oman relations =", "Bilateral trade reached $3 million in 2010."
    >>> article = articles.parse(chr(10).join([title, "", text]))
    >>> [(q.measure, q.value, q.unit, q.date) for q in find(article, tagging.tag(article))]
    [('trade', 3000000.0, 'USD', '2010')]
    """
    return tuple(quantity for one in tagged if _may_count(one) for quantity in _of(article, one))


def _may_count(one: Tagged) -> bool:
    text = one.sentence.text
    if len(text) > LONGEST or not DIGIT.search(text):
        return False
    return bool(CUE.search(text)) or any(p.kind == "demonym" and p.text.endswith("s") for p in one.places)


def _of(article: Article, one: Tagged) -> Iterator[Quantity]:
    for s in _settings(article, one):
        measure = _measure(s)
        if not measure or _is_refused(s) or not _is_ours(s, measure):
            continue
        giver, taker = parties.of(s, measure)
        if _needs_ends(s.amount, measure) and not (giver and taker):
            continue
        yield Quantity(
            article=article.name, pair=article.pair_code, measure=measure, value=s.amount.value, unit=s.amount.unit,
            date=_date(s), from_country=giver, to_country=taker,
            evidence=(Span(one.sentence.start, one.sentence.end),), quote=s.text,
        )  # fmt: skip


def _settings(article: Article, one: Tagged) -> Iterator[Setting]:
    """Every amount of a sentence, with the clause in which it stands."""
    text = one.sentence.text
    peoples = (p for p in one.places if p.kind == "demonym" and p.text.endswith("s"))
    counted = [amount for p in peoples if (amount := numbers.before(text, p.start, p.end))]
    told = sorted((a for a in [*numbers.amounts(text), *counted] if not _is_date(one, a)), key=lambda a: a.start)
    for number, amount in enumerate(told):
        start = max((match.end() for match in BREAK.finditer(text, 0, amount.start)), default=0)
        stop = BREAK.search(text, amount.end)
        end = stop.start() if stop else len(text)
        previous = told[number - 1].end if number else 0
        following = told[number + 1].start if number + 1 < len(told) else end
        yield Setting(article, one, amount, (start, end), (max(start, previous), min(end, following)))


def _is_date(one: Tagged, amount: Amount) -> bool:
    """Whether the number of an amount is a year: "in 2010 students"."""
    return amount.family == "people" and any(f.start <= amount.start < f.end for f in one.dates)


def _measure(s: Setting) -> str:
    """What is counted: by the nearest word before the amount, else after it, in its clause, else its sentence."""
    if s.amount.family == "rank":
        return "other"
    if s.amount.family == "people":
        return "tourists" if TOURISTS.search(s.text, s.amount.start, s.amount.end) else "people"
    for span in (s.clause, (0, s.clause[1])):
        ranked = [
            (name == "aid" and match[0].lower() in VAGUE_GIVING, _gap(s.amount, match), name)
            for name, pattern, units in MEASURES
            if s.amount.family in units
            for match in pattern.finditer(s.text, *span)
        ]
        if ranked:
            return min(ranked)[2]
    return ""


def _gap(amount: Amount, word: re.Match[str]) -> int:
    """How far a word is from an amount; one that follows counts as 20 code points farther."""
    return amount.start - word.end() if word.end() <= amount.start else 20 + word.start() - amount.end


def _is_refused(s: Setting) -> bool:
    """Whether an amount is planned, a range, a change, a part of something else, or counts the harmed."""
    if s.amount.family == "percent" and not SHARE.search(s.text, *s.clause):
        return True
    if s.amount.family == "people" and HARM.search(s.text, *s.clause):
        return True
    before = REFUSED.search(s.text, s.clause[0], s.amount.start) or RANGE.search(s.text[: s.amount.start])
    return bool(before or AFTER.match(s.text, s.amount.end))


def _is_ours(s: Setting, measure: str) -> bool:
    """Whether an amount is about the pair, and not about one state and the world, or a third state."""
    named = [p for p in s.one.places if p.kind not in ("none", "realm")]
    near = {p.code for p in named if s.clause[0] <= p.start < s.clause[1]}
    if near - set(s.article.pair) or (THIRD.search(s.text, *s.clause) and s.amount.family != "rank"):
        return False
    if set(s.article.pair) <= {p.code for p in named}:
        return True
    if measure in ("people", "tourists", "other", "aid"):
        return False
    return bool(BILATERAL.search(s.text, *s.clause)) or (measure in ("exports", "imports", "investment") and bool(near))


def _needs_ends(amount: Amount, measure: str) -> bool:
    """Whether an amount says nothing without whose it is: so many people, such a share of the exports."""
    return measure in ("people", "tourists") or (amount.family == "percent" and measure != "trade")


def _date(s: Setting) -> str:
    """When an amount holds: by the date right after it, else the nearest before it, else the next one in its clause."""
    whens = [(f.start, f.when.edtf) for f in s.one.dates if f.when is not None]
    after = [(start, edtf) for start, edtf in whens if s.amount.end <= start < s.window[1]]
    if after and NEXT.fullmatch(s.text, s.amount.end, after[0][0]):
        return after[0][1]
    before = [edtf for start, edtf in whens if start < s.amount.start]
    return before[-1] if before else after[0][1] if after else ""
