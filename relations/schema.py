"""The name of a table -> its columns; a record -> its cells: what a row of each table of the codebook holds.

Frames, CSV files, the data package and the codebook are all made from the annotations below.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from relations import appearance


class Span(NamedTuple):
    """Code points `[start, end)` of an article's decoded text.

    >>> str(Span(12, 80))
    '12:80'
    """

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start}:{self.end}"


class Column(NamedTuple):
    """How a column is described to a reader: what it holds, and which values it may take (empty: any)."""

    description: str
    values: tuple[str, ...] = ()


class Field(NamedTuple):
    """One column of one table: its name, the Python type of its cells, and its description."""

    name: str
    type: Any
    column: Column

    @property
    def is_list(self) -> bool:
        return get_origin(self.type) is tuple

    @property
    def kind(self) -> str:
        """The type by its name in Frictionless Table Schema."""
        cell = get_args(self.type)[0] if get_args(self.type) else self.type
        return {int: "integer", float: "number"}.get(cell, "string")


PRECISIONS = ("day", "month", "season", "year", "decade", "century", "interval", "open", "")
DATE_SOURCES = ("explicit", "context", "none")
SCOPES = ("dyad", "third-party")
STATUSES = ("occurred", "ongoing", "planned", "negated", "hypothetical")
MILESTONES = (
    "recognition", "relations_established", "relations_suspended", "relations_severed", "relations_restored",
    "mission_opened", "mission_closed", "mission_reopened", "accreditation", "level_changed", "agreement_signed",
)  # fmt: skip
MISSION_KINDS = (
    "embassy", "consulate-general", "consulate", "honorary-consulate", "liaison-office", "trade-office", "other",
)  # fmt: skip
MEASURES = ("trade", "exports", "imports", "investment", "aid", "remittances", "people", "tourists", "other")

ARTICLE = Column("The article the row was read from: the stem of its file's name.")
PAIR = Column("The two states, ISO 3166-1 alpha-3 codes in alphabetical order, such as PRK-ZAF.")
EVIDENCE = Column("Where the text says so: start:end in code points of the decoded file; several joined by ';'.")
QUOTE = Column("The words of the evidence, unchanged; several pieces joined by ' | '.")
EDTF = "EDTF (ISO 8601-2) levels 0 and 1; empty: undated."
EARLIEST = Column("First day that the date allows, ISO 8601; empty: open or undated.")
LATEST = Column("Last day that the date allows, ISO 8601; empty: open or undated.")
PRECISION = Column(
    "How exactly the date is told; the first and last day of a season are those of its year.", PRECISIONS
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article: a file that describes the relations of two states."""

    article: Annotated[str, ARTICLE]
    pair: Annotated[str, PAIR]
    title: Annotated[str, Column("The title as written.")]
    country_a: Annotated[str, Column("The state named first in the title.")]
    country_b: Annotated[str, Column("The state named second in the title.")]
    source: Annotated[str, Column("Name of the file.")]
    sha256: Annotated[str, Column("SHA-256 of the file's bytes.")]
    words: Annotated[int, Column("Words in the sentences and list items that were read.")]
    sentences: Annotated[int, Column("Sentences and list items that were read.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that one side did toward the other, both did together, or one did to a third party about the other."""

    event_id: Annotated[str, Column("Unique: the article and a running number in the order of the text.")]
    article: Annotated[str, ARTICLE]
    pair: Annotated[str, PAIR]
    evidence: Annotated[tuple[Span, ...], EVIDENCE]
    edtf: Annotated[str, Column(EDTF)]
    earliest: Annotated[str, EARLIEST]
    latest: Annotated[str, LATEST]
    precision: Annotated[str, PRECISION]
    date_source: Annotated[str, Column("explicit: in the sentence; context: from the text around it.", DATE_SOURCES)]
    event_type: Annotated[str, Column("Event type of PLOVER, manual draft 0.8.")]
    mode: Annotated[str, Column("Mode of PLOVER within the type; empty: none.")]
    contexts: Annotated[
        tuple[str, ...], Column("What the event is about (PLOVER contexts), such as military or economic.")
    ]
    quad: Annotated[
        str,
        Column("Quad class.", ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")),
    ]
    intensity: Annotated[float, Column("PLOVER conflict-cooperation score of type and mode, -10 to 10.")]
    actors: Annotated[tuple[str, ...], Column("Who acts: country codes.")]
    recipients: Annotated[tuple[str, ...], Column("Toward whom: country codes; empty: all actors act alike.")]
    actor_text: Annotated[str, Column("The words that name the actor; empty: only implied.")]
    recipient_text: Annotated[str, Column("The words that name the recipient; empty: only implied.")]
    place: Annotated[str, Column("Where it took place, as written.")]
    milestone: Annotated[str, Column("The change of the formal state of relations that it is.", MILESTONES)]
    scope: Annotated[str, Column("dyad: both states of the pair take part; third-party: only one does.", SCOPES)]
    status: Annotated[str, Column("Whether the text tells it as a fact.", STATUSES)]
    rule: Annotated[str, Column("The rule of the lexicon that coded it.")]
    quote: Annotated[str, QUOTE]

    def _repr_html_(self) -> str:
        return appearance.html(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """One mission that one state of the pair has, had, or covers the other by."""

    mission_id: Annotated[str, Column("Unique: the article and a running number.")]
    article: Annotated[str, ARTICLE]
    pair: Annotated[str, PAIR]
    sender: Annotated[str, Column("The state whose mission it is.")]
    receiver: Annotated[str, Column("The state it is sent to.")]
    kind: Annotated[str, Column("Kind of mission.", MISSION_KINDS)]
    city: Annotated[str, Column("City as written; empty: unsaid.")]
    residence: Annotated[
        str, Column("non-resident: the receiver is covered from elsewhere.", ("resident", "non-resident"))
    ]
    accredited_from: Annotated[str, Column("City or country that a non-resident mission covers the receiver from.")]
    opened: Annotated[str, Column(f"Opened: {EDTF}")]
    closed: Annotated[str, Column(f"Closed: {EDTF}")]
    status: Annotated[str, Column("As the article leaves it.", ("open", "closed"))]
    evidence: Annotated[tuple[Span, ...], EVIDENCE]
    quote: Annotated[str, QUOTE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One named person who acts, under the fullest name in the article."""

    person_id: Annotated[str, Column("Unique: the article and a running number.")]
    article: Annotated[str, ARTICLE]
    pair: Annotated[str, PAIR]
    name: Annotated[str, Column("Fullest form in the article, without titles.")]
    country: Annotated[str, Column("Country the person acts for; empty: the text does not say.")]
    role: Annotated[str, Column("Title as written nearest to the name; empty: none.")]
    evidence: Annotated[tuple[Span, ...], Column("Every mention of the name: start:end; several joined by ';'.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """One date expression of the text, whether or not an event bears it."""

    article: Annotated[str, ARTICLE]
    start: Annotated[int, Column("First code point of the expression.")]
    end: Annotated[int, Column("Code point after the expression.")]
    text: Annotated[str, Column("The expression as written.")]
    edtf: Annotated[str, Column(EDTF)]
    earliest: Annotated[str, EARLIEST]
    latest: Annotated[str, LATEST]
    precision: Annotated[str, PRECISION]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity about the pair, such as the value of trade in a year (table `figures`)."""

    article: Annotated[str, ARTICLE]
    pair: Annotated[str, PAIR]
    measure: Annotated[str, Column("What is counted.", MEASURES)]
    value: Annotated[float, Column("The number, with millions and billions multiplied out.")]
    unit: Annotated[str, Column("ISO 4217 currency code, people, percent, rank, or the unit as written.")]
    date: Annotated[str, Column(f"When it holds: {EDTF}")]
    from_country: Annotated[str, Column("Exporter, giver or origin; empty: both ways or unsaid.")]
    to_country: Annotated[str, Column("Importer, taker or destination; empty: both ways or unsaid.")]
    evidence: Annotated[tuple[Span, ...], EVIDENCE]
    quote: Annotated[str, QUOTE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not fit together in the text: a question for the reader, not a correction."""

    finding_id: Annotated[str, Column("Unique: the pair and a running number.")]
    article: Annotated[str, Column("The article, or the articles joined by ';', that do not fit.")]
    pair: Annotated[str, PAIR]
    kind: Annotated[str, Column("Kind of finding, such as two-dates or impossible-order.")]
    message: Annotated[str, Column("What is at odds, in one sentence.")]
    rows: Annotated[tuple[str, ...], Column("The rows it is about, by their identifiers.")]
    evidence: Annotated[tuple[Span, ...], EVIDENCE]


TABLES: dict[str, type] = {
    "articles": ArticleRow,
    "events": Event,
    "missions": Mission,
    "people": Person,
    "dates": DateRow,
    "figures": Quantity,
    "findings": Finding,
}


def columns(table: str) -> tuple[Field, ...]:
    """The columns of a table, in the order in which they are written.

    >>> [field.name for field in columns("dates")][:4]
    ['article', 'start', 'end', 'text']
    """
    record = TABLES[table]
    hints = get_type_hints(record, include_extras=True)
    found = ((f.name, *get_args(hints[f.name])[:2]) for f in fields(record))
    return tuple(Field(name, kind, column) for name, kind, column in found)


def cells(record: Any) -> Iterator[str | int | float]:
    """The cells of one row: lists joined by `;`, missing empty, numbers as they are."""
    for field in fields(record):
        value = getattr(record, field.name)
        yield ";".join(map(str, value)) if isinstance(value, tuple) else value
