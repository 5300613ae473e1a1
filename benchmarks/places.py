"""Toponyms found and placed, by `score.py places`, and metonymy, on what the fits have not seen."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from sayso import Reader, Report
from sayso._types import Place
from sayso.places import candidates, gazetteer
from training.corpora import USAGE
from training.places import HELD_OUT

CORPORA = ("lgl", "trnews", "geowebnews")
_OURS = "gold/times_places.dev.jsonl"
Pair = tuple[dict[str, Any], Sequence[Place]]


def rows(shared: Path) -> Iterator[tuple[str, ...]]:
    """measure, data, sayso, most populous candidate, bar, reference."""
    reader = Reader()
    held = {c: _read(reader, list(gold(shared, c))) for c in CORPORA}
    sets = {"all three, held-out fifth": [p for c in CORPORA for p in held[c]]}
    sets |= {f"{c}, held-out fifth": held[c] for c in CORPORA}
    sets["times_places.dev"] = _read(reader, list(_lines(shared / _OURS)))
    bars = {"all three, held-out fifth": ("80", "75"), "times_places.dev": ("88", "82")}
    for name, pairs in sets.items():
        found, placed = score(shared, pairs)
        populous = score(shared, [(g, largest(reader, p)) for g, p in pairs])[1]
        on_gold = score(shared, [(g, largest(reader, _marked(g))) for g, _ in pairs])[1]
        first = name.startswith("all")
        bar = bars.get(name, ("", ""))
        yield "toponyms, exact F1", name, f"{found:.1f}", "", bar[0], "Mordecai 3: 71.6, its best 87.6" if first else ""
        reference = f"given the spans, most populous {on_gold:.1f}" + (
            "; Mordecai 3: 60.7, its best 82.9" if first else ""
        )
        yield "placed within 161 km, recall", name, f"{placed:.1f}", f"{populous:.1f}", bar[1], reference
    without = score(shared, _read(reader, [{**g, "outlet": None} for c in CORPORA for g in gold(shared, c)]))[1]
    yield "the same, outlet not known", "all three, held-out fifth", f"{without:.1f}", "", "", ""
    whole = score(shared, _read(reader, list(gold(shared, "geowebnews", nouns=True))))[0]
    yield (
        "toponyms, exact F1",
        "geowebnews with its common nouns",
        f"{whole:.1f}",
        "",
        "",
        "“the county”, “jobs” are marked too",
    )
    yield "metonymy, accuracy", "relocar, held-out fifth", f"{metonymy(reader, shared):.1f}", "", "88", "XLNet 95.8"
    yield "usage, accuracy", "times_places.dev", f"{usage(sets['times_places.dev']):.1f}", "", "", "of toponyms found"


def gold(shared: Path, corpus: str, nouns: bool = False) -> Iterator[dict[str, Any]]:
    """The held-out fifth. Without `nouns`, what GeoWebNews marks that is no name of a place is left out."""
    for number, row in enumerate(_lines(shared / f"data/place/{corpus}.train.jsonl")):
        if number % HELD_OUT == 0:
            kept = [t for t in row["toponyms"] if nouns or t.get("usage") is None or t["usage"] in USAGE]
            yield {**row, "toponyms": kept}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf8") as file:
        yield from map(json.loads, file)


def _read(reader: Reader, reports: Iterable[dict[str, Any]]) -> list[Pair]:
    return [(g, reader.read(Report(g["id"], g["text"], publisher=g.get("outlet"))).places) for g in reports]


def score(shared: Path, pairs: Iterable[Pair]) -> tuple[float, float]:
    """Exact F1 of the spans, and recall within 161 km, as score.py prints them."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, made = Path(folder) / "gold.jsonl", Path(folder) / "made.jsonl"
        with open(wanted, "w", encoding="utf8") as a, open(made, "w", encoding="utf8") as b:
            for number, (g, places) in enumerate(pairs):
                a.write(json.dumps({**g, "id": str(number)}) + "\n")
                b.write(
                    json.dumps({"id": str(number), "text": g["text"], "places": msgspec.to_builtins(places)}) + "\n"
                )
        command = [sys.executable, str(shared / "tools/score.py"), "places", str(wanted), str(made)]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    exact = re.search(r"^toponyms, exact span .*?F1\s+([\d.]+)", printed, re.M)
    near = re.search(r"^placed within 161 km .*?R\s+([\d.]+)", printed, re.M)
    assert exact and near
    return float(exact[1]), float(near[1])


def largest(reader: Reader, places: Sequence[Place]) -> list[Place]:
    """The baseline: the same toponyms, each at its most populous candidate (a country before all else)."""
    names = gazetteer.load()
    out = []
    for place in places:
        found = [names.entry(i) for i, _ in candidates.find(names, place.text).places]
        best = max(found, key=lambda e: (e.kind == "country", e.population), default=None)
        point = {"lat": best and best.lat, "lon": best and best.lon, "geonames_id": best and best.geonames_id}
        out.append(msgspec.structs.replace(place, **point))
    return out


def _marked(g: dict[str, Any]) -> list[Place]:
    nothing = dict.fromkeys(
        ("name", "geonames_id", "lat", "lon", "country", "admin1", "kind", "precision", "relation", "claim")
    )
    return [Place(t["start"], t["end"], t["text"], "literal", **nothing) for t in g["toponyms"]]


def metonymy(reader: Reader, shared: Path) -> float:
    """Share of ReLocaR's held-out locations whose usage, literal or not, is right; their spans are given."""
    from sayso.places import layers, toponyms, usage
    from sayso.places.resolve import Mention
    from training.corpora import word_span

    right = []
    for number, row in enumerate(_lines(shared / "data/place/relocar.train.jsonl")):
        if number % HELD_OUT:
            continue
        tokens, encoded = reader.encoded(row["text"])
        span = word_span(tokens, row["start"], row["end"])
        assert span
        spotted = toponyms.Spotted(*span, Mention(row["start"], row["end"], row["text"][row["start"] : row["end"]]))
        said = usage.decide(row["text"], tokens, encoded, [spotted], [False], [False], layers.load())[0]
        right.append((said == "literal") == row["reading"].startswith("lit"))
    return 100.0 * sum(map(bool, right)) / len(right)


def usage(pairs: Iterable[Pair]) -> float:
    right = []
    for g, places in pairs:
        said = {(p.start, p.end): p.usage for p in places}
        right += [said[t["start"], t["end"]] == t["usage"] for t in g["toponyms"] if (t["start"], t["end"]) in said]
    return 100.0 * sum(map(bool, right)) / max(len(right), 1)


def seconds(shared: Path, timed: Callable[[], float] = time.perf_counter) -> float:
    """Seconds that all of places takes on a report of 420 words, beside what the encoder takes."""
    from sayso.places import layers
    from sayso.places.read import find_places, spot
    from sayso.reading.names import find_names

    reader, names, fitted = Reader(), gazetteer.load(), layers.load()
    texts = [" ".join(g["text"].split(" ")[:420]) for g in _lines(shared / _OURS)]
    encoded = [(t, *reader.encoded(t)) for t in texts]
    named = [find_names(t, tokens, e) for t, tokens, e in encoded]
    best = float("inf")
    for _ in range(3):
        start = timed()
        for (t, tokens, e), n in zip(encoded, named, strict=True):
            find_places(t, spot(t, tokens, e, n, names, fitted), names, fitted)
        best = min(best, (timed() - start) / len(texts))
    return best
