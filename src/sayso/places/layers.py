"""Small fitted networks: one hidden layer each, kept together in `places.npz` and fitted by `training/places.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso._errors import ModelError

Floats = NDArray[np.float32]
DEFAULT = Path(__file__).parent.parent / "model" / "places.npz"
NAMES = ("ranker alone", "ranker", "tagger", "usages")


@dataclass(frozen=True, slots=True)
class Layers:
    """x [n, features] -> relu(x @ first + bias) @ second + out [n, outputs]; features are scaled inside `first`."""

    first: Floats
    bias: Floats
    second: Floats
    out: Floats

    def apply(self, x: Floats) -> Floats:
        hidden = np.maximum(x @ self.first + self.bias, 0)
        return np.asarray(hidden @ self.second + self.out, dtype=np.float32)


@lru_cache(maxsize=4)
def load(path: Path = DEFAULT) -> dict[str, Layers]:
    """The networks by name. Raises ModelError."""
    try:
        with np.load(path, allow_pickle=False) as file:
            return {n: Layers(*(file[f"{n}/{k}"].astype(np.float32) for k in range(4))) for n in NAMES}
    except Exception as error:  # numpy and zipfile raise what they like on damaged files
        raise ModelError(f"{path}: the model cannot be loaded: {error}") from None
