"""Which runs of tokens are times, and what they say: patterns over the classes of `lexer`.

Nothing is resolved here: "last Tuesday" becomes a weekday to look for before the anchor, whatever day that is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sayso._types import TimeType
from sayso.times.lexer import CODES, Lexed
from sayso.times.lexicon import LETTERS, MODS


@dataclass(slots=True)
class Expression:
    """Tokens `[a, b)` and what they say. `form` says how `resolve` reads the rest, `rule` which pattern found it.

    value: said outright (durations, sets, references); year, month, day, weekday, number (of a quarter …): as far as
    the words give them; unit, n: so many of that unit away; rel: "last", "next", "this", "previous", "following",
    "same", "the" …; part: time of day as in TIMEX3 ("NI", "15:00"); anchored: a duration "past" or "next".
    """

    a: int
    b: int
    rule: str
    type: TimeType
    form: str
    value: str | None = None
    mod: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    number: int | None = None
    unit: str | None = None
    n: int | None = None
    rel: str | None = None
    part: str | None = None
    season: str | None = None


@dataclass(slots=True)
class Found:
    """Tokens of the named groups of a match."""

    lexed: Lexed
    match: re.Match[str]
    rule: str
    offset: int

    def at(self, group: str) -> int | None:
        start = self.match.start(group) if group in self.match.re.groupindex else -1
        return start + self.offset if start >= 0 else None

    def value(self, group: str) -> Any:
        i = self.at(group)
        return None if i is None else self.lexed.values[i]

    def words(self, group: str) -> str:
        if self.at(group) is None:
            return ""
        return self.lexed.words(self.match.start(group) + self.offset, self.match.end(group) + self.offset)

    def expression(self, type: TimeType, form: str, **fields: Any) -> Expression:
        return Expression(
            self.match.start() + self.offset, self.match.end() + self.offset, self.rule, type, form, **fields
        )


Build = Callable[[Found], Expression | None]

_MACROS = {
    "APPROXB": r"(?: <about> | <more> <than> | <close> <to> )",
    "APPROX": r"(?: (?P<approx> <no>? <more> <than> | <a>? <little> <more> <than> | <no>? <at>? <least> | <up> <to>"
    r" | <close> <to> | <a>? <close|little|right>? <about>{1,2} | <right|close|a>? <little>? <over> (?! <the|few> )"
    r" | <as> <long|few> <as> ) )",
    "COUNT": r"(?: <num|day|year> | <a> <few> | <few> | <a> <couple> <of>? | <couple> <of> | <a> )",
    "UNIT": r"<unit|units|quarter>",
    "REL": r"<last|past|previous|next|coming|following|this|that|same|current|latest>",
    "EDGE": r"(?P<edge> <the>? <edge> <of> <the>? | <the>? <early> (?: <hyphen> | <in> | <on> )? <the>?"
    r" | <comparative> (?: <in> | <on> )? <the>? )",
    "CLOCK": r"(?P<clock> <clock> <ampm>? | <day> <ampm> | <num|day> <oclock> (?: <in> <the> <part> )?"
    r" | (?: <year|int4> (?= <zone> ) ) | <noon> | <day> <in> <the> <part> ) (?P<zone> <zone> )? (?: <time> )?",
    "LEAD": r"(?: {CLOCK} (?: <comma> | <on> )? | <the>? <early>? <hyphen>? (?P<partof> <part> ) <units>? <of|on>?"
    r" | {EDGE} )?",
    # 9999 is a year behind a date that ends there, a count before a noun.
    "YEAR": r"(?: <comma>? <of>? (?: (?P<year> <year> | <int4> (?= [{STOPS}] | $ ) ) (?: (?P<bc> <bc> ) | <ad> )? ) )",
    "STOPS": r"|<comma><rpar>",
    "OFYEAR": r"(?: <comma>? <of>? <the>? (?P<yrel> <last|next|this|that|same|previous|following> ) <same>?"
    r" (?P<yunit> <unit> ) )",
    "EDGEB": r"(?: <early> <in>? )",
    "TAIL": r"(?: (?P<tail> <part> ) )?",
}


def _compile(pattern: str) -> re.Pattern[str]:
    while "{" in re.sub(r"\{\d", "", pattern):
        pattern = re.sub(r"\{([A-Z]+)\}", lambda m: _MACROS[m[1]], pattern)
    pattern = re.sub(r"(?<!P)<([\w|]+)>", lambda m: _letters(m[1].split("|")), pattern)
    return re.compile(re.sub(r" ", "", pattern))


def _letters(names: list[str]) -> str:
    codes = "".join(CODES[name] for name in names)
    return re.escape(codes) if len(codes) == 1 else f"[{codes}]"


# Parts of an expression ------------------------------------------------------------------------------------------


def _mod(f: Found) -> str | None:
    """START, MID or END of what stands before a period; APPROX … of what stands before a number."""
    if (a := f.at("edge")) is not None:
        for i in range(a, f.match.end("edge") + f.offset):
            if f.lexed.classes[i] in _EDGES:
                return str(f.lexed.values[i]) if f.lexed.values[i] else None
    return MODS.get(f.words("approx")) if f.at("approx") is not None else None


_EDGES = frozenset(CODES[name] for name in ("edge", "early", "comparative"))


def _part(f: Found) -> str | None:
    """Time of day said before or after a day: "MO" or "15:00"."""
    for group in ("tail", "partof"):
        if f.at(group) is not None:
            return str(f.value(group))
    return _clock(f)


def _clock(f: Found) -> str | None:
    a = f.at("clock")
    if a is None:
        return None
    value, hour = f.lexed.values[a], None
    rest = [(f.lexed.classes[i], f.lexed.values[i]) for i in range(a + 1, f.match.end("clock") + f.offset)]
    if f.lexed.classes[a] in (CODES["clock"], CODES["noon"]):
        clock = str(value)
    elif f.lexed.classes[a] in (CODES["year"], CODES["int4"]):
        hour, minute = divmod(int(f.lexed.words(a, a + 1)), 100)
        if hour > 24 or minute > 59:
            return None
        clock = f"{hour:02}:{minute:02}"
    elif isinstance(value, int) and value <= 24:
        clock = f"{value:02}:00"
    else:
        return None
    hour = int(clock[:2])
    late = any(v in ("PM", "AF", "EV", "NI") for _, v in rest)
    early = any(v in ("AM", "MO") for _, v in rest)
    if hour <= 12 and (late or early):
        hour = hour % 12 + (12 if late else 0)
    zone = "Z" if f.value("zone") == "Z" else ""  # other zones are words for the reader: their offsets vary
    return f"{hour:02}:{clock[3:]}{zone}"


def _timed(f: Found, form: str, **fields: Any) -> Expression:
    """A day, with the time of day where one is said: then it is a TIME."""
    part = _part(f)
    return f.expression("TIME" if part else "DATE", form, mod=_mod(f), part=part, **fields)


def _rel(f: Found) -> str | None:
    """The word that says which of the periods is meant; the last of several ("this past spring", "that same day")."""
    a = f.at("rel")
    if a is None:
        return None
    end = f.match.end("rel") + f.offset
    names = [_NAMES[c] for c in f.lexed.classes[a:end] if c in _NAMES]
    if not names:
        return None
    if "same" in names or "that" in names:
        return "same"
    return names[-1]


_NAMES = {CODES[n]: n for n in (
    "last", "past", "previous", "next", "coming", "following", "this", "that", "same", "current", "latest", "recent",
    "the",
)}  # fmt: skip


# Rules -----------------------------------------------------------------------------------------------------------


def _year_step(f: Found) -> int | None:
    """Years from the anchor to the one named behind: "of last year" -1, "of the same year" 0."""
    a = f.at("yrel")
    return None if a is None else _STEPS.get(_NAMES.get(f.lexed.classes[a], ""), 0)


def _year_rel(f: Found) -> str | None:
    """ "then" where the year is that of the text ("of that year"), "now" where it is that of the report."""
    a = f.at("yrel")
    if a is None:
        return None
    return "then" if _NAMES.get(f.lexed.classes[a]) in ("that", "same", "previous", "following") else "now"


_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def _signed(f: Found) -> int | None:
    """The year said, negative before Christ."""
    year = f.value("year")
    return -int(year) if year is not None and f.at("bc") is not None else year


def _day_of_month(f: Found) -> Expression | None:
    day, year = f.value("day"), f.value("year")
    if not 1 <= day <= 31:
        return None
    if year is None and f.at("yrel") is not None:
        if f.value("yunit") != ("year", 1):
            return None
        return _timed(f, "day", day=day, month=f.value("month"), n=_year_step(f), rel=_year_rel(f))
    return _timed(f, "day", day=day, month=f.value("month"), year=_signed(f), weekday=f.value("weekday"), rel=_rel(f))


def _month(f: Found) -> Expression | None:
    a = f.at("month") or 0
    word = f.lexed.text[f.lexed.starts[a] : f.lexed.ends[a]]
    if f.at("yrel") is not None and f.value("yunit") != ("year", 1):
        return None
    rel = _year_rel(f) or _rel(f)
    made = f.expression("DATE", "month", month=f.value("month"), year=_signed(f), rel=rel, n=_year_step(f), mod=_mod(f))
    if made.year is None and made.n is None and word.lower() in ("may", "march", "mar", "jan", "dec", "jun"):
        if made.rel is None and a and f.lexed.classes[a - 1] in ("x", CODES["the"], CODES["long"]):
            before = f.lexed.text[f.lexed.starts[a - 1]]
            if before.isupper() or f.lexed.classes[a - 1] == CODES["the"]:
                return None  # "the Long March", "Theresa May"
        made.rule += "?"
    return made


def _year(f: Found) -> Expression | None:
    if f.value("unit") not in (None, ("year", 1)):
        return None
    made = f.expression("DATE", "year", year=_signed(f), mod=_mod(f))
    if f.at("approx") is not None:
        made.mod = "APPROX"
    return made


def _split_year(f: Found) -> Expression | None:
    """ "2021/22": one year of accounts, of school or sport that spans two of the calendar."""
    first, last = f.value("years")
    return f.expression("DATE", "value", value=f"{first:04}/{last:04}")


def _weekday(f: Found) -> Expression | None:
    return _timed(f, "weekday", weekday=f.value("weekday"), rel=_rel(f))


def _today(f: Found) -> Expression | None:
    return _timed(f, "days", n=f.value("today"), rel="today")


def _around_today(f: Found) -> Expression | None:
    if f.value("unit") != ("day", 1):
        return None
    step = 1 if f.at("after") is not None else -1
    if f.at("today") is not None:
        return f.expression("DATE", "days", n=f.value("today") + step, rel="today")
    return f.expression("DATE", "weekday", weekday=f.value("weekday"), rel=_rel(f), n=step)


def _tonight(f: Found) -> Expression | None:
    part, n = f.value("tonight")
    return f.expression("TIME", "days", n=n, part=_clock(f) or part, rel="today")


def _period(f: Found) -> Expression | None:
    a = f.at("unit") or 0
    kind = f.lexed.classes[a]
    rel = _rel(f)
    if kind == CODES["weekend"]:
        unit = "weekend"
    elif kind == CODES["half"]:
        return None
    else:
        unit, size = f.lexed.values[a]
        if size != 1 or unit in ("second", "minute", "hour"):
            return None
    if rel == "current" and "present" in f.words("rel"):
        return f.expression("DATE", "ref", value="PRESENT_REF")
    end = f.match.end() + f.offset
    if rel == "the" and unit == "year" and f.lexed.words(end, end + 1) in ("ended", "ending"):
        return f.expression("DURATION", "duration", value="P1Y")  # "the year ended March 31"
    if rel in (None, "the") and unit == "day" and f.at("edge") is None:
        return f.expression("DATE", "period", unit=unit, rel="the")
    return f.expression("DATE", "period", unit=unit, rel=rel or "the", mod=_mod(f))


def _part_of_day(f: Found) -> Expression | None:
    mod = _mod(f)
    return f.expression("TIME", "part", part=f.value("part"), rel=_rel(f), mod=mod)


def _night_before(f: Found) -> Expression | None:
    return f.expression("TIME", "days", n=-1, part=f.value("part"), rel="today")


def _season(f: Found) -> Expression | None:
    rel = _year_rel(f) or _rel(f)
    mod = _mod(f) or f.value("edge2")
    return f.expression("DATE", "season", season=f.value("season"), year=_signed(f), rel=rel, mod=mod, n=_year_step(f))


def _quarter(f: Found) -> Expression | None:
    number = f.value("ord")
    half = f.at("half") is not None
    if f.at("ord") is None:
        number = None  # "the 1988 quarter": the one the text speaks of
    elif not isinstance(number, int):  # "the last quarter of 1989"
        number = 2 if half else 4
        if f.value("year") is None and f.at("yrel") is None:
            return None
    if number is not None and number > (2 if half else 4):
        return None
    form = "half" if half else "quarter"
    n = -1 if f.at("ago") is not None else _year_step(f)
    return f.expression("DATE", form, number=number, year=f.value("year"), n=n, mod=_mod(f))


def _latest(f: Found) -> Expression | None:
    return f.expression("DATE", "period", unit="quarter", rel="latest")


def _anno_domini(f: Found) -> Expression | None:
    year = f.value("year") or f.value("year2")
    return f.expression("DATE", "year", year=year, mod=_mod(f)) if isinstance(year, int) else None


def _last_quarter(f: Found) -> Expression | None:
    return f.expression("DATE", "year_ago", rel="period")


def _decade(f: Found) -> Expression | None:
    n = f.value("decade")
    made = f.expression("DATE", "decade", number=n, mod=_mod(f) or f.value("edge3"))
    if n < 10 and f.lexed.text[f.lexed.starts[f.at("decade") or 0]].isalnum():
        made.rule += "?"  # "50s", "the fifties": an age or a temperature as well
    return made


def _century(f: Found) -> Expression | None:
    if f.value("unit") != ("century", 1):
        return None
    number = f.value("ord") * (-1 if f.at("bc") is not None else 1)
    return f.expression("DATE", "century", number=number, mod=_mod(f) or f.value("edge3"))


def _count(f: Found) -> float | None:
    """The number before a unit: None where it is vague, 1 for "a", 2 for "a couple of"."""
    words = f.words("count")
    for i in range(f.at("count") or 0, f.match.end("count") + f.offset):
        kind = f.lexed.classes[i]
        if kind in (CODES["num"], CODES["day"], CODES["year"]):
            return float(f.lexed.values[i])
        if kind == CODES["couple"]:
            return 2
        if kind == CODES["few"]:
            return None
    return 1 if words in ("a", "an") else None


def duration(count: float | None, unit: str, size: int = 1) -> str:
    """TIMEX3's value: P3Y, PT24H, PXM; a decade is ten years, a fortnight two weeks."""
    letter = LETTERS[unit]
    if count is None:
        text = "X"
        if unit == "decade":
            return "PXY"
    else:
        many = count * size * (10 if unit == "decade" else 1)
        if many != int(many):
            smaller = {"Y": ("M", 12), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}.get(letter)
            whole, rest = int(many), (many - int(many)) * (smaller[1] if smaller else 1)
            if smaller and rest == int(rest):
                head = letter.removeprefix("T")
                tail = smaller[0] if not letter.startswith("T") else smaller[0].removeprefix("T")
                if not whole:
                    return f"P{'T' if smaller[0].startswith('T') else ''}{int(rest)}{smaller[0].removeprefix('T')}"
                if letter == "D":
                    return f"P{whole}DT{int(rest)}H"
                return f"P{'T' if letter.startswith('T') else ''}{whole}{head}{int(rest)}{tail}"
            text = f"{many:g}" if many < 1e6 else str(int(many))
        else:
            text = str(int(many))
    return f"P{'T' if letter.startswith('T') else ''}{text}{letter.removeprefix('T')}"


def _shift(f: Found) -> Expression | None:
    unit, size = f.value("unit")
    count = _count(f)
    direction = -1 if f.at("ago") is not None or f.words("dir") in ("earlier", "before", "previously") else 1
    anchor = "now" if f.at("ago") is not None or f.at("from") is not None or f.words("dir") == "hence" else "then"
    mod = _mod(f) or ("APPROX" if f.at("orso") is not None else None)
    if f.words("count") == "a" and unit == "year":
        return f.expression("DATE", "year_ago", rel=anchor, n=direction, mod=mod)
    if count is None:
        value = "PAST_REF" if direction < 0 else "FUTURE_REF"
        return f.expression("DATE", "ref", value=value, rel=anchor)
    if unit in ("second", "minute", "hour"):
        return f.expression("TIME", "hours", unit=unit, n=direction * int(count * size), rel=anchor, mod=mod)
    if count != int(count):
        return f.expression("DATE", "shift", unit="month", n=direction * int(count * 12), rel=anchor, mod=mod)
    return f.expression("DATE", "shift", unit=unit, n=direction * int(count * size), rel=anchor, mod=mod)


def _duration(f: Found) -> Expression | None:
    unit, size = f.value("unit")
    start = f.match.start() + f.offset
    if unit == "quarter" and start and f.lexed.classes[start - 1] == CODES["hyphen"]:
        return None  # the rest of "three-quarters"
    count = _count(f) if f.at("count") is not None else None
    if f.at("count") is not None and not _plausible(f):
        return None
    if f.at("single") is not None and f.lexed.classes[f.at("unit") or 0] != CODES["units"]:
        count = 1  # "day-long", but "decades-long"
    if f.at("half") is not None or f.at("half2") is not None:  # "two and a half years", "half a year"
        count = (count or 0) + 0.5
    mod = _mod(f) or ("APPROX" if f.at("orso") is not None or f.at("high") is not None else None)
    rel = _rel(f)
    made = f.expression("DURATION", "duration", value=duration(count, unit, size), mod=mod, unit=unit, rel=rel)
    made.n = int(count * size) if count is not None and count == int(count) else None
    return made


def _plausible(f: Found) -> bool:
    """Not "the 1988 quarter" nor "three-quarters" of something, which are no stretch of time."""
    last = f.at("unit") or 0
    whole = f.lexed.classes[last] == CODES["units"]
    if any(f.lexed.classes[i] == CODES["year"] for i in range(f.at("count") or 0, last)) and not whole:
        return False
    if f.value("unit")[0] == "quarter":
        return bool(f.words("rel")) or f.lexed.classes[last + 1 : last + 2] == CODES["ago"]
    return True


def _week_of(f: Found) -> Expression | None:
    """ "the week of March 6"."""
    if f.value("unit") != ("week", 1) or not 1 <= f.value("day") <= 31:
        return None
    return f.expression("DATE", "week_of", month=f.value("month"), day=f.value("day"), year=f.value("year"))


def _first_days(f: Found) -> Expression | None:
    """ "year-end": the last day of the year of the anchor."""
    if f.value("edge2") != "END" or f.value("unit")[0] not in ("year", "month"):
        return None
    return f.expression("DATE", "last_day", unit=f.value("unit")[0])


def _set(f: Found) -> Expression | None:
    a = f.at("what") or 0
    kind, value = f.lexed.classes[a], f.lexed.values[a]
    many = f.value("many") if f.at("many") is not None else 1
    if f.at("other") is not None:
        many = 2
    if kind in (CODES["unit"], CODES["units"], CODES["quarter"]):
        return f.expression("SET", "set", value=duration(float(many), *value))
    if kind in (CODES["weekday"], CODES["weekdays"]):
        tail = f"T{f.value('tail')}" if f.at("tail") is not None else ""
        return f.expression("SET", "set", value=f"XXXX-WXX-{value + 1}{tail}")
    if kind in (CODES["part"], CODES["parts"]):
        return f.expression("SET", "set", value=f"XXXX-XX-XXT{value}")
    if kind == CODES["month"]:
        return f.expression("SET", "set", value=f"XXXX-{value:02}")
    if kind in (CODES["season"], CODES["seasons"]):
        return f.expression("SET", "set", value=f"XXXX-{value}")
    return f.expression("SET", "set", value="XXXX-WXX-WE")


def _reference(value: str) -> Build:
    return lambda f: f.expression("DATE", "ref", value=value)


def _frequency(f: Found) -> Expression | None:
    return f.expression("SET", "set", value=f.value("freq"))


def _holiday(f: Found) -> Expression | None:
    part = f.value("tail") if f.at("tail") is not None else None
    return f.expression(
        "TIME" if part else "DATE", "holiday", value=f.value("holiday"), year=f.value("year"), rel=_rel(f), part=part,
        mod=_mod(f),
    )  # fmt: skip


def _numeric(f: Found) -> Expression | None:
    a = f.at("date") or 0
    word = f.lexed.words(a, a + 1)
    kind = f.lexed.classes[a]
    parts = [int(p) for p in re.split(r"[-/.t :]", word)]
    if kind in (CODES["iso"], CODES["isotime"]) or len(re.split(r"[/.]", word)[0]) == 4:
        year, month, day = parts[:3]
        part = word[11:16] if kind == CODES["isotime"] else None
        form = "day"
    else:
        first, second, year = parts[:3]
        year += (2000 if year < 50 else 1900) if year < 100 else 0
        # 25/12/2020 can be read in one way, 03/04/2020 in two.
        if first > 12 >= second or first == second:
            day, month = first, second
        elif second > 12 >= first:
            month, day = first, second
        elif 1 <= first <= 12 and 1 <= second <= 12:
            return f.expression("DATE", "value", value=f"{year:04}-XX-XX" if 1 <= year <= 9999 else None)
        else:
            return None
        part, form = None, "day"
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f.expression("TIME" if part else "DATE", form, year=year, month=month, day=day, part=part)


def _clock_alone(f: Found) -> Expression | None:
    part = _clock(f)
    return f.expression("TIME", "clock", part=part, mod=_mod(f)) if part else None


# Names that end in "?" are found in running text that means something else, too: there the network decides.
_RULES: tuple[tuple[str, str, Build], ...] = (
    ("numeric", r"(?P<date> <iso|isotime|slash> )", _numeric),
    (
        "dmy",
        r"{LEAD} (?: (?P<weekday> <weekday|wabbr> ) <comma>? )? (?: <the> (?= <ord> ) )? (?P<day> <day|ord> ) <of>?"
        r" (?P<month> <month> )"
        r" (?: {YEAR} | {OFYEAR} )? {TAIL}",
        _day_of_month,
    ),
    (
        "mdy",
        r"{LEAD} (?P<rel> <the>? {REL} <past|coming|same>? )? (?: (?P<weekday> <weekday|wabbr> ) <comma>? )?"
        r" (?P<month> <month> ) (?P<day> <day|ord> ) (?! <ampm|quarter|half|bc> ) (?: {YEAR} | {OFYEAR} )? {TAIL}",
        _day_of_month,
    ),
    (
        "month",
        r"{EDGE}? (?P<rel> <the>? {REL} <past|coming|same>? )? (?P<month> <month> )"
        r" (?: {YEAR} | {OFYEAR} )?",
        _month,
    ),
    ("weekday", r"{LEAD} (?P<rel> <the>? {REL} <past|coming|same>? )? (?P<weekday> <weekday> ) {TAIL}", _weekday),
    ("today", r"{LEAD} (?P<today> <today> ) {TAIL}", _today),
    (
        "around",
        r"<the>? (?P<unit> <unit> ) (?: <before> | (?P<after> <after> ) )"
        r" (?: (?P<today> <today> ) | (?P<rel> <last|next> )? (?P<weekday> <weekday> ) )",
        _around_today,
    ),
    ("tonight", r"(?: {CLOCK} )? <comparative|early>? (?P<tonight> <tonight> )", _tonight),
    (
        "period",
        r"{EDGE}? (?P<rel> <the>? (?: {REL} <past|coming|same|full>? | <this|the> <same|past> ) ) <fiscal|full>?"
        r" (?P<unit> <unit|quarter|weekend> )",
        _period,
    ),
    ("edge", r"{EDGE} (?P<rel> <the>? ) <fiscal>? (?P<unit> <unit|quarter|weekend> )", _period),
    ("the?", r"(?P<rel> <the> ) <full>? (?P<unit> <unit|quarter|weekend> )", _period),
    ("part", r"{EDGE}? (?P<rel> <the>? {REL} <same>? ) (?P<part> <part> )", _part_of_day),
    ("part?", r"<the>? (?P<edge> <early> <hyphen>? )? (?P<part> <part> )", _part_of_day),
    (
        "season",
        r"{EDGE}? (?P<rel> <the>? (?: {REL} <past|coming|same>? )? ) (?P<edge2> <early> <hyphen>? )?"
        r" (?P<season> <season> ) (?: {YEAR} | {OFYEAR} )",
        _season,
    ),
    (
        "season",
        r"{EDGE}? (?P<rel> <the>? {REL} <past|coming|same>? ) (?P<edge2> <early> <hyphen>? )? (?P<season> <season> )",
        _season,
    ),
    (
        "season?",
        r"{EDGE}? (?P<rel> <the>? ) (?P<edge2> <early> <hyphen>? )? (?P<season> <season> ) (?! <of> )",
        _season,
    ),
    (
        "quarter",
        r"(?: (?P<yrel> {REL} ) <unit> <poss> )? <the>? <fiscal>? (?P<ago> <a>? <unit> <hyphen>? <ago|comparative> )?"
        r" <fiscal>? <hyphen>? (?P<ord> <ord|last> ) <hyphen>? <fiscal>? (?: <quarter> | (?P<half> <half> ) )"
        r" (?: (?: <of> | <comma> )? <the>? <fiscal>? (?P<year> <year> ) )?",
        _quarter,
    ),
    (
        "quarter",
        r"<the>? <fiscal>? (?P<ord> <ord|last> ) <hyphen>? <fiscal>? (?: <quarter> | (?P<half> <half> ) ) {OFYEAR}",
        _quarter,
    ),
    ("quarter", r"<the>? <fiscal>? (?P<year> <year> ) (?: (?P<ord> <ord> ) <hyphen>? )? <quarter>", _quarter),
    ("latest", r"<the>? <latest> <period>", _latest),
    ("week_of", r"<the>? (?P<unit> <unit> ) <of> (?P<month> <month> ) (?P<day> <day|ord> ) {YEAR}?", _week_of),
    ("last_day", r"<the>? (?P<unit> <unit> ) <hyphen>? (?P<edge2> <edge> )", _first_days),
    ("quarter", r"{EDGE} (?P<ord> <ord> ) <hyphen>? <quarter> (?: <of> (?P<year> <year> ) )?", _quarter),
    (
        "yearago",
        r"<the>? <same|comparable>? <unit> <hyphen>? <ago|comparative> (?: <period|quarter> | <num> <units> )?",
        _last_quarter,
    ),
    (
        "decade",
        r"(?: {EDGE} | <the>? <last|ord> (?P<half> <half> ) <of> )? <the>? (?P<edge3> <early> <hyphen>? )?"
        r" (?P<decade> <decade> )",
        _decade,
    ),
    (
        "century",
        r"{EDGE}? <the>? (?P<edge3> <early> <hyphen>? )? (?P<ord> <ord> ) <hyphen>? (?P<unit> <unit> )"
        r" (?: (?P<bc> <bc> ) | <ad> )?",
        _century,
    ),
    ("bc", r"{EDGE}? (?P<approx> <about> )? (?P<year> <num|day|year|int4> ) (?P<bc> <bc> )", _year),
    ("bc", r"{EDGE}? <ad> (?P<year> <num|day|year> ) | {EDGEB}? (?P<year2> <num|day|year> ) <ad>", _anno_domini),
    ("years", r"<the>? <fiscal>? <unit>? (?P<years> <years> )", _split_year),
    ("year", r"{EDGE} <fiscal>? (?P<year> <year> )", _year),
    ("year", r"<the>? <full>? <fiscal>? (?P<unit> <unit|units> ) (?P<year> <year|int4> )", _year),
    ("year", r"<fiscal> <unit>? (?P<year> <year> )", _year),
    ("year?", r"(?P<approx> <about> )? (?P<year> <year> )", _year),
    (
        "ago",
        r"{APPROX}? (?P<count> {COUNT} ) (?P<unit> {UNIT} ) (?P<orso> <or> <so> )?"
        r" (?: (?P<ago> <ago> ) | (?P<from> <from> <now> ) | (?P<dir> <comparative|hence> ) )",
        _shift,
    ),
    ("ago", r"(?P<count> ) (?P<unit> <units> ) (?: (?P<ago> <ago> ) | (?P<dir> <comparative> ) )", _shift),
    (
        "duration",
        r"{APPROX}? (?P<rel> <the|this|that|these|those>? (?: {REL} | <ord> )? )? {APPROXB}?"
        r" (?P<count> <num|day|year|few> | <a>? <few|couple> <of>? ) (?: <hyphen|to|or> (?P<high> <num|day> ) )?"
        r" <hyphen>? <more>? <business|full>?"
        r" (?: <and> <a> (?P<half> <half> ) )? (?P<unit> {UNIT} ) (?: <and> <a> (?P<half2> <half> ) )?"
        r" (?: <hyphen>? <long> )? (?P<orso> <or> <so> )? <ahead>?",
        _duration,
    ),
    (
        "vague",
        r"(?P<rel> <the>? <last|past|previous|next|coming|following|recent|ord|early> ) (?P<unit> <units> ) <ahead>?",
        _duration,
    ),
    ("long", r"<a>? (?P<single> ) (?P<unit> <unit|units> ) <hyphen>? <long>", _duration),
    (
        "a_unit?",
        r"{APPROX}? (?P<count> <a> ) <full>? (?P<unit> <unit|quarter> ) (?: <and> <a> (?P<half2> <half> ) )?"
        r" (?P<orso> <or> <so> )?",
        _duration,
    ),
    ("half", r"{APPROX}? <a>? (?P<half> <half> ) <a>? <hyphen>? (?P<unit> <unit> )", _duration),
    ("units?", r"<the>? (?P<unit> <units> ) <ahead>?", _duration),
    ("unit?", r"(?P<single> ) (?P<unit> <unit> )", _duration),
    (
        "set",
        r"<every> (?P<other> <other> )? (?: (?P<many> <num|day|ord|few> ) )? (?P<what> <unit|units|quarter|weekday"
        r"|part|month|season|weekend> ) {TAIL}",
        _set,
    ),
    ("set", r"(?: <once> | <num|day> <times> ) (?: <a> | <per> | <every> ) (?P<what> <unit> )", _set),
    ("set", r"<per> (?P<what> <unit> )", _set),
    ("set", r"(?P<what> <weekdays> ) (?P<tail> <part|parts> )?", _set),
    ("set", r"(?P<what> <weekday> ) (?P<tail> <parts> )", _set),
    ("freq?", r"(?P<freq> <freq> )", _frequency),
    ("now", r"<right>? <now>", _reference("PRESENT_REF")),
    ("present", r"<present> | <these> <units>", _reference("PRESENT_REF")),
    ("recently", r"<more>? <recently>", _reference("PAST_REF")),
    ("moment?", r"<the|this>? <current>? <moment> | <this> <time>", _reference("PRESENT_REF")),
    ("current?", r"<current>", _reference("PRESENT_REF")),
    ("recent?", r"<recent>", _reference("PAST_REF")),
    ("past", r"<the> <past> (?! <num|day|few|units> )", _reference("PAST_REF")),
    ("pastly?", r"<more>? <pastly>", _reference("PAST_REF")),
    ("future?", r"<the>? <future> | <soonly> | <the> <about> <future|term>", _reference("FUTURE_REF")),
    (
        "holiday",
        r"{EDGE}? (?P<rel> {REL} )? (?P<holiday> <holiday> ) (?: <comma>? (?P<year> <year> ) )? {TAIL}",
        _holiday,
    ),
    (
        "clock",
        r"(?P<approx> <about> )? (?: <early|comparative> <at> )? {CLOCK}",
        _clock_alone,
    ),
)




class _Rule:
    """A pattern, compiled when a text first has the classes without which it cannot match: most texts need few."""

    def __init__(self, name: str, source: str, build: Build) -> None:
        self.name, self.build, self._source = name, build, source
        self._needs = _needed(source)
        self._pattern: re.Pattern[str] | None = None

    def matches(self, classes: str, present: set[str]) -> Iterator[re.Match[str]]:
        if any(need.isdisjoint(present) for need in self._needs):
            return iter(())
        if self._pattern is None:
            self._pattern = _compile(self._source)
        return self._pattern.finditer(classes)


_ELEMENT = re.compile(r"\(\?P<\w+> <(?P<a>[\w|]+)> \)(?P<o>\?)?|<(?P<b>[\w|]+)>(?P<p>[?{])?|(?P<open>\()|\)|(?P<or>\|)")


def _needed(source: str) -> list[frozenset[str]]:
    """Sets of classes of each of which a match has one: elements outside brackets that are not optional."""
    needs: list[frozenset[str]] = []
    depth = 0
    for m in _ELEMENT.finditer(source.replace("{UNIT}", _MACROS["UNIT"])):
        if names := m["a"] or m["b"]:
            if depth == 0 and not (m["o"] or m["p"]):
                needs.append(frozenset(CODES[name] for name in names.split("|")))
        elif m["or"]:
            if depth == 0:
                return []
        else:
            depth += 1 if m["open"] else -1
    return needs


_COMPILED = [_Rule(*rule) for rule in _RULES]
_TRIGGERS = _letters(
    [
        "month", "weekday", "weekdays", "unit", "units", "quarter", "season", "seasons", "part", "parts", "noon",
        "today", "tonight", "weekend", "now", "clock", "ampm", "zone", "decade", "years", "year", "bc", "ad", "iso",
        "isotime", "slash", "freq", "present", "recently", "pastly", "soonly", "future", "current", "recent", "past",
        "holiday", "moment", "time", "half", "oclock",
    ]
)  # fmt: skip
_ISLAND = re.compile(r"[^x|]+")
_TRIGGER = re.compile(_TRIGGERS)


def expressions(lexed: Lexed) -> list[Expression]:
    """Everything that may be a time, none over another, in the order of the text: the longest first choice."""
    out: list[Expression] = []
    for island in _ISLAND.finditer(lexed.classes):
        if not _TRIGGER.search(island.group()):
            continue
        found = sorted(_in_island(lexed, island.group(), island.start()), key=lambda e: (e.a - e.b, e.a))
        taken: set[int] = set()
        for e in found:
            if taken.isdisjoint(range(e.a, e.b)):
                taken.update(range(e.a, e.b))
                out.append(e)
    out.sort(key=lambda e: e.a)
    return _with_ranges(lexed, out)


def _in_island(lexed: Lexed, classes: str, offset: int) -> Iterator[Expression]:
    present = set(classes)
    for rule in _COMPILED:
        for match in rule.matches(classes, present):
            if match.end() > match.start():
                made = rule.build(Found(lexed, match, rule.name, offset))
                if made is not None:
                    if made.form in ("duration", "quarter"):
                        _without_article(lexed, made)
                    yield made


def _without_article(lexed: Lexed, e: Expression) -> None:
    """ "the third-quarter loss", "an eight-year war": the article belongs to the noun behind."""
    classes = lexed.classes
    joined = CODES["hyphen"] in classes[e.a : e.b] and classes[e.b - 1] != CODES["units"]
    if joined and classes[e.a] in (CODES["the"], CODES["a"]):
        e.a += 1


_JOINS = frozenset(CODES[n] for n in ("to", "and", "hyphen", "or", "slashmark"))
_DAY, _SMALL = CODES["day"], frozenset((CODES["day"], CODES["short"], CODES["num"]))
_AFTER_DAY = frozenset(CODES[n] for n in ("month", "unit", "units", "ampm", "hyphen", "quarter", "oclock"))


def _with_ranges(lexed: Lexed, found: list[Expression]) -> list[Expression]:
    """The other end of a range that leaves out its month or century: "10" of "10 to 12 May", "60" of "1957-60"."""
    classes = lexed.classes
    taken = {i for e in found for i in range(e.a, e.b)}
    more: list[Expression] = []
    for e in found:
        if e.rule == "dmy" and e.month and not e.part and e.a >= 2 and classes[e.a - 1] in _JOINS:
            i = e.a - 2
            if classes[i] in (_DAY, CODES["ord"]) and i not in taken:
                more.append(_day_beside(e, i, lexed.values[i]))
        elif e.rule == "mdy" and e.year is None and not e.part and e.b + 1 < len(classes) and classes[e.b] in _JOINS:
            i = e.b + 1
            after = classes[i + 1 : i + 2]
            if classes[i] in (_DAY, CODES["ord"]) and i not in taken and after not in _AFTER_DAY:
                more.append(_day_beside(e, i, lexed.values[i]))
        elif e.form == "year" and e.b + 1 < len(classes) and classes[e.b] in _JOINS and classes[e.b + 1] in _SMALL:
            n, year = lexed.values[e.b + 1], e.year or 0
            i = e.b + 1
            plain = lexed.ends[i] - lexed.starts[i] in (2, 3) and lexed.text[lexed.ends[i] - 1].isdigit()
            tight = classes[e.b] in (CODES["hyphen"], CODES["slashmark"])
            if plain and tight and isinstance(n, int) and year % 100 < n < 100 and i not in taken:
                more.append(Expression(i, i + 1, "year_end", "DATE", "year", year=year // 100 * 100 + n))
    return sorted(found + more, key=lambda e: e.a) if more else found


def _day_beside(e: Expression, i: int, day: int) -> Expression:
    return Expression(i, i + 1, "day_beside", "DATE", "day", year=e.year, month=e.month, day=day, n=e.n)
