"""Incidents as FollowTheMoney entities: events, the articles that prove them, and the public speakers of accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import IO, Any

import msgspec
from sqlalchemy import Connection

from sayso.export.columns import Column
from sayso.export.incidents import Told, rows
from sayso.export.iri import of_report
from sayso.export.privacy import WITHHELD, Shown
from sayso.export.sources import Source, sources
from sayso.ledger.address import fingerprint
from sayso.queries import Filter
from sayso.queries.types import Account, ReportRef

_SCHEMATA = {"person": "Person", "government": "PublicBody", "organization": "Organization", "document": "Document"}

#: Properties of entities, by schema.
COLUMNS: tuple[Column, ...] = (
    Column("Event.name", "text", "title of the incident, else its kind", None, lambda t: None),
    Column("Event.startDate", "text", "first day", "it is not known", lambda t: None),
    Column("Event.endDate", "text", "last day", "it is not known", lambda t: None),
    Column("Event.location", "text", "name of the place", "it is not known", lambda t: None),
    Column("Event.country", "text", "ISO 3166 alpha-2, in small letters", "it is not known", lambda t: None),
    Column("Event.keywords", "text", "kind of the incident", None, lambda t: None),
    Column("Event.summary", "text", "who says how many were killed and injured", "nobody does", lambda t: None),
    Column("Event.proof", "text", "its articles", None, lambda t: None),
    Column("Article.title", "text", "title of the report", "it has none", lambda t: None),
    Column("Article.publishedAt", "text", "when it was published, in UTC; the day alone where the time has no offset", "it is not known", lambda t: None),
    Column("Article.publisher", "text", "who published it", "it is not known", lambda t: None),
    Column("Article.sourceUrl", "text", "its address", "it has none", lambda t: None),
    Column("Article.contentHash", "text", "SHA-1 is what others put here; the SHA-256 of the text stands in the id", "always", lambda t: None),
    Column("Organization.name", "text", "an organization, government (`PublicBody`), person or other (`LegalEntity`) that gives an account", None, lambda t: None),
    Column("Document.title", "text", "a document that gives an account", None, lambda t: None),
    Column("UnknownLink.subject", "text", "the speaker", None, lambda t: None),
    Column("UnknownLink.object", "text", "the event", None, lambda t: None),
    Column("UnknownLink.role", "text", "in which respect the speaker gives an account", None, lambda t: None),
    Column("UnknownLink.summary", "text", "the words of the latest entry", None, lambda t: None),
    Column("UnknownLink.proof", "text", "the article of the latest entry", None, lambda t: None),
    Column("UnknownLink.date", "text", "publication of the latest entry, as `publishedAt`", "it is not known", lambda t: None),
)  # fmt: skip


def write(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """One entity a line. A speaker or article that several incidents have comes again with each."""
    encoder = msgspec.json.Encoder()
    for told in rows(connection, chosen, shown, limit):
        numbers = {r.number for r in told.reports} | {e.report.number for a in told.incident.accounts for e in a.entries}
        found = sources(connection, sorted(numbers))
        to.write(b"".join(encoder.encode(entity) + b"\n" for entity in _entities(told, found)))


def _entities(t: Told, found: dict[int, Source]) -> Iterator[dict[str, Any]]:
    event = _id("event", *sorted(found[r.number].sha256 for r in t.reports))
    told: dict[int, ReportRef] = {r.number: r for r in t.reports}
    for account in t.incident.accounts:
        told |= {e.report.number: e.report for e in account.entries}
    yield from (_article(t, r, found[r.number]) for r in told.values())
    yield _event(t, event, [_id("article", found[r.number].sha256) for r in t.reports])
    for account in t.incident.accounts:
        name = t.clean(account.speaker)
        if name and name == account.speaker and account.entries:
            who = _id("speaker", account.speaker_kind or "", name)
            schema = _SCHEMATA.get(account.speaker_kind or "", "LegalEntity")
            yield _entity(who, schema, {"title" if schema == "Document" else "name": [name]})
            yield _link(t, account, who, event, found)


def _article(t: Told, report: ReportRef, source: Source) -> dict[str, Any]:
    address = of_report(source.sha256, source.url)
    return _entity(_id("article", source.sha256), "Article", {
        "title": [t.clean(report.title)], "publishedAt": [_date(report.published)], "publisher": [report.publisher],
        "sourceUrl": [address if address.startswith("http") else None],
    })  # fmt: skip


def _event(t: Told, id: str, articles: list[str]) -> dict[str, Any]:
    i = t.incident
    return _entity(id, "Event", {
        "name": [t.clean(i.title) or i.kind], "startDate": [i.when.from_ if i.when else None],
        "endDate": [i.when.to if i.when else None], "location": [i.where.name if i.where else None],
        "country": [i.where.country.lower() if i.where and i.where.country else None], "keywords": [i.kind],
        "summary": [_summary(t)], "proof": articles,
    })  # fmt: skip


def _summary(t: Told) -> str | None:
    said = [
        f"{a.speaker or 'Reports'}: “{a.entries[-1].words.text}”"
        for a in t.incident.accounts
        if a.respect in ("killed", "injured") and a.entries
    ]
    return t.clean("; ".join(said)) or None


def _link(t: Told, account: Account, who: str, event: str, found: dict[int, Source]) -> dict[str, Any]:
    last = account.entries[-1]
    return _entity(_id("link", who, event, account.respect), "UnknownLink", {
        "subject": [who], "object": [event], "role": [f"account: {account.respect}"],
        "summary": [t.clean(last.words.text)], "date": [_date(last.as_of)],
        "proof": [_id("article", found[last.report.number].sha256)],
    })  # fmt: skip


def _date(value: str | None) -> str | None:
    """As FollowTheMoney has dates: as much of ISO 8601 as is known, times in UTC and without an offset."""
    if value is None or len(value) <= 10:
        return value
    try:
        moment = datetime.fromisoformat(value)
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}" if moment.tzinfo else value[:10]
    except (ValueError, OverflowError):
        return value[:10]


def _entity(id: str, schema: str, properties: Mapping[str, Sequence[str | None]]) -> dict[str, Any]:
    known = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in known.items() if values}}


def _id(*parts: str) -> str:
    return f"sayso-{parts[0]}-{fingerprint(chr(0).join(parts))[:32]}"


__all__ = ["COLUMNS", "WITHHELD", "write"]
