"""Cues, and the source and content of each: the best sequence of roles that makes sense."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.reading.encode import Encoded, softmax
from sayso.reading.labels import NEAR_AHEAD, NEAR_BACK, REACH_AHEAD, REACH_BACK, ROLES
from sayso.reading.network import Floats, Ints, Network

WordSpan = tuple[int, int]  # [first word, last word + 1)

_NEVER = np.float32(-1e4)
_MARGIN = 6  # words
_CUE = ROLES.index("B-cue")


def _allowed() -> Floats:
    out = np.zeros((len(ROLES), len(ROLES)), dtype=np.float32)
    for i, a in enumerate(ROLES):
        for j, b in enumerate(ROLES):
            if b.startswith("I-") and a[2:] != b[2:]:
                out[i, j] = _NEVER
    return out


_ALLOWED = _allowed()


@dataclass(frozen=True, slots=True)
class Framed:
    """One cue with its roles, in words; `signs` is what its confidence is computed from (see `claims`)."""

    anchor: int
    source: WordSpan | None
    cue: WordSpan
    content: tuple[WordSpan, ...]
    act: Floats  # the network's log probability of each act
    hedged: float  # its log odds of being hedged
    signs: tuple[float, ...]


def anchors(encoded: Encoded, scheme: int, threshold: float) -> tuple[Ints, Floats]:
    """Words that begin a cue, and how probable that is."""
    shares = softmax(encoded.scores("cue")[:, 3 * scheme : 3 * scheme + 3])
    begins = shares[:, 1]
    found = np.flatnonzero((begins >= threshold) & (begins >= shares[:, 2]))
    return found, begins[found]


def frame(network: Network, encoded: Encoded, scheme: int, threshold: float, transitions: Floats) -> list[Framed]:
    """All cues of a text with their roles, in text order. A cue whose roles come near the edge of the words around it
    is looked at again among more of them."""
    found, begins = anchors(encoded, scheme, threshold)
    out: list[Framed] = []
    for k in range(0, len(found), 32):  # a fixed number of cues a call keeps memory flat
        at, odds = found[k : k + 32], [_logit(float(p)) for p in begins[k : k + 32]]
        made = _around(network, encoded, at, odds, (NEAR_BACK, NEAR_AHEAD), transitions)
        far = [i for i, framed in enumerate(made) if _near_edge(framed)]
        if far:
            again = _around(network, encoded, at[far], [odds[i] for i in far], (REACH_BACK, REACH_AHEAD), transitions)
            for i, framed in zip(far, again, strict=True):
                made[i] = framed
        out += made
    return _one_per_cue(out)


def _near_edge(framed: Framed) -> bool:
    spans = [*([framed.source] if framed.source else []), *framed.content]
    back = framed.anchor - min((a for a, _ in spans), default=framed.anchor)
    ahead = max((b for _, b in spans), default=framed.anchor) - framed.anchor
    return back > NEAR_BACK - _MARGIN or ahead > NEAR_AHEAD - _MARGIN


def _around(
    network: Network, encoded: Encoded, at: Ints, odds: list[float], reach: tuple[int, int], transitions: Floats
) -> list[Framed]:
    """The roles of the cues at the words `at`, `odds` the log odds that they are cues, by the words in `reach`."""
    back, ahead = reach
    index = at[:, None] + np.arange(-back, ahead + 1)
    mask = ((index >= 0) & (index < len(encoded.states))).astype(np.float32)
    tags, act, hedged = network.roles(encoded.states, np.where(mask > 0, index, 0), mask, back)
    path = _best_path(tags, transitions, mask, back)
    shares = softmax(tags)
    judged = np.log(softmax(act) + 1e-6), hedged[:, 1] - hedged[:, 0]
    out = []
    for i, anchor in enumerate(at.tolist()):
        signs = (odds[i], *_path_signs(shares[i], path[i], mask[i]))
        source, cue, content = _pieces(anchor - back, path[i], shares[i])
        out.append(Framed(anchor, source, cue, content, judged[0][i], float(judged[1][i]), signs))
    return out


def _best_path(tags: Floats, transitions: Floats, mask: Floats, anchor: int) -> Ints:
    """Viterbi over [N, R] words: no inside without a beginning, the anchor begins the one cue."""
    scores = np.where(mask[..., None] > 0, tags, 0).astype(np.float32)
    scores[mask == 0, 1:] = _NEVER
    scores[:, :, _CUE] = _NEVER
    scores[:, anchor] = _NEVER
    scores[:, anchor, _CUE] = 0
    moves = transitions + _ALLOWED
    n, length, kinds = scores.shape
    back = np.zeros((length, n, kinds), dtype=np.int8)
    best = scores[:, 0].copy()
    best[:, [i for i, r in enumerate(ROLES) if r.startswith("I-")]] = _NEVER
    rows, columns = np.arange(n)[:, None], np.arange(kinds)
    for t in range(1, length):
        step = best[:, :, None] + moves
        back[t] = step.argmax(1)
        best = step[rows, back[t], columns] + scores[:, t]
    path = np.zeros((n, length), dtype=np.int64)
    path[:, -1] = best.argmax(1)
    for t in range(length - 1, 0, -1):
        path[:, t - 1] = back[t][np.arange(n), path[:, t]]
    return path


def _path_signs(shares: Floats, path: Ints, mask: Floats) -> tuple[float, float, float]:
    """Mean and least log probability of the chosen roles, over words in a role; and the least over all words."""
    chosen = np.log(shares[np.arange(len(path)), path] + 1e-6)
    within = (path > 0) & (mask > 0)
    whole = chosen[mask > 0]
    return float(chosen[within].mean()), float(chosen[within].min()), float(whole.min())


def _logit(p: float) -> float:
    p = min(max(p, 1e-5), 1 - 1e-5)
    return float(np.log(p / (1 - p)))


def _pieces(offset: int, path: Ints, shares: Floats) -> tuple[WordSpan | None, WordSpan, tuple[WordSpan, ...]]:
    """Source, cue and content of a path whose first word is the text's word `offset`."""
    pieces: dict[str, list[WordSpan]] = {"source": [], "cue": [], "content": []}
    for position in np.flatnonzero(path).tolist():
        role = ROLES[path[position]]
        found = pieces[role[2:]]
        if role[0] == "B" or not found:
            found.append((position, position + 1))
        else:
            found[-1] = (found[-1][0], position + 1)

    def weight(span: WordSpan) -> float:
        return float(shares[span[0] : span[1], 1:3].sum(-1).mean())

    def shift(span: WordSpan) -> WordSpan:
        return span[0] + offset, span[1] + offset

    source = shift(max(pieces["source"], key=weight)) if pieces["source"] else None
    return source, shift(pieces["cue"][0]), tuple(map(shift, pieces["content"]))


def _one_per_cue(framed: list[Framed]) -> list[Framed]:
    """Two anchors inside one cue tell of one claim: the more certain of them."""
    out: list[Framed] = []
    for claim in framed:
        if out and claim.cue[0] < out[-1].cue[1]:
            if claim.signs[0] > out[-1].signs[0]:
                out[-1] = claim
        else:
            out.append(claim)
    return out
