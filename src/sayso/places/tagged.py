"""A toponym as it is handed from what spots it to what places it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso._types import Usage


@dataclass(frozen=True, slots=True)
class Tagged:
    """A toponym at `[start, end)` of the report and what it is used for."""

    start: int
    end: int
    text: str
    usage: Usage
