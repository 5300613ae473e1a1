"""What a toponym is used for: the place itself, its government, its people, as an adjective, inside another name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso._types import Usage
from sayso.places.layers import Floats, Layers
from sayso.places.toponyms import Spotted
from sayso.reading.encode import Encoded
from sayso.reading.labels import USAGES
from sayso.reading.tokens import Tokens

_AROUND = 2  # words before and behind whose states are looked at
_WIDE = 4  # and whose labels


def features(encoded: Encoded, tokens: Tokens, spotted: Sequence[Spotted]) -> Floats:
    """[toponyms, features]: label scores and states of the toponym and of the words around it."""
    states, labels = encoded.states, encoded.scores("usages")
    last = len(tokens) - 1
    first, end = np.array([s.a for s in spotted]), np.array([s.b - 1 for s in spotted])
    near, far = np.arange(1, _AROUND + 1), np.arange(-_WIDE, _WIDE + 1)
    left = np.maximum(first[:, None] - near, 0)
    right = np.minimum(end[:, None] + near, last)
    around = labels[np.clip(first[:, None] + far, 0, last)].mean(1)
    edges = np.stack((first == 0, end == last, end - first + 1), axis=1)
    parts = (labels[first], labels[end], around, edges, states[first], states[end])
    return np.hstack((*parts, states[left].mean(1), states[right].mean(1))).astype(np.float32)


def decide(
    text: str, tokens: Tokens, encoded: Encoded, spotted: Sequence[Spotted], adjective: Sequence[bool],
    inside: Sequence[bool], layers: dict[str, Layers],
) -> list[Usage]:  # fmt: skip
    """adjective: the word is one for a people or country; inside: it stands inside a name that is no place."""
    if not spotted:
        return []
    scores = layers["usages"].apply(features(encoded, tokens, spotted))
    out: list[Usage] = []
    for s, row, is_adjective, is_inside in zip(spotted, scores, adjective, inside, strict=True):
        out.append(_one(s.mention.text, row, is_adjective, is_inside))
    return out


def _one(words: str, row: Floats, is_adjective: bool, is_inside: bool) -> Usage:
    if is_inside:
        return "in-name"
    if is_adjective:
        return "demonym"
    ranked = [USAGES[k] for k in np.argsort(-row).tolist()]
    best = next(u for u in ranked if u != "demonym")
    if best == "literal":
        return "literal"
    return "government" if best == "government" else "in-name"
