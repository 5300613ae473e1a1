"""Origins: the reports that carry the same original copy, found as reports come in. How and why: docs/linking.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from sayso._types import Claim, Report
from sayso.linking.clustering import Changed, Grouping
from sayso.linking.copies import Copy, Overlap, Same, compare, keys, make
from sayso.linking.credits import credits
from sayso.linking.index import LOWEST, Edge, Index
from sayso.linking.text import digest

KIND = "origin"
UNDATED = LOWEST + 1
_WINDOW = 45  # days before and after within which a copy is looked for
_EACH = 48  # reports taken from a key's list: what more share is an agency text in dozens of outlets, or a phrase
_CANDIDATES = 40  # compared with a new report at most
_SHARE = 0.5  # of its own text, that the more dependent of two must have from the other
_VERBATIM = 0.8  # score of a sentence that alone is worth recording as a passage
_LESSER = 0.2  # of the other's: below, the shorter one is a passage of a report that is otherwise different
JOINED = 0.45  # mean over two groups from which they are one origin
_UNRELATED = 3  # reports of one outlet with little else in common that make a sentence furniture
_LOOKED_AT = 8  # reports with the same sentence that are looked at for it
_SHORT = 60  # stems: furniture is no longer than this


class CopiedSentence(msgspec.Struct, array_like=True, frozen=True):
    """`[start, end)` of a sentence, of the one in the source it is most like, and how much of its words that has."""

    start: int
    end: int
    from_start: int
    from_end: int
    share: float


class Took(msgspec.Struct, array_like=True, frozen=True):
    """The evidence of an edge: shares of either report's own text found in the other, and which sentences those are."""

    first: float
    second: float
    first_sentences: tuple[CopiedSentence, ...]
    second_sentences: tuple[CopiedSentence, ...]


class Copied(msgspec.Struct, frozen=True):
    """A report's part in an origin, or a passage it took: from which report, what share of its own text, which
    sentences."""

    report: str
    source: str
    share: float
    sentences: tuple[CopiedSentence, ...]


class Origin(msgspec.Struct, frozen=True):
    """One original copy. `agency` is whom its reports credit, None when nobody; `source` the report it is counted from:
    the earliest that is the credited agency's, else the earliest."""

    id: str
    agency: str | None
    source: str
    reports: tuple[Copied, ...]


class _Note(msgspec.Struct, array_like=True):
    published: str
    credits: list[tuple[str, bool]]  # agency, whether the text is said to be its own


class Origins:
    """Finds copies among the reports an index remembers."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.groups = Grouping(index, KIND, JOINED)

    def add(self, report: Report, claims: Iterable[Claim] = ()) -> Changed:
        """Take a report in. The origins that changed come back; adding the same report again changes nothing."""
        found = make(report.text, claims, day=day_of(report.published), outlet=outlet_of(report))
        note = _Note(report.published or "", [(c.agency, c.role == "main") for c in credits(report)])
        order = UNDATED if found.day is None else found.day
        own = keys(found)
        self._index.post(KIND, report.id, order, dict.fromkeys(own, 1))
        self._index.put(KIND, {report.id: msgspec.msgpack.encode(found)})
        self._index.put(KIND + " note", {report.id: msgspec.msgpack.encode(note)})
        stale = self._furniture(report.id, found)
        compared = self._compare(report.id, found, self._candidates(report.id, found.day, own))
        again = self._again(stale - {report.id})
        return self.groups.update(sorted({report.id, *compared, *again}))

    def forget(self, report: str) -> Changed:
        """Drop a report, as before reading a new version of it."""
        left = [n for e in self._index.edges(KIND, [report]) for n in (e.a, e.b) if n != report]
        group = self._index.members(KIND, list(self._index.clusters(KIND, [report]).values()))
        for kind in (KIND, KIND + " note", KIND + " line"):
            self._index.forget(kind, [report])
        rest = sorted({*left, *(n for nodes in group.values() for n in nodes)} - {report})
        return self.groups.update(rest) if rest else Changed({}, ())

    def origin(self, group: str) -> Origin:
        """Everything about one origin."""
        nodes = self._index.members(KIND, [group])[group]
        notes = {n: msgspec.msgpack.decode(r, type=_Note) for n, r in self._index.get(KIND + " note", nodes).items()}
        agency = _credited(notes.values())
        source = min(nodes, key=lambda n: (_rank(notes[n], agency), notes[n].published or "9", n))
        inside = set(nodes)
        best: dict[str, Copied] = {}
        for edge in self._index.edges(KIND, nodes):
            if edge.a in inside and edge.b in inside:
                for copied in _both(edge):
                    kept = best.get(copied.report)
                    if copied.source == source or kept is None or (kept.source != source and copied.share > kept.share):
                        best[copied.report] = copied
        best[source] = Copied(source, source, 1.0, ())
        return Origin(group, agency, source, tuple(best.get(n, Copied(n, source, 0.0, ())) for n in nodes))

    def passages(self, report: str) -> tuple[Copied, ...]:
        """What a report shares with reports of other origins: the passages it took, or that were taken from it."""
        edges = self._index.edges(KIND, [report])
        groups = self._index.clusters(KIND, sorted({n for e in edges for n in (e.a, e.b)}))
        apart = [e for e in edges if groups.get(e.a) != groups.get(e.b)]
        return tuple(c for e in apart for c in _both(e) if c.report == report and c.sentences)

    def _candidates(self, report: str, day: int | None, own: Sequence[int]) -> list[str]:
        lists = list(self._index.postings(KIND, own, limit=_EACH, **_near(day)).values())
        if day is not None:
            lists += self._index.postings(KIND, own, low=UNDATED, high=UNDATED, limit=_EACH).values()
        hits = Counter(p.owner for found in lists for p in found if p.owner != report)
        likely = sorted(hits.items(), key=lambda h: (-h[1], h[0]))[:_CANDIDATES]
        least = max(2 if len(own) > 8 else 1, len(own) // 30)
        return [name for name, count in likely if count >= least]

    def _compare(self, report: str, found: Copy, others: Sequence[str]) -> set[str]:
        """Decide the pairs of a report with others; the others of which something is kept."""
        mine, edges = found.arrays(), []
        gone = []
        for name, record in self._index.get(KIND, others).items():
            other = msgspec.msgpack.decode(record, type=Copy)
            first, second = sorted((report, name))
            swapped = first != report
            theirs = other.arrays()
            overlap = compare(theirs, mine) if swapped else compare(mine, theirs)
            edge = _edge(first, second, overlap, *((other, found) if swapped else (found, other)))
            if edge:
                edges.append(edge)
            else:
                gone.append((first, second))
        self._index.connect(KIND, edges)
        self._index.disconnect(KIND, gone)
        return {n for e in edges for n in (e.a, e.b)} | {n for pair in gone for n in pair}

    def _again(self, stale: set[str]) -> set[str]:
        """Decide again the pairs of reports whose furniture has become known."""
        touched: set[str] = set()
        for name, record in self._index.get(KIND, sorted(stale)).items():
            others = sorted({n for e in self._index.edges(KIND, [name]) for n in (e.a, e.b)} - {name})
            touched |= {name} | self._compare(name, msgspec.msgpack.decode(record, type=Copy), others)
        return touched

    def _furniture(self, report: str, found: Copy) -> set[str]:
        """Mark the sentences the outlet also prints in unrelated reports, in all of them; the reports that changed."""
        if not found.outlet:
            return set()
        lines = {digest(f"{found.outlet}\0{h}"): h for h in found.hashes}
        self._index.post(KIND + " line", report, digest(report), dict.fromkeys(lines, 1))
        lists = self._index.postings(KIND + " line", list(lines), limit=_LOOKED_AT)
        often = {key: [p.owner for p in owners] for key, owners in lists.items() if len(owners) >= _UNRELATED}
        if not often:
            return set()
        names = sorted({report, *(n for owners in often.values() for n in owners)})
        records = {n: msgspec.msgpack.decode(r, type=Copy) for n, r in self._index.get(KIND, names).items()}
        changed: set[str] = set()
        for key, owners in often.items():
            if _are_unrelated([records[n] for n in owners if n in records]):
                for name in {report, *owners} & set(records):
                    copy = records[name]
                    at = [k for k, h in enumerate(copy.hashes) if h == lines[key] and k not in copy.furniture]
                    copy.furniture = sorted({*copy.furniture, *at})
                    changed |= {name} if at else set()
        self._index.put(KIND, {n: msgspec.msgpack.encode(records[n]) for n in sorted(changed)})
        if report in changed:
            found.furniture = records[report].furniture
        return changed


def day_of(published: str | None) -> int | None:
    """Days since the year 1 of an ISO date; None when it names no day."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def outlet_of(report: Report) -> str:
    """The publisher, else the host of the address, in lower case; empty when neither is known."""
    if report.publisher:
        return report.publisher.casefold().strip()
    host = (report.url or "").partition("://")[2].partition("/")[0].casefold()
    return host.removeprefix("www.")


def _near(day: int | None) -> dict[str, int]:
    return {} if day is None else {"low": day - _WINDOW, "high": day + _WINDOW}


def _edge(a: str, b: str, overlap: Overlap, first: Copy, second: Copy) -> Edge | None:
    """What is kept of a pair: nothing when all they share is one sentence that is somewhat alike."""
    more, less = max(overlap.first, overlap.second), min(overlap.first, overlap.second)
    same = max(overlap.first_sentences, overlap.second_sentences, key=len)
    if not same or (more < _SHARE and len(same) < 2 and same[0].share < _VERBATIM):
        return None
    weight = more * min(1.0, less / _LESSER) if more >= _SHARE * 0.8 else 0.0
    detail = Took(
        round(overlap.first, 4),
        round(overlap.second, 4),
        _sentences(overlap.first_sentences, first, second),
        _sentences(overlap.second_sentences, second, first),
    )
    return Edge(a, b, round(weight, 4), msgspec.msgpack.encode(detail))


def _sentences(same: Sequence[Same], copy: Copy, source: Copy) -> tuple[CopiedSentence, ...]:
    return tuple(CopiedSentence(*copy.spans[k.sentence], *source.spans[k.other], k.share) for k in same)


def _both(edge: Edge) -> tuple[Copied, Copied]:
    took = msgspec.msgpack.decode(edge.detail, type=Took)
    return (
        Copied(edge.a, edge.b, took.first, took.first_sentences),
        Copied(edge.b, edge.a, took.second, took.second_sentences),
    )


def _are_unrelated(copies: Sequence[Copy]) -> bool:
    """Whether so many of these reports have little but furniture in common with one another."""
    chosen: list[Copy] = []
    for copy in copies:
        if all(_unrelated(copy, other) for other in chosen):
            chosen.append(copy)
    return len(chosen) >= _UNRELATED


def _unrelated(a: Copy, b: Copy) -> bool:
    common = set(a.hashes) & set(b.hashes)
    sizes = [end - start for start, end in zip([0, *a.ends], a.ends, strict=False)]
    shared = sum(size for size, h in zip(sizes, a.hashes, strict=True) if h in common)
    if shared > _SHORT:
        return False
    at = [[h in common for h in c.hashes] for c in (a, b)]
    edge = all(_ends_only(marks) for marks in at)
    return edge or shared * 2 < min(a.ends[-1], b.ends[-1])


def _ends_only(marks: Sequence[bool]) -> bool:
    """Whether what is marked stands at the beginning and the end, with something unmarked between."""
    inside = [k for k, mark in enumerate(marks) if not mark]
    return bool(inside) and not any(marks[inside[0] : inside[-1] + 1])


def _credited(notes: Iterable[_Note]) -> str | None:
    """The agency most of the reports credit; where no text is said to be an agency's own, most of those with a part."""
    notes = list(notes)
    for main in (True, False):
        count = Counter(agency for note in notes for agency, own in note.credits if own or not main)
        if count:
            return min(count, key=lambda agency: (-count[agency], agency))
    return None


def _rank(note: _Note, agency: str | None) -> int:
    return 0 if agency and (agency, True) in note.credits else 1


__all__ = ["Copied", "CopiedSentence", "Origin", "Origins", "day_of", "outlet_of"]
