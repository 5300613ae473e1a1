"""One spelling for all spellings of a name: what the gazetteer is sorted by and asked for."""

from __future__ import annotations

import re
import unicodedata

# Letters that do not fall apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ə": "a", "ħ": "h"}
)
_MARKS = re.compile(r"[.'’‘ʼʻ`´′ʿʾ]")
_OTHER = re.compile(r"[^a-z0-9]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "sto": "santo", "sta": "santa"}


def fold(name: str) -> str:
    """Lower case, no marks, single spaces, "St." and "Ft." written out: "St. Étienne" -> "saint etienne".

    "" when no Latin letter or digit is left, as for names in other scripts.
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.lower()).translate(_LETTERS)
        letters = sum(c.isalpha() for c in name)
        if letters and sum(c.isascii() and c.isalpha() for c in name) < letters * 0.8:
            return ""
        name = "".join(c for c in name if not unicodedata.combining(c))
    words = _OTHER.sub(" ", _MARKS.sub("", name.lower())).split()
    return " ".join(_SHORT.get(w, w) for w in words)
