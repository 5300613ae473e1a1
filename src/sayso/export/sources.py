"""What linked data needs of claims besides what lists give: texts, hashes, pieces of content, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from sayso.export.privacy import Shown, Withheld
from sayso.export.stream import pages
from sayso.ledger.schema import claim_contents, claims, origin_reports, readings, reports
from sayso.queries import Filter
from sayso.queries import claims as ask
from sayso.queries.rows import parts
from sayso.queries.types import Claim


class Source(NamedTuple):
    """A report: its hash, address, text, who read it when, and the report it copies."""

    sha256: str
    url: str | None
    text: str
    reader: str
    read: str
    copied_from: int | None


class Told(NamedTuple):
    """A claim with all that hangs on it. `outer` is the label of the claim it lies in."""

    claim: Claim
    source: Source
    pieces: tuple[tuple[int, int], ...]
    outer: str | None
    clean: Withheld


def rows(connection: Connection, chosen: Filter, shown: Shown, limit: int | None) -> Iterator[Told]:
    """Claims, those of the newest report first."""
    for items in pages(ask, connection, chosen, limit):
        numbers = sorted({claim.report.number for claim in items})
        found, withheld = sources(connection, numbers), shown.withheld(numbers)
        pieces, outer = _pieces(connection, [claim.number for claim in items])
        for claim in items:
            number = claim.report.number
            yield Told(claim, found[number], tuple(pieces.get(claim.number, ())), outer.get(claim.number), withheld[number])


def sources(connection: Connection, numbers: Sequence[int]) -> dict[int, Source]:
    """Reports by their numbers."""
    found: dict[int, Source] = {}
    columns = (reports.c.id, reports.c.sha256, reports.c.url, reports.c.text, readings.c.reader, readings.c.made)
    for some in parts(numbers):
        asked: Any = select(*columns, origin_reports.c.copied_from_id).join(readings, readings.c.report_id == reports.c.id)
        asked = asked.outerjoin(origin_reports, origin_reports.c.report_id == reports.c.id)
        for row in connection.execute(asked.where(reports.c.id.in_(some))):
            found[row[0]] = Source(*row[1:])
    return found


def _pieces(
    connection: Connection, numbers: Sequence[int]
) -> tuple[dict[int, list[tuple[int, int]]], dict[int, str]]:
    pieces: dict[int, list[tuple[int, int]]] = {}
    outer: dict[int, str] = {}
    around = claims.alias()
    for some in parts(numbers):
        columns = (claim_contents.c.claim_id, claim_contents.c.start_char, claim_contents.c.end_char)
        order = (claim_contents.c.claim_id, claim_contents.c.number)
        for claim, start, end in connection.execute(
            select(*columns).where(claim_contents.c.claim_id.in_(some)).order_by(*order)
        ):
            pieces.setdefault(claim, []).append((start, end))
        lying = select(claims.c.id, around.c.label).join(around, around.c.id == claims.c.within_id)
        outer |= {row[0]: row[1] for row in connection.execute(lying.where(claims.c.id.in_(some)))}
    return pieces, outer
