"""Groups from decisions about pairs: average linkage of what hangs together, the same in whatever order it came."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sayso.linking.index import Edge, Index

# What hangs together by edges is linked anew when something is added to it. Beyond so many nodes only the groups that
# the new node touches are: there the order in which reports come can show.
LARGEST = 400
# Edges are sought to the likeliest candidates only, so in a large group most pairs were never compared. An average is
# taken over all pairs up to this many, over the compared ones beyond.
_ALL_PAIRS = 48


class Changed(msgspec.Struct, frozen=True):
    """`groups`: id → nodes of every group that is new or has other nodes than before; `gone`: ids no longer in use."""

    groups: dict[str, tuple[str, ...]]
    gone: tuple[str, ...]


def average_linkage(
    nodes: Iterable[str],
    edges: Mapping[tuple[str, str], float],
    threshold: float,
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
    *,
    ceiling: float | None = None,
) -> list[list[str]]:
    """Merge the two groups with the highest mean weight between them until none reaches the threshold.

    The threshold rises with the smaller of the two groups, from `threshold` for one node towards `ceiling`: the mean
    over many pairs is surer than one pair and gets no benefit of the doubt. Pairs without an edge weigh nothing.
    `same` are merged first, `different` never. Ties go by name, so the result depends on the arguments' contents
    alone. Groups and their nodes come sorted.
    """
    work = _Linkage(sorted(nodes), edges, threshold, threshold if ceiling is None else ceiling)
    for a, b in sorted(different):
        work.forbid(a, b)
    for a, b in sorted(same):
        work.unite(a, b)
    work.run()
    return sorted(sorted(group) for group in work.groups.values())


class _Linkage:
    def __init__(
        self, nodes: Sequence[str], edges: Mapping[tuple[str, str], float], threshold: float, ceiling: float
    ) -> None:
        self.groups = {node: [node] for node in nodes}  # the smallest name stands for a group
        self.threshold, self.ceiling = threshold, ceiling
        self.links: dict[str, dict[str, tuple[float, int]]] = {node: {} for node in nodes}
        self.forbidden: dict[str, set[str]] = {node: set() for node in nodes}
        for (a, b), weight in sorted(edges.items()):
            if a in self.links and b in self.links and a != b:
                self.links[a][b] = self.links[b][a] = (weight, 1)

    def forbid(self, a: str, b: str) -> None:
        if a in self.groups and b in self.groups:
            self.forbidden[a].add(b)
            self.forbidden[b].add(a)

    def unite(self, a: str, b: str) -> None:
        found = {node: name for name, group in self.groups.items() for node in group}
        if a in found and b in found and found[a] != found[b] and found[b] not in self.forbidden[found[a]]:
            self._merge(*sorted((found[a], found[b])))

    def run(self) -> None:
        heap = [e for a in self.links for b in self.links[a] if a < b and (e := self._entry(a, b))]
        heapq.heapify(heap)
        while heap:
            entry = heapq.heappop(heap)
            _, a, b = entry
            if a not in self.groups or b not in self.groups or entry != self._entry(a, b):
                continue
            self._merge(a, b)
            for other in self.links[a]:
                if changed := self._entry(*sorted((a, other))):
                    heapq.heappush(heap, changed)

    def _entry(self, a: str, b: str) -> tuple[float, str, str] | None:
        if b in self.forbidden[a] or b not in self.links[a]:
            return None
        total, count = self.links[a][b]
        sizes = len(self.groups[a]), len(self.groups[b])
        pairs = sizes[0] * sizes[1]
        mean = round(total / max(count, min(pairs, _ALL_PAIRS)), 9)  # sums in another order must not reorder ties
        least = self.ceiling - (self.ceiling - self.threshold) / min(sizes)
        return (-mean, a, b) if mean >= least else None

    def _merge(self, a: str, b: str) -> None:
        """Into `a`, the smaller name."""
        self.groups[a] += self.groups.pop(b)
        for other, (total, count) in self.links.pop(b).items():
            del self.links[other][b]
            if other != a:
                before = self.links[a].get(other, (0.0, 0))
                self.links[a][other] = self.links[other][a] = (before[0] + total, before[1] + count)
        for other in self.forbidden.pop(b):
            self.forbidden[other].discard(b)
            self.forbidden[other].add(a)
            self.forbidden[a].add(other)


class Grouping:
    """Groups of one kind, kept up to date in an index.

    Edges of the kind `kind` are decisions by words; edges of `kind + " judged"` are an analyst's: a weight above 0
    means the same, below 0 different. With `over`, the groups are made over the edges of that kind, and keep its groups
    whole.
    """

    def __init__(
        self, index: Index, kind: str, threshold: float, *, ceiling: float | None = None, over: str | None = None
    ) -> None:
        self._index, self.kind, self._threshold, self._ceiling = index, kind, threshold, ceiling
        self._over = over
        self._edges = over or kind

    def update(self, nodes: Sequence[str]) -> Changed:
        """Link anew what hangs together with these nodes. Nodes without edges become groups of their own."""
        before = self._index.clusters(self.kind, nodes)
        inside = self._index.members(self.kind, sorted(set(before.values())))
        part, edges, judged = self._component({*nodes, *(n for group in inside.values() for n in group)})
        groups = average_linkage(
            part,
            {(e.a, e.b): e.weight for e in edges},
            self._threshold,
            [*self._whole(part), *((e.a, e.b) for e in judged if e.weight > 0)],
            [(e.a, e.b) for e in judged if e.weight < 0],
            ceiling=self._ceiling,
        )
        return self._assign({group[0]: tuple(group) for group in groups}, part)

    def _whole(self, part: set[str]) -> list[tuple[str, str]]:
        """Pairs that hold the groups of `over` together."""
        if not self._over:
            return []
        groups = self._index.clusters(self._over, sorted(part))
        return [(node, group) for node, group in groups.items() if node != group]

    def _component(self, nodes: set[str]) -> tuple[set[str], list[Edge], list[Edge]]:
        """What may end up in one group with these nodes, with the edges and judgements among it.

        Groups whose mean weight reaches the threshold have an edge that does, so only such edges lead on.
        """
        seen, front = set(nodes), sorted(nodes)
        edges: dict[tuple[str, str], Edge] = {}
        judged: dict[tuple[str, str], Edge] = {}
        while front:
            near, ruled = self._around(front)
            edges |= {(e.a, e.b): e for e in near}
            judged |= {(e.a, e.b): e for e in ruled}
            strong = [e for e in near if e.weight >= self._threshold] + [e for e in ruled if e.weight > 0]
            reached = ({n for e in strong for n in (e.a, e.b)} | self._together(front)) - seen
            if len(seen) + len(reached) > LARGEST:
                return self._touched(nodes)
            seen |= reached
            front = sorted(reached)
        return seen, list(edges.values()), list(judged.values())

    def _around(self, nodes: Sequence[str]) -> tuple[list[Edge], list[Edge]]:
        return self._index.edges(self._edges, nodes), self._index.edges(self.kind + " judged", nodes)

    def _together(self, nodes: Sequence[str]) -> set[str]:
        """Nodes of the groups of `over` that these are in."""
        if not self._over:
            return set()
        groups = self._index.clusters(self._over, nodes)
        return {n for group in self._index.members(self._over, sorted(set(groups.values()))).values() for n in group}

    def _touched(self, nodes: set[str]) -> tuple[set[str], list[Edge], list[Edge]]:
        """Of what is too large to link anew: the groups these nodes touch, whole."""
        near, ruled = self._around(sorted(nodes))
        strong = [e for e in near if e.weight >= self._threshold] + [e for e in ruled if e.weight > 0]
        touched = nodes | {n for e in strong for n in (e.a, e.b)}
        groups = self._index.clusters(self.kind, sorted(touched))
        members = self._index.members(self.kind, sorted(set(groups.values())))
        part = touched | {n for group in members.values() for n in group}
        part |= self._together(sorted(part))
        return part, *self._around(sorted(part))

    def _assign(self, groups: dict[str, tuple[str, ...]], part: set[str]) -> Changed:
        was = self._index.clusters(self.kind, sorted(part))
        old = self._index.members(self.kind, sorted(set(was.values())))
        changed = {name: group for name, group in groups.items() if old.get(name) != list(group)}
        self._index.assign(self.kind, {node: name for name, group in changed.items() for node in group})
        return Changed(changed, tuple(sorted(set(old) - set(groups))))

    def judge(self, a: str, b: str, same: bool | None) -> Changed:
        """Take an analyst's word that two nodes are the same or different; None takes it back."""
        first, second = sorted((a, b))
        if same is None:
            self._index.disconnect(self.kind + " judged", [(first, second)])
        else:
            self._index.connect(self.kind + " judged", [Edge(first, second, 1.0 if same else -1.0)])
        return self.update([first, second])
