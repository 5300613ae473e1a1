"""Lists of stories, incidents and origins."""

from __future__ import annotations

from sqlalchemy import Connection

from sayso.queries.filters import Filter
from sayso.queries.types import Incident, Origin, Page, Story


def stories(connection: Connection, where: Filter = Filter(), *, limit: int = 50, after: str | None = None) -> Page[Story]:
    """Stories, by the day of their last report, the newest first."""
    raise NotImplementedError


def incidents(
    connection: Connection, where: Filter = Filter(), *, limit: int = 50, after: str | None = None
) -> Page[Incident]:
    """Incidents, by the day they happened, the newest first; last those whose day is not known."""
    raise NotImplementedError


def origins(
    connection: Connection, where: Filter = Filter(), *, limit: int = 50, after: str | None = None
) -> Page[Origin]:
    """Origins, by the publication of the report they are counted from, the newest first."""
    raise NotImplementedError
