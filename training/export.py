"""Export a trained network for onnxruntime: `python -m training.export runs/reader/average.pt`.

Writes encoder.onnx (int8), roles.onnx (int8), links.npz, reader.json and tokenizer.json into `src/sayso/model`.
Weights are quantised per channel; activations dynamically, by one scale a call (one report, see OnnxNetwork).
The output heads stay in fp32: they are small, and rounding moves decisions there.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import Tensor, nn

from sayso.reading.labels import REACH, REACH_BACK
from training.evaluate import all_labels, load_net, settings_of
from training.net import ROLE_WIDTH, WIDTH, Net
from training.train import base_model

OPSET = 17


class EncoderGraph(nn.Module):
    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, *features: Tensor) -> tuple[Tensor, Tensor]:
        states = self.net.encoder(*features)
        return states, all_labels(self.net, states)


class RolesGraph(nn.Module):
    """`Roles` over an index into the words, so that each word is projected once, not once a cue."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.roles = net.roles

    def forward(self, words: Tensor, index: Tensor, mask: Tensor, back: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        roles = self.roles
        cue = words[index.index_select(1, back[None])[:, 0]]
        around = roles.word(words)[index]
        tags, act, hedged = roles.after(around, cue, mask, back)
        return tags, act, hedged


def export(net: Net, folder: Path) -> None:
    """Write the two graphs in fp32."""
    net.eval()
    b, p = 2, 16
    feed = (*(torch.ones(b, p, dtype=torch.int64) for _ in range(4)), torch.zeros(b, dtype=torch.int64))
    pieces = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        EncoderGraph(net),
        feed,
        str(folder / "encoder.onnx"),
        input_names=["ids", "case", "quote", "breaks", "scheme"],
        output_names=["states", "labels"],
        dynamic_axes=dict.fromkeys(("ids", "case", "quote", "breaks", "states", "labels"), pieces)
        | {"scheme": {0: "windows"}},
        opset_version=OPSET,
        dynamo=False,
    )
    words = torch.zeros(20, WIDTH)
    index, mask = torch.zeros(3, REACH, dtype=torch.int64), torch.ones(3, REACH)
    cues = {0: "cues"}
    reach = {0: "cues", 1: "reach"}
    torch.onnx.export(
        RolesGraph(net),
        (words, index, mask, torch.tensor(REACH_BACK)),
        str(folder / "roles.onnx"),
        input_names=["words", "index", "mask", "back"],
        output_names=["tags", "act", "hedged"],
        dynamic_axes={"words": {0: "words"}} | dict.fromkeys(("index", "mask", "tags"), reach)
        | dict.fromkeys(("act", "hedged"), cues),
        opset_version=OPSET,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """int8 weights per channel for every product with the transformer's weights and for the embeddings."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
        graph = onnx.load(str(ready)).graph
        shapes = {i.name: tuple(i.dims) for i in graph.initializer}
        keep = [
            node.name
            for node in graph.node
            if node.op_type in ("MatMul", "Gemm") and not any(_wide(shapes.get(name, ())) for name in node.input)
        ]
        quantize_dynamic(
            str(ready),
            str(target),
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=keep,
            op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )


def _wide(shape: tuple[int, ...]) -> bool:
    return len(shape) == 2 and min(shape) >= ROLE_WIDTH


def links(net: Net, path: Path) -> None:
    arrays = {
        "query": net.links.query.weight,
        "query_bias": net.links.query.bias,
        "key": net.links.key.weight,
        "key_bias": net.links.key.bias,
        "none": net.links.none.weight[0],
        "none_bias": net.links.none.bias,
        "distance": net.links.distance,
    }
    np.savez(path, **{k: v.detach().numpy().astype(np.float32) for k, v in arrays.items()})  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/sayso/model"))
    parser.add_argument("--version", default="1")
    parser.add_argument("--float", action="store_true", help="leave the graphs in fp32 (to measure what int8 costs)")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    net = load_net(args.checkpoint)
    with tempfile.TemporaryDirectory() as folder:
        export(net, Path(folder))
        for name in ("encoder.onnx", "roles.onnx"):
            if args.float:
                shutil.copy(Path(folder) / name, args.out / name)
            else:
                quantise(Path(folder) / name, args.out / name)
    links(net, args.out / "links.npz")
    (args.out / "reader.json").write_bytes(msgspec.json.encode(settings_of(net, args.version)))
    shutil.copy(base_model() / "tokenizer.json", args.out / "tokenizer.json")
    for path in sorted(args.out.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.2f} MB  {path}")


if __name__ == "__main__":
    main()
