"""The command that opens a ledger in the browser."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso._errors import InputError, LedgerError
from sayso.cli.given import ledger_option

if TYPE_CHECKING:
    from fastapi import FastAPI


@click.command("serve", short_help="Open a ledger in the browser.")
@ledger_option
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0: any free one.")
@click.option("--edit", is_flag=True, help="Let those who have the token judge: merge, split, accept, reject, correct.")
@click.option(
    "--token-file", metavar="FILE", type=click.Path(path_type=Path), help="File with the token. [env: SAYSO_TOKEN]"
)
@click.option("--name", "names", metavar="HOST", multiple=True, help="Host name the desk answers to besides localhost.")
def serve(where: str, host: str, port: int, edit: bool, token_file: Path | None, names: tuple[str, ...]) -> None:
    """Open a ledger in the browser: incidents, who says what of them, and every word it rests on.

    Read-only unless --edit and a token are given. Listens on this machine alone; other addresses want a token,
    which is then asked for on every page.

    \b
    Examples:
      sayso serve --ledger news.db
      sayso serve --ledger news.db --edit --token-file desk.token
    """
    from sayso.desk.settings import settings

    try:
        chosen = settings(host, edit=edit, token=_token(token_file), names=names)
    except InputError as error:
        raise click.UsageError(str(error)) from None
    with ExitStack() as stack:
        from sayso.desk.app import create_app
        from sayso.ledger.store import open_ledger

        ledger = stack.enter_context(open_ledger(where))
        writable = stack.enter_context(open_ledger(where, write=True)) if edit else None
        listening = stack.enter_context(_listen(host, port))
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"http://{shown}:{listening.getsockname()[1]}/  (Ctrl-C stops it)")
        _run(create_app(ledger, chosen, writable), listening)


def _token(file: Path | None) -> str | None:
    import os

    if file is None:
        return os.environ.get("SAYSO_TOKEN") or None
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read ({getattr(error, 'strerror', None) or error})") from None


def _listen(host: str, port: int) -> socket.socket:
    """Raises LedgerError where nobody can listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(512)
    except OSError as error:
        raise LedgerError(f"{host}:{port}: cannot listen there ({error.strerror or error})") from None
    return made


def _run(app: FastAPI, listening: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=True, lifespan="on",
        proxy_headers=False, timeout_graceful_shutdown=3,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])
