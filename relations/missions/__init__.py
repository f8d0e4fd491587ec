"""An article's sentences and infobox -> the missions that either state has, had, or covers the other by."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from relations.actors import Actor
from relations.articles import Article
from relations.missions import lists, merging
from relations.missions.masks import Masked, mask, people_of
from relations.missions.moments import Moments
from relations.missions.said import Said
from relations.missions.statements import Reader
from relations.patterns import Seldom
from relations.schema import Mission, Span
from relations.tagging import Tagged

__all__ = ["Read", "Reading", "read"]

# Words without which no sentence tells of a mission; the patterns of the lexicon are tried on the others only.
SIGNS = Seldom(
    r"[Ee]mbass|mbassador|onsul(?!t)|[Hh]igh [Cc]omm|(?:iplomatic|esident|ermanent) [Mm]ission|ccredit|\b[Ll]egation"
    r"|[Mm]issions? (?:in|at|was|were|became|start|beg|clos|open|resum)"
    r"|[Nn]unciature|hancer|nterests? (?:[Ss]ection|[Oo]ffice)|[Tt]rade (?:[Mm]ission|[Rr]epres)"
    r"|\b(?:cover|serve|handle|conduct|manage|looked|dealt)(?:s|d|ed)?\b[^.;]{0,60} (?:from|out of) [A-Z]"
    r"|\b(?:colleague|counterpart|envoy|minister) (?:came|travelled) |epresented (?:in|to) [^.;]{2,40} from "
    r"|(?:iaison|rade|ultural|epresentati\w+|ommercial|onomic|iplomatic|ervices) (?:[Oo]ffice|[Cc]ent)"
)
AGAIN = re.compile(r"\b[Ii]t (?:\w+ )*?(?:clos|shut|re-?open|restor|re-?estab)|(?:closed|shut|opened|restored) it\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that one sentence (or infobox line) says of a mission, before several tellings become one row.

    `verb` is what is said: has, had, listed, covers, covered, accredited, opened, reopened, closed, moved, upgraded or,
    in passing, mentioned. `sentence` is the index of the sentence; -1 for the infobox. In the mission, `opened`,
    `closed` and `status` are what this one telling says.
    """

    mission: Mission
    verb: str
    sentence: int


class Read(NamedTuple):
    """What an article says of missions: a row each, and every single statement, so that contradictions can be found."""

    rows: tuple[Mission, ...]
    readings: tuple[Reading, ...]


def read(article: Article, tagged: Iterable[Tagged], actors: Iterable[Actor] = ()) -> Read:
    """The missions of an article, one row each, and the statements they rest on, both in the order of the text.

    A mission told several times is one row with all its evidence. Where tellings differ, a section on missions and the
    present tense outweigh a history; `readings` keeps them all. `actors` tells for whom a named person acts.

    >>> from relations import articles, tagging
    >>> title, text = "= Chad–Oman relations =", "Chad has an embassy in Muscat, in operation since 1999."
    >>> article = articles.parse(chr(10).join([title, "", text]))
    >>> [(m.sender, m.kind, m.city, m.opened) for m in read(article, tagging.tag(article)).rows]
    [('TCD', 'embassy', 'Muscat', '1999')]
    """
    told = list(_told(article, tagged, actors))
    merged = merging.merge([one for one, _ in told])
    rows = (
        replace(mission, mission_id=f"{article.name}.m{number:02d}", quote=_quote(article, mission.evidence))
        for number, mission in enumerate(merged, 1)
    )
    readings = (
        Reading(replace(one.mission, mission_id=f"{article.name}.r{number:02d}"), one.says, sentence)
        for number, (one, sentence) in enumerate(told, 1)
    )
    return Read(tuple(rows), tuple(readings))


def _quote(article: Article, evidence: Iterable[Span]) -> str:
    return " | ".join(article.text[start:end] for start, end in evidence)


def _told(article: Article, tagged: Iterable[Tagged], actors: Iterable[Actor]) -> Iterator[tuple[merging.Told, int]]:
    """What the infobox and each sentence say, with the indexes of the sentences."""
    for item, said in lists.infobox(article):
        yield _record(article, said, Span(item.start, item.end), 1), -1
    reader = _Pages(article, actors)
    for one in tagged:
        span = Span(one.sentence.start, one.sentence.end)
        for said in reader.read(one):
            yield _record(article, said, span, 2 if reader.about_missions else 0), one.sentence.index


class _Pages:
    """Reads the sentences of an article in order, minding sections and paragraphs."""

    def __init__(self, article: Article, actors: Iterable[Actor]) -> None:
        self.article = article
        self.people = people_of(actors, article.pair)
        self.moments = Moments()
        self.reader = Reader(article.pair, self.moments)
        self.section, self.paragraph = -1, -1
        self.about_missions, self.owner = False, ""

    def read(self, one: Tagged) -> list[Said]:
        """What a sentence says of missions."""
        self._turn(one)
        said: list[Said] = []
        text = one.sentence.text
        if self.about_missions or SIGNS.search(text) or (self.reader.just and AGAIN.search(text)):
            m = mask(one, self.article.pair, self.people.get(one.sentence.index, ()))
            said = list(self.reader.again(m)) or self._dealt(m, list(self.reader.read(m)))
            if self.about_missions:
                self.owner = lists.announced(m) or self.owner
                covering = [s for s in said if s.residence == "non-resident"]
                if all(s.verb == "mentioned" for s in said if s not in covering):
                    said = covering + list(lists.listed(m, self.owner)) or said
            self.reader.remember(said)
            self.reader.follow(m)
        else:
            self.reader.skip(one)
        self.moments.follow(one.dates)
        return said

    def _dealt(self, m: Masked, said: list[Said]) -> list[Said]:
        """What is said of missions, each with its date where the sentence ends with "respectively"."""
        told = any(one.verb == "opened" for one in said)
        opened = [one for one in said if told and one.verb in ("opened", "mentioned") and one.city and not one.opened]
        moments = self.moments.dealt(m, len(opened)) if len(opened) > 1 else []
        dated = dict(zip(opened, moments, strict=True)) if moments else {}
        return [one._replace(opened=dated[one], verb="opened") if one in dated else one for one in said]

    def _turn(self, one: Tagged) -> None:
        """A new section or paragraph begins: what "then" means and whose missions are listed is to be told anew."""
        section = one.sentence.section
        if section.start != self.section:
            self.section = section.start
            self.about_missions = lists.is_about_missions(section)
            self.owner = lists.owner_of(section, self.article) if self.about_missions else ""
            self.reader.spoken_of = self.owner
            self.reader.told = ()
            self.moments.forget()
        if one.sentence.paragraph != self.paragraph:
            self.paragraph, self.moments.before = one.sentence.paragraph, None


def _record(article: Article, said: Said, span: Span, weight: int) -> merging.Told:
    mission = Mission(
        mission_id="", article=article.name, pair=article.pair_code, sender=said.sender, receiver=said.receiver,
        kind=merging.final(said.kind), city=said.city, residence=said.residence,
        accredited_from=said.accredited_from, opened=said.opened, closed=said.closed,
        status="closed" if said.closed or said.verb in merging.PAST else "open",
        evidence=(span,), quote=article.text[span.start : span.end],
    )  # fmt: skip
    return merging.Told(mission, said.verb, said.kind, said.place_code, weight)
