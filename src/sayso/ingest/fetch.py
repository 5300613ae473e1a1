"""Fetches pages and feeds as a guest does: only from public addresses, by the host's robots.txt, in bounds.

A name is resolved here and the connection made to the very address that was checked, so that neither a name that
resolves to another address the second time nor a redirection leads into the network this runs in. Proxies of the
environment are not used: what they would resolve cannot be checked.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from threading import Timer
from time import monotonic, sleep, time
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import msgspec

from sayso import __version__
from sayso._errors import InputError
from sayso.ingest.checks import MAX_BYTES, too_big

AGENT = f"sayso/{__version__}"
_REDIRECTIONS = 5
_ROBOTS_BYTES = 512_000
_ROBOTS_KEPT = 3600.0  # seconds
_SLOWEST = 30.0  # seconds between two requests to one host that its robots.txt may ask for
_ORIGINS = 1_000  # hosts whose robots.txt is remembered

Address = IPv4Address | IPv6Address


class Fetched(msgspec.Struct, frozen=True):
    """An answer. `url` is where the redirections led; `data` is empty when the status is 304, not modified."""

    url: str
    status: int
    data: bytes
    kind: str  # media type, in lower case
    charset: str | None
    etag: str | None
    last_modified: str | None


class FetchError(InputError):
    """It was not fetched. `retry_after`: seconds the host asks to be left alone, where it does."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


def is_public(address: Address) -> bool:
    """Whether the address is on the open internet: not private, loopback, link-local, reserved or multicast."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1] or _translated(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _translated(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address within one for NAT64 (RFC 6052)."""
    return IPv4Address(int(address) & 0xFFFFFFFF) if int(address) >> 32 == 0x64FF9B << 64 else None


def resolve(host: str, port: int) -> list[Address]:
    """The addresses of a host, as the system resolves them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


class Fetcher:
    """Fetches, one thing at a time, and remembers robots.txt and when a host was last asked.

    resolver, allowed: name to addresses, and which of them may be asked; tests put a local server in here.
    seconds: from the first byte sent to the last one received, each redirection.
    delay: seconds between two requests to one host, at least.
    """

    def __init__(
        self,
        *,
        resolver: Callable[[str, int], list[Address]] = resolve,
        allowed: Callable[[Address], bool] = is_public,
        seconds: float = 30.0,
        delay: float = 1.0,
        most: int = MAX_BYTES,
    ) -> None:
        self._resolver, self._allowed = resolver, allowed
        self._seconds, self._delay, self._most = seconds, delay, most
        self._robots: dict[str, tuple[float, Any]] = {}
        self._next: dict[str, float] = {}

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """What is at `url`, if it changed since the answer that `etag` and `last_modified` are from.

        Raises FetchError with the reason: an address that is not public, a host that cannot be reached, a status
        other than 200 and 304, a robots.txt that forbids it, too many bytes, too much time.
        """
        headers = {"If-None-Match": etag or "", "If-Modified-Since": last_modified or ""}
        return self._follow(url, {key: value for key, value in headers.items() if value}, robots=True)

    def _follow(self, url: str, headers: Mapping[str, str], *, robots: bool, most: int | None = None) -> Fetched:
        for _ in range(_REDIRECTIONS + 1):
            parts = _checked(url)
            if robots and not self._may(url, parts):
                raise FetchError("not fetched: the host's robots.txt forbids it")
            answer = self._ask(parts, headers, most or self._most)
            if isinstance(answer, Fetched):
                return answer
            url = urljoin(url, answer)
        raise FetchError(f"not fetched: more than {_REDIRECTIONS} redirections")

    def _may(self, url: str, parts: SplitResult) -> bool:
        origin = f"{parts.scheme}://{parts.netloc}"
        kept = self._robots.get(origin)
        if kept is None or monotonic() - kept[0] > _ROBOTS_KEPT:
            if len(self._robots) >= _ORIGINS:
                self._robots.clear()
                self._next.clear()
            kept = self._robots[origin] = (monotonic(), self._rules(origin))
        rules = kept[1]
        if rules is None:
            raise FetchError("not fetched: the host's robots.txt cannot be had, which may forbid it")
        self._slow_down(parts, min(float(rules.crawl_delay(AGENT) or 0), _SLOWEST))
        return bool(rules.can_fetch(url, AGENT))

    def _rules(self, origin: str) -> Any:
        """What robots.txt says; nothing where there is none; None where the host fails to tell (RFC 9309)."""
        from protego import Protego

        try:
            found = self._follow(f"{origin}/robots.txt", {}, robots=False, most=_ROBOTS_BYTES)
        except _NoSuchPage:
            return Protego.parse("")
        except _Trouble:
            return None
        return Protego.parse(found.data.decode("utf-8", "replace"))

    def _slow_down(self, parts: SplitResult, asked: float) -> None:
        host = parts.netloc
        wait = self._next.get(host, 0.0) - monotonic()
        if wait > 0:
            sleep(wait)
        self._next[host] = monotonic() + max(self._delay, asked)

    def _ask(self, parts: SplitResult, headers: Mapping[str, str], most: int) -> Fetched | str:
        """The answer, or where it sends us."""
        import urllib3

        try:
            with self._connected(parts) as connection:
                target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                own = {"Host": _host(parts), "User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"}
                connection.request("GET", target, headers={**own, **headers}, preload_content=False)
                found = self._answer(parts, connection.getresponse(), most)
                if connection.cut:  # what was cut off may look like an answer that ended
                    raise TimeoutError
                return found
        except FetchError:
            raise
        except ssl.SSLError as error:
            raise FetchError(f"not fetched: no certificate to trust ({error.reason or error})") from None
        except TimeoutError:
            raise FetchError(f"not fetched: no answer within {self._seconds:.0f} seconds") from None
        except (OSError, urllib3.exceptions.HTTPError, ValueError) as error:
            raise FetchError(f"not fetched: {' '.join(str(error).split())[:150] or type(error).__name__}") from None
        except Exception as error:  # http.client's own
            raise FetchError(f"not fetched: no HTTP ({type(error).__name__})") from None

    @contextmanager
    def _connected(self, parts: SplitResult) -> Iterator[Any]:
        """A connection to a checked address of the host, cut when its time is up, whatever the host does."""
        from urllib3.connection import HTTPConnection, HTTPSConnection

        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        try:
            found = self._resolver(host, port)
        except (OSError, UnicodeError, ValueError):
            raise FetchError("not fetched: no such host") from None
        if not found or not all(map(self._allowed, found)):
            raise FetchError("not fetched: an address that is not public")
        at = str(found[0])
        if parts.scheme == "https":
            import certifi

            connection: Any = HTTPSConnection(
                at, port, timeout=self._seconds, cert_reqs="CERT_REQUIRED", ca_certs=certifi.where(),
                server_hostname=host, assert_hostname=host,
            )  # fmt: skip
        else:
            connection = HTTPConnection(at, port, timeout=self._seconds)
        connection.cut, connection.wire = False, None
        timer = Timer(self._seconds, _cut, (connection,))
        timer.daemon = True
        try:
            timer.start()
            connection.connect()
            connection.wire = connection.sock  # an answer that ends with the connection takes it along
            yield connection
        except Exception:
            if connection.cut:
                raise TimeoutError from None
            raise
        finally:
            timer.cancel()
            connection.close()

    def _answer(self, parts: SplitResult, answer: Any, most: int) -> Fetched | str:
        status = answer.status
        if status in (301, 302, 303, 307, 308) and (to := answer.headers.get("Location")):
            return str(to)
        if status in (404, 410, 400, 401, 403, 405, 406, 451):
            raise _NoSuchPage(f"not fetched: the host answers {status}")
        if status not in (200, 304):
            raise _Trouble(f"not fetched: the host answers {status}", _seconds(answer.headers.get("Retry-After")))
        data = bytearray()
        while status == 200 and (chunk := answer.read1(65536, decode_content=True)):
            data += chunk
            if len(data) > most:
                raise too_big(None) if most == MAX_BYTES else FetchError(f"not fetched: more than {most:,} bytes")
        kind, _, rest = (answer.headers.get("Content-Type") or "").partition(";")
        charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None
        tag, changed = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
        return Fetched(parts.geturl(), status, bytes(data), kind.strip().lower(), charset, tag, changed)


class _NoSuchPage(FetchError):
    """The host is there and has no such page for us."""


class _Trouble(FetchError):
    """The host is there and has trouble, or wants to be left alone."""


def _cut(connection: Any) -> None:
    connection.cut = True
    try:
        wire = connection.wire or connection.sock
        if wire is not None:
            wire.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


@lru_cache(maxsize=64)
def _checked(url: str) -> SplitResult:
    """Raises FetchError for what is no address on the web."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise FetchError("not fetched: no address of a page") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError("not fetched: neither http:// nor https://")
    if parts.username is not None or parts.password is not None:
        raise FetchError("not fetched: an address with a name or password in it")
    if not url.isascii() or any(c <= " " or c == "\x7f" for c in url):
        raise FetchError("not fetched: characters that no address has: write them as %XX")
    return parts._replace(fragment="")


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    name = f"[{name}]" if ":" in name else name
    return f"{name}:{parts.port}" if parts.port else name


def _seconds(value: str | None) -> float | None:
    """What Retry-After says, in seconds from now."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - time(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return None
