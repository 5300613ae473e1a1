"""What linking is fitted on: `python -m training.linking background` and `python -m training.linking incidents`."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso import Report
from sayso.linking import sketch
from sayso.linking.background import BITS, bucket
from sayso.linking.clustering import average_linkage
from sayso.linking.incidents import JOINED, JOINED_LARGE, Incidents
from sayso.linking.index import Memory
from sayso.linking.origins import day_of
from sayso.linking.pair import FEATURES, Model, View, features
from sayso.linking.text import content, digest
from training.fit import load_score

Array = NDArray[np.float32]

_MODEL = Path(__file__).parent.parent / "src/sayso/model"
HELD_OUT_TOPICS = 25  # ECB+ topics above this are not trained on
_BATCH, _RATE, _DECAY = 200, 2e-3, 1e-4
_LEAST = 3  # documents a stem must be in to be counted


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf8") as file:
        yield from (json.loads(line) for line in file)


def texts(shared: Path) -> Iterator[str]:
    """The training parts whose words count as news at large."""
    for row in rows(shared / "data/events/gva.train.jsonl"):
        yield row["text"]
    for row in rows(shared / "data/events/ecbplus.train.jsonl"):
        if row["topic"] <= HELD_OUT_TOPICS:
            yield row["text"]
    for name in ("gold/claims.train.jsonl", "data/attribution/polnear.train.jsonl"):
        yield from {row["id"]: row["text"] for row in rows(shared / name)}.values()
    for row in rows(shared / "data/names/worldwide.train.jsonl"):
        yield " ".join(token for sentence in row["sentences"] for token in sentence["tokens"])


def background(shared: Path, out: Path) -> None:
    """Count in how many documents each hashed stem is."""
    counts = np.zeros(1 << BITS, dtype=np.int64)
    documents = 0
    for text in texts(shared):
        documents += 1
        counts[list({bucket(digest(s)) for s in content(text)})] += 1
    counts[counts < _LEAST] = 0
    np.savez_compressed(out / "background.npz", counts=counts.astype(np.uint16), documents=np.int64(documents))
    print(f"{documents} documents, {int((counts > 0).sum())} of {1 << BITS} buckets in use")


Pair = tuple[str, str]


@dataclass
class Pairs:
    """Candidate pairs of a corpus: ids, features, and whether the two tell of one incident."""

    pairs: list[Pair]
    features: Array
    same: NDArray[np.bool_]
    group: dict[str, str]  # report → incident


def candidates(found: Sequence[dict[str, Any]]) -> Pairs:
    """Every pair that adding the reports in their order compares, as `Incidents` does it."""
    index = Memory()
    linker = Incidents(index, Model({}))
    pairs: list[Pair] = []
    rows_: list[list[float]] = []
    views: dict[str, View] = {}
    for row in found:
        report = Report(row["id"], row["text"], title=row.get("title"), published=row.get("published"))
        made = sketch.make(report, day_of(report.published))
        view = views[report.id] = View(made)
        for other in linker.remember(report.id, view):
            pairs.append((report.id, other))
            rows_.append(features(view, views[other]))
    group = {row["id"]: str(row["incident"]) for row in found}
    same = np.array([group[a] == group[b] for a, b in pairs])
    return Pairs(pairs, np.array(rows_, dtype=np.float32), same, group)


def fit(x: Array, y: NDArray[np.bool_], *, networks: int = 3, units: int = 24, passes: int = 25) -> dict[str, Array]:
    """Train the networks by Adam on the logistic loss, each from a seed of its own."""
    mean, scale = x.mean(0), x.std(0) + 1e-6
    z = np.clip((x - mean) / scale, -8, 8).astype(np.float32)
    fitted = [_network(z, y.astype(np.float32), units, passes, seed) for seed in range(networks)]
    stacked = {name: np.stack([f[name] for f in fitted]).astype(np.float32) for name in fitted[0]}
    return {"mean": mean.astype(np.float32), "scale": scale.astype(np.float32), **stacked}


def _network(z: Array, y: Array, units: int, passes: int, seed: int) -> dict[str, Array]:
    rng = np.random.default_rng(seed)
    n = z.shape[1]
    p = {
        "hidden": rng.normal(0, np.sqrt(2 / n), (n, units)).astype(np.float32),
        "bias": np.zeros(units, np.float32),
        "out": rng.normal(0, np.sqrt(1 / units), units).astype(np.float32),
        "out_bias": np.zeros((), np.float32),
    }
    first = {k: np.zeros_like(v) for k, v in p.items()}
    second = {k: np.zeros_like(v) for k, v in p.items()}
    step, total = 0, passes * (len(z) // _BATCH)
    for _ in range(passes):
        order = rng.permutation(len(z))
        for start in range(0, len(z) - _BATCH + 1, _BATCH):
            step += 1
            at = order[start : start + _BATCH]
            for k, slope in _slopes(p, z[at], y[at]).items():
                slope = slope + _DECAY * p[k] * (k in ("hidden", "out"))
                first[k] = 0.9 * first[k] + 0.1 * slope
                second[k] = 0.999 * second[k] + 0.001 * slope**2
                unbiased = first[k] / (1 - 0.9**step), second[k] / (1 - 0.999**step)
                rate = _RATE * (1 - step / (total + 1))
                p[k] = (p[k] - rate * unbiased[0] / (np.sqrt(unbiased[1]) + 1e-8)).astype(np.float32)
    return p


def _slopes(p: dict[str, Array], x: Array, y: Array) -> dict[str, Array]:
    pre = x @ p["hidden"] + p["bias"]
    active = np.maximum(pre, 0)
    error = (1 / (1 + np.exp(-(active @ p["out"] + p["out_bias"]))) - y) / len(y)
    back = np.outer(error, p["out"]) * (pre > 0)
    return {"hidden": x.T @ back, "bias": back.sum(0), "out": active.T @ error, "out_bias": error.sum()}


def incidents(shared: Path, out: Path) -> None:
    """Fit the pair model on gva.train and ECB+ topics 1-25; print how it groups what it was not fitted on."""
    events = shared / "data/events"
    gva = candidates(list(rows(events / "gva.train.jsonl")))
    ecb = candidates(list(rows(events / "ecbplus.train.jsonl")))
    topics = {row["id"]: row["topic"] for row in rows(events / "ecbplus.train.jsonl")}
    seen = np.array([max(topics[a], topics[b]) <= HELD_OUT_TOPICS for a, b in ecb.pairs])
    apart = np.array([_fold(gva.group[a]) != 0 and _fold(gva.group[b]) != 0 for a, b in gva.pairs])
    part = np.vstack([gva.features[apart], ecb.features[seen]])
    model = Model(fit(part, np.concatenate([gva.same[apart], ecb.same[seen]])))
    left = {i for i, g in gva.group.items() if _fold(g) == 0}
    _print("gva.train, a fifth of the incidents held out", shared, gva, model, left)
    later = {i for i, t in topics.items() if t > HELD_OUT_TOPICS}
    _print(f"ecbplus.train, topics over {HELD_OUT_TOPICS}", shared, ecb, model, later)
    x, y = np.vstack([gva.features, ecb.features[seen]]), np.concatenate([gva.same, ecb.same[seen]])
    fitted: dict[str, Any] = {"features": np.array(FEATURES), **fit(x, y)}
    np.savez_compressed(out / "incidents.npz", **fitted)
    print(f"{len(y)} pairs, {int(y.sum())} of one incident")


def _fold(incident: str) -> int:
    return int(hashlib.sha256(incident.encode()).hexdigest(), 16) % 5


def _print(name: str, shared: Path, data: Pairs, model: Model, ids: set[str]) -> None:
    chance = dict(zip(data.pairs, map(float, model(data.features)), strict=True))
    edges = {(min(p), max(p)): c for p, c in chance.items() if p[0] in ids and p[1] in ids}
    groups = average_linkage(ids, edges, JOINED, ceiling=JOINED_LARGE)
    label = {i: str(k) for k, group in enumerate(groups) for i in group}
    found = load_score(shared).cluster_scores({i: data.group[i] for i in ids}, label)
    print(f"{name}: pairs F1 {100 * found[5]:.1f}, B3 F1 {100 * found[2]:.1f}, {len(ids)} reports")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.linking", description=__doc__)
    parser.add_argument("what", choices=["background", "incidents"])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the corpora")
    parser.add_argument("--out", type=Path, default=_MODEL, help="folder for what is fitted")
    args = parser.parse_args()
    {"background": background, "incidents": incidents}[args.what](args.shared, args.out)


if __name__ == "__main__":
    main()
