"""A sentence with its parties and dates -> the candidate events it tells, each kept or dropped with a reason."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from relations import countries, dates, lexicon
from relations.coding import clauses, parties, roles, status, times, triggers, words
from relations.coding.candidates import Candidate
from relations.coding.parties import Memory
from relations.coding.roles import Roles
from relations.coding.scene import Scene, Trigger
from relations.countries import Mention
from relations.tagging import Dated, resolved

QUAD = {(row["type"], row["mode"]): row["quad"] for row in lexicon.table("event_types.csv")}
THREATS = lexicon.rules("grammar.toml")["threats"]
# "During his visit", "after the signing": an event spoken of again.
AGAIN = re.compile(
    r"\b(?:on|in|at|of|for|despite|with|about|amid)\s+(?:his|her|its|their|the|this|that|these|those|which|such)\s+(?:[\w'’-]+\s+){0,3}$|"
    r"\b(?:during|after|before|following|since|until|throughout|prior to|as part of)\s+(?!an?\b)(?:[\w'’.-]+\s+){1,5}$",
    re.IGNORECASE,
)
COMMENT = re.compile("|".join(lexicon.rules("cues.toml")["remark"]), re.IGNORECASE)
# A quotation of six words or more: what a speaker says, not what the article tells.
QUOTED = re.compile(r"[\"“”](?:[^\s\"“”]+\s+){5,}[^\s\"“”]+[\"“”]?")
ANOTHER = re.compile(r"^\s*(?:[^.;()]{0,80}?)(?:,|;|\band\b)\s+(?:an?|the|another)\s", re.IGNORECASE)


def scene_of(text: str, places: Iterable[Mention], people: Iterable[tuple[int, int, str]]) -> Scene:
    """Lay out a sentence for reading; marks of emphasis (`_`) are no letters."""
    text = text.replace("_", " ")
    split = words.words(text)
    return Scene(text, split, clauses.clauses(text, split), parties.find(text, split, places, people))


def candidates(scene: Scene, index: int, found: Sequence[Dated], memory: Memory) -> list[Candidate]:
    """Every event that a rule proposes for a sentence, in order of its triggers."""
    result: list[Candidate] = []
    governing: list[Trigger] = []
    heard = 0
    memory.recent = ""
    memory.main, memory.main_end = (), -1
    memory.main, memory.main_end = roles.main_subject(scene, memory)
    for trigger in triggers.find(scene):
        while heard < len(scene.parties) and scene.parties[heard].end <= trigger.start:
            memory.hear(scene.parties[heard])
            heard += 1
        candidate = _candidate(scene, index, trigger, found, memory)
        governor = next((g for g in reversed(governing) if _governs(scene, g, trigger, candidate.status)), None)
        if governor is not None:
            candidate = replace(
                candidate, dropped=f"told as what {scene.text[governor.start : governor.end]!r} is about"
            )
        elif result and _is_means(scene, trigger, result[-1]):
            candidate = replace(candidate, dropped="the means of what was told just before")
        result += _each_object(scene, trigger, candidate)
        if trigger.rule.governs:
            governing.append(trigger)
    for party in scene.parties[heard:]:
        memory.hear(party)
    return result


def _candidate(scene: Scene, index: int, trigger: Trigger, found: Sequence[Dated], memory: Memory) -> Candidate:
    rule = trigger.rule
    assigned = roles.assign(scene, trigger, memory)
    told = status.of(scene, trigger)
    when = times.own(scene, trigger, found)
    event_type, mode, milestone = rule.event_type, rule.mode, rule.milestone
    if told == "negated" and rule.negated:
        event_type, mode, milestone, told = rule.negated, "", "", "occurred"
    if rule.roles == "meet" and assigned.recipients:
        mode = "visit"
    if told == "planned" and rule.status != "planned":
        event_type, mode, milestone = _announced(event_type, mode)
    return Candidate(
        sentence=index, rule=rule, start=trigger.start, end=trigger.end, event_type=event_type, mode=mode, milestone=milestone,
        status=rule.status if rule.status and told in ("occurred", "ongoing") else told,
        actors=assigned.actors, recipients=assigned.recipients, actor_text=assigned.actor_text,
        recipient_text=assigned.recipient_text, place=assigned.place, when=when.when if when else None,
        date_source="none" if when is None else "context" if when.counted else "explicit", topic=_topic(scene, trigger),
        dropped=_reason(scene, trigger, assigned, told, memory),
    )  # fmt: skip


def _announced(event_type: str, mode: str) -> tuple[str, str, str]:
    """What it is to say that one will do something: of cooperation a promise, of conflict a threat; type, mode and milestone."""
    if "cooperation" in QUAD[(event_type, "")]:
        return "AGREE", "", ""
    return "THREATEN", THREATS.get(mode, THREATS.get(event_type, "")), ""


def _topic(scene: Scene, trigger: Trigger) -> str:
    """The words that say what the event is about: around the rule's object, to the end of the clause."""
    start = min(trigger.end, trigger.object_start) if trigger.object_start >= 0 else trigger.end
    if trigger.voice == "passive":
        clause = scene.clauses[trigger.clause].start
        start = max(clause, scene.text.rfind(" and ", clause, max(trigger.object_start, clause)))
    return scene.text[start : max(scene.window_end(trigger), trigger.object_end)]


def _reason(scene: Scene, trigger: Trigger, assigned: Roles, told: str, memory: Memory) -> str:
    """Why a trigger tells no event of the pair; empty when it does."""
    if COMMENT.match(scene.text):
        return "a remark on what was told before"
    if any(quoted.start() < trigger.start < quoted.end() for quoted in QUOTED.finditer(scene.text)):
        return "inside a quotation"
    if told == "embedded":
        return "only spoken of: an infinitive or gerund that another verb governs"
    if assigned.reason:
        return assigned.reason
    if memory.pair and not set(memory.pair) & {*assigned.actors, *assigned.recipients}:
        return "neither state of the pair takes part"
    if memory.pair and assigned.recipients and set(memory.pair) <= set(assigned.actors):
        return "both states toward a third"
    if trigger.voice == "noun" and AGAIN.search(scene.text[: trigger.start]) and not _told_anew(scene, trigger):
        return "spoken of again"
    return ""


def _told_anew(scene: Scene, trigger: Trigger) -> bool:
    """Whether a noun after "during the" brings an agent of its own: "during the visit by President X"."""
    return bool(re.match(r"\s+(?:by|of|from)\s", scene.text[trigger.end :]))


def _governs(scene: Scene, governor: Trigger, trigger: Trigger, told: str) -> bool:
    """Whether a trigger is the content of an earlier one ("urged it to release", "called for the lifting of")."""
    if trigger.clause == governor.clause:
        return trigger.voice == "noun" or told == "embedded" or trigger.group.infinitive
    clause = scene.clauses[trigger.clause]
    return clause.opener == "that" and trigger.clause == governor.clause + 1


def _is_means(scene: Scene, trigger: Trigger, before: Candidate) -> bool:
    """Whether "by doing so" tells how the event before was done ("supported it by providing loans")."""
    words = scene.words
    led = trigger.word > 0 and words[trigger.word - 1].form == "by" and words[trigger.word].form.endswith("ing")
    return led and not before.dropped and scene.clause_at(before.start) == trigger.clause


def _each_object(scene: Scene, trigger: Trigger, candidate: Candidate) -> list[Candidate]:
    """One candidate for each object that is named apart: "signed a treaty on A and an agreement on B"."""
    rule = trigger.rule
    if rule.milestone != "agreement_signed" or rule.within is None or trigger.voice != "active" or candidate.dropped:
        return [candidate]
    end = scene.window_end(trigger)
    starts = [found.start() for found in rule.within.finditer(scene.text, trigger.object_start, end)]
    kept = [trigger.end] + [
        s for before, s in zip(starts, starts[1:], strict=False) if ANOTHER.match(scene.text[before:s])
    ]
    return [replace(candidate, topic=scene.text[s:e]) for s, e in zip(kept, [*kept[1:], end], strict=True)]


def code_sentence(text: str, actor: str = "", recipient: str = "") -> list[Candidate]:
    """The events that one sentence tells between two phrases marked in it, for comparison with other coders.

    `actor` and `recipient` are words of the sentence; an event counts when the one acts toward the other. Left empty, every state that
    is named may act. Countries stand as ISO 3166-1 alpha-3 codes where the phrase names one, else as the phrase itself.

    >>> [(event.event_type, event.actors, event.recipients) for event in code_sentence("Chad expelled two Omani diplomats.", "Chad", "Omani")]
    [('SANCTION', ('TCD',), ('OMN',))]
    """
    marked = [(phrase, countries.resolve(phrase) or phrase) for phrase in (actor, recipient) if phrase]
    spans = [(start, start + len(phrase), code) for phrase, code in marked if (start := text.find(phrase)) >= 0]
    people = [
        span for span in spans if span[2] not in {m.code for m in countries.find(text) if m.start <= span[0] < m.end}
    ]
    memory = Memory(tuple(dict.fromkeys(code for _, code in marked)) if len(marked) == 2 else ())
    scene = scene_of(text, countries.find(text), people)
    coded = candidates(scene, 0, resolved(dates.find(text)), memory)
    return [candidate for candidate in coded if not candidate.dropped]
