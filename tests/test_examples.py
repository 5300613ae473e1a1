"""The bundled example is read whole, and has in it what it is meant to show."""

from __future__ import annotations

import re
from pathlib import Path

from sayso import Report
from sayso.ingest import Defaults, reports

HARBOUR = Path(__file__).parent.parent / "examples" / "harbour"


def harbour() -> list[Report]:
    found = list(reports([str(HARBOUR)], Defaults()))
    assert all(isinstance(item, Report) for item in found), found
    return [item for item in found if isinstance(item, Report)]


def test_nine_reports_in_order() -> None:
    found = harbour()
    assert [report.publisher for report in found] == [
        None, None, "The Norrhaven Standard", "The Averin Tide", "Lorvanian Press Service", "Lorvanian Press Service",
        "Meridian World Desk", "Lorvanian Press Service", "Skyline Bulletin",
    ]  # fmt: skip
    assert len({report.id for report in found}) == 9
    assert all(100 < len(report.text.split()) < 320 for report in found)


def test_web_pages_lose_their_furniture_and_keep_their_data() -> None:
    standard, tide = harbour()[2:4]
    assert standard.published == "2023-05-16T21:40:00+02:00"
    assert standard.title == "Fire and death on Pier Six: minister refuses to name a cause"
    assert standard.url == "https://norrhaven-standard.example/2023/05/16/pier-six"
    assert "Grain prices" not in standard.text and "morning letter" not in standard.text
    assert tide.published == "2023-05-17T06:15:00+02:00"
    assert tide.byline == "Bettine Aske"
    assert "counted my fingers" in tide.text and "Notices" not in tide.text


def test_reprints_share_the_agencys_sentences() -> None:
    agency, cut, retitled, *_ = ({*re.split(r"(?<=[.”\"])\s+", report.text)} for report in harbour())
    assert len(agency & cut) >= 6
    assert len(agency & retitled) >= 6
