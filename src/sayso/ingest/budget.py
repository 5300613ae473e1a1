"""How much an archive may hold: no more than a multiple of its own size, however deep it lies in others."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from sayso._errors import InputError

RATIO = 100  # times its size: news text packs to a fifth, the same sentence over and over to a fiftieth
FLOOR = 100_000_000  # bytes any archive may hold
MEMBER = 1_000  # bytes a member counts for besides its own: millions of empty ones are a bomb too
DEEPEST = 3  # archives in archives


class Bomb(InputError):
    """What is read is refused as a whole, with the archives it lies in."""


class Budget:
    """Counts what comes out of the archives in one file.

    packed: says how many bytes the file has, or had so far.
    """

    def __init__(self, packed: Callable[[], int]) -> None:
        self._packed = packed
        self._unpacked = 0

    def spend(self, count: int) -> None:
        """So many more bytes came out. Raises Bomb when they are too many."""
        self._unpacked += count
        if self._unpacked > FLOOR and self._unpacked > RATIO * self._packed():
            raise Bomb(f"a decompression bomb: more than {RATIO} times its size when unpacked")

    def counted(self, inner: BinaryIO) -> io.BufferedReader:
        """`inner`, whose bytes are counted as they are read."""
        return io.BufferedReader(_Counted(inner, self), 65536)


class _Counted(io.RawIOBase):
    def __init__(self, inner: BinaryIO, budget: Budget) -> None:
        self._inner, self._budget = inner, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._inner.read(len(buffer))
        self._budget.spend(len(chunk))
        buffer[: len(chunk)] = chunk
        return len(chunk)
