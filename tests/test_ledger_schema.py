"""The tables: the steps make them, the page names them, and what must not change does not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, delete, insert, inspect, text, update

from sayso import LedgerError
from sayso.ledger import migrations
from sayso.ledger.describe import MARK, tables
from sayso.ledger.schema import judgements, metadata, reports
from sayso.ledger.store import open_ledger

ROOT = Path(__file__).parent.parent
ROW = {
    "id": 1, "input_id": "a", "address": "/a", "version": 1, "sha256": "0", "node": "0", "text": "Words.",
    "found_at": "a", "added": "2024-01-01T00:00:00+00:00",
}  # fmt: skip


def test_the_page_has_every_table_and_column() -> None:
    _, mark, below = (ROOT / "docs/ledger.md").read_text().partition(MARK)
    assert mark and below == tables(), "run python -m sayso.ledger.describe"


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_first_step_is_the_schema_until_a_second_is_there(dialect: str) -> None:
    first, *later = migrations.steps(dialect)
    assert first.number == 1 and [step.number for step in later] == list(range(2, len(later) + 2))
    if not later:
        made = migrations.first_step(dialect).split(";\n\n")
        assert first.statements == [text for text in made if text], "run python -m sayso.ledger.migrations"


def test_the_steps_make_the_tables_of_the_schema(where: str) -> None:
    with open_ledger(where, write=True) as ledger:
        found = inspect(ledger.engine)
        there = {name for name in found.get_table_names() if "_search" not in name}
        assert there == set(metadata.tables)
        # Asked of the catalogues: SQLAlchemy does not see indexes of expressions on SQLite.
        lite = ledger.engine.dialect.name == "sqlite"
        listed = "SELECT name FROM sqlite_master WHERE type = 'index'" if lite else "SELECT indexname FROM pg_indexes"
        with ledger.reading() as connection:
            indexes = set(connection.scalars(text(listed)))
        for name, table in metadata.tables.items():
            columns = {column["name"]: column for column in found.get_columns(name)}
            assert list(columns) == [column.name for column in table.columns]
            for column in table.columns:
                assert columns[column.name]["nullable"] == column.nullable, f"{name}.{column.name}"
            assert indexes >= {index.name for index in table.indexes}
            keys = {(key["constrained_columns"][0], key["referred_table"]) for key in found.get_foreign_keys(name)}
            assert keys == {(key.parent.name, key.column.table.name) for key in table.foreign_keys}


def test_opening_again_changes_nothing(where: str) -> None:
    with open_ledger(where, write=True):
        pass
    with open_ledger(where, write=True) as ledger, ledger.reading() as connection:
        assert migrations.missing(connection) == ()
    with open_ledger(where) as ledger, ledger.reading() as connection:
        assert connection.execute(reports.select()).all() == []


@pytest.mark.parametrize("change", [update(reports).values(title="x"), delete(reports)])
def test_reports_never_change(where: str, change: object) -> None:
    with open_ledger(where, write=True) as ledger:
        with ledger.writing() as connection:
            connection.execute(insert(reports).values(ROW))
        with pytest.raises(LedgerError, match="a report never changes"), ledger.writing() as connection:
            connection.execute(change)  # type: ignore[call-overload]


@pytest.mark.parametrize("change", [update(judgements).values(author="x"), delete(judgements)])
def test_judgements_are_only_added(where: str, change: object) -> None:
    row = {"made": "2024", "author": "a", "kind": "same", "target": "incident", "value": {"id": 7}}
    with open_ledger(where, write=True) as ledger:
        with ledger.writing() as connection:
            connection.execute(insert(judgements), [row, row])
            found = connection.execute(judgements.select()).all()
            assert [(r.id, r.value) for r in found] == [(1, {"id": 7}), (2, {"id": 7})]
        with pytest.raises(LedgerError, match="judgements are only added"), ledger.writing() as connection:
            connection.execute(change)  # type: ignore[call-overload]


def test_a_newer_ledger_is_refused(where: str) -> None:
    with open_ledger(where, write=True) as ledger, ledger.writing() as connection:
        connection.exec_driver_sql("INSERT INTO migrations VALUES (99, 'of the future', '2050')")
    for write in (True, False):
        with pytest.raises(LedgerError, match=r"made by a newer sayso \(schema 99"):
            open_ledger(where, write=write)


def test_another_database_is_no_ledger(where: str) -> None:
    url = where.replace("postgresql:", "postgresql+psycopg:") if ":" in where else f"sqlite:///{where}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE cats (name TEXT)")
    engine.dispose()
    for write in (True, False):
        with pytest.raises(LedgerError, match="a database, but no ledger"):
            open_ledger(where, write=write)


def test_what_is_no_ledger(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Not a database, but long enough to be looked at as if it were one. " * 100)
    sqlite3.connect(tmp_path / "empty.db").close()
    (tmp_path / "empty.db").touch()
    cases = {
        str(tmp_path): "a folder",
        str(tmp_path / "none.db"): "no such ledger",
        str(text): "no SQLite file",
        str(tmp_path / "empty.db"): "nothing was added yet",
        "postgresql://nobody@/x?host=/nowhere": "cannot be reached",
        "mysql://x": "neither a file",
        "postgresql://host:port/x": "no address",
    }
    for where, reason in cases.items():
        with pytest.raises(LedgerError, match=reason) as raised:
            open_ledger(where)
        assert "\n" not in str(raised.value)
    with pytest.raises(LedgerError, match="no such folder"):
        open_ledger(tmp_path / "none/ledger.db", write=True)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(LedgerError) as raised:
        open_ledger("postgresql://user:secret@/x?host=/nowhere")
    assert "secret" not in str(raised.value)
