"""A file's bytes, with a first look at them that is not lost to the reader: for files, pipes and standard input."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

HEAD = 4096  # bytes looked at to tell the format
_BUFFER = 65536

Advance = Callable[[int], object]


class _Source(io.RawIOBase):
    """Gives `head` again before the rest of `inner`, and tells `advance` how many bytes were taken."""

    def __init__(self, inner: BinaryIO, advance: Advance | None) -> None:
        self._take: Callable[[int], bytes] = getattr(inner, "read1", inner.read)
        self._advance = advance
        self.head = self._look()
        self._pending = self.head

    def _look(self) -> bytes:
        # A pipe gives what it has. One line that is not blank is enough, so that a live stream is not held up.
        head = b""
        while len(head) < HEAD and b"\n" not in head.lstrip():
            chunk = self._take(_BUFFER)
            if not chunk:
                break
            head += chunk
        return head

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._pending[: len(buffer)] or self._take(len(buffer))
        self._pending = self._pending[len(chunk) :]
        buffer[: len(chunk)] = chunk
        if self._advance is not None and chunk:
            self._advance(len(chunk))
        return len(chunk)


def opened(inner: BinaryIO, advance: Advance | None = None) -> tuple[bytes, io.BufferedReader]:
    """The first bytes of `inner` and a reader that starts with them."""
    source = _Source(inner, advance)
    return source.head[:HEAD], io.BufferedReader(source, _BUFFER)


def read_at_most(stream: BinaryIO, limit: int) -> bytes | None:
    """Everything left in `stream`, or None where that is more than `limit` bytes."""
    data = stream.read(limit + 1)
    return data if len(data) <= limit else None
