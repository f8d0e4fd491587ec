"""Tables of one pair -> its key facts: each value with its date and the evidence for it, or "not stated"."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from relations.analysis.labels import called, event_name, sides
from relations.analysis.missions import mission_years, missions_over_time
from relations.analysis.selection import A_TO_B, B_TO_A, TOGETHER, happened, lanes, of_pair, records, select
from relations.words import NOT_STATED, counted, date_name, date_words, listed

CHANGES = {
    "relations_suspended": "Relations suspended",
    "relations_severed": "Relations severed",
    "relations_restored": "Relations restored",
}
DATE_NOT_STATED = "date not stated"


class Fact(NamedTuple):
    """One value of one fact; `row_id` and `evidence` are empty where the text is silent."""

    fact: str
    value: str = NOT_STATED
    date: str = ""
    row_id: str = ""
    evidence: str = ""
    article: str = ""


def key_facts(tables: dict[str, pd.DataFrame], pair: str) -> pd.DataFrame:
    """Key facts of a pair: establishment, recognition, breaks, missions each way, first and last event, agreements.

    A fact for which the text gives several values has several rows, one for which it gives none says "not stated".
    `date` is the EDTF value, `value` what a reader reads, `row_id` the event or mission it rests on (several joined by
    `;`).
    """
    own = select(tables, pair)
    name = "-".join(sides(pair))
    events = of_pair(happened(own["events"]), name)
    facts = [*formal_facts(events, name), *mission_facts(own, events, name), *course_facts(events)]
    return pd.DataFrame(facts, columns=list(Fact._fields)).astype("str")


def formal_facts(events: pd.DataFrame, pair: str) -> Iterator[Fact]:
    yield from dated("Relations established", events[events["milestone"] == "relations_established"])
    where, recognised = lanes(events), events["milestone"] == "recognition"
    for code, own in zip(sides(pair), (A_TO_B, B_TO_A), strict=True):
        yield from dated(f"Recognition by {called(code)}", events[recognised & where.isin([own, TOGETHER])])
    for milestone, fact in CHANGES.items():
        rows = events[events["milestone"] == milestone]
        if len(rows):
            yield from dated(fact, rows)


def dated(fact: str, events: pd.DataFrame) -> Iterator[Fact]:
    """One row per date that the text gives for a fact; none: "not stated"."""
    if not len(events):
        yield Fact(fact)
    for row in distinct(events):
        yield Fact(
            fact,
            date_name(row["edtf"]) or DATE_NOT_STATED,
            row["edtf"],
            row["event_id"],
            row["evidence"],
            row["article"],
        )


def distinct(events: pd.DataFrame) -> list[dict[str, Any]]:
    """The events that add something: no vaguer date that holds another's, no undated one beside a date.

    Two dates that cannot both hold stay both.
    """
    kept: list[dict[str, Any]] = []
    rows = events.assign(order=events["earliest"].where(events["earliest"] != "", events["latest"])).sort_values(
        "order", kind="stable"
    )
    candidates = records(rows)
    for row in candidates:
        others = [other for other in candidates if other is not row]
        if any(refines(other, row) for other in others) or any(other["edtf"] == row["edtf"] for other in kept):
            continue
        kept.append(row)
    return kept


def refines(finer: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether one event's date lies within the other's and is not the same; a season lies within its year."""
    if not finer["edtf"] or finer["edtf"] == row["edtf"]:
        return False
    begins = not row["earliest"] or row["earliest"] <= finer["earliest"]
    ends = not row["latest"] or (finer["latest"] != "" and finer["latest"] <= row["latest"])
    alike = (finer["earliest"], finer["latest"]) == (row["earliest"], row["latest"])
    season = (finer["precision"], row["precision"]) == ("season", "year")
    return bool(begins and ends and (season or not alike))


def mission_facts(own: dict[str, pd.DataFrame], events: pd.DataFrame, pair: str) -> Iterator[Fact]:
    frame = missions_over_time(own["missions"], pair)
    a, b = sides(pair)
    for sender, receiver in ((a, b), (b, a)):
        fact = f"Missions of {called(sender)} in {called(receiver)}"
        rows = frame[frame["sender"] == sender]
        if not len(rows):
            yield Fact(fact)
        for row in records(rows):
            date = row["opened"] or row["closed"]
            yield Fact(fact, mission_words(row), date, row["mission_id"], row["evidence"], row["article"])
            for event in at_odds(row["mission_id"], own["findings"], events):
                when = f"{event_name(event).removeprefix('mission ')} {date_words(event['edtf'])}"
                words = f"{row['label']} ({when}, as another sentence says)"
                yield Fact(fact, words, event["edtf"], event["event_id"], event["evidence"], event["article"])


def at_odds(mission: str, findings: pd.DataFrame, events: pd.DataFrame) -> list[dict[str, Any]]:
    """The events that date a mission otherwise, by the findings."""
    together = (rows.split(";") for rows in findings.loc[findings["kind"] == "two-dates", "rows"])
    others = {row for rows in together if mission in rows for row in rows}
    return records(events[events["event_id"].isin(others)])


def mission_words(row: dict[str, Any]) -> str:
    """A mission, whether the article leaves it open, and what it tells about when.

    >>> row = {"label": "embassy in Caracas", "status": "closed", "opened": "1991", "closed": "", "residence": ""}
    >>> mission_words(row)
    'embassy in Caracas (opened in 1991, closed)'
    """
    years = mission_years(row)
    return f"{row['label']} ({years})" if years else str(row["label"])


def course_facts(events: pd.DataFrame) -> Iterator[Fact]:
    """First and last dated event, first visit, agreements."""
    known = events[(events["earliest"] != "") | (events["latest"] != "")]
    first = known.assign(order=known["earliest"].where(known["earliest"] != "", known["latest"]))
    first = first.sort_values(["order", "latest"], kind="stable")
    last = known.assign(order=known["latest"].where(known["latest"] != "", known["earliest"]))
    last = last.sort_values(["order", "earliest"], kind="stable")
    yield one("First dated event", first.head(1))
    yield one("Last dated event", last.tail(1))
    yield one("First dated visit", first[first["mode"] == "visit"].head(1))
    yield agreements(events[events["milestone"] == "agreement_signed"])


def one(fact: str, events: pd.DataFrame) -> Fact:
    if not len(events):
        return Fact(fact)
    row = records(events)[0]
    actors = [called(code) for code in row["actors"].split(";") if code]
    who = f" ({listed(actors)})" if actors else ""
    value = f"{date_name(row['edtf'])}: {event_name(row)}{who}"
    return Fact(fact, value, row["edtf"], row["event_id"], row["evidence"], row["article"])


def agreements(events: pd.DataFrame) -> Fact:
    if not len(events):
        return Fact("Agreements signed")
    rows = events.sort_values("earliest", kind="stable")
    known = [date_name(value) for value in dict.fromkeys(rows["edtf"]) if value]
    silent = int((rows["edtf"] == "").sum())
    dates = [*known, f"{silent if silent > 1 else 'one'} undated"] if silent else known
    words = f"{counted(len(rows), 'agreement')} ({', '.join(dates)})"
    joined = {name: ";".join(rows[name]) for name in ("event_id", "evidence")}
    return Fact(
        "Agreements signed", words, "", joined["event_id"], joined["evidence"], ";".join(dict.fromkeys(rows["article"]))
    )
