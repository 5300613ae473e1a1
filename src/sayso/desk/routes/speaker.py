"""Public speakers: who they are, and what one of them said over time. Private persons have no page (docs/desk.md)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from sayso import queries
from sayso.desk import answers, chart
from sayso.desk.access import Opened
from sayso.desk.answers import REGISTRY
from sayso.desk.filters import Cursor, Limit
from sayso.queries import Filter
from sayso.queries.types import Account, Page, Speaker, SpeakerPage

router = APIRouter()
Name = Annotated[str, Query(min_length=1, max_length=400, description="The name, as listed.")]
Beginning = Annotated[str, Query(max_length=200, description="How the name begins.")]
Act = Annotated[str, Query(max_length=40, description="Only what they said in this act.")]


@router.get("/speakers", include_in_schema=False)
def speakers(request: Request, ledger: Opened, q: Beginning = "", after: Cursor = None) -> Response:
    with ledger.reading() as connection:
        found = queries.speakers(connection, _beginning(q), limit=100, after=after)
        return answers.page(request, "speakers.html", found=found, q=q)


@router.get("/speakers.json", responses=REGISTRY.answers(Page[Speaker]), tags=["speakers"])
def speakers_json(ledger: Opened, q: Beginning = "", limit: Limit = 50, after: Cursor = None) -> Response:
    """Public speakers by name."""
    with ledger.reading() as connection:
        return answers.json(queries.speakers(connection, _beginning(q), limit=limit, after=after))


@router.get("/speakers.csv", include_in_schema=False)
def speakers_csv(request: Request, q: Beginning = "") -> Response:
    def row(one: Speaker) -> tuple[object, ...]:
        return one.name, one.kind, one.claims, one.reports, one.first, one.last

    def ask(connection: Connection, after: str | None) -> Page[Speaker]:
        return queries.speakers(connection, _beginning(q), limit=500, after=after)

    columns = ("name", "kind", "claims", "reports", "first", "last")
    return answers.table("speakers", columns, answers.rows(request, ask, row))


@router.get("/speaker.json", responses=REGISTRY.answers(SpeakerPage, 404), tags=["speakers"])
def speaker_json(ledger: Opened, name: Name) -> Response:
    """A public speaker: acts, incidents, and accounts side by side."""
    with ledger.reading() as connection:
        found = queries.speaker(connection, name.replace("\0", " "))
        return answers.json(found) if found else answers.json(answers.missing("public speaker"), 404)


@router.get("/speaker", include_in_schema=False)
def speaker(request: Request, ledger: Opened, name: Name, act: Act = "", after: Cursor = None) -> Response:
    with ledger.reading() as connection:
        found = queries.speaker(connection, name.replace("\0", " "))
        if found is None:
            return answers.problem(request, 404, "No public speaker of that name. Private persons have no page.")
        said = queries.claims(connection, Filter(speaker=found.speaker.name, act=act or None), limit=50, after=after)
        subjects: dict[str, list[Account]] = {}
        for account in found.accounts:
            if account.entries:
                subjects.setdefault(account.respect, []).append(account)
        drawn = chart.charts(found.accounts, ())
        return answers.page(
            request, "speaker.html", found=found, said=said, act=act, subjects=subjects, charts=drawn, after=after
        )


def _beginning(q: str) -> Filter:
    return Filter(speaker=q.replace("\0", " ").strip() or None)
