"""The columns as docs/export.md has them: `python -m sayso.export.describe` prints the part below its mark."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module

from sayso.export import FORMATS
from sayso.export.columns import Column

MARK = "<!-- Below this line: python -m sayso.export.describe -->\n"


def columns(name: str) -> tuple[Column, ...]:
    """The columns of a format."""
    found: tuple[Column, ...] = import_module(FORMATS[name].where.split(":")[0]).COLUMNS
    return found


def tables() -> str:
    """Every format with its columns, in Markdown; formats that share columns stand together."""
    together: dict[str, list[str]] = {}
    for name, made in FORMATS.items():
        together.setdefault(made.where.split(":")[0], []).append(name)
    return "\n".join(line for names in together.values() for line in _table(names))


def _table(names: list[str]) -> Iterator[str]:
    yield f"### {', '.join(f'`{name}`' for name in names)}\n"
    yield from (f"- `{name}`: {FORMATS[name].about}" for name in names)
    yield "\n| column | where it comes from | empty when |\n|---|---|---|"
    for column in columns(names[0]):
        yield f"| `{column.name}` | {column.source or '–'} | {column.empty or 'never'} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(tables())
