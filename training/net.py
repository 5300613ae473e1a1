"""The network: one encoder, several heads. Shapes: B windows, P pieces, W words, N cues, R words around a cue.

The encoder is BERT's (all-MiniLM-L6-v2: 6 layers, 384 wide). Claims are read as semantic roles anchored on the
cue: the cue head finds the first word of each cue; then a narrow transformer runs over the words around each cue,
told where the cue is, and tags source, cue and content for that cue alone. So one source serves two cues, content
comes in pieces, and claims lie inside claims.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.reading.labels import ACTS, NAME_TAGS, REACH, REACH_BACK, ROLES, SCHEMES, TIME_TAGS, USAGES
from sayso.reading.tokens import BREAKS, CASES, QUOTES

WIDTH = 384
ROLE_WIDTH = 192
LINK_WIDTH = 128
DISTANCES = 12  # buckets of mention distance, see `sayso.reading.links`


class FusedAttention(torch.autograd.Function):
    """onnxruntime's own operator for attention; exists for the export only. mask [B, L] is 1 where a key counts."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, heads: int) -> Tensor:
        return q

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, mask: Any, heads: int) -> Any:
        from torch.onnx.symbolic_helper import _is_none, _optional_input_placeholder_tensor

        masked = () if _is_none(mask) else (_optional_input_placeholder_tensor(g), mask)
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, *masked, num_heads_i=heads).setType(q.type())


class Attention(nn.Module):
    """Multi-head self-attention with BERT's parameter names folded into one projection."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x [B, L, width]; mask [B, L] is 1 where a key counts and 0 where it does not."""
        b, length, width = x.shape
        if torch.onnx.is_in_onnx_export():
            keys = None if mask is None else mask.to(torch.int32)
            mixed: Tensor = FusedAttention.apply(*self.qkv(x).split(width, -1), keys, self.heads)
            return self.out(mixed)  # type: ignore[no-any-return]
        q, k, v = self.qkv(x).view(b, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        bias = None if mask is None else ((1 - mask) * -1e4)[:, None, None].to(q.dtype)
        y = F.scaled_dot_product_attention(q, k, v, bias)
        out: Tensor = self.out(y.transpose(1, 2).reshape(b, length, width))
        return out


class Dropout(nn.Module):
    """Dropout whose masks are slices of one pool of random bits: drawing bits anew costs a tenth of a training step
    on a CPU."""

    pools: ClassVar[dict[tuple[float, torch.dtype, torch.device], Tensor]] = {}

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        kind = (self.share, x.dtype, x.device)
        if kind not in Dropout.pools:
            kept = torch.rand(1 << 25, device=x.device) >= self.share
            Dropout.pools[kind] = kept.to(x.dtype) / (1 - self.share)
        pool = Dropout.pools[kind]
        at = int(torch.randint(pool.numel() - x.numel(), ()))
        return x * pool[at : at + x.numel()].view_as(x)


class Layer(nn.Module):
    """A post-norm transformer layer."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.attention = Attention(width, heads)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = self.norm1(x + self.drop(self.attention(x, mask)))
        y: Tensor = self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))
        return y


class Encoder(nn.Module):
    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.quote = nn.Embedding(QUOTES, WIDTH)
        self.breaks = nn.Embedding(BREAKS, WIDTH)
        self.scheme = nn.Embedding(len(SCHEMES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(WIDTH, 12, 4 * WIDTH, dropout) for _ in range(6))
        for extra in (self.case, self.quote, self.breaks, self.scheme):
            nn.init.normal_(extra.weight, std=0.02)

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, breaks: Tensor, scheme: Tensor) -> Tensor:
        """ids, case, quote, breaks [B, P] (features 0 at [CLS], [SEP] and padding), scheme [B] -> [B, P, WIDTH]."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.pieces(ids) + self.positions(place) + self.case(case) + self.quote(quote) + self.breaks(breaks)
        x = self.drop(self.norm(x + self.scheme(scheme)[:, None]))
        # The exported graph is run on windows without padding.
        mask = None if torch.onnx.is_in_onnx_export() else (ids != 0).to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_bert(self, path: Path) -> None:
        """Start from a BERT checkpoint in safetensors format."""
        from safetensors.torch import load_file

        state = {k.removeprefix("bert."): v for k, v in load_file(str(path)).items()}
        with torch.no_grad():
            self.pieces.weight.copy_(state["embeddings.word_embeddings.weight"])
            kinds = state["embeddings.token_type_embeddings.weight"][0]
            self.positions.weight.copy_(state["embeddings.position_embeddings.weight"] + kinds)
            self.norm.weight.copy_(state["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(state["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                name = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    qkv = [state[f"{name}attention.self.{p}.{part}"] for p in ("query", "key", "value")]
                    getattr(layer.attention.qkv, part).copy_(torch.cat(qkv))
                    getattr(layer.attention.out, part).copy_(state[f"{name}attention.output.dense.{part}"])
                    getattr(layer.norm1, part).copy_(state[f"{name}attention.output.LayerNorm.{part}"])
                    getattr(layer.up, part).copy_(state[f"{name}intermediate.dense.{part}"])
                    getattr(layer.down, part).copy_(state[f"{name}output.dense.{part}"])
                    getattr(layer.norm2, part).copy_(state[f"{name}output.LayerNorm.{part}"])


class Tags(nn.Module):
    """The heads that label every word by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.cue = nn.Linear(WIDTH, 3 * len(SCHEMES))
        self.names = nn.Linear(WIDTH, 2 * len(NAME_TAGS) + 1)
        self.times = nn.Linear(WIDTH, 2 * len(TIME_TAGS) + 1)
        self.places = nn.Linear(WIDTH, 3)
        self.usages = nn.Linear(WIDTH, len(USAGES))

    def forward(self, words: Tensor, scheme: int) -> dict[str, Tensor]:
        """words [..., WIDTH] -> logits by head."""
        return {
            "cue": self.cue(words)[..., 3 * scheme : 3 * scheme + 3],
            "names": self.names(words),
            "times": self.times(words),
            "places": self.places(words),
            "usages": self.usages(words),
        }


class Roles(nn.Module):
    """Tags the words around one cue with their role for that cue, and says what kind of act it is."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Linear(WIDTH, ROLE_WIDTH)
        self.anchor = nn.Linear(WIDTH, ROLE_WIDTH)
        self.place = nn.Embedding(REACH, ROLE_WIDTH)
        self.norm = nn.LayerNorm(ROLE_WIDTH)
        self.drop = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(ROLE_WIDTH, 6, 2 * ROLE_WIDTH, dropout) for _ in range(2))
        self.tags = nn.Linear(ROLE_WIDTH, len(ROLES))
        self.transitions = nn.Parameter(torch.zeros(len(SCHEMES), len(ROLES), len(ROLES)))
        self.act_hidden = nn.Linear(WIDTH + 3 * ROLE_WIDTH, ROLE_WIDTH)
        self.act = nn.Linear(ROLE_WIDTH, len(ACTS))
        self.hedged = nn.Linear(ROLE_WIDTH, 2)
        self.forget = Dropout(3 * dropout)  # few claims have acts, and their verbs are soon known by heart
        nn.init.normal_(self.place.weight, std=0.02)

    def forward(self, around: Tensor, mask: Tensor, back: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """around [N, R, WIDTH]: states of R <= REACH words around each cue, its first word at `back` (a scalar); mask
        [N, R] is 1 where there is a word -> tags [N, R, ROLES], act [N, ACTS], hedged [N, 2]."""
        return self.after(self.word(around), around.index_select(1, back[None])[:, 0], mask, back)

    def after(self, around: Tensor, cue: Tensor, mask: Tensor, back: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The same from words already projected, around [N, R, ROLE_WIDTH], and the cues' states [N, WIDTH]."""
        places = torch.arange(around.shape[1], device=around.device) + (REACH_BACK - back)
        x = around + self.anchor(cue)[:, None] + self.place(places)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        tags = self.tags(x)
        shares = torch.softmax(tags, -1) * mask[..., None]
        content = shares[..., 5] + shares[..., 6]
        source = shares[..., 1] + shares[..., 2]
        weights = (w.detach() / (w.detach().sum(1, keepdim=True) + 1e-3) for w in (content, source))
        pooled = [torch.bmm(w[:, None], x)[:, 0] for w in weights]
        y = torch.tanh(self.act_hidden(self.forget(torch.cat([cue, x.index_select(1, back[None])[:, 0], *pooled], -1))))
        y = self.forget(y)
        return tags, self.act(y), self.hedged(y)


class Links(nn.Module):
    """How well one mention may stand for another: scaled product of their projections plus a bias by distance."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(2 * WIDTH, LINK_WIDTH)
        self.key = nn.Linear(2 * WIDTH, LINK_WIDTH)
        self.none = nn.Linear(2 * WIDTH, 1)
        self.distance = nn.Parameter(torch.zeros(DISTANCES))

    def forward(self, query: Tensor, keys: Tensor, distance: Tensor) -> Tensor:
        """query [Q, 2 WIDTH], keys [Q, K, 2 WIDTH], distance [Q, K] buckets -> scores [Q, K + 1], the last for none
        of them."""
        q, k = self.query(query), self.key(keys)
        scores = torch.matmul(k, q[..., None])[..., 0] / math.sqrt(LINK_WIDTH) + self.distance[distance]
        return torch.cat([scores, self.none(query)], -1)


class Net(nn.Module):
    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.tags = Tags()
        self.roles = Roles(dropout)
        self.links = Links()


def chain_loss(emissions: Tensor, transitions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
    """Negative log likelihood of label sequences under a linear-chain CRF.

    emissions [N, L, K], transitions [N, K, K] (from, to), labels [N, L], mask [N, L]; a masked word passes the state
    on unchanged. Log partition by pairwise products of step matrices (log2 L steps instead of L).
    """
    n, _, k = emissions.shape
    emissions = emissions.float()
    gold = torch.gather(emissions, 2, labels[..., None])[..., 0] * mask
    score = gold.sum(1)
    step = transitions[torch.arange(n)[:, None], labels[:, :-1], labels[:, 1:]]
    score = score + (step * mask[:, 1:] * mask[:, :-1]).sum(1)

    eye = torch.full((k, k), -1e4, device=emissions.device).fill_diagonal_(0)
    inside = (mask[:, 1:] * mask[:, :-1])[..., None, None]
    # A word that follows no counted word (left padding before it) starts the chain: every state is open to it.
    opens = (mask[:, 1:] * (1 - mask[:, :-1]))[..., None, None]
    full = transitions[:, None] + emissions[:, 1:, None, :]
    start = emissions[:, 1:, None, :].expand(-1, -1, k, -1) - math.log(k)
    steps = inside * full + opens * start + (1 - inside - opens) * eye
    first = torch.where(mask[:, :1, None] > 0, emissions[:, :1], torch.zeros_like(emissions[:, :1]))
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, eye.expand(n, 1, k, k)], 1)
        a, b = steps[:, 0::2], steps[:, 1::2]
        steps = torch.logsumexp(a[..., :, :, None] + b[..., None, :, :], dim=-2)
    total = torch.logsumexp(first[:, 0, :, None] + steps[:, 0], dim=(1, 2))
    # With left padding `first` holds k open states of weight 0, which `start` shares out again.
    return total - score
