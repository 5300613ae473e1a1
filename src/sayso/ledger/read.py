"""Gives readings back as they were put in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from sayso._types import Check, Claim, Figure, Name, Place, Reading, Relation, Report, Span, Speaker, Time
from sayso.ledger.schema import checks, claim_contents, claims, figures, names, places, reports, times

_FIELDS = frozenset(Reading.__struct_fields__)


def load_report(connection: Connection, report_id: int) -> Report | None:
    """The report with this number; None where there is none."""
    row = connection.execute(select(reports).where(reports.c.id == report_id)).one_or_none()
    return None if row is None else _report(row)


def load_reports(connection: Connection, numbers: Sequence[int]) -> dict[int, Report]:
    """The reports with these numbers, by their numbers in order."""
    asked = select(reports).where(reports.c.id.in_(numbers)).order_by(reports.c.id)
    return {row.id: _report(row) for row in connection.execute(asked)}


def load_reading(connection: Connection, report_id: int) -> Reading | None:
    """The reading of the report with this number; None where there is none."""
    report = load_report(connection, report_id)
    if report is None:
        return None
    tables = (claims, names, times, places, figures, checks)
    rows = {table.name: _rows(connection, table, report_id) for table in tables}
    labels = {row.id: row.label for row in rows["claims"]}
    labels[None] = None
    pieces: dict[int, list[Span]] = {}
    mine = claim_contents.c.claim_id.in_(select(claims.c.id).where(claims.c.report_id == report_id))
    order = (claim_contents.c.claim_id, claim_contents.c.number)
    for row in connection.execute(select(claim_contents).where(mine).order_by(*order)):
        pieces.setdefault(row.claim_id, []).append(Span(row.start_char, row.end_char, row.words))
    index = {name: {row.id: k for k, row in enumerate(rows[name])} for name in ("times", "places", "figures")}
    found: dict[str, Any] = {
        "claims": tuple(_claim(row, labels, tuple(pieces.get(row.id, ()))) for row in rows["claims"]),
        "names": tuple(Name(*_span(row), row.kind, row.name) for row in rows["names"]),
        "times": tuple(
            Time(*_span(row), row.type, row.value, row.mod, row.from_day, row.to_day, labels[row.claim_id])
            for row in rows["times"]
        ),
        "places": tuple(_place(row, labels, index["places"]) for row in rows["places"]),
        "figures": tuple(_figure(row, labels, index) for row in rows["figures"]),
        "checks": tuple(Check(*_span(row), row.kind, row.says, row.finds, row.verdict) for row in rows["checks"]),
    }
    of_report = {key: getattr(report, key) for key in report.__struct_fields__ if key in _FIELDS}
    return Reading(**of_report, **{key: value for key, value in found.items() if key in _FIELDS})


def _rows(connection: Connection, table: Table, report_id: int) -> Sequence[Row[Any]]:
    return connection.execute(select(table).where(table.c.report_id == report_id).order_by(table.c.id)).all()


def _report(row: Row[Any]) -> Report:
    return Report(
        row.input_id, row.text, row.title, row.published, row.publisher, row.url, row.byline, where=row.found_at
    )


def _span(row: Row[Any]) -> tuple[int, int, str]:
    return row.start_char, row.end_char, row.words


def _claim(row: Row[Any], labels: dict[Any, Any], content: tuple[Span, ...]) -> Claim:
    return Claim(
        id=row.label,
        source=None if row.source is None else Span(row.source_start, row.source_end, row.source),
        cue=None if row.cue is None else Span(row.cue_start, row.cue_end, row.cue),
        content=content,
        within=labels[row.within_id],
        speaker=None if row.speaker is None else Speaker(row.speaker, row.speaker_kind),
        form=row.form,
        act=row.act,
        hedged=row.hedged,
        confidence=row.confidence,
    )


def _place(row: Row[Any], labels: dict[Any, Any], index: dict[int, int]) -> Place:
    relation = None
    if row.relation is not None:
        relation = Relation(
            row.relation_start, row.relation_end, row.relation_words, row.relation, row.relation_km,
            row.relation_direction, row.relation_border, index.get(row.relation_other_id), row.relation_lat,
            row.relation_lon,
        )  # fmt: skip
    return Place(
        *_span(row), row.usage, row.name, row.geonames_id, row.lat, row.lon, row.country, row.admin1, row.kind,
        row.precision, relation, labels[row.claim_id],
    )  # fmt: skip


def _figure(row: Row[Any], labels: dict[Any, Any], index: dict[str, dict[int, int]]) -> Figure:
    return Figure(
        *_span(row), row.kind, row.low, row.high, labels[row.claim_id], index["places"].get(row.place_id),
        index["times"].get(row.time_id), index["figures"].get(row.part_of_id),
    )  # fmt: skip
