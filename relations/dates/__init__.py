"""A text -> when: its date expressions in EDTF, each with its first and last day and how exactly it is told."""

from relations.dates.edtf import When, agree, parse
from relations.dates.finding import Found, day_first, find
from relations.dates.relative import Relative, resolve

__all__ = ["Found", "Relative", "When", "agree", "day_first", "find", "parse", "resolve"]
