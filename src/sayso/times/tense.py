"""Whether the words around a time look back or ahead."""

from __future__ import annotations

import re

from sayso.times.lexer import Lexed

_MARK = re.compile(
    r"\b(?:(?P<ahead>will|shall|won['’]t|would|going to|to be|scheduled|expected|expects?|due|plans?|planned|planning"
    r"|(?:is|are|was|were) (?:set|to|due|expected|scheduled|likely|slated|planned|supposed) to|set (?:to|for)|slated|until|deadline|expires?|by|may"
    r"|(?:is|are|be|been) to|upcoming|hopes?|wants?|aims?|intends?|agreed to|vows?|vowed to|ahead of|begins|starts|opens|next)"
    r"|(?P<back>said|says|told|was|were|had|did|has|have|been|since|came|went|took|made|began|fell|rose|held|met|won|lost|left|found"
    r"|gave|got|became|killed|died|ago|last|\w\w+ed))\b",
    re.I,
)


def tense(lexed: Lexed, a: int, b: int) -> int:
    """-1 where the nearest verb before tokens `[a, b)` (else behind them) in the sentence is past, 1 where it looks
    ahead, 0 where none says."""
    classes = lexed.classes
    first = classes.rfind("|", max(0, a - 40), a) + 1
    first = max(first, a - 40, 0)
    last = classes.find("|", b, b + 25)
    last = min(b + 25, len(classes)) if last < 0 else last
    start = lexed.starts[a]
    found = None
    for found in _MARK.finditer(lexed.text, lexed.starts[first], start):  # noqa: B007
        pass
    if found is None:
        found = _MARK.search(lexed.text, lexed.ends[b - 1], lexed.ends[last - 1] if last > b else lexed.ends[b - 1])
    if found is None:
        return 0
    return 1 if found["ahead"] else -1
