"""The nouns of sayso: small immutable values that depend on nothing else in the package.

Offsets are Unicode code points of `Report.text`, half open: `text[start:end]` is the evidence.
The words (source, cue, content, speaker, act, …) are those of `docs/words.md`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Form = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "state", "confirm", "deny", "accuse", "promise", "threaten", "demand", "predict", "judge", "ask", "decline"
]
NameKind = Literal["person", "organization", "location", "facility", "group", "product", "misc"]
SpeakerKind = Literal["person", "organization", "government", "group", "document"]
Scheme = Literal["sayso", "polnear"]


class Value(msgspec.Struct, frozen=True):
    """Base of all value types: immutable, compared by value."""


class Report(Value, frozen=True):
    """One published text and what is known of its publication. Nothing of it ever changes.

    `published` is ISO 8601, as precise as it is known (`2024-12-22` or `2024-12-22T08:30:00+00:00`).
    Everything but `id` and `text` is None when the input does not say.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    byline: str | None = None


class Span(Value, frozen=True):
    """`text` is `report.text[start:end]`."""

    start: int
    end: int
    text: str


class Speaker(Value, frozen=True):
    """Who a source refers to: the fullest name the report gives, or the description it keeps to."""

    name: str
    kind: SpeakerKind


class Claim(Value, frozen=True):
    """One attribution. `within` is the id of the claim whose content holds this one."""

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    within: str | None
    speaker: Speaker | None
    form: Form
    act: Act
    hedged: bool
    confidence: float


class Name(Value, frozen=True):
    """A named thing; `name` is the fullest form of it in the report."""

    start: int
    end: int
    text: str
    kind: NameKind
    name: str


class Reading(Value, frozen=True):
    """What one report says. `msgspec.json.encode(reading)` is the line `sayso read --json` prints."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    byline: str | None
    text: str
    claims: tuple[Claim, ...]
    names: tuple[Name, ...]
