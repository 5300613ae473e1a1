"""Incidents as GeoJSON (RFC 7946): one feature each; what has no coordinates has no geometry."""

from __future__ import annotations

from typing import IO, Any

import msgspec
from sqlalchemy import Connection

from sayso.export.columns import Column
from sayso.export.incidents import Told, rows
from sayso.export.privacy import Shown
from sayso.queries import Filter


def _place(name: str) -> Any:
    return lambda t: getattr(t.incident.where, name) if t.incident.where else None


_UNTOLD = "nobody tells a number"

#: Properties of a feature.
COLUMNS: tuple[Column, ...] = (
    Column("title", "text", "title of its first report that has one", "none has", lambda t: t.clean(t.incident.title)),
    Column("kind", "text", "kind of the incident", None, lambda t: t.incident.kind),
    Column("from", "text", "first day, ISO 8601", "it is not known", lambda t: t.incident.when.from_ if t.incident.when else None),
    Column("to", "text", "last day", "it is not known", lambda t: t.incident.when.to if t.incident.when else None),
    Column("place", "text", "name in the gazetteer", "it is not known", _place("name")),
    Column("admin1", "text", "first-order division", "it is not known", _place("admin1")),
    Column("country", "text", "ISO 3166 alpha-2", "it is not known", _place("country")),
    Column("precision", "text", "how exact the point is: `exact`, `within`, `district`, `region`, `country` or `multi` (docs/output.md)", "it is not known", _place("precision")),
    Column("story", "text", "the story it belongs to", "it is not linked", lambda t: t.incident.story),
    Column("reports", "integer", "number of its reports", None, lambda t: len(t.incident.reports)),
    Column("origins", "integer", "number of independent origins", None, lambda t: t.incident.origins),
    Column("conflicts", "integer", "number of conflicts among its accounts", None, lambda t: len(t.incident.conflicts)),
    Column("killed_best", "integer", "by the rule `ucdp` of docs/linking.md", _UNTOLD, lambda t: t.told("killed").best),
    Column("killed_low", "integer", "likewise", _UNTOLD, lambda t: t.told("killed").low),
    Column("killed_high", "integer", "likewise", _UNTOLD, lambda t: t.told("killed").high),
    Column("injured_best", "integer", "likewise", _UNTOLD, lambda t: t.told("injured").best),
    Column("injured_low", "integer", "likewise", _UNTOLD, lambda t: t.told("injured").low),
    Column("injured_high", "integer", "likewise", _UNTOLD, lambda t: t.told("injured").high),
)  # fmt: skip


def write(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """One FeatureCollection, a feature a line."""
    encoder, before = msgspec.json.Encoder(), b""
    to.write(b'{"type":"FeatureCollection","features":[\n')
    for told in rows(connection, chosen, shown, limit):
        to.write(before + encoder.encode(_feature(told)))
        before = b",\n"
    to.write(b"\n]}\n")


def _feature(t: Told) -> dict[str, Any]:
    where = t.incident.where
    point = None
    if where is not None and where.lat is not None and where.lon is not None:
        point = {"type": "Point", "coordinates": [where.lon, where.lat]}
    properties = {column.name: column.value(t) for column in COLUMNS}
    return {"type": "Feature", "id": t.incident.id, "geometry": point, "properties": properties}
