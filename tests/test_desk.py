"""The desk without a browser: pages and their data twins, who may do what, and hostile input."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import harbour
import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from sayso import InputError
from sayso.cli.main import cli
from sayso.desk import chart, guard, pages
from sayso.desk.app import create_app
from sayso.desk.routes import front
from sayso.desk.settings import Settings, settings
from sayso.desk.text import Mark
from sayso.desk.text import html as marked
from sayso.ledger.store import open_ledger
from sayso.queries.types import Day

TOKEN = "a token of the tests"
PAGES = (
    "/", "/?q=explosion&since=2023-05-01", "/incident/i1", "/incident/i2", "/report/1", "/report/7?at=0-7",
    "/report/11", "/claims", "/claims?q=part&act=deny", "/reports", "/reports?q=docker", "/speakers", "/speakers?q=S",
    "/speaker?name=Sanne+Brakovar", "/judgements", "/story/s1", "/origin/o1",
)  # fmt: skip
TWINS = (
    "/incidents.json", "/stories.json", "/points.json", "/days.json", "/incident/i1.json", "/report/7.json",
    "/claims.json", "/reports.json", "/speakers.json", "/speaker.json?name=Sanne+Brakovar", "/judgements.json",
    "/story/s1.json", "/origin/o1.json",
)  # fmt: skip
TABLES = (
    "/incidents.csv", "/claims.csv", "/reports.csv", "/speakers.csv", "/judgements.csv", "/incident/i1.csv",
    "/report/7.csv",
)  # fmt: skip
Desk = Callable[..., TestClient]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "sqlite":
        where = str(tmp_path_factory.mktemp("desk") / "harbour.db")
    else:
        where = request.getfixturevalue("postgresql").database()
    harbour.make(where)
    return where


@pytest.fixture(scope="module")
def client(filled: str) -> Iterator[TestClient]:
    """A desk for reading."""
    with open_ledger(filled) as ledger:
        yield TestClient(create_app(ledger), base_url="http://127.0.0.1:8321")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Makes a desk on a ledger of its own, with judging on unless it is told otherwise."""
    where = str(tmp_path / "ledger.db")
    harbour.make(where)
    with open_ledger(where) as ledger, open_ledger(where, write=True) as writable:

        def make(**given: Any) -> TestClient:
            chosen = Settings(**{"edit": True, "token": TOKEN, **given})
            return TestClient(create_app(ledger, chosen, writable), base_url="http://127.0.0.1:8321")

        yield make


def signed_in(client: TestClient) -> TestClient:
    client.headers["origin"] = "http://127.0.0.1:8321"
    answer = client.post("/sign-in", data={"author": "Ilse", "token": TOKEN}, follow_redirects=False)
    assert answer.status_code == 303
    return client


class Elements(HTMLParser):
    """What scripts, handlers and links a page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.links: list[str] = []
        self.odd: list[str] = []
        self._in_script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in_script = tag == "script"
        if tag == "script":
            self.scripts.append(given)
        self.links += [value or "" for key, value in attrs if key in ("href", "src", "action")]
        self.odd += [key for key in given if key.startswith("on") or key == "style" or key == "srcdoc"]

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.odd.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


@pytest.mark.parametrize("path", PAGES)
def test_pages(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    found = Elements(answer.text)
    assert found.odd == []
    assert all(script.get("src", "").startswith("/static/") for script in found.scripts)  # type: ignore[union-attr]
    for link in found.links:
        assert link.startswith(("/", "#", "?", "https://meridian", "https://skyline", "https://norrhaven")), link
    assert "<h1" in answer.text and answer.text.count("<main") == 1


@pytest.mark.parametrize("path", TWINS)
def test_data_twins(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200 and answer.json() is not None
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", TABLES)
def test_tables(client: TestClient, path: str) -> None:
    answer = client.get(path)
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert answer.status_code == 200 and len({len(row) for row in rows}) == 1
    assert len(rows) > 1 or "judgements" in path
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def test_pages_name_their_twins(client: TestClient) -> None:
    for path in PAGES:
        page = client.get(path).text
        twins = [html.unescape(link) for link in re.findall(r'href="(/[^"]*\.(?:json|csv)(?:\?[^"]*)?)"', page)]
        assert len(twins) > 1, path
        for twin in twins:
            assert client.get(twin).status_code == 200, twin


def test_the_incident_of_the_example(client: TestClient) -> None:
    page = client.get("/incident/i1").text
    assert "different figures" in page and "accused and denied" in page
    assert "the Health Ministry" in page and "2 copies of it" in page and "What does not hold" in page
    words = re.search(r'<b class="figure-said">11</b> <a class="words" href="(/report/8\?at=(\d+)-(\d+)#at)">', page)
    assert words
    report = client.get(words[1]).text
    assert re.search(r'<mark class="at" id="at">.*?eleven', report)


def test_filters_live_in_the_address(client: TestClient) -> None:
    def listed(query: str) -> set[str]:
        return set(re.findall(r'<h3><a href="/incident/(i\d+)"', client.get(f"/?{query}").text))

    assert listed("") == {"i1", "i2"}
    assert listed("q=baker") == {"i2"} and listed("q=freighter") == {"i1"} and listed("q=nowhere") == set()
    assert listed("conflicting=true") == {"i1"} and listed("kind=riot") == set()
    assert listed("speaker=the+Health+Ministry") == {"i1"} and listed("publisher=Seldwick+Gazette") == {"i2"}
    assert listed("until=2020-01-01") == set()
    assert listed("q=&kind=&place=&since=&until=&publisher=&speaker=") == {"i1", "i2"}
    tidied = client.get("/?q=baker&kind=&place=", headers={"hx-request": "true"})
    assert tidied.headers["hx-push-url"] == "/?q=baker"
    shown = {"hx-request": "true", "hx-current-url": "http://127.0.0.1:8321/?q=baker"}
    assert client.get("/?q=baker&kind=", headers=shown).headers["hx-push-url"] == "false"


def test_search(client: TestClient) -> None:
    assert "ten people had died" in client.get("/claims?q=died").text
    assert "ten people had died" not in client.get("/claims?q=died&act=deny").text
    assert "Nothing found" in client.get("/claims?speaker=Nobody").text
    assert client.get("/search?q=died", follow_redirects=False).headers["location"] == "/claims?q=died"
    first = client.get("/claims.json?limit=3").json()
    second = client.get("/claims.json", params={"limit": 3, "after": first["after"]}).json()
    assert len(first["items"]) == 3 and first["items"] != second["items"]


def test_private_persons_have_no_page(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/speaker", params={"name": "Nobody Known"}).status_code == 404
    assert client.get("/speaker.json", params={"name": "Nobody Known"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/incident/i999", 404), ("/incident/i999.json", 404), ("/report/999", 404), ("/report/999.json", 404),
        ("/story/s99", 404), ("/origin/o99.json", 404), ("/nowhere", 404), ("/incident/1", 422), ("/report/x", 422),
        ("/report/0.json", 422), ("/report/99999999999999999999.json", 422), ("/claims.json?limit=0", 422),
        ("/claims.json?limit=x", 422), ("/claims.json?after=nonsense", 422), ("/incidents.json?since=yesterday", 422),
        ("/incidents.json?since=2023-02-31", 422), ("/report/7?at=x", 422), ("/report/7?at=9999999-3", 200),
        ("/static/nothing.css", 404), ("/incidents.csv?since=2023-02-31", 422),
    ],
)  # fmt: skip
def test_nonsense_is_answered(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    if status != 200:
        data = path.partition("?")[0].endswith((".json", ".csv"))
        assert "detail" in answer.json() if data else "<h1" in answer.text
        assert "Traceback" not in answer.text


# Hostile input


def test_hostile_fields_stay_text(client: TestClient) -> None:
    for path in ("/", "/report/11", "/reports", "/claims", "/speakers", "/incident/i2", "/story/s2", "/origin/o8"):
        page = client.get(path).text
        assert "<script>document" not in page and "<img" not in page
        assert Elements(page).odd == [], path
        assert not [link for link in Elements(page).links if "javascript:" in link.lower()], path
    page = client.get("/report/11").text
    assert "&lt;script&gt;document" in page and "javascript:alert" in page  # shown, not linked
    assert "{{7*7}}" in html.unescape(page)


@pytest.mark.parametrize(
    "hostile",
    ["'; DROP TABLE reports;--", '" OR 1=1 --', "../../../etc/passwd", "%00", "\0", "NEAR(", '"', "*", "a" * 390,
     harbour.HOSTILE, "{{7*7}}", "‮", "1) UNION SELECT text FROM reports--", "%c0%ae%c0%ae/"],
)  # fmt: skip
def test_no_parameter_reaches_the_database_or_the_files(client: TestClient, hostile: str) -> None:
    before = client.get("/reports.json").json()
    for path in ("/", "/claims", "/reports", "/claims.json", "/incidents.json", "/claims.csv"):
        for key in ("q", "speaker", "act", "kind", "place", "publisher", "after"):
            answer = client.get(path, params={key: hostile})
            assert answer.status_code in (200, 422), (path, key)
            shown = answer.headers["content-type"].startswith("text/html")
            assert not (shown and "<script>document" in answer.text) and "root:" not in answer.text
    for path in ("/speaker", "/speakers", "/incident/", "/report/", "/static/", "/story/"):
        answer = client.get(path, params={"name": hostile, "q": hostile})
        assert answer.status_code in (200, 404, 422)
    assert client.get("/reports.json").json() == before


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/%00"]
)
def test_no_file_outside_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404) and "create_app" not in answer.text


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://a.example/x", "https://a.example/x"), ("http://a.example", "http://a.example"), (None, None),
        ("javascript:alert(1)", None), ("JaVaScRiPt:alert(1)", None), (" javascript:alert(1)", None),
        ("//a.example", None), ("data:text/html,x", None), ("file:///etc/passwd", None), ("https:alert(1)", None),
        ("http://[", None),
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str | None, wanted: str | None) -> None:
    assert pages.web(url) == wanted


def test_every_answer_has_the_headers(client: TestClient) -> None:
    for path in ("/", "/incidents.json", "/claims.csv", "/static/desk.css", "/nowhere", "/report/x"):
        headers = client.get(path).headers
        for key, value in guard.HEADERS.items():
            assert headers[key] == value, (path, key)
    policy = guard.HEADERS["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy and "script-src 'self';" in policy


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8321", 200), ("localhost", 200), ("localhost:8321", 200), ("[::1]:8321", 200), ("LOCALHOST.", 200),
        ("192.168.1.5:8321", 200), ("evil.example", 400), ("evil.example:8321", 400), ("localhost.evil.example", 400),
        ("127.0.0.1.evil.example", 400), ("", 400), ("localhost@evil.example", 400), ("127.0.0.1:8321:evil", 400),
    ],
)  # fmt: skip
def test_host_names(client: TestClient, host: str, status: int) -> None:
    assert client.get("/incidents.json", headers={"host": host}).status_code == status


def test_a_named_host_is_answered(filled: str) -> None:
    with open_ledger(filled) as ledger:
        named = TestClient(create_app(ledger, Settings(names=("desk.example",))), base_url="http://desk.example")
        assert named.get("/").status_code == 200


# Who may do what

MERGE = {"kind": "same", "target": "incident", "of": "i1", "with": "i2", "reason": "one blaze"}
DECISION = {"kind": "same", "target": "incident", "reports": [1, 10], "author": "Ilse", "reason": "one blaze"}


def incidents(client: TestClient) -> list[list[str]]:
    return sorted(sorted(item["reports"]) for item in client.get("/incidents.json").json()["items"])


def test_a_desk_for_reading_takes_no_edits(client: TestClient) -> None:
    headers = {"origin": "http://127.0.0.1:8321"}
    assert client.post("/judge", data=MERGE, headers=headers).status_code == 403
    assert client.post("/judgements.json", json=DECISION, headers=headers).status_code == 403
    assert client.get("/sign-in").status_code == 404
    assert 'action="/judge"' not in client.get("/incident/i1").text


def test_merging_and_undoing(desk: Desk) -> None:
    client = signed_in(desk())
    before = incidents(client)
    assert 'action="/judge"' in client.get("/incident/i1").text
    answer = client.post("/judge", data=MERGE, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/incident/i")
    assert len(incidents(client)) == 1
    page = client.get("/judgements").text
    assert "one blaze" in page and "Ilse" in page
    assert client.post("/judge", data={"kind": "undo", "number": "1", "reason": "two after all"}).status_code == 200
    assert incidents(client) == before
    assert [row["kind"] for row in client.get("/judgements.json").json()] == ["undo", "same"]


def test_splitting(desk: Desk) -> None:
    client = signed_in(desk())
    form = {"kind": "different", "target": "incident", "reports": ["4", "9"], "reason": "elsewhere"}
    assert client.post("/judge", data=form).status_code == 200
    assert len(incidents(client)) > 2


def test_correcting_and_rejecting(desk: Desk) -> None:
    client = signed_in(desk())
    reading = client.get("/report/8.json").json()["reading"]
    figure = next(row for row in reading["figures"] if row["low"] == 11)
    spot = {"report": "8", "start": str(figure["start"]), "end": str(figure["end"]), "reason": "miscounted"}
    form = {"kind": "correct", "target": "figure", "field": "low", "value": "12", **spot}
    assert client.post("/judge", data=form).status_code == 200
    assert [row["low"] for row in client.get("/report/8.json").json()["reading"]["figures"]].count(12) == 1
    cue = reading["claims"][0]["cue"]
    form = {"kind": "reject", "target": "claim", "report": "8", "start": cue["start"], "end": cue["end"],
            "reason": "no", "back": "/report/8"}  # fmt: skip
    assert client.post("/judge", data=form, follow_redirects=False).headers["location"] == "/report/8"
    assert [row["claim"] for row in client.get("/report/8.json").json()["rejected"]] == [reading["claims"][0]["id"]]
    assert "rejected" in client.get("/report/8").text
    bad = {"kind": "correct", "target": "figure", "field": "text", "value": "x", **spot}
    assert client.post("/judge", data=bad).status_code == 422
    assert client.post("/judge", data={**form, "start": "1", "end": "2"}).status_code == 422
    assert client.post("/judge", data={**form, "reason": ""}).status_code == 422


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/a\nb"])
def test_no_form_leads_elsewhere(desk: Desk, back: str) -> None:
    client = signed_in(desk())
    assert client.post("/judge", data=MERGE).status_code == 200
    form = {"kind": "undo", "number": "1", "reason": "x", "back": back}
    assert client.post("/judge", data=form, follow_redirects=False).headers["location"] == "/judgements"


def test_programs_bring_the_token(desk: Desk) -> None:
    client = desk()
    assert client.post("/judgements.json", json=DECISION).status_code == 403  # neither origin nor token
    bearer = {"authorization": f"Bearer {TOKEN}"}
    answer = client.post("/judgements.json", json=DECISION, headers=bearer)
    assert answer.status_code == 201 and answer.json() == {"number": 1}
    assert client.get("/judgements.json").json()[0]["author"] == "Ilse"
    for wrong in ({}, {**DECISION, "kind": "burn"}, {**DECISION, "reports": [1]}, {**DECISION, "reports": [1, 999]},
                  {**DECISION, "reason": ""}, [1], "x"):  # fmt: skip
        assert client.post("/judgements.json", json=wrong, headers=bearer).status_code == 422
    assert client.post("/judgements.json", content=b"\xff{", headers=bearer).status_code == 422
    assert client.post("/judgements.json", content=b" " * 70_000, headers=bearer).status_code == 413


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:8321", "sec-fetch-site": "same-site"}, {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1:8321.evil.example"},
    ],
)  # fmt: skip
def test_edits_from_elsewhere_are_refused(desk: Desk, headers: dict[str, str]) -> None:
    client = signed_in(desk())
    del client.headers["origin"]
    for path in ("/judge", "/sign-in", "/sign-out"):
        assert client.post(path, data=MERGE, headers=headers).status_code == 403
    bearer = {"authorization": f"Bearer {TOKEN}", **headers}
    assert client.post("/judgements.json", json=DECISION, headers=bearer).status_code == 403
    assert client.post("/judge", data=MERGE).status_code == 403  # without either header
    assert client.get("/judgements.json").json() == []


def test_signing_in_and_out(desk: Desk) -> None:
    client = desk()
    client.headers["origin"] = "http://127.0.0.1:8321"
    assert client.post("/judge", data=MERGE).status_code == 401
    assert client.post("/sign-in", data={"author": "", "token": TOKEN}).status_code == 422
    answer = client.post("/sign-in", data={"author": "Ilse", "token": TOKEN}, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower() and TOKEN not in cookie
    assert "Ilse" in client.get("/").text
    client.post("/sign-out")
    assert client.post("/judge", data=MERGE).status_code == 401
    client.cookies.set("sayso_desk", "guessed")
    assert client.post("/judge", data=MERGE).status_code == 401


def test_wrong_tokens_are_slowed_down(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(guard.time, "monotonic", lambda: clock[0])
    client = desk()
    client.headers["origin"] = "http://127.0.0.1:8321"
    waits = []
    for _ in range(8):
        assert client.post("/sign-in", data={"author": "E", "token": "guess"}).status_code == 401
        answer = client.post("/sign-in", data={"author": "E", "token": TOKEN})  # right, but too soon
        assert answer.status_code == 429
        waits.append(round(float(answer.headers["retry-after"])))
        bearer = {"authorization": "Bearer guess"}
        assert client.get("/incidents.json", headers=bearer).status_code == 429
        clock[0] += waits[-1] + 0.1
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert client.post("/sign-in", data={"author": "E", "token": TOKEN}, follow_redirects=False).status_code == 303
    assert client.get("/incidents.json", headers={"authorization": "Bearer guess"}).status_code == 401


def test_a_closed_desk_asks_everybody(desk: Desk) -> None:
    client = desk(closed=True)
    answer = client.get("/", follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/sign-in"
    assert client.get("/incidents.json").status_code == 401 and client.get("/claims.csv").status_code == 401
    assert client.get("/openapi.json").status_code == 401
    assert client.get("/static/desk.css").status_code == 200 and client.get("/sign-in").status_code == 200
    assert client.get("/incidents.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert signed_in(client).get("/incidents.json").status_code == 200


@pytest.mark.parametrize(
    ("host", "given", "words"),
    [
        ("0.0.0.0", {}, "can be reached from other machines"), ("192.168.1.5", {}, "can be reached"),
        ("::", {}, "reached"), ("desk.example", {}, "can be reached"),
        ("127.0.0.1", {"edit": True}, "--edit needs a token"),
        ("127.0.0.1", {"edit": True, "token": "short"}, "16 ASCII characters"),
        ("0.0.0.0", {"token": "ü" * 20}, "ASCII"),
    ],
)  # fmt: skip
def test_unsafe_settings_are_refused(host: str, given: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=re.escape(words)):
        settings(host, **{"edit": False, "token": None, "names": (), **given})


def test_safe_settings() -> None:
    for host in ("127.0.0.1", "localhost", "::1", "127.9.9.9"):
        assert not settings(host, edit=False, token=None, names=()).closed
    made = settings("desk.example", edit=True, token=TOKEN, names=("Other.example",))
    assert made.closed and made.names == ("desk.example", "other.example")


def test_the_command_explains_itself(tmp_path: Path, filled: str) -> None:
    def run(*arguments: str, **environment: str) -> str:
        done = CliRunner().invoke(cli, ["serve", *arguments], env={"SAYSO_TOKEN": "", **environment})
        assert done.exit_code != 0
        return done.output + str(done.exception or "")

    assert "no such ledger" in run("--ledger", str(tmp_path / "none.db"))
    assert "can be reached from other machines" in run("--ledger", filled, "--host", "0.0.0.0")
    assert "--edit needs a token" in run("--ledger", filled, "--edit")
    assert "cannot be read" in run("--ledger", filled, "--edit", "--token-file", str(tmp_path / "none"))
    assert "cannot listen there" in run("--ledger", filled, "--host", "203.0.113.1", SAYSO_TOKEN=TOKEN)


def test_answers_are_kept_for_a_moment(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    find = front.queries.incidents
    monkeypatch.setattr(front.queries, "incidents", lambda *given, **named: (asked.append(1), find(*given, **named))[1])
    client = desk()
    first = client.get("/incidents.json")
    assert client.get("/incidents.json").content == first.content and len(asked) == 1
    assert client.get("/incidents.json?q=baker").content != first.content and len(asked) == 2
    signed_in(client)
    for number in (3, 4):
        assert client.get("/incidents.json").status_code == 200 and len(asked) == number


# Marks and charts


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_marks_that_cross() -> None:
    made = marked("one two three four", [
        Mark(0, 13, "content", "c1", "c1"), Mark(4, 18, "content", "c2", "c2"), Mark(4, 7, "cue", claim="c1"),
    ])  # fmt: skip
    assert str(made).strip() == (
        '<p><span class="content" id="c1" data-claim="c1">one <span class="content" id="c2" data-claim="c2">'
        '<a class="cue" data-claim="c1" href="#card-c1">two</a> three</span></span>'
        '<span class="content" data-claim="c2"> four</span></p>'
    )


@given(
    st.text(alphabet='ab \n<>&"\u202e\U0001f600', max_size=60),
    st.lists(
        st.tuples(st.integers(-3, 70), st.integers(-3, 70), st.sampled_from(("content", "cue", "source", "name", "at")))
    ),
)
def test_marks_change_no_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    made = str(marked(text, [Mark(*span, id=f"m{k}", claim="<c>", note='"') for k, span in enumerate(spans)]))
    assert "".join(plain(made).split()) == "".join(text.split())
    stack: list[str] = []
    for closing, name in re.findall(r"<(/?)(\w+)", made):
        assert stack.pop() == name if closing else stack.append(name) is None
        assert stack.count("a") < 2
    ids = re.findall(r' id="([^"]*)"', made)
    assert len(ids) == len(set(ids))


def test_days_become_bars() -> None:
    assert chart.time_line(()) is None
    few = chart.time_line((Day("2023-05-19", 1, 0), Day("2023-05-16", 4, 1)))
    assert few is not None and [bar.count for bar in few.bars] == [4, 1] and few.bars[0].reports == 60
    many = chart.time_line(tuple(Day(f"20{y}-01-01", 1, 1) for y in range(10, 25)))
    assert many is not None and 1 < len(many.bars) <= 90


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (4, 4, "4"), (4, None, "4 or more"), (None, 9, "up to 9"), (10, 12, "10–12"), (None, None, ""),
        (1200, 1200, "1,200"),
    ],
)  # fmt: skip
def test_counts_in_words(low: int | None, high: int | None, words: str) -> None:
    assert pages.count(low, high) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2023-05-16", "16 May 2023"), ("2023-05", "May 2023"), ("2023", "2023"), (None, ""), ("soon", "soon"),
        ("2023-05-16T21:40:00+02:00", "16 May 2023, 21:40 +02:00"), ("2023-05-18T07:30:00Z", "18 May 2023, 07:30 UTC"),
        ("2023-99-99", "2023-99-99"),
    ],
)  # fmt: skip
def test_times_in_words(value: str | None, words: str) -> None:
    assert pages.moment(value) == words
