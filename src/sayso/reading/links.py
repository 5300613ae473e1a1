"""Which name a pronoun or role stands for."""

from __future__ import annotations

_EDGES = (5, 15, 40, 100, 250)


def distance(query: int, candidate: int) -> int:
    """Bucket of how far a candidate stands from the mention in question, in words: 0-5 before it, 6-11 after."""
    gap = query - candidate
    bucket = sum(abs(gap) > edge for edge in _EDGES)
    return bucket if gap >= 0 else bucket + 6
