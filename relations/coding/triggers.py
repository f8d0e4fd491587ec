"""A sentence's words -> the places where a rule's words stand, each read as active, passive, noun or adjective."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from relations.coding.clauses import Clause
from relations.coding.parties import Party
from relations.coding.rules import Entry, Rule, index
from relations.coding.words import (
    AUXILIARIES,
    BE,
    BEFORE_ING,
    DETERMINERS,
    IMPLICATIVE,
    NEGATING,
    NEGATION,
    ORDINALS,
    PREPOSITIONS,
    Group,
    Word,
    group,
    is_adverb,
)  # fmt: skip

PLURAL = frozenset(
    {
        "they",
        "we",
        "both",
        "countries",
        "nations",
        "states",
        "sides",
        "governments",
        "parties",
        "leaders",
        "who",
        "that",
        "which",
    }
)
ARTICLES = frozenset({"a", "an", "the", "its", "their", "his", "her", "several", "some", "any", "many"})
ADVERBIAL = re.compile(r"\b(?:\w+ly|also|still|often|then|both|now|again|later|soon)\b|[\s,)]")
SINGULAR = frozenset(
    {
        "it",
        "he",
        "she",
        "which",
        "that",
        "who",
        "country",
        "government",
        "state",
        "nation",
        "and",
        "republic",
        "kingdom",
    }
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule's words at one place. `voice` is active, passive, noun or adjective; `object_start`/`object_end` delimit the rule's object."""

    rule: Rule
    voice: str
    word: int
    last: int
    start: int
    end: int
    group: Group
    clause: int
    object_start: int = -1
    object_end: int = -1


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence laid out for reading: its words, clauses and parties."""

    text: str
    words: list[Word]
    clauses: list[Clause]
    parties: list[Party]

    def clause_at(self, offset: int) -> int:
        """The index of the clause that an offset stands in."""
        for i in range(len(self.clauses) - 1, 0, -1):
            if self.clauses[i].start <= offset:
                return i
        return 0

    def window_end(self, trigger: "Trigger") -> int:
        """Where what belongs to a trigger ends: with its clause, or where the next finite verb stands."""
        end = self.clauses[trigger.clause].end
        following = self.clauses[trigger.clause + 1 : trigger.clause + 2]
        if trigger.rule.governs and following and following[0].opener == "that":
            return following[0].end
        if trigger.voice == "passive":
            return end
        return next((word.start for word in self.words[trigger.last + 1 :] if word.finite and word.start < end), end)


def find(scene: Scene) -> list[Trigger]:
    """The triggers of a sentence, in order; of several rules for one word the one with the nearest object."""
    found: list[Trigger] = []
    entries_of = index()
    for i, word in enumerate(scene.words):
        entries = entries_of.get(word.form)
        if entries and not word.name and not any(t.end <= word.start < t.object_end for t in found):
            options = [trigger for entry in entries for trigger in _read(scene, i, entry)]
            if options:
                found.append(min(options, key=_preference))
    return found


def _preference(trigger: Trigger) -> tuple[bool, int, int]:
    """Rules with an object before rules without; the nearer object first; more words of the trigger before fewer."""
    distance = (
        trigger.object_start - trigger.end
        if trigger.object_start >= trigger.end
        else trigger.start - trigger.object_end
    )
    return trigger.object_start < 0, distance if trigger.object_start >= 0 else 0, trigger.word - trigger.last


def _read(scene: Scene, i: int, entry: Entry) -> Iterator[Trigger]:
    rule, tag, rest = entry
    last = i + len(rest)
    if rest and (last >= len(scene.words) or any(scene.words[i + 1 + k].form != form for k, form in enumerate(rest))):
        return
    voice, auxiliaries = _voice(scene, i, tag)
    if not voice:
        return
    word = scene.words[i]
    clause = scene.clause_at(word.start)
    trigger = Trigger(rule, voice, i, last, word.start, scene.words[last].end, auxiliaries, clause)
    placed = _with_object(scene, trigger, tag)
    if placed and _fits(scene, placed):
        yield placed


def _voice(scene: Scene, i: int, tag: str) -> tuple[str, Group]:
    """How a word is used here; "" when it is not used as the rule means it."""
    auxiliaries = group(scene.words, i, tag)
    if tag == "adj":
        return ("adjective" if auxiliaries.first < i else ""), auxiliaries
    before = _before(scene.words, auxiliaries.first)
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
        return _gerund(scene, i, before), auxiliaries
    owned = i > 0 and scene.text[: scene.words[i - 1].end].endswith(("'s", "’s"))
    if tag in ("ed", "pp") and auxiliaries.first == i and (before in PREPOSITIONS or before in ARTICLES or owned):
        return "", auxiliaries  # an adjective: "for alleged conspiracy"
    return ("passive" if auxiliaries.passive else "active"), auxiliaries


def _gerund(scene: Scene, i: int, before: str) -> str:
    """A form in -ing without auxiliary: a noun ("the opening of"), a verb ("after signing"), or neither ("military training")."""
    if before in ("the", "a", "an", "its", "their"):
        return "noun"
    gap = scene.text[scene.words[i - 1].end : scene.words[i].start] if i else ""
    after_party = any(
        party.end <= scene.words[i].start and not scene.text[party.end : scene.words[i].start].strip()
        for party in scene.parties
        if party.kind != "self"
    )
    if before in ("and", "or"):  # as a verb only beside another ("by opening an embassy and signing")
        return "active" if any(word.form.endswith("ing") for word in scene.words[max(0, i - 12) : i]) else ""
    return "active" if not before or before in BEFORE_ING or "," in gap or after_party else ""


def _before(words: list[Word], first: int) -> str:
    i = first - 1
    while i > 0 and is_adverb(words[i].form):
        i -= 1
    return words[i].form if i >= 0 else ""


def _plural_subject(scene: Scene, i: int, before: str) -> bool:
    """Whether a base form can be a verb of the present: after a plural subject ("both countries support")."""
    if before in PLURAL:
        return True
    at = scene.words[i].start
    ended = [party for party in scene.parties if party.end <= at and not ADVERBIAL.sub("", scene.text[party.end : at])]
    return bool(ended) and (
        ended[-1].kind == "both" or " and " in scene.text[max(0, ended[-1].start - 30) : ended[-1].start]
    )


def _ends_subject(scene: Scene, i: int, before: str) -> bool:
    """Whether a form in -s can be a verb: after a word that can end a singular subject."""
    if before in SINGULAR:
        return True
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    at = scene.words[i].start
    names = ("name", "person-name", "self", "capital", "body", "city")
    return any(party.end <= at and not ADVERBIAL.sub("", scene.text[party.end : at]) and party.kind in names
               and not scene.text[: party.end].endswith(("'s", "’s")) for party in scene.parties)  # fmt: skip


def _with_object(scene: Scene, trigger: Trigger, tag: str) -> Trigger | None:
    """Find the rule's object where the voice has it: after an active verb or a noun, before a passive."""
    rule, text = trigger.rule, scene.text
    if rule.after is None or rule.within is None:
        return trigger
    if trigger.voice != "passive":
        window = scene.window_end(trigger)
        found = rule.within.search(text, trigger.end, window) and rule.after.match(text, trigger.end, window)
        if found:
            return _placed(trigger, trigger.voice, found.start("object"), found.end("object"))
    if trigger.voice == "passive":
        return _before_verb(scene, trigger) or _retained(scene, trigger)
    if rule.intransitive or (tag in ("ed", "pp") and trigger.group.first == trigger.word):
        return _before_verb(scene, trigger)
    return _premodified(scene, trigger) if trigger.voice == "noun" else None


def _retained(scene: Scene, trigger: Trigger) -> Trigger | None:
    """The object that a passive keeps: "students were awarded scholarships"."""
    rule = trigger.rule
    found = rule.after.match(scene.text, trigger.end, scene.window_end(trigger)) if rule.after else None
    return _placed(trigger, "passive", found.start("object"), found.end("object")) if found else None


def _before_verb(scene: Scene, trigger: Trigger) -> Trigger | None:
    """The object of a passive ("relations were severed") or of a bare participle ("an agreement signed in 1990")."""
    rule, text = trigger.rule, scene.text
    assert rule.within is not None
    clause = scene.clauses[trigger.clause]
    start = clause.start if trigger.voice == "passive" or rule.intransitive else max(clause.start, trigger.start - 60)
    if clause.opener in ("which", "that") and trigger.clause > 0:
        start = scene.clauses[trigger.clause - 1].start
    elif clause.resumes >= 0:
        start = scene.clauses[clause.resumes].start
    verb = scene.words[trigger.group.first].start
    found = None
    for found in rule.within.finditer(text, start, verb):
        pass
    if found is None or (
        trigger.voice == "active"
        and not rule.intransitive
        and re.search(r"[;,]|\b(?:and|to|in)\b", text[found.end() : verb])
    ):
        return None
    return _placed(trigger, "passive", found.start(), found.end())


def _premodified(scene: Scene, trigger: Trigger) -> Trigger | None:
    """The object before a noun: "embassy closure", "relations' restoration"."""
    rule = trigger.rule
    assert rule.within is not None
    start = scene.words[trigger.word - 1].start if trigger.word else trigger.start
    found = rule.within.search(scene.text, start, trigger.start)
    return _placed(trigger, "noun", found.start(), found.end()) if found else None


def _placed(trigger: Trigger, voice: str, start: int, end: int) -> Trigger:
    return Trigger(
        trigger.rule,
        voice,
        trigger.word,
        trigger.last,
        trigger.start,
        trigger.end,
        trigger.group,
        trigger.clause,
        start,
        end,
    )


def _fits(scene: Scene, trigger: Trigger) -> bool:
    """The rule's conditions on the clause: words that must stand in it, words that must not."""
    rule = trigger.rule
    if rule.unless is None and rule.needs is None:
        return True
    start, end = scene.clauses[trigger.clause].start, max(scene.clauses[trigger.clause].end, scene.window_end(trigger))
    if rule.unless is not None and rule.unless.search(scene.text, start, end):
        return False
    return rule.needs is None or bool(rule.needs.search(scene.text, start, end))


def status(scene: Scene, trigger: Trigger) -> str:
    """Whether the text tells it as a fact: occurred, ongoing, planned, negated, hypothetical or embedded ("to sign")."""
    auxiliaries, words = trigger.group, scene.words
    tag_ing = words[trigger.word].form.endswith("ing")
    before = _before(words, auxiliaries.first)
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
