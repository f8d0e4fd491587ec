"""The records of an article, or of all articles of a pair -> findings: what does not fit together in them."""

from collections.abc import Iterable, Iterator, Sequence

from relations.articles import Article
from relations.events import Told
from relations.findings import dates, missions, order, persons
from relations.findings.draft import Draft
from relations.missions import Reading
from relations.schema import Event, Finding, Mission, Person

__all__ = ["between", "find"]


def find(
    article: Article, told: Sequence[Told], posted: Sequence[Mission], readings: Sequence[Reading],
    people: Sequence[Person],
) -> tuple[Finding, ...]:  # fmt: skip
    """What is at odds inside one article; each finding names its rows and the sentences it rests on."""
    events = [one.event for one in told]
    drafts = [
        *dates.disagreeing(events), *dates.agreements(told), *dates.visits(events),
        *order.impossible(events, posted), *missions.against_events(events, posted, readings),
        *missions.open_and_closed(events, posted, readings), *persons.two_countries(people),
    ]  # fmt: skip
    return _numbered(article.pair_code, article.name, drafts)


def between(
    pair: str, articles: Sequence[tuple[Sequence[Event], Sequence[Mission], Sequence[Person]]]
) -> tuple[Finding, ...]:
    """What is at odds between articles on one pair: one fact told with two dates, one person under two countries."""
    events = [event for told, _, _ in articles for event in told]
    people = [person for _, _, named in articles for person in named]
    drafts = [*dates.disagreeing(events), *persons.two_countries(people)]
    named = [(";".join(dict.fromkeys(_articles(draft))), draft) for draft in drafts if len(set(_articles(draft))) > 1]
    return tuple(finding for names, draft in named for finding in _numbered(pair, names, [draft]))


def _articles(draft: Draft) -> Iterator[str]:
    return (row.rsplit(".", 1)[0] for row in draft.rows)


def _numbered(pair: str, article: str, drafts: Iterable[Draft]) -> tuple[Finding, ...]:
    """Findings in the order of the text, each told once."""
    ordered = sorted(dict.fromkeys(drafts), key=lambda draft: (draft.evidence[:1], draft.kind, draft.rows))
    return tuple(
        Finding(
            finding_id=f"{pair.lower()}.f{number:02d}", article=article, pair=pair, kind=draft.kind,
            message=draft.message, rows=draft.rows, evidence=draft.evidence,
        )
        for number, draft in enumerate(ordered, 1)
    )  # fmt: skip
