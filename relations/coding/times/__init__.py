"""The dates of a sentence and the text around it -> the date of each event in it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from relations import dates, lexicon
from relations.coding.clauses import Clause
from relations.coding.scene import Scene, Trigger
from relations.coding.times import belonging, sharing
from relations.coding.times.reach import next_verb
from relations.coding.times.series import AND_IN, ends_at, is_again, row
from relations.dates import Relative, When
from relations.patterns import Seldom
from relations.tagging import NAMING, Dated
from relations.words import NUMBERS

__all__ = ["AND_IN", "ends_at", "exact", "goes_on", "happened", "is_again", "next_verb", "own", "row"]

# "Four years after they had met".
GAP = re.compile(rf"\b(?P<size>an?|\d+|{'|'.join(NUMBERS[1:])}) (?P<unit>years?|months?|weeks?|days?) $", re.IGNORECASE)
LEANING = ("when", "which", "who", "that", "while", "where", "and")
# What a plan is for ("signed a plan for 2030"), what another thing is of ("accepted as limits those of 1810"), what is
# told in brackets ("the Union (which Oman joined in 2004)").
ASIDE = re.compile(
    r"\bfor (?:the )?(?:(?:years?|period|term|biennium|tenure|mandate) )?$|\b(?:that|those) of $"
    r"|\((?:which|who|where|when|including|born|died)\b[^()]*$"
)
LATER = re.compile(r"\b(?:later|subsequently|eventually)\b(?! (?:called|known|named|dubbed|renamed|styled)\b)")
LATER_AFTER = re.compile(rf"(?:(?! and (?:\w+ ){{1,3}}later\b)[^,;.]){{0,40}}?(?<!\band ){LATER.pattern}")
WAS_LATER = re.compile(r"\b(?:was|were|been|it|they|and|who|which) (?:later|subsequently|eventually)\b")
GIVEN = frozenset({"AID", "COOPERATE"})  # "a library donated by Oman was opened in 2001"
NEAR = 40  # code points before a date within which the thing stands that it belongs to
FOLLOWING = re.compile(r"(?:Following|After|Since) (?!which\b|that\b|this\b|then\b)")
STAND_IN = re.compile(r"\W*(?:the two|both|they|he|she)\b", re.IGNORECASE)  # "...; the two agreed"
UNTIL = re.compile(r"(?:until|before)\b", re.IGNORECASE)
CUES = lexicon.rules("cues.toml")["cue"]
OPENING = re.compile("|".join(cue for cue in CUES if cue.startswith("^")), re.IGNORECASE)
INSIDE = Seldom("|".join(cue for cue in CUES if not cue.startswith("^")), re.IGNORECASE)


def exact(scene: Scene, found: Sequence[Dated]) -> list[Dated]:
    """The dates without those that an exacter one follows at once: "the year after, on 25 September 2019"."""
    left = []
    for date, following in pairwise([*found, None]):
        if date is not None and not (following and _holds(scene, date, following)):
            left.append(date)
    return left


def _holds(scene: Scene, date: Dated, following: Dated) -> bool:
    """Whether a counted date holds the one told after it, with no verb between them."""
    near = date.counted and following.start - date.end < NEAR and date.when.earliest and following.when.latest
    apart = any(date.end < verb.start < following.start for verb in scene.verbs)
    inside = date.when.earliest <= following.when.earliest and following.when.latest <= date.when.latest
    return bool(near) and inside and not apart


def own(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> Dated | None:
    """The date a trigger has in its sentence: after it and before the next verb, or before it, or opening the sentence.

    Failing these, the only date of the sentence, if the trigger is a noun or stands in a clause that leans on another.
    """
    found = [date for date in found if not belonging.is_of_writing(scene, trigger, date)]
    found = [date for date in found if not (belonging.is_rank(scene, date) or _is_aside(scene, trigger, date))]
    found = [date for date in found if not _is_end_of_another(scene, trigger, date)]
    if trigger.group.negated and (until := [d for d in found if d.start > trigger.end and UNTIL.match(d.text)]):
        return _at_last(until[0])  # "did not recognise the state, which ..., until 1929"
    if shifted := _shifted(scene, trigger, found):
        return shifted[0]
    placed, clause = _placed(scene, trigger, found), scene.clauses[trigger.clause]
    if placed is not None and placed.start < clause.start and WAS_LATER.search(scene.text, clause.start, trigger.end):
        return None  # "was opened in 1978, and it was later raised to an embassy"
    return placed


def _is_aside(scene: Scene, trigger: Trigger, date: Dated) -> bool:
    """Whether a date is that of a plan, of another thing, or of a bracket that the trigger stands outside of."""
    binds = trigger.rule.milestone == "agreement_signed" or trigger.rule.event_type == "AGREE"
    if binds and not trigger.group.negated and UNTIL.match(date.text):
        return True  # "signed an agreement until 2026"
    aside = ASIDE.search(scene.text[: date.start])
    return aside is not None and not (aside[0].startswith("(") and aside.start() < trigger.start)


def _is_end_of_another(scene: Scene, trigger: Trigger, date: Dated) -> bool:
    """Whether a date ends what a later verb tells: "withdrew its envoy and did not send a new one until 1995"."""
    between = any(trigger.end <= verb.start < date.start for verb in scene.verbs)
    return between and UNTIL.match(date.text) is not None


def _shifted(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> tuple[Dated | None] | None:
    """The date of what came so long before or after the main clause: "in 1974, a year after Chad had closed it".

    None if nothing of the kind is told; an empty date in the tuple if the text leaves open which it is.
    """
    clause = scene.clauses[trigger.clause]
    gap = GAP.search(scene.text, 0, clause.start) if clause.opener in ("after", "before") else None
    if gap is None:
        return None
    anchors = [date for date in found if date.end <= gap.start()]
    unit = gap["unit"].removesuffix("s")
    size = NUMBERS.index(gap["size"].lower()) if gap["size"].lower() in NUMBERS else 1
    shift = (int(gap["size"]) if gap["size"].isdigit() else size) * (-1 if clause.opener == "after" else 1)
    when = dates.resolve(Relative(unit, shift), anchors[-1].when) if anchors else None
    return (replace(anchors[-1], when=when, counted=True),) if when else (None,)


def _placed(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> Dated | None:
    """The date that stands where one of a trigger is told."""
    limit = min(next_verb(scene, trigger), scene.clauses[trigger.clause].end)
    after = [date for date in found if trigger.start <= date.start < limit]
    after = [date for date in after if not belonging.is_of_another(scene, trigger, date)]
    before = [date for date in found if scene.clauses[trigger.clause].start <= date.start < trigger.start]
    before = [
        date for date in before
        if not (belonging.is_bracketed(scene, date, trigger) or belonging.is_named(scene, date))
    ]  # fmt: skip
    before = [date for date in before if not belonging.is_deadline(scene, date)] or before
    after = [
        date for date in after
        if not (belonging.is_planned(scene, trigger, date) or belonging.is_of_next(scene, date))
    ]  # fmt: skip
    later = [date for date in after if belonging.DEADLINE.match(date.text) or is_again(scene, trigger, date)]
    after = [date for date in after if not (before and date in later)]
    free = [
        date
        for date in after
        if not (
            belonging.belongs_to_noun(scene, date, trigger)
            or belonging.is_trailing(scene, trigger, date)
            or belonging.is_of_text(scene, trigger, date)
        )
    ]
    if free:
        return sharing.since(free[0]) if belonging.is_after_event(scene, free[0]) else free[0]
    clause = scene.clauses[trigger.clause]
    if before:
        told = _told_before(scene, trigger, before[-1])
        return _at_the_end(clause, told, found) if told and _opens_aftermath(scene, told) else told
    return _from_around(scene, trigger, found, after)


def _from_around(scene: Scene, trigger: Trigger, found: Sequence[Dated], after: list[Dated]) -> Dated | None:
    """The date that a trigger without one in its own words has from the clauses around it."""
    clause = scene.clauses[trigger.clause]
    just_told = [date for date in found if 0 <= clause.start - date.end <= 2]
    if just_told and clause.opener == "when":
        return _at_last(just_told[0])  # "in November 1994, when an envoy arrived"
    lately = _since_semicolon(scene, trigger, found)
    if lately and clause.opener in ("where", "when", "who", "which"):
        return lately[-1]
    had = trigger.group.perfect or belonging.HAD.search(scene.text, clause.start, trigger.start)
    if clause.opener in ("because", "who", "which") and had:
        return None  # "In 1981 they broke relations because Oman had offered asylum": earlier, when is not told
    if led := sharing.leading(scene, clause, found) or sharing.since_clause(scene, trigger, found):
        return led
    opening = [] if lately else [_afterwards(scene, date) for date in found if date.start < _first_verb(scene)]
    if opening and _has_moved_on(scene, clause, found):
        if clause.opener == "that" and (told := sharing.of_saying(scene, clause, found)):
            return told
        opening = []
    if opening and clause.opener not in ("after", "before", "until", "since"):
        return opening[0]
    if first := _of_first_clause(scene, clause, found):
        return first
    after = [date for date in after if not belonging.is_trailing(scene, trigger, date)]
    if not (trigger.rule.milestone or trigger.voice == "noun"):  # "accused it of breaking the 1984 convention"
        after = [date for date in after if not NAMING.fullmatch(date.text) or belonging.is_setting(scene, date)]
    after = after or _of_next_clause(scene, trigger, found)
    told = after[0] if after else _only(scene, trigger, found) or sharing.shared(scene, trigger, found)
    return told or sharing.after_event(scene, trigger, found) or sharing.carried(scene, trigger, found)


def _told_before(scene: Scene, trigger: Trigger, date: Dated) -> Dated | None:
    """The date before a verb in its clause, unless the verb tells of another time than that."""
    later = LATER.search(scene.text, date.end, trigger.end) or LATER_AFTER.match(scene.text, trigger.end)
    if later or belonging.is_of_the_past(scene, trigger, date) or belonging.is_since_of_another(scene, date):
        return None  # "was opened in 1971 and was upgraded later"
    in_its_phrase = "," not in scene.text[date.end : trigger.start]  # "Since the 1987 accord, there was no tariff"
    return date if in_its_phrase else _afterwards(scene, date)


def _has_moved_on(scene: Scene, clause: Clause, found: Sequence[Dated]) -> bool:
    """Whether a clause before tells of a later time than opens the sentence: "After raids in 1966 it met in 1967"."""
    first = _first_verb(scene)
    opens = [date for date in found if date.start < first and date.when.latest]
    between = [date for date in found if first < date.start < clause.start]
    between = [date for date in between if not date.counted or clause.opener == "that"]
    return bool(opens and between) and between[-1].when.earliest > opens[-1].when.latest


def _at_the_end(clause: Clause, since: Dated, found: Sequence[Dated]) -> Dated:
    """The date that ends a clause, where that before its verb only tells what came first: "After the flood of 1990"."""
    following = [date for date in found if since.end < date.start < clause.end and date.when.earliest]
    return following[-1] if following and following[-1].when.earliest >= since.when.earliest else since


def _of_first_clause(scene: Scene, clause: Clause, found: Sequence[Dated]) -> Dated | None:
    """When something happened, or from when on: "When it fell, in May 1998, Chad sent", "After it fell in 1998"."""
    first = scene.clauses[0]
    if first.opener not in ("after", "when") or len(scene.clauses) < 2 or clause is not scene.clauses[1]:
        return None
    inside = [date for date in found if date.start < first.end]
    if not inside or _has_moved_on(scene, clause, found):
        return None
    return sharing.since(inside[0]) if first.opener == "after" else inside[0]


def _of_next_clause(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> list[Dated]:
    """The dates of the clause that tells when something happened: "recognised it when it was proclaimed in 1902"."""
    following = scene.clauses[trigger.clause + 1 : trigger.clause + 2]
    when = [clause for clause in following if clause.opener == "when" and scene.text[clause.start - 2] != ","]
    return [date for clause in when for date in found if clause.start <= date.start < clause.end]


def _only(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> Dated | None:
    """The only date of the clause, of a noun, or of the sentence, where the clause leans on another."""
    clause = scene.clauses[trigger.clause]
    around = [date for date in found if clause.start <= date.start < clause.end]
    if trigger.voice == "noun" and len(around) == 1:
        return around[0]
    leans = clause.resumes >= 0 or trigger.voice == "noun" or clause.opener in LEANING
    stands_in = trigger.clause > 0 and STAND_IN.match(scene.text, clause.start) is not None
    opens = trigger.group.first <= 1 and scene.words[trigger.group.first].form.endswith("ing")  # "Accusing Oman, Chad"
    built = trigger.voice == "passive" and trigger.group.first == trigger.word and trigger.rule.event_type in GIVEN
    leans = leans or built or opens or stands_in or goes_on(scene.text[clause.start : clause.end])
    if clause.resumes >= 0:  # "the two, who lived together until 1991, fought": not until then
        found = [date for date in found if not scene.clauses[clause.resumes].end <= date.start < clause.start]
    if trigger.group.perfect:  # "the embassy that it had opened was closed in 1990": opened before
        found = [date for date in found if scene.clauses[scene.clause_at(date.start)].resumes < 0]
    apart = [date for date in found if scene.clause_at(date.start) != trigger.clause]
    told_aside = [date for date in apart if belonging.is_of_amount(scene, date) or belonging.is_of_earlier(scene, date)]
    if clause.opener in ("and", "but") and belonging.is_of_another_time(scene, clause, trigger):
        told_aside = apart
    found = [date for date in found if date not in told_aside]
    if not leans or len(found) != 1:
        return None
    aside = clause.opener in ("", "who") and not (opens or built)
    if trigger.voice != "noun" and aside and found[0].start > next_verb(scene, trigger):
        return None  # "he was sentenced, but was pardoned in 2014", "who visited Chad and was elected in 2014"
    return _at_last(found[0]) if clause.opener == "when" else found[0]


def _at_last(date: Dated) -> Dated:
    """When what ends a period happened: "until 1930, when it protested" means in 1930."""
    if not date.when.edtf.startswith("../"):
        return date
    return replace(date, when=dates.parse(date.when.edtf.removeprefix("../")))


def _afterwards(scene: Scene, date: Dated) -> Dated:
    """A date in "Following the accident on 3 May 1990, ..." is that from which on something happened."""
    return sharing.since(date) if _opens_aftermath(scene, date) and not date.counted else date


def _opens_aftermath(scene: Scene, date: Dated) -> bool:
    """Whether a date is that of what came before: "Following the flood in March 2017, the minister left"."""
    inside = FOLLOWING.match(scene.text) and "," not in scene.text[: date.start] and "," in scene.text[date.end :]
    return bool(inside)


def happened(date: Dated) -> When:
    """When something happened once that the text dates "since 2001", "from 2001" or "effective in 2001": in 2001."""
    since = date.text.lower().startswith(("since", "from", "effective")) and date.when.edtf.endswith("/..")
    return dates.parse(date.when.edtf.removesuffix("/..")) if since else date.when


def _since_semicolon(scene: Scene, trigger: Trigger, found: Sequence[Dated]) -> list[Dated]:
    """The dates between the last semicolon before a trigger, if there is one, and the trigger."""
    start = scene.text.rfind(";", 0, trigger.start)
    return [date for date in found if 0 <= start < date.start < trigger.start]


def _first_verb(scene: Scene) -> int:
    return scene.verbs[0].start if scene.verbs else 0


def goes_on(text: str) -> bool:
    """Whether a sentence goes on where the one before stopped ("During his visit", "the two also signed")."""
    return bool(OPENING.match(text) or INSIDE.search(text))
