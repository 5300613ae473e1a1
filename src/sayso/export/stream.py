"""What is exported, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection

from sayso.queries import Filter, Page

_PAGE = 200


def pages(
    ask: Callable[..., Page[Any]], connection: Connection, chosen: Filter, limit: int | None
) -> Iterator[tuple[Any, ...]]:
    """Items of a list, page by page, to its end or the limit."""
    after, left = None, limit
    while left is None or left > 0:
        page = ask(connection, chosen, limit=min(_PAGE, left or _PAGE), after=after)
        if page.items:
            yield page.items
        left = None if left is None else left - len(page.items)
        after = page.after
        if after is None:
            return
