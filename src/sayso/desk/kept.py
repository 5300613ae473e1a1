"""Answers kept for a moment: when many read, most read the same few pages.

Kept are whole answers to those who have not signed in: they see a second later what is written into the ledger. Those
who have, see it at once.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECONDS = 1.0
_MOST, _LARGEST = 300, 400_000  # answers, and bytes of one
_TOLD_APART = (b"accept-encoding", b"hx-request", b"hx-current-url")
Key = tuple[str, bytes, tuple[bytes, ...]]


class Kept:
    """The middleware. Requests for what is just being made wait for it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._answers: OrderedDict[Key, tuple[float, list[Message]]] = OrderedDict()
        self._made: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_shared(scope):
            await self._app(scope, receive, send)
            if scope["type"] == "http" and scope["method"] == "POST":
                self._answers.clear()
            return
        headers = dict(scope["headers"])
        key = scope["path"], scope["query_string"], tuple(headers.get(name, b"") for name in _TOLD_APART)
        if key in self._made:
            await self._made[key].wait()
        found = self._answers.get(key)
        if found is not None and monotonic() - found[0] < _SECONDS:
            for message in found[1]:
                await send(dict(message))
            return
        event = self._made.setdefault(key, asyncio.Event())
        try:
            await self._make(key, scope, receive, send)
        finally:
            event.set()
            self._made.pop(key, None)

    async def _make(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        messages: list[Message] = []
        begun = monotonic()

        async def sending(message: Message) -> None:
            messages.append(dict(message))
            await send(message)

        await self._app(scope, receive, sending)
        size = sum(len(message.get("body", b"")) for message in messages)
        if messages and messages[0].get("status") == 200 and size <= _LARGEST:
            self._answers[key] = begun, messages
            self._answers.move_to_end(key)
            while len(self._answers) > _MOST:
                self._answers.popitem(last=False)


def _is_shared(scope: Scope) -> bool:
    """Whether the answer is the same for everybody, and no stream or file."""
    state, path = scope.get("state", {}), scope["path"]
    alone = state.get("author") is not None or state.get("bearer")
    return scope["method"] == "GET" and not alone and not path.startswith("/static/") and not path.endswith(".csv")
