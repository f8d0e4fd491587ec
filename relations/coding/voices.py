"""A word of a sentence and the form in which a rule has it -> how it is used: active, passive, noun or adjective."""

import re

from relations.coding.clauses import COORDINATORS
from relations.coding.parties import Party
from relations.coding.scene import Scene
from relations.coding.words import (
    ARTICLES,
    AS_PREPOSITIONS,
    ASPECTUAL,
    BEFORE_ING,
    CALENDAR,
    COPULAR,
    DESCRIBING,
    DETERMINERS,
    HAVE,
    NO_AGENT,
    PLURAL,
    PREPOSITIONS,
    PUT_IN,
    SINGULAR,
    Group,
    Word,
    group,
    is_adverb,
    preceding,
)
from relations.patterns import Seldom

PASSIVE = re.compile(r"\b(?:was|were|been|is|are)\s+(?:\w+ly\s+)?[\w-]+(?:ed|en|wn|lt|nt|de|id|ut|ght)\b")
INVERTED = Seldom(r"(?:\bdid|(?<!\w)does) (?:[\w'’-]+ ){1,5}$")  # "only in 1984 did Oman recognise it"
MODAL = Seldom(r"\b(?:will|would|shall|should|may|might|could|must) (?:one day|some day|in (?:the )?future|at last) $")
AND_THINGS = Seldom(r" and (?:(?:the|its|their|all|many|several|some|\d[\d,.]*) )?(?:[a-z-]+ )?[a-z-]+s $")
# "Were arrested in 2008 and, in May 2012, sentenced".
AND_LATER = Seldom(
    rf"\b(?:and|but),? (?:(?:in|on|by) {CALENDAR}|(?:\w+ )?(?:years?|months?|weeks?|days?) later"
    r"|(?:in )?the (?:same|following|next) (?:year|month|day)),? (?:\w+ly )?$"
)
# "Were established in 1976, suspended in 1980 and restored in 1985".
SERIES = re.compile(r"[^.,;()]{0,60},? and (?:(?:\w+ly|then|later|again|finally) )?\w+(?:ed|en|wn|lt|nt|ut|ght)\b")
# "Also signed were two protocols": what is done before what it is done to.
FRONTED = re.compile(r"\W*(?:(?:also|further|likewise) )?$", re.IGNORECASE)
WERE = re.compile(r" (?:[^.,;:]{0,40} )?(?:was|were|has been|have been) (?:an?|the|two|three|several|[A-Z])")
# "Had their shops looted": what was done to them.
SUFFERED = re.compile(r"\b(?:had|have|having) (?:its|their|his|her) (?:[\w’'-]+ ){1,3}$")
# "Was caught and declared persona non grata": no object of somebody's.
COMPLEMENT = re.compile(r" (?:personae? non grata|personas non grata|unwelcome|undesirable|guilty|innocent)\b")
WHILE_LATER = re.compile(r" (?:[\w-]+ ){1,3}(?:later|afterwards|after)\b")  # "went back five weeks later"
ADVERBIALS = re.compile(r"(?:\b(?:\w+ly|also|still|often|then|both|now|again|later|soon)\b|[\s,)])*")


def of(scene: Scene, i: int, last: int, tag: str, spoken: bool) -> tuple[str, Group]:
    """How words are used here; "" when it is not as the rule means them. `spoken`: the rule tells what is said."""
    auxiliaries = group(scene.words, i, tag)
    if tag == "adj":
        auxiliaries = auxiliaries if auxiliaries.first < i else _copula(scene.words, i)
        return ("adjective" if auxiliaries.first < i else ""), auxiliaries
    before = preceding(scene.words, auxiliaries.first)
    if tag == "noun":
        verbal = auxiliaries.infinitive or auxiliaries.future or auxiliaries.possible
        verbal = verbal or MODAL.search(scene.text, 0, scene.words[i].start) is not None
        verbal = verbal or (before == "to" and i > 1 and scene.words[i - 2].form in HAVE)  # "had to stay"
        return ("" if verbal else "noun"), Group(i)
    if tag == "base":
        return _base(scene, i, last, before, auxiliaries), auxiliaries
    if tag == "s":
        noun = _follows(scene, last) == "by"  # "state visits by the sultan"
        return ("active" if not noun and _ends_subject(scene, i, before) else ""), auxiliaries
    if tag == "ing" and scene.words[i].form in AS_PREPOSITIONS:
        return "", auxiliaries
    if tag == "ing" and not auxiliaries.progressive:
        noun = before in ARTICLES or any(
            p.kind == "demonym" and p.end == scene.words[i].start - 1 for p in scene.parties
        )
        return "active" if spoken and not noun else _gerund(scene, i, before), auxiliaries
    owned = i > 0 and scene.text[: scene.words[i - 1].end].endswith(("'s", "’s"))
    if tag in ("ed", "pp") and auxiliaries.first == i and (before in PREPOSITIONS or before in ARTICLES or owned):
        return "", auxiliaries  # an adjective: "for alleged conspiracy"
    if tag in ("ed", "pp") and auxiliaries.first == i and (_is_fronted(scene, i, last) or _is_suffered(scene, i)):
        return "passive", auxiliaries._replace(passive=True)
    bare = tag in ("ed", "pp") and auxiliaries.first == i and _is_bare(scene, i, last)
    return ("passive" if auxiliaries.passive or bare else "active"), auxiliaries


def _is_bare(scene: Scene, i: int, last: int) -> bool:
    """Whether a participle without an auxiliary is a passive: "a step criticised by Chad", "citizens accused of"."""
    agent = scene.words[last].end + 1  # not in "rejected, by a close vote, the treaty"
    by = scene.text.startswith("by ", agent) and not NO_AGENT.match(scene.text, agent)
    if by or i == 0 or is_put_in(scene, i, last) or (shares_passive(scene, i) and stands_alone(scene, last)):
        return True
    return _follows(scene, last) == "of" and not scene.words[i].finite


def _base(scene: Scene, i: int, last: int, before: str, auxiliaries: Group) -> str:
    """A base form: a verb after an auxiliary, after a plural subject, or inverted; "" for a noun."""
    plain = auxiliaries.first == i or not (
        auxiliaries.infinitive or auxiliaries.future or auxiliaries.possible or auxiliaries.negated
    )
    if auxiliaries.first == i and MODAL.search(scene.text, 0, scene.words[i].start):
        return ""  # "will one day exchange ambassadors"
    phrase = before == "that" and _follows(scene, last) in PREPOSITIONS  # "learned that aid to Chad was frozen"
    plain = plain and not (
        scene.words[i].finite
        or _plural_subject(scene, i, before)
        or INVERTED.search(scene.text, 0, scene.words[i].start)
    )
    return "" if phrase or plain else "active"


def _follows(scene: Scene, last: int) -> str:
    """The word after the one at `last`; "" at the end of the sentence."""
    return scene.words[last + 1].form if last + 1 < len(scene.words) else ""


def _is_fronted(scene: Scene, i: int, last: int) -> bool:
    """Whether a participle opens its clause, and what it is done to follows: "also signed were two protocols"."""
    opening = scene.clauses[scene.clause_at(scene.words[i].start)].start
    leads = FRONTED.fullmatch(scene.text, opening, scene.words[i].start)
    return leads is not None and WERE.match(scene.text, scene.words[last].end) is not None


def _is_suffered(scene: Scene, i: int) -> bool:
    """Whether a participle tells what was done to somebody's things: "had their shops looted"."""
    opening, at = scene.clauses[scene.clause_at(scene.words[i].start)].start, scene.words[i].start
    return SUFFERED.search(scene.text, opening, at) is not None


def is_put_in(scene: Scene, i: int, last: int) -> bool:
    """Whether a participle describes the subject of a later verb: "relations, cut in 1982, were resumed"."""
    text, end = scene.text, scene.words[last].end
    if scene.words[i].finite or _follows(scene, last) == "since":  # "suspended since 1982": how it stood
        return False
    between = text.endswith(", ", 0, scene.words[i].start)
    return (PUT_IN if between else DESCRIBING).match(text, end) is not None


def shares_passive(scene: Scene, i: int) -> bool:
    """Whether the word at `i` can share the auxiliary of a passive: "was opened in 1922 and raised in 1954".

    It may have a subject of its own: "schools were closed in 1900 and teachers expelled in 1910".
    """
    clause, at = scene.clause_at(scene.words[i].start), scene.words[i].start
    later = AND_LATER.search(scene.text, 0, at)
    if later and later.start() == scene.clauses[clause].start > 0:
        clause -= 1
    start = scene.clauses[clause].start
    listed = scene.text.endswith(", ", start, at) and SERIES.match(scene.text, scene.words[i].end) is not None
    joined = preceding(scene.words, i) in COORDINATORS or AND_THINGS.search(scene.text, start, at) is not None
    return bool(later or listed or joined) and PASSIVE.search(scene.text, start, at) is not None


def stands_alone(scene: Scene, last: int) -> bool:
    """Whether no object follows a verb's last word: "were arrested in 1990 and expelled in 1991"."""
    if last + 1 == len(scene.words):
        return True
    following = scene.words[last + 1]
    parted = scene.text[scene.words[last].end : following.start] != " "
    end = scene.words[last].end
    completed = WHILE_LATER.match(scene.text, end) or COMPLEMENT.match(scene.text, end)
    return bool(parted or completed) or following.form in PREPOSITIONS | COORDINATORS or is_adverb(following.form)


def _copula(words: list[Word], i: int) -> Group:
    """The verb that a noun completes: "was a strong supporter of", "remained an ally of"; an empty group for none."""
    for at in range(i - 1, max(i - 5, 0), -1):
        if words[at].form in ("a", "an", "one", "the"):
            before = group(words, at, "adj")
            if before.first < at:
                return before
            return Group(at - 1) if words[at - 1].form in COPULAR else Group(i)
        if words[at].form in PREPOSITIONS or words[at].finite:
            break
    return Group(i)


def _gerund(scene: Scene, i: int, before: str) -> str:
    """A form in -ing without auxiliary: noun ("the opening of"), verb ("after signing"), or "" ("army training")."""
    if before in ("the", "a", "an", "its", "their"):
        following = scene.words[i + 1] if i + 1 < len(scene.words) else None
        if following is None or following.finite or following.name or is_adverb(following.form):
            return "noun"
        return "noun" if following.form in PREPOSITIONS else ""  # "its training mission"
    if before in ASPECTUAL:
        return "active"
    if _follows(scene, i) == "of" and (not before or before[0].isdigit() or before in ("and", "or")):
        return "noun"  # "1971: Opening of the embassy", "the building and training of warships"
    at = i
    while at and is_adverb(scene.words[at - 1].form):  # "closed the border, effectively expelling them"
        at -= 1
    gap = scene.text[scene.words[at - 1].end : scene.words[at].start] if at else ""
    after_party = any(
        party.end <= scene.words[i].start and not scene.text[party.end : scene.words[i].start].strip()
        for party in scene.parties
        if party.kind != "self" and not (party.kind == "body" and scene.text.endswith(("the ", " a "), 0, party.start))
    )
    if before in ("and", "or"):  # as a verb only beside another ("by opening an embassy and signing")
        return "active" if any(word.form.endswith("ing") for word in scene.words[max(0, i - 12) : i]) else ""
    return "active" if not before or before in BEFORE_ING or "," in gap or after_party else ""


def _plural_subject(scene: Scene, i: int, before: str) -> bool:
    """Whether a base form can be a verb of the present: after a plural subject ("both countries support")."""
    if before in PLURAL:
        return True
    at = scene.words[i].start
    if scene.words[i - 1].form.endswith("s") and _is_only_verb(scene, i, before):
        return True
    last = next((party for party in reversed(scene.parties) if _stands_before(scene, party, at)), None)
    if last is None:
        return False
    if last.kind == "it":
        return last.text.lower() in ("they", "them")
    return last.kind == "both" or " and " in scene.text[max(0, last.start - 30) : last.start]


def _ends_subject(scene: Scene, i: int, before: str) -> bool:
    """Whether a form in -s can be a verb: after a word that can end a singular subject."""
    if before == "and" and _is_joined_to_past(scene, i):
        return False
    if before in SINGULAR:
        return True
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    at = scene.words[i].start
    if not scene.words[i - 1].form.endswith("s") and _is_only_verb(scene, i, before):
        return True
    names = ("name", "person-name", "self", "capital", "body", "city")
    return any(party.kind in names and _stands_before(scene, party, at) for party in scene.parties)


def _is_joined_to_past(scene: Scene, i: int) -> bool:
    """Whether the verb before a word is in the past, so that "and" joins two things: "gave aid and funds"."""
    last = next((verb for verb in reversed(scene.verbs) if verb.end <= scene.words[i].start), None)
    return last is not None and (last.form in ("was", "had") or not last.form.endswith("s"))


def _is_only_verb(scene: Scene, i: int, before: str) -> bool:
    """Whether a sentence has no other finite verb than the word at `i`, which follows a noun: "The firm sells"."""
    others = [verb for verb in scene.verbs if verb.start != scene.words[i].start]
    if i == 0 or others or not scene.text.rstrip().endswith("."):
        return False
    return not (before in DETERMINERS or before in PREPOSITIONS or before in ARTICLES or before in COORDINATORS)


def _stands_before(scene: Scene, party: Party, at: int) -> bool:
    """Whether a party ends before an offset with nothing but adverbs between them."""
    return party.end <= at and ADVERBIALS.fullmatch(scene.text, party.end, at) is not None
