"""Readings made by hand, so that the tests of the ledger need no model."""

from __future__ import annotations

import re

from sayso import Claim, Name, Reading, Report, Span, Speaker
from sayso._types import Check, Figure, Place, Relation, Time

TEXT = (
    'At least 12 people were killed in Averin on Sunday, the ministry said. "We had no part in it," Sanne Brakovar, '
    "the foreign minister, said, as quoted by the agency. Twelve of them, including three children, died 20 km north "
    "of Port Averin, it said."
)


class Full(Reading, frozen=True):
    """A reading with all there can be."""

    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    checks: tuple[Check, ...] = ()


def report(number: int = 1, text: str = TEXT, **known: str) -> Report:
    given = {"title": f"Blast {number}", "published": "2024-12-22", "publisher": "The Tide"} | known
    return Report(f"r{number}", f"{text} ({number})", where="news.jsonl:1", **given)  # type: ignore[arg-type]


def simple(report: Report) -> Reading:
    """One claim for every “said”, its content the sentence before."""
    claims = []
    for k, found in enumerate(re.finditer(r"\bsaid\b", report.text), 1):
        content = Span(0, 11, report.text[:11])
        cue = Span(*found.span(), found[0])
        speaker = Speaker("the ministry", "government")
        claims.append(Claim(f"c{k}", None, cue, (content,), None, speaker, "indirect", "state", False, 0.9))
    known = {key: getattr(report, key) for key in ("id", "title", "published", "publisher", "url", "byline", "text")}
    return Reading(**known, claims=tuple(claims), names=())


def full(report: Report) -> Full:
    """A reading of `TEXT` with at least one of everything."""
    text = report.text

    def at(words: str, nth: int = 0) -> tuple[int, int, str]:
        start = [found.start() for found in re.finditer(re.escape(words), text)][nth]
        return start, start + len(words), words

    def span(words: str, nth: int = 0) -> Span:
        return Span(*at(words, nth))

    brakovar = Speaker("Sanne Brakovar", "person")
    claims = (
        Claim("c1", span("the ministry"), span("said"), (span("At least 12 people were killed in Averin on Sunday"),),
              None, Speaker("the ministry", "government"), "indirect", "state", False, 0.9),
        Claim("c3", span("Sanne Brakovar"), span("said", 1), (span('"We had no part'), span('in it,"')), "c2", brakovar,
              "direct", "deny", True, 0.25),
        Claim("c2", span("the agency"), span("as quoted by"), (span('"We had no part in it," Sanne Brakovar'),), None,
              None, "mixed", "state", False, 0.5),
        Claim("c4", None, None, (), None, None, "indirect", "ask", False, 0.0),
    )  # fmt: skip
    relation = Relation(*at("20 km north of"), "from", 20.0, "N", False, 0, 4.5, -3.25)
    known = {key: getattr(report, key) for key in ("id", "title", "published", "publisher", "url", "byline", "text")}
    return Full(
        **known,
        claims=claims,
        names=(Name(*at("Averin"), "location", "Port Averin"), Name(*at("Sanne Brakovar"), "person", "Sanne Brakovar")),
        times=(Time(*at("Sunday"), "DATE", "2024-12-22", None, "2024-12-22", "2024-12-22", "c1"),),
        places=(
            Place(*at("Averin"), "literal", "Port Averin", 77, 4.0, -3.0, "ZZ", "Tarsen", "city", "exact", None, "c1"),
            Place(*at("Port Averin"), "literal", None, None, None, None, None, None, None, None, relation, None),
        ),
        figures=(
            Figure(*at("At least 12 people"), "killed", 12, None, "c1", 0, 0, None),
            Figure(*at("three children"), "killed", 3, 3, None, None, None, 0),
        ),
        checks=(Check(*at("Sunday"), "weekday", "2024-12-22 is a Sunday", "2024-12-22 is a Sunday", "holds"),),
    )
