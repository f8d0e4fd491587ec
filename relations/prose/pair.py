"""The tables of one pair -> a paragraph that an editor would let through, and that agrees with the tables below it."""

import pandas as pd

from relations import analysis
from relations.analysis.facts import distinct
from relations.analysis.labels import MISSION_NAMES, called, sides, with_article
from relations.analysis.missions import spans
from relations.analysis.selection import A_TO_B, B_TO_A, TOGETHER, TOWARD_BOTH
from relations.words import counted, date_name, date_words, listed, spelled

CHANGES = {"relations_suspended": "suspended", "relations_severed": "severed", "relations_restored": "restored"}
LISTED_MISSIONS = 4


def summary(tables: dict[str, pd.DataFrame], pair: str) -> str:
    """Two to five sentences on a pair: its relations, the events told, who acts, its missions, what is at odds.

    Counts are of told events (`analysis.told`); the beginning of relations and the missions leave out what is only
    planned.
    """
    own = analysis.select(tables, pair)
    name = "-".join(sides(pair))
    events = analysis.told(own["events"])
    source = Source(len(own["articles"]))
    sentences = [
        relations_sentence(analysis.happened(events), name, source),
        events_sentence(events, name, source),
        sides_sentence(events, name),
        missions_sentence(own["missions"], name, source),
        findings_sentence(own["findings"], source),
    ]
    return " ".join(sentence.rstrip(".") + "." for sentence in sentences if sentence)


class Source:
    """What the sentences call the text: "the article" or "the 2 articles", by a pronoun once it has been named."""

    def __init__(self, articles: int) -> None:
        self.plural = articles > 1
        self.noun = f"the {articles} articles" if self.plural else "the article"
        self.named = False

    def does(self, verb: str, plural: str) -> str:
        """The source as a sentence's subject, with its verb."""
        noun = ("they" if self.plural else "it") if self.named else self.noun
        self.named = True
        return capital(f"{noun} {plural if self.plural else verb}")


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def relations_sentence(events: pd.DataFrame, pair: str, source: Source) -> str:
    """When the two established relations, and how these were broken and restored."""
    both = listed(called(code) for code in sides(pair))
    told = distinct(events[events["milestone"] == "relations_established"])
    changes = changes_words(events)
    if not told and changes:
        tells = source.does("tells", "tell")
        return f"{tells} that relations between {both} were {changes}, but not when they were established."
    said = established_words([row["edtf"] for row in told], both, source)
    return f"{said}; these were {changes}." if changes else f"{said}."


def established_words(dates: list[str], both: str, source: Source) -> str:
    """The establishment of relations as a clause, for no statement, one without a date, one date, and several."""
    known = [date for date in dates if date]
    if len(known) > 1:
        gives = source.does("gives", "give")
        number, names = spelled(len(known)), listed(map(date_name, known))
        return f"{gives} {number} dates for the establishment of diplomatic relations between {both}: {names}"
    if known:
        return f"{capital(both)} established diplomatic relations {date_words(known[0])}"
    if dates:
        return f"{source.does('tells', 'tell')} that {both} established diplomatic relations, but not when"
    return f"{source.does('does not state', 'do not state')} when {both} established diplomatic relations"


def changes_words(events: pd.DataFrame) -> str:
    """Breaks and restorations: "severed in 1976 and restored in 1992"; empty if none is told.

    They stand in order of time, or, when one of them is undated, in the order in which the text tells them last. A
    break that another date follows, with no restoration between, is told once, with what the text says elsewhere.
    """
    rows = [row for kind in CHANGES for row in distinct(events[events["milestone"] == kind])]
    all_dated = all(row["edtf"] for row in rows)
    last_told = {row["event_id"]: (row["article"], max(spans(row["evidence"]))) for row in rows}
    rows.sort(key=lambda row: (row["earliest"] or row["latest"]) if all_dated else last_told[row["event_id"]])
    said, words = list[str](), list[str]()
    for row in rows:
        change, when = CHANGES[row["milestone"]], date_words(row["edtf"]) or "at a time not stated"
        if said[-1:] == [change]:
            words[-1] += f" (elsewhere: {when})"
        else:
            words.append(f"{change}{' again' * (change in said)} {when}")
        said.append(change)
    return listed(words) if words else ""


def events_sentence(events: pd.DataFrame, pair: str, source: Source) -> str:
    """How many events are told, how many of them are dated and between which years, and how many are cooperative."""
    number = len(events)
    tells = source.does("tells", "tell")
    if not number:
        return f"{tells} of no events between the two."
    if number == 1:
        return f"{tells} of {only_event(events, pair)}."
    return f"{tells} of {counted(number, 'event')}{years_words(events)}; {kinds_words(events)}."


def only_event(events: pd.DataFrame, pair: str) -> str:
    row = events.iloc[0]
    a, b = map(called, sides(pair))
    where = analysis.lanes(events).iloc[0]
    actor = {A_TO_B: a, B_TO_A: b, TOGETHER: "both sides"}.get(where, "others")
    kind = "cooperative" if analysis.cooperative(events).iloc[0] else "conflictual"
    when = date_words(row["edtf"])
    return f"one event, a {kind} one by {actor}, {when or 'without a date'}"


def years_words(events: pd.DataFrame) -> str:
    """How many events are dated, and between which years; dates with an open end are counted, and said to be so."""
    dated = events[events["edtf"] != ""]
    if not len(dated):
        return ", none of them dated"
    known = sorted(day for day in (*dated["earliest"], *dated["latest"]) if day)
    first, last = int(known[0][:4]), int(known[-1][:4])
    span = f"in {first}" if first == last else f"between {first} and {last}"
    ends = int(((dated["earliest"] == "") | (dated["latest"] == "")).sum())
    if ends == len(dated):
        return f", {figure(ends)} of them dated, with an open end"
    aside = f" ({figure(ends)} with an open end)" if ends else ""
    if len(dated) == len(events):
        return f" {span}{aside}"
    return f", {figure(len(dated))} of them dated {span}{aside}"


def kinds_words(events: pd.DataFrame) -> str:
    number, good = len(events), int(analysis.cooperative(events).sum())
    if good in (0, number):
        return f"{'both' if number == 2 else 'all'} are {'cooperative' if good else 'conflictual'}"
    return f"{figure(good)} {verb(good)} cooperative and {figure(number - good)} conflictual"


def figure(number: int) -> str:
    return {0: "none", 1: "one"}.get(number, str(number))


def verb(number: int) -> str:
    return "is" if number == 1 else "are"


def sides_sentence(events: pd.DataFrame, pair: str) -> str:
    """In how many events each side acts, both act together, and others act toward both."""
    number = len(events)
    if number < 2:
        return ""
    found = analysis.lanes(events).value_counts()
    a, b, both, others = (int(found.get(lane, 0)) for lane in (A_TO_B, B_TO_A, TOGETHER, TOWARD_BOTH))
    if both == number:
        return f"In {'both' if number == 2 else 'all'} of them the two sides act together."
    clauses = acting(a, b, pair)
    if both:
        clauses.append(f"both together in {figure(both)}" if clauses else f"both act together in {figure(both)}")
    if others:
        clauses.append(
            f"others toward both in {figure(others)}" if clauses else f"others act toward both in {figure(others)}"
        )
    return f"{capital(', '.join(clauses))}."


def acting(a: int, b: int, pair: str) -> list[str]:
    """Clauses on the two sides, the one that acts more often first."""
    first, second = map(called, sides(pair))
    if a == b:
        return [f"{first} and {second} act in {figure(a)} each"] if a else []
    (more, most), (fewer, least) = ((first, a), (second, b)) if a > b else ((second, b), (first, a))
    return [f"{more} acts in {figure(most)}", f"{fewer} in {figure(least)}"]


def missions_sentence(missions: pd.DataFrame, pair: str, source: Source) -> str:
    """Which missions each side has in the other, and from where it covers it, as the article leaves them."""
    a, b = sides(pair)
    clauses = [
        clause for sender, receiver in ((a, b), (b, a)) if (clause := mission_clause(missions, sender, receiver))
    ]
    if not clauses:
        return ""
    leaves = f"As {source.noun} {'leave' if source.plural else 'leaves'} it"
    return f"{leaves}, {', and '.join(clauses)}."


def mission_clause(missions: pd.DataFrame, sender: str, receiver: str) -> str:
    rows = missions[(missions["sender"] == sender) & (missions["status"] == "open")]
    resident = rows[rows["residence"] != "non-resident"]
    covers = rows[rows["residence"] == "non-resident"]
    deeds = [f"has {resident_words(resident, receiver)}"] if len(resident) else []
    if len(covers):
        places = dict.fromkeys(with_article(place) if place else "elsewhere" for place in covers["accredited_from"])
        deeds.append(f"covers {called(receiver)} from {listed(places)}")
    return f"{called(sender)} {' and '.join(deeds)}" if deeds else ""


def resident_words(missions: pd.DataFrame, receiver: str) -> str:
    """Resident missions by kind and city; above four only their number."""
    if len(missions) > LISTED_MISSIONS:
        return f"{counted(len(missions), 'mission')} in {called(receiver)}"
    groups = missions.groupby("kind", sort=False)
    return listed(kind_words(str(kind), list(rows["city"]), receiver) for kind, rows in groups)


def kind_words(kind: str, cities: list[str], receiver: str) -> str:
    """Missions of one kind.

    >>> kind_words("honorary-consulate", ["Tampico", "Mexico City"], "MEX"), kind_words("embassy", [""], "MEX")
    ('honorary consulates in Tampico and Mexico City', 'an embassy in Mexico')
    """
    noun = MISSION_NAMES.get(kind, kind)
    places = listed(dict.fromkeys(city or called(receiver) for city in cities))
    if len(cities) > 1:
        return f"{plural(noun)} in {places}"
    return f"{'an' if noun[0] in 'aeio' or noun.startswith('hono') else 'a'} {noun} in {places}"


def plural(noun: str) -> str:
    """The plural of a mission's name, whose head may stand first.

    >>> plural("embassy"), plural("consulate general"), plural("trade office")
    ('embassies', 'consulates general', 'trade offices')
    """
    if noun.endswith(" general"):
        return f"{plural(noun.removesuffix(' general'))} general"
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def findings_sentence(findings: pd.DataFrame, source: Source) -> str:
    if not len(findings):
        return ""
    points = "one point" if len(findings) == 1 else f"{len(findings)} points"
    if source.plural:
        return f"On {points} the texts are at odds with themselves or with one another."
    return f"On {points} the text is at odds with itself."
