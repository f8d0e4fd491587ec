"""An object of the package -> the HTML that a notebook shows for it, by whoever was named to draw it."""

from collections.abc import Callable

Painter = Callable[[object], str]
_painters: dict[str, Painter] = {}


def draw_with(painter: Painter) -> None:
    """Name who draws: `relations` names `display`, which lies above the records and articles that it draws."""
    _painters["html"] = painter


def html(thing: object) -> str:
    """The portrait of an article, of what was read out of it, of one event or of a corpus."""
    return _painters["html"](thing)
