"""Which claim carries a time, a place or a figure."""

from __future__ import annotations

from collections.abc import Sequence

from sayso._types import Claim


def carrier(claims: Sequence[Claim], start: int, end: int) -> str | None:
    """Id of the innermost claim whose content holds `[start, end)`; None when the reporter says so."""
    best: tuple[int, str] | None = None
    for claim in claims:
        for piece in claim.content:
            if piece.start <= start and end <= piece.end:
                size = sum(p.end - p.start for p in claim.content)
                if best is None or size < best[0]:
                    best = (size, claim.id)
    return best[1] if best else None
