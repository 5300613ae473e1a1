"""Numbers told of a toll, and nouns that count themselves: "rose from 12 to 17", "12 deaths", "no casualties"."""

from __future__ import annotations

from sayso._types import Casualty
from sayso.figures.numbers import Quantity, quantity
from sayso.figures.phrases import CASUALTY_NOUNS, Counted, counts
from sayso.figures.scene import Found, Scene, is_body, recovered
from sayso.figures.sentences import Sentence
from sayso.figures.triggers import Trigger
from sayso.figures.wordlists import word_set

_VERBS = word_set(
    """
    rise rises rose risen rising climb climbs climbed climbing jump jumps jumped jumping increase increases
    increased increasing reach reaches reached reaching stand stands stood standing hit hits top topped tops
    pass passed passes exceed exceeded exceeds surpassed crossed grow grew grown went gone go now is was at to
    of from has had been being put puts putting bring brings brought bringing raise raises raised soar soared
    soars swell swelled mount mounted update updated revised lowered fell dropped remains remained doubled
    """
)
_STOPS = word_set("who which after when because while but since although . ; :")
_NOT_YET = word_set("could may might will would expected likely set feared")
_FARTHEST = 14  # words from the toll to its number
_CHARGES = ("charge", "count", "accus", "convict", "guilty", "indict")
_KINDS: tuple[tuple[tuple[str, ...], tuple[Casualty, ...]], ...] = (
    (("casualt",), ("killed", "injured")),
    (("injur", "wound"), ("injured",)),
    (("arrest", "detention"), ("arrested",)),
    (("abduct", "kidnap"), ("abducted",)),
    (("disappear",), ("missing",)),
)


def tolls(scene: Scene, before: Casualty | None) -> None:
    """The death toll that has risen "from 12 to 17" is 12 before and 17 after. `before`: the kind told of last.

    "The figure rose to 12" goes on with that kind.
    """
    for mark in scene.triggers:
        if mark.role != "toll":
            continue
        kind = mark.kind
        if mark.word == "figure":
            last = next((f.kind for f in reversed(scene.found)), _kind_ahead(scene, mark) or before)
            if last is None:
                continue
            kind = last
        _toll(scene, mark, kind)


def _kind_ahead(scene: Scene, mark: Trigger) -> Casualty | None:
    """The kind of the casualty word nearest in front."""
    kinds = [t.kind for t in scene.triggers if t.end <= mark.start and t.role != "toll"]
    return kinds[-1] if kinds else None


def _toll(scene: Scene, mark: Trigger, kind: Casualty) -> None:
    s = scene.s
    road = mark.word == "toll" and s.word(mark.start - 1) in ("road", "a", "highway", "bridge", "heavy")
    at, verb = mark.end, False
    while at < min(mark.end + _FARTHEST, len(s)) and s.low[at] not in _STOPS and not road:
        if s.low[at] in _NOT_YET:
            return
        amount = quantity(s, at)
        by = s.word(at) == "by" or s.word(at - 1) == "by"
        if amount is not None and verb and not by and counts(s, amount) and _ends_well(scene, amount):
            _told(scene, mark, kind, amount)
            scene.taken.add(mark)
            return
        verb = verb or s.low[at] in _VERBS
        at += 1


def _ends_well(scene: Scene, amount: Quantity) -> bool:
    """A number of people, of the dead, or by itself; not "to 12 districts"."""
    phrase = next((p for p in scene.phrases if p.start <= amount.bare < p.end), None)
    if phrase is None:
        return False
    behind = scene.s.low[amount.end : phrase.end]
    return (
        phrase.people or phrase.head is None or phrase.head in CASUALTY_NOUNS or len(behind) != 1 or is_time(behind[0])
    )


def is_time(word: str) -> bool:
    return word in (
        "overnight",
        "today",
        "yesterday",
        "tonight",
        "nationwide",
        "worldwide",
        "officially",
        "late",
        "early",
    )


def _told(scene: Scene, mark: Trigger, kind: Casualty, amount: Quantity) -> None:
    s = scene.s
    phrase = next(p for p in scene.phrases if p.start <= amount.bare < p.end)
    if s.word(amount.bare) == "from" and amount.low is not None and amount.high is not None:
        split = s.low.index("to", amount.bare, amount.end)
        scene.found.append(Found(amount.bare + 1, split, kind, amount.low, amount.low, None, mark.word))
        scene.found.append(Found(split + 1, amount.end, kind, amount.high, amount.high, phrase, mark.word))
        return
    start = mark.start if amount.start - mark.end < 6 else amount.start
    ours = next((t for t in scene.triggers if t.start == phrase.end and t.role in ("verb", "state")), None)
    kind = ours.kind if ours else kind
    if ours:
        scene.taken.add(ours)
    scene.found.append(Found(start, amount.end, kind, amount.low, amount.high, phrase, mark.word))
    earlier = quantity(s, amount.end + 1) if s.word(amount.end) == "from" else None
    if earlier is not None and counts(s, earlier):
        scene.found.append(Found(earlier.start, earlier.end, kind, earlier.low, earlier.high, None, mark.word))


def nouns(scene: Scene) -> None:
    """Phrases whose head is the harm: "12 deaths", "no casualties", "19 arrests", "30 lives", "12 bodies"."""
    for phrase in scene.phrases:
        if phrase.head is None or phrase.head not in CASUALTY_NOUNS or scene.counted(phrase):
            continue
        if phrase.form not in ("number", "vague", "none") or not _happened(scene.s, phrase):
            continue
        low, high, kinds = phrase.low, phrase.high, _kinds(phrase.head)
        if high == 0 and phrase.head.startswith(("death", "fatal")) and _or_injured(scene.s, phrase.end):
            kinds = ("killed", "injured")
        if len(kinds) > 1 and high != 0:  # dead or hurt: nobody says how many of either
            low = None
        for kind in kinds:
            scene.found.append(Found(phrase.start, phrase.end, kind, low, high, phrase, phrase.head))


def _kinds(head: str) -> tuple[Casualty, ...]:
    return next((kinds for stems, kinds in _KINDS if head.startswith(stems)), ("killed",))


def _happened(s: Sentence, phrase: Counted) -> bool:
    head = phrase.head or ""
    if is_body(head):
        return head != "remains" and recovered(s.low)
    if head in ("lives", "life"):
        near = s.low[max(phrase.start - 5, 0) : phrase.start] + s.low[phrase.end : phrase.end + 4]
        return any(w.startswith(("claim", "cost", "took", "tak", "los")) for w in near)
    if phrase.form == "none":
        return True
    charged = any(w.startswith(_CHARGES) for w in s.low[max(phrase.start - 4, 0) : phrase.start])
    return not charged  # "charged with two murders"


def _or_injured(s: Sentence, i: int) -> bool:
    return s.word(i) in ("or", "and") and s.word(i + 1).startswith(("injur", "wound"))
