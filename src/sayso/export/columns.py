"""Tables of an export: their columns as data, and the three ways to write them."""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, Literal

import msgspec

from sayso._errors import InputError

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a spreadsheet is told to calculate: no cell of text begins so
_AT_ONCE = 2000  # rows of a Parquet row group: what is in memory


class Column(msgspec.Struct, frozen=True):
    """One column: where it comes from, and when it stays empty (None: never)."""

    name: str
    type: Literal["text", "integer", "number", "boolean"]
    source: str
    empty: str | None
    value: Callable[[Any], Any]


def write_csv(columns: Sequence[Column], rows: Iterable[Any], to: IO[bytes]) -> None:
    """Rows as CSV (RFC 4180, UTF-8, with a heading)."""
    text = io.TextIOWrapper(to, "utf-8", newline="", write_through=False)
    try:
        writer = csv_module.writer(text)
        writer.writerow([column.name for column in columns])
        writer.writerows([_cell(column.value(row)) for column in columns] for row in rows)
    finally:
        text.flush()
        text.detach()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return {None: "", True: "true", False: "false"}[value] if value is None or isinstance(value, bool) else value


def write_jsonl(columns: Sequence[Column], rows: Iterable[Any], to: IO[bytes]) -> None:
    """Rows as JSON, one object a line, every column in each."""
    encoder = msgspec.json.Encoder()
    for row in rows:
        to.write(encoder.encode({column.name: column.value(row) for column in columns}) + b"\n")


def write_parquet(columns: Sequence[Column], rows: Iterable[Any], to: IO[bytes]) -> None:
    """Rows as Parquet. Raises InputError where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InputError("Parquet needs pyarrow: pip install 'sayso[parquet]'") from None
    types = {
        "text": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_(),
    }  # fmt: skip
    schema = pyarrow.schema([
        pyarrow.field(c.name, types[c.type], metadata={"source": c.source, "empty": c.empty or ""}) for c in columns
    ])  # fmt: skip
    with parquet.ParquetWriter(to, schema, compression="zstd") as writer:
        for part in _portions(rows):
            arrays = [pyarrow.array([c.value(row) for row in part], types[c.type]) for c in columns]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _portions(rows: Iterable[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for row in rows:
        part.append(row)
        if len(part) >= _AT_ONCE:
            yield part
            part = []
    if part:
        yield part
