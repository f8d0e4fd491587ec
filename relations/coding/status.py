"""A trigger in its sentence -> whether the text tells it as a fact, as going on, planned, denied, supposed or only spoken of."""

import re

from relations.coding.scene import Scene, Trigger
from relations.coding.words import AUXILIARIES, BE, IMPLICATIVE, NEGATING, NEGATION, ORDINALS, Word, preceding


def of(scene: Scene, trigger: Trigger) -> str:
    """Whether the text tells it as a fact: occurred, ongoing, planned, negated, hypothetical or embedded ("to sign")."""
    auxiliaries, words = trigger.group, scene.words
    tag_ing = words[trigger.word].form.endswith("ing")
    before = preceding(words, auxiliaries.first)
    denied = any(word.form in NEGATING for word in words[max(0, auxiliaries.first - 2) : auxiliaries.first])
    if auxiliaries.negated or denied or before in ("neither", "nor", "never"):
        return "negated"
    if auxiliaries.possible or re.search(
        r"\b(?:if|whether|unless)\b", scene.text[scene.clauses[trigger.clause].start : trigger.start], re.IGNORECASE
    ):
        return "hypothetical"
    if auxiliaries.future:
        return "planned"
    if auxiliaries.infinitive and trigger.voice != "adjective":
        return "occurred" if _told_by_infinitive(words, auxiliaries.first) else "embedded"
    if (
        trigger.voice == "active"
        and tag_ing
        and not auxiliaries.progressive
        and before in ("of", "for", "about", "on", "into", "consider", "considered")
    ):
        return "embedded"
    present = (
        trigger.voice == "active"
        and not auxiliaries.perfect
        and words[trigger.word].form.endswith(("s", "ing"))
        and _is_present(words, trigger)
    )
    return "ongoing" if present or (auxiliaries.progressive and auxiliaries.perfect) else "occurred"


def _is_present(words: list[Word], trigger: Trigger) -> bool:
    group_forms = {word.form for word in words[trigger.group.first : trigger.word]}
    if words[trigger.word].form.endswith("ing"):
        return bool(group_forms & {"is", "are"})
    return not group_forms & (BE | AUXILIARIES)


def _told_by_infinitive(words: list[Word], first: int) -> bool:
    """Whether an infinitive tells a fact: "the first to recognise", "was forced to close", "continued to supply"."""
    governors = [word.form for word in words[max(0, first - 7) : first]]
    if governors and governors[-1] in IMPLICATIVE:
        return True
    if any(form in NEGATION for form in governors[-3:]):
        return False
    return any(form in ORDINALS for form in governors) and any(form in ("first", "second", "third", "last", "only", "few", "earliest", "among", "one")
                                                              for form in governors)  # fmt: skip
