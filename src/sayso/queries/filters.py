"""What a list can be narrowed down by, and the conditions that makes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal_column, or_, select

from sayso._errors import InputError
from sayso._types import Value
from sayso.ledger.schema import (
    accounts,
    claims,
    incident_reports,
    incidents,
    origin_reports,
    places,
    reports,
    standing,
    story_reports,
)
from sayso.ledger.search import claims_about, reports_about

# The expressions of the indexes ix_…_newest, in the very words of the schema.
REPORT_DAY: ColumnElement[str] = literal_column("coalesce(reports.published_day, '')")
INCIDENT_DAY: ColumnElement[str] = literal_column("coalesce(incidents.from_day, '')")
STORY_DAY: ColumnElement[str] = literal_column("coalesce(stories.to_day, '')")

# Up to so many hits are sorted; beyond, the list is walked in its order until a page is full, as hits are not rare.
FEW = 8000


class Filter(Value, frozen=True):
    """Which items of a list are wanted. All that is given must hold; what is None or empty does not count.

    text: words and "phrases" that must all be in a claim's source or content (claims, speakers, accounts), in the title
        or text of one of the reports (everything else).
    speaker: who says it, as listed, whatever the capitals at the beginnings of its words; in a list of speakers, how
        the name begins. For incidents: someone who gives an account of it.
    act: `state`, `deny` …; kind: an incident's; respect: an account's (`killed`, `who` …).
    place: a name in the gazetteer, a GeoNames number, or an ISO country code: of the incident, or in the report.
    since, until: first and last day, ISO, inclusive: of publication; for incidents and accounts, of when it happened.
    publisher: as the report names it, whatever the capitals at the beginnings of its words.
    conflicting: incidents, stories and accounts with conflicts only.
    incident, story, origin: ids; report: its number.
    Raises InputError (when used) for a day or an id that is none.
    """

    text: str | None = None
    speaker: str | None = None
    act: str | None = None
    kind: str | None = None
    respect: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    conflicting: bool = False
    incident: str | None = None
    story: str | None = None
    origin: str | None = None
    report: int | None = None


ALL = Filter()
Conditions = list[ColumnElement[bool]]


def number_of(id: str, letter: str) -> int:
    """12 of `i12`. Raises InputError for what is no such id."""
    if not re.fullmatch(rf"{letter}\d{{1,18}}", id):
        raise InputError(f"{id[:40]!r}: not an id such as {letter}1")
    return int(id[1:])


def forms(name: str) -> list[str]:
    """A name as it was typed, and with other capitals at the beginnings of its words: what an index can find."""
    words = name.split(" ")
    capital = " ".join(word[:1].upper() + word[1:] for word in words)
    first = name[:1].upper() + name[1:]
    return list(dict.fromkeys([name, first, name[:1].lower() + name[1:], capital, name.lower(), name.upper()]))


def few(connection: Connection, chosen: Select[Any], most: int | None = None) -> bool:
    """Whether a set is small enough to be sorted: has at most `most`, else `FEW`."""
    bound = FEW if most is None else most
    found = connection.scalar(select(func.count()).select_from(chosen.limit(max(bound, 0) + 1).subquery()))
    return (found or 0) <= bound


def not_rejected() -> ColumnElement[bool]:
    """Of claims: no analyst rejected it."""
    judged = select(standing.c.claim_id).where(standing.c.kind == "reject", standing.c.claim_id.is_not(None))
    return claims.c.id.not_in(judged)


def of_days(where: Filter, day: ColumnElement[str]) -> Conditions:
    """Between `since` and `until`; what has no day is in no range."""
    made: Conditions = []
    if where.since:
        made.append(day >= _day(where.since))
    if where.until:
        made += [day <= _day(where.until), day > ""]
    return made


def _day(given: str) -> str:
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise InputError(f"{given[:40]!r}: not a day such as 2024-12-22") from None


def of_reports(connection: Connection, where: Filter, *, text: bool) -> Conditions:
    """What must hold of a report. text: the words searched for must be in it."""
    made = of_days(where, REPORT_DAY)
    if where.publisher:
        made.append(reports.c.publisher.in_(forms(where.publisher)))
    if where.report is not None:
        made.append(reports.c.id == where.report)
    if where.text and text:
        made.append(within(connection, reports.c.id, reports_about(connection, where.text)))
    if where.place:
        there = _at(where.place, places)
        chosen = select(places.c.report_id).where(there)
        beside = exists().where(places.c.report_id == reports.c.id, there)
        made.append(reports.c.id.in_(chosen) if few(connection, chosen) else beside)
    for id, letter, table, column in (
        (where.incident, "i", incident_reports, "incident_id"),
        (where.story, "s", story_reports, "story_id"),
        (where.origin, "o", origin_reports, "origin_id"),
    ):
        if id:
            made.append(reports.c.id.in_(select(table.c.report_id).where(table.c[column] == number_of(id, letter))))
    return made


def within(connection: Connection, column: ColumnElement[int], chosen: Select[Any]) -> ColumnElement[bool]:
    """`column` is among the chosen. Many are looked up in, not begun with: hence the sum, which no index has."""
    found: ColumnElement[Any] = column if few(connection, chosen) else column + 0
    made: ColumnElement[bool] = found.in_(chosen)
    return made


def _at(place: str, table: Any) -> ColumnElement[bool]:
    if place.isascii() and place.isdigit():
        numbered: ColumnElement[bool] = table.c.geonames_id == min(int(place), 2**31 - 1)
        return numbered
    named: ColumnElement[bool] = (table.c.name if table is places else table.c.place).in_(forms(place))
    return or_(named, table.c.country == place.upper()) if re.fullmatch(r"[A-Za-z]{2}", place) else named


def of_claims(connection: Connection, where: Filter) -> Conditions:
    """What must hold of a claim itself."""
    made: Conditions = [not_rejected()]
    for column, values in ((claims.c.act, [where.act]), (claims.c.speaker, forms(where.speaker or ""))):
        if values[0]:
            planned: ColumnElement[bool] = column.in_(values)
            rare = few(connection, select(claims.c.id).where(planned))
            made.append(planned if rare else unplanned(column).in_(values))
    if where.text:
        made.append(within(connection, claims.c.id, claims_about(connection, where.text)))
    return made


def unplanned(column: ColumnElement[str]) -> ColumnElement[str]:
    """The same, but no index has it: for what too many rows have to begin with them."""
    return column.op("||")("")


def said(connection: Connection, where: Filter, report: ColumnElement[int]) -> Conditions:
    """Somebody says something in a report: who, and in which act."""
    if not where.speaker and not where.act:
        return []
    given = [(claims.c.speaker, forms(where.speaker))] if where.speaker else []
    given += [(claims.c.act, [where.act])] if where.act else []
    (first, values), *rest = given  # the index of speakers has their acts, not the other way round
    chosen = select(claims.c.report_id).where(
        not_rejected(), first.in_(values), *(unplanned(column).in_(others) for column, others in rest)
    )
    if few(connection, chosen):
        return [(report + 0).in_(chosen)]  # looked up in: as a key, each of them would be tried for each cluster
    telling = [unplanned(column).in_(wanted) for column, wanted in given]
    return [exists().where(claims.c.report_id == report, not_rejected(), *telling)]


def of_incidents(connection: Connection, where: Filter) -> Conditions:
    """What must hold of an incident."""
    made = of_days(where, INCIDENT_DAY)
    if where.kind:
        made.append(incidents.c.kind == where.kind)
    if where.place:
        made.append(_at(where.place, incidents))
    if where.conflicting:
        made.append(incidents.c.conflicts > 0)
    if where.incident:
        made.append(incidents.c.id == number_of(where.incident, "i"))
    if where.story:
        made.append(incidents.c.story_id == number_of(where.story, "s"))
    if where.respect or where.speaker:
        told = [accounts.c.incident_id == incidents.c.id]
        told += [accounts.c.respect == where.respect] if where.respect else []
        told += [accounts.c.speaker.in_(forms(where.speaker))] if where.speaker else []
        made.append(exists().where(and_(*told)))
    if where.act:
        telling = said(connection, Filter(act=where.act), incident_reports.c.report_id)
        made.append(exists().where(incident_reports.c.incident_id == incidents.c.id, *telling))
    made += _by_reports(connection, where, incident_reports, "incident_id", incidents.c.id)
    return made


def of_members(connection: Connection, where: Filter, table: Any, column: str, id: ColumnElement[int]) -> Conditions:
    """What must hold of one report of a story or an origin: `table` says which reports it has."""
    made = _by_reports(connection, where, table, column, id)
    found: Conditions = []
    if where.place:
        there = _at(where.place, places)
        found.append(table.c.report_id.in_(select(places.c.report_id).where(there)))
    if where.incident:
        mine = incident_reports.c.incident_id == number_of(where.incident, "i")
        found.append(table.c.report_id.in_(select(incident_reports.c.report_id).where(mine)))
    if where.kind or where.conflicting:
        such = select(incident_reports.c.report_id).join(incidents, incidents.c.id == incident_reports.c.incident_id)
        such = such.where(incident_reports.c.role == "main")
        such = such.where(incidents.c.kind == where.kind) if where.kind else such
        found.append(table.c.report_id.in_(such.where(incidents.c.conflicts > 0) if where.conflicting else such))
    made += [id.in_(select(table.c[column]).where(one)) for one in found]
    telling = said(connection, where, table.c.report_id)
    return [*made, exists().where(table.c[column] == id, *telling)] if telling else made


def _by_reports(
    connection: Connection, where: Filter, table: Any, column: str, id: ColumnElement[int]
) -> Conditions:
    found: Conditions = []
    if where.text:
        found.append(table.c.report_id.in_(reports_about(connection, where.text)))
    if where.publisher:
        by = select(reports.c.id).where(reports.c.publisher.in_(forms(where.publisher)))
        found.append(table.c.report_id.in_(by))
    if where.report is not None:
        found.append(table.c.report_id == where.report)
    if where.origin and table is not origin_reports:
        mine = origin_reports.c.origin_id == number_of(where.origin, "o")
        found.append(table.c.report_id.in_(select(origin_reports.c.report_id).where(mine)))
    return [id.in_(select(table.c[column]).where(and_(*found)))] if found else []
