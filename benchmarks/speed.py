"""Speed, start and memory: each in a process of its own, over reports of 420 words."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.accuracy import texts

WORDS = 420
_ROOT = Path(__file__).parent.parent


def sample(shared: Path, count: int) -> list[str]:
    """`count` texts of 420 words: gold train reports where they are there, the bundled examples joined otherwise."""
    gold = shared / "gold/claims.train.jsonl"
    if gold.exists():
        sources = list(texts(gold).values())
    else:
        from sayso import Report
        from sayso.ingest import reports

        sources = [r.text for r in reports([_ROOT / "examples/harbour"]) if isinstance(r, Report)]
    whole = "\n\n".join(sources)
    ends = [m.end() for m in re.finditer(r"\S+", whole)]
    cuts = [0, *ends[WORDS - 1 :: WORDS]]
    parts = [whole[a:b].strip() for a, b in pairwise(cuts)]
    return [parts[i % len(parts)] for i in range(count)]


def reports_a_second(shared: Path, count: int = 200) -> dict[str, Any]:
    """Reports a second with the model loaded, one process, two threads; and of a spaCy pipeline over the same."""
    from sayso import Reader, Report

    found = [Report(str(i), text) for i, text in enumerate(sample(shared, count))]
    reader = Reader(threads=2)
    list(reader.read_many(found[:10]))
    began = time.perf_counter()
    claims = sum(len(reading.claims) for reading in reader.read_many(found))
    taken = time.perf_counter() - began
    return {"sayso": count / taken, "spacy": _spacy([r.text for r in found]), "claims": claims / count}


def _spacy(found: list[str]) -> float | None:
    """tok2vec, tagger, parser and ner of spaCy's own small size, untrained weights, on two processes."""
    try:
        import spacy
        from spacy.training import Example
    except ImportError:
        return None
    nlp = spacy.blank("en")
    for name in ("tagger", "parser", "ner"):
        pipe: Any = nlp.add_pipe(name)
        for label in {"tagger": ("NN", "VB"), "parser": ("nsubj", "dobj"), "ner": ("PER", "ORG")}[name]:
            pipe.add_label(label)
    words = {"words": ["She", "spoke"], "tags": ["NN", "VB"], "heads": [1, 1], "deps": ["nsubj", "ROOT"]}
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("She spoke"), {**words, "entities": ["U-PER", "O"]})])
    list(nlp.pipe(found[:4]))
    began = time.perf_counter()
    list(nlp.pipe(found, n_process=2, batch_size=25))
    return len(found) / (time.perf_counter() - began)


def start(times: int = 7) -> dict[str, float]:
    """Median seconds of a cold `sayso read` of one report, of `import sayso`, and of an empty Python to compare."""
    example = str(_ROOT / "examples/harbour/1-agency.txt")
    commands = {
        "read": [sys.executable, "-m", "sayso.cli.main", "read", example],
        "import": [sys.executable, "-c", "import sayso"],
        "python": [sys.executable, "-c", "pass"],
    }
    out = {}
    for name, command in commands.items():
        taken = []
        for _ in range(times):
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=_ROOT)
            taken.append(time.perf_counter() - began)
        out[name] = statistics.median(taken)
    out["import"] -= out["python"]
    return out


def memory(shared: Path, count: int = 10_000) -> dict[str, float]:
    """Resident MB of `sayso read --json -` after a tenth of the reports, and the most there ever was."""
    found = sample(shared, min(count, 400))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        with open(path, "w", encoding="utf8") as out:
            for i in range(count):
                out.write(json.dumps({"id": str(i), "text": found[i % len(found)]}) + "\n")
        command = [sys.executable, "-m", "sayso.cli.main", "read", "--json", str(path)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=_ROOT)
        assert process.stdout is not None
        early, peak = 0.0, 0.0
        for number, _ in enumerate(process.stdout):
            if number % 100 == 99:
                now = resident(process.pid)
                early = now if number < count // 10 else early
                peak = max(peak, now)
        if process.wait():
            raise SystemExit("sayso read failed")
    return {"early": early, "peak": peak, "reports": count}


def resident(pid: int) -> float:
    """MB of memory a process holds."""
    for line in _status(pid):
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    return 0.0


def _status(pid: int) -> Iterator[str]:
    path = f"/proc/{pid}/status"
    if os.path.exists(path):
        with open(path, encoding="ascii") as file:
            yield from file


def machine() -> str:
    """What the numbers were taken on: processor, cores, and whether it has instructions for int8."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return f"{os.cpu_count()} cores"
    model = re.search(r"model name\s*: (.*)", text)
    has = re.search(r"\b(avx512_vnni|avx_vnni|amx_int8|asimddp)\b", text)
    name = model[1] if model else "unknown processor"
    return f"{name}, {os.cpu_count()} cores, {'with' if has else 'without'} instructions for int8 products"
