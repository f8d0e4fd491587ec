"""Frames of places -> maps: where the two states of a pair lie, and which states a whole corpus is about."""

from typing import TYPE_CHECKING, Any

from relations.maps.land import outlines
from relations.maps.world import World, world

if TYPE_CHECKING:
    from relations.maps.locators import locator

__all__ = ["World", "locator", "outlines", "world"]


def __getattr__(name: str) -> Any:
    # Matplotlib draws it, which who only needs the map of the world does without.
    if name == "locator":
        from relations.maps.locators import locator

        return locator
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
