"""Tables -> what they show, as frames: facts, timeline, rhythm, balance, profiles and comparisons of pairs.

They take the columns of `schema` and work as well on tables that another coder made.
"""

from relations.analysis.balance import balance, balance_of_pairs, cooperative_share
from relations.analysis.coverage import coverage, yields
from relations.analysis.differences import difference, differences
from relations.analysis.facts import key_facts
from relations.analysis.missions import missions_over_time, people
from relations.analysis.pairs import distances, profiles, summary_of_pairs
from relations.analysis.places import places, states
from relations.analysis.ranking import leading, most_alike, reciprocity, since_established, spread, told_of_one
from relations.analysis.selection import cooperative, happened, lanes, select, told
from relations.analysis.significance import interval
from relations.analysis.standing import comparable, standing
from relations.analysis.steps import milestones, milestones_table, steps_spread
from relations.analysis.timeline import marked_years, rhythm, timeline, timelines, types_by_decade
from relations.analysis.visits import visits

__all__ = [
    "balance", "balance_of_pairs", "comparable", "cooperative", "cooperative_share", "coverage", "difference",
    "differences", "distances", "happened", "interval", "key_facts", "lanes", "leading", "marked_years",
    "milestones", "milestones_table", "missions_over_time", "most_alike", "people", "places", "profiles",
    "reciprocity", "rhythm", "select", "since_established", "spread", "standing", "states", "steps_spread",
    "summary_of_pairs", "timeline", "timelines", "told", "told_of_one", "types_by_decade", "visits",
    "yields",
]  # fmt: skip
