"""Incidents on the map and on the time line."""

from __future__ import annotations

from sqlalchemy import Connection

from sayso.queries.filters import Filter
from sayso.queries.types import Day, Point


def points(connection: Connection, where: Filter = Filter(), *, limit: int = 2000) -> tuple[Point, ...]:
    """The newest incidents that have coordinates."""
    raise NotImplementedError


def days(connection: Connection, where: Filter = Filter(), *, limit: int = 366) -> tuple[Day, ...]:
    """Days on which incidents began or reports were published, the latest first; of `where` only since and until."""
    raise NotImplementedError
