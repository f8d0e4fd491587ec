"""A mission phrase and the dates around it -> when it was opened and when it was closed, as EDTF."""

import re
from collections.abc import Iterable

from relations import dates
from relations.missions.grammar import pattern
from relations.missions.masks import Masked
from relations.missions.phrases import Phrase

STANDING, SINCE_THEN, END, START = (pattern(name) for name in ("standing", "since_then", "clause_end", "clause_start"))
RESPECTIVELY = re.compile(r"\brespectively\b")  # which of the dates is whose, the words alone do not say
# "An embassy and, since 2012, a consulate": before and after such a date.
PUT_IN = re.compile(r"[,)] (?:also )?")
JOINED = re.compile(r"\band,? \(?(?:in |on )?$")
EVENT_END = re.compile(r"[;.]")
LEADING = 8  # code points within which a date stands first in its sentence, "since" or "in" before it


class Moments:
    """Resolves dates in the order of the text; "a year later" and "since then" count from the last one."""

    def __init__(self) -> None:
        self.last: dates.When | None = None  # in the sentences before
        self.before: dates.When | None = None  # in the sentence before, and no other

    def follow(self, found: Iterable[dates.Found]) -> None:
        """Remember the last date of a sentence."""
        whens = [one.when for one in found if one.when is not None]
        self.before = whens[-1] if whens else None
        self.last = whens[-1] if whens else self.last

    def forget(self) -> None:
        """A new section begins: "then" reaches no further back."""
        self.last = self.before = None

    def at(self, m: Masked, start: int) -> str:
        """EDTF of the date whose sign begins at an offset; empty if it cannot be resolved."""
        anchor = self.last
        for found in m.dates:
            if found.start == start:
                when = found.when
                if found.relative is not None and anchor is not None:
                    when = dates.resolve(found.relative, anchor)
                return when.edtf if when else ""
            anchor = found.when or anchor
        return ""

    def standing(self, m: Masked, end: int, says: str) -> tuple[str, str]:
        """When what exists (or existed) was opened and closed: by the words right after it, or by a leading "since"."""
        if match := STANDING.match(m.text, end):
            until = self.at(m, match.start("end")) if match["end"] else ""
            value, preposition = self.at(m, match.start("date")), (match["prep"] or "").lower()
            return _bounds(value, until, preposition, told=bool(match["made"]), past=says in ("had", "covered"))
        if SINCE_THEN.match(m.text) and self.before is not None:
            return start_of(self.before.edtf), ""
        for found in m.dates:
            if found.start < LEADING and found.when is not None:
                lead = m.raw[: found.start].lower().strip()
                if says in ("had", "covered") and "/" in found.when.edtf and ".." not in found.when.edtf:
                    start, _, until = found.when.edtf.partition("/")
                    return start, until
                if lead == "until" or found.when.edtf.startswith("../"):
                    return "", end_of(found.when.edtf)
                if lead == "since" or found.when.edtf.endswith("/.."):
                    return start_of(found.when.edtf), ""
        return "", ""

    def event(self, m: Masked, end: int) -> str:
        """The first date after an offset, in its clause: "handed over his credentials in Muscat in 1975"."""
        stop = EVENT_END.search(m.text, end)
        limit = stop.start() if stop else len(m.text)
        return next((start_of(self.at(m, f.start)) for f in m.dates if end <= f.start < limit), "")

    def dealt(self, m: Masked, number: int) -> list[str]:
        """The dates that so many missions are dealt out: "opened in 1975 and 1978 respectively"; none for others."""
        word = RESPECTIVELY.search(m.raw)
        before = [found.start for found in m.dates if word and found.start < word.start()]
        return [start_of(self.at(m, start)) for start in before] if len(before) == number else []

    def of(self, m: Masked, phrase: Phrase, says: str, *, verb: int, limit: int, shared: bool) -> tuple[str, str]:
        """When the mission of a phrase was opened and closed, as far as its sentence says.

        `verb` is where its verb stands, `limit` where the next phrase begins, if it may share (`shared`) its date.
        """
        if says in ("has", "had"):
            since = self._put_before(m, phrase)
            return (start_of(since), "") if since.endswith("/..") else self.standing(m, phrase.end, says)
        if says not in ("opened", "reopened", "closed", "upgraded"):
            return "", ""
        moment = self._put_before(m, phrase) or self._near(m, phrase, verb, limit, shared=shared)
        return ("", end_of(moment)) if says == "closed" else (start_of(moment), "")

    def _put_before(self, m: Masked, phrase: Phrase) -> str:
        """The date set before a further mission of one verb: "an embassy and, since 2012, a consulate in Salalah"."""
        return next((self.at(m, f.start) for f in m.dates if _is_put_before(m, f, phrase.left)), "")

    def _near(self, m: Masked, phrase: Phrase, verb: int, limit: int, *, shared: bool) -> str:
        """The date of an event: after the phrase in its own clause, else the nearest before it, else a leading one."""
        stop = END.search(m.text, max(phrase.end, verb))
        end = stop.start() if stop else len(m.text)
        start = max([0, *(match.end() for match in START.finditer(m.text, 0, min(verb, phrase.left)))])
        spans = [(phrase.end, min(end, limit)), (verb, phrase.end), (phrase.end, end if shared else 0)]
        own = [f for f in m.dates if not _is_put_before(m, f, limit)]
        first = next((f.start for a, b in spans for f in own if a <= f.start < b), -1)
        if first < 0:
            before = [f.start for f in m.dates if start <= f.start < min(verb, phrase.left)]
            leading = [f.start for f in m.dates if f.start < min(LEADING, verb)]
            first = (before or leading or [-1])[-1]
        return "" if first >= 0 and RESPECTIVELY.search(m.raw, first) else self.at(m, first)


def _is_put_before(m: Masked, found: dates.Found, left: int) -> bool:
    """Whether a date stands right before a further phrase, at an offset, and is of that one."""
    return bool(JOINED.search(m.text, 0, found.start) and PUT_IN.fullmatch(m.text, found.end, left))


def start_of(edtf: str) -> str:
    """`2014` of `2014/..`, which says since when."""
    return "" if edtf.startswith("../") else edtf.removesuffix("/..")


def end_of(edtf: str) -> str:
    """`1991` of `../1991`, which says until when."""
    return edtf.removeprefix("../").removesuffix("/..")


def _bounds(value: str, until: str, preposition: str, *, told: bool, past: bool) -> tuple[str, str]:
    """Opened and closed, from "since 1990", "until 1990", "from 1980 to 1990" or (`told`) "opened in 1990"."""
    if until:
        return start_of(value), end_of(until)
    if value.startswith("../") or preposition.startswith(("until", "till", "up to")):
        return "", end_of(value)
    if past and "/" in value and ".." not in value:
        start, _, end = value.partition("/")
        return start, end
    if value.endswith("/..") or preposition in ("since", "from") or told:
        return start_of(value), ""
    return "", ""
