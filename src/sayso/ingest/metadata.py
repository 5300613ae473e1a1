"""What a news page says of itself: title, publication time, publisher, byline, address.

Evidence in the order of trust: JSON-LD, OpenGraph and other meta tags, the head of the article, its address. Nothing is
read from the running text, and a field without evidence is None: trafilatura and htmldate guess where pages are silent,
so neither is asked.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from sayso.ingest.published import find_published


class Metadata(msgspec.Struct, frozen=True):
    """What a page says of itself, in the terms of `Report`."""

    title: str | None
    published: str | None
    publisher: str | None
    byline: str | None
    url: str | None


_TITLES = ("og:title", "twitter:title", "headline", "parsely-title", "sailthru.title", "dc.title", "dcterms.title",
           "citation_title")  # fmt: skip
_DATES = ("article:published_time", "og:article:published_time", "article:published", "og:published_time",
          "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date",
          "dcterms.date", "dcterms.created", "dc.date.created", "citation_publication_date", "citation_date",
          "cxenseparse:recs:publishtime", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
          "published_date", "article.published", "date")  # fmt: skip
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "rbpubname", "application-name")
_AUTHORS = ("author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
            "citation_author", "authors")  # fmt: skip
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report)$")
_SITES = {"NewsMediaOrganization", "WebSite"}
# Under these keys a page tells of other articles than its own.
_OTHERS = {"itemListElement", "hasPart", "mentions", "citation", "comment", "isPartOf", "relatedLink", "isBasedOn"}
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:-]|::)\s+")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)(?:/|-)(\d\d)(?:(?:/|-)(\d\d))?(?=[/-]|$)|/((?:19|20)\d{6})(?=/|$)")
_BY = re.compile(r"^\s*(?:written\s+by|by)\b[\s:]*", re.IGNORECASE)
_LONG = 120  # characters of a paragraph that is the running text, no longer the head of the article
_LONGEST = 2_000  # characters of a title that is looked at more closely
_NODES = 20_000  # nodes of JSON-LD looked at; pages have hundreds


def find_metadata(tree: Any) -> Metadata:
    """Metadata of a page parsed by lxml."""
    meta = _meta_tags(tree)
    linked = list(_json_ld(tree))
    url = _url(tree, meta, linked)
    article = _article(linked, url)
    publisher = _publisher(meta, linked, article)
    headline = _first_heading(tree)
    return Metadata(
        title=_sound(_title(tree, meta, article, publisher, url, headline)),
        published=_published(tree, meta, article, url),
        publisher=_sound(publisher),
        byline=_sound(_byline(tree, meta, article, linked)),
        url=_sound(url),
    )


def _sound(value: str | None) -> str | None:
    """`value` in valid Unicode: JSON-LD may hold halves of surrogate pairs."""
    return value and value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _title(
    tree: Any,
    meta: dict[str, str],
    article: dict[str, Any],
    publisher: str | None,
    url: str | None,
    heading: str | None,
) -> str | None:
    of_page = _words(tree.findtext(".//title"))
    given = [_words(article.get("headline")), *(_words(meta.get(key)) for key in _TITLES), heading, of_page]
    title = next((t for t in given if t), None)
    return _without_furniture(title, publisher, url, heading) if title else None


def _without_furniture(title: str, publisher: str | None, url: str | None, heading: str | None) -> str:
    """`Dam bursts | The Northland Post` without the outlet, where the page shows that it is the outlet.

    It does by naming its publisher, by its host, or by a heading that is the rest of the title.
    """
    if len(title) > _LONGEST:
        return title
    for match in _SEPARATOR.finditer(title):
        if heading and _bare(title[: match.start()]) == _bare(heading):
            return title[: match.start()]
    outlets = {_bare(publisher or "")} | {_bare(publisher or "").removeprefix("the")} - {""}
    host = _bare(urlsplit(url).hostname or "") if url else ""

    def is_outlet(part: str) -> bool:
        name = _bare(part)
        return bool(name) and (
            name in outlets
            or name.removeprefix("the") in outlets
            or (len(name) > 3 and name.removeprefix("the") in host)
        )

    cuts = list(_SEPARATOR.finditer(title))
    if cuts and is_outlet(title[cuts[-1].end() :]):
        return title[: cuts[-1].start()]
    if cuts and is_outlet(title[: cuts[0].start()]):
        return title[cuts[0].end() :]
    return title


def _published(tree: Any, meta: dict[str, str], article: dict[str, Any], url: str | None) -> str | None:
    given: list[Any] = [article.get("datePublished"), *(meta.get(key) for key in _DATES)]
    given += _times(tree)
    found = [time for value in given if isinstance(value, str) and (time := find_published(value))]
    found += [date] if (date := date_in_address(url)) else []
    if not found:
        return None
    best = found[0]
    for other in found:  # the same time, told more precisely elsewhere on the page
        if other.startswith(best):
            best = other
    return best


def _times(tree: Any) -> Iterator[str]:
    """Times marked as the article's own: by what the tag says, else the first in its head, before the running text."""
    for node in tree.xpath("//*[contains(@itemprop, 'datePublished') or self::time[@pubdate]]"):
        yield node.get("datetime") or node.get("content") or _words(node.text_content()) or ""
    for node in _head_of_article(tree):
        marks = f"{node.get('class')} {node.get('itemprop')}".lower()
        if node.tag == "time" and node.get("datetime") and not re.search(r"updat|modif", marks):
            yield node.get("datetime")
            return


def date_in_address(url: str | None) -> str | None:
    """The day or month in the path of an address (`/2022/06/03/`), as news sites build them; None for none."""
    try:
        match = _URL_DATE.search(urlsplit(url).path) if url else None
    except ValueError:  # no address
        match = None
    if not match:
        return None
    year, month, day, compact = match.groups()
    return find_published(compact or "-".join(part for part in (year, month, day) if part))


def _publisher(meta: dict[str, str], linked: list[dict[str, Any]], article: dict[str, Any]) -> str | None:
    given = _names(article.get("publisher"), linked) or _names(article.get("sourceOrganization"), linked)
    given += [_words(meta.get(key)) for key in _PUBLISHERS]
    given += [_words(node.get("name")) for node in linked if _SITES & set(_kinds(node))]
    return next((name for name in given if name and not _is_address(name)), None)


def _byline(tree: Any, meta: dict[str, str], article: dict[str, Any], linked: list[dict[str, Any]]) -> str | None:
    names = _names(article.get("author"), linked) or [_words(meta.get(key)) for key in _AUTHORS]
    names = [_BY.sub("", name) for name in names if name and not _is_address(name)]
    if not names:
        names = [_BY.sub("", name) for name in _marked_authors(tree)]
    kept = list(dict.fromkeys(name for name in names if name))
    if not article.get("author"):
        kept = kept[:1]  # meta tags repeat one byline in several wordings
    return ", ".join(kept) or None


def _marked_authors(tree: Any) -> list[str]:
    found: dict[str, list[str]] = {"itemprop": [], "rel": [], "class": []}
    for node in _head_of_article(tree):
        if "author" in (node.get("itemprop") or "").split():
            mark = "itemprop"
        elif "author" in (node.get("rel") or "").split():
            mark = "rel"
        elif {"byline", "author", "author-name", "byline-name"} & set((node.get("class") or "").lower().split()):
            mark = "class"
        else:
            continue
        text = _words(node.text_content()) or ""
        if 2 < len(text) < 100:
            found[mark].append(text)
    return found["itemprop"] or found["rel"] or found["class"][:1]


def _url(tree: Any, meta: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    given = tree.xpath("//link[contains(concat(' ', normalize-space(@rel), ' '), ' canonical ')]/@href")
    given += [meta.get("og:url"), meta.get("twitter:url")]
    for node in linked:
        if _is_article(node):
            page = node.get("mainEntityOfPage")
            given += [node.get("url"), page.get("@id") if isinstance(page, dict) else page]
    base = meta.get("og:url") or ""
    for value in given:
        if isinstance(value, str) and value.strip():
            try:
                address = urljoin(base, value.strip())
                if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname:
                    return str(address)
            except ValueError:
                continue
    return None


def _meta_tags(tree: Any) -> dict[str, str]:
    """Content of the meta tags by lower-case name; the first of a name that says something."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        key = node.get("property") or node.get("name") or node.get("itemprop")
        value = node.get("content")
        if key and value and value.strip():
            found.setdefault(key.strip().lower(), value)
    return found


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, the outer ones first; those that tell of other pages are left out."""
    waiting: deque[Any] = deque()
    for node in tree.iter("script"):
        if "ld+json" in (node.get("type") or "").lower():
            waiting.append(_loaded(node.text or ""))
    for _ in range(_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield value
            waiting.extend(child for key, child in value.items() if key not in _OTHERS)


def _loaded(source: str) -> Any:
    """JSON as pages have it: in comments, with line breaks in strings, with a semicolon after it."""
    source = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?://\s*)?(?:-->|\]\]>)\s*$", "", source)
    try:
        return json.loads(source.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _article(linked: list[dict[str, Any]], url: str | None) -> dict[str, Any]:
    """The JSON-LD object of the page's own article: the one with the page's address, else the first."""
    articles = [node for node in linked if _is_article(node)]
    for node in articles:
        page = node.get("mainEntityOfPage")
        if url and url in (node.get("url"), node.get("@id"), page, page.get("@id") if isinstance(page, dict) else None):
            return node
    return articles[0] if articles else {}


def _is_article(node: dict[str, Any]) -> bool:
    return any(_ARTICLE.search(kind) for kind in _kinds(node))


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _names(value: Any, linked: list[dict[str, Any]]) -> list[str | None]:
    """Names of people or organisations in JSON-LD: a string, an object, a reference to one, or a list of these."""
    if isinstance(value, list):
        return [name for item in value[:50] if not isinstance(item, list) for name in _names(item, linked)]
    if isinstance(value, dict):
        if "name" not in value and "@id" in value:
            value = next((node for node in linked if node.get("@id") == value["@id"] and "name" in node), value)
        value = value.get("name")
    name = _words(value)
    return [name] if name else []


def _first_heading(tree: Any) -> str | None:
    headings = [text for node in tree.iter("h1") if (text := _words(node.text_content()))]
    return headings[0] if len(headings) == 1 else None  # of several, none says that it is the article's


def _head_of_article(tree: Any) -> Iterator[Any]:
    """The elements of the article that holds the page's heading, up to its first long paragraph."""
    around = tree.xpath("(//h1)[1]/ancestor::*[self::article or self::main or self::header][last()]")
    heading = tree.xpath("(//h1)[1]")
    box = around[0] if around else (heading[0].getparent() if heading else None)
    if box is not None and box.tag == "header" and box.getparent() is not None:
        parent = box.getparent()
        box = parent if parent.tag in ("article", "main") else box
    for node in box.iter() if box is not None else ():
        if not isinstance(node.tag, str):
            continue
        if node.tag == "p" and len(node.text_content()) > _LONG:
            return
        yield node


def _words(value: Any) -> str | None:
    """Text with its entities resolved and its white space in order; None where there is none."""
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def _bare(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://", "www.", "@"))
