"""Whether the words around a time look back or ahead."""

from __future__ import annotations

import re

from sayso.times.lexer import CODES, Lexed

_MARK = re.compile(
    r"\b(?:(?P<was>(?:had|was|were) (?:\w+ )?been (?:\w+ )?(?:due|scheduled|expected|planned|set|supposed)(?: to \w+)?"
    r"|previously planned)"
    r"|(?P<ahead>[Ww]ill|shall|won['’]t|would|could|might|may|going to|to be|scheduled|expected|expects?|due|plans?"
    r"|planned|planning|(?:set|slated|likely) (?:to|for)|until|expires?|(?:is|are|be|been) to|upcoming|hopes?|wants?"
    r"|aims?|intends?|agreed to|vowed to|pledged to|ahead of|begins|starts|opens|next|as (?:soon|early|late) as)"
    r"|(?P<back>(?:had|have|has) been|said|says|told|was|were|had|did|has|have|been|since|came|went|took|made|began"
    r"|fell|burst|rose|held|met|won|lost|left|found|gave|got|became|sent|shot|led|ran|saw|broke|wrote|hit|put|set|cut|spent"
    r"|paid|ago|last|[a-z]{2,}ed))\b"
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
    if classes[b : b + 1] == CODES["poss"]:
        return -1  # "Wednesday's ruling"
    found = None
    for found in _MARK.finditer(lexed.text, lexed.starts[first], start):  # noqa: B007
        pass
    if found is None:
        found = _MARK.search(lexed.text, lexed.ends[b - 1], lexed.ends[last - 1] if last > b else lexed.ends[b - 1])
    if found is None:
        return 0
    return 1 if found["ahead"] else -1
