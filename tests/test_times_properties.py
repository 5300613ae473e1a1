"""Whatever the text and the publication date: no exception, valid TIMEX3, ordered days, spans of the text."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.checks.calendar import calendar_checks
from sayso.reading.tagged import Tagged
from sayso.times import find_date, find_times, timex
from sayso.times.lexicon import HOLIDAYS, MODS, WORDS

_LISTED = [*WORDS, *HOLIDAYS, *(word for mod in MODS for word in mod.split())]
_OTHERS = re.split(
    " ",
    ", - – . 's ’s ( ) / of 1st 31st 1990s '80s 0 1 12 30 31 45 99 0000 0400 1999 2022 2500 9999 10000 1,000 2.5 12:30"
    " 25:61 3.30 p.m. a.m am o'clock 2022-07-20 2026-13-40 12/12/12 31/31/2020 2021/22 2022-07-20T10:00 born aged x"
    " year-old 99999999999999999999",
)
_WORDS = st.sampled_from([*_LISTED, *map(str.title, _LISTED), *_OTHERS, "2 1/2", "\n", "\n\n"])
_TEXTS = st.lists(_WORDS, max_size=14).map(" ".join) | st.lists(_WORDS, max_size=8).map("".join) | st.text(max_size=60)
_PARTIAL = ["2022", "0001", "9999-12", "2022-07-20T08:00Z", "?"]
_DATES = st.none() | st.dates().map(date.isoformat) | st.sampled_from(_PARTIAL)
_UNITS = ["day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century"]


def all_sure(text: str) -> Tagged:
    starts = np.zeros(1, dtype=np.int64)
    return Tagged(starts, starts + max(len(text), 1), np.ones(1, dtype=np.float32))


@settings(max_examples=600, deadline=None)
@given(_TEXTS, _DATES)
def test_every_time_is_sound(text: str, published: str | None) -> None:
    times = find_times(text, all_sure(text), published)
    end = 0
    for time in times:
        assert text[time.start : time.end] == time.text
        assert end <= time.start < time.end
        end = time.end
        assert time.value is None or timex.VALUE.fullmatch(time.value)
        assert time.mod is None or time.mod in timex.MODS
        assert time.claim is None
        days = [day for day in (time.from_, time.to) if day is not None]
        assert days == sorted(days)
        for day in days:
            assert date.fromisoformat(day).isoformat() == day
    for check in calendar_checks(text, times, published):
        assert text[check.start : check.end] == check.text


@settings(max_examples=200, deadline=None)
@given(_TEXTS, st.none() | st.text(max_size=40).map("https://tide.example/".__add__) | st.text(max_size=20))
def test_a_date_found_is_a_date(text: str, url: str | None) -> None:
    found = find_date(text, url)
    assert found is None or re.fullmatch(r"\d{4}-\d\d(-\d\d)?", found)


@given(st.sampled_from(_UNITS), st.dates())
def test_a_value_reads_back_as_its_period(unit: timex.Unit, day: date) -> None:
    made = timex.period(unit, day)
    read = timex.parse(made.value)
    assert read is not None
    assert (read.unit, read.value) == (made.unit, made.value)
    assert read.first <= read.last


@given(st.dates(), st.sampled_from(["day", "week", "month", "year"]), st.integers(-10_000, 10_000))
def test_steps_stay_on_the_calendar(day: date, unit: timex.Unit, n: int) -> None:
    made = timex.shifted(unit, day, n)
    assert made is None or (made.value and made.step(0) == made)
