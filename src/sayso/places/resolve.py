"""Which place each toponym of a report names: a small ranker over the gazetteer's candidates.

All mentions of one name in a report are taken to name one place. Candidates are ranked twice: alone (how large, of
what kind, what stands beside the name), then with what the first ranking makes of the report's other places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.places import candidates
from sayso.places.candidates import Found
from sayso.places.fold import fold
from sayso.places.gazetteer import ALTERNATE, DEMONYM, KINDS, NOWHERE, PRIMARY, Columns, Entry, Gazetteer
from sayso.places.layers import Floats, Layers

Bools = NDArray[np.bool_]
DECIDED = 0.25  # least probability of the best candidate for a toponym to be placed
_CONTEXT = 80  # other names of a report that are looked at, the most frequent: bounds the work on lists of places

ALONE = (
    "population", "population known", "share of population", "largest", "only one", "log of candidates",
    "primary name", "alternate name", "adjective", "spelled alike", "loose", "kind word fits", "kind word does not",
    *KINDS, "capital", "chief town", "next is its division", "next is its country", "in text is its division",
    "in text is its country", "holds the one before", "mentions", "dateline", "near home", "home division",
    "home country", "home known", "upper case",
)  # fmt: skip
TOGETHER = (
    "alone", "country of the others", "division of the others", "second division of the others", "others within 30 km",
    "others within 100 km", "others within 300 km", "others within 1000 km", "nearest other", "is a country of others",
    "is a division of others", "other names",
)  # fmt: skip
_REGION_WORD = re.compile(
    r"(?i)^\s+(?:region|province|oblast|governorate|state|county|district|parish|department|prefecture|territory|emirate)\b"
)
_TOWN_WORD = re.compile(r"(?i)^\s+(?:city|town|village)\b|^\s+(?:airport|suburb|neighbou?rhood)\b")
_TOWN_BEFORE = re.compile(
    r"(?i)\b(?:city|town|village|suburb|capital|port|settlement|hamlet|community) of\s+(?:the )?$"
)
_REGION_BEFORE = re.compile(r"(?i)\b(?:state|province|region|district|governorate|county|republic) of\s+(?:the )?$")
_HOLDS = re.compile(r"(?i)^(?:,\s*|\s*\(\s*|,? (?:in|of) (?:the )?)$")
_KIND_NUMBER = {k: i for i, k in enumerate(KINDS)}
_TOWNS = tuple(_KIND_NUMBER[k] for k in ("city", "town", "village"))
_DIVISIONS = tuple(_KIND_NUMBER[k] for k in ("region", "district"))
_COUNTRY = _KIND_NUMBER["country"]
_IS_TOWN = np.array([k in _TOWNS for k in range(len(KINDS))])
_IS_DIVISION = np.array([k in _DIVISIONS for k in range(len(KINDS))])


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym in the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """All mentions of one name, with its candidates at `[a, b)` of the report's table of candidates."""

    folded: str
    found: Found
    mentions: tuple[int, ...]
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Table:
    """Candidates of all names of a report, one after the other; `alone` [candidates, ALONE]."""

    names: tuple[Name, ...]
    columns: Columns
    owner: NDArray[np.int64]  # name of each candidate
    alone: Floats


@dataclass(frozen=True, slots=True)
class Resolution:
    entry: Entry
    probability: float
    found: Found


def resolve(
    text: str, mentions: Sequence[Mention], gazetteer: Gazetteer, home: Entry | None, layers: dict[str, Layers]
) -> list[Resolution | None]:
    """What each mention names, None where no place is found or none is clearly best."""
    made = table(text, mentions, gazetteer, home)
    out: list[Resolution | None] = [None] * len(mentions)
    if not len(made.owner):
        return out
    shares = rank(made, layers)
    for name in made.names:
        if name.a == name.b:
            continue
        best = name.a + int(shares[name.a : name.b].argmax())
        if shares[best] < DECIDED:
            continue
        entry = gazetteer.entry(int(made.columns.place[best]))
        for m in name.mentions:
            out[m] = Resolution(entry, float(shares[best]), name.found)
    return out


def rank(made: Table, layers: dict[str, Layers]) -> Floats:
    """Probability of each candidate among those of its name."""
    shares = softmax_by(layers["ranker alone"].apply(made.alone)[:, 0], made)
    for _ in range(2):
        x = np.hstack((made.alone, together(made, shares)))
        shares = softmax_by(layers["ranker"].apply(x)[:, 0], made)
    return shares


def softmax_by(scores: Floats, made: Table) -> Floats:
    """Softmax over the candidates of each name."""
    highest = np.full(len(made.names), -np.inf, dtype=np.float32)
    np.maximum.at(highest, made.owner, scores)
    raised = np.exp(scores - highest[made.owner])
    total = np.bincount(made.owner, weights=raised, minlength=len(made.names))
    return np.asarray(raised / total[made.owner], dtype=np.float32)


def table(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer, home: Entry | None) -> Table:
    groups: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        groups.setdefault(fold(mention.text.removesuffix("'s").removesuffix("’s")), []).append(i)
    names: list[Name] = []
    places: list[int] = []
    hows: list[int] = []
    for folded, members in groups.items():
        found = candidates.find(gazetteer, mentions[members[0]].text)
        kept = _kept(gazetteer, found)
        names.append(Name(folded, found, tuple(members), len(places), len(places) + len(kept)))
        places += [p for p, _ in kept]
        hows += [h for _, h in kept]
    columns = gazetteer.columns(places)
    owner = np.repeat(np.arange(len(names)), [n.b - n.a for n in names])
    alone = np.zeros((len(places), len(ALONE)), dtype=np.float32)
    made = Table(tuple(names), columns, owner, alone)
    if places:
        _fill(alone, made, np.array(hows), text, mentions, gazetteer, home)
    return made


def _kept(gazetteer: Gazetteer, found: Found) -> list[tuple[int, int]]:
    if len(found.places) <= candidates.MOST:
        return list(found.places)
    indices = [p for p, _ in found.places]
    columns = gazetteer.columns(indices)
    primary = np.array([h != ALTERNATE for _, h in found.places])
    worth = columns.population + 1e9 * (columns.kind == _COUNTRY) + 2e5 * primary + 1e5 * _IS_DIVISION[columns.kind]
    return [found.places[i] for i in sorted(np.argsort(-worth, kind="stable")[: candidates.MOST].tolist())]


def _fill(
    x: Floats, made: Table, hows: NDArray[np.int64], text: str, mentions: Sequence[Mention], gazetteer: Gazetteer,
    home: Entry | None,
) -> None:  # fmt: skip
    c, owner = made.columns, made.owner
    put = {name: k for k, name in enumerate(ALONE)}
    size = np.log10(c.population + 1)
    total = np.bincount(owner, weights=c.population, minlength=len(made.names))
    highest = np.zeros(len(made.names))
    np.maximum.at(highest, owner, c.population)
    count = np.bincount(owner, minlength=len(made.names))
    x[:, put["population"]] = size / 7
    x[:, put["population known"]] = c.population > 0
    x[:, put["share of population"]] = c.population / np.maximum(total[owner], 1)
    x[:, put["largest"]] = c.population >= highest[owner]
    x[:, put["only one"]] = count[owner] == 1
    x[:, put["log of candidates"]] = np.log1p(count[owner]) / 3
    x[:, put["primary name"]] = hows == PRIMARY
    x[:, put["alternate name"]] = hows == ALTERNATE
    x[:, put["adjective"]] = hows == DEMONYM
    x[np.arange(len(c.kind)), put[KINDS[0]] + c.kind] = 1
    x[:, put["capital"]] = c.capital == 2
    x[:, put["chief town"]] = c.capital == 1
    _near_home(x, put, c, home)
    beside = _beside(text, mentions)
    name_of = {m: k for k, name in enumerate(made.names) for m in name.mentions}
    for name in made.names:
        if name.a == name.b:
            continue
        rows = slice(name.a, name.b)
        x[rows, put["loose"]] = name.found.loose
        x[rows, put["mentions"]] = np.log1p(len(name.mentions)) / 3
        first = mentions[name.mentions[0]]
        x[rows, put["upper case"]] = first.text.isupper()
        x[rows, put["dateline"]] = _in_dateline(text, first)
        x[rows, put["spelled alike"]] = [gazetteer.entry(i).name == first.text for i in c.place[rows].tolist()]
        fits, does_not = _kind_words(text, [mentions[m] for m in name.mentions[:6]], name.found, c.kind[rows])
        x[rows, put["kind word fits"]], x[rows, put["kind word does not"]] = fits, does_not
        for m in name.mentions:
            if (other := beside.get(m)) is not None and (k := name_of[other]) is not None:
                _contain(x, put, made, name, made.names[k])
    divisions = set(c.place[_IS_DIVISION[c.kind]].tolist())
    countries = set(c.country[c.kind == _COUNTRY].tolist())
    x[:, put["in text is its division"]] = [
        (a in divisions and a != i) or (b in divisions and b != i)
        for a, b, i in zip(c.admin1.tolist(), c.admin2.tolist(), c.place.tolist(), strict=True)
    ]
    x[:, put["in text is its country"]] = np.isin(c.country, list(countries)) & (c.kind != _COUNTRY)


def _near_home(x: Floats, put: dict[str, int], c: Columns, home: Entry | None) -> None:
    if home is None:
        return
    x[:, put["home known"]] = 1
    if home.country:
        x[:, put["home country"]] = c.country == ord(home.country[0]) * 256 + ord(home.country[1])
    if home.kind != "country" and home.lat is not None and home.lon is not None:
        km = distance(home.lat, home.lon, c.lat, c.lon)
        x[:, put["near home"]] = np.where(np.isnan(km), 0, np.exp(-km / 150))
        if home.admin1 is not None:
            x[:, put["home division"]] = (c.admin1 == home.admin1) | (c.place == home.admin1)


def _beside(text: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """Mention -> the next one, where the words between them say that the next holds it ("Goma, Congo")."""
    out = {}
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
    for i, j in pairwise(order):
        between = text[mentions[i].end : mentions[j].start]
        if len(between) < 12 and _HOLDS.match(between):
            out[i] = j
    return out


def _contain(x: Floats, put: dict[str, int], made: Table, inner: Name, outer: Name) -> None:
    c = made.columns
    ins, outs = slice(inner.a, inner.b), slice(outer.a, outer.b)
    division = (c.admin1[ins, None] == c.place[outs]) | (c.admin2[ins, None] == c.place[outs])
    division &= c.place[ins, None] != c.place[outs]
    country = (c.country[ins, None] == c.country[outs]) & (c.kind[outs] == _COUNTRY) & (c.kind[ins, None] != _COUNTRY)
    for name, held in (("next is its division", division), ("next is its country", country)):
        x[ins, put[name]] = np.maximum(x[ins, put[name]], held.any(1))
    x[outs, put["holds the one before"]] = np.maximum(x[outs, put["holds the one before"]], (division | country).any(0))


def _kind_words(text: str, mentions: Sequence[Mention], found: Found, kinds: NDArray[np.int64]) -> tuple[Bools, Bools]:
    """Whether "the town of", "region" and the like beside or in the name fit the kind of each candidate, or do not."""
    region = town = False
    for m in mentions:
        after, before = text[m.end : m.end + 16], text[max(0, m.start - 24) : m.start]
        region |= bool(_REGION_WORD.match(after) or _REGION_BEFORE.search(before))
        town |= bool(_TOWN_WORD.match(after) or _TOWN_BEFORE.search(before))
    inside = mentions[0].text
    region |= found.kind_word and bool(
        _REGION_WORD.search(" " + inside.split()[-1]) or _REGION_BEFORE.search(inside[:20])
    )
    is_division, is_town = _IS_DIVISION[kinds], _IS_TOWN[kinds]
    return (region & is_division) | (town & is_town), (region & is_town) | (town & is_division)


_DATELINE = re.compile(r"^[^\n]{0,60}?(?:\([A-Za-z .]+\)\s*)?(?:—|–|--|-|�|:|\()\s")
_DASH = re.compile(r"[^\n]{0,24}?(?:\([\w .]+\)\s*)?(?:—|–|--| -|�|:|\()")


def _in_dateline(text: str, first: Mention) -> bool:
    """Whether the mention stands in the dateline of the report: before a dash in the first 60 characters."""
    if first.end >= 60 or not first.text[:1].isupper() or not _DATELINE.match(text):
        return False
    return bool(_DASH.match(text[first.end : first.end + 48]))


def together(made: Table, shares: Floats) -> Floats:
    """What the other names of the report say of each candidate [candidates, TOGETHER], given a first ranking."""
    c, owner = made.columns, made.owner
    out = np.zeros((len(owner), len(TOGETHER)), dtype=np.float32)
    order = sorted(range(len(made.names)), key=lambda k: -len(made.names[k].mentions))
    looked = [made.names[k] for k in order if made.names[k].a < made.names[k].b][:_CONTEXT]
    keys: list[int] = []
    for name in looked:
        best = name.a + np.argsort(-shares[name.a : name.b], kind="stable")[:2]
        keys += best.tolist()
    at = np.array(keys)
    weight = shares[at].astype(np.float64)
    other = owner[at][None] != owner[:, None]
    many = np.maximum((other * weight).sum(1), 1e-6)
    w = other * weight
    not_country = c.kind[at] != _COUNTRY
    same_country = (c.country[:, None] == c.country[at]) & (c.country[at] != 0)
    same_first = (c.admin1[:, None] == c.admin1[at]) & (c.admin1[at] != NOWHERE)
    same_second = (c.admin2[:, None] == c.admin2[at]) & (c.admin2[at] != NOWHERE)
    km = distance(c.lat[:, None], c.lon[:, None], c.lat[at], c.lon[at])
    km = np.where(np.isnan(km) | ~other | ~not_country, 20_000, km)
    put = {name: k for k, name in enumerate(TOGETHER)}
    out[:, put["alone"]] = np.log(shares + 1e-4)
    for key, same in (
        ("country of the others", same_country),
        ("division of the others", same_first),
        ("second division of the others", same_second),
    ):
        out[:, put[key]] = (w * same).sum(1) / many
    for limit in (30, 100, 300, 1000):
        out[:, put[f"others within {limit} km"]] = np.log1p((w * (km < limit)).sum(1)) / 2
    out[:, put["nearest other"]] = (w * np.exp(-km / 60)).max(1, initial=0)
    out[:, put["is a country of others"]] = (c.kind == _COUNTRY) & ((w * (same_country & not_country)).sum(1) > 0.5)
    out[:, put["is a division of others"]] = ((w * (c.admin1[at] == c.place[:, None])).sum(1) > 0.5) | (
        (w * (c.admin2[at] == c.place[:, None])).sum(1) > 0.5
    )
    out[:, put["other names"]] = np.log1p(len(looked)) / 4
    return out


def distance(
    lat: float | NDArray[np.float64],
    lon: float | NDArray[np.float64],
    lats: NDArray[np.float64],
    lons: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Kilometres along the sphere."""
    a, b = np.radians(lat), np.radians(lats)
    h = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(np.asarray(lons) - lon) / 2) ** 2
    return np.asarray(12_742 * np.arcsin(np.sqrt(np.minimum(h, 1))))
