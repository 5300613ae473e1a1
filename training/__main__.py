"""Train, export and fit in one go: `python -m training`. Goes on where it was stopped. See training/README.md."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--shared", default="../shared", help="folder with the corpora")
    parser.add_argument("--out", default="runs/reader", help="folder for checkpoints")
    parser.add_argument("--model", default="src/sayso/model", help="folder for the finished model")
    parser.add_argument("--version", default="1", help="version the model is to carry")
    args = parser.parse_args()
    first, second = Path(args.out) / "first", Path(args.out) / "second"
    start, average = str(first / "average.pt"), str(second / "average.pt")
    train = ("training.train", "--shared", args.shared, "--out")
    for step in (
        (*train, str(first)),
        (*train, str(second), "--stage", "2", "--start", start),
        ("training.export", average, "--out", args.model, "--version", args.version),
        ("training.places", "--shared", args.shared, "--model", args.model),
        ("training.fit", "--shared", args.shared, "--model", args.model),
        ("training.times", "--shared", args.shared, "--model", args.model),
    ):
        done = subprocess.run([sys.executable, "-m", *step])
        if done.returncode:
            raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
