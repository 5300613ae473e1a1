"""Fetching: from whom, how much, how long, and by whose leave. A server of our own answers; no name is looked up."""

from __future__ import annotations

import gzip
import io
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from readings import simple

from sayso import InputError, RefusedReport, Report
from sayso.cli import ledger as commands
from sayso.cli.main import cli
from sayso.ingest import reports
from sayso.ingest.fetch import AGENT, Fetcher, FetchError, is_public
from sayso.ledger.feeds import LONGEST, Feed, load_feed, now
from sayso.ledger.store import open_ledger

TEXT = "The mayor of Averholt said on Tuesday that the bridge was safe and would open again in the spring. "


def page(title: str, head: str = "") -> str:
    words = "".join(f"<p>{TEXT}</p><p>{title}: {TEXT}</p>" for _ in range(3))
    return f"<html><head><title>{title}</title>{head}</head><body><article>{words}</article></body></html>"


class Site:
    """What the server answers: path → (status, headers, body), or something that writes the answer itself."""

    def __init__(self) -> None:
        self.pages: dict[str, Any] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                answer = site.pages.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer = answer(self)
                if answer is None:
                    return
                status, headers, body = answer
                body = body.encode() if isinstance(body, str) else body
                self.send_response(status)
                for key, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(key, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path: str, host: str = "tide.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


NAMES = {"tide.example": "127.0.0.1", "post.example": "127.0.0.1", "inner.example": "10.0.0.7", "mixed.example": ""}


def resolver(host: str, port: int) -> list[Any]:
    if host == "mixed.example":
        return [ip_address("127.0.0.1"), ip_address("192.168.1.1")]
    if host in NAMES:
        return [ip_address(NAMES[host])]
    try:
        return [ip_address(host)]
    except ValueError:
        raise OSError("no such host") from None


def fetcher(**options: Any) -> Fetcher:
    """One to whom this machine alone is the open internet."""
    return Fetcher(resolver=resolver, allowed=lambda at: at == ip_address("127.0.0.1"), delay=0.0, **options)


def reason(url: str, **options: Any) -> str:
    with pytest.raises(InputError) as raised:
        fetcher(**options).get(url)
    assert "\n" not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::", "::1",
        "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
        "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2001:db8::1", "64:ff9b:1::1", "fec0::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_asked(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_on_the_open_internet(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost:80/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/",
     "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/"],
)  # fmt: skip
def test_this_machine_is_not_asked(url: str) -> None:
    with pytest.raises(FetchError, match=r"not public|no such host"):
        Fetcher().get(url)


def test_every_address_of_a_name_must_be_public(site: Site) -> None:
    assert "not public" in reason(site.url("/", "mixed.example"))
    assert "not public" in reason(site.url("/", "inner.example"))
    assert "no such host" in reason(site.url("/", "nowhere.example"))
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(site: Site) -> None:
    site.pages["/a"] = (200, {"Content-Type": "Text/HTML; charset=UTF-8"}, "x")
    answers = iter([[ip_address("127.0.0.1")]] * 2)  # robots.txt and the page; a third look-up would fail
    found = Fetcher(resolver=lambda host, port: next(answers), allowed=lambda at: True, delay=0).get(site.url("/a"))
    assert (found.status, found.data, found.kind, found.charset) == (200, b"x", "text/html", "utf-8")
    path, headers = site.asked[-1]
    assert (path, headers["Host"], headers["User-Agent"]) == ("/a", f"tide.example:{site.port}", AGENT)


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("http://inner.example/secret", "not public"),
        ("http://169.254.169.254/", "not public"),
        ("file:///etc/passwd", "neither http"),
        ("gopher://tide.example/", "neither http"),
        ("http://user:password@tide.example/", "name or password"),
        ("//inner.example/", "not public"),
        ("http://tide.example:port/", "no address"),
        ("/loop", "more than 5 redirections"),
        ("/a b\u00e9", "characters that no address has"),
    ],
)
def test_redirections_are_checked(site: Site, target: str, wanted: str) -> None:
    site.pages["/a"] = (302, {"Location": target.encode().decode("latin-1")}, "")
    site.pages["/loop"] = (301, {"Location": "/loop"}, "")
    assert wanted in reason(site.url("/a"))


def test_redirections_are_followed(site: Site) -> None:
    site.pages["/a"] = (301, {"Location": "b?c=d#e"}, "")
    site.pages["/b?c=d"] = (307, {"Location": site.url("/c", "post.example")}, "")
    site.pages["/c"] = (200, {}, "there")
    found = fetcher().get(site.url("/a"))
    assert (found.url, found.data) == (site.url("/c", "post.example"), b"there")


def test_robots_txt_is_honoured(site: Site) -> None:
    site.pages["/robots.txt"] = (200, {}, "User-agent: *\nDisallow: /private/\nDisallow: /*.pdf$\n")
    site.pages["/a"] = (200, {}, "x")
    site.pages["/to"] = (302, {"Location": "/private/a"}, "")
    guest = fetcher()
    assert guest.get(site.url("/a")).data == b"x"
    for path in ("/private/a", "/b.pdf", "/to"):
        with pytest.raises(FetchError, match=r"robots\.txt forbids"):
            guest.get(site.url(path))
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    assert "/private/a" not in site.paths()


def test_robots_txt_that_fails_forbids_all(site: Site) -> None:
    site.pages["/robots.txt"] = (503, {}, "")
    assert "robots.txt cannot be had" in reason(site.url("/a"))
    assert site.paths() == []


def test_a_host_is_asked_slowly(site: Site) -> None:
    site.pages["/robots.txt"] = (200, {}, "User-agent: sayso\nCrawl-delay: 0.3\n")
    site.pages["/a"] = (200, {}, "x")
    guest = fetcher()
    begun = time.monotonic()
    for _ in range(3):
        guest.get(site.url("/a"))
    assert time.monotonic() - begun >= 0.6


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503])
def test_other_answers_are_refusals(site: Site, status: int) -> None:
    site.pages["/a"] = (status, {"Retry-After": "120"}, "x")
    with pytest.raises(FetchError, match=f"the host answers {status}") as raised:
        fetcher().get(site.url("/a"))
    if status in (429, 503):
        assert raised.value.retry_after == 120


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        pass


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for k in range(100):
            handler.wfile.write(b"X-%d: y\r\n" % k)
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        pass


@pytest.mark.parametrize("slow", [drip, drip_headers])
def test_slow_answers_are_cut(site: Site, slow: Callable[[Any], None]) -> None:
    site.pages["/a"] = slow
    begun = time.monotonic()
    assert "no answer within" in reason(site.url("/a"), seconds=0.8)
    assert time.monotonic() - begun < 4


def test_a_silent_host_is_left(site: Site) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        begun = time.monotonic()
        url = f"http://tide.example:{silent.getsockname()[1]}/"
        assert "no answer within" in reason(url, seconds=0.5)
        assert time.monotonic() - begun < 3


def test_long_answers_are_cut_and_bombs_too(site: Site) -> None:
    site.pages["/a"] = (200, {}, b"x" * 300_000)
    site.pages["/b"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000)))
    for path in ("/a", "/b"):
        assert "more than" in reason(site.url(path), most=200_000)
    site.pages["/b"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"short"))
    assert fetcher().get(site.url("/b")).data == b"short"


def test_what_is_no_http(site: Site) -> None:
    site.pages["/a"] = lambda handler: handler.wfile.write(b"220 mail ready\r\n") and None
    assert "not fetched: " in reason(site.url("/a"))
    assert "not fetched: " in reason(site.url("/").replace("http:", "https:"), seconds=2)


def feed(site: Site, *entries: str) -> str:
    return f'<rss version="2.0"><channel><title>The Tide</title>{"".join(entries)}</channel></rss>'


def item(site: Site, n: int, extra: str = "") -> str:
    return f"<item><title>Bridge {n}</title><link>{site.url(f'/{n}')}</link><guid>g{n}</guid>{extra}</item>"


def test_pages_become_reports(site: Site) -> None:
    site.pages["/a"] = (302, {"Location": "/b"}, "")
    site.pages["/b"] = (200, {"Content-Type": "text/html; charset=iso-8859-1"}, page("Caf\xe9").encode("latin-1"))
    site.pages["/c"] = (200, {}, page("C", '<link rel="canonical" href="https://other.example/c">'))
    found = list(reports([site.url("/a"), site.url("/c"), site.url("/none")], fetcher=fetcher()))
    one, two, none = found
    assert isinstance(one, Report) and isinstance(two, Report) and isinstance(none, RefusedReport)
    assert (one.id, one.title, one.url) == (site.url("/a"), "Café", site.url("/b"))
    assert two.url == site.url("/c")  # another host's address would make it that host's report
    assert (none.where, none.reason) == (site.url("/none"), "not fetched: the host answers 404")


def test_feeds_become_reports(site: Site) -> None:
    full = f'<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">{TEXT * 2}</content:encoded>'
    summary = f"<description>{TEXT}</description>"
    site.pages["/feed"] = (200, {}, feed(site, item(site, 1, full), item(site, 2, summary), item(site, 3)))
    site.pages["/2"] = (200, {}, page("Two"))
    one, two, three = reports([site.url("/feed")], fetcher=fetcher())
    assert isinstance(one, Report) and one.text == (TEXT * 2).strip() and one.url == site.url("/1")
    assert isinstance(two, Report) and "Two: The mayor" in two.text and two.publisher == "The Tide"
    assert isinstance(three, RefusedReport) and three.where == site.url("/3")
    assert site.paths() == ["/feed", "/2", "/3"]
    known = list(reports([site.url("/feed")], fetcher=fetcher(), seen=lambda url: url.endswith("2")))
    assert len(known) == 2
    short = list(reports([site.url("/feed")], fetcher=fetcher(), pages=False))
    assert isinstance(short[1], Report) and short[1].text == TEXT.strip()


def test_other_formats_are_fetched_too(site: Site) -> None:
    site.pages["/a.jsonl"] = (200, {}, "\n".join(json.dumps({"id": str(k), "text": TEXT}) for k in range(2)))
    packed = io.BytesIO()
    with gzip.open(packed, "wb") as file:
        file.write(TEXT.encode())
    site.pages["/a.txt.gz"] = (200, {}, packed.getvalue())
    found = list(reports([site.url("/a.jsonl"), site.url("/a.txt.gz")], fetcher=fetcher()))
    ids = [report.id for report in found if isinstance(report, Report)]
    assert ids == ["0", "1", site.url("/a.txt.gz!a.txt")]


class StandIn:
    version = "1"

    def read_many(self, given: Any) -> Iterator[Any]:
        return map(simple, given)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    monkeypatch.setattr(commands._Late, "_reader", lambda self: StandIn())
    monkeypatch.setattr(commands, "new_fetcher", fetcher)
    where = str(tmp_path / "ledger.db")

    def call(*arguments: str) -> Any:
        return CliRunner().invoke(cli, [*arguments, "--ledger", where, "--json"])

    return call


def test_watching_asks_only_for_what_changed(site: Site, run: Callable[..., Any], tmp_path: Path) -> None:
    summary = f"<description>{TEXT}</description>"
    site.pages["/1"] = (200, {}, page("One"))
    site.pages["/2"] = (200, {}, page("Two"))
    url = site.url("/feed")

    def answer(handler: BaseHTTPRequestHandler) -> Any:
        if handler.headers.get("If-None-Match") == tag:
            return 304, {"ETag": tag}, b""
        return 200, {"ETag": tag, "Last-Modified": "Sun, 22 Dec 2024 08:00:00 GMT"}, body

    tag, body = '"1"', feed(site, item(site, 1, summary))
    site.pages["/feed"] = answer
    for added, asked in ((1, ["/feed", "/1"]), (0, ["/feed"])):
        site.asked.clear()
        done = run("watch", url, "--once")
        assert (done.exit_code, json.loads(done.stdout)["added"]) == (0, added)
        assert site.paths() == asked
    assert site.asked[-1][1]["If-Modified-Since"] == "Sun, 22 Dec 2024 08:00:00 GMT"
    tag, body = '"2"', feed(site, item(site, 2, summary), item(site, 1, summary))
    site.asked.clear()
    assert json.loads(run("watch", url, "--once").stdout) == {
        "added": 1, "versions": 0, "known": 0, "refused": 0, "reports": 2,
    }  # fmt: skip
    assert site.paths() == ["/feed", "/2"]


def test_a_feed_that_fails_is_left_alone_and_then_forgiven(
    site: Site, run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.url("/feed")
    site.pages["/feed"] = (503, {"Retry-After": "3600"}, "")
    done = run("watch", url, "--once")
    assert done.exit_code == 1 and "the host answers 503" in done.stderr
    site.asked.clear()
    done = run("watch", url, "--once")
    assert (done.exit_code, site.paths()) == (1, []) and "not asked before" in done.stderr
    with open_ledger(tmp_path / "ledger.db") as ledger, ledger.reading() as connection:
        kept = load_feed(connection, url)
    assert kept.failures == 1 and not kept.due(now()) and kept.polled and kept.next_poll
    assert [json.loads(line)["found_at"] for line in run("refusals").stdout.splitlines()] == [url]
    monkeypatch.setattr(Feed, "due", lambda self, now: True)
    site.pages["/feed"] = (200, {}, feed(site, item(site, 1, f"<description>{TEXT}</description>")))
    site.pages["/1"] = (200, {}, page("One"))
    assert run("watch", url, "--once").exit_code == 0
    assert run("refusals").stdout == ""


def test_what_a_page_could_not_give_is_tried_again(site: Site, run: Callable[..., Any]) -> None:
    summary = f"<description>{TEXT}</description>"
    body = feed(site, item(site, 1, summary))
    tagged = lambda handler: (304, {}, b"") if handler.headers.get("If-None-Match") else (200, {"ETag": "1"}, body)  # noqa: E731
    site.pages["/feed"] = tagged
    assert run("watch", site.url("/feed"), "--once").exit_code == 1
    site.pages["/1"] = (200, {}, page("One"))
    assert json.loads(run("watch", site.url("/feed"), "--once").stdout)["added"] == 1
    assert run("refusals").stdout == ""
    assert run("watch", site.url("/feed"), "--once").exit_code == 0


def test_waits_grow_and_end() -> None:
    from datetime import timedelta

    state, at = Feed("u"), now()
    waits = []
    for _ in range(12):
        state = state.failed(at, timedelta(minutes=15), "no", None)
        assert state.next_poll
        waits.append(state.next_poll)
    assert waits == sorted(waits) and waits[-1] == (at + LONGEST).isoformat()
    assert state.answered(at, timedelta(minutes=15), "200", None, None).failures == 0


def test_only_feeds_on_the_web_are_watched(run: Callable[..., Any]) -> None:
    assert run("watch", "feed.xml", "--once").exit_code == 2
