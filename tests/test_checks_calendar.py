"""What a calendar says of a report."""

from __future__ import annotations

import numpy as np
import pytest

from sayso._types import Check
from sayso.checks.calendar import calendar_checks
from sayso.reading.tagged import Tagged
from sayso.times import find_times


def checks(text: str, published: str | None = "2024-12-26") -> list[Check]:
    starts = np.zeros(1, dtype=np.int64)
    times = find_times(text, Tagged(starts, starts + len(text), np.ones(1, np.float32)), published)
    return list(calendar_checks(text, times, published))


@pytest.mark.parametrize(
    ("text", "words", "finds", "verdict"),
    [
        ("It burst on Tuesday, Dec 24, they said.", "Tuesday, Dec 24", "2024-12-24 is a Tuesday", "holds"),
        ("It burst on Monday, Dec 24.", "Monday, Dec 24", "2024-12-24 is a Tuesday", "does not hold"),
        ("It burst on 3 June 1901 (a Monday).", "3 June 1901 (a Monday)", "1901-06-03 is a Monday", "holds"),
        ("It burst on Monday (3 June 1901).", "Monday (3 June 1901)", "1901-06-03 is a Monday", "holds"),
        ("It burst on Friday 3 June 1901.", "Friday 3 June 1901", "1901-06-03 is a Monday", "does not hold"),
        ("It burst on Friday, 3 March.", "Friday, 3 March", "2025-03-03 is a Monday", "cannot tell"),
    ],
)
def test_weekdays(text: str, words: str, finds: str, verdict: str) -> None:
    (check,) = checks(text)
    assert (check.kind, check.text, check.finds, check.verdict) == ("weekday", words, finds, verdict)
    assert text[check.start : check.end] == check.text


def test_a_weekday_without_a_year_cannot_be_told() -> None:
    (check,) = checks("It burst on Friday, 3 March.", None)
    assert (check.says, check.finds, check.verdict) == ("Friday, 3 March", None, "cannot tell")


@pytest.mark.parametrize(
    ("text", "finds", "verdict"),
    [
        ("Mara Tesk, 44, was born on 3 May 1980 in Olvask.", "44 on 2024-12-26", "holds"),
        ("Mara Tesk, 46, was born on 3 May 1980 in Olvask.", "44 on 2024-12-26", "does not hold"),
        ("Orla Venn, aged 34, born in 1990, is missing.", "33 or 34 on 2024-12-26", "holds"),
        ("The 30-year-old, born in March 1990, is missing.", "34 on 2024-12-26", "does not hold"),
        ("Pell Orda, 50, was born on 1 January 1960 and died in 2010.", None, "cannot tell"),
    ],
)
def test_ages(text: str, finds: str | None, verdict: str) -> None:
    (check,) = checks(text)
    assert (check.kind, check.finds, check.verdict) == ("age", finds, verdict)


def test_an_age_without_a_publication_day_cannot_be_told() -> None:
    assert [c.verdict for c in checks("Mara Tesk, 44, was born on 3 May 1980.", None)] == ["cannot tell"]
    assert [c.verdict for c in checks("Mara Tesk, 44, was born on 3 May 1980.", "2024")] == ["cannot tell"]


@pytest.mark.parametrize(
    ("text", "finds", "verdict"),
    [
        ("It reopened on 12 May 2023, ten days after the 2 May 2023 flood.", "10 days after", "holds"),
        ("It reopened on 12 May 2023, nine days after the 2 May 2023 flood.", "10 days after", "does not hold"),
        ("He was held on June 3, two weeks after the May 1 attack.", "33 days after", "does not hold"),
        ("On 1 May 2023, three days before 4 May 2023, it rained.", "3 days before", "holds"),
        ("On 1 May 2023, about three days before 4 May 2023, it rained.", None, "cannot tell"),
    ],
)
def test_intervals(text: str, finds: str | None, verdict: str) -> None:
    (check,) = checks(text)
    assert (check.kind, check.finds, check.verdict) == ("interval", finds, verdict)


@pytest.mark.parametrize(
    "text",
    [
        "It burst on Tuesday.", "It burst on 3 June 1901.", "It burst on 3 June 1901. Monday was calm.",
        "Mara Tesk, 44, is missing.", "Mara Tesk, 44, and Orla Venn, 30, born in 1990, are missing.",
        "It reopened ten days after the flood.", "Friday, 31 June 2020",
    ],
)  # fmt: skip
def test_nothing_to_check(text: str) -> None:
    assert checks(text) == []
