"""What an expression means on the calendar: against the day of publication, and against the time the text has reached.

Deictic words ("yesterday", "last year", a bare "Tuesday") count from the publication date; anaphoric ones ("the next
day", "two years later") from the last date named. A narrative (many dates with their years, no publication date) counts
everything from the last date named. What has no anchor keeps the digits it has, or no value at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from sayso.times import timex
from sayso.times.grammar import Expression
from sayso.times.timex import Period, Unit

Resolved = tuple[str | None, str | None]  # value, modifier


@dataclass(slots=True)
class Anchor:
    """published: the period in which the report came out, as precise as it is known; None where it is not.
    reached: the period the text has reached. fiscal: the quarter it spoke of last. narrative: count from `reached`."""

    published: Period | None
    narrative: bool = False
    reached: Period | None = None
    quarter: Period | None = None
    clock_day: Period | None = None
    seen: list[Period] = field(default_factory=list)

    @property
    def now(self) -> Period | None:
        return self.published or (self.reached if self.narrative else None)

    @property
    def then(self) -> Period | None:
        return self.reached or self.published


def published_period(published: str | None) -> Period | None:
    """The day (or month, or year) of an ISO 8601 publication time."""
    match = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", published or "", re.ASCII)
    return timex.parse(match[0]) if match else None


def resolve(e: Expression, anchor: Anchor, tense: int, opens: bool = False) -> Resolved:
    """Value and modifier; moves `anchor.reached`. tense: -1 past, 1 future, 0 not clear. opens: it opens a sentence."""
    found = _FORMS[e.form](e, anchor, tense)
    value = found.value if isinstance(found, Period) else found
    if isinstance(found, Period):
        if e.part is not None:
            value = f"{value}T{e.part}" if found.unit == "day" else None
        _reach(e, anchor, found, opens)
    if value is not None and not timex.VALUE.fullmatch(value):
        value = None
    return value, e.mod if value is not None else None


def _reach(e: Expression, anchor: Anchor, found: Period, opens: bool) -> None:
    if found.unit in ("quarter", "half"):
        if e.form in ("quarter", "half"):
            anchor.quarter = found
        return
    if found.unit in ("decade", "century"):
        return
    if found.unit == "day":
        anchor.clock_day = found
    before = anchor.reached
    if anchor.narrative and before and found.unit in ("year", "season") and before.unit not in ("year", "season"):
        # A year named in passing ("documents released in 2005") does not move the story, one that opens a
        # sentence does.
        passing = not opens or before.first.year == found.first.year
        if passing:
            return
    anchor.reached = found


def _plain(e: Expression, anchor: Anchor, tense: int) -> str | None:
    return e.value


def _day(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    """A day and month, with its year or without."""
    month, day = e.month or 0, e.day or 0
    if e.year is not None and e.year < 0:
        return _before_christ(e, anchor, f"-{month:02}-{day:02}")
    if e.year is not None:
        made = _date(e.year, month, day)
        return Period("day", made) if made else None
    if not _date(2000, month, day):
        return None
    if e.n is not None:
        now = anchor.then if e.rel == "then" else anchor.now
        made = _date(now.first.year + e.n, month, day) if now else None
        return Period("day", made) if made else None
    if e.rel in ("last", "past", "next", "coming"):
        tense = -2 if e.rel in ("last", "past") else 2
    if (year := _year_for(anchor, month, day, tense)) is not None:
        made = _date(year, month, day)
        return Period("day", made) if made else None
    return f"XXXX-{month:02}-{day:02}"


def _year_for(anchor: Anchor, month: int, day: int | None, tense: int) -> int | None:
    """The year of a month that comes without one: the nearest, in the direction the text looks."""
    base = _base(anchor)
    if base is None:
        return None
    first = base.first
    if base.unit in ("year", "season") or (base.unit in ("decade", "century")):
        return first.year
    ahead = (month - first.month) % 12  # months from the anchor forward, 0 to 11
    back = 12 - ahead
    if base is not anchor.published:
        # A story goes forward: three months back are as likely as six ahead.
        return _in_year(first, ahead if ahead <= 2 * back else -back)
    if ahead == 0:
        # 28 May told of on 3 May: of this year, unless the words say otherwise.
        late = day is not None and base.unit == "day" and day > first.day
        early = day is not None and base.unit == "day" and day < first.day
        return first.year - (tense == -2 and late) + (tense == 2 and early)
    if abs(tense) == 2:
        return _in_year(first, ahead if tense > 0 else -back)
    near = _NEAR_DAY if day is not None else _NEAR_MONTH
    if min(ahead, back) <= near or tense == 0:
        return _in_year(first, ahead if ahead < back else -back)
    return _in_year(first, ahead if tense > 0 else -back)


# Within so many months the nearer one is meant, whatever the tense: "payable Jan. 2", told in November.
_NEAR_DAY, _NEAR_MONTH = 4, 2


def _in_year(first: date, months: int) -> int:
    return (first.year * 12 + first.month - 1 + months) // 12


def _base(anchor: Anchor) -> Period | None:
    """Where a month without a year is looked for."""
    if anchor.narrative and anchor.reached:
        return anchor.reached
    return anchor.published


def _month(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    month = e.month or 0
    now = anchor.now
    if e.year is not None and e.year < 0:
        return _before_christ(e, anchor, f"-{month:02}")
    if e.year is not None:
        return _first("month", e.year, month)
    if e.n is not None:
        now = anchor.then if e.rel == "then" else now
        return _first("month", now.first.year + e.n, month) if now else f"XXXX-{month:02}"
    if e.rel in ("last", "past", "previous") and now:
        year = now.first.year - (1 if month >= now.first.month else 0)
        return _first("month", year, month)
    if e.rel in ("next", "coming", "following") and now:
        year = now.first.year + (1 if month <= now.first.month else 0)
        return _first("month", year, month)
    if e.rel == "this" and now:
        return _first("month", now.first.year, month)
    if e.rel == "same" and anchor.then:
        return _first("month", anchor.then.first.year, month)
    year_ = _year_for(anchor, month, None, tense)
    return _first("month", year_, month) if year_ is not None else f"XXXX-{month:02}"


def _first(unit: Unit, year: int, month: int) -> Period | None:
    made = _date(year, month, 1)
    return Period(unit, made) if made else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _before_christ(e: Expression, anchor: Anchor, rest: str = "") -> str | None:
    """TIMEX3's BC0480; no calendar of days reaches there, so what follows has nothing to count from."""
    anchor.reached = anchor.clock_day = None
    year = -(e.year or 0)
    return f"BC{year:04}{rest}" if 0 < year <= 9999 else None


def _year(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    if (e.year or 0) < 0:
        return _before_christ(e, anchor)
    return _first("year", e.year or 0, 1)


def _weekday(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    wanted = e.weekday or 0
    now = anchor.now
    if e.rel in ("following", "previous", "same") and anchor.then and anchor.then.unit == "day":
        now = anchor.then
    if now is None or now.unit != "day":
        return f"XXXX-WXX-{wanted + 1}" + (f"T{e.part}" if e.part else "")
    day = now.first
    back = (day.weekday() - wanted) % 7
    ahead = (wanted - day.weekday()) % 7
    if e.rel in ("last", "past", "previous"):
        step = -(back or 7)
    elif e.rel in ("next", "coming", "following"):
        step = ahead or 7
    elif e.rel == "this":
        step = wanted - day.weekday() if tense <= 0 and wanted <= day.weekday() else ahead
    elif tense > 0:
        step = ahead
    else:
        step = -back
    made = timex.add(day, "day", step + (e.n or 0))
    return Period("day", made) if made else None


def _days(e: Expression, anchor: Anchor, tense: int) -> Period | None:
    """Yesterday, today, tomorrow and the days beside them."""
    now = anchor.now
    if now is None or now.unit != "day":
        return None
    return now.step(e.n or 0)


_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def _period(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    """ "last week", "this month", "the following year", "that day", "the end of the year"."""
    unit: Unit = e.unit  # type: ignore[assignment]
    anaphoric = e.rel in ("previous", "following", "same") or (e.rel == "next" and unit == "day")
    base = anchor.then if anaphoric else anchor.now
    if e.rel == "the" and anchor.narrative:
        base = anchor.then
    if e.rel in ("latest", "the") and unit == "quarter" and not anchor.narrative:
        return _told_quarter(anchor)
    if base is None or _coarser(base.unit, unit):
        return None
    step = _STEPS.get(e.rel or "", 0)
    if unit == "weekend":
        step += 0 if step or tense > 0 or base.first.weekday() > 3 else -1
        if e.rel in ("last", "past") and base.first.weekday() == 6:
            step = 0 if e.rel == "past" else step
    if e.rel == "past" and unit == "decade":
        step = -1
    return timex.shifted(unit, base.first, step)


_ORDER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")


def _coarser(known: Unit, wanted: Unit) -> bool:
    """Whether a period of kind `known` is too coarse to say which `wanted` is meant."""
    return _ORDER.index(known) > _ORDER.index(wanted)


def _part(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    """ "this morning", "last night", "the next morning", "that evening", "the morning"."""
    if e.rel in ("next", "following", "previous", "same"):
        base = anchor.then
    elif e.rel is None:
        base = anchor.clock_day or anchor.now
    else:
        base = anchor.now
    if base is None or base.unit != "day":
        return f"XXXX-XX-XXT{e.part}" if e.rel is None else None
    return base.step({"last": -1, "previous": -1, "next": 1, "following": 1}.get(e.rel or "", 0))


def _clock(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    day = anchor.clock_day or anchor.now
    if day is None or day.unit != "day":
        return f"XXXX-XX-XXT{e.part}"
    return day


def _season(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    number = timex.SEASONS.index(e.season or "SP")
    month = 3 * number + 3
    now = anchor.then if e.rel in ("previous", "following", "same") or anchor.narrative else anchor.now
    if e.year is not None and e.year < 0:
        return _before_christ(e, anchor, f"-{e.season}")
    if e.year is not None:
        return _first("season", e.year, month)
    if e.rel == "then":
        now = anchor.then
    if now is None or _ORDER.index(now.unit) > _ORDER.index("year"):
        return f"XXXX-{e.season}"
    if e.n is not None:
        return _first("season", now.first.year + e.n, month)
    if now.unit == "year":
        return _first("season", now.first.year + _STEPS.get(e.rel or "", 0), month)
    current = timex.period("season", now.first)
    ahead = ((month - current.first.month) // 3) % 4  # seasons from the present one
    step = ahead
    if e.rel in ("last", "previous"):
        step = ahead - 4
    elif e.rel == "past":
        step = ahead - 4 if ahead else 0
    elif e.rel in ("next", "coming", "following"):
        step = ahead or 4
    elif e.rel == "this":
        step = ahead if ahead < 2 or tense > 0 else ahead - 4
    elif tense <= 0 and ahead > 1:
        step = ahead - 4
    return current.step(step)


def _quarter(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    unit: Unit = "half" if e.form == "half" else "quarter"
    size = 6 if unit == "half" else 3
    if e.number is None:
        told = _told_quarter(anchor)
        return _first("quarter", e.year or 0, told.first.month) if told else None
    month = size * ((e.number or 1) - 1) + 1
    if e.year is not None:
        return _first(unit, e.year, month)
    now = anchor.now
    if now is None or _ORDER.index(now.unit) > _ORDER.index("year"):
        return f"XXXX-{'H' if size == 6 else 'Q'}{e.number}"
    made = _first(unit, now.first.year + (e.n or 0), month)
    if made is None or e.n is not None or now.unit == "year":
        return made
    # Results are told of quarters that are over: one ahead only where it is near or the text looks ahead.
    if made.first > now.first and tense < 1 and (made.first - now.first).days > 60:
        return _first(unit, now.first.year - 1, month)
    if tense > 0 and (now.first - made.last).days > 120:
        return _first(unit, now.first.year + 1, month)
    return made


def _told_quarter(anchor: Anchor) -> Period | None:
    """The quarter the text speaks of: the last one named, else the last that was over at publication."""
    if anchor.quarter is not None and anchor.quarter.unit == "quarter":
        return anchor.quarter
    now = anchor.now
    return timex.shifted("quarter", now.first, -1) if now and not _coarser(now.unit, "quarter") else None


def _decade(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    number = e.number or 0
    if number >= 100:
        return _first("decade", number * 10, 1)
    now = anchor.then
    century = (now.first.year if now else 1999) // 100
    found = century * 10 + number
    if now and found * 10 > now.first.year + 5:
        found -= 10
    return _first("decade", found * 10, 1)


def _century(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    number = e.number or 0
    if -99 <= number < 0:
        return f"BC{-number - 1:02}"
    return _first("century", max((number - 1) * 100, 1), 1) if 1 <= number <= 99 else None


def _shift(e: Expression, anchor: Anchor, tense: int) -> Period | None:
    """ "two weeks ago", "three days later": as precise as the unit they are counted in."""
    base = anchor.now if e.rel == "now" else anchor.then
    unit = e.unit or "day"
    if base is None:
        return None
    target: Unit = {"decade": "year", "century": "year"}.get(unit, unit)  # type: ignore[assignment]
    if unit == "week" and abs(e.n or 0) < 4 and base.unit == "day":
        target = "day" if e.rel == "then" else "week"
    if _coarser(base.unit, target):
        return None
    moved = timex.add(base.first, unit, e.n or 0)
    return timex.period(target, moved) if moved else None


def _hours(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    """Hours and minutes away: the day where it cannot be another one, else nothing."""
    return "PAST_REF" if (e.n or 0) < 0 else "FUTURE_REF"


def _year_ago(e: Expression, anchor: Anchor, tense: int) -> Period | None:
    """ "a year ago", "the year-earlier period": the same quarter of the year before, where quarters are compared."""
    if e.n is None and e.rel == "period" and anchor.quarter is None:
        told = _told_quarter(anchor)
        return told.step(-4) if told else None
    if anchor.quarter is not None and (e.n is None or e.n < 0) and not anchor.narrative:
        return anchor.quarter.step(-4 if anchor.quarter.unit == "quarter" else -2)
    base = anchor.now if e.rel == "now" else anchor.then
    return timex.shifted("year", base.first, e.n or -1) if base else None


def _week_of(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    day = _day(e, anchor, tense)
    return timex.period("week", day.first) if isinstance(day, Period) else None


def _last_day(e: Expression, anchor: Anchor, tense: int) -> Period | None:
    now = anchor.now
    unit: Unit = "year" if e.unit == "year" else "month"
    if now is None or _coarser(now.unit, unit):
        return None
    return Period("day", timex.period(unit, now.first).last)


def _holiday(e: Expression, anchor: Anchor, tense: int) -> Period | str | None:
    rule = e.value or ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", rule):
        return timex.parse(rule)
    if e.year is not None:
        return _day_of(rule, e.year)
    base = _base(anchor)
    if base is None:
        return f"XXXX-{rule}" if rule[:1].isdigit() else None
    year = base.first.year
    options = [p for y in (year - 1, year, year + 1) if (p := _day_of(rule, y))]
    past = [p for p in options if p.first <= base.first]
    ahead = [p for p in options if p.first > base.first]
    if base.unit == "year":
        return _day_of(rule, year)
    if not past or not ahead:
        return None
    if e.rel in ("last", "past", "previous"):
        return past[-1]
    if e.rel in ("next", "coming", "following", "this") or tense > 0:
        return ahead[0]
    near = (ahead[0].first - base.first).days < 30 and tense == 0
    return ahead[0] if near else past[-1]


def _day_of(rule: str, year: int) -> Period | None:
    try:
        if rule.startswith("easter"):
            return Period("day", easter(year) + timedelta(days=int(rule[6:] or 0)))
        if rule == "thanksgiving":
            return Period("day", _nth(year, 11, 3, 4))
        if rule == "election":
            return Period("day", _nth(year, 11, 0, 1) + timedelta(days=1))
        if rule == "labor":
            return Period("day", _nth(year, 9, 0, 1))
        if rule == "memorial":
            last = date(year, 5, 31)
            return Period("day", last - timedelta(days=last.weekday()))
        month, day = rule.split("-")
        return Period("day", date(year, int(month), int(day)))
    except (ValueError, OverflowError):
        return None


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Gauss's rule in the form of Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


_FORMS = {
    "value": _plain, "ref": _plain, "set": _plain, "duration": _plain, "day": _day, "month": _month, "year": _year,
    "weekday": _weekday, "days": _days, "period": _period, "part": _part, "clock": _clock, "season": _season,
    "quarter": _quarter, "half": _quarter, "decade": _decade, "century": _century, "shift": _shift, "hours": _hours,
    "year_ago": _year_ago, "holiday": _holiday, "week_of": _week_of, "last_day": _last_day,
}  # fmt: skip
