"""A sentence's words -> the places where a rule's words stand, each read as active, passive, noun or adjective."""

import re

from relations import lexicon
from relations.coding import voices
from relations.coding.rules import Entries, Entry, index, sieve
from relations.coding.scene import Scene, Trigger
from relations.coding.triggers import objects
from relations.coding.words import CALENDAR, PARTICLES, PREPOSITIONS, Group, is_adverb

SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})  # "a declaration demanding that"
PRONOUN = re.compile(r"it|they|them", re.IGNORECASE)
Voices = dict[tuple[int, str, bool], tuple[str, Group]]  # how words are used: by the last, the tag, the rule SPOKEN

# When or how often something happened, between a verb and the further words of a trigger ("went the year after to
# Muscat", "called several times on Oman").
WHEN = re.compile(
    rf" (?:(?:in|on) {CALENDAR}"
    r"|(?:in )?the (?:same|following|next) (?:year|month)"
    r"|(?:\w+|a number of) times|once (?:more|again)|(?:time and|over and over|again and) again|more than once"
    r"|the (?:year|month|day) after|that (?:year|month)|(?:\w+ )?(?:years?|months?|weeks?|days?) later) "
)
ENVOY = re.compile(
    r" (?:the |an? |its )?(?:[\w’'-]+ ){0,2}?(?P<envoy>ambassadors?|envoys?|consuls?|diplomats?|charg[eé])\b"
)
TITLED = frozenset(lexicon.rules("grammar.toml")["titled"])
NEAR = 20  # code points before a relative clause within which stands what it is about
LONGEST_PARTED = 6  # words between a verb and its particle: "turned the second Omani offer down"


def find(scene: Scene, thing: str = "") -> list[Trigger]:
    """The triggers of a sentence, in order; of several rules for one word the one with the nearest object.

    `thing` is the object told last in the sentences before, which "it" may mean.
    """
    entries_of, found = index(), list[Trigger]()
    triggering = [
        (i, word)
        for i, word in enumerate(scene.words)
        if word.form in entries_of and (not word.name or word.form in TITLED)
    ]
    held = sieve().of(f"{scene.text} {thing or objects.UNSAID}") if triggering else 0
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
            best = min(_likely(options, word.finite), key=_preference)
            thing = object_of(scene, best) or _envoy(scene, best) or thing
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


def _envoy(scene: Scene, trigger: Trigger) -> str:
    """The envoy whom a verb acts on by a rule without objects, for "its own" later: "expelled the ambassador"."""
    found = ENVOY.match(scene.text, trigger.end) if trigger.rule.objects is None else None
    return found["envoy"] if found else ""


def object_of(scene: Scene, trigger: Trigger) -> str:
    """The words of a trigger's object; "" for none and for a pronoun."""
    words = scene.text[max(trigger.object_start, 0) : max(trigger.object_end, 0)]
    return "" if PRONOUN.fullmatch(words) else words


def _likely(options: list[Trigger], finite: bool) -> list[Trigger]:
    """The readings of a word that are most likely: as a verb with its object after it; a sure verb as no participle."""
    active = [option for option in options if option.voice == "active"]
    if followed := [option for option in active if option.object_start > option.start]:
        return followed
    bare = [option for option in options if option.voice == "passive" and option.group.first == option.word]
    participles = [option for option in bare if not option.rule.intransitive]
    return [option for option in options if option not in participles] if active and finite else options


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
    placed = objects.named(scene, trigger, tag) or objects.pronoun(scene, trigger, thing)
    return placed if placed and _fits(scene, placed) else None


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
