"""Fits small networks of one hidden layer with numpy alone: softmax over classes, or over the rows of a group."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sayso.places.layers import Floats, Layers

Ints = NDArray[np.int64]


def fit(
    x: Floats,
    loss: Callable[[Floats, Ints], tuple[float, Floats]],
    batches: list[Ints],
    *,
    outputs: int,
    hidden: int = 32,
    rounds: int = 30,
    rate: float = 3e-3,
    decay: float = 1e-3,
    drop: float = 0.1,
    seed: int = 0,
) -> Layers:
    """Adam over batches of rows. `loss(scores, rows)` gives the loss of a batch and its gradient by the scores."""
    rng = np.random.default_rng(seed)
    mean, spread = x.mean(0), x.std(0) + 1e-3
    weights = [
        rng.normal(0, np.sqrt(2 / x.shape[1]), (x.shape[1], hidden)).astype(np.float32),
        np.zeros(hidden, dtype=np.float32),
        rng.normal(0, 0.1, (hidden, outputs)).astype(np.float32),
        np.zeros(outputs, dtype=np.float32),
    ]
    average = [w.copy() for w in weights]
    moments = [(np.zeros_like(w), np.zeros_like(w)) for w in weights]
    step, total = 0, rounds * len(batches)
    for _ in range(rounds):
        for k in rng.permutation(len(batches)).tolist():
            rows = batches[k]
            step += 1
            part = (x[rows] - mean) / spread
            part *= (rng.random(part.shape, dtype=np.float32) > drop) / (1 - drop)
            before = part @ weights[0] + weights[1]
            inner = np.maximum(before, 0)
            _, slope = loss(inner @ weights[2] + weights[3], rows)
            back = (slope @ weights[2].T) * (before > 0)
            slopes = [part.T @ back, back.sum(0), inner.T @ slope, slope.sum(0)]
            now = rate * min(1, step / 50) * (1 - step / (total + 1))
            for i, (w, g) in enumerate(zip(weights, slopes, strict=True)):
                m, v = moments[i]
                m += 0.1 * (g - m)
                v += 0.001 * (g * g - v)
                shrink = 10 * decay * w if i % 2 == 0 else 0
                w -= now * ((m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8) + shrink)
                average[i] += 0.02 * (w - average[i])
    first = average[0] / spread[:, None]
    return Layers(first, average[1] - (mean / spread) @ average[0], average[2], average[3])


def classes(labels: Ints, weight: Floats | None = None) -> Callable[[Floats, Ints], tuple[float, Floats]]:
    """Cross entropy over classes; labels below 0 are left out."""

    def loss(scores: Floats, rows: Ints) -> tuple[float, Floats]:
        wanted = labels[rows]
        known = wanted >= 0
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        picked = shares[np.arange(len(rows)), np.maximum(wanted, 0)]
        shares[np.arange(len(rows)), np.maximum(wanted, 0)] -= 1
        shares *= known[:, None]
        if weight is not None:
            shares *= weight[rows, None]
        count = max(int(known.sum()), 1)
        return float(-np.log(picked[known] + 1e-9).sum() / count), (shares / count).astype(np.float32)

    return loss


def groups(owner: Ints, right: NDArray[np.bool_], weight: Floats) -> Callable[[Floats, Ints], tuple[float, Floats]]:
    """Minus log of the summed probability of the right rows of each group; `weight` of each row's group."""

    def loss(scores: Floats, rows: Ints) -> tuple[float, Floats]:
        _, where = np.unique(owner[rows], return_inverse=True)
        raised = np.exp(np.clip(scores[:, 0], -30, 30))
        total = np.bincount(where, weights=raised)
        good = np.bincount(where, weights=raised * right[rows])
        slope = (raised / total[where] - raised * right[rows] / (good[where] + 1e-12)) * weight[rows]
        count = max(len(total), 1)
        return float(-np.log(good / total + 1e-12).sum() / count), (slope / count).astype(np.float32)[:, None]

    return loss


def together(members: list[Layers]) -> Layers:
    """The mean of several networks, as one with their hidden layers side by side."""
    count = len(members)
    return Layers(
        np.concatenate([m.first for m in members], axis=1),
        np.concatenate([m.bias for m in members]),
        (np.concatenate([m.second for m in members]) / count).astype(np.float32),
        (np.sum([m.out for m in members], axis=0) / count).astype(np.float32),
    )
