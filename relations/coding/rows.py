"""A candidate whose words tell several of its kind -> one candidate for each date, or for each thing named apart."""

import re
from collections.abc import Sequence
from itertools import pairwise

from relations import lexicon
from relations.coding import times
from relations.coding.candidates import Candidate
from relations.coding.scene import Scene, Trigger
from relations.tagging import Dated

OPENS = re.compile(r"\W*(?:(?:In|On|Then|Later|Both|And)\b\W*)*")
SEVERAL_ON = re.compile(lexicon.rules("headings.toml")["agreements"]["several"], re.IGNORECASE)
ONE_ON = re.compile(r"(?:,|,? and) on ")
ONE_MORE = re.compile(r"\b(another) (?:on|in) ")
ANOTHER = re.compile(r"^\s*(?:[^.;]{0,80}?)(?:,|;|\band\b)\s+(?:an?|the|another)\s", re.IGNORECASE)


def each_date(scene: Scene, trigger: Trigger, found: Sequence[Dated], candidate: Candidate) -> list[Candidate]:
    """One candidate for each date of several visits ("visited Chad in 1998 and again in 2004"); none for one.

    So for agreements, where the dates open the sentence: "In 1982 and 1985 agreements were signed".
    """
    if candidate.dropped or len(found) < 2:
        return []
    row = times.row(scene, times.own(scene, trigger, found), found)
    if trigger.rule.milestone == "agreement_signed" and not row[1:]:
        row = times.row(scene, found[0], found)
        row = row if OPENS.fullmatch(scene.text, 0, found[0].start) and row[-1].end <= trigger.start else []
    elif trigger.rule.roles != "visit" and not (len(row) > 1 and " again " in scene.text[row[0].end : row[-1].start]):
        return []
    told = list(dict.fromkeys(date.when for date in row))  # "three days later, on 6 December" is one date
    return [candidate._replace(when=when) for when in told] if len(told) > 1 else []


def each_object(scene: Scene, trigger: Trigger, found: Sequence[Dated], candidate: Candidate) -> list[Candidate]:
    """One candidate for each object that is named apart: "signed a treaty on A and an agreement on B".

    Where each has a date of its own, that is its date.
    """
    rule = trigger.rule
    if rule.milestone != "agreement_signed" or rule.objects is None or candidate.dropped:
        return [candidate]
    if trigger.voice == "passive":
        first, end = scene.clauses[trigger.clause].start, scene.words[trigger.group.first].start
    elif trigger.voice == "active":
        first, end = trigger.object_start, scene.window_end(trigger)
    else:
        starts = [trigger.end, *_series(scene, trigger, scene.window_end(trigger))]
        return [candidate._replace(topic=scene.text[s:]) for s in starts]
    starts = [found.start() for found in rule.objects.finditer(scene.text, first, end)]
    starts = sorted([*starts, *(m.end(1) + 1 for m in ONE_MORE.finditer(scene.text, first, end))])
    opening = first if trigger.voice == "passive" else trigger.end
    kept = [opening, *(s for before, s in pairwise(starts) if ANOTHER.match(scene.text[before:s]))]
    if not kept[1:]:
        kept += _series(scene, trigger, end)
    pieces = list(zip(kept, [*kept[1:], end], strict=True))
    own = [next((date.when for date in found if s <= date.start < e), None) for s, e in pieces]
    dated = own if len(own) > 1 and all(own) else [candidate.when] * len(pieces)
    return [candidate._replace(topic=scene.text[s:e], when=when) for (s, e), when in zip(pieces, dated, strict=True)]


def _series(scene: Scene, trigger: Trigger, end: int) -> list[int]:
    """Where the second and each later matter begins of agreements "on A, on B and on C"."""
    several = SEVERAL_ON.search(scene.text, trigger.object_start, end)
    return [found.start() for found in ONE_ON.finditer(scene.text, several.end(), end)] if several else []
