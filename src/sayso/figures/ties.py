"""Where and when a figure belongs: the place and the time nearest to it in the words."""

from __future__ import annotations

from collections.abc import Sequence

from sayso._types import Place, Time


def nearest_place(text: str, places: Sequence[Place], start: int, end: int, sentence: tuple[int, int]) -> int | None:
    return None


def nearest_time(text: str, times: Sequence[Time], start: int, end: int, sentence: tuple[int, int]) -> int | None:
    return None
