"""The templates, and how values are written on a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sayso import __version__
from sayso.desk import filters
from sayso.queries.types import ReportRef, When, Where, Words

_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
RESPECTS = {
    "killed": "killed", "injured": "injured", "missing": "missing", "arrested": "arrested", "displaced": "displaced",
    "abducted": "abducted", "who": "who did it", "where": "where", "when": "when", "happened": "whether it happened",
}  # fmt: skip
ACTS = ("state", "confirm", "deny", "accuse", "promise", "threaten", "demand", "predict", "judge", "ask", "decline")
KINDS = (
    "armed clash", "explosion or remote strike", "attack on civilians", "protest", "riot", "arrest", "accident",
    "disaster", "crime", "other",
)  # fmt: skip


def render(request: Request, template: str, **values: Any) -> str:
    """A template's page, knowing who looks at it."""
    settings = request.app.state.settings
    state = {"author": request.scope["state"].get("author"), "settings": settings}
    state["judging"] = settings.edit and state["author"] is not None
    return _environment().get_template(template).render(request=request, **state, **values)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters.update(
        day=day, moment=moment, when=when, where=where, count=count, plural=plural, percent=percent, web=web, at=at,
        named=named, number=number, speaker_link=speaker_link,
    )  # fmt: skip
    made.globals.update(
        version=__version__, respects=RESPECTS, acts=ACTS, kinds=KINDS, changed=filters.changed, urlencode=urlencode
    )
    return made


def day(value: str | None) -> str:
    """“16 May 2023” of an ISO date or time, as precise as it is."""
    parts = (value or "")[:10].split("-")
    if not all(part.isdigit() for part in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return value or ""
    return " ".join([*(str(int(d)) for d in parts[2:3]), *(_MONTHS[int(m)] for m in parts[1:2]), parts[0]])


def moment(value: str | None) -> str:
    """“16 May 2023, 21:40 +02:00” of an ISO time."""
    if not value or len(value) <= 10:
        return day(value)
    clock, zone = value[11:16], value[19:].lstrip("0123456789.") if len(value) > 19 else ""
    return f"{day(value)}, {clock}{' UTC' if zone in ('Z', '+00:00') else f' {zone}' if zone else ''}"


def when(value: When | None) -> str:
    """The days of a period."""
    if value is None or not (value.from_ or value.to):
        return ""
    if value.from_ == value.to or not value.to:
        return day(value.from_)
    return f"{day(value.from_)} – {day(value.to)}" if value.from_ else f"until {day(value.to)}"


def where(value: Where | None) -> str:
    """A place with what it lies in."""
    parts = [] if value is None else [value.name, value.admin1, value.country]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def count(low: int | None, high: int | None) -> str:
    """“4”, “4 or more”, “up to 9”, “10–12”."""
    if low is None and high is None:
        return ""
    if high is None:
        return f"{low:,} or more"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def plural(value: int, one: str, many: str | None = None) -> str:
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def number(value: int) -> str:
    return f"{value:,}"


def percent(value: float | None) -> str:
    return "" if value is None else f"{round(value * 100)}%"


def web(url: str | None) -> str | None:
    """The URL where it leads to a web page; None for `javascript:` and everything else."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return url.strip() if url and parts.scheme.lower() in ("http", "https") and parts.netloc else None


def at(words: Words) -> str:
    """The address of words in their report."""
    return f"/report/{words.report}?at={words.start}-{words.end}#at"


def named(report: ReportRef) -> str:
    """What a report is called on a page."""
    return report.title or report.id


def speaker_link(name: str) -> str:
    return f"/speaker?name={quote(name, safe='')}"
