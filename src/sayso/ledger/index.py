"""The linker's memory over the tables whose names begin with `link_`: `sayso.linking.index.Index` in SQL.

An index lives as long as one transaction that writes alone, so what it has read stays true and is read once; what it
is told to keep is written by `flush`, all at once. Linking one report asks some hundred small questions: they go
straight to the driver, as SQLAlchemy would take longer to word them than the database takes to answer.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from sayso.linking.index import HIGHEST, LOWEST, Edge, Posting

_POSTINGS = """
SELECT position, owner, count FROM link_postings
WHERE kind = ? AND term = ? AND position BETWEEN ? AND ? ORDER BY position, owner LIMIT ?
"""
_POSTINGS_OF_ALL = """
SELECT asked.term, found.position, found.owner, found.count
FROM unnest(%s::bigint[]) AS asked (term) CROSS JOIN LATERAL (
    SELECT position, owner, count FROM link_postings
    WHERE kind = %s AND term = asked.term AND position BETWEEN %s AND %s ORDER BY position, owner LIMIT %s
) AS found
"""
_POST = "INSERT INTO link_postings (kind, term, position, owner, count) VALUES (?, ?, ?, ?, ?)"
_POST_ALL = """
INSERT INTO link_postings (kind, term, position, owner, count)
SELECT %s, given.term, %s, %s, given.count FROM unnest(%s::bigint[], %s::int[]) AS given (term, count)
"""
_UNPOST = "DELETE FROM link_postings WHERE kind = ? AND term = ? AND position = ? AND owner = ?"
_OWNERS = "INSERT INTO link_owners (kind, owner, position, terms) VALUES (?, ?, ?, ?)"
_RECORDS = """
INSERT INTO link_records (kind, name, record) VALUES (?, ?, ?)
ON CONFLICT (kind, name) DO UPDATE SET record = excluded.record
"""
_EDGES = """
INSERT INTO link_edges (kind, a, b, weight, detail) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (kind, a, b) DO UPDATE SET weight = excluded.weight, detail = excluded.detail
"""
_CLUSTERS = """
INSERT INTO link_clusters (kind, node, cluster) VALUES (?, ?, ?)
ON CONFLICT (kind, node) DO UPDATE SET cluster = excluded.cluster
"""

Key = tuple[str, str]  # kind, and a name of that kind


class SqlIndex:
    """See `sayso.linking.index.Index`, whose words these are."""

    def __init__(self, connection: Connection) -> None:
        self._cursor = connection.connection.cursor()
        self._sqlite = connection.dialect.name == "sqlite"
        # What was read or told, None where there is nothing.
        self._records: dict[Key, bytes | None] = {}
        self._cluster: dict[Key, str | None] = {}
        self._members: dict[Key, set[str]] = {}
        self._edges: dict[Key, dict[tuple[str, str], Edge]] = {}  # of a node, from either end
        # What is not in the tables yet, None where it is to go.
        self._new_records: dict[Key, bytes | None] = {}
        self._new_clusters: dict[Key, str | None] = {}
        self._new_edges: dict[tuple[str, str, str], Edge | None] = {}

    # --- Postings, which are written at once: they are asked for by range.

    def post(self, kind: str, owner: str, order: int, counts: Mapping[int, int]) -> None:
        self._unpost(kind, [owner])
        if not counts:
            return
        if self._sqlite:
            rows = [(kind, term, order, owner, count) for term, count in sorted(counts.items())]
            self._cursor.executemany(_POST, rows)
        else:
            self._cursor.execute(_POST_ALL, (kind, order, owner, list(counts), list(counts.values())))
        self._write(_OWNERS, [(kind, owner, order, struct.pack(f"<{len(counts)}q", *counts))])

    def _unpost(self, kind: str, owners: Sequence[str]) -> None:
        found = self._ask("SELECT owner, position, terms FROM link_owners WHERE kind = ? AND owner", kind, owners)
        rows = []
        for owner, position, data in found:
            terms = struct.unpack(f"<{len(data) // 8}q", data)
            rows += [(kind, term, position, owner) for term in terms]
        if found:
            self._write(_UNPOST, rows)
            self._write("DELETE FROM link_owners WHERE kind = ? AND owner = ?", [(kind, row[0]) for row in found])

    def postings(
        self, kind: str, keys: Sequence[int], *, low: int = LOWEST, high: int = HIGHEST, limit: int
    ) -> dict[int, list[Posting]]:
        out: dict[int, list[Posting]] = {}
        if self._sqlite:
            for key in keys:
                found = self._cursor.execute(_POSTINGS, (kind, key, low, high, limit)).fetchall()
                if found:
                    out[key] = [Posting(*row) for row in found]
            return out
        self._cursor.execute(_POSTINGS_OF_ALL, (list(dict.fromkeys(keys)), kind, low, high, limit))
        for key, *row in self._cursor.fetchall():
            out.setdefault(key, []).append(Posting(*row))
        return out

    # --- Records.

    def put(self, kind: str, records: Mapping[str, bytes]) -> None:
        for name, record in records.items():
            self._records[kind, name] = self._new_records[kind, name] = record

    def get(self, kind: str, names: Sequence[str]) -> dict[str, bytes]:
        missing = [name for name in names if (kind, name) not in self._records]
        for name in missing:
            self._records[kind, name] = None
        for name, record in self._ask("SELECT name, record FROM link_records WHERE kind = ? AND name", kind, missing):
            self._records[kind, name] = bytes(record)
        found = {name: self._records[kind, name] for name in names}
        return {name: record for name, record in found.items() if record is not None}

    # --- Edges.

    def connect(self, kind: str, edges: Iterable[Edge]) -> None:
        listed = list(edges)
        self._load_edges(kind, [node for edge in listed for node in (edge.a, edge.b)])
        for edge in listed:
            self._new_edges[kind, edge.a, edge.b] = edge
            for node in (edge.a, edge.b):
                self._edges[kind, node][edge.a, edge.b] = edge

    def disconnect(self, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
        listed = list(pairs)
        self._load_edges(kind, [node for pair in listed for node in pair])
        for pair in listed:
            if pair in self._edges[kind, pair[0]]:
                self._new_edges[(kind, *pair)] = None
                for node in pair:
                    self._edges[kind, node].pop(pair, None)

    def edges(self, kind: str, nodes: Sequence[str]) -> list[Edge]:
        self._load_edges(kind, nodes)
        found: dict[tuple[str, str], Edge] = {}
        for node in nodes:
            found |= self._edges[kind, node]
        return [found[pair] for pair in sorted(found)]

    def _load_edges(self, kind: str, nodes: Sequence[str]) -> None:
        missing = [node for node in dict.fromkeys(nodes) if (kind, node) not in self._edges]
        if not missing:
            return
        for node in missing:
            self._edges[kind, node] = {}
        for end in ("a", "b"):
            asked = f"SELECT a, b, weight, detail FROM link_edges WHERE kind = ? AND {end}"
            for a, b, weight, detail in self._ask(asked, kind, missing):
                pair = (a, b)
                if (kind, a, b) not in self._new_edges:  # else it was told otherwise, with both ends loaded
                    self._edges[kind, a if end == "a" else b][pair] = Edge(a, b, weight, bytes(detail))

    # --- Clusters.

    def assign(self, kind: str, clusters: Mapping[str, str]) -> None:
        was = self.clusters(kind, list(clusters))
        self._load_members(kind, [*was.values(), *clusters.values()])
        for node, cluster in clusters.items():
            if node in was:
                self._members[kind, was[node]].discard(node)
            self._members[kind, cluster].add(node)
            self._cluster[kind, node] = self._new_clusters[kind, node] = cluster

    def clusters(self, kind: str, nodes: Sequence[str]) -> dict[str, str]:
        missing = [node for node in dict.fromkeys(nodes) if (kind, node) not in self._cluster]
        for node in missing:
            self._cluster[kind, node] = None
        asked = "SELECT node, cluster FROM link_clusters WHERE kind = ? AND node"
        for node, cluster in self._ask(asked, kind, missing):
            self._cluster[kind, node] = cluster
        found = {node: self._cluster[kind, node] for node in nodes}
        return {node: cluster for node, cluster in found.items() if cluster is not None}

    def members(self, kind: str, clusters: Sequence[str]) -> dict[str, list[str]]:
        self._load_members(kind, clusters)
        found = {cluster: sorted(self._members[kind, cluster]) for cluster in clusters}
        return {cluster: nodes for cluster, nodes in found.items() if nodes}

    def _load_members(self, kind: str, clusters: Sequence[str]) -> None:
        missing = [cluster for cluster in dict.fromkeys(clusters) if (kind, cluster) not in self._members]
        for cluster in missing:
            self._members[kind, cluster] = set()
        asked = "SELECT cluster, node FROM link_clusters WHERE kind = ? AND cluster"
        for cluster, node in self._ask(asked, kind, missing):
            if (kind, node) not in self._new_clusters:  # else it was moved since
                self._members[kind, cluster].add(node)
                self._cluster[kind, node] = cluster

    # --- Forgetting and writing.

    def forget(self, kind: str, owners: Sequence[str]) -> None:
        self._unpost(kind, owners)
        for owner in owners:
            self._records[kind, owner] = self._new_records[kind, owner] = None
        self.disconnect(kind, [(edge.a, edge.b) for edge in self.edges(kind, owners)])
        for node, cluster in self.clusters(kind, owners).items():
            self._load_members(kind, [cluster])
            self._members[kind, cluster].discard(node)
            self._cluster[kind, node] = self._new_clusters[kind, node] = None

    def flush(self) -> None:
        """Write what was told into the tables. To be called before the transaction ends."""
        records, clusters, edges = self._new_records, self._new_clusters, self._new_edges
        gone = [key for key, record in records.items() if record is None]
        self._write("DELETE FROM link_records WHERE kind = ? AND name = ?", gone)
        self._write(_RECORDS, [(*key, record) for key, record in records.items() if record is not None])
        lost = [key for key, edge in edges.items() if edge is None]
        self._write("DELETE FROM link_edges WHERE kind = ? AND a = ? AND b = ?", lost)
        self._write(_EDGES, [(*key, edge.weight, edge.detail) for key, edge in edges.items() if edge is not None])
        left = [key for key, cluster in clusters.items() if cluster is None]
        self._write("DELETE FROM link_clusters WHERE kind = ? AND node = ?", left)
        self._write(_CLUSTERS, [(*key, cluster) for key, cluster in clusters.items() if cluster is not None])
        records.clear()
        clusters.clear()
        edges.clear()

    def _ask(self, statement: str, kind: str, names: Sequence[str]) -> list[Any]:
        """The rows of `statement`, which ends in a column, where that is one of `names`."""
        if not names:
            return []
        if not self._sqlite:
            self._cursor.execute(f"{statement.replace('?', '%s')} = ANY(%s)", (kind, list(names)))
            return list(self._cursor.fetchall())
        found: list[Any] = []
        for some in _parts(names):
            marks = ", ".join("?" * len(some))
            found += self._cursor.execute(f"{statement} IN ({marks})", (kind, *some)).fetchall()
        return found

    def _write(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._cursor.executemany(statement if self._sqlite else statement.replace("?", "%s"), rows)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """In pieces, the lengths of which are few, so that their statements stay prepared."""
    start = 0
    while start < len(values):
        left = len(values) - start
        size = next(size for size in (64, 16, 4, 1) if size <= left)
        yield values[start : start + size]
        start += size
