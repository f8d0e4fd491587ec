"""A name in a sentence -> the state that the person acts for, by what he, she or a government is told to do.

Who visits, meets or praises one state of a pair is of the other; whom a government recalls is its own. The words are in
`lexicon/sides.toml`.
"""

import re
from functools import cache

from relations import countries
from relations.actors.grammar import Phrase
from relations.actors.vocabulary import heads
from relations.actors.words import Line
from relations.lexicon import rules

NAMES = frozenset("NG")
PLACE_OF_MEETING = re.compile(r"\b(?:in|at|near)(?: the)? \Z")


@cache
def side(name: str) -> re.Pattern[str]:
    """A pattern of `lexicon/sides.toml`."""
    return re.compile(next(rule["pattern"] for rule in rules("sides.toml")["side"] if rule["id"] == name))


def other(pair: tuple[str, str], code: str) -> str:
    """The other state of a pair; empty if the code is neither."""
    return {pair[0]: pair[1], pair[1]: pair[0]}.get(countries.side_of(code, pair), "")


def first_word(phrase: Phrase) -> int:
    """The first word of a name, or of the title before it."""
    return min(phrase.start, phrase.title.start if phrase.title else phrase.start)


def is_posted(phrase: Phrase) -> bool:
    """Whether a name bears the title of somebody sent to a state."""
    return phrase.title is not None and phrase.title.head in heads("posted")


def is_apposed(line: Line, start: int) -> bool:
    """Whether the names from a word on tell whom the nationality before them means: "two Omanis, X and Y"."""
    at = max((at for at in line.places if at < start), default=-1)
    if at < 0 or line.kinds[at] != "E" or not side("several").search(line.text, 0, line.starts[at]):
        return False
    return side("apposed").fullmatch(line.text, line.ends[at], line.starts[start]) is not None


def by_post(line: Line, phrase: Phrase, pair: tuple[str, str]) -> str:
    """The state of an envoy, as later words of the sentence tell: "presented credentials as ambassador of Chad"."""
    name_ends = line.ends[phrase.end - 1]
    for at in sorted(at for at in line.places if at >= phrase.end):
        between = (line.text, name_ends, line.starts[at])
        alone = not NAMES.intersection(line.kinds[phrase.end : at])  # "X met Y, the first Omani envoy" is about Y
        first = alone and side("the first").fullmatch(*between) and side("office").match(line.text, line.ends[at])
        accredited = alone or "credentials" in line.text[name_ends : line.starts[at]]
        presents = side("presents as").fullmatch(*between) and side("office").match(line.text, line.ends[at])
        if first or presents or (accredited and side("accredited as").fullmatch(*between)):
            return line.places[at].code
        if side("credentials").fullmatch(*between):
            return other(pair, line.places[at].code)
    return ""


def by_deed(line: Line, phrase: Phrase, pair: tuple[str, str]) -> str:
    """The state other than the one that the person visits, meets, praises ..."""
    end = max(phrase.end, phrase.title.end if phrase.title else 0)
    start = first_word(phrase)
    visits = side("visit by").search(line.text[: line.starts[start]])
    for at in line.places:
        if at < end or not (code := other(pair, line.places[at].code)):
            continue
        between = line.text[line.ends[end - 1] : line.starts[at]]
        if side("suffers").match(between):
            return ""
        if side("toward").match(between) or side("pronoun").search(between) or (visits and between == " to "):
            return code
        if side("meets").match(between) and not PLACE_OF_MEETING.search(between):
            return code
    return ""


def by_government(line: Line, phrase: Phrase, pair: tuple[str, str]) -> str:
    """The state of somebody whom a government sends, recalls, summons or expels: "Muscat summoned ambassador X"."""
    start = first_word(phrase)
    at = max((at for at in line.places if at < start), default=-1)
    if at < 0:
        return _called_home(line, phrase)
    code, between = line.places[at].code, (line.text, line.ends[at], line.starts[start])
    own = is_posted(phrase) and side("its own").search(*between) is not None
    own = own or any(side(name).fullmatch(*between) for name in ("sends", "extradition"))
    if own or _is_at_home(line, phrase, at):
        return code
    unwanted = side("unwanted").match(line.text, line.ends[phrase.end - 1]) and side("declares").fullmatch(*between)
    if unwanted or any(side(name).fullmatch(*between) for name in ("drives out", "called in by")):
        return other(pair, code)
    return _called_home(line, phrase)


def _is_at_home(line: Line, phrase: Phrase, at: int) -> bool:
    """Whether somebody is host, or governs, in a place named before: "In Muscat he was received by X"."""
    if not side("there").search(line.text, 0, line.starts[at]):
        return False
    between = (line.text, line.ends[at], line.starts[first_word(phrase)])
    if side("hosts").fullmatch(*between):
        return True
    governs = phrase.title is not None and phrase.title.head in heads("sole") and line.kinds[at] == "C"
    announces = side("announces").match(line.text, line.ends[phrase.end - 1])
    return governs and announces is not None and line.text[between[1] : between[2]] in (", ", ", the ")


def _called_home(line: Line, phrase: Phrase) -> str:
    """The state to whose capital an envoy is called back: "recalled ambassador X to Muscat"."""
    at = min((at for at in line.places if at >= phrase.end), default=-1)
    if at < 0 or not is_posted(phrase):
        return ""
    goes = side("called home").fullmatch(line.text, line.ends[phrase.end - 1], line.starts[at])
    called = goes and side("calls home").search(line.text, 0, line.starts[first_word(phrase)])
    return line.places[at].code if called else ""
