"""What routes are given: a connection to the ledger, and who is asking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Connection

from sayso.ledger.store import Ledger


def reading(request: Request) -> Iterator[Connection]:
    """A connection that sees one state of the ledger for the whole answer."""
    ledger: Ledger = request.app.state.ledger
    with ledger.reading() as connection:
        yield connection


Reading = Annotated[Connection, Depends(reading)]
