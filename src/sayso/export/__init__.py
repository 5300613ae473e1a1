"""Exports: a ledger's claims, accounts and incidents in the shapes other tools read.

Every format is a function (connection, filter, binary stream, `Shown`) that streams. `FORMATS` names them; the columns
of tables are data (`columns.Column`), from which docs/export.md is made (`python -m sayso.export.describe`).
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sayso.queries import Filter


class Format(msgspec.Struct, frozen=True):
    """What is exported (`claims`, `accounts` or `incidents`), how files of it are called, and what it is."""

    of: str
    extension: str
    about: str
    where: str  # module:function

    def write(self, connection: Connection, chosen: Filter, to: IO[bytes], *, names: bool, limit: int | None) -> None:
        """Write all that `chosen` lets through. names: also those of private persons."""
        from sayso.export.privacy import Shown

        module, function = self.where.split(":")
        run: Callable[..., Any] = getattr(import_module(module), function)
        run(connection, chosen, to, Shown(connection, names=names), limit)


FORMATS: dict[str, Format] = {
    "claims-csv": Format("claims", "csv", "claims as a table", "sayso.export.claims:csv"),
    "claims-jsonl": Format("claims", "jsonl", "claims as JSON lines", "sayso.export.claims:jsonl"),
    "claims-parquet": Format("claims", "parquet", "claims as Parquet", "sayso.export.claims:parquet"),
    "accounts-csv": Format("accounts", "csv", "entries of accounts as a table", "sayso.export.accounts:csv"),
    "accounts-jsonl": Format("accounts", "jsonl", "entries of accounts as JSON lines", "sayso.export.accounts:jsonl"),
    "accounts-parquet": Format("accounts", "parquet", "entries of accounts as Parquet", "sayso.export.accounts:parquet"),
    "ged": Format("incidents", "csv", "incidents in the shape of UCDP's GED", "sayso.export.ged:csv"),
    "acled": Format("incidents", "csv", "incidents in the shape of ACLED's data of 2023", "sayso.export.acled:csv"),
    "geojson": Format("incidents", "geojson", "incidents as GeoJSON", "sayso.export.geojson:write"),
    "schema-org": Format("claims", "jsonld", "claims as schema.org Claim and Quotation", "sayso.export.jsonld:write"),
    "prov": Format("claims", "nt", "how claims came, in W3C PROV", "sayso.export.prov:write"),
    "ftm": Format("incidents", "ftm.jsonl", "FollowTheMoney entities", "sayso.export.ftm:write"),
}
