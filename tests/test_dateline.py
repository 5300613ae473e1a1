"""The publication date where only the text or its address says it."""

from __future__ import annotations

import pytest

import sayso
from sayso.times import find_date


@pytest.mark.parametrize(
    "text",
    [
        "KARVAN, 3 June 2022 (LPA) - The dam burst.",
        "Olvask News, June 3, 2022 — The dam burst.",
        "Dam bursts\n\n3 June 2022\n\nThe dam burst.",
        "Dam bursts\nPublished: June 3, 2022 10:30 am\nThe dam burst.",
        "Dam bursts\nFriday, 3 June 2022\nThe dam burst.",
        "Dam bursts\nUpdated: 9 June 2022\nPublished: 3 June 2022\nThe dam burst.",
        "Posted on 2022-06-03\nThe dam burst.",
    ],
)
def test_of_a_text(text: str) -> None:
    assert find_date(text, None) == "2022-06-03"


@pytest.mark.parametrize(
    "text",
    [
        "The dam burst on 3 June 2022, officials said.",
        "KARVAN, 3 June (LPA) - The dam burst.",  # of which year?
        "3 June 2022\n\n9 August 2021\n\nThe dam burst.",
        "x " * 500 + "\n3 June 2022\n",
        "KARVAN, 31 June 2022 (LPA) - The dam burst.",
        "",
    ],
)
def test_not_of_what_is_said_in_passing_nor_of_contradictions(text: str) -> None:
    assert find_date(text, None) is None


def test_of_an_address() -> None:
    assert find_date("The dam burst.", "https://tide.example/2022/06/03/dam") == "2022-06-03"
    assert find_date("The dam burst.", "https://tide.example/2022/06/dam") == "2022-06"
    assert find_date("The dam burst.", "https://tide.example/news/20226603") is None
    assert find_date("The dam burst.", "http://[") is None


def test_address_and_text_must_agree() -> None:
    text = "KARVAN, 3 June 2022 (LPA) - The dam burst."
    assert find_date(text, "https://tide.example/2022/06/04/dam") == "2022-06-03"
    assert find_date(text, "https://tide.example/2022/06/14/dam") is None
    assert find_date(text, "https://tide.example/2022/06/dam") == "2022-06-03"


def test_the_reader_uses_it_where_nothing_is_given() -> None:
    text = "KARVAN, 3 June 2022 (LPA) - The dam burst on Thursday, the mayor said."
    reading = sayso.read(text)
    assert reading.published == "2022-06-03"
    assert [t.value for t in reading.times][-1] == "2022-06-02"
    given = sayso.read(text, published="2022-06-20")
    assert (given.published, given.times[-1].value) == ("2022-06-20", "2022-06-16")


def test_the_claim_that_carries_a_time() -> None:
    reading = sayso.read("The mayor said the dam burst on Thursday. It was rebuilt in 1990.", published="2022-06-03")
    assert [(t.text, t.claim) for t in reading.times] == [("Thursday", "c1"), ("1990", None)]
