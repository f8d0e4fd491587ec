"""The dates of a sentence and the text around it -> the date of each event in it."""

import re
from collections.abc import Sequence

from relations import lexicon
from relations.coding.scene import Scene, Trigger
from relations.tagging import Dated

CUES = re.compile("|".join(lexicon.rules("cues.toml")["cue"]), re.IGNORECASE)


def own(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> Dated | None:
    """The date a trigger has in its sentence: after it and before the next verb, else before it in its clause, else opening the sentence."""
    limit = min(_next_verb(scene, trigger), scene.clauses[trigger.clause].end)
    after = [date for date in found if trigger.start <= date.start < limit]
    if after:
        return after[0]
    clause = scene.clauses[trigger.clause]
    before = [date for date in found if clause.start <= date.start < trigger.start]
    if before:
        return before[-1]
    opening = [date for date in found if date.start < _first_verb(scene)]
    if opening and clause.opener not in ("after", "before", "until", "since"):
        return opening[0]
    if (
        clause.resumes >= 0
        or trigger.voice == "noun"
        or clause.opener in ("when", "which", "who", "that", "while", "where", "and")
    ):
        return found[0] if len(found) == 1 else None
    return None


def _next_verb(scene: Scene, trigger: Trigger) -> int:
    """Where the next finite verb of the sentence stands; the dates before it belong to this one."""
    for word in scene.words[trigger.last + 1 :]:
        if word.finite and word.start > trigger.end + 1 and not scene.text[trigger.end : word.start].isspace():
            return word.start
    return len(scene.text)


def _first_verb(scene: Scene) -> int:
    return next((word.start for word in scene.words if word.finite), 0)


def goes_on(text: str) -> bool:
    """Whether a sentence says that it goes on where the one before stopped ("During his visit", "the two also signed")."""
    return bool(CUES.search(text))
