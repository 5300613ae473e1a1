"""What adding to a ledger costs beside reading alone, and whether it lasts: reports of real incidents, said again with
other names, places and dates.

    python -m benchmarks.adding [REPORTS] [--shared ../shared]

Both are commands in processes of their own; times are taken from their first answer to their last.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.speed import machine, resident
from training.corpora import lines

SAYSO = str(Path(sys.executable).parent / "sayso")
_FILES = ("events/gva.train.jsonl", "events/ecbplus.train.jsonl")
_CALENDAR = "Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_NAME = re.compile(rf"(?<=[a-z,] )(?!{_CALENDAR})[A-Z][a-z]{{2,}}\b")  # within a sentence
_NUMBER = re.compile(r"\b\d{1,2}\b")
_STARTS = ("b", "br", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w")
_VOWELS = ("a", "e", "i", "o", "u", "ou", "ea")
_ENDS = ("ck", "d", "l", "m", "n", "r", "rth", "s", "st", "ston", "ville", "wick")


def reports(shared: Path, number: int) -> Iterator[dict[str, str]]:
    """`number` reports; from the second round on the names within sentences are others, the same throughout a round."""
    for round_ in count():
        for path in _FILES:
            for row in lines(shared / "data" / path):
                text = row["text"] if round_ == 0 else changed(row["text"], round_)
                published = (row.get("published") or "2016-05-01").replace("-02-29", "-02-28")
                year = int(published[:4]) - 20 + round_
                yield {"id": f"{round_}-{row['id']}", "text": text, "published": f"{year}{published[4:]}"}
                number -= 1
                if number == 0:
                    return


def changed(text: str, round_: int) -> str:
    """The text with other names, and other numbers of one or two digits."""

    def name(found: re.Match[str]) -> str:
        dice = random.Random(f"{round_} {found[0]}")
        middle = dice.choice(_VOWELS) + dice.choice(_STARTS) if dice.random() < 0.5 else ""
        return (dice.choice(_STARTS) + middle + dice.choice(_VOWELS) + dice.choice(_ENDS)).capitalize()

    return _NUMBER.sub(lambda m: str(int(m[0]) + round_ % 7), _NAME.sub(name, text))


def reading(path: Path) -> float:
    """Reports a second of `sayso read --json`."""
    with subprocess.Popen([SAYSO, "read", "--json", str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        stamps = [perf_counter() for _ in process.stdout]
    if process.returncode not in (0, 1):
        raise SystemExit(f"sayso read ended with exit code {process.returncode}")
    return (len(stamps) - 1) / (stamps[-1] - stamps[0])


def adding(path: Path, ledger: Path) -> list[tuple[float, int, float]]:
    """(seconds, reports in the ledger, resident MB) at every second or so while `sayso add` runs."""
    found: list[tuple[float, int, float]] = []
    with subprocess.Popen([SAYSO, "add", str(path), "--ledger", str(ledger)], stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            sleep(1)
            there = saved(ledger)
            if there and (not found or there > found[-1][1]):
                found.append((perf_counter(), there, resident(process.pid)))
    if process.returncode not in (0, 1):
        raise SystemExit(f"sayso add ended with exit code {process.returncode}")
    return found


def saved(ledger: Path) -> int:
    """Reports in the ledger, 0 while it is being made."""
    try:
        with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def rate(found: list[tuple[float, int, float]], low: int, high: int) -> float:
    """Reports a second while the ledger grew from `low` to `high` reports."""
    part = [one for one in found if low <= one[1] <= high]
    return (part[-1][1] - part[0][1]) / (part[-1][0] - part[0][0])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.adding", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("reports", type=int, nargs="?", default=20_000)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the corpora")
    args = parser.parse_args()
    if args.reports < 500:
        parser.error("fewer than 500 reports tell nothing of a rate")
    print(f"machine: {machine()}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        every, first = folder / "all.jsonl", folder / "first.jsonl"
        rows = [json.dumps(row) + "\n" for row in reports(args.shared, args.reports)]
        every.write_text("".join(rows), encoding="utf8")
        first.write_text("".join(rows[: max(200, len(rows) // 10)]), encoding="utf8")
        read = reading(first)
        found = adding(every, folder / "ledger.db")
    last, part = found[-1][1], min(1000, args.reports // 4)
    whole, early, late = rate(found, 0, last), rate(found, 0, part), rate(found, last - part, last)
    tenth = max(mb for _, there, mb in found if there <= max(last // 10, found[0][1]))
    print(f"reading alone           {read:6.2f} reports/s")
    print(f"adding {last:6} reports   {whole:6.2f} reports/s, {100 * whole / read:.0f}% of it (bar 80)")
    print(f"the last {part}, the first {part}: {late:.2f}, {early:.2f} reports/s: {100 * late / early:.0f}% (bar 80)")
    print(f"memory: {tenth:.0f} MB after a tenth of the reports, {max(mb for *_, mb in found):.0f} MB at most")


if __name__ == "__main__":
    main()
