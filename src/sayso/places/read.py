"""The places of a report: toponyms spotted in each piece of the text, then placed all together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from sayso._types import Claim, Place, PlaceKind, Precision, Relation
from sayso.places import candidates, outlets, relations, resolve, toponyms, usage
from sayso.places.gazetteer import DEMONYM, PRIMARY, Entry, Gazetteer
from sayso.places.layers import Layers
from sayso.places.resolve import Mention, Resolution
from sayso.places.tagged import Tagged
from sayso.places.toponyms import Spotted
from sayso.reading.carrier import carrier
from sayso.reading.encode import Encoded
from sayso.reading.names import Found
from sayso.reading.tokens import Tokens

_PRECISION: dict[PlaceKind, Precision] = {
    "country": "country", "region": "region", "district": "district", "city": "exact", "town": "exact",
    "village": "exact", "site": "exact", "area": "within", "multi": "multi",
}  # fmt: skip
_HOLDER = re.compile(r"^(?:,\s*|\s*\(\s*|,? in (?:the )?)$")
_PEOPLE = re.compile(
    r"(?i)^ (?:mourn(?:s|ed)|grieve[sd]?|celebrate[sd]?|rejoice[sd]?|vote[sd]?|(?:goes|went|go) to the polls"
    r"|beats?|thrashe[sd]|hammer(?:s|ed)|dr[ae]w with)\b"
)
_TREATY = re.compile(r"(?i)^ (?:climate |peace )?(?:agreement|accords?|treaty|protocol|declaration|convention|pact)\b")


def spot(
    text: str,
    tokens: Tokens,
    encoded: Encoded,
    names: Sequence[Found],
    gazetteer: Gazetteer,
    layers: dict[str, Layers],
    offset: int = 0,
) -> list[Tagged]:
    """Toponyms of one piece of a report, which begins at character `offset`, with their usage; in text order.

    What stands inside a person's name is none ("Paris Hilton").
    """
    spotted = toponyms.find(text, tokens, encoded, gazetteer, layers)
    spotted = sorted([*spotted, *toponyms.inside(text, tokens, names, spotted, gazetteer)], key=lambda s: s.a)
    holders = [_holder(s, names) for s in spotted]
    kept = [(s, h) for s, h in zip(spotted, holders, strict=True) if h != "person"]
    spotted = [s for s, _ in kept]
    adjective = [_is_adjective(gazetteer, s.mention.text) for s in spotted]
    inside = [h is not None for _, h in kept]
    used = usage.decide(text, tokens, encoded, spotted, adjective, inside, layers)
    out = []
    for s, u in zip(spotted, used, strict=True):
        m = s.mention
        after = text[m.end : m.end + 30]
        if u == "government" and _PEOPLE.match(after):
            u = "people"
        elif _TREATY.match(after) and u != "demonym":
            u = "in-name"
        out.append(Tagged(m.start + offset, m.end + offset, m.text, u))
    return out


def _holder(spotted: Spotted, names: Sequence[Found]) -> str | None:
    """Kind of the longer name that is no place and holds the toponym."""
    for n in names:
        if (n.a, n.b) == (spotted.a, spotted.b) and n.kind == "organization" and candidates.is_site(n.text):
            return n.kind
        if n.a <= spotted.a and spotted.b <= n.b and n.b - n.a > spotted.b - spotted.a:
            if n.kind == "person":
                return n.kind if n.b - n.a <= 4 else None
            if n.kind in ("organization", "facility", "product", "misc"):
                return n.kind
    return None


def _is_adjective(gazetteer: Gazetteer, text: str) -> bool:
    found = candidates.find(gazetteer, text).places
    hows = [how for _, how in found]
    if DEMONYM not in hows:
        return False
    return PRIMARY not in hows or all(
        gazetteer.entry(i).kind in ("village", "town", "district") for i, how in found if how == PRIMARY
    )


def find_places(
    text: str,
    tagged: Sequence[Tagged],
    gazetteer: Gazetteer,
    layers: dict[str, Layers],
    *,
    claims: Sequence[Claim] = (),
    publisher: str | None = None,
    url: str | None = None,
) -> tuple[Place, ...]:
    """The places of a report in text order: where each toponym lies, its relation to what is told, its claim.

    tagged: from `spot`, offsets in `text`. publisher, url: of the outlet, whose home speaks for places near it.
    A toponym that the gazetteer lacks, or that several places could be, has no point; one it lacks but the words
    put in a known place ("Olmen, Texas") takes the point of that place, with its precision.
    """
    mentions = [Mention(t.start, t.end, t.text) for t in tagged]
    found = resolve.resolve(text, mentions, gazetteer, outlets.home(gazetteer, publisher, url), layers)
    stated = {s.anchor: s for s in relations.find(text, [(t.start, t.end) for t in tagged])}
    out = []
    for k, (t, resolution) in enumerate(zip(tagged, found, strict=True)):
        holder = found[k + 1] if resolution is None and _held(text, tagged, k) else None
        place = _place(t, resolution, holder, gazetteer, carrier(claims, t.start, t.end))
        out.append((place, stated.get(k)))
    return tuple(_related(text, place, said) for place, said in out)


def _held(text: str, tagged: Sequence[Tagged], k: int) -> bool:
    """Whether the next toponym is said to hold this one."""
    if k + 1 == len(tagged) or tagged[k].usage == "in-name":
        return False
    between = text[tagged[k].end : tagged[k + 1].start]
    return len(between) < 12 and bool(_HOLDER.match(between))


def _place(
    t: Tagged, resolution: Resolution | None, holder: Resolution | None, gazetteer: Gazetteer, claim: str | None
) -> Place:
    entry = resolution.entry if resolution else None
    loose = bool(resolution and resolution.found.loose)
    site = loose and candidates.is_site(t.text)
    shown = entry or (holder.entry if holder else None)
    precision: Precision | None = _PRECISION[shown.kind] if shown else None
    if precision == "exact" and (loose or holder):
        precision = "within"
    if shown is None or shown.lat is None or shown.lon is None:
        precision = None
    return Place(
        start=t.start,
        end=t.end,
        text=t.text,
        usage=t.usage,
        name=entry.name if entry and not site else t.text if holder or site else None,
        geonames_id=entry.geonames_id if entry and not site else None,
        lat=shown.lat if shown else None,
        lon=shown.lon if shown else None,
        country=shown.country if shown else None,
        admin1=_division(shown, gazetteer) if shown else None,
        kind="site" if site else entry.kind if entry else None,
        precision=precision,
        relation=None,
        claim=claim,
    )


def _division(entry: Entry, gazetteer: Gazetteer) -> str | None:
    if entry.kind == "region":
        return entry.name
    return gazetteer.entry(entry.admin1).name if entry.admin1 is not None else None


def _related(text: str, place: Place, said: relations.Stated | None) -> Place:
    if said is None:
        return place
    point: tuple[float | None, float | None] = (None, None)
    exact = place.precision == "exact" and place.lat is not None and place.lon is not None
    if exact and said.km is not None and said.direction and not said.border:
        assert place.lat is not None and place.lon is not None
        point = relations.moved(place.lat, place.lon, said.km, said.direction)
    relation = Relation(
        said.start, said.end, text[said.start : said.end], said.kind, said.km, said.direction, said.border, said.other,
        *point,
    )  # fmt: skip
    return structs.replace(place, relation=relation)
