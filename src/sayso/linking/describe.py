"""What an incident is: when, where, what kind, which parties, each resting on words of its reports. Pure functions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, TypeVar

import msgspec

from sayso._types import Place, Reading, Span, Time
from sayso.linking.accounts import Account, Conflict, Telling, accounts, conflicts, tellings
from sayso.linking.credits import AGENCIES
from sayso.linking.kinds import Kind, kind_of

_OPENING = 700  # characters in which a report says what it is about
_LONGEST = 7  # days: what is longer is no time of an incident
_PARTIES = 6
_FINEST = ("exact", "within", "district", "region", "country")
_UNKNOWN = 2
_Value = TypeVar("_Value")


class Evidence(msgspec.Struct, frozen=True):
    """Words of a report that something of an incident rests on; `value` is what they come to."""

    respect: Literal["when", "where", "kind", "party"]
    value: str
    report: str
    span: Span


class When(msgspec.Struct, frozen=True):
    """First and last day (ISO dates), and the expression's TIMEX3 value."""

    from_: str
    to: str
    value: str


class Where(msgspec.Struct, frozen=True):
    """A place, as in `Place`."""

    name: str
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: str | None


class Brief(msgspec.Struct, frozen=True):
    """What one report says of its main incident, small enough to be kept beside it."""

    report: str
    published: str
    title: str | None
    kind: Kind
    kind_score: float
    kind_spans: tuple[Span, ...]
    when: tuple[tuple[When, Span], ...]
    where: tuple[tuple[Where, Span], ...]
    parties: tuple[tuple[str, Span], ...]
    tellings: tuple[Telling, ...]


class Incident(msgspec.Struct, frozen=True):
    """An incident as its reports tell it. What no report's words give is None or empty."""

    id: str
    title: str | None
    kind: Kind
    when: When | None
    where: Where | None
    parties: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    reports: tuple[str, ...]
    also: tuple[str, ...]
    origins: int
    accounts: tuple[Account, ...]
    conflicts: tuple[Conflict, ...]


def brief(reading: Reading) -> Brief:
    """What a reading says of its main incident."""
    kind = kind_of(reading.text, reading.title)
    when = tuple(_times(reading))
    span = (when[0][0].from_, when[0][0].to) if when else None
    return Brief(
        reading.id,
        reading.published or "",
        reading.title,
        kind.kind,
        kind.score,
        kind.spans,
        when,
        tuple(_places(reading)),
        tuple(_parties(reading)),
        tellings(reading, span),
    )


def incident(name: str, briefs: Sequence[Brief], also: Iterable[str], origin: Mapping[str, str]) -> Incident:
    """Put the reports of an incident together. Every origin has one voice, whatever the number of its copies."""
    told = sorted(briefs, key=lambda b: (b.published or "9", b.report))
    voices: dict[str, Brief] = {}
    for b in told:
        voices.setdefault(origin.get(b.report, b.report), b)
    first = list(voices.values())
    kind: Kind = _vote((b.kind, b.kind_score) for b in first if b.kind != "other") or "other"
    when = _vote((w, 1.0) for b in first for w, _ in b.when[:1])
    where = _where(first)
    parties = _ranked(name for b in first for name in dict.fromkeys(n for n, _ in b.parties))
    found = accounts((t for b in told for t in b.tellings), origin)
    return Incident(
        name,
        next((b.title for b in told if b.title), None),
        kind,
        when,
        where,
        parties,
        tuple(_evidence(told, kind, when, where, parties)),
        tuple(b.report for b in told),
        tuple(sorted(also)),
        len(voices),
        found,
        conflicts(found),
    )


def _times(reading: Reading) -> Iterable[tuple[When, Span]]:
    """Days in the opening that are not after publication; a range of more than a week is no time of an incident."""
    times: Sequence[Time] = getattr(reading, "times", ())
    last = (reading.published or "9999")[:10]
    for t in times:
        if t.start >= _OPENING or t.type not in ("DATE", "TIME") or not (t.from_ and t.to and t.value):
            continue
        if t.from_[:10] <= last and _length(t.from_, t.to) <= _LONGEST:
            yield When(t.from_, t.to, t.value), Span(t.start, t.end, t.text)


def _length(start: str, end: str) -> int:
    try:
        return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days
    except ValueError:
        return _LONGEST + 1


def _places(reading: Reading) -> Iterable[tuple[Where, Span]]:
    places: Sequence[Place] = getattr(reading, "places", ())
    for p in places:
        if p.start < _OPENING and p.usage == "literal":
            # What no map knows goes by the report's own words, without a point.
            name = p.name or (p.text.title() if p.text.isupper() else p.text)
            made = Where(name, p.geonames_id, p.lat, p.lon, p.country, p.admin1, p.precision)
            yield made, Span(p.start, p.end, p.text)


def _parties(reading: Reading) -> Iterable[tuple[str, Span]]:
    """Organizations and groups in the opening, but not who reports. Persons are never parties."""
    outlets = {a.lower() for a in AGENCIES} | {(reading.publisher or "").lower()}
    for n in reading.names:
        if n.start < _OPENING and n.kind in ("organization", "group") and n.name.lower() not in outlets:
            yield n.name, Span(n.start, n.end, n.text)


def _vote(votes: Iterable[tuple[_Value, float]]) -> _Value | None:
    """The value with the most weight; of equals the one that sorts first."""
    total: dict[_Value, float] = defaultdict(float)
    for value, weight in votes:
        total[value] += weight
    return min(total, key=lambda v: (-round(total[v], 6), repr(v))) if total else None


def _where(first: Sequence[Brief]) -> Where | None:
    """The place most origins name early, finer before coarser: a town rather than its country."""
    votes: dict[Where, float] = defaultdict(float)
    for b in first:
        for k, (place, _) in enumerate(b.where[:4]):
            # A place that no map knows is most often a town, and named all the same.
            fine = _FINEST.index(place.precision) if place.precision in _FINEST else _UNKNOWN
            votes[place] += (1 - 0.15 * k) * (1 - 0.15 * fine)
    return _vote(votes.items())


def _ranked(names: Iterable[str]) -> tuple[str, ...]:
    count = Counter(names)
    return tuple(sorted(count, key=lambda n: (-count[n], n))[:_PARTIES])


def _evidence(
    told: Sequence[Brief], kind: Kind, when: When | None, where: Where | None, parties: Sequence[str]
) -> Iterable[Evidence]:
    for b in told:
        if b.kind == kind != "other":
            yield from (Evidence("kind", kind, b.report, span) for span in b.kind_spans)
        yield from (Evidence("when", w.value, b.report, span) for w, span in b.when if w == when)
        yield from (Evidence("where", w.name, b.report, span) for w, span in b.where if w == where)
        yield from (Evidence("party", name, b.report, span) for name, span in b.parties if name in parties)
