"""What several answers have in common: reports named in them, and which reports a cluster has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, Table, select

from sayso.ledger.schema import incident_reports, reports
from sayso.queries.types import ReportRef

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

#: What a `ReportRef` is made of.
REF = (reports.c.id, reports.c.input_id, reports.c.title, reports.c.published, reports.c.publisher)


def ref(row: AnyRow) -> ReportRef:
    """From a row that begins with `REF`."""
    return ReportRef(row[0], row[1], row[2], row[3], row[4])


def refs(connection: Connection, numbers: Sequence[int]) -> dict[int, ReportRef]:
    """Reports by their numbers."""
    found: dict[int, ReportRef] = {}
    for some in parts(sorted(set(numbers))):
        found |= {row[0]: ref(row) for row in connection.execute(select(*REF).where(reports.c.id.in_(some)))}
    return found


def refs_by_ids(connection: Connection, incidents: Sequence[int]) -> dict[int, list[ReportRef]]:
    """The reports whose main incident each is, by publication."""
    found: dict[int, list[ReportRef]] = {}
    for some in parts(incidents):
        asked = select(*REF, incident_reports.c.incident_id).join(
            incident_reports, incident_reports.c.report_id == reports.c.id
        )
        asked = asked.where(incident_reports.c.incident_id.in_(some), incident_reports.c.role == "main")
        for row in connection.execute(asked.order_by(reports.c.published, reports.c.id)):
            found.setdefault(row[5], []).append(ref(row))
    return found


def members(connection: Connection, table: Table, column: str, ids: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    """Ids, as the input gave them, of the reports of clusters, by cluster and role ("" where there is no role)."""
    found: dict[tuple[int, str], list[str]] = {}
    asked = [table.c[column], reports.c.input_id, *([table.c.role] if "role" in table.c else [])]
    for some in parts(ids):
        rows = select(*asked).join(reports, reports.c.id == table.c.report_id).where(table.c[column].in_(some))
        for cluster, input_id, *role in connection.execute(rows.order_by(table.c.report_id)):
            found.setdefault((cluster, role[0] if role else ""), []).append(input_id)
    return found


def parts(values: Sequence[int], many: int = 500) -> list[Sequence[int]]:
    """Values in portions that fit a statement."""
    return [values[start : start + many] for start in range(0, len(values), many)]
