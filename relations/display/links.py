"""A corpus -> the anchors of its sentences and rows, so that evidence becomes a link to where it stands."""

from bisect import bisect_right
from dataclasses import dataclass
from html import escape
from textwrap import shorten

from relations.analysis.missions import spans
from relations.articles import Article
from relations.corpus import Corpus

OPENING = 90  # characters that tell sentences apart


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the sentences of some articles stand on a page; articles after the first have names like `a2-s7`."""

    articles: dict[str, Article]
    prefixes: dict[str, str]

    def sentence(self, article: str, offset: int) -> tuple[str, int]:
        """Anchor and number (from 1) of the sentence at an offset, or of the last one before it; none: ("", 0)."""
        if article not in self.articles:
            return "", 0
        number = bisect_right([sentence.start for sentence in self.articles[article].sentences], offset)
        return (f"{self.prefixes[article]}s{number}", number) if number else ("", 0)

    def link(self, article: str, offset: int) -> str:
        """A link to the sentence at an offset; empty if there is none."""
        anchor, number = self.sentence(article, offset)
        return f'<a href="#{anchor}">sentence {number}</a>' if anchor else ""

    def links(self, article: str, evidence: str) -> str:
        """Links to the sentences of all pieces of evidence, each sentence once: "sentence 2", "sentences 2, 5"."""
        found = sorted({self.sentence(article, start) for start, _ in spans(evidence)}, key=lambda place: place[1])
        links = [f'<a href="#{anchor}">{number}</a>' for anchor, number in found if anchor]
        if len(links) > 1:
            return f"sentences {', '.join(links)}"
        return next((self.link(article, start) for start, _ in spans(evidence)), "")

    def opening(self, article: str, start: int, end: int) -> str:
        """The first words of a sentence as a link to it."""
        anchor, _ = self.sentence(article, start)
        words = shorten(self.articles[article].text[start:end], OPENING, placeholder=" …")
        return f'<a class="quote" href="#{anchor}">{escape(words)}</a>'

    def quotes(self, article: str, evidence: str) -> str:
        """The words of the evidence, each piece a link to its sentence."""
        return "<br>".join(self._quote(article, start, end) for start, end in spans(evidence))

    def _quote(self, article: str, start: int, end: int) -> str:
        anchor, number = self.sentence(article, start)
        if not anchor:
            return ""
        words = escape(self.articles[article].text[start:end])
        return f'<a class="quote" href="#{anchor}" title="Sentence {number}">{words}</a>'


def anchors(corpus: Corpus) -> Anchors:
    """The anchors of a corpus that is shown on one page."""
    articles = {extraction.article.name: extraction.article for extraction in corpus.extractions}
    prefixes = {name: f"a{number}-" if number > 1 else "" for number, name in enumerate(articles, 1)}
    return Anchors(articles, prefixes)
