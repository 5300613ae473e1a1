"""WARC, as crawlers keep what they were served: each response that is a page or text is one report.

What is no response of a page (requests, metadata, pictures, redirections, errors) is passed over. fastwarc parses the
records, but stops at the first that is broken: where one ends and the next begins is found here, so that a record that
breaks off is refused and the next that is whole is read.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso._errors import InputError, RefusedReport
from sayso._types import Report
from sayso.ingest.checks import MAX_BYTES, too_big
from sayso.ingest.formats import Items, Source
from sayso.ingest.plain import read as read_plain

_PAGES = ("text/html", "application/xhtml+xml")
_BEGINS = re.compile(rb"WARC/1\.\d\r?\n(?=[A-Za-z-]+:)")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type:[ \t]*(?:response|resource)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEADER = 65536  # bytes of a record's header at most
_CHUNK = 65536
_GZIP = b"\x1f\x8b\x08"


def read(source: Source) -> Items:
    """The reports of a web archive, unpacked already. Raises InputError where there is not one page in it."""
    found = False
    for number, record in enumerate(_records(source.stream), 1):
        where = f"{source.name}:{number}"
        try:
            item = _report(where, record, source) if isinstance(record, bytes) else RefusedReport(where, str(record))
        except InputError as error:
            item = RefusedReport(where, str(error))
        if item is not None:
            found = True
            yield item
    if not found:
        raise InputError("no page in it: a web archive without responses that are pages")


def _records(stream: BinaryIO) -> Iterator[bytes | InputError]:
    """Each record, or why it cannot be had; those that are no response come as empty bytes."""
    pending = b""  # read already: a record that broke off has taken the beginning of the next for its own
    while True:
        head, pending = _head(stream, pending)
        if head is None:
            return
        if again := _BEGINS.search(head, 5):
            yield InputError("damaged record: it breaks off")
            pending = head[again.start() :] + pending
            continue
        length = _LENGTH.search(head)
        if length is None:
            yield InputError("damaged record: no length")
            continue
        size = int(length[1])
        wanted = bool(_TYPE.search(head))
        if size > MAX_BYTES + _HEADER:
            yield too_big(size) if wanted else b""
            pending = _skipped(stream, pending, size)
            continue
        block, pending = _take(stream, pending, size + 4)
        end = block[size:]
        if len(block) >= size and (not end.strip() or end.lstrip().startswith(b"WARC")):
            pending = end.lstrip() + pending
            yield head + block[:size] + b"\r\n\r\n" if wanted else b""
            continue
        yield InputError("damaged record: it breaks off")
        pending = block + pending


def _head(stream: BinaryIO, pending: bytes) -> tuple[bytes | None, bytes]:
    """The next header with the empty line below it, and what was read beyond; whatever lies before it is dropped."""
    while not (begin := _BEGINS.search(pending)):
        chunk = stream.read(_CHUNK)
        if not chunk:
            return None, b""
        pending = pending[-64:] + chunk
    pending = pending[begin.start() :]
    while True:
        ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := pending.find(mark)) >= 0]
        if ends:
            return pending[: min(ends)], pending[min(ends) :]
        chunk = stream.read(_CHUNK) if len(pending) < _HEADER else b""
        if not chunk:  # a header without end: its first line is passed, so that the next one is found
            return pending[:_HEADER], pending[10:] if len(pending) >= _HEADER else b""
        pending += chunk


def _take(stream: BinaryIO, pending: bytes, count: int) -> tuple[bytes, bytes]:
    parts, have = [pending], len(pending)
    while have < count and (chunk := stream.read(max(_CHUNK, count - have))):
        parts.append(chunk)
        have += len(chunk)
    whole = b"".join(parts)
    return whole[:count], whole[count:]


def _skipped(stream: BinaryIO, pending: bytes, count: int) -> bytes:
    """What is read of `stream` beyond the next `count` bytes, of which `pending` are read already."""
    while len(pending) < count:
        count -= len(pending)
        pending = stream.read(_CHUNK)
        if not pending:
            return b""
    return pending[count:]


def _report(where: str, record: bytes, source: Source) -> Report | RefusedReport | None:
    """What is in a record; None where it is no page."""
    if not record:
        return None
    from fastwarc.warc import ArchiveIterator

    try:
        parsed = next(iter(ArchiveIterator(io.BytesIO(record), parse_http=True, auto_decode="all")), None)
        return _page(where, parsed, source) if parsed is not None else None
    except InputError:
        raise
    except BaseException as error:  # a panic of fastwarc's is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise InputError(f"damaged record: {' '.join(str(error).split())[:100]}") from None


def _page(where: str, record: Any, source: Source) -> Report | None:
    headers, http = record.headers, record.http_headers
    address = (headers.get("WARC-Target-URI") or "").strip("<>")
    if http is not None and http.status_code != 200:
        return None
    kind = (record.http_content_type if http is not None else headers.get("Content-Type")) or ""
    kind = kind.partition(";")[0].strip().lower()
    if kind not in (*_PAGES, "text/plain") or not address.startswith(("http://", "https://")):
        return None
    if headers.get("WARC-Truncated"):
        raise InputError("broken off: the crawler did not keep all of the page")
    data = record.reader.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_big(None)
    source.budget.spend(len(data))
    if not data:
        raise InputError("empty")
    if kind == "text/plain":
        made = read_plain(where, data, source.defaults)
    else:
        from sayso.ingest import html

        made = html.read(where, data, record.http_charset if http is not None else None)
    record_id = (headers.get("WARC-Record-ID") or "").strip("<> ")
    return Report(
        id=record_id or where,
        text=made.text,
        title=made.title,
        published=made.published,
        publisher=made.publisher,
        url=address,
        byline=made.byline,
        where=where if record_id else None,
    )


class Salvaged(io.RawIOBase):
    """What can be unpacked of a gzip file whose members stand alone, as a web archive's do.

    A damaged member is left where it breaks, and reading goes on with the next; the record in it is then seen to break
    off. `damage` says what was wrong with the first.
    """

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self._packed = b""
        self._member: Any = None
        self.damage: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while True:
            if not self._packed:
                self._packed = self._inner.read(_CHUNK)
                if not self._packed:
                    if self._member is not None:
                        self.damage, self._member = self.damage or "it ends too early", None
                    return 0
            if self._member is None and not self._begin():
                continue
            data = self._unpack(len(buffer))
            if data:
                buffer[: len(data)] = data
                return len(data)

    def _begin(self) -> bool:
        """Whether a member begins in what is there."""
        at = self._packed.find(_GZIP)
        if at < 0:
            self._packed = b"" if len(self._packed) > 2 else self._packed + self._inner.read(_CHUNK)
            if len(self._packed) <= 2:
                self._packed = b""
            return False
        self._packed = self._packed[at:]
        self._member = zlib.decompressobj(31)
        return True

    def _unpack(self, most: int) -> bytes:
        packed = self._packed
        try:
            data: bytes = self._member.decompress(packed, most)
        except zlib.error as error:
            self.damage = self.damage or str(error)
            self._member = None
            self._packed = packed[1:]
            return b""
        if self._member.eof:
            self._packed, self._member = self._member.unused_data, None
        else:
            self._packed = self._member.unconsumed_tail
        return data
