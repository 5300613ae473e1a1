"""Figures: counts of people killed, injured, missing, arrested, displaced and abducted, by a grammar.

No part of it is trained. Sentences without a word of harm are passed over, so most of a report costs nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sayso._types import Casualty, Claim, Figure, Place, Time
from sayso.figures.find import in_sentence
from sayso.figures.parts import of_those_told
from sayso.figures.sentences import bounds, words
from sayso.figures.ties import nearest_place, nearest_time
from sayso.figures.triggers import hints, triggers
from sayso.reading.carrier import carrier


def find_figures(
    text: str, claims: Sequence[Claim], times: Sequence[Time], places: Sequence[Place]
) -> tuple[Figure, ...]:
    """Every count of people in a text, in the order of the words, tied to who says it, where and when.

    Pure: the same text, claims, times and places give the same figures. Never raises.
    """
    out: list[Figure] = []
    before: Casualty | None = None
    marks = hints(text)
    for start, end in bounds(text) if marks else ():
        if bisect_left(marks, start) == bisect_left(marks, end):
            continue
        s = words(text, start, end)
        first = len(out)
        order = in_sentence(s, triggers(text, s), before)
        for found in order:
            a, b = s.starts[found.start], s.ends[found.end - 1]
            out.append(
                Figure(
                    start=a,
                    end=b,
                    text=text[a:b],
                    kind=found.kind,
                    low=found.low,
                    high=found.high,
                    claim=carrier(claims, a, b),
                    where=nearest_place(text, places, a, b, (start, end)),
                    when=nearest_time(times, a, b, (start, end)),
                    part_of=first + order.index(found.part) if found.part is not None else None,
                )
            )
        if len(out) > first:
            before = out[-1].kind
    return of_those_told(out)


__all__ = ["find_figures"]
