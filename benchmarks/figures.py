"""Counts of people on our own annotation by `shared/tools/score.py`, beside the expression one would write first.

Not a straw man: numerals and number words, "at least" and "more than", what was counted, both orders ("12 people were
killed", "killed 12 people"), six kinds. The claims that carry its figures are those of the say-verb rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import rule
from benchmarks.accuracy import Corpus, Measure, scores
from sayso import Reader, Report
from sayso._types import Claim, Span
from sayso.reading.carrier import carrier

_GOLD = "gold dev"
CORPUS = Corpus(
    "gold/claims.dev.jsonl",
    "sayso",
    (("figures",),),
    (
        Measure("figure found, F1", _GOLD, "figure found", 80, "kind right, spans touch"),
        Measure("figure right, F1", _GOLD, "figure right", 72, "and low and high right"),
        Measure("figure carried by right claim", _GOLD, "carried by right claim", 80),
    ),
)

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands".split()  # noqa: SIM905
_VALUES = {word: value for value, word in enumerate(_NUMBERS[:12], start=1)}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
_KINDS = {
    "killed": r"killed|dead|died|deaths|killing|murdered",
    "injured": r"injured|wounded|hurt|injuring|wounding|injuries",
    "missing": r"missing|unaccounted for",
    "arrested": r"arrested|detained|arrests|jailed|arresting",
    "displaced": r"displaced|fled|evacuated|homeless",
    "abducted": r"kidnapped|abducted|taken hostage",
}
_NUMBER = rf"(?P<bound>at least |more than |up to )?\b(?P<number>\d[\d,]*|{'|'.join(_NUMBERS)}|an?|no)\b"
_BEFORE = {kind: re.compile(rf"{_NUMBER}(?: [\w'’-]+){{0,4}}? (?:{words})\b", re.I) for kind, words in _KINDS.items()}
_BEHIND = {
    kind: re.compile(rf"\b(?:{words}) {_NUMBER}(?: (?:people|others|[\w’-]+s)\b)?", re.I)
    for kind, words in _KINDS.items()
}


def rows(shared: Path) -> Iterator[dict[str, Any]]:
    """Every measure with sayso's number, the expression's, the bar and the reference."""
    reader = Reader()
    ours = scores(shared, CORPUS, lambda i, t: msgspec.to_builtins(reader.read(Report(i, t))))
    theirs = scores(shared, CORPUS, expression)
    for m in CORPUS.measures:
        yield {
            "measure": m.name,
            "data": m.data,
            "sayso": ours[m.label],
            "rule": theirs[m.label],
            "bar": m.bar,
            "reference": m.reference,
        }


def expression(report: str, text: str) -> dict[str, Any]:
    """A reading in the shape `sayso read --json` prints, as far as the measures look at it."""
    reading = rule.read(report, text)
    claims = [_claim(c) for c in reading["claims"]]
    figures = []
    for kind in _KINDS:
        taken: set[int] = set()
        for pattern in (_BEHIND[kind], _BEFORE[kind]):
            for match in pattern.finditer(text):
                if match.start("number") not in taken:
                    taken.add(match.start("number"))
                    low, high = _amount(match["number"].lower(), (match["bound"] or "").strip().lower())
                    span = {"start": match.start(), "end": match.end(), "text": match.group()}
                    claim = carrier(claims, match.start(), match.end())
                    figures.append({**span, "kind": kind, "low": low, "high": high, "claim": claim})
    return {**reading, "figures": figures}


def _amount(word: str, bound: str) -> tuple[int | None, int | None]:
    if word in _VAGUE:
        return _VAGUE[word], None
    value = {"a": 1, "an": 1, "no": 0, **_VALUES}.get(word)
    value = int(word.replace(",", "")) if value is None else value
    if bound == "up to":
        return None, value
    return (value + (bound == "more than"), None) if bound else (value, value)


def _claim(made: dict[str, Any]) -> Claim:
    content = tuple(Span(**span) for span in made["content"])
    return Claim(made["id"], None, None, content, None, None, "indirect", "state", False, 0.5)
