"""The verb group in front of a casualty word: "were reportedly", "have been", "could be"."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.figures.scene import BE, HAVE, is_adverb
from sayso.figures.sentences import Sentence
from sayso.figures.triggers import Trigger
from sayso.figures.wordlists import word_set

_MODAL = word_set("will would can could shall should must cannot may might to")
_TOLD = word_set(
    """
    known believed thought said feared reported understood presumed confirmed alleged considered suspected
    """
)
_NOT = word_set("not n't never without")
_AROUND = word_set(
    """
    also still now then later already reported feared believed presumed thought known confirmed said understood
    alleged suspected considered left found pronounced declared certified remain remained remains either all
    both themselves himself herself even just too since again today yesterday tonight suddenly instantly earlier
    there seen listed further this last week month year on monday tuesday wednesday thursday friday saturday
    sunday ' " “ ” ‘ ’ - – —
    """
)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """`start`: its first word. `modal`: it has not happened ("could be killed"; "may have been killed" has)."""

    start: int
    be: bool
    have: bool
    modal: bool
    negated: bool
    present: bool


def verb_group(s: Sentence, mark: Trigger) -> VerbGroup:
    i = mark.start
    while i > 0 and (_belongs(s.low[i - 1]) or s.low[max(i - 2, 0) : i] == ["so", "far"]):
        i -= 1 + (s.low[i - 1] == "far")
    words = s.low[i : mark.start]
    have = any(w in HAVE for w in words)
    group = VerbGroup(
        start=_first(s, i, mark.start),
        be=any(w in BE for w in words),
        have=have,
        modal=any(w in _MODAL and not (w == "to" and k and words[k - 1] in _TOLD) for k, w in enumerate(words))
        and not have,
        negated=any(w in _NOT for w in words),
        present=any(w in ("is", "are", "get", "gets") for w in words),
    )
    return group


def _belongs(word: str) -> bool:
    return word in BE or word in HAVE or word in _MODAL or word in _NOT or word in _AROUND or is_adverb(word)


def _first(s: Sentence, i: int, end: int) -> int:
    """Without what only looks like a part: a time or a dash at the edge."""
    while i < end and not (
        s.low[i] in BE or s.low[i] in HAVE or s.low[i] in _MODAL or s.low[i] in _NOT or s.low[i].isalpha()
    ):
        i += 1
    return i
