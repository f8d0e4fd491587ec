"""Event types, modes, milestones -> what one side did toward the other, and what both did together.

The wordings say as much as the code holds and no more: ACCUSE without a mode is "criticised or accused", not
"condemned".
"""

MILESTONES = {
    "recognition": ("recognised", "recognised each other"),
    "relations_established": ("established diplomatic relations with", "established diplomatic relations"),
    "relations_suspended": ("suspended relations with", "suspended relations"),
    "relations_severed": ("severed relations with", "severed relations"),
    "relations_restored": ("restored relations with", "restored relations"),
    "mission_opened": ("opened a mission in", "opened missions"),
    "mission_closed": ("closed a mission in", "closed missions"),
    "mission_reopened": ("reopened a mission in", "reopened missions"),
    "accreditation": ("accredited an envoy to", "accredited envoys"),
    "level_changed": ("changed the level of relations with", "changed the level of relations"),
    "agreement_signed": ("signed an agreement with", "signed an agreement"),
}
TYPES = {
    "AGREE": ("promised or planned cooperation with", "agreed or planned to cooperate"),
    "CONSULT": ("held talks with", "held talks"),
    "CONSULT visit": ("paid a visit to", "met on a visit"),
    "CONSULT phone": ("called or wrote to", "exchanged calls or messages"),
    "CONSULT multilateral": (
        "took part in a meeting of several states with",
        "took part in a meeting of several states",
    ),
    "CONSULT third-party": ("held talks through others with", "held talks through others"),
    "SUPPORT": ("supported", "showed each other support"),
    "CONCEDE": ("made a concession to", "made concessions to each other"),
    "COOPERATE": ("cooperated with", "cooperated"),
    "AID": ("gave aid to", "gave each other aid"),
    "RETREAT": ("drew back toward", "drew back"),
    "RETREAT withdraw": ("withdrew forces from", "withdrew forces"),
    "RETREAT release": ("released people or goods of", "released people or goods"),
    "RETREAT return": ("returned goods or territory to", "returned goods or territory"),
    "RETREAT ceasefire": ("ceased fire toward", "ceased fire"),
    "RETREAT access": ("gave access to", "gave each other access"),
    "REQUEST": ("asked something of", "asked something of each other"),
    "REQUEST assist": ("asked for help from", "asked each other for help"),
    "REQUEST change": ("urged a change of policy on", "urged a change of policy on each other"),
    "REQUEST meet": ("asked for talks with", "asked for talks"),
    "ACCUSE": ("criticised or accused", "criticised or accused each other"),
    "ACCUSE disapprove": ("criticised", "criticised each other"),
    "ACCUSE investigate": ("investigated", "investigated each other"),
    "ACCUSE allege": ("accused", "accused each other"),
    "REJECT": ("refused a request or offer of", "refused requests or offers of each other"),
    "THREATEN": ("threatened or warned", "threatened or warned each other"),
    "PROTEST": ("protested against", "protested"),
    "SANCTION": ("took measures against", "took measures against each other"),
    "SANCTION convict": ("convicted people of", "convicted people of each other"),
    "SANCTION expel": ("expelled people of", "expelled people of each other"),
    "SANCTION withdraw": ("recalled envoys from or closed a mission in", "recalled envoys or closed missions"),
    "SANCTION discontinue": ("cut back or broke off relations with", "cut back or broke off relations"),
    "MOBILIZE": ("moved forces against", "moved forces against each other"),
    "COERCE": ("used coercion against", "used coercion against each other"),
    "COERCE seize": ("seized property, people or territory of", "seized property, people or territory of each other"),
    "COERCE arrest": ("arrested people of", "arrested people of each other"),
    "COERCE deport": ("deported people to or of", "deported people of each other"),
    "ASSAULT": ("used violence against", "used violence against each other"),
    "ASSAULT abduct": ("abducted people of", "abducted people of each other"),
}


def phrases(event_type: str, mode: str, milestone: str) -> tuple[str, str]:
    """What was done toward a recipient, and what was done together.

    >>> phrases("CONSULT", "visit", "")[0], phrases("SUPPORT", "", "recognition")[0]
    ('paid a visit to', 'recognised')
    """
    known = MILESTONES.get(milestone) or TYPES.get(f"{event_type} {mode}") or TYPES.get(event_type)
    return known or (f"acted ({event_type}) toward", f"acted ({event_type})")
