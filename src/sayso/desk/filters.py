"""Filters live in the address: parameters → Filter, and addresses with one parameter changed."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode, urlsplit

from fastapi import Query, Request

from sayso.queries import Filter

_TEXT = Query(max_length=200)
Words = Annotated[str, Query(max_length=400, description="Words and “phrases” that must all be there.")]
Day = Annotated[str, Query(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", description="A day, as in 2023-05-16.")]
Cursor = Annotated[str | None, Query(max_length=1000, description="`after` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many items a page has.")]


def incidents_asked(
    q: Words = "",
    kind: Annotated[str, _TEXT] = "",
    place: Annotated[str, Query(max_length=200, description="Name, GeoNames number or country code.")] = "",
    speaker: Annotated[str, _TEXT] = "",
    publisher: Annotated[str, _TEXT] = "",
    since: Day = "",
    until: Day = "",
    conflicting: bool = False,
) -> Filter:
    """What incidents (and stories, and the map) are narrowed down by."""
    return Filter(
        text=_clean(q), kind=_clean(kind), place=_clean(place), speaker=_clean(speaker), publisher=_clean(publisher),
        since=since or None, until=until or None, conflicting=conflicting,
    )  # fmt: skip


def words_asked(
    q: Words = "",
    speaker: Annotated[str, _TEXT] = "",
    act: Annotated[str, _TEXT] = "",
    place: Annotated[str, Query(max_length=200, description="Name, GeoNames number or country code.")] = "",
    publisher: Annotated[str, _TEXT] = "",
    since: Day = "",
    until: Day = "",
    incident: Annotated[str, Query(pattern=r"^(i[0-9]{1,18})?$")] = "",
) -> Filter:
    """What claims and reports are narrowed down by."""
    return Filter(
        text=_clean(q), speaker=_clean(speaker), act=_clean(act), place=_clean(place), publisher=_clean(publisher),
        since=since or None, until=until or None, incident=incident or None,
    )  # fmt: skip


def _clean(value: str) -> str | None:
    """None for what is empty. NUL is in no text of a ledger, and PostgreSQL refuses to be asked for it."""
    return value.replace("\0", " ").strip() or None


def changed(request: Request, **changes: str | None) -> str:
    """The address of this page with parameters set, or dropped where None; without empty ones."""
    kept = {key: value for key, value in request.query_params.items() if value}
    for key, value in changes.items():
        kept.pop(key, None)
        if value:
            kept[key] = value
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def tidy(request: Request) -> dict[str, str]:
    """Header by which htmx shows the address without empty parameters; no second time where it is shown already."""
    if "hx-request" not in request.headers:
        return {}
    address = changed(request, after=None)
    shown = urlsplit(request.headers.get("hx-current-url", ""))
    same = address == (f"{shown.path}?{shown.query}" if shown.query else shown.path)
    return {"HX-Push-Url": "false" if same else address}
