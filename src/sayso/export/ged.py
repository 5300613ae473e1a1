"""Incidents in the shape of UCDP's Georeferenced Event Dataset (columns of version 23.1).

Only incidents of organized violence are in it, and of those only such in which somebody tells of deaths, in the high
estimate at least. What takes a coder's judgement (parties to a conflict, dyads, type of violence, how clear the event
is) stays empty.
"""

from __future__ import annotations

from collections.abc import Callable
from math import floor
from typing import IO, Any

from sqlalchemy import Connection

from sayso.export.columns import Column, write_csv
from sayso.export.incidents import Told, rows
from sayso.export.privacy import Shown
from sayso.queries import Filter
from sayso.queries.types import ReportRef

KINDS = ("armed clash", "explosion or remote strike", "attack on civilians")
_WHERE = {"exact": 1, "district": 3, "region": 4, "country": 6}
_CODER = "always: a coder's judgement"
_BY_HAND = (
    "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
)  # fmt: skip


def _place(name: str) -> Callable[[Told], Any]:
    return lambda t: getattr(t.incident.where, name) if t.incident.where else None


def _where_prec(t: Told) -> int | None:
    """UCDP's; 7, water and air, is not told from other areas here, and stays empty without a country."""
    where = t.incident.where
    if where is None:
        return None
    if where.precision == "within":
        return 2 if where.admin1 else 5 if where.country else None
    return _WHERE.get(where.precision or "")


def _date_prec(t: Told) -> int | None:
    """UCDP's: 1 the day, 2 to six days, 3 a week, 4 to a month, 5 more."""
    if t.days is None:
        return None
    length = (t.days[1] - t.days[0]).days + 1
    return next(code for most, code in ((1, 1), (6, 2), (7, 3), (31, 4), (10**9, 5)) if length <= most)


def _gid(t: Told) -> int | None:
    """Number of the half-degree cell of PRIO-GRID, counted from the south-west."""
    where = t.incident.where
    if where is None or where.lat is None or where.lon is None:
        return None
    row, column = floor((where.lat + 90) * 2), floor((where.lon + 180) * 2)
    return min(row, 359) * 720 + min(column, 719) + 1


def _wkt(t: Told) -> str | None:
    where = t.incident.where
    return None if where is None or where.lat is None or where.lon is None else f"POINT ({where.lon} {where.lat})"


def _listed(value: Callable[[ReportRef], str | None]) -> Callable[[Told], str | None]:
    """One for each report, in the order of all these lists; an empty one where it is not known."""

    def listed(t: Told) -> str | None:
        found = [value(r) or "" for r in t.reports]
        return t.clean(";".join(found)) if any(found) else None

    return listed


def _article(r: ReportRef) -> str:
    return '"' + ",".join((r.publisher or "", (r.published or "")[:10], r.title or r.id)) + '"'


def _original(t: Told) -> str | None:
    """Who is the source of the deaths, as the reports name them."""
    said = (a.speaker for a in t.incident.accounts if a.respect == "killed" and a.speaker)
    return t.clean(";".join(dict.fromkeys(said))) or None


def _described(t: Told) -> str | None:
    where = t.incident.where
    found = [where.name, where.admin1, t.country[1] if t.country else None] if where else []
    return ", ".join(dict.fromkeys(part for part in found if part)) or None


_UNKNOWN = "its place is not known"
_DAY = "its day is not known"

COLUMNS: tuple[Column, ...] = (
    Column("id", "integer", "number of the incident in this ledger", None, lambda t: int(t.incident.id[1:])),
    Column("relid", "text", "the incident's id in this ledger", None, lambda t: t.incident.id),
    Column("year", "integer", "year of its last day", _DAY, lambda t: t.days[1].year if t.days else None),
    Column("active_year", "integer", "", _CODER, lambda t: None),
    Column("code_status", "text", "", _CODER, lambda t: None),
    Column("type_of_violence", "integer", "", _CODER, lambda t: None),
    *(Column(name, "text", "", _CODER, lambda t: None) for name in _BY_HAND),
    Column("number_of_sources", "integer", "number of its reports, copies too", None, lambda t: len(t.reports)),
    Column("source_article", "text", "publisher, day and title of each report (without a title its id), in quotation marks, joined by `;`", None, _listed(_article)),
    Column("source_office", "text", "publisher of each report, in the same order; nothing between the `;` where one is not known", "none is known", _listed(lambda r: r.publisher)),
    Column("source_date", "text", "day each was published, ISO 8601", "none is known", _listed(lambda r: (r.published or "")[:10])),
    Column("source_headline", "text", "title of each", "none has one", _listed(lambda r: r.title)),
    Column("source_original", "text", "who says how many were killed, as the reports name them, joined by `;`", "the reports say it in their own words", _original),
    Column("where_prec", "integer", "1 exact, 2 in or near a known place, 3 second-order division, 4 first-order division, 5 part of a country, 6 country", "its place is not known, a sea, or several countries", _where_prec),
    Column("where_coordinates", "text", "name of the place in the gazetteer", _UNKNOWN, _place("name")),
    Column("where_description", "text", "place, first-order division, country", _UNKNOWN, _described),
    Column("adm_1", "text", "first-order division", "it is not known", _place("admin1")),
    Column("adm_2", "text", "", "always: incidents are placed to the first-order division", lambda t: None),
    Column("latitude", "number", "degrees north", _UNKNOWN, _place("lat")),
    Column("longitude", "number", "degrees east", _UNKNOWN, _place("lon")),
    Column("geom_wkt", "text", "the same as WKT", _UNKNOWN, _wkt),
    Column("priogrid_gid", "integer", "number of the PRIO-GRID cell, from the coordinates", _UNKNOWN, _gid),
    Column("country", "text", "name of the country, from ISO 3166", _UNKNOWN, lambda t: t.country[1] if t.country else None),
    Column("country_id", "integer", "", "always: Gleditsch and Ward's numbers are not known here", lambda t: None),
    Column("region", "text", "", "always: UCDP's regions are not known here", lambda t: None),
    Column("event_clarity", "integer", "", _CODER, lambda t: None),
    Column("date_prec", "integer", "1 the day, 2 two to six days, 3 a week, 4 eight to 31 days, 5 more", _DAY, _date_prec),
    Column("date_start", "text", "first day, ISO 8601", _DAY, lambda t: t.days[0].isoformat() if t.days else None),
    Column("date_end", "text", "last day", _DAY, lambda t: t.days[1].isoformat() if t.days else None),
    Column("deaths_a", "integer", "", "always: whose dead they are is not known", lambda t: None),
    Column("deaths_b", "integer", "", "always, likewise", lambda t: None),
    Column("deaths_civilians", "integer", "", "always, likewise", lambda t: None),
    Column("deaths_unknown", "integer", "as `best`", None, lambda t: t.told("killed").best),
    Column("best", "integer", "killed, by the rule `ucdp` of docs/linking.md", None, lambda t: t.told("killed").best),
    Column("high", "integer", "its high", None, lambda t: t.told("killed").high),
    Column("low", "integer", "its low", None, lambda t: t.told("killed").low),
    Column("gwnoa", "integer", "", _CODER, lambda t: None),
    Column("gwnob", "integer", "", _CODER, lambda t: None),
)  # fmt: skip


def csv(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """As CSV."""
    every = rows(connection, chosen, shown, limit)
    write_csv(COLUMNS, (t for t in every if t.incident.kind in KINDS and t.told("killed").high), to)
