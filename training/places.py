"""Fits what finds and places toponyms, on top of the trained encoder: `python -m training.places`.

Four small networks (`src/sayso/model/places.npz`): the ranker of candidates twice, the second look at toponyms, and
their usage. Fitted on the train parts of the place corpora but every fifth report of each, which is held out, and on
our own annotation of places, which the tagger reads as.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sayso import Reader
from sayso.places import layers as layer_file
from sayso.places import outlets, resolve, toponyms, usage
from sayso.places.gazetteer import Gazetteer, load
from sayso.places.layers import Floats, Layers
from sayso.reading.encode import Encoded
from sayso.reading.labels import USAGES
from sayso.reading.network import OnnxNetwork
from sayso.reading.reader import MODEL
from sayso.reading.settings import load_settings
from sayso.reading.tokens import Tokens
from training import small
from training.corpora import USAGE, guide_places, lines, word_span

HELD_OUT = 5  # reports whose number is divisible by this are not trained on
_NEAR = 161  # kilometres within which a candidate counts as the place meant, where no id says which


@dataclass
class Document:
    """One report of a corpus, encoded."""

    corpus: str
    row: dict[str, Any]
    tokens: Tokens
    encoded: Encoded


def documents(reader: Reader, shared: Path, corpus: str, held_out: bool) -> Iterator[Document]:
    """A corpus of toponyms but its held-out part, or that; of our own annotation, "guide", nothing is held out."""
    rows = guide_places(shared) if corpus == "guide" else lines(shared / f"data/place/{corpus}.train.jsonl")
    for number, row in enumerate(rows):
        if corpus == "guide" or (number % HELD_OUT == 0) == held_out:
            tokens, encoded = reader.encoded(row["text"])
            yield Document(corpus, row, tokens, encoded)


# The ranker ----------------------------------------------------------------------------------------------------------


@dataclass
class Ranked:
    """A report's candidates: which are right, and the weight of their names (0 where none is right)."""

    table: resolve.Table
    right: np.ndarray[Any, np.dtype[np.bool_]]
    weight: Floats


def judged(document: Document, gazetteer: Gazetteer) -> Ranked:
    row = document.row
    placed = [t for t in row["toponyms"] if t.get("lat") is not None]
    mentions = [resolve.Mention(t["start"], t["end"], t["text"]) for t in placed]
    table = resolve.table(row["text"], mentions, gazetteer, outlets.home(gazetteer, row.get("outlet"), None))
    right = np.zeros(len(table.owner), dtype=bool)
    weight = np.zeros(len(table.owner), dtype=np.float32)
    for name in table.names:
        here = slice(name.a, name.b)
        same, near = np.zeros(name.b - name.a), np.zeros(name.b - name.a)
        ids = np.array([gazetteer.entry(int(i)).geonames_id or 0 for i in table.columns.place[here]])
        for t in (placed[m] for m in name.mentions):
            km = resolve.distance(t["lat"], t["lon"], table.columns.lat[here], table.columns.lon[here])
            same += ids == t.get("geonames_id", -1)
            near += km <= _NEAR
        votes = same if same.any() else near
        if votes.any():
            right[here] = votes >= votes.max()
            weight[here] = np.sqrt(len(name.mentions))
    return Ranked(table, right, weight)


def fit_rankers(reports: Sequence[Ranked]) -> dict[str, Layers]:
    reports = [r for r in reports if len(r.table.owner)]
    first = _fit_ranker(reports, [r.table.alone for r in reports], seed=0)
    made = {"ranker alone": first}
    shares = [resolve.softmax_by(first.apply(r.table.alone)[:, 0], r.table) for r in reports]
    for seed in (0, 1):
        x = [np.hstack((r.table.alone, resolve.together(r.table, s))) for r, s in zip(reports, shares, strict=True)]
        made["ranker"] = _fit_ranker(reports, x, seed=seed)
        shares = [resolve.softmax_by(made["ranker"].apply(f)[:, 0], r.table) for r, f in zip(reports, x, strict=True)]
    return made


def _fit_ranker(reports: Sequence[Ranked], x: Sequence[Floats], seed: int) -> Layers:
    owner, offset = [], 0
    for r in reports:
        owner.append(r.table.owner + offset)
        offset += len(r.table.names)
    right, weight = np.concatenate([r.right for r in reports]), np.concatenate([r.weight for r in reports])
    batches, at, rows = [], 0, np.zeros(0, dtype=np.int64)
    for r in reports:
        rows = np.concatenate((rows, at + np.flatnonzero(r.weight > 0)))
        at += len(r.weight)
        if len(rows) > 600:
            batches.append(rows)
            rows = rows[:0]
    batches += [rows] if len(rows) else []
    loss = small.groups(np.concatenate(owner), right, weight)
    return small.fit(np.vstack(x), loss, batches, outputs=1, hidden=24, rounds=40, seed=seed)


# The second look -----------------------------------------------------------------------------------------------------


def fit_tagger(corpus: Sequence[Document], gazetteer: Gazetteer) -> Layers:
    xs, ys = [], []
    for d in corpus:
        rows = toponyms.possible(d.encoded)
        number = toponyms.CORPORA.index(d.corpus)
        xs.append(toponyms.features(d.row["text"], d.tokens, d.encoded, gazetteer, rows, number))
        ys.append(word_labels(d)[rows])
    return fit_classes(np.vstack(xs), np.concatenate(ys), 3, hidden=48, rounds=10, drop=0.3, members=1)


def word_labels(document: Document) -> np.ndarray[Any, np.dtype[np.int64]]:
    """0 outside, 1 first word of a toponym, 2 further; -1 where GeoWebNews marks what is no name."""
    labels = np.zeros(len(document.tokens), dtype=np.int64)
    for t in document.row["toponyms"]:
        span = word_span(document.tokens, t["start"], t["end"])
        if span and t.get("usage") is not None and t["usage"] not in USAGE:
            labels[span[0] : span[1]] = 0 if t["usage"] in ("Non_Toponym", "Homonym", "Language") else -1
        elif span:
            labels[span[0] : span[1]] = 2
            labels[span[0]] = 1
    return labels


def fit_classes(
    x: Floats,
    y: np.ndarray[Any, np.dtype[np.int64]],
    outputs: int,
    *,
    hidden: int,
    rounds: int,
    drop: float,
    members: int,
) -> Layers:
    """`members` networks from as many seeds, as one."""
    order = np.random.default_rng(0).permutation(len(y))
    batches = [order[k : k + 256] for k in range(0, len(order), 256)]
    return small.together(
        [
            small.fit(
                x,
                small.classes(y),
                batches,
                outputs=outputs,
                hidden=hidden,
                rounds=rounds,
                rate=2e-3,
                drop=drop,
                seed=k,
            )
            for k in range(members)
        ]
    )


# Usage ---------------------------------------------------------------------------------------------------------------


def usage_examples(documents: Sequence[Document]) -> tuple[Floats, np.ndarray[Any, np.dtype[np.int64]]]:
    xs, ys = [], []
    for d in documents:
        marked = d.row.get("toponyms", [d.row])
        spotted, labels = [], []
        for t in marked:
            said = t.get("usage") or {"lit": "Literal", "met": "Metonymic"}.get(t.get("reading", "")[:3])
            span = word_span(d.tokens, t["start"], t["end"])
            if span and said in USAGE:
                spotted.append(toponyms.Spotted(*span, resolve.Mention(t["start"], t["end"], t.get("text", ""))))
                labels.append(USAGES.index(USAGE[said]))
        if spotted:
            xs.append(usage.features(d.encoded, d.tokens, spotted))
            ys += labels
    return np.vstack(xs), np.array(ys, dtype=np.int64)


def fit_usages(corpus: Sequence[Document]) -> Layers:
    x, y = usage_examples(corpus)
    return fit_classes(x, y, len(USAGES), hidden=24, rounds=25, drop=0.5, members=4)


def save(made: dict[str, Layers], path: Path) -> None:
    arrays = {}
    for name, layers in made.items():
        for k, values in enumerate((layers.first, layers.bias, layers.second, layers.out)):
            arrays[f"{name}/{k}"] = values.astype(np.float32)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.places", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the corpora")
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the model, to which places.npz is added")
    args = parser.parse_args()
    out = args.model / layer_file.DEFAULT.name
    reader, gazetteer = Reader.of(OnnxNetwork(args.model), load_settings(args.model)), load()
    marked = [d for c in toponyms.CORPORA for d in documents(reader, args.shared, c, held_out=False)]
    made = fit_rankers([judged(d, gazetteer) for d in marked])
    made["tagger"] = fit_tagger(marked, gazetteer)
    sentences = list(documents(reader, args.shared, "relocar", held_out=False))
    made["usages"] = fit_usages([*(d for d in marked if d.corpus in ("geowebnews", "guide")), *sentences])
    save(made, out)
    print(f"{out}: fitted on {len(marked)} reports and {len(sentences)} sentences")


if __name__ == "__main__":
    main()
