"""A trigger in its clause -> where the object of its rule stands: after a verb or a noun, or before a passive."""

import re

from relations.coding import voices
from relations.coding.scene import Scene, Trigger
from relations.coding.words import ASPECTUAL, PREPOSITIONS, is_adverb

IT_AFTER = re.compile(r"\s+(?P<it>it|them|its own|one of its own)\b")
IT_FIRST = re.compile(r"\W*(?:and |but )?(?P<it>it|they|these|this|he|she)\b", re.IGNORECASE)
IT_BEFORE = re.compile(r"\b(?P<it>it|they|he|she)\s+(?:\w+ly\s+|later\s+|then\s+|also\s+)?$", re.IGNORECASE)
THE_ONE = re.compile(r"\W*(?:and |but |while )?the (?P<it>(?:new |other )?[A-Z]\w+ one)\b", re.ASCII)  # "the Omani one"
OFFICE = re.compile(r"\b(?:ambassador|envoy|consul|commissioner|affaires)$", re.IGNORECASE)
UNSAID = "agreement"  # what "it" is where it was signed, though the sentences before do not tell
SIGNED = re.compile(r"signed|ratified|(?:came|comes|enter(?:ed|s)|went) into (?:force|effect)")
TO = re.compile(r" to [a-z]+\b")
EDGE = re.compile(r"\b")  # where every object begins
# Between a trigger and its object, what makes the one not the other's.
APART = re.compile(r"[;:]|,\s+(?:and|but)\b")
ONLY_TO = re.compile(r"\bonly (?:to )?$")
# Between a noun and a bare participle, what keeps the one from belonging to the other.
PARTING = re.compile(r"[;,]|\b(?:and|to|in)\b")


def named(scene: Scene, trigger: Trigger, tag: str) -> Trigger | None:
    """Find the rule's object where the voice has it: after an active verb or a noun, before a passive."""
    objects = trigger.rule.objects
    if objects is None:
        return trigger
    if trigger.voice == "passive":  # which may also keep an object: "students were awarded scholarships"
        placed = _before_verb(scene, trigger, objects) or _after_verb(scene, trigger, objects)
        return placed or (_received(scene, trigger) if trigger.rule.roles == "hosted" else None)
    placed = _after_verb(scene, trigger, objects) or _before_relative(scene, trigger, objects)
    placed = placed or (_guest(scene, trigger) if trigger.rule.roles == "hosted" else None)
    if placed:
        return placed
    if tag in ("ed", "pp") and trigger.group.first == trigger.word and voices.shares_passive(scene, trigger.word):
        return _before_verb(scene, trigger._replace(voice="passive"), objects)
    bare = tag in ("ed", "pp") and trigger.group.first == trigger.word and not _is_main(scene, trigger)
    if (trigger.rule.intransitive or bare) and not IT_AFTER.match(scene.text, trigger.end):
        return _before_verb(scene, trigger, objects)
    return _premodified(scene, trigger, objects) if trigger.voice == "noun" else None


def _guest(scene: Scene, trigger: Trigger) -> Trigger | None:
    """The object of hosting that is a person's name, without any office: "hosted Ali Hassan"."""
    people = [p for p in scene.parties if p.kind == "person-name"]
    guest = next((p for p in people if p.start == trigger.end + 1), None)
    return _placed(trigger, "active", guest.start, guest.end) if guest and trigger.voice == "active" else None


def _received(scene: Scene, trigger: Trigger) -> Trigger | None:
    """The same where the person is the subject of a passive: "Ali Hassan was welcomed in Muscat"."""
    clause = scene.clauses[trigger.clause]
    start = scene.clauses[clause.resumes].start if clause.resumes >= 0 else clause.start
    verb = scene.words[trigger.group.first].start
    guests = [p for p in scene.parties if p.kind == "person-name" and start <= p.start and p.end <= verb]
    return _placed(trigger, "passive", guests[0].start, guests[0].end) if guests else None


def _is_main(scene: Scene, trigger: Trigger) -> bool:
    """Whether a form in -ed is the verb of its clause, and so no participle: it alone can be."""
    clause = scene.clauses[trigger.clause]
    return [verb.start for verb in scene.verbs if clause.start <= verb.start < clause.end] == [trigger.start]


def pronoun(scene: Scene, trigger: Trigger, thing: str) -> Trigger | None:
    """A pronoun that stands for the thing told last: "resumed it in 1994", "it came into force"."""
    objects = trigger.rule.objects
    if not (thing and objects and objects.search(thing)) and _is_of_agreement(scene, trigger):
        thing = UNSAID
    if not thing or objects is None or trigger.voice == "noun":
        return None
    if trigger.voice == "active" and (found := IT_AFTER.match(scene.text, trigger.end)) and objects.search(thing):
        return _placed(trigger, "active", *found.span("it")) if _agrees(found["it"], thing) else None
    if (
        trigger.voice == "passive" or (trigger.rule.intransitive and voices.stands_alone(scene, trigger.last))
    ) and objects.search(thing):
        start = scene.clauses[trigger.clause].start
        verb = scene.words[trigger.group.first].start
        found = IT_BEFORE.search(scene.text, start, verb) or IT_FIRST.match(scene.text, start, verb)
        found = found or THE_ONE.match(scene.text, start, verb)
        return _placed(trigger, "passive", *found.span("it")) if found and _agrees(found["it"], thing) else None
    return None


def _is_of_agreement(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb tells that what goes unsaid is an agreement: "It was signed in 2015 and came into force"."""
    return trigger.rule.milestone == "agreement_signed" and SIGNED.match(scene.text, trigger.start) is not None


def _agrees(pronoun: str, thing: str) -> bool:
    """Whether a pronoun can stand for a thing: "it" for an embassy, "they" for relations, "he" for an ambassador."""
    if pronoun.lower() in ("he", "she"):
        return OFFICE.search(thing) is not None
    return (pronoun.lower() not in ("they", "them", "these")) != thing.endswith("s")


def _after_verb(scene: Scene, trigger: Trigger, objects: re.Pattern[str]) -> Trigger | None:
    """The object after a trigger, with no more words between than the rule's gap, and no other clause."""
    end = scene.window_end(trigger)
    found = (
        _at_once(scene, trigger, objects, end) if trigger.rule.gap < 2 else objects.search(scene.text, trigger.end, end)
    )
    if found is None:
        return None
    between = scene.text[trigger.end : found.start()]
    if between.count(" ") > trigger.rule.gap + 1 or APART.search(between) or _is_of_infinitive(scene, trigger, found):
        return None
    return _placed(trigger, trigger.voice, found.start(), found.end())


def _is_of_infinitive(scene: Scene, trigger: Trigger, found: re.Match[str]) -> bool:
    """Whether the object is that of a verb which a trigger governs: "began to provide Chad with military training"."""
    led = TO.match(scene.text, trigger.end) if scene.words[trigger.word].form in ASPECTUAL else None
    return led is not None and found.start() > led.end()


def _at_once(scene: Scene, trigger: Trigger, objects: re.Pattern[str], end: int) -> re.Match[str] | None:
    """What `search` finds of an object that may stand no farther off than one word, without looking farther."""
    for edge in EDGE.finditer(scene.text, trigger.end, end):
        if scene.text.count(" ", trigger.end, edge.start()) > trigger.rule.gap + 1:
            return None
        if found := objects.match(scene.text, edge.start(), end):
            return found
    return None


def _before_verb(scene: Scene, trigger: Trigger, objects: re.Pattern[str]) -> Trigger | None:
    """The object of a passive ("relations were severed") or of a bare participle ("an agreement signed in 1990")."""
    rule, text = trigger.rule, scene.text
    clause = scene.clauses[trigger.clause]
    start = clause.start if trigger.voice == "passive" or rule.intransitive else max(clause.start, trigger.start - 60)
    if clause.opener in ("which", "that") and trigger.clause > 0:
        start = scene.clauses[trigger.clause - 1].start
    elif clause.resumes >= 0:
        start = scene.clauses[clause.resumes].start
    verb = scene.words[trigger.group.first].start
    if ONLY_TO.search(text, start, verb):  # the subject of the verb before: "were resumed after talks, only to be cut"
        verb = next((word.start for word in scene.verbs if word.start >= start), verb)
    options = list(objects.finditer(text, start, verb))
    if not options:
        return None
    participle = trigger.voice == "active" and not rule.intransitive
    if participle and PARTING.search(text, options[-1].end(), verb):
        return None
    return _placed(trigger, "passive", *options[-1].span())


def _before_relative(scene: Scene, trigger: Trigger, objects: re.Pattern[str]) -> Trigger | None:
    """The object that "which" stands for: "imposed an embargo, which it lifted"."""
    clause = scene.clauses[trigger.clause]
    if trigger.voice != "active" or clause.opener not in ("which", "that") or trigger.clause == 0:
        return None
    opened = clause.start + len(clause.opener)
    subject = [word for word in scene.words[: trigger.group.first] if word.start > opened and not is_adverb(word.form)]
    before = list(objects.finditer(scene.text, scene.clauses[trigger.clause - 1].start, clause.start))
    led = [word.form for word in scene.words if word.end <= clause.start][-1:]  # "a treaty by which Oman renounced"
    if (
        not subject
        or not before
        or not PREPOSITIONS.isdisjoint(led)
        or scene.text[before[-1].end() : clause.start].count(" ") > trigger.rule.gap
    ):
        return None
    return _placed(trigger, "active", *before[-1].span())


def _premodified(scene: Scene, trigger: Trigger, objects: re.Pattern[str]) -> Trigger | None:
    """The object before a noun: "embassy closure", "relations' restoration"."""
    start = scene.words[trigger.word - 1].start if trigger.word else trigger.start
    found = objects.search(scene.text, start, trigger.start)
    return _placed(trigger, "noun", found.start(), found.end()) if found else None


def _placed(trigger: Trigger, voice: str, start: int, end: int) -> Trigger:
    return trigger._replace(voice=voice, object_start=start, object_end=end)
