"""Puts reports and their readings into the tables. Every function works inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Table, delete, func, select, tuple_

from sayso._errors import InputError
from sayso._types import Claim, Reading, Report
from sayso.ledger.address import address, fingerprint, node_of, published_day
from sayso.ledger.schema import (
    OF_A_READING,
    checks,
    claim_contents,
    claims,
    figures,
    names,
    places,
    readings,
    reports,
    times,
)
from sayso.ledger.spans import check_spans

Row = dict[str, Any]
_LARGEST = 2**63 - 1


class Stored(NamedTuple):
    """What became of a report: its number, whether it is new, a new version or was there before, and the number of the
    version it replaces."""

    report_id: int
    outcome: Literal["new", "version", "known"]
    previous: int | None = None


def store(connection: Connection, pairs: Sequence[tuple[Report, Reading]], reader: str) -> list[Stored]:
    """Write reports that are not there yet, each with its reading; what became of each, in their order.

    The connection must be the only one that writes. Raises InputError, before it writes anything, for a reading
    whose spans are not those of its text.
    """
    for report, reading in pairs:
        if reading.text != report.text:
            raise InputError(f"{report.id}: a reading of another text")
        check_spans(reading)
    there = _versions(connection, {address(report) for report, _ in pairs})
    ids, rows, done = Ids(connection), Rows(), []
    for report, reading in pairs:
        at, sha = address(report), fingerprint(report.text)
        versions = there.setdefault(at, {})
        if sha in versions:
            done.append(Stored(versions[sha], "known"))
            continue
        previous = list(versions.values())[-1] if versions else None
        number = ids.next(reports)
        rows.add(reports, _report(report, number, at, sha, len(versions) + 1, previous))
        _add_reading(rows, ids, number, reading, reader)
        versions[sha] = number
        done.append(Stored(number, "version" if previous else "new", previous))
    rows.write(connection)
    return done


def replace(connection: Connection, report_id: int, reading: Reading, reader: str) -> None:
    """Put a reading in the place of the report's old one. Raises InputError as `store` does."""
    check_spans(reading)
    connection.execute(delete(readings).where(readings.c.report_id == report_id))
    ids, rows = Ids(connection), Rows()
    _add_reading(rows, ids, report_id, reading, reader)
    rows.write(connection)


def find(connection: Connection, report: Report) -> int | None:
    """The number of the report where the ledger has it."""
    key = tuple_(reports.c.address, reports.c.sha256)
    return connection.scalar(select(reports.c.id).where(key == (address(report), fingerprint(report.text))))


def now() -> str:
    """The time in UTC, to the second, in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Ids:
    """Counts the keys of each table on from the highest there is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: dict[str, int] = {}

    def next(self, table: Table) -> int:
        if table.name not in self._last:
            self._last[table.name] = self._connection.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0
        self._last[table.name] += 1
        return self._last[table.name]


class Rows:
    """Rows of several tables, written at once: one statement a table."""

    def __init__(self) -> None:
        self._rows: dict[Table, list[Row]] = {table: [] for table in (reports, readings, *OF_A_READING)}

    def add(self, table: Table, row: Row) -> None:
        self._rows[table].append(row)

    def write(self, connection: Connection) -> None:
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        for table, rows in self._rows.items():
            if rows:  # straight to the driver: SQLAlchemy's own way takes three times as long for such rows
                columns = list(rows[0])
                marks = ", ".join([mark] * len(columns))
                statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"
                connection.exec_driver_sql(statement, list(map(itemgetter(*columns), rows)))


def _versions(connection: Connection, addresses: Iterable[str]) -> dict[str, dict[str, int]]:
    """For each address the numbers of its versions by their hash, the oldest first."""
    columns = (reports.c.address, reports.c.sha256, reports.c.id)
    found: dict[str, dict[str, int]] = {}
    asked = select(*columns).where(reports.c.address.in_(list(addresses))).order_by(reports.c.version)
    for at, sha, number in connection.execute(asked):
        found.setdefault(at, {})[sha] = number
    return found


def _report(report: Report, number: int, at: str, sha: str, version: int, previous: int | None) -> Row:
    return {
        "id": number,
        "input_id": _sound(report.id),
        "address": _sound(at),
        "version": version,
        "previous_id": previous,
        "node": node_of(at, sha),
        "sha256": sha,
        "text": report.text,
        "title": _sound(report.title),
        "published": _sound(report.published),
        "published_day": published_day(report.published),
        "publisher": _sound(report.publisher),
        "url": _sound(report.url),
        "byline": _sound(report.byline),
        "found_at": _sound(report.where or report.id),
        "added": now(),
    }


def _sound(value: str | None) -> str | None:
    """`value` as both databases can keep it: PostgreSQL knows no NUL character, and neither knows half a pair."""
    if value is None or (value.isascii() and "\0" not in value):
        return value
    return value.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _add_reading(rows: Rows, ids: Ids, report_id: int, reading: Reading, reader: str) -> None:
    rows.add(readings, {"report_id": report_id, "reader": reader, "made": now()})
    claim_ids = {claim.id: ids.next(claims) for claim in reading.claims}
    for claim in reading.claims:
        rows.add(claims, _claim(claim, report_id, claim_ids))
        for number, piece in enumerate(claim.content):
            rows.add(claim_contents, {"claim_id": claim_ids[claim.id], "number": number, **_span(piece)})
    for name in reading.names:
        rows.add(names, {**_base(names, ids, report_id, name), "kind": name.kind, "name": name.name})
    _add_found(rows, ids, report_id, reading, claim_ids)


def _add_found(rows: Rows, ids: Ids, report_id: int, reading: Reading, claim_ids: Mapping[str, int]) -> None:
    """Times, places, figures and checks. They refer to one another by their place in the reading."""
    tables = (times, places, figures, checks)
    numbers = {table: [ids.next(table) for _ in getattr(reading, table.name)] for table in tables}

    def of(table: Table, index: int | None) -> int | None:
        return None if index is None else numbers[table][index]

    def base(table: Table, index: int, value: Any) -> Row:
        return {"id": numbers[table][index], "report_id": report_id, **_span(value)}

    def carrier(value: Any) -> int | None:
        return None if value.claim is None else claim_ids[value.claim]

    row: Row
    for k, time in enumerate(reading.times):
        row = {"type": time.type, "value": time.value, "mod": time.mod, "from_day": time.from_, "to_day": time.to}
        rows.add(times, {**base(times, k, time), **row, "claim_id": carrier(time)})
    for k, place in enumerate(reading.places):
        row = {key: getattr(place, key) for key in _PLACE}
        relation = place.relation
        row |= {f"relation_{key}": getattr(relation, key, None) for key in _RELATION}
        row |= {"relation": None, "relation_start": None, "relation_end": None, "relation_words": None}
        if relation is not None:
            row |= {"relation": relation.kind, "relation_start": relation.start, "relation_end": relation.end}
            row["relation_words"] = relation.text
        row["relation_other_id"] = of(places, relation.other) if relation is not None else None
        rows.add(places, {**base(places, k, place), **row, "claim_id": carrier(place)})
    for k, figure in enumerate(reading.figures):
        row = {"kind": figure.kind, "low": _kept(figure.low), "high": _kept(figure.high)}
        row |= {"place_id": of(places, figure.where), "time_id": of(times, figure.when)}
        row |= {"part_of_id": of(figures, figure.part_of), "claim_id": carrier(figure)}
        rows.add(figures, {**base(figures, k, figure), **row})
    for k, check in enumerate(reading.checks):
        row = {"kind": check.kind, "says": check.says, "finds": check.finds, "verdict": check.verdict}
        rows.add(checks, {**base(checks, k, check), **row})


_PLACE = ("usage", "name", "geonames_id", "lat", "lon", "country", "admin1", "kind", "precision")
_RELATION = ("km", "direction", "border", "lat", "lon")


def _kept(number: int | None) -> int | None:
    return number if number is not None and number <= _LARGEST else None


def _base(table: Table, ids: Ids, report_id: int, value: Any) -> Row:
    return {"id": ids.next(table), "report_id": report_id, **_span(value)}


def _span(value: Any) -> Row:
    return {"start_char": value.start, "end_char": value.end, "words": value.text}


def _claim(claim: Claim, report_id: int, ids: Mapping[str, int]) -> Row:
    source, cue = claim.source, claim.cue
    return {
        "id": ids[claim.id],
        "report_id": report_id,
        "label": claim.id,
        "within_id": None if claim.within is None else ids[claim.within],
        "speaker": claim.speaker.name if claim.speaker else None,
        "speaker_kind": claim.speaker.kind if claim.speaker else None,
        "act": claim.act,
        "form": claim.form,
        "hedged": claim.hedged,
        "confidence": claim.confidence,
        "source_start": source.start if source else None,
        "source_end": source.end if source else None,
        "source": source.text if source else None,
        "cue_start": cue.start if cue else None,
        "cue_end": cue.end if cue else None,
        "cue": cue.text if cue else None,
        "content": " … ".join(piece.text for piece in claim.content),
    }
