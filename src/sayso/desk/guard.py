"""What stands before every request: which hosts, who may, from where, and the headers of every answer.

A page of a stranger can make a browser send requests here. So the Host header must be ours (a name that was re-bound to
this address is refused), edits must come from our own pages, and answers may not be framed, sniffed or run scripts that
are not files of ours.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections import OrderedDict
from http.cookies import CookieError, SimpleCookie
from math import ceil
from typing import TYPE_CHECKING

from sayso.desk.settings import Settings, is_address

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "sayso_desk"
OPEN = ("/sign-in", "/static/")  # what a closed desk shows to those who have not signed in
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}
_SESSIONS = 1000  # remembered at most, the oldest forgotten first
_LONGEST_WAIT = 60.0


class Throttle:
    """Makes whoever guesses tokens wait: one second after the first wrong one, twice as long after each further."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Seconds until a client may try again."""
        count, last = self._wrong.get(client, (0, 0.0))
        return max(0.0, last + min(_LONGEST_WAIT, 2.0 ** (count - 1)) - time.monotonic()) if count else 0.0

    def wrong(self, client: str) -> None:
        count, _ = self._wrong.pop(client, (0, 0.0))
        self._wrong[client] = count + 1, time.monotonic()
        if len(self._wrong) > _SESSIONS:
            self._wrong.popitem(last=False)

    def right(self, client: str) -> None:
        self._wrong.pop(client, None)


class Doorkeeper:
    """Knows the token and who has signed in with it."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.throttle = settings, Throttle()
        self._sessions: OrderedDict[str, str] = OrderedDict()

    def knows(self, token: str) -> bool:
        wanted = self.settings.token
        return wanted is not None and hmac.compare_digest(token.encode(), wanted.encode())

    def sign_in(self, author: str) -> str:
        """A new session's key."""
        key = secrets.token_urlsafe(32)
        self._sessions[key] = author
        if len(self._sessions) > _SESSIONS:
            self._sessions.popitem(last=False)
        return key

    def sign_out(self, key: str) -> None:
        self._sessions.pop(key, None)

    def author(self, key: str | None) -> str | None:
        return self._sessions.get(key or "")


class Guard:
    """The middleware. Leaves in the scope's state who signed in (`author`), and whether the token came (`bearer`)."""

    def __init__(self, app: ASGIApp, door: Doorkeeper) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        refused = self._refusal(scope, headers)
        if refused is not None:
            await _plain(_with_headers(send), *refused)
            return
        await self._app(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str, dict[str, str]] | None:
        """Status, words and headers of a refusal; None where the request may go on."""
        host = headers.get("host", "")
        if not self._ours(host):
            return 400, "This desk does not answer to that host name: start it with --name to allow one.", {}
        state = scope.setdefault("state", {})
        state["author"] = self._door.author(cookie_of(headers.get("cookie", "")))
        state["bearer"] = False
        client = client_of(scope)
        if "authorization" in headers:
            wait = self._door.throttle.wait(client)
            if wait:
                return 429, "Too many wrong tokens.", {"retry-after": str(ceil(wait))}
            kind, _, token = headers["authorization"].partition(" ")
            if kind.lower() != "bearer" or not self._door.knows(token.strip()):
                self._door.throttle.wrong(client)
                return 401, "Not the token of this desk.", {"www-authenticate": "Bearer"}
            self._door.throttle.right(client)
            state["bearer"] = True
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and not _same_site(headers, host, state["bearer"]):
            return 403, "Edits are taken from pages of this desk only.", {}
        known = state["author"] is not None or state["bearer"]
        path = scope["path"]
        if self._door.settings.closed and not known and not path.startswith(OPEN):
            if path.endswith((".json", ".csv")) or scope["method"] != "GET":
                return 401, "This desk wants its token.", {"www-authenticate": "Bearer"}
            return 303, "", {"location": "/sign-in"}
        return None

    def _ours(self, host: str) -> bool:
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        name = name.lower().rstrip(".")
        return name == "localhost" or is_address(name) or name in self._door.settings.names


def cookie_of(header: str) -> str | None:
    """The session's key among a request's cookies."""
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


def client_of(scope: Scope) -> str:
    """Whom to slow down."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def _same_site(headers: dict[str, str], host: str, bearer: bool) -> bool:
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return origin.lower() in (f"http://{host}".lower(), f"https://{host}".lower())
    # Browsers name the origin of every POST. What does not is a program, which has to bring the token.
    return bearer


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {key.lower() for key, _ in message["headers"]}
            extra = {"cache-control": "no-cache", **HEADERS}
            message["headers"] = [
                *message["headers"],
                *((k.encode(), v.encode()) for k, v in extra.items() if k.encode() not in given),
            ]
        await send(message)

    return sending


async def _plain(send: Send, status: int, words: str, headers: dict[str, str]) -> None:
    import msgspec

    body = msgspec.json.encode({"detail": words}) if words else b""
    every = {"content-type": "application/json", "content-length": str(len(body)), **headers}
    pairs = [(key.encode(), value.encode()) for key, value in every.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
