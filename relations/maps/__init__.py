"""Frames of places -> maps: where the two states of a pair lie, and which states a whole corpus is about."""

from relations.maps.land import outlines
from relations.maps.locator import locator
from relations.maps.world import World, world

__all__ = ["World", "locator", "outlines", "world"]
