"""An article -> an account in words of each sentence: what was tagged, which rule fired, why a candidate lost."""

from collections.abc import Iterator

from relations import actors, coding, tagging
from relations.actors import Actor
from relations.articles import Article, read
from relations.coding import Candidate
from relations.errors import RelationsError
from relations.tagging import Tagged


def explain(source: Article | str, sentence: int | None = None) -> str:
    """Tell why the sentences of an article, or the one of that number (from 1), gave the events they gave, or none.

    Raises:
        RelationsError: the article has no sentence of that number.
    """
    article = source if isinstance(source, Article) else read(source)
    if sentence is not None and not 1 <= sentence <= len(article.sentences):
        raise RelationsError(
            f"no sentence {sentence}", where=article.source, expected=f"a number from 1 to {len(article.sentences)}",
        )  # fmt: skip
    tagged = tagging.tag(article)
    named = actors.find(article, tagged)
    candidates = coding.code(article, tagged, named)
    chosen = tagged if sentence is None else tagged[sentence - 1 : sentence]
    return "\n\n".join("\n".join(_account(article, tag, named, candidates)) for tag in chosen)


def _account(article: Article, tag: Tagged, named: tuple[Actor, ...], candidates: list[Candidate]) -> Iterator[str]:
    here = tag.sentence
    under = f", under {' / '.join(here.section.path)}" if here.section.path else ""
    yield f"{here.index + 1}. line {article.line(here.start)}, {here.start}:{here.end}{under}"
    yield f"   {here.text}"
    if tag.places:
        states = (f"{place.text} = {place.code or 'no state, or unclear which'}" for place in tag.places)
        yield "   states: " + ", ".join(states)
    people = [
        f"{name.text} = {actor.name} ({actor.country or 'country not told'})"
        for actor in named
        for name in actor.mentions
        if name.sentence == here.index
    ]
    if people:
        yield "   people: " + ", ".join(people)
    if tag.dates:
        values = {(date.start, date.end): date.when.edtf for date in tag.dated}
        yield "   dates: " + ", ".join(
            f"{date.text} = {values.get((date.start, date.end), 'nothing before to count from')}" for date in tag.dates
        )
    own = [candidate for candidate in candidates if candidate.sentence == here.index]
    yield from (f"   {_told(article, candidate)}" for candidate in own)
    if not own:
        yield "   no event: no rule's words stand here"


def _told(article: Article, candidate: Candidate) -> str:
    words = article.sentences[candidate.sentence].text[candidate.start : candidate.end]
    words = words if len(words) <= 40 else words[:37] + "..."
    by, mode = candidate.rule.name, f"/{candidate.mode}" if candidate.mode else ""
    if candidate.dropped:
        return f"no event: {words!r} would be {candidate.event_type}{mode} by {by}, but: {candidate.dropped}"
    when = f" {candidate.when.edtf} ({candidate.date_source})" if candidate.when else " undated"
    milestone = f" {candidate.milestone}" if candidate.milestone else ""
    sides = ";".join(candidate.actors) + (" > " + ";".join(candidate.recipients) if candidate.recipients else "")
    lost = f"; chosen over {', '.join(candidate.rivals)}" if candidate.rivals else ""
    told = f"{sides},{when}, {candidate.status}{lost}"
    return f"event: {words!r} is {candidate.event_type}{mode}{milestone} by {by}: {told}"
