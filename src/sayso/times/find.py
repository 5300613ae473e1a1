"""Times of a report: the grammar proposes, the network decides where words mean other things too, the calendar resolves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from sayso._types import Time
from sayso.reading.encode import Encoded, softmax
from sayso.reading.network import Floats
from sayso.reading.tokens import Ints, Tokens
from sayso.times import timex
from sayso.times.grammar import Expression, expressions
from sayso.times.lexer import CODES, Lexed, lex
from sayso.times.resolve import Anchor, published_period, resolve
from sayso.times.tense import tense


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the network says of each word: its place [words] in the text and how likely it is part of a time [words]."""

    starts: Ints
    ends: Ints
    shares: Floats

    @classmethod
    def of(cls, tokens: Tokens, encoded: Encoded, offset: int = 0) -> Tagged:
        shares = 1 - softmax(encoded.scores("times"))[:, 0]
        return cls(tokens.starts + offset, tokens.ends + offset, shares)

    @classmethod
    def joined(cls, parts: Sequence[Tagged]) -> Tagged:
        """Of the segments of one text, in order."""
        if not parts:
            none = np.zeros(0, dtype=np.int64)
            return cls(none, none, np.zeros(0, dtype=np.float32))
        return cls(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("starts", "ends", "shares")))

    def most(self, start: int, end: int) -> float:
        """The highest share among the words that touch `[start, end)`."""
        a = int(np.searchsorted(self.ends, start, side="right"))
        b = int(np.searchsorted(self.starts, end, side="left"))
        return float(self.shares[a:b].max()) if b > a else 0.0


# How sure the network must be of what the pattern alone does not settle (`grammar`: rules that end in "?").
THRESHOLDS = {
    "freq?": 0.02, "moment?": 0.3, "part?": 0.1, "a_unit?": 0.4, "unit?": 0.3, "season?": 0.1, "future?": 0.6,
    "recent?": 0.02, "duration": 0.2, "holiday": 0.2, "now": 0.0, "present": 0.0, "recently": 0.0, "pastly?": 0.3,
    "current?": 0.02, "units?": 0.5, "today": 0.0,
}  # fmt: skip
_DEFAULT = 0.5
_DOUBT = 0.02  # below this the network knows better than a pattern that is right almost always


def find_times(text: str, tagged: Tagged, published: str | None) -> tuple[Time, ...]:
    """TIMEX3 expressions of a text in order, resolved against `published` (ISO 8601); `claim` is None in all."""
    lexed = lex(text)
    kept = [e for e in expressions(lexed) if _is_time(e, lexed, tagged)]
    anchor = Anchor(published_period(published))
    anchor.narrative = anchor.published is None and _is_narrative(kept)
    out = []
    for e in kept:
        opens = "|" in lexed.classes[max(0, e.a - 2) : e.a] or e.a < 2
        value, mod = resolve(e, anchor, tense(lexed, e.a, e.b), opens)
        start, end = lexed.starts[e.a], lexed.ends[e.b - 1]
        first, last = _interval(e, value, mod, anchor)
        out.append(Time(start, end, text[start:end], e.type, value, mod, first, last, None))
    return tuple(out)


def _is_time(e: Expression, lexed: Lexed, tagged: Tagged) -> bool:
    share = tagged.most(lexed.starts[e.a], lexed.ends[e.b - 1])
    if e.form == "duration" and _is_age(e, lexed):
        return False
    return share >= THRESHOLDS.get(e.rule, _DEFAULT if e.rule.endswith("?") else _DOUBT)


def _is_age(e: Expression, lexed: Lexed) -> bool:
    """"a 12-year-old", "aged 12 years": guides for times leave ages out."""
    behind = lexed.classes[e.b : e.b + 2]
    if behind[:1] == CODES["old"] or behind == CODES["hyphen"] + CODES["old"]:
        return True
    return e.a > 0 and lexed.words(e.a - 1, e.a) == "aged"


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
        return timex.interval(value, mod)
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
__all__ = ["Tagged", "find_times", "timedelta"]
