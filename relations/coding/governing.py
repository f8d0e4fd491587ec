"""Two triggers of a sentence -> whether the one is the content of the other ("urged it to release"), or its means."""

import re

from relations.coding import words
from relations.coding.candidates import Candidate
from relations.coding.clauses import SUBORDINATORS
from relations.coding.scene import Scene, Trigger

DURING = re.compile(r"\b(?:during|after|before|following) (?:\S+ ){0,4}$")
OF_DOING = re.compile(r"\b(?:of|for) (?:\w+ly )?\w+ing\b(?:[^.;]*(?:, (?:and )?| and ))$")
MAIN = re.compile(r", (?:the )?(?:[A-Z][\w.'’-]+ ){1,4}(?:\w+ly )?$")


def governs(scene: Scene, governor: Trigger, trigger: Trigger, candidate: Candidate) -> bool:
    """Whether a trigger is the content of an earlier one ("urged it to release", "called for the lifting of")."""
    if trigger.clause == governor.clause:
        if governor.voice == "noun" and any(governor.end < verb.start < trigger.start for verb in scene.verbs):
            return False  # "the refusal was answered with the recall of the envoy"
        if (
            candidate.date_source == "explicit"
            and trigger.voice == "noun"
            and DURING.search(scene.text, governor.end, trigger.start)
        ):
            return False  # when it was done, not what: "rejected the plan during his visit in May"
        if governor.rule.governs and _is_listed(scene, governor, trigger):
            return True
        having = any(word.form == "having" for word in scene.words[trigger.group.first : trigger.word])
        inside = words.preceding(scene.words, trigger.word) == "in" and scene.words[trigger.word].form.endswith("ing")
        return trigger.voice == "noun" or candidate.status == "embedded" or trigger.group.infinitive or having or inside
    clause = scene.clauses[trigger.clause]
    led = words.preceding(scene.words, trigger.group.first)
    if governor.rule.governs and trigger.rule.governs and trigger.voice == "active" and led in ("and", "but"):
        return False  # "denied that they were spies and warned that aid could be cut"
    return clause.opener == "that" and trigger.clause == governor.clause + 1 and not _is_main(scene, trigger)


def _is_listed(scene: Scene, governor: Trigger, trigger: Trigger) -> bool:
    """Whether a form in -ing goes on with what one is accused of: "accused it of spying, seizing boats and killing"."""
    going_on = trigger.voice == "active" and trigger.group.first == trigger.word
    going_on = going_on and scene.words[trigger.word].form.endswith("ing")
    return going_on and OF_DOING.search(scene.text, governor.end, trigger.start) is not None


def _is_main(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb heads the sentence after all: "after he had said that it was late, Chad closed the border"."""
    verb = scene.words[trigger.group.first].start
    return scene.clauses[0].opener in SUBORDINATORS and MAIN.search(scene.text, 0, verb) is not None


def is_means(scene: Scene, trigger: Trigger, before: Candidate) -> bool:
    """Whether "by doing so" tells how the event before was done, or "to do so" what for: "sent planes to help"."""
    words = scene.words
    led = trigger.word > 0 and words[trigger.word - 1].form == "by" and words[trigger.word].form.endswith("ing")
    alike = trigger.rule.event_type == before.event_type
    led = led or (trigger.group.infinitive and alike and before.event_type == "AID")
    outcome = words[trigger.word].form.endswith("ing") and scene.text.endswith(", ", 0, trigger.start)
    if outcome and alike and before.event_type == "ASSAULT":  # "attacked the embassy, killing two"
        return scene.clause_at(before.start) == trigger.clause
    return led and not before.dropped and scene.clause_at(before.start) == trigger.clause
