"""A trigger without a date in its own words -> the date that it shares with what is told beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from relations import dates
from relations.coding.clauses import Clause
from relations.coding.scene import Scene, Trigger
from relations.coding.times import belonging
from relations.coding.times.reach import next_verb
from relations.coding.words import BE, DO, HAVE
from relations.tagging import NAMING, Dated

# "Were freed and sent home in May 2019": one subject, and nothing that tells of another time.
AND_VERB = re.compile(r"(?:(?!\b(?:then|later|who|which|that|when|after|before|to)\b)[^,;:()\d])*? and (?:also )?")
WITH_VERB = re.compile(r"(?:(?!\b(?:to|of|who|which|that|when)\b)[^,;:()])* (?:(?:in|on|during) )?(?:the )?")
# "Oman offered asylum, a minister said in April 2019."
SAID = re.compile(
    r", (?:[\w.'’-]+ ){1,6}(?:said|says|reported|announced|stated|confirmed)(?: in (?:an?|the) \w+)? (?:in|on) $"
)
AFTERWARDS = re.compile(r"(?:After|Following|When|Once|Since)\b")
CAME = re.compile(r"who (?:first |then |again )?(?:came|visited|arrived|travelled|flew|went|stopped)\b")
TO_BE_FIRST = re.compile(r"(?:The )?(?:first|second|third|last|latest|only)\b[^,;:()]* to ", re.IGNORECASE)
AUXILIARIES = BE | HAVE | DO


def since(date: Dated) -> Dated:
    """A date as that from which on something may have happened."""
    return date if "/" in date.when.edtf else replace(date, when=dates.parse(f"{date.when.edtf}/.."))


def after_event(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> Dated | None:
    """From when on something may have happened: "doctors were sent after the cyclone of April 1991"."""
    end = min(next_verb(scene, trigger), scene.clauses[trigger.clause].end)
    inside = [date for date in found if trigger.end <= date.start < end and belonging.is_after_event(scene, date)]
    return since(inside[0]) if inside else None


def leading(scene: Scene, clause: Clause, found: Sequence[Dated]) -> Dated | None:
    """The date that opens the part of the sentence which a clause stands in: "and on 5 June the notes which opened"."""
    for date in reversed(found):
        if date.end <= clause.start and belonging.opens_clause(scene, date):
            apart = any(date.end <= verb.start < clause.start for verb in scene.verbs)
            return None if apart else date
    return None


def since_clause(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> Dated | None:
    """From when on something has gone on: "has mediated since the rebellion broke out in June 1990"."""
    following = scene.clauses[trigger.clause + 1 : trigger.clause + 2]
    if not following or following[0].opener != "since" or not trigger.group.perfect:
        return None
    inside = [date for date in found if following[0].start <= date.start < following[0].end]
    return since(inside[0]) if len(inside) == 1 else None


def carried(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> Dated | None:
    """The date that ends the clause before: "brought them together in March 1967, and Chad undertook to disarm".

    Or that on which a visitor came: "The king, who visited it in 1997, expressed regret".
    """
    clause, before = scene.clauses[trigger.clause], scene.clauses[max(trigger.clause - 1, 0)]
    came = clause.resumes >= 0 and before.opener == "who" and CAME.match(scene.text, before.start)
    refused = clause.opener == "but" and trigger.rule.event_type == "REJECT"  # "asked for help in May but it refused"
    joined = clause.opener == "whereupon" or (clause.opener == "and" and trigger.voice == "active") or refused
    follows = joined and before.opener in ("", "and", "when", "where")
    inside = [date for date in found if before.start <= date.start < before.end]
    if clause is before or not (came or follows) or len(inside) != 1 or not inside[0].when.in_one_year:
        return None
    date = inside[0]
    told_there = any(before.start <= verb.start < date.start for verb in scene.verbs)
    apart = belonging.is_of_another_time(scene, clause, trigger) or belonging.is_of_amount(scene, date)
    return None if apart or not told_there or NAMING.fullmatch(date.text) else date


def of_saying(scene: Scene, clause: Clause, found: Sequence[Dated]) -> Dated | None:
    """The date of the clause that tells who said it: "and the next day announced that it was closing the embassy"."""
    before = next((c for c in reversed(scene.clauses) if c.end == clause.start), None)
    inside = [date for date in found if before is not None and before.start <= date.start < before.end]
    return inside[-1] if inside else None


def shared(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> Dated | None:
    """The date of what the same subject did beside it, of who said it, or of the first who did it."""
    if trigger.voice not in ("active", "passive"):
        return None
    after = [date for date in found if date.start > trigger.end and not NAMING.fullmatch(date.text)]
    if not after:
        return None
    date = after[0]
    verbs = [verb for verb in scene.verbs if trigger.end < verb.start < date.start]
    said = SAID.search(scene.text, trigger.end, date.start)
    if len(found) == 1 and said and scene.text[date.end :].strip(" .") == "":
        return date
    if len(verbs) != 1:
        return None
    verb = verbs[0]
    if verb.form in BE and trigger.group.infinitive and TO_BE_FIRST.fullmatch(scene.text, 0, trigger.start):
        return date  # "the first president to visit Chad was X in 1995"
    beside = verb.form not in AUXILIARIES and AND_VERB.fullmatch(scene.text, trigger.end, verb.start) is not None
    closes = WITH_VERB.fullmatch(scene.text, verb.end, date.start) or scene.text[verb.end : date.start] == " "
    same = scene.clause_at(date.start) == trigger.clause and not trigger.rule.milestone
    same = same and not AFTERWARDS.match(scene.text)
    return date if beside and closes and same and ".." not in date.when.edtf else None
