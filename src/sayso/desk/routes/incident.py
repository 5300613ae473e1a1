"""An incident: who says what of it; and an origin: which reports copy which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from sayso import queries
from sayso.desk import answers, chart, pages
from sayso.desk.access import Opened, listed
from sayso.desk.answers import REGISTRY
from sayso.queries.types import Account, Entry, IncidentPage, OriginPage

router = APIRouter()
IncidentId = Annotated[str, Path(pattern=r"^i[0-9]{1,18}$", description="Id of an incident.")]
OriginId = Annotated[str, Path(pattern=r"^o[0-9]{1,18}$", description="Id of an origin.")]
_COUNTS = ("killed", "injured", "missing", "arrested", "displaced", "abducted")


@dataclass(frozen=True)
class Speaker:
    """A row of the table of accounts: what one speaker says, by respect."""

    name: str | None
    kind: str | None
    cells: dict[str, Account]


@dataclass(frozen=True)
class Dispute:
    """Entries that contradict one another in one respect. A denial has two sides, figures have one."""

    respect: str
    kind: str
    sides: tuple[tuple[tuple[Account, Entry], ...], ...]


@router.get("/incident/{id}.json", responses=REGISTRY.answers(IncidentPage, 404), tags=["incidents"])
def incident_json(ledger: Opened, id: IncidentId) -> Response:
    """An incident with its accounts, conflicts, evidence, and reports by origin."""
    with ledger.reading() as connection:
        found = queries.incident(connection, id)
        return answers.json(found) if found else answers.json(answers.missing("incident"), 404)


@router.get("/incident/{id}.csv", include_in_schema=False)
def incident_csv(request: Request, ledger: Opened, id: IncidentId) -> Response:
    with ledger.reading() as connection:
        found = queries.incident(connection, id)
        if found is None:
            return answers.problem(request, 404, answers.missing("incident").detail)
        columns = ("incident", "respect", "speaker", "speaker_kind", "as_of", "stance", "low", "high", "value",
                   "through", "report", "report_id", "publisher", "origin", "claim", "start", "end",
                   "words")  # fmt: skip
        return answers.table(f"accounts-{id}", columns, _told(found))


@router.get("/incident/{id}", include_in_schema=False)
def incident(request: Request, ledger: Opened, id: IncidentId) -> Response:
    with ledger.reading() as connection:
        found = queries.incident(connection, id)
        if found is None:
            return answers.problem(request, 404, answers.missing("incident").detail)
        return answers.page(
            request, "incident.html", incident=found, speakers=speakers(found), columns=respects(found),
            disputes=disputes(found), charts=chart.charts(found.accounts, _COUNTS), agreed=agreed(found),
            listed=listed(connection, ((account.speaker, account.speaker_kind) for account in found.accounts)),
        )  # fmt: skip


@router.get("/origin/{id}.json", responses=REGISTRY.answers(OriginPage, 404), tags=["incidents"])
def origin_json(ledger: Opened, id: OriginId) -> Response:
    """An origin: the reports that carry one original copy."""
    with ledger.reading() as connection:
        found = queries.origin(connection, id)
        return answers.json(found) if found else answers.json(answers.missing("origin"), 404)


@router.get("/origin/{id}", include_in_schema=False)
def origin(request: Request, ledger: Opened, id: OriginId) -> Response:
    with ledger.reading() as connection:
        found = queries.origin(connection, id)
        if found is None:
            return answers.problem(request, 404, answers.missing("origin").detail)
        return answers.page(request, "origin.html", origin=found)


def disputes(found: IncidentPage) -> tuple[Dispute, ...]:
    """The conflicts by respect: each entry once, by time; for a denial the accusers on one side."""
    entries = {entry.number: (account, entry) for account in found.accounts for entry in account.entries}
    pairs: dict[tuple[str, str], set[int]] = {}
    for row in found.conflicts:
        pairs.setdefault((row.respect, row.kind), set()).update((row.entry, row.other))
    made = []
    for (respect, kind), numbers in pairs.items():
        pairs_told = [entries[n] for n in numbers if n in entries]
        told = sorted(pairs_told, key=lambda pair: (pair[1].as_of or "", pair[1].number))
        denied = [pair for pair in told if pair[1].stance == "denies"]
        others = [pair for pair in told if pair[1].stance != "denies"]
        sides = (tuple(others), tuple(denied)) if kind == "denial" else (tuple(told),)
        made.append(Dispute(respect, kind, tuple(side for side in sides if side)))
    return tuple(made)


def _told(found: IncidentPage) -> Iterator[tuple[object, ...]]:
    for account in found.accounts:
        for e in account.entries:
            yield (
                found.id, account.respect, account.speaker, account.speaker_kind, e.as_of, e.stance, e.low, e.high,
                e.value, e.through, e.report.number, e.report.id, e.report.publisher, e.origin, e.claim,
                e.words.start, e.words.end, e.words.text,
            )  # fmt: skip


def speakers(found: IncidentPage) -> tuple[Speaker, ...]:
    """Those who say most first; the reports in their own words last."""
    by_name: dict[str | None, dict[str, Account]] = {}
    kinds: dict[str | None, str | None] = {}
    for account in found.accounts:
        if account.entries:
            by_name.setdefault(account.speaker, {})[account.respect] = account
            kinds[account.speaker] = kinds.get(account.speaker) or account.speaker_kind
    rows = [Speaker(name, kinds[name], cells) for name, cells in by_name.items()]
    return tuple(sorted(rows, key=lambda row: (row.name is None, -len(row.cells), row.name or "")))


def respects(found: IncidentPage) -> tuple[str, ...]:
    """The columns of the table: what anybody gives an account of."""
    told = {account.respect for account in found.accounts if account.entries}
    return tuple(respect for respect in pages.RESPECTS if respect in told)


def agreed(found: IncidentPage) -> tuple[tuple[str, int, str], ...]:
    """Respects in which every named speaker who gives a number ends at the same one: respect, speakers, number."""
    rows = []
    disputed = {row.respect for row in found.conflicts}
    for respect in _COUNTS:
        last = [
            account.entries[-1] for account in found.accounts
            if account.respect == respect and account.speaker and account.entries
        ]  # fmt: skip
        ranges = {(entry.low, entry.high) for entry in last}
        if len(last) > 1 and len(ranges) == 1 and respect not in disputed:
            rows.append((respect, len(last), pages.count(*next(iter(ranges)))))
    return tuple(rows)
