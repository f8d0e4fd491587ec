"""A date in a sentence -> whether it is that of something else than the event: a name, a deadline, an earlier deed."""

import re

from relations import lexicon
from relations.coding.scene import Scene, Trigger
from relations.tagging import Dated

NOUN_BEFORE = re.compile(r"\b[A-Z][\w-]+ of $|\bthe $|[^.;:,] (?!In|On|By|Since|Until)[A-Z][\w-]+ $")  # "Expo 2010"
# What happened then is another thing, which this one is about: "accused him of backing the rebels of September 2002".
OF_EVENT = re.compile(rf"\b(?:{'|'.join(lexicon.rules('cues.toml')['past_events'])}) of $")
# Of which text one speaks ("the Colombian law of 9 June 1855").
OF_TEXT = re.compile(rf"\b(?:{'|'.join(lexicon.rules('cues.toml')['texts'])})s? (?=of $)")
CLAUSE_IN = re.compile(r"\b(?:and|but),? (?:then |later )?(?:in|on) $")
FOLLOWED = re.compile(r"\bfollowed (?:\w+ )?by\b")
DEADLINE = re.compile(r"by\b")  # "ordered them in January to leave by the end of the month"
TO_DO = re.compile(r"\bto \w+(?: [\w$€£.,%-]+){0,8} $")
NEAR = 40  # code points before a date within which the thing stands that it belongs to
BARE_YEAR = re.compile(r"(?:of |the )?\d{4}")
FIRST = re.compile(r"\b(?:first|(?:the|his|her|its|their)(?: \w+)? (?:only|last|highest))\b", re.IGNORECASE)
TRAILING = re.compile(r",\s+(?:\w+ly )?\w+(?:ed|en|un|ut) [^,;]*$")
SINCE = re.compile(r"\bsince (?:[A-Z][\w.'’-]+ ){1,4}(?:in|on) $")


def is_bracketed(scene: Scene, date: Dated, trigger: Trigger) -> bool:
    """Whether a date stands in brackets by what an earlier verb tells: "ceded it (10 May 1898) and recognised"."""
    bracketed = scene.text[date.start - 1 : date.start] == "(" and scene.text[date.end : date.end + 1] == ")"
    return bracketed and any(verb.start < date.start < trigger.start for verb in scene.verbs)


def is_deadline(scene: Scene, date: Dated) -> bool:
    """Whether a date says until when somebody is to do something: "to leave by 7 February"."""
    return DEADLINE.match(date.text) is not None and TO_DO.search(scene.text, 0, date.start) is not None


def belongs_to_noun(scene: Scene, date: Dated) -> bool:
    """Whether a date says which thing is meant, not when ("the Treaty of 1930", "the 1930 treaty")."""
    before = scene.text[: date.start]
    pointed = date.text.startswith(("the ", "of ")) or NOUN_BEFORE.search(before)
    return bool(pointed and BARE_YEAR.fullmatch(date.text))


def is_of_text(scene: Scene, trigger: Trigger, date: Dated) -> bool:
    """Whether a year says which text is meant by what is not its signing: "declined to renew the treaty of 1965"."""
    signed = trigger.rule.milestone == "agreement_signed"
    before = scene.text[: date.start + 3] if date.text.startswith("of ") else scene.text[: date.start]
    return not signed and BARE_YEAR.fullmatch(date.text) is not None and OF_TEXT.search(before) is not None


def is_of_next(scene: Scene, date: Dated) -> bool:
    """Whether a date opens what the next verb tells: "broke with it in 1999 and in 2001 went to court"."""
    verb = any(scene.text[date.end : verb.start] in (" ", ", ") for verb in scene.verbs)
    return verb and CLAUSE_IN.search(scene.text, 0, date.start) is not None


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
