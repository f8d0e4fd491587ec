"""SVG as matplotlib writes it -> the same drawing in half the bytes: nothing said twice, nothing finer than seen."""

import re
from collections.abc import Iterator

SAID_ABOVE = re.compile(r"font-family: [^;\"]*; |(?<=; )text-anchor: start; | transform=\"rotate\(-?0 [^)]*\)\"")
MARK_STYLE = re.compile(r"(<defs>\n<path id=\"[^\"]*\" d=\"[^\"]*\") style=\"[^\"]*\"(?=/>\n</defs>)")
PLACE = re.compile(r"(?<= [xy]=\")[^\"]+|(?<=rotate\()[^)]+")
STYLE = re.compile(r"(?<= style=\")[^\"]+")
SHAPE = re.compile(r"(?<= d=\")[^\"]+")
POLYGON = re.compile(r"[MLz\d.\s-]+")
STEP = re.compile(r"z|([ML]) (\S+) (\S+)")
NUMBER = re.compile(r"-?\d+\.\d+")
GROUP = re.compile(r"<(/?)g\b([^>]*)>\n?")


def shortened(body: str) -> str:
    """A drawing with places and shapes to tenths of a point: finer cannot be seen.

    Left out are the font, which the root of the drawing names, and the style of a mark's outline, which each of its
    uses says, too.
    """
    body = MARK_STYLE.sub(r"\1", SAID_ABOVE.sub("", body))
    body = PLACE.sub(lambda match: " ".join(map(tenths, match[0].split())), body)
    body = SHAPE.sub(outline, body)
    return STYLE.sub(lambda match: re.sub(r"(?<=[:;,]) ", "", match[0]), body)


def tenths(number: str) -> str:
    """A number to one decimal.

    >>> tenths("12.06"), tenths("12.04"), tenths("-0.01")
    ('12.1', '12', '0')
    """
    return f"{round(float(number), 1) + 0.0:g}"


def outline(shape: re.Match[str]) -> str:
    r"""A shape of straight lines, each corner by its distance from the one before; curves keep their places.

    >>> outline(re.fullmatch("(?s).*", "M 1.04 2 \nL 3.06 2 \nL 3.06 -4 \nz\n"))
    'M1 2l2.1 0 0-6z'
    """
    if POLYGON.fullmatch(shape[0]):
        return re.sub(r" (?=-)", "", "".join(corners(shape[0])))
    short = NUMBER.sub(lambda number: tenths(number[0]), shape[0])
    return re.sub(r" ?\n|(?<=[A-Z]) ", "", short).rstrip()


def corners(shape: str) -> Iterator[str]:
    at, begun = (0, 0), False
    for kind, *place in STEP.findall(shape):
        if not kind:
            yield "z"
            continue
        spot = round(10 * float(place[0])), round(10 * float(place[1]))
        seen = spot if kind == "M" else (spot[0] - at[0], spot[1] - at[1])
        yield f"{'M' if kind == 'M' else ' ' if begun else 'l'}{seen[0] / 10:g} {seen[1] / 10:g}"
        at, begun = spot, kind == "L"


def ungrouped(body: str) -> str:
    """Without the groups that have neither a name nor a style."""
    kept: list[bool] = []

    def without(match: re.Match[str]) -> str:
        if match[1]:
            return match[0] if kept.pop() else ""
        kept.append(bool(match[2]))
        return match[0] if match[2] else ""

    return GROUP.sub(without, body.replace("<g/>\n", ""))
