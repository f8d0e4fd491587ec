"""Tagged sentences -> candidate events: what was done, who did it to whom, when, and why a candidate was dropped."""

from relations.coding.article import code
from relations.coding.candidates import Candidate
from relations.coding.sentence import between

__all__ = ["Candidate", "between", "code"]
