"""Links new readings and writes what came of it into the tables, inside the transaction that stores them.

The linker decides, over its memory in the `link_` tables; here its answers become rows. Only origins, stories and
incidents that a report touched are written anew, so the cost does not grow with the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, delete, insert, or_, select, update

from sayso._types import Reading
from sayso.ledger.index import SqlIndex
from sayso.ledger.schema import (
    account_entries,
    accounts,
    claims,
    conflicts,
    copied_sentences,
    incident_evidence,
    incident_reports,
    incidents,
    origin_reports,
    origins,
    passages,
    reports,
    stories,
    story_reports,
)
from sayso.ledger.write import Ids, Row
from sayso.linking.accounts import Telling
from sayso.linking.describe import Incident
from sayso.linking.linker import INCIDENT, ORIGIN, STORY, Changes, Linker
from sayso.linking.origins import Copied

_MANY = 500  # values in one statement


class _Known(NamedTuple):
    """What is asked of a report here."""

    node: str
    id: int
    title: str | None
    published: str | None
    day: str | None
    added: str


def link(connection: Connection, added: Sequence[tuple[int, Reading]], replaced: Sequence[int] = ()) -> None:
    """Link readings of reports, given by their numbers, in their order.

    replaced: reports that are to be forgotten first: older versions, or those whose reading was made anew.
    """
    work = _Work(connection)
    names = work.names([*replaced, *(number for number, _ in added)])
    for number in replaced:
        work.note(work.linker.forget(names[number]))
        work.remove(number)
    for number, reading in added:
        work.note(work.linker.add(msgspec.structs.replace(reading, id=names[number])))
        work.touched.add(names[number])
    work.write()


class _Work:
    """What one batch touched, and the writing of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = SqlIndex(connection)
        self.linker = Linker(self._index)
        self._ids = Ids(connection)
        self._dirty: dict[str, set[str]] = {ORIGIN: set(), STORY: set(), INCIDENT: set()}
        self.touched: set[str] = set()  # nodes that are new, or whose part in their origin changed
        self._copies: dict[str, Copied] = {}  # the parts of all nodes in the origins written
        self._known: dict[str, _Known] = {}

    def names(self, numbers: Sequence[int]) -> dict[int, str]:
        asked = select(reports.c.id, reports.c.node).where(reports.c.id.in_(numbers))
        return {number: node for number, node in self._connection.execute(asked)}

    def note(self, changes: Changes) -> None:
        """Remember which groups are to be written."""
        for kind, changed in ((ORIGIN, changes.origins), (STORY, changes.stories), (INCIDENT, changes.incidents)):
            self._dirty[kind] |= {*changed.groups, *changed.gone}

    def remove(self, number: int) -> None:
        """Take out the rows of a report that is no longer linked."""
        for table in (origin_reports, story_reports, incident_reports):
            self._connection.execute(delete(table).where(table.c.report_id == number))
        mine = or_(passages.c.report_id == number, passages.c.from_report_id == number)
        self._connection.execute(delete(passages).where(mine))

    def write(self) -> None:
        """Write everything that was touched."""
        self._write_origins()
        self._write_passages()
        affected = self._index.clusters(INCIDENT, sorted(self.touched))
        self._dirty[INCIDENT] |= set(affected.values())
        for node in sorted(self.touched):
            self._dirty[INCIDENT] |= set(self.linker.also(node))
        self._dirty[STORY] |= set(self._index.clusters(STORY, sorted(self.touched)).values())
        self._write_stories()
        self._write_incidents()
        self._index.flush()

    # --- Reports and groups by their names.

    def _reports(self, nodes: Iterable[str]) -> dict[str, _Known]:
        wanted = sorted(set(nodes) - set(self._known))
        columns = (reports.c.id, reports.c.title, reports.c.published, reports.c.published_day, reports.c.added)
        for some in _parts(wanted):
            asked = select(reports.c.node, *columns).where(reports.c.node.in_(some))
            self._known |= {row.node: _Known(*row) for row in self._connection.execute(asked)}
        return self._known

    def _numbers(self, table: Table, keys: Iterable[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in _parts(sorted(keys)):
            asked = select(table.c.key, table.c.id).where(table.c.key.in_(some))
            found |= {key: number for key, number in self._connection.execute(asked)}
        return found

    def _groups(self, kind: str) -> Iterator[tuple[str, list[str]]]:
        """The groups to be written that still are, with their nodes."""
        yield from sorted(self._index.members(kind, sorted(self._dirty[kind])).items())

    def _placed(self, table: Table, kind: str, rows: Mapping[str, Row]) -> dict[str, int]:
        """Write the rows of groups, each under the number it had; drop those that are no more. Numbers by key."""
        there = self._numbers(table, self._dirty[kind])
        gone = [number for key, number in there.items() if key not in rows]
        for some in _parts(gone):
            self._connection.execute(delete(table).where(table.c.id.in_(some)))
        for key, row in rows.items():
            if key in there:
                self._connection.execute(update(table).where(table.c.id == there[key]).values(row))
        new = {key: self._ids.next(table) for key in rows if key not in there}
        self._insert(table, [{"id": number, "key": key, **rows[key]} for key, number in new.items()])
        return {**{key: number for key, number in there.items() if key in rows}, **new}

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        if rows:
            self._connection.execute(insert(table), list(rows))

    def _replace(self, table: Table, numbers: Sequence[int], rows: Sequence[Row]) -> None:
        """Put rows, one a report, in the place of those reports' old ones."""
        for some in _parts(list(numbers)):
            self._connection.execute(delete(table).where(table.c.report_id.in_(some)))
        self._insert(table, rows)

    # --- Origins and passages.

    def _write_origins(self) -> None:
        found = {key: self.linker.origin(key) for key, _ in self._groups(ORIGIN)}
        self._copies = {copied.report: copied for origin in found.values() for copied in origin.reports}
        known = self._reports(self._copies)
        rows = {key: {"agency": o.agency, "first_report_id": known[o.source].id} for key, o in found.items()}
        numbers = self._placed(origins, ORIGIN, rows)
        inner: dict[str, Row] = {}
        for key, origin in found.items():
            for copied in origin.reports:
                first = copied.report == origin.source
                row = {"report_id": known[copied.report].id, "origin_id": numbers[key], "agency": origin.agency}
                row |= {"copied_from_id": None if first else known[copied.source].id}
                inner[copied.report] = {**row, "share": None if first else copied.share}
        there = self._parts_in_origins([row["report_id"] for row in inner.values()])
        changed = {node: row for node, row in inner.items() if there.get(row["report_id"]) != row}
        self._replace(origin_reports, [row["report_id"] for row in changed.values()], list(changed.values()))
        self.touched |= changed.keys()

    def _parts_in_origins(self, numbers: Sequence[int]) -> dict[int, Row]:
        found: dict[int, Row] = {}
        for some in _parts(numbers):
            asked = select(origin_reports).where(origin_reports.c.report_id.in_(some))
            found |= {row["report_id"]: dict(row) for row in self._connection.execute(asked).mappings()}
        return found

    def _write_passages(self) -> None:
        """What the touched reports share with others: each pair once, from the earlier report to the later."""
        pairs: dict[tuple[str, str], tuple[Copied, bool]] = {}
        for node, copied in self._copies.items():
            if copied.sentences and not self.touched.isdisjoint((node, copied.source)):
                pairs[node, copied.source] = (copied, True)
        for node in sorted(self.touched):
            for copied in self.linker.passages(node):
                pairs.setdefault((copied.report, copied.source), (copied, False))
                for other in self.linker.passages(copied.source):
                    if other.source == node:
                        pairs.setdefault((other.report, other.source), (other, False))
        known = self._reports({*self.touched, *(node for pair in pairs for node in pair)})
        rows, sentences = [], []
        for (report, source), (copied, joins) in pairs.items():
            if not joins and (source, report) in pairs and _order(known[report]) < _order(known[source]):
                continue
            number = self._ids.next(passages)
            ends = {"report_id": known[report].id, "from_report_id": known[source].id}
            rows.append({"id": number, **ends, "share": copied.share, "joins": joins})
            for s in copied.sentences:
                spans = {"start_char": s.start, "end_char": s.end, "from_start": s.from_start, "from_end": s.from_end}
                row = {"id": self._ids.next(copied_sentences), "passage_id": number, "report_id": known[report].id}
                sentences.append({**row, **spans, "share": s.share})
        for some in _parts([known[node].id for node in sorted(self.touched)]):
            either = or_(passages.c.report_id.in_(some), passages.c.from_report_id.in_(some))
            self._connection.execute(delete(passages).where(either))
        self._insert(passages, rows)
        self._insert(copied_sentences, sentences)

    # --- Stories and incidents.

    def _write_stories(self) -> None:
        groups = dict(self._groups(STORY))
        known = self._reports(node for nodes in groups.values() for node in nodes)
        rows = {}
        for key, nodes in groups.items():
            inside = sorted((known[node] for node in nodes), key=_order)
            days = [report.day for report in inside if report.day]
            counted = {"reports": len(nodes), "origins": len(set(self._index.clusters(ORIGIN, nodes).values()))}
            first = {"title": _title(inside), "from_day": min(days, default=None), "to_day": max(days, default=None)}
            rows[key] = {**first, **counted}
        numbers = self._placed(stories, STORY, rows)
        inner = [{"report_id": known[n].id, "story_id": numbers[key]} for key, nodes in groups.items() for n in nodes]
        self._replace(story_reports, [row["report_id"] for row in inner], inner)
        for key, nodes in groups.items():  # incidents that are not written anew belong to it, too
            for some in _parts([known[node].id for node in nodes]):
                told = incident_reports.c.report_id.in_(some) & (incident_reports.c.role == "main")
                mine = incidents.c.id.in_(select(incident_reports.c.incident_id).where(told))
                self._connection.execute(update(incidents).where(mine).values(story_id=numbers[key]))

    def _write_incidents(self) -> None:
        found = {key: self.linker.incident(key) for key, _ in self._groups(INCIDENT)}
        known = self._reports(node for i in found.values() for node in (*i.reports, *i.also))
        first = self._index.clusters(STORY, sorted({i.reports[0] for i in found.values() if i.reports}))
        story = self._numbers(stories, first.values())
        rows = {}
        for key, incident in found.items():
            at = {"story_id": story.get(first.get(incident.reports[0], ""))} if incident.reports else {"story_id": None}
            rows[key] = {**_incident(incident), **at}
        old = self._numbers(incidents, self._dirty[INCIDENT])
        for some in _parts(list(old.values())):
            for table in (accounts, incident_evidence, conflicts, incident_reports):
                self._connection.execute(delete(table).where(table.c.incident_id.in_(some)))
        numbers = self._placed(incidents, INCIDENT, rows)
        told = []
        for key, incident in found.items():
            for role, nodes in (("main", incident.reports), ("also", incident.also)):
                told += [{"incident_id": numbers[key], "report_id": known[n].id, "role": role} for n in nodes]
        main = [row["report_id"] for row in told if row["role"] == "main"]
        for some in _parts(main):  # they may have been another incident's, which is not written anew
            was = incident_reports.c.report_id.in_(some) & (incident_reports.c.role == "main")
            self._connection.execute(delete(incident_reports).where(was))
        self._insert(incident_reports, told)
        self._write_told(found, numbers, known)

    def _write_told(
        self, found: Mapping[str, Incident], numbers: Mapping[str, int], known: Mapping[str, _Known]
    ) -> None:
        """Evidence, accounts with their history, and conflicts."""
        nodes = sorted({n for i in found.values() for n in (*i.reports, *i.also)})
        labels, carried = self._claims([known[n].id for n in nodes]), self._origin_of([known[n].id for n in nodes])
        evidence, heads, entries, against = [], [], [], []
        for key, incident in found.items():
            at = {"incident_id": numbers[key]}
            for e in incident.evidence:
                row = {"id": self._ids.next(incident_evidence), **at, "respect": e.respect, "value": e.value}
                span = {"start_char": e.span.start, "end_char": e.span.end, "words": e.span.text}
                evidence.append({**row, **span, "report_id": known[e.report].id})
            disputed = {t for c in incident.conflicts for t in (c.first, c.second)}
            entry_ids: dict[Telling, int] = {}
            for account in incident.accounts:
                head = {"id": self._ids.next(accounts), **at, "respect": account.respect, "speaker": account.speaker}
                head |= {"speaker_kind": account.speaker_kind}
                heads.append({**head, "conflicting": not disputed.isdisjoint(account.series)})
                for t in account.series:
                    entry_ids[t] = self._ids.next(account_entries)
                    report = known[t.report]
                    claim = labels.get((report.id, t.claim)) if t.claim else None
                    of = {"account_id": head["id"], "report_id": report.id, "origin_id": carried.get(report.id)}
                    entries.append({"id": entry_ids[t], **of, "claim_id": claim, **_entry(t, report)})
            for c in incident.conflicts:
                if c.first in entry_ids and c.second in entry_ids:
                    row = {"id": self._ids.next(conflicts), **at, "respect": c.respect, "kind": c.kind}
                    both = {"entry_id": entry_ids[c.first], "other_entry_id": entry_ids[c.second]}
                    against.append({**row, **both})
        self._insert(incident_evidence, evidence)
        self._insert(accounts, heads)
        self._insert(account_entries, entries)
        self._insert(conflicts, against)

    def _claims(self, numbers: Sequence[int]) -> dict[tuple[int, str], int]:
        found: dict[tuple[int, str], int] = {}
        for some in _parts(list(numbers)):
            asked = select(claims.c.report_id, claims.c.label, claims.c.id).where(claims.c.report_id.in_(some))
            found |= {(report, label): number for report, label, number in self._connection.execute(asked)}
        return found

    def _origin_of(self, numbers: Sequence[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for some in _parts(list(numbers)):
            columns = (origin_reports.c.report_id, origin_reports.c.origin_id)
            asked = select(*columns).where(origin_reports.c.report_id.in_(some))
            found |= {report: origin for report, origin in self._connection.execute(asked)}
        return found


def _incident(found: Incident) -> Row:
    where, when = found.where, found.when
    place = {"place": where.name if where else None}
    for key in ("geonames_id", "lat", "lon", "country", "admin1", "precision"):
        place[key] = getattr(where, key) if where else None
    return {
        "title": found.title,
        "kind": found.kind,
        "from_day": when.from_ if when else None,
        "to_day": when.to if when else None,
        **place,
        "reports": len(found.reports),
        "also": len(found.also),
        "origins": found.origins,
        "conflicts": len(found.conflicts),
    }


def _entry(told: Telling, report: _Known) -> Row:
    return {
        "as_of": told.as_of or None,
        "stance": told.stance,
        "low": told.low,
        "high": told.high,
        "value": told.value,
        "through": list(told.through),
        "start_char": told.start,
        "end_char": told.end,
        "words": told.text,
    }


def _order(report: _Known) -> tuple[str, str]:
    """Reports by publication, those without a date last; ties go by what does not depend on when they came."""
    return report.published or "9999", report.node


def _title(inside: Sequence[_Known]) -> str | None:
    return next((report.title for report in inside if report.title), None)


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _MANY):
        yield values[start : start + _MANY]
