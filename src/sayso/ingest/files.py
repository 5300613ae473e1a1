"""From paths to reports: walks folders, opens files and what is in them."""

from __future__ import annotations

import gzip
import lzma
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from sayso._errors import InputError, RefusedReport
from sayso._types import Report
from sayso.ingest.budget import DEEPEST, Bomb, Budget
from sayso.ingest.defaults import Defaults
from sayso.ingest.formats import Items, Source, tell
from sayso.ingest.stream import Advance, opened

if TYPE_CHECKING:
    from sayso.ingest.fetch import Fetcher

STDIN = "-"
_NO_DEFAULTS = Defaults()


def reports(
    paths: Iterable[str | Path],
    defaults: Defaults = _NO_DEFAULTS,
    stdin: BinaryIO | None = None,
    advance: Advance | None = None,
    *,
    fetcher: Fetcher | None = None,
    seen: Callable[[str], bool] = lambda url: False,
    pages: bool = True,
) -> Iterator[Report | RefusedReport]:
    """A report, or the refusal of one, for everything under `paths`, in their order; folders in the order of names.

    paths: files, folders, `-` for standard input, http:// and https:// addresses. Hidden files in folders are passed
        over.
    defaults: what to say of plain text.
    fetcher: fetches addresses; None for one that asks public hosts only.
    seen, pages: for feeds that were fetched, see `web.read`.
    stdin: stands for standard input; None for the process's own.
    advance: called with every number of bytes read, for a progress bar whose total is `size(paths)`.

    Never raises for what is in the paths. Reads one report at a time, so memory does not grow with their number.
    """
    for path in paths:
        if os.fspath(path) == STDIN:
            yield from _read_stdin(stdin, defaults, advance)
            continue
        if (address := os.fspath(path)).lower().startswith(("http://", "https://")):
            from sayso.ingest import web
            from sayso.ingest.fetch import Fetcher

            fetcher = fetcher or Fetcher()
            yield from web.read(address, fetcher, fetched(defaults), seen=seen, pages=pages)
            continue
        for found in _walk(os.fspath(path)):
            if isinstance(found, RefusedReport):
                yield found
            else:
                yield from _read_file(found, defaults, advance)


def size(paths: Iterable[str | Path]) -> int | None:
    """Bytes under `paths`, or None when that cannot be known beforehand (standard input, pipes)."""
    total = 0
    for path in paths:
        if os.fspath(path) == STDIN or os.fspath(path).lower().startswith(("http://", "https://")):
            return None
        for found in _walk(os.fspath(path)):
            if isinstance(found, RefusedReport):
                continue
            try:
                state = os.stat(found)
            except (OSError, ValueError):
                continue
            if not stat.S_ISREG(state.st_mode):
                return None
            total += state.st_size
    return total


def fetched(defaults: Defaults = _NO_DEFAULTS) -> Callable[[str, BinaryIO, int], Items]:
    """Reads what was fetched as a file is read, given its address, bytes and length."""

    def read(address: str, stream: BinaryIO, length: int) -> Items:
        return _read(address, stream, length, defaults, _nobody)

    return read


def _walk(top: str) -> Iterator[str | RefusedReport]:
    """The files at or under `top`. Each folder is entered once, so links that lead in circles end."""
    if not _possible(top):
        yield _refused(top, "no such file or folder")
        return
    if not os.path.isdir(top):
        yield top
        return
    entered: set[tuple[int, int]] = set()
    waiting, empty = [top], True
    while waiting:
        path = waiting.pop()
        try:
            state = os.stat(path)
            if not stat.S_ISDIR(state.st_mode):
                empty = False
                regular = stat.S_ISREG(state.st_mode)
                yield path if regular else _refused(path, "not a file: a device, pipe or socket in a folder")
                continue
            if (state.st_dev, state.st_ino) in entered:
                continue
            entered.add((state.st_dev, state.st_ino))
            names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)
            waiting += [os.path.join(path, name) for name in names]
        except OSError as error:
            empty = False
            broken = os.path.islink(path) and isinstance(error, FileNotFoundError)
            yield _refused(path, "a link to nothing" if broken else _why(error))
    if empty:
        yield _refused(top, "a folder without files to read")


def _read_file(path: str, defaults: Defaults, advance: Advance | None) -> Items:
    taken = 0

    def count(amount: int) -> None:
        nonlocal taken
        if length is not None:
            amount = min(amount, length - taken)  # what is read twice, as parts of a zip are, counts once
        taken += amount
        if advance is not None and amount:
            advance(amount)

    length = None
    try:
        with open(path, "rb") as inner:
            state = os.fstat(inner.fileno())
            length = state.st_size if stat.S_ISREG(state.st_mode) else None
            yield from _read(path, inner, length, defaults, count)
    except OSError as error:
        yield _refused(path, _why(error))
    if length is not None:
        count(length - taken)  # a refused file is done with, read or not


def _read_stdin(stdin: BinaryIO | None, defaults: Defaults, advance: Advance | None) -> Items:
    if stdin is None:
        stdin = getattr(sys.stdin, "buffer", None)
    if stdin is None:
        yield _refused(STDIN, "there is no standard input")
        return
    try:
        yield from _read(STDIN, stdin, None, defaults, advance or _nobody)
    except (OSError, ValueError) as error:  # ValueError: it was closed
        yield _refused(STDIN, _why(error))


def _nobody(amount: int) -> None:
    """Nobody counts."""


def _read(path: str, inner: BinaryIO, length: int | None, defaults: Defaults, advance: Advance) -> Items:
    """What is in one file that the user gave; `inner` can be sought in where it has a length."""
    taken = 0

    def count(amount: int) -> None:
        nonlocal taken
        taken += amount
        advance(amount)

    budget = Budget(lambda: max(length or 0, taken))
    try:
        yield from _opened(path, inner, length, defaults, count, budget, depth=0)
    except Bomb as error:
        yield _refused(path, str(error))


def _opened(
    path: str, inner: BinaryIO, length: int | None, defaults: Defaults, advance: Advance, budget: Budget, depth: int
) -> Items:
    """What is in a file or a member of an archive, `depth` archives deep. Raises Bomb, and OSError while it is read."""

    def member(name: str, stream: BinaryIO, size: int | None) -> Items:
        if depth == DEEPEST:
            raise InputError(f"archives in archives, more than {DEEPEST} deep")
        yield from _opened(f"{path}!{name}", stream, size, defaults, _nobody, budget, depth + 1)

    try:
        head, stream = opened(inner, advance)
        if not head:
            raise InputError("empty")
        seekable = inner if length is not None and not depth else None
        source = Source(
            _printable(path), head, cast(BinaryIO, stream), length, seekable, defaults, advance, budget, member
        )
        yield from tell(path, head).read(source)
    except Bomb:
        raise
    except InputError as error:
        yield _refused(path, str(error))
    except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as error:
        yield _refused(path, f"damaged archive: {error}")


def _refused(path: str, reason: str) -> RefusedReport:
    return RefusedReport(_printable(path), " ".join(reason.split()))


def _printable(path: str) -> str:
    """`path` on one line and in valid Unicode, whatever bytes the file system allowed in it."""
    text = os.fsencode(path).decode("utf-8", "replace") if _possible(path) else path
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text) or "''"


def _possible(path: str) -> bool:
    """Whether a file can have this name: it has no NUL and no half of a surrogate pair."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror.lower()}"
    return f"cannot be read: {error}"
