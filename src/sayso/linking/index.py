"""What linking needs remembered: a narrow interface, so that it works over a database as it does in memory.

Five things, all told apart by a `kind` (a short word the linker chooses, such as "sentence" or "pair"):

- postings: an inverted index key → reports, each with a count and a position (`order`) to range over
- records: opaque bytes under a name
- edges: decisions about pairs of nodes, undirected, each with a weight and opaque bytes
- clusters: which cluster a node is in, and which nodes a cluster has
- forgetting: everything kept under one report's id

Keys and orders are signed 64-bit integers; nodes, names and clusters are strings. Nothing here decides anything: every
answer depends on what was put in, never on when. Each call touches only the rows it names, so a call costs the same
whatever else is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

LOWEST, HIGHEST = -(2**63), 2**63 - 1


class Posting(msgspec.Struct, frozen=True):
    """`owner` (a report or a part of one) has the key `count` times; `order` is the owner's place in a range."""

    order: int
    owner: str
    count: int


class Edge(msgspec.Struct, frozen=True):
    """What was decided of a pair; `a` < `b`. `detail` is the linker's own encoding of the evidence."""

    a: str
    b: str
    weight: float
    detail: bytes = b""


class Index(Protocol):
    """What is remembered between one report and the next. All writes replace what was there under the same names."""

    def post(self, kind: str, owner: str, order: int, counts: Mapping[int, int]) -> None:
        """Replace the owner's postings of this kind: one for each key."""

    def postings(
        self, kind: str, keys: Sequence[int], *, low: int = LOWEST, high: int = HIGHEST, limit: int
    ) -> dict[int, list[Posting]]:
        """For each key that has any: those with low <= order <= high by (order, owner), the first `limit` of them."""

    def put(self, kind: str, records: Mapping[str, bytes]) -> None:
        """Keep records under their names."""

    def get(self, kind: str, names: Sequence[str]) -> dict[str, bytes]:
        """The records that are there."""

    def connect(self, kind: str, edges: Iterable[Edge]) -> None:
        """Keep edges, one for each pair."""

    def disconnect(self, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Drop the edges of these pairs (a < b), where they are."""

    def edges(self, kind: str, nodes: Sequence[str]) -> list[Edge]:
        """The edges that have any of these nodes at either end, each once, by (a, b)."""

    def assign(self, kind: str, clusters: Mapping[str, str]) -> None:
        """Put each node (key) into its cluster (value), out of the one it was in."""

    def clusters(self, kind: str, nodes: Sequence[str]) -> dict[str, str]:
        """The cluster of each node that has one."""

    def members(self, kind: str, clusters: Sequence[str]) -> dict[str, list[str]]:
        """The nodes of each cluster that has any, sorted."""

    def forget(self, kind: str, owners: Sequence[str]) -> None:
        """Drop postings, records, edges and cluster places of this kind that stand under these names."""


class Memory:
    """The index in memory: for tests, benchmarks and one-off use."""

    def __init__(self) -> None:
        self._postings: dict[tuple[str, int], dict[str, Posting]] = {}
        self._keys: dict[tuple[str, str], list[int]] = {}
        self._records: dict[tuple[str, str], bytes] = {}
        self._edges: dict[tuple[str, str], dict[str, Edge]] = {}  # from either end
        self._cluster: dict[tuple[str, str], str] = {}
        self._members: dict[tuple[str, str], set[str]] = {}

    def post(self, kind: str, owner: str, order: int, counts: Mapping[int, int]) -> None:
        self._unpost(kind, owner)
        self._keys[kind, owner] = list(counts)
        for key, count in counts.items():
            self._postings.setdefault((kind, key), {})[owner] = Posting(order, owner, count)

    def _unpost(self, kind: str, owner: str) -> None:
        for key in self._keys.pop((kind, owner), ()):
            self._postings[kind, key].pop(owner, None)

    def postings(
        self, kind: str, keys: Sequence[int], *, low: int = LOWEST, high: int = HIGHEST, limit: int
    ) -> dict[int, list[Posting]]:
        out = {}
        for key in keys:
            found = [p for p in self._postings.get((kind, key), {}).values() if low <= p.order <= high]
            if found:
                out[key] = sorted(found, key=lambda p: (p.order, p.owner))[:limit]
        return out

    def put(self, kind: str, records: Mapping[str, bytes]) -> None:
        for name, record in records.items():
            self._records[kind, name] = record

    def get(self, kind: str, names: Sequence[str]) -> dict[str, bytes]:
        return {name: self._records[kind, name] for name in names if (kind, name) in self._records}

    def connect(self, kind: str, edges: Iterable[Edge]) -> None:
        for edge in edges:
            self._edges.setdefault((kind, edge.a), {})[edge.b] = edge
            self._edges.setdefault((kind, edge.b), {})[edge.a] = edge

    def disconnect(self, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
        for a, b in pairs:
            self._edges.get((kind, a), {}).pop(b, None)
            self._edges.get((kind, b), {}).pop(a, None)

    def edges(self, kind: str, nodes: Sequence[str]) -> list[Edge]:
        found = {(e.a, e.b): e for node in nodes for e in self._edges.get((kind, node), {}).values()}
        return [found[pair] for pair in sorted(found)]

    def assign(self, kind: str, clusters: Mapping[str, str]) -> None:
        for node, cluster in clusters.items():
            self._unassign(kind, node)
            self._cluster[kind, node] = cluster
            self._members.setdefault((kind, cluster), set()).add(node)

    def _unassign(self, kind: str, node: str) -> None:
        old = self._cluster.pop((kind, node), None)
        if old is not None:
            self._members[kind, old].discard(node)

    def clusters(self, kind: str, nodes: Sequence[str]) -> dict[str, str]:
        return {node: self._cluster[kind, node] for node in nodes if (kind, node) in self._cluster}

    def members(self, kind: str, clusters: Sequence[str]) -> dict[str, list[str]]:
        found = {cluster: sorted(self._members.get((kind, cluster), ())) for cluster in clusters}
        return {cluster: nodes for cluster, nodes in found.items() if nodes}

    def forget(self, kind: str, owners: Sequence[str]) -> None:
        for owner in owners:
            self._unpost(kind, owner)
            self._records.pop((kind, owner), None)
            self.disconnect(kind, [(e.a, e.b) for e in self.edges(kind, [owner])])
            self._unassign(kind, owner)
