"""Fit how sure the network must be of each rule of the grammar of times: `python -m training.times`.

On TimeBank and AQUAINT (the documents the network was trained on, where it is no better than elsewhere) and every
second text of WikiWars. A proposal is worth keeping where it is right more often than about half of F1, so each rule
gets the threshold with the most hits less 0.45 of what it keeps, if that is clearly better than the default. Writes
them into `reader.json`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from sayso.reading.reader import Reader
from sayso.reading.settings import load_settings
from sayso.reading.tagged import Tagged
from sayso.times.find import candidates, default_threshold
from training.corpora import lines

_GRID = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_WORTH = 0.45
_STORIES = 0.25  # weight of WikiWars, which marks every word of time; reports are what is read
_GAIN = 1.5


Seen = list[tuple[float, float, bool]]  # weight, the network's share, whether it touches an annotated time


def proposals(tagged: Tagged, row: dict[str, Any], weight: float) -> Iterator[tuple[str, tuple[float, float, bool]]]:
    """Every proposal of the grammar in a text, by its rule."""
    for start, end, rule in candidates(row["text"]):
        hit = any(t["start"] < end and start < t["end"] for t in row["timexes"])
        yield rule, (weight, tagged.most(start, end), hit)


def threshold(rule: str, seen: Seen) -> float:
    """The least share worth keeping; the default where no other is better by `_GAIN` proposals."""

    def worth(least: float) -> float:
        return sum(weight * (hit - _WORTH) for weight, share, hit in seen if share >= least)

    usual = default_threshold(rule)
    best = max(_GRID, key=lambda least: (round(worth(least), 6), -abs(least - usual)))
    return best if worth(best) >= worth(usual) + _GAIN else usual


Texts = Iterable[tuple[Tagged, dict[str, Any]]]


def fitted(news: Texts, wars: Texts) -> dict[str, float]:
    """Thresholds that differ from the defaults."""
    seen: dict[str, Seen] = defaultdict(list)
    for rows, weight in ((news, 1.0), (wars, _STORIES)):
        for tagged, row in rows:
            for rule, proposal in proposals(tagged, row, weight):
                seen[rule].append(proposal)
    found = {rule: threshold(rule, them) for rule, them in sorted(seen.items())}
    for rule, least in found.items():
        kept = [hit for _, share, hit in seen[rule] if share >= least]
        print(f"{rule:10s} {least:.2f}  keeps {len(kept)} of {len(seen[rule])}, right {sum(kept)}")
    return {rule: least for rule, least in found.items() if least != default_threshold(rule)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.times", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the corpora")
    parser.add_argument("--model", type=Path, default=Path("src/sayso/model"), help="folder of the exported model")
    args = parser.parse_args()
    news = list(lines(args.shared / "data/time/timebank_aquaint.jsonl"))
    wars = list(lines(args.shared / "data/time/wikiwars.jsonl"))
    reader = Reader(args.model)

    def read(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[Tagged, dict[str, Any]]]:
        for row in rows:
            yield Tagged.joined(reader.passage(row["text"]).tagged), row

    found = fitted(read(row for k, row in enumerate(news) if k % 5), read(wars[::2]))
    settings = msgspec.structs.replace(load_settings(args.model), times=found)
    (args.model / "reader.json").write_bytes(msgspec.json.encode(settings))


if __name__ == "__main__":
    main()
