"""Fit the small deciders on top of an exported network: `python -m training.fit --model src/sayso/model`.

- acts and hedges: a linear model on all our annotation but gold dev, the network's share beside it chosen on gold dev;
- weights of the antecedent ranker: on the third of our annotation of further news that the network's link head was not
  trained on, claims given, by conditional logit;
- cue thresholds: chosen on the development parts;
- confidence: a logistic fit on gold dev of whether a claim is right (as `score.py` counts overlap).
Writes them into `reader.json`.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from sayso._types import Report, Scheme, Speaker
from sayso.reading import acts
from sayso.reading.antecedents import FEATURES, asks
from sayso.reading.claims import Draft
from sayso.reading.encode import encode, softmax
from sayso.reading.labels import ACTS, REACH, REACH_BACK, SCHEMES
from sayso.reading.names import find_names, fullest
from sayso.reading.network import Floats, Ints, Network
from sayso.reading.reader import Reader
from sayso.reading.roles import Framed
from sayso.reading.settings import Settings, load_settings
from sayso.reading.speakers import Passage, Resolver
from sayso.reading.tokens import tokenize
from training.corpora import annotated, for_the_ranker, lines, load_annotations, spans, word_span

_STEPS = ["acts", "antecedents", "thresholds", "confidence"]


def load_score(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", shared / "tools/score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def given_claims(reader: Reader, row: dict[str, Any]) -> tuple[Passage, list[str]]:
    """A passage with the annotated claims instead of those the network finds."""
    text = row["text"]
    tokens = tokenize(reader._tokenizer, text)
    encoded = encode(reader._network, tokens, 0)
    number = {c["id"]: k for k, c in enumerate(row["claims"])}
    drafts = []
    for c in row["claims"]:
        source = [w for a, b in spans(c["source"]) if (w := word_span(tokens, a, b))]
        content = tuple(w for a, b in spans(c["content"]) if (w := word_span(tokens, a, b)))
        cue = [w for a, b in spans(c["cue"]) if (w := word_span(tokens, a, b))] or list(content[:1])
        unknown = np.zeros(len(ACTS), dtype=np.float32)
        framed = Framed(cue[0][0], source[0] if source else None, cue[0], content, unknown, 0.0, ())
        drafts.append(Draft(framed, content, number.get(c["within"]), "direct", "state", False, 0.5))
    passage = Passage(text)
    passage.add(tokens, encoded.states, drafts, find_names(text, tokens, encoded), 0)
    return passage, fullest(passage.text, passage.names)


def questions(
    reader: Reader, rows: list[dict[str, Any]], same: Callable[[Any, Any], bool], weights: Floats
) -> Iterator[tuple[Floats, np.ndarray]]:
    """Features of the entities in reach of each pronoun and role, and which of them are right; the claims before are
    given their annotated speakers."""
    for row in rows:
        passage, full = given_claims(reader, row)
        resolver = Resolver(reader._network, passage, full, weights)
        for k, claim in enumerate(row["claims"]):
            entry = passage.claims[k]
            gold = claim["speaker"]
            if entry.source is not None:
                words = row["text"][entry.source[0] : entry.source[1]]
                if asks(words) and gold and resolver._named(entry, words) is None:
                    made = resolver.features(entry)
                    if made is not None:
                        entities, features = made
                        right = np.array([same(gold, name) for name, _ in entities] + [False])
                        if not right.any():
                            right[-1] = True
                        yield features, right
            if gold and entry.source is not None:
                found = resolver._named(entry, words) or _known(resolver, gold, same)
                resolver.learn(k, found or Speaker(gold, "group"))
            else:
                resolver.known[k] = None


def _known(resolver: Resolver, gold: str, same: Callable[[Any, Any], bool]) -> Speaker | None:
    return next((Speaker(m.name, m.kind) for m in resolver.mentions if same(gold, m.name)), None)


def conditional_logit(data: list[tuple[Floats, np.ndarray]], ridge: float = 0.5, steps: int = 600) -> Floats:
    """Weights that make the right entities likely: marginal likelihood, gradient ascent with Adam's scaling."""
    weights = np.zeros(len(FEATURES))
    m, v = np.zeros_like(weights), np.zeros_like(weights)
    for t in range(1, steps + 1):
        gradient = -ridge * weights
        for features, right in data:
            scores = features @ weights
            p = np.exp(scores - scores.max())
            p /= p.sum()
            q = np.where(right, p, 0)
            gradient += features.T @ (q / q.sum() - p)
        m, v = 0.9 * m + 0.1 * gradient, 0.99 * v + 0.01 * gradient**2
        weights += 0.05 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)
    return weights.astype(np.float32)


def fit_antecedents(reader: Reader, shared: Path, same: Callable[[Any, Any], bool]) -> Floats:
    more = load_annotations("claims")
    rows = [r for r in annotated(shared, more) if for_the_ranker(r["id"])]
    data = list(questions(reader, rows, same, reader._antecedents))
    weights = conditional_logit(data)
    right = sum(bool(r[(f @ weights).argmax()]) for f, r in data)
    print(f"antecedents: {len(data)} questions of {len(rows)} reports, {100 * right / len(data):.1f}% right on them")
    for name, weight in zip(FEATURES, weights.tolist(), strict=True):
        print(f"  {weight:7.2f}  {name}")
    return weights


class ActExample(NamedTuple):
    """The signs of a claim's words, and what it was annotated as."""

    signs: list[str]
    act: int
    hedged: bool


def act_examples(rows: list[dict[str, Any]]) -> list[ActExample]:
    out = []
    for row in rows:
        text = row["text"]
        for c in row["claims"]:
            if c["cue"] and text[slice(*c["cue"])].strip():
                source = text[slice(*c["source"])] if c["source"] else None
                signs = acts.signs(text[slice(*c["cue"])], [text[slice(*s)] for s in spans(c["content"])], source)
                out.append(ActExample(signs, ACTS.index(c["act"]), bool(c["hedged"])))
    return out


def network_acts(reader: Reader, rows: list[dict[str, Any]]) -> list[tuple[Floats, float]]:
    """The network's log probability of each act, and its log odds of being hedged, of each claim with a cue."""
    out = []
    for row in rows:
        tokens = tokenize(reader._tokenizer, row["text"])
        states = encode(reader._network, tokens, 0).states
        for c in row["claims"]:
            cue = word_span(tokens, *c["cue"]) if c["cue"] else None
            if cue is None:
                continue
            index = cue[0] + np.arange(-REACH_BACK, REACH - REACH_BACK)[None]
            mask = ((index >= 0) & (index < len(states))).astype(np.float32)
            _, scores, hedges = reader._network.roles(states, np.where(mask > 0, index, 0), mask, REACH_BACK)
            out.append((np.log(softmax(scores[0]) + 1e-6), float(hedges[0, 1] - hedges[0, 0])))
    return out


class Features:
    """Which of the features of a vocabulary each example has: a sparse matrix of ones, by example and by feature."""

    def __init__(self, examples: list[set[str]], vocabulary: dict[str, int]) -> None:
        known = [sorted(vocabulary[name] for name in names if name in vocabulary) for names in examples]
        pairs = [(i, column) for i, columns in enumerate(known) for column in columns]
        self._row, self._column = np.array(pairs, dtype=np.int64).T
        order = np.argsort(self._column, kind="stable")
        self._row_by_column = self._row[order]
        self._first_of_row = np.searchsorted(self._row, np.arange(len(examples)))
        self._first_of_column = np.searchsorted(self._column[order], np.arange(len(vocabulary)))
        # `reduceat` sums nothing for what is empty.
        assert len(np.unique(self._row)) == len(examples) and len(np.unique(self._column)) == len(vocabulary)

    def times(self, weights: Floats) -> Floats:
        """[examples, outputs]: the sum of the weights [features, outputs] of each example's features."""
        return np.asarray(np.add.reduceat(weights[self._column], self._first_of_row, axis=0))

    def turned_times(self, values: Floats) -> Floats:
        """[features, outputs]: the sum of the values [examples, outputs] of the examples that have each feature."""
        return np.asarray(np.add.reduceat(values[self._row_by_column], self._first_of_column, axis=0))


def softmax_regression(x: Features, y: Floats, features: int, ridge: float = 3.0, steps: int = 250) -> Floats:
    """Weights [features, classes] of a multinomial regression by gradient steps with Adam's scaling."""
    weights: Floats = np.zeros((features, y.shape[1]), dtype=np.float32)
    m: Any = np.zeros_like(weights)
    v: Any = np.zeros_like(weights)
    for t in range(1, steps + 1):
        scores = x.times(weights)
        p = np.exp(scores - scores.max(1, keepdims=True))
        gradient = x.turned_times(p / p.sum(1, keepdims=True) - y) + ridge * weights
        m, v = 0.9 * m + 0.1 * gradient, 0.99 * v + 0.01 * gradient**2
        step = (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)
        weights = np.asarray(weights - 0.05 * step, dtype=np.float32)
    return weights


def fit_acts(reader: Reader, shared: Path, settings: Settings) -> Settings:
    """The linear model of acts and hedges on all our annotation but gold dev; the network's shares and the hedge
    threshold on gold dev."""
    rows = [*lines(shared / "gold/claims.train.jsonl"), *annotated(shared, load_annotations("claims", "polnear"))]
    train = act_examples(rows)
    weights = _linear_acts(train)
    gold = list(lines(shared / "gold/claims.dev.jsonl"))
    dev, opinions = act_examples(gold), network_acts(reader, gold)
    made = [(acts.scores(e.signs, weights), *opinion, e) for e, opinion in zip(dev, opinions, strict=True)]

    def accuracy(share: float) -> float:
        return float(np.mean([int((s[:-1] + share * network).argmax()) == e.act for s, network, _, e in made]))

    def hedge_f1(choice: tuple[float, float]) -> float:
        share, least = choice
        found = [s[-1] + share * odds > least for s, _, odds, _ in made]
        hits = sum(f and e.hedged for f, (*_, e) in zip(found, made, strict=True))
        return 2 * hits / (sum(found) + sum(e.hedged for e in dev))

    shares = (0.0, 0.2, 0.5, 1.0, 2.0)
    share = max(shares, key=accuracy)
    hedged_share, least = max(((s, t) for s in shares for t in np.arange(-3, 1.01, 0.5).tolist()), key=hedge_f1)
    print(
        f"acts: {len(train)} claims; gold dev's given claims: {100 * accuracy(share):.1f}% with {share} of the network "
        f"({100 * accuracy(0):.1f}% without, {100 * accuracy(100):.1f}% by it alone), "
        f"hedged F1 {100 * hedge_f1((hedged_share, least)):.1f} with {hedged_share} from {least}"
    )
    return msgspec.structs.replace(
        settings, acts=weights, act_share=share, hedged_share=hedged_share, hedged_from=least
    )


def _linear_acts(train: list[ActExample]) -> dict[str, list[float]]:
    counts = Counter(name for e in train for name in set(e.signs))
    vocabulary = {name: k for k, name in enumerate(sorted(n for n, count in counts.items() if count > 2))}
    x = Features([set(e.signs) for e in train], vocabulary)
    acts_of = softmax_regression(x, np.eye(len(ACTS), dtype=np.float32)[[e.act for e in train]], len(vocabulary))
    hedged = softmax_regression(x, np.eye(2, dtype=np.float32)[[int(e.hedged) for e in train]], len(vocabulary))
    table = np.column_stack([acts_of, hedged[:, 1] - hedged[:, 0]]).astype(np.float64).round(2).tolist()
    return {name: table[k] for name, k in vocabulary.items()}


def readings(reader: Reader, rows: list[dict[str, Any]]) -> list[Any]:
    return list(map(msgspec.to_builtins, reader.read_many(Report(r["id"], r["text"]) for r in rows)))


class Remembering:
    """A network that encodes each window once, for readings that differ in what comes after."""

    def __init__(self, network: Network) -> None:
        self.roles, self.links = network.roles, network.links
        self._network = network
        self._known: dict[tuple[bytes, int], tuple[Floats, Floats]] = {}

    def encode(self, ids: Ints, case: Ints, quote: Ints, breaks: Ints, scheme: int) -> tuple[Floats, Floats]:
        key = ids.tobytes() + breaks.tobytes(), scheme
        if key not in self._known:
            self._known[key] = self._network.encode(ids, case, quote, breaks, scheme)
        return self._known[key]


def whole_claims(score: Any, gold: list[dict[str, Any]], made: list[Any], least: float = 0.0) -> tuple[float, float]:
    """F1 of whole claims, exact and overlapping; claims under `least` confidence left out."""
    exact = loose = predicted = wanted = 0
    for g, p in zip(gold, made, strict=True):
        gs = [score.read_claim(c) for c in g["claims"]]
        ps = [score.read_claim(c) for c in p["claims"] if c["confidence"] >= least]
        pairs = score.match_claims(gs, ps)
        exact += sum(all(gs[i][k] == ps[j][k] for k in ("source", "cue", "content")) for i, j in pairs)
        loose += sum(_right(score, gs[i], ps[j]) for i, j in pairs)
        predicted, wanted = predicted + len(ps), wanted + len(gs)
    return 2 * exact / (predicted + wanted), 2 * loose / (predicted + wanted)


def _right(score: Any, g: Any, p: Any) -> bool:
    return bool(g["source"]) == bool(p["source"]) and (not g["source"] or score.overlap(g["source"], p["source"]) > 0)


def choose_threshold(model: Path, settings: Settings, scheme: Scheme, gold: list[dict[str, Any]], score: Any) -> float:
    """The cue threshold with the best sum of exact and overlapping F1 of whole claims."""
    best = (0.0, 0.5)
    number = SCHEMES.index(scheme)
    reader = Reader(model, scheme=scheme)
    network = Remembering(reader._network)
    for threshold in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        thresholds = [threshold if k == number else t for k, t in enumerate(settings.cue_threshold)]
        changed = msgspec.structs.replace(settings, cue_threshold=thresholds)
        reader = Reader.of(network, changed, scheme=scheme, threads=2)
        exact, loose = whole_claims(score, gold, readings(reader, gold))
        print(f"{scheme} cue threshold {threshold}: exact {100 * exact:.1f} overlap {100 * loose:.1f}", flush=True)
        best = max(best, (exact + loose, threshold))
    return best[1]


def judged_claims(reader: Reader, gold: list[dict[str, Any]], score: Any) -> list[tuple[float, bool]]:
    """Confidence of every claim the reader finds, and whether the claim is right."""
    out = []
    for g, p in zip(gold, readings(reader, gold), strict=True):
        right = _right_ones(score, g, p)
        out += [(c["confidence"], j in right) for j, c in enumerate(p["claims"])]
    return out


def _right_ones(score: Any, g: Any, p: Any) -> set[int]:
    gs, ps = ([score.read_claim(c) for c in row["claims"]] for row in (g, p))
    return {j for i, j in score.match_claims(gs, ps) if _right(score, gs[i], ps[j])}


def fit_confidence(reader: Reader, gold: list[dict[str, Any]], score: Any) -> list[float]:
    """Logistic regression, with a light ridge, of being right on the signs of a claim; also says how well it is
    calibrated on reports left out of the fit, five parts in turn."""
    signs, labels, parts = [], [], []
    for number, (row, made) in enumerate(zip(gold, readings(reader, gold), strict=True)):
        right = _right_ones(score, row, made)
        for k, entry in enumerate(reader.passage(row["text"]).claims):
            signs.append((*entry.draft.framed.signs, 1.0))
            labels.append(float(k in right))
            parts.append(number % 5)
    x, y, part = np.array(signs), np.array(labels), np.array(parts)
    left_out = np.zeros(len(y))
    for k in range(5):
        left_out[part == k] = _sigmoid(x[part == k] @ logit(x[part != k], y[part != k]))
    bins = np.minimum((left_out * 10).astype(int), 9)
    error = sum(abs(left_out[bins == b].sum() - y[bins == b].sum()) for b in range(10)) / len(y)
    print(f"confidence: {len(y)} claims, {100 * y.mean():.1f}% right; expected calibration error left out {error:.3f}")
    return [round(float(w), 4) for w in logit(x, y)]


def _sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def logit(x: Any, y: Any, ridge: float = 0.5, steps: int = 50) -> Any:
    """Weights of a logistic regression by Newton's method. x [claims, signs + 1], y [claims] of 0 and 1."""
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        p = _sigmoid(x @ weights)
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(hessian, x.T @ (p - y) + ridge * weights)
    return weights


def first_annotations(path: Path) -> list[dict[str, Any]]:
    out: dict[str, dict[str, Any]] = {}
    for row in lines(path):
        out.setdefault(row["id"], row)
    return list(out.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("src/sayso/model"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", choices=_STEPS, nargs="*")
    args = parser.parse_args()
    score = load_score(args.shared)
    wanted = args.only or _STEPS
    settings = load_settings(args.model)

    def save() -> None:
        (args.model / "reader.json").write_bytes(msgspec.json.encode(settings))

    network = Remembering(Reader(args.model)._network)
    if "acts" in wanted:
        settings = fit_acts(Reader.of(network, settings), args.shared, settings)
        save()
    if "antecedents" in wanted:
        weights = fit_antecedents(Reader.of(network, settings), args.shared, score.same_speaker)
        settings = msgspec.structs.replace(settings, antecedents=[round(float(w), 4) for w in weights])
        save()
    del network
    gold = list(lines(args.shared / "gold/claims.dev.jsonl"))
    if "thresholds" in wanted:
        polnear = first_annotations(args.shared / "data/attribution/polnear.dev.jsonl")
        chosen = [
            choose_threshold(args.model, settings, "sayso", gold, score),
            choose_threshold(args.model, settings, "polnear", polnear, score),
        ]
        settings = msgspec.structs.replace(settings, cue_threshold=chosen)
        save()
    if "confidence" in wanted:
        settings = msgspec.structs.replace(settings, confidence=fit_confidence(Reader(args.model), gold, score))
        save()
    print(settings.cue_threshold, settings.confidence)


if __name__ == "__main__":
    main()
