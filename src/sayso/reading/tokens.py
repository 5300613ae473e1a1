"""Words and word pieces of one report, with the surface features the encoder is given beside the pieces.

The encoder is uncased and knows neither quotation state nor paragraphs, so each word carries three small
features: its case pattern, its place relative to quotation marks, and whether a line starts with it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso._errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

CASES = 8  # padding, lower, Title, UPPER, miXed, digits, punctuation, other script
QUOTES = 5  # outside, inside, opening mark, closing mark, single quotation marks
BREAKS = 3  # inside a line, first word of a line, first word of a paragraph

CLS, SEP, PAD, MASK = 101, 102, 0, 103  # of BERT's uncased vocabulary


@dataclass(frozen=True, slots=True)
class Tokens:
    """One text as words and pieces.

    ids      [pieces]  vocabulary ids, without [CLS] and [SEP]
    first    [words]   index in `ids` of each word's first piece
    starts, ends [words]  code point offsets of each word in the text
    word     [pieces]  index of the word each piece belongs to
    case, quote, breaks [words]  the features, see `CASES`, `QUOTES`, `BREAKS`
    """

    ids: Ints
    first: Ints
    starts: Ints
    ends: Ints
    word: Ints
    case: Ints
    quote: Ints
    breaks: Ints

    def __len__(self) -> int:
        return len(self.first)


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of the base model with its truncation (128 pieces) and padding switched off. Raises ModelError."""
    from tokenizers import Tokenizer

    path = folder / "tokenizer.json"
    try:
        tokenizer: Tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError(f"{path}: the model cannot be loaded: {error}") from None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def tokenize(tokenizer: Tokenizer, text: str) -> Tokens:
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    if not len(ids):
        none = np.zeros(0, dtype=np.int64)
        return Tokens(ids, none, none, none, none, none, none, none)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    numbers = np.array(encoding.word_ids, dtype=np.int64)
    new = np.concatenate(([True], numbers[1:] != numbers[:-1]))
    first = np.flatnonzero(new)
    last = np.concatenate((first[1:] - 1, [len(ids) - 1]))
    starts, ends = offsets[first, 0], offsets[last, 1]
    word = np.cumsum(new) - 1
    return Tokens(
        ids, first, starts, ends, word, _cases(text, starts, ends), _quotes(text, starts), _breaks(text, starts, ends)
    )


@lru_cache(maxsize=1 << 16)
def _case(word: str) -> int:
    if not word.isascii() and not any(c.isupper() or c.islower() for c in word):
        return 6 if not any(c.isalnum() for c in word) else 7
    if word.islower():
        return 1 if word.isalpha() else 5 if word[0].isdigit() else 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word[:1].isupper() and word[1:].islower():
        return 2
    if word.isdigit():
        return 5
    return 4 if any(c.isalpha() for c in word) else 6


def _cases(text: str, starts: Ints, ends: Ints) -> Ints:
    return np.array([_case(text[s:e]) for s, e in zip(starts.tolist(), ends.tolist(), strict=True)], dtype=np.int64)


def _breaks(text: str, starts: Ints, ends: Ints) -> Ints:
    out = np.zeros(len(starts), dtype=np.int64)
    out[0] = 2
    previous = 0
    for match in re.finditer(r"\s*\n\s*", text):
        at = int(np.searchsorted(starts, match.end(), side="left"))
        if at < len(out) and at != previous:
            out[at] = 2 if match.group().count("\n") > 1 else 1
            previous = at
    return out


_MARK = re.compile(r"[\"“”„«»‟]|``|''|(?<!\w)['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)|\n")


def _quotes(text: str, starts: Ints) -> Ints:
    """Quotation state of each word: a running reading of the marks, begun anew in every paragraph.

    A straight mark opens when nothing is open; a curly one says itself. A quotation that is not closed by the
    end of its line is taken to end there (newspapers repeat the opening mark in the next paragraph).
    """
    out = np.zeros(len(starts), dtype=np.int64)
    opened = -1  # character after the opening mark, -1 when none is open
    single = -1

    def fill(a: int, b: int, value: int) -> None:
        i, j = np.searchsorted(starts, (a, b), side="left")
        out[i:j] = value

    for match in _MARK.finditer(text):
        mark, a, b = match.group(), match.start(), match.end()
        if mark == "\n":
            if opened >= 0:
                fill(opened, a, 1)
            opened = single = -1
        elif mark in "'‘’" and mark != "''":
            if single < 0 and mark in "'‘" and opened < 0 and (a == 0 or not text[a - 1].isalnum()):
                single = b
            elif single >= 0 and mark in "'’":
                fill(single, a, 4)
                single = -1
        elif opened >= 0 and mark not in "“„«``":
            fill(opened, a, 1)
            fill(a, b, 3)
            opened = -1
        elif mark not in "”»":
            if opened >= 0:
                fill(opened, a, 1)
            fill(a, b, 2)
            opened = b
        else:
            fill(a, b, 3)
    if opened >= 0:
        fill(opened, len(text) + 1, 1)
    return out


def windows(tokens: Tokens, size: int, overlap: int) -> list[tuple[int, int]]:
    """Ranges of words `[a, b)` of at most `size` pieces each that cover the text, neighbours sharing `overlap` pieces
    or more where no word is as long as that. Of about equal length: a short last window would know little."""
    total = len(tokens.ids)
    if total <= size:
        return [(0, len(tokens))]

    def end(a: int) -> int:
        limit = tokens.first[a] + size
        return len(tokens) if limit >= total else max(int(tokens.word[limit]), a + 1)

    count = -(-(total - overlap) // (size - overlap))
    step = (total - size) / (count - 1)
    out = [(0, end(0))]
    for k in range(1, count):
        # The first word that begins at or behind the piece: the last window must reach the end of the text.
        a = int(np.searchsorted(tokens.first, math.ceil(k * step - 1e-6)))
        a = max(min(a, out[-1][1]), out[-1][0] + 1)  # a word longer than the overlap must not fall between two windows
        if a >= len(tokens):
            break
        out.append((a, end(a)))
    while out[-1][1] < len(tokens):
        out.append((out[-1][1], end(out[-1][1])))
    return out
