"""Times: what is found, and what it means on the calendar. The network's part is played by a fixed share."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from sayso import Time
from sayso.reading.tagged import Tagged
from sayso.times import find_times, timex


def times(text: str, published: str | None = "2022-07-27", share: float = 1.0) -> list[Time]:
    """2022-07-27 is a Wednesday."""
    starts = np.array([0], dtype=np.int64)
    return list(find_times(text, Tagged(starts, starts + len(text), np.array([share], np.float32)), published))


def values(text: str, published: str | None = "2022-07-27") -> list[tuple[str, str | None]]:
    return [(t.text, t.value) for t in times(text, published)]


@pytest.mark.parametrize(
    ("words", "found", "type", "value", "mod"),
    [
        ("in 2019", "2019", "DATE", "2019", None),
        ("on 12 December 1960", "12 December 1960", "DATE", "1960-12-12", None),
        ("on the 5th of May 1901", "the 5th of May 1901", "DATE", "1901-05-05", None),
        ("on October 1, 2020,", "October 1, 2020", "DATE", "2020-10-01", None),
        ("in Sept. 2020", "Sept. 2020", "DATE", "2020-09", None),
        ("on 2022-07-20", "2022-07-20", "DATE", "2022-07-20", None),
        ("on 25/12/2020", "25/12/2020", "DATE", "2020-12-25", None),
        ("on 03/04/2020", "03/04/2020", "DATE", "2020-XX-XX", None),
        ("early on 3 June", "early on 3 June", "DATE", "2022-06-03", "START"),
        ("in nineteen ninety-one", "nineteen ninety-one", "DATE", "1991", None),
        ("in late 1942", "late 1942", "DATE", "1942", "END"),
        ("by the end of the month", "the end of the month", "DATE", "2022-07", "END"),
        ("the 1990s", "the 1990s", "DATE", "199", None),
        ("in the early '80s", "the early '80s", "DATE", "198", "START"),
        ("the 20th century", "the 20th century", "DATE", "19", None),
        ("in 480 BC", "480 BC", "DATE", "BC0480", None),
        ("today", "today", "DATE", "2022-07-27", None),
        ("late yesterday", "late yesterday", "DATE", "2022-07-26", "END"),
        ("the day after tomorrow", "the day after tomorrow", "DATE", "2022-07-29", None),
        ("last week", "last week", "DATE", "2022-W29", None),
        ("early next month", "early next month", "DATE", "2022-08", "START"),
        ("this year", "this year", "DATE", "2022", None),
        ("last winter", "last winter", "DATE", "2021-WI", None),
        ("this summer", "this summer", "DATE", "2022-SU", None),
        ("in the second quarter", "the second quarter", "DATE", "2022-Q2", None),
        ("in the first half of 2020", "the first half of 2020", "DATE", "2020-H1", None),
        ("in 2021/22", "2021/22", "DATE", "2021/2022", None),
        ("nearly three years ago", "nearly three years ago", "DATE", "2019", "LESS_THAN"),
        ("ten days ago", "ten days ago", "DATE", "2022-07-17", None),
        ("two months ago", "two months ago", "DATE", "2022-05", None),
        ("a few years ago", "a few years ago", "DATE", "PAST_REF", None),
        ("at Christmas", "Christmas", "DATE", "2021-12-25", None),
        ("at Christmas 2020", "Christmas 2020", "DATE", "2020-12-25", None),
        ("on Easter Monday 2021", "Easter Monday 2021", "DATE", "2021-04-05", None),
        ("now", "now", "DATE", "PRESENT_REF", None),
        ("recently", "recently", "DATE", "PAST_REF", None),
        ("on Tuesday night", "Tuesday night", "TIME", "2022-07-26TNI", None),
        ("at 10 p.m. on Monday", "10 p.m. on Monday", "TIME", "2022-07-25T22:00", None),
        ("at 0400 GMT", "0400 GMT", "TIME", "2022-07-27T04:00Z", None),
        ("at three o'clock", "three o'clock", "TIME", "2022-07-27T03:00", None),
        ("at noon", "noon", "TIME", "2022-07-27T12:00", None),
        ("the night of 8 February 1904", "the night of 8 February 1904", "TIME", "1904-02-08TNI", None),
        ("this morning", "this morning", "TIME", "2022-07-27TMO", None),
        ("last night", "last night", "TIME", "2022-07-26TNI", None),
        ("for three years", "three years", "DURATION", "P3Y", None),
        ("the past three years", "the past three years", "DURATION", "P3Y", None),
        ("two and a half years", "two and a half years", "DURATION", "P2Y6M", None),
        ("for about 24 hours", "about 24 hours", "DURATION", "PT24H", "APPROX"),
        ("more than a decade", "more than a decade", "DURATION", "P10Y", "MORE_THAN"),
        ("in recent weeks", "recent weeks", "DURATION", "PXW", None),
        ("a few days", "a few days", "DURATION", "PXD", None),
        ("a ten-day siege", "ten-day", "DURATION", "P10D", None),
        ("every day", "every day", "SET", "P1D", None),
        ("every other day", "every other day", "SET", "P2D", None),
        ("twice a week", "twice a week", "SET", "P1W", None),
        ("every Friday", "every Friday", "SET", "XXXX-WXX-5", None),
        ("on Tuesday nights", "Tuesday nights", "SET", "XXXX-WXX-2TNI", None),
    ],
)  # fmt: skip
def test_what_is_said(words: str, found: str, type: str, value: str, mod: str | None) -> None:
    made = times(f"The dam at Karvan was watched {words}, they said.")
    assert [(t.text, t.type, t.value, t.mod) for t in made] == [(found, type, value, mod)]


def test_a_weekday_is_past_or_coming_by_tense() -> None:
    assert values("The dam burst on Tuesday.") == [("Tuesday", "2022-07-26")]
    assert values("The council will meet on Tuesday.") == [("Tuesday", "2022-08-02")]
    assert values("He will resign, the mayor said Monday.") == [("Monday", "2022-07-25")]
    assert values("The court sat Wednesday.") == [("Wednesday", "2022-07-27")]
    assert values("It burst last Wednesday.") == [("last Wednesday", "2022-07-20")]
    assert values("It may burst after Monday's rain.") == [("Monday", "2022-07-25")]


def test_a_month_without_its_year_is_the_nearer_one() -> None:
    assert values("The dam burst in June.") == [("June", "2022-06")]
    assert values("The dam burst in November.") == [("November", "2021-11")]
    assert values("The dam will open in November.") == [("November", "2022-11")]
    assert values("Payable on 2 January.", "2021-11-20") == [("2 January", "2022-01-02")]
    assert values("It burst last July.") == [("last July", "2021-07")]
    assert values("It burst in June last year.") == [("June last year", "2021-06")]


def test_a_range_shares_its_month() -> None:
    assert values("between 10 and 12 May") == [("10", "2022-05-10"), ("12 May", "2022-05-12")]
    assert values("on April 24 and 25") == [("April 24", "2022-04-24"), ("25", "2022-04-25")]
    assert values("in 1957-60") == [("1957", "1957"), ("60", "1960")]


def test_the_text_moves_on() -> None:
    story = "The siege began on 30 May 1967. The next day the bridge fell. Two days later the town gave in."
    assert values(story)[1:] == [("The next day", "1967-05-31"), ("Two days later", "1967-06-02")]
    assert values("It opened in 1967. The following year it closed.")[1:] == [("The following year", "1968")]
    assert values("He came on 3 June 1901 and left in August of that year.")[1:] == [("August of that year", "1901-08")]


STORY = (
    "War came on 1 September 1939. In October 1939 Karvan fell; in November it was burnt. In 1940 the king fled. "
    "In March the queen followed. By January 1941 all was over. In February they signed."
)


def test_a_story_without_publication_date_counts_from_itself() -> None:
    months = dict(values(STORY, None))
    assert (months["November"], months["March"], months["February"]) == ("1939-11", "1940-03", "1941-02")


def test_a_year_in_passing_does_not_move_a_story() -> None:
    text = STORY + " Papers released in 2005 say more. On 4 February they fled."
    assert values(text, None)[-1] == ("4 February", "1941-02-04")


def test_without_publication_date_nothing_is_guessed() -> None:
    text = "The dam burst on Wednesday, July 20, after rain yesterday and last week. It reopens on Friday."
    found = times(text, None)
    assert [(t.text, t.value, t.from_) for t in found] == [
        ("Wednesday, July 20", "XXXX-07-20", None),
        ("yesterday", None, None),
        ("last week", None, None),
        ("Friday", "XXXX-WXX-5", None),
    ]


def test_a_publication_date_is_used_as_far_as_it_is_known() -> None:
    text = "It burst yesterday, last month, last year, on Friday."
    assert [v for _, v in values(text, "2022-07")] == [None, "2022-06", "2021", "XXXX-WXX-5"]
    assert [v for _, v in values(text, "2022")] == [None, None, "2021", "XXXX-WXX-5"]
    assert next(v for _, v in values(text, "2022-07-27T23:30:00+02:00")) == "2022-07-26"


@pytest.mark.parametrize(
    "text",
    [
        "a 12-year-old boy", "She is 12 years old.", "It may rain.", "He came second.", "three-quarters of the town",
        "The march went on.", "the Long March", "10,000 people", "They won 3-2.", "$1,999", "Theresa May said so.",
    ],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert times(text, share=0.6 if "second" not in text else 0.0) == []


def test_the_network_decides_what_words_alone_do_not() -> None:
    assert [t.text for t in times("The future of the dam", share=0.9)] == ["The future"]
    assert times("The future of the dam", share=0.1) == []


@pytest.mark.parametrize(
    "text",
    ["31 February", "on 2026-13-40", "30 February 2024", "29 February 2023", "on 99/99/2020", "Friday 31 April 2020"],
)
def test_days_that_do_not_exist_have_no_value(text: str) -> None:
    assert [t.value for t in times(text) if t.value] == []


def test_the_ends_of_the_calendar() -> None:
    assert values("tomorrow", "9999-12-31") == [("tomorrow", None)]
    assert values("yesterday", "0001-01-01") == [("yesterday", None)]
    assert values("next century", "9999-12-31") == [("next century", None)]
    assert values("9,000 years ago") == [("9,000 years ago", None)]
    assert values("on 12 March 9999.") == [("12 March 9999", "9999-03-12")]
    assert values("in the year 0000") == [("the year 0000", None)]
    assert values("tomorrow", "3022-07-26") == [("tomorrow", "3022-07-27")]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("yesterday", "2022-07-26", "2022-07-26"),
        ("last week", "2022-07-18", "2022-07-24"),
        ("early June", "2022-06-01", "2022-06-30"),
        ("February 2024", "2024-02-01", "2024-02-29"),
        ("last winter", "2021-12-01", "2022-02-28"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("Tuesday night", "2022-07-26", "2022-07-26"),
        ("more than three years ago", None, "2019-12-31"),
        ("nearly three years ago", "2019-01-01", "2022-07-27"),
        ("the past three years", "2019-07-27", "2022-07-27"),
        ("the next two weeks", "2022-07-27", "2022-08-10"),
        ("recent weeks", None, "2022-07-27"),
        ("three years", None, None),
        ("every day", None, None),
        ("now", None, None),
        ("2021/22", "2021-01-01", "2022-12-31"),
    ],
)  # fmt: skip
def test_days_denoted(words: str, first: str | None, last: str | None) -> None:
    (time,) = times(f"The dam was watched, {words}.")
    assert (time.from_, time.to) == (first, last)


def test_offsets_are_those_of_the_text() -> None:
    text = "“Zürich – naïve” 東京: it burst\nTuesday, at 10 p.m. EDT, and in Sept. 2020."
    for time in times(text):
        assert text[time.start : time.end] == time.text


def test_steps_of_periods() -> None:
    assert timex.period("week", date(2021, 1, 1)).value == "2020-W53"
    assert timex.shifted("month", date(2022, 3, 31), -1) == timex.Period("month", date(2022, 2, 1))
    assert timex.add(date(2024, 2, 29), "year", 1) == date(2025, 2, 28)
    assert timex.shifted("day", date.max, 1) is None
