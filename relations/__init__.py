"""Articles on the relations of two states in; dated, coded, sourced events out.

>>> import relations
>>> corpus = relations.load("seeds")  # doctest: +SKIP
>>> corpus.pairs  # doctest: +SKIP
['PRK-VEN', 'PRK-ZAF']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from relations import appearance

if TYPE_CHECKING:
    from relations.articles import Article
    from relations.articles import read as read_article
    from relations.corpus import Corpus, load
    from relations.errors import RelationsError
    from relations.events import code_sentence
    from relations.extraction import Extraction, extract

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Corpus",
    "Extraction",
    "RelationsError",
    "__version__",
    "code_sentence",
    "extract",
    "load",
    "read_article",
]

# Resolved at first use, so that importing the package stays fast and draws in no chart, notebook or report library.
_HOMES = {
    "Article": ("relations.articles", "Article"),
    "Corpus": ("relations.corpus", "Corpus"),
    "Extraction": ("relations.extraction", "Extraction"),
    "RelationsError": ("relations.errors", "RelationsError"),
    "code_sentence": ("relations.events", "code_sentence"),
    "extract": ("relations.extraction", "extract"),
    "load": ("relations.corpus", "load"),
    "read_article": ("relations.articles", "read"),
}


# What a notebook shows of an article or an event is drawn with pandas: whoever shows nothing does not wait for it.
appearance.draw_with(lambda thing: str(import_module("relations.display").portrait(thing)))


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return __all__
