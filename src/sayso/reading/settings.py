"""What a model folder holds beside the graphs: `reader.json`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from sayso._errors import ModelError
from sayso.reading.antecedents import FEATURES

FORMAT = 1  # of the files in a model folder; raised when graphs, labels or features change


class Settings(msgspec.Struct, frozen=True):
    """`reader.json`: what the model folder holds beside the graphs, all fitted or chosen on development data."""

    format: int
    version: str
    transitions: list[list[list[float]]]  # [scheme][from role][to role]
    cue_threshold: list[float]  # [scheme]: least probability of a word that begins a cue
    confidence: list[float]  # weights of the logistic function over `claims.signs`, the constant last
    antecedents: list[float]  # weights of `antecedents.FEATURES`
    acts: dict[str, list[float]]  # of the linear model in `acts`: feature -> weight for each act, then for hedged
    act_share: float  # of the network's log probabilities, added to the linear model's scores
    hedged_share: float  # of the network's log odds of being hedged, added likewise
    hedged_from: float  # least sum for a claim to be hedged
    times: dict[str, float] = {}  # least share of the network for each rule of `times.grammar`


def load_settings(folder: Path) -> Settings:
    try:
        settings = msgspec.json.decode((folder / "reader.json").read_bytes(), type=Settings)
    except FileNotFoundError:
        raise ModelError(f"{folder}: no model there (reader.json is missing)") from None
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(f"{folder}: the model cannot be read: {error}") from None
    if settings.format != FORMAT:
        raise ModelError(f"{folder}: the model has format {settings.format}, this version of sayso needs {FORMAT}")
    if len(settings.antecedents) != len(FEATURES):
        raise ModelError(f"{folder}: the model ranks antecedents by other features: fit it anew (training/README.md)")
    return settings
