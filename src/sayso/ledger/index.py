"""The linker's memory over the tables whose names begin with `link_`: `sayso.linking.index.Index` in SQL.

All calls work inside the caller's transaction. A call costs a few look-ups by key, however large the ledger.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, or_, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from sayso.ledger.schema import link_clusters, link_edges, link_owners, link_postings, link_records
from sayso.linking.index import HIGHEST, LOWEST, Edge, Posting

_MANY = 500  # values in one statement: SQLite allows 32,766, but plans of that size are no faster

_POSTINGS_SQLITE = """
SELECT position, owner, count FROM link_postings
WHERE kind = ? AND term = ? AND position BETWEEN ? AND ? ORDER BY position, owner LIMIT ?
"""
_POSTINGS_POSTGRESQL = """
SELECT asked.term, found.position, found.owner, found.count
FROM unnest(%(terms)s::bigint[]) AS asked (term) CROSS JOIN LATERAL (
    SELECT position, owner, count FROM link_postings
    WHERE kind = %(kind)s AND term = asked.term AND position BETWEEN %(low)s AND %(high)s
    ORDER BY position, owner LIMIT %(limit)s
) AS found
"""
_POST_SQLITE = "INSERT INTO link_postings (kind, term, position, owner, count) VALUES (?, ?, ?, ?, ?)"
_POST_POSTGRESQL = """
INSERT INTO link_postings (kind, term, position, owner, count)
SELECT %(kind)s, term, %(position)s, %(owner)s, count
FROM unnest(%(terms)s::bigint[], %(counts)s::int[]) AS given (term, count)
"""


class SqlIndex:
    """See `sayso.linking.index.Index`, whose words these are."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"

    def post(self, kind: str, owner: str, order: int, counts: Mapping[int, int]) -> None:
        self._unpost(kind, [owner])
        if not counts:
            return
        if self._sqlite:
            rows = [(kind, term, order, owner, count) for term, count in counts.items()]
            self._connection.exec_driver_sql(_POST_SQLITE, rows)
        else:
            values = {"kind": kind, "position": order, "owner": owner}
            values |= {"terms": list(counts), "counts": list(counts.values())}
            self._connection.exec_driver_sql(_POST_POSTGRESQL, values)
        self._keep(link_owners, [{"kind": kind, "owner": owner, "position": order, "terms": _packed(counts)}])

    def _unpost(self, kind: str, owners: Sequence[str]) -> None:
        mine = and_(link_owners.c.kind == kind, link_owners.c.owner.in_(owners))
        found = self._connection.execute(select(link_owners).where(mine)).all()
        for row in found:
            terms = _unpacked(row.terms)
            keys = and_(link_postings.c.kind == kind, link_postings.c.position == row.position)
            for some in _parts(terms):
                each = and_(keys, link_postings.c.owner == row.owner, link_postings.c.term.in_(some))
                self._connection.execute(delete(link_postings).where(each))
        if found:
            self._connection.execute(delete(link_owners).where(mine))

    def postings(
        self, kind: str, keys: Sequence[int], *, low: int = LOWEST, high: int = HIGHEST, limit: int
    ) -> dict[int, list[Posting]]:
        out: dict[int, list[Posting]] = {}
        if self._sqlite:
            cursor = self._connection.connection.cursor()
            for key in keys:
                found = cursor.execute(_POSTINGS_SQLITE, (kind, key, low, high, limit)).fetchall()
                if found:
                    out[key] = [Posting(*row) for row in found]
            cursor.close()
            return out
        values = {"terms": list(dict.fromkeys(keys)), "kind": kind, "low": low, "high": high, "limit": limit}
        for key, *row in self._connection.exec_driver_sql(_POSTINGS_POSTGRESQL, values):
            out.setdefault(key, []).append(Posting(*row))
        return out

    def put(self, kind: str, records: Mapping[str, bytes]) -> None:
        self._keep(link_records, [{"kind": kind, "name": name, "record": record} for name, record in records.items()])

    def get(self, kind: str, names: Sequence[str]) -> dict[str, bytes]:
        out: dict[str, bytes] = {}
        for some in _parts(names):
            mine = and_(link_records.c.kind == kind, link_records.c.name.in_(some))
            asked = select(link_records.c.name, link_records.c.record).where(mine)
            out |= {name: bytes(record) for name, record in self._connection.execute(asked)}
        return out

    def connect(self, kind: str, edges: Iterable[Edge]) -> None:
        rows = [{"kind": kind, "a": e.a, "b": e.b, "weight": e.weight, "detail": e.detail} for e in edges]
        self._keep(link_edges, rows)

    def disconnect(self, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
        for some in _parts(list(pairs)):
            mine = and_(link_edges.c.kind == kind, tuple_(link_edges.c.a, link_edges.c.b).in_(some))
            self._connection.execute(delete(link_edges).where(mine))

    def edges(self, kind: str, nodes: Sequence[str]) -> list[Edge]:
        out: dict[tuple[str, str], Edge] = {}
        columns = (link_edges.c.a, link_edges.c.b, link_edges.c.weight, link_edges.c.detail)
        for some in _parts(nodes):
            for end in (link_edges.c.a, link_edges.c.b):
                for a, b, weight, detail in self._connection.execute(
                    select(*columns).where(link_edges.c.kind == kind, end.in_(some))
                ):
                    out[a, b] = Edge(a, b, weight, bytes(detail))
        return [out[pair] for pair in sorted(out)]

    def assign(self, kind: str, clusters: Mapping[str, str]) -> None:
        self._keep(link_clusters, [{"kind": kind, "node": n, "cluster": c} for n, c in clusters.items()])

    def clusters(self, kind: str, nodes: Sequence[str]) -> dict[str, str]:
        out: dict[str, str] = {}
        for some in _parts(nodes):
            mine = and_(link_clusters.c.kind == kind, link_clusters.c.node.in_(some))
            asked = select(link_clusters.c.node, link_clusters.c.cluster).where(mine)
            out |= {node: cluster for node, cluster in self._connection.execute(asked)}
        return out

    def members(self, kind: str, clusters: Sequence[str]) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {}
        for some in _parts(clusters):
            mine = and_(link_clusters.c.kind == kind, link_clusters.c.cluster.in_(some))
            asked = select(link_clusters.c.cluster, link_clusters.c.node).where(mine)
            for cluster, node in self._connection.execute(asked):
                out.setdefault(cluster, []).append(node)
        return {cluster: sorted(nodes) for cluster, nodes in out.items()}

    def forget(self, kind: str, owners: Sequence[str]) -> None:
        for some in _parts(owners):
            self._unpost(kind, some)
            ends = or_(link_edges.c.a.in_(some), link_edges.c.b.in_(some))
            for table, mine in (
                (link_records, link_records.c.name.in_(some)),
                (link_edges, ends),
                (link_clusters, link_clusters.c.node.in_(some)),
            ):
                self._connection.execute(delete(table).where(table.c.kind == kind, mine))

    def _keep(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows, each in the place of the one with its key."""
        if not rows:
            return
        made: Any = (sqlite if self._sqlite else postgresql).insert(table)
        keys = [column.name for column in table.primary_key]
        others = {column.name: made.excluded[column.name] for column in table.columns if column.name not in keys}
        self._connection.execute(made.on_conflict_do_update(index_elements=keys, set_=others), rows)


def _packed(terms: Iterable[int]) -> bytes:
    listed = list(terms)
    return struct.pack(f"<{len(listed)}q", *listed)


def _unpacked(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 8}q", data))


def _parts(values: Any) -> Iterable[Any]:
    for start in range(0, len(values), _MANY):
        yield values[start : start + _MANY]
