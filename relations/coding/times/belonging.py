"""A date in a sentence -> whether it is that of something else than the event: a name, a deadline, an earlier deed."""

import re

from relations import lexicon
from relations.coding.clauses import Clause
from relations.coding.scene import Scene, Trigger
from relations.tagging import NAMING, Dated

NOUN_BEFORE = re.compile(r"\b[A-Z][\w-]+ of $|\bthe $|[^.;:,] (?!In|On|By|Since|Until)[A-Z][\w-]+ $")  # "Expo 2010"
# What happened then is another thing, which this one is about: "accused him of backing the rebels of September 2002".
OF_EVENT = re.compile(rf"\b(?:{'|'.join(lexicon.rules('cues.toml')['past_events'])}) of $")
# Of which text one speaks ("the Colombian law of 9 June 1855").
OF_TEXT = re.compile(rf"\b(?:{'|'.join(lexicon.rules('cues.toml')['texts'])})s? (?=of $)")
CLAUSE_IN = re.compile(r"\b(?:and|but),? (?:then |later )?(?:in|on) $")
CLAUSE_AND = re.compile(r", (?:and|but) (?:then |later )?$")
FOLLOWED = re.compile(r"\bfollowed (?:\w+ )?by\b")
DEADLINE = re.compile(r"by\b")  # "ordered them in January to leave by the end of the month"
TO_DO = re.compile(r"\bto \w+(?: [\w$€£.,%-]+){0,8} $")
NEAR = 40  # code points before a date within which the thing stands that it belongs to
BARE_YEAR = re.compile(r"(?:of |the )?\d{4}")
FIRST = re.compile(r"\b(?:first|(?:the|his|her|its|their)(?: \w+)? (?:only|last|highest))\b", re.IGNORECASE)
TRAILING = re.compile(r",\s+(?:(?:\w+ly )?\w+(?:ed|en|un|ut) [^,;]*|(?:in force|valid|effective|active|open) )$")
# A subject with a name or an article, between a date and its verb: "and in 1990 the king was crowned".
NEXT_SUBJECT = re.compile(
    r",? (?:(?:the|its|his|their|an?|some|he|she|it|they|both) |(?=[A-Z]|al-))(?:[^,;:()]{1,60} )?"
)
# How much there was, and when: "trade was estimated at $3 million in 2021".
AMOUNT = re.compile(
    r"\b(?:estimated|amounted|amounting|stood|totall?ed|reached|valued|worth|exceeded|numbered|averaged|accounted|born)\b"
)
ANOTHER_TIME = re.compile(
    r"\b(?:later|subsequently|eventually|earlier|previously|since|had|has|have|now|still|today|nowadays)\b"
)
HAD = re.compile(r"\bhad\b")
AFTER_EVENT = re.compile(
    r"\b(?:after|following|since) (?:(?!after\b|following\b|since\b)[\w’'-]+ ){1,5}$", re.IGNORECASE
)
AFTER = re.compile(r"\b(?:after|following) $", re.IGNORECASE)
TO_BEGIN = re.compile(r"\bto \w+ [^,;:()]*$")
IN_EVENT = re.compile(r"\b(?:in|during|throughout) $", re.IGNORECASE)
NAMED_EVENT = re.compile(
    rf" (?:[\w’'–-]+ ){{0,3}}(?:{'|'.join(lexicon.rules('cues.toml')['past_events'])})\b", re.IGNORECASE
)
SINCE = re.compile(r"\bsince (?:(?:[A-Z][\w.'’-]+ ){1,4}(?:in|on)|the (?:[\w.'’-]+ ){1,4}(?:in|on|of)) $")


def is_since_of_another(scene: Scene, date: Dated) -> bool:
    """Whether "since" tells of a verb before it: "is a member since 2004, and supports the entry of Oman"."""
    return date.text.startswith("since") and any(verb.end <= date.start for verb in scene.verbs)


def is_bracketed(scene: Scene, date: Dated, trigger: Trigger) -> bool:
    """Whether a date stands in brackets by what an earlier verb tells: "ceded it (10 May 1898) and recognised"."""
    bracketed = scene.text[date.start - 1 : date.start] == "(" and scene.text[date.end : date.end + 1] == ")"
    return bracketed and any(verb.start < date.start < trigger.start for verb in scene.verbs)


def is_deadline(scene: Scene, date: Dated) -> bool:
    """Whether a date says until when somebody is to do something: "to leave by 7 February"."""
    return DEADLINE.match(date.text) is not None and TO_DO.search(scene.text, 0, date.start) is not None


def belongs_to_noun(scene: Scene, date: Dated, trigger: Trigger) -> bool:
    """Whether a date says which thing is meant, not when ("the Treaty of 1930", "the 1930 treaty").

    Unless the thing is the event itself: "the visit of 1998 and the 1999 accord".
    """
    before = scene.text[: date.start]
    if trigger.voice == "noun" and scene.text[trigger.end : date.start].strip() in ("", "of"):
        return False
    pointed = date.text.startswith(("the ", "of ")) or NOUN_BEFORE.search(before)
    return bool(pointed and BARE_YEAR.fullmatch(date.text))


def is_of_text(scene: Scene, trigger: Trigger, date: Dated) -> bool:
    """Whether a year says which text is meant by what is not its signing: "declined to renew the treaty of 1965"."""
    signed = trigger.rule.milestone == "agreement_signed"
    before = scene.text[: date.start + 3] if date.text.startswith("of ") else scene.text[: date.start]
    return not signed and BARE_YEAR.fullmatch(date.text) is not None and OF_TEXT.search(before) is not None


def is_of_next(scene: Scene, date: Dated) -> bool:
    """Whether a date opens what the next verb tells: "broke with it in 1999 and in 2001 went to court"."""
    following = next((verb.start for verb in scene.verbs if verb.start >= date.end), date.end)
    led = scene.text[date.end : following]
    return (led in (" ", ", ") or NEXT_SUBJECT.fullmatch(led) is not None) and opens_clause(scene, date)


def opens_clause(scene: Scene, date: Dated) -> bool:
    """Whether a date stands behind what joins a new clause: "..., and on 5 June the exchange of notes took place"."""
    bare = date.counted and CLAUSE_AND.search(scene.text, 0, date.start)  # ", and the next day he left"
    return bool(bare or CLAUSE_IN.search(scene.text, 0, date.start))


def is_of_amount(scene: Scene, date: Dated) -> bool:
    """Whether a date tells when there was how much, not when something happened: "reached $3 million in 2021"."""
    clause = scene.clauses[scene.clause_at(date.start)]
    return AMOUNT.search(scene.text, clause.start, date.start) is not None


def is_of_another_time(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether a clause tells of another time than the one before: "was opened in 1990, and Oman has praised it"."""
    return ANOTHER_TIME.search(scene.text, clause.start, trigger.end) is not None


def is_of_earlier(scene: Scene, date: Dated) -> bool:
    """Whether a date is that of what had been, told in a relative clause: "Chad, which had left it in 2005, asked"."""
    clause = scene.clauses[scene.clause_at(date.start)]
    return clause.opener in ("which", "who") and HAD.search(scene.text, clause.start, date.start) is not None


def is_named(scene: Scene, date: Dated) -> bool:
    """Whether a date is part of a name that an earlier verb is about: "broke the 1984 convention, and sued it"."""
    return NAMING.fullmatch(date.text) is not None and any(verb.end <= date.start for verb in scene.verbs)


def is_after_event(scene: Scene, date: Dated) -> bool:
    """Whether a date is that of what something followed: "doctors were sent after the cyclone of April 1991"."""
    before = scene.text[: date.start + 3] if date.text.startswith("of ") else scene.text[: date.start]
    if date.text.startswith("the ") and NAMED_EVENT.match(scene.text, date.end):
        return AFTER.search(before) is not None
    return OF_EVENT.search(before) is not None and AFTER_EVENT.search(before) is not None


def is_planned(scene: Scene, trigger: Trigger, date: Dated) -> bool:
    """Whether a date says from when on something is to be done: "offered to lead the mission from 2020"."""
    from_then = scene.text[: date.start].endswith(" from ") or date.text.startswith("from ")
    plan = trigger.rule.event_type in ("AGREE", "REQUEST", "THREATEN") and from_then
    return plan and TO_BEGIN.search(scene.text, trigger.start, date.start) is not None


def is_setting(scene: Scene, date: Dated) -> bool:
    """Whether a year in a name tells when something happened: "supported it in the 1992 Saharan War"."""
    named = NAMED_EVENT.match(scene.text, date.end) is not None
    return named and IN_EVENT.search(scene.text, 0, date.start) is not None


def is_of_another(scene: Scene, trigger: Trigger, date: Dated) -> bool:
    """Whether a date is that of an event or text which the trigger is not about: "was signed, by the law of 1855"."""
    text = scene.text[max(trigger.end, date.start - NEAR) : date.start]
    if FOLLOWED.search(scene.text, trigger.end, date.start):
        return True
    return bool(OF_EVENT.search(text) or (trigger.voice == "passive" and OF_TEXT.search(text)))


def is_of_the_past(scene: Scene, trigger: Trigger, date: Dated) -> bool:
    """Whether a date is that of a verb before one in the present perfect: "recognised it in 1992, but has refused"."""
    present = any(word.form in ("has", "have") for word in scene.words[trigger.group.first : trigger.word])
    verbs = [verb for verb in scene.verbs if verb.end <= date.start]
    return present and bool(verbs) and not date.when.edtf.endswith("/..")


def is_trailing(scene: Scene, trigger: Trigger, date: Dated) -> bool:
    """Whether "since" dates a participle that only adds to a thing: "the return of exports, banned since 2012"."""
    return date.text.startswith("since") and bool(TRAILING.search(scene.text, trigger.end, date.start))


def is_of_writing(scene: Scene, trigger: Trigger, date: Dated) -> bool:
    """Whether a date says when this was written, not done: "as of 2015"; but "visas were scrapped as of 1970"."""
    at_once = scene.text[trigger.end : date.start] == " "
    return date.text.lower().startswith("as of") and date.when.precision != "day" and not at_once


def is_rank(scene: Scene, date: Dated) -> bool:
    """Whether a date says among which events one is the first ("the first to visit it since X came in 1992")."""
    since = date.text.lower().startswith("since") or SINCE.search(scene.text[: date.start])
    return bool(since) and bool(FIRST.search(scene.text, 0, date.start))
