"""XML of strangers: decoded by our own rules, without entities of its own, without anything fetched."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from sayso._errors import InputError
from sayso.ingest.encoding import decode

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PROLOG = re.compile(r"(?s)(?:[^<]|<[!?])*")  # up to the first tag


def text_of(data: bytes) -> str:
    """The document without its declaration. Raises InputError, among others where it declares entities."""
    found = _DECLARED.search(data[:200])
    text = decode(data, found[1].decode("ascii") if found else None)
    prolog = _PROLOG.match(text)
    if prolog and "<!ENTITY" in prolog[0]:
        raise InputError("XML with entities of its own: no news needs them, and they can be made to fill any memory")
    return _DECLARATION.sub("", text)


def tree_of(data: bytes) -> Any:
    """The root element. Raises InputError where it is not well formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
                             remove_pis=True, encoding="utf-8")  # fmt: skip
    try:
        root = etree.fromstring(text_of(data).encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"broken XML: {' '.join(str(error.msg).split())[:100]}") from None
    if root is None:
        raise InputError("broken XML: no element")
    return root
