"""JSON lines, one report a line, and JSON files that hold one report or a list of them.

Lines are read one at a time and bounded, so memory stays flat however many there are.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

import msgspec

from sayso._errors import InputError, RefusedReport
from sayso._types import Report
from sayso.ingest.checks import MAX_BYTES, check_text, too_big
from sayso.ingest.encoding import decode, unicode_form
from sayso.ingest.published import check_published
from sayso.ingest.stream import read_at_most

MAX_WHOLE = 50_000_000  # bytes of a JSON list or of UTF-16, which cannot be read line by line
_BOM = codecs.BOM_UTF8


class _Object(msgspec.Struct):
    """The keys that are read. Types are checked by hand, so that a refusal can name the key in plain words."""

    id: Any = None
    text: Any = None
    title: Any = None
    published: Any = None
    publisher: Any = None
    url: Any = None
    byline: Any = None


_decoder = msgspec.json.Decoder(_Object)


def read_lines(name: str, stream: BinaryIO) -> Iterator[Report | RefusedReport]:
    """One report, or one refusal, for every line that is not blank. A report without id gets `name:line`."""
    yield from _read_lines(name, _lines(_in_utf8(stream)))


def _read_lines(name: str, lines: Iterable[bytes | None]) -> Iterator[Report | RefusedReport]:
    found = False
    for number, line in enumerate(lines, 1):
        if line is not None and line.isspace():
            continue
        found = True
        yield _item(f"{name}:{number}", line)
    if not found:
        raise InputError("empty")


def read_json(name: str, stream: BinaryIO) -> Iterator[Report | RefusedReport]:
    """The reports of a file that may be JSON lines, one object or a list of objects: ids count from `name:1`.

    Raises InputError where the whole file is refused.
    """
    stream = _in_utf8(stream)
    first = stream.readline(MAX_BYTES + 1)
    if _is_object(first):
        yield from _read_lines(name, chain([first], _lines(stream)))
        return
    rest = read_at_most(stream, MAX_WHOLE - len(first)) if len(first) <= MAX_WHOLE else None
    if rest is None:
        raise InputError(f"a JSON file of more than {MAX_WHOLE // 1_000_000} MB: write it as JSON lines")
    whole = first + rest
    if not whole.strip():
        raise InputError("empty")
    # A first line that opens and closes an object is a broken line of JSON lines; its fellows may be sound.
    if _opens(first) and first.rstrip().endswith(b"}") and rest.strip():
        yield from _read_lines(name, _lines(io.BytesIO(whole)))
    elif whole.removeprefix(_BOM).lstrip().startswith(b"["):
        for number, item in enumerate(_list(whole), 1):
            yield _item(f"{name}:{number}", bytes(item))
    else:
        yield _item(f"{name}:1", whole)


def _item(where: str, line: bytes | None) -> Report | RefusedReport:
    """The report in one JSON object; None stands for one that is too long."""
    try:
        if line is None or len(line) > MAX_BYTES:
            raise too_big(len(line) if line else None)
        return _report(where, _parse(line))
    except InputError as error:
        return RefusedReport(where, str(error))


def _parse(line: bytes) -> _Object:
    source: bytes | str = line.removeprefix(_BOM)
    try:
        try:
            return _decoder.decode(source)
        except UnicodeDecodeError:
            return _decoder.decode(decode(line))
    except msgspec.ValidationError:
        raise InputError("not a report: a JSON object is wanted") from None
    except msgspec.DecodeError as error:
        reason = str(error).removeprefix("JSON is malformed: ")
        if "surrogate" in reason or "utf-16" in reason.lower():
            raise InputError(f"broken JSON: lone surrogate ({reason})") from None
        raise InputError(f"broken JSON: {reason}") from None
    except RecursionError:
        raise InputError("broken JSON: nested too deep") from None


def _report(where: str, found: _Object) -> Report:
    text = _string(found, "text")
    if text is None:
        raise InputError('no "text"')
    check_text(text)
    published = _filled(found, "published")
    if published is not None:
        try:
            published = check_published(published)
        except InputError as error:
            raise InputError(f'"published": {error}') from None
    if isinstance(found.id, int) and not isinstance(found.id, bool):
        found.id = str(found.id)
    return Report(
        id=_filled(found, "id") or where,
        text=text,
        title=_filled(found, "title"),
        published=published,
        publisher=_filled(found, "publisher"),
        url=_filled(found, "url"),
        byline=_filled(found, "byline"),
    )


def _filled(found: _Object, key: str) -> str | None:
    value = _string(found, key)
    return value if value and not value.isspace() else None


def _string(found: _Object, key: str) -> str | None:
    value = getattr(found, key)
    if value is None or isinstance(value, str):
        return value
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    raise InputError(f'"{key}" must be a string, not {kinds[type(value)]}')


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of `stream`; None for one that is too long, whose rest is passed over without being kept."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)
        yield None


def _list(whole: bytes) -> list[msgspec.Raw]:
    try:
        return msgspec.json.decode(whole.removeprefix(_BOM), type=list[msgspec.Raw])
    except msgspec.DecodeError as error:
        raise InputError(f"broken JSON: {str(error).removeprefix('JSON is malformed: ')}") from None
    except UnicodeDecodeError:
        raise InputError("broken JSON: not UTF-8") from None
    except RecursionError:
        raise InputError("broken JSON: nested too deep") from None


def _opens(line: bytes) -> bool:
    return line.removeprefix(_BOM).lstrip().startswith(b"{")


def _is_object(line: bytes) -> bool:
    if not _opens(line):
        return False
    try:
        _parse(line)
    except InputError:
        return False
    return True


def _in_utf8(stream: BinaryIO) -> BinaryIO:
    """`stream` itself, or its text in UTF-8 where it is UTF-16 or UTF-32: newlines there are no single bytes."""
    peek = getattr(stream, "peek", None)
    if peek is None or not unicode_form(peek(4096)[:4096]):
        return stream
    data = read_at_most(stream, MAX_WHOLE)
    if data is None:
        raise InputError(f"more than {MAX_WHOLE // 1_000_000} MB of UTF-16: save it as UTF-8")
    return io.BytesIO(decode(data).encode("utf-8"))
