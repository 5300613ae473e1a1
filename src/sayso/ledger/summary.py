"""How a ledger stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, func, select

from sayso.ledger.schema import claims, incidents, judgements, migrations, origins, readings, refusals, reports, stories


def count_reports(connection: Connection) -> int:
    """How many reports there are, versions counted each."""
    return connection.scalar(select(func.count()).select_from(reports)) or 0


def summary_of(connection: Connection) -> dict[str, Any]:
    """What `sayso status --json` prints: numbers of rows, the span of days, and the reports by reader."""
    first, last = connection.execute(
        select(func.min(reports.c.published_day), func.max(reports.c.published_day))
    ).one()
    newer = select(func.count()).select_from(reports).where(reports.c.version > 1)
    by_reader = select(readings.c.reader, func.count()).group_by(readings.c.reader).order_by(readings.c.reader)
    counted = {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in (claims, origins, stories, incidents, judgements, refusals)
    }
    return {
        "reports": count_reports(connection),
        "new_versions": connection.scalar(newer) or 0,
        "first_published": first,
        "last_published": last,
        **counted,
        "readers": {reader: number for reader, number in connection.execute(by_reader)},
        "schema": connection.scalar(select(func.max(migrations.c.number))),
    }


def refusals_of(connection: Connection) -> Iterable[Row[Any]]:
    """Every refusal, the latest first, streamed."""
    columns = [column for column in refusals.c if column.name != "id"]
    asked = select(*columns).order_by(refusals.c.last_refused.desc(), refusals.c.id.desc())
    return connection.execute(asked.execution_options(yield_per=1000))
