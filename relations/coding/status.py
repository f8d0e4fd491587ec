"""A trigger in its sentence -> whether it is told as a fact, going on, planned, denied, supposed or only spoken of."""

import re

from relations import lexicon
from relations.coding.scene import Scene, Trigger
from relations.coding.words import (
    AUXILIARIES,
    BEFORE_MERE_ING,
    CALENDAR,
    HEARSAY,
    IMPLICATIVE,
    NEGATING,
    NEGATION,
    ORDINALS,
    RANKS,
    Word,
    preceding,
)
from relations.patterns import Seldom

NOT_YET: dict[str, str] = lexicon.rules("grammar.toml")["not_yet"]  # "the threatened deportation"
CONDITION = Seldom(r"\b(?:if|whether|unless)\b|(?-i:\bHad\b)", re.IGNORECASE)  # "Had Chad attacked"
CUES = lexicon.rules("cues.toml")
SUPPOSED = re.compile(
    rf"(?:{'|'.join(CUES['supposed'])})(?: (?:in|by|among|at) [^,;.]{{1,40}}?)?(?:\s+that)?\s*$", re.IGNORECASE
)
NEAR = 40  # code points before a thing within which what denies it stands
NO_OBJECT = re.compile(r"\bno (?:[\w-]+ ){0,2}$", re.IGNORECASE)  # "no final agreement has been reached"
NOBODY = re.compile(
    r"\W*(?:(?:and|but) )?[Nn]o (?!(?:less|fewer|more|longer|doubt|sooner)\b)"
)  # "No sultan has visited Chad"
TO_SIGN = re.compile(r"\b(?:met|gathered|convened|assembled)\b[^.;,]* to $", re.IGNORECASE)  # "met in Geneva to sign"
# "Telephoned him to apologise", "met him to express support".
TO_SAY = re.compile(rf"\b(?:{'|'.join(CUES['messages'])}|met)\b[^.;,]* to $")
# "Was sent to Oman to apologise".
CAME_TO = re.compile(r"\b(?:sent|dispatched|deployed|travel\w+|flew|came|went|visited|arrived)\b[^.;,]* to $")
# "Its response was to expel", "it took until 1995 for them to sign".
ANSWER_WAS = Seldom(
    r"\b(?:response|reply|answer|reaction|retort|(?:first|next) (?:act|step|move)) was to $"
    r"|\b[Ii]t took [^.;]* (?:for|before) [^.;]* to $"
)
# "The cabinet decided later that month to freeze ties", "voted 126 to 0 to expel it".
DECIDED = re.compile(
    rf"\b(?:decided|voted|opted|chose)(?: (?:later|earlier|early|late|(?:in|on) {CALENDAR}|that|the same|the following"
    r"|year|month|week|day|by|unanimously|overwhelmingly|narrowly|votes?|to|against|\d[\d–-]*))+ to $"
)
WENT_ON = re.compile(r"\b(?:went|goes|gone) on $")
# "It is rumoured that they met", "allegations in 1989 that Oman had seized it".
RUMOURED = re.compile(
    r"\b(?:rumou?r|speculat|suspect|suspicion|accusation|allegation)\w*(?: (?:in|by|from) [^,;.]{1,30})?,? $"
)
# "Did not state that it supports", "never said they had".
NOT_SAID = re.compile(
    r"\b(?:not|n['’]t|never)(?: \w+ly)? (?:state|say|claim|declare|announce|confirm|suggest|believe|think)d? [^.;,]*$"
)
NOR_DID = Seldom(
    r"\b(?:nor|never|neither|(?:at|under|in) no (?:time|circumstances|way|case)\b[^.;,]*?)"
    r" (?:did|does|has|have|had|was|were|is|are) (?:[\w'’-]+ ){1,8}$",
    re.IGNORECASE,
)
# After a noun: what was only spoken of ("the closure was discussed"), or may come ("its opening would benefit both").
NOT_REAL = re.compile(
    r"(?:would|could|might|may|should)\b"
    r"|(?:was|were|is|are|has|have|had)(?: been| \w+ly)? (?:discussed|considered|proposed|mooted|debated|envisaged"
    r"|feared|rumou?red|denied|ruled out|yet to|under (?:discussion|consideration))\b"
)
TO_NOBODY = re.compile(r" (?:no one|nobody|none)\b")  # "expelled no one"
YET_TO = Seldom(r"\b(?:has|have) yet to\b")
VERBAL = frozenset({"SUPPORT", "CONCEDE", "ACCUSE", "REQUEST"})
NEITHER = Seldom(r"\bneither\b(?! confirmed)", re.IGNORECASE)
# "Did not recognise it until 1973", "was not opened before May 1987".
UNTIL = re.compile(
    r"[^.;]{0,90}?\b(?:until\b(?! (?:now|today|then|the present))"
    rf"|before {CALENDAR})"
)


def of(scene: Scene, trigger: Trigger) -> str:
    """How the text tells it: occurred, ongoing, planned, negated, hypothetical, or embedded ("hoped to sign")."""
    auxiliaries, words = trigger.group, scene.words
    before = preceding(words, auxiliaries.first)
    led = words[max(0, auxiliaries.first - 2) : auxiliaries.first]
    apart = bool(led) and led[-1].form == "and"  # "the aid was stopped and resumed"
    denied = any(word.form in NEGATING and (word.form != "without" or word is led[-1]) for word in led) and not apart
    clause = scene.clauses[trigger.clause]
    neither = NEITHER.search(scene.text, clause.start, words[auxiliaries.first].start)
    if trigger.voice == "noun" and before in NOT_YET:
        return NOT_YET[before]
    if trigger.voice == "noun" and _is_only_spoken_of(scene, trigger):
        return "hypothetical"
    nobody = NOBODY.match(scene.text, clause.start) and trigger.voice in ("active", "passive")
    nothing = nobody or _is_of_none(scene.text, trigger)
    if NOT_SAID.search(scene.text, 0, words[auxiliaries.first].start):
        return "hypothetical"
    denied = denied or NOR_DID.search(scene.text, 0, words[auxiliaries.first].start) is not None
    denied = denied or (trigger.voice == "noun" and before == "no")  # "there was no expulsion"
    if auxiliaries.negated or denied or nothing or neither or before in ("nor", "never"):
        return "occurred" if UNTIL.match(scene.text, trigger.end) else "negated"
    if trigger.voice == "passive" and words[auxiliaries.first].form == "be":
        return "embedded"  # "asked that the debt be forgiven"
    rumoured = clause.opener == "that" and RUMOURED.search(scene.text, 0, clause.start)
    if rumoured or auxiliaries.possible or CONDITION.search(scene.text, clause.start, trigger.start):
        return "hypothetical"
    if auxiliaries.future:
        supposed = SUPPOSED.search(scene.text, 0, clause.start + len(clause.opener))
        return "hypothetical" if supposed else "planned"
    if auxiliaries.infinitive and trigger.voice != "adjective" and trigger.rule.event_type != "PROTEST":
        return "occurred" if _is_done(scene, trigger, before) else "embedded"
    gerund = trigger.voice == "active" and words[trigger.word].form.endswith("ing") and not auxiliaries.progressive
    if gerund and before in BEFORE_MERE_ING and not WENT_ON.search(scene.text, 0, words[auxiliaries.first].start):
        return "embedded"
    return "ongoing" if _lasts(words, trigger) else "occurred"


def _is_done(scene: Scene, trigger: Trigger, before: str) -> bool:
    """Whether an infinitive tells what was done: "met to sign it", "telephoned to apologise", "is said to have met"."""
    auxiliaries, text = trigger.group, scene.text
    if trigger.rule.milestone == "agreement_signed" and TO_SIGN.search(text, 0, trigger.start):
        return True
    if trigger.rule.event_type == "AID" and CAME_TO.search(text, 0, trigger.start):
        return True
    told = TO_SAY.search(text, 0, trigger.start) or CAME_TO.search(text, 0, trigger.start)
    if trigger.rule.event_type in VERBAL and told:
        return True
    reported = auxiliaries.perfect and trigger.voice == "active" and before in HEARSAY
    decided = ANSWER_WAS.search(text, 0, trigger.start) or DECIDED.search(text, 0, trigger.start)
    return bool(reported or decided or scene.brought(trigger) or _told_by_infinitive(scene.words, auxiliaries.first))


def _is_only_spoken_of(scene: Scene, trigger: Trigger) -> bool:
    """Whether a noun is the subject of a verb that tells that it did not happen, or may."""
    first = next((verb.start for verb in scene.verbs if verb.start > trigger.end), -1)
    opens = not any(scene.clauses[trigger.clause].start <= verb.start < trigger.start for verb in scene.verbs)
    yet = YET_TO.search(scene.text, trigger.end, scene.clauses[trigger.clause].end)
    return first >= 0 and opens and (NOT_REAL.match(scene.text, first) is not None or yet is not None)


def _is_of_none(text: str, trigger: Trigger) -> bool:
    """Whether it is told of nothing or nobody: "no final agreement has been reached", "expelled no one"."""
    start = trigger.object_start
    nothing = start > 0 and NO_OBJECT.search(text, max(start - NEAR, 0), start)
    return bool(nothing or TO_NOBODY.match(text, trigger.end))


def _lasts(words: list[Word], trigger: Trigger) -> bool:
    """Whether a verb tells what lasts: "supports", "is supporting", "has been supporting"."""
    group = trigger.group
    once = trigger.rule.milestone not in ("", "recognition") or trigger.rule.roles in ("visit", "hosted", "meet")
    if once and not group.progressive:
        return False  # "June 1996: the president visits Muscat", "1971: Chad opens an embassy"
    if group.perfect or trigger.voice != "active":
        return group.perfect and group.progressive
    form = words[trigger.word].form
    before = {word.form for word in words[group.first : trigger.word]}
    return (
        bool(before & {"is", "are"})
        if form.endswith("ing")
        else form.endswith("s") and form != "was" and not before & AUXILIARIES
    )


def _told_by_infinitive(words: list[Word], first: int) -> bool:
    """Whether an infinitive tells a fact: "the first to recognise", "was forced to close", "continued to supply"."""
    governors = [word.form for word in words[max(0, first - 7) : first]]
    if any(form in NEGATION for form in governors[-3:]):
        return False
    if governors and governors[-1] in IMPLICATIVE:
        return True
    return not ORDINALS.isdisjoint(governors) and not RANKS.isdisjoint(governors)
