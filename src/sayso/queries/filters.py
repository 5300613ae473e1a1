"""What a list can be narrowed down by, and the conditions that makes."""

from __future__ import annotations

from sayso._types import Value


class Filter(Value, frozen=True):
    """Which items of a list are wanted. All that is given must hold; what is None or empty does not count.

    text: words and "phrases" that must all be in a claim's source or content (claims, speakers, accounts), in the title
        or text of one of the reports (everything else).
    speaker: who says it, as listed; case counts not. For incidents: someone who gives an account of it.
    act: `state`, `deny` …; kind: an incident's; respect: an account's (`killed`, `who` …).
    place: a name in the gazetteer, a GeoNames number, or an ISO country code: of the incident, or in the report.
    since, until: first and last day, ISO, inclusive: of publication; for incidents of when they happened, else were told.
    publisher: as the report names it; case counts not.
    conflicting: incidents and accounts with conflicts only.
    incident, story, origin: ids; report: its number.
    Raises InputError (when used) for a day that is none.
    """

    text: str | None = None
    speaker: str | None = None
    act: str | None = None
    kind: str | None = None
    respect: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    conflicting: bool = False
    incident: str | None = None
    story: str | None = None
    origin: str | None = None
    report: int | None = None
