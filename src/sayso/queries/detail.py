"""Everything about one report, incident, story or origin. None where there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from sayso.ledger.judge import judgements_of
from sayso.ledger.read import load_reading
from sayso.ledger.schema import (
    accounts,
    checks,
    claims,
    conflicts,
    copied_sentences,
    incident_evidence,
    incident_reports,
    origin_reports,
    passages,
    readings,
    standing,
    stories,
    story_reports,
)
from sayso.ledger.schema import incidents as incidents_table
from sayso.ledger.schema import origins as origins_table
from sayso.ledger.schema import reports as reports_table
from sayso.queries.claims import accounts_where
from sayso.queries.clusters import incidents_of, made_incidents, made_stories
from sayso.queries.estimates import estimates
from sayso.queries.filters import INCIDENT_DAY, number_of
from sayso.queries.rows import REF, AnyRow, parts, ref, refs
from sayso.queries.types import (
    Account,
    CheckRow,
    Conflict,
    CopiedSentence,
    Evidence,
    FullIncident,
    Incident,
    IncidentPage,
    Member,
    OriginPage,
    OriginReports,
    Passage,
    Rejected,
    ReportPage,
    StoryPage,
    Words,
)


def incident(connection: Connection, id: str) -> IncidentPage | None:
    """The incident with an id such as `i12`. Raises InputError for what is no such id."""
    number = number_of(id, "i")
    found = incidents_of(connection, [number])
    if not found:
        return None
    told = accounts_where(connection, accounts.c.incident_id == number)
    evidence = _evidence(connection, number)
    role = _roles(connection, number)
    mains = [report for report, part in role.items() if part == "main"]
    listed = found[0]
    return IncidentPage(
        listed.id, listed.title, listed.kind, listed.when, listed.where, listed.story, listed.reports, listed.also,
        listed.origins, tuple(told), _conflicts(connection, number),
        tuple(dict.fromkeys(e.value for e in evidence if e.respect == "party" and e.value)), evidence, estimates(told),
        _by_origin(connection, mains), tuple(refs(connection, [r for r in role if role[r] == "also"]).values()),
        _broken(connection, mains), judgements_of(connection, mains),
    )  # fmt: skip


def full(connection: Connection, listed: Sequence[Incident]) -> list[FullIncident]:
    """Incidents of a list with their accounts and conflicts."""
    numbers = [number_of(i.id, "i") for i in listed]
    told: dict[str, list[Account]] = {}
    for account in accounts_where(connection, accounts.c.incident_id.in_(numbers)):
        told.setdefault(account.incident, []).append(account)
    facing: dict[int, list[Conflict]] = {}
    for row in connection.execute(
        select(conflicts).where(conflicts.c.incident_id.in_(numbers)).order_by(conflicts.c.id)
    ):
        facing.setdefault(row.incident_id, []).append(Conflict(row.respect, row.kind, row.entry_id, row.other_entry_id))
    return [
        FullIncident(
            i.id, i.title, i.kind, i.when, i.where, i.story, i.reports, i.also, i.origins, tuple(told.get(i.id, ())),
            tuple(facing.get(number, ())),
        )
        for i, number in zip(listed, numbers, strict=True)
    ]  # fmt: skip


def _roles(connection: Connection, incident: int) -> dict[int, str]:
    asked = select(incident_reports.c.report_id, incident_reports.c.role)
    rows = connection.execute(
        asked.where(incident_reports.c.incident_id == incident).order_by(incident_reports.c.report_id)
    )
    return {row[0]: row[1] for row in rows}


def _evidence(connection: Connection, incident: int) -> tuple[Evidence, ...]:
    table = incident_evidence
    rows = connection.execute(select(table).where(table.c.incident_id == incident).order_by(table.c.id))
    return tuple(Evidence(row.respect, row.value, _words(row)) for row in rows)


def _words(row: AnyRow) -> Words:
    return Words(row.report_id, row.start_char, row.end_char, row.words)


def _conflicts(connection: Connection, incident: int) -> tuple[Conflict, ...]:
    rows = connection.execute(select(conflicts).where(conflicts.c.incident_id == incident).order_by(conflicts.c.id))
    return tuple(Conflict(row.respect, row.kind, row.entry_id, row.other_entry_id) for row in rows)


def _by_origin(connection: Connection, numbers: Sequence[int]) -> tuple[OriginReports, ...]:
    """Reports by their origin; the origin whose first report is the earliest first."""
    table, made = origin_reports, dict[int, list[Member]]()
    agencies: dict[int, str | None] = {}
    for some in parts(numbers):
        asked = select(*REF, table.c.origin_id, table.c.copied_from_id, table.c.share, origins_table.c.agency)
        asked = asked.join_from(table, reports_table, reports_table.c.id == table.c.report_id)
        asked = asked.join(origins_table, origins_table.c.id == table.c.origin_id).where(table.c.report_id.in_(some))
        for row in connection.execute(asked):
            agencies[row.origin_id] = row.agency
            made.setdefault(row.origin_id, []).append(Member(ref(row), row.copied_from_id, row.share))
    ordered = {origin: tuple(sorted(members, key=_rank)) for origin, members in made.items()}
    first = sorted(ordered, key=lambda origin: (ordered[origin][0].report.published or "9", origin))
    return tuple(OriginReports(f"o{origin}", agencies[origin], ordered[origin]) for origin in first)


def _rank(member: Member) -> tuple[bool, str, int]:
    return member.copied_from is not None, member.report.published or "9", member.report.number


def _broken(connection: Connection, numbers: Sequence[int]) -> tuple[CheckRow, ...]:
    """The checks of reports that do not hold."""
    found: list[CheckRow] = []
    for some in parts(numbers):
        asked = select(*REF, checks).join_from(checks, reports_table, reports_table.c.id == checks.c.report_id)
        asked = asked.where(checks.c.report_id.in_(some), checks.c.verdict == "does not hold")
        for row in connection.execute(asked.order_by(checks.c.report_id, checks.c.start_char)):
            found.append(CheckRow(ref(row), row.kind, row.says, row.finds, row.verdict, _words(row)))
    return tuple(found)


def report(connection: Connection, number: int) -> ReportPage | None:
    """The report with this number in the ledger."""
    table = reports_table
    row = connection.execute(
        select(*REF, table.c.version, table.c.address, table.c.added, table.c.found_at, table.c.sha256)
        .add_columns(readings.c.reader)
        .outerjoin(readings, readings.c.report_id == table.c.id)
        .where(table.c.id == number)
    ).one_or_none()
    reading = load_reading(connection, number) if row else None
    if row is None or reading is None:
        return None
    others = connection.execute(select(*REF).where(table.c.address == row.address).order_by(table.c.version))
    labels = select(claims.c.label, claims.c.id).where(claims.c.report_id == number).order_by(claims.c.id)
    told = {part: incidents_of(connection, ids) for part, ids in _incidents(connection, number).items()}
    return ReportPage(
        number, row.version, tuple(map(ref, others)), row.added, row.found_at, row.sha256, row.reader or "", reading,
        {row[0]: row[1] for row in connection.execute(labels)},
        _cluster(connection, origin_reports.c.origin_id, number, "o"),
        _cluster(connection, story_reports.c.story_id, number, "s"),
        next(iter(told.get("main", ())), None), tuple(told.get("also", ())),
        tuple(_passages(connection, number)), _rejected(connection, number), judgements_of(connection, [number]),
    )  # fmt: skip


def _incidents(connection: Connection, report: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    mine = incident_reports.c.report_id == report
    for incident, role in connection.execute(
        select(incident_reports.c.incident_id, incident_reports.c.role).where(mine)
    ):
        found.setdefault(role, []).append(incident)
    return found


def _cluster(connection: Connection, column: Any, report: int, letter: str) -> str | None:
    found = connection.scalar(select(column).where(column.table.c.report_id == report))
    return f"{letter}{found}" if found else None


def _passages(connection: Connection, report: int) -> list[Passage]:
    """Text shared with other reports: what this one took, then what others took from it."""
    mine, theirs = passages.c.report_id, passages.c.from_report_id
    sides = ((mine, theirs, True), (theirs, mine, False))
    rows = [
        (taken, row)
        for own, other, taken in sides
        for row in connection.execute(
            select(passages.c.id, passages.c.share, passages.c.joins, other.label("other"))
            .where(own == report)
            .order_by(passages.c.share.desc(), passages.c.id)
        )
    ]
    named = refs(connection, [row.other for _, row in rows])
    copied: dict[int, list[CopiedSentence]] = {}
    for some in parts([row.id for _, row in rows]):
        asked = select(copied_sentences).where(copied_sentences.c.passage_id.in_(some)).order_by(copied_sentences.c.id)
        for s in connection.execute(asked):
            taken_at, from_at = (s.start_char, s.end_char), (s.from_start, s.from_end)
            there = (*taken_at, *from_at) if s.report_id == report else (*from_at, *taken_at)
            copied.setdefault(s.passage_id, []).append(CopiedSentence(*there, s.share))
    return [
        Passage(named[row.other], taken, row.share, row.joins, tuple(copied.get(row.id, ()))) for taken, row in rows
    ]


def _rejected(connection: Connection, report: int) -> tuple[Rejected, ...]:
    asked = select(claims.c.label, standing.c.judgement_id)
    asked = asked.join_from(standing, claims, claims.c.id == standing.c.claim_id)
    mine = (standing.c.report_id == report, standing.c.kind == "reject")
    return tuple(Rejected(*row) for row in connection.execute(asked.where(*mine).order_by(claims.c.id)))


def story(connection: Connection, id: str) -> StoryPage | None:
    """The story with an id such as `s3`. Raises InputError for what is no such id."""
    number = number_of(id, "s")
    found = made_stories(connection, connection.execute(select(stories).where(stories.c.id == number)).all())
    if not found:
        return None
    asked = select(INCIDENT_DAY, incidents_table).where(incidents_table.c.story_id == number)
    rows = connection.execute(asked.order_by(INCIDENT_DAY.desc(), incidents_table.c.id.desc())).all()
    listed = found[0]
    told: list[Incident] = made_incidents(connection, rows)
    return StoryPage(listed.id, listed.title, listed.when, listed.reports, listed.origins, tuple(told))


def origin(connection: Connection, id: str) -> OriginPage | None:
    """The origin with an id such as `o4`. Raises InputError for what is no such id."""
    number = number_of(id, "o")
    first = connection.scalar(select(origins_table.c.first_report_id).where(origins_table.c.id == number))
    if first is None:
        return None
    inside = connection.scalars(select(origin_reports.c.report_id).where(origin_reports.c.origin_id == number)).all()
    found = next(iter(_by_origin(connection, inside)), None)
    agency = connection.scalar(select(origins_table.c.agency).where(origins_table.c.id == number))
    return OriginPage(id, agency, refs(connection, [first])[first], found.members if found else ())


def resolve(connection: Connection, name: str) -> str | None:
    """What a name a person typed stands for.

    `i12`, `s3`, `o4`, `r7` where there is such a one; else `r7` for the id that the input gave a report, its newest
    version. None where nothing has that name.
    """
    tables = {"i": incidents_table, "s": stories, "o": origins_table, "r": reports_table}
    if re.fullmatch(r"[isor]\d{1,18}", name):
        table = tables[name[0]]
        if connection.scalar(select(table.c.id).where(table.c.id == int(name[1:]))) is not None:
            return name
    column = reports_table.c.id
    found = connection.scalar(
        select(column).where(reports_table.c.input_id == name).order_by(column.desc()).limit(1)
    )
    return None if found is None else f"r{found}"
