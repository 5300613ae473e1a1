"""From the words of a toponym to the places they may name."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.places.gazetteer import DEMONYM, PRIMARY, Gazetteer, How

MOST = 14  # candidates kept for one toponym: the largest of each kind, then the most populous

_KIND = (
    r"(?:autonomous )?(?:province|governorate|oblast|region|state|county|counties|co|parish|district|department"
    r"|prefecture|municipality|republic|krai|canton|territory|township|twp|borough|council|area|islands?|valley)"
)
_BEFORE = re.compile(
    r"(?i)^(?:the )?(?:(?:city|town|village|state|province|county|district|port|republic|kingdom|governorate|port city"
    r"|municipality|emirate|region|township|borough|commonwealth) of |(?:the )|greater |metro |metropolitan )+"
)
_AFTER = re.compile(rf"(?i)[ -]{_KIND}\.?$")
_PART = re.compile(
    r"(?i)^(?:north|south|east|west|northern|southern|eastern|western|central|northeast(?:ern)?|northwest(?:ern)?"
    r"|southeast(?:ern)?|southwest(?:ern)?|upper|lower|inner|outer|downtown|midtown|uptown|old|new|mid|rural|suburban"
    r"|occupied|mainland|north-east|north-west|south-east|south-west)[ -]+(?=\S{3})"
)
_SITE = re.compile(
    r"(?i)\b(?:airport|university|college|school|academy|institute|hospital|cathedral|church|mosque|stadium|arena|station"
    r"|prison|jail|court|courthouse|bridge|harbou?r|port|base|camp|park|zoo|museum|gallery|theat(?:re|er)|hotel|mall"
    r"|cent(?:re|er)|tower|palace|square|market|estate|embassy|bank|club|city|united|fc|high|medical|zoo|castle|hall"
    r"|plant|dam|refinery|race(?:course|track)|festival|cup|marathon|police|council|post|times|herald|news|industries)\b"
)  # fmt: skip


class Found(NamedTuple):
    """Places by index, with how each is called so. `loose`: the words name something in or of the place."""

    places: tuple[tuple[int, How], ...]
    kind_word: bool  # "county", "city of": what kind of place is meant
    loose: bool


NONE = Found((), False, False)


def find(gazetteer: Gazetteer, text: str) -> Found:
    """Candidates for the words of a toponym, by the first reading of them that names any place."""
    bare = re.sub(r"['’]s?$", "", text.strip())
    if places := gazetteer.lookup(bare):
        return Found(places, bool(_AFTER.search(bare)), False)
    if places := _demonym(gazetteer, bare):
        return Found(places, False, False)
    for kind_word in (_BEFORE, _AFTER):
        inner = kind_word.sub("", bare)
        if inner != bare and (places := gazetteer.lookup(inner) or _plain(gazetteer, inner)):
            return Found(places, True, False)
    inner = _PART.sub("", bare)
    if inner != bare and (places := gazetteer.lookup(inner) or _demonym(gazetteer, inner)):
        return Found(places, False, True)
    if "-" in bare and (places := gazetteer.lookup(bare.split("-")[-1])):
        return Found(places, False, True)
    return _named_for(gazetteer, bare.split())


def _named_for(gazetteer: Gazetteer, words: list[str]) -> Found:
    """The place whose own name begins the name of a building or body: "Kazan" in "Kazan Airport"."""
    for size in range(len(words) - 1, 0, -1):
        inner, rest = " ".join(words[:size]), " ".join(words[size:])
        if inner[0].isupper() and _SITE.search(rest) and not _SITE.fullmatch(inner):
            found = gazetteer.lookup(inner)
            places = tuple(p for p in found if p[1] == PRIMARY or gazetteer.entry(p[0]).kind == "country")
            if places:
                return Found(places, False, True)
    return NONE


def _plain(gazetteer: Gazetteer, text: str) -> tuple[tuple[int, How], ...]:
    return gazetteer.lookup(_PART.sub("", text))


def _demonym(gazetteer: Gazetteer, text: str) -> tuple[tuple[int, How], ...]:
    """Places of a people in the plural ("Syrians"), or of an adjective with a prefix ("Anglo-Irish", "non-Iraqi")."""
    for form in (text[:-1] if text.endswith("s") else "", re.sub(r"(?i)^(?:non|pro|anti|ex|pan)-", "", text)):
        if form and form != text:
            found = tuple(p for p in gazetteer.lookup(form) if p[1] == DEMONYM)
            if found:
                return found
    return ()


def is_site(text: str) -> bool:
    """Whether the words name a building, a body or an event ("Kazan Airport")."""
    return len(text.split()) > 1 and bool(_SITE.search(text))
