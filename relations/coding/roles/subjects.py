"""A verb in its sentence -> its subject: the side that acts when the verb is active."""

import re
from itertools import pairwise

from relations import lexicon
from relations.coding.clauses import COORDINATORS, OPENERS, RELATIVES, SUBORDINATORS
from relations.coding.parties import Memory, Party
from relations.coding.roles.sides import BESIDE, BESIDES, Side, codes_of, joined, side_of
from relations.coding.scene import Scene
from relations.coding.words import CALENDAR, LEANING, PREPOSITIONS
from relations.words import NUMBERS

CUES = lexicon.rules("cues.toml")
DATED = re.compile(
    rf"\b(?:in|on|of) {CALENDAR} (?:the (?:\w+ )?(?:government|cabinet|administration|regime|junta) of )?$"
)
# "After the French withdrawal Omani troops occupied it".
DEED_FIRST = re.compile(
    r"\W*(?:(?:after|before|following|since|during|upon) )?(?:the|its|their|an?) (?:[\w’'-]+ ){1,3}?"
    rf"(?:{'|'.join([*CUES['leavings'], *CUES['deeds'], *CUES['past_events']])}) $",
    re.IGNORECASE,
)
WITH = re.compile(r",? with (?:the )?$")
WHILE_DOING = re.compile(r"(?:while|when|after|before) \w+ing\b[^,]*,\s+$")  # "Oman, while meeting Chad, apologised"
POINTING = frozenset(
    {"a", "an", "the", "this", "these", "those", "some", "several", "many", "thousands", "hundreds", *NUMBERS[2:]}
)
OF_TIME = frozenset(
    {"same", "following", "next", "year", "month", "day", "week", "time", "years", "months", "days", "weeks"}
    | {"latter", "former"}
)
DEED_OF = re.compile(rf" (?:[\w-]+ )?(?:{'|'.join(CUES['deeds'])}) (?:of|on|against) (?:the )?")
AND = re.compile(r",? (?:and|then|but) (?:\w+ly |later |then |also )?$")
OWNERS = ("name", "person-name", "demonym", "capital")
OWNED = re.compile(
    r"(?:['’]s)? (?:(?:foreign|defen[cs]e|prime|air|interior) )?"
    r"(?:side|government|army|police|troops|forces?|navy|ministry|authorities|officials|soldiers|cabinet|minister|president|press|media"
    r"|embassy|parliament) "
)
OF_TWO = "(?:joint|mixed|bilateral|bi-?national|inter-?governmental)"
JOINT = re.compile(rf" {OF_TWO}\b", re.IGNORECASE)
OWN_BODIES = frozenset({"parliament", "congress", "senate", "government", "cabinet", "president"})
OTHERS = re.compile(r"\b(?<!two )(?<!both )(?:countries|nations|states|governments|those|others|people) $")
ONE_OF = re.compile(r"\b(?:one|among|first|second|third|only|few|last)\b")
OF_THING = re.compile(r"(?:^| )[a-z]{4,}(?: \([^()]*\))?, $")  # what "which" stands for is no state
ALL_OF = re.compile(r",?\s+(?:both|all|each|neither|none|most|two) of\s+")  # "Chad and Oman, both of which"


def subject(scene: Scene, clause: int, verb: int, memory: Memory) -> Side:
    """The subject of the verb at offset `verb`: of its own clause, else of the clause it goes on from."""
    here = scene.clauses[clause]
    comma = scene.text.find(",", here.start, verb) if here.opener in OPENERS else -1  # "After the war, Oman left"
    skipped = len(here.opener) if here.opener in SUBORDINATORS and comma < 0 else 0
    if clause > 0 and WHILE_DOING.match(scene.text, here.start, verb):
        return subject(scene, clause - 1, here.start, memory)
    found = _subject_parties(scene, here.start + skipped, verb)
    if found:
        blamed = here.opener == "because" and found[0].kind == "it" and memory.told_here and memory.told
        if blamed and blamed.event_type == "ACCUSE" and len(blamed.recipients) == 1:
            return Side(blamed.recipients, found[0].text)  # "accused it of harbouring them because it had let them in"
        return side_of(found, memory)
    if here.opener in RELATIVES:
        return _of_relative(scene, clause, verb, memory)
    if here.resumes >= 0:
        main, relative = scene.clauses[here.resumes], scene.clauses[here.resumes + 1]
        if scene.text.startswith(("and ", "but "), here.start):  # "it apologised before the month was out, and paid"
            return subject(scene, here.resumes, relative.start, memory)
        before = [p for p in scene.parties if main.start <= p.start and p.end <= relative.start and not p.post]
        if before and not re.search(r"\w", scene.text[before[-1].end : relative.start]):
            return side_of(joined(scene, before, before[-1]), memory)
        return side_of(_subject_parties(scene, main.start, main.end), memory)
    if here.opener in COORDINATORS and _names_another(scene, here.start + len(here.opener), verb):
        return Side((), scene.text[here.start : verb].strip())
    if clause > 0 and here.opener not in SUBORDINATORS:
        return subject(scene, clause - 1, here.start, memory)
    return Side()


def _of_relative(scene: Scene, clause: int, verb: int, memory: Memory) -> Side:
    """Whom "who" or "which" stands for, where it is the subject itself."""
    here = scene.clauses[clause]
    if _are_others(scene, clause):
        return Side((), scene.text[here.start : verb].strip())  # "thanked the countries who had helped"
    before = [p for p in scene.parties if p.end <= here.start and not p.post]
    between = scene.text[before[-1].end : here.start] if before else ""
    if before and ALL_OF.fullmatch(between):
        return side_of(joined(scene, before, before[-1]), memory)
    bare = re.search(r"\w", between.replace("’s", "").replace("'s", "")) is None
    if before and (bare or (before[-1].kind in OWNERS and OWNED.fullmatch(between.rstrip(" ,") + " "))):
        return side_of(_doer(scene, before), memory)
    if here.opener == "which" and OF_THING.search(between):  # "sued it before the court, which found nothing"
        return Side((), scene.text[here.start : verb].strip())
    return subject(scene, clause - 1, here.start, memory) if clause > 0 else Side()


def _are_others(scene: Scene, clause: int) -> bool:
    """Whether a relative clause is about states at large: "the countries who helped", not "one of those that"."""
    before = scene.text[scene.clauses[clause - 1].start : scene.clauses[clause].start] if clause else ""
    return OTHERS.search(before) is not None and ONE_OF.search(before) is None


def _doer(scene: Scene, before: list[Party]) -> list[Party]:
    """Whose deed a relative clause is about: not of the last named in "the Omani invasion of Libya, which"."""
    deed = (
        len(before) > 1
        and before[-2].kind == "demonym"
        and DEED_OF.fullmatch(scene.text, before[-2].end, before[-1].start)
    )
    return before[-2:-1] if deed else before[-1:]


def _names_another(scene: Scene, start: int, verb: int) -> bool:
    """Whether a clause after "but" has a subject of its own of whom no side is known: "but the Congress refused"."""
    first = next((word.start for word in scene.verbs if word.start >= start), verb)
    inside = [word for word in scene.words if start <= word.start and word.end <= min(first, verb)]
    for before, word, noun in zip([None, *inside], inside, inside[1:], strict=False):
        led = before is not None and (before.form in PREPOSITIONS or before.form in OPENERS)
        if word.form in POINTING and not led and noun.form not in OF_TIME:
            return not JOINT.match(scene.text, word.end)
    name = inside[-1] if len(inside) == 1 and scene.text[inside[0].start].isupper() else None
    return name is not None and name.form not in OWN_BODIES  # "Oman Air flies there, and ChadJet opened a route"


def main_subjects(scene: Scene, memory: Memory) -> list[tuple[int, tuple[str, ...]]]:
    """Whom "it" may mean later in the sentence: who is named as the subject of a verb, with where the verb stands.

    Of the clauses only those count that lean on no other, and the one that opens the sentence.
    """
    found = []
    for i, clause in enumerate(scene.clauses):
        verb = next((word.start for word in scene.verbs if clause.start <= word.start < clause.end), -1)
        if verb < 0 or (i and clause.opener in LEANING):
            continue
        parties = _subject_parties(scene, clause.start, verb)
        named = [party for party in parties if party.codes or party.kind == "both"]
        found += [(verb, codes_of(named, memory))] if named else []
    return found


def opening(scene: Scene) -> list[Party]:
    """The parties that the sentence's own subject names: those before its first verb."""
    return _subject_parties(scene, 0, scene.first_verb)


def _subject_parties(scene: Scene, start: int, verb: int) -> list[Party]:
    """The party that heads the subject between two offsets, with those that are joined to it."""
    options = [p for p in scene.parties if start <= p.start and p.end <= verb and not (p.post or p.locative or p.aside)]
    if len(options) < 2:
        return [] if options and _is_object(scene, options[0], start, verb) else options
    if options[0].codes and BESIDES.search(scene.text, start, options[0].start):  # "together with Libya it left"
        return [*_subject_parties(scene, options[0].end, verb), options[0]]
    return _heads(scene, options, start, verb)


def _heads(scene: Scene, options: list[Party], start: int, verb: int) -> list[Party]:
    """Of several parties between two offsets, the one that heads the subject, with those that are joined to it."""
    # "Not until the war with Chad had ended did Oman recognise it", "with mediation by the envoy X both sides signed".
    heads = [p for p in options if scene.text.endswith((" did ", " did the "), 0, p.start)]
    heads += [p for p in options[-1:] if p.kind == "both" and _is_next_to(scene, p, verb)]
    if heads:
        return joined(scene, options, heads[0])
    between = next((w.start for w in scene.verbs if start <= w.start < verb), -1)
    if found := _own(scene, options, between, verb) or _of_last_verb(scene, options, start, verb):
        return found
    early = [p for p in options if p.end <= between]
    for last, at, since in ((options[-1], verb, between), *((p, between, -1) for p in early[-1:])):
        if _is_next_to(scene, last, at) and _begins(scene, last, start, since):
            return [last]
    if early:
        options, verb = early, between  # a second verb shares the subject of the first
    for left, right in pairwise(options):
        if BESIDE.match(scene.text, left.end, right.start):
            return joined(scene, options, left)  # "Ireland along with the United Kingdom, Finland and Sweden"
    nearest = _last_comma(scene, start, verb)
    near = [p for p in options if p.start >= nearest]
    if near:
        head = _head(scene, near, nearest)
    else:
        opened = _after_openers(scene, start, verb)
        head = next((p for p in options if p.start >= opened), options[0])
    return joined(scene, options, head)


def _begins(scene: Scene, party: Party, start: int, between: int) -> bool:
    """Whether a subject begins where another phrase ends.

    "After Oman had said that it would not pay, Chad closed it", "after the fall of Muscat in 2021 Chad closed it".
    """
    closed = 0 <= between < party.start and scene.text.endswith((", ", ", the "), 0, party.start)
    dated = DATED.search(scene.text, start, party.start) or DEED_FIRST.fullmatch(scene.text, start, party.start)
    return closed or dated is not None


def _own(scene: Scene, options: list[Party], between: int, verb: int) -> list[Party]:
    """A pronoun right before a verb ("on 25 April it expelled the envoy"), or who follows ("with Oman following")."""
    own = [p for p in options if 0 <= between < p.start and _is_next_to(scene, p, verb)]
    return [p for p in own if p.kind in ("it", "person") or WITH.search(scene.text, between, p.start)]


def _of_last_verb(scene: Scene, options: list[Party], start: int, verb: int) -> list[Party]:
    """The subject shared with the verb before: "after Oman had said no, Chad closed it and expelled the envoy"."""
    verbs = [word.start for word in scene.verbs if start <= word.start < verb]
    for before, last in reversed(list(pairwise(verbs))):
        heads = [p for p in options if before < p.start and _is_next_to(scene, p, last)]
        if heads and scene.text.endswith(", ", 0, heads[0].start):
            return heads[:1]
    return []


def _is_object(scene: Scene, party: Party, start: int, verb: int) -> bool:
    """Whether the only party before a verb is what another does: "a mob stormed the Omani embassy and burnt it"."""
    before = any(start <= word.start < party.start for word in scene.verbs)
    return before and AND.search(scene.text, party.end, verb) is not None and not _is_next_to(scene, party, verb)


def _is_next_to(scene: Scene, party: Party, verb: int) -> bool:
    """Whether a party stands right before a verb, or its owner does: "Chad", "the Chadian army", "Chad's army"."""
    between = scene.text[party.end : verb]
    return not between.strip() or (party.kind in OWNERS and OWNED.fullmatch(between) is not None)


def _head(scene: Scene, near: list[Party], start: int) -> Party:
    """The party that heads a noun phrase; after an opening preposition, the first that is not inside its phrase."""
    first = next((w for w in scene.words if w.start >= start), None)
    if first is None or first.form not in OPENERS:
        return near[0]
    return next((p for p in near if not _in_phrase(scene, p)), near[-1])


def _in_phrase(scene: Scene, party: Party) -> bool:
    """Whether a party stands inside a prepositional phrase ("of Chad", "to the Omani capital")."""
    before = [w for w in scene.words if w.end <= party.start]
    if party.codes and before and before[-1].form[0].isdigit() and before[-2:][0].form != "the":
        return False  # "In 1990 Chad", not "after the 1990 Omani invasion"
    if before and before[-1].form[0].isdigit():
        return True
    return any(w.form in PREPOSITIONS or w.form in OPENERS for w in before[-2:])


def _last_comma(scene: Scene, start: int, end: int) -> int:
    found = scene.text.rfind(",", start, end)
    return found + 1 if found >= 0 else start


def _after_openers(scene: Scene, start: int, verb: int) -> int:
    """The offset after adverbials that open the clause, each closed by a comma."""
    at = start
    while True:
        first = next((w for w in scene.words if w.start >= at), None)
        comma = scene.text.find(",", at, verb)
        if first is None or first.form not in OPENERS or comma < 0:
            return at
        if any(at <= p.start < comma and not (p.locative or _in_phrase(scene, p)) for p in scene.parties):
            return at  # "In 1990 Chad, the ally of Oman, left": what the comma closes holds the subject
        at = comma + 1
