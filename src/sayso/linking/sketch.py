"""What is kept of a report to tell whether another tells of the same incident: hashes, numbers and days, no words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import msgspec
import numpy as np

from sayso._types import Report
from sayso.linking.background import ceiling, weights
from sayso.linking.text import FURNITURE, content, cuts, digest, stem, words

_LEAD = 3  # sentences that, with the title, say what the report is about
_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = _MONTH_NAMES.split()
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
_WEEKDAYS = _WEEKDAY_NAMES.split()
_DATE = re.compile(
    r"\b(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d\d))?"
    r"|\b(?P<day2>\d{1,2})(?:st|nd|rd|th)? (?P<month2>January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b(?:,? (?P<year2>(?:19|20)\d\d))?"
)
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(yesterday|today|tonight|last night)\b")
_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b|(?<=, )(\d{1,2})(?=,|\.|;| of | was | who )|\bage[sd]? (\d{1,3})\b")
_STREET = re.compile(
    r"\b((?:\d+(?:st|nd|rd|th)|[A-Z][\w.]+)(?: [A-Z][\w.]+){0,2}) (?:Street|St\.|Avenue|Ave\.?|Road|Rd\.?|Drive|Dr\."
    r"|Boulevard|Blvd\.?|Lane|Ln\.?|Highway|Court|Ct\.|Place|Way|Circle|Square|Bridge|Parkway|Terrace)\b"
)
_CAPITAL = re.compile(r"[A-Z][\w'’-]*[\w]|[A-Z]")
_RUN = re.compile(r"(?:[A-Z][\w'’-]*\.?)(?: (?:[A-Z][\w'’-]*\.?|de|al|bin|van|von|el))* (?:[A-Z][\w'’-]*\w)")
_IN = re.compile(r"\b(?:in|at|near|of|outside|from|to)\s+((?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+){0,2})")
_NEVER_NAMES = f"""
    mr mrs ms dr st sgt lt capt det officer police sheriff deputy detective chief president minister general the a an he
    she it they in on at but and for i we county city department street avenue road court office according
    jan feb mar apr jun jul aug sept sep oct nov dec {_MONTH_NAMES} {_WEEKDAY_NAMES}
"""
_NO_NAME = frozenset(_NEVER_NAMES.split())


class Bag(msgspec.Struct, array_like=True):
    """Hashed stems (int64, native bytes, sorted, each once) and how often each occurs (uint8, at most 255)."""

    keys: bytes
    counts: bytes


class Sketch(msgspec.Struct, array_like=True):
    """Hashes are of stems (see `text.stem`), signed 64-bit.

    `terms`: all stems; `lead`: those of the title and first sentences; `names`, `lead_names`: of capitalised words.
    `full`: pairs of neighbouring words in names ("Ada Lum"). `days`: calendar days the text names, as ordinals;
    `lead_days` those in its first sentences. `years`: written out. `places`: after "in", "near" and the like. `start`:
    the dateline's place or the first so named. `size`: stems in all. `passages`: the names in each two neighbouring
    sentences after the opening.
    """

    day: int | None
    terms: Bag
    lead: Bag
    names: Bag
    lead_names: Bag
    full: list[int]
    ages: list[int]
    numbers: list[int]
    streets: list[int]
    days: list[int]
    lead_days: list[int]
    years: list[int]
    places: list[int]
    start: int | None
    size: int
    passages: list[list[int]]


def make(report: Report, day: int | None) -> Sketch:
    """The sketch of a report published on that day (an ordinal)."""
    text = report.text
    pieces = [(s, e) for s, e in cuts(text) if not FURNITURE.match(text[s:e])]
    body = "\n".join(text[s:e] for s, e in pieces)
    first = "\n".join(text[s:e] for s, e in pieces[:_LEAD])
    title = report.title or ""
    opening = f"{title}\n{first}"
    stems = content(f"{body}\n{title}")
    lead = content(opening)
    names = _capitals(body)
    places = [_place(m[1]) for m in _IN.finditer(body) if m[1].lower().split()[0] not in _NO_NAME]
    return Sketch(
        day,
        _bag(stems),
        _bag(lead),
        _bag(names),
        _bag(set(names) & set(lead)),
        sorted(_full(body)),
        sorted({int(next(g for g in m.groups() if g)) for m in _AGE.finditer(body)}),
        sorted({digest(w) for _, _, w in words(body) if w[0].isdigit() and len(w) > 2}),
        sorted({digest(m[1].lower()) for m in _STREET.finditer(body)}),
        sorted(_days(body, day)),
        sorted(_days(opening, day)),
        sorted({int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", body)}),
        sorted(set(places)),
        _dateline(text) or (places[0] if places else None),
        len(stems),
        _passages([text[s:e] for s, e in pieces[_LEAD:]], set(names)),
    )


def _passages(pieces: list[str], names: set[str]) -> list[list[int]]:
    found = [sorted({digest(s) for s in content(piece) if s in names}) for piece in pieces]
    both = [sorted({*a, *b}) for a, b in zip(found, found[1:] + found[-1:], strict=True)]
    return [passage for passage in both if len(passage) >= 3]


def _bag(stems: Iterable[str]) -> Bag:
    counts = Counter(digest(s) for s in stems)
    keys = sorted(counts)
    return Bag(np.array(keys, dtype=np.int64).tobytes(), bytes(min(255, counts[k]) for k in keys))


def _capitals(text: str) -> list[str]:
    """Stems of capitalised words that are not so only because a sentence begins with them."""
    middle: list[str] = []
    initial: list[str] = []
    low: set[str] = set()
    for start, _, word in words(text):
        if word[0].isupper() and word.lower() not in _NO_NAME:
            before = text[max(0, start - 2) : start].strip()
            (initial if not before or before[-1] in ".!?\"“:-—" else middle).append(stem(word))
        elif word[0].islower():
            low.add(stem(word))
    known = set(middle)
    return middle + [w for w in initial if w in known or (w not in low and _rare(w))]


def _rare(word: str) -> bool:
    return float(weights(np.array([digest(word)], dtype=np.int64))[0]) > ceiling() - 0.1


def _full(text: str) -> set[int]:
    found = set()
    for run in _RUN.finditer(text):
        parts = [p.strip(".'’").lower() for p in run.group().split()]
        parts = [p.removesuffix("'s").removesuffix("’s") for p in parts]
        for a, b in pairwise(parts):
            if a not in _NO_NAME and b not in _NO_NAME and len(a) > 1 and len(b) > 1:
                found.add(digest(f"{a} {b}"))
    return found


def _place(name: str) -> int:
    return digest(name.lower().removesuffix("'s").removesuffix("’s"))


def _dateline(text: str) -> int | None:
    match = re.match(r"\s*([A-Z][A-Z .'-]{2,30}[A-Z])(?:,[^\n–—(-]{0,30})?\s*(?:\([^)\n]{2,20}\)\s*)?[-–—]", text)
    return _place(match[1]) if match else None


def _days(text: str, published: int | None) -> set[int]:
    """Days a text names, by date or, when it is known when it was published, by weekday (the last such day)."""
    found = set()
    for match in _DATE.finditer(text):
        month = (match["month"] or match["month2"])[:3].lower()
        number = next(k for k, m in enumerate(_MONTHS) if m.startswith(month)) + 1
        day, year = int(match["day"] or match["day2"]), match["year"] or match["year2"]
        if year:
            found |= _ordinal(int(year), number, day)
        elif published is not None:
            near = date.fromordinal(published).year
            past = {d for y in (near, near - 1) for d in _ordinal(y, number, day) if d <= published + 2}
            found |= {max(past)} if past else set()
    if published is not None:
        today = date.fromordinal(published)
        for match in _WEEKDAY.finditer(text):
            if match[1]:
                want = next(k for k, w in enumerate(_WEEKDAYS) if w.startswith(match[1].lower()))
                found.add(published - (today.weekday() - want) % 7)
            else:
                found.add(published - (match[2] in ("yesterday", "last night")))
    return found


def _ordinal(year: int, month: int, day: int) -> set[int]:
    try:
        return {date(year, month, day).toordinal()}
    except ValueError:
        return set()
