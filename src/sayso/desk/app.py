"""The desk as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from sqlalchemy.exc import TimeoutError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from sayso import __version__
from sayso._errors import InputError, LedgerError
from sayso.desk import answers
from sayso.desk.guard import Doorkeeper, Guard
from sayso.desk.kept import Kept
from sayso.desk.routes import front, incident, judging, report, search, speaker
from sayso.desk.settings import Settings
from sayso.ledger.store import Ledger

_STATIC = Path(__file__).parent / "static"
_THREADS = 8


def create_app(ledger: Ledger, settings: Settings | None = None, writable: Ledger | None = None) -> FastAPI:
    """The desk over an open ledger. writable: the same ledger, opened for writing, for judgements."""
    settings = settings or Settings()
    door = Doorkeeper(settings)
    app = FastAPI(
        title="sayso desk", version=__version__, docs_url=None, redoc_url=None, redirect_slashes=False,
        middleware=[
            Middleware(Guard, door=door), Middleware(Kept),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4),
        ],
        lifespan=_few_threads,
    )  # fmt: skip
    app.state.ledger, app.state.settings, app.state.door, app.state.writable = ledger, settings, door, writable
    for module in (front, incident, report, speaker, search, judging):
        app.include_router(module.router)
    app.mount("/static", _Static(directory=_STATIC), name="static")
    app.add_exception_handler(InputError, _misunderstood)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(LedgerError, _unreadable)
    app.add_exception_handler(TimeoutError, _busy)
    app.add_exception_handler(HTTPException, _refused)
    app.openapi = lambda: _description(app)  # type: ignore[method-assign]
    return app


@asynccontextmanager
async def _few_threads(app: FastAPI) -> AsyncIterator[None]:
    """Python's threads take turns: more of them than connections to the ledger only wait for one another."""
    current_default_thread_limiter().total_tokens = _THREADS
    yield


class _Static(StaticFiles):
    """Files of ours. Modules need the type of a script, which not every system's table has for `.mjs`."""

    async def get_response(self, path: str, scope: Any) -> Response:
        answer = await super().get_response(path, scope)
        if path.endswith(".mjs"):
            answer.headers["content-type"] = "text/javascript; charset=utf-8"
        if path.endswith(".geojson"):
            answer.headers["content-type"] = "application/geo+json"
        answer.headers["cache-control"] = "max-age=3600" if "vendor/" in path else "no-cache"
        return answer


def _description(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description of the JSON answers."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, routes=app.routes,
            description="A ledger of who says what happened, where, when, how many, and on whose say-so.",
        )  # fmt: skip
        schemes = {"token": {"type": "http", "scheme": "bearer"}}
        made.setdefault("components", {})["securitySchemes"] = schemes
        app.openapi_schema = answers.REGISTRY.finish(made)
    return app.openapi_schema


async def _misunderstood(request: Request, error: Exception) -> Response:
    return answers.problem(request, 422, str(error))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return answers.problem(request, 422, f"{where}: {first['msg']}")


async def _unreadable(request: Request, error: Exception) -> Response:
    return answers.problem(request, 503, str(error))


async def _busy(request: Request, error: Exception) -> Response:
    return answers.problem(request, 503, "Too many are reading at once: try again.", {"retry-after": "5"})


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "There is no such page.", 405: "That is not done here."}
    detail = words.get(error.status_code, str(error.detail))
    return answers.problem(request, error.status_code, detail, dict(error.headers or {}))
