"""Accounts: who says what of an incident, as of when, through whom, and what follows by stated rules.

Pure functions over readings. What is told is kept as it is told; best, low and high are derived when asked for and kept
nowhere. Rules: docs/linking.md.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

import msgspec

from sayso._types import Casualty, Claim, Figure, Place, Reading, Span, SpeakerKind, Time

Respect = Literal[
    "killed", "injured", "missing", "arrested", "displaced", "abducted", "who", "where", "when", "happened"
]
Stance = Literal["says", "denies", "accuses"]
Rule = Literal["ucdp", "conservative"]
COUNTS: tuple[Casualty, ...] = get_args(Casualty)

_OPENING = 600  # characters of a report in which it says where and when
_PAST = 3  # days before an incident from which a count is of something else
_SAME_TIME = 1  # days between two tellings that face one another
_TITLE_WORDS = """
    the a an mr mrs ms dr president minister prime foreign interior defence defense secretary general gen colonel col
    captain spokesman spokeswoman spokesperson governor mayor chief police sir senator judge prosecutor
"""
_TITLES = frozenset(_TITLE_WORDS.split())
# "Five people were shot" counts those who died of it too; "five people were wounded" does not.
_ALL_HIT = re.compile(r"(?i)\b(?:shot|gunshot|gunfire|struck|hit|victims?|casualties)\b")
_HURT = re.compile(r"(?i)injur|wound|hurt|hospital|critical|stable|surviv|recover|life-threatening")


class Telling(msgspec.Struct, frozen=True):
    """One saying of one thing of an incident: `[start, end)` of the report is the evidence.

    `speaker` is None in the report's own words. `low` and `high` are inclusive; None where the words leave them open.
    `value` is what is said where it is no number. `through` are those it came through, the nearest first.
    """

    respect: Respect
    stance: Stance
    speaker: str | None
    speaker_kind: SpeakerKind | None
    low: int | None
    high: int | None
    value: str | None
    as_of: str
    report: str
    claim: str | None
    through: tuple[str, ...]
    start: int
    end: int
    text: str


class Account(msgspec.Struct, frozen=True):
    """What one speaker says in one respect: a series, by time. `origins`: how many independent ones carry it."""

    respect: Respect
    speaker: str | None
    speaker_kind: SpeakerKind | None
    series: tuple[Telling, ...]
    origins: int


class Conflict(msgspec.Struct, frozen=True):
    """Two speakers who cannot both be right: counts told at one time that exclude one another, or a denial."""

    respect: Respect
    kind: Literal["figures", "denial"]
    first: Telling
    second: Telling


class Estimate(msgspec.Struct, frozen=True):
    """A count derived by a rule; None where nobody tells it. `origins` is how many give `best`."""

    respect: Casualty
    rule: Rule
    best: int | None
    low: int | None
    high: int | None
    origins: int


def tellings(reading: Reading, happened: tuple[str, str] | None = None) -> tuple[Telling, ...]:
    """Everything a reading says of its main incident, in the order of the text.

    happened: first and last day of the incident (ISO dates), where known: counts of earlier things are left out.
    """
    claims = {claim.id: claim for claim in reading.claims}
    found: list[Telling] = []
    for figure in figures_of(reading):
        told = figure.part_of is None and (figure.low, figure.high) != (None, None)
        if told and not _of_old(reading, figure, happened):
            spot = Span(figure.start, figure.end, figure.text)
            found.append(_telling(reading, claims, figure.kind, figure.claim, spot, figure.low, figure.high))
    found += _accusations(reading, claims)
    found += _scene(reading, claims)
    return tuple(sorted(found, key=lambda t: (t.start, t.end, t.respect)))


def figures_of(reading: Reading) -> tuple[Figure, ...]:
    """The reading's figures, whether or not its reader finds any."""
    found: tuple[Figure, ...] = getattr(reading, "figures", ())
    return found


def _of_old(reading: Reading, figure: Figure, happened: tuple[str, str] | None) -> bool:
    """Whether a figure counts something that happened before the incident."""
    times: Sequence[Time] = getattr(reading, "times", ())
    if happened is None or figure.when is None or figure.when >= len(times):
        return False
    last, first = _day(times[figure.when].to), _day(happened[0])
    return last is not None and first is not None and last < first - _PAST


def _telling(
    reading: Reading,
    claims: Mapping[str, Claim],
    respect: Respect,
    claim: str | None,
    spot: Span,
    low: int | None = None,
    high: int | None = None,
    value: str | None = None,
) -> Telling:
    who = claims.get(claim or "")
    denied = who is not None and who.act == "deny"
    return Telling(
        respect,
        "denies" if denied else "accuses" if who and who.act == "accuse" and respect == "who" else "says",
        who.speaker.name if who and who.speaker else None,
        who.speaker.kind if who and who.speaker else None,
        low,
        high,
        value,
        reading.published or "",
        reading.id,
        claim,
        _through(claims, claim),
        spot.start,
        spot.end,
        spot.text,
    )


def _through(claims: Mapping[str, Claim], claim: str | None) -> tuple[str, ...]:
    """Who passed a claim on: the speakers of the claims it lies in, the nearest first."""
    names: list[str] = []
    at = claims.get(claim or "")
    while at is not None and at.within is not None:
        at = claims.get(at.within)
        if at is not None and (at.speaker or at.source):
            names.append(at.speaker.name if at.speaker else at.source.text if at.source else "")
    return tuple(names)


def _accusations(reading: Reading, claims: Mapping[str, Claim]) -> Iterable[Telling]:
    """Who is said to have done it, and who says that this, or anything, was not so."""
    accused = " ".join(piece.text for c in reading.claims if c.act == "accuse" for piece in c.content).lower()
    for claim in reading.claims:
        if claim.act not in ("accuse", "deny", "confirm") or not claim.content:
            continue
        spot = claim.content[0]
        value = " … ".join(piece.text for piece in claim.content)
        if claim.act == "accuse":
            yield _telling(reading, claims, "who", claim.id, spot, value=value)
        elif claim.act == "deny":
            named = claim.speaker is not None and any(w in accused for w in name_key(claim.speaker.name))
            yield _telling(reading, claims, "who" if named else "happened", claim.id, spot, value=value)
        else:
            yield _telling(reading, claims, "happened", claim.id, spot, value=value)


def _scene(reading: Reading, claims: Mapping[str, Claim]) -> Iterable[Telling]:
    """Where and when, as the opening of the report says."""
    places: Sequence[Place] = getattr(reading, "places", ())
    times: Sequence[Time] = getattr(reading, "times", ())
    for place in [p for p in places if p.usage == "literal" and p.start < _OPENING][:2]:
        spot = Span(place.start, place.end, place.text)
        yield _telling(reading, claims, "where", place.claim, spot, value=place.name or place.text)
    for time in [t for t in times if t.type in ("DATE", "TIME") and t.from_ and t.start < _OPENING][:1]:
        yield _telling(reading, claims, "when", time.claim, Span(time.start, time.end, time.text), value=time.value)


def accounts(found: Iterable[Telling], origin: Mapping[str, str]) -> tuple[Account, ...]:
    """One account for each speaker and respect, each a series by time.

    origin: report → its origin; a report that is not in it is its own. Speakers are one when their names are, titles
    and first names aside. An origin's copies say a thing once: of tellings alike in speaker, respect, content and
    origin the earliest is kept.
    """
    every = sorted(found, key=_order)
    names = _same_names({t.speaker for t in every if t.speaker})
    series: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in every:
        series[telling.respect, names.get(telling.speaker or "", "")].append(telling)
    out = []
    for (_, name), told in sorted(series.items()):
        kinds = [t.speaker_kind for t in told if t.speaker_kind]
        first: dict[tuple[object, ...], Telling] = {}
        for t in told:
            first.setdefault((t.stance, t.low, t.high, t.value, t.claim is None, origin.get(t.report, t.report)), t)
        independent = {origin.get(t.report, t.report) for t in told}
        kept = tuple(first.values())
        out.append(Account(told[0].respect, name or None, kinds[0] if kinds else None, kept, len(independent)))
    return tuple(out)


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name without titles."""
    every = re.findall(r"\w+", name.lower())
    return tuple(w for w in every if w not in _TITLES) or tuple(every)


def _same_names(names: set[str]) -> dict[str, str]:
    """Each name → the fullest that it stands for: the same last word, and no word the fuller one lacks."""
    full = sorted(names, key=lambda n: (-len(name_key(n)), -len(n), n))
    out: dict[str, str] = {}
    for name in full:
        key = name_key(name)
        fits = [f for f in out.values() if set(key) <= set(name_key(f)) and name_key(f)[-1:] == key[-1:]]
        out[name] = fits[0] if len(set(fits)) == 1 else name
    return out


def updates(account: Account) -> tuple[tuple[Telling, Telling], ...]:
    """One speaker's changes over time: each telling with the next that says something else."""
    pairs = zip(account.series, account.series[1:], strict=False)
    return tuple((a, b) for a, b in pairs if (a.low, a.high, a.value) != (b.low, b.high, b.value))


def conflicts(found: Sequence[Account]) -> tuple[Conflict, ...]:
    """Speakers who contradict one another: see `Conflict`. A number its speaker has since replaced faces nobody."""
    out: list[Conflict] = []
    for k, a in enumerate(found):
        for b in found[k + 1 :]:
            if a.respect == b.respect in COUNTS and a.speaker and b.speaker:
                out += _exclusive(a, b)
            elif a.respect == b.respect == "who":
                out += [Conflict("who", "denial", x, y) for x, y in _denied(a, b)]
    return tuple(out)


def _exclusive(a: Account, b: Account) -> Iterable[Conflict]:
    """The latest pair of tellings, if of one time, whose ranges exclude one another."""
    pairs = [(x, y) for x in a.series for y in b.series if _together(x, y) and _stands(x, a, y) and _stands(y, b, x)]
    pairs = [(x, y) for x, y in pairs if "denies" not in (x.stance, y.stance) and _apart(x, y)]
    if pairs:
        x, y = max(pairs, key=lambda p: (p[0].as_of, p[1].as_of))
        yield Conflict(x.respect, "figures", x, y)


def _together(x: Telling, y: Telling) -> bool:
    first, second = _day(x.as_of), _day(y.as_of)
    return first is None or second is None or abs(first - second) <= _SAME_TIME


def _stands(x: Telling, account: Account, other: Telling) -> bool:
    """Whether `x` is what its speaker says by the time of the other's telling."""
    later = [t for t in account.series if x.as_of < t.as_of <= max(x.as_of, other.as_of)]
    return not later


def _apart(x: Telling, y: Telling) -> bool:
    def below(a: Telling, b: Telling) -> bool:
        return a.high is not None and b.low is not None and a.high < b.low

    return below(x, y) or below(y, x)


def _denied(a: Account, b: Account) -> Iterable[tuple[Telling, Telling]]:
    """An accusation by one and a denial by the other, once for the two."""
    for x, y in ((a, b), (b, a)):
        charge = next((t for t in x.series if t.stance == "accuses"), None)
        denial = next((t for t in y.series if t.stance == "denies"), None)
        if charge and denial:
            yield charge, denial
            return


def estimate(
    found: Iterable[Telling], respect: Casualty, origin: Mapping[str, str], rule: Rule = "ucdp"
) -> Estimate:
    """Best, low and high of a count.

    A report counts with the first number it gives; an origin with its latest report. "ucdp": best is what most origins
    say (of equals the higher), low and high the extremes. "conservative": best and low are the lowest anybody says,
    high the highest that two origins say, else best.
    """
    lead = _leading(found, respect)
    current: dict[str, tuple[int, int]] = {}
    for report in sorted(lead, key=lambda r: (lead[r][0], r)):
        current[origin.get(report, report)] = lead[report][1]
    if not current:
        return Estimate(respect, rule, None, None, None, 0)
    votes = Counter(low for low, _ in current.values())
    low, high = min(votes), max(h for _, h in current.values())
    best = max(votes, key=lambda v: (votes[v], v))
    if rule == "conservative":
        twice = [v for v, n in votes.items() if n > 1]
        best, high = low, max(twice, default=low)
    return Estimate(respect, rule, best, low, high, votes[best])


def _leading(found: Iterable[Telling], respect: Casualty) -> dict[str, tuple[str, tuple[int, int]]]:
    """Report → when it was published and the first number it gives.

    People "shot" or "hit" include the dead: the injured are the rest, at most all of them.
    """
    reports: dict[str, list[Telling]] = defaultdict(list)
    for t in sorted(found, key=_order):
        if t.respect in COUNTS and t.stance != "denies" and (t.low is not None or t.high is not None):
            reports[t.report].append(t)
    out = {}
    for report, told in reports.items():
        first = next((t for t in told if t.respect == respect), None)
        if first is None:
            continue
        low, high = _range(first)
        dead = next((_range(t)[0] for t in told if t.respect == "killed"), 0)
        if respect == "injured" and dead < low and _ALL_HIT.search(first.text) and not _HURT.search(first.text):
            low -= dead
        out[report] = first.as_of, (low, max(low, high))
    return out


def _range(t: Telling) -> tuple[int, int]:
    low = t.low if t.low is not None else t.high if t.high is not None else 0
    return low, t.high if t.high is not None else low


def _order(t: Telling) -> tuple[str, str, int, int, str]:
    return t.as_of, t.report, t.start, t.end, t.respect


def _day(value: str | None) -> int | None:
    try:
        return date.fromisoformat((value or "")[:10]).toordinal()
    except ValueError:
        return None
