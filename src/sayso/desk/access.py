"""What routes are given: a connection to the ledger, and who is asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Connection

from sayso.ledger.store import Ledger
from sayso.queries.speakers import public


def reading(request: Request) -> Iterator[Connection]:
    """A connection that sees one state of the ledger for the whole answer."""
    ledger: Ledger = request.app.state.ledger
    with ledger.reading() as connection:
        yield connection


Reading = Annotated[Connection, Depends(reading)]


def listed(connection: Connection, speakers: Iterable[tuple[str | None, str | None]]) -> frozenset[str]:
    """Those of these speakers (name, kind) who have a page: private persons have none."""
    kinds = {name: kind for name, kind in speakers if name is not None}
    persons = [name for name, kind in kinds.items() if kind == "person"]
    others = {name for name, kind in kinds.items() if kind not in (None, "person")}
    return frozenset(others | public(connection, persons))
