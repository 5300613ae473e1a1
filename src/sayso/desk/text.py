"""A report's text with everything that was found in it marked, as HTML.

Marks may lie in one another and may cross; elements may only lie in one another. So marks are sorted by where they
begin, longer ones first, and a mark that crosses the end of the one it began in is cut there and goes on behind it.
Paragraphs cut all marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from sayso._types import Claim, Reading
from sayso.queries.types import ReportPage

_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
# What lies outside where two marks cover the same words.
_RANKS = {"copy": 0, "at": 1, "content": 2, "source": 3, "cue": 4, "figure": 5, "time": 6, "place": 6, "name": 7}


@dataclass(frozen=True)
class Mark:
    """`[start, end)` of the text is one of `layer`. `id` is its address, `claim` the claim it is a part of."""

    start: int
    end: int
    layer: str
    id: str = ""
    claim: str = ""
    kind: str = ""
    note: str = ""
    first: bool = True  # whether it begins here rather than goes on


def html(text: str, marks: Iterable[Mark]) -> Markup:
    """Paragraphs with the marks as elements."""
    left = sorted((mark for mark in marks if 0 <= mark.start < mark.end <= len(text)), key=_order)
    out: list[str] = []
    for start, end in _paragraphs(text):
        inside, left = _divide(left, start, end)
        out.append("<p>")
        _write(text, start, end, inside, out, linked=False)
        out.append("</p>\n")
    return Markup("".join(out))


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, _RANKS[mark.layer]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _divide(marks: Sequence[Mark], start: int, end: int) -> tuple[list[Mark], list[Mark]]:
    """The parts of sorted marks within `[start, end)`, and what is left of them behind it."""
    inside: list[Mark] = []
    behind: list[Mark] = []
    for k, mark in enumerate(marks):
        if mark.start >= end:
            behind += marks[k:]
            break
        if mark.end > start:
            begin = max(mark.start, start)
            inside.append(replace(mark, start=begin, end=min(mark.end, end)))
            if mark.end > end:
                behind.append(replace(mark, start=end, first=False))
    inside.sort(key=_order)
    behind.sort(key=_order)
    return inside, behind


def _write(text: str, start: int, end: int, marks: list[Mark], out: list[str], *, linked: bool) -> None:
    while marks:
        mark, *others = marks
        inside, marks = _divide(others, mark.start, mark.end)
        out.append(escape(text[start : mark.start]))
        link = mark.layer == "cue" and not linked
        tag = "a" if link else "mark" if mark.layer == "at" else "span"
        out.append(_opening(mark, tag))
        _write(text, mark.start, mark.end, inside, out, linked=linked or link)
        out.append(f"</{tag}>")
        start = mark.end
    out.append(escape(text[start:end]))


def _opening(mark: Mark, tag: str) -> str:
    parts = [f'<{tag} class="{escape(f"{mark.layer} {mark.kind}".strip())}"']
    if mark.id and mark.first:
        parts.append(f'id="{escape(mark.id)}"')
    if mark.claim:
        parts.append(f'data-claim="{escape(mark.claim)}"')
    if mark.note:
        parts.append(f'title="{escape(mark.note)}"')
    if tag == "a":
        parts.append(f'href="#card-{escape(mark.claim)}"')
    return " ".join(parts) + ">"


def marks(page: ReportPage, at: tuple[int, int] | None = None) -> Iterator[Mark]:
    """Everything found in a report. at: a span that was asked for."""
    reading = page.reading
    rejected = {row.claim for row in page.rejected}
    depth = depths(reading)
    for claim in reading.claims:
        yield from _claim(claim, depth[claim.id], "rejected" if claim.id in rejected else "")
    for k, name in enumerate(reading.names):
        yield Mark(name.start, name.end, "name", f"n{k}", kind=name.kind, note=f"{name.kind}: {name.name}")
    for k, time in enumerate(reading.times):
        note = f"{time.type.lower()}: {time.value or 'not resolved'}"
        yield Mark(time.start, time.end, "time", f"t{k}", note=note)
    for k, place in enumerate(getattr(reading, "places", ())):
        lies = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
        note = f"{place.usage}: {lies or 'unknown'}"
        yield Mark(place.start, place.end, "place", f"p{k}", kind=place.usage, note=note)
    for k, figure in enumerate(reading.figures):
        least, most = ("?" if n is None else str(n) for n in (figure.low, figure.high))
        note = f"{figure.kind}: {least}" if least == most else f"{figure.kind}: {least} to {most}"
        yield Mark(figure.start, figure.end, "figure", f"f{k}", kind=figure.kind, note=note)
    for passage in page.passages:
        words = "copied from" if passage.taken else "copied by"
        note = f"{words} {passage.other.publisher or passage.other.title or passage.other.id}"
        for k, row in enumerate(passage.sentences):
            yield Mark(row.start, row.end, "copy", f"copy-{passage.other.number}-{k}", note=note)
    if at is not None:
        yield Mark(*at, "at", "at")


def _claim(claim: Claim, depth: int, rejected: str) -> Iterator[Mark]:
    for k, piece in enumerate(claim.content):
        kind = f"act-{claim.act} depth-{min(depth, 3)} {rejected}".strip()
        yield Mark(piece.start, piece.end, "content", claim.id if k == 0 else f"{claim.id}-{k}", claim.id, kind)
    if claim.source:
        yield Mark(claim.source.start, claim.source.end, "source", f"{claim.id}-source", claim.id)
    if claim.cue:
        yield Mark(claim.cue.start, claim.cue.end, "cue", f"{claim.id}-cue", claim.id)


def depths(reading: Reading) -> dict[str, int]:
    """In how many other claims each claim lies."""
    within = {claim.id: claim.within for claim in reading.claims}
    found: dict[str, int] = {}
    for claim in reading.claims:
        seen: list[str] = []
        at = claim.within
        while at is not None and at not in seen:
            seen.append(at)
            at = within.get(at)
        found[claim.id] = len(seen)
    return found
