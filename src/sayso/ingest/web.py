"""From addresses to reports: a page is one report; of a feed each entry, whose page is fetched where the feed has only
a summary of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO
from urllib.parse import quote, urlsplit

import msgspec

from sayso._errors import InputError, RefusedReport
from sayso._types import Report
from sayso.ingest.feed import Entry, entries
from sayso.ingest.fetch import Fetched, Fetcher
from sayso.ingest.formats import tell

_PAGES = ("text/html", "application/xhtml+xml")

Items = Iterator[Report | RefusedReport]
Seen = Callable[[str], bool]


def is_address(path: str) -> bool:
    """Whether this is to be fetched rather than opened."""
    return path.lower().startswith(("http://", "https://"))


def read(
    url: str, fetcher: Fetcher, rest: Callable[[str, BinaryIO, int], Items], *, seen: Seen = lambda url: False,
    pages: bool = True,
) -> Items:  # fmt: skip
    """The reports at an address, or why there are none.

    rest: reads what is neither a page nor a feed, given its name, bytes and length.
    seen: whether the ledger has something from an address, so that a feed's entry need not be fetched again.
    pages: whether to fetch the pages of entries that have only a summary.
    """
    try:
        yield from read_fetched(url, fetcher.get(asked(url)), fetcher, rest, seen=seen, pages=pages)
    except InputError as error:
        yield RefusedReport(url, str(error))


def read_fetched(
    url: str, found: Fetched, fetcher: Fetcher, rest: Callable[[str, BinaryIO, int], Items], *,
    seen: Seen = lambda url: False, pages: bool = True,
) -> Items:  # fmt: skip
    """The reports in an answer. Raises InputError where it is refused as a whole."""
    if not found.data:
        raise InputError("empty")
    kind = tell(urlsplit(found.url).path, found.data[:4096])
    if kind.name == "HTML" or (found.kind in _PAGES and kind.name in ("plain text", "JSON lines", "JSON")):
        yield page(url, found)
    elif kind.name == "RSS, Atom":
        for entry in entries(url, found.data, found.url):
            yield from _entry(entry, fetcher, seen, pages)
    else:
        yield from rest(url, io.BytesIO(found.data), len(found.data))


def page(url: str, found: Fetched) -> Report:
    """The report that a page is. Its address is the one it was found at, or its own word for it on the same host."""
    from sayso.ingest import html

    if not found.data:
        raise InputError("empty")
    made = html.read(url, found.data, found.charset)
    own = made.url if made.url and urlsplit(made.url).hostname == urlsplit(found.url).hostname else found.url
    return msgspec.structs.replace(made, url=own)


def _entry(entry: Entry, fetcher: Fetcher, seen: Seen, pages: bool) -> Items:
    if entry.url:
        entry = msgspec.structs.replace(entry, where=entry.url)
    if entry.full or not entry.url or not pages:
        yield entry.report()
        return
    if seen(entry.url):
        return
    try:
        made = page(entry.url, fetcher.get(asked(entry.url)))
    except InputError as error:
        yield RefusedReport(entry.url, str(error))
        return
    yield msgspec.structs.replace(
        made,
        url=entry.url,  # what the next poll knows it by
        title=made.title or entry.title,
        published=made.published or entry.published,
        publisher=made.publisher or entry.publisher,
        byline=made.byline or entry.byline,
    )


def asked(url: str) -> str:
    """The address with what browsers escape in it escaped."""
    return quote(url.strip(), safe="!#$%&'()*+,/:;=?@[]~")
