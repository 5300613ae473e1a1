"""What linking is fitted on: `python -m training.linking background` and `python -m training.linking incidents`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sayso.linking.background import BITS, bucket
from sayso.linking.text import content, digest

_MODEL = Path(__file__).parent.parent / "src/sayso/model"
HELD_OUT_TOPICS = 25  # ECB+ topics above this are not trained on
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


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.linking", description=__doc__)
    parser.add_argument("what", choices=["background", "incidents"])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the corpora")
    parser.add_argument("--out", type=Path, default=_MODEL, help="folder for what is fitted")
    args = parser.parse_args()
    background(args.shared, args.out)


if __name__ == "__main__":
    main()
