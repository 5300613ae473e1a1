"""What is remembered of feeds that are polled, and when each is to be asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, delete, insert, select

from sayso.ledger.schema import feeds, reports

LONGEST = timedelta(days=1)  # between two polls of a feed that fails


class Feed(msgspec.Struct, frozen=True):
    """A feed's state, in the words of the table."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    polled: str | None = None
    next_poll: str | None = None
    failures: int = 0
    last_answer: str | None = None

    def due(self, now: datetime) -> bool:
        """Whether it may be asked now."""
        return self.next_poll is None or datetime.fromisoformat(self.next_poll) <= now

    def answered(
        self, now: datetime, every: timedelta, answer: str, etag: str | None, last_modified: str | None
    ) -> Feed:
        """After a poll that came through."""
        return Feed(self.url, etag, last_modified, _iso(now), _iso(now + every), 0, answer)

    def failed(self, now: datetime, every: timedelta, reason: str, retry_after: float | None) -> Feed:
        """After a poll that did not: each failure doubles the wait, and the host's own wish counts if it is longer."""
        wait = min(every * 2 ** min(self.failures + 1, 16), LONGEST)
        wait = max(wait, min(timedelta(seconds=retry_after or 0), LONGEST))
        changes = {"polled": _iso(now), "next_poll": _iso(now + wait), "failures": self.failures + 1}
        return msgspec.structs.replace(self, **changes, last_answer=reason)


def load_feed(connection: Connection, url: str) -> Feed:
    """What is known of a feed; nothing but its address the first time."""
    row = connection.execute(select(feeds).where(feeds.c.url == url)).one_or_none()
    return Feed(url) if row is None else Feed(**row._asdict())


def save_feed(connection: Connection, feed: Feed) -> None:
    """Remember a feed's state in the place of the old one."""
    connection.execute(delete(feeds).where(feeds.c.url == feed.url))
    connection.execute(insert(feeds), [msgspec.structs.asdict(feed)])


def has_address(connection: Connection, address: str) -> bool:
    """Whether there is a report from this address, in whatever version."""
    return connection.scalar(select(reports.c.id).where(reports.c.address == address).limit(1)) is not None


def now() -> datetime:
    """The time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def _iso(time: datetime) -> str:
    return time.isoformat(timespec="seconds")
