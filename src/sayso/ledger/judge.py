"""Judgements: decisions of people, added and never changed. What is judged is a span of a report, or two sides.

Every function works inside the caller's transaction (`Ledger.writing()`), and what follows from the judgement is done
in it: rows corrected (`standing`), links made anew (`relinked`). All raise InputError, on one line, where what is
judged is not there or the value is none.

A judgement stands until one that stands takes it back (`undo`) or says something else of the same thing. An undo is a
judgement too and can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, Row, Table, and_, func, insert, select

from sayso._errors import InputError
from sayso._types import Act, Casualty, Precision, SpeakerKind, Value
from sayso.ledger.schema import (
    claim_contents,
    claims,
    incident_reports,
    judgements,
    origin_reports,
    reports,
    standing,
    story_reports,
)
from sayso.ledger.standing import Found, dead, find_row, settle
from sayso.ledger.write import now

Linked = Literal["incident", "origin", "story"]
Given = str | int | float | bool | None

_DAY = r"\d{4}-\d\d-\d\d"
#: What can be corrected of each, and to what.
FIELDS: dict[Found, dict[str, Any]] = {
    "claim": {"speaker": str | None, "speaker_kind": SpeakerKind | None, "act": Act, "hedged": bool},
    "time": {"value": str | None, "from": _DAY, "to": _DAY},
    "place": {
        "name": str | None, "geonames_id": int | None, "lat": float | None, "lon": float | None,
        "country": str | None, "admin1": str | None, "precision": Precision | None,
    },
    "figure": {"kind": Casualty, "low": int | None, "high": int | None},
}  # fmt: skip
_MEMBERS: dict[Linked, Table] = {
    "incident": incident_reports, "origin": origin_reports, "story": story_reports,
}  # fmt: skip
_BOUNDS = {
    "lat": (-90, 90), "lon": (-180, 180), "low": (0, 2**62), "high": (0, 2**62), "geonames_id": (1, 2**31 - 1),
}  # fmt: skip
_LONGEST = 1000  # characters of an author, a reason, a value


class Judgement(Value, frozen=True):
    """A decision of a person. `standing`: neither undone nor replaced by a later one. `reports` are numbers.

    same and different: of `reports` with one another, of each with each of `others`. accept, reject, correct: of what
    was found at `start` to `end`; `machine` is what the machine says of `field`. undo: `undoes`, which correct, accept
    and reject have too where they replace an earlier judgement.
    """

    number: int
    made: str
    author: str
    reason: str | None
    kind: str
    target: str
    reports: tuple[int, ...]
    others: tuple[int, ...]
    start: int | None
    end: int | None
    words: str | None
    field: str | None
    value: Given
    machine: Given
    undoes: int | None
    standing: bool


def same(
    connection: Connection, target: Linked, numbers: Sequence[int], *, author: str, reason: str | None = None
) -> int:
    """These reports (two or more) belong together: merges what they are in. The judgement's number."""
    listed = _there(connection, numbers)
    if len(listed) < 2:
        raise InputError("it takes two reports to be the same")
    sides = {"reports": listed, "others": []}
    made = _add(connection, author, reason, "same", target, listed[0], other_report_id=listed[1], value=sides)
    _relink(connection, target, _pairs(sides))
    return made


def different(
    connection: Connection,
    target: Linked,
    numbers: Sequence[int],
    others: Sequence[int] | None = None,
    *,
    author: str,
    reason: str | None = None,
) -> int:
    """None of these reports belongs with any of the others: splits. Others None: all that are with them now."""
    listed = _there(connection, numbers)
    facing = _beside(connection, target, listed) if others is None else _there(connection, others)
    facing = [number for number in facing if number not in listed]
    if not listed or not facing:
        raise InputError(f"nothing to tell apart: no other reports in the {target}")
    sides = {"reports": listed, "others": facing}
    made = _add(connection, author, reason, "different", target, listed[0], other_report_id=facing[0], value=sides)
    _relink(connection, target, _pairs(sides))
    return made


def verdict(
    connection: Connection,
    kind: Literal["accept", "reject"],
    target: Found,
    report: int,
    start: int,
    end: int,
    *,
    author: str,
    reason: str | None = None,
) -> int:
    """What was found at this span (of a claim: its cue, else its first content) is right, or is not to count."""
    if find_row(connection, target, report, start, end) is None:
        raise InputError(f"no {target} at {start}-{end} of report {report}")
    before = _earlier(connection, ("accept", "reject"), target, report, start, end, None)
    made = _add(
        connection, author, reason, kind, target, report, start_char=start, end_char=end, supersedes_id=before
    )
    _resettle(connection, report)
    return made


def correct(
    connection: Connection,
    target: Found,
    report: int,
    start: int,
    end: int,
    field: str,
    value: Given,
    *,
    author: str,
    reason: str | None = None,
) -> int:
    """A field (see `FIELDS`) of what was found there should be `value`; text is read as what the field takes."""
    given = _value(target, field, value)
    row = find_row(connection, target, report, start, end)
    if row is None:
        raise InputError(f"no {target} at {start}-{end} of report {report}")
    if target == "claim" and field == "speaker" and given is not None and row.speaker_kind is None:
        raise InputError("whom it names has no kind yet: correct speaker_kind first")
    before = _earlier(connection, ("correct",), target, report, start, end, field)
    made = _add(
        connection, author, reason, "correct", target, report, start_char=start, end_char=end, field=field,
        value=given, supersedes_id=before,
    )  # fmt: skip
    _resettle(connection, report)
    return made


def undo(connection: Connection, number: int, *, author: str, reason: str | None = None) -> int:
    """Take a judgement back (an undo too). The number of the judgement that does."""
    row = connection.execute(select(judgements).where(judgements.c.id == number)).one_or_none()
    if row is None:
        raise InputError(f"no judgement {number}")
    if number in dead(connection):
        raise InputError(f"judgement {number} does not stand any more")
    made = _add(connection, author, reason, "undo", row.target, row.report_id, supersedes_id=number)
    judged = _undone(connection, row)
    if judged.kind in ("same", "different"):
        _relink(connection, judged.target, _pairs(judged.value))
    else:
        _resettle(connection, judged.report_id)
    return made


def _undone(connection: Connection, row: Row[Any]) -> Row[Any]:
    """What an undo, or an undo of one, is about in the end."""
    while row.kind == "undo":
        row = connection.execute(select(judgements).where(judgements.c.id == row.supersedes_id)).one()
    return row


def history(
    connection: Connection, *, report: int | None = None, limit: int = 100, before: int | None = None
) -> tuple[Judgement, ...]:
    """Judgements, the latest first; of one report, or all. `before`: only those with smaller numbers."""
    if report is not None:
        found = [j for j in judgements_of(connection, [report]) if before is None or j.number < before]
        return tuple(found[:limit])
    asked = select(judgements).order_by(judgements.c.id.desc()).limit(limit)
    rows = connection.execute(asked.where(judgements.c.id < before) if before is not None else asked).all()
    return _made(connection, rows)


def judgements_of(connection: Connection, numbers: Sequence[int]) -> tuple[Judgement, ...]:
    """All judgements on these reports, the latest first."""
    wanted, table = set(numbers), judgements
    sides = table.c.kind.in_(("same", "different"))
    rows: list[Row[Any]] = []
    for start in range(0, len(numbers), 500):
        mine = table.c.report_id.in_(numbers[start : start + 500])
        rows += connection.execute(select(table).where(mine, ~sides)).all()
    for row in connection.execute(select(table).where(sides)):
        if wanted & {*row.value["reports"], *row.value["others"]}:
            rows.append(row)
    there = {row.id for row in rows}
    undone = connection.execute(select(table).where(table.c.kind == "undo").order_by(table.c.id)).all()
    for row in undone:
        if row.supersedes_id in there and row.id not in there:
            there.add(row.id)
            rows.append(row)
    return _made(connection, sorted(rows, key=lambda row: -row.id))


def inside(connection: Connection, target: Linked, number: int) -> list[int]:
    """The reports of a cluster by its number; of an incident, those whose main one it is."""
    table = _MEMBERS[target]
    asked = select(table.c.report_id).where(table.c[f"{target}_id"] == number).order_by(table.c.report_id)
    return list(connection.scalars(asked.where(table.c.role == "main") if target == "incident" else asked))


def span_of_claim(connection: Connection, report: int, label: str) -> tuple[int, int]:
    """What a judgement calls a claim by: its cue, else its first content. Raises InputError where there is none."""
    row = connection.execute(
        select(claims.c.cue_start, claims.c.cue_end, claim_contents.c.start_char, claim_contents.c.end_char)
        .outerjoin(claim_contents, (claim_contents.c.claim_id == claims.c.id) & (claim_contents.c.number == 0))
        .where(claims.c.report_id == report, claims.c.label == label)
    ).one_or_none()
    start, end = (None, None) if row is None else (row[0], row[1]) if row[0] is not None else (row[2], row[3])
    if start is None or end is None:
        raise InputError(f"no claim {label[:40]!r} in report {report}")
    return start, end


def links_judged(connection: Connection, numbers: Iterable[int]) -> list[tuple[Linked, int, int, bool]]:
    """Pairs of reports of which one is among `numbers`, with what the latest judgement that stands says of each."""
    wanted, gone = set(numbers), dead(connection)
    said: dict[tuple[Linked, int, int], bool] = {}
    table = judgements
    asked = select(table).where(table.c.kind.in_(("same", "different"))).order_by(table.c.id)
    for row in connection.execute(asked):
        if row.id not in gone:
            for a, b in _pairs(row.value):
                if a in wanted or b in wanted:
                    said[row.target, a, b] = row.kind == "same"
    return [(*pair, same) for pair, same in said.items()]


def _made(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[Judgement, ...]:
    gone = dead(connection)
    asked = select(standing.c.judgement_id, standing.c.machine)
    asked = asked.where(standing.c.judgement_id.in_([row.id for row in rows]), standing.c.field.is_not(None))
    machine = {row[0]: row[1] for row in connection.execute(asked)}
    return tuple(_judgement(connection, row, machine.get(row.id), row.id not in gone) for row in rows)


def _judgement(connection: Connection, row: Row[Any], machine: Given, stands: bool) -> Judgement:
    words: str | None = None
    sides: dict[str, list[int]] = {"reports": [], "others": []}
    if row.start_char is not None:
        length = row.end_char - row.start_char
        cut = func.substr(reports.c.text, row.start_char + 1, length)
        words = connection.scalar(select(cut).where(reports.c.id == row.report_id))
    if row.kind in ("same", "different"):
        sides = row.value
    elif row.report_id is not None:
        sides = {"reports": [row.report_id], "others": []}
    return Judgement(
        row.id, row.made, row.author, row.reason, row.kind, row.target, tuple(sides["reports"]), tuple(sides["others"]),
        row.start_char, row.end_char, words, row.field, row.value if row.kind == "correct" else None, machine,
        row.supersedes_id, stands,
    )  # fmt: skip


def _add(
    connection: Connection, author: str, reason: str | None, kind: str, target: str, report: int | None, **more: Any
) -> int:
    who, why = " ".join(author.split()), (reason or "").strip() or None
    if not who:
        raise InputError("a judgement has an author")
    if len(who) > _LONGEST or len(why or "") > _LONGEST:
        raise InputError(f"an author or a reason of more than {_LONGEST} characters")
    row = {"made": now(), "author": who, "reason": why, "kind": kind, "target": target, "report_id": report, **more}
    return int(connection.execute(insert(judgements).values(row).returning(judgements.c.id)).scalar_one())


def _value(target: Found, field: str, value: Given) -> Given:
    if field not in FIELDS[target]:
        raise InputError(f"a {target} has no field {field[:40]!r}; it has {', '.join(FIELDS[target])}")
    wanted = FIELDS[target][field]
    try:
        if wanted is _DAY:
            return None if value is None else date.fromisoformat(str(value)).isoformat()
        given: Given = msgspec.convert(value, wanted, strict=False)
    except (msgspec.ValidationError, ValueError):
        known = [str(each) for kind in (wanted, *get_args(wanted)) for each in get_args(kind) if isinstance(each, str)]
        hint = f" (one of {', '.join(dict.fromkeys(known))})" if known else ""
        raise InputError(f"{str(value)[:40]!r} is no {field} of a {target}{hint}") from None
    if isinstance(given, str) and (len(given) > _LONGEST or not given.strip()):
        raise InputError(f"{field}: empty, or more than {_LONGEST} characters")
    if field in _BOUNDS and given is not None and not isinstance(given, str):
        low, high = _BOUNDS[field]
        if not low <= given <= high:
            raise InputError(f"{given}: {field} lies between {low} and {high}")
    return given


def _there(connection: Connection, numbers: Sequence[int]) -> list[int]:
    listed = list(dict.fromkeys(numbers))
    found = set(connection.scalars(select(reports.c.id).where(reports.c.id.in_(listed))))
    for number in listed:
        if number not in found:
            raise InputError(f"no report {number}")
    return listed


def _beside(connection: Connection, target: Linked, numbers: Sequence[int]) -> list[int]:
    """The other reports of the clusters these reports are in."""
    table = _MEMBERS[target]
    column = table.c[f"{target}_id"]
    mine = select(column).where(table.c.report_id.in_(numbers))
    asked = select(table.c.report_id).where(table.c.report_id.not_in(numbers))
    if target == "incident":
        mine, asked = mine.where(table.c.role == "main"), asked.where(table.c.role == "main")
    return list(connection.scalars(asked.where(column.in_(mine)).order_by(table.c.report_id)))


def _pairs(sides: dict[str, list[int]]) -> list[tuple[int, int]]:
    """Pairs a judgement speaks of, the smaller number first: a chain of the same, each with each of the different."""
    one, other = sides["reports"], sides["others"]
    pairs = [(a, b) for a in one for b in other] if other else list(pairwise(one))
    return [(min(pair), max(pair)) for pair in pairs]


def _earlier(
    connection: Connection, kinds: Sequence[str], target: Found, report: int, start: int, end: int, field: str | None
) -> int | None:
    """The judgement that stands on the same thing."""
    table = judgements
    there = and_(table.c.report_id == report, table.c.start_char == start, table.c.end_char == end)
    asked = select(table.c.id).where(there, table.c.target == target, table.c.kind.in_(kinds))
    asked = asked.where(table.c.field == field) if field is not None else asked
    gone = dead(connection)
    return max((number for number in connection.scalars(asked) if number not in gone), default=None)


def _resettle(connection: Connection, report: int) -> None:
    from sayso.ledger.relinked import relink

    settle(connection, [report])
    relink(connection, [report])


def _relink(connection: Connection, target: Linked, pairs: Sequence[tuple[int, int]]) -> None:
    from sayso.ledger.relinked import rejudge

    judged = links_judged(connection, {number for pair in pairs for number in pair})
    said = {(a, b): same for at, a, b, same in judged if at == target}
    rejudge(connection, target, {pair: said.get(pair) for pair in pairs})


__all__ = [
    "FIELDS",
    "Found",
    "Given",
    "Judgement",
    "Linked",
    "correct",
    "different",
    "history",
    "inside",
    "judgements_of",
    "links_judged",
    "same",
    "span_of_claim",
    "undo",
    "verdict",
]
