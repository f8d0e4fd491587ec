"""Missions and people of a pair -> a row per mission with its span, a row per person with events beside the name."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from relations import dates
from relations.analysis import years
from relations.analysis.labels import country, mission_name, sides
from relations.analysis.selection import Tables, of_pair, records
from relations.words import date_name, date_words

MISSIONS = ["mission_id", "pair", "sender", "receiver", "kind", "residence", "label", "status", "start", "start_latest",
            "end_earliest", "end", "opened", "closed",
            "article", "evidence"]  # fmt: skip


def missions_over_time(missions: pd.DataFrame, pair: str) -> pd.DataFrame:
    """A row per mission of the pair, those of its first state first: label, status, and span in decimal years.

    It opened between `start` and `start_latest`, and closed between `end_earliest` and `end`; NaN where the text does
    not say, and for a mission that it leaves open.
    """
    name = "-".join(sides(pair))
    chosen = missions[missions["pair"] == name]
    opened, closed = ([dates.parse(value) for value in chosen[column]] for column in ("opened", "closed"))
    frame = chosen.assign(
        start=[years.decimal(when.earliest) for when in opened],
        start_latest=[years.end(when.latest) for when in opened],
        end_earliest=[years.decimal(when.earliest) for when in closed],
        end=[years.end(when.latest) for when in closed],
        label=pd.Series([mission_name(row) for row in records(chosen)], index=chosen.index, dtype="str"),
        first=chosen["sender"] != sides(name)[0],
    )
    return frame.sort_values(["first", "start", "mission_id"], kind="stable", ignore_index=True)[MISSIONS]


def mission_years(row: Mapping[str, Any]) -> str:
    """When a mission opened and closed, as a short phrase; empty when the text gives neither date and leaves it open.

    One that covers the country from elsewhere is not said to open and close.

    >>> mission_years({"opened": "1974", "closed": "199X", "status": "closed", "residence": "resident"})
    'opened in 1974, closed in the 1990s'
    >>> mission_years({"opened": "1974", "closed": "199X", "status": "closed", "residence": "non-resident"})
    'since 1974, until the 1990s'
    """
    if row["residence"] == "non-resident":
        first, last = date_name(row["opened"]).removeprefix("since "), date_name(row["closed"])
        until = f"until {last}" if last else "no longer" if row["status"] == "closed" else ""
        return ", ".join(filter(None, [f"since {first}" if first else "", until]))
    opened, closed = date_words(row["opened"]), date_words(row["closed"])
    first = opened if opened.startswith("since") else f"opened {opened}" if opened else ""
    last = f"closed {closed}".strip() if row["status"] == "closed" or closed else ""
    return ", ".join(filter(None, [first, last]))


def people(tables: Tables, pair: str) -> pd.DataFrame:
    """A row per person, the most mentioned first: country, role, number of mentions, events told beside the name.

    `events` is the number of told events whose evidence holds a mention of the name, and `event_ids` lists them.
    """
    name = "-".join(sides(pair))
    chosen = tables["people"][tables["people"]["pair"] == name]
    told = of_pair(tables["events"], name)
    beside = [events_beside(row, told) for row in records(chosen)]
    frame = chosen.assign(
        country_name=chosen["country"].map(lambda code: country(code) if code else "").astype("str"),
        mentions=[len(list(spans(value))) for value in chosen["evidence"]],
        events=[len(ids) for ids in beside],
        event_ids=pd.Series([";".join(ids) for ids in beside], index=chosen.index, dtype="str"),
    )
    frame = frame.sort_values(["mentions", "events", "name"], ascending=[False, False, True], ignore_index=True)
    return frame[
        [
            "person_id",
            "name",
            "country",
            "country_name",
            "role",
            "mentions",
            "events",
            "event_ids",
            "article",
            "evidence",
        ]
    ]


def events_beside(person: dict[str, str], events: pd.DataFrame) -> list[str]:
    mentions = list(spans(person["evidence"]))
    own = events[events["article"] == person["article"]]
    return [
        str(event_id)
        for event_id, evidence in zip(own["event_id"], own["evidence"], strict=True)
        if any(first <= start and end <= last for first, last in spans(evidence) for start, end in mentions)
    ]


def spans(evidence: str) -> Iterator[tuple[int, int]]:
    """Offsets out of a cell.

    >>> list(spans("12:80;90:95"))
    [(12, 80), (90, 95)]
    """
    for piece in filter(None, evidence.split(";")):
        start, _, end = piece.partition(":")
        yield int(start), int(end)
