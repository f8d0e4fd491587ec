"""A name in a sentence -> the country that the person acts for, as far as the words around the name say so.

Each claim has a weight: what stands in the title outweighs a heading, a heading outweighs what the sentence lets one conclude.
"""

import re
from functools import cache
from typing import NamedTuple

from relations import countries
from relations.actors.grammar import Phrase, Title, titles
from relations.actors.words import Line
from relations.articles import Article, Sentence


class Claim(NamedTuple):
    """A country that a person may act for, and how much the evidence weighs."""

    weight: int
    code: str


TITLE, AFTER, POSTED, HEADING, LEADER, DEED, BEFORE = 9, 8, 7, 6, 5, 4, 2
ENVOYS = frozenset({"ambassador", "consul", "consul-general", "envoy", "attaché", "d'affaires", "d’affaires", "representative", "delegate", "commissioner"})
NEXT_TO_NAME = re.compile(r"(?:c?oT?|\(|s(?=P))E?([PEC])")
QUALIFIED = re.compile(r"[EP][NGXD]{1,3}\Z")
# What a person does toward the other state of the pair: the words between the name and that state.
TOWARD = re.compile(
    r"[^.;:“”\"]{0,45}?\b(?:visit(?:ed|s|ing)?|travel(?:led|ed|s)|trip|tour|arriv(?:ed|es)(?: in)?|went|flew|came|fled|sailed|met(?: with)?|meets(?: with)?|"
    r"meeting with|talks with|ties with|relations with|accredited|credentials|recognis?z?ed|expelled|condemned|criticis?z?ed|"
    r"praised|thanked|congratulated|assured|support(?:ed)?(?: for)?|invited|toured|attended|stopover|returned from|attend)\b[^.;:“”\"]{0,60}?\Z"
)
PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he) (?:\w+ly )?\w+(?:ed|met|went)\b(?: \w+){0,3}? \Z")
ACROSS = re.compile(
    r"\b(?:met|meet|meets|meeting|received|visit|visited|hosted|invited|congratulated|thanked|wrote|letter|message|accused|praised|talks|urged|told|"
    r"supported|recogni[sz]ed|recogni[sz]ing|greeted|welcomed)\b"
)
OWN = re.compile(r"\b(?:by|from|under|of)(?: its| the| their)? \Z")
NOT_OWN = re.compile(r"(?:\b(?:with|to|toward|towards|against|from|visit|visited|visiting|recogni[sz]ed|toured|versus|for)(?: the| both)? |\bother than )\Z")
PLACE_ONLY = re.compile(r"\b(?:in|at|near|through|via|into|across|by|including|like|as)(?: the)? \Z")
BETWEEN = re.compile(r"\b(?:between|of|both)(?: the)? \Z")


def other(pair: tuple[str, str], code: str) -> str:
    """The other state of a pair; empty if the code is neither."""
    return {pair[0]: pair[1], pair[1]: pair[0]}.get(code, "")


def claims(article: Article, sentence: Sentence, line: Line, phrase: Phrase, others: frozenset[int]) -> tuple[Claim, ...]:
    """What the sentence and its heading say about the country of a person; `others`: the words of titles in the sentence."""
    found = []
    if phrase.title is not None:
        found += _of_title(line, phrase.title, article.pair)
    if (code := _beside_name(line, phrase)) :
        found.append(Claim(AFTER, code))
    if found:
        return tuple(found)
    if sentence.kind == "item" and (code := of_heading(sentence.section.path, article.pair)):
        return (Claim(HEADING, code),)
    if code := _by_deed(line, phrase, article.pair):
        return (Claim(DEED, code),)
    if code := _named_before(line, phrase, article.pair, others):
        return (Claim(BEFORE, code),)
    return ()


def of_titles(line: Line) -> frozenset[int]:
    """The words that titles of the sentence consist of, with the state that stands before each."""
    words: set[int] = set()
    for title in titles(line):
        at = title.start - 1
        while at > 0 and line.kinds[at] in "mMks":
            at -= 1
        words |= set(range(max(0, at), title.end))
    return frozenset(words)


def _of_title(line: Line, title: Title, pair: tuple[str, str]) -> list[Claim]:
    """The state before a title ("Iranian president", "Iran's president"), or in it ("president of Iran", "ambassador to Iran")."""
    at, kinds = title.start - 1, line.kinds
    while at >= 0 and kinds[at] in "mMk":
        at -= 1
    if qualified := QUALIFIED.search(kinds, max(0, at - 4), at + 1):  # "Iranian Majlis Speaker"
        at = qualified.start()
    if at > 0 and kinds[at] == "s":
        at -= 1
    if at >= 0 and kinds[at] in "EPCB" and not (kinds[at] in "PC" and at == title.start - 1 and at and kinds[at - 1] == "i"):
        if line.places[at].code:
            return [Claim(TITLE, line.places[at].code)]
    inside = [i for i in range(title.start, title.end) if kinds[i] in "EPCB" and line.places[i].code]
    own = [i for i in inside if _preposition(kinds, i) != "t"]
    if own:
        return [Claim(TITLE, line.places[own[-1] if kinds[own[0]] == "E" else own[0]].code)]
    if inside and title.head in ENVOYS:
        code = other(pair, line.places[inside[0]].code)
        return [Claim(POSTED, code)] if code else []
    return []


def _preposition(kinds: str, at: int) -> str:
    """The small word that a place in a title hangs on."""
    while at > 0:
        at -= 1
        if kinds[at] in "oft":
            return kinds[at]
    return ""


def _beside_name(line: Line, phrase: Phrase) -> str:
    """The state right after a name: "Urmas Paet of Estonia", "Urmas Paet (Estonia)"."""
    at = phrase.place
    if at < 0:
        match = NEXT_TO_NAME.match(line.kinds, phrase.end)
        at = match.start(1) if match else -1
    return line.places[at].code if at >= 0 else ""


@cache
def of_heading(path: tuple[str, ...], pair: tuple[str, str]) -> str:
    """The state whose people a list under these headings holds.

    >>> of_heading(("High-level visits", "Visits from Mexico to Estonia"), ("EST", "MEX"))
    'MEX'
    """
    for title in reversed(path):
        own, hosts = [], []
        for place in countries.find(title, pair=pair):
            host = re.search(r"\b(?:to|in|at|with)(?: the)? \Z", title[: place.start])
            (hosts if host else own).append(place.code)
        if len(set(own)) == 1:
            return own[0]
        if not own and len(set(hosts)) == 1:
            return other(pair, hosts[0])
        if own:
            return ""
    return ""


def _by_deed(line: Line, phrase: Phrase, pair: tuple[str, str]) -> str:
    """The state other than the one that the person visits, meets, praises ..."""
    end = max(phrase.end, phrase.title.end if phrase.title else 0)
    for at in sorted(line.places):
        if at < end or not (code := other(pair, line.places[at].code)):
            continue
        words = line.text[line.ends[end - 1] : line.starts[at]]
        if TOWARD.match(words) or PRONOUN.search(words):
            return code
    return ""


def _named_before(line: Line, phrase: Phrase, pair: tuple[str, str], others: frozenset[int]) -> str:
    """The state that the words before a name speak of, unless they only say where, belong to another's title, or speak of both."""
    start = min(phrase.start, phrase.title.start if phrase.title else phrase.start)
    for at in sorted((at for at in line.places if at < start), reverse=True):
        before = line.text[max(0, line.starts[at] - 24) : line.starts[at]]
        if PLACE_ONLY.search(before) or line.kinds[at] == "C" or at in others:
            continue
        code = line.places[at].code
        if code not in pair or line.kinds[at + 1 : at + 2] == "a" or line.kinds[at - 1 : at] == "a":
            return ""
        between = line.text[line.ends[at] : line.starts[start]]
        facing = NOT_OWN.search(before) or (ACROSS.search(between) and not OWN.search(between))
        return other(pair, code) if facing else code
    return ""
