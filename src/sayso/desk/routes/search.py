"""Search over claims and reports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from sayso import queries
from sayso.desk import answers
from sayso.desk.access import Opened, listed
from sayso.desk.answers import REGISTRY
from sayso.desk.filters import Cursor, Limit, tidy, words_asked
from sayso.queries import Filter
from sayso.queries.types import Claim, Page, ReportRow

router = APIRouter()
Asked = Annotated[Filter, Depends(words_asked)]


@router.get("/search", include_in_schema=False)
def search(request: Request) -> Response:
    query = request.url.query
    return RedirectResponse(f"/claims?{query}" if query else "/claims", 307)


@router.get("/claims", include_in_schema=False)
def claims(request: Request, ledger: Opened, where: Asked, after: Cursor = None) -> Response:
    with ledger.reading() as connection:
        found = queries.claims(connection, where, limit=50, after=after)
        named = listed(connection, ((one.speaker, one.speaker_kind) for one in found.items))
        answer = answers.page(request, "search.html", what="claims", found=found, where=where, listed=named)
        answer.headers.update(tidy(request))
        return answer


@router.get("/reports", include_in_schema=False)
def reports(request: Request, ledger: Opened, where: Asked, after: Cursor = None) -> Response:
    with ledger.reading() as connection:
        found = queries.reports(connection, where, limit=50, after=after)
        answer = answers.page(request, "search.html", what="reports", found=found, where=where, listed=())
        answer.headers.update(tidy(request))
        return answer


@router.get("/claims.json", responses=REGISTRY.answers(Page[Claim]), tags=["claims"])
def claims_json(ledger: Opened, where: Asked, limit: Limit = 50, after: Cursor = None) -> Response:
    """Claims, those of the newest report first."""
    with ledger.reading() as connection:
        return answers.json(queries.claims(connection, where, limit=limit, after=after))


@router.get("/reports.json", responses=REGISTRY.answers(Page[ReportRow]), tags=["reports"])
def reports_json(ledger: Opened, where: Asked, limit: Limit = 50, after: Cursor = None) -> Response:
    """Reports, the newest first."""
    with ledger.reading() as connection:
        return answers.json(queries.reports(connection, where, limit=limit, after=after))


@router.get("/claims.csv", include_in_schema=False)
def claims_csv(request: Request, where: Asked) -> Response:
    columns = ("claim", "report", "report_id", "published", "publisher", "incident", "speaker", "speaker_kind", "act",
               "form", "hedged", "confidence", "through", "source", "cue", "content", "start", "end")  # fmt: skip

    def row(one: Claim) -> tuple[object, ...]:
        return (
            one.id, one.report.number, one.report.id, one.report.published, one.report.publisher, one.incident,
            one.speaker, one.speaker_kind, one.act, one.form, one.hedged, one.confidence, one.through, one.source,
            one.cue, one.content, one.start, one.end,
        )  # fmt: skip

    def ask(connection: Connection, after: str | None) -> Page[Claim]:
        return queries.claims(connection, where, limit=500, after=after)

    return answers.table("claims", columns, answers.rows(request, ask, row))


@router.get("/reports.csv", include_in_schema=False)
def reports_csv(request: Request, where: Asked) -> Response:
    columns = ("report", "report_id", "title", "published", "publisher", "url", "version", "claims", "origin",
               "incident")  # fmt: skip

    def row(one: ReportRow) -> tuple[object, ...]:
        return (one.number, one.id, one.title, one.published, one.publisher, one.url, one.version, one.claims,
                one.origin, one.incident)  # fmt: skip

    def ask(connection: Connection, after: str | None) -> Page[ReportRow]:
        return queries.reports(connection, where, limit=500, after=after)

    return answers.table("reports", columns, answers.rows(request, ask, row))
