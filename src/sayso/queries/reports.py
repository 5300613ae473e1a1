"""Lists of reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, literal, select, tuple_

from sayso.ledger.schema import claims, incident_reports, origin_reports
from sayso.ledger.schema import reports as reports_table
from sayso.queries.filters import ALL, REPORT_DAY, Filter, not_rejected, of_reports, said
from sayso.queries.paging import after_day, cursor, size
from sayso.queries.rows import REF, AnyRow
from sayso.queries.types import Page, ReportRow

_AROUND = 90  # characters of a snippet before and after what was searched for


def reports(
    connection: Connection, where: Filter = ALL, *, limit: int = 50, after: str | None = None
) -> Page[ReportRow]:
    """Reports, the newest first. `snippet` shows the words searched for in their surroundings."""
    wanted, begin, table = size(limit), after_day(after, 1), reports_table
    asked = select(*REF, REPORT_DAY.label("day"), table.c.url, table.c.version)
    asked = asked.where(*of_reports(connection, where, text=True))
    asked = asked.where(*said(connection, where, table.c.id))
    if begin:
        asked = asked.where(tuple_(REPORT_DAY, table.c.id) < tuple_(literal(begin[0]), literal(begin[1])))
    found: Sequence[AnyRow] = connection.execute(
        asked.order_by(REPORT_DAY.desc(), table.c.id.desc()).limit(wanted + 1)
    ).all()
    rows, more = found[:wanted], len(found) > wanted
    made = tuple(_made(connection, rows, where.text))
    return Page(made, cursor(rows[-1].day, rows[-1].id) if more else None)


def _made(connection: Connection, rows: Sequence[AnyRow], text: str | None) -> list[ReportRow]:
    ids = [row.id for row in rows]
    count = select(claims.c.report_id, func.count()).where(claims.c.report_id.in_(ids), not_rejected())
    number = {row[0]: row[1] for row in connection.execute(count.group_by(claims.c.report_id))}
    origin = _belongs(connection, origin_reports, "origin_id", ids)
    incident = _belongs(connection, incident_reports, "incident_id", ids)
    texts: dict[int, str] = {}
    if text:
        asked = select(reports_table.c.id, reports_table.c.text).where(reports_table.c.id.in_(ids))
        texts = {row[0]: row[1] for row in connection.execute(asked)}
    return [
        ReportRow(
            row.id, row.input_id, row.title, row.published, row.publisher, row.url, row.version, number.get(row.id, 0),
            f"o{origin[row.id]}" if row.id in origin else None, f"i{incident[row.id]}" if row.id in incident else None,
            snippet(texts[row.id], text) if text else None,
        )
        for row in rows
    ]  # fmt: skip


def _belongs(connection: Connection, table: Any, column: str, ids: Sequence[int]) -> dict[int, int]:
    asked = select(table.c.report_id, table.c[column]).where(table.c.report_id.in_(ids))
    if "role" in table.c:
        asked = asked.where(table.c.role == "main")
    return {row[0]: row[1] for row in connection.execute(asked)}


def snippet(text: str, query: str) -> str:
    """Words of a text around the first of those searched for; its beginning where only other forms are there."""
    at = 0
    for word in re.findall(r"\w+", query):
        found = re.search(rf"\b{re.escape(word[:6])}", text, re.IGNORECASE)
        if found:
            at = found.start()
            break
    start, end = max(0, at - _AROUND), min(len(text), at + _AROUND)
    shown = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}"
