"""HTML: one page is one report. trafilatura finds the text, `metadata` what the page says of itself."""

from __future__ import annotations

import logging
import re
from typing import Any

from lxml.etree import ParserError
from lxml.html import HTMLParser, fromstring
from trafilatura import bare_extraction
from trafilatura.utils import repair_faulty_html

from sayso._errors import InputError
from sayso._types import Report
from sayso.ingest.checks import check_text
from sayso.ingest.encoding import decode
from sayso.ingest.metadata import find_metadata

for _library in ("trafilatura", "htmldate", "courlan"):  # their warnings are our refusals
    logging.getLogger(_library).addHandler(logging.NullHandler())

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_NO_ARTICLE = "no article: no running text in the page"
_HEAD = 4096  # bytes within which browsers look for the encoding; pages in use are laxer than the standard's 1024
_REFERENCE = re.compile(r"&#(?:0*([0-9]{1,7})|[xX]0*([0-9a-fA-F]{1,6}));?")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{40000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTES = 20_000  # of one tag: the parser compares each with all others, and would take hours over a million


def read(name: str, data: bytes, charset: str | None = None) -> Report:
    """One report with id `name`. Raises InputError, among others for a page without running text.

    charset: the encoding that whoever served the page gave, which counts before the page's own word.
    """
    page = decode(data, charset or _declared(data))
    if not page.strip():
        raise InputError("empty")
    if "\0" in page:
        raise InputError("not text: NUL character in the page")
    try:
        tree = _tree(page)
        found = find_metadata(tree)  # before the extraction, which takes the tree apart
        document = bare_extraction(tree, include_comments=False)
    except InputError:
        raise
    except Exception as error:  # whatever a page does to the libraries, the next report is read
        raise InputError(f"HTML that cannot be parsed ({type(error).__name__})") from error
    text = (document.text or "") if document is not None and not isinstance(document, dict) else ""
    if not _has_sentence(text):
        raise InputError(_NO_ARTICLE)
    check_text(text)
    return Report(
        id=name,
        text=text,
        title=found.title,
        published=found.published,
        publisher=found.publisher,
        url=found.url,
        byline=found.byline,
    )


def _declared(data: bytes) -> str | None:
    head = data[:_HEAD]
    match = _XML.search(head) or _META.search(head)
    return match[1].decode("ascii", "replace") if match else None


def _tree(page: str) -> Any:
    """The page as lxml parses it, whole: a parser that stops half-way would lose text without a word."""
    if any(len(_QUOTED.sub("", tag[0]).split()) > _ATTRIBUTES for tag in _LONG_TAG.finditer(page)):
        raise InputError(f"HTML that cannot be parsed: a tag with more than {_ATTRIBUTES:,} attributes")
    page = repair_faulty_html(_REFERENCE.sub(_without_control, page), page[:50].lower())
    # As trafilatura's own, but for the limits on depth and length, which broken or bulky pages exceed.
    parser = HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
        huge_tree=True,
    )
    try:
        tree = fromstring(page.encode("utf-8"), parser=parser)
    except ParserError:  # nothing but comments
        raise InputError(_NO_ARTICLE) from None
    if parser.error_log.filter_from_fatals():
        raise InputError("HTML that cannot be parsed: nested too deep")
    return tree


def _without_control(reference: re.Match[str]) -> str:
    """A character reference as it is, or a blank for one to a character that trees of XML cannot hold."""
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return " " if (code < 32 and code not in (9, 10, 13)) or code in (0xFFFE, 0xFFFF) else reference[0]


def _has_sentence(text: str) -> bool:
    """Whether a line has five words and the end of a sentence. Menus, captions and buttons have not."""
    return any(
        word.rstrip("\"'”’»)").endswith((".", "!", "?", ":", "…"))
        for line in text.splitlines()
        for word in line.split()[4:]
    )
