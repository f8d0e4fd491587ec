"""A verb's base form -> its other forms, and back."""

from relations import lexicon

DOUBLED_L = frozenset(lexicon.rules("grammar.toml")["doubled_l"])


def forms(base: str, irregular: dict[str, tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Every form of a verb with its tag; a form that is both past and participle is tagged `ed`.

    >>> forms("meet", {"meet": ("met", "met", "")})
    [('meet', 'base'), ('meets', 's'), ('meeting', 'ing'), ('met', 'ed')]
    """
    past, participle, ing = irregular.get(base, ("", "", ""))
    past = past or _suffixed(base, "ed")
    participle = participle or past
    found = [(base, "base"), (_third_person(base), "s"), (ing or _suffixed(base, "ing"), "ing")]
    found += [(past, "ed")] if past == participle else [(past, "past"), (participle, "pp")]
    return found + [(_american(form), tag) for form, tag in found if _american(form) != form and base not in DOUBLED_L]


def _american(form: str) -> str:
    """The spelling with one l: "traveled", "canceling"."""
    return form.replace("lled", "led").replace("lling", "ling")


def _third_person(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


def base_form(third_person: str) -> str:
    """The base form of a verb in the third person.

    >>> base_form("denies"), base_form("reaches"), base_form("closes"), base_form("goes")
    ('deny', 'reach', 'close', 'go')
    """
    if third_person.endswith("ies"):
        return third_person[:-3] + "y"
    return third_person[:-2] if third_person.endswith(("ches", "shes", "sses", "goes", "xes")) else third_person[:-1]


def _suffixed(base: str, suffix: str) -> str:
    if base.endswith("e") and (suffix == "ed" or not base.endswith(("ee", "oe", "ye"))):
        return base[:-1] + suffix
    if suffix == "ed" and base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + suffix


def irregular_verbs() -> dict[str, tuple[str, str, str]]:
    return {row["base"]: (row["past"], row["participle"], row["ing"]) for row in lexicon.table("verbs.csv")}
