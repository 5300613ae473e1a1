"""The gazetteer: places by name, in one file that is mapped into memory and searched where it lies.

The file holds sections of plain little-endian arrays behind a JSON header (`Writer` says which). Names are folded
(`fold.fold`), sorted and found by bisection; each leads to its places. Opening reads the header alone.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso._errors import ModelError
from sayso._types import PlaceKind
from sayso.places.fold import fold

MAGIC = b"sayso gazetteer 1\n"
KINDS: tuple[PlaceKind, ...] = (
    "country", "region", "district", "city", "town", "village", "area", "site", "multi",
)  # fmt: skip
PRIMARY, ALTERNATE, DEMONYM = 0, 1, 2  # how a name belongs to a place
How = Literal[0, 1, 2]
NOWHERE = 0xFFFF_FFFF
DEFAULT = Path(__file__).parent.parent / "model" / "gazetteer.bin"


class Entry(NamedTuple):
    """One place. `geonames_id` is None for the areas of our own table; lat and lon are None where unknown.

    `place` is its number here, `admin1` and `admin2` are those of the first- and second-order division it lies in
    or is, None if unknown. `capital`: 2 of its country, 1 the largest town of its first-order division, else 0.
    `population` is 0 when unknown.
    """

    place: int
    geonames_id: int | None
    name: str
    kind: PlaceKind
    lat: float | None
    lon: float | None
    country: str | None
    admin1: int | None
    admin2: int | None
    population: int
    capital: int


class Columns(NamedTuple):
    """Places side by side, one array a field; lat and lon are nan and country is 0 where unknown."""

    place: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    population: NDArray[np.float64]
    admin1: NDArray[np.int64]
    admin2: NDArray[np.int64]
    country: NDArray[np.int32]
    kind: NDArray[np.int64]
    capital: NDArray[np.int64]


@dataclass(slots=True)
class Row:
    """A place to be compiled: names in their own spelling, primary first; divisions by (country, code)."""

    geonames_id: int | None
    name: str
    kind: PlaceKind
    lat: float | None
    lon: float | None
    country: str
    others: Sequence[str] = ()
    demonyms: Sequence[str] = ()
    admin1: str = ""
    admin2: str = ""
    code: str = ""  # of a division itself: what `admin1`, `admin2` of others refer to
    population: int = 0
    capital: int = 0


def write(path: Path, rows: Sequence[Row], about: dict[str, str]) -> None:
    """Compile rows into one file. The same rows in any order give the same bytes.

    Places without any name in Latin letters, which nothing could ask for, are left out.
    """
    reachable = [r for r in rows if any(map(fold, (r.name, *r.others, *r.demonyms)))]
    ordered = sorted(reachable, key=lambda r: (r.geonames_id is None, r.geonames_id or 0, r.name, r.country))
    number = {(r.country, r.code): i for i, r in enumerate(ordered) if r.code}
    postings: dict[str, dict[int, int]] = {}
    for i, row in enumerate(ordered):
        named = [(row.name, PRIMARY), *((n, ALTERNATE) for n in row.others), *((n, DEMONYM) for n in row.demonyms)]
        for name, how in named:
            folded = fold(name)
            if folded:
                held = postings.setdefault(folded, {})
                held[i] = min(how, held.get(i, how))
    names = sorted(postings, key=lambda n: n.encode())
    flat = [place << 2 | how for n in names for place, how in sorted(postings[n].items())]
    shown = [r.name.encode() for r in ordered]

    def point(values: list[float | None]) -> NDArray[np.float32]:
        return np.array([np.nan if v is None else v for v in values], dtype="<f4")

    sections: dict[str, NDArray[np.generic]] = {
        "names": np.frombuffer("".join(names).encode(), dtype="u1"),
        "name_at": _starts([len(n.encode()) for n in names]),
        "posting_at": _starts([len(postings[n]) for n in names]),
        "postings": np.array(flat, dtype="<u4"),
        "shown": np.frombuffer(b"".join(shown), dtype="u1"),
        "shown_at": _starts([len(n) for n in shown]),
        "id": np.array([r.geonames_id or 0 for r in ordered], dtype="<u4"),
        "lat": point([r.lat for r in ordered]),
        "lon": point([r.lon for r in ordered]),
        "population": np.array([min(r.population, 0xFFFF_FFFF) for r in ordered], dtype="<u4"),
        "admin1": np.array([number.get((r.country, r.admin1), NOWHERE) for r in ordered], dtype="<u4"),
        "admin2": np.array([number.get((r.country, r.admin2), NOWHERE) for r in ordered], dtype="<u4"),
        "country": np.frombuffer("".join(f"{r.country or '--':2.2}" for r in ordered).encode("ascii"), dtype="u1"),
        "kind": np.array([KINDS.index(r.kind) for r in ordered], dtype="u1"),
        "capital": np.array([r.capital for r in ordered], dtype="u1"),
    }
    offset = 0
    header: dict[str, object] = {"about": about, "identified": sum(r.geonames_id is not None for r in ordered)}
    for name, values in sections.items():
        header[name] = [values.dtype.str, offset, len(values)]
        offset += -(-values.nbytes // 8) * 8
    head = json.dumps(header, sort_keys=True).encode()
    head += b" " * (-(len(MAGIC) + 8 + len(head)) % 8)
    with open(path, "wb") as out:
        out.write(MAGIC + len(head).to_bytes(8, "little") + head)
        for values in sections.values():
            out.write(values.tobytes().ljust(-(-values.nbytes // 8) * 8, b"\0"))


def _starts(lengths: Sequence[int]) -> NDArray[np.uint32]:
    out = np.zeros(len(lengths) + 1, dtype="<u4")
    np.cumsum(lengths, out=out[1:])
    return out


class Gazetteer:
    """Places by name. Raises ModelError when the file is missing or damaged. Safe to use from several threads."""

    def __init__(self, path: Path = DEFAULT) -> None:
        try:
            with open(path, "rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if data[: len(MAGIC)] != MAGIC:
                raise ValueError("not a gazetteer of this version")
            begin = len(MAGIC) + 8
            base = begin + int.from_bytes(data[len(MAGIC) : begin], "little")
            header = json.loads(data[begin:base])
            self.about: dict[str, str] = header.pop("about")
            self._identified: int = header.pop("identified")
            found = {k: np.frombuffer(data, kind, size, base + at) for k, (kind, at, size) in header.items()}
            self._data, self._names_base = data, base + header["names"][1]
            self._shown_base = base + header["shown"][1]
            (
                self._name_at, self._posting_at, self._postings, self._shown_at, self._id, self._lat, self._lon,
                self._population, self._admin1, self._admin2, self._country, self._kind, self._capital,
            ) = (
                found[k] for k in (
                    "name_at", "posting_at", "postings", "shown_at", "id", "lat", "lon", "population", "admin1",
                    "admin2", "country", "kind", "capital",
                )
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{path}: the gazetteer cannot be read: {error}") from None
        # Bisection reads single numbers, which a memoryview hands out several times faster than numpy does.
        self._starts = memoryview(self._name_at.data)
        self._by_code: dict[str, Entry] | None = None
        self._lookup = lru_cache(maxsize=4096)(self._find)
        self.entry = lru_cache(maxsize=8192)(self._entry)

    def __len__(self) -> int:
        return len(self._id)

    def name_count(self) -> int:
        return len(self._name_at) - 1

    def names(self) -> Iterator[str]:
        """All folded names, sorted."""
        for i in range(self.name_count()):
            yield self._name(i).decode()

    def lookup(self, name: str) -> tuple[tuple[int, How], ...]:
        """(place, how the name belongs to it) of every place called so, in whatever spelling; empty for none."""
        return self._lookup(fold(name))

    def lookup_folded(self, folded: str) -> tuple[tuple[int, How], ...]:
        return self._lookup(folded)

    def begins(self, folded: str) -> bool:
        """Whether any name begins with these words, so that a longer match may follow."""
        wanted = folded.encode()
        at = self._bisect(wanted)
        return at < self.name_count() and self._name(at).startswith(wanted)

    def columns(self, indices: Sequence[int]) -> Columns:
        """What is known of many places at once."""
        at = np.array(indices, dtype=np.int64)
        codes = self._country[(2 * at)[:, None] + (0, 1)].astype(np.int32)
        return Columns(
            at,
            self._lat[at].astype(np.float64),
            self._lon[at].astype(np.float64),
            self._population[at].astype(np.float64),
            self._admin1[at].astype(np.int64),
            self._admin2[at].astype(np.int64),
            np.where(codes[:, 0] == ord("-"), 0, codes[:, 0] * 256 + codes[:, 1]),
            self._kind[at].astype(np.int64),
            self._capital[at].astype(np.int64),
        )

    def country(self, code: str) -> Entry | None:
        """The country of an ISO 3166 alpha-2 code."""
        if self._by_code is None:
            where = np.flatnonzero(self._kind == KINDS.index("country"))
            self._by_code = {e.country or "": e for e in map(self._entry, where.tolist())}
        return self._by_code.get(code)

    def find_id(self, geonames_id: int) -> Entry | None:
        """The place with an id of GeoNames; ids are sorted, our own areas (without) stand last."""
        at = int(np.searchsorted(self._id[: self._identified], geonames_id))
        return self._entry(at) if at < self._identified and self._id[at] == geonames_id else None

    def _name(self, i: int) -> bytes:
        return self._data[self._names_base + self._starts[i] : self._names_base + self._starts[i + 1]]

    def _bisect(self, wanted: bytes) -> int:
        low, high = 0, self.name_count()
        while low < high:
            middle = (low + high) // 2
            if self._name(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _find(self, folded: str) -> tuple[tuple[int, How], ...]:
        wanted = folded.encode()
        at = self._bisect(wanted)
        if not folded or at == self.name_count() or self._name(at) != wanted:
            return ()
        found = self._postings[self._posting_at[at] : self._posting_at[at + 1]].tolist()
        return tuple((p >> 2, p & 3) for p in found)

    def _entry(self, i: int) -> Entry:
        a, b = int(self._shown_at[i]), int(self._shown_at[i + 1])
        lat, lon = float(self._lat[i]), float(self._lon[i])
        country = bytes(self._country[2 * i : 2 * i + 2]).decode()
        admin1, admin2 = int(self._admin1[i]), int(self._admin2[i])
        return Entry(
            i,
            int(self._id[i]) or None,
            self._data[self._shown_base + a : self._shown_base + b].decode(),
            KINDS[self._kind[i]],
            None if lat != lat else round(lat, 5),
            None if lon != lon else round(lon, 5),
            None if country == "--" else country,
            None if admin1 == NOWHERE else admin1,
            None if admin2 == NOWHERE else admin2,
            int(self._population[i]),
            int(self._capital[i]),
        )


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The gazetteer of the package, or the one that the environment variable SAYSO_GAZETTEER names."""
    own = os.environ.get("SAYSO_GAZETTEER")
    return Gazetteer(Path(own) if own else DEFAULT)
