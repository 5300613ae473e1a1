"""Lists of words, written as running text."""

from __future__ import annotations


def words_in(text: str) -> list[str]:
    return text.split()


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())
