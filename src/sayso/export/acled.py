"""Incidents in the shape of ACLED's data of 2023.

Incidents whose kind has no ACLED event type (accident, disaster, crime, other) are not in it. Actors, interactions and
regions take a coder's judgement and stay empty; so do sub-event types that the kind does not settle.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import IO, Any, cast

from sqlalchemy import Connection

from sayso.export.columns import Column, write_csv
from sayso.export.incidents import Told, rows
from sayso.export.privacy import Shown
from sayso.linking.kinds import ACLED, Kind
from sayso.queries import Filter

_DISORDER = {  # a riot is a violent demonstration ("Demonstrations") or mob violence ("Political violence")
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_GEO = {"exact": 1, "district": 2, "region": 3}
_LONGEST = 31  # days: what is told less exactly ACLED does not record
_CODER = "always: a coder's judgement"
_UNKNOWN = "its place is not known"
_DAY = "its day is not known, nor its month"


def _type(t: Told) -> tuple[str, str | None] | None:
    return ACLED.get(cast(Kind, t.incident.kind))


def _place(name: str) -> Callable[[Told], Any]:
    return lambda t: getattr(t.incident.where, name) if t.incident.where else None


def _length(t: Told) -> int | None:
    """Days it may have been on, where ACLED would record it."""
    length = (t.days[1] - t.days[0]).days + 1 if t.days else None
    return length if length is not None and length <= _LONGEST else None


def _time_precision(t: Told) -> int | None:
    """ACLED's: 1 the day, 2 the week, 3 the month."""
    length = _length(t)
    return None if length is None else 1 if length == 1 else 2 if length <= 7 else 3


def _day(t: Told) -> date | None:
    """The day; of a week or a month the middle, as ACLED has it."""
    length = _length(t)
    return t.days[0] + timedelta((length - 1) // 2) if t.days and length else None


def _geo_precision(t: Told) -> int | None:
    """ACLED's: 1 the town, 2 near it or a small part of a region, 3 a larger region, a sea, mountains."""
    where = t.incident.where
    if where is None:
        return None
    return (2 if where.admin1 else 3) if where.precision == "within" else _GEO.get(where.precision or "")


def _notes(t: Told) -> str:
    """The title, then who says how many were killed or injured, each in the words of the report."""
    parts = [t.incident.title or ""]
    for account in t.incident.accounts:
        if account.respect in ("killed", "injured") and account.entries:
            last = account.entries[-1]
            parts.append(f"{account.speaker or 'The reports'} ({account.respect}): “{last.words.text}” ({last.report.id})")
    return t.clean(". ".join(part for part in parts if part)) or ""


def _fatalities(t: Told) -> int:
    return t.told("killed", "conservative").best or 0


COLUMNS: tuple[Column, ...] = (
    Column("event_id_cnty", "text", "ISO 3166-1 alpha-3 code of the country, where known, and the incident's number in this ledger", None, lambda t: f"{t.country[2] if t.country else ''}{t.incident.id[1:]}"),
    Column("event_date", "text", "the day, or the middle of the days it may have been, ISO 8601", _DAY, lambda t: d.isoformat() if (d := _day(t)) else None),
    Column("year", "integer", "its year", _DAY, lambda t: d.year if (d := _day(t)) else None),
    Column("time_precision", "integer", "1 the day, 2 a week, 3 a month", _DAY, _time_precision),
    Column("disorder_type", "text", "by the event type", "riots: a coder's judgement", lambda t: _DISORDER.get((_type(t) or ("", ""))[0])),
    Column("event_type", "text", "by the incident's kind (docs/linking.md)", None, lambda t: (_type(t) or ("", ""))[0]),
    Column("sub_event_type", "text", "likewise: `Armed clash` or `Arrests`", "any other kind: a coder's judgement", lambda t: (_type(t) or ("", ""))[1]),
    Column("actor1", "text", "", _CODER, lambda t: None),
    Column("assoc_actor_1", "text", "", _CODER, lambda t: None),
    Column("inter1", "integer", "", _CODER, lambda t: None),
    Column("actor2", "text", "", _CODER, lambda t: None),
    Column("assoc_actor_2", "text", "", _CODER, lambda t: None),
    Column("inter2", "integer", "", _CODER, lambda t: None),
    Column("interaction", "integer", "", _CODER, lambda t: None),
    Column("civilian_targeting", "text", "`Civilian targeting` for attacks on civilians", "any other kind", lambda t: "Civilian targeting" if t.incident.kind == "attack on civilians" else None),
    Column("iso", "integer", "ISO 3166-1 numeric code", _UNKNOWN, lambda t: int(t.country[0]) if t.country else None),
    Column("region", "text", "", "always: ACLED's regions are not known here", lambda t: None),
    Column("country", "text", "name of the country, from ISO 3166", _UNKNOWN, lambda t: t.country[1] if t.country else None),
    Column("admin1", "text", "first-order division", "it is not known", _place("admin1")),
    Column("admin2", "text", "", "always: incidents are placed to the first-order division", lambda t: None),
    Column("admin3", "text", "", "always, likewise", lambda t: None),
    Column("location", "text", "name of the place in the gazetteer", _UNKNOWN, _place("name")),
    Column("latitude", "number", "degrees north", _UNKNOWN, _place("lat")),
    Column("longitude", "number", "degrees east", _UNKNOWN, _place("lon")),
    Column("geo_precision", "integer", "1 the place, 2 in or near it or its second-order division, 3 the first-order division, or an area such as a sea or mountains", "it is not known so closely", _geo_precision),
    Column("source", "text", "publishers of its reports, joined by `; `", "none is known", lambda t: "; ".join(dict.fromkeys(r.publisher for r in t.reports if r.publisher)) or None),
    Column("source_scale", "text", "", "always: how far its sources reach is not known", lambda t: None),
    Column("notes", "text", "title; who says how many were killed or injured, in the words of the report", "the incident has none of these", _notes),
    Column("fatalities", "integer", "killed, best by the rule `conservative` of docs/linking.md; 0 where nobody tells of deaths", None, _fatalities),
    Column("tags", "text", "`conflicting accounts` where accounts contradict one another: a tag of ours, not of ACLED's", "none does", lambda t: "conflicting accounts" if t.incident.conflicts else None),
    Column("timestamp", "integer", "when it was exported, seconds since 1970", None, lambda t: int(datetime.now(UTC).timestamp())),
)  # fmt: skip


def csv(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """As CSV."""
    write_csv(COLUMNS, (t for t in rows(connection, chosen, shown, limit) if _type(t)), to)
