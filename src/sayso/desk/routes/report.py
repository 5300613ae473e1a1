"""A report: its text as it was read, with all that was found in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from sayso import queries
from sayso.desk import answers, text
from sayso.desk.access import Opened
from sayso.desk.answers import REGISTRY
from sayso.queries.types import ReportPage

router = APIRouter()
Number = Annotated[int, Path(ge=1, lt=10**18, description="Number of a report in the ledger.")]
At = Annotated[str, Query(pattern=r"^([0-9]{1,9}-[0-9]{1,9})?$", description="Words to point at: start-end.")]


@router.get("/report/{number}.json", responses=REGISTRY.answers(ReportPage, 404), tags=["reports"])
def report_json(ledger: Opened, number: Number) -> Response:
    """A report with its reading, its copies and what was judged of it."""
    with ledger.reading() as connection:
        found = queries.report(connection, number)
        return answers.json(found) if found else answers.json(answers.missing("report"), 404)


@router.get("/report/{number}.csv", include_in_schema=False)
def report_csv(request: Request, ledger: Opened, number: Number) -> Response:
    with ledger.reading() as connection:
        found = queries.report(connection, number)
        if found is None:
            return answers.problem(request, 404, answers.missing("report").detail)
        columns = ("claim", "within", "speaker", "speaker_kind", "act", "form", "hedged", "confidence", "source", "cue",
                   "content", "rejected")  # fmt: skip
        rejected = {row.claim for row in found.rejected}
        rows = (
            (
                c.id, c.within, c.speaker and c.speaker.name, c.speaker and c.speaker.kind, c.act, c.form, c.hedged,
                c.confidence, c.source and c.source.text, c.cue and c.cue.text,
                " … ".join(piece.text for piece in c.content), c.id in rejected,
            )
            for c in found.reading.claims
        )  # fmt: skip
        return answers.table(f"claims-{number}", columns, rows)


@router.get("/report/{number}", include_in_schema=False)
def report(request: Request, ledger: Opened, number: Number, at: At = "") -> Response:
    with ledger.reading() as connection:
        found = queries.report(connection, number)
        if found is None:
            return answers.problem(request, 404, answers.missing("report").detail)
        start, _, end = at.partition("-")
        marks = list(text.marks(found, (int(start), int(end)) if at else None))
        return answers.page(
            request, "report.html", report=found, reading=found.reading, depths=text.depths(found.reading),
            through=_through(found), rejected={row.claim: row.judgement for row in found.rejected},
            body=text.html(found.reading.text, marks), places=getattr(found.reading, "places", ()),
        )  # fmt: skip


def _through(found: ReportPage) -> dict[str, list[str]]:
    """For each claim the speakers it came through, nearest first."""
    claims = {claim.id: claim for claim in found.reading.claims}
    out: dict[str, list[str]] = {}
    for claim in found.reading.claims:
        names: list[str] = []
        seen = {claim.id}
        at = claims.get(claim.within or "")
        while at is not None and at.id not in seen:
            seen.add(at.id)
            names.append(at.speaker.name if at.speaker else at.source.text if at.source else "unnamed")
            at = claims.get(at.within or "")
        out[claim.id] = names
    return out
