"""From tokens to one state and one row of label scores for every word of the text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sayso.reading.labels import NAME_TAGS, OVERLAP, SCHEMES, TIME_TAGS, USAGES, WINDOW
from sayso.reading.network import Floats, Ints, Network
from sayso.reading.tokens import CLS, SEP, Tokens, windows

# Columns of the encoder's label scores, in order.
_WIDTHS = {
    "cue": 3 * len(SCHEMES),
    "names": 2 * len(NAME_TAGS) + 1,
    "times": 2 * len(TIME_TAGS) + 1,
    "places": 3,
    "usages": len(USAGES),
}
_ENDS = dict(zip(_WIDTHS, np.cumsum(list(_WIDTHS.values())).tolist(), strict=True))
COLUMNS = {name: slice(_ENDS[name] - width, _ENDS[name]) for name, width in _WIDTHS.items()}


@dataclass(frozen=True, slots=True)
class Encoded:
    """states [words, 384]; labels [words, columns], see `COLUMNS`."""

    states: Floats
    labels: Floats

    def scores(self, head: str) -> Floats:
        return self.labels[:, COLUMNS[head]]


def encode(network: Network, tokens: Tokens, scheme: int) -> Encoded:
    """Run the encoder over overlapping windows; a word takes its state from the window it stands deepest in."""
    ranges = windows(tokens, WINDOW - 2, OVERLAP)
    states: list[Floats] = []
    labels: list[Floats] = []
    cuts = [0, *((b + c) // 2 for (_, b), (c, _) in pairwise(ranges)), len(tokens)]
    for k, (a, b) in enumerate(ranges):
        # One window a call and no padding: no mask is needed, and nothing depends on what else is being read.
        hidden, scores = network.encode(*_inputs(tokens, a, b), scheme)
        pieces = tokens.first[cuts[k] : cuts[k + 1]] - tokens.first[a] + 1
        states.append(hidden[0, pieces])
        labels.append(scores[0, pieces])
    return Encoded(np.concatenate(states), np.concatenate(labels))


def _inputs(tokens: Tokens, a: int, b: int) -> tuple[Ints, Ints, Ints, Ints]:
    """ids, case, quote, breaks [1, pieces + 2] of the words `[a, b)`."""
    start = int(tokens.first[a])
    end = int(tokens.first[b]) if b < len(tokens) else len(tokens.ids)
    end = min(end, start + WINDOW - 2)  # one word longer than a window is cut
    words = tokens.word[start:end]
    ids = np.zeros((1, len(words) + 2), dtype=np.int64)
    ids[0, 0], ids[0, 1:-1], ids[0, -1] = CLS, tokens.ids[start:end], SEP
    case, quote, breaks = (np.zeros_like(ids) for _ in range(3))
    for row, values in ((case, tokens.case), (quote, tokens.quote), (breaks, tokens.breaks)):
        row[0, 1:-1] = values[words]
    return ids, case, quote, breaks


def softmax(scores: Floats) -> Floats:
    e = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), dtype=np.float32)
