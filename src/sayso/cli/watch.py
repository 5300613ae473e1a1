"""Polling feeds: one round after another, each feed when it is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from time import sleep
from typing import TYPE_CHECKING

from sayso._errors import InputError, RefusedReport
from sayso.ingest import fetched, web
from sayso.ledger.adder import forget_refusals
from sayso.ledger.feeds import Feed, load_feed, now, save_feed

if TYPE_CHECKING:
    from sayso._types import Report
    from sayso.cli.ledger import Filler
    from sayso.ingest.fetch import Fetcher
    from sayso.ledger.store import Ledger


class Watch:
    """Polls feeds and fills the ledger with what is new. `failed` counts polls that did not come through."""

    def __init__(
        self,
        ledger: Ledger,
        filler: Filler,
        fetcher: Fetcher,
        *,
        every: float,
        pages: bool,
        say: Callable[[str], object],
    ) -> None:
        self.failed = 0
        self._ledger, self._filler, self._fetcher = ledger, filler, fetcher
        self._every, self._pages, self._say = timedelta(minutes=every), pages, say

    def round(self, urls: Iterable[str], *, once: bool = False) -> None:
        """Poll those that are due; with `once` those too that were asked lately and answered. Raises LedgerError."""
        for url in urls:
            with self._ledger.reading() as connection:
                feed = load_feed(connection, url)
            if feed.due(now()) or (once and not feed.failures):
                self._poll(feed)
            elif once:
                self.failed += 1
                self._say(f"{url}: not asked before {feed.next_poll}: {feed.last_answer}")

    def wait(self, urls: Iterable[str]) -> None:
        """Sleep until the next is due."""
        with self._ledger.reading() as connection:
            times = [load_feed(connection, url) for url in urls]
        while not any(feed.due(now()) for feed in times):
            sleep(1)

    def _poll(self, feed: Feed) -> None:
        refused, broken = self._filler.tally.refused, list[InputError]()
        tags, answer = (feed.etag, feed.last_modified), ""

        def items() -> Iterator[Report | RefusedReport]:
            nonlocal answer, tags
            try:
                found = self._fetcher.get(web.asked(feed.url), etag=feed.etag, last_modified=feed.last_modified)
                answer = str(found.status)
                if found.status == 200:
                    tags = (found.etag, found.last_modified)
                    yield from web.read_fetched(
                        feed.url, found, self._fetcher, fetched(), seen=self._filler.seen, pages=self._pages
                    )
            except InputError as error:
                broken.append(error)
                yield RefusedReport(feed.url, str(error))

        self._filler.fill(items())
        if broken:
            self.failed += 1
            wish = getattr(broken[0], "retry_after", None)
            self._save(feed.failed(now(), self._every, str(broken[0]), wish))
            return
        if self._filler.tally.refused > refused:
            tags = (None, None)  # what failed is tried again, though the feed may not have changed
        self._save(feed.answered(now(), self._every, answer, *tags))

    def _save(self, feed: Feed) -> None:
        with self._ledger.writing() as connection:
            save_feed(connection, feed)
            if not feed.failures:
                forget_refusals(connection, [feed.url])
