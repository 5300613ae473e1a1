"""Saves a stream of readings in batches, so that a batch is in the ledger as a whole or not at all.

What `Tally` counts as added is committed. After a kill at any moment the same input can be given again: what is there
is known by its address and text, and is not read a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import monotonic, sleep
from typing import Any, Protocol, TypeVar

import msgspec
from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from sayso._errors import InputError, RefusedReport
from sayso._types import Reading, Report
from sayso.ledger import write
from sayso.ledger.address import file_of
from sayso.ledger.schema import refusals
from sayso.ledger.store import Ledger, Unavailable

BATCH = 100  # reports a transaction at most: what waits in memory
PATIENCE = 60.0  # seconds to wait for a database that went away
_EVERY = 1.0  # seconds after which what waits is saved, however little: what a kill can cost
T = TypeVar("T")


class Tally(msgspec.Struct):
    """What was done so far, all of it committed."""

    added: int = 0
    versions: int = 0  # of those added
    known: int = 0
    refused: int = 0


class Link(Protocol):
    """Called inside the transaction that stores readings, with those that are new, in their order."""

    def __call__(
        self, connection: Connection, added: Sequence[tuple[int, Reading]], replaced: Sequence[int] = ()
    ) -> object:
        """replaced: reports whose place newer versions have taken, or whose readings were made anew."""


class Adder:
    """Takes outcomes in order, saves them when enough are there or a second has passed. `save` ends it.

    reader: says which reader made the readings, when the first is there.
    link: what is to be done with new reports besides.
    say: told when the database has gone away, and when it is back.
    on_saved: told how many reports were added by each commit.
    """

    def __init__(
        self,
        ledger: Ledger,
        reader: Callable[[], str],
        *,
        link: Link | None = None,
        say: Callable[[str], object] = lambda line: None,
        on_saved: Callable[[int], object] = lambda count: None,
        patience: float = PATIENCE,
    ) -> None:
        self.tally = Tally()
        self._ledger, self._reader, self._link, self._say, self._patience = ledger, reader, link, say, patience
        self._on_saved = on_saved
        self._pairs: list[tuple[Report, Reading]] = []
        self._refused: list[RefusedReport] = []
        self._since: float | None = None

    def known(self, report: Report) -> bool:
        """Whether the ledger has this text from this address. Raises LedgerError."""

        def find() -> bool:
            with self._ledger.reading() as connection:
                return write.find(connection, report) is not None

        found = self._patiently(find)
        self.tally.known += found
        return found

    def take(self, report: Report, reading: Reading) -> None:
        """One more reading to save. Raises LedgerError."""
        self._pairs.append((report, reading))
        self._save_in_time()

    def refuse(self, refused: RefusedReport) -> None:
        """One more refusal to save. Raises LedgerError."""
        self._refused.append(refused)
        self._save_in_time()

    def _save_in_time(self) -> None:
        self._since = self._since or monotonic()
        if len(self._pairs) + len(self._refused) >= BATCH or monotonic() - self._since >= _EVERY:
            self.save()

    def save(self) -> None:
        """Commit all that waits. Raises LedgerError; nothing that waited is written then."""
        if not self._pairs and not self._refused:
            return
        try:
            done = self._patiently(lambda: self._write(self._pairs, self._refused))
        except InputError:  # a reading that is not of its text: find it, refuse it, save the others
            done = []
            for pair in self._pairs:
                done += self._alone(pair)
            self._patiently(lambda: self._write([], self._refused))
        self.tally.refused += len(self._refused)
        self._pairs, self._refused, self._since = [], [], None
        self._count(done)

    def _alone(self, pair: tuple[Report, Reading]) -> list[write.Stored]:
        try:
            return self._patiently(lambda: self._write([pair], []))
        except InputError as error:
            self._refused.append(RefusedReport(pair[0].where or pair[0].id, str(error)))
            self._say(str(self._refused[-1]))
            return []

    def _write(self, pairs: list[tuple[Report, Reading]], refused: list[RefusedReport]) -> list[write.Stored]:
        with self._ledger.writing() as connection:
            done = write.store(connection, pairs, self._reader() if pairs else "")
            new = [(d.report_id, reading) for d, (_, reading) in zip(done, pairs, strict=True) if d.outcome != "known"]
            if self._link and new:
                self._link(connection, new, [d.previous for d in done if d.previous is not None])
            forget_refusals(connection, (report.where or report.id for report, _ in pairs))
            keep_refusals(connection, refused)
        return done

    def _count(self, done: list[write.Stored]) -> None:
        added = sum(d.outcome != "known" for d in done)
        self.tally.added += added
        self.tally.versions += sum(d.outcome == "version" for d in done)
        self.tally.known += len(done) - added
        self._on_saved(added)

    def _patiently(self, work: Callable[[], T]) -> T:
        return patiently(work, self._say, self._patience)


def patiently(work: Callable[[], T], say: Callable[[str], object], patience: float = PATIENCE) -> T:
    """What `work` gives, tried again while the database is away.

    A transaction that was cut off did not happen; should only the news of its success have been lost, its reports are
    found to be known. Raises Unavailable when the database stays away.
    """
    until, pause, told = monotonic() + patience, 0.25, False
    while True:
        try:
            result = work()
        except Unavailable as error:
            if monotonic() >= until:
                raise
            if not told:
                say(f"{error}; waiting for it")
                told = True
            sleep(min(pause, max(until - monotonic(), 0)))
            pause = min(pause * 2, 5.0)
        else:
            if told:
                say("the database is back")
            return result


def keep_refusals(connection: Connection, refused: Iterable[RefusedReport]) -> None:
    """Write refusals; one that is there already is counted on."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for item in refused:
        key = _clean(item.where), _clean(item.reason)
        seen = {"first_refused": write.now(), "last_refused": write.now()}
        rows[key] = {"found_at": key[0], "reason": key[1], "times": 1, **seen}
    if rows:
        made: Any = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(refusals)
        again = {"last_refused": made.excluded.last_refused, "times": refusals.c.times + 1}
        keys = [refusals.c.found_at, refusals.c.reason]
        connection.execute(made.on_conflict_do_update(index_elements=keys, set_=again), list(rows.values()))


def forget_refusals(connection: Connection, added: Iterable[str]) -> None:
    """Take out the refusals of what was added after all: of the report, and of the file it came from."""
    there = {place for where in added for place in (where, file_of(where))}
    if there:
        connection.execute(delete(refusals).where(refusals.c.found_at.in_(sorted(there))))


def _clean(text: str) -> str:
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
