"""Files and folders of articles -> a Corpus: what was read out of each article, and which files could not be read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from relations import appearance, articles, extraction, findings, paths, tables
from relations.articles import Article
from relations.errors import ArticleError, PairError, RelationsError
from relations.extraction import Extraction
from relations.schema import Finding

if TYPE_CHECKING:
    from pandas import DataFrame

SHOWN = 10


@dataclass(frozen=True, repr=False)
class Corpus:
    """Articles read together.

    `failures` holds the files of a folder that could not be read, each with its error; `files` the file of an article.
    """

    extractions: tuple[Extraction, ...]
    failures: tuple[tuple[Path, RelationsError], ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict, compare=False)

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(extraction.article for extraction in self.extractions)

    @property
    def pairs(self) -> list[str]:
        """The pairs that the articles describe, each in alphabetical order such as "PRK-ZAF", sorted."""
        return sorted({article.pair_code for article in self.articles})

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What does not fit together inside the articles and between those on one pair, numbered for each pair."""
        ordered = sorted(self.extractions, key=lambda one: (one.article.pair_code, one.article.name))
        groups = groupby(ordered, key=lambda one: one.article.pair_code)
        return tuple(finding for pair, group in groups for finding in _findings(pair, list(group)))

    def pair(self, pair: str) -> "Corpus":
        """The articles on one pair of states, named in either order: "PRK-ZAF" or "ZAF-PRK".

        Raises:
            PairError: not a pair, or no article describes it; the pairs at hand are named.
        """
        wanted = paths.pair_id(pair).upper()
        found = tuple(extraction for extraction in self.extractions if extraction.article.pair_code == wanted)
        if not found:
            raise PairError("no article describes this pair", where=wanted, expected=f"one of {listed(self.pairs)}")
        return Corpus(found, files=self.files)

    def tables(self) -> dict[str, "DataFrame"]:
        """Every table of the codebook over all articles, as `tables.frames` lays them out; yours to change."""
        return {name: frame.copy() for name, frame in self._tables.items()}

    @cached_property
    def _tables(self) -> dict[str, "DataFrame"]:
        # Without the findings of each article alone: those of the corpus say the same and more.
        read = (record for one in self.extractions for record in replace(one, findings=()).records())
        return tables.frames([*read, *self.findings])

    def remarks(self) -> list[str]:
        """What is odd in how the articles are written, and their findings, as `file:line:column: kind: message`."""
        by_article: dict[str, list[Finding]] = {}
        for finding in self.findings:
            by_article.setdefault(finding.article.split(";")[0], []).append(finding)
        return [line for one in self.extractions for line in self._remarks(one, by_article)]

    def _remarks(self, one: Extraction, by_article: dict[str, list[Finding]]) -> list[str]:
        article = one.article
        odd = [(notice.start, "reading", notice.message) for notice in article.warnings]
        odd += [(_start(finding, one), finding.kind, finding.message) for finding in by_article.get(article.name, [])]
        file = self.files.get(article.name, article.source)
        return [f"{file}:{_position(article.text, start)}: {kind}: {said}" for start, kind, said in sorted(odd)]

    def __repr__(self) -> str:
        failed = f", {_count(len(self.failures), 'file')} not read" if self.failures else ""
        return f"<Corpus: {self.counted()}{failed}: {listed(self.pairs)}>"

    def _repr_html_(self) -> str:
        return appearance.html(self)

    def counted(self) -> str:
        """How many articles, pairs and events there are, in words."""
        events = sum(len(extraction.events) for extraction in self.extractions)
        articles, pairs = _count(len(self.extractions), "article"), _count(len(self.pairs), "pair")
        return f"{articles} on {pairs}, {_count(events, 'event')}"


def load(path: str | Path, *more: str | Path, pair: str = "") -> Corpus:
    """Read articles: files, or folders with the `*.txt` files in them, each looked for here and in the folders above.

    With a `pair` ("PRK-ZAF", either order), it is `load(...).pair(pair)`, but of other articles only titles are read.

    A file in a folder that cannot be read does not stop the others: it is kept in `failures`. What is named itself must
    be readable.

    Raises:
        RelationsError: a named file or folder that does not exist or cannot be read, a folder without articles, or with
            none that can be read; or no article describes `pair`.
    """
    if pair:
        wanted = paths.pair_id(pair).upper()
        files = [file for file in _files(path, *more) if isinstance(file, Path) and articles.subject(file) == wanted]
        if files and (corpus := gather(*files)).extractions:
            return corpus.pair(pair)
        return load(path, *more).pair(pair)
    named = {paths.find(name) for name in (path, *more)}
    corpus = gather(path, *more)
    for failed, error in corpus.failures:
        if failed in named or not corpus.extractions:
            raise error
    return corpus


def gather(path: str | Path, *more: str | Path) -> Corpus:
    """Read articles as `load` does, but keep every error in `failures`, so that the rest is read whatever is named."""
    outcomes = list(each(path, *more))
    return Corpus(
        tuple(outcome for _, outcome in outcomes if isinstance(outcome, Extraction)),
        tuple((file, outcome) for file, outcome in outcomes if isinstance(outcome, RelationsError)),
        {outcome.article.name: file for file, outcome in outcomes if isinstance(outcome, Extraction)},
    )


def each(path: str | Path, *more: str | Path) -> Iterator[tuple[Path, Extraction | RelationsError]]:
    """Read articles one at a time: each file with what was read out of it, or with the error that kept it from that.

    A file named twice is read once. Two files of one stem cannot be told apart in the tables: the second is an error.
    """
    seen: dict[str, Path] = {}
    for file in _files(path, *more):
        if isinstance(file, tuple):
            yield file
            continue
        earlier = seen.setdefault(file.stem, file)
        if earlier is file:
            yield file, _read(file)
        elif earlier.resolve() != file.resolve():
            what = f"{earlier} is called {file.stem!r}, too"
            yield file, ArticleError(what, where=str(file), remedy="rename one of them")


def _files(*named: str | Path) -> Iterator[Path | tuple[Path, RelationsError]]:
    """The files that are named and those of the folders that are named, or the error that there are none."""
    for name in named:
        place = Path(name)
        try:
            place = paths.find(name)
            yield from paths.texts(place) if place.is_dir() else [place]
        except RelationsError as error:
            yield place, error


def tabled(path: str | Path) -> dict[str, "DataFrame"]:
    """The tables of a folder: read out of its articles or, where there are tables (`*.csv`), as these stand.

    So what compares pairs takes tables that were made before, or another coder's.

    Raises:
        RelationsError: neither articles nor tables, or one of these that cannot be read.
    """
    place = paths.find(path)
    return tables.read(place) if any(place.glob("*.csv")) else load(path).tables()


def _read(file: Path) -> Extraction | RelationsError:
    try:
        return extraction.extract(articles.read(file))
    except RelationsError as error:
        return error
    except Exception as error:  # noqa: BLE001  One article that the rules stumble over must not cost the other thousands.
        frame = extract_tb(error.__traceback__)[-1]
        what = f"a fault of the program ({type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error})"
        failure = ArticleError(what, where=str(file), remedy="please report it with the file")
        failure.__cause__ = error
        return failure


def _findings(pair: str, extractions: list[Extraction]) -> Iterator[Finding]:
    """The findings of all articles on one pair, and those between them, numbered through."""
    found = [finding for one in extractions for finding in one.findings]
    if len(extractions) > 1:
        found += findings.between(pair, [(one.events, one.missions, one.people) for one in extractions])
    for number, finding in enumerate(found, 1):
        yield replace(finding, finding_id=f"{paths.pair_id(pair)}.f{number:02d}")


def _start(finding: Finding, one: Extraction) -> int:
    """Where the article tells what does not fit; of a finding between articles, not all the evidence stands in it."""
    if ";" not in finding.article:
        return min(finding.evidence, default=(0, 0))[0]
    own = {row.event_id: row.evidence for row in one.events} | {row.person_id: row.evidence for row in one.people}
    return min((span.start for row in finding.rows for span in own.get(row, ())), default=0)


def _position(text: str, offset: int) -> str:
    """Line and column, both from 1, of a code point."""
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def listed(pairs: Sequence[str]) -> str:
    """The first pairs, for an error."""
    shown = ", ".join(pairs[:SHOWN]) or "no pairs"
    return shown if len(pairs) <= SHOWN else f"{shown} and {len(pairs) - SHOWN} more"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
