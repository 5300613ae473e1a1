"""How common a word is in news at large: document counts of hashed stems, compiled once by `training/linking.py`.

A fixed table, so that what two reports weigh together never depends on what else the ledger holds. Stems in fewer than
three documents are not in it, so it holds no rare names.
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BITS = 20
_MASK = (1 << BITS) - 1
_FILE = Path(__file__).parent.parent / "model" / "background.npz"


@lru_cache(maxsize=1)
def _table() -> NDArray[np.float32]:
    with np.load(_FILE) as file:
        counts, documents = file["counts"], int(file["documents"])
    found: NDArray[np.float32] = np.log((documents + 1) / (counts.astype(np.float32) + 1)).astype(np.float32)
    return found


@lru_cache(maxsize=1)
def ceiling() -> float:
    """The weight of a stem the table does not know."""
    return float(_table().max())


def weights(stems: NDArray[np.int64]) -> NDArray[np.float32]:
    """Inverse document frequency of each hashed stem: 0 for what every document has, `ceiling()` for the unknown."""
    found: NDArray[np.float32] = _table()[stems & _MASK]
    return found


def weight(stem: int) -> float:
    """The same of one."""
    return float(_table()[stem & _MASK])


def bucket(stem: int) -> int:
    """Place of a hashed stem in the table."""
    return stem & _MASK


def documents_of(idf: float) -> float:
    """Share of documents that have a stem of this weight."""
    return math.exp(-idf)
