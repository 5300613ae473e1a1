"""All numbers as one table: `python -m benchmarks`. Exits with 1 when one is under its floor (`--check`)."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import accuracy, asked, figures, linking, places, speed, times

_FLOORS = Path(__file__).parent / "floors.json"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the corpora")
    parser.add_argument(
        "--only", choices=["accuracy", *_PARTS, "linking", "asked", "speed"], help="one part of the table"
    )
    parser.add_argument("--reports", type=int, default=10_000, help="reports streamed to measure memory")
    parser.add_argument("--check", action="store_true", help="exit with 1 where accuracy is below its floor")
    args = parser.parse_args()
    print(f"machine: {speed.machine()}\n")
    failed: list[str] = []
    if args.only not in ("linking", "asked", "speed"):
        if (args.shared / "gold").is_dir():
            parts = {"accuracy": _accuracy, **_PARTS}
            for name, part in parts.items():
                if args.only in (None, name):
                    failed += part(args.shared)
        else:
            print(f"accuracy: {args.shared} is not there\n")
    if args.only in (None, "linking"):
        _print(("measure", "data", "sayso", "peers", "bar"), list(linking.rows(args.shared)))
    if args.only in (None, "asked"):
        _print(("measure", "data", "sayso", "peers", "bar"), list(asked.rows()))
    if args.only in (None, "speed"):
        _print(("measure", "data", "sayso", "peer", "bar"), list(_speed(args.shared, args.reports)))
    if args.check and failed:
        raise SystemExit("below the floor: " + ", ".join(failed))


def _accuracy(shared: Path) -> list[str]:
    """Print the accuracy half; the measures that are under their floors."""
    found = list(accuracy.rows(shared))
    _compared("say-verb rule", found)
    print("confidence on gold dev:  given    right   claims")
    for given, right, count in accuracy.calibration(shared):
        print(f"                        {given:6.2f}   {right:6.2f}   {count:6d}")
    print()
    return _below("claims", accuracy.digest(shared), found)


def _times(shared: Path) -> list[str]:
    """Print the accuracy of times; the measures that are under their floors."""
    found = list(times.rows(shared))
    head = ("measure", "data", "sayso", "dateparser", "bar", "reference")
    cells = [
        (
            r["measure"], r["data"], f"{r['sayso']:.1f}", "" if r["peer"] is None else f"{r['peer']:.1f}",
            f"{r['bar']:.0f}", r["reference"],
        )
        for r in found
    ]  # fmt: skip
    _print(head, cells)
    return _below("times", times.digest(shared), found)


def _figures(shared: Path) -> list[str]:
    """Print the accuracy of figures; the measures that are under their floors."""
    found = list(figures.rows(shared))
    _compared("regular expression", found)
    return _below("figures", accuracy.digest(shared), found)


def _places(shared: Path) -> list[str]:
    """Print the accuracy and the cost of places; no floors yet."""
    took = f"{1000 * places.seconds(shared):.1f} ms"
    cells = [*places.rows(shared), ("places of a report", "420 words", took, "", "8 ms", "")]
    _print(("measure", "data", "sayso", "most populous", "bar", "reference"), cells)
    return []


_PARTS = {"times": _times, "places": _places, "figures": _figures}


def _compared(peer: str, found: list[dict[str, Any]]) -> None:
    cells = [
        (r["measure"], r["data"], f"{r['sayso']:.1f}", f"{r['rule']:.1f}", f"{r['bar']:.0f}", r["reference"])
        for r in found
    ]
    _print(("measure", "data", "sayso", peer, "bar", "reference"), cells)


def _below(part: str, digest: str, found: list[dict[str, Any]]) -> list[str]:
    """The measures that are under their floors."""
    floors = json.loads(_FLOORS.read_text(encoding="utf8"))[part]
    if floors["data"] != digest:
        print("the floors were measured on other data: not compared\n")
        return []
    return [
        f"{r['measure']} on {r['data']}"
        for r in found
        if r["sayso"] < floors["floors"].get(f"{r['data']}: {r['measure']}", 0)
    ]


def _speed(shared: Path, count: int) -> Iterator[tuple[str, ...]]:
    pace = speed.reports_a_second(shared)
    peer = f"spaCy, untrained: {pace['spacy']:.1f}" if pace["spacy"] else "spaCy is not installed"
    yield "reports a second", f"{speed.WORDS} words each", f"{pace['sayso']:.1f}", peer, "25"
    started = speed.start()
    yield "sayso read, cold", "one report", f"{started['read']:.2f} s", "", "1.5 s"
    yield "import sayso", "", f"{started['import']:.3f} s", f"python itself: {started['python']:.3f} s", "0.15 s"
    used: dict[str, Any] = speed.memory(shared, count)
    words = f"{used['early']:.0f} MB early, {used['peak']:.0f} MB at most"
    yield "memory, streaming", f"{count:,} reports", words, "", "500 MB, flat"


def _print(head: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    table = [head, *cells]
    widths = [max(len(row[k]) for row in table) for k in range(len(head))]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print()


if __name__ == "__main__":
    main()
