"""Answers: JSON of msgspec values with their schema, streamed CSV, pages, and errors as either."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from fastapi import Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from sqlalchemy import Connection

from sayso.desk import pages
from sayso.ledger.store import Ledger
from sayso.queries.types import Page

T = TypeVar("T")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Problem(msgspec.Struct, frozen=True):
    """Why there is no answer, on one line."""

    detail: str


class Registry:
    """The msgspec types that answers are made of; their schemas go into the OpenAPI description."""

    def __init__(self) -> None:
        self._types: list[Any] = [Problem]

    def answers(self, kind: Any, *also: int, status: int = 200, words: str = "The answer.") -> dict[int | str, Any]:
        """FastAPI's `responses` for a route that answers with JSON of a type, and fails in these ways besides."""
        self._types.append(kind)
        made: dict[int | str, Any] = {
            status: {"description": words, "content": {"application/json": {"schema": _Later(kind)}}}
        }
        for code in (400, 401, 422, 429, 503, *also):
            made[code] = {"description": FAILURES[code], "content": {"application/json": {"schema": _Later(Problem)}}}
        return made

    def body(self, kind: Any) -> dict[str, Any]:
        """`openapi_extra` for a route that takes JSON of a type."""
        self._types.append(kind)
        return {"requestBody": {"required": True, "content": {"application/json": {"schema": _Later(kind)}}}}

    def finish(self, document: dict[str, Any]) -> dict[str, Any]:
        """The description with every type's schema put in."""
        schemas, components = msgspec.json.schema_components(self._types, ref_template="#/components/schemas/{name}")
        by_type = dict(zip(map(repr, self._types), schemas, strict=True))
        document.setdefault("components", {}).setdefault("schemas", {}).update(components)
        filled: dict[str, Any] = _filled(document, by_type)
        return filled


class _Later(dict[str, Any]):
    """Stands for a schema until all types are known."""

    def __init__(self, kind: Any) -> None:
        super().__init__({"x-type": repr(kind)})


def _filled(value: Any, by_type: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        return by_type[value["x-type"]] if "x-type" in value else {k: _filled(v, by_type) for k, v in value.items()}
    return [_filled(item, by_type) for item in value] if isinstance(value, list) else value


FAILURES = {
    400: "The host name is not this desk's.",
    401: "A token is wanted, or another one.",
    403: "Edits are taken from pages of this desk only, or it is read-only.",
    404: "There is no such thing.",
    413: "More than a judgement can hold.",
    422: "The request is not understood.",
    429: "Too many wrong tokens.",
    503: "The ledger cannot be read now.",
}
REGISTRY = Registry()


def json(value: object, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def missing(what: str) -> Problem:
    return Problem(f"There is no such {what} in this ledger.")


def problem(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """An error, as JSON where data were asked for, else as a page."""
    path = request.url.path
    if path.endswith((".json", ".csv")):
        answer = json(Problem(detail), status)
    else:
        answer = HTMLResponse(pages.render(request, "error.html", status=status, detail=detail), status)
    answer.headers.update(headers or {})
    return answer


def page(request: Request, template: str, **values: Any) -> Response:
    """A page; `values` are what its template names."""
    return HTMLResponse(pages.render(request, template, **values))


def every(ask: Callable[[str | None], Page[T]]) -> Iterator[T]:
    """All items of a list, page by page."""
    after: str | None = None
    while True:
        found = ask(after)
        yield from found.items
        after = found.after
        if after is None:
            return


def table(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Rows as CSV, streamed. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""

    def lines() -> Iterator[bytes]:
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerow(columns)
        for number, row in enumerate(rows):
            writer.writerow([_cell(value) for value in row])
            if number % 100 == 99:
                yield buffer.getvalue().encode()
                buffer.seek(0)
                buffer.truncate()
        yield buffer.getvalue().encode()

    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=headers)


def _cell(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, tuple | list):
        return _cell("; ".join(map(str, value)))
    return value


def rows(
    request: Request, ask: Callable[[Connection, str | None], Page[T]], row: Callable[[T], Sequence[object]]
) -> Iterator[Sequence[object]]:
    """All items of a list as rows, read while they are sent; no connection is held while a reader takes its time.

    The first page is asked for at once, so that a question nobody can answer is refused rather than broken off.
    """
    ledger: Ledger = request.app.state.ledger

    def page_of(after: str | None) -> Page[T]:
        with ledger.reading() as connection:
            return ask(connection, after)

    first = page_of(None)
    return map(row, every(lambda after: first if after is None else page_of(after)))
