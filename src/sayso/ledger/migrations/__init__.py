"""Numbered steps of the schema: `0001_NAME.sqlite.sql` and `0001_NAME.postgresql.sql`, applied in their order.

A step that was released is never edited. Statements end in a semicolon and an empty line. A test holds that a ledger
made by all steps has exactly the tables of `schema`.

    python -m sayso.ledger.migrations     prints what a first step for today's schema would be
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sqlalchemy import Connection, Dialect, insert, inspect, select

from sayso._errors import LedgerError
from sayso.ledger.schema import metadata, migrations

_END = ";\n\n"


class Step(NamedTuple):
    number: int
    name: str
    statements: list[str]


@cache
def steps(dialect: str) -> tuple[Step, ...]:
    """The steps for `sqlite` or `postgresql`."""
    found = []
    for file in sorted(files(__package__).iterdir(), key=lambda file: file.name):
        stem, _, kind = file.name.partition(".")
        if kind == f"{dialect}.sql":
            number, _, name = stem.partition("_")
            statements = [text.strip().removesuffix(";") for text in file.read_text("utf-8").split(_END)]
            found.append(Step(int(number), name, [text for text in statements if text]))
    return tuple(found)


def missing(connection: Connection) -> tuple[Step, ...]:
    """The steps this database still needs. Raises LedgerError where a newer sayso made it, or it is no ledger."""
    known = steps(connection.dialect.name)
    there = inspect(connection).get_table_names()
    if "migrations" not in there:
        if there:
            raise LedgerError("a database, but no ledger of sayso")
        return known
    applied = connection.scalars(select(migrations.c.number)).all()
    newest = max(applied, default=0)
    if newest > known[-1].number:
        raise LedgerError(f"made by a newer sayso (schema {newest}; this one knows {known[-1].number}): update sayso")
    return tuple(step for step in known if step.number not in applied)


def migrate(connection: Connection) -> None:
    """Bring the database up to today's schema, inside the connection's transaction."""
    for step in missing(connection):
        for statement in step.statements:
            connection.exec_driver_sql(statement.replace("%", "%%") if _doubles(connection) else statement)
        applied = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute(insert(migrations).values(number=step.number, name=step.name, applied=applied))


def _doubles(connection: Connection) -> bool:
    return connection.dialect.paramstyle in ("format", "pyformat")


def first_step(dialect: str) -> str:
    """The whole of today's schema as one step."""
    from sqlalchemy.dialects import postgresql, sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable, SetColumnComment, SetTableComment

    from sayso.ledger import extras

    made: Dialect = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}[dialect]()
    out: list[str] = []
    for table in metadata.sorted_tables:
        out.append(str(CreateTable(table).compile(dialect=made)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        out += [str(CreateIndex(index).compile(dialect=made)) for index in indexes]
        if dialect == "postgresql":
            out.append(str(SetTableComment(table).compile(dialect=made)))
            out += [str(SetColumnComment(column).compile(dialect=made)) for column in table.columns if column.comment]
    out += extras.statements(dialect)
    # In what SQLAlchemy writes for a driver a percent sign is doubled.
    lines = ("\n".join(line.rstrip() for line in text.strip().replace("%%", "%").splitlines()) for text in out)
    return "".join(text.replace("\t", "    ") + _END for text in lines)
