"""Run the reader with the network in torch, before any export: the numbers of a checkpoint on development data.

    python -m training.evaluate runs/reader/average.pt --shared ../shared
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch

from sayso._types import Report, Scheme
from sayso.reading.antecedents import FEATURES
from sayso.reading.labels import ROLES, SCHEMES
from sayso.reading.network import Floats, Ints
from sayso.reading.settings import FORMAT, Settings
from training.corpora import lines
from training.net import Net


class TorchNetwork:
    """`sayso.reading.network.Network` by a torch `Net`."""

    def __init__(self, net: Net) -> None:
        self.net = net.eval()

    def encode(self, ids: Ints, case: Ints, quote: Ints, breaks: Ints, scheme: int) -> tuple[Floats, Floats]:
        with torch.no_grad():
            args = [torch.from_numpy(x) for x in (ids, case, quote, breaks)]
            states = self.net.encoder(*args, torch.full((len(ids),), scheme))
            return states.numpy(), all_labels(self.net, states).numpy()

    def roles(self, words: Floats, index: Ints, mask: Floats, back: int) -> tuple[Floats, Floats, Floats]:
        with torch.no_grad():
            around = torch.from_numpy(words)[torch.from_numpy(index)]
            tags, act, hedged = self.net.roles(around, torch.from_numpy(mask), torch.tensor(back))
            return tags.numpy(), act.numpy(), hedged.numpy()

    def links(self, query: Floats, keys: Floats, distance: Ints) -> Floats:
        with torch.no_grad():
            q, k, d = (torch.from_numpy(np.asarray(x))[None] for x in (query, keys, distance))
            scores: Floats = self.net.links(q, k, d)[0].numpy()
            return scores


def all_labels(net: Net, states: torch.Tensor) -> torch.Tensor:
    """Every head's scores side by side, in the order of `sayso.reading.encode.COLUMNS`."""
    tags = net.tags
    return torch.cat([head(states) for head in (tags.cue, tags.names, tags.times, tags.places, tags.usages)], -1)


def settings_of(net: Net, version: str = "untuned") -> Settings:
    transitions = net.roles.transitions.detach().tolist()
    assert len(transitions) == len(SCHEMES) and len(transitions[0]) == len(ROLES)
    antecedents = [1.0 if name == "link" else 0.0 for name in FEATURES]
    return Settings(FORMAT, version, transitions, [0.5, 0.5], [1.0, 1.0, 0.0, 0.0, 0.0], antecedents, {}, 1.0, 1.0, 0.0)


def load_net(path: Path) -> Net:
    net = Net(0.0)
    net.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return net.eval()


def predictions(reader: Any, gold: Path, out: Path) -> None:
    """Readings of a gold file's texts, each id once, as `sayso read --json` prints them."""
    seen = set()
    with open(out, "wb") as file:
        for row in lines(gold):
            if row["id"] not in seen:
                seen.add(row["id"])
                reading = reader.read(Report(row["id"], row["text"], published=row.get("published")))
                file.write(msgspec.json.encode(reading) + b"\n")


def score(shared: Path, what: str, gold: Path, made: Path, *more: str) -> str:
    command = [sys.executable, str(shared / "tools/score.py"), what, str(gold), str(made), *more]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> None:
    from sayso.reading.reader import Reader

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--scheme", choices=SCHEMES)
    args = parser.parse_args()
    net = load_net(args.checkpoint)
    files: dict[Scheme, tuple[str, list[tuple[str, ...]]]] = {
        "sayso": ("gold/claims.dev.jsonl", [("claims",)]),
        "polnear": ("data/attribution/polnear.dev.jsonl", [("spans", "--one"), ("claims", "--one")]),
    }
    for scheme, (name, measures) in files.items():
        if args.scheme in (None, scheme):
            reader = Reader.of(TorchNetwork(net), settings_of(net), scheme=scheme)
            with tempfile.TemporaryDirectory() as folder:
                made = Path(folder) / "made.jsonl"
                predictions(reader, args.shared / name, made)
                for what, *more in measures:
                    print(f"{name}, {what}\n{score(args.shared, what, args.shared / name, made, *more)}")


if __name__ == "__main__":
    main()
