"""Feeds, NewsML-G2 and ninjs: what is taken from them, and that hostile ones cost nothing."""

from __future__ import annotations

import io
import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import RefusedReport, Report
from sayso.ingest import reports

TEXT = "The mayor of Averholt said on Tuesday that the bridge was safe and would open again in the spring."
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def piped(data: str | bytes) -> list[Report | RefusedReport]:
    return list(reports(["-"], stdin=io.BytesIO(data if isinstance(data, bytes) else data.encode())))


def one(data: str | bytes) -> Report:
    (found,) = piped(data)
    assert isinstance(found, Report), found
    return found


def refused(data: str | bytes) -> str:
    (found,) = piped(data)
    assert isinstance(found, RefusedReport), found
    return found.reason


def rss(*items: str) -> str:
    inner = f"<channel><title>The Tide</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0" {CONTENT}>{inner}</rss>'


ITEM = f"""<item><title>Bridge &amp;amp; road</title><link>https://tide.example/1</link>
<guid isPermaLink="false">g1</guid><pubDate>Sun, 22 Dec 2024 08:30:00 +0100</pubDate><dc:creator>A. Writer</dc:creator>
<description>Short.</description><content:encoded><![CDATA[<h1>Bridge</h1><p>{TEXT}</p><script>alert(1)</script>
<p>It&nbsp;is <b>open</b>.<br>{TEXT}</p><!-- no --><style>p {{}}</style>]]></content:encoded></item>"""


def test_rss() -> None:
    assert one(rss(ITEM)) == Report(
        "g1", f"Bridge\n{TEXT}\nIt is open.\n{TEXT}", "Bridge & road", "2024-12-22T08:30:00+01:00", "The Tide",
        "https://tide.example/1", "A. Writer", "-:1",
    )  # fmt: skip


def test_atom() -> None:
    entry = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Tide</title><entry><id>urn:x:1</id><title>B</title>
    <link rel="alternate" href="https://tide.example/2"/><published>2024-12-22T08:30:00Z</published>
    <updated>2024-12-24T08:30:00Z</updated><author><name>A. Writer</name></author>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>{TEXT}</p></div></content>
    </entry></feed>"""
    assert one(entry) == Report(
        "urn:x:1", f"{TEXT}\n{TEXT}", "B", "2024-12-22T08:30:00Z", "The Tide", "https://tide.example/2", "A. Writer",
        "-:1",
    )  # fmt: skip


def test_rss_1_and_what_feeds_leave_out() -> None:
    found = one(
        f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
        <channel><title>T</title></channel><item><description>{TEXT}</description></item></rdf:RDF>"""
    )
    assert (found.id, found.text, found.title, found.published, found.url) == ("-:1", TEXT, None, None, None)


def test_entries_are_refused_one_by_one() -> None:
    found = piped(rss("<item><title>T</title></item>", "<item><description>12</description></item>", ITEM))
    assert [str(item) if isinstance(item, RefusedReport) else item.id for item in found] == [
        "-:1: no text: an entry with neither content nor summary", "-:2: no sentences: not one letter in it", "g1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (rss(), "empty: a feed without entries"),
        (rss("<item><description>x</description></item>" * 5001), "a feed of more than 5,000 entries"),
        ('<?xml version="1.0"?><sitemap/>', "XML that is no feed, no news item and no web page"),
        (rss(ITEM).replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss'), "XML with entities of its own"),
        (
            '<!DOCTYPE x [<!ENTITY a "aaaa">' + "".join(
                f'<!ENTITY a{k + 1} "{f"&a{k or str()};" * 10}">' for k in range(20)) + "]><newsItem>&a20;</newsItem>",
            "XML with entities of its own",
        ),
        ('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed><title>&x;</title></feed>', "XML with entities"),
        ("<newsItem><x></newsItem>", "broken XML"),
        (rss(ITEM) + " " * 20_000_001, "too long: more than 20 MB"),
        ("<newsMessage/>", "empty: a news message without items"),
        ("<packageItem guid='1'/>", "no text: a packageItem"),
        ("<newsItem/>", "no text: a news item of class unknown"),
        (json.dumps({"uri": "u", "type": "picture", "bodies": []}), "no text: a news item of class picture"),
        (json.dumps({"uri": "u", "bodies": [1], "pubstatus": "canceled"}), "withdrawn by its publisher"),
        (json.dumps({"uri": "u"}), 'no "text"'),
    ],
)  # fmt: skip
def test_what_is_refused(data: str, reason: str) -> None:
    begun = time.monotonic()
    assert refused(data).startswith(reason)
    assert time.monotonic() - begun < 10


def test_a_feed_in_another_encoding() -> None:
    data = f'<?xml version="1.0" encoding="iso-8859-1"?>{rss(ITEM).partition("?>")[2]}'.replace("Bridge", "Brücke")
    assert one(data.encode("latin-1")).text.startswith("Brücke\n")
    assert one(data.replace("iso-8859-1", "utf-16").encode("utf-16")).text.startswith("Brücke\n")


def newsml(content: str, meta: str = "", attributes: str = 'guid="urn:newsml:x:1"') -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" {attributes}
    standard="NewsML-G2"><itemMeta><itemClass qcode="ninat:text"/><provider literal="ignored"><name>Olvask Telegraph
    </name></provider><versionCreated>2024-12-22T08:30:00+01:00</versionCreated>
    <firstCreated>2024-12-21T08:30:00+01:00</firstCreated>{meta}</itemMeta><contentMeta>
    <headline>Bridge\n  safe</headline><by>A. Writer</by></contentMeta><contentSet>{content}</contentSet></newsItem>"""


NITF = f"""<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
<head><title>not this</title></head><body><body.head><hedline><hl1>nor this</hl1></hedline></body.head>
<body.content><p>{TEXT}</p><media><media-caption>nor that</media-caption></media><p>{TEXT}</p></body.content>
</body></nitf></inlineXML>"""
XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title>
</head><body><p>{TEXT}</p><p>{TEXT}</p></body></html></inlineXML>"""


@pytest.mark.parametrize(
    "content",
    [
        NITF,
        XHTML,
        f"<inlineData contenttype='text/plain'>\n{TEXT}\n{TEXT}\n</inlineData>",
        f"<inlineData contenttype='text/html'>&lt;p>{TEXT}&lt;/p>&lt;p>{TEXT}&lt;/p></inlineData>",
    ],
)
def test_newsml(content: str) -> None:
    link = '<link href="https://tide.example/1" contenttype="text/html"/>'
    assert one(newsml(content, link)) == Report(
        "urn:newsml:x:1", f"{TEXT}\n{TEXT}", "Bridge safe", "2024-12-22T08:30:00+01:00", "Olvask Telegraph",
        "https://tide.example/1", "A. Writer", "-",
    )  # fmt: skip


def test_a_news_message_holds_many() -> None:
    canceled = newsml(NITF, '<pubStatus qcode="stat:canceled"/>')
    items = [newsml(NITF, attributes=""), newsml(""), newsml(NITF), canceled]
    inner = "".join(item.partition("?>")[2] for item in items)
    found = piped(f"<newsMessage><itemSet>{inner}</itemSet></newsMessage>")
    assert [str(item) if isinstance(item, RefusedReport) else item.id for item in found] == [
        "-:1", "-:2: no text: a news item of class text", "urn:newsml:x:1", "-:4: withdrawn by its publisher",
    ]  # fmt: skip


NINJS: dict[str, Any] = {
    "1": {"uri": "urn:n:1", "versioncreated": "2024-12-22T08:30:00Z", "byline": "A. Writer", "headline": "Bridge",
          "body_text": f"{TEXT}\n{TEXT}\n", "body_html": "<p>no</p>", "source": "Olvask"},
    "2": {"uri": "urn:n:1", "versioncreated": "2024-12-22T08:30:00Z", "by": "A. Writer", "type": "text",
          "headlines": [{"role": "sub", "value": "no"}, {"role": "main", "value": "Bridge"}],
          "bodies": [{"role": "caption", "contenttype": "text/plain", "value": "no" * 900},
                     {"role": "main", "contenttype": "text/html", "value": f"<p>{TEXT}</p><p>{TEXT}</p>"}],
          "infosources": [{"role": "x", "name": "Olvask"}], "associations": [{"uri": "y", "bodies": []}]},
    "3": {"uri": "urn:n:1", "versionCreated": "2024-12-22T08:30:00Z", "by": "A. Writer",
          "headlines": [{"value": "Bridge"}], "bodies": [{"contentType": "application/xhtml+xml",
                                                           "value": f"<p>{TEXT}</p>{TEXT}"}],
          "provider": {"name": "Olvask"}, "links": [{"rel": "canonical", "href": "https://tide.example/1"}]},
}  # fmt: skip


@pytest.mark.parametrize("version", NINJS)
def test_ninjs(version: str) -> None:
    url = "https://tide.example/1" if version == "3" else None
    wanted = ("urn:n:1", f"{TEXT}\n{TEXT}", "Bridge", "2024-12-22T08:30:00Z", "Olvask", url, "A. Writer", "-:1")
    for data in (json.dumps(NINJS[version]), json.dumps([NINJS[version]]), json.dumps(NINJS[version], indent=2)):
        assert one(data) == Report(*wanted)
    assert len(piped("\n".join([json.dumps(NINJS[version])] * 3))) == 3


STARTS = ["<rss><channel><item><description>", "<feed><entry>", "<newsItem><contentSet><inlineXML>", "<rdf:RDF",
          "<?xml", '{"uri":"u","bodies":[{"value":"', '{"uri":"u","bodies":']  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(STARTS), st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
def test_whatever_comes_there_is_an_outcome_on_one_line(start: str, rest: bytes) -> None:
    found = piped(start.encode() + rest)
    assert found
    for item in found:
        assert isinstance(item, Report) or item.reason.isprintable()


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({"uri": st.text(max_size=3)}, optional={
    key: st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                      lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(
                          ["value", "role", "name", "href", "rel", "contenttype"]), inner, max_size=3))
    for key in ("bodies", "headlines", "provider", "links", "infosources", "type", "by", "versioncreated", "pubstatus",
                "body_text")}))  # fmt: skip
def test_ninjs_of_any_shape(item: dict[str, Any]) -> None:
    assert len(piped(json.dumps(item))) == 1
