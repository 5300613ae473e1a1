"""From paths to reports: walks folders, opens files, tells the formats apart."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from sayso._errors import InputError, RefusedReport
from sayso._types import Report
from sayso.ingest import jsonl, plain
from sayso.ingest.checks import MAX_BYTES, too_big
from sayso.ingest.defaults import Defaults
from sayso.ingest.encoding import check_binary, unicode_form
from sayso.ingest.stream import Advance, opened, read_at_most

Kind = Literal["plain", "html", "lines", "json"]

STDIN = "-"
_KINDS: dict[str, Kind] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
}
_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*[\"}]")
_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+"  # atomic: many comments must not be tried in every grouping
    r"<(?:!doctype\s+html|!--"
    r"|(?:html|head|body|title|meta|link|script|style|article|main|header|nav|section|div|h[1-6]|p)\b)",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<\?xml\b")
_NO_DEFAULTS = Defaults()


def reports(
    paths: Iterable[str | Path],
    defaults: Defaults = _NO_DEFAULTS,
    stdin: BinaryIO | None = None,
    advance: Advance | None = None,
) -> Iterator[Report | RefusedReport]:
    """A report, or the refusal of one, for everything under `paths`, in their order; folders in the order of names.

    paths: files, folders and `-` for standard input. Hidden files in folders are passed over.
    defaults: what to say of plain text.
    stdin: stands for standard input; None for the process's own.
    advance: called with every number of bytes read, for a progress bar whose total is `size(paths)`.

    Never raises for what is in the paths. Reads one report at a time, so memory does not grow with their number.
    """
    for path in paths:
        if os.fspath(path) == STDIN:
            yield from _read_stdin(stdin, defaults, advance)
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
        if os.fspath(path) == STDIN:
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


def _read_file(path: str, defaults: Defaults, advance: Advance | None) -> Iterator[Report | RefusedReport]:
    taken = 0

    def count(amount: int) -> None:
        nonlocal taken
        taken += amount
        if advance is not None:
            advance(amount)

    length = None
    try:
        with open(path, "rb") as inner:
            state = os.fstat(inner.fileno())
            length = state.st_size if stat.S_ISREG(state.st_mode) else None
            yield from _read(path, inner, length, defaults, count)
    except OSError as error:
        yield _refused(path, _why(error))
    if advance is not None and length is not None and length > taken:
        advance(length - taken)  # a refused file is done with, read or not


def _read_stdin(
    stdin: BinaryIO | None, defaults: Defaults, advance: Advance | None
) -> Iterator[Report | RefusedReport]:
    if stdin is None:
        stdin = getattr(sys.stdin, "buffer", None)
    if stdin is None:
        yield _refused(STDIN, "there is no standard input")
        return
    try:
        yield from _read(STDIN, stdin, None, defaults, advance)
    except (OSError, ValueError) as error:  # ValueError: it was closed
        yield _refused(STDIN, _why(error))


def _read(
    path: str, inner: BinaryIO, length: int | None, defaults: Defaults, advance: Advance | None
) -> Iterator[Report | RefusedReport]:
    name = _printable(path)
    try:
        head, stream = opened(inner, advance)
        if not head:
            raise InputError("empty")
        kind = _kind(path, head)
        if kind in ("plain", "html") or not head.lstrip().startswith(b"{"):  # else one bad line would refuse all
            check_binary(head)
        if kind == "lines":
            yield from jsonl.read_lines(name, stream)
        elif kind == "json":
            yield from jsonl.read_json(name, stream)
        else:
            if length is not None and length > MAX_BYTES:
                raise too_big(length)
            data = read_at_most(stream, MAX_BYTES)
            if data is None:
                raise too_big(None)
            if kind == "plain":
                yield plain.read(name, data, defaults)
            else:
                from sayso.ingest import html  # a third of a second, which plain text need not wait for

                yield html.read(name, data)
    except InputError as error:
        yield _refused(path, str(error))


def _kind(path: str, head: bytes) -> Kind:
    """By the extension where it says; by the first characters otherwise."""
    known = _KINDS.get(os.path.splitext(path)[1].lower())
    if known:
        return known
    start = head.decode(unicode_form(head) or "utf-8", errors="replace").removeprefix("\ufeff")
    if _JSON.match(start):
        return "json"
    if _HTML.match(start):
        return "html"
    if _XML.match(start):
        raise InputError("XML that is no web page: not a format that is read")
    return "plain"


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
