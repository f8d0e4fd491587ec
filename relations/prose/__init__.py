"""Tables -> sentences that are true to them: a pair's summary, an event, how pairs compare, a date in words."""

from relations.prose.citation import citation
from relations.prose.comparison import caption, comparison_summary
from relations.prose.differences import differences
from relations.prose.events import event_words
from relations.prose.pair import summary
from relations.prose.reading import coverage
from relations.prose.standing import standing
from relations.prose.steps import steps
from relations.prose.visits import visits
from relations.words import counted, date_name, date_words, listed, ordinal, percent

__all__ = [
    "caption", "citation", "comparison_summary", "counted", "coverage", "date_name", "date_words", "differences",
    "event_words",    "listed", "ordinal", "percent", "standing", "steps", "summary", "visits",
]  # fmt: skip
