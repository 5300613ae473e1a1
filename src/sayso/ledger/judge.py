"""Judgements: decisions of people, added and never changed. What is judged is a report, a span of it, or two sides.

Every function works inside the caller's transaction (`Ledger.writing()`), and what follows from the judgement (rows
corrected, links made anew) is done in it. All raise InputError, on one line, where what is judged is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import Connection

from sayso.queries.types import Judgement

Linked = Literal["incident", "origin", "story"]
Found = Literal["claim", "time", "place", "figure"]


def same(
    connection: Connection, target: Linked, reports: Sequence[int], *, author: str, reason: str | None = None
) -> int:
    """These reports (numbers, two or more) belong together: merges what they are in. The judgement's number."""
    raise NotImplementedError


def different(
    connection: Connection,
    target: Linked,
    reports: Sequence[int],
    others: Sequence[int] | None = None,
    *,
    author: str,
    reason: str | None = None,
) -> int:
    """None of these reports belongs with any of the others: splits. Others None: all that are with them now."""
    raise NotImplementedError


def verdict(
    connection: Connection,
    kind: Literal["accept", "reject"],
    target: Found,
    report: int,
    start: int,
    end: int,
    *,
    author: str,
    reason: str | None = None,
) -> int:
    """What was found at this span (of a claim: its cue, else its first content) is right, or is not to count."""
    raise NotImplementedError


def correct(
    connection: Connection,
    target: Found,
    report: int,
    start: int,
    end: int,
    field: str,
    value: str | int | float | None,
    *,
    author: str,
    reason: str | None = None,
) -> int:
    """A field of what was found there should be `value`. Fields: `FIELDS`."""
    raise NotImplementedError


#: What can be corrected of each.
FIELDS: dict[Found, tuple[str, ...]] = {
    "claim": ("speaker", "speaker_kind", "act", "hedged"),
    "time": ("value", "from", "to"),
    "place": ("name", "geonames_id", "lat", "lon", "country", "admin1", "precision"),
    "figure": ("kind", "low", "high"),
}


def undo(connection: Connection, number: int, *, author: str, reason: str | None = None) -> int:
    """Take a judgement back (an undo too). The number of the judgement that does."""
    raise NotImplementedError


def history(
    connection: Connection, *, report: int | None = None, limit: int = 100, before: int | None = None
) -> tuple[Judgement, ...]:
    """Judgements, the latest first; of one report, or all. `before`: only those with smaller numbers."""
    raise NotImplementedError
