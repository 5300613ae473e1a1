"""Which words the network takes for parts of times, over all segments of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.reading.encode import Encoded, softmax
from sayso.reading.network import Floats
from sayso.reading.tokens import Ints, Tokens


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the network says of each word: its place [words] in the text and how likely it is part of a time [words]."""

    starts: Ints
    ends: Ints
    shares: Floats

    @classmethod
    def of(cls, tokens: Tokens, encoded: Encoded, offset: int = 0) -> Tagged:
        shares = 1 - softmax(encoded.scores("times"))[:, 0]
        return cls(tokens.starts + offset, tokens.ends + offset, shares)

    @classmethod
    def joined(cls, parts: Sequence[Tagged]) -> Tagged:
        """Of the segments of one text, in order."""
        if not parts:
            none = np.zeros(0, dtype=np.int64)
            return cls(none, none, np.zeros(0, dtype=np.float32))
        return cls(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("starts", "ends", "shares")))

    def most(self, start: int, end: int) -> float:
        """The highest share among the words that touch `[start, end)`."""
        a = int(np.searchsorted(self.ends, start, side="right"))
        b = int(np.searchsorted(self.starts, end, side="left"))
        return float(self.shares[a:b].max()) if b > a else 0.0
