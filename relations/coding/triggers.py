"""A sentence's words -> the places where a rule's words stand, each read as active, passive, noun or adjective."""

import re

from relations.coding.clauses import COORDINATORS
from relations.coding.parties import Party
from relations.coding.rules import Entry, index
from relations.coding.scene import Scene, Trigger
from relations.coding.words import (
    ARTICLES,
    ASPECTUAL,
    BEFORE_ING,
    COPULAR,
    DETERMINERS,
    PLURAL,
    PREPOSITIONS,
    SINGULAR,
    Group,
    Word,
    group,
    is_adverb,
    preceding,
)
from relations.patterns import folded, holds

SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # "a declaration demanding that"
PASSIVE = re.compile(r"\b(?:was|were|been|is|are)\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|lt|nt|de|id|ut)\b")
PRONOUN = re.compile(r"it|they|them", re.IGNORECASE)
IT_AFTER = re.compile(r"\s+(?P<it>it|them)\b")
IT_FIRST = re.compile(r"\W*(?:and |but )?(?P<it>it|they)\b", re.IGNORECASE)
IT_BEFORE = re.compile(r"\b(?P<it>it|they)\s+(?:\w+ly\s+|later\s+|then\s+|also\s+)?$", re.IGNORECASE)
Voices = dict[tuple[int, str, bool], tuple[str, Group]]  # how words are used: by the last, the tag, the rule SPOKEN
ADVERBIALS = re.compile(r"(?:\b(?:\w+ly|also|still|often|then|both|now|again|later|soon)\b|[\s,)])*")

# Between a trigger and its object, what makes the one not the other's.
APART = re.compile(r"[;:]|,\s+(?:and|but)\b")
# Between a noun and a bare participle, what keeps the one from belonging to the other.
PARTING = re.compile(r"[;,]|\b(?:and|to|in)\b")


def find(scene: Scene, thing: str = "") -> list[Trigger]:
    """The triggers of a sentence, in order; of several rules for one word the one with the nearest object.

    `thing` is the object told last in the sentences before, which "it" may mean.
    """
    entries_of, found = index(), list[Trigger]()
    triggering = [(i, word) for i, word in enumerate(scene.words) if word.form in entries_of and not word.name]
    told = folded(f"{scene.text} {thing}") if triggering else ""
    for i, word in triggering:
        if found and any(trigger.end <= word.start < trigger.object_end for trigger in found):
            continue  # it belongs to what a trigger before it is about
        entries = [entry for entry in entries_of[word.form] if not entry.rule.named or holds(told, entry.rule.named)]
        if entries:
            voices: Voices = {}
            options = [trigger for entry in entries if (trigger := _read(scene, i, entry, voices, thing))]
            if options:
                best = min(options, key=_preference)
                thing = object_of(scene, best) or thing
                rivals = dict.fromkeys(option.rule.name for option in options if option.rule is not best.rule)
                found.append(best._replace(rivals=tuple(rivals)))
    return found


def object_of(scene: Scene, trigger: Trigger) -> str:
    """The words of a trigger's object; "" for none and for a pronoun."""
    words = scene.text[max(trigger.object_start, 0) : max(trigger.object_end, 0)]
    return "" if PRONOUN.fullmatch(words) else words


def _preference(trigger: Trigger) -> tuple[bool, int, int]:
    """Rules with an object before rules without; the nearer object first; more words of the trigger before fewer."""
    if trigger.object_start < 0:
        return True, 0, trigger.word - trigger.last
    follows = trigger.object_start >= trigger.end
    distance = trigger.object_start - trigger.end if follows else trigger.start - trigger.object_end
    return False, distance, trigger.word - trigger.last


def _read(scene: Scene, i: int, entry: Entry, voices: Voices, thing: str) -> Trigger | None:
    rule, tag, rest = entry
    last = _last_word(scene, i, rest) if rest else i
    if last < 0:
        return None
    use = (last, tag, rule.event_type in SPOKEN)
    if use not in voices:
        voices[use] = _voice(scene, i, *use)
    voice, auxiliaries = voices[use]
    if not voice:
        return None
    start, end = scene.words[i].start, scene.words[last].end
    trigger = Trigger(rule, voice, i, last, start, end, auxiliaries, scene.clause_at(start))
    placed = _with_object(scene, trigger, tag) or _with_pronoun(scene, trigger, thing)
    return placed if placed and _fits(scene, placed) else None


def _last_word(scene: Scene, i: int, rest: tuple[str, ...]) -> int:
    """The index of a trigger's last word; -1 if its further words do not follow, at once or after one adverb."""
    for first in (i + 1, i + 2):
        if tuple([word.form for word in scene.words[first : first + len(rest)]]) == rest:
            return first + len(rest) - 1
        if first >= len(scene.words) or not is_adverb(scene.words[first].form):
            break
    return -1


def _voice(scene: Scene, i: int, last: int, tag: str, spoken: bool) -> tuple[str, Group]:
    """How words are used here; "" when it is not as the rule means them. `spoken`: the rule tells what is said."""
    auxiliaries = group(scene.words, i, tag)
    if tag == "adj":
        auxiliaries = auxiliaries if auxiliaries.first < i else _copula(scene.words, i)
        return ("adjective" if auxiliaries.first < i else ""), auxiliaries
    before = preceding(scene.words, auxiliaries.first)
    if tag == "noun":
        verbal = auxiliaries.infinitive or auxiliaries.future or auxiliaries.possible
        return ("" if verbal else "noun"), Group(i)
    if tag == "base":
        plain = auxiliaries.first == i or not (
            auxiliaries.infinitive or auxiliaries.future or auxiliaries.possible or auxiliaries.negated
        )
        return ("" if plain and not _plural_subject(scene, i, before) else "active"), auxiliaries
    if tag == "s":
        return ("active" if _ends_subject(scene, i, before) else ""), auxiliaries
    if tag == "ing" and not auxiliaries.progressive:
        noun = before in ARTICLES or any(
            p.kind == "demonym" and p.end == scene.words[i].start - 1 for p in scene.parties
        )
        return "active" if spoken and not noun else _gerund(scene, i, before), auxiliaries
    owned = i > 0 and scene.text[: scene.words[i - 1].end].endswith(("'s", "’s"))
    if tag in ("ed", "pp") and auxiliaries.first == i and (before in PREPOSITIONS or before in ARTICLES or owned):
        return "", auxiliaries  # an adjective: "for alleged conspiracy"
    following = scene.words[last + 1].form if last + 1 < len(scene.words) else ""
    bare = tag in ("ed", "pp") and auxiliaries.first == i and following == "by"  # "a step criticised by Chad"
    return ("passive" if auxiliaries.passive or bare else "active"), auxiliaries


def _copula(words: list[Word], i: int) -> Group:
    """The verb that a noun completes: "was a strong supporter of", "remained an ally of"; an empty group for none."""
    for at in range(i - 1, max(i - 5, 0), -1):
        if words[at].form in ("a", "an", "one"):
            before = group(words, at, "adj")
            if before.first < at:
                return before
            return Group(at - 1) if words[at - 1].form in COPULAR else Group(i)
        if words[at].form in PREPOSITIONS or words[at].finite:
            break
    return Group(i)


def _gerund(scene: Scene, i: int, before: str) -> str:
    """A form in -ing without auxiliary: noun ("the opening of"), verb ("after signing"), or "" ("army training")."""
    if before in ("the", "a", "an", "its", "their"):
        return "noun"
    if before in ASPECTUAL:
        return "active"
    gap = scene.text[scene.words[i - 1].end : scene.words[i].start] if i else ""
    after_party = any(
        party.end <= scene.words[i].start and not scene.text[party.end : scene.words[i].start].strip()
        for party in scene.parties
        if party.kind != "self"
    )
    if before in ("and", "or"):  # as a verb only beside another ("by opening an embassy and signing")
        return "active" if any(word.form.endswith("ing") for word in scene.words[max(0, i - 12) : i]) else ""
    return "active" if not before or before in BEFORE_ING or "," in gap or after_party else ""


def _plural_subject(scene: Scene, i: int, before: str) -> bool:
    """Whether a base form can be a verb of the present: after a plural subject ("both countries support")."""
    if before in PLURAL:
        return True
    at = scene.words[i].start
    last = next((party for party in reversed(scene.parties) if _stands_before(scene, party, at)), None)
    if last is None:
        return False
    return last.kind == "both" or " and " in scene.text[max(0, last.start - 30) : last.start]


def _ends_subject(scene: Scene, i: int, before: str) -> bool:
    """Whether a form in -s can be a verb: after a word that can end a singular subject."""
    if before in SINGULAR:
        return True
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    at = scene.words[i].start
    names = ("name", "person-name", "self", "capital", "body", "city")
    return any(party.kind in names and _stands_before(scene, party, at) for party in scene.parties)


def _stands_before(scene: Scene, party: Party, at: int) -> bool:
    """Whether a party ends before an offset with nothing but adverbs between them."""
    return party.end <= at and ADVERBIALS.fullmatch(scene.text, party.end, at) is not None


def _with_object(scene: Scene, trigger: Trigger, tag: str) -> Trigger | None:
    """Find the rule's object where the voice has it: after an active verb or a noun, before a passive."""
    objects = trigger.rule.objects
    if objects is None:
        return trigger
    if trigger.voice == "passive":  # which may also keep an object: "students were awarded scholarships"
        return _before_verb(scene, trigger, objects) or _after_verb(scene, trigger, objects)
    placed = _after_verb(scene, trigger, objects)
    if placed:
        return placed
    if tag in ("ed", "pp") and _goes_on_passive(scene, trigger):
        return _before_verb(scene, trigger._replace(voice="passive"), objects)
    bare = tag in ("ed", "pp") and trigger.group.first == trigger.word and not _is_main(scene, trigger)
    if trigger.rule.intransitive or bare:
        return _before_verb(scene, trigger, objects)
    return _premodified(scene, trigger, objects) if trigger.voice == "noun" else None


def _is_main(scene: Scene, trigger: Trigger) -> bool:
    """Whether a form in -ed is the verb of its clause, and so no participle: it alone can be."""
    clause = scene.clauses[trigger.clause]
    return [verb.start for verb in scene.verbs if clause.start <= verb.start < clause.end] == [trigger.start]


def _goes_on_passive(scene: Scene, trigger: Trigger) -> bool:
    """Whether a participle shares the auxiliary of one before it: "was opened in 1922 and raised in 1954"."""
    at = trigger.word
    if trigger.group.first != at or preceding(scene.words, at) not in COORDINATORS:
        return False
    return bool(PASSIVE.search(scene.text, scene.clauses[trigger.clause].start, scene.words[at].start))


def _with_pronoun(scene: Scene, trigger: Trigger, thing: str) -> Trigger | None:
    """A pronoun that stands for the thing told last: "resumed it in 1994", "it came into force"."""
    objects = trigger.rule.objects
    if not thing or objects is None or trigger.voice == "noun":
        return None
    if trigger.voice == "active" and (found := IT_AFTER.match(scene.text, trigger.end)) and objects.search(thing):
        return _placed(trigger, "active", *found.span("it")) if _agrees(found["it"], thing) else None
    if (trigger.voice == "passive" or trigger.rule.intransitive) and objects.search(thing):
        start = scene.clauses[trigger.clause].start
        verb = scene.words[trigger.group.first].start
        found = IT_BEFORE.search(scene.text, start, verb) or IT_FIRST.match(scene.text, start, verb)
        return _placed(trigger, "passive", *found.span("it")) if found and _agrees(found["it"], thing) else None
    return None


def _agrees(pronoun: str, thing: str) -> bool:
    """Whether a pronoun can stand for a thing: "it" for an embassy, "they" for relations."""
    return (pronoun.lower() == "it") != thing.endswith("s")


def _after_verb(scene: Scene, trigger: Trigger, objects: re.Pattern[str]) -> Trigger | None:
    """The object after a trigger, with no more words between than the rule's gap, and no other clause."""
    found = objects.search(scene.text, trigger.end, scene.window_end(trigger))
    if found is None:
        return None
    between = scene.text[trigger.end : found.start()]
    if between.count(" ") > trigger.rule.gap + 1 or APART.search(between):
        return None
    return _placed(trigger, trigger.voice, found.start(), found.end())


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
    options = list(objects.finditer(text, start, verb))
    if not options:
        return None
    participle = trigger.voice == "active" and not rule.intransitive
    if participle and PARTING.search(text, options[-1].end(), verb):
        return None
    return _placed(trigger, "passive", *options[-1].span())


def _premodified(scene: Scene, trigger: Trigger, objects: re.Pattern[str]) -> Trigger | None:
    """The object before a noun: "embassy closure", "relations' restoration"."""
    start = scene.words[trigger.word - 1].start if trigger.word else trigger.start
    found = objects.search(scene.text, start, trigger.start)
    return _placed(trigger, "noun", found.start(), found.end()) if found else None


def _placed(trigger: Trigger, voice: str, start: int, end: int) -> Trigger:
    return trigger._replace(voice=voice, object_start=start, object_end=end)


def _fits(scene: Scene, trigger: Trigger) -> bool:
    """The rule's conditions on the clause: words that must stand in it, words that must not."""
    rule = trigger.rule
    if rule.unless is None and rule.needs is None:
        return True
    clause = scene.clauses[trigger.clause]
    start, end = clause.start, max(clause.end, scene.window_end(trigger))
    if rule.unless is not None and rule.unless.search(scene.text, start, end):
        return False
    return rule.needs is None or bool(rule.needs.search(scene.text, start, end))
