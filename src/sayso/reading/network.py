"""The trained network as the rest of the reader sees it: arrays in, arrays out.

Shapes: B windows, P pieces, W words, N cues, R words around a cue (at most `labels.REACH`), K mentions.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso._errors import ModelError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Network(Protocol):
    def encode(self, ids: Ints, case: Ints, quote: Ints, breaks: Ints, scheme: int) -> tuple[Floats, Floats]:
        """ids and features [1, P], no padding -> states [1, P, 384] and label scores [1, P, labels] of every piece."""

    def roles(self, words: Floats, index: Ints, mask: Floats, back: int) -> tuple[Floats, Floats, Floats]:
        """words [W, 384]; index [N, R] words around each cue, which is at `back`; mask [N, R] -> role scores
        [N, R, 7], act [N, 11], hedged [N, 2]."""

    def links(self, query: Floats, keys: Floats, distance: Ints) -> Floats:
        """query [768], keys [K, 768], distance [K] -> scores [K + 1], the last for none of them."""


class OnnxNetwork:
    """The network in onnxruntime. Safe to call from several threads at once; each call uses one of them.

    Activations are quantised by the scale of one call, and one call holds words of one report only: so a reading
    never depends on what is read beside it.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # An arena keeps the largest call ever made: a window, or 32 cues. So memory stays flat, and a tenth of the time
        # is saved.
        options.enable_cpu_mem_arena = True

        def session(name: str) -> Any:
            try:
                return onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            except Exception as error:  # onnxruntime's own exception types are not public
                first = str(error).split("\n")[0]
                raise ModelError(f"{folder / name}: the model cannot be loaded: {first}") from None

        self._encoder = session("encoder.onnx")
        self._roles = session("roles.onnx")
        try:
            with np.load(folder / "links.npz", allow_pickle=False) as links:
                self._query, self._query_bias = links["query"], links["query_bias"]
                self._key, self._key_bias = links["key"], links["key_bias"]
                self._none, self._none_bias = links["none"], float(links["none_bias"][0])
                self._distance = links["distance"]
        except Exception as error:  # numpy and zipfile raise what they like on damaged files
            raise ModelError(f"{folder / 'links.npz'}: the model cannot be loaded: {error}") from None

    def encode(self, ids: Ints, case: Ints, quote: Ints, breaks: Ints, scheme: int) -> tuple[Floats, Floats]:
        schemes = np.full(len(ids), scheme, dtype=np.int64)
        feed = {"ids": ids, "case": case, "quote": quote, "breaks": breaks, "scheme": schemes}
        states, labels = self._encoder.run(None, feed)
        return states, labels

    def roles(self, words: Floats, index: Ints, mask: Floats, back: int) -> tuple[Floats, Floats, Floats]:
        feed = {"words": words, "index": index, "mask": mask, "back": np.array(back, dtype=np.int64)}
        tags, act, hedged = self._roles.run(None, feed)
        return tags, act, hedged

    def links(self, query: Floats, keys: Floats, distance: Ints) -> Floats:
        q = self._query @ query + self._query_bias
        k = keys @ self._key.T + self._key_bias
        scores = k @ q / np.sqrt(len(q)) + self._distance[distance]
        return np.append(scores, self._none @ query + self._none_bias).astype(np.float32)
