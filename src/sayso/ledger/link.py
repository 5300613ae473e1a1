"""Linking over the ledger's tables: what the linker finds is written where people and queries look for it.

`link` is what is done with new reports, `relink` with those whose reading or judgements changed, `rejudge` with pairs
of which an analyst says that they are the same or are not. Each works inside the caller's transaction and writes every
cluster that changed once. A report that has a newer version is not linked: its newest version is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from sayso._types import Reading, Report
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
from sayso.ledger.standing import judged_reading, settle
from sayso.ledger.write import Ids
from sayso.linking.accounts import Account, Telling
from sayso.linking.clustering import Changed
from sayso.linking.credits import credits
from sayso.linking.describe import Incident
from sayso.linking.linker import INCIDENT, ORIGIN, STORY, Changes, Linker
from sayso.linking.origins import Copied

Row = dict[str, Any]
_MANY = 500


def link(connection: Connection, added: Sequence[tuple[int, Reading]]) -> None:
    """Link new reports. Their earlier versions are linked no longer."""
    work = _Work(connection)
    for number in _earlier(connection, [number for number, _ in added]):
        work.forget(number)
    newest = _newest(connection, [number for number, _ in added])
    for number, reading in added:
        if number in newest:
            work.add(number, reading)
    work.write()


def relink(connection: Connection, numbers: Sequence[int]) -> None:
    """Link reports anew, as the judgements that stand have them read."""
    work = _Work(connection)
    for number in sorted(_newest(connection, numbers)):
        reading = judged_reading(connection, number)
        work.forget(number)
        if reading is not None:
            work.add(number, reading)
    work.write()


def reread(connection: Connection, readings: Sequence[tuple[int, Reading]]) -> None:
    """What is done with reports that were read anew: judgements are laid over the new reading, and links made anew."""
    numbers = [number for number, _ in readings]
    settle(connection, numbers)
    relink(connection, numbers)


def rejudge(
    connection: Connection, target: Literal["incident", "origin", "story"], said: Mapping[tuple[int, int], bool | None]
) -> None:
    """Take an analyst's word on pairs of reports: the same, different, or (None) nothing any more."""
    work = _Work(connection)
    for (a, b), same in said.items():
        work.note(work.linker.judge(target, node(a), node(b), same))
    work.write()


def node(number: int) -> str:
    """What the linker calls a report: such that names come in the order of numbers."""
    return f"{number:012d}"


def _earlier(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """The versions that these reports replace."""
    asked = select(reports.c.previous_id).where(reports.c.id.in_(numbers), reports.c.previous_id.is_not(None))
    return sorted(set(connection.scalars(asked)) - set(numbers))


def _newest(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Those that no newer version replaces."""
    replaced = set(connection.scalars(select(reports.c.previous_id).where(reports.c.previous_id.in_(numbers))))
    return set(numbers) - replaced


class _Work:
    """One round of linking: what changed is gathered, then written."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = SqlIndex(connection)
        self.linker = Linker(self._index)
        self._touched: dict[str, set[str]] = {ORIGIN: set(), INCIDENT: set(), STORY: set()}
        self._mentioned: set[str] = set()  # incidents that other reports mention, or did
        self._agency: dict[int, str | None] = {}
        self._sharing: set[str] = set()

    def add(self, number: int, reading: Reading) -> None:
        name = node(number)
        named = msgspec.structs.replace(reading, id=name)
        self.note(self.linker.add(named))
        self._mentioned |= set(self.linker.also(name))
        self._sharing.add(name)
        found = credits(Report(name, reading.text, reading.title, publisher=reading.publisher, byline=reading.byline))
        self._agency[number] = found[0].agency if found else None

    def forget(self, number: int) -> None:
        name = node(number)
        self._mentioned |= set(self.linker.also(name))
        self.note(self.linker.forget(name))
        for table, column in (
            (origin_reports, origin_reports.c.report_id),
            (story_reports, story_reports.c.report_id),
            (incident_reports, incident_reports.c.report_id),
            (passages, passages.c.report_id),
            (passages, passages.c.from_report_id),
        ):
            self._connection.execute(delete(table).where(column == number))

    def note(self, changes: Changes) -> None:
        for kind, changed in ((ORIGIN, changes.origins), (INCIDENT, changes.incidents), (STORY, changes.stories)):
            self._touched[kind] |= _names(changed)

    def write(self) -> None:
        there = {kind: self._index.members(kind, sorted(names)) for kind, names in self._touched.items()}
        moved = sorted({n for nodes in there[ORIGIN].values() for n in nodes})
        retold = {*self._index.clusters(INCIDENT, moved).values(), *self._mentioned}
        recounted = set(self._index.clusters(STORY, moved).values()) - set(there[STORY])
        told = self._index.members(INCIDENT, sorted({*there[INCIDENT], *retold}))
        self._origins(there[ORIGIN])
        self._passages({*self._sharing, *moved})
        self._stories({**there[STORY], **self._index.members(STORY, sorted(recounted))})
        self._incidents(told, self._touched[INCIDENT] | retold)
        self._place_in_stories(there[STORY])
        self._remove(stories, self._touched[STORY] - set(there[STORY]))
        self._remove(origins, self._touched[ORIGIN] - set(there[ORIGIN]))

    def _remove(self, table: Table, names: set[str]) -> None:
        for some in _parts(sorted(names)):
            self._connection.execute(delete(table).where(table.c.key.in_(some)))

    def _keys(self, table: Table, names: Iterable[str]) -> dict[str, int]:
        """Numbers of clusters by the linker's name for them."""
        found: dict[str, int] = {}
        for some in _parts(sorted(names)):
            asked = select(table.c.key, table.c.id).where(table.c.key.in_(some))
            found |= {row[0]: row[1] for row in self._connection.execute(asked)}
        return found

    def _put(self, table: Table, rows: Sequence[Row]) -> None:
        """Write clusters, each in the place of the one with its number."""
        there = self._keys(table, [row["key"] for row in rows])
        new = [row for row in rows if row["key"] not in there]
        if new:
            self._connection.execute(insert(table), new)
        for row in rows:
            if row["key"] in there:
                self._connection.execute(update(table).where(table.c.id == row["id"]).values(row))

    def _numbered(self, table: Table, names: Iterable[str]) -> dict[str, int]:
        """As `_keys`, with new numbers for those that have none."""
        listed, ids = sorted(names), Ids(self._connection)
        found = self._keys(table, listed)
        return {name: found[name] if name in found else ids.next(table) for name in listed}

    def _move(self, table: Table, rows: Sequence[Row]) -> None:
        """Put reports into clusters, out of those they were in."""
        for some in _parts([row["report_id"] for row in rows]):
            self._connection.execute(delete(table).where(table.c.report_id.in_(some)))
        if rows:
            self._connection.execute(insert(table), list(rows))

    def _origins(self, there: Mapping[str, Sequence[str]]) -> None:
        numbers = self._numbered(origins, there)
        made = {name: self.linker.origin(name) for name in there}
        moved = [number for nodes in there.values() for number in map(int, nodes)]
        agency = {**self._agencies(moved), **self._agency}
        self._put(origins, [
            {"id": numbers[name], "key": name, "agency": o.agency, "first_report_id": int(o.source)}
            for name, o in made.items()
        ])  # fmt: skip
        self._move(origin_reports, [
            {
                "report_id": int(c.report), "origin_id": numbers[name], "agency": agency.get(int(c.report)),
                "copied_from_id": None if c.report == o.source else int(c.source),
                "share": None if c.report == o.source else c.share,
            }
            for name, o in made.items()
            for c in o.reports
        ])  # fmt: skip

    def _agencies(self, moved: Sequence[int]) -> dict[int, str | None]:
        found: dict[int, str | None] = {}
        for some in _parts(moved):
            asked = select(origin_reports.c.report_id, origin_reports.c.agency)
            rows = self._connection.execute(asked.where(origin_reports.c.report_id.in_(some)))
            found |= {row[0]: row[1] for row in rows}
        return found

    def _passages(self, changed: set[str]) -> None:
        """What reports share with others, each pair once: as taken by the later from the earlier."""
        listed = sorted(changed)
        for some in _parts(list(map(int, listed))):
            for column in (passages.c.report_id, passages.c.from_report_id):
                self._connection.execute(delete(passages).where(column.in_(some)))
        found: dict[tuple[str, str], tuple[Copied, bool]] = {}
        for name in self._index.clusters(ORIGIN, listed).values():
            for c in self.linker.origin(name).reports:
                if c.report != c.source and c.sentences and (c.report in changed or c.source in changed):
                    found[c.report, c.source] = c, True
        for name in listed:
            for c in self.linker.passages(name):
                found.setdefault((c.report, c.source), (c, False))
                for other in self.linker.passages(c.source):
                    if other.source == name:
                        found.setdefault((other.report, other.source), (other, False))
        self._write_passages(found)

    def _write_passages(self, found: Mapping[tuple[str, str], tuple[Copied, bool]]) -> None:
        order = self._published({int(name) for pair in found for name in pair})
        ids, rows, sentences = Ids(self._connection), list[Row](), list[Row]()
        for (taker, source), (copied, joins) in sorted(found.items()):
            later = order[int(taker)] > order[int(source)]
            if not joins and not later and (source, taker) in found:
                continue  # told from the other side
            number = ids.next(passages)
            rows.append({
                "id": number, "report_id": int(taker), "from_report_id": int(source), "share": copied.share,
                "joins": joins,
            })  # fmt: skip
            sentences += [
                {
                    "id": ids.next(copied_sentences), "passage_id": number, "report_id": int(taker),
                    "start_char": s.start, "end_char": s.end, "from_start": s.from_start, "from_end": s.from_end,
                    "share": s.share,
                }
                for s in copied.sentences
            ]  # fmt: skip
        for table, made in ((passages, rows), (copied_sentences, sentences)):
            if made:
                self._connection.execute(insert(table), made)

    def _published(self, numbers: set[int]) -> dict[int, tuple[str, int]]:
        found: dict[int, tuple[str, int]] = {}
        for some in _parts(sorted(numbers)):
            asked = select(reports.c.id, reports.c.published).where(reports.c.id.in_(some))
            found |= {row[0]: (row[1] or "9", row[0]) for row in self._connection.execute(asked)}
        return found

    def _stories(self, there: Mapping[str, Sequence[str]]) -> None:
        numbers, rows, placed = self._numbered(stories, there), list[Row](), list[Row]()
        for name, nodes in there.items():
            told = self._told(list(map(int, nodes)))
            origin = self._index.clusters(ORIGIN, nodes)
            known = sorted(day for _, day, _, _ in told if day)
            ordered = sorted(told, key=lambda row: (row[3] or "9", row[0]))
            rows.append({
                "id": numbers[name], "key": name, "title": next((title for _, _, title, _ in ordered if title), None),
                "from_day": known[0] if known else None, "to_day": known[-1] if known else None, "reports": len(nodes),
                "origins": len({origin.get(n, n) for n in nodes}),
            })  # fmt: skip
            placed += [{"report_id": int(n), "story_id": numbers[name]} for n in nodes]
        self._put(stories, rows)
        self._move(story_reports, placed)

    def _told(self, numbers: Sequence[int]) -> list[tuple[int, str | None, str | None, str | None]]:
        found: list[tuple[int, str | None, str | None, str | None]] = []
        for some in _parts(numbers):
            asked = select(reports.c.id, reports.c.published_day, reports.c.title, reports.c.published)
            found += [tuple(row) for row in self._connection.execute(asked.where(reports.c.id.in_(some)))]
        return found

    def _incidents(self, there: Mapping[str, Sequence[str]], touched: set[str]) -> None:
        old = self._keys(incidents, touched)
        for some in _parts(sorted(old.values())):
            for table in (incident_reports, incident_evidence, conflicts, accounts):
                self._connection.execute(delete(table).where(table.c.incident_id.in_(some)))
        numbers = self._numbered(incidents, there)
        self._remove(incidents, touched - set(there))
        made = [(numbers[name], self.linker.incident(name)) for name in sorted(there)]
        story = self._index.clusters(STORY, [i.reports[0] for _, i in made])
        placed = self._keys(stories, story.values())
        self._put(incidents, [_incident(number, i, placed.get(story.get(i.reports[0], ""))) for number, i in made])
        tellers = sorted({int(n) for _, i in made for n in (*i.reports, *i.also)})
        facts = _Facts(self._connection, tellers)
        rows = _Children(Ids(self._connection), facts)
        for number, i in made:
            rows.add(number, i)
        rows.write(self._connection)

    def _place_in_stories(self, there: Mapping[str, Sequence[str]]) -> None:
        """Tell incidents which story they belong to."""
        numbers = self._keys(stories, there)
        for name, nodes in there.items():
            for some in _parts(list(map(int, nodes))):
                mine = select(incident_reports.c.incident_id).where(
                    incident_reports.c.report_id.in_(some), incident_reports.c.role == "main"
                )
                change = update(incidents).where(incidents.c.id.in_(mine))
                self._connection.execute(change.values(story_id=numbers[name]))


class _Facts:
    """What the rows of accounts need to know of reports: origins, claims by label, when they were added."""

    def __init__(self, connection: Connection, numbers: Sequence[int]) -> None:
        self.origin: dict[int, int] = {}
        self.claim: dict[tuple[int, str], int] = {}
        self.added: dict[int, str] = {}
        for some in _parts(numbers):
            mine = select(origin_reports.c.report_id, origin_reports.c.origin_id)
            rows = connection.execute(mine.where(origin_reports.c.report_id.in_(some)))
            self.origin |= {row[0]: row[1] for row in rows}
            labels = select(claims.c.report_id, claims.c.label, claims.c.id).where(claims.c.report_id.in_(some))
            self.claim |= {(row[0], row[1]): row[2] for row in connection.execute(labels)}
            days = select(reports.c.id, reports.c.added).where(reports.c.id.in_(some))
            self.added |= {row[0]: row[1][:10] for row in connection.execute(days)}


class _Children:
    """The rows that hang on incidents."""

    def __init__(self, ids: Ids, facts: _Facts) -> None:
        self._ids, self._facts = ids, facts
        listed = (incident_reports, incident_evidence, accounts, account_entries, conflicts)
        self._rows: dict[Table, list[Row]] = {table: [] for table in listed}

    def add(self, number: int, incident: Incident) -> None:
        for role, nodes in (("main", incident.reports), ("also", incident.also)):
            self._rows[incident_reports] += [
                {"incident_id": number, "report_id": int(n), "role": role} for n in nodes
            ]
        for e in incident.evidence:
            row = {"incident_id": number, "respect": e.respect, "value": e.value, "report_id": int(e.report)}
            span = {"start_char": e.span.start, "end_char": e.span.end, "words": e.span.text}
            self._rows[incident_evidence].append({"id": self._ids.next(incident_evidence), **row, **span})
        entry: dict[int, int] = {}  # of a telling, by its identity
        contrary = {id(t) for c in incident.conflicts for t in (c.first, c.second)}
        for account in incident.accounts:
            self._account(number, account, entry, contrary)
        for c in incident.conflicts:
            sides = {"entry_id": entry[id(c.first)], "other_entry_id": entry[id(c.second)]}
            row = {"id": self._ids.next(conflicts), "incident_id": number, "respect": c.respect, "kind": c.kind}
            self._rows[conflicts].append({**row, **sides})

    def _account(self, number: int, account: Account, entry: dict[int, int], contrary: set[int]) -> None:
        mine = self._ids.next(accounts)
        self._rows[accounts].append({
            "id": mine, "incident_id": number, "respect": account.respect, "speaker": account.speaker,
            "speaker_kind": account.speaker_kind, "conflicting": any(id(t) in contrary for t in account.series),
        })  # fmt: skip
        for telling in account.series:
            entry[id(telling)] = self._ids.next(account_entries)
            self._rows[account_entries].append(self._entry(entry[id(telling)], mine, telling))

    def _entry(self, number: int, account: int, telling: Telling) -> Row:
        report = int(telling.report)
        return {
            "id": number, "account_id": account, "as_of": telling.as_of or self._facts.added[report],
            "report_id": report, "origin_id": self._facts.origin.get(report),
            "claim_id": self._facts.claim.get((report, telling.claim)) if telling.claim else None,
            "stance": telling.stance, "low": telling.low, "high": telling.high, "value": telling.value,
            "through": list(telling.through), "start_char": telling.start, "end_char": telling.end,
            "words": telling.text,
        }  # fmt: skip

    def write(self, connection: Connection) -> None:
        for table, rows in self._rows.items():
            if rows:
                connection.execute(insert(table), rows)


def _incident(number: int, incident: Incident, story: int | None) -> Row:
    when, where = incident.when, incident.where
    return {
        "id": number, "key": incident.id, "story_id": story, "title": incident.title, "kind": incident.kind,
        "from_day": when.from_[:10] if when else None, "to_day": when.to[:10] if when else None,
        "place": where.name if where else None, "geonames_id": where.geonames_id if where else None,
        "lat": where.lat if where else None, "lon": where.lon if where else None,
        "country": where.country if where else None, "admin1": where.admin1 if where else None,
        "precision": where.precision if where else None, "reports": len(incident.reports), "also": len(incident.also),
        "origins": incident.origins, "conflicts": len(incident.conflicts),
    }  # fmt: skip


def _names(changed: Changed) -> set[str]:
    return {*changed.groups, *changed.gone}


def _parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(values), _MANY):
        yield values[start : start + _MANY]
