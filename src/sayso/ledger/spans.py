"""Every span of a reading is checked against the report's text before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sayso._errors import InputError
from sayso._types import Reading


class Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


def check_spans(reading: Reading) -> None:
    """Raises InputError where a span does not give its words, or a row refers to one that is not there."""
    text = reading.text
    for what, span in _spans(reading):
        if not 0 <= span.start <= span.end <= len(text) or text[span.start : span.end] != span.text:
            raise InputError(f"a fault in sayso: {what} {span.start}-{span.end} is not {span.text[:40]!r} in the text")
    _check_references(reading)


def _spans(reading: Reading) -> Iterator[tuple[str, Spanned]]:
    for claim in reading.claims:
        for span in (claim.source, claim.cue, *claim.content):
            if span is not None:
                yield claim.id, span
    yield from (("name", name) for name in reading.names)
    yield from (("time", time) for time in reading.times)
    for place in reading.places:
        yield "place", place
        if place.relation is not None:
            yield "relation", place.relation
    yield from (("figure", figure) for figure in reading.figures)
    yield from (("check", check) for check in reading.checks)


def _check_references(reading: Reading) -> None:
    claims = {claim.id for claim in reading.claims}
    times, places, figures = reading.times, reading.places, reading.figures
    if len(claims) < len(reading.claims):
        raise InputError("a fault in sayso: two claims have one id")
    carried = {time.claim for time in times} | {place.claim for place in places} | {f.claim for f in figures}
    if not {claim.within for claim in reading.claims} | carried <= claims | {None}:
        raise InputError("a fault in sayso: something lies in a claim that is not there")
    numbers = [(figure.where, len(places)) for figure in figures]
    numbers += [(figure.when, len(times)) for figure in figures]
    numbers += [(figure.part_of, len(figures)) for figure in figures]
    numbers += [(place.relation.other, len(places)) for place in places if place.relation]
    if any(number is not None and not 0 <= number < count for number, count in numbers):
        raise InputError("a fault in sayso: something refers to a time, place or figure that is not there")
