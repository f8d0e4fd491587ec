"""A trigger in a sentence -> how far its words reach: what is told from the next verb on belongs to that."""

import re

from relations.coding.scene import Scene, Trigger
from relations.coding.words import BE, HAVE

TAKES_PLACE = re.compile(r"\b(?:took place|occurred|happened|(?:was|were) (?:held|made|paid|undertaken))\b")
PASSIVE = re.compile(r" (?:been |being )?(?:\w+ly )?")
INCLUDED = frozenset({"included", "excluded", "excepted"})


def next_verb(scene: Scene, trigger: Trigger) -> int:
    """Where the next finite verb of the sentence stands; the dates before it belong to this one."""
    broken = scene.text.find(", only to ", trigger.end)
    if broken >= 0:
        return broken
    start = trigger.end
    if trigger.voice == "noun" and (takes := TAKES_PLACE.search(scene.text, trigger.end)):
        first = next((verb.start for verb in scene.verbs if verb.start > trigger.end), len(scene.text))
        start = takes.end() if takes.start() == first else start  # "visits took place in 1974 and 1981"
    auxiliary = scene.words[trigger.last].form in BE | HAVE
    for verb in scene.verbs:
        own = auxiliary and PASSIVE.fullmatch(scene.text, start, verb.start)  # "have been organised"
        put_in = verb.form in INCLUDED and scene.text.startswith(",", verb.end)  # "toured it, Chad included, in 1993"
        if verb.start > start and not (own or put_in or scene.text[start : verb.start].isspace()):
            return verb.start
    return len(scene.text)
