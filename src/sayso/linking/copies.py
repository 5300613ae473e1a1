"""How much of one report's own text is another's: sentence by sentence, verbatim or reworded.

Only sentences in the outlet's or the agency's own words count: quotations, statements and page furniture may be the
same in any two reports. A sentence is taken over when its words, weighed by how rare they are, and its pairs of
neighbouring words are found together in one sentence of the other report (containment, so length does not matter).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso._types import Claim
from sayso.linking.background import weights
from sayso.linking.text import digest, sentences

LEAST_STEMS = 4  # shorter sentences say too little to tell whose they are
_WORDS = 0.4  # share of single words in the score of a sentence; the rest is pairs of neighbours
_COPIED = 0.46  # a sentence that scores this much is taken over; how it was chosen: docs/linking.md
_KEYS = 4  # keys a sentence is found by


class Copy(msgspec.Struct, array_like=True):
    """What is kept of a report to compare it with others: its own sentences as hashed stems, 2 kB for 400 words.

    `spans` are [start, end) of each sentence in the report, `ends` where its stems end in `stems` (int64, native).
    `furniture` holds the indexes of sentences that the outlet also prints in unrelated reports.
    """

    day: int | None
    outlet: str
    spans: list[tuple[int, int]]
    ends: list[int]
    stems: bytes
    hashes: list[int]
    furniture: list[int] = []

    def arrays(self) -> Arrays:
        return Arrays(self)


class Arrays:
    """A `Copy` unpacked for comparing."""

    def __init__(self, copy: Copy) -> None:
        self.stems: NDArray[np.int64] = np.frombuffer(copy.stems, dtype=np.int64)
        ends = np.array([0, *copy.ends], dtype=np.int64)
        self.sizes = np.diff(ends)
        self.count = len(self.sizes)
        self.sentence = np.repeat(np.arange(self.count), self.sizes)
        self.pairs, self.pair_sentence = self._pairs()
        key, self.unique_sentence = _unique(self.stems, self.sentence)
        self.unique, self.weight = key, weights(key)
        self.total = np.bincount(self.unique_sentence, self.weight, minlength=self.count)
        self.pair_total = np.bincount(self.pair_sentence, minlength=self.count)
        self.counts = np.ones(self.count, dtype=bool)
        self.counts[copy.furniture] = False

    def _pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        inside = self.sentence[1:] == self.sentence[:-1]
        with np.errstate(over="ignore"):
            mixed = self.stems[:-1] * np.int64(1_000_003) + self.stems[1:]
        return _unique(mixed[inside], self.sentence[1:][inside])


class Same(msgspec.Struct, array_like=True, frozen=True):
    """A sentence that is taken over: its index, that of the sentence it is most like, and how much (0 to 1)."""

    sentence: int
    other: int
    share: float


class Overlap(msgspec.Struct, frozen=True):
    """Of two reports: the share of each one's own text that is in the other, and which sentences that is."""

    first: float
    second: float
    first_sentences: tuple[Same, ...]
    second_sentences: tuple[Same, ...]


def make(text: str, claims: Iterable[Claim] = (), *, day: int | None = None, outlet: str = "") -> Copy:
    """The record of a report."""
    kept = [s for s in sentences(text, claims) if s.role == "own" and len(s.stems) >= LEAST_STEMS]
    stems = np.array([x for s in kept for x in s.stems], dtype=np.int64)
    return Copy(
        day,
        outlet,
        [(s.start, s.end) for s in kept],
        np.cumsum([len(s.stems) for s in kept]).tolist() if kept else [],
        stems.tobytes(),
        [digest(",".join(map(str, s.stems))) for s in kept],
    )


def keys(copy: Copy) -> list[int]:
    """What a copy of any sentence is found by: its rarest pairs of neighbouring words, whatever their order."""
    arrays = copy.arrays()
    chosen: set[int] = set()
    start = 0
    for end in copy.ends:
        stems = arrays.stems[start:end]
        rare = weights(stems)
        both = rare[:-1] + rare[1:]
        for k in np.lexsort((stems[:-1] ^ stems[1:], -both))[:_KEYS]:
            chosen.add(_signed(int(stems[k]) ^ int(stems[k + 1]) ^ 0x9E3779B97F4A7C))
        start = end
    return sorted(chosen)


def compare(a: Arrays, b: Arrays) -> Overlap:
    """Which sentences of each are in the other, and what share of its own text they make."""
    if not a.count or not b.count:
        return Overlap(0.0, 0.0, (), ())
    first, second = _scores(a, b)
    (share_a, same_a), (share_b, same_b) = _taken(first, a), _taken(second.T, b)
    return Overlap(share_a, share_b, same_a, same_b)


def _taken(score: NDArray[np.float64], arrays: Arrays) -> tuple[float, tuple[Same, ...]]:
    best, at = score.max(axis=1), score.argmax(axis=1)
    copied = (best >= _COPIED) & arrays.counts
    same = tuple(Same(int(k), int(at[k]), round(float(best[k]), 3)) for k in np.flatnonzero(copied))
    return _share(copied, arrays), same


def _scores(a: Arrays, b: Arrays) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How much of each sentence of `a` is in each of `b` [a, b], and of each of `b` in each of `a` [a, b]."""
    words, at = _joined(a.unique, a.unique_sentence, b.unique, b.unique_sentence, b.count)
    shared = np.bincount(at, a.weight[words], minlength=a.count * b.count).reshape(a.count, b.count)
    _, at = _joined(a.pairs, a.pair_sentence, b.pairs, b.pair_sentence, b.count)
    pairs = np.bincount(at, minlength=a.count * b.count).reshape(a.count, b.count)

    def score(total: NDArray[Any], pair_total: NDArray[Any]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = _WORDS * shared / np.maximum(total, 1e-6)
        found += (1 - _WORDS) * pairs / np.maximum(pair_total, 1)
        return found

    first = score(a.total[:, None], a.pair_total[:, None])
    return first, score(b.total[None, :], b.pair_total[None, :])


def _joined(
    x: NDArray[np.int64], xs: NDArray[np.int64], y: NDArray[np.int64], ys: NDArray[np.int64], width: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every pair of equal entries in two sorted lists: index into the first, and the cell sentence × sentence."""
    low = np.searchsorted(y, x, "left")
    times = np.searchsorted(y, x, "right") - low
    left = np.repeat(np.arange(len(x)), times)
    offset = np.arange(len(left)) - np.repeat(np.cumsum(times) - times, times)
    right = np.repeat(low, times) + offset
    return left, xs[left] * width + ys[right]


def _unique(keys: NDArray[np.int64], sentence: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each key once a sentence, sorted by key."""
    order = np.lexsort((sentence, keys))
    keys, sentence = keys[order], sentence[order]
    new = np.ones(len(keys), dtype=bool)
    new[1:] = (keys[1:] != keys[:-1]) | (sentence[1:] != sentence[:-1])
    return keys[new], sentence[new]


def _share(copied: NDArray[np.bool_], arrays: Arrays) -> float:
    own = float(arrays.sizes[arrays.counts].sum())
    return float(arrays.sizes[copied].sum()) / own if own else 0.0


def _signed(value: int) -> int:
    value &= (1 << 64) - 1
    return value - (1 << 64) if value >= 1 << 63 else value
