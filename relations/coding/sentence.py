"""A sentence with its parties and dates -> the candidate events it tells, each kept or dropped with a reason."""

import re
from collections.abc import Iterable, Sequence

from relations import countries, dates, lexicon
from relations.coding import asides, governing, parties, roles, rows, status, things, times, triggers, words
from relations.coding.candidates import Candidate
from relations.coding.parties import Memory
from relations.coding.roles import Roles
from relations.coding.scene import Scene, Trigger
from relations.coding.words import CALENDAR
from relations.countries import Mention
from relations.dates import When
from relations.patterns import Seldom
from relations.tagging import Dated, resolved

QUAD = {(row["type"], row["mode"]): row["quad"] for row in lexicon.table("event_types.csv")}
CUES = lexicon.rules("cues.toml")
REMAINING = re.compile("|".join(CUES["remaining"]))
SINCE = re.compile(rf"[^.;,]{{0,40}}? since (?:{CALENDAR})")  # "remains banned since 2012"
EVER_SINCE = re.compile(r" (?:ever since|since then|to this day)\b")  # "the border, which has been closed ever since"
THREATS = lexicon.rules("grammar.toml")["threats"]
OFFERING = frozenset(lexicon.rules("grammar.toml")["offering"])
# "During his visit", "after the signing": an event spoken of again.
AGAIN = re.compile(
    r"\b(?:on|in|at|of|for|despite|with|about|amid)\s+"
    r"(?:his|her|its|their|the|this|that|these|those|which|such)\s+(?:[\w'’-]+\s+){0,3}$|"
    r"\b(?:during|after|before|following|since|until|throughout|prior to|as part of)\s+(?!an?\b)(?:[\w'’.-]+\s+){1,5}$|"
    r",\s+(?:his|her|its|their)\s+(?:first|second|third|last|only)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
ASSURED = re.compile(r"(?:promis|pledg|assur|guarante)\w* (?!to\b|that\b)[^.;,]{1,80}? that\b")
AGAIN_TOLD = "spoken of again"
OPINION = Seldom("|".join(CUES["opinion"]))
ANEW = re.compile(r"\s+(?:by|from|of an?|(?P<of>of))\s")
SPORT = Seldom("|".join(CUES["sport"]), re.IGNORECASE)
ACCIDENT = Seldom(rf"\b(?:{'|'.join(CUES['accident'])})\b")
OUTCOME = re.compile(r"\b(?:result\w*|led|leading|culminat\w+|ended)\s+(?:in|to|with)\s+(?:the\s+)?(?:\w+\s+)?$")
COMMENT = re.compile("|".join(CUES["remark"]), re.IGNORECASE)
# A quotation of six words or more, from its opening mark: what a speaker says, not what the article tells.
QUOTED = re.compile(r"\"[^\"]*(?:\"|$)|“[^”]*(?:”|$)")
SHORTEST_QUOTATION = 6


def scene_of(text: str, places: Sequence[Mention], people: Iterable[tuple[int, int, str]]) -> Scene:
    """Lay out a sentence for reading; marks of emphasis (`_`) are no letters."""
    text = text.replace("_", " ")
    split = words.words(text)
    found = parties.find(text, split, places, people)
    return Scene(text, split, found, [word for word in split if word.finite])


def candidates(scene: Scene, index: int, found: Sequence[Dated], memory: Memory) -> list[Candidate]:
    """Every event that a rule proposes for a sentence, in order of its triggers."""
    result: list[Candidate] = []
    governors: list[tuple[Trigger, int]] = []  # with where its candidate stands in the result
    heard = 0
    memory.recent = ""
    memory.person_before, memory.heard = memory.person, []
    memory.mains, memory.told_here = [], False
    found = times.exact(scene, found)
    triggered = triggers.find(scene, memory.thing)
    third = asides.find(scene, memory.pair) if triggered else []
    if triggered:
        memory.mains = roles.main_subjects(scene, memory)
    for trigger in triggered:
        while heard < len(scene.parties) and scene.parties[heard].end <= trigger.start:
            memory.hear(scene.parties[heard])
            heard += 1
        here = asides.apart(scene, third, trigger.start)
        candidate = _candidate(here, index, trigger, found, memory)
        governor, at = next(
            (g for g in reversed(governors) if governing.governs(scene, g[0], trigger, candidate)), (None, -1)
        )
        if governor is not None:
            verb = scene.text[governor.start : governor.end]
            result[at] = _as_threat(scene, result[at], candidate, verb)
            candidate = candidate._replace(dropped=f"told as what {verb!r} is about")
        elif result and governing.is_means(scene, trigger, result[-1]):
            candidate = candidate._replace(dropped="the means or purpose of what was told just before")
        if not candidate.dropped and candidate.status != "hypothetical":
            memory.tell(candidate)
            memory.thing = triggers.object_of(scene, trigger) or memory.thing
        elif candidate.actors:
            memory.content = candidate
        if trigger.rule.governs:
            governors.append((trigger, len(result)))
        result += _rows(here, trigger, found, candidate, memory)
        result += rows.other_side(here, trigger, found, candidate)
    for party in scene.parties[heard:]:
        memory.hear(party)
    return result + rows.did_so(scene, index, found, memory)


def _rows(
    scene: Scene, trigger: Trigger, found: Sequence[Dated], candidate: Candidate, memory: Memory
) -> list[Candidate]:
    """A candidate, or each of those that its words tell: of both sides, of several dates, of several things."""
    told = rows.of_each(scene, trigger, candidate, memory)
    told = told or rows.each_date(scene, trigger, found, candidate, memory)
    return told or things.each(scene, trigger, found, candidate)


def _candidate(scene: Scene, index: int, trigger: Trigger, found: Sequence[Dated], memory: Memory) -> Candidate:
    rule = trigger.rule
    assigned = roles.assign(scene, trigger, memory)
    told = status.of(scene, trigger)
    if told == "hypothetical" and _is_threat(scene, trigger, assigned, memory):
        told = "planned"
    when = times.own(scene, trigger, found)
    event_type, mode, milestone = rule.event_type, roles.mode_of(rule, assigned), rule.milestone
    if rule.roles == "mirrored" and memory.told is not None:
        event_type, mode, milestone = memory.told.event_type, memory.told.mode, memory.told.milestone
    if told == "negated" and _is_refusal(trigger):
        event_type, mode, milestone, told = "REJECT", "", "", "occurred"
        assigned = roles.one_sided(assigned, scene, trigger, memory)
        told = told if assigned.recipients or assigned.reason else "negated"  # "neither of the two supports it"
    if told == "planned" and rule.status != "planned":
        event_type, mode, milestone = _announced(event_type, mode)
    dated = None if when is None else times.happened(when) if milestone else when.when
    assigned = _of_its_time(assigned, dated, memory, now=_is_present(scene, trigger))
    bygone = _is_bygone(scene, assigned, dated)
    if bygone or (dated is not None and dated.precision == "century"):
        milestone = ""  # no formal state of relations between the two states of today
    return Candidate(
        sentence=index, rule=rule, start=trigger.start, end=trigger.end,
        event_type=event_type, mode=mode, milestone=milestone,
        status=rule.status if rule.status and told in ("occurred", "ongoing") else told,
        actors=assigned.actors, recipients=assigned.recipients, actor_text=assigned.actor_text,
        recipient_text=assigned.recipient_text, place=assigned.place, when=dated,
        date_source="none" if when is None else "context" if when.counted else "explicit",
        topic=_topic(scene, trigger), rivals=trigger.rivals, bygone=bygone,
        dropped=_reason(scene, trigger, assigned, told, memory),
    )  # fmt: skip


def _of_its_time(assigned: Roles, dated: When | None, memory: Memory, *, now: bool) -> Roles:
    """The sides with the state of today in place of a former one that was not yet, or no more, at the date or now."""
    if not now and (dated is None or not dated.earliest):
        return assigned
    at = dated if dated is not None and dated.earliest else None
    return assigned._replace(
        actors=tuple(_at(code, at, memory) for code in assigned.actors),
        recipients=tuple(_at(code, at, memory) for code in assigned.recipients),
    )


def _at(code: str, dated: When | None, memory: Memory) -> str:
    existed = countries.was_state(code, dated.earliest, dated.latest) if dated else not countries.was_former(code)
    return code if existed else countries.side_of(code, memory.pair)


def _is_present(scene: Scene, trigger: Trigger) -> bool:
    """Whether what is told goes on today: "consultations are being held"."""
    if trigger.voice == "noun":
        told = {next((verb.form for verb in scene.verbs if verb.start > trigger.end), "")}
    else:
        told = {word.form for word in scene.words[trigger.group.first : trigger.word]}
    return not told.isdisjoint(("is", "are")) and not trigger.group.future


def _is_bygone(scene: Scene, assigned: Roles, dated: When | None) -> bool:
    """Whether a side is named only as a realm of the past ("the Ottomans") and not of a time when that was no more."""
    year = dated.earliest[:4] if dated is not None else ""
    parties = (p for p in scene.parties if p.kind == "realm" and not countries.had_ended(p.text, year))
    realms = {code for party in parties for code in party.codes}
    named = {code for party in scene.parties if party.kind != "realm" for code in party.codes}
    return not (realms - named).isdisjoint({*assigned.actors, *assigned.recipients})


def _is_refusal(trigger: Trigger) -> bool:
    """Whether to deny it is to refuse it: "did not recognise", "will not sign", "was not willing to"."""
    rule = trigger.rule
    cooperative = "cooperation" in QUAD[(rule.event_type, "")]
    refused = rule.negated == "REJECT" and not trigger.group.possible  # not "could not attend"
    return refused or rule.event_type == "AGREE" or (cooperative and trigger.group.future)


def _announced(event_type: str, mode: str) -> tuple[str, str, str]:
    """Type, mode and milestone of saying that one will do something: of cooperation a promise, of conflict a threat."""
    if "cooperation" in QUAD[(event_type, "")]:
        return "AGREE", "", ""
    return "THREATEN", THREATS.get(mode, THREATS.get(event_type, "")), ""


def _is_threat(scene: Scene, trigger: Trigger, assigned: Roles, memory: Memory) -> bool:
    """Whether what only may be is a threat: harm by who says so, as in "said that its troops might enter"."""
    harmful = QUAD[(trigger.rule.event_type, "")] == "material conflict" and trigger.group.possible
    return harmful and roles.says_so_itself(scene, trigger, assigned, memory)


def _as_threat(scene: Scene, promise: Candidate, content: Candidate, verb: str) -> Candidate:
    """A promise to the other side whose content is an act of conflict against it: "was ready to close the border"."""
    one_sided = promise.event_type == "AGREE" and len(promise.actors) == 1 and promise.recipients == content.recipients
    helpful = content.event_type in ("MOBILIZE", "REQUEST")  # troops, or a word put in for the other side, may help
    harmful = not helpful and "conflict" in QUAD[(content.event_type, "")]
    refrains = scene.text.endswith(" not to ", 0, content.start)  # "agreed not to attack it"
    assured = ASSURED.match(scene.text, promise.start)  # what is promised to somebody is to his good
    if assured is not None and promise.recipient_text and promise.recipient_text in assured[0]:
        return promise
    if not (one_sided and harmful) or refrains or promise.actors != content.actors or verb.lower() in OFFERING:
        return promise
    event_type, mode, milestone = _announced(content.event_type, content.mode)
    return promise._replace(event_type=event_type, mode=mode, milestone=milestone)


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
    if _is_quoted(scene, trigger):
        return "inside a quotation"
    if OPINION.search(scene.text):
        return "what people think, by a poll"
    if reason := _untold(scene, trigger, told):
        return reason
    if assigned.reason:
        return assigned.reason
    actors, recipients = ({countries.side_of(c, memory.pair) for c in side} for side in assigned[:2])
    if memory.pair and (actors | recipients).isdisjoint(memory.pair):
        return "neither state of the pair takes part"
    before = scene.text[: trigger.start]
    if trigger.voice == "noun" and AGAIN.search(before) and not (OUTCOME.search(before) or _told_anew(scene, trigger)):
        return AGAIN_TOLD
    return ""


def _is_quoted(scene: Scene, trigger: Trigger) -> bool:
    """Whether a trigger stands inside a quotation that is somebody's sentence: it is long enough and has a verb."""
    text, at = scene.text, trigger.start
    if '"' not in text and "“" not in text:
        return False
    around = next((quoted for quoted in QUOTED.finditer(text) if quoted.start() < at < quoted.end()), None)
    if around is None or len(around[0].split()) < SHORTEST_QUOTATION:
        return False
    verbs = (around.start() < verb.start < around.end() for verb in scene.verbs)
    return trigger.voice == "active" or any(verbs)


def _untold(scene: Scene, trigger: Trigger, told: str) -> str:
    """Why the words do not tell that it happened; empty when they do."""
    if any(word.form == "ever" for word in scene.words[trigger.group.first : trigger.word]):
        return "the first that ever did so, or none"
    remains = trigger.group.first == trigger.word > 0 and REMAINING.fullmatch(scene.words[trigger.word - 1].form)
    lasts = trigger.group.perfect and trigger.voice == "passive" and EVER_SINCE.match(scene.text, trigger.end)
    if lasts or (remains and not SINCE.match(scene.text, trigger.end)):
        return "what goes on as it was"
    if told == "embedded":
        return "only spoken of: an infinitive or gerund that another verb governs"
    if trigger.rule.event_type == "ASSAULT" and trigger.voice == "passive" and ACCIDENT.search(scene.text):
        return "told of an accident"
    return "told of sport" if _is_sport(scene, trigger) else ""


def _is_sport(scene: Scene, trigger: Trigger) -> bool:
    """Whether a team, not a state, visits or defeats another."""
    clause = scene.clauses[trigger.clause]
    if trigger.rule.event_type == "ASSAULT":
        return bool(SPORT.search(scene.text, clause.start, clause.end))
    return trigger.rule.roles in ("visit", "hosted") and bool(SPORT.search(scene.text, clause.start, trigger.start))


def _told_anew(scene: Scene, trigger: Trigger) -> bool:
    """Whether a noun after "during the" brings an agent, or a new thing: "during the visit by President X"."""
    found = ANEW.match(scene.text, trigger.end)
    if found is None or not found["of"]:
        return found is not None
    comma = scene.text.find(",", found.end())
    end = scene.window_end(trigger) if comma < 0 else comma
    return any(found.end() <= party.start < end for party in scene.parties)


def between(text: str, actor: str = "", recipient: str = "") -> list[Candidate]:
    """The candidates of one sentence between two phrases marked in it; with none marked, of any states in it.

    A phrase stands as the country that it names ("Omani soldiers" as OMN), or else as itself.
    """
    marked = {phrase: _code_of(phrase) for phrase in (actor, recipient) if phrase}
    people = [
        (start, start + len(phrase), code) for phrase, code in marked.items() if (start := text.find(phrase)) >= 0
    ]
    memory = Memory(tuple(dict.fromkeys(marked.values())) if len(marked) == 2 else ())
    scene = scene_of(text, countries.find(text), people)
    coded = candidates(scene, 0, resolved(text, dates.find(text)), memory)
    return [c for c in coded if not c.dropped and set(marked.values()) <= {*c.actors, *c.recipients}]


def _code_of(phrase: str) -> str:
    named = {mention.code for mention in countries.find(phrase)} - {""}
    return countries.resolve(phrase) or (named.pop() if len(named) == 1 else phrase)
