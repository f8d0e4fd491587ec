"""Words, frames, figures and articles -> what a cell of a notebook shows: accessible HTML, and plain words for it.

Nothing here draws or counts: the frames come from `analysis`, the sentences from `prose`, the figures from `charts`.
"""

from relations.display.drawing import chart
from relations.display.records import events, facts, findings, missions, people, title
from relations.display.shown import Shown, text
from relations.display.source import article
from relations.display.tables import table

__all__ = ["Shown", "article", "chart", "events", "facts", "findings", "missions", "people", "table", "text", "title"]
