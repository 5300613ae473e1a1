"""Reads anew what another version of the reader has read. Judgements are not touched."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from time import monotonic

from sqlalchemy import select

from sayso._types import Reading, Report
from sayso.ledger import write
from sayso.ledger.adder import BATCH, Link, patiently
from sayso.ledger.read import load_reports
from sayso.ledger.schema import readings
from sayso.ledger.store import Ledger

_AT_ONCE = 50  # reports loaded at a time


class Rereader:
    """Gives out the reports to read anew and takes their readings in the same order.

    everything: also the reports this very reader has read.
    """

    def __init__(
        self,
        ledger: Ledger,
        reader: str,
        *,
        everything: bool = False,
        link: Link | None = None,
        say: Callable[[str], object] = lambda line: None,
        on_saved: Callable[[int], object] = lambda count: None,
    ) -> None:
        self.done = 0
        self._ledger, self._reader, self._everything, self._link = ledger, reader, everything, link
        self._say, self._on_saved = say, on_saved
        self._drawn: deque[int] = deque()
        self._waiting: list[tuple[int, Reading]] = []
        self._since: float | None = None

    def reports(self) -> Iterator[Report]:
        """Every report to be read anew, by its number. Raises LedgerError."""
        last = 0
        while found := patiently(lambda: self._next(last), self._say):  # noqa: B023 -- called at once
            for number, report in found.items():
                self._drawn.append(number)
                yield report
                last = number

    def _next(self, last: int) -> dict[int, Report]:
        with self._ledger.reading() as connection:
            asked = select(readings.c.report_id).where(readings.c.report_id > last)
            if not self._everything:
                asked = asked.where(readings.c.reader != self._reader)
            numbers = connection.scalars(asked.order_by(readings.c.report_id).limit(_AT_ONCE)).all()
            return load_reports(connection, numbers)

    def take(self, reading: Reading) -> None:
        """The reading of the next report that was given out. Raises LedgerError."""
        self._waiting.append((self._drawn.popleft(), reading))
        self._since = self._since or monotonic()
        if len(self._waiting) >= BATCH or monotonic() - self._since > 1.0:
            self.save()

    def skip(self) -> None:
        """The next report that was given out cannot be read; it keeps the reading it has."""
        self._drawn.popleft()

    def save(self) -> None:
        """Commit all that waits. Raises LedgerError; nothing that waited is written then."""
        if self._waiting:
            patiently(self._write, self._say)
            self.done += len(self._waiting)
            self._on_saved(len(self._waiting))
        self._waiting, self._since = [], None

    def _write(self) -> None:
        with self._ledger.writing() as connection:
            for number, reading in self._waiting:
                write.replace(connection, number, reading, self._reader)
            if self._link:
                self._link(connection, self._waiting, [number for number, _ in self._waiting])
