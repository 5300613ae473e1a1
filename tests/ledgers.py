"""A small ledger made by hand, linked by hand: for tests of what is asked of one, judged in it and exported from it.

Two outlets print one agency's report on an explosion, a third has its own and another toll; a fourth tells of a vote.
A minister and a ministry speak; so does a mourner, who is nobody's business.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import insert

from sayso import Claim, Name, Reading, Report, Span, Speaker
from sayso._types import Figure, Place, Time
from sayso.ledger import schema
from sayso.ledger.store import Ledger
from sayso.ledger.write import store

AGENCY = (
    "Nine dock workers were killed in Port Averin on Tuesday, Interior Minister Ruvan Eskeld said. "
    '"He was my only brother," said Hedvika Sorl, who waited at the gate. The Health Ministry confirmed nine deaths.'
)
OTHER = (
    "Eleven people died in Port Averin on Tuesday, the fire service said, according to the Olvask Telegraph. "
    "Drennia denied that it was behind the blast. =2+2 was painted on a wall, Interior Minister Ruvan Eskeld said."
)
VOTE = "Hallin chose a mayor on Sunday, the election board said."


class Placed(Reading, frozen=True):
    """A reading with places, whether or not this version's reader finds any."""

    places: tuple[Place, ...] = ()


def report(id: str, text: str, **known: str) -> Report:
    return Report(id, text, where=f"{id}.txt", **known)  # type: ignore[arg-type]


REPORTS = (
    report("tide-1", AGENCY, title="Nine dead in Port Averin", published="2023-05-16T21:40:00+02:00", publisher="The Tide"),
    report("post-1", AGENCY + " (LPS)", title="Blast kills nine", published="2023-05-17", publisher="The Post"),
    report("bulletin-1", OTHER, title="=Eleven dead", published="2023-05-17T18:00:00Z", publisher="Bulletin",
           url="https://bulletin.example/a b?q=<1>"),
    report("vote-1", VOTE, published="2023-06"),
)  # fmt: skip


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def reading(report: Report) -> Placed:
    """What is in these texts."""
    text = report.text

    def claim(id: str, who: str, kind: Any, source: str, cue: str, content: str, act: Any, within: str | None = None) -> Claim:
        form: Any = "direct" if content.startswith('"') else "indirect"
        return Claim(id, span(text, source), span(text, cue), (span(text, content),), within, Speaker(who, kind), form, act,
                     False, 0.75)  # fmt: skip

    eskeld = ("Ruvan Eskeld", "person", "Interior Minister Ruvan Eskeld")
    if text.startswith("Nine"):
        claims = (
            claim("c1", *eskeld, "Eskeld said", "Nine dock workers were killed in Port Averin on Tuesday", "state"),
            claim("c2", "Hedvika Sorl", "person", "Hedvika Sorl", "said Hedvika", '"He was my only brother,"', "state"),
            claim("c3", "Health Ministry", "organization", "The Health Ministry", "confirmed", "nine deaths", "confirm"),
        )
        figures = [("Nine dock workers", 9, "c1"), ("nine deaths", 9, "c3")]
    elif text.startswith("Eleven"):
        claims = (
            claim("c1", "fire service", "organization", "the fire service", "said", "Eleven people died", "state", "c2"),
            claim("c2", "Olvask Telegraph", "organization", "the Olvask Telegraph", "according to",
                  "Eleven people died in Port Averin on Tuesday, the fire service said", "state"),
            claim("c3", "Drennia", "government", "Drennia", "denied", "that it was behind the blast", "deny"),
            claim("c4", *eskeld, "Eskeld said", "=2+2 was painted on a wall", "state"),
        )  # fmt: skip
        figures = [("Eleven people", 11, "c1")]
    else:
        board = ("election board", "organization", "the election board")
        claims = (claim("c1", *board, "said", "Hallin chose a mayor on Sunday", "state"),)
        figures = []
    names = tuple(
        Name(found.start(), found.end(), found[0], kind, found[0])  # type: ignore[arg-type]
        for words, kind in (("Ruvan Eskeld", "person"), ("Hedvika Sorl", "person"), ("Port Averin", "location"))
        for found in re.finditer(words, text)
    )
    days, places = ("Tuesday", "2023-05-16"), tuple[Place, ...]()
    times = tuple(
        Time(*_at(text, word), "DATE", day, None, day, day, None) for word, day in (days,) if word in text
    )  # fmt: skip
    if "Port Averin" in text:
        where = ("Port Averin", 77, 4.25, -3.5, "FR", "Tarsen", "city", "exact", None, "c1")
        places = (Place(*_at(text, "Port Averin"), "literal", *where),)  # type: ignore[arg-type]
    counted = tuple(Figure(*_at(text, words), "killed", n, n, c, None, None, None) for words, n, c in figures)
    known = {key: getattr(report, key) for key in ("id", "title", "published", "publisher", "url", "byline", "text")}
    return Placed(**known, claims=claims, names=names, times=times, places=places, figures=counted)


def _at(text: str, words: str) -> tuple[int, int, str]:
    found = span(text, words)
    return found.start, found.end, found.text


def fill(ledger: Ledger) -> Ledger:
    """Write the reports and what links them."""
    with ledger.writing() as connection:
        store(connection, [(one, reading(one)) for one in REPORTS], "test")
        for table, rows in _links().items():
            connection.execute(insert(table), rows)
    return ledger


def _links() -> dict[Any, list[dict[str, Any]]]:
    place = {"place": "Port Averin", "geonames_id": 77, "lat": 4.25, "lon": -3.5, "country": "FR", "admin1": "Tarsen",
             "precision": "exact"}  # fmt: skip
    nowhere: dict[str, Any] = dict.fromkeys(place)
    words = {"start_char": 0, "end_char": 17, "words": AGENCY[:17]}

    def entry(id: int, account: int, report: int, day: str, low: int | None, claim: int | None, **more: Any) -> dict[str, Any]:
        told = {"stance": "says", "low": low, "high": low, "value": None, "through": [], "origin_id": (1, 1, 2)[report - 1]}
        return {"id": id, "account_id": account, "as_of": day, "report_id": report, "claim_id": claim, **told, **words, **more}

    def account(id: int, respect: str, speaker: str | None, kind: str | None, conflicting: bool) -> dict[str, Any]:
        return {"id": id, "incident_id": 1, "respect": respect, "speaker": speaker, "speaker_kind": kind,
                "conflicting": conflicting}  # fmt: skip

    eleven = {"start_char": 0, "end_char": 13, "words": OTHER[:13]}
    blast = span(OTHER, "that it was behind the blast")
    denial = {"start_char": blast.start, "end_char": blast.end, "words": blast.text, "value": blast.text, "stance": "denies"}
    return {
        schema.stories: [
            {"id": 1, "key": "a", "title": "Nine dead in Port Averin", "from_day": "2023-05-16", "to_day": "2023-05-17",
             "reports": 3, "origins": 2},
            {"id": 2, "key": "d", "title": None, "from_day": None, "to_day": None, "reports": 1, "origins": 1},
        ],
        schema.story_reports: [{"report_id": n, "story_id": 1 if n < 4 else 2} for n in (1, 2, 3, 4)],
        schema.origins: [
            {"id": 1, "key": "a", "agency": "LPS", "first_report_id": 1},
            {"id": 2, "key": "c", "agency": None, "first_report_id": 3},
            {"id": 3, "key": "d", "agency": None, "first_report_id": 4},
        ],
        schema.origin_reports: [
            {"report_id": 1, "origin_id": 1, "agency": None, "copied_from_id": None, "share": None},
            {"report_id": 2, "origin_id": 1, "agency": "LPS", "copied_from_id": 1, "share": 0.97},
            {"report_id": 3, "origin_id": 2, "agency": None, "copied_from_id": None, "share": None},
            {"report_id": 4, "origin_id": 3, "agency": None, "copied_from_id": None, "share": None},
        ],
        schema.passages: [{"id": 1, "report_id": 2, "from_report_id": 1, "share": 0.97, "joins": True}],
        schema.copied_sentences: [
            {"id": 1, "passage_id": 1, "report_id": 2, "start_char": 0, "end_char": 93, "from_start": 0, "from_end": 93,
             "share": 1.0}
        ],
        schema.incidents: [
            {"id": 1, "key": "a", "story_id": 1, "title": "Nine dead in Port Averin", "kind": "explosion or remote strike",
             "from_day": "2023-05-16", "to_day": "2023-05-16", **place, "reports": 3, "also": 1, "origins": 2,
             "conflicts": 1},
            {"id": 2, "key": "d", "story_id": 2, "title": None, "kind": "other", "from_day": None, "to_day": None,
             **nowhere, "reports": 1, "also": 0, "origins": 1, "conflicts": 0},
        ],
        schema.incident_reports: [
            *({"incident_id": 1, "report_id": n, "role": "main"} for n in (1, 2, 3)),
            {"incident_id": 1, "report_id": 4, "role": "also"},
            {"incident_id": 2, "report_id": 4, "role": "main"},
        ],
        schema.incident_evidence: [
            {"id": 1, "incident_id": 1, "respect": "party", "value": "Drennia", "report_id": 3, "start_char": 0,
             "end_char": 1, "words": "E"}
        ],
        schema.accounts: [
            account(1, "killed", "Ruvan Eskeld", "person", True),
            account(2, "killed", "fire service", "organization", True),
            account(3, "killed", "Hedvika Sorl", "person", False),
            account(4, "who", "Drennia", "government", False),
        ],
        schema.account_entries: [
            entry(1, 1, 1, "2023-05-16T21:40:00+02:00", 9, 1),
            entry(2, 1, 2, "2023-05-17", 9, 4),
            entry(3, 2, 3, "2023-05-17T18:00:00Z", 11, 7, through=["Olvask Telegraph"], **eleven),
            entry(4, 3, 1, "2023-05-16T21:40:00+02:00", 1, 2),
            entry(5, 4, 3, "2023-05-17T18:00:00Z", None, 9, **denial),
        ],
        schema.conflicts: [
            {"id": 1, "incident_id": 1, "respect": "killed", "kind": "figures", "entry_id": 2, "other_entry_id": 3}
        ],
    }  # fmt: skip
