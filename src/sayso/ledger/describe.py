"""The tables as docs/ledger.md has them: `python -m sayso.ledger.describe` prints the part below its mark."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.dialects import sqlite

from sayso.ledger.schema import metadata

MARK = "<!-- Below this line: python -m sayso.ledger.describe -->\n"


def tables() -> str:
    """Every table with its columns, in Markdown, in the order of the schema."""
    return "\n".join(line for table in metadata.tables.values() for line in _table(table))


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.name}\n\n{table.comment}\n"
    yield "| column | type | |\n|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column)} | {column.comment} |"
    yield ""


def _type(column: Column[Any]) -> str:
    kind = str(column.type.compile(dialect=sqlite.dialect())).lower()
    refers = "".join(f", → {key.column.table.name}" for key in column.foreign_keys)
    return f"{'key, ' if column.primary_key else ''}{kind}{refers}{' or null' if column.nullable else ''}"


if __name__ == "__main__":
    sys.stdout.write(tables())
