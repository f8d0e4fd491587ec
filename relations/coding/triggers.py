"""A sentence's words -> the places where a rule's words stand, each read as active, passive, noun or adjective."""

import re

from relations.coding import voices
from relations.coding.rules import Entries, Entry, index, sieve
from relations.coding.scene import Scene, Trigger
from relations.coding.words import CALENDAR, PREPOSITIONS, Group, is_adverb

SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # "a declaration demanding that"
PRONOUN = re.compile(r"it|they|them", re.IGNORECASE)
IT_AFTER = re.compile(r"\s+(?P<it>it|them|its own|one of its own)\b")
IT_FIRST = re.compile(r"\W*(?:and |but )?(?P<it>it|they|these|this|he|she)\b", re.IGNORECASE)
IT_BEFORE = re.compile(r"\b(?P<it>it|they|he|she)\s+(?:\w+ly\s+|later\s+|then\s+|also\s+)?$", re.IGNORECASE)
OFFICE = re.compile(r"\b(?:ambassador|envoy|consul|commissioner|affaires)$", re.IGNORECASE)
Voices = dict[tuple[int, str, bool], tuple[str, Group]]  # how words are used: by the last, the tag, the rule SPOKEN

UNSAID = "agreement"  # what "it" is where it was signed, though the sentences before do not tell
SIGNED = re.compile(r"signed|ratified|(?:came|comes|enter(?:ed|s)|went) into (?:force|effect)")
# When something happened, between a verb and the further words of a trigger ("went the year after to Muscat").
WHEN = re.compile(
    rf" (?:(?:in|on) {CALENDAR}"
    r"|(?:in )?the (?:same|following|next) (?:year|month)"
    r"|the (?:year|month|day) after|that (?:year|month)|(?:\w+ )?(?:years?|months?|weeks?|days?) later) "
)
NEAR = 20  # code points before a relative clause within which stands what it is about
PARTICLES = frozenset({"up", "down", "out", "off", "back", "over", "away", "home", "captive", "prisoner", "hostage"})
LONGEST_PARTED = 6  # words between a verb and its particle: "turned the second Omani offer down"
EDGE = re.compile(r"\b")  # where every object begins
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
    held = sieve().of(f"{scene.text} {thing or UNSAID}") if triggering else 0
    for i, word in triggering:
        if found and any(trigger.end <= word.start < trigger.object_end for trigger in found):
            continue  # it belongs to what a trigger before it is about
        if found and word.start < found[-1].end:
            continue  # it is one of that trigger's own words
        used: Voices = {}
        options = []
        for last, entry in _present(entries_of[word.form], scene, i):
            if entry.signs & held == entry.signs:
                trigger = _read(scene, i, last, entry=entry, used=used, thing=thing)
                options += [trigger] if trigger else []
        if options:
            active = [option for option in options if option.voice == "active" and option.object_start > option.start]
            best = min(active or options, key=_preference)
            thing = object_of(scene, best) or thing
            rivals = dict.fromkeys(option.rule.name for option in options if option.rule is not best.rule)
            found.append(best._replace(rivals=tuple(rivals)))
    return found


def _present(entries: Entries, scene: Scene, i: int) -> list[tuple[int, Entry]]:
    """The entries whose further words follow the word at `i`, at once or after an adverb, with the last one's index."""
    present = [(i, entry) for entry in entries.alone]
    if entries.followed:
        words = scene.words
        for first in range(i + 1, min(i + 3, len(words))):
            present += _followed(entries, scene, first)
            if not is_adverb(words[first].form):
                break
        present += _parted(entries, scene, i)
        if timed := WHEN.match(scene.text, words[i].end):
            after = next((n for n in range(i + 1, len(words)) if words[n].start == timed.end()), i)
            present += _followed(entries, scene, after)
    return present


def _parted(entries: Entries, scene: Scene, i: int) -> list[tuple[int, Entry]]:
    """The entries of a verb and a particle with the object between them: "threw the envoy out", "turned it down"."""
    if PARTICLES.isdisjoint(entries.followed):
        return []
    for n in range(i + 1, min(i + LONGEST_PARTED, len(scene.words))):
        word = scene.words[n]
        if n > i + 1 and word.form in PARTICLES:
            return [(i, entry) for entry in entries.followed.get(word.form, ()) if len(entry.rest) == 1]
        parted = scene.text[scene.words[n - 1].end : word.start] != " "
        if word.finite or word.form in PREPOSITIONS or parted:
            break
    return []


def _followed(entries: Entries, scene: Scene, first: int) -> list[tuple[int, Entry]]:
    """The entries whose further words stand from a word on, with the index of the last one."""
    found = []
    for entry in entries.followed.get(scene.words[first].form, ()):
        end = first + len(entry.rest)
        if tuple([word.form for word in scene.words[first:end]]) == entry.rest:
            found.append((end - 1, entry))
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


def _read(scene: Scene, i: int, last: int, *, entry: Entry, used: Voices, thing: str) -> Trigger | None:
    rule, tag = entry.rule, entry.tag
    use = (last, tag, rule.event_type in SPOKEN)
    if use not in used:
        used[use] = voices.of(scene, i, *use)
    voice, auxiliaries = used[use]
    if not voice:
        return None
    start, end = scene.words[i].start, scene.words[last].end
    trigger = Trigger(rule, voice, i, last, start, end, auxiliaries, scene.clause_at(start))
    if not _has_needed(scene, trigger):
        return None
    placed = _with_object(scene, trigger, tag) or _with_pronoun(scene, trigger, thing)
    return placed if placed and _fits(scene, placed) else None


def _with_object(scene: Scene, trigger: Trigger, tag: str) -> Trigger | None:
    """Find the rule's object where the voice has it: after an active verb or a noun, before a passive."""
    objects = trigger.rule.objects
    if objects is None:
        return trigger
    if trigger.voice == "passive":  # which may also keep an object: "students were awarded scholarships"
        return _before_verb(scene, trigger, objects) or _after_verb(scene, trigger, objects)
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
    guest = next((p for p in scene.parties if p.kind == "person-name" and p.start == trigger.end + 1), None)
    return _placed(trigger, "active", guest.start, guest.end) if guest and trigger.voice == "active" else None


def _is_main(scene: Scene, trigger: Trigger) -> bool:
    """Whether a form in -ed is the verb of its clause, and so no participle: it alone can be."""
    clause = scene.clauses[trigger.clause]
    return [verb.start for verb in scene.verbs if clause.start <= verb.start < clause.end] == [trigger.start]


def _with_pronoun(scene: Scene, trigger: Trigger, thing: str) -> Trigger | None:
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
    if between.count(" ") > trigger.rule.gap + 1 or APART.search(between):
        return None
    return _placed(trigger, trigger.voice, found.start(), found.end())


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


def _has_needed(scene: Scene, trigger: Trigger) -> bool:
    """Whether the clause has the words that the rule needs, or a visitor named right before the verb instead."""
    rule = trigger.rule
    if rule.needs is None or rule.needs.search(scene.text, *_reach(scene, trigger)):
        return True
    resumed = scene.clauses[trigger.clause].resumes  # "the embassy, which had been closed, resumed its work"
    if resumed >= 0 and rule.needs.search(scene.text, *scene.clauses[resumed][:2]):
        return True
    return rule.roles == "visit" and rule.strict and rule.objects is None and _is_by_person(scene, trigger)


def _fits(scene: Scene, trigger: Trigger) -> bool:
    """Whether the clause has none of the words with which the rule tells something else."""
    unless, (start, end) = trigger.rule.unless, _reach(scene, trigger)
    if scene.clauses[trigger.clause].opener in ("that", "which"):  # with what it stands for: "the crash that killed"
        start = max(start - NEAR, 0)
    return unless is None or not unless.search(scene.text, start, end)


def _reach(scene: Scene, trigger: Trigger) -> tuple[int, int]:
    """The offsets of the clause that a rule's conditions look at, with what belongs to the trigger beyond it."""
    clause = scene.clauses[trigger.clause]
    return clause.start, max(clause.end, scene.window_end(trigger))


def _is_by_person(scene: Scene, trigger: Trigger) -> bool:
    """Whether a named person stands right before the verb: "Rawlings then went to Togo"."""
    verb = scene.words[trigger.group.first].start
    people = [party for party in scene.parties if party.kind == "person-name" and party.end <= verb]
    return bool(people) and voices.ADVERBIALS.fullmatch(scene.text, people[-1].end, verb) is not None
