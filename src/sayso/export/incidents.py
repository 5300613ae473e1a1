"""Incidents as exports need them: in full, with their counts by the stated rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from sayso.export.countries import COUNTRIES
from sayso.export.privacy import WITHHELD, Shown, Withheld
from sayso.export.stream import pages
from sayso.queries import Filter, full
from sayso.queries import incidents as ask
from sayso.queries.estimates import estimates
from sayso.queries.rows import refs_by_ids
from sayso.queries.types import Estimate, FullIncident, ReportRef

_NONE = Estimate("", "", None, None, None, 0)


class Told(NamedTuple):
    """An incident, its counts by respect and rule, its reports, and what takes private persons out of its words."""

    incident: FullIncident
    counts: dict[tuple[str, str], Estimate]
    reports: tuple[ReportRef, ...]
    clean: Callable[[str | None], str | None]

    def told(self, respect: str, rule: str = "ucdp") -> Estimate:
        """Best, low and high; all None where nobody tells a number."""
        return self.counts.get((respect, rule), _NONE)

    @property
    def country(self) -> tuple[str, str, str] | None:
        """ISO 3166-1 numeric code, English name and alpha-3 code."""
        code = self.incident.where.country if self.incident.where else None
        return COUNTRIES.get(code) if code else None

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day, where both are known."""
        when = self.incident.when
        if when is None or not when.from_ or not when.to:
            return None
        try:
            return date.fromisoformat(when.from_[:10]), date.fromisoformat(when.to[:10])
        except ValueError:
            return None


def rows(connection: Connection, chosen: Filter, shown: Shown, limit: int | None) -> Iterator[Told]:
    """Incidents, the newest first."""
    for items in pages(ask, connection, chosen, limit):
        told = full(connection, items)
        reports = refs_by_ids(connection, [int(i.id[1:]) for i in told])
        withheld = shown.withheld(
            [r.number for found in reports.values() for r in found]
            + [e.report.number for i in told for a in i.accounts for e in a.entries]
        )
        for i in told:
            counts = {(e.respect, e.rule): e for e in estimates(i.accounts)}
            mine = tuple(reports.get(int(i.id[1:]), ()))
            numbers = {r.number for r in mine} | {e.report.number for a in i.accounts for e in a.entries}
            yield Told(i, counts, mine, _all([withheld[number] for number in sorted(numbers)]))


def _all(each: list[Withheld]) -> Callable[[str | None], str | None]:
    """Takes out what any of them does."""

    def clean(text: str | None) -> str | None:
        for one in each:
            text = one(text)
        return text

    return clean


__all__ = ["WITHHELD", "Told", "rows"]
