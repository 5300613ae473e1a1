"""Lists of stories, incidents and origins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, tuple_

from sayso.ledger.schema import (
    accounts,
    incident_reports,
    origin_reports,
    reports,
    story_reports,
)
from sayso.ledger.schema import (
    incidents as incidents_table,
)
from sayso.ledger.schema import (
    origins as origins_table,
)
from sayso.ledger.schema import (
    stories as stories_table,
)
from sayso.queries.filters import (
    ALL,
    INCIDENT_DAY,
    REPORT_DAY,
    STORY_DAY,
    Filter,
    number_of,
    of_days,
    of_incidents,
    of_members,
)
from sayso.queries.paging import after_day, cursor, size
from sayso.queries.rows import REF, AnyRow, members
from sayso.queries.types import Incident, Origin, Page, ReportRef, Story, When, Where


def stories(
    connection: Connection, where: Filter = ALL, *, limit: int = 50, after: str | None = None
) -> Page[Story]:
    """Stories, by the day of their last report, the newest first."""
    table = stories_table
    asked = select(STORY_DAY, table).where(*of_members(connection, where, story_reports, "story_id", table.c.id))
    if where.since:
        asked = asked.where(*of_days(Filter(since=where.since), STORY_DAY))
    if where.until:
        asked = asked.where(table.c.from_day <= where.until, *of_days(Filter(until="9999-12-31"), STORY_DAY))
        of_days(Filter(until=where.until), STORY_DAY)
    if where.story:
        asked = asked.where(table.c.id == number_of(where.story, "s"))
    rows, more = _page(connection, asked, STORY_DAY, table.c.id, limit, after)
    return Page(tuple(made_stories(connection, rows)), more)


def made_stories(connection: Connection, rows: Sequence[AnyRow]) -> list[Story]:
    """Stories of rows of their table."""
    ids = [row.id for row in rows]
    there = members(connection, story_reports, "story_id", ids)
    counts = select(incidents_table.c.story_id, func.count(), func.sum(incidents_table.c.conflicts))
    counts = counts.where(incidents_table.c.story_id.in_(ids)).group_by(incidents_table.c.story_id)
    told = {row[0]: (row[1], int(row[2] or 0)) for row in connection.execute(counts)}
    return [
        Story(
            f"s{row.id}", row.title, When(row.from_day, row.to_day), tuple(there.get((row.id, ""), ())), row.origins,
            *told.get(row.id, (0, 0)),
        )
        for row in rows
    ]  # fmt: skip


def incidents(
    connection: Connection, where: Filter = ALL, *, limit: int = 50, after: str | None = None
) -> Page[Incident]:
    """Incidents, by the day they happened, the newest first; last those whose day is not known."""
    asked = select(INCIDENT_DAY, incidents_table).where(*of_incidents(connection, where))
    rows, more = _page(connection, asked, INCIDENT_DAY, incidents_table.c.id, limit, after)
    return Page(tuple(made_incidents(connection, rows)), more)


def incidents_of(connection: Connection, ids: Sequence[int]) -> list[Incident]:
    """The incidents with these numbers, the newest first."""
    asked = select(INCIDENT_DAY, incidents_table).where(incidents_table.c.id.in_(ids))
    rows = connection.execute(asked.order_by(INCIDENT_DAY.desc(), incidents_table.c.id.desc())).all()
    return made_incidents(connection, rows)


def made_incidents(connection: Connection, rows: Sequence[AnyRow]) -> list[Incident]:
    """Incidents of rows of their table."""
    ids = [row.id for row in rows]
    there = members(connection, incident_reports, "incident_id", ids)
    counts = select(accounts.c.incident_id, func.count()).where(accounts.c.incident_id.in_(ids))
    told = {row[0]: row[1] for row in connection.execute(counts.group_by(accounts.c.incident_id))}
    return [
        Incident(
            f"i{row.id}", row.title, row.kind, when(row), place(row), f"s{row.story_id}" if row.story_id else None,
            tuple(there.get((row.id, "main"), ())), tuple(there.get((row.id, "also"), ())), row.origins,
            told.get(row.id, 0), row.conflicts,
        )
        for row in rows
    ]  # fmt: skip


def when(row: AnyRow) -> When | None:
    """When an incident happened."""
    return None if row.from_day is None and row.to_day is None else When(row.from_day, row.to_day)


def place(row: AnyRow) -> Where | None:
    """Where an incident happened."""
    found = Where(row.place, row.geonames_id, row.lat, row.lon, row.country, row.admin1, row.precision)
    return None if found == Where(None, None, None, None, None, None, None) else found


def origins(
    connection: Connection, where: Filter = ALL, *, limit: int = 50, after: str | None = None
) -> Page[Origin]:
    """Origins, by the publication of the report they are counted from, the newest first."""
    table = origins_table
    asked = select(REPORT_DAY, *REF, table.c.id.label("origin_id"), table.c.agency)
    asked = asked.join_from(reports, table, table.c.first_report_id == reports.c.id)
    asked = asked.where(*of_members(connection, where, origin_reports, "origin_id", table.c.id))
    asked = asked.where(*of_days(where, REPORT_DAY))
    if where.origin:
        asked = asked.where(table.c.id == number_of(where.origin, "o"))
    if where.story:
        mine = story_reports.c.story_id == number_of(where.story, "s")
        inside = select(origin_reports.c.origin_id).join(
            story_reports, story_reports.c.report_id == origin_reports.c.report_id
        )
        asked = asked.where(table.c.id.in_(inside.where(mine)))
    rows, more = _page(connection, asked, REPORT_DAY, reports.c.id, limit, after)
    there = members(connection, origin_reports, "origin_id", [row.origin_id for row in rows])
    made = (
        Origin(f"o{row.origin_id}", row.agency, ReportRef(*row[1:6]), tuple(there.get((row.origin_id, ""), ())))
        for row in rows
    )
    return Page(tuple(made), more)


def _page(
    connection: Connection, asked: Select[Any], day: Any, id: Any, limit: int, after: str | None
) -> tuple[Sequence[AnyRow], str | None]:
    """So many rows by day and id, the highest first, and where the next page begins. Rows begin with these two."""
    wanted = size(limit)
    begin = after_day(after, 1)
    if begin:
        asked = asked.where(tuple_(day, id) < tuple_(literal(begin[0]), literal(begin[1])))
    rows: Sequence[AnyRow] = connection.execute(asked.order_by(day.desc(), id.desc()).limit(wanted + 1)).all()
    if len(rows) <= wanted:
        return rows, None
    last = rows[wanted - 1]
    return rows[:wanted], cursor(last[0], last[1])
