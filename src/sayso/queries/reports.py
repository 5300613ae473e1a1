"""Lists of reports."""

from __future__ import annotations

from sqlalchemy import Connection

from sayso.queries.filters import Filter
from sayso.queries.types import Page, ReportRow


def reports(
    connection: Connection, where: Filter = Filter(), *, limit: int = 50, after: str | None = None
) -> Page[ReportRow]:
    """Reports, the newest first. `snippet` shows the words searched for in their surroundings."""
    raise NotImplementedError
