"""Everything about one report, incident, story or origin. None where there is none."""

from __future__ import annotations

from sqlalchemy import Connection

from sayso.queries.types import IncidentPage, OriginPage, ReportPage, StoryPage


def incident(connection: Connection, id: str) -> IncidentPage | None:
    """The incident with an id such as `i12`."""
    raise NotImplementedError


def report(connection: Connection, number: int) -> ReportPage | None:
    """The report with this number in the ledger."""
    raise NotImplementedError


def story(connection: Connection, id: str) -> StoryPage | None:
    """The story with an id such as `s3`."""
    raise NotImplementedError


def origin(connection: Connection, id: str) -> OriginPage | None:
    """The origin with an id such as `o4`."""
    raise NotImplementedError


def resolve(connection: Connection, name: str) -> str | None:
    """What a name a person typed stands for: `i12`, `s3`, `o4` where there is such a one; else `r7` for `r7` or for the
    id the input gave a report (its newest version). None where nothing has that name."""
    raise NotImplementedError
