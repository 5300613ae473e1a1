"""Times of a report.

The grammar proposes, the network decides where the words mean other things too, the calendar resolves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso._types import Time
from sayso.reading.tagged import Tagged
from sayso.times import timex
from sayso.times.grammar import Expression, expressions
from sayso.times.lexer import CODES, Lexed, lex
from sayso.times.resolve import Anchor, published_period, resolve
from sayso.times.tense import tense

# How sure the network must be of each rule of the grammar where nothing is fitted (`training/times.py`). Rules that
# end in "?" fit words that mean other things, too; of the others it need only not be sure that they are no time.
_UNSURE, _DOUBT = 0.5, 0.02


def find_times(
    text: str, tagged: Tagged, published: str | None, thresholds: Mapping[str, float] | None = None
) -> tuple[Time, ...]:
    """TIMEX3 expressions of a text in order, resolved against `published` (ISO 8601); `claim` is None in all.

    thresholds: of the network's share, by rule of the grammar. Never raises, whatever the text.
    """
    lexed = lex(text)
    kept = [e for e in expressions(lexed) if _is_time(e, lexed, tagged, thresholds or {})]
    anchor = Anchor(published_period(published))
    anchor.narrative = anchor.published is None and _is_narrative(kept)
    return tuple(_resolved(lexed, kept, anchor))


def _resolved(lexed: Lexed, kept: list[Expression], anchor: Anchor) -> Iterator[Time]:
    for e in kept:
        opens = "|" in lexed.classes[max(0, e.a - 2) : e.a] or e.a < 2
        looks = tense(lexed, e.a, e.b) if e.form in _BY_TENSE and e.year is None else 0
        value, mod = resolve(e, anchor, looks, opens)
        start, end = lexed.starts[e.a], lexed.ends[e.b - 1]
        first, last = _interval(e, value, mod, anchor)
        yield Time(start, end, lexed.text[start:end], e.type, value, mod, first, last, None)


def _is_time(e: Expression, lexed: Lexed, tagged: Tagged, thresholds: Mapping[str, float]) -> bool:
    if e.form == "duration" and _is_age(e, lexed):
        return False
    least = thresholds.get(e.rule, default_threshold(e.rule))
    return least <= 0 or tagged.most(lexed.starts[e.a], lexed.ends[e.b - 1]) >= least


def default_threshold(rule: str) -> float:
    return _UNSURE if rule.endswith("?") else _DOUBT


def candidates(text: str) -> Iterator[tuple[int, int, str]]:
    """Characters and rule of everything the grammar proposes, but for ages; what thresholds are fitted on."""
    lexed = lex(text)
    for e in expressions(lexed):
        if not (e.form == "duration" and _is_age(e, lexed)):
            yield lexed.starts[e.a], lexed.ends[e.b - 1], e.rule


def _is_age(e: Expression, lexed: Lexed) -> bool:
    """ "a 12-year-old", "aged 12 years": guides for times leave ages out."""
    behind = lexed.classes[e.b : e.b + 2]
    if behind[:1] == CODES["old"] or behind == CODES["hyphen"] + CODES["old"]:
        return True
    return e.a > 0 and lexed.words(e.a - 1, e.a) == "aged"


_BY_TENSE = frozenset(("day", "month", "weekday", "period", "season", "quarter", "half", "holiday", "week_of"))
_DATED = ("day", "month", "year", "season")
_DEICTIC = ("days", "weekday", "part")


def _is_narrative(found: list[Expression]) -> bool:
    """Whether a text without publication date tells a story with dates of its own: many years, little "yesterday"."""
    dated = sum(e.form in _DATED and e.year is not None for e in found)
    deictic = sum(e.form in _DEICTIC and e.rel in (None, "today", "last", "this") for e in found)
    return dated >= 4 and dated > 3 * deictic


def _interval(e: Expression, value: str | None, mod: str | None, anchor: Anchor) -> tuple[str | None, str | None]:
    """Days denoted; a duration that hangs on the publication date ("the past three years") has them, too."""
    if e.type in ("DATE", "TIME"):
        first, last = timex.interval(value, mod)
        if e.form == "shift" and e.rel == "now" and last and anchor.now:
            if mod in ("MORE_THAN", "EQUAL_OR_MORE"):  # "more than three years ago"
                return None, last
            if mod in ("LESS_THAN", "EQUAL_OR_LESS") and (e.n or 0) < 0:  # "nearly three years ago": later than that
                return first, anchor.now.last.isoformat()
        return first, last
    day = anchor.published
    if e.form != "duration" or day is None or day.unit != "day" or e.unit is None or e.rel not in _AROUND_NOW:
        return None, None
    today = day.first.isoformat()
    ahead = e.rel in ("next", "coming")
    other = None
    if e.n is not None:
        if e.unit in ("second", "minute", "hour"):
            moved = None
            if e.unit == "hour" and e.n % 24 == 0 and e.n < 240_000:
                moved = timex.add(day.first, "day", e.n // 24 if ahead else -e.n // 24)
        else:
            moved = timex.add(day.first, e.unit, e.n if ahead else -e.n)
        other = moved.isoformat() if moved else None
    return (today, other) if ahead else (other, today)


_AROUND_NOW = ("last", "past", "next", "coming", "recent")
