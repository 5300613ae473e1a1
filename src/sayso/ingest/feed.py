"""RSS and Atom, in all their versions: each entry is one report."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from sayso._errors import InputError, RefusedReport
from sayso._types import Report
from sayso.ingest import markup
from sayso.ingest.checks import check_text
from sayso.ingest.published import find_published
from sayso.ingest.xml import text_of

_MOST = 5_000  # entries of one feed


class Entry(msgspec.Struct, frozen=True):
    """One entry, before it is known whether it is a report. `full`: it has its whole text, not only a summary."""

    where: str
    id: str | None
    url: str | None
    title: str | None
    published: str | None
    publisher: str | None
    byline: str | None
    text: str
    full: bool

    def report(self) -> Report | RefusedReport:
        """The report it is; a refusal where its text is none."""
        try:
            if not self.text:
                raise InputError("no text: an entry with neither content nor summary")
            check_text(self.text)
        except InputError as error:
            return RefusedReport(self.where, str(error))
        return Report(
            self.id or self.where, self.text, self.title, self.published, self.publisher, self.url, self.byline,
            self.where if self.id else None,
        )  # fmt: skip


def read(name: str, data: bytes) -> Iterator[Report | RefusedReport]:
    """The reports of a feed: of each entry its content, else its summary. Nothing is fetched. Raises InputError."""
    for entry in entries(name, data):
        yield entry.report()


def entries(name: str, data: bytes, base: str | None = None) -> list[Entry]:
    """The entries of a feed, in its order, the n-th with `name:n` for its place.

    base: the feed's own address, against which relative links are resolved.
    Raises InputError where it is no feed, or one without entries.
    """
    import feedparser

    source = io.BytesIO(text_of(data).encode("utf-8"))  # never a string, which feedparser might take for an address
    header = {"content-type": "application/xml; charset=utf-8", "content-location": base or ""}
    try:
        found = feedparser.parse(source, response_headers=header, resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # whatever a feed does to the library, the next is read
        raise InputError(f"a feed that cannot be parsed ({type(error).__name__})") from error
    if not found.version and not found.entries:
        raise InputError("a feed that cannot be parsed")
    if not found.entries:
        raise InputError("empty: a feed without entries")
    if len(found.entries) > _MOST:
        raise InputError(f"a feed of more than {_MOST:,} entries")
    publisher = _line(found.feed.get("title"))
    return [_entry(f"{name}:{k}", item, publisher, base) for k, item in enumerate(found.entries, 1)]


def _entry(where: str, item: Any, publisher: str | None, base: str | None) -> Entry:
    content = max((markup.text_of(part.get("value") or "") for part in item.get("content") or ()), key=len, default="")
    summary = markup.text_of(item.get("summary") or "")
    full = bool(content) and len(content) >= len(summary)  # feedparser repeats a content as the summary
    link = _address(item.get("link"), base)
    guid = _line(item.get("id"))
    return Entry(
        where=where,
        id=guid or link,
        url=link or _address(guid, None),
        title=_line(item.get("title")),
        published=_published(item),
        publisher=_line((item.get("source") or {}).get("title")) or publisher,
        byline=_line((item.get("author_detail") or {}).get("name")) or _line(item.get("author")),
        text=content if full else summary,
        full=full,
    )


def _line(value: Any) -> str | None:
    return " ".join(markup.text_of(value).split()) or None if isinstance(value, str) else None


def _address(value: Any, base: str | None) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        found = urljoin(base or "", value.strip())
        parts = urlsplit(found)
        return found if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _published(item: Any) -> str | None:
    """As the feed writes it where that can be read; else as feedparser understands it, which is UTC."""
    written = item.get("published")
    if not written:
        return None
    if found := find_published(written):
        return found
    parsed = item.get("published_parsed")
    try:
        return datetime(*parsed[:6]).replace(tzinfo=UTC).isoformat() if parsed else None
    except (ValueError, TypeError):
        return None
