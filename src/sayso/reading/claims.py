"""From cues and their roles to claims: the tree, the form, the confidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso._types import Act, Form
from sayso.reading import acts
from sayso.reading.roles import Framed, WordSpan
from sayso.reading.settings import Settings
from sayso.reading.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in words, before its speaker is known; `within` is an index into the same list."""

    framed: Framed
    content: tuple[WordSpan, ...]
    within: int | None
    form: Form
    act: Act
    hedged: bool
    confidence: float


def draft(text: str, tokens: Tokens, framed: Sequence[Framed], scheme: str, settings: Settings) -> list[Draft]:
    """Claims in text order of their cues. In PolNeAR's scheme only the outermost are kept, as there."""
    framed = [replace(f, content=_balanced_pieces(text, tokens, f.content), source=_in_line(tokens, f)) for f in framed]
    judged = [(f, *_judged(text, tokens, f, settings)) for f in framed]
    judged = [(f, act, hedged) for f, act, hedged in judged if f.content or (act == "decline" and f.source)]
    kept = [f for f, *_ in judged]
    if scheme == "sayso":
        contents = [tuple(p for c in f.content for p in _lines(text, tokens, c)) for f in kept]
    else:
        contents = [f.content for f in kept]
    parents = [_parent(k, kept) for k in range(len(kept))]
    out = [
        Draft(f, content, parent, _form(text, tokens, content), act, hedged, confidence(f.signs, settings.confidence))
        for (f, act, hedged), content, parent in zip(judged, contents, parents, strict=True)
    ]
    if scheme == "polnear":
        out = [replace(d, within=None) for d in out if d.within is None]
    return out


def _judged(text: str, tokens: Tokens, framed: Framed, settings: Settings) -> tuple[Act, bool]:
    """What the claim does and whether it is hedged."""

    def words(span: WordSpan) -> str:
        return text[tokens.starts[span[0]] : tokens.ends[span[1] - 1]]

    source = words(framed.source) if framed.source else None
    found = acts.signs(words(framed.cue), [words(c) for c in framed.content], source)
    return acts.decide(found, framed.act, framed.hedged, settings)


def confidence(signs: Sequence[float], weights: Sequence[float]) -> float:
    """Share of claims with such signs that are right (cue, source and most of the content), by a logistic fit."""
    z = sum(w * s for w, s in zip(weights, signs, strict=False)) + weights[-1]
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))), 3)


def _balanced_pieces(text: str, tokens: Tokens, content: Sequence[WordSpan]) -> tuple[WordSpan, ...]:
    out: list[WordSpan] = []
    for k, piece in enumerate(content):
        a, b = _balanced(text, tokens, piece)
        free = (not out or out[-1][1] <= a) and (k + 1 == len(content) or b <= content[k + 1][0])
        out.append((a, b) if free else piece)
    return tuple(out)


def _balanced(text: str, tokens: Tokens, span: WordSpan) -> WordSpan:
    """A span that holds one mark of a quotation takes in the other where only punctuation lies between."""
    a, b = span
    quote = tokens.quote

    def is_mark_near(i: int, mark: int) -> bool:
        return i < len(tokens) and quote[i] == mark and not tokens.breaks[i]

    opened = [i for i in range(a, b) if quote[i] == 2]
    closed = [i for i in range(a, b) if quote[i] == 3]
    if opened and (not closed or closed[-1] < opened[-1]):
        for end in (b, b + 1):
            if is_mark_near(end, 3) and not any(map(_is_word, _texts(text, tokens, b, end))):
                return a, end + 1
    if closed and (not opened or opened[0] > closed[0]) and a > 0 and quote[a - 1] == 2 and not tokens.breaks[a]:
        return a - 1, b
    return span


def _texts(text: str, tokens: Tokens, a: int, b: int) -> list[str]:
    return [text[tokens.starts[i] : tokens.ends[i]] for i in range(a, b)]


def _is_word(token: str) -> bool:
    return any(c.isalnum() for c in token)


def _lines(text: str, tokens: Tokens, span: WordSpan) -> list[WordSpan]:
    """A span cut at line breaks: no span of ours crosses a paragraph."""
    out = [span]
    for i in range(span[0] + 1, span[1]):
        if tokens.breaks[i]:
            out[-1:] = [(out[-1][0], i), (i, span[1])]
    return out


def _in_line(tokens: Tokens, framed: Framed) -> WordSpan | None:
    """The source within one line, the one nearest the cue: no span of ours crosses a paragraph."""
    if framed.source is None:
        return None
    a, b = framed.source
    cuts = [i for i in range(a + 1, b) if tokens.breaks[i]]
    if not cuts:
        return a, b
    return (cuts[-1], b) if a < framed.cue[0] else (a, cuts[0])


def _size(framed: Framed) -> int:
    return sum(b - a for a, b in framed.content)


def _parent(k: int, framed: Sequence[Framed]) -> int | None:
    """The claim with the smallest content that holds this one's cue. Contents grow along the chain: no cycles."""
    own = framed[k]
    best = None
    for j, other in enumerate(framed):
        if j == k or _size(other) <= _size(own) or not any(a <= own.anchor < b for a, b in other.content):
            continue
        if best is None or _size(other) < _size(framed[best]):
            best = j
    return best


def _form(text: str, tokens: Tokens, content: Sequence[WordSpan]) -> Form:
    """direct: all of it in quotation marks of its own; mixed: some; indirect: none."""
    marked = [_marked(text, tokens, span) for span in content]
    if not any(m for m, _ in marked):
        return "indirect"
    return "direct" if all(whole for _, whole in marked) else "mixed"


def _marked(text: str, tokens: Tokens, span: WordSpan) -> tuple[bool, bool]:
    """Whether the words hold quotation marks, and whether all words lie inside them."""
    a, b = span
    quote = tokens.quote[a:b]
    marks = bool(((quote == 2) | (quote == 3) | (quote == 4)).any())
    outside = [i for i in range(a, b) if tokens.quote[i] == 0]
    return marks, not any(_is_word(text[tokens.starts[i] : tokens.ends[i]]) for i in outside)
