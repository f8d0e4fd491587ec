"""One row of the table of events -> one sentence that says who did what toward whom, and when."""

from collections.abc import Mapping

from relations.analysis.labels import called
from relations.prose.verbs import phrases
from relations.words import date_words, listed

STATUSES = {
    "ongoing": "ongoing", "planned": "planned", "negated": "denied by the text", "hypothetical": "supposed by the text",
}  # fmt: skip


def event_words(row: Mapping[str, str]) -> str:
    """An event as a sentence made from its codes alone; it says less than the quote, and never more.

    >>> event_words({"event_type": "CONSULT", "mode": "visit", "milestone": "", "actors": "ZAF", "recipients": "PRK",
    ...              "edtf": "2005-09-24/2005-09-27", "status": "occurred"})
    'South Africa paid a visit to North Korea from 24 to 27 September 2005.'
    """
    toward, together = phrases(row["event_type"], row["mode"], row["milestone"])
    actors, recipients = countries(row["actors"]), countries(row["recipients"])
    deed = f"{toward} {recipients}" if recipients else together
    when = date_words(row["edtf"])
    notes = [STATUSES.get(row["status"], ""), "" if when else "undated", when if when.startswith("since") else ""]
    aside = ", ".join(filter(None, notes))
    told = f"{actors or 'someone'} {deed}" + (f" {when}" if when and not when.startswith("since") else "")
    return f"{told[0].upper()}{told[1:]}{f' ({aside})' if aside else ''}."


def countries(codes: str) -> str:
    """The countries of a cell as a list in a sentence; an empty cell gives an empty string."""
    names = [called(code) for code in codes.split(";") if code]
    return listed(names) if names else ""
