"""The dates of a sentence -> those that stand in a row, or tell that something was done again."""

import re
from collections.abc import Sequence

from relations.coding.rules import WORDS
from relations.coding.scene import Scene, Trigger
from relations.tagging import Dated

AND_IN = re.compile(r"(?:\band,?|,) (?:then |later )?(?:in|on) $")  # right before a date
# "banned imports in 2006, and in June 2009 all exports": one verb, two things.
THING = re.compile(
    r",? (?:all|the|an?|its|their|also|some|further|another|more|(?:US|A|C|S)?[$€£¥]?\d[\d,.]*|(?!and\b)[a-z-]+s) ?"
    r"(?:(?!and\b)[$€£¥\w-]+ ?){0,5}(?=[.,;]|$|and (?:in|on) )"
)
ANOTHER_ONE = re.compile(rf",? (?:an?|another) (?:[\w-]+ ){{0,4}}(?:one|{WORDS['agreements']})\b", re.IGNORECASE)
PLACE = r"(?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"
AT = rf"(?:in|at|near) {PLACE}"
# One more of its kind, told without a verb: "the second in Muscat in 1984", "a third session in 1986".
ORDINALS = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
COUNTED = (
    rf"(?:the|an?)(?: (?:{ORDINALS}|\d+(?:st|nd|rd|th)|last|latest|next|final|further|most recent)){{1,2}}"
    r"(?: (?:one|round|session|meeting|edition|summit|phase|time)\b)?"
)
# "In 1999, and again in 2000", "in 1999 and two more in 2000".
AGAIN = re.compile(
    rf",? (?:and (?:(?:once )?again|once more|(?:one|two|three|four|several|others) more|another(?: one)?)"
    rf"|(?:and|with) {COUNTED})(?: {AT})?(?: in| on)? $"
)
GAPPED = re.compile(
    r"(?: for [^,;.]{1,40})?(?:,? and|,) (?:[A-Z][\w.'’-]*\s+(?:(?:de|la|del|al|bin|van|von|dos|da)\s+)*){1,7}"
    r"(?:(?:in|on)(?: the)?\s+)?"
)
JOINED = re.compile(
    rf"(?: \([^()]*\))?(?:\s+at the invitation of [^,;.]{{1,60}}?)?(?: {AT})?\s*(?:,|;|,?\s*and\b)"
    r"(?:\s*,?\s*(?:again|later|then|finally|most recently)\b,?)*"
    rf"(?:\s*(?:an? (?:\w+ )?one|another(?: of [^,;.]{{1,25}}?)?|{COUNTED})\b)?(?:\s*{AT})?"
    r"(?:\s*(?:in|on|from))?\s*"
    rf"|\),?(?: and)?(?: (?:again|then|later))?(?: in| at)? {PLACE} \("  # "in Muscat (May 2015), Nizwa (June 2017) and"
)

# After a date whose words have no verb of their own.
ENDS = re.compile(r"\s*(?:[.,;)]|(?:and|for)\b|$)")
PERSONS = frozenset({"person", "person-name"})


def is_again(scene: Scene, trigger: Trigger, date: Dated) -> bool:
    """Whether a date is that of a second deed of a verb: "and again in 2004", "and in June 2009 all exports"."""
    if AGAIN.search(scene.text, 0, date.start):
        return True
    counted = date.counted and scene.text.endswith(" and ", trigger.end, date.start)  # "and two days later the supply"
    if not (counted or AND_IN.search(scene.text, trigger.end, date.start)):
        return False
    if trigger.rule.milestone == "agreement_signed":
        return ANOTHER_ONE.match(scene.text, date.end) is not None
    if trigger.voice != "active" or trigger.rule.milestone:
        return False
    thing = THING.match(scene.text, date.end)
    parties = [party for party in scene.parties if not party.locative]
    return thing is not None and not any(date.end <= party.start < thing.end() for party in parties)


def ends_at(scene: Scene, date: Dated) -> bool:
    """Whether what is told without a verb ends with its date: "and tents in 1984."."""
    return ENDS.match(scene.text, date.end) is not None


def row(scene: Scene, first: Dated | None, found: Sequence[Dated]) -> list[Dated]:
    """A date with those that are joined to it: "in 1998, 2000 and again in 2004"."""
    dates_in_row = [] if first is None else [first]
    for date in found:
        if dates_in_row and date.start > dates_in_row[-1].start:
            gapped = _is_gapped(scene, dates_in_row[-1].end, date.start)
            if not (gapped or JOINED.fullmatch(scene.text, dates_in_row[-1].end, date.start)):
                break
            if scene.clause_at(date.start) != scene.clause_at(dates_in_row[0].start) and not gapped:
                break
            dates_in_row.append(date)
    return dates_in_row


def _is_gapped(scene: Scene, start: int, end: int) -> bool:
    """Whether another visitor's name leads from one date to the next: "visited in 1986, and President X in 1991"."""
    between = [p for p in scene.parties if start <= p.start and p.end <= end]
    named = any(p.kind == "person-name" for p in between)
    elsewhere = any(p.codes and p.kind not in PERSONS for p in between)  # "and President X Oman in 1991"
    return named and not elsewhere and bool(GAPPED.fullmatch(scene.text, start, end))
