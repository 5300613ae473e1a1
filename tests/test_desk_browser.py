"""The desk in a real browser: an editor's path, no fault of accessibility, nothing fetched from elsewhere.

Debian's Chromium does it; without one these tests are skipped, but never in CI.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import harbour
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import update

from sayso.desk.app import create_app
from sayso.desk.settings import Settings
from sayso.ledger.schema import incidents
from sayso.ledger.store import open_ledger

CHROMIUM = "/usr/bin/chromium"
TOKEN = "a token of the tests"
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PAGES = (
    "/", "/incident/i1", "/report/7", "/report/11?at=0-8", "/claims?q=explosion", "/reports", "/speakers",
    "/speaker?name=Sanne+Brakovar", "/judgements", "/story/s1", "/origin/o1", "/nowhere", "/sign-in",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not os.path.exists(CHROMIUM):
        if os.environ.get("CI"):
            pytest.fail("CI tests in a browser: install Debian's package chromium")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(tmp_path_factory.mktemp("browser") / "harbour.db")
    harbour.make(made)
    return made


@pytest.fixture
def on_the_map(where: str) -> None:
    """Gives the incidents a place: Lorvania is on no map."""
    with open_ledger(where, write=True) as ledger, ledger.writing() as connection:
        connection.execute(update(incidents).values(lat=12.5, lon=41.25))


@pytest.fixture(scope="module")
def address(where: str, browser: Browser) -> Iterator[str]:
    """A desk that may be judged on."""
    with open_ledger(where) as ledger, open_ledger(where, write=True) as writable, socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        app = create_app(ledger, Settings(edit=True, token=TOKEN), writable)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails on errors, on what the policy refuses, and on requests that leave the machine."""
    context = browser.new_context(base_url=address)
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
    inside = (f"{address}/", "data:", f"blob:{address}/")
    made.on("request", lambda sent: wrong.append(sent.url) if not sent.url.startswith(inside) else None)
    made.set_default_timeout(30_000)
    yield made
    context.close()
    assert wrong == []


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Your name").fill("Ilse Brandvold")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("may judge")).to_be_visible()


def test_an_editors_path(page: Page) -> None:
    page.goto("/")
    page.get_by_role("region", name="Incidents").get_by_role("link", name="Fire and death on Pier Six").click()
    disputed = page.locator("#dispute-killed-figures")
    expect(disputed).to_contain_text("11")
    expect(disputed).to_contain_text("10")
    expect(disputed).to_contain_text("the Health Ministry")
    expect(page.locator("#dispute-who-denial")).to_contain_text("denies")
    expect(page.get_by_role("group", name="killed over time")).to_be_visible()

    copies = page.locator("details.copies")
    first = copies.get_by_role("link").first
    expect(first).to_be_hidden()
    copies.locator("summary").click()
    expect(first).to_be_visible()
    copies.locator("summary").click()
    expect(first).to_be_hidden()

    disputed.get_by_role("link", name="ten people").click()
    at = page.locator("#at")
    expect(at).to_have_text("ten people")
    expect(at).to_be_in_viewport()


def test_pointing_at_a_claim(page: Page) -> None:
    page.goto("/report/7")
    page.locator("#c2").hover()
    card = page.locator("#card-c2")
    expect(card).to_have_class("card depth-1 on")
    expect(card).to_contain_text("deny")
    expect(card).to_contain_text("via Olvask Telegraph")
    assert page.locator("#c1 #c2").count() == 1  # one lies visibly in the other
    page.locator("#c4-cue").focus()
    expect(page.locator("#card-c4")).to_have_class("card depth-1 on")
    page.keyboard.press("Enter")
    assert page.url.endswith("#card-c4")
    page.get_by_label("Act").select_option("deny")
    expect(page.locator("#card-c1")).to_be_hidden()
    expect(card).to_be_visible()


def test_layers(page: Page) -> None:
    page.goto("/report/8")
    figure = page.locator("#f0")
    assert figure.evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"
    page.get_by_label("figures", exact=True).uncheck()
    assert figure.evaluate("e => getComputedStyle(e).borderTopWidth") == "0px"
    page.get_by_label("claims", exact=True).uncheck()
    assert page.locator("#c1").evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_searching_a_speaker(page: Page) -> None:
    page.goto("/speakers")
    page.get_by_label("Name begins with").press_sequentially("sanne")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Sanne Brakovar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sanne Brakovar")
    page.get_by_role("region", name="Said over time").get_by_role("link", name="We had no part in it").click()
    expect(page.locator("#c4")).to_be_visible()


def test_filters_without_a_new_page(page: Page) -> None:
    page.goto("/")
    page.evaluate("window.stays = true")
    page.get_by_label("Words").fill("baker")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Incidents").get_by_role("heading", level=3)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/\?q=baker$"))
    assert page.evaluate("window.stays") is True
    page.go_back()
    expect(page.get_by_role("region", name="Incidents").get_by_role("heading", level=3)).to_have_count(2)


def test_merging_and_undoing(page: Page) -> None:
    sign_in(page)
    page.goto("/incident/i1")
    form = page.locator("form", has=page.get_by_role("button", name="Merge"))
    form.get_by_label("With incident or report").fill("i2")
    form.get_by_label("Reason").fill("one blaze")
    form.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("11 reports").first).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("region", name="Incidents").get_by_role("heading", level=3)).to_have_count(1)
    page.goto("/judgements")
    page.get_by_placeholder("reason").fill("two after all")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("no longer stands")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("region", name="Incidents").get_by_role("heading", level=3)).to_have_count(2)


def test_the_map(page: Page, on_the_map: None) -> None:
    page.goto("/")
    page.wait_for_selector("#map[data-ready]")
    expect(page.locator("#map canvas")).to_be_visible()
    expect(page.get_by_text("Natural Earth")).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_accessibility(browser: Browser, address: str, on_the_map: None, colours: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=colours)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page)
    found = []
    for path in PAGES:
        page.goto(path)
        if path == "/":
            page.wait_for_selector("#map[data-ready]", timeout=60_000)
        for one in Axe().run(page).response["violations"]:
            if one["impact"] in ("serious", "critical"):
                found.append((path, one["id"], [node["html"][:120] for node in one["nodes"]][:3]))
    context.close()
    assert found == []


def test_keyboard_and_small_screens(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.set_viewport_size({"width": 360, "height": 640})
    for path in PAGES:
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{path} is {wide} wide"


def test_print(page: Page) -> None:
    page.goto("/incident/i1")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()
    assert len(page.pdf()) > 10_000


def test_hostile_reports_run_nothing(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    for path in ("/report/11", "/", "/incident/i2", "/reports?q=baker", "/claims?q=oven", "/speakers"):
        page.goto(path)
        assert page.title() != "taken" and asked == []
        assert page.locator("img").count() == 0 and page.locator('a[href^="javascript" i]').count() == 0


def test_the_first_page_is_light(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    sizes: dict[str, int] = {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    session.on("Network.responseReceived", lambda e: urls.update({e["requestId"]: e["response"]["url"]}))
    session.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: int(e["encodedDataLength"])}))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    context.close()
    of_map = ("maplibre", "borders", "points.json")
    total = sum(size for key, size in sizes.items() if not any(part in urls.get(key, "") for part in of_map))
    assert 10_000 < total <= 300_000, total


def test_pictures_can_be_taken() -> None:
    script = Path(__file__).parent.parent / "scripts" / "screenshots"
    compile(script.read_text(), str(script), "exec")
