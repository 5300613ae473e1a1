"""What queries answer with: small immutable values. `msgspec.json.encode` of them is what `--json` and `.json` give.

Ids of stories, incidents and origins are `s1`, `i1`, `o1`; reports have a `number` in the ledger (`r1` wherever one is
asked for) and the `id` the input gave them. Days and times are ISO 8601. Spans count code points of the report's text.
"""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from sayso._types import Reading, Value
from sayso.ledger.judge import Judgement

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some items of a list; `after` asks for the next page, None on the last."""

    items: tuple[T, ...]
    after: str | None


class ReportRef(Value, frozen=True):
    """A report named in an answer."""

    number: int
    id: str
    title: str | None
    published: str | None
    publisher: str | None


class ReportRow(Value, frozen=True):
    """A report in a list. `origin` and `incident` are ids of what it belongs to, None where it is not linked."""

    number: int
    id: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    version: int
    claims: int
    origin: str | None
    incident: str | None
    snippet: str | None  # words around what was searched for


class When(Value, frozen=True, rename={"from_": "from"}):
    """First and last day."""

    from_: str | None
    to: str | None


class Where(Value, frozen=True):
    """A place as the gazetteer has it; `precision` is UCDP's."""

    name: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: str | None


class Story(Value, frozen=True):
    """`reports` are ids as the input gave them."""

    id: str
    title: str | None
    when: When
    reports: tuple[str, ...]
    origins: int
    incidents: int
    conflicts: int


class Origin(Value, frozen=True):
    """`source` is the report it is counted from, `agency` whom its reports credit."""

    id: str
    agency: str | None
    source: ReportRef
    reports: tuple[str, ...]


class Incident(Value, frozen=True):
    """An incident in a list. `reports`: those whose main incident it is; `also`: those that mention it besides.

    `conflicts` and `accounts` are numbers here; `IncidentPage` has them in full.
    """

    id: str
    title: str | None
    kind: str | None
    when: When | None
    where: Where | None
    story: str | None
    reports: tuple[str, ...]
    also: tuple[str, ...]
    origins: int
    accounts: int
    conflicts: int


class Words(Value, frozen=True):
    """A span of a report: the evidence. `report` is its number."""

    report: int
    start: int
    end: int
    text: str


class Entry(Value, frozen=True):
    """One telling of an account. `number` is its row in the ledger; `through`: whom it came through, nearest first."""

    number: int
    as_of: str | None  # null where nobody says when the report was published
    report: ReportRef
    origin: str | None
    claim: str | None  # its id in the report: c1, c2 …
    stance: str | None
    low: int | None
    high: int | None
    value: str | None
    through: tuple[str, ...]
    words: Words


class Account(Value, frozen=True):
    """What one speaker says of one incident in one respect. `speaker` None: the reports in their own words.

    `entries` by time; `origins`: how many independent ones tell it; `latest` is the last entry that gives anything.
    """

    id: int
    incident: str
    incident_title: str | None
    respect: str
    speaker: str | None
    speaker_kind: str | None
    conflicting: bool
    origins: int
    entries: tuple[Entry, ...]


class Conflict(Value, frozen=True):
    """Two entries that contradict one another, by their `number`; `kind` is `figures` or `denial`."""

    respect: str
    kind: str
    entry: int
    other: int


class Evidence(Value, frozen=True):
    """The words an incident's time, place, kind or party rests on."""

    respect: str
    value: str | None
    words: Words


class Estimate(Value, frozen=True):
    """A count derived by a stated rule (docs/linking.md), never stored. `rule` is `ucdp` or `conservative`."""

    respect: str
    rule: str
    best: int | None
    low: int | None
    high: int | None
    origins: int


class Member(Value, frozen=True):
    """A report in an origin: from which it is copied (a report's number; None: it is the original), and how much."""

    report: ReportRef
    copied_from: int | None
    share: float | None


class OriginReports(Value, frozen=True):
    """An origin with those of its reports that are asked for, the original first."""

    id: str
    agency: str | None
    members: tuple[Member, ...]


class CheckRow(Value, frozen=True):
    """A check of a report: what it says against what the calendar, the map or addition finds."""

    report: ReportRef
    kind: str
    says: str
    finds: str | None
    verdict: str
    words: Words


class FullIncident(Value, frozen=True):
    """An incident with its accounts and conflicts: what `sayso incidents --json` prints of each."""

    id: str
    title: str | None
    kind: str | None
    when: When | None
    where: Where | None
    story: str | None
    reports: tuple[str, ...]
    also: tuple[str, ...]
    origins: int
    accounts: tuple[Account, ...]
    conflicts: tuple[Conflict, ...]


class IncidentPage(Value, frozen=True):
    """Everything about an incident. `checks` are those of its reports that do not hold."""

    id: str
    title: str | None
    kind: str | None
    when: When | None
    where: Where | None
    story: str | None
    reports: tuple[str, ...]
    also: tuple[str, ...]
    origins: int
    accounts: tuple[Account, ...]
    conflicts: tuple[Conflict, ...]
    parties: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    estimates: tuple[Estimate, ...]
    by_origin: tuple[OriginReports, ...]
    mentioned_in: tuple[ReportRef, ...]
    checks: tuple[CheckRow, ...]
    judgements: tuple[Judgement, ...]


class StoryPage(Value, frozen=True):
    """A story with its incidents, the latest first."""

    id: str
    title: str | None
    when: When
    reports: tuple[str, ...]
    origins: int
    incidents: tuple[Incident, ...]


class OriginPage(Value, frozen=True):
    """An origin with its reports, the original first."""

    id: str
    agency: str | None
    source: ReportRef
    members: tuple[Member, ...]


class CopiedSentence(Value, frozen=True):
    """`start` and `end` in this report, `from_start` and `from_end` in the other; `share` of its words found there."""

    start: int
    end: int
    from_start: int
    from_end: int
    share: float


class Passage(Value, frozen=True):
    """Text this report shares with another. `taken`: this report took it; otherwise the other took it from this one."""

    other: ReportRef
    taken: bool
    share: float
    joins: bool
    sentences: tuple[CopiedSentence, ...]


class Rejected(Value, frozen=True):
    """A claim that an analyst rejected: it stays in the reading, and counts nowhere else."""

    claim: str
    judgement: int


class ReportPage(Value, frozen=True):
    """Everything about a report. `reading` has its text and all that was found in it, corrections applied.

    `numbers` gives for each claim's id in the report its row in the ledger.
    """

    number: int
    version: int
    versions: tuple[ReportRef, ...]
    added: str
    found_at: str
    sha256: str
    reader: str
    reading: Reading
    numbers: dict[str, int]
    origin: str | None
    story: str | None
    incident: Incident | None
    also: tuple[Incident, ...]
    passages: tuple[Passage, ...]
    rejected: tuple[Rejected, ...]
    judgements: tuple[Judgement, ...]


class Claim(Value, frozen=True):
    """A claim in a list: `id` is its id in the report, `number` its row. `through`: nearest first."""

    number: int
    id: str
    report: ReportRef
    speaker: str | None
    speaker_kind: str | None
    act: str
    form: str
    hedged: bool
    confidence: float
    source: str | None
    cue: str | None
    content: str
    start: int | None  # where it begins in the text: its cue, else its content
    end: int | None
    through: tuple[str, ...]
    incident: str | None
    accepted: bool  # by an analyst


class Speaker(Value, frozen=True):
    """A public speaker (docs/queries.md says who that is)."""

    name: str
    kind: str | None
    claims: int
    reports: int
    first: str | None  # publication day of the first report in which they speak
    last: str | None


class SpeakerPage(Value, frozen=True):
    """A speaker: how often in which act, the incidents they speak of, and what they say of them, side by side.

    What they said one by one, the latest first, is `claims(connection, Filter(speaker=name))`.
    """

    speaker: Speaker
    acts: dict[str, int]
    incidents: tuple[Incident, ...]
    accounts: tuple[Account, ...]


class Point(Value, frozen=True):
    """An incident on the map."""

    id: str
    title: str | None
    kind: str | None
    from_: str | None
    lat: float
    lon: float
    precision: str | None
    reports: int
    conflicts: int


class Day(Value, frozen=True):
    """How many reports were published and how many incidents began on a day."""

    day: str
    reports: int
    incidents: int
