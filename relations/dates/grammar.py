"""The date rules of the lexicon -> regular expressions over a text's classes, and the way to read what each fits."""

import re
from functools import cache
from typing import NamedTuple

from relations import lexicon
from relations.dates.lexing import letters
from relations.errors import LexiconError

NAME = re.compile(r"[a-z]\w*")


class Grammar(NamedTuple):
    """The patterns of the lexicon, compiled: all expressions, the way to read each, and what to look for within one."""

    cue: re.Pattern[str]
    core: re.Pattern[str]
    before: frozenset[str]
    phrase: re.Pattern[str]
    reads: dict[str, str]
    point: re.Pattern[str]
    period: re.Pattern[str]


@cache
def grammar() -> Grammar:
    """Compile lexicon/dates.toml.

    Raises:
        LexiconError: a form names a class or part that there is not.
    """
    rules = lexicon.rules("dates.toml")
    parts = dict(letters())
    for name, form in rules["parts"].items():
        parts[name] = f"({_spelled(form, parts)})"
    patterns = {f"p{number}": pattern for number, pattern in enumerate(rules["pattern"])}
    phrase = "|".join(f"(?P<{key}>{_spelled(pattern['form'], parts)})" for key, pattern in patterns.items())
    return Grammar(
        cue=_cue(rules),
        core=_compiled(parts["core"]),
        before=frozenset(letters()[name] for name in rules["cues"]["before"]),
        phrase=_compiled(phrase),
        reads={key: pattern["read"] for key, pattern in patterns.items()},
        point=_compiled(f"(?P<vague>{parts['vagueword']})|(?P<point>{parts['point']})"),
        period=_compiled(f"{parts['relperiod']}|{parts['unit']}|{parts['units']}"),
    )


def _spelled(form: str, parts: dict[str, str]) -> str:
    """A form with each class as its character and each part as its own form."""
    unknown = sorted({name for name in NAME.findall(form) if name not in parts})
    if unknown:
        raise LexiconError(
            "a form names what is neither class nor part", where=f"lexicon/dates.toml, {', '.join(unknown)}",
            expected="a class or part defined above it", remedy="define it or mend the name",
        )  # fmt: skip
    return "".join(NAME.sub(lambda match: parts[match[0]], form).split())


def _compiled(form: str) -> re.Pattern[str]:
    """Brackets group and do not capture, so that `lastgroup` is the pattern that fits."""
    return re.compile(re.sub(r"\((?!\?)", "(?:", form), re.DOTALL)


def _cue(rules: dict[str, dict[str, dict[str, object]]]) -> re.Pattern[str]:
    """What a text without figures must hold to tell a date."""
    classes = {**rules["words"], **rules["names"]}
    words = sorted({word for name in rules["cues"]["words"] for word in classes[name]})
    return re.compile(rf"[\s(\[\-–—](?:{'|'.join(map(re.escape, words))})\b")
