"""Toponyms in the text: a second look at every word the encoder takes for part of a place or of a name.

The encoder's own labels, its state of the word and what the gazetteer holds of that name go into a small network,
which labels words anew: outside, first word of a toponym, further word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.places import candidates
from sayso.places.fold import fold
from sayso.places.gazetteer import DEMONYM, PRIMARY, Gazetteer, How
from sayso.places.layers import Floats, Layers
from sayso.places.resolve import Mention
from sayso.reading.encode import Encoded, softmax
from sayso.reading.names import Found
from sayso.reading.tokens import Tokens

Ints = NDArray[np.int64]

# What each corpus marks differs: the network is told, and reads as the last one, our own annotation.
CORPORA = ("lgl", "trnews", "geowebnews", "guide")
_LONGEST = 5  # words of a name that is looked up, punctuation counted
_LARGE = 300_000  # people in a city or division whose name is told for a place inside another name
_POSSIBLE = 0.02  # least share of the encoder's labels for a word to be looked at
# Marks that no name goes over, a sentence's end ("in Kansas. City officials") among them: "St. Louis" is one name.
_BREAKS_OFF = re.compile(r"[^\w\s.'’‘-]|[^\S ]|\w{4,}\.\s")
_KIND_WORD = re.compile(
    r"provinces?|states?|regions?|districts?|count(?:y|ies)|governorates?|oblasts?|upazilas?|municipalit(?:y|ies)|prefectures?"
    r"|cantons?|communes?|departments?|townships?|villages?|tehsils?|taluks?|talukas?|parish|division"
)
_MATCH = (
    "first of a name", "inside a name", "last of a name", "words", "population", "country", "division", "adjective",
    "primary", "ambiguous", "single letter case",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spotted:
    """Words `[a, b)` that are a toponym."""

    a: int
    b: int
    mention: Mention


def find(text: str, tokens: Tokens, encoded: Encoded, gazetteer: Gazetteer, layers: dict[str, Layers]) -> list[Spotted]:
    """Toponyms in text order, none over another."""
    rows = possible(encoded)
    if not len(rows):
        return []
    x = features(text, tokens, encoded, gazetteer, rows, len(CORPORA) - 1)
    scores = np.full((len(tokens), 3), (0.0, -30.0, -30.0), dtype=np.float32)
    scores[rows] = layers["tagger"].apply(x)
    return whole(text, tokens, spans(text, tokens, scores), gazetteer)


def whole(text: str, tokens: Tokens, spotted: Sequence[Spotted], gazetteer: Gazetteer) -> list[Spotted]:
    """The spans as far as the name goes: pieces that are one name of the gazetteer ("Sharm El-" and "Sheikh") are
    joined, and a kind word in small letters behind a name ("Cunene province") is no part of it. None over another."""
    out: list[Spotted] = []
    for s in spotted:
        done = out[-1].b if out else 0
        if s.b <= done:
            continue
        joins = out and done == s.a and _is_name(text, tokens, out[-1].a, s.b, gazetteer)
        a = out.pop().a if joins else max(s.a, done)
        longer = range(min(a + _LONGEST, len(tokens)), s.b, -1)
        b = next((b for b in longer if _goes_on(text, tokens, a, b, gazetteer)), s.b)
        if b - a > 1 and _is_kind_word(text, tokens, b - 1):
            b -= 1
        start, end = int(tokens.starts[a]), int(tokens.ends[b - 1])
        if any(c.isalnum() for c in text[start:end]):
            out.append(Spotted(a, b, Mention(start, end, text[start:end])))
    return out


def _goes_on(text: str, tokens: Tokens, a: int, b: int, gazetteer: Gazetteer) -> bool:
    """Whether words `[a, b)`, the last of which were not seen to belong to it, are a name."""
    last = text[tokens.starts[b - 1] : tokens.ends[b - 1]]
    return len(last) > 1 and (last[0].isupper() or last[0].isdigit()) and _is_name(text, tokens, a, b, gazetteer)


def _is_name(text: str, tokens: Tokens, a: int, b: int, gazetteer: Gazetteer) -> bool:
    words = text[tokens.starts[a] : tokens.ends[b - 1]]
    return not _BREAKS_OFF.search(words) and words[-1].isalnum() and bool(gazetteer.lookup(words))


def _is_kind_word(text: str, tokens: Tokens, word: int) -> bool:
    apart = text[tokens.ends[word - 1] : tokens.starts[word]].isspace()
    return apart and bool(_KIND_WORD.fullmatch(text[tokens.starts[word] : tokens.ends[word]]))


def possible(encoded: Encoded) -> Ints:
    """Words that may belong to a toponym: the encoder sees a place there, or a name of a kind that may hold one."""
    places = softmax(encoded.scores("places"))
    names = softmax(encoded.scores("names"))
    named = 1 - names[:, 0] - names[:, 15:].sum(1)  # dates and money are no names
    person = names[:, 1] + names[:, 2]
    return np.flatnonzero((1 - places[:, 0] > _POSSIBLE) | (named - person > 0.3))


def features(text: str, tokens: Tokens, encoded: Encoded, gazetteer: Gazetteer, rows: Ints, corpus: int) -> Floats:
    """[rows, features] of the words `rows`; `corpus` is whose way of marking is asked for."""
    own = encoded.labels[:, 6:]  # all label scores but those of cues
    before = np.vstack((np.zeros((1, own.shape[1]), np.float32), own[:-1]))[rows]
    after = np.vstack((own[1:], np.zeros((1, own.shape[1]), np.float32)))[rows]
    told = np.zeros((len(rows), len(CORPORA)), dtype=np.float32)
    told[:, corpus] = 1
    matched = _matches(text, tokens, gazetteer, rows)
    near = np.zeros((len(rows), 2), dtype=np.float32)
    case = np.concatenate(([0], tokens.case, [0]))
    near[:, 0], near[:, 1] = case[rows] == 2, case[rows + 2] == 2
    return np.hstack((own[rows], before, after, matched, told, near, encoded.states[rows])).astype(np.float32)


def _matches(text: str, tokens: Tokens, gazetteer: Gazetteer, rows: Ints) -> Floats:
    """What the longest name of the gazetteer over each word says of it."""
    out = np.zeros((len(tokens), len(_MATCH)), dtype=np.float32)
    allowed = np.zeros(len(tokens) + 1, dtype=bool)
    allowed[rows] = True
    starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
    done = -1
    for i in rows.tolist():
        if i < done or not (text[starts[i]].isupper() or text[starts[i]].isdigit()):
            continue
        for size in range(min(_LONGEST, len(tokens) - i), 0, -1):
            last = i + size - 1
            if not allowed[i : last + 1].all() or (
                size > 1 and not text[ends[last] - 1].isalnum() and text[ends[last] - 1] != "."
            ):
                continue
            places = gazetteer.lookup_folded(fold(text[starts[i] : ends[last]]))
            if not places and size == 1 and text[ends[last] - 1] == "s":
                places = tuple(
                    p for p in gazetteer.lookup_folded(fold(text[starts[i] : ends[last] - 1])) if p[1] == DEMONYM
                )
            if places:
                out[i : last + 1] = _match(gazetteer, places, size)
                out[i, 0], out[i + 1 : last + 1, 1], out[last, 2] = 1, 1, 1
                done = last + 1
                break
    for i in rows.tolist():
        out[i, -1] = tokens.ends[i] - tokens.starts[i] == 1
    return out[rows]


def _match(gazetteer: Gazetteer, places: tuple[tuple[int, How], ...], size: int) -> list[float]:
    entries = [gazetteer.entry(p) for p, _ in places[: candidates.MOST]]
    kinds = {e.kind for e in entries}
    hows = {how for _, how in places}
    most = max(e.population for e in entries)
    return [
        0, 0, 0, size / 3, math.log10(most + 1) / 7, "country" in kinds, "region" in kinds,
        DEMONYM in hows, PRIMARY in hows, math.log1p(len(places)) / 3, 0,
    ]  # fmt: skip


def inside(
    text: str, tokens: Tokens, names: Sequence[Found], known: Sequence[Spotted], gazetteer: Gazetteer
) -> list[Spotted]:
    """Countries, divisions and large cities in the names of bodies, buildings and events that the network passed over.

    The corpora it is fitted on mark those in some names only; we mark them all ("University of Nairobi").
    """
    taken = {i for s in known for i in range(s.a, s.b)}
    out: list[Spotted] = []
    for name in names:
        if name.kind not in ("organization", "facility", "misc", "product"):
            continue
        i = name.a
        while i < name.b:
            size = next((k for k in (3, 2, 1) if _is_large(text, tokens, i, i + k, name.b, taken, gazetteer)), 0)
            if size:
                start, end = int(tokens.starts[i]), int(tokens.ends[i + size - 1])
                out.append(Spotted(i, i + size, Mention(start, end, text[start:end])))
            i += size or 1
    return out


def _is_large(text: str, tokens: Tokens, a: int, b: int, stop: int, taken: set[int], gazetteer: Gazetteer) -> bool:
    if b > stop or not text[tokens.starts[a]].isupper() or any(k in taken for k in range(a, b)):
        return False
    words = text[tokens.starts[a] : tokens.ends[b - 1]]
    if words.isupper():  # all in capitals it is short for something else
        return False
    for i, how in gazetteer.lookup(words):
        entry = gazetteer.entry(i)
        if how == DEMONYM or entry.kind == "country":
            return True
        if how == PRIMARY and (
            entry.kind == "multi" or (entry.kind in ("region", "city") and entry.population >= _LARGE)
        ):
            return True
    return False


def spans(text: str, tokens: Tokens, scores: Floats) -> list[Spotted]:
    out: list[tuple[int, int]] = []
    labels = scores.argmax(1)
    for i in np.flatnonzero(labels).tolist():
        joins = labels[i] == 2 and out and out[-1][1] == i and "\n" not in text[tokens.ends[i - 1] : tokens.starts[i]]
        if joins:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    made = []
    for a, b in out:
        start, end = int(tokens.starts[a]), int(tokens.ends[b - 1])
        if any(c.isalnum() for c in text[start:end]):
            made.append(Spotted(a, b, Mention(start, end, text[start:end])))
    return made
