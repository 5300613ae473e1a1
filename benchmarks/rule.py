"""The baseline everybody starts with: a verb of saying, the noun phrase beside it, and the rest of the sentence.

Not a straw man: verbs, both word orders, "according to", split quotations. It knows no grammar, no names, no tree.
"""

from __future__ import annotations

import re
from typing import Any

_VERBS = (
    "said|says|say|saying|told|tells|added|adds|announced|reported|reports|stated|explained|noted|argued|insisted"
    "|claimed|claims|admitted|confirmed|denied|denies|accused|alleged|warned|warns|urged|urges|asked|called for"
    "|demanded|promised|vowed|pledged|threatened|predicted|believes|believe|believed|hopes|hoped|thinks|expects"
    "|expected|condemned|praised|suggested|acknowledged|declined to comment|wrote|tweeted|recalled|concluded|found"
    "|ruled|revealed|declared"
)
_CUE = re.compile(rf"\b(?:(?:has|have|had|also) )?(?:{_VERBS})\b|\b[Aa]ccording to\b")
_SENTENCE = re.compile(r"[^\s](?:[^\n]*?)(?:[.!?][\"”’']?(?=\s+[\"“‘A-Z])|(?=\n)|$)", re.M)
_NP_BEFORE = re.compile(r"(?:^|[,;:”\"] ?|\b(?:and|but|that|which|as|while) )([^,;:”\"]{1,80})$")
_NP_AFTER = re.compile(r"\s*((?:the |The |a |an )?[A-Z\w][\w'’.-]*(?: (?:of|for|the|and|[\w'’.-]+)){0,6})")
_ACTS = (
    ("deny", "den"),
    ("accuse", "accus|alleg|blam"),
    ("promise", "promis|vow|pledg"),
    ("threaten", "threat"),
    ("demand", "urg|demand|called for"),
    ("predict", "warn|predict|expect"),
    ("judge", "believ|hope|think|condemn|prais"),
    ("confirm", "confirm|admit|acknowledg"),
    ("decline", "declin"),
    ("ask", "asked"),
)


def read(report: str, text: str) -> dict[str, Any]:
    """A reading in the shape `sayso read --json` prints, as far as the measures look at it."""
    claims: list[dict[str, Any]] = []
    for sentence in _SENTENCE.finditer(text):
        cue = _CUE.search(sentence.group())
        if cue:
            made = _claim(text, sentence.start(), sentence.end(), sentence.start() + cue.start(), cue.group())
            claims.append({"id": f"c{len(claims) + 1}", "within": None, "hedged": False, "confidence": 0.5, **made})
    return {"id": report, "text": text, "claims": claims}


def _claim(text: str, start: int, end: int, at: int, cue: str) -> dict[str, Any]:
    after = at + len(cue)
    before, behind = _NP_BEFORE.search(text[start:at].rstrip()), _NP_AFTER.match(text[after:end])
    opening = bool(re.search(r"[,”\"]\s*$", text[start:at]))
    source, pieces = None, [(after, end)]
    if (cue.lower() == "according to" or opening) and behind:
        source = (after + behind.start(1), after + behind.end(1))
        pieces = [(start, at), (source[1], end)]
    elif before:
        source = (start + before.start(1), start + before.end(1))
        pieces = [(start, source[0]), (after, end)]
    content = [span for a, b in pieces if (span := _trimmed(text, a, b))]
    words = " ".join(text[a:b] for a, b in content)
    return {
        "source": _span(text, source) if source else None,
        "cue": _span(text, (at, after)),
        "content": [_span(text, c) for c in content],
        "speaker": {"name": text[source[0] : source[1]], "kind": "person"} if source else None,
        "form": "mixed" if re.search(r"[\"“”]", words) else "indirect",
        "act": next((act for act, stem in _ACTS if re.search(stem, cue)), "state"),
    }


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Without the spaces and commas at the edges, and the full stop; None when no word is left."""
    while start < end and text[start] in " ,;:\n":
        start += 1
    while end > start and text[end - 1] in " ,;:.\n":
        end -= 1
    return (start, end) if re.search(r"\w{2}", text[start:end]) else None


def _span(text: str, span: tuple[int, int]) -> dict[str, Any]:
    return {"start": span[0], "end": span[1], "text": text[span[0] : span[1]]}
