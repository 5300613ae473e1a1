"""Whether two reports tell of one incident: features of a pair of sketches, and the small model over them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.linking.background import weights
from sayso.linking.sketch import Bag, Sketch

FEATURES = (
    "text", "lead", "lead in text", "names", "rarest", "rare names", "full names", "full share", "full conflict",
    "ages", "ages share", "ages conflict", "numbers", "numbers share", "streets", "streets conflict", "places",
    "places share", "start same", "start known", "start elsewhere", "days apart", "dated", "same day", "within 3 days",
    "within 30 days", "days share", "lead days share", "lead days conflict", "lead days apart", "short", "length ratio",
    "lead names", "lead names inside", "salient names", "top name same", "top name absent", "years share",
    "years conflict", "salient text",
)  # fmt: skip


class Vector:
    """Unit vectors over sorted hashes: `damped` by logarithmic counts, `salient` by plain ones; both times the idf."""

    def __init__(self, bag: Bag) -> None:
        self.keys: NDArray[np.int64] = np.frombuffer(bag.keys, dtype=np.int64)
        counts = np.frombuffer(bag.counts, dtype=np.uint8).astype(np.float32)
        self.idf = weights(self.keys)
        self.damped = _unit((1 + np.log(np.maximum(counts, 1))) * self.idf)
        self.salient = _unit(counts * self.idf)


class View:
    """A sketch unpacked for comparing."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.terms, self.lead = Vector(sketch.terms), Vector(sketch.lead)
        self.names, self.lead_names = Vector(sketch.names), Vector(sketch.lead_names)
        self.full, self.ages, self.numbers = set(sketch.full), set(sketch.ages), set(sketch.numbers)
        self.streets, self.places, self.years = set(sketch.streets), set(sketch.places), set(sketch.years)
        self.days, self.lead_days = set(sketch.days), set(sketch.lead_days)
        self.top = int(self.names.keys[np.argmax(self.names.salient)]) if len(self.names.keys) else None


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    norm = float(np.sqrt((vector * vector).sum()))
    return (vector / norm).astype(np.float32) if norm else vector


def features(a: View, b: View) -> list[float]:
    """The features of a pair, in the order of `FEATURES`; the same whichever comes first."""
    at_a, at_b = _common(a.terms.keys, b.terms.keys)
    products = a.terms.damped[at_a] * b.terms.damped[at_b]
    names_a, names_b = _common(a.names.keys, b.names.keys)
    rare_names = a.names.idf[names_a]
    lead_names = _common(a.lead_names.keys, b.lead_names.keys)
    full, streets, ages, places = (a.full & b.full, a.streets & b.streets, a.ages & b.ages, a.places & b.places)
    numbers = a.numbers & b.numbers
    x, y = a.sketch, b.sketch
    dated = x.day is not None and y.day is not None
    apart = abs((x.day or 0) - (y.day or 0)) if dated else 0
    starts = x.start is not None and y.start is not None
    lead_days = bool(a.lead_days & b.lead_days)
    both_lead_days = bool(a.lead_days and b.lead_days)
    return [
        float(products.sum()),
        _dot(a.lead.damped, b.lead.damped, _common(a.lead.keys, b.lead.keys)),
        max(_inside(a.lead, b.terms), _inside(b.lead, a.terms)),
        _dot(a.names.damped, b.names.damped, (names_a, names_b)),
        float(np.sort(products)[-5:].sum()),
        math.log1p(float((rare_names > 6.5).sum())),
        math.log1p(len(full)),
        _share(full, a.full, b.full),
        float(bool(a.full and b.full) and not full),
        math.log1p(len(ages)),
        _share(ages, a.ages, b.ages),
        float(bool(a.ages and b.ages) and not ages),
        math.log1p(len(numbers)),
        _share(numbers, a.numbers, b.numbers),
        float(bool(streets)),
        float(bool(a.streets and b.streets) and not streets),
        math.log1p(len(places)),
        _share(places, a.places, b.places),
        float(starts and x.start == y.start),
        float(starts),
        float(starts and x.start not in b.places and y.start not in a.places and x.start != y.start),
        math.log1p(apart),
        float(dated),
        float(dated and apart == 0),
        float(dated and apart <= 3),
        float(dated and apart <= 30),
        _share(a.days & b.days, a.days, b.days),
        float(lead_days),
        float(both_lead_days and not lead_days),
        math.log1p(min((abs(p - q) for p in a.lead_days for q in b.lead_days), default=30)),
        math.log1p(min(x.size, y.size)),
        math.log((1 + max(x.size, y.size)) / (1 + min(x.size, y.size))),
        _dot(a.lead_names.damped, b.lead_names.damped, lead_names),
        min(_inside(a.lead_names, b.names), _inside(b.lead_names, a.names)),
        _dot(a.names.salient, b.names.salient, (names_a, names_b)),
        float(a.top is not None and a.top == b.top),
        float(a.top not in b.names.keys) + float(b.top not in a.names.keys),
        _share(a.years & b.years, a.years, b.years),
        float(bool(a.years and b.years) and not a.years & b.years),
        _dot(a.terms.salient, b.terms.salient, (at_a, at_b)),
    ]


def _common(x: NDArray[np.int64], y: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Indexes of equal entries of two sorted arrays without repeats."""
    if not len(x) or not len(y):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    at = np.minimum(np.searchsorted(y, x), len(y) - 1)
    left = np.flatnonzero(y[at] == x)
    return left, at[left]


def _dot(
    x: NDArray[np.float32], y: NDArray[np.float32], at: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> float:
    return float((x[at[0]] * y[at[1]]).sum())


def _inside(lead: Vector, whole: Vector) -> float:
    """What share of the weight of a lead is anywhere in the other's text."""
    left, _ = _common(lead.keys, whole.keys)
    return float((lead.damped[left] ** 2).sum())


def _share(common: set[int], x: set[int], y: set[int]) -> float:
    return len(common) / min(len(x), len(y)) if common else 0.0


class Model:
    """A few small networks of one hidden layer; their mean is the probability that two reports tell of one incident.

    weights: npz with `mean`, `scale` [features], and for each network `hidden` [networks, features, units], `bias`
    [networks, units], `out` [networks, units], `out_bias` [networks]. `features` are the names they were fitted on.
    """

    def __init__(self, arrays: dict[str, NDArray[np.float32]]) -> None:
        self._arrays = arrays

    @classmethod
    def load(cls, path: Path) -> Model:
        """Raises ValueError when the file was fitted on other features than these."""
        with np.load(path) as file:
            arrays = {name: file[name] for name in file.files}
        if tuple(arrays.pop("features").tolist()) != FEATURES:
            raise ValueError(f"{path} was fitted on other features: run python -m training.linking incidents")
        return cls(arrays)

    def __call__(self, rows: Sequence[Sequence[float]] | NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities of rows of features."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        a = self._arrays
        x = np.clip((np.asarray(rows, dtype=np.float32) - a["mean"]) / a["scale"], -8, 8)
        total: NDArray[Any] = np.zeros(len(x), dtype=np.float32)
        for hidden, bias, out, out_bias in zip(a["hidden"], a["bias"], a["out"], a["out_bias"], strict=True):
            z = np.maximum(x @ hidden + bias, 0) @ out + out_bias
            total = total + 1 / (1 + np.exp(-z))
        mean: NDArray[np.float32] = (total / len(a["hidden"])).astype(np.float32)
        return mean


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model in the package."""
    return Model.load(Path(__file__).parent.parent / "model" / "incidents.npz")
