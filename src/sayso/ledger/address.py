"""What makes a report the same report when it comes again, and the day it was published."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sayso._types import Report

_LINE = re.compile(r":\d+$")
_COUNTING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_cid|mc_eid|ocid|cmpid|igshid", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hex."""
    return sha256(text.encode("utf-8")).hexdigest()


def node_of(address: str, sha256: str) -> str:
    """What the linker calls the report with this address and text.

    Ties between reports go by this name, so it must not depend on the order in which they came.
    """
    return fingerprint(f"{address}\0{sha256}")[:20]


def address(report: Report) -> str:
    """Its URL; else where it lies, with the id its input gave it.

    A line of JSON lines that has neither is told by its text, so that it may move to another line.
    """
    if report.url and (web := web_address(report.url)):
        return web
    where = report.where or report.id
    file = file_of(where)
    if report.id != where:
        return f"{_absolute(file)}#{report.id}"
    if file != where:
        return f"{_absolute(file)}#sha256:{fingerprint(report.text)[:32]}"
    return _absolute(where)


def file_of(where: str) -> str:
    """The file or address in a place such as `news/a.jsonl:3`."""
    return _LINE.sub("", where)


def web_address(url: str) -> str | None:
    """The URL without what does not tell one page from another; None where it is only a host, or none."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _COUNTING.fullmatch(key)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    if parts.path in ("", "/") and not query:
        return None
    return urlunsplit((parts.scheme, host + port, parts.path or "/", query, ""))


def _absolute(where: str) -> str:
    return where if where.startswith(("-", "http://", "https://")) else os.path.abspath(where)


def published_day(published: str | None) -> str | None:
    """The day in UTC of an ISO 8601 time; None where it is not known to the day."""
    if not published or not _DAY.match(published):
        return None
    try:
        time = datetime.fromisoformat(published)
        return (time.astimezone(UTC) if time.tzinfo else time).date().isoformat()
    except (ValueError, OverflowError):
        return published[:10]
