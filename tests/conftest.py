"""Ledgers to test on: SQLite, and a PostgreSQL of our own where Debian's is installed (always in CI)."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

_numbers = count(1)


class Server:
    """A PostgreSQL in a folder of its own, reached by a socket there; nothing of it stays."""

    def __init__(self, bin: str) -> None:
        self._bin = bin
        self._home = tempfile.mkdtemp(prefix="sayso-pg-")
        self._user: dict[str, str] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self._user = {"user": "postgres"}
            shutil.chown(self._home, "postgres")
        # An order of text that is not by code point, so that what depends on it shows.
        self._run("initdb", "-D", f"{self._home}/data", "-U", "sayso", "-A", "trust", "-E", "UTF8", "--no-sync",
                  "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en")  # fmt: skip
        self.start()

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [f"{self._bin}/{program}", *arguments],
            check=True, stdout=subprocess.DEVNULL, cwd=self._home, **self._user,  # type: ignore[call-overload]
        )  # fmt: skip

    def start(self) -> None:
        options = f"-k {self._home} -c listen_addresses= -c fsync=off"
        self._run("pg_ctl", "-D", f"{self._home}/data", "-w", "-l", f"{self._home}/log", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", f"{self._home}/data", "-w", "-m", "immediate", "stop")

    def database(self) -> str:
        """The URL of what is as good as a new, empty database: a schema, which takes no time and little space."""
        name = f"ledger{next(_numbers)}"
        self._run("psql", "-q", "-h", self._home, "-U", "sayso", "-c", f"CREATE SCHEMA {name}", "postgres")
        return f"postgresql://sayso@/postgres?host={self._home}&options=-csearch_path%3D{name}"

    def remove(self) -> None:
        self.stop()
        subprocess.Popen(["rm", "-rf", self._home])  # some ten thousand files, which nobody need wait for


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if not found:
        if os.environ.get("CI"):
            pytest.fail("CI tests on PostgreSQL: install Debian's package postgresql")
        pytest.skip("no PostgreSQL on this machine")
    server = Server(found[-1])
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger may be made: a file, or the URL of an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    server: Server = request.getfixturevalue("postgresql")
    return server.database()
