"""Adding: once, again, killed, two at once, on disks that fill and databases that go away."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from readings import report, simple
from sqlalchemy import func, select

from sayso import LedgerError, Reading, RefusedReport, Report, Span
from sayso.ledger.adder import Adder
from sayso.ledger.rereader import Rereader
from sayso.ledger.schema import claims, readings, refusals, reports
from sayso.ledger.store import Ledger, Unavailable, open_ledger

HERE = Path(__file__).parent
# `sayso` with a reader that needs no model: one claim for every "said".
STAND_IN = f"""
import signal, sys, time
sys.path.insert(0, {str(HERE)!r})
from readings import simple
from sayso.cli import ledger
class Reader:
    version = "9"
    def read_many(self, reports):
        for report in reports:
            time.sleep(0.002)
            yield simple(report)
ledger._Late._reader = lambda self: Reader()
signal.signal(signal.SIGINT, signal.default_int_handler)
from sayso.ledger import adder
adder._EVERY = 0.02
from sayso.cli.main import main
main()
"""
TEXT = "The mayor said on Tuesday that the bridge over the river was safe and would open again in the spring. "


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", STAND_IN, *arguments]


def sayso(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


def news(folder: Path, count: int) -> Path:
    path = folder / "news.jsonl"
    lines = [json.dumps({"id": f"n{k}", "text": f"{TEXT}This is number {k}."}) for k in range(count)]
    lines[count // 2] += "\n{broken"
    path.write_text("\n".join(lines) + "\n")
    return path


def numbers(where: str) -> dict[str, int]:
    with open_ledger(where) as ledger, ledger.reading() as connection:
        tables = (reports, readings, claims, refusals)
        return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def whole(where: str, *, linked: bool = False) -> None:
    """Every report has its reading and its place among what is linked; indexes and references hold."""
    with open_ledger(where) as ledger, ledger.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(reports)) == connection.scalar(
            select(func.count()).select_from(readings)
        )
        odd = "SELECT count(*) FROM reports r WHERE (SELECT count(*) FROM claims c WHERE c.report_id = r.id) <> 1"
        assert connection.exec_driver_sql(odd).scalar() == 0
        for table in ("origin_reports", "story_reports", "incident_reports WHERE role = 'main'") if linked else ():
            unlinked = f"SELECT count(*) FROM reports WHERE id NOT IN (SELECT report_id FROM {table})"
            assert connection.exec_driver_sql(unlinked).scalar() == 0
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_adding_again_adds_nothing(where: str, tmp_path: Path) -> None:
    path = news(tmp_path, 30)
    done = sayso("add", str(path), "--ledger", where)
    assert done.returncode == 1
    assert done.stdout == "30 added, 1 refused; the ledger has 30 reports\n"
    assert len(done.stderr.splitlines()) == 1 and "broken JSON" in done.stderr
    again = sayso("add", str(path), "--ledger", where, "--json")
    assert json.loads(again.stdout) == {"added": 0, "versions": 0, "known": 30, "refused": 1, "reports": 30}
    assert numbers(where) == {"reports": 30, "readings": 30, "claims": 30, "refusals": 1}
    (refused,) = sayso("refusals", "--ledger", where, "--json").stdout.splitlines()
    assert json.loads(refused)["times"] == 2
    status = json.loads(sayso("status", "--ledger", where, "--json").stdout)
    assert status["reports"] == 30 and list(status["readers"].values()) == [30]
    assert "reports  30" in sayso("status", "--ledger", where).stdout
    whole(where)


def test_what_is_added_after_all_is_no_refusal_any_more(where: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    sayso("add", str(path), "--ledger", where)
    assert numbers(where)["refusals"] == 1
    path.write_text(TEXT)
    assert sayso("add", str(path), "--ledger", where).returncode == 0
    assert numbers(where)["refusals"] == 0
    path.write_text(TEXT + "And more.")
    assert "(1 of them new versions)" in sayso("add", str(path), "--ledger", where).stdout


def begun(where: str, saved: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until it has saved something more."""
    while process.poll() is None:
        try:
            if numbers(where)["reports"] > saved:
                return
        except LedgerError:
            pass
        time.sleep(0.02)


def kills(where: str, path: Path, times: int, seed: int) -> None:
    chance, saved = random.Random(seed), 0
    for _ in range(times):
        process = subprocess.Popen(command("add", str(path), "--ledger", where), stdout=-3, stderr=-3)
        if chance.random() < 0.8:  # mostly while it is writing, else while it opens the ledger
            begun(where, saved, process)
        time.sleep(chance.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        try:
            now = numbers(where)["reports"]
        except LedgerError:
            now = 0
        assert now >= saved, "what was saved is gone"
        saved = now
        if now:
            whole(where, linked=True)


def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_twice(where: str, tmp_path: Path) -> None:
    path = news(tmp_path, 600)
    kills(where, path, int(os.environ.get("KILLS", "4")), seed=7)
    assert sayso("add", str(path), "--ledger", where).returncode == 1
    assert numbers(where) == {"reports": 600, "readings": 600, "claims": 600, "refusals": 1}
    whole(where, linked=True)


def test_two_adders_at_once(where: str, tmp_path: Path) -> None:
    path = news(tmp_path, 150)
    call = command("add", str(path), "--ledger", where, "--json")
    both = [subprocess.Popen(call, stdout=-1, stderr=-1) for _ in "ab"]
    done = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert sum(found["added"] for found in done) == 150
    assert all(found["added"] + found["known"] == 150 for found in done)
    assert numbers(where) == {"reports": 150, "readings": 150, "claims": 150, "refusals": 1}
    whole(where, linked=True)


def test_an_interruption_keeps_what_was_saved(tmp_path: Path) -> None:
    where, path = str(tmp_path / "l.db"), news(tmp_path, 2000)
    process = subprocess.Popen(command("add", str(path), "--ledger", where), stdout=-1, stderr=-1)
    begun(where, 0, process)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, b"") and errors.splitlines()[-1] == b"sayso: interrupted"
    whole(where)


def test_a_wrong_call(tmp_path: Path) -> None:
    assert sayso("add", "x").returncode == 2
    done = sayso("status", "--ledger", str(tmp_path / "none.db"))
    assert (done.returncode, done.stderr) == (3, f"sayso: {tmp_path}/none.db: no such ledger\n")


# --- From within: what is hard to bring about from outside.


def fill(ledger: Ledger, count: int, *, first: int = 1, size: int = 1, **options: Any) -> Adder:
    adder = Adder(ledger, lambda: "1", **options)
    for number in range(first, first + count):
        one = report(number, TEXT * size)
        if not adder.known(one):
            adder.take(one, simple(one))
    adder.save()
    return adder


def test_a_full_disk_is_one_line_and_nothing_half_written(tmp_path: Path) -> None:
    where = str(tmp_path / "l.db")
    with open_ledger(where, write=True) as ledger:
        fill(ledger, 5)
        with ledger.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 300")
        with pytest.raises(LedgerError, match="the disk is full") as raised:
            fill(ledger, 5000, first=6, size=100)
        assert str(raised.value) == f"{where}: the disk is full"
    whole(where)
    saved = numbers(where)["reports"]
    with open_ledger(where, write=True) as ledger:
        assert fill(ledger, 20, size=1).tally.known == 5
    assert numbers(where)["reports"] >= saved
    whole(where)


def test_a_locked_ledger_is_one_line(where: str) -> None:
    with open_ledger(where, write=True, wait=0.3) as ledger, open_ledger(where, write=True) as other:
        fill(ledger, 2)
        with other.writing(), pytest.raises(LedgerError, match="locked: another process is writing to it") as raised:
            fill(ledger, 3)
        assert "\n" not in str(raised.value)
        assert fill(ledger, 3).tally == msgspec.structs.replace(Adder(ledger, lambda: "").tally, added=1, known=2)


def test_reading_is_not_held_up_by_writing(where: str) -> None:
    with open_ledger(where, write=True) as ledger, open_ledger(where) as other:
        fill(ledger, 2)
        with ledger.writing() as connection:
            connection.exec_driver_sql("DELETE FROM claims")
            with other.reading() as reader:
                assert reader.scalar(select(func.count()).select_from(claims)) == 2


@pytest.mark.parametrize("how", ["file", "ledger"])
def test_a_ledger_that_may_only_be_read(tmp_path: Path, how: str) -> None:
    where = tmp_path / "l.db"
    with open_ledger(where, write=True) as ledger:
        fill(ledger, 2)
    if how == "ledger":
        with open_ledger(where) as ledger, pytest.raises(LedgerError, match="may only be read") as raised:
            fill(ledger, 3)
    else:
        # root may write to any file: a folder that cannot hold the journal stands in for one that is write-protected
        where.chmod(0o444)
        if os.geteuid() == 0:
            pytest.skip("nothing is forbidden to root")
        with pytest.raises(LedgerError, match="may only be read") as raised, open_ledger(where, write=True) as ledger:
            fill(ledger, 3)
    assert "\n" not in str(raised.value)


def test_a_damaged_file(tmp_path: Path) -> None:
    where = tmp_path / "l.db"
    with open_ledger(where, write=True) as ledger:
        fill(ledger, 200)
    with open(where, "r+b") as file:
        file.seek(8192)
        file.write(os.urandom(100_000))
    with pytest.raises(LedgerError) as raised:
        whole(str(where))
    assert "\n" not in str(raised.value) and str(raised.value).startswith(f"{where}: ")


def test_a_server_that_goes_away_and_comes_back(postgresql: Any) -> None:
    where, said = postgresql.database(), list[str]()
    with open_ledger(where, write=True) as ledger:
        fill(ledger, 3)
        postgresql.stop()
        back = threading.Timer(1.0, postgresql.start)
        back.start()
        try:
            adder = fill(ledger, 6, say=said.append)
        finally:
            back.join()
        assert (adder.tally.added, adder.tally.known) == (3, 3)
    assert len(said) == 2 and "cannot be reached" in said[0] and said[1] == "the database is back"
    whole(where)


def test_a_server_that_stays_away(postgresql: Any) -> None:
    where = postgresql.database()
    with open_ledger(where, write=True) as ledger:
        fill(ledger, 3)
        postgresql.stop()
        try:
            with pytest.raises(Unavailable, match="cannot be reached") as raised:
                fill(ledger, 6, patience=0.5)
            assert "\n" not in str(raised.value)
        finally:
            postgresql.start()
        fill(ledger, 6)
    assert numbers(where)["reports"] == 6


def test_a_server_that_goes_away_between_batches(postgresql: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection is cut inside a transaction: what was under way did not happen, and is done again."""
    where = postgresql.database()
    with open_ledger(where, write=True) as ledger:
        cut = iter([True])

        def link(connection: Any, added: Sequence[tuple[int, Reading]], replaced: Sequence[int] = ()) -> None:
            if next(cut, False):
                postgresql.stop()
                postgresql.start()

        assert fill(ledger, 4, link=link).tally.added == 4
    whole(where)
    assert numbers(where)["reports"] == 4


def test_a_link_that_fails_undoes_its_batch(where: str) -> None:
    def link(connection: Any, added: Sequence[tuple[int, Reading]], replaced: Sequence[int] = ()) -> None:
        raise ZeroDivisionError

    with open_ledger(where, write=True) as ledger, pytest.raises(ZeroDivisionError):
        fill(ledger, 3, link=link)
    assert numbers(where) == {"reports": 0, "readings": 0, "claims": 0, "refusals": 0}


def test_a_reading_that_is_not_of_its_text_is_refused_alone(where: str) -> None:
    said: list[str] = []
    with open_ledger(where, write=True) as ledger:
        adder = Adder(ledger, lambda: "1", say=said.append)
        for number in (1, 2, 3):
            one = report(number)
            reading = simple(one)
            if number == 2:
                wrong = msgspec.structs.replace(reading.claims[0], cue=Span(0, 3, "xyz"))
                reading = msgspec.structs.replace(reading, claims=(wrong,))
            adder.take(one, reading)
        adder.refuse(RefusedReport("a.txt", "empty"))
        adder.save()
        assert (adder.tally.added, adder.tally.refused) == (2, 2)
    assert numbers(where)["refusals"] == 2 and len(said) == 1


def test_what_is_counted_is_saved(where: str) -> None:
    saved: list[int] = []
    with open_ledger(where, write=True) as ledger:

        def count(added: int) -> None:
            saved.append(added)
            assert numbers(where)["reports"] == sum(saved)

        fill(ledger, 250, on_saved=count)
    assert sum(saved) == 250 and max(saved) <= 100


def again(ledger: Ledger, reader: str, change: Callable[[Report], Reading] = simple, **options: Any) -> int:
    work = Rereader(ledger, reader, **options)
    for one in work.reports():
        work.take(change(one))
    work.save()
    return work.done


def test_rereading(where: str) -> None:
    with open_ledger(where, write=True) as ledger:
        fill(ledger, 120)
        assert again(ledger, "1") == 0
        assert again(ledger, "1", everything=True) == 120
        linked: list[int] = []
        assert again(ledger, "2", link=lambda connection, added, replaced: linked.extend(n for n, _ in added)) == 120
        assert linked == list(range(1, 121))
        assert again(ledger, "2") == 0
        work = Rereader(ledger, "3")  # interrupted after one batch
        for k, one in enumerate(work.reports()):
            if k == 70:
                break
            work.take(simple(one))
        work.save()
        assert again(ledger, "3") == 50
        work = Rereader(ledger, "4")
        for _ in work.reports():
            work.skip()
        assert work.done == 0
    whole(where)
