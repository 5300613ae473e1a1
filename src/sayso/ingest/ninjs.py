"""ninjs, the IPTC's news in JSON, versions 1 to 3: an item is one report."""

from __future__ import annotations

from typing import Any

from sayso._errors import InputError
from sayso._types import Report
from sayso.ingest import markup
from sayso.ingest.checks import check_text
from sayso.ingest.published import find_published

_PLAIN, _MARKED = ("body_text",), ("body_xhtml", "body_html")


def is_item(found: dict[str, Any]) -> bool:
    """Whether an object is an item of ninjs: it has a `uri` and a body in one of the ways the versions have."""
    return isinstance(found.get("uri"), str) and any(key in found for key in ("bodies", *_PLAIN, *_MARKED))


def read(where: str, found: dict[str, Any]) -> Report:
    """One report with the item's `uri` for its id. Raises InputError."""
    if found.get("pubstatus", found.get("pubStatus")) in ("canceled", "withheld"):
        raise InputError("withdrawn by its publisher")
    text = _text(found)
    check_text(text)
    written = found.get("versioncreated") or found.get("versionCreated")
    written = written or found.get("firstcreated") or found.get("firstCreated")
    return Report(
        id=found["uri"] or where,
        text=text,
        title=_first(found.get("headlines"), "value", "main") or _string(found.get("headline")),
        published=find_published(written) if isinstance(written, str) else None,
        publisher=_name(found.get("provider")) or _provider(found) or _string(found.get("source")),
        url=_first(found.get("links"), "href", "canonical"),
        byline=_string(found.get("by")) or _string(found.get("byline")),
        where=where if found["uri"] else None,
    )


def _text(found: dict[str, Any]) -> str:
    """The body that is the main one, or the longest; of one in several forms that which is plain text."""
    bodies = []
    for body in found.get("bodies") if isinstance(found.get("bodies"), list) else ():  # type: ignore[union-attr]
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            kind = body.get("contenttype") or body.get("contentType") or ""
            text = body["value"].strip() if kind == "text/plain" else markup.text_of(body["value"])
            bodies.append((body.get("role") == "main", kind == "text/plain", len(text), text))
    for key in (*_PLAIN, *_MARKED):
        if isinstance(found.get(key), str):
            text = found[key].strip() if key in _PLAIN else markup.text_of(found[key])
            bodies.append((False, key in _PLAIN, len(text), text))
    bodies = [body for body in bodies if body[2]]
    if not bodies:
        raise InputError(f"no text: a news item of class {str(found.get('type') or 'unknown')[:40]}")
    return max(bodies)[3]


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _first(values: Any, key: str, role: str) -> str | None:
    """The `key` of the object with this role or relation; else of the first headline."""
    objects = [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []
    chosen = [o for o in objects if role in (o.get("role"), o.get("rel"))] or (objects if key == "value" else [])
    return next((found for o in chosen if (found := _string(o.get(key)))), None)


def _name(value: Any) -> str | None:
    return _string(value.get("name")) if isinstance(value, dict) else None


def _provider(found: dict[str, Any]) -> str | None:
    sources = found.get("infosources") or found.get("infoSources")
    objects = [o for o in sources if isinstance(o, dict)] if isinstance(sources, list) else []
    return next((name for o in objects if (name := _name(o))), None)
