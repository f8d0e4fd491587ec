"""A name in a sentence -> the country that the person acts for, as far as the words around the name say so.

Each claim has a weight: what stands in the title outweighs a heading, a heading outweighs what the sentence lets one
conclude. The words that tell a side without a title are in `lexicon/sides.toml`.
"""

import re
from functools import cache
from typing import NamedTuple

from relations import countries
from relations.actors.deeds import by_deed, by_government, by_post, first_word, is_apposed, is_posted, other, side
from relations.actors.grammar import Phrase
from relations.actors.titles import Title
from relations.actors.vocabulary import heads
from relations.actors.words import Line
from relations.articles import Article
from relations.lexicon import rules
from relations.tagging import Tagged

TITLE, AFTER, KNOWN, POSTED, HEADING, LEADER, DEED, BEFORE, OPEN = 10, 9, 8, 7, 6, 5, 4, 3, 0
NEXT_TO_NAME = re.compile(r"(?:c?oT?|s(?=P))E?([PEC])|\(T?E?([PE])(?=[)c;/-])")
BOTH = re.compile(r"[EP]a[EP]")
QUALIFIED = re.compile(r"[EP][NGXD]{1,3}\Z")  # "Iranian Majlis Speaker"
MET = re.compile(
    r"\b(?:with|met|meets|meeting|called on|calling on|saw|(?:received|hosted|welcomed|greeted|invited) by"
    r"|(?:guest|invitation|inauguration|swearing-in|funeral|burial|coronation|enthronement|wedding|mausoleum|tomb) of)"
    r"(?: the)? $"
)
HOST = re.compile(r"\b(?:to|in|at|with)(?: the)? \Z")


class Claim(NamedTuple):
    """A country that a person may act for, and how much the evidence weighs."""

    weight: int
    code: str


def claims(article: Article, tagged: Tagged, line: Line, phrase: Phrase, others: frozenset[int]) -> tuple[Claim, ...]:
    """What the sentence and its heading say about somebody's country; `others`: the words of titles in the sentence."""
    found = [] if phrase.title is None else _of_title(line, phrase.title, article.pair)
    if code := _beside_name(line, phrase):
        found.append(Claim(AFTER, code))
    if found or (phrase.title is not None and phrase.title.head in heads("same_side")):
        return tuple(found)
    if tagged.sentence.kind == "item" and (listed := _of_list(tagged, line, phrase, article.pair)):
        return (listed,)
    for weight, telling in ((POSTED, by_post), (DEED, by_deed), (DEED, by_government)):
        if code := telling(line, phrase, article.pair):
            return (Claim(weight, code),)
    if phrase.title is not None and (code := countries.of_ruler(phrase.title.head, article.pair)):
        return (Claim(DEED, code),)
    sent_away = is_posted(phrase) and side("sent away").match(line.text, line.ends[phrase.end - 1])
    if sent_away or line.text.endswith("presence of ", 0, line.starts[first_word(phrase)]):
        return (Claim(OPEN, ""),)  # an envoy whose host is not named, a witness of either side
    if code := _of_mission(line, phrase, article.pair) or _named_before(line, phrase, article.pair, others):
        return (Claim(BEFORE, code),)
    return ()


def _of_list(tagged: Tagged, line: Line, phrase: Phrase, pair: tuple[str, str]) -> Claim | None:
    """What a list tells by its heading, or by where somebody went: "Prime Minister X to Oman (May 2006)"."""
    if code := of_heading(_headings(tagged), pair):
        met = MET.search(line.text, 0, line.starts[first_word(phrase)])  # "received by Minister X" in a list of visits
        claimed = other(pair, code) if met else code
        return Claim(DEED if met else HEADING, claimed) if claimed else None
    at = next((at for at in sorted(line.places) if at >= phrase.end), -1)
    to = at >= 0 and line.text[line.ends[phrase.end - 1] : line.starts[at]] in (" to ", " to the ")
    sent = other(pair, line.places[at].code) if to else ""
    return Claim(DEED, sent) if sent else None


def of_titles(line: Line, titles: list[Title]) -> frozenset[int]:
    """The words that the titles of a sentence consist of, with the state that stands before each."""
    found: set[int] = set()
    for title in titles:
        at = title.start - 1
        while at > 0 and line.kinds[at] in "mMks":
            at -= 1
        found |= set(range(max(0, at), title.end))
    return frozenset(found)


def _of_title(line: Line, title: Title, pair: tuple[str, str]) -> list[Claim]:
    """The state before a title ("Iranian president", "Iran's president"), or inside ("president of Iran")."""
    kinds = line.kinds
    if code := _right_before(line, title):
        return [Claim(TITLE, code)]
    inside = [i for i in range(title.start, title.end) if kinds[i] in "EPCB" and line.places[i].code]
    inside = [i for i in inside if not _is_of_descent(line, i)]  # "the son of Omani immigrants"
    elsewhere = "ft" if title.head in heads("posted") else "t"  # "ambassador to Chad", "envoy for Chad"
    own = [i for i in inside if _preposition(kinds, i) not in elsewhere]
    if own:
        return [Claim(TITLE, line.places[own[-1] if kinds[own[0]] == "E" else own[0]].code)]
    if inside and title.head in heads("posted"):
        code = other(pair, line.places[inside[0]].code)
        return [Claim(POSTED, code)] if code else []
    return []


def _is_of_descent(line: Line, at: int) -> bool:
    """Whether a state is only where somebody's family comes from: "of Chadian descent", "Omani parents"."""
    return side("descent").match(line.text, line.ends[at]) is not None


def _right_before(line: Line, title: Title) -> str:
    """The state before a title; what comes after "in" only says where: "in Mexico President Obama"."""
    at, kinds = title.start - 1, line.kinds
    while at >= 0 and kinds[at] in "mMk":
        at -= 1
    if qualified := QUALIFIED.search(kinds, max(0, at - 4), at + 1):
        at = qualified.start()
    if at > 0 and kinds[at] == "s":
        at -= 1
    if at < 0 or kinds[at] not in "EPCB":
        return ""
    only_where = kinds[at] in "PC" and at == title.start - 1 and at > 0 and kinds[at - 1] == "i"
    return "" if only_where else line.places[at].code


def _preposition(kinds: str, at: int) -> str:
    """The small word that a place in a title hangs on."""
    return next((kinds[i] for i in range(at - 1, -1, -1) if kinds[i] in "oft"), "")


def _beside_name(line: Line, phrase: Phrase) -> str:
    """The state right after a name: "Urmas Paet of Estonia", "Urmas Paet (Estonia)", "Saddam Hussein's Iraq"."""
    at = phrase.place
    if at < 0:
        match = NEXT_TO_NAME.match(line.kinds, phrase.end)
        if match and _is_of_descent(line, match.end() - 1):
            return ""  # "X, the son of Omani immigrants"
        at = match.end() - 1 if match else _stands_for(line, phrase)
    return line.places[at].code if at >= 0 else _explained(line, phrase)


def _stands_for(line: Line, phrase: Phrase) -> int:
    """The word that names the state a person is from, or signs for ("signed by X for Chad"); -1 for none."""
    after = (at for at in sorted(line.places) if at >= phrase.end)
    at = next((at for at in after if not _is_of_descent(line, at)), -1)
    if at < 0:
        return -1
    between = (line.text, line.ends[phrase.end - 1], line.starts[at])
    speaks = side("speaks").fullmatch(*between) and side("commits").match(line.text, line.ends[at])
    becomes = side("becomes").fullmatch(*between) and side("office").match(line.text, line.ends[at])
    if speaks or becomes or side("is of").fullmatch(*between):
        return at
    return at if side("signs for").fullmatch(*between) and side("signed").search(line.text) else -1


def _explained(line: Line, phrase: Phrase) -> str:
    """The state of whom the words before explain: "an Omani soldier, Sergeant X", "Oman sought the return of X"."""
    start = first_word(phrase)
    at = max((at for at in line.places if at < start), default=-1)
    if at < 0:
        return ""
    between = (line.text, line.ends[at], line.starts[start])
    explained = line.kinds[at] == "E" and side("explained").fullmatch(*between) is not None
    explained = explained or is_apposed(line, start)
    return line.places[at].code if explained or side("release").fullmatch(*between) else ""


def _headings(tagged: Tagged) -> tuple[str, ...]:
    """The headings above an item, with the line that opens its list if this names people ("Visits from Chad:")."""
    path = tagged.sentence.section.path
    return tagged.headings if any(people_heading().search(title) for title in (tagged.opening, *path[-1:])) else path


@cache
def people_heading() -> re.Pattern[str]:
    """What headings of lists of people say."""
    return re.compile(rules("names.toml")["words"]["people_heading"], re.IGNORECASE)


@cache
def of_heading(path: tuple[str, ...], pair: tuple[str, str]) -> str:
    """The state whose people a list under these headings holds.

    >>> of_heading(("High-level visits", "Visits from Mexico to Estonia"), ("EST", "MEX"))
    'MEX'
    """
    for title in reversed(path):
        own: set[str] = set()
        hosts: set[str] = set()
        for place in (place for place in countries.find(title, pair=pair) if place.kind != "body"):
            (hosts if HOST.search(title, 0, place.start) else own).add(place.code)
        if own:
            return own.pop() if len(own) == 1 else ""
        if len(hosts) == 1:
            return other(pair, hosts.pop())
    return ""


def _is_of_two(line: Line, at: int) -> bool:
    """Whether a state is named as one of two: "Oman and Chad", "between Oman and the tribes"."""
    joined = BOTH.search(line.kinds, max(0, at - 2), at + 1) or BOTH.match(line.kinds, at)
    return joined is not None or line.text.endswith(("between ", "between the "), 0, line.starts[at])


def _of_group(line: Line, end: int) -> str:
    """The state of the people whom the words before `end` name: "Omani players of Chadian descent"."""
    before = [at for at, place in sorted(line.places.items(), reverse=True) if place.code and line.ends[at] <= end]
    people = [at for at in before if line.kinds[at] == "E" and not _is_of_descent(line, at)]
    codes = {line.places[at].code for at in people}
    return codes.pop() if len(codes) == 1 else ""


def _of_mission(line: Line, phrase: Phrase, pair: tuple[str, str]) -> str:
    """The state whose mission is spoken of before an envoy's name: "stormed the consulate in Muscat and took X"."""
    if not is_posted(phrase):
        return ""
    for at in sorted((at for at in line.places if at < first_word(phrase)), reverse=True):
        if side("mission of").match(line.text, line.ends[at]) and line.kinds[at] == "E":
            return line.places[at].code
        if side("mission in").search(line.text, 0, line.starts[at]):
            return other(pair, line.places[at].code)
    return ""


def _named_before(line: Line, phrase: Phrase, pair: tuple[str, str], others: frozenset[int]) -> str:
    """The state that the words before a name speak of, unless they only say where, or belong to another's title."""
    start = first_word(phrase)
    named = line.text[: line.starts[start]]
    group = side("group").search(named)  # "five Omani diplomats, including the ambassador X"
    if group is not None:
        return _of_group(line, group.start())
    for at in reversed([at for at in line.places if at < start and at not in others]):
        before = line.text[max(0, line.starts[at] - 24) : line.starts[at]]
        between = line.text[line.ends[at] : line.starts[start]]
        across = side("across").search(between) and not side("own").search(between)
        if across and (side("visit to").search(before) or side("visited").search(before)):
            return line.places[at].code  # "paid a visit to Oman and met President X"
        if side("visit to").search(before) and (visitor := other(pair, line.places[at].code)):
            return visitor if side("visitor").fullmatch(between) else ""
        if (side("only where").search(before) or line.kinds[at] == "C") and not side("seat").search(before):
            continue
        code = line.places[at].code
        if code not in pair or _is_of_two(line, at):
            return ""
        if phrase.title is None and between.endswith((" and ", " of ")):
            return ""  # a clause or a thing of their own: "X led the Omani team and Y ...", "the school of X"
        if phrase.title is None and line.kinds[at] == "P" and not (across or between.endswith(" under ")):
            return ""  # somebody whom a state only speaks of or acts on: "Chad handed over the body of X"
        toward = side("not own").search(before) and not between.startswith(" to ")  # "for Chad to send its envoy X"
        if not (across or toward):
            return code
        # "shells from Chad fell, and the ambassador X": whose envoy is open
        return "" if not across and is_posted(phrase) and named.endswith("the ") else other(pair, code)
    return ""
