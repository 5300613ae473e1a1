"""Claims as schema.org `Claim` (and `Quotation` for direct speech), with W3C Web Annotation selectors into the report.

One JSON-LD document, streamed, whose context stands in it: nothing has to be fetched to read it.
"""

from __future__ import annotations

from typing import IO, Any

import msgspec
from sqlalchemy import Connection

from sayso.export.columns import Column
from sayso.export.iri import of_agent, of_claim, of_document, of_report
from sayso.export.privacy import Shown
from sayso.export.sources import Told, rows
from sayso.queries import Filter

_AROUND = 32  # characters before and after a quote that tell it from another
_CONTEXT = {
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sayso": "urn:sayso:",
    "oa:start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "oa:end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}
_KINDS = {"person": "schema:Person", "government": "schema:GovernmentOrganization"}

#: Properties of a claim and of the annotation that ties it to the text.
COLUMNS: tuple[Column, ...] = (
    Column("@type", "text", "`schema:Claim`, for direct speech also `schema:Quotation`", None, lambda t: _types(t)),
    Column("schema:text", "text", "words of the content, pieces joined by ` … `", None, lambda t: t.clean(t.claim.content)),
    Column("schema:author", "text", "the speaker: person, organization, government …", "nobody is named, or a document is", lambda t: _author(t)),
    Column("schema:isBasedOn", "text", "the document that says it", "none is named", lambda t: _document(t)),
    Column("schema:appearance", "text", "the report, with headline and publisher: its address, else its hash", None, lambda t: _report(t)),
    Column("schema:datePublished", "text", "when the report was published", "it is not known", lambda t: t.claim.report.published),
    Column("schema:isPartOf", "text", "the claim it lies in", "it lies in none", lambda t: _outer(t)),
    Column("sayso:act", "text", "`state`, `deny` …", None, lambda t: t.claim.act),
    Column("sayso:hedged", "boolean", "whether the report keeps its distance", None, lambda t: t.claim.hedged),
    Column("sayso:confidence", "number", "calibrated probability that the claim is right", None, lambda t: t.claim.confidence),
    Column("oa:hasSelector", "text", "for each piece of content a TextPositionSelector (code points) and a TextQuoteSelector", "no quote where it has a private person's name", lambda t: None),
)  # fmt: skip


def _types(t: Told) -> list[str]:
    return ["schema:Claim", "schema:Quotation"] if t.claim.form == "direct" else ["schema:Claim"]


def _report(t: Told) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": of_report(t.source.sha256, t.source.url), "@type": "schema:NewsArticle"}
    made["schema:headline"] = t.clean(t.claim.report.title)
    publisher = t.claim.report.publisher
    made["schema:publisher"] = {"@type": "schema:Organization", "schema:name": publisher} if publisher else None
    return _known(made)


def _author(t: Told) -> dict[str, Any] | None:
    if not t.claim.speaker or t.claim.speaker_kind == "document":  # an author is a person or an organization
        return None
    name = t.clean(t.claim.speaker) or ""
    kind = _KINDS.get(t.claim.speaker_kind or "", "schema:Organization")
    who = {"@id": of_agent(t.claim.speaker)} if name == t.claim.speaker else {}
    return {**who, "@type": kind, "schema:name": name}


def _document(t: Told) -> dict[str, Any] | None:
    if not t.claim.speaker or t.claim.speaker_kind != "document":
        return None
    name = t.clean(t.claim.speaker) or ""
    which = {"@id": of_document(t.source.sha256, name)} if name == t.claim.speaker else {}
    return {**which, "@type": "schema:CreativeWork", "schema:name": name}


def _outer(t: Told) -> dict[str, str] | None:
    return {"@id": of_claim(t.source.sha256, t.outer)} if t.outer else None


def _known(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value is not None}


def write(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """One document: a claim and its annotations a line."""
    encoder, before = msgspec.json.Encoder(), b""
    to.write(b'{"@context":' + encoder.encode(_CONTEXT) + b',"@graph":[\n')
    for told in rows(connection, chosen, shown, limit):
        for node in (_claim(told), *_annotations(told)):
            to.write(before + encoder.encode(node))
            before = b",\n"
    to.write(b"\n]}\n")


def _claim(t: Told) -> dict[str, Any]:
    found = {column.name: column.value(t) for column in COLUMNS}
    return {"@id": of_claim(t.source.sha256, t.claim.id), **_known(found)}


def _annotations(t: Told) -> list[dict[str, Any]]:
    claim, report = of_claim(t.source.sha256, t.claim.id), of_report(t.source.sha256, t.source.url)
    return [
        {
            "@id": f"{claim}:{k}",
            "@type": "oa:Annotation",
            "oa:motivatedBy": {"@id": "oa:identifying"},
            "oa:hasBody": {"@id": claim},
            "oa:hasTarget": {
                "@type": "oa:SpecificResource",
                "oa:hasSource": {"@id": report},
                "oa:hasSelector": _selectors(t, start, end),
            },
        }
        for k, (start, end) in enumerate(t.pieces)
    ]


def _selectors(t: Told, start: int, end: int) -> list[dict[str, Any]]:
    text = t.source.text
    at: dict[str, Any] = {"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end}
    quote = {
        "@type": "oa:TextQuoteSelector",
        "oa:exact": text[start:end],
        "oa:prefix": text[max(0, start - _AROUND) : start],
        "oa:suffix": text[end : end + _AROUND],
    }
    wider = text[max(0, start - 2 * _AROUND) : end + 2 * _AROUND]  # a name may be cut where the prefix begins
    return [at] if t.clean.holds(wider) else [at, quote]
