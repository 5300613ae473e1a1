"""Accuracy on the development corpora, by the measures of `shared/tools/score.py`."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from sayso import Reader, Report
from sayso._types import Scheme

Read = Callable[[str, str], Any]  # id, text -> a reading, as plain data


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the table: `label` finds the line of score.py's output that holds the number."""

    name: str
    data: str
    label: str
    bar: float
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Corpus:
    file: str  # below shared/
    scheme: Scheme
    runs: tuple[tuple[str, ...], ...]  # arguments of score.py
    measures: tuple[Measure, ...]


_POLNEAR, _GOLD = "polnear.dev", "gold dev"
_PEOPLE = "two people agree at"
CORPORA = (
    Corpus(
        "data/attribution/polnear.dev.jsonl",
        "polnear",
        (("spans", "--one"), ("claims", "--one")),
        (
            Measure("source, exact F1", _POLNEAR, "source, exact", 82, f"{_PEOPLE} 77.7; CofeNet (test part) 83.2"),
            Measure("cue, exact F1", _POLNEAR, "cue, exact", 75, f"{_PEOPLE} 70.5; CofeNet 75.3"),
            Measure("content, exact F1", _POLNEAR, "content, exact", 71, f"{_PEOPLE} 65.9; CofeNet 72.9"),
            Measure("whole claim, exact F1", _POLNEAR, "whole claim, exact", 52, f"{_PEOPLE} 56.3"),
        ),
    ),
    Corpus(
        "gold/claims.dev.jsonl",
        "sayso",
        (("claims",),),
        (
            Measure("whole claim, exact F1", _GOLD, "whole claim, exact", 62, "two readings agree at 94"),
            Measure("whole claim, overlap F1", _GOLD, "whole claim, overlap", 84, "97"),
            Measure("claims within claims, F1", _GOLD, "claims within claims", 65, "92"),
            Measure("speaker, accuracy", _GOLD, "speaker", 85, "94; Gender Gap Tracker 86.5 on its own data"),
            Measure("speaker of a pronoun", _GOLD, "speaker of a pronoun", 80),
            Measure("act, accuracy", _GOLD, "act", 85, "97"),
            Measure("form, accuracy", _GOLD, "form", 95),
            Measure("hedged, F1", _GOLD, "hedged", 70),
        ),
    ),
)


def rows(shared: Path) -> Iterable[dict[str, Any]]:
    """Every measure with sayso's number, the baseline's, the bar and the reference."""
    from benchmarks import rule

    for corpus in CORPORA:
        reader = Reader(scheme=corpus.scheme)
        ours = scores(shared, corpus, lambda i, t, r=reader: msgspec.to_builtins(r.read(Report(i, t))))  # type: ignore[misc]
        theirs = scores(shared, corpus, rule.read)
        for m in corpus.measures:
            yield {
                "measure": m.name,
                "data": m.data,
                "sayso": ours[m.label],
                "rule": theirs[m.label],
                "bar": m.bar,
                "reference": m.reference,
            }


def scores(shared: Path, corpus: Corpus, read: Read) -> dict[str, float]:
    """Label -> number, of everything score.py prints for the readings of a corpus."""
    gold = shared / corpus.file
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.jsonl"
        with open(made, "w", encoding="utf8") as out:
            for report, text in texts(gold).items():
                out.write(json.dumps(read(report, text)) + "\n")
        for what, *options in corpus.runs:
            command = [sys.executable, str(shared / "tools/score.py"), what, str(gold), str(made), *options]
            printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            for label, f1, share in re.findall(r"^(\S.*?)\s+(?:P .*?F1\s+([\d.]+)|([\d.]+)%)", printed, re.M):
                found.setdefault(label, float(f1 or share))
    return found


def texts(path: Path) -> dict[str, str]:
    """id -> text of a corpus file; alternative annotations share one text."""
    with open(path, encoding="utf8") as file:
        return {row["id"]: row["text"] for row in map(json.loads, file)}


def digest(shared: Path) -> str:
    """Short hash of the data and the measures the numbers were taken with."""
    total = hashlib.sha256()
    for name in ("tools/score.py", *(c.file for c in CORPORA)):
        total.update((shared / name).read_bytes())
    return total.hexdigest()[:16]


def calibration(shared: Path) -> list[tuple[float, float, int]]:
    """(mean confidence, share that is right, claims) in bins of confidence, on gold dev."""
    from training.corpora import lines
    from training.fit import judged_claims, load_score

    claims = judged_claims(Reader(), list(lines(shared / "gold/claims.dev.jsonl")), load_score(shared))
    out = []
    for low, high in ((0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)):
        inside = [(c, right) for c, right in claims if low <= c < high]
        if inside:
            n = len(inside)
            out.append((sum(c for c, _ in inside) / n, sum(right for _, right in inside) / n, n))
    return out
