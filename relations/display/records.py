"""A corpus -> the tables of what was read out of it, in words, each row led to the sentence that tells it."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from relations import words
from relations.analysis import labels, years
from relations.analysis.balance import direction_words
from relations.analysis.selection import lane, records, told
from relations.corpus import Corpus
from relations.display.links import Anchors, anchors
from relations.display.shown import Shown
from relations.display.tables import markup

UNSAID = "–"
UNDATED = "undated"


def title(pair: str) -> Shown:
    """Show the names of a pair's states as the title of the page."""
    words_ = words.listed(labels.called(code) for code in labels.sides(pair))
    words_ = words_[:1].upper() + words_[1:]
    return Shown(f"<h1>{escape(words_)}</h1>", words_)


def events(corpus: Corpus) -> Shown:
    """Show every event in the order of the text, with its words; its marks in the article bear the same number."""
    places, frame = anchors(corpus), corpus.tables()["events"]
    heads = ["No.", "Date", "Who, toward whom", "What", "Score", "In the words of the article"]
    body = [_event(number, row, places) for number, row in enumerate(records(frame), 1)]
    caption = "All events in the order of the text"
    data = [_facets(row) for row in records(frame)]
    return markup(heads, body, caption, numeric=frozenset({0, 4}), ids=list(frame["event_id"]), data=data)


def missions(corpus: Corpus) -> Shown:
    """Show every diplomatic mission: whose, where, from when to when, and the sentence that tells it."""
    places, frame = anchors(corpus), corpus.tables()["missions"]
    heads = ["Mission", "Of", "In", "Opened", "Closed", "As told last", "Told in"]
    body = [_mission(row, places) for row in records(frame)]
    return markup(heads, body, "Diplomatic missions, in the order of the text", ids=list(frame["mission_id"]))


def people(corpus: Corpus) -> Shown:
    """Show every person that the articles name, with role and country, and the sentences that name them."""
    places, frame = anchors(corpus), corpus.tables()["people"]
    body = [_person(row, places) for row in records(frame)]
    caption = "People whom the articles name, in the order of the text"
    return markup(["Name", "Role", "Country", "Named in"], body, caption, ids=list(frame["person_id"]))


def visits(frame: pd.DataFrame, corpus: Corpus, pair: str) -> Shown:
    """Show `analysis.visits`: when, who came, at which level, whom the words name on either side."""
    places = anchors(corpus)
    names = [f"Named of {labels.called(code)}" for code in labels.sides(pair)]
    heads = ["When", "What", "Level", *names, "Told in"]
    body = [_visit(row, places) for row in records(frame)]
    return markup(heads, body, "Visits, meetings and calls, the undated last")


def agreements(corpus: Corpus) -> Shown:
    """Show every agreement that the two are told to have signed, in order of time, the undated last."""
    places, frame = anchors(corpus), told(corpus.tables()["events"])
    signed = frame[frame["milestone"] == "agreement_signed"]
    order = signed["earliest"].where(signed["earliest"] != "", signed["latest"]).replace("", "~")
    signed = signed.assign(order=order).sort_values("order", kind="stable")
    body = [_agreement(row, places) for row in records(signed)]
    return markup(["Date", "By", "In the words of the article"], body, "Agreements signed, the undated last")


def figures(corpus: Corpus) -> Shown:
    """Show every quantity that the articles give about the pair: what, how much, when, from whom to whom."""
    places, frame = anchors(corpus), corpus.tables()["figures"]
    heads = ["What", "How much", "Of when", "From, to", "In the words of the article"]
    body = [_figure(row, places) for row in records(frame)]
    return markup(heads, body, "Figures, in the order of the text", numeric=frozenset({1}))


def findings(corpus: Corpus) -> Shown:
    """Show what does not fit together in the articles, as questions: each with the sentences it is about."""
    places, frame = anchors(corpus), corpus.tables()["findings"]
    if frame.empty:
        words_ = "No contradiction was noticed."
        return Shown(f'<p class="empty">{words_}</p>', words_)
    items = [_finding(row, places) for row in records(frame)]
    return Shown('<ol class="findings">\n' + "\n".join(items) + "\n</ol>", "\n".join(frame["message"]))


def facts(frame: pd.DataFrame, corpus: Corpus) -> Shown:
    """Show key facts as `analysis.key_facts` gives them: each with all its values and their sentences."""
    places, evidence = anchors(corpus), _evidence(corpus)
    items, lines = [], []
    for fact, values in frame.groupby("fact", sort=False):
        told = [_value(row, evidence, places) for row in records(values)]
        items.append(f"<dt>{escape(str(fact))}</dt><dd><ul>{''.join(f'<li>{value}</li>' for value in told)}</ul></dd>")
        lines.append(f"{fact}: {'; '.join(values['value'])}")
    return Shown('<dl class="facts">\n' + "\n".join(items) + "\n</dl>", "\n".join(lines))


def _evidence(corpus: Corpus) -> dict[str, tuple[str, str]]:
    """The article and the evidence of every event and mission, by identifier."""
    frames = corpus.tables()
    events_, missions_ = frames["events"], frames["missions"]
    columns = [(events_, "event_id"), (missions_, "mission_id")]
    return {row[name]: (row["article"], row["evidence"]) for frame, name in columns for row in records(frame)}


def _value(row: Mapping[str, Any], evidence: dict[str, tuple[str, str]], places: Anchors) -> str:
    told_in: dict[str, list[str]] = {}
    for identifier in row["row_id"].split(";"):
        article, pieces = evidence.get(identifier, ("", ""))
        told_in.setdefault(article, []).append(pieces)
    found = (places.links(article, ";".join(pieces)) for article, pieces in told_in.items())
    links = ", ".join(link for link in found if link)
    return escape(row["value"]) + (f' <span class="told">{links}</span>' if links else "")


def _event(number: int, row: Mapping[str, Any], places: Anchors) -> list[str]:
    notes = [row["status"]] if row["status"] not in ("occurred", "ongoing") else []
    notes += ["with a third party"] if row["scope"] == "third-party" else []
    what = labels.event_name(row) + (f" ({', '.join(notes)})" if notes else "")
    code = "/".join(filter(None, (row["event_type"], row["mode"])))
    return [
        str(number),
        f'<span class="date">{escape(words.date_name(row["edtf"]) or UNDATED)}</span>',
        f'<span class="parties">{_parties(row["actors"], row["recipients"])}</span>',
        f'{escape(what)} <span class="code">{escape(code)}</span>',
        f"{row['intensity']:+g}".replace("-", "−") if row["intensity"] else "0",
        places.quotes(row["article"], row["evidence"]) or escape(row["quote"]),
    ]


def _facets(row: Mapping[str, Any]) -> dict[str, str]:
    """What the page can sort and narrow events by: who acts, what kind, which decade, the order in time."""
    first, last = row["earliest"], row["latest"]
    decade = years.decade(first, last)
    side = direction_words(lane(row["pair"], row["actors"]), row["pair"])
    return {
        "side": side if row["scope"] == "dyad" else "with a third party",
        "type": labels.TYPE_NAMES.get(row["event_type"], row["event_type"].lower()),
        "period": f"{decade}s" if decade is not None else "wider or open" if row["edtf"] else UNDATED,
        "order": first or last or "9999",
    }  # fmt: skip


def _person(row: Mapping[str, Any], places: Anchors) -> list[str]:
    links = places.links(row["article"], row["evidence"])
    return [escape(row["name"]), escape(row["role"]) or UNSAID, _country(row["country"]), links]


def _visit(row: Mapping[str, Any], places: Anchors) -> list[str]:
    people_ = [", ".join(filter(None, row[name].split(";"))) or UNSAID for name in ("people_a", "people_b")]
    who = f'{escape(row["kind"])} <span class="code">{escape(row["words"])}</span>'
    when = f'<span class="date">{escape(row["when"] or UNDATED)}</span>'
    links = places.links(row["article"], row["evidence"])
    return [when, who, escape(row["level"]), *map(escape, people_), links]


def _mission(row: Mapping[str, Any], places: Anchors) -> list[str]:
    dates = [escape(words.date_name(row[when]) or words.NOT_STATED) for when in ("opened", "closed")]
    if row["status"] == "open" and not row["closed"]:
        dates[1] = UNSAID
    names = [escape(labels.mission_name(row)), _country(row["sender"]), _country(row["receiver"])]
    return [*names, *dates, escape(row["status"]), places.links(row["article"], row["evidence"]) or UNSAID]


def _agreement(row: Mapping[str, Any], places: Anchors) -> list[str]:
    when = f'<span class="date">{escape(words.date_name(row["edtf"]) or UNDATED)}</span>'
    return [when, _parties(row["actors"], row["recipients"]), places.quotes(row["article"], row["evidence"])]


def _figure(row: Mapping[str, Any], places: Anchors) -> list[str]:
    ends = [labels.country(row[name]) if row[name] else "" for name in ("from_country", "to_country")]
    what, unit = ("rank", "") if row["unit"] == "rank" else (row["measure"], row["unit"])
    return [
        escape(what), escape(f"{row['value']:,.15g} {unit}".strip()),
        escape(words.date_name(row["date"]) or UNDATED), escape(" → ".join(filter(None, ends)) or UNSAID),
        places.quotes(row["article"], row["evidence"]),
    ]  # fmt: skip


def _finding(row: Mapping[str, Any], places: Anchors) -> str:
    # A finding between articles names them in the order of its evidence only if it has a piece of each.
    names = row["article"].split(";")
    pieces = row["evidence"].split(";")
    owners = names if len(names) == len(pieces) else [names[0]] * len(pieces)
    quotes = "".join(f"<li>{quote}</li>" for a, p in zip(owners, pieces, strict=True) if (quote := places.quotes(a, p)))
    return f"<li><p>{escape(row['message'])}</p>{f'<ul>{quotes}</ul>' if quotes else ''}</li>"


def _parties(actors: str, recipients: str) -> str:
    """Who acts toward whom; without a recipient all act alike."""
    sides = [words.listed(labels.country(code) for code in codes.split(";")) for codes in (actors, recipients) if codes]
    return escape(" → ".join(sides) or UNSAID)


def _country(code: str) -> str:
    return escape(labels.country(code)) if code else UNSAID
