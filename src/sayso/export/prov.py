"""How claims came to be here, in W3C PROV (PROV-O), as N-Triples: a line a statement."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from sqlalchemy import Connection

from sayso.export.columns import Column
from sayso.export.iri import of_agent, of_claim, of_document, of_report
from sayso.export.privacy import Shown
from sayso.export.sources import Source, Told, rows, sources
from sayso.ledger.address import fingerprint
from sayso.queries import Filter

_PROV = "http://www.w3.org/ns/prov#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"
_KINDS = {"person": "Person", "group": "Agent"}

#: Statements about a claim, its report and those behind them.
COLUMNS: tuple[Column, ...] = (
    Column("claim prov:value words", "text", "words of the content, pieces joined by ` … `", None, lambda t: None),
    Column("claim prov:wasQuotedFrom report", "text", "the report it stands in", None, lambda t: None),
    Column("claim prov:wasAttributedTo speaker", "text", "who says it", "nobody is named, or a private person or a document is", lambda t: None),
    Column("claim prov:wasDerivedFrom claim", "text", "the claim it lies in: through whom it came", "it lies in none", lambda t: None),
    Column("claim prov:wasDerivedFrom document", "text", "the document that says it", "none is named, or one with a private person's name", lambda t: None),
    Column("claim prov:wasGeneratedBy reading", "text", "the reading that found it", None, lambda t: None),
    Column("reading prov:used report", "text", "what was read", None, lambda t: None),
    Column("reading prov:wasAssociatedWith reader", "text", "version of sayso and of its model", None, lambda t: None),
    Column("reading prov:endedAtTime time", "text", "when it was read", None, lambda t: None),
    Column("report prov:wasAttributedTo publisher", "text", "who published it", "it is not known", lambda t: None),
    Column("report prov:wasDerivedFrom report", "text", "the report of its origin that it copies", "it is the original", lambda t: None),
    Column("… rdfs:label name", "text", "title of the report; who speaks, publishes or reads", "a report without a title, a claim, a reading", lambda t: None),
)  # fmt: skip


def write(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """Statements on a report and its reading come with its first claim."""
    last, told_agents = "", set[str]()
    for told in rows(connection, chosen, shown, limit):
        if told.source.sha256 != last:
            last = told.source.sha256
            copied = told.source.copied_from
            original = sources(connection, [copied]).get(copied) if copied else None
            _lines(to, _of_report(told, original))
        _lines(to, _of_claim(told))
        _lines(to, _of_speaker(told, told_agents))


def _lines(to: IO[bytes], triples: Iterator[tuple[str, str, str]]) -> None:
    to.write(b"".join(f"<{a}> <{b}> {c} .\n".encode() for a, b, c in triples))


def _reading(source: Source) -> str:
    return f"urn:sayso:reading:{source.sha256}:{fingerprint(source.reader)[:16]}"


def _of_report(t: Told, original: Source | None) -> Iterator[tuple[str, str, str]]:
    report, reading = of_report(t.source.sha256, t.source.url), _reading(t.source)
    reader = f"urn:sayso:reader:{fingerprint(t.source.reader)[:16]}"
    yield report, _TYPE, _iri(f"{_PROV}Entity")
    title = t.clean(t.claim.report.title)
    if title:
        yield report, _LABEL, _text(title)
    if t.claim.report.publisher:
        agent = of_agent(t.claim.report.publisher)
        yield report, f"{_PROV}wasAttributedTo", _iri(agent)
        yield agent, _TYPE, _iri(f"{_PROV}Organization")
        yield agent, _LABEL, _text(t.claim.report.publisher)
    if original:
        yield report, f"{_PROV}wasDerivedFrom", _iri(of_report(original.sha256, original.url))
    yield reading, _TYPE, _iri(f"{_PROV}Activity")
    yield reading, f"{_PROV}used", _iri(report)
    yield reading, f"{_PROV}wasAssociatedWith", _iri(reader)
    yield reading, f"{_PROV}endedAtTime", f"{_text(t.source.read)}^^<{_TIME}>"
    yield reader, _TYPE, _iri(f"{_PROV}SoftwareAgent")
    yield reader, _LABEL, _text(t.source.reader)


def _of_claim(t: Told) -> Iterator[tuple[str, str, str]]:
    claim = of_claim(t.source.sha256, t.claim.id)
    yield claim, _TYPE, _iri(f"{_PROV}Entity")
    yield claim, f"{_PROV}value", _text(t.clean(t.claim.content) or "")
    yield claim, f"{_PROV}wasQuotedFrom", _iri(of_report(t.source.sha256, t.source.url))
    yield claim, f"{_PROV}wasGeneratedBy", _iri(_reading(t.source))
    if t.outer:
        yield claim, f"{_PROV}wasDerivedFrom", _iri(of_claim(t.source.sha256, t.outer))


def _of_speaker(t: Told, told: set[str]) -> Iterator[tuple[str, str, str]]:
    name = t.claim.speaker
    if not name or t.clean(name) != name:
        return
    claim = of_claim(t.source.sha256, t.claim.id)
    if t.claim.speaker_kind == "document":
        document = of_document(t.source.sha256, name)
        yield claim, f"{_PROV}wasDerivedFrom", _iri(document)
        yield document, _TYPE, _iri(f"{_PROV}Entity")
        yield document, _LABEL, _text(name)
        return
    agent = of_agent(name)
    yield claim, f"{_PROV}wasAttributedTo", _iri(agent)
    if agent not in told and len(told) < 100_000:  # told twice is no harm; memory that grows is
        told.add(agent)
        yield agent, _TYPE, _iri(f"{_PROV}{_KINDS.get(t.claim.speaker_kind or '', 'Organization')}")
        yield agent, _LABEL, _text(name)


def _iri(value: str) -> str:
    return f"<{value}>"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
