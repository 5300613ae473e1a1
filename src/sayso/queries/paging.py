"""Cursors: where the next page of a list begins, as a short text that is safe in a URL."""

from __future__ import annotations

import re

from sayso._errors import InputError

MOST = 500  # items a page at most
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)?")


def cursor(*parts: object) -> str:
    """The key of the last item of a page."""
    return "~".join(map(str, parts))


def after_day(after: str | None, numbers: int) -> tuple[str, int, int] | None:
    """A day (or "") and so many numbers, one or two; 0 for the second where there is one.

    Raises InputError for what no page gave out.
    """
    if not after:
        return None
    day, *rest = after.split("~")
    if len(rest) != numbers or not _DAY.fullmatch(day) or not all(re.fullmatch(r"\d{1,18}", part) for part in rest):
        raise InputError(f"{after[:40]!r}: not where a page begins")
    found = [*map(int, rest), 0]
    return day, found[0], found[1]


def size(limit: int) -> int:
    """How many items a page has. Raises InputError where that is none."""
    if limit < 1:
        raise InputError("a page has at least one item")
    return min(limit, MOST)
