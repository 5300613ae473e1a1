"""HTML: the article, what the page says of itself and nothing else, and pages that would break a parser."""

from __future__ import annotations

import io
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import InputError, RefusedReport, Report
from sayso.ingest import html, reports
from sayso.ingest.published import check_published, find_published

PARAGRAPHS = [
    "AVERHOLT - The bridge over the Linde is safe and will open again in the spring, Mayor Tam Orrery said on Tuesday.",
    "Engineers of the Northmoor Institute had looked at its piers for two weeks, according to a statement by the town.",
    "“We found nothing that would keep it closed,” said Ilse Vond, who led them. She declined to name the cost.",
    "The ferry company, which has carried cars across the river since June, did not answer questions that day.",
]
TEXT = "\n".join(PARAGRAPHS)
BODY = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)


def page(head: str = "", before: str = "", body: str = BODY) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">{head}</head>\n<body><nav><ul><li><a href="/">'
        f'Home</a></li><li><a href="/w">World</a></li></ul></nav>\n<article>{before}\n{body}</article>\n<footer>'
        "<p>Imprint · Contact</p></footer></body></html>"
    )


def linked(**keys: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **keys})}</script>'


def meta(**content: str) -> str:
    return "".join(f'<meta property="{key.replace("__", ":")}" content="{value}">' for key, value in content.items())


def read(source: str | bytes) -> Report:
    return html.read("page", source if isinstance(source, bytes) else source.encode())


def refusal(source: str | bytes) -> str:
    with pytest.raises(InputError) as raised:
        read(source)
    assert str(raised.value).isprintable()
    return str(raised.value)


def test_the_text_is_the_article_and_what_the_page_does_not_say_is_none() -> None:
    assert read(page()) == Report(id="page", text=TEXT)


def test_json_ld_goes_before_opengraph_before_other_tags() -> None:
    everything = [
        "<title>Of the title tag</title>"
        '<meta name="author" content="By Meta Tag"><meta name="date" content="2024-12-20">',
        '<meta name="publisher" content="Meta Outlet"><meta name="dc.title" content="Of a meta tag">',
        meta(og__title="Of OpenGraph", og__site_name="Graph Outlet", article__published_time="2024-12-21T10:00:00Z"),
        linked(
            headline="Of JSON-LD",
            datePublished="2024-12-22T08:30:00+01:00",
            publisher={"@type": "Organization", "name": "Linked Outlet"},
            author=[{"@type": "Person", "name": "Ilse Vond"}, {"@type": "Person", "name": "Tam Orrery"}],
        ),
    ]
    expected = [
        ("Of the title tag", "2024-12-20", None, "Meta Tag"),
        ("Of a meta tag", "2024-12-20", "Meta Outlet", "Meta Tag"),
        ("Of OpenGraph", "2024-12-21T10:00:00Z", "Graph Outlet", "Meta Tag"),
        ("Of JSON-LD", "2024-12-22T08:30:00+01:00", "Linked Outlet", "Ilse Vond, Tam Orrery"),
    ]
    for count, wanted in enumerate(expected, 1):
        for head in ("".join(everything[:count]), "".join(reversed(everything[:count]))):
            report = read(page(head))
            assert (report.title, report.published, report.publisher, report.byline) == wanted


def test_the_head_of_the_article_speaks_where_the_page_s_head_does_not() -> None:
    before = (
        '<h1>Bridge safe</h1><span class="byline">By Ilse Vond</span><time datetime="2024-12-22T08:30Z">today</time>'
    )
    late = f"<p>{TEXT}</p>" + '<time datetime="2020-01-01">then</time><span class="byline">By Somebody Else</span>'
    report = read(page("<title>Bridge safe | Averholt Post</title>", before, late))
    assert (report.title, report.published, report.byline) == ("Bridge safe", "2024-12-22T08:30Z", "Ilse Vond")
    report = read(page(before="<h1>Bridge safe</h1>", body=late))
    assert (report.published, report.byline) == (None, None)


def test_an_update_is_no_publication() -> None:
    before = '<h1>Bridge safe</h1><time class="updated" datetime="2024-12-24">Updated today</time>'
    assert read(page(meta(article__modified_time="2024-12-23"), before)).published is None


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Bridge safe - Averholt Post", "Bridge safe"),
        ("Averholt Post | Bridge safe", "Bridge safe"),
        ("Bridge safe &amp; open", "Bridge safe & open"),
        ("Bridge safe – mayor", "Bridge safe – mayor"),
        ("Bridge-safe", "Bridge-safe"),
    ],
)
def test_the_outlet_is_taken_off_the_title(title: str, kept: str) -> None:
    assert read(page(f"<title>{title}</title>" + meta(og__site_name="The Averholt Post"))).title == kept


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://post.example/17">' + meta(og__url="https://post.example/x"), "17"),
        (meta(og__url="https://post.example/x"), "x"),
        ('<link rel="canonical" href="/17">' + meta(og__url="https://post.example/x"), "17"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="http://[broken">', None),
        ('<link rel="canonical" href="">', None),
    ],
)
def test_addresses(head: str, url: str | None) -> None:
    assert read(page(head)).url == (url and f"https://post.example/{url}")


def test_the_date_in_the_address_is_the_last_evidence() -> None:
    link = '<link rel="canonical" href="https://post.example/2024/12/22/bridge">'
    assert read(page(link)).published == "2024-12-22"
    assert read(page(link + meta(article__published_time="2024-12-21"))).published == "2024-12-21"
    more = meta(article__published_time="2024-12-22") + '<meta name="date" content="2024-12-22T08:30Z">'
    assert read(page(link + more)).published == "2024-12-22T08:30Z"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2024-12-22T08:30:00+01:00", "2024-12-22T08:30:00+01:00"),
        ("2024/12/22", "2024-12-22"),
        ("20241222", "2024-12-22"),
        ("202412220830", "2024-12-22T08:30"),
        ("2024-12-22 08:30:00 UTC", "2024-12-22T08:30:00Z"),
        ("December 22, 2024", "2024-12-22"),
        ("Sun, 22 Dec 2024", "2024-12-22"),
        ("Sun, 22 Dec 2024 08:30:00 GMT", "2024-12-22T08:30:00+00:00"),
        ("22 Dec 2024 8:30 +0100", "2024-12-22T08:30+01:00"),
        ("22 Dec 08:30", None),
        ("Dec 22, 2024 10:30 PM", "2024-12-22"),
        ("December 22, 2024 at 10:30 p.m. EST", "2024-12-22"),
        ("2024-12-22 10.30pm", "2024-12-22"),
        ("03/04/2024", None),
        ("22.12.2024", None),
        ("2024-13-22", None),
        ("1734855600", None),
        ("last Tuesday", None),
        ("Dec 22", None),
        ("", None),
    ],
)
def test_dates_of_pages(value: str, found: str | None) -> None:
    assert find_published(value) == found
    assert read(page(meta(article__published_time=value))).published == found


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*"0123456789-/:.,+ TZ", "2024", "22 Dec", "pm", "GMT", "Sun, ", "٣"]), max_size=12))
def test_a_date_that_is_found_is_iso_8601(pieces: list[str]) -> None:
    found = find_published("".join(pieces))
    assert found is None or check_published(found) == found


def test_json_ld_of_other_articles_does_not_count() -> None:
    other = {"@type": "NewsArticle", "headline": "Other", "url": "https://post.example/other"}
    own = {"@type": ["Thing", "ReportageNewsArticle"], "headline": "Own", "url": "https://post.example/17"}
    link = '<link rel="canonical" href="https://post.example/17">'
    for data in ([other, own], {"@graph": [other, own]}, {**own, "mentions": [other]}, {**own, "isPartOf": other}):
        script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        assert read(page(link + script)).title == "Own"
    script = (
        f'<script type="application/ld+json">{json.dumps({"@type": "ItemList", "itemListElement": [other]})}</script>'
    )
    assert read(page(script)).title is None


def test_json_ld_names_its_people_by_reference() -> None:
    graph = [
        {"@type": "NewsArticle", "author": {"@id": "#1"}, "publisher": {"@id": "#2"}},
        {"@type": "Person", "@id": "#1", "name": "Ilse Vond"},
        {"@type": "Organization", "@id": "#2", "name": "Averholt Post"},
    ]
    report = read(page(f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'))
    assert (report.byline, report.publisher) == ("Ilse Vond", "Averholt Post")


@pytest.mark.parametrize(
    "source",
    [
        "", "{", "null", "[]", "[[]]", "17", '"a"', "[" * 100_000, '{"a":' * 100_000, "\ufeff{}",
        '{"@type": 17}', '{"@type": [[]]}',
        '{"@type": "NewsArticle", "author": [[{"name": "a"}]], "publisher": 17, "headline": {}, "datePublished": []}',
        '{"@type": "NewsArticle", "author": {"@id": {"a": 1}}, "mainEntityOfPage": {"@id": []}, "url": {}}',
        '{"@type": "NewsArticle", "datePublished": ' + "9" * 5000 + "}",
        '{"@type": "' + "a" * 300_000 + '"}',
    ],
    ids=lambda source: source[:20],
)  # fmt: skip
def test_odd_json_ld_does_no_harm(source: str) -> None:
    began = time.monotonic()
    assert read(page(f'<script type="application/ld+json">{source}</script>')) == Report(id="page", text=TEXT)
    assert time.monotonic() - began < 5


def test_halves_of_surrogate_pairs_do_not_get_through() -> None:
    address = "https://post.example/\ud800"
    report = read(page(linked(headline="a \ud800 b", publisher="\udc00", author="\ud83d\ude42 x\ud83d", url=address)))
    for value in (report.title, report.publisher, report.byline, report.url):
        assert value
        value.encode()
    assert report.title == "a \ufffd b"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (page().encode("utf-16"), "utf-16"),
        (b"\xef\xbb\xbf" + page().encode(), "mark"),
        (page().replace("utf-8", "windows-1252").encode("windows-1252"), "declared"),
        (page().replace("utf-8", "iso-8859-1").encode("windows-1252"), "latin"),
        (page().replace('<meta charset="utf-8">', "").encode("windows-1252"), "undeclared"),
        (page().encode("windows-1252"), "wrongly declared"),
        (page().replace("utf-8", "windows-1252").encode(), "wrongly declared"),
        (page().replace("<!DOCTYPE html>", '<?xml version="1.0" encoding="utf-8"?>').encode(), "xhtml"),
    ],
)
def test_encodings_of_pages(data: bytes, what: str) -> None:
    assert read(data).text == TEXT


@pytest.mark.parametrize(
    "source",
    [
        "<html></html>",
        "<!DOCTYPE html>",
        "<!-- nothing -->",
        "<html><frameset><frame src=a></frameset></html>",
        page(body="<h1>Log in</h1><form><input name=a><button>Go on</button></form>"),
        page(body="<ul>" + "<li><a href=x>Bridge safe</a></li>" * 50 + "</ul>"),
        page(body="<p>" + "bridge " * 50_000 + "</p>"),
        page(body="<p>" + "a" * 500_000 + "</p>"),
        '{"text": "a"}',
        "<",
    ],
    ids=lambda source: source[-30:],
)
def test_pages_without_an_article(source: str) -> None:
    began = time.monotonic()
    assert refusal(source) == "no article: no running text in the page"
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (page() + "\0", "not text: a binary file (NUL bytes)"),
        ((page() + "\0").encode("utf-16"), "not text: NUL character in the page"),
        ("<html><body>" + "<div>" * 10_000 + BODY, "HTML that cannot be parsed: nested too deep"),
        (page(f"<meta {'a ' * 30_000}>"), "HTML that cannot be parsed: a tag with more than 20,000 attributes"),
        (page(body="<p>Der Bürgermeister von Averholt sagte am Dienstag, die Brücke über den Fluss sei sicher "
         "und werde im Frühjahr wieder geöffnet.</p>"), "language not supported: looks like German"),
    ],
)  # fmt: skip
def test_refusals(source: str | bytes, reason: str) -> None:
    assert refusal(source) == reason


@pytest.mark.parametrize(
    "reference", ["&#1;", "&#x1F", "&#0;", "&#12;", "&#xD800;", "&#xFFFE;", "&#1114112;", "&#99999999;"]
)
def test_impossible_characters_do_not_lose_the_text(reference: str) -> None:
    text = read(page(body=BODY.replace("her", f"h{reference} er"))).text
    assert "Mayor Tam Orrery said on Tuesday." in text and "did not answer questions that day." in text
    text.encode()


def test_broken_pages_are_read_to_their_end() -> None:
    body = "".join(f"<div><i>The mayor said on day {n} that the bridge was safe for the town.<br>" for n in range(400))
    assert read(page(body=body)).text.count("The mayor said") == 400
    deep = "<div>" * 1000 + BODY
    assert read(f"<html><body>{deep}").text == TEXT


def test_bulky_pages_are_read_to_their_end() -> None:
    bulk = f'<img src="data:image/png;base64,{"A" * 11_000_000}">'
    assert read(page(body=bulk + BODY)).text == TEXT
    bulky_title = "a - " * 100_000
    began = time.monotonic()
    report = read(page(f"<title>{bulky_title}</title>", "<h1>Bridge safe</h1>"))
    assert report.title == "Bridge safe" and TEXT in report.text
    assert time.monotonic() - began < 10


PIECES = ["<", ">", "/", "<p>", "</div>", "<h1>", "<article>", "<time datetime=", '<meta property="og:title" content="',
          '"', "'", "&#", "&#x1;", "&amp;", "<!--", "-->", "<script type=application/ld+json>", "</script>", "{",
          '"@type":"Article"', "\x01", "\ufffe", "<svg>", "<table><tr>", "<title>", "]]>", "<?xml ", BODY]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=20))
def test_whatever_the_page_there_is_one_outcome(pieces: list[str]) -> None:
    data = ("<html>" + "".join(pieces)).encode("utf-8", "surrogatepass")
    (found,) = reports(["-"], stdin=io.BytesIO(data))
    if isinstance(found, RefusedReport):
        assert found.reason.isprintable() and "cannot be parsed (" not in found.reason
    else:
        for value in (found.text, found.title, found.byline, found.publisher, found.url):
            (value or "").encode()
