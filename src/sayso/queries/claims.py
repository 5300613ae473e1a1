"""Lists of claims and of accounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, exists, func, literal, select, tuple_

from sayso.ledger.schema import account_entries, claim_contents, incident_reports, reports, standing
from sayso.ledger.schema import accounts as accounts_table
from sayso.ledger.schema import claims as claims_table
from sayso.ledger.schema import incidents as incidents_table
from sayso.ledger.search import claims_about
from sayso.queries.filters import (
    ALL,
    INCIDENT_DAY,
    REPORT_DAY,
    Filter,
    few,
    forms,
    of_claims,
    of_incidents,
    of_reports,
    within,
)
from sayso.queries.paging import after_day, cursor, size
from sayso.queries.rows import REF, AnyRow, parts, ref, refs
from sayso.queries.types import Account, Claim, Entry, Page, ReportRef, Words

_DEPTH = 20  # claims within claims that are followed


def claims(
    connection: Connection, where: Filter = ALL, *, limit: int = 50, after: str | None = None
) -> Page[Claim]:
    """Claims, those of the newest report first, in it in the order of the text. Rejected ones are left out."""
    wanted, begin, table = size(limit), after_day(after, 2), claims_table
    asked = select(*REF, REPORT_DAY.label("day"), table).join_from(reports, table, table.c.report_id == reports.c.id)
    asked = asked.where(*of_claims(connection, where), *of_reports(connection, where, text=False))
    order = (REPORT_DAY.desc(), reports.c.id.desc(), table.c.id)
    rows: list[AnyRow] = []
    if begin:
        rest = asked.where(reports.c.id == begin[1], table.c.id > begin[2])
        rows += connection.execute(rest.order_by(table.c.id).limit(wanted + 1))
        asked = asked.where(tuple_(REPORT_DAY, reports.c.id) < tuple_(literal(begin[0]), literal(begin[1])))
    if len(rows) <= wanted:
        rows += connection.execute(asked.order_by(*order).limit(wanted + 1 - len(rows)))
    more = len(rows) > wanted
    rows = rows[:wanted]
    last = cursor(rows[-1].day, rows[-1][0], _id(rows[-1])) if more else None
    return Page(tuple(made_claims(connection, rows)), last)


def _id(row: AnyRow) -> int:
    return int(row[len(REF) + 1])


def made_claims(connection: Connection, rows: Sequence[AnyRow]) -> list[Claim]:
    """Claims of rows that begin with `REF` and a day; all else is the claim's."""
    ids = [_id(row) for row in rows]
    chains = through(connection, {id: row.within_id for id, row in zip(ids, rows, strict=True)})
    first = select(claim_contents.c.claim_id, claim_contents.c.start_char, claim_contents.c.end_char)
    first = first.where(claim_contents.c.claim_id.in_(ids), claim_contents.c.number == 0)
    contents = {row[0]: (row[1], row[2]) for row in connection.execute(first)}
    judged = select(standing.c.claim_id).where(standing.c.claim_id.in_(ids), standing.c.kind == "accept")
    accepted = set(connection.scalars(judged))
    mains = select(incident_reports.c.report_id, incident_reports.c.incident_id).where(
        incident_reports.c.report_id.in_({row[0] for row in rows}), incident_reports.c.role == "main"
    )
    incident: dict[int, int] = {row[0]: row[1] for row in connection.execute(mains)}
    return [
        _claim(row, id, chains[id], contents.get(id), id in accepted, incident.get(row[0]))
        for id, row in zip(ids, rows, strict=True)
    ]


def _claim(
    row: AnyRow, id: int, chain: tuple[str, ...], content: tuple[int, int] | None, accepted: bool, main: int | None
) -> Claim:
    start, end = (row.cue_start, row.cue_end) if row.cue_start is not None else content or (None, None)
    return Claim(
        id, row.label, ref(row), row.speaker, row.speaker_kind, row.act, row.form, row.hedged, row.confidence,
        row.source, row.cue, row.content, start, end, chain, f"i{main}" if main else None, accepted,
    )  # fmt: skip


def through(connection: Connection, within_of: dict[int, int | None]) -> dict[int, tuple[str, ...]]:
    """For each claim the names of those it came through, the nearest first."""
    known: dict[int, tuple[str | None, int | None]] = {}
    wanted = {outer for outer in within_of.values() if outer is not None}
    for _ in range(_DEPTH):
        missing = sorted(wanted - known.keys())
        if not missing:
            break
        table = claims_table
        for some in parts(missing):
            asked = select(table.c.id, table.c.speaker, table.c.source, table.c.within_id).where(table.c.id.in_(some))
            known |= {row[0]: (row[1] or row[2], row[3]) for row in connection.execute(asked)}
        wanted = {outer for _, outer in known.values() if outer is not None}
    return {claim: _chain(known, outer) for claim, outer in within_of.items()}


def _chain(known: dict[int, tuple[str | None, int | None]], at: int | None) -> tuple[str, ...]:
    names: list[str] = []
    while at is not None and at in known and len(names) < _DEPTH:
        name, at = known[at]
        names += [name] if name else []
    return tuple(names)


def accounts(
    connection: Connection, where: Filter = ALL, *, limit: int = 50, after: str | None = None
) -> Page[Account]:
    """Accounts, those of the newest incident first."""
    wanted, begin, table = size(limit), after_day(after, 2), accounts_table
    asked = select(INCIDENT_DAY.label("day"), incidents_table.c.id, incidents_table.c.title, table)
    asked = asked.join_from(incidents_table, table, table.c.incident_id == incidents_table.c.id)
    asked = asked.where(*_of_accounts(connection, where))
    order = (INCIDENT_DAY.desc(), incidents_table.c.id.desc(), table.c.id)
    rows: list[AnyRow] = []
    if begin:
        rest = asked.where(incidents_table.c.id == begin[1], table.c.id > begin[2])
        rows += connection.execute(rest.order_by(table.c.id).limit(wanted + 1))
        asked = asked.where(tuple_(INCIDENT_DAY, incidents_table.c.id) < tuple_(literal(begin[0]), literal(begin[1])))
    if len(rows) <= wanted:
        rows += connection.execute(asked.order_by(*order).limit(wanted + 1 - len(rows)))
    more = len(rows) > wanted
    rows = rows[:wanted]
    last = cursor(rows[-1].day, rows[-1][1], rows[-1][3]) if more else None
    return Page(tuple(made_accounts(connection, rows)), last)


def _of_accounts(connection: Connection, where: Filter) -> list[Any]:
    table = accounts_table
    made: list[Any] = []
    if where.speaker:
        made.append(table.c.speaker.in_(forms(where.speaker)))
    if where.respect:
        made.append(table.c.respect == where.respect)
    if where.conflicting:
        made.append(table.c.conflicting)
    told: list[Any] = []
    if where.text:
        chosen = claims_about(connection, where.text)
        if few(connection, chosen):
            telling = select(account_entries.c.account_id).where(account_entries.c.claim_id.in_(chosen))
            made.append(table.c.id.in_(telling))
        else:
            told.append(within(connection, account_entries.c.claim_id, chosen))
    if where.act:
        acting = exists().where(claims_table.c.id == account_entries.c.claim_id, claims_table.c.act == where.act)
        told.append(acting)
    if where.report is not None:
        told.append(account_entries.c.report_id == where.report)
    if where.publisher:
        by = select(reports.c.id).where(reports.c.publisher.in_(forms(where.publisher)))
        told.append(account_entries.c.report_id.in_(by))
    if told:
        made.append(exists().where(and_(account_entries.c.account_id == table.c.id, *told)))
    of_incident = Filter(
        kind=where.kind, place=where.place, since=where.since, until=where.until, incident=where.incident,
        story=where.story, origin=where.origin,
    )  # fmt: skip
    return made + of_incidents(connection, of_incident)


def accounts_where(connection: Connection, *conditions: Any, limit: int | None = None) -> list[Account]:
    """The accounts for which the conditions hold, those of the newest incident first."""
    asked = select(INCIDENT_DAY.label("day"), incidents_table.c.id, incidents_table.c.title, accounts_table)
    asked = asked.join_from(incidents_table, accounts_table, accounts_table.c.incident_id == incidents_table.c.id)
    asked = asked.where(*conditions).order_by(INCIDENT_DAY.desc(), incidents_table.c.id.desc(), accounts_table.c.id)
    return made_accounts(connection, connection.execute(asked.limit(limit)).all())


def made_accounts(connection: Connection, rows: Sequence[AnyRow]) -> list[Account]:
    """Accounts of rows that begin with a day and an incident's number and title; all else is the account's."""
    told = entries(connection, [row[3] for row in rows])
    return [
        Account(
            row[3], f"i{row[1]}", row[2], row.respect, row.speaker, row.speaker_kind, row.conflicting,
            len({e.origin or e.report.number for e in told.get(row[3], ())}), tuple(told.get(row[3], ())),
        )
        for row in rows
    ]  # fmt: skip


def entries(connection: Connection, ids: Sequence[int]) -> dict[int, list[Entry]]:
    """The entries of accounts, by time."""
    found: list[AnyRow] = []
    table = account_entries
    for some in parts(ids):
        asked = select(table, claims_table.c.label).outerjoin(claims_table, claims_table.c.id == table.c.claim_id)
        asked = asked.where(table.c.account_id.in_(some)).order_by(
            table.c.account_id, func.coalesce(table.c.as_of, ""), table.c.id
        )
        found += connection.execute(asked)
    named = refs(connection, [row.report_id for row in found])
    made: dict[int, list[Entry]] = {}
    for row in found:
        made.setdefault(row.account_id, []).append(_entry(row, named[row.report_id]))
    return made


def _entry(row: AnyRow, report: ReportRef) -> Entry:
    return Entry(
        row.id, row.as_of, report, f"o{row.origin_id}" if row.origin_id else None, row.label, row.stance, row.low,
        row.high, row.value, tuple(row.through or ()), Words(row.report_id, row.start_char, row.end_char, row.words),
    )  # fmt: skip
