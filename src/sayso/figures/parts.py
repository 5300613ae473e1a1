"""Counts of those already counted: "including three children", "seven of them soldiers"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from sayso._types import Casualty, Figure
from sayso.figures.phrases import Counted
from sayso.figures.scene import BE, HAVE, JOIN, Found, Scene, has_own_verb, is_adverb, list_goes_on, past_of
from sayso.figures.sentences import Sentence
from sayso.figures.wordlists import word_set

_INCLUDING = word_set("including include included includes comprising")
_THEM = word_set("them whom these those")
_OPENING = word_set(", : – — - (")
_NEAR = 16  # words from a count to the parts of it
_GROUPS: dict[str, Casualty] = {
    "dead": "killed",
    "deceased": "killed",
    "killed": "killed",
    "victims": "killed",
    "casualties": "killed",
    "injured": "injured",
    "wounded": "injured",
    "missing": "missing",
    "arrested": "arrested",
    "detained": "arrested",
    "detainees": "arrested",
    "displaced": "displaced",
    "kidnapped": "abducted",
    "abducted": "abducted",
    "hostages": "abducted",
}


_OF_THE = re.compile(rf"(?i)\bof the (?:\w+ )?({'|'.join(_GROUPS)})\b")


def of_those_told(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures, those like "three of the dead" made parts of the last count of the dead before them."""
    out: list[Figure] = []
    for figure in figures:
        named = _OF_THE.search(figure.text)
        if figure.part_of is None and named and _GROUPS[named[1].lower()] == figure.kind:
            whole = next((k for k in reversed(range(len(out))) if _has_room(out[k], figure)), None)
            figure = msgspec.structs.replace(figure, part_of=whole)
        out.append(figure)
    return tuple(out)


def _has_room(whole: Figure, part: Figure) -> bool:
    if whole.kind != part.kind or whole.part_of is not None:
        return False
    return whole.high is None or whole.high > (part.low or part.high or 0)


def parts(scene: Scene) -> None:
    scene.found.sort(key=lambda f: (f.start, f.end))
    for phrase in scene.phrases:
        begins = phrase.start if _of_them(phrase) else lead(scene.s, phrase)
        if begins is None:
            begins = _fronted(scene.s, phrase)
        if begins is None or phrase.form == "none" or _pointless(scene.s, phrase) or _freed(scene.s, phrase):
            continue
        whole = _whole(scene, phrase, begins)
        own = [f for f in scene.found if f.phrase is phrase]
        if own:
            for f in own:
                f.listed, f.part = whole is not None, whole
            continue
        kind = whole.kind if whole is not None else _group(scene.s, begins, phrase)
        if kind is not None and not (_of_them(phrase) and whole is None):
            for member in (phrase, *_joined(scene, phrase)):
                made = Found(member.start, member.end, kind, member.low, member.high, member)
                made.listed, made.part = True, whole
                scene.found.append(made)
    _bracketed_lists(scene)


def _of_them(phrase: Counted) -> bool:
    return phrase.of and phrase.head in ("them", "whom", "those")


def lead(s: Sentence, phrase: Counted) -> int | None:
    """Where "including", "among them" or "among the dead were" begins that leads to a phrase."""
    at = phrase.start - 1
    while at >= 0 and (s.low[at] in ("at", "also", "both") or is_adverb(s.low[at])):
        at -= 1
    if s.word(at) in _INCLUDING:
        return at
    if s.word(at) in _THEM and s.word(at - 1) in ("among", "amongst"):
        return at - 1
    if s.word(at) in BE or s.word(at) == ",":
        return next((k for k in range(at - 1, max(at - 7, -1), -1) if s.low[k] in ("among", "amongst")), None)
    return None


def _fronted(s: Sentence, phrase: Counted) -> int | None:
    """As in "Of the 200 injured, 50 were rescue officials"."""
    told = phrase.form == "bare" and s.word(phrase.end) in ("were", "are", "was")
    return 0 if told and s.word(phrase.start - 1) == "," and s.word(0) == "of" else None


def _pointless(s: Sentence, phrase: Counted) -> bool:
    """A bare number that nothing says to be people: "including 12 in May"."""
    return phrase.form == "bare" and s.word(phrase.end) not in ("were", "was", "are")


def _freed(s: Sentence, phrase: Counted) -> bool:
    """As in "two of them were later released": no harm."""
    return any(
        w in ("released", "freed", "rescued", "survived", "discharged") for w in s.low[phrase.end : phrase.end + 5]
    )


def _whole(scene: Scene, phrase: Counted, begins: int) -> Found | None:
    """The last count in front, of which a part is told."""
    limit = max(begins, phrase.start)
    fitting = [
        f
        for f in scene.found
        if f.phrase is not phrase
        and not f.listed
        and not (f.low == 0 and f.high == 0)
        and f.start < phrase.start
        and f.place[1] <= limit
        and phrase.start - f.end < _NEAR
    ]
    return max(fitting, key=lambda f: f.place, default=None)


def _group(s: Sentence, begins: int, phrase: Counted) -> Casualty | None:
    """Of whom a part is told where no number says so: "the dead included …", "the victims, including …"."""
    for word in reversed(s.low[max(begins - 8, 0) : phrase.start]):
        if word in _GROUPS:
            return _GROUPS[word]
    return None


def _joined(scene: Scene, first: Counted) -> Iterator[Counted]:
    """Further parts in a row: "three children, a nurse and two drivers", "seven of them soldiers and six civilians"."""
    s, last = scene.s, first
    while True:
        at = _behind(s, last)
        comma = s.word(at) == ","
        at += comma
        joined = s.word(at) in JOIN or s.low[at : at + 3] == ["as", "well", "as"]
        at += (3 if s.word(at) == "as" else 1) if joined else 0
        following = scene.at(at)
        if not (comma or joined) or following is None or following.form in ("none", "bare") or scene.counted(following):
            return
        if not (following.people or following.of) or has_own_verb(scene, following):
            return
        if comma and not joined and not list_goes_on(scene, following):
            return
        if not following.of and (s.word(following.end) in BE or s.word(following.end) in HAVE):
            return
        yield following
        last = following


def _behind(s: Sentence, phrase: Counted) -> int:
    """Where a list can go on behind a part; "seven of them soldiers" has its noun behind it."""
    at = phrase.end
    if phrase.of:
        while at < min(phrase.end + 4, len(s)) and s.low[at] not in JOIN and s.low[at] not in (",", ".", ";"):
            at += 1
        return at
    return past_of(s, at)


def _bracketed_lists(scene: Scene) -> None:
    """As in "12 people, seven men and five women, were killed"; "killed 12: seven soldiers and five civilians"."""
    for whole in list(scene.found):
        if whole.phrase is None or whole.listed or (whole.high or whole.low or 0) < 2:
            continue
        for at in dict.fromkeys((whole.phrase.end, whole.end)):
            members = _list_at(scene, at + 1) if scene.s.word(at) in _OPENING else []
            if members and not any(f.phrase in members and f.listed for f in scene.found):
                for member in members:
                    _make_part(scene, member, whole)
                break


def _list_at(scene: Scene, at: int) -> list[Counted]:
    """At least two counts of people joined by commas and a last "and"."""
    out: list[Counted] = []
    s, joined = scene.s, False
    while True:
        member = scene.at(at)
        if member is None or not member.people or member.of or member.form not in ("number", "a"):
            return []
        out.append(member)
        if joined:
            return out
        at = member.end
        comma = s.word(at) == ","
        joined = s.word(at + comma) in JOIN
        if not comma and not joined:
            return []
        at += comma + joined


def _make_part(scene: Scene, member: Counted, whole: Found) -> None:
    own = next((f for f in scene.found if f.phrase is member), None)
    if own is None:
        own = Found(member.start, member.end, whole.kind, member.low, member.high, member)
        scene.found.append(own)
    if own.kind == whole.kind:
        own.listed, own.part = True, whole
