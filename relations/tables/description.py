"""The schema -> its description: a Frictionless data package for programs, a codebook in Markdown for people."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, get_args

from relations import lexicon, schema

KEYS: dict[str, tuple[str, ...]] = {
    "articles": ("article",),
    "events": ("event_id",),
    "missions": ("mission_id",),
    "people": ("person_id",),
    "dates": ("article", "start", "end"),
    "findings": ("finding_id",),
}
# Tables whose rows each come from one article.
OF_AN_ARTICLE = ("events", "missions", "people", "dates", "figures")
MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "duckdb": "application/vnd.duckdb"}
LICENCE = {
    "name": "CC-BY-SA-4.0",
    "title": "Creative Commons Attribution-ShareAlike 4.0",
    "path": "https://creativecommons.org/licenses/by-sa/4.0/",
}
INTRODUCTION = """# Codebook of the tables

Generated from the schema. A missing value is an empty cell; lists inside a cell are joined by `;`. Countries are ISO
3166-1 alpha-3 codes, dates EDTF (ISO 8601-2). Evidence is `start:end`, counted in code points of the decoded text of
the article. CSV files are UTF-8 with one line of column names. The tables quote articles of Wikipedia and are, like
these, licensed CC BY-SA 4.0.
"""


def values(table: str, field: schema.Field) -> tuple[str, ...]:
    """The values that a column may take besides the empty one; none listed: any.

    >>> fields = {field.name: field for field in schema.columns("events")}
    >>> values("events", fields["scope"])
    ('dyad', 'third-party')
    """
    if table == "events" and field.name == "event_type":
        return tuple(row["type"] for row in lexicon.table("event_types.csv") if not row["mode"])
    return tuple(value for value in field.column.values if value)


def datapackage(tables: Collection[str] = tuple(schema.TABLES), format: str = "csv") -> dict[str, Any]:
    """Describe tables, frames by name or names alone, as a Frictionless Tabular Data Package (specification 1).

    >>> package = datapackage(["people"])
    >>> package["resources"][0]["path"], package["resources"][0]["schema"]["primaryKey"]
    ('people.csv', ['person_id'])
    """
    return {
        "profile": "tabular-data-package",
        "name": "relations",
        "title": "Relations of pairs of states, read from articles",
        "licenses": [LICENCE],
        "resources": [_resource(table, tables, format) for table in schema.TABLES if table in tables],
    }


def _resource(table: str, tables: Collection[str], format: str) -> dict[str, Any]:
    fields = [_field(table, field) for field in schema.columns(table)]
    described: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table in KEYS:
        described["primaryKey"] = list(KEYS[table])
    if table in OF_AN_ARTICLE and "articles" in tables:
        described["foreignKeys"] = [{"fields": "article", "reference": {"resource": "articles", "fields": "article"}}]
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": "relations.duckdb" if format == "duckdb" else f"{table}.{format}",
        "description": _summary(table),
        "format": format,
        "mediatype": MEDIA[format],
        "encoding": "utf-8",
        "schema": described,
    }


def _field(table: str, field: schema.Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": field.kind, "description": field.column.description}
    if allowed := values(table, field):
        described["constraints"] = {"enum": list(allowed)}
    elif schema.Span in get_args(field.type):
        described["constraints"] = {"pattern": r"\d+:\d+(;\d+:\d+)*"}
    return described


def _summary(table: str) -> str:
    return (schema.TABLES[table].__doc__ or "").strip().splitlines()[0]


def codebook() -> str:
    """Describe every table, column and value, and every event type with its score, in Markdown."""
    parts = [INTRODUCTION, *(_section(table) for table in schema.TABLES), _event_types()]
    return "\n".join(parts)


def _section(table: str) -> str:
    rows = [(f"`{field.name}`", _type(field), _meaning(table, field)) for field in schema.columns(table)]
    return f"## {table}\n\n{_summary(table)}\n\n" + _markdown(("column", "type", "meaning"), rows)


def _type(field: schema.Field) -> str:
    return "list" if field.is_list else field.kind


def _meaning(table: str, field: schema.Field) -> str:
    allowed = values(table, field)
    return field.column.description + (f" One of {', '.join(f'`{value}`' for value in allowed)}." if allowed else "")


def _event_types() -> str:
    head = ("type", "mode", "quad", "intensity", "description")
    rows = [tuple(row[name] for name in head) for row in lexicon.table("event_types.csv")]
    explained = (
        "The ontology is PLOVER (manual draft 0.8, 2021); intensity is its conflict-cooperation score, -10 to 10."
    )
    return f"## Event types\n\n{explained}\n\n" + _markdown(head, rows)


def _markdown(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return "".join(_lines(head, rows))


def _lines(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |\n"
