"""Stories and incidents: which reports tell of the same thing, found as reports come in. How: docs/linking.md."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import msgspec
import numpy as np

from sayso._types import Report
from sayso.linking import sketch
from sayso.linking.clustering import Changed, Grouping
from sayso.linking.index import HIGHEST, LOWEST, Edge, Index, Posting
from sayso.linking.origins import UNDATED, day_of
from sayso.linking.pair import Model, Vector, View, features, shipped
from sayso.linking.sketch import Sketch

KIND, STORY, ALSO = "incident", "story", "also"
_TERMS, _NAMES, _FULL = 15, 15, 40  # keys a report is found by: its weightiest stems and names, its full names
_WINDOWS = (3, 15, 60, 600)  # days before and after, widened while a key has not given enough reports
_EACH = 40  # reports taken from a key's list
_CANDIDATES = 30  # compared with a new report at most
_KEPT = 0.03  # probability from which a pair is remembered
# Mean probability from which two reports are one incident, and towards which it rises for large groups; a story is held
# together by less. How they were chosen: docs/linking.md.
JOINED, JOINED_LARGE, STORY_JOINED = 0.25, 0.6, 0.12
_MENTIONED = 0.45  # share of the names in another incident's opening that one passage must have to mention it
_MENTIONED_NAMES = 3


class Incidents:
    """Groups the reports an index remembers into incidents and stories."""

    def __init__(self, index: Index, model: Model | None = None) -> None:
        self._index = index
        self._model = model or shipped()
        self.groups = Grouping(index, KIND, JOINED, ceiling=JOINED_LARGE)
        self.stories = Grouping(index, STORY, STORY_JOINED, over=KIND)

    def add(self, report: Report) -> tuple[Changed, Changed]:
        """Take a report in. The incidents and the stories that changed come back."""
        made = sketch.make(report, day_of(report.published))
        view = View(made)
        others = self.remember(report.id, view)
        near = self._compare(report.id, view, others)
        more = self._rest({n for n, chance in near.items() if chance >= JOINED}, {report.id, *others})
        near |= self._compare(report.id, view, more)
        return self._group({report.id, *near})

    def _rest(self, likely: set[str], seen: set[str]) -> list[str]:
        """The other reports of the incidents a report may belong to: a mean over a group needs its pairs."""
        groups = self._index.members(KIND, sorted(set(self._index.clusters(KIND, sorted(likely)).values())))
        return sorted({n for nodes in groups.values() for n in nodes} - seen)[:_EACH]

    def remember(self, report: str, view: View) -> list[str]:
        """Keep a report in the index; the reports it is to be compared with."""
        day, own = view.sketch.day, keys(view)
        self._index.post(KIND, report, UNDATED if day is None else day, dict.fromkeys(own, 1))
        self._index.put(KIND, {report: msgspec.msgpack.encode(view.sketch)})
        return self._candidates(report, day, own)

    def forget(self, report: str) -> tuple[Changed, Changed]:
        """Drop a report, as before reading a new version of it."""
        near = {n for e in self._index.edges(KIND, [report]) for n in (e.a, e.b)}
        for kind in (KIND, STORY):
            groups = self._index.clusters(kind, [report])
            near |= {n for nodes in self._index.members(kind, list(groups.values())).values() for n in nodes}
        for kind in (KIND, STORY, ALSO):
            self._index.forget(kind, [report])
        near.discard(report)
        return self._group(near) if near else (Changed({}, ()), Changed({}, ()))

    def judge(self, a: str, b: str, same: bool | None) -> tuple[Changed, Changed]:
        """Take an analyst's word on whether two reports have the same main incident; None takes it back."""
        changed = self.groups.judge(a, b, same)
        return changed, self.stories.update(_nodes(changed) or sorted((a, b)))

    def also(self, report: str) -> tuple[str, ...]:
        """Incidents a report mentions besides its main one."""
        told = [e.b if e.a == report else e.a for e in self._index.edges(ALSO, [report]) if _teller(e) == report]
        groups = self._index.clusters(KIND, [report, *told])
        main = groups.get(report)
        return tuple(sorted({g for n, g in groups.items() if n != report and g != main}))

    def _group(self, nodes: set[str]) -> tuple[Changed, Changed]:
        changed = self.groups.update(sorted(nodes))
        return changed, self.stories.update(sorted({*nodes, *_nodes(changed)}))

    def _candidates(self, report: str, day: int | None, own: Sequence[int]) -> list[str]:
        hits = self._found(day, own)
        hits.pop(report, None)
        likely = sorted(hits.items(), key=lambda h: (-round(h[1], 6), h[0]))[:_CANDIDATES]
        return [name for name, _ in likely]

    def _found(self, day: int | None, own: Sequence[int]) -> dict[str, float]:
        """What other reports share in keys, the rarer the more. A key that gives enough reports near in time is not
        looked for far off."""
        hits: dict[str, float] = defaultdict(float)

        def count(found: Sequence[Posting]) -> None:
            for p in found:
                hits[p.owner] += 1 / math.sqrt(len(found))

        windows = [(LOWEST, HIGHEST)] if day is None else [(day - w, day + w) for w in _WINDOWS]
        if day is not None:
            for found in self._index.postings(KIND, own, low=UNDATED, high=UNDATED, limit=_EACH).values():
                count(found)
        left = list(own)
        for low, high in windows:
            lists = self._index.postings(KIND, left, low=low, high=high, limit=_EACH)
            for found in lists.values():
                if (low, high) == windows[-1] or len(found) >= _EACH:
                    count(found)
            left = [key for key in left if len(lists.get(key, ())) < _EACH]
        return hits

    def _compare(self, report: str, view: View, others: Sequence[str]) -> dict[str, float]:
        """Decide the pairs of a report with others; those that may tell of the same, with the probability."""
        views = {
            n: View(msgspec.msgpack.decode(r, type=Sketch)) for n, r in sorted(self._index.get(KIND, others).items())
        }
        chances = self._model([features(view, other) for other in views.values()])
        edges, gone, also = [], [], []
        for (name, other), chance in zip(views.items(), chances, strict=True):
            first, second = sorted((report, name))
            if chance >= _KEPT:
                edges.append(Edge(first, second, round(float(chance), 4)))
            else:
                gone.append((first, second))
            if chance < 0.5:
                also += [e for e in (_mention(report, view, name, other), _mention(name, other, report, view)) if e]
        self._index.connect(KIND, edges)
        self._index.disconnect(KIND, gone)
        self._index.connect(ALSO, also)
        return {e.b if e.a == report else e.a: e.weight for e in edges}


def keys(view: View) -> list[int]:
    """What a report is found by."""
    found = {*_heaviest(view.names, _NAMES), *_heaviest(view.terms, _TERMS)}
    return sorted({*found, *view.sketch.full[:_FULL], *view.sketch.streets[:_FULL]})


def _heaviest(vector: Vector, count: int) -> list[int]:
    order = np.lexsort((vector.keys, -vector.damped))[:count]
    return [int(k) for k in vector.keys[order]]


def _nodes(changed: Changed) -> list[str]:
    return sorted({n for nodes in changed.groups.values() for n in nodes})


def _mention(teller: str, telling: View, name: str, told: View) -> Edge | None:
    """An edge when some passage of one report names most of what another report's opening names."""
    wanted = {int(k): float(w) ** 2 for k, w in zip(told.lead_names.keys, told.lead_names.damped, strict=True)}
    if len(wanted) < _MENTIONED_NAMES:
        return None
    for passage in telling.sketch.passages:
        found = wanted.keys() & set(passage)
        if len(found) >= _MENTIONED_NAMES and sum(wanted[k] for k in found) >= _MENTIONED:
            first, second = sorted((teller, name))
            return Edge(first, second, 1.0, teller.encode())
    return None


def _teller(edge: Edge) -> str:
    return edge.detail.decode()
