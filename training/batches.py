"""Windows of documents, in the order the training sees them, and batches of them as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sayso.reading.labels import NEAR_AHEAD, NEAR_BACK, REACH, REACH_AHEAD, REACH_BACK
from sayso.reading.tokens import CLS, MASK, SEP
from training.corpora import SKIP, ClaimLabel, Document, Link, WordSpan

MASKED = 0.04  # share of pieces hidden from the encoder, so that it leans on more than one word


@dataclass(slots=True)
class Window:
    document: Document
    start: int  # words
    end: int


@dataclass(slots=True)
class Batch:
    """Tensors of B windows. Word-level labels are [B, W] with SKIP where there is none; roles are of N cues."""

    ids: Tensor
    case: Tensor
    quote: Tensor
    breaks: Tensor
    scheme: Tensor
    first: Tensor  # [B, W] piece index of each word
    cue: Tensor
    names: Tensor
    times: Tensor
    places: Tensor
    usages: Tensor
    around: Tensor  # [N, REACH] index into the B * W words
    around_mask: Tensor
    roles: Tensor
    act: Tensor
    hedged: Tensor
    claim_scheme: Tensor
    links: list[tuple[int, Link]]  # window number, spans relative to the window


def schedule(documents: dict[str, list[Document]], passes: dict[str, float], size: int, seed: int) -> list[Window]:
    """The windows of one round: each corpus `passes` times, cut at random places, shuffled."""
    rng = random.Random(seed)
    out: list[Window] = []
    for corpus, docs in documents.items():
        share = passes.get(corpus, 0.0)
        for _ in range(int(share)):
            out += _cut(docs, size, rng)
        rest = share - int(share)
        if rest:
            out += _cut(rng.sample(docs, max(1, round(rest * len(docs)))), size, rng)
    rng.shuffle(out)
    return out


def _cut(documents: list[Document], size: int, rng: random.Random) -> list[Window]:
    alternatives: dict[str, list[Document]] = {}
    for document in documents:
        alternatives.setdefault(document.id, []).append(document)
    return [w for choice in alternatives.values() for w in _windows(rng.choice(choice), size, rng)]


def _windows(document: Document, size: int, rng: random.Random) -> Iterator[Window]:
    tokens = document.tokens
    total, at = len(tokens.ids), 0
    room = size - 2
    # The first window is cut short at random, so that over the rounds every place is once in the middle of a window.
    limit = total if total <= room else rng.randint(room // 3, room)
    while at < total:
        a = int(tokens.word[at])
        stop = min(total, int(tokens.first[a]) + limit)
        b = len(tokens) if stop >= total else int(tokens.word[stop])
        if b <= a:
            b = a + 1
        yield Window(document, a, b)
        if b >= len(tokens):
            return
        at = max(at + 1, int(tokens.first[b]) - 48)
        limit = room


def batches(windows: list[Window], pieces: int, seed: int) -> Iterator[list[Window]]:
    """Groups of windows of similar length of about `pieces` pieces, in random order."""
    rng = random.Random(seed)
    groups: list[list[Window]] = []
    for k in range(0, len(windows), 256):
        group: list[Window] = []
        for window in sorted(windows[k : k + 256], key=length):
            if group and (len(group) + 1) * (length(window) + 2) > pieces:
                groups.append(group)
                group = []
            group.append(window)
        groups.append(group)
    rng.shuffle(groups)
    yield from groups


def length(window: Window) -> int:
    tokens = window.document.tokens
    end = len(tokens.ids) if window.end >= len(tokens) else int(tokens.first[window.end])
    return end - int(tokens.first[window.start])


def collate(group: list[Window], rng: np.random.Generator) -> Batch:
    pieces = max(length(w) for w in group) + 2
    words = max(w.end - w.start for w in group)
    b = len(group)
    ids, case, quote, breaks = (np.zeros((b, pieces), dtype=np.int64) for _ in range(4))
    first = np.zeros((b, words), dtype=np.int64)
    labels = {k: np.full((b, words), SKIP, dtype=np.int64) for k in ("cue", "names", "times", "places", "usages")}
    scheme = np.zeros(b, dtype=np.int64)
    around, masks, roles, acts, hedges, claim_scheme = [], [], [], [], [], []
    links: list[tuple[int, Link]] = []
    for row, window in enumerate(group):
        document, a, e = window.document, window.start, window.end
        tokens = document.tokens
        p, n = int(tokens.first[a]), length(window)
        scheme[row] = document.scheme if document.scheme is not None else rng.integers(2)
        piece_words = tokens.word[p : p + n]
        ids[row, 0], ids[row, n + 1] = CLS, SEP
        ids[row, 1 : n + 1] = np.where(rng.random(n) < MASKED, MASK, tokens.ids[p : p + n])
        for out, values in ((case, tokens.case), (quote, tokens.quote), (breaks, tokens.breaks)):
            out[row, 1 : n + 1] = values[piece_words]
        first[row, : e - a] = tokens.first[a:e] - p + 1
        for name in ("names", "times", "places", "usages"):
            values = getattr(document, name)
            if values is not None:
                labels[name][row, : e - a] = values[a:e]
        for link in document.links:
            inside = _relative(link, a, e)
            if inside:
                links.append((row, inside))
        if document.claims is None:
            continue
        labels["cue"][row, : e - a] = 0 if document.unread is None else np.where(document.unread[a:e], SKIP, 0)
        for claim in document.claims:
            c, d = claim.cue[0] - a, claim.cue[1] - a
            if c < 0 or c >= e - a:
                continue
            labels["cue"][row, c : min(d, e - a)] = 2
            labels["cue"][row, c] = 1
            low, high = max(a, claim.cue[0] - REACH_BACK), min(e, claim.cue[0] + REACH_AHEAD + 1)
            if not all(low <= s and t <= high for s, t in [*claim.source, claim.cue, *claim.content]):
                continue
            if rng.random() < 0.5:  # as the reader looks first
                near = max(a, claim.cue[0] - NEAR_BACK), min(e, claim.cue[0] + NEAR_AHEAD + 1)
                if all(near[0] <= s and t <= near[1] for s, t in [*claim.source, *claim.content]):
                    low, high = near
            index, mask, role = _around(claim, low, high)
            around.append(row * words + index - a * mask)
            masks.append(mask)
            roles.append(role)
            acts.append(claim.act)
            hedges.append(claim.hedged)
            claim_scheme.append(scheme[row])
    return Batch(
        ids=torch.from_numpy(ids),
        case=torch.from_numpy(case),
        quote=torch.from_numpy(quote),
        breaks=torch.from_numpy(breaks),
        scheme=torch.from_numpy(scheme),
        first=torch.from_numpy(first),
        cue=torch.from_numpy(labels["cue"]),
        names=torch.from_numpy(labels["names"]),
        times=torch.from_numpy(labels["times"]),
        places=torch.from_numpy(labels["places"]),
        usages=torch.from_numpy(labels["usages"]),
        around=torch.from_numpy(np.array(around, dtype=np.int64).reshape(-1, REACH)),
        around_mask=torch.from_numpy(np.array(masks, dtype=np.float32).reshape(-1, REACH)),
        roles=torch.from_numpy(np.array(roles, dtype=np.int64).reshape(-1, REACH)),
        act=torch.tensor(acts, dtype=torch.int64),
        hedged=torch.tensor(hedges, dtype=torch.int64),
        claim_scheme=torch.tensor(claim_scheme, dtype=torch.int64),
        links=links,
    )


def _around(claim: ClaimLabel, low: int, high: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Word indices, mask and role labels of the words around a claim's cue; indices are of the document."""
    base = claim.cue[0] - REACH_BACK
    words = np.arange(base, base + REACH)
    mask = ((words >= low) & (words < high)).astype(np.int64)
    role = np.zeros(REACH, dtype=np.int64)
    for kind, pieces in ((5, claim.content), (1, claim.source), (3, [claim.cue])):
        for s, t in pieces:
            role[s - base : t - base] = kind + 1
            role[s - base] = kind
    return words * mask, mask, role * mask


def _relative(link: Link, a: int, e: int) -> Link | None:
    def inside(span: WordSpan) -> bool:
        return a <= span[0] and span[1] <= e

    if not inside(link.query):
        return None
    kept = [(s, p) for s, p in zip(link.candidates, link.positive, strict=True) if inside(s)]
    if not kept or (any(link.positive) and not any(p for _, p in kept)):
        return None
    return Link((link.query[0] - a, link.query[1] - a), [(s - a, t - a) for (s, t), _ in kept], [p for _, p in kept])
