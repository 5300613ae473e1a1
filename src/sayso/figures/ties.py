"""Where and when a figure belongs: the place and the time nearest in the words, by rules chosen on our annotation.

A reader takes the place of an event from its sentence, else from what was said of it before; so do these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso._types import Place, Time

_LOCATED = re.compile(  # "in", "near the town of": what stands before a place where something happens
    r"\b(?:in|at|near|off|around|outside|across|inside|over|hit|struck|on)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
_AHEAD = 40  # characters in which such a word is looked for
_NEIGHBOURS = 20  # characters between a town and the district it lies in
_EARLIER, _LATER = 2000, 300  # characters from a figure to a time outside its sentence
_FINENESS = {
    "site": 0,
    "village": 1,
    "town": 1,
    "city": 1,
    "area": 2,
    "district": 2,
    "region": 3,
    "country": 4,
    "multi": 5,
}


def nearest_place(text: str, places: Sequence[Place], start: int, end: int, sentence: tuple[int, int]) -> int | None:
    """Index of the place of what `[start, end)` counts: in its sentence one that follows "in" or the like, behind it
    before in front of it, then any; else the last such place told of before, else the first one behind. None where the
    text has no place that is meant as a place."""
    known = [k for k, p in enumerate(places) if p.usage in ("literal", "in-name")]
    inside = [k for k in known if sentence[0] <= places[k].start < sentence[1]]
    located = [k for k in inside if _located(text, places[k])]
    behind = [k for k in located if places[k].start >= end]
    if behind:
        return _finest(places, known, behind[0])
    if inside:
        return _finest(places, known, min(located or inside, key=lambda k: _gap(places[k], start, end)))
    before = [k for k in known if places[k].end <= start and _located(text, places[k])]
    if before:
        return _finest(places, known, before[-1])
    return next((k for k in known if places[k].start >= end), None)


def _located(text: str, place: Place) -> bool:
    return bool(_LOCATED.search(text, max(place.start - _AHEAD, 0), place.start))


def _gap(span: Place | Time, start: int, end: int) -> int:
    return max(span.start - end, start - span.end, 0)


def _finest(places: Sequence[Place], known: Sequence[int], k: int) -> int:
    """Of places that stand side by side ("in Zatka, in Averin province") the smallest."""
    at = known.index(k)
    beside = [k]
    for other in known[max(at - 1, 0) : at + 2]:
        if _gap(places[other], places[k].start, places[k].end) <= _NEIGHBOURS:
            beside.append(other)
    return min(beside, key=lambda n: _FINENESS.get(places[n].kind or "", 9))


def nearest_time(times: Sequence[Time], start: int, end: int, sentence: tuple[int, int]) -> int | None:
    """Index of the date of what `[start, end)` counts: the nearest in its sentence, else the last one before, else the
    first one soon behind. Durations and repetitions are no dates, and "now" or "recently" give None.
    """
    k = _nearest_date(times, start, end, sentence)
    return None if k is None or (times[k].value or "").endswith("_REF") else k


def _nearest_date(times: Sequence[Time], start: int, end: int, sentence: tuple[int, int]) -> int | None:
    known = [k for k, t in enumerate(times) if t.type in ("DATE", "TIME")]
    inside = [k for k in known if sentence[0] <= times[k].start < sentence[1]]
    if inside:
        return min(inside, key=lambda k: _gap(times[k], start, end))
    before = [k for k in known if times[k].end <= start and start - times[k].end < _EARLIER]
    if before:
        return before[-1]
    return next((k for k in known if 0 <= times[k].start - end < _LATER), None)
