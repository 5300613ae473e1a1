"""How a desk is run."""

from __future__ import annotations

import ipaddress

from sayso._errors import InputError
from sayso._types import Value

SHORTEST_TOKEN = 16


class Settings(Value, frozen=True):
    """`edit`: whether judging is on. `closed`: whether reading wants the token too. `names`: hosts it answers to."""

    edit: bool = False
    closed: bool = False
    token: str | None = None
    names: tuple[str, ...] = ()


def settings(host: str, *, edit: bool, token: str | None, names: tuple[str, ...]) -> Settings:
    """Settings for a desk on an address. Raises InputError, with what to do, where they would not be safe."""
    if token is not None and (len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isprintable()):
        raise InputError(f"a token has {SHORTEST_TOKEN} ASCII characters or more: try `openssl rand -hex 16`")
    if edit and token is None:
        raise InputError("--edit needs a token: put one into a file and name it with --token-file, or set SAYSO_TOKEN")
    closed = not is_loopback(host)
    if closed and token is None:
        raise InputError(
            f"{host} can be reached from other machines, and whoever reaches the desk reads the ledger: give a token "
            "(--token-file or SAYSO_TOKEN), which is then asked for, or stay on 127.0.0.1"
        )
    own = () if is_address(host) else (host.lower(),)
    return Settings(edit, closed, token, (*own, *(name.lower() for name in names)))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches it."""
    return host.lower() == "localhost" or (is_address(host) and ipaddress.ip_address(host.strip("[]")).is_loopback)


def is_address(host: str) -> bool:
    """Whether a host is an IP address rather than a name."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
