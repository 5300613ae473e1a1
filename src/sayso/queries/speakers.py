"""Who speaks: public speakers only.

Organizations, governments, groups and documents are. A person is one where the words of one of their claims name a
public role (“Interior Minister Sanne Brakovar”), or where they speak by name in reports of three stories or more. A
mourning mother whose words thirty outlets print speaks in one story: she is in her reports, and in no list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, distinct, exists, func, or_, select

from sayso.ledger.schema import accounts as accounts_table
from sayso.ledger.schema import claims, reports, story_reports
from sayso.ledger.search import claims_about
from sayso.queries.claims import accounts_where
from sayso.queries.clusters import incidents_of
from sayso.queries.filters import ALL, REPORT_DAY, Filter, few, forms, not_rejected, of_claims, of_reports, unplanned
from sayso.queries.paging import size
from sayso.queries.rows import AnyRow, parts
from sayso.queries.types import Page, Speaker, SpeakerPage

STORIES = 3  # stories in which a person must speak by name to be listed without a role
_AT_ONCE = 100
_MANY = 1000  # claims of one speaker that are not all looked at for the first and last day
_SCARCE = 800  # reports whose claims are rather sorted than met in the order of speakers
_ACCOUNTS = 100  # of the newest incidents, on a speaker's page
_ROLES = """
    president vice-president premier minister ministers secretary chancellor governor mayor senator congressman
    congresswoman lawmaker mp deputy speaker ambassador envoy diplomat consul commissioner king queen prince princess
    emir sultan pope bishop archbishop cardinal patriarch imam ayatollah general colonel major lieutenant captain
    commander admiral brigadier marshal sergeant officer sheriff constable inspector superintendent prosecutor attorney
    judge justice magistrate coroner spokesman spokeswoman spokesperson spokespeople official chief chairman chairwoman
    chair chairperson director director-general ceo head leader founder executive manager analyst economist professor
    dr doctor scientist researcher expert editor correspondent journalist reporter coach candidate activist lawyer
    solicitor representative rapporteur coordinator councillor councilman councilwoman councilor alderman treasurer
    principal dean rector superintendent firefighter paramedic
"""
_ROLE = re.compile(rf"\b(?:{'|'.join(sorted(set(_ROLES.split()), key=len, reverse=True))})\b", re.IGNORECASE)
_NAMED = re.compile(r"\b[A-ZÀ-Þ]\w+.*\s[A-ZÀ-Þ]\w+")


def speakers(
    connection: Connection, where: Filter = ALL, *, limit: int = 50, after: str | None = None
) -> Page[Speaker]:
    """Public speakers by name. With `Filter.speaker`, those whose name begins with it."""
    wanted, found = size(limit), list[Speaker]()
    while len(found) <= wanted:
        groups = _groups(connection, where, after)
        found += _speakers(connection, [row for row in groups if row[0]])
        if len(groups) < _AT_ONCE:
            break
        after = groups[-1][0]
    more = len(found) > wanted
    found = found[:wanted]
    return Page(tuple(found), found[-1].name if more else None)


def _groups(connection: Connection, where: Filter, after: str | None) -> Sequence[AnyRow]:
    """The next speakers by name, with how many claims and reports."""
    narrowed, rare = _narrowed(connection, where)
    # Few claims are sorted; of many, the index of speakers gives the next names in order.
    name = unplanned(claims.c.speaker) if rare else claims.c.speaker
    asked = select(name, func.max(claims.c.speaker_kind), func.count(), func.count(distinct(claims.c.report_id)))
    asked = asked.where(name.is_not(None), *narrowed)
    if where.speaker:
        asked = asked.where(_begins(connection, where.speaker))
    if after:
        asked = asked.where(name > after)
    return connection.execute(asked.group_by(name).order_by(name).limit(_AT_ONCE)).all()


def _narrowed(connection: Connection, where: Filter) -> tuple[list[Any], bool]:
    """What must hold of their claims, and whether that is so of few."""
    of_report = of_reports(connection, where, text=False)
    made: list[Any] = of_claims(connection, Filter(text=where.text, act=where.act))
    rare = bool(where.text and few(connection, claims_about(connection, where.text)))
    if of_report:
        chosen = select(reports.c.id).where(*of_report)
        scarce = few(connection, chosen, _SCARCE)
        made.append(claims.c.report_id.in_(chosen) if scarce else (claims.c.report_id + 0).in_(chosen))
        rare = rare or scarce
    return made, rare


def _begins(connection: Connection, start: str) -> Any:
    """Names that begin so; on SQLite, whose order is by code point, in a way that its index of names is used."""
    if connection.dialect.name != "sqlite":
        return func.lower(claims.c.speaker).startswith(start.lower(), autoescape=True)
    return or_(*(and_(claims.c.speaker >= form, claims.c.speaker < f"{form}\U0010ffff") for form in forms(start)))


def _speakers(connection: Connection, groups: Sequence[AnyRow]) -> list[Speaker]:
    persons = [row[0] for row in groups if row[1] == "person"]
    listed = public(connection, persons) | {row[0] for row in groups if row[1] != "person"}
    often = _often(connection, sorted(listed))
    days = _days(connection, [row[0] for row in groups if row[0] in listed - often])
    days |= {name: _first_and_last(connection, name) for name in often}
    return [
        Speaker(row[0], row[1], row[2], row[3], *days.get(row[0], (None, None))) for row in groups if row[0] in listed
    ]


def public(connection: Connection, persons: Sequence[str]) -> set[str]:
    """Which of these persons are public speakers."""
    found: set[str] = set()
    for some in _parts(persons):
        said = select(claims.c.speaker, claims.c.source).where(claims.c.speaker.in_(some), not_rejected()).distinct()
        found |= {name for name, source in connection.execute(said) if _ROLE.search(f"{name} {source or ''}")}
    rest = [name for name in persons if name not in found and _NAMED.search(name)]
    for some in _parts(rest):
        told = select(claims.c.speaker).join(story_reports, story_reports.c.report_id == claims.c.report_id)
        told = told.where(claims.c.speaker.in_(some), not_rejected()).group_by(claims.c.speaker)
        found |= set(connection.scalars(told.having(func.count(distinct(story_reports.c.story_id)) >= STORIES)))
    return found


def is_public(connection: Connection, name: str) -> bool:
    """Whether somebody who speaks under this name may be listed."""
    kind = connection.scalar(select(func.max(claims.c.speaker_kind)).where(claims.c.speaker == name))
    return kind is not None and (kind != "person" or name in public(connection, [name]))


def _days(connection: Connection, names: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    found: dict[str, tuple[str | None, str | None]] = {}
    for some in _parts(names):
        asked = select(claims.c.speaker, func.min(reports.c.published_day), func.max(reports.c.published_day))
        asked = asked.join(reports, reports.c.id == claims.c.report_id).where(claims.c.speaker.in_(some))
        found |= {row[0]: (row[1], row[2]) for row in connection.execute(asked.group_by(claims.c.speaker))}
    return found


def _often(connection: Connection, names: Sequence[str]) -> set[str]:
    """Those who have many claims."""
    found: set[str] = set()
    for some in _parts(names):
        asked = select(claims.c.speaker).where(claims.c.speaker.in_(some)).group_by(claims.c.speaker)
        found |= set(connection.scalars(asked.having(func.count() > _MANY)))
    return found


def _first_and_last(connection: Connection, name: str) -> tuple[str | None, str | None]:
    """The same for one with many claims: reports are gone through from either end, as one of theirs comes soon."""
    speaking = exists().where(claims.c.report_id == reports.c.id, unplanned(claims.c.speaker) == name)
    dated = select(reports.c.published_day).where(REPORT_DAY > "", speaking).limit(1)
    ends = (dated.order_by(REPORT_DAY, reports.c.id), dated.order_by(REPORT_DAY.desc(), reports.c.id.desc()))
    first, last = (connection.scalar(one) for one in ends)
    return first, last


def _parts(names: Sequence[str], many: int = 200) -> list[Sequence[str]]:
    return [names[start : start + many] for start in range(0, len(names), many)]


def speaker(connection: Connection, name: str) -> SpeakerPage | None:
    """A public speaker by the name in the list; None where there is none, or it is no public speaker's."""
    mine = (claims.c.speaker == name, not_rejected())
    asked = select(
        claims.c.speaker, func.max(claims.c.speaker_kind), func.count(), func.count(distinct(claims.c.report_id))
    ).where(*mine)
    row = connection.execute(asked.group_by(claims.c.speaker)).one_or_none()
    made = _speakers(connection, [row]) if row else []
    if not made:
        return None
    acts = select(claims.c.act, func.count()).where(*mine).group_by(claims.c.act).order_by(func.count().desc())
    told = accounts_where(connection, accounts_table.c.speaker == name, limit=_ACCOUNTS)
    numbers = list(dict.fromkeys(int(account.incident[1:]) for account in told))
    listed = [i for some in parts(numbers) for i in incidents_of(connection, some)]
    return SpeakerPage(made[0], {row[0]: row[1] for row in connection.execute(acts)}, tuple(listed), tuple(told))
