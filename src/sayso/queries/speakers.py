"""Who speaks: public speakers only (docs/queries.md says who that is)."""

from __future__ import annotations

from sqlalchemy import Connection

from sayso.queries.filters import Filter
from sayso.queries.types import Page, Speaker, SpeakerPage


def speakers(
    connection: Connection, where: Filter = Filter(), *, limit: int = 50, after: str | None = None
) -> Page[Speaker]:
    """Public speakers by name. With `Filter.speaker`, those whose name begins with it."""
    raise NotImplementedError


def speaker(connection: Connection, name: str) -> SpeakerPage | None:
    """A public speaker by the name in the list; None where there is none, or it is no public speaker's."""
    raise NotImplementedError
