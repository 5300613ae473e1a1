"""How places lie to each other in the words: "20 km north of Goma", "near", "1,000 km from the Ukrainian border"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

KM = {"mile": 1.609344, "nautical": 1.852, "metre": 0.001, "kilometre": 1.0}
BEARINGS = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SW": 225, "W": 270, "NW": 315}
FARTHEST = 20_040  # kilometres: half way round; no two places are farther apart
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {w: n for n, w in enumerate(_UNITS.split())} | {w: 10 * n for n, w in enumerate(_TENS.split(), 2)}
_DIRECTION = r"(?:north|south)[- ]?(?:east|west)(?:ern)?|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?"
_NUMBER = rf"(?:\d[\d,]{{0,9}}(?:\.\d{{1,4}})?|(?:(?:a|{'|'.join(_WORDS)})[ -]?){{1,3}}(?:hundred|thousand)?)"
_UNIT = r"(?:kms?|kilomet(?:er|re)s?|nautical miles?|miles?|mi|met(?:er|re)s?|m)\b\.?"
_BARE = r"(?:the |its |a |town of |city of |village of |capital,? |port of |cent(?:re|er) of |downtown |central )*"
_BORDER_AFTER = re.compile(
    r"(?i)^(?:['’]s)?[ -](?:(?:land|eastern|western|northern|southern|state|international) )?"
    r"(?:border|frontier)s?\b"
)
_BORDER_BEFORE = re.compile(r"(?i)\b(?:border|frontier)s? (?:with|of|to) (?:the )?$")
_DISTANCE = re.compile(
    rf"(?i)(?P<about>\b(?:about|around|some|roughly|nearly|almost|approximately|over|more than|less than|under|just"
    rf"|only|within|at least|up to|an estimated) )*(?P<number>{_NUMBER})[ -]?(?P<unit>{_UNIT})(?: \(\d[^)]{{0,20}}\))?"
    rf"(?: (?:to the )?(?P<direction>{_DIRECTION}))?(?: (?:away|inland|distant|inside|deep|or so))?"
    rf",? (?:of|from|off|outside(?: of)?|away from) {_BARE}(?:(?:border|frontier)s? (?:with|of) (?:the )?)?$"
)
_TOWARDS = re.compile(rf"(?i)\b(?:just |immediately |to the )?(?P<direction>{_DIRECTION}) of {_BARE}$")
_NEAR = re.compile(
    rf"(?i)\b(?:near|close to|not far from|outside|on the outskirts of|in the vicinity of|next to|adjacent to) "
    rf"{_BARE}$"
)
_BETWEEN = re.compile(rf"(?i)\bbetween {_BARE}$")
_LEADS = re.compile(r"(?i)\b(?:of|from|off|outside|near|to|between|with)(?: \w+){0,4} $")  # any relation, cheaply
_RANGE_BEFORE = re.compile(r"(?:\d|\b\w+)\s*(?:-|–|to|and)\s*$")


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation in the words, before the anchor is placed. `anchor` and `other` are numbers of toponyms."""

    anchor: int
    start: int
    end: int
    kind: Literal["from", "near", "between", "to"]
    km: float | None = None
    direction: str | None = None
    border: bool = False
    other: int | None = None
    approximate: bool = False


def find(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Stated]:
    """Relations whose anchor is one of the toponyms at `spans`, in text order; one a toponym at most."""
    for k, (start, end) in enumerate(spans):
        floor = max(text.rfind("\n", 0, start) + 1, start - 120)
        if k:
            floor = max(floor, min(spans[k - 1][1], start))
        before, after = text[floor:start], text[end : end + 30]
        if not _LEADS.search(before[-48:]):
            continue
        border = _BORDER_AFTER.match(after)
        stop = end + border.end() if border else end
        is_border = bool(border or _BORDER_BEFORE.search(before))
        if match := _DISTANCE.search(before):
            km = None if _RANGE_BEFORE.search(before[: match.start()]) else kilometres(match["number"], match["unit"])
            towards = direction(match["direction"]) if match["direction"] else None
            about = bool(match["about"] and not re.search(r"(?i)just|only|within", match["about"]))
            kind: Literal["from", "to"] = "from" if towards else "to"
            yield Stated(k, floor + match.start(), stop, kind, km, towards, is_border, approximate=about)
        elif match := _TOWARDS.search(before):
            yield Stated(k, floor + match.start(), stop, "from", None, direction(match["direction"]), is_border)
        elif match := _NEAR.search(before):
            yield Stated(k, floor + match.start(), stop, "near", border=is_border)
        elif (match := _BETWEEN.search(before)) and _and_next(text, spans, k):
            yield Stated(k, floor + match.start(), spans[k + 1][1], "between", other=k + 1)


def _and_next(text: str, spans: Sequence[tuple[int, int]], k: int) -> bool:
    return k + 1 < len(spans) and bool(re.fullmatch(r"(?i) and (?:the )?", text[spans[k][1] : spans[k + 1][0]]))


def kilometres(number: str, unit: str) -> float | None:
    """A stated distance in kilometres; None for what is no number or farther than places can be."""
    value = _value(number)
    if value is None:
        return None
    unit = unit.lower()
    factor = 1.0
    if unit.startswith("naut"):
        factor = KM["nautical"]
    elif unit.startswith("mi"):
        factor = KM["mile"]
    elif unit.startswith("m"):
        factor = KM["metre"]
    km = round(value * factor, 3)
    return km if km <= FARTHEST else None


def _value(number: str) -> float | None:
    if number[0].isdigit():
        if not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", number.rstrip(",")):
            return None
        return float(number.replace(",", ""))
    total: float | None = None
    for word in re.split(r"[ -]+", number.lower().strip()):
        if word in ("hundred", "thousand"):
            total = (1 if total is None else total) * (100 if word == "hundred" else 1000)
        elif word in _WORDS:
            total = (total or 0) + _WORDS[word]
        elif word != "a":
            return None
    return total


def direction(words: str) -> str:
    """ "north-eastern" -> "NE"."""
    low = words.lower()
    up = "N" if "north" in low else "S" if "south" in low else ""
    return up + ("E" if "east" in low else "W" if "west" in low else "")


def moved(lat: float, lon: float, km: float, towards: str) -> tuple[float, float]:
    """The point `km` from another in a direction, along the sphere."""
    a, angle, course = math.radians(lat), km / 6371, math.radians(BEARINGS[towards])
    b = math.asin(math.sin(a) * math.cos(angle) + math.cos(a) * math.sin(angle) * math.cos(course))
    turn = math.atan2(math.sin(course) * math.sin(angle) * math.cos(a), math.cos(angle) - math.sin(a) * math.sin(b))
    return round(math.degrees(b), 4), round((lon + math.degrees(turn) + 180) % 360 - 180, 4)


def between(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Kilometres along the sphere."""
    a, b = math.radians(lat), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    return 12_742 * math.asin(math.sqrt(min(1.0, h)))


def bearing(lat: float, lon: float, lat2: float, lon2: float) -> str:
    """The direction, of eight, in which the second point lies from the first."""
    a, b, turn = math.radians(lat), math.radians(lat2), math.radians(lon2 - lon)
    y = math.sin(turn) * math.cos(b)
    x = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn)
    return list(BEARINGS)[round(math.degrees(math.atan2(y, x)) % 360 / 45) % 8]
