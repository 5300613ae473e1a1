"""How far the reading has come, on standard error, for those who wait at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Lock, Timer
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from sayso.cli.safe import one_line

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_PATIENCE = 1.0  # seconds without a bar: what is done by then needs none


class Progress:
    """Counts outcomes and prints refusals; a bar appears after a second where `bar` is true.

    done: what is said of a report that is done with: "read", "added".
    total: the bytes there are to take in, None when nobody knows; asked when the bar appears, as it may take a while.
    """

    def __init__(self, total: Callable[[], int | None], *, bar: bool, done: str = "read") -> None:
        self.refused = 0
        self._read = self._known = 0
        self._done = done
        self._begun = monotonic()
        self._taken = 0
        self._total = total
        self._bar: Bar | None = None
        self._lock = Lock()  # the timer's thread starts the bar, the main thread uses and ends it
        self._over = False
        self._timer = Timer(_PATIENCE, self._start) if bar else None

    def __enter__(self) -> Progress:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._over = True
            if self._timer:
                self._timer.cancel()
            if self._bar:
                self._bar.stop()

    def advance(self, taken: int) -> None:
        """So many more bytes have been taken in."""
        self._taken += taken

    def read(self, count: int = 1) -> None:
        """So many more reports are done with."""
        self._read += count
        self._update()

    def known(self) -> None:
        """One more report needed nothing done."""
        self._known += 1
        self._update()

    def refuse(self, where: str, reason: str) -> None:
        """One more input has been refused: say so on one line."""
        self.refused += 1
        self.say(f"{one_line(where)}: {one_line(reason)}")
        self._update()

    def say(self, words: str) -> None:
        """One line on standard error, above the bar where there is one."""
        line = f"sayso: {one_line(words)}"
        with self._lock:
            if self._bar:
                self._bar.console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
            else:
                print(line, file=sys.stderr, flush=True)

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        total = self._total()
        with self._lock:
            if self._over:
                return
            ends = (BarColumn(), TimeRemainingColumn()) if total else ()
            columns = (SpinnerColumn(), TextColumn("{task.description}"), *ends, TimeElapsedColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task(self._words(), total=total, completed=self._taken)
            self._bar.start()

    def _update(self) -> None:
        with self._lock:
            if self._bar:
                self._bar.update(self._bar.task_ids[0], description=self._words(), completed=self._taken)

    def _words(self) -> str:
        known = f", {self._known:,} there already" if self._known else ""
        refused = f", {self.refused:,} refused" if self.refused else ""
        rate = self._read / max(monotonic() - self._begun, 0.1)
        return f"{self._read:,} {self._done}{known}{refused} · {rate:,.1f}/s"
