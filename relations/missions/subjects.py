"""A masked sentence and a verb in it -> whose verb it is: a state of the pair, both, neither, or nobody named."""

from typing import NamedTuple

from relations.missions.grammar import pattern
from relations.missions.masks import Masked

CLAUSE, MENTION, BOTH, NEITHER = (pattern(name) for name in ("clause", "mention", "both", "neither"))
NAMED, GOVERNMENT, PRONOUN, RELATIVE = (pattern(name) for name in ("named", "government", "pronoun", "relative"))
OBJECT, STATE_OF = (pattern(name) for name in ("object", "state_of"))


class Subject(NamedTuple):
    """The states whose verb it is; `certain` unless only the order of words suggests them."""

    codes: tuple[str, ...]
    certain: bool

    @property
    def is_foreign(self) -> bool:
        """Whether the words name a subject, and it is neither state of the pair."""
        return self.codes == ("",)


NOBODY = Subject((), certain=False)
FOREIGN = Subject(("",), certain=True)


def of(m: Masked, verb: int, spoken_of: str) -> Subject:
    """The subject of the verb at an offset; `spoken_of` is the state meant by "it" if its sentence names none."""
    clause = max([0, *(match.end() for match in CLAUSE.finditer(m.text) if match.end() <= verb)])
    before = m.text[clause:verb]
    if NEITHER.search(before):
        return FOREIGN
    if BOTH.search(before):
        return Subject(m.pair, certain=True)
    for named in (NAMED, GOVERNMENT):
        if (match := named.search(before)) and _is_free(before, match.start()):
            return Subject((m.state(match["run"]),), certain=True)
    if PRONOUN.search(before):
        stop = m.text.rfind(";", 0, verb) + 1
        first = MENTION.search(m.text, stop, verb if stop else clause) or MENTION.search(m.text, 0, clause)
        code = m.state(first["run"]) if first else spoken_of
        return Subject((code,), certain=True) if code else NOBODY
    mentions = list(MENTION.finditer(before))
    if RELATIVE.search(before) and mentions:
        return Subject((m.state(mentions[-1]["run"]),), certain=True)
    free = [m.state(match["run"]) for match in mentions if _is_free(before, match.start())]
    return Subject((free[0],), certain=not free[0]) if free else NOBODY


def first_named(m: Masked) -> str | None:
    """The state that a sentence is about: the first named, not after a preposition. None: none; "": a third state."""
    for match in MENTION.finditer(m.text):
        if _is_free(m.text, match.start()):
            return m.state(match["run"])
    return None


def _is_free(text: str, start: int) -> bool:
    """Whether a name is not the object of a preposition ("with Chile"), other than in "the government of Chile"."""
    before = text[max(0, start - 30) : start]
    return not OBJECT.search(before) or bool(STATE_OF.search(before))
