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
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Usage = Literal["literal", "government", "demonym", "people", "in-name"]
PlaceKind = Literal["country", "region", "district", "city", "town", "village", "area", "site", "multi"]
Precision = Literal["exact", "within", "district", "region", "country", "multi"]
Casualty = Literal["killed", "injured", "missing", "arrested", "displaced", "abducted"]


class Value(msgspec.Struct, frozen=True):
    """Base of all value types: immutable, compared by value."""


class Report(Value, frozen=True):
    """One published text and what is known of its publication. Nothing of it ever changes.

    `published` is ISO 8601, as precise as it is known (`2024-12-22` or `2024-12-22T08:30:00+00:00`). `where` is the
    place in the input it was found at, as a refusal of it would name it; the same as `id` where that gives no other.
    Everything but `id` and `text` is None when the input does not say.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    byline: str | None = None
    where: str | None = None


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


class Time(Value, frozen=True, rename={"from_": "from"}):
    """A TIMEX3 expression. `value` is TIMEX3's, None where it cannot be resolved; `mod` its modifier (APPROX, …).

    `from_` and `to` are the first and last calendar day it denotes (ISO dates), None where it is open or no date.
    `claim` is the innermost claim whose content carries it, None in the reporter's own words.
    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str | None
    mod: str | None
    from_: str | None
    to: str | None
    claim: str | None


class Relation(Value, frozen=True):
    """Where a place lies by its relation to another in the words: `km` `direction` of the place, which is the anchor.

    `kind` is "from" ("20 km north of Goma"), "near", "between" (with `other`, an index into `places`), "to"
    (a distance to the place or, with `border`, to its border). `start` and `end` span the words of the relation.
    """

    start: int
    end: int
    text: str
    kind: Literal["from", "near", "between", "to"]
    km: float | None
    direction: str | None
    border: bool = False
    other: int | None = None
    lat: float | None = None
    lon: float | None = None


class Place(Value, frozen=True):
    """A toponym, what it is used for, and where it lies. Whatever is not found or not decidable is None.

    `country` is ISO 3166 alpha-2, `admin1` the name of the first-order division. `precision` is UCDP's: the exact
    town, within an area, second- or first-order division, country, more than one country.
    """

    start: int
    end: int
    text: str
    usage: Usage
    name: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    kind: PlaceKind | None
    precision: Precision | None
    relation: Relation | None
    claim: str | None


class Figure(Value, frozen=True):
    """A count of people. `low` and `high` are inclusive, None where the words leave them open.

    `where` is an index into the reading's `places`, `when` into `times`; `part_of` into `figures`: of those counted
    there ("including three children"). `claim` as in `Time`.
    """

    start: int
    end: int
    text: str
    kind: Casualty
    low: int | None
    high: int | None
    claim: str | None
    where: int | None
    when: int | None
    part_of: int | None


class Check(Value, frozen=True):
    """Something the report says that a map, a calendar or addition can confirm: what it says and what is found."""

    start: int
    end: int
    text: str
    kind: Literal["distance", "weekday", "age", "interval", "sum"]
    says: str
    finds: str | None
    verdict: Literal["holds", "does not hold", "cannot tell"]


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
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    checks: tuple[Check, ...] = ()
