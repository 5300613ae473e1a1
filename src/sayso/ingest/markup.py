"""The text of a piece of HTML that is all article: of a feed's entry, a news item. One paragraph a line."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

_BLOCK_NAMES = """
address article aside blockquote body br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li
main nav ol p pre section table tbody td tfoot th thead tr ul block hl1 hl2 nitf body.content
"""
_DROPPED_NAMES = "script style noscript template iframe object embed svg math form head media"
_BLOCKS, _DROPPED = frozenset(_BLOCK_NAMES.split()), frozenset(_DROPPED_NAMES.split())
_MARKUP = re.compile(r"<[a-zA-Z!/][^<>]*>|&#?\w+;")


def text_of(source: str) -> str:
    """`source` as it reads; text without a tag or reference in it is returned with its white space in order."""
    if not _MARKUP.search(source):
        return "\n".join(" ".join(line.split()) for line in source.splitlines() if line.strip())
    try:
        tree = html.fragment_fromstring(source.replace("\0", ""), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    return text_in(tree)


def text_in(tree: Any) -> str:
    """The text of an element, whatever its namespace."""
    parts: list[str] = []
    dropped = 0  # how many elements around here are not shown
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        name = etree.QName(node).localname.lower() if isinstance(node.tag, str) else None
        if event == "start":
            dropped += name in _DROPPED
            words = node.text
        else:
            dropped -= event == "end" and name in _DROPPED
            words = node.tail if node is not tree else None
        if name in _BLOCKS:
            parts.append("\n")
        if words and not dropped:
            parts.append(words.replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
