"""A sentence -> its words, with the auxiliaries before each verb read as voice, tense, negation and modality."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from relations import lexicon
from relations.coding.inflection import base_form, irregular_verbs
from relations.words import MONTHS

LETTER = "0-9A-Za-zÀ-ÖØ-öø-῿"  # a range of letters is found faster than what \w stands for
WORD = re.compile(rf"[{LETTER}]+(?:[-'’.][{LETTER}]+)*")
OPENING = frozenset({": ", "– ", "— "})  # after which a capital tells no name: "2001: Visit of the sultan to Oman"
# How or when, not who: "reciprocated by opening", "left by 31 August".
NO_AGENT = re.compile(
    r"by (?:(?:(?:tele)?phone|video|letter|telegram|air|sea|land|road|rail|ship|boat|plane|train|bus|helicopter|force|"
    r"mistake|accident|chance|name|law|decree|vote|\w+ vote|referendum)\b|"
    rf"\w+ing\b|\d|(?:the )?(?:end|beginning|middle|mid|early|late|then|now|{'|'.join(MONTHS)})\b)"
)
# After a participle between commas: "relations, suspended in 1982, were resumed".
PUT_IN = re.compile(r"[^,;.]{0,60}, (?:\w+ly )?(?:was|were|is|are|had|has|have)\b")
# After a participle that describes a subject: "two Omanis jailed in Chad were freed".
DESCRIBING = re.compile(
    r"(?: off| out| up)? (?:in|at|for|since|on|from|during|under|near|by|with|to|over|as|of)"
    r"(?: (?!(?:and|but|or|who|which|that|when|while|after|before|because|if|as|where|he|she|it|they)\b)"
    r"[^\s,;.]+){1,10}?"
    r" (?:\w+ly )?(?:was|were|is|are|had|has|have)\b"
)
PREFIXED = re.compile(r"^(re|co)-(?=[a-z])")
VOCABULARY = lexicon.rules("grammar.toml")

BE = frozenset(VOCABULARY["be"])
HAVE = frozenset(VOCABULARY["have"])
DO = frozenset(VOCABULARY["do"])
FUTURE = frozenset(VOCABULARY["future"])
POSSIBLE = frozenset(VOCABULARY["possible"])
NEGATION = frozenset(VOCABULARY["negation"])
ADVERBS = frozenset(VOCABULARY["adverbs"])
IN_LY = frozenset(VOCABULARY["in_ly"])
DETERMINERS = frozenset(VOCABULARY["determiners"])
PREPOSITIONS = frozenset(VOCABULARY["prepositions"])
IMPLICATIVE = frozenset(VOCABULARY["implicative"])
CAUSING = frozenset(VOCABULARY["causing"])
HEARSAY = frozenset(VOCABULARY["hearsay"])
ANSWERING = frozenset(VOCABULARY["answering"])
ORDINALS = frozenset(VOCABULARY["ordinals"])
FINITE_AUXILIARIES = frozenset(VOCABULARY["finite_auxiliaries"])
NOT_VERBS = frozenset(VOCABULARY["not_verbs"])
PRESENT = frozenset(VOCABULARY["present"])
PLURALS = frozenset(VOCABULARY["plurals"])
NOT_DESCRIBING = frozenset([*VOCABULARY["saying"], *VOCABULARY["speaking"]])
LEANING = frozenset([*VOCABULARY["subordinators"], *VOCABULARY["relatives"]])
BEFORE_ING = frozenset(VOCABULARY["before_ing"])
NOT_BEFORE_VERB = frozenset(VOCABULARY["not_before_verb"])
NEGATING = frozenset(VOCABULARY["negating"])
REDUCED = frozenset(VOCABULARY["reduced"])
AFTER_REDUCED = frozenset(VOCABULARY["after_reduced"])
PLURAL = frozenset(VOCABULARY["plural"])
SINGULAR = frozenset(VOCABULARY["singular"])
ARTICLES = frozenset(VOCABULARY["articles"])
ASPECTUAL = frozenset(VOCABULARY["aspectual"])
MERELY = frozenset(VOCABULARY["merely"])
AS_PREPOSITIONS = frozenset(VOCABULARY["as_prepositions"])
COPULAR = frozenset(VOCABULARY["copular"])
PREMODIFIERS = frozenset(VOCABULARY["premodifiers"])
BEFORE_MERE_ING = frozenset(VOCABULARY["before_mere_ing"])
BRINGING = frozenset(VOCABULARY["bringing"])
RANKS = frozenset(VOCABULARY["ranks"])
AT_ONCE = frozenset(VOCABULARY["at_once"])
PARTICLES = frozenset(VOCABULARY["particles"])
LENGTH_OF_YEAR = 4
# A year, month or day of the calendar as it ends or follows other words, without its meaning: "May 1987".
CALENDAR = r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?\d{4}"
AUXILIARIES = BE | HAVE | DO | FUTURE | POSSIBLE


@dataclass(slots=True, eq=False)  # not frozen, which would take four times as long to make
class Word:
    """A word: its offsets in the sentence, its normal form (lower case, `re-open` as `reopen`) and its use.

    The normal form leaves out a possessive 's. `finite` says that the word can head a clause; `name` that it is
    written with a capital inside the sentence.
    """

    start: int
    end: int
    form: str
    finite: bool
    name: bool


def words(text: str) -> list[Word]:
    """The words of a sentence, in order.

    >>> [word.form for word in words("Chad's embassy was re-opened.")]
    ['chad', 'embassy', 'was', 'reopened']
    """
    result: list[Word] = []
    before, owned, led, article = "", False, False, False
    for found in WORD.finditer(text):
        raw = found[0]
        start, end = found.span()
        form, possessive, finite, capital = use(raw)
        finite = finite and text[start - 2 : start] != ".-"  # "a U.S.-backed truce"
        name = capital and (bool(result) or raw == "May") and text[start - 2 : start] not in OPENING
        if finite:
            counted = before.isdigit() and len(before) < LENGTH_OF_YEAR  # "19 suspected fighters"
            described = article and (is_adverb(before) or before in PREMODIFIERS)  # "a full fledged embassy"
            adjective = owned or counted or described or before in NOT_BEFORE_VERB
            adjective = adjective and form not in FINITE_AUXILIARIES
            reduced = (
                adjective
                or (_is_reduced(text, form, start, end) and not _awaited(result))
                or _describes(text, form, start, end, result)
            )
            finite = not name and (before in AUXILIARIES or not reduced)
        elif form in BASES and (
            before in PLURALS
            or (before in JOINING and len(result) > 1 and any(word.finite and word.form in BASES for word in result))
        ):
            finite = not name  # "the two states agree", "troops cross the border and attack"
        elif form in BARE_VERBS and (led or (before in JOINING and any(word.finite for word in result))):
            finite = not name  # "Oman cut ties", "Chad wants it", "suspended it but put it back into force"
        result.append(Word(start, end, form, finite, name))
        article = before in ARTICLES
        before, owned, led = (
            form,
            possessive,
            form in SUBJECTS or (capital and not possessive and form not in AUXILIARIES) or (led and is_adverb(form)),
        )
    return result


def _is_reduced(text: str, form: str, start: int, end: int) -> bool:
    """Whether a word is a participle that stands for a clause: "held in Muscat", or put in between commas."""
    after = WORD.search(text, end)
    following = after[0] if after else ""
    if after is not None and text.startswith(" by ", end) and not NO_AGENT.match(text, after.start()):
        return True
    put_in = text[start - 2 : start] == ", " and PUT_IN.match(text, end)
    return bool(put_in) or (form in REDUCED and following in AFTER_REDUCED)


def _awaited(before: list[Word]) -> bool:
    """Whether a relative clause still lacks its verb: "talks which the two sides held in Geneva"."""
    for word in reversed(before):
        if word.finite:
            return False
        if word.form in ("which", "whom", "who"):
            return True
    return False


def _describes(text: str, form: str, start: int, end: int, before: list[Word]) -> bool:
    """Whether a word in -ed only describes a noun: "Omanis jailed in Chad were freed", "sent canned food"."""
    if _premodifies(text, form, start, end, before):
        return True
    if form in NOT_DESCRIBING or not DESCRIBING.match(text, end):
        return False
    for word in reversed(before):
        if word.finite or word.form in LEANING:
            return False
        if text[word.end : word.end + 1] in (",", ";", ":"):
            break
    return bool(before)


def _premodifies(text: str, form: str, start: int, end: int, before: list[Word]) -> bool:
    """Whether a word in -ed stands between a verb and its object: "sent canned food"."""
    led = bool(before) and before[-1].finite and before[-1].form not in AUXILIARIES and before[-1].end == start - 1
    after = WORD.match(text, end + 1) if led and text[end : end + 1] == " " else None
    if after is None or form in FINITE_AUXILIARIES or not after[0][0].islower():
        return False
    return after[0] not in PREPOSITIONS and after[0] not in DETERMINERS and not is_adverb(after[0])


@lru_cache(maxsize=1 << 16)
def use(raw: str) -> tuple[str, bool, bool, bool]:
    """A word's normal form, whether it is a possessive, can be a finite verb, and begins with a capital."""
    form = normal(raw)
    return form, raw.endswith(("'s", "’s")), is_finite(form), raw[0].isupper()


def normal(word: str) -> str:
    form = word.lower()
    if form.endswith(("'s", "’s")):
        form = form[:-2]
    return PREFIXED.sub(r"\1", form) if form[2:3] == "-" else form


def is_adverb(form: str) -> bool:
    return form in ADVERBS or (form.endswith("ly") and len(form) > 4 and form not in IN_LY)


def stands_aside(words: list[Word], i: int) -> bool:
    """Whether a word is an adverb or belongs to "at first", "at once", "at last"."""
    form = words[i].form
    opens = form == "at" and words[i + 1].form in AT_ONCE
    return is_adverb(form) or opens or (i > 0 and form in AT_ONCE and words[i - 1].form == "at")


class Group(NamedTuple):
    """The words that stand before a verb and belong to it: `first` is the index of the first of them."""

    first: int
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    negated: bool = False
    future: bool = False
    possible: bool = False
    infinitive: bool = False

    @property
    def finite(self) -> bool:
        return not self.infinitive


def group(sentence: list[Word], index: int, tag: str) -> Group:
    """Read the auxiliaries, adverbs and negations before the verb at `index`.

    `tag` tells the verb's form: base, s, ing, ed (past and participle alike), past or pp (participle).
    """
    seen: set[str] = set()
    first = index
    for i in range(index - 1, -1, -1):
        form = sentence[i].form
        if form in NEGATION and sentence[i + 1].form in MERELY:
            continue  # "not only condemned it"
        if form == "to" and tag != "base" and seen.isdisjoint(BE | HAVE):
            break  # a preposition: "gave help to arrested fishermen"
        if (form in AUXILIARIES and not sentence[i].name) or form in NEGATION or form == "to":
            seen.add(form)
            first = i
        elif not stands_aside(sentence, i) or i == 0:
            break
        if form == "to":
            break
    if not seen:
        return Group(index)
    participle = tag in ("ed", "pp")
    return Group(
        first,
        passive=participle and not seen.isdisjoint(BE),
        perfect=not seen.isdisjoint(HAVE),
        progressive=tag == "ing" and not seen.isdisjoint(BE),
        negated=not seen.isdisjoint(NEGATION),
        future=not seen.isdisjoint(FUTURE),
        possible=not seen.isdisjoint(POSSIBLE),
        infinitive="to" in seen,
    )


def preceding(words: list[Word], first: int) -> str:
    """The word before a verb group, adverbs left out; "" at the start of the sentence."""
    i = first - 1
    while i > 0 and stands_aside(words, i):
        i -= 1
    return words[i].form if i >= 0 else ""


# "Oman cut ties": a verb after a name or pronoun, and a noun or participle elsewhere.
SAME_IN_PAST = frozenset(past for past, _, _ in irregular_verbs().values()) & NOT_VERBS
BARE_VERBS = SAME_IN_PAST | PRESENT
BASES = frozenset(base_form(form) for form in PRESENT)
JOINING = frozenset({"and", "but", "then"})
SUBJECTS = frozenset({"he", "she", "it", "they", "who", "which", "government"})
IRREGULAR_PAST = frozenset(past for past, _, _ in irregular_verbs().values()) - NOT_VERBS


def is_finite(form: str) -> bool:
    """Whether a word looks like a finite verb: an auxiliary, a past form, or a word in -ed that is no adjective."""
    return (
        form in FINITE_AUXILIARIES
        or form in IRREGULAR_PAST
        or (form.endswith("ed") and len(form) > 3 and form not in NOT_VERBS)
    )
