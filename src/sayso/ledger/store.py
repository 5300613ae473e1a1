"""Opening a ledger, and connections to it: one writer at a time, whose transaction is whole or did not happen.

On SQLite a write begins with `BEGIN IMMEDIATE`; on PostgreSQL it holds an advisory lock to its end. So two adders take
turns batch by batch, keys can be counted by the writer, and what the linker reads is what it writes beside.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from sayso._errors import LedgerError
from sayso.ledger import migrations

if TYPE_CHECKING:
    from sqlalchemy import URL

WAIT = 30.0  # seconds a write waits for another writer
_CACHE = 64  # MB of pages SQLite keeps
_LOCK = 0x53617973  # PostgreSQL's advisory lock of those who write; any number that is always the same
_WRITES = "sayso_writes"
_URLS = ("postgresql://", "postgres://", "postgresql+psycopg://")


class Unavailable(LedgerError):
    """The database went away; what was under way did not happen, and may be tried again when it is back."""


class Ledger:
    """An open ledger. `reading()` and `writing()` give connections; a ledger is closed by `with` or `close`."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine, self.name = engine, name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger throughout. Raises LedgerError."""
        with _explained(self), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that writes alone, committed at the end and undone by an exception. Raises LedgerError."""
        with _explained(self), self.engine.connect() as connection:
            connection = connection.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_ledger(where: str | Path, *, write: bool = False, wait: float = WAIT) -> Ledger:
    """The ledger in a file or behind a `postgresql://` URL.

    write: create it where it is not there, and bring its tables up to date; otherwise it is opened for reading.
    wait: seconds a write waits for another writer before it gives up.
    Raises LedgerError, on one line, where there is no ledger, or none that this version can use.
    """
    name = _shown(where)
    if str(where).startswith(_URLS):
        ledger = Ledger(_postgresql(str(where), wait), name)
    else:
        ledger = Ledger(_sqlite(os.fspath(where), name, write, wait), name)
    try:
        if write:
            with ledger.reading() as connection:
                late = migrations.missing(connection)
            if late:
                with ledger.writing() as connection:
                    migrations.migrate(connection)
        else:
            with ledger.reading() as connection:
                late = migrations.missing(connection)
            if late:
                empty = late[0].number == 1
                raise LedgerError("no ledger: nothing was added yet" if empty else "of an older sayso: add to it once")
    except LedgerError as error:
        ledger.close()
        raise error if str(error).startswith(name) else LedgerError(f"{name}: {error}") from None
    except BaseException:
        ledger.close()
        raise
    return ledger


def _shown(where: str | Path) -> str:
    """The ledger's name in messages, without a password."""
    text = os.fspath(where)
    if not text.startswith(_URLS):
        return text
    try:
        return make_url(text).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "postgresql://…"


def _sqlite(path: str, name: str, write: bool, wait: float) -> Engine:
    if "://" in path:
        raise LedgerError(f"{name}: neither a file nor a postgresql:// address")
    if os.path.isdir(path):
        raise LedgerError(f"{name}: a folder, not a ledger")
    if not write and not os.path.exists(path):
        raise LedgerError(f"{name}: no such ledger")
    if write and not os.path.isdir(os.path.dirname(path) or "."):
        raise LedgerError(f"{name}: no such folder")
    uri = f"file:{quote(os.path.abspath(path))}?mode={'rwc' if write else 'ro'}"

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        try:
            if not write:
                made = _readable(made, uri, wait)
            return _set(made, write)
        except BaseException:
            made.close()
            raise

    engine = create_engine("sqlite://", creator=connect, poolclass=_pool())

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        _run(connection, "BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")

    return engine


def _pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool


def _readable(made: sqlite3.Connection, uri: str, wait: float) -> sqlite3.Connection:
    """`made`, or where its folder cannot be written to, which a WAL file needs, a connection that takes no locks."""
    try:
        made.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_CANTOPEN":
            raise
        made.close()
        made = sqlite3.connect(f"{uri}&immutable=1", uri=True, timeout=wait, isolation_level=None,
                               check_same_thread=False)  # fmt: skip
    return made


def _set(made: sqlite3.Connection, write: bool) -> sqlite3.Connection:
    made.execute("PRAGMA foreign_keys = ON")
    made.execute(f"PRAGMA cache_size = -{_CACHE * 1024}")
    made.execute("PRAGMA temp_store = MEMORY")
    if write:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA synchronous = FULL")  # one sync a batch: what is reported as saved outlives a power cut
    return made


def _postgresql(address: str, wait: float) -> Engine:
    try:
        url: URL = make_url(address.replace("postgres://", "postgresql://", 1)).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise LedgerError(f"{_shown(address)}: no address of a database") from None
    options: Mapping[str, Any] = {"connect_timeout": 10, "application_name": "sayso", **url.query}
    engine = create_engine(url.set(query={}), connect_args=dict(options), pool_pre_ping=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if _writes(connection):
            _run(connection, f"SET LOCAL lock_timeout = '{round(wait * 1000)}ms'")
            _run(connection, f"SELECT pg_advisory_xact_lock({_LOCK})")
        else:
            _run(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine


def _run(connection: Connection, statement: str) -> None:
    """Past the options of the connection, such as streaming, which are meant for what follows."""
    connection.connection.cursor().execute(statement)


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(_WRITES))


@contextmanager
def _explained(ledger: Ledger) -> Iterator[None]:
    """Errors of the database become one line that says what to do about it."""
    dialect = ledger.engine.dialect
    try:
        yield
    except DBAPIError as error:
        raise _explanation(ledger.name, error.orig or error, error.connection_invalidated) from error
    except dialect.loaded_dbapi.Error as error:  # while connecting, or from those who ask the driver
        raise _explanation(ledger.name, error, dialect.is_disconnect(error, None, None)) from error


def _explanation(name: str, error: BaseException, gone: bool) -> LedgerError:
    if isinstance(error, sqlite3.Error):
        return LedgerError(f"{name}: {_of_sqlite(error)}")
    text = " ".join(str(error).split())
    state = getattr(error, "sqlstate", None) or ""
    if state == "55P03":
        return LedgerError(f"{name}: locked: another process is writing to it")
    if state == "53100":
        return LedgerError(f"{name}: the server's disk is full")
    if state in ("25006", "42501"):
        return LedgerError(f"{name}: may only be read ({text})")
    # Class 08: the connection; 57P01 to 57P05: the server is going down or starting; none: it was never reached.
    unreached = not state and type(error).__name__ == "OperationalError"
    if gone or unreached or state.startswith("08") or state.startswith("57P"):
        return Unavailable(f"{name}: the database cannot be reached ({text})")
    return LedgerError(f"{name}: {text}")


def _of_sqlite(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "locked: another process is writing to it"
    if code.startswith("SQLITE_FULL"):
        return "the disk is full"
    if code.startswith("SQLITE_READONLY"):
        return "may only be read: the file or its folder is write-protected"
    if code.startswith("SQLITE_CANTOPEN"):
        return "cannot be opened: no such folder, or no permission"
    if code.startswith("SQLITE_NOTADB"):
        return "not a ledger: no SQLite file"
    if code.startswith("SQLITE_CORRUPT"):
        return "damaged: the file is not as SQLite left it"
    if code.startswith("SQLITE_IOERR"):
        return "the disk failed while the ledger was used"
    return " ".join(str(error).split())
