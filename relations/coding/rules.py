"""The event rules of the lexicon, read once: a form of a word -> the rules it can trigger.

A rule teaches one way in which English tells one type of event. Its fields stand in the headers of
`lexicon/events/*.toml`; the file's name is the event type.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from relations import lexicon
from relations.coding import inflection, words
from relations.errors import LexiconError
from relations.patterns import Seldom, Sieve, pieces

TYPES = tuple(row["type"].lower() for row in lexicon.table("event_types.csv") if not row["mode"])
WORDS: dict[str, str] = lexicon.rules("events/words.toml")
ROLES = ("directed", "mutual", "meet", "visit", "hosted", "received", "mirrored")
FIELDS = {
    "id", "mode", "milestone", "verbs", "nouns", "adjectives", "objects", "intransitive", "unless", "needs", "gap",
    "roles", "recipient", "agentless", "strict", "governs", "recurs", "item", "negated", "status", "example", "expect",
    "not_example",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of telling one type of event; patterns are compiled, lists are tuples.

    `signs` are the pieces of text of which a sentence has one of each row where the rule applies.
    """

    name: str
    event_type: str
    mode: str
    milestone: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    objects: re.Pattern[str] | None
    signs: tuple[tuple[str, ...], ...]
    gap: int
    unless: Seldom | None
    needs: Seldom | None
    roles: str
    recipient: str
    agentless: str
    intransitive: bool
    strict: bool
    governs: bool
    recurs: bool
    item: re.Pattern[str] | None
    negated: str
    status: str
    example: str
    expect: tuple[str, ...]
    not_example: str


class Entry(NamedTuple):
    """A word form that can trigger a rule: its tag, the words that must follow it at once, the bits of its signs."""

    rule: Rule
    tag: str
    rest: tuple[str, ...]
    signs: int


class Entries(NamedTuple):
    """The entries of one word form: those of the word alone, and the others by the word that must follow it."""

    alone: tuple[Entry, ...]
    followed: dict[str, tuple[Entry, ...]]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the event types and of their files."""
    return tuple(_rule(name, entry) for name in TYPES for entry in lexicon.rules(f"events/{name}.toml").get("rule", ()))


@cache
def sieve() -> Sieve:
    """The signs of all rules, to be looked for in a sentence at once."""
    return Sieve(row for rule in rules() for row in rule.signs)


@cache
def index() -> dict[str, Entries]:
    """Every form of every trigger -> the rules it can trigger."""
    irregular = inflection.irregular_verbs()
    found: dict[str, list[Entry]] = {}
    for rule in rules():
        signs = sieve().bits(rule.signs)
        for phrase, kind in _triggers(rule):
            head, *rest = map(words.normal, phrase.split())
            for form, tag in inflection.forms(head, irregular) if kind == "verb" else _other_forms(head, kind):
                found.setdefault(form, []).append(Entry(rule, tag, tuple(rest), signs))
            if kind == "noun" and rest:  # "border clashes" beside "notes of protest"
                several = (*rest[:-1], _plural(rest[-1]))
                found.setdefault(head, []).append(Entry(rule, "noun", several, signs))
    return {form: _by_next(entries) for form, entries in found.items()}


def _by_next(entries: list[Entry]) -> Entries:
    followed: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        if entry.rest:
            followed[entry.rest[0]] = (*followed.get(entry.rest[0], ()), entry)
    return Entries(tuple(entry for entry in entries if not entry.rest), followed)


def _triggers(rule: Rule) -> list[tuple[str, str]]:
    return [
        *((verb, "verb") for verb in rule.verbs),
        *((noun, "noun") for noun in rule.nouns),
        *((adjective, "adj") for adjective in rule.adjectives),
    ]


def _other_forms(word: str, kind: str) -> list[tuple[str, str]]:
    return [(word, "noun"), (_plural(word), "noun")] if kind == "noun" else [(word, "adj")]


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh")) else "s")


def _rule(name: str, entry: dict[str, Any]) -> Rule:
    where = f"lexicon/events/{name}.toml, rule {entry.get('id', '?')}"
    _check(entry, where)
    of_objects, unless, of_needs = (lexicon.filled(entry.get(key, ""), WORDS) for key in ("objects", "unless", "needs"))
    item = lexicon.filled(entry.get("item", ""), WORDS)
    objects = _compiled(rf"\b(?:{of_objects})\b" if of_objects else "", where)
    needs = _seldom(of_needs, where)
    signs = (pieces(objects.pattern) if objects else (), needs.pieces if needs else ())
    return Rule(
        name=f"{name}.{entry['id']}", event_type=name.upper(), mode=entry.get("mode", ""),
        milestone=entry.get("milestone", ""), verbs=tuple(entry.get("verbs", ())), nouns=tuple(entry.get("nouns", ())),
        adjectives=tuple(entry.get("adjectives", ())), gap=entry.get("gap", 5),
        objects=objects, unless=_seldom(unless, where), needs=needs, signs=tuple(filter(None, signs)),
        roles=entry.get("roles", "directed"), recipient=entry.get("recipient", ""),
        agentless=entry.get("agentless", ""), intransitive=entry.get("intransitive", False),
        strict=entry.get("strict", False), governs=entry.get("governs", False), recurs=entry.get("recurs", False),
        item=_compiled(rf"\b(?:{item})\b" if item else "", where), negated=entry.get("negated", ""),
        status=entry.get("status", ""), example=entry.get("example", ""), expect=tuple(entry.get("expect", ())),
        not_example=entry.get("not_example", ""),
    )  # fmt: skip


def _check(entry: dict[str, Any], where: str) -> None:
    unknown = sorted(set(entry) - FIELDS)
    if unknown or "id" not in entry:
        what = f"unknown field {', '.join(unknown)}" if unknown else "no id"
        raise LexiconError(what, where=where, expected=", ".join(sorted(FIELDS)))
    if entry.get("roles", "directed") not in ROLES:
        raise LexiconError(f"unknown roles {entry['roles']!r}", where=where, expected=" or ".join(ROLES))


def _compiled(pattern: str, where: str) -> re.Pattern[str] | None:
    if "\n" in pattern:
        line = pattern[: pattern.index("\n")][-40:]
        raise LexiconError(f"a pattern breaks its line after {line!r}", where=where, expected="a line break after |")
    try:
        return re.compile(pattern, re.IGNORECASE) if pattern else None
    except re.error as error:
        raise LexiconError(f"not a regular expression: {pattern!r}", where=where, expected=str(error)) from error


def _seldom(pattern: str, where: str) -> Seldom | None:
    return Seldom(pattern, re.IGNORECASE) if _compiled(pattern, where) else None
