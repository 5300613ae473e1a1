"""HTML: one page is one report. trafilatura finds the text, `metadata` what the page says of itself."""

from __future__ import annotations

import logging
import re

from trafilatura import bare_extraction
from trafilatura.utils import load_html

from sayso._errors import InputError
from sayso._types import Report
from sayso.ingest.checks import check_text
from sayso.ingest.encoding import decode
from sayso.ingest.metadata import find_metadata

for _library in ("trafilatura", "htmldate", "courlan"):  # their warnings are our refusals
    logging.getLogger(_library).addHandler(logging.NullHandler())

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_HEAD = 4096  # bytes within which browsers look for the encoding; pages in use are laxer than the standard's 1024
# A line of running text: five words and the end of a sentence. Menus, captions and buttons have none.
_SENTENCE = re.compile(r"(?:\S+\s+){4,}?\S*[.!?:…][\"'”’»)]*(?:\s|$)")


def read(name: str, data: bytes) -> Report:
    """One report with id `name`. Raises InputError, among others for a page without running text."""
    page = decode(data, _declared(data))
    if not page.strip():
        raise InputError("empty")
    if "\0" in page:
        raise InputError("not text: NUL character in the page")
    try:
        tree = load_html(page)
        found = find_metadata(tree) if tree is not None else None
        document = bare_extraction(tree, include_comments=False) if tree is not None else None
    except (Exception, RecursionError) as error:  # whatever a page does to the libraries, the next report is read
        raise InputError(f"HTML that cannot be parsed ({type(error).__name__})") from error
    text = (document.text or "") if document is not None and not isinstance(document, dict) else ""
    if found is None or not _SENTENCE.search(text):
        raise InputError("no article: no running text in the page")
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
