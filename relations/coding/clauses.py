"""A sentence's words -> its clauses, so that each verb finds its own subject, objects and dates."""

from dataclasses import dataclass

from relations import lexicon
from relations.coding.words import Word, is_adverb

VOCABULARY = lexicon.rules("grammar.toml")
SUBORDINATORS = frozenset(VOCABULARY["subordinators"])
RELATIVES = frozenset(VOCABULARY["relatives"])
COORDINATORS = frozenset(VOCABULARY["coordinators"])
SUBJECT_OPENERS = frozenset(VOCABULARY["subject_openers"])
OPENERS = frozenset(VOCABULARY["openers"])
PREPOSITIONS = frozenset(VOCABULARY["prepositions"])
POINTED_AT = frozenset(VOCABULARY["pointed_at"])


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch with a finite verb and a subject of its own: offsets in the sentence, the word that opens it ("" for none).

    `resumes` is the index of an earlier clause whose subject it goes on with, after a relative clause between commas; -1 for none.
    """

    start: int
    end: int
    opener: str = ""
    resumes: int = -1


def clauses(text: str, words: list[Word]) -> list[Clause]:
    """Split a sentence into clauses.

    >>> from relations.coding.words import words
    >>> text = "Chad, which had closed it, left in 1965 and Oman stayed."
    >>> [text[c.start : c.end] for c in clauses(text, words(text))]
    ['Chad, ', 'which had closed it, ', 'left in 1965 ', 'and Oman stayed.']
    """
    marks: list[tuple[int, str, int]] = [(0, words[0].form if words and words[0].form in SUBORDINATORS else "", -1)]
    verb = -1
    for i, word in enumerate(words):
        if not word.finite or (verb >= 0 and _same_group(words, verb, i)):
            verb = i if word.finite else verb
            continue
        mark = _mark(text, words, verb, i, marks)
        if mark:
            marks.append(mark)
        verb = i
    ends = [*(start for start, _, _ in marks[1:]), len(text)]
    return [Clause(start, end, opener, resumes) for (start, opener, resumes), end in zip(marks, ends, strict=True)]


def _same_group(words: list[Word], verb: int, i: int) -> bool:
    """Whether two finite words belong to one verb ("had been closed"), with nothing but adverbs between them."""
    return all(
        is_adverb(word.form) or word.form in ("been", "being", "be", "not", "never") for word in words[verb + 1 : i]
    )


def _mark(
    text: str, words: list[Word], verb: int, i: int, marks: list[tuple[int, str, int]]
) -> tuple[int, str, int] | None:
    """Where the clause of the verb at `i` begins, if not where that of the verb before it does."""
    first = i
    while first - 1 > verb and is_adverb(words[first - 1].form):
        first -= 1
    comma_before = first > 0 and "," in text[words[first - 1].end : words[first].start]
    if comma_before and marks[-1][1] in RELATIVES and verb >= 0 and words[verb].start > marks[-1][0]:
        return words[first].start, "", max(len(marks) - 2, 0)
    for c in range(first - 1, verb, -1):
        form = words[c].form
        if verb < 0 and form not in RELATIVES:
            continue
        if words[c].start <= marks[-1][0]:
            break
        if form in RELATIVES and not (form == "that" and _is_determiner(words, c)):
            return words[c].start, form, -1
        if form in SUBORDINATORS and c + 1 < i:
            return words[c].start, form, -1
        if form in COORDINATORS and c + 1 < first and _opens_clause(text, words[c + 1 : first]):
            return words[c].start, form, -1
        if c > verb and verb >= 0 and _semicolon(text, words[c], words[c + 1]):
            return words[c + 1].start, "", -1
        if (
            verb >= 0
            and marks[-1][1] in SUBORDINATORS
            and "," in text[words[c].end : words[c + 1].start]
            and _opens_subject(text, words[c + 1])
        ):
            return words[c + 1].start, "", -1
    return None


def _is_determiner(words: list[Word], c: int) -> bool:
    """Whether "that" points at a noun ("to take that action", "in that year")."""
    return words[c + 1].form in POINTED_AT or (c > 0 and words[c - 1].form in PREPOSITIONS)


def _opens_clause(text: str, words: list[Word]) -> bool:
    """Whether words before a verb hold its subject, at once or after an adverbial ("and in 2002, the president")."""
    if _opens_subject(text, words[0]):
        return True
    return words[0].form in OPENERS and any(_opens_subject(text, word) for word in words[2:])


def _opens_subject(text: str, word: Word) -> bool:
    return word.form in SUBJECT_OPENERS or text[word.start].isupper()


def _semicolon(text: str, word: Word, following: Word) -> bool:
    between = text[word.end : following.start]
    return ";" in between or ": " in between or " – " in between or " — " in between
