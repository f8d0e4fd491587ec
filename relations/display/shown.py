"""HTML and the words for it -> what a cell shows: the first in a browser, the second in a terminal or a diff."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape

TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell ends with; Jupyter asks it for HTML, everything else for its words.

    >>> Shown("<p>two <b>states</b></p>", "two states")
    two states
    """

    html: str = field(repr=False)
    words: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.words


def text(words: str | Iterable[str]) -> Shown:
    r"""Show sentences as a paragraph, or several paragraphs, each as one.

    >>> text(["One.", "Two & three."]).html
    '<p>One.</p>\n<p>Two &amp; three.</p>'
    """
    paragraphs = [words] if isinstance(words, str) else list(words)
    return Shown("\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs), "\n\n".join(paragraphs))


def plain(html: str) -> str:
    """The words of a piece of HTML.

    >>> plain('<a href="#s1">A &amp; B</a><br>C')
    'A & B C'
    """
    return unescape(TAGS.sub("", html.replace("<br>", " ")))
