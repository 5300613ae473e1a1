"""What routes are given, and what they ask of everybody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Connection

from sayso.ledger.store import Ledger
from sayso.queries.speakers import public


async def opened(request: Request) -> Ledger:
    """The ledger. Routes take a connection from it and give it back in their own thread, so that none who waits for a
    connection keeps one who has it from going on."""
    ledger: Ledger = request.app.state.ledger
    return ledger


Opened = Annotated[Ledger, Depends(opened)]


def listed(connection: Connection, speakers: Iterable[tuple[str | None, str | None]]) -> frozenset[str]:
    """Those of these speakers (name, kind) who have a page: private persons have none."""
    kinds = {name: kind for name, kind in speakers if name is not None}
    persons = [name for name, kind in kinds.items() if kind == "person"]
    others = {name for name, kind in kinds.items() if kind not in (None, "person")}
    return frozenset(others | public(connection, persons))
