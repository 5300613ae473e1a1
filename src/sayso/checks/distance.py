"""Stated distances against the map: between two places, or from a place to a border."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso._types import Check, Place
from sayso.places import borders, relations

# Stated distances are rounded, and measured from one edge of a town or another, or along roads.
_EXACT, _ABOUT = 0.10, 0.20  # of the stated distance, without and with "about"
_TOWN = 10.0  # kilometres a town is wide
_BETWEEN_WORDS = re.compile(
    r"(?i)^(?:[\s,(–—-]|is|lies|located|situated|which|that|town|city|village|port|settlement|capital|a|an|the|about|some|of|in|people"
    r"|was|stands|sits|only|just|than|more|less|nearly|roughly|around|almost|approximately|at|over)*$"
)
_APPROXIMATE = re.compile(
    r"(?i)\b(?:about|around|some|roughly|nearly|almost|approximately|over|more than|less than|under|estimated)\b"
)


def distance_checks(text: str, places: Sequence[Place]) -> tuple[Check, ...]:
    """One check for every distance the words give from a place that stands right before them, in text order."""
    out = []
    for k, anchor in enumerate(places):
        said = anchor.relation
        if said is None or said.km is None or said.kind not in ("from", "to"):
            continue
        subject = _subject(text, places[:k], said.start)
        if subject is not None and subject.relation is None and not _is_other(places, subject):
            out.append(_check(text, subject, anchor))
    return tuple(out)


def _is_other(places: Sequence[Place], subject: Place) -> bool:
    """Whether something lies between the place and another, so that the distance may be that thing's."""
    others = (p.relation.other for p in places if p.relation is not None)
    return any(k is not None and places[k] is subject for k in others)


def _subject(text: str, before: Sequence[Place], start: int) -> Place | None:
    """The place whose distance is told: right before the words, other places that hold it left aside."""
    end = start
    for place in reversed(before):
        if place.end > end or not _BETWEEN_WORDS.match(text[place.end : end]):
            return None
        if place.precision == "exact" and place.usage in ("literal", "in-name"):
            return place
        end = place.start
    return None


def _check(text: str, subject: Place, anchor: Place) -> Check:
    said = anchor.relation
    assert said is not None and said.km is not None
    words = text[subject.start : said.end]
    goal = f"the border of {anchor.name or anchor.text}" if said.border else anchor.name or anchor.text
    told = f"{subject.name} is {said.km:g} km {f'{said.direction} ' if said.direction else ''}from {goal}"
    km, towards = _measured(subject, anchor)
    if km is None:
        return Check(subject.start, said.end, words, "distance", told, None, "cannot tell")
    finds = f"{km:.0f} km" + (f" {towards}" if said.direction and towards else "")
    room = said.km * (_ABOUT if _APPROXIMATE.search(said.text) else _EXACT) + _TOWN
    off = abs(km - said.km)
    if off > 2 * room or (said.direction and towards and _apart(said.direction, towards) > 90):
        return Check(subject.start, said.end, words, "distance", told, finds, "does not hold")
    near = off <= room and (not said.direction or not towards or _apart(said.direction, towards) <= 45)
    return Check(subject.start, said.end, words, "distance", told, finds, "holds" if near else "cannot tell")


def _measured(subject: Place, anchor: Place) -> tuple[float | None, str | None]:
    """Kilometres and, between two towns, the direction in which the subject lies from the anchor."""
    if subject.lat is None or subject.lon is None:
        return None, None
    assert anchor.relation is not None
    if anchor.relation.border:
        if anchor.kind != "country" or anchor.country is None:
            return None, None
        return borders.load().distance(subject.lat, subject.lon, anchor.country), None
    if anchor.precision != "exact" or anchor.lat is None or anchor.lon is None:
        return None, None
    km = relations.between(anchor.lat, anchor.lon, subject.lat, subject.lon)
    return km, relations.bearing(anchor.lat, anchor.lon, subject.lat, subject.lon)


def _apart(one: str, other: str) -> float:
    """Degrees between two directions."""
    turn = abs(relations.BEARINGS[one] - relations.BEARINGS[other]) % 360
    return min(turn, 360 - turn)
