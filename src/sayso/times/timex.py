"""TIMEX3 values: the calendar periods they name, stepping from one to another, and the days they span.

A `Period` is what a DATE value names: a day, week, month, quarter, half, season, year, decade or century. All of it is
the proleptic Gregorian calendar, years 1 to 9999; whatever leaves it is None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century"]

SEASONS = ("SP", "SU", "FA", "WI")
PARTS = ("MO", "MI", "AF", "EV", "NI", "DT")
MODS = (
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
    "START", "MID", "END", "APPROX",
)  # fmt: skip

# Dates, times of day, durations, references; X where the words leave a digit open. ISO 8601 where that says it.
VALUE = re.compile(
    r"(?:(?:PRESENT|PAST|FUTURE)_REF"
    r"|P(?=.)(?:(?:\d+(?:\.\d+)?|X)Y)?(?:(?:\d+(?:\.\d+)?|X)Q)?(?:(?:\d+(?:\.\d+)?|X)M)?(?:(?:\d+(?:\.\d+)?|X)W)?"
    r"(?:(?:\d+(?:\.\d+)?|X)D)?(?:T(?=.)(?:(?:\d+(?:\.\d+)?|X)H)?(?:(?:\d+(?:\.\d+)?|X)M)?(?:(?:\d+(?:\.\d+)?|X)S)?)?"
    r"|PX[XC]|P\d+C"
    r"|\d{4}/\d{4}|\d\d\d?|BC(?:\d\d|\d{4}(?:-(?:SP|SU|FA|WI|\d\d(?:-\d\d)?))?)"
    r"|(?:\d{4}|XXXX)(?:-(?:Q[1-4]|H[12]|SP|SU|FA|WI|W(?:\d\d|XX)(?:-(?:[1-7]|WE))?"
    r"|(?:\d\d|XX)(?:-(?:\d\d|XX))?))?"
    r"(?:T(?:MO|MI|AF|EV|NI|DT|\d\d(?::\d\d(?::\d\d)?)?(?:Z|[+-]\d\d(?::\d\d)?)?))?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Period:
    """`first` is its first day; a season is named by the year it begins in (December for winter)."""

    unit: Unit
    first: date

    @property
    def last(self) -> date:
        return _last(self.unit, self.first)

    @property
    def value(self) -> str:
        d = self.first
        match self.unit:
            case "day":
                return d.isoformat()
            case "week":
                year, week, _ = d.isocalendar()
                return f"{year:04}-W{week:02}"
            case "weekend":
                year, week, _ = d.isocalendar()
                return f"{year:04}-W{week:02}-WE"
            case "month":
                return f"{d.year:04}-{d.month:02}"
            case "quarter":
                return f"{d.year:04}-Q{(d.month + 2) // 3}"
            case "half":
                return f"{d.year:04}-H{1 if d.month < 7 else 2}"
            case "season":
                return f"{d.year:04}-{SEASONS[(d.month - 3) // 3]}"
            case "year":
                return f"{d.year:04}"
            case "decade":
                return f"{d.year // 10:03}"
            case "century":
                return f"{d.year // 100:02}"

    def step(self, n: int) -> Period | None:
        """The period of the same kind `n` on (back where negative); None beyond the calendar."""
        return shifted(self.unit, self.first, n)


def period(unit: Unit, day: date) -> Period:
    """The period of that kind in which `day` lies; for a weekend, the one that ends the week of `day`."""
    match unit:
        case "week":
            return Period(unit, _clip(day.toordinal() - day.weekday()))
        case "weekend":
            return Period(unit, _clip(day.toordinal() - day.weekday() + 5))
        case "month":
            return Period(unit, day.replace(day=1))
        case "quarter":
            return Period(unit, date(day.year, (day.month - 1) // 3 * 3 + 1, 1))
        case "half":
            return Period(unit, date(day.year, 1 if day.month < 7 else 7, 1))
        case "season":
            if day.month < 3:
                return Period(unit, date(max(day.year - 1, 1), 12, 1))
            return Period(unit, date(day.year, day.month // 3 * 3, 1))
        case "year":
            return Period(unit, date(day.year, 1, 1))
        case "decade":
            return Period(unit, date(max(day.year // 10 * 10, 1), 1, 1))
        case "century":
            return Period(unit, date(max(day.year // 100 * 100, 1), 1, 1))
        case _:
            return Period("day", day)


_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7}


def shifted(unit: Unit, day: date, n: int) -> Period | None:
    """The period of that kind `n` periods from the one of `day`."""
    start = period(unit, day).first
    try:
        if unit in _DAYS:
            return Period(unit, start + timedelta(days=n * _DAYS[unit]))
        return Period(unit, _add_months(start, n * _MONTHS[unit]))
    except (ValueError, OverflowError):
        return None


def add(day: date, unit: str, n: int) -> date | None:
    """`day` moved by `n` days, weeks, months, quarters, years, decades or centuries; None beyond the calendar."""
    try:
        return day + timedelta(days=n * _DAYS[unit]) if unit in _DAYS else _add_months(day, n * _MONTHS[unit])
    except (ValueError, OverflowError):
        return None


def _add_months(day: date, n: int) -> date:
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _clip(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def _last(unit: Unit, first: date) -> date:
    if unit == "day":
        return first
    if unit in ("week", "weekend"):
        return _clip(first.toordinal() + (6 if unit == "week" else 1))
    try:
        return _add_months(first.replace(day=1), _MONTHS[unit]) - timedelta(days=1)
    except (ValueError, OverflowError):
        return date.max


_DATED = re.compile(
    r"(\d{4})(?:-(?:(Q[1-4])|(H[12])|(SP|SU|FA|WI)|W(\d\d)(?:-([1-7]|WE))?|(\d\d)(?:-(\d\d))?))?(?:T.*)?", re.ASCII
)


def parse(value: str) -> Period | None:
    """The period a DATE or TIME value names (of a time, its day); None for one that leaves something open."""
    if re.fullmatch(r"\d{2,3}", value, re.ASCII):
        unit: Unit = "century" if len(value) == 2 else "decade"
        first = int(value) * (100 if len(value) == 2 else 10)
        return Period(unit, date(max(first, 1), 1, 1))
    match = _DATED.fullmatch(value)
    if not match:
        return None
    year, quarter, half, season, week, weekday, month, day = match.groups()
    try:
        if quarter:
            return Period("quarter", date(int(year), int(quarter[1]) * 3 - 2, 1))
        if half:
            return Period("half", date(int(year), int(half[1]) * 6 - 5, 1))
        if season:
            return Period("season", date(int(year), SEASONS.index(season) * 3 + 3, 1))
        if week:
            first_day = date.fromisocalendar(int(year), int(week), int(weekday) if weekday and weekday != "WE" else 1)
            if weekday == "WE":
                return Period("weekend", first_day + timedelta(days=5))
            return Period("day" if weekday else "week", first_day)
        if day:
            return Period("day", date(int(year), int(month), int(day)))
        if month:
            return Period("month", date(int(year), int(month), 1))
        return Period("year", date(int(year), 1, 1))
    except (ValueError, OverflowError):
        return None


def interval(value: str | None, mod: str | None) -> tuple[str | None, str | None]:
    """First and last day a DATE or TIME value denotes, as ISO dates; None where it is open or names none.

    A part of a period ("early June") lies within the days of the whole, which are given. Seasons are the northern
    ones by whole months (spring March to May).
    """
    if value and "/" in value:  # two years: ISO 8601's interval
        first_year, last_year = (parse(year) for year in value.split("/"))
        if first_year and last_year:
            return first_year.first.isoformat(), last_year.last.isoformat()
    found = parse(value) if value else None
    if found is None:
        return None, None
    first, last = found.first.isoformat(), found.last.isoformat()
    match mod:
        case "BEFORE":
            return None, first
        case "ON_OR_BEFORE":
            return None, last
        case "AFTER":
            return last, None
        case "ON_OR_AFTER":
            return first, None
    return first, last
