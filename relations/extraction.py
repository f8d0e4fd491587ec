"""An Article -> all that is read out of it: records of events, missions, people, dates, figures and findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relations import actors, appearance, coding, dates, events, figures, findings, missions, schema, tagging
from relations.articles import Article, Section
from relations.tagging import Tagged

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article gave; each field but the first is a tuple of records of `relations.schema`."""

    article: Article
    events: tuple[schema.Event, ...]
    missions: tuple[schema.Mission, ...]
    people: tuple[schema.Person, ...]
    dates: tuple[schema.DateRow, ...]
    figures: tuple[schema.Quantity, ...]
    findings: tuple[schema.Finding, ...]

    def _repr_html_(self) -> str:
        return appearance.html(self)

    @property
    def row(self) -> schema.ArticleRow:
        """The article's own row."""
        article = self.article
        return schema.ArticleRow(
            article=article.name, pair=article.pair_code, title=article.title,
            country_a=article.pair[0], country_b=article.pair[1], source=article.source, sha256=article.sha256,
            words=sum(len(s.text.split()) for s in article.sentences), sentences=len(article.sentences),
        )  # fmt: skip

    def records(self) -> list[object]:
        """Every record of every table."""
        return [self.row, *self.events, *self.missions, *self.people, *self.dates, *self.figures, *self.findings]

    def tables(self) -> dict[str, DataFrame]:
        """The tables of the codebook as frames, by name."""
        from relations import tables

        return tables.frames(self.records())


def extract(article: Article) -> Extraction:
    """Read everything out of an article."""
    tagged = tagging.tag(article)
    named = actors.find(article, tagged)
    candidates = coding.code(article, tagged, named)
    told = events.find(article, candidates, named)
    coded = tuple(one.event for one in told)
    posted = missions.read(article, tagged, named)
    people = _people(article, named)
    said = findings.find(article, told, posted.rows, posted.readings, people)
    return Extraction(article, coded, posted.rows, people, _dates(article, tagged), figures.find(article, tagged), said)


def _people(article: Article, named: Sequence[actors.Actor]) -> tuple[schema.Person, ...]:
    return tuple(
        schema.Person(
            person_id=f"{article.name}.p{number:02d}", article=article.name, pair=article.pair_code, name=actor.name,
            country=actor.country, role=actor.role,
            evidence=tuple(
                schema.Span(start + name.start, start + name.end)
                for name in actor.mentions for start in [article.sentences[name.sentence].start]
            ),
        )
        for number, actor in enumerate(named, 1)
    )  # fmt: skip


def _dates(article: Article, tagged: Sequence[Tagged]) -> tuple[schema.DateRow, ...]:
    """The dates of headings and sentences, in the order of the text."""
    found = [(tag.sentence.start, date) for tag in tagged for date in tag.dated]
    found += [each for section in article.sections for each in _of_heading(article, section)]
    return tuple(
        schema.DateRow(
            article=article.name, start=offset + date.start, end=offset + date.end, text=date.text,
            edtf=date.when.edtf, earliest=date.when.earliest, latest=date.when.latest, precision=date.when.precision,
        )
        for offset, date in sorted(found, key=lambda each: each[0] + each[1].start)
    )  # fmt: skip


def _of_heading(article: Article, section: Section) -> list[tuple[int, tagging.Dated]]:
    """The dates of a section's title, with its offset: it stands on the line before the section's text."""
    start = article.text.rfind(section.title, 0, section.start)
    return [(start, date) for date in tagging.resolved(section.title, tuple(dates.find(section.title)))]
