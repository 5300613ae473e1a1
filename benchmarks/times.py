"""Accuracy of times by `shared/tools/score.py`, beside `dateparser.search` on the same texts."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.accuracy import Measure
from sayso import Reader, Report

Rows = list[dict[str, Any]]
FindTimes = Callable[[str, str | None], Rows]  # text, published -> times, as `sayso read --json` has them

_NEWS, _WARS = "data/time/timebank_aquaint.jsonl", "data/time/wikiwars.jsonl"
_OWN = "gold/times_places.dev.jsonl"
_HELD_OUT, _GOLD = "timebank_aquaint, held-out fifth", "times_places.dev, dated reports"
_UNSEEN = "unseen: UWTime {}, HeidelTime {}, dateparser {}"
_STORY = "no publication date"
MEASURES = (
    Measure("timex strict F1", _HELD_OUT, "timex, strict", 82, _UNSEEN.format(83.5, 81.3, 16.7) + ", SynTime 92.1"),
    Measure("timex relaxed F1", _HELD_OUT, "timex, relaxed", 90, _UNSEEN.format("91.0", 90.3, 68.9) + ", SynTime 95.0"),
    Measure("value F1", _HELD_OUT, "value", 80, _UNSEEN.format(82.7, 77.6, 36.4)),
    Measure("timex relaxed F1", _GOLD, "timex, relaxed", 88),
    Measure("value F1", _GOLD, "value", 80),
    Measure("value F1", "wikiwars", "value", 75, _STORY),
    Measure("value F1", "wikiwars, texts thresholds were fitted on", "value", 75, _STORY),
    Measure("value F1", "wikiwars, the other texts", "value", 75, _STORY),
)


def corpora(shared: Path) -> dict[str, Rows]:
    """Gold rows by what `MEASURES` calls them, each with its `published` (None where there is none of use)."""
    news = _lines(shared / _NEWS)
    wars = [{**row, "published": None} for row in _lines(shared / _WARS)]
    return {
        _HELD_OUT: [{**row, "published": row["dct"]} for row in news[::5]],
        _GOLD: [row for row in _lines(shared / _OWN) if row["published"]],
        "wikiwars": wars,
        "wikiwars, texts thresholds were fitted on": wars[::2],
        "wikiwars, the other texts": wars[1::2],
    }


def digest(shared: Path) -> str:
    """Short hash of the data and the measures the numbers were taken with."""
    total = hashlib.sha256()
    for name in ("tools/score.py", _NEWS, _OWN, _WARS):
        total.update((shared / name).read_bytes())
    return total.hexdigest()[:16]


def rows(shared: Path) -> Iterable[dict[str, Any]]:
    """Every measure with sayso's number, dateparser's (None where it is not installed), the bar and the reference."""
    reader = Reader()
    peer = _dateparser()
    known: dict[tuple[str, str], list[dict[str, Any]]] = {}

    def ours(text: str, published: str | None) -> list[dict[str, Any]]:
        times: list[dict[str, Any]] = msgspec.to_builtins(reader.read(Report("", text, published=published)).times)
        return times

    def scored(name: str, gold: Rows, find: FindTimes) -> dict[str, float]:
        made = []
        for row in gold:
            key = name, row["id"]
            if key not in known:
                known[key] = find(row["text"], row["published"])
            made.append({"id": row["id"], "text": row["text"], "times": known[key]})
        return _score(shared, gold, made)

    numbers = {
        data: (scored("sayso", gold, ours), scored("peer", gold, peer) if peer else None)
        for data, gold in corpora(shared).items()
    }
    for m in MEASURES:
        mine, theirs = numbers[m.data]
        yield {
            "measure": m.name,
            "data": m.data,
            "sayso": mine[m.label],
            "peer": theirs[m.label] if theirs else None,
            "bar": m.bar,
            "reference": m.reference,
        }


def _score(shared: Path, gold: Rows, made: Rows) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "made.jsonl")]
        for path, lines in zip(paths, (gold, made), strict=True):
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf8")
        command = [sys.executable, str(shared / "tools/score.py"), "times", *map(str, paths)]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {label: float(f1) for label, f1 in re.findall(r"^(\S.*?)\s{2,}P .*?F1\s+([\d.]+)", printed, re.M)}


def _dateparser() -> FindTimes | None:
    """dateparser.search as it is documented, line by line; it says neither type nor offsets, which are looked up."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None

    def find(text: str, published: str | None) -> list[dict[str, Any]]:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(published).replace(tzinfo=None)} if published else {}
        return [time for line in re.finditer(r"[^\n]+", text) for time in in_line(line, settings)]

    def in_line(line: re.Match[str], settings: dict[str, Any]) -> Iterator[dict[str, Any]]:
        at = 0
        for words, when in search_dates(line.group(), languages=["en"], settings=settings) or []:
            start = line.group().find(words, at)
            if start >= 0:
                at = start + len(words)
                value = when.date().isoformat()
                yield {"start": line.start() + start, "end": line.start() + at, "type": "DATE", "value": value}

    return find


def _lines(path: Path) -> Rows:
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file if line.strip()]
