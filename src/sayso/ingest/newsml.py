"""NewsML-G2: a newsItem is one report, a newsMessage many. The text is inline NITF, XHTML, or plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from sayso._errors import InputError, RefusedReport
from sayso._types import Report
from sayso.ingest import markup
from sayso.ingest.checks import check_text
from sayso.ingest.published import find_published
from sayso.ingest.xml import tree_of

_ITEMS = ("newsItem", "packageItem", "knowledgeItem", "conceptItem")


def read(name: str, data: bytes) -> Iterator[Report | RefusedReport]:
    """The reports of a document, the n-th of a message with `name:n` for its place. Raises InputError."""
    root = tree_of(data)
    if _name(root) in _ITEMS:
        yield _read(name, name, root)
        return
    items = [node for node in root.iter() if _name(node) in _ITEMS]
    if not items:
        raise InputError("empty: a news message without items")
    for number, item in enumerate(items, 1):
        where = f"{name}:{number}"
        try:
            yield _read(where, where, item)
        except InputError as error:
            yield RefusedReport(where, str(error))


def _read(where: str, name: str, item: Any) -> Report:
    if _name(item) != "newsItem":
        raise InputError(f"no text: a {_name(item)}")
    meta, content = _first(item, "itemMeta"), _first(item, "contentMeta")
    status = _first(meta, "pubStatus")
    if status is not None and status.get("qcode", "").rpartition(":")[2] in ("canceled", "withheld"):
        raise InputError("withdrawn by its publisher")
    text = _text(item)
    check_text(text)
    guid = item.get("guid")
    return Report(
        id=guid or name,
        text=text,
        title=_words(_first(content, "headline")),
        published=_time(_first(meta, "versionCreated")) or _time(_first(meta, "firstCreated")),
        publisher=_named(_first(meta, "provider")) or _words(_first(content, "creditline")),
        url=_link(meta),
        byline=_words(_first(content, "by")) or _named(_first(content, "creator")),
        where=where if guid else None,
    )


def _text(item: Any) -> str:
    bodies = _first(item, "contentSet")
    for kind in ("inlineXML", "inlineData") if bodies is not None else ():
        for node in _all(bodies, kind):
            if kind == "inlineData":
                source = "".join(node.itertext())
                text = markup.text_of(source) if "html" in (node.get("contenttype") or "") else source.strip()
            else:
                inner = [n for n in node.iter() if _name(n) in ("body.content", "body")]
                content = [n for n in inner if _name(n) == "body.content"] or inner
                text = markup.text_in(content[0] if content else node)
            if text:
                return text
    kind = _first(_first(item, "itemMeta"), "itemClass")
    what = (kind.get("qcode") or "").rpartition(":")[2] if kind is not None else ""
    raise InputError(f"no text: a news item of class {what[:40] or 'unknown'}")


def _name(node: Any) -> str:
    return str(etree.QName(node).localname) if isinstance(node.tag, str) else ""


def _all(node: Any, name: str) -> list[Any]:
    return [child for child in node if _name(child) == name] if node is not None else []


def _first(node: Any, name: str) -> Any:
    return next(iter(_all(node, name)), None)


def _words(node: Any) -> str | None:
    return " ".join("".join(node.itertext()).split()) or None if node is not None else None


def _named(node: Any) -> str | None:
    """The name a party is given in words; else the literal or code it goes by."""
    if node is None:
        return None
    return _words(_first(node, "name")) or node.get("literal") or (node.get("qcode") or "").rpartition(":")[2] or None


def _time(node: Any) -> str | None:
    return find_published(_words(node) or "") if node is not None else None


def _link(meta: Any) -> str | None:
    for link in _all(meta, "link"):
        address = link.get("href") or ""
        if address.startswith(("http://", "https://")) and "html" in (link.get("contenttype") or "html"):
            return str(address)
    return None
