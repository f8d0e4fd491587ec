"""Lists of missions -> what they say: infobox lines ("Mission1: Embassy of X, City") and items ("City (Embassy)")."""

import re
from collections.abc import Iterator

from relations import countries, dates
from relations.articles import Article, InfoItem, Section, Sentence
from relations.missions import phrases, references
from relations.missions.grammar import pattern
from relations.missions.masks import Masked, mask
from relations.missions.moments import Moments
from relations.missions.phrases import Phrase, Place
from relations.missions.said import Said
from relations.tagging import Tagged

HEADING, OWNER, BEFORE_KIND, AFTER_KIND, MENTION = (
    pattern(name) for name in ("heading", "owner", "before_kind", "after_kind", "mention")
)
KEY = re.compile(r"(?:diplomatic )?mission(?: ?([12])|s)?", re.IGNORECASE)
NONE = re.compile(r"(?:none|no|nil|n/?a|vacant)\b|[–—-]", re.IGNORECASE)  # "Mission1: None (embassy closed since 2021)"


def infobox(article: Article) -> Iterator[tuple[InfoItem, Said]]:
    """The missions named in the infobox, with the lines that name them."""
    for item in article.infobox:
        if NONE.match(item.value):
            continue
        key = KEY.fullmatch(item.key)
        side = article.pair[int(key[1]) - 1] if key and key[1] else _named(item.key, article)
        named = phrases.NOUN.search(item.value) is not None
        if (side in article.pair and (named or phrases.NOUN.search(item.key))) or (key and named):
            text = item.value if named else f"{item.key}: {item.value}"  # "Embassy of Chad: Muscat"
            for said in listed(_masked(text, article), side):
                yield item, said


def _named(key: str, article: Article) -> str:
    """The state whose mission a line of the infobox tells ("Omani embassy", "Mission of Chad"); empty if of no one."""
    named = {place.code for place in countries.find(key, pair=article.pair)}
    return named.pop() if len(named) == 1 else ""


def is_about_missions(section: Section) -> bool:
    """Whether a section's headings announce missions."""
    return any(HEADING.fullmatch(title) for title in section.path)


def owner_of(section: Section, article: Article) -> str:
    """Whose missions a section such as "Canadian missions in the United States" lists; empty if it does not say."""
    m = _masked(section.title, article)
    match = MENTION.search(m.text)
    return m.state(match["run"]) if match else ""


def announced(m: Masked) -> str:
    """Whose missions follow a line such as "Of Canada:"; empty if it announces none."""
    match = OWNER.fullmatch(m.text.rstrip(" :.;"))
    return m.state(match["run"]) if match else ""


def listed(m: Masked, sender: str) -> Iterator[Said]:
    """The missions of an item that has no verb; `sender` owns them if the item does not say whose they are."""
    owner = OWNER.match(m.text)
    if owner is not None and owner.end() < len(m.text):
        sender = m.state(owner["run"])
    for phrase in references.resolved(m, phrases.find(m)):
        if not phrase.foreign:
            yield from _item(m, phrase, sender)


def _item(m: Masked, phrase: Phrase, sender: str) -> Iterator[Said]:
    places, end = _places(m, phrase)
    opened, closed = Moments().standing(m, end, "has")
    for place in places:
        whose = m.other(place.country) if place.country in m.pair else "" if place.country else phrase.sender or sender
        if place.city and whose and phrase.sender in ("", whose):
            receiver = m.other(whose)
            yield Said(whose, receiver, phrase.kind, place.city, "resident", "", receiver, opened, closed, "listed")


def _places(m: Masked, phrase: Phrase) -> tuple[tuple[Place, ...], int]:
    """The places of a mission in a list ("embassy in A", "Embassy: A", "A (embassy)"), and where it has been told."""
    if phrase.places:
        return phrase.places, phrase.end
    if after := AFTER_KIND.match(m.text, phrase.end):
        places = phrases.places_at(m, after.end(), bare=True)
        if places.listed:
            return places.listed, places.end
    lead = phrases.places_at(m, 0, bare=True)
    return (lead.listed if BEFORE_KIND.fullmatch(m.text[lead.end : phrase.left]) else ()), phrase.end


def _masked(text: str, article: Article) -> Masked:
    sentence = Sentence(-1, 0, len(text), text, "item", Section("", 1, 0, 0, ()), -1)
    return mask(Tagged(sentence, tuple(countries.find(text, pair=article.pair)), tuple(dates.find(text))), article.pair)
