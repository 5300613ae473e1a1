"""Links made anew: after a reading was made anew, after a judgement. Inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy import Connection, select

from sayso._types import Reading
from sayso.ledger.linked import _Work, link
from sayso.ledger.schema import reports
from sayso.ledger.standing import judged_reading, settle


def reread(connection: Connection, readings: Sequence[tuple[int, Reading]], replaced: Sequence[int] = ()) -> None:
    """What is done with reports that were read anew: judgements are laid over the new reading, and links made anew."""
    numbers = [number for number, _ in readings]
    settle(connection, numbers)
    relink(connection, numbers)


def relink(connection: Connection, numbers: Sequence[int]) -> None:
    """Link reports anew, as the judgements that stand have them read. Replaced versions are not linked."""
    newest = _newest(connection, numbers)
    judged = {number: judged_reading(connection, number) for number in newest}
    link(connection, [(number, reading) for number, reading in judged.items() if reading is not None], newest)


def rejudge(
    connection: Connection, target: Literal["incident", "origin", "story"], said: Mapping[tuple[int, int], bool | None]
) -> None:
    """Take an analyst's word on pairs of reports: the same, different, or (None) nothing any more."""
    work = _Work(connection)
    names = work.names(sorted({number for pair in said for number in pair}))
    for (a, b), same in said.items():
        work.note(work.linker.judge(target, names[a], names[b], same))
    work.write()


def _newest(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """Those that no newer version replaces."""
    replaced = set(connection.scalars(select(reports.c.previous_id).where(reports.c.previous_id.in_(numbers))))
    return [number for number in numbers if number not in replaced]
