"""Sentences and words of a text, as the grammar of figures sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*(?:\w+(?:-\w+)*|-\w*[^\W\d]\w*(?:-\w+)*)?"  # 1,200  3.5  12th  16-year-old
    r"|(?:[A-Z]\.){2,}"  # U.S.
    r"|[^\W\d]\w*(?:-\w+)*"  # words with their hyphens
    r"|['’]s\b|[^\w\s]"
)
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…][\"”’')\]]*(?=\s)")
_NO_STOP = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Cpl|Sen|Rep|Gov|Pres|Rev|Hon"
    r"|Insp|Supt|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|etc|a\.m|p\.m)\.$"
)
_LONGEST = 1200  # characters of a sentence; a text without full stops is cut


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence: as written, in lower case with straight apostrophes, and their offsets in the text."""

    raw: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.raw)

    def word(self, i: int) -> str:
        """The word in lower case, "" outside of the sentence."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def capital(self, i: int) -> bool:
        return 0 <= i < len(self.raw) and self.raw[i][0].isupper()


def bounds(text: str) -> Iterator[tuple[int, int]]:
    """`[start, end)` of every sentence, in order; none goes over a line break."""
    for line in _LINE.finditer(text):
        start, stop = line.span()
        for mark in _STOP.finditer(text, start, stop):
            if mark.group()[0] == "." and _stays(text, mark.start(), mark.end(), stop):
                continue
            yield from _cut(start, mark.end())
            start = mark.end()
        yield from _cut(start, stop)


def _stays(text: str, dot: int, end: int, stop: int) -> bool:
    """Whether a full stop belongs to an abbreviation or goes on in lower case."""
    after = text[end:stop].lstrip()[:1]
    return after.islower() or (bool(_NO_STOP.search(text[max(dot - 8, 0) : dot + 1])) and end == dot + 1)


def _cut(start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        yield start, start + _LONGEST
        start += _LONGEST
    if end > start:
        yield start, end


def words(text: str, start: int, end: int) -> Sentence:
    found = list(_WORD.finditer(text, start, end))
    raw = [m.group() for m in found]
    low = [w.lower().replace("’", "'") for w in raw]
    return Sentence(raw, low, [m.start() for m in found], [m.end() for m in found])
