"""How long pages of the desk take on a large ledger, alone and with many readers while reports are added.

    python -m benchmarks.desk [REPORTS] [LEDGER]

A reader follows links: the front, an incident, a report, claims and reports searched for, speakers; a second on average
between two pages. Everything stays on this machine.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, sleep

from benchmarks.asked import build

READERS, SECONDS, PAUSE = 50, 60.0, 1.0
SAYSO = str(Path(sys.executable).parent / "sayso")
_SENTENCE = "The mayor of Seldwick said on Monday that {n} people were hurt when a tram left the rails near Pier {n}. "


def paths(number: int) -> dict[str, str]:
    """A path of each kind of page, with much to show."""
    middle = number // 6
    return {
        "front": "/", "front, filtered": "/?q=police&kind=protest&since=2022-01-01&conflicting=true",
        "map points": "/points.json", "incident": f"/incident/i{middle}", "report": f"/report/{middle}",
        "claims": "/claims", "claims, searched": "/claims?q=police+river&act=deny", "reports": "/reports?q=explosion",
        "speakers": "/speakers", "speaker": "/speaker?name=police", "story": "/story/s6", "judgements": "/judgements",
        "incidents.json": "/incidents.json",
    }  # fmt: skip


@contextmanager
def serving(ledger: Path) -> Iterator[int]:
    """The port of a desk over the ledger."""
    serve = [SAYSO, "serve", "--ledger", str(ledger), "--port", "0"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r":(\d+)/", server.stdout.readline())
        assert found is not None
        try:
            yield int(found[1])
        finally:
            server.terminate()


def get(connection: HTTPConnection, path: str) -> tuple[float, int, int]:
    """Milliseconds, status and bytes of an answer."""
    begun = perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    size = len(answer.read())
    return (perf_counter() - begun) * 1000, answer.status, size


def alone(port: int, number: int, rounds: int = 7) -> dict[str, tuple[float, int]]:
    """The middle of some rounds for each page, warm, with its size."""
    connection = HTTPConnection("127.0.0.1", port)
    found = {}
    for name, path in paths(number).items():
        get(connection, path)
        taken = []
        for _ in range(rounds):
            sleep(1.1)  # what is kept for a moment is gone
            taken.append(get(connection, path))
        assert all(status == 200 for _, status, _ in taken), name
        found[name] = median(one for one, _, _ in taken), taken[0][2]
    return found


def crowd(port: int, number: int, readers: int = READERS, seconds: float = SECONDS) -> list[tuple[float, int]]:
    """Milliseconds and status of every answer that the readers got."""
    found: list[tuple[float, int]] = []
    until = monotonic() + seconds

    def read(seed: int) -> None:
        dice = random.Random(seed)
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        sleep(dice.random() * PAUSE)
        while monotonic() < until:
            one = dice.randrange(1, number // 3)
            path = dice.choice((
                "/", f"/incident/i{one}", f"/incident/i{one}", f"/report/{3 * one}", f"/report/{3 * one}",
                f"/claims?q=river&since=202{one % 5}-01-01", "/reports?q=explosion", "/speakers",
                f"/story/s{one // 5 * 5 + 1}",
            ))  # fmt: skip
            try:
                taken, status, _ = get(connection, path)
            except OSError:
                taken, status = 60_000.0, 0
                connection.close()
            found.append((taken, status))
            sleep(dice.random() * 2 * PAUSE)

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@contextmanager
def adding(ledger: Path, folder: Path) -> Iterator[None]:
    """`sayso add` at work: invented reports into the same ledger, until the block ends."""
    news = folder / "news.jsonl"
    with news.open("w") as out:
        for n in range(5000):
            text = " ".join(_SENTENCE.format(n=n * 7 + k) for k in range(12))
            out.write(json.dumps({"id": f"added-{os.getpid()}-{n}", "text": text, "published": "2024-05-05"}) + "\n")
    add = [SAYSO, "add", str(news), "--ledger", str(ledger)]
    with subprocess.Popen(add, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as adder:
        try:
            sleep(5)
            yield
        finally:
            ended = adder.poll()
            adder.terminate()
    if ended:
        raise SystemExit(f"sayso add ended by itself, with exit code {ended}: nothing was measured")


def main(number: int, where: Path | None) -> None:
    """Print what each page takes, and what the readers waited."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        ledger = where or folder / "ledger.db"
        if not ledger.exists():
            build(ledger, number)
        print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        with serving(ledger) as port:
            for name, (taken, size) in alone(port, number).items():
                print(f"{name:>18} {taken:8.1f} ms {size / 1000:8.1f} kB{' !' if taken > 100 else ''}")
            for busy in (False, True):
                if busy:
                    with adding(ledger, folder):
                        found = crowd(port, number)
                else:
                    found = crowd(port, number)
                taken_all = sorted(taken for taken, _ in found)
                wrong = sum(status != 200 for _, status in found)
                print(
                    f"{READERS} readers for {SECONDS:.0f} s{' while reports are added' if busy else ''}: "
                    f"{len(found)} pages, median {median(taken_all):.0f} ms, "
                    f"p95 {taken_all[int(len(taken_all) * 0.95)]:.0f} ms, most {taken_all[-1]:.0f} ms, {wrong} errors"
                )


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else 20_000, Path(given[1]) if len(given) > 1 else None)
