"""A few words -> the tables of a made-up corpus, in the columns of the schema, for tests of what tables give."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from relations import dates, lexicon, schema

TYPES = {(row["type"], row["mode"]): row for row in lexicon.table("event_types.csv")}
PAIR = "PRK-ZAF"


def event(number: int, told: str, date: str = "", **more: Any) -> dict[str, Any]:
    """One event, told as "PRK>ZAF CONSULT visit" or "PRK;ZAF SUPPORT": actors, recipients, type and mode."""
    who, kind, *mode = told.split()
    actors, _, recipients = who.partition(">")
    row = TYPES[kind, mode[0] if mode else ""]
    when = dates.parse(date)
    cells = {field.name: "" for field in schema.columns("events")}
    return {
        **cells, "event_id": f"made.e{number:02d}", "article": "made", "pair": PAIR, "event_type": kind,
        "evidence": f"{100 * number}:{100 * number + 80}", "edtf": date, "earliest": when.earliest,
        "latest": when.latest, "precision": when.precision, "date_source": "explicit" if date else "none",
        "mode": row["mode"], "quad": row["quad"], "intensity": float(row["intensity"]), "actors": actors,
        "recipients": recipients, "scope": "dyad", "status": "occurred", "rule": "made", "quote": "made", **more,
    }  # fmt: skip


def events(told: Iterable[tuple[Any, ...] | str], pair: str = PAIR) -> pd.DataFrame:
    """The table of events from lines: what `event` takes, with other cells in a third place, or the words alone."""
    lines = [(line,) if isinstance(line, str) else line for line in told]
    made = [
        event(number, line[0], *line[1:2], **{"pair": pair, **(line[2] if len(line) > 2 else {})})
        for number, line in enumerate(lines, 1)
    ]
    return frame("events", made)


def mission(number: int, sender: str, receiver: str, **more: str) -> dict[str, str]:
    """One resident embassy, open, unless said otherwise."""
    cells = {field.name: "" for field in schema.columns("missions")}
    return {
        **cells, "mission_id": f"made.m{number:02d}", "article": "made", "pair": "-".join(sorted((sender, receiver))),
        "sender": sender, "receiver": receiver, "kind": "embassy", "residence": "resident", "status": "open",
        "evidence": "0:80", **more,
    }  # fmt: skip


def frame(table: str, rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """A table of the schema; without rows its columns still have their types."""
    columns = [field.name for field in schema.columns(table)]
    made = pd.DataFrame(list(rows), columns=columns)
    kinds = {"number": "float64", "integer": "int64"}
    return made.astype({field.name: kinds.get(field.kind, "str") for field in schema.columns(table)})


def article(name: str = "made", pair: str = PAIR, words: int = 500, sentences: int = 20) -> dict[str, Any]:
    a, b = pair.split("-")
    cells = {field.name: "" for field in schema.columns("articles")}
    return {
        **cells, "article": name, "pair": pair, "country_a": a, "country_b": b, "words": words, "sentences": sentences
    }  # fmt: skip


def tables(**given: Any) -> dict[str, pd.DataFrame]:
    """All tables: those given, one article of the pair, the others empty."""
    made = {name: frame(name, []) for name in schema.TABLES}
    return {**made, "articles": frame("articles", [article()]), **given}
