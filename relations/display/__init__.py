"""Words, frames, figures and articles -> what a cell of a notebook shows: accessible HTML, and plain words for it.

Nothing here draws or counts: the frames come from `analysis`, the sentences from `prose`, the figures from `charts`.
"""

from relations.display.drawing import chart
from relations.display.explorer import explorer
from relations.display.portraits import portrait
from relations.display.records import agreements, events, facts, figures, findings, missions, people, title, visits
from relations.display.shown import Shown, text
from relations.display.silence import silence
from relations.display.source import article
from relations.display.standing import place_of_standing, standing, with_standing
from relations.display.tables import table

__all__ = [
    "Shown", "agreements", "article", "chart", "events", "explorer", "facts", "figures", "findings", "missions",
    "people", "place_of_standing", "portrait", "silence", "standing", "table", "text", "title", "visits",
    "with_standing",
]  # fmt: skip
