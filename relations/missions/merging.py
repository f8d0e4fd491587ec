"""Readings, one for each time that a mission is told -> one record for each mission, with all its evidence."""

import unicodedata
from dataclasses import replace
from typing import NamedTuple

from relations import countries, dates
from relations.schema import Mission

STANDING = ("has", "listed", "covers")  # what says how things are, not what happened
OPENING = ("opened", "accredited", "upgraded", "moved", "reopened")
CONSULATES = ("consulate-general", "honorary-consulate")
PAST = ("had", "covered", "closed")


class Told(NamedTuple):
    """A reading on its way to a record: the mission as told, what is said of it, what its place weighs."""

    mission: Mission
    says: str
    kind: str  # as in the lexicon, where a legation is no embassy yet
    place: str  # code of the state where it stands or from which it covers the receiver
    weight: int


def merge(told: list[Told]) -> list[Mission]:
    """One mission for each cluster of readings, in the order of the text.

    How things are outweighs what once happened, and a section on missions the rest: it is the article's last word.
    """
    clusters: list[list[Told]] = []
    for one in _kinds(told):
        cluster = next((c for c in clusters if _same(c, one)), None)
        if cluster is None:
            clusters.append([one])
        else:
            cluster.append(one)
    missions = [_mission(cluster) for cluster in clusters]
    return sorted(_succeeded(missions, clusters), key=lambda mission: mission.evidence)


def final(kind: str) -> str:
    """A kind of the schema for one of the lexicon: a mere "mission" is an embassy, a legation on its own is not."""
    return {"legation": "other", "mission": "embassy"}.get(kind, kind)


def _kinds(told: list[Told]) -> list[Told]:
    """Readings with final kinds: a legation that became an embassy, or a mission upgraded to one, is that embassy."""
    embassies = {t.mission.sender for t in told if t.kind == "embassy" and t.mission.residence == "resident"}
    raised = {(t.mission.sender, t.kind) for t in told if t.says == "upgraded"}
    known = []
    for t in told:
        kind = t.kind
        if (t.mission.sender, kind) in raised or (kind == "legation" and t.mission.sender in embassies):
            kind = "embassy"
        kind = final(kind)
        known.append(t if t.mission.kind == kind else t._replace(mission=replace(t.mission, kind=kind)))
    # those that name a place first, so that those that name none can join them
    return sorted(known, key=lambda t: (t.says == "mentioned", not (t.mission.city or t.mission.accredited_from)))


def _same(cluster: list[Told], one: Told) -> bool:
    """Whether a reading tells of a cluster's mission: a state has one embassy in another, but several consulates."""
    a, b = cluster[0].mission, one.mission
    if (a.sender, a.receiver, a.residence) != (b.sender, b.receiver, b.residence):
        return False
    if a.kind != b.kind:  # "the consulate in Benghazi" may be the consulate-general told of before
        loosely = one.says == "mentioned" and b.kind == "consulate" and a.kind in CONSULATES and b.city
        return bool(loosely) and any(_folded(t.mission.city) == _folded(b.city) for t in cluster)
    if a.residence == "non-resident":
        same_state = bool(one.place) and cluster[0].place == one.place
        return same_state or _folded(a.accredited_from) == _folded(b.accredited_from)
    cities = {_folded(t.mission.city) for t in cluster if t.mission.city}
    anywhere = not b.city or (one.says == "mentioned" and not cities)
    return a.kind == "embassy" or anywhere or _folded(b.city) in cities


def _folded(city: str) -> str:
    """A name without accents and case."""
    return unicodedata.normalize("NFKD", city).encode("ascii", "ignore").decode().casefold()


def _mission(cluster: list[Told]) -> Mission:
    solid = sorted((t for t in cluster if t.says != "mentioned"), key=lambda t: t.mission.evidence) or cluster
    best = max(solid, key=lambda t: (t.weight, t.says in STANDING, t.mission.evidence))
    status, closed = _state(solid)
    return replace(
        best.mission, city=_city(solid, best) or _city(cluster, best), accredited_from=_whence(solid),
        opened=_opened(solid), closed=closed, status=status,
        evidence=tuple(sorted({span for t in solid for span in t.mission.evidence})),
    )  # fmt: skip


def _city(solid: list[Told], best: Told) -> str:
    """Where the mission stands: as the weightiest reading has it, unless it moved; else the last city told."""
    moved = [t.mission.city for t in solid if t.says == "moved" and t.mission.city]
    if moved and best.says not in STANDING:
        return moved[-1]
    return best.mission.city or next((t.mission.city for t in reversed(solid) if t.mission.city), "")


def _whence(solid: list[Told]) -> str:
    """Where a state is covered from: a city rather than the country in which it lies."""
    words = [t.mission.accredited_from for t in solid if t.mission.accredited_from]
    return next((word for word in words if not countries.resolve(word)), words[0] if words else "")


def _opened(solid: list[Told]) -> str:
    """When a mission was opened: as the section on missions has it, else the first opening, re-opening or rise told."""
    standing = [t for t in solid if t.says in STANDING and t.mission.opened]
    if standing:
        return max(standing, key=lambda t: (t.weight, t.mission.evidence)).mission.opened
    for says in (("opened", "accredited"), ("had", "covered"), ("reopened",), ("upgraded",)):
        opened = [t.mission.opened for t in solid if t.says in says and t.mission.opened]
        if opened:
            return min(opened, key=_first_day)
    return ""


def _state(solid: list[Told]) -> tuple[str, str]:
    """Whether a mission is open or closed in the end, and when it was closed."""
    past = [t for t in solid if t.says in PAST or t.mission.closed]
    ended = {t.mission.evidence for t in past}  # "has an embassy, which was closed in 2003"
    if not past or any(t.says in STANDING and t.mission.evidence not in ended for t in solid):
        return "open", ""
    after = solid[solid.index(past[-1]) + 1 :]
    if any(t.says in OPENING and not t.mission.closed and _is_later(t, past[-1], told=t in after) for t in solid):
        return "open", ""
    dated = [t.mission.closed for t in past if t.mission.closed]
    return "closed", max(dated, key=_first_day) if dated else ""


def _is_later(opening: Told, closing: Told, *, told: bool) -> bool:
    """Whether an opening is later than a closing: by their dates, else by whether it is `told` later."""
    a, b = _first_day(opening.mission.opened), _first_day(closing.mission.closed)
    return a > b if a and b else told


def _first_day(edtf: str) -> str:
    return dates.parse(edtf).earliest if edtf else ""


def _succeeded(missions: list[Mission], clusters: list[list[Told]]) -> list[Mission]:
    """What once covered the receiver from elsewhere ended when a resident embassy was opened."""
    resident = [m for m in missions if (m.kind, m.residence, m.status) == ("embassy", "resident", "open")]
    opened = {m.sender: m.opened for m in resident}
    final = []
    for mission, cluster in zip(missions, clusters, strict=True):
        still = mission.residence == "resident" or any(t.says == "covers" for t in cluster)
        ended = mission.sender in opened and not still
        closed = mission.closed or opened.get(mission.sender, "")
        final.append(replace(mission, status="closed", closed=closed) if ended else mission)
    return final
