"""The bundled example in a ledger, read by hand: the tests of the desk need no model, and know what is there."""

from __future__ import annotations

from pathlib import Path

from sayso import Claim, Name, Reading, Report, Span, Speaker
from sayso._types import Check, Figure, Time
from sayso.ingest import Defaults, reports
from sayso.ledger.linked import link
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.write import store

HARBOUR = Path(__file__).parent.parent / "examples" / "harbour"
HOSTILE = "<script>document.title='taken'</script>"

# By the place of the report in the example: source, cue, content, speaker, kind of speaker, act, and the claim
# (counted from 0) in whose content it lies.
CLAIMS: dict[int, list[tuple[str, str, str, str, str, str, int | None]]] = {
    0: [
        ("rescue services", "said", "An explosion aboard a freighter killed at least four people and injured 19",
         "rescue services", "group", "state", None),
        ("The fire service", "denied", "that there had been a second blast on board", "the regional fire service",
         "group", "deny", None),
    ],
    4: [
        ("the regional fire service", "said", "The number of people killed in the explosion of a freighter in Port "
         "Averin has risen from four to nine", "the regional fire service", "group", "state", None),
    ],
    5: [
        ("Lorvania", "accused", "of being behind the explosion that killed nine people in Port Averin", "Lorvania",
         "government", "accuse", None),
    ],
    6: [
        ("the Drennian agency Olvask Telegraph", "reported", "Drennia has rejected accusations that it was behind the "
         "explosion that killed at least nine people in the Lorvanian harbour of Port Averin", "Olvask Telegraph",
         "organization", "state", None),
        ("Drennia", "rejected", "accusations that it was behind the explosion", "Drennia", "government", "deny", 0),
        ("the agency", "quoted by", "\"We had no part in it, we did not know of it, and we mourn the dead,\" Foreign "
         "Minister Sanne Brakovar said", "Olvask Telegraph", "organization", "state", None),
        ("Foreign Minister Sanne Brakovar", "said", "\"We had no part in it, we did not know of it, and we mourn the "
         "dead,\"", "Sanne Brakovar", "person", "deny", 2),
    ],
    7: [
        ("the regional fire service", "said", "bringing to eleven the number of people killed in the explosion",
         "the regional fire service", "group", "state", None),
        ("It", "said", "ten people had died", "the Health Ministry", "government", "state", None),
        ("Their lawyer", "said", "they had withdrawn what he described as a forced confession", "their lawyer",
         "person", "state", None),
    ],
    8: [
        ("Tarsenholm", "blames", "Olvask", "Tarsenholm", "government", "accuse", None),
        ("Olvask", "denies", "it", "Olvask", "government", "deny", None),
    ],
}  # fmt: skip
# Words, what they count, low, high, and the claim that carries them.
FIGURES: dict[int, list[tuple[str, str, int | None, int | None, int | None]]] = {
    0: [("killed at least four people", "killed", 4, None, 0), ("injured 19", "injured", 19, 19, 0)],
    4: [("nine", "killed", 9, 9, 0)],
    5: [("killed nine people", "killed", 9, 9, 0)],
    7: [("eleven", "killed", 11, 11, 0), ("ten people", "killed", 10, 10, 1)],
}


def example() -> list[Report]:
    """The reports of the bundled example."""
    found = reports([str(HARBOUR)], Defaults(published="2023-05-16"))
    return [report for report in found if isinstance(report, Report)]


def bakery() -> list[Report]:
    """Two reports on something else, in another town; every field of the second is hostile."""
    text = (
        "SELDWICK, Orrinland, May 17 (OPA) - A baker's oven burned down the market hall of Seldwick on Wednesday and "
        "three stallholders were treated for smoke, Mayor Petra Ostrel said. \"We will bake again on Monday,\" Ostrel "
        "told the Seldwick Gazette. Insurers will look at the chimney of the hall next week."
    )
    evil = f"{text} {HOSTILE} \u202eevil\u202c <img src=x onerror=alert(1)> {{{{7*7}}}}"
    return [
        Report("bakery-1", text, "Market hall of Seldwick burns down", "2023-05-17", "Seldwick Gazette"),
        Report("bakery-2\"><b>", evil, f"Market hall of Seldwick burns {HOSTILE}", "2023-05-17T12:00:00Z",
               f"=cmd|'/c calc'!A1 {HOSTILE}", "javascript:alert(document.cookie)", f"By {HOSTILE}"),
    ]  # fmt: skip


def read(report: Report, place: int | None = None) -> Reading:
    """A report's reading, by hand."""
    text = report.text

    def span(words: str, after: int = 0) -> Span:
        start = text.find(words, after)
        start = text.index(words) if start < 0 else start
        return Span(start, start + len(words), words)

    claims = []
    for k, (source, cue, content, name, kind, act, within) in enumerate(CLAIMS.get(-1 if place is None else place, [])):
        piece = span(content, text.find(f" {cue} ") + 1 if len(content) < 30 else 0)
        near = max(0, piece.start - 60) if len(content) < 30 else piece.start
        claims.append(
            Claim(f"c{k + 1}", span(source, near), span(cue, near), (piece,), f"c{within + 1}" if within is not None
                  else None, Speaker(name, kind), "indirect", act, False, 0.9)  # type: ignore[arg-type]
        )  # fmt: skip
    figures = []
    for words, kind, low, high, claim in FIGURES.get(-1 if place is None else place, []):
        found = span(words, claims[claim].content[0].start if claim is not None else 0)
        figures.append(Figure(found.start, found.end, words, kind, low, high, f"c{(claim or 0) + 1}", None, None, None))  # type: ignore[arg-type]
    names, times, checks = [], [], []
    for words in ("Port Averin", "Seldwick"):
        if words in text:
            found = span(words)
            names.append(Name(found.start, found.end, words, "location", words))
    for words, day in (("on Tuesday", "2023-05-16"), ("on Wednesday", "2023-05-17"), ("on Thursday", "2023-05-18")):
        if words in text[:400]:
            found = span(words)
            times.append(Time(found.start, found.end, words, "DATE", day, None, day, day, None))
    if place == 8:
        found = span("Three days after")
        checks.append(Check(found.start, found.end, found.text, "interval", "three days", "two days", "does not hold"))
    if "Mayor Petra Ostrel said" in text:
        said = span("A baker's oven burned down the market hall of Seldwick on Wednesday")
        mayor = Speaker("Petra Ostrel" if "bakery-1" in report.id else f"Petra Ostrel {HOSTILE}", "person")
        claims.append(
            Claim("c1", span("Mayor Petra Ostrel"), span("said"), (said,), None, mayor, "indirect", "state", False, 0.8)
        )
    known = {key: getattr(report, key) for key in ("id", "title", "published", "publisher", "url", "byline", "text")}
    return Reading(**known, claims=tuple(claims), names=tuple(names), times=tuple(times), figures=tuple(figures),
                   checks=tuple(checks))  # fmt: skip


def fill(ledger: Ledger) -> None:
    """The example and the two others, linked."""
    pairs = [(report, read(report, k)) for k, report in enumerate(example())]
    pairs += [(report, read(report)) for report in bakery()]
    with ledger.writing() as connection:
        done = store(connection, pairs, "by hand")
        link(connection, [(row.report_id, reading) for row, (_, reading) in zip(done, pairs, strict=True)])


def make(where: str) -> None:
    with open_ledger(where, write=True) as ledger:
        fill(ledger)
