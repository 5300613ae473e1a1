"""Incidents on the map and on the time line."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from sayso.ledger.schema import incidents, reports
from sayso.queries.filters import ALL, INCIDENT_DAY, Filter, of_days, of_incidents
from sayso.queries.types import Day, Point


def points(connection: Connection, where: Filter = ALL, *, limit: int = 2000) -> tuple[Point, ...]:
    """The newest incidents that have coordinates."""
    table = incidents.c
    asked = select(
        table.id, table.title, table.kind, table.from_day, table.lat, table.lon, table.precision, table.reports,
        table.conflicts,
    ).where(table.lat.is_not(None), table.lon.is_not(None), *of_incidents(connection, where))  # fmt: skip
    rows = connection.execute(asked.order_by(INCIDENT_DAY.desc(), table.id.desc()).limit(limit))
    return tuple(Point(f"i{row[0]}", *row[1:]) for row in rows)


def days(connection: Connection, where: Filter = ALL, *, limit: int = 366) -> tuple[Day, ...]:
    """Days on which incidents began or reports were published, the latest first; of `where` only since and until."""
    counts: list[dict[str, int]] = []
    for day in (reports.c.published_day, incidents.c.from_day):
        asked = select(day, func.count()).where(day.is_not(None), *of_days(where, day)).group_by(day)
        counts.append({row[0]: row[1] for row in connection.execute(asked.order_by(day.desc()).limit(limit))})
    told, began = counts
    listed = sorted({*told, *began}, reverse=True)[:limit]
    return tuple(Day(day, told.get(day, 0), began.get(day, 0)) for day in listed)
