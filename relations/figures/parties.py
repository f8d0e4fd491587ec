"""An amount in its clause -> from which state of the pair to which it goes: exporter and importer, giver and taker."""

import re
from dataclasses import dataclass

from relations.articles import Article
from relations.countries import Mention
from relations.figures.numbers import WORDS, Amount
from relations.tagging import Tagged

TOWARD, FROM, INSIDE, GOVERNED = (
    re.compile(rf"\b(?:{WORDS[name]})(?:\s+the)?\s+\Z") for name in ("toward", "from", "inside", "governed")
)
IMPORTER = re.compile(r"(?:['’]s?)?\s+(?:\w+\s+){0,2}import(?:s|ed)\b")
NEAR = 20  # code points before a name within which its preposition begins


@dataclass(frozen=True, slots=True)
class Setting:
    """An amount where it stands: its clause, and the part of that (`window`) that it shares with no other amount."""

    article: Article
    one: Tagged
    amount: Amount
    clause: tuple[int, int]
    window: tuple[int, int]

    @property
    def text(self) -> str:
        return self.one.sentence.text

    def named(self, span: tuple[int, int]) -> list[Mention]:
        """The mentions of states of the pair between two offsets."""
        return [p for p in self.one.places if p.code in self.article.pair and span[0] <= p.start < span[1]]

    def other(self, code: str) -> str:
        """The other state of the pair; of none, none."""
        return next((c for c in self.article.pair if c != code), "") if code else ""

    def after(self, words: re.Pattern[str], span: tuple[int, int]) -> str:
        """The state that follows one of some prepositions."""
        for place in self.named(span):
            if place.kind != "demonym" and words.search(self.text, max(0, place.start - NEAR), place.start):
                return place.code
        return ""

    def subject(self) -> Mention | None:
        """The state that is named first in the clause, not after a preposition."""
        free = (p for p in self.named(self.clause) if not GOVERNED.search(self.text, max(0, p.start - NEAR), p.start))
        return next(free, None)


def of(s: Setting, measure: str) -> tuple[str, str]:
    """Exporter and importer, giver and taker, origin and destination; empty where the words do not say."""
    if measure == "trade" or s.amount.family == "rank":
        return "", ""
    if s.amount.family == "people":
        return _movement(s)
    if s.amount.family == "percent":
        whose = next((p.code for p in s.named((s.amount.end, s.clause[1]))), "")
        return (whose, s.other(whose)) if measure == "exports" else (s.other(whose), whose)
    giver, taker = _flow(s, measure)
    return giver or s.other(taker), taker or s.other(giver)


def _flow(s: Setting, measure: str) -> tuple[str, str]:
    """Both ends of a flow of goods or money, as far as each is told: before the amount, else after it."""
    giver = taker = place = ""
    for span in ((s.window[0], s.amount.start), (s.amount.end, s.window[1])):
        if not (giver or taker or place):
            giver, taker, place = s.after(FROM, span), s.after(TOWARD, span), s.after(INSIDE, span)
    subject = s.subject()
    if measure == "imports":
        imports = subject is not None and IMPORTER.match(s.text, subject.end)
        return giver, subject.code if subject and imports and subject.code != giver else taker
    if measure == "remittances":
        giver = giver or place
    elif measure == "investment":
        taker = taker or place
    return giver or (subject.code if subject and not taker else ""), taker


def _movement(s: Setting) -> tuple[str, str]:
    """Whose people are counted, and in which state of the pair they are."""
    inside = s.named((s.amount.start, s.amount.end))
    spans = ((s.amount.end, s.window[1]), s.clause)
    taker = next((code for span in spans for words in (TOWARD, INSIDE) if (code := s.after(words, span))), "")
    giver = inside[0].code if inside else s.after(FROM, s.clause)
    subject = s.subject()
    if not giver and taker and subject:
        giver = subject.code
    if giver and not taker and any(p.code == s.other(giver) for p in s.named(s.clause)):
        taker = s.other(giver)
    return (giver, taker) if giver != taker else ("", "")
