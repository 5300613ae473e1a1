"""Words, windows and the state of quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.reader import MODEL
from sayso.reading.tokens import load_tokenizer, tokenize, windows

TOKENIZER = load_tokenizer(MODEL)


def states(text: str) -> str:
    """One digit a word: 0 outside, 1 inside, 2 opening, 3 closing, 4 single marks."""
    return "".join(map(str, tokenize(TOKENIZER, text).quote.tolist()))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_words_lie_in_the_text_in_order(text: str) -> None:
    tokens = tokenize(TOKENIZER, text)
    assert all(0 <= a < b <= len(text) for a, b in zip(tokens.starts, tokens.ends, strict=True))
    assert all(tokens.ends[:-1] <= tokens.starts[1:])
    assert len(tokens.word) == len(tokens.ids)


@settings(deadline=None)
@given(st.integers(0, 900), st.integers(20, 330), st.integers(0, 9))
def test_windows_cover_every_word(count: int, size: int, overlap: int) -> None:
    tokens = tokenize(TOKENIZER, ("word extraordinariness " + "7f3a9" * (count % 20) + " ") * (count // 9) + "so")
    ranges = windows(tokens, size, overlap)
    assert ranges[0][0] == 0 and ranges[-1][1] == len(tokens)
    for (a, b), (c, d) in pairwise(ranges):
        assert a < c <= b <= d
    for a, b in ranges:
        end = tokens.first[b] if b < len(tokens) else len(tokens.ids)
        assert end - tokens.first[a] <= size or b == a + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"we go" he said', "211300"),
        ("“we go” he said", "211300"),
        ('he said: "we go\nshe left', "00021100"),
        ("“we go\n“they stay” he said", "2112113" + "00"),
        ("he said 'we go' twice", "0004400"),
    ],
)
def test_quotation_marks(text: str, expected: str) -> None:
    assert states(text) == expected


def test_apostrophes_open_nothing() -> None:
    assert set(states("the ship's owner didn't speak and the dockers' union won't")) == {"0"}
