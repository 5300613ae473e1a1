"""The linker: a reading in, what changed among origins, incidents and stories out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from sayso._types import Reading, Report
from sayso.linking.clustering import Changed
from sayso.linking.describe import Brief, Incident, brief, incident
from sayso.linking.incidents import ALSO, Incidents
from sayso.linking.incidents import KIND as INCIDENT
from sayso.linking.incidents import STORY as STORY
from sayso.linking.index import Index
from sayso.linking.origins import KIND as ORIGIN
from sayso.linking.origins import Copied, Origin, Origins

_BRIEF = "brief"


class Changes(msgspec.Struct, frozen=True):
    """What a report changed: see `Changed`. `also` are reports that mention other incidents than before."""

    origins: Changed
    incidents: Changed
    stories: Changed


class Linker:
    """Links reports over an index. Adding the same report again changes nothing; a report is forgotten before its new
    version is added. Judgements are kept in the index and hold through everything that comes later."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.origins = Origins(index)
        self.incidents = Incidents(index)

    def add(self, reading: Reading) -> Changes:
        """Take a reading in."""
        report = Report(
            reading.id, reading.text, reading.title, reading.published, reading.publisher, reading.url, reading.byline
        )
        self._index.put(_BRIEF, {reading.id: msgspec.msgpack.encode(brief(reading))})
        origins = self.origins.add(report, reading.claims)
        incidents, stories = self.incidents.add(report)
        return Changes(origins, incidents, stories)

    def forget(self, report: str) -> Changes:
        """Drop all that is remembered of a report but judgements on it."""
        self._index.forget(_BRIEF, [report])
        origins = self.origins.forget(report)
        incidents, stories = self.incidents.forget(report)
        return Changes(origins, incidents, stories)

    def judge(self, target: Literal["origin", "incident", "story"], a: str, b: str, same: bool | None) -> Changes:
        """Two reports are of the same origin (main incident, story), or are not; None takes the judgement back."""
        none = Changed({}, ())
        if target == "origin":
            return Changes(self.origins.groups.judge(a, b, same), none, none)
        if target == "story":
            return Changes(none, none, self.incidents.stories.judge(a, b, same))
        incidents, stories = self.incidents.judge(a, b, same)
        return Changes(none, incidents, stories)

    def origin(self, name: str) -> Origin:
        """Everything about an origin. Raises KeyError where there is none of that id."""
        return self.origins.origin(name)

    def passages(self, report: str) -> tuple[Copied, ...]:
        """What a report shares with reports of other origins."""
        return self.origins.passages(report)

    def also(self, report: str) -> tuple[str, ...]:
        """The incidents a report mentions besides its main one."""
        return self.incidents.also(report)

    def incident(self, name: str) -> Incident:
        """Everything about an incident, put together anew from what its reports say. Raises KeyError as above."""
        reports = self._index.members(INCIDENT, [name])[name]
        records = self._index.get(_BRIEF, reports)
        briefs = [msgspec.msgpack.decode(records[r], type=Brief) for r in reports if r in records]
        return incident(name, briefs, self._mentioning(reports), self._index.clusters(ORIGIN, reports))

    def _mentioning(self, reports: Sequence[str]) -> list[str]:
        """Reports of other incidents that mention one of these."""
        inside = set(reports)
        return sorted({e.detail.decode() for e in self._index.edges(ALSO, reports)} - inside)


__all__ = ["INCIDENT", "ORIGIN", "STORY", "Changes", "Linker"]
