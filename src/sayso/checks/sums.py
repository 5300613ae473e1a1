"""Checks by addition: "12 killed, seven of them soldiers and six civilians"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from sayso._types import Check, Figure

_OPEN = re.compile(r"\b(?:includ\w*|among|amongst|at least)\b", re.IGNORECASE)
_FARTHEST = 400  # characters over which a whole and its parts are told


def sum_checks(text: str, figures: Sequence[Figure]) -> Iterator[Check]:
    """One check for every figure whose parts are told with it, where the numbers can agree or contradict each other.

    Parts told as some of many ("including three children") contradict only when one of them is more than the whole:
    a child may be a woman too.
    """
    for k, whole in enumerate(figures):
        parts = [f for f in figures if f.part_of == k and f.kind == whole.kind]
        if not parts or whole.low == whole.high == 0:
            continue
        start, end = min(f.start for f in (whole, *parts)), max(f.end for f in (whole, *parts))
        if end - start > _FARTHEST:
            continue
        listed = len(parts) > 1 and not _OPEN.search(text, min(whole.end, parts[0].start), parts[0].start)
        verdict = _verdict(whole, parts, listed=listed)
        if verdict is not None:
            total = _span(_sum(f.low for f in parts), _sum(f.high for f in parts))
            sum_of = " + ".join(_span(f.low, f.high) for f in parts)
            finds = f"{sum_of} = {total}" if len(parts) > 1 else sum_of
            yield Check(start, end, text[start:end], "sum", _span(whole.low, whole.high), finds, verdict)


def _verdict(
    whole: Figure, parts: Sequence[Figure], *, listed: bool
) -> Literal["holds", "does not hold", "cannot tell"] | None:
    """None where nothing is to be added up: some of the whole are told of, and they are no more than it."""
    if any(f.low is not None and whole.high is not None and f.low > whole.high for f in parts):
        return "does not hold"
    if not listed:
        return None
    low, high = _sum(f.low for f in parts), _sum(f.high for f in parts)
    if low is not None and whole.high is not None and low > whole.high:
        return "does not hold"
    if None in (low, high, whole.low, whole.high):
        return "cannot tell"
    if low == high == whole.low == whole.high:
        return "holds"
    return "cannot tell"  # fewer than the whole: of the others nothing is said


def _sum(values: Iterator[int | None] | Sequence[int | None]) -> int | None:
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _span(low: int | None, high: int | None) -> str:
    if low is not None and low == high:
        return str(low)
    if high is None:
        return f"at least {low}" if low is not None else "some"
    return f"{low} to {high}" if low is not None else f"at most {high}"
