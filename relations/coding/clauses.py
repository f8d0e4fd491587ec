"""A sentence's words -> its clauses, so that each verb finds its own subject, objects and dates."""

import re
from typing import NamedTuple

from relations import lexicon
from relations.coding.words import LEANING, Word, is_adverb
from relations.words import MONTHS

VOCABULARY = lexicon.rules("grammar.toml")
SUBORDINATORS = frozenset(VOCABULARY["subordinators"])
RELATIVES = frozenset(VOCABULARY["relatives"])
COORDINATORS = frozenset(VOCABULARY["coordinators"])
SUBJECT_OPENERS = frozenset(VOCABULARY["subject_openers"])
OPENERS = frozenset(VOCABULARY["openers"])
PREPOSITIONS = frozenset(VOCABULARY["prepositions"])
SAYING = frozenset(VOCABULARY["saying"])
SPEAKING = SAYING | frozenset(VOCABULARY["speaking"])
MERELY_SAYING = frozenset(VOCABULARY["merely_saying"])
NO_SUBJECT = PREPOSITIONS | COORDINATORS | RELATIVES | SUBORDINATORS | frozenset(VOCABULARY["after_saying"])
LINKING = frozenset(VOCABULARY["linking"])
CLOSING = frozenset({"was", "were", "is", "are", "has", "have", "had"})
OPENING = 4  # words in which the subject of a sentence is named: "In 1990 Chad"
UNITS = frozenset({"year", "years", "month", "months", "week", "weeks", "day", "days"})
# "May" is left out, for "the treaty that may".
POINTED_AT = frozenset({*VOCABULARY["pointed_at"], *(month.lower() for month in MONTHS)} - {"may"})

# "Has run a project since 2006 called Oasis"; a number before a noun may count things.
SINCE_YEAR = re.compile(r" (?:the )?(?:(?:early|late|mid)[ -])?(?:\d{3}0s\b|\d{4}(?=[,.;)]| \(| \w+ed\b))")
# "It was not until 1990 that Chad recognised it" tells what follows, and of nothing else.
CLEFT = re.compile(
    r"\W*(?:However, )?[Ii]t (?:was|is) (?:not until|only|not before|in|on|during|after|under|at)\b[^,;]{0,60} "
)
# "After the talks failed, Badr, the sultan": who he is follows his name; but not "in Muscat, Oman, the sultan".
NAME = r"[a-z\d], (?:[A-Z][\w.'’-]+ ?){1,4}"
EXPLAINED = re.compile(rf"{NAME}$")
SUBJECT_EXPLAINED = re.compile(rf"{NAME}, (?:the|an?|its|his|then|who|whose) [^,]*, $")
AND_THEN = re.compile(r"\b(?:and|but|then), $")  # "protested and, after talks had failed, broke off relations"


class Clause(NamedTuple):
    """A stretch of a sentence with a finite verb and a subject of its own; `opener` is the word that opens it, if any.

    `resumes` is the index of an earlier clause whose subject it goes on with, after a relative clause between
    commas; -1 for none.
    """

    start: int
    end: int
    opener: str = ""
    resumes: int = -1


class Mark(NamedTuple):
    """Where a clause begins; `opener` and `resumes` as in `Clause`."""

    start: int
    opener: str = ""
    resumes: int = -1


def clauses(text: str, words: list[Word]) -> list[Clause]:
    """Split a sentence into clauses.

    >>> from relations.coding.words import words
    >>> text = "Chad, which had closed it, left in 1965 and Oman stayed."
    >>> [text[c.start : c.end] for c in clauses(text, words(text))]
    ['Chad, ', 'which had closed it, ', 'left in 1965 ', 'and Oman stayed.']
    """
    marks = [Mark(0, words[0].form if words and words[0].form in SUBORDINATORS else "")]
    verb = -1
    for i, word in enumerate(words):
        if not word.finite:
            continue
        mark = None if verb >= 0 and _same_group(text, words, verb, i) else _mark(text, words, verb, i, marks)
        if mark:
            marks.append(mark)
        verb = i
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    return [Clause(mark.start, end, mark.opener, mark.resumes) for mark, end in zip(marks, ends, strict=True)]


def _same_group(text: str, words: list[Word], verb: int, i: int) -> bool:
    """Whether two finite words belong to one verb ("had been closed"), with nothing but adverbs between them."""
    put_in = i == verb + 1 and "," in text[words[verb].end : words[i].start]  # "after talks had failed, broke off"
    return not put_in and all(
        is_adverb(word.form) or word.form in ("been", "being", "be", "not", "never") for word in words[verb + 1 : i]
    )


def _mark(text: str, words: list[Word], verb: int, i: int, marks: list[Mark]) -> Mark | None:
    """Where the clause of the verb at `i` begins, if not where that of the verb before it does."""
    last, first = marks[-1], _group_start(words, verb, i)
    if verb >= 0 and words[verb].start > last.start and _closes_relative(text, words, first, last):
        return Mark(words[first].start, resumes=max(len(marks) - 2, 0))
    if verb >= 0 and (mark := _led(text, words, verb, first, marks)):
        return mark
    nearest: Mark | None = None
    shares = words[first - 1].form in COORDINATORS  # the subject: "recognised Chad and Oman in 1973, and left"
    for c in range(first - 1, verb, -1):
        if words[c].start <= last.start:
            break
        # Before the first verb stands its own subject, which only a clause of another kind can follow.
        inserted = words[c].form in RELATIVES or (words[c].form in SUBORDINATORS and _is_inserted(text, words, c))
        if shares and words[c].form in COORDINATORS:
            continue
        if (verb >= 0 or inserted) and _is_opener(text, words, c, first, i):
            mark = Mark(words[c].start, words[c].form)
            if words[c].form not in COORDINATORS or _after_comma(text, words, c):
                return mark
            nearest = nearest or mark  # if it joins two subjects, what opens the clause comes before them
        elif _divides(text, words, verb, c, marks) if verb >= 0 else _sets_apart(text, words, c):
            return Mark(words[c + 1].start)
    if 0 <= verb < first - 1 and _semicolon(text, words[verb], words[verb + 1]):
        return Mark(words[verb + 1].start)
    return nearest


def _group_start(words: list[Word], verb: int, i: int) -> int:
    """The index of the first of the adverbs that stand right before the verb at `i`, or of the verb itself."""
    while i - 1 > verb and is_adverb(words[i - 1].form):
        i -= 1
    return i


def _closes_relative(text: str, words: list[Word], first: int, last: Mark) -> bool:
    """Whether a relative clause ends before a verb: "Chad, which had closed it, left", "the men who went were held".

    So may one that is put in after "and": "Chad protested and, when that failed, left".
    """
    if last.opener in SUBORDINATORS and AND_THEN.search(text, 0, last.start):
        return "," in text[words[first - 1].end : words[first].start]
    if last.opener not in RELATIVES or first == 0:
        return False
    if "," in text[words[first - 1].end : words[first].start]:
        return True
    if _is_last_of_none(text, words, first, last):
        return True
    before = [word.form for word in words if word.end < last.start][-1:]
    inside = [word for word in words[:first] if word.start > last.start]
    if words[first].form not in CLOSING or (last.opener == "that" and not SPEAKING.isdisjoint(before)):
        return False
    return not any(word.form in COORDINATORS or word.form in LEANING or word.form in SPEAKING for word in inside)


def _is_last_of_none(text: str, words: list[Word], first: int, last: Mark) -> bool:
    """Whether a verb must be that of the main clause, which has none before and gets none after."""
    inside = {word.form for word in words[:first] if word.start > last.start}
    if words[first - 1].form in COORDINATORS or not inside.isdisjoint(RELATIVES | SPEAKING):
        return False
    if any(word.finite for word in words if word.start < last.start) or ";" in text[last.start : words[first].start]:
        return False
    later = (n for n in range(first + 1, len(words)) if words[n].finite)
    return all(_same_group(text, words, first, n) for n in later)


def _is_inserted(text: str, words: list[Word], c: int) -> bool:
    """Whether a clause is put in before the first verb: "Oman, when it met Chad", "in 1974, a year after it left"."""
    return _after_comma(text, words, c) or (
        c > 1 and words[c - 1].form in UNITS and words[c].form in ("after", "before")
    )


def _led(text: str, words: list[Word], verb: int, first: int, marks: list[Mark]) -> Mark | None:
    """Where a clause begins that goes back to the main one, or that tells without "that" what somebody says."""
    if _goes_back(text, words, verb, first, marks[-1]):
        at = first if _after_comma(text, words, first) else first - 1
        return Mark(words[at].start, resumes=_main(marks))
    if _says(text, words, verb, first) and words[verb + 1].start > marks[-1].start:
        return Mark(words[verb + 1].start, "that")
    return None


def _goes_back(text: str, words: list[Word], verb: int, first: int, last: Mark) -> bool:
    """Whether ", and" before a verb leads back from a clause put in: "said that Chad had attacked, and closed it"."""
    if last.start == 0 or last.opener not in LEANING or words[verb].start < last.start:
        return False
    at = first if _after_comma(text, words, first) else first - 1  # "took offence when Chad left, recalled its envoy"
    if not _after_comma(text, words, at) or (at < first and words[at].form not in ("and", "but")):
        return False
    if SUBJECT_EXPLAINED.search(text, words[verb].end, words[first].start):
        return False
    inside = [word for word in words[:at] if word.start >= last.start]
    return not any(
        word.finite and _after_comma(text, inside, n) for n, word in enumerate(inside)
    )  # "fought, won, and left"


def _main(marks: list[Mark]) -> int:
    """The index of the last clause that leans on no other."""
    return next((n for n in range(len(marks) - 1, 0, -1) if marks[n].opener not in LEANING), 0)


def _is_opener(text: str, words: list[Word], c: int, first: int, i: int) -> bool:
    """Whether the word at `c` opens the clause of the verb at `i`, whose adverbs begin at `first`."""
    form = words[c].form
    if form == "that" and (_is_determiner(words, c) or CLEFT.fullmatch(text, 0, words[c].start)):
        return False
    if form in RELATIVES:
        return True
    if form in SUBORDINATORS and c + 1 < i:  # a verb after "and" is the main clause's: "since the war and urged"
        return words[first - 1].form not in COORDINATORS and not _opens_phrase(text, words, c, first)
    return form in COORDINATORS and c + 1 < first and not _links(words, c) and _opens_clause(text, words[c + 1 : first])


def _links(words: list[Word], c: int) -> bool:
    """Whether the "and" at `c` joins the two that something lies between: "flights between Muscat and N'Djamena"."""
    led = [word.form for word in words[max(0, c - 4) : c]]
    return words[c].form == "and" and not LINKING.isdisjoint(led) and "and" not in led


def _opens_phrase(text: str, words: list[Word], c: int, first: int) -> bool:
    """Whether a word opens no clause but a phrase before a subject ("after the war, he was given shelter").

    Or a phrase put in after it: "Oman, after long talks, agreed", "Oman, because of the war, left".
    """
    if words[c].form == "because" and words[c + 1].form == "of":
        return True
    if words[c].form not in ("after", "before", "since", "until"):
        return False
    if SINCE_YEAR.match(text, words[c].end):
        return True
    if _after_comma(text, words, first):
        return _after_comma(text, words, c)
    parted = (n for n in range(c + 1, first) if _after_comma(text, words, n))
    return any(_opens_subject(text, words[n]) for n in parted)


def _says(text: str, words: list[Word], verb: int, first: int) -> bool:
    """Whether what a verb says follows it without "that": "Chad said Oman had closed it"."""
    if words[verb].form not in SAYING or verb + 1 >= first:
        return False
    subject = words[verb + 1]
    if text[words[verb].end : subject.start] != " ":
        return False
    if text[subject.start].isupper() or subject.form in ("he", "she", "it", "they"):
        return True
    if words[verb].form not in MERELY_SAYING or subject.form in NO_SUBJECT:
        return False
    return "," not in text[subject.start : words[first].start]


def _after_comma(text: str, words: list[Word], c: int) -> bool:
    return c > 0 and "," in text[words[c - 1].end : words[c].start]


def _divides(text: str, words: list[Word], verb: int, c: int, marks: list[Mark]) -> bool:
    """Whether a new clause begins after the word at `c`: after a semicolon or dash, or the comma of a clause put first.

    What is said in such a clause ends with it: "After Chad had said that it would leave, Oman gave in".
    """
    if _semicolon(text, words[c], words[c + 1]):
        return True
    last = marks[-1]
    said = last.opener == "that" and len(marks) > 1 and words[verb].start > last.start
    opener = marks[-2].opener if said else last.opener
    if opener not in SUBORDINATORS or not _after_comma(text, words, c + 1) or not _opens_subject(text, words[c + 1]):
        return False
    return EXPLAINED.search(text, last.start, words[c].end) is None


def _sets_apart(text: str, words: list[Word], c: int) -> bool:
    """Whether a semicolon parts what two are named to do: "Chad limited the hours; Oman stopped buying there"."""
    opens = any(word.name and word.form not in POINTED_AT for word in words[: min(c, OPENING)])
    return opens and words[c + 1].name and ";" in text[words[c].end : words[c + 1].start]


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
