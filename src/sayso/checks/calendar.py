"""Checks against the calendar: a weekday with its date, an age with a birth date, "ten days after".

Only where the words say both things, side by side or in one sentence. Where the calendar lacks a side (no year, no
publication date) the verdict is "cannot tell".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sayso._types import Check, Time
from sayso.times import timex
from sayso.times.lexicon import NUMBERS, WEEKDAYS
from sayso.times.resolve import published_period

_NAMES = [name.capitalize() for name in WEEKDAYS]
_WEEKDAY = re.compile(rf"\b({'|'.join(_NAMES)})\b")
_BEFORE = re.compile(rf"\b({'|'.join(_NAMES)})(?:,? the|,|) ?(?:\(|of )?$")
_BEHIND = re.compile(rf"(?:, (?:a )?|,? \((?:a )?)({'|'.join(_NAMES)})\b\)?")
_YEAR = re.compile(r"\d{4}")
_NEAR = 60  # days from publication within which a date without a year is of the year it was resolved to


def calendar_checks(text: str, times: Sequence[Time], published: str | None) -> tuple[Check, ...]:
    """Weekdays, ages and intervals of a text that can be checked, in text order. `times` in text order, `published`
    ISO 8601 or None."""
    told = published_period(published)
    today = told.first if told and told.unit == "day" else None
    days = [(t, day) for t in times if t.type in ("DATE", "TIME") and (day := _dated(t))]
    found = [*_weekdays(text, days, today), *_ages(text, times, today), *_intervals(text, times, days)]
    return tuple(sorted(found, key=lambda c: (c.start, c.end)))


_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?:T.*)?", re.ASCII)


def _dated(time: Time) -> tuple[int | None, int, int] | None:
    """Year (None where it is open), month and day of a time that names a day of the month in its own words."""
    match = _DAY.fullmatch(time.value or "")
    if match is None or not re.search(r"\d", time.text):
        return None
    year = None if match[1] == "XXXX" else int(match[1])
    return year, int(match[2]), int(match[3])


def _check(text: str, start: int, end: int, kind: str, says: str, finds: str | None, verdict: str) -> Check:
    return Check(start, end, text[start:end], kind, says, finds, verdict)  # type: ignore[arg-type]


# Weekdays --------------------------------------------------------------------------------------------------------


def _weekdays(
    text: str, days: Sequence[tuple[Time, tuple[int | None, int, int]]], today: date | None
) -> Iterator[Check]:
    for time, (year, month, day) in days:
        start, end = time.start, time.end
        if named := _WEEKDAY.search(time.text):
            said = named[1]
        elif named := _BEFORE.search(text, max(0, start - 16), start):
            said, start = named[1], named.start()
            end += "(" in text[start : time.start] and text[end : end + 1] == ")"
        elif named := _BEHIND.match(text, end, end + 16):
            said, end = named[1], named.end()
        else:
            continue
        says = f"{said}, {day} {_MONTHS[month - 1]}" + (f" {year}" if year else "")
        if year is None:
            yield _check(text, start, end, "weekday", says, None, "cannot tell")
            continue
        on = date(year, month, day)
        real = _NAMES[on.weekday()]
        finds = f"{on.isoformat()} is a {real}"
        sure = bool(_YEAR.search(time.text)) or (today is not None and abs((on - today).days) <= _NEAR)
        verdict = "holds" if real == said else "does not hold" if sure else "cannot tell"
        yield _check(text, start, end, "weekday", says, finds, verdict)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


# Ages ------------------------------------------------------------------------------------------------------------

_BORN = re.compile(r"\bborn (?:on |in )?(?:the )?$")
_AGE = re.compile(
    r"\baged? (?:of )?(?P<a>\d{1,3})\b(?! ?(?:months|weeks|days))|\b(?P<b>\d{1,3})[- ]years?[- ]old\b"
    r"|(?<=[a-z]), (?P<c>\d{1,3})(?=,| \()|(?<=[a-z]) \((?P<d>\d{1,3})\)"
)
_ENDED = re.compile(r"[.!?][\"”’]?\s|\n")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|St|[A-Z][a-z]{2,3})$")
_DIED = re.compile(r"\b(?:died|dies|killed|deaths?|was|were|turned|turns|when|would)\b")


def _ages(text: str, times: Sequence[Time], today: date | None) -> Iterator[Check]:
    for time in times:
        born = timex.parse(time.value or "") if time.type == "DATE" else None
        if born is None or born.unit not in ("day", "month", "year"):
            continue
        if not _BORN.search(text, max(0, time.start - 16), time.start):
            continue
        a, b = _sentence(text, time.start, time.end)
        ages = [m for m in _AGE.finditer(text, a, b) if m.end() <= time.start or m.start() >= time.end]
        if len(ages) != 1:
            continue  # none, or another's
        said = ages[0]
        years = int(said["a"] or said["b"] or said["c"] or said["d"])
        at = said.start(said.lastgroup or 0) if said.lastgroup in ("c", "d") else said.start()
        start, end = min(time.start, at), max(time.end, said.end())
        says = f"{years} years old, born {time.value}"
        if today is None or (_DIED.search(text, a, b) and not _was_born(text, a, b)):
            yield _check(text, start, end, "age", says, None, "cannot tell")  # as of when is not said
            continue
        most, least = _full_years(born.first, today), _full_years(born.last, today)
        between = str(most) if most == least else f"{least} or {most}"
        finds = f"{between} on {today.isoformat()}"
        verdict = "holds" if least <= years <= most else "does not hold"
        yield _check(text, start, end, "age", says, finds, verdict)


def _was_born(text: str, a: int, b: int) -> bool:
    """Whether the only verb in the past that could date an age elsewhere is the "was" of "was born"."""
    return not _DIED.search(re.sub(r"\b(?:was|were) born\b", "", text[a:b]))


def _full_years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around `[start, end)`, at most 300 characters either way."""
    a = max(0, start - 300)
    for match in _ENDED.finditer(text, a, start):
        if not _ABBREVIATED.search(text[max(0, match.start() - 6) : match.start()]):
            a = match.end()
    closing = _ENDED.search(text, end, end + 300)
    return a, closing.start() if closing else min(len(text), end + 300)


# Intervals -------------------------------------------------------------------------------------------------------

_COUNT = re.compile(
    rf"(?P<approx>about |around |nearly |almost |more than |less than |at least )?"
    rf"\b(?P<n>\d{{1,4}}|a|an|{'|'.join(n for n, v in NUMBERS.items() if 0 < v <= 20)}) (?P<unit>day|week|month|year)s?"
    r" (?P<way>after|before|later than|earlier than)\b",
    re.I,
)
_REACH = 60  # characters between the words and each of the two dates


def _intervals(
    text: str, times: Sequence[Time], days: Sequence[tuple[Time, tuple[int | None, int, int]]]
) -> Iterator[Check]:
    for time, dated in days:
        match = _COUNT.search(text, time.end, time.end + _REACH)
        if match is None or re.search(r"[.!?;\n]|\band\b", text[time.end : match.start()]):
            continue
        other = next((x for x in days if 0 <= x[0].start - match.end() <= _REACH), None)
        if other is None or re.search(r"[.!?;\n]|, ", text[match.end() : other[0].start]):
            continue
        between = [t for t in times if time.end <= t.start < other[0].start and not _covers(t, match)]
        if between:
            continue
        yield _interval(text, match, (time, dated), other)


def _covers(time: Time, match: re.Match[str]) -> bool:
    return time.start < match.end() and match.start() < time.end


def _interval(
    text: str,
    match: re.Match[str],
    first: tuple[Time, tuple[int | None, int, int]],
    second: tuple[Time, tuple[int | None, int, int]],
) -> Check:
    word, unit = match["n"].lower(), match["unit"].lower()
    n = int(word) if word.isdigit() else NUMBERS.get(word, 1)
    start, end = first[0].start, second[0].end
    way = "after" if match["way"].lower().startswith(("after", "later")) else "before"
    says = f"{first[0].text} is {n} {unit}{'s' if n != 1 else ''} {way} {second[0].text}"
    (y1, m1, d1), (y2, m2, d2) = first[1], second[1]
    if y1 is None and y2 is None:
        y1 = y2 = 2001  # of one year, then; 29 February aside
    if y1 is None or y2 is None or match["approx"]:
        return _check(text, start, end, "interval", says, None, "cannot tell")
    try:
        a, b = date(y1, m1, d1), date(y2, m2, d2)
    except ValueError:
        return _check(text, start, end, "interval", says, None, "cannot tell")
    gone = (a - b).days if way == "after" else (b - a).days
    wanted = timex.add(b, unit, n if way == "after" else -n)
    slack = {"day": 0, "week": 3, "month": 7, "year": 45}[unit]
    holds = wanted is not None and abs((a - wanted).days) <= slack
    finds = f"{abs(gone)} day{'' if abs(gone) == 1 else 's'} {way if gone >= 0 else _OTHER[way]}"
    return _check(text, start, end, "interval", says, finds, "holds" if holds else "does not hold")


_OTHER = {"after": "before", "before": "after"}
