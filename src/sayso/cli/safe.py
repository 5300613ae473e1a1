"""Text of strangers made fit for a terminal."""

from __future__ import annotations

import unicodedata

_SPACE = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")  # invisible and common in pages: nothing to see is lost


def one_line(text: str) -> str:
    """`text` on one line, without a character that could steer a terminal or reorder what it shows.

    Runs of white space become one space, soft hyphens and zero-width characters vanish; every other control or
    format character (escape sequences, C1 controls, bidirectional overrides, lone surrogates) shows as U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(map(_shown, text)).split())


def _shown(character: str) -> str:
    if character in _SPACE:
        return " "
    if character in _DROPPED:
        return ""
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character
