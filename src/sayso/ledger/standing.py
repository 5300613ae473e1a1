"""Judgements on what was found in a report, laid over the rows of its reading.

A reading's rows say what the judgements that stand say; what the machine says beneath is kept in the table `standing`,
which is made anew by `settle` after each judgement and each new reading. So an undo gives back what the machine says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, Table, and_, delete, exists, insert, or_, select, update

from sayso._types import Claim, Reading
from sayso.ledger.read import load_reading
from sayso.ledger.schema import claim_contents, claims, figures, judgements, places, standing, times

Found = Literal["claim", "time", "place", "figure"]
_TABLES: dict[Found, Table] = {"claim": claims, "time": times, "place": places, "figure": figures}
_COLUMNS = {"from": "from_day", "to": "to_day"}  # where a field's name is not its column's


def dead(connection: Connection) -> set[int]:
    """Judgements that do not stand any more: what stands and takes them back decides, the latest first."""
    asked = select(judgements.c.id, judgements.c.supersedes_id).where(judgements.c.supersedes_id.is_not(None))
    gone: set[int] = set()
    for number, taken in connection.execute(asked.order_by(judgements.c.id.desc())):
        if number not in gone:
            gone.add(taken)
    return gone


def find_row(connection: Connection, target: Found, report: int, start: int, end: int) -> Row[Any] | None:
    """The row of what was found at a span: of a claim its cue, else its first content."""
    table = _TABLES[target]
    at = table.c.report_id == report
    if target != "claim":
        at = and_(at, table.c.start_char == start, table.c.end_char == end)
    else:
        first = exists().where(
            claim_contents.c.claim_id == claims.c.id, claim_contents.c.number == 0,
            claim_contents.c.start_char == start, claim_contents.c.end_char == end,
        )  # fmt: skip
        cue = and_(claims.c.cue_start == start, claims.c.cue_end == end)
        at = and_(at, or_(cue, and_(claims.c.cue_start.is_(None), first)))
    return connection.execute(select(table).where(at).order_by(table.c.id).limit(1)).one_or_none()


def settle(connection: Connection, reports: Sequence[int]) -> None:
    """Lay the judgements that stand over the rows of these reports."""
    if not reports:
        return
    table = standing
    corrected = select(table).where(table.c.report_id.in_(reports), table.c.field.is_not(None))
    for row in connection.execute(corrected).all():
        _set(connection, row, row.machine)
    connection.execute(delete(table).where(table.c.report_id.in_(reports)))
    judged = judgements.c.report_id.in_(reports), judgements.c.kind.in_(("accept", "reject", "correct"))
    gone = dead(connection)
    for row in connection.execute(select(judgements).where(*judged).order_by(judgements.c.id)).all():
        if row.id not in gone:
            _lay(connection, row)


def _lay(connection: Connection, judged: Row[Any]) -> None:
    found = find_row(connection, judged.target, judged.report_id, judged.start_char, judged.end_char)
    if found is None:
        return  # the machine does not find it any more: the judgement waits for a reading that does
    machine = found._mapping[_column(judged.field)] if judged.field else None
    row = {
        "judgement_id": judged.id, "report_id": judged.report_id, "kind": judged.kind, "field": judged.field,
        "machine": machine, f"{judged.target}_id": found.id,
    }  # fmt: skip
    connection.execute(insert(standing).values(row))
    if judged.field:
        table = _TABLES[judged.target]
        connection.execute(update(table).where(table.c.id == found.id).values({_column(judged.field): judged.value}))


def _set(connection: Connection, row: Row[Any], value: object) -> None:
    for target, table in _TABLES.items():
        id = row._mapping[f"{target}_id"]
        if id is not None:
            connection.execute(update(table).where(table.c.id == id).values({_column(row.field): value}))


def _column(field: str) -> str:
    return _COLUMNS.get(field, field)


def judged_reading(connection: Connection, report: int) -> Reading | None:
    """A report's reading as the judgements that stand have it: corrected, and without what was rejected."""
    reading = load_reading(connection, report)
    mine = select(standing).where(standing.c.report_id == report, standing.c.kind == "reject")
    rejected = connection.execute(mine).all()
    if reading is None or not rejected:
        return reading
    gone: dict[str, set[int]] = {}
    for target, table in _TABLES.items():
        ids = {row._mapping[f"{target}_id"] for row in rejected} - {None}
        every = connection.scalars(select(table.c.id).where(table.c.report_id == report).order_by(table.c.id)).all()
        gone[target] = {k for k, id in enumerate(every) if id in ids}
    return _without(reading, gone)


def _without(reading: Reading, gone: dict[str, set[int]]) -> Reading:
    """A reading without some of what was found. What a rejected claim carries is carried by the claim it lies in."""
    kept = {claim.id: claim for k, claim in enumerate(reading.claims) if k not in gone["claim"]}
    every = {claim.id: claim for claim in reading.claims}

    def outer(id: str | None) -> str | None:
        while id is not None and id not in kept:
            id = every[id].within
        return id

    def moved(target: str, index: int | None) -> int | None:
        there = gone[target]
        return None if index is None or index in there else index - sum(k < index for k in there)

    def change(value: Any, **fields: Any) -> Any:
        return msgspec.structs.replace(value, **fields)

    claims: tuple[Claim, ...] = tuple(change(claim, within=outer(claim.within)) for claim in kept.values())
    found: dict[str, tuple[Any, ...]] = {}
    for name, target in (("times", "time"), ("places", "place"), ("figures", "figure")):
        values = getattr(reading, name, ())
        found[name] = tuple(change(v, claim=outer(v.claim)) for k, v in enumerate(values) if k not in gone[target])
    found["figures"] = tuple(
        change(f, where=moved("place", f.where), when=moved("time", f.when), part_of=moved("figure", f.part_of))
        for f in found["figures"]
    )
    if any(getattr(place, "relation", None) for place in found["places"]):
        found["places"] = tuple(
            change(p, relation=change(p.relation, other=moved("place", p.relation.other))) if p.relation else p
            for p in found["places"]
        )
    there = {name: values for name, values in found.items() if hasattr(reading, name)}
    return change(reading, claims=claims, **there)  # type: ignore[no-any-return]
