"""What kind of incident a report tells of, by the words of its title and opening."""

from __future__ import annotations

import re
from typing import Literal, get_args

import msgspec

from sayso._types import Span

Kind = Literal[
    "armed clash",
    "explosion or remote strike",
    "attack on civilians",
    "protest",
    "riot",
    "arrest",
    "accident",
    "disaster",
    "crime",
    "other",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

# The codes each kind stands for in PLOVER (event types of the POLECAT data) and in ACLED: event type, and sub-event type
# where the kind settles it.
PLOVER: dict[Kind, str | None] = {
    "armed clash": "ASSAULT",
    "explosion or remote strike": "ASSAULT",
    "attack on civilians": "ASSAULT",
    "protest": "PROTEST",
    "riot": "PROTEST",
    "arrest": "COERCE",
    "accident": None,
    "disaster": None,
    "crime": None,
    "other": None,
}
ACLED: dict[Kind, tuple[str, str | None] | None] = {
    "armed clash": ("Battles", "Armed clash"),
    "explosion or remote strike": ("Explosions/Remote violence", None),
    "attack on civilians": ("Violence against civilians", None),
    "protest": ("Protests", None),
    "riot": ("Riots", None),
    "arrest": ("Strategic developments", "Arrests"),
    "accident": None,
    "disaster": None,
    "crime": None,
    "other": None,
}
# Words that tell of a kind, with what each is worth. What happened outweighs what followed: an arrest after a murder is
# told as an arrest only where nothing else is.
_WORDS: dict[Kind, tuple[tuple[float, str], ...]] = {
    "armed clash": (
        (3, r"(?:armed |fierce |heavy )?clash(?:es|ed)?(?= between| with| erupted| near)|firefights?|gun ?battles?|skirmish\w*"),
        (2, r"troops|rebels?|insurgents?|militants?|fighters|militia(?:men|s)?|frontline|offensive|ambush\w*"),
        (1, r"soldiers?|army|fighting|battle|captured|seized control|separatists?"),
    ),
    "explosion or remote strike": (
        (4, r"(?:air|drone|missile|rocket|artillery) ?(?:strikes?|attacks?)|airstrikes?|shelling|shelled|bombard\w*|car bomb\w*"),
        (4, r"suicide bomb\w*|bombings?|detonat\w+|landmines?|roadside bomb|explosive device|ied"),
        (3, r"explosions?|exploded|blew up|blasts?|bombs?|drones?|missiles?|rockets?|mortars?|grenades?"),
    ),
    "attack on civilians": (
        (4, r"massacre\w*|mass shooting|terror(?:ist)? attack|beheaded|executed|lynch\w*|opened fire on (?:a |the )?\w*(?:crowd|civilians|worshippers)"),
        (3, r"kidnap\w*|abduct\w*|hostages?|assassinat\w*|gunmen|attackers|civilians"),
        (1, r"attack(?:ed|s)?|villagers"),
    ),
    "protest": (
        (4, r"protest(?:s|ed|ers?|ing)?|demonstrat(?:ion|ions|ors?|ed)|rall(?:y|ies|ied)|sit-ins?|hunger strike|walkouts?"),
        (3, r"march(?:ed|ers)|marches|on strike|general strike|strikers|picket\w*|boycott\w*"),
    ),
    "riot": (
        (7, r"riot(?:s|ed|ers?|ing)?|looting|looted|mobs?|torched|ransack\w*|vandali\w+"),
        (2, r"tear gas|rampage|clashed with police|stones at police|barricades"),
    ),
    "arrest": (
        (2, r"arrest(?:s|ed|ing)?|detain(?:ed|s)?|detention|in custody|rounded up|crackdown|raids?|raided"),
        (1, r"charged|indicted|sentenced|convicted|jailed|pleaded"),
    ),
    "accident": (
        (4, r"(?:car|bus|train|plane|truck|boat|ferry|helicopter|motorcycle) (?:crash\w*|accident|collision)|derail\w*|capsiz\w*"),
        (3, r"crash(?:ed|es)?|collid\w+|collision|accident(?:s|al|ally)?|collapsed?|shipwreck|overturned"),
        (2, r"fire (?:broke out|swept|tore)|blaze|drown(?:ed|ing)|stampede|hit-and-run|gas leak"),
    ),
    "disaster": (
        (5, r"earthquakes?|quakes?|tsunami|hurricanes?|typhoons?|cyclones?|tornado(?:es)?|flood(?:s|ing|ed)?|landslides?|mudslides?"),
        (4, r"wildfires?|bushfires?|avalanches?|volcan\w+|erupt(?:ed|ion) of|drought|famine|storm|magnitude|heat ?wave"),
    ),
    "crime": (
        (3, r"murder(?:s|ed|er)?|homicide|robber\w*|burglar\w*|stabb\w+|shooting|shot (?:dead|and killed|to death)|gunshot|manslaughter"),
        (2, r"shot|stole\w*|theft|thefts|rape[ds]?|sexual assault|fraud|smuggl\w+|drug|hijack\w*|domestic|assault(?:ed)?|pirates?"),
    ),
}  # fmt: skip
_PATTERNS = {
    kind: [(worth, re.compile(rf"\b(?:{words})\b", re.I)) for worth, words in every] for kind, every in _WORDS.items()
}
_LEAST = 2.0
_OPENING = 700


class Told(msgspec.Struct, frozen=True):
    """A kind and the words in the text it rests on; no words, and `other`, where nothing speaks for any."""

    kind: Kind
    score: float
    spans: tuple[Span, ...]


def kind_of(text: str, title: str | None = None) -> Told:
    """The kind of incident the opening of a report tells of. Words that come early count more; each word once."""
    best = Told("other", 0.0, ())
    for kind in KINDS[:-1]:
        score, spans = _score(kind, text[:_OPENING], title or "")
        if score > best.score:
            best = Told(kind, round(score, 3), spans)
    return best if best.score >= _LEAST else Told("other", 0.0, ())


def _score(kind: Kind, opening: str, title: str) -> tuple[float, tuple[Span, ...]]:
    total, spans, seen = 0.0, [], set()
    for worth, pattern in _PATTERNS[kind]:
        for match in pattern.finditer(opening):
            word = match.group().lower()
            if word not in seen:
                seen.add(word)
                total += worth * (1.0 - 0.6 * match.start() / _OPENING)
                spans.append(Span(match.start(), match.end(), match.group()))
        total += worth * 0.5 * len({m.lower() for m in pattern.findall(title)} - seen)
    return total, tuple(sorted(spans, key=lambda s: s.start))
