"""The formats, in one place: how each is told, and which module reads it.

Bytes that only one format begins with decide first, then the ending of the name, then the first characters.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from sayso._errors import InputError, RefusedReport
from sayso._types import Report
from sayso.ingest import jsonl, plain
from sayso.ingest.budget import Budget
from sayso.ingest.checks import MAX_BYTES, too_big
from sayso.ingest.defaults import Defaults
from sayso.ingest.encoding import check_binary, unicode_form
from sayso.ingest.stream import Advance, read_at_most

Items = Iterator[Report | RefusedReport]


class Source(NamedTuple):
    """One file, or one member of an archive, opened.

    name: on one line; the id of its report and the `where` of its refusals.
    stream: its bytes from the first; `head` is what it begins with, `length` how many there are, where that is known.
    inner: the file itself where it can be sought in.
    member: reads a member of it, given the member's name, bytes and length.
    """

    name: str
    head: bytes
    stream: BinaryIO
    length: int | None
    inner: BinaryIO | None
    defaults: Defaults
    advance: Advance
    budget: Budget
    member: Callable[[str, BinaryIO, int | None], Items]

    def whole(self) -> bytes:
        """All of it, where it is one report. Raises InputError where it is too long for one."""
        if self.length is not None and self.length > MAX_BYTES:
            raise too_big(self.length)
        data = read_at_most(self.stream, MAX_BYTES)
        if data is None:
            raise too_big(None)
        return data


class Format(NamedTuple):
    """magic: whether the first bytes are its own. starts: whether the first characters are; both of `Source.head`."""

    name: str
    read: Callable[[Source], Items]
    endings: tuple[str, ...] = ()
    magic: Callable[[bytes], bool] = lambda head: False
    starts: Callable[[str], bool] = lambda start: False


_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*[\"}]")
_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+"  # atomic: many comments must not be tried in every grouping
    r"<(?:!doctype\s+html|!--"
    r"|(?:html|head|body|title|meta|link|script|style|article|main|header|nav|section|div|h[1-6]|p)\b)",
    re.IGNORECASE | re.DOTALL,
)
_PROLOG = r"\s*+(?:<\?xml[^>]*>\s*+)?(?>(?:<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*+)*+<(?:\w+:)?"
_FEED = re.compile(_PROLOG + r"(?:rss|feed|RDF)\b", re.DOTALL)
_NEWSML = re.compile(_PROLOG + r"(?:newsItem|newsMessage|packageItem|knowledgeItem|conceptItem)\b", re.DOTALL)
_XML = re.compile(r"\s*<\?xml\b")


# Each reader is imported where it is needed: trafilatura alone takes a third of a second, which text need not wait for.
def _plain(source: Source) -> Items:
    check_binary(source.head)
    yield plain.read(source.name, source.whole(), source.defaults)


def _html(source: Source) -> Items:
    check_binary(source.head)
    data = source.whole()
    from sayso.ingest import html

    yield html.read(source.name, data)


def _lines(source: Source) -> Items:
    _check_json(source)
    yield from jsonl.read_lines(source.name, source.stream)


def _json(source: Source) -> Items:
    _check_json(source)
    yield from jsonl.read_json(source.name, source.stream)


def _check_json(source: Source) -> None:
    if not source.head.lstrip().startswith(b"{"):  # else one bad line would refuse all
        check_binary(source.head)


def _feed(source: Source) -> Items:
    data = source.whole()
    from sayso.ingest import feed

    yield from feed.read(source.name, data)


def _newsml(source: Source) -> Items:
    data = source.whole()
    from sayso.ingest import newsml

    yield from newsml.read(source.name, data)


def _warc(source: Source) -> Items:
    from sayso.ingest import warc

    yield from warc.read(source)


def _zip(source: Source) -> Items:
    from sayso.ingest import archives

    yield from archives.read_zip(source)


def _tar(source: Source) -> Items:
    from sayso.ingest import archives

    yield from archives.read_tar(source)


def _packed(source: Source) -> Items:
    from sayso.ingest import archives

    yield from archives.read_packed(source)


def _is_packed(head: bytes) -> bool:
    return head.startswith((b"\x1f\x8b", b"\xfd7zXZ\0")) or (head[:3] == b"BZh" and head[4:10] == b"1AY&SY")


FORMATS = (
    Format("zip", _zip, (), lambda head: head.startswith((b"PK\x03\x04", b"PK\x05\x06"))),
    Format("gzip, bzip2, xz", _packed, (), _is_packed),
    Format("tar", _tar, (".tar",), lambda head: head[257:262] == b"ustar"),
    Format("WARC", _warc, (".warc",), lambda head: head.startswith(b"WARC/")),
    Format("HTML", _html, (".html", ".htm", ".xhtml")),
    Format("RSS, Atom", _feed, (".rss", ".atom"), starts=lambda start: bool(_FEED.match(start))),
    Format("NewsML-G2", _newsml, (), starts=lambda start: bool(_NEWSML.match(start))),
    Format("JSON lines", _lines, (".jsonl", ".ndjson")),
    Format("JSON", _json, (".json",), starts=lambda start: bool(_JSON.match(start))),
    Format("HTML", _html, (), starts=lambda start: bool(_HTML.match(start))),
    Format("plain text", _plain, (".txt", ".text", ".md"), starts=lambda start: not _XML.match(start)),
)


def tell(path: str, head: bytes) -> Format:
    """The format of a file with this name and these first bytes. Raises InputError where it is none that is read."""
    for known in FORMATS:
        if known.magic(head):
            return known
    ending = os.path.splitext(path)[1].lower()
    for known in FORMATS:
        if ending in known.endings:
            return known
    start = head.decode(unicode_form(head) or "utf-8", errors="replace").removeprefix("\ufeff")
    for known in FORMATS:
        if known.starts(start):
            return known
    raise InputError("XML that is no feed, no news item and no web page: not a format that is read")
