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
        if line is not None and not line.removeprefix(_BOM).strip():
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
    if _is_line(first):
        yield from _read_lines(name, chain([first], _lines(stream)))
        return
    rest = read_at_most(stream, MAX_WHOLE - len(first)) if len(first) <= MAX_WHOLE else None
    if rest is None:
        raise InputError(f"a JSON file of more than {MAX_WHOLE // 1_000_000} MB: write it as JSON lines")
    whole = first + rest
    if not whole.removeprefix(_BOM).strip():
        raise InputError("empty")
    if whole.removeprefix(_BOM).lstrip().startswith(b"["):
        items = _list(whole)
        if not items:
            raise InputError("empty: a list without reports")
        for number, item in enumerate(items, 1):
            yield _item(f"{name}:{number}", bytes(item))
    # The first line may be broken and its fellows sound: objects that begin their lines are not parts of another.
    elif not _is_object(whole) and any(line.startswith(b"{") and _is_object(line) for line in io.BytesIO(rest)):
        yield from _read_lines(name, _lines(io.BytesIO(whole)))
    else:
        yield _item(f"{name}:1", whole)


def _item(where: str, line: bytes | None) -> Report | RefusedReport:
    """The report in one JSON object; None stands for one that is too long."""
    try:
        if line is None or len(line) > MAX_BYTES:
            raise too_big(len(line) if line else None)
        found = _parse(line)
        if found.text is None and b'"uri"' in line and (item := _news_item(line)):
            from sayso.ingest import ninjs

            return ninjs.read(where, item)
        return _report(where, found)
    except InputError as error:
        return RefusedReport(where, str(error))


def _news_item(line: bytes) -> dict[str, Any] | None:
    """The object of ninjs in a line that is JSON; None where it is none."""
    from sayso.ingest.ninjs import is_item

    try:
        found = msgspec.json.decode(line.removeprefix(_BOM))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if isinstance(found, dict) and is_item(found) else None


def _parse(line: bytes) -> _Object:
    source: bytes | str = line.removeprefix(_BOM)
    try:
        try:
            return _decoder.decode(source)
        except UnicodeDecodeError:
            return _decoder.decode(decode(line))
    except (msgspec.DecodeError, RecursionError) as error:
        raise _broken(error) from None


def _broken(error: Exception) -> InputError:
    reason = str(error).removeprefix("JSON is malformed: ")
    if isinstance(error, RecursionError):
        reason = "nested too deep"
    elif "out of range" in reason:
        reason = "a number too large"
    elif isinstance(error, msgspec.ValidationError):
        return InputError("not a report: a JSON object is wanted")
    elif "truncated" in reason:
        reason = "it ends too early"
    elif "surrogate" in reason:
        reason = f"lone surrogate ({reason})"
    return InputError(f"broken JSON: {reason}")


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
        where=where if _filled(found, "id") else None,
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
    except (msgspec.DecodeError, RecursionError) as error:
        raise _broken(error) from None


def _is_object(data: bytes) -> bool:
    try:
        _parse(data)
    except InputError:
        return False
    return True


def _is_line(first: bytes) -> bool:
    """Whether the first line of a file is one of JSON lines: an object, or one that is broken but ends in it."""
    if not first.removeprefix(_BOM).lstrip().startswith(b"{"):
        return False
    return _is_object(first) or (first.rstrip().endswith(b"}") and not _unfinished(first))


def _unfinished(line: bytes) -> bool:
    try:
        msgspec.json.decode(line.removeprefix(_BOM), type=msgspec.Raw)
    except msgspec.DecodeError as error:
        return "truncated" in str(error)
    except (UnicodeDecodeError, RecursionError):
        pass
    return False


def _in_utf8(stream: BinaryIO) -> BinaryIO:
    """`stream` itself, or its text in UTF-8 where it is UTF-16 or UTF-32: newlines there are no single bytes."""
    peek = getattr(stream, "peek", None)
    if peek is None or not unicode_form(peek(4096)[:4096]):
        return stream
    data = read_at_most(stream, MAX_WHOLE)
    if data is None:
        raise InputError(f"more than {MAX_WHOLE // 1_000_000} MB of UTF-16: save it as UTF-8")
    return io.BytesIO(decode(data).encode("utf-8"))
