"""Frames made by `analysis` -> matplotlib figures that say what they show, and the SVG of a figure."""

from relations.charts.balances import balance
from relations.charts.export import describe, svg
from relations.charts.matrices import distances, profiles, types_by_decade
from relations.charts.persons import people
from relations.charts.rhythms import rhythm
from relations.charts.spans import missions
from relations.charts.spreads import initiatives, spread
from relations.charts.steps import milestones
from relations.charts.strips import rates, small_multiples
from relations.charts.timelines import timeline

__all__ = [
    "balance", "describe", "distances", "initiatives", "milestones", "missions", "people", "profiles", "rates",
    "rhythm", "small_multiples", "spread", "svg", "timeline", "types_by_decade",
]  # fmt: skip
