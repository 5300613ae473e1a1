"""Lists of claims and of accounts."""

from __future__ import annotations

from sqlalchemy import Connection

from sayso.queries.filters import Filter
from sayso.queries.types import Account, Claim, Page


def claims(connection: Connection, where: Filter = Filter(), *, limit: int = 50, after: str | None = None) -> Page[Claim]:
    """Claims, those of the newest report first, in it in the order of the text. Rejected ones are left out."""
    raise NotImplementedError


def accounts(
    connection: Connection, where: Filter = Filter(), *, limit: int = 50, after: str | None = None
) -> Page[Account]:
    """Accounts, those of the newest incident first."""
    raise NotImplementedError
