"""What a report says of itself that a map, a calendar or addition can confirm or contradict."""

from __future__ import annotations

from collections.abc import Sequence

from sayso._types import Check, Figure, Place, Time
from sayso.checks.calendar import calendar_checks
from sayso.checks.distance import distance_checks
from sayso.checks.sums import sum_checks


def check(
    text: str,
    times: Sequence[Time],
    places: Sequence[Place],
    figures: Sequence[Figure],
    published: str | None,
) -> tuple[Check, ...]:
    """All checks of a text, in the order of the words. `published` is ISO 8601 or None."""
    found = [*sum_checks(text, figures), *calendar_checks(text, times, published), *distance_checks(text, places)]
    return tuple(sorted(found, key=lambda c: (c.start, c.end)))


__all__ = ["check"]
