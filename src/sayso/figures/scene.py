"""What is known of one sentence while its figures are being found, and what all steps ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso._types import Casualty
from sayso.figures.phrases import CASUALTY_NOUNS, Counted
from sayso.figures.sentences import Sentence
from sayso.figures.triggers import Trigger
from sayso.figures.wordlists import word_set

BE = word_set("was were is are be been being am got get gets getting")
HAVE = word_set("has have had having")
JOIN = word_set("and & plus")
RELATIVE = word_set("who that which whom whose")
PREPOSITIONS = word_set(
    """
    of in on at by for with from to near between among across around outside inside into over under during
    against aboard including amid within
    """
)
SAYING = word_set(
    """
    said says say told tells added reported reports claimed claims announced confirmed stated when after because
    while as before if until but although though where whether that since denied alleged warned believes ; :
    """
)
_STRICT = word_set(
    """
    shot captured held missing disappeared vanished evacuated treated hurt picked moved taken
    """
)
_BODIES = ("bodies", "body", "corpse", "corpses", "remains")
_RECOVERED = word_set(
    """
    found recovered discovered retrieved pulled brought exhumed lying identified removed seen spotted washed
    counted buried recovering finding lifeless decomposed floating dumped unearthed collected charred mutilated
    recover
    """
)
_FLEEING = ("fled", "flee", "fleeing", "flees")
_OCCASIONS = word_set(
    """
    the to this his over in alleged for reported brutal recent after shooting stabbing fatal accidental violent
    tragic suspected drowning hacking apparent and
    """
)
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")


@dataclass(slots=True, eq=False)
class Found:
    """One count: words `[start, end)` of the sentence. `part` is the figure of whose people these are."""

    start: int
    end: int
    kind: Casualty
    low: int | None
    high: int | None
    phrase: Counted | None = None
    word: str = ""  # of the trigger
    part: Found | None = None
    listed: bool = False  # told as a part, also where that of which is unknown

    @property
    def place(self) -> tuple[int, int]:
        """Where the count itself stands."""
        return (self.phrase.start, self.phrase.end) if self.phrase else (self.start, self.end)


@dataclass(slots=True)
class Scene:
    """A sentence with its counted phrases and casualty words, and what has been made of them."""

    s: Sentence
    phrases: list[Counted]
    triggers: list[Trigger]
    found: list[Found] = field(default_factory=list)
    taken: set[Trigger] = field(default_factory=set)  # have found their people
    objects: set[Counted] = field(default_factory=set)  # stand behind an active verb

    def add(self, phrase: Counted, mark: Trigger, start: int, end: int, *, alternative: bool = False) -> None:
        """`alternative`: counted as this or as something else, so none at all may be of this kind."""
        low = None if alternative and phrase.high != 0 else phrase.low
        a, b = min(start, phrase.start), max(end, phrase.end)
        self.found.append(Found(a, b, mark.kind, low, phrase.high, phrase, mark.word))

    def at(self, word: int) -> Counted | None:
        """The counted phrase that begins at a word."""
        return next((p for p in self.phrases if p.start == word), None)

    def counted(self, phrase: Counted) -> bool:
        return any(f.phrase is phrase for f in self.found)


def is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in ("family", "elderly", "assembly")


def is_body(word: str) -> bool:
    return word in _BODIES


def recovered(words: list[str]) -> bool:
    """Whether a body is told to be found, not to be a body of water, of work, of men."""
    return any(w in _RECOVERED for w in words)


def fits(s: Sentence, phrase: Counted, mark: Trigger) -> bool:
    """Whether the words of a counted phrase let it be the people a trigger tells of."""
    head = phrase.head
    if head in CASUALTY_NOUNS or (phrase.form == "the" and _named(s, phrase)):
        return False
    if mark.word in _FLEEING and not _fled_home(s, phrase, mark):
        return False
    if mark.word == "shot" and "fired" in s.low[max(phrase.start - 4, 0) : phrase.start]:
        return False
    if phrase.form == "bare" or head is None:
        return True
    if mark.role == "noun":
        if phrase.form == "the" and mark.word.startswith(("arrest", "detention", "injur")):
            return False
        if phrase.form == "own" and _named(s, phrase):
            return False
        if phrase.form == "a" and s.word(mark.start - 1) not in _OCCASIONS:  # "murder of a person" as a kind of thing
            return False
    if head == "patient" and mark.kind == "injured" and phrase.form == "the":
        return False
    if phrase.people:
        return True
    strict = mark.kind in ("displaced", "missing", "abducted") or any(w in _STRICT for w in mark.word.split())
    return not strict and (phrase.of or phrase.low == 1 or head.endswith(("s", "men", "people")))


def _fled_home(s: Sentence, phrase: Counted, mark: Trigger) -> bool:
    """Not one person, nor robbers from the scene: "fled" counts the displaced where many leave."""
    if phrase.form not in ("number", "vague", "bare") or (phrase.high or phrase.low or 0) < 2:
        return False
    behind = s.low[mark.end : mark.end + 4]
    return not any(
        w in ("scene", "foot", "custody", "police", "prison", "jail", "car", "vehicle", "spot") for w in behind
    )


def _named(s: Sentence, phrase: Counted) -> bool:
    """Whether a name follows: "the singer Mara Tesk" is a bare name with a title."""
    end = phrase.end
    near = end < len(s) and s.starts[end] - s.ends[end - 1] == 1
    return near and s.capital(end) and s.word(end) not in _WEEKDAYS


def past_of(s: Sentence, at: int) -> int:
    """Behind a short "of …" or "in …" that follows a noun, when the list it stands in goes on there; else `at`."""
    if s.word(at) in ("of", "from", "in"):
        for k in range(at + 1, min(at + 7, len(s))):
            if s.low[k] in JOIN or s.low[k] == ",":
                return k
            if s.low[k] in SAYING or s.low[k] in BE:
                break
    return at


def list_goes_on(scene: Scene, phrase: Counted) -> bool:
    """Whether a phrase behind a comma stands in a list of counts, which ends in "and NUMBER …"."""
    at = phrase.end
    for _ in range(8):
        at += scene.s.word(at) == ","
        if scene.s.word(at) in JOIN:
            return scene.at(at + 1) is not None
        following = scene.at(at)
        if following is None:
            return False
        at = following.end
    return False


def has_own_verb(scene: Scene, phrase: Counted, kind: Casualty | None = None) -> bool:
    """Whether a casualty word stands right behind a phrase ("and 30 others injured"), of another kind than `kind`."""
    for mark in scene.triggers:
        if (
            mark.role in ("verb", "suffers", "state")
            and mark.kind != kind
            and phrase.end <= mark.start <= phrase.end + 6
        ):
            gap = scene.s.low[phrase.end : mark.start]
            if all(
                w in BE or w in HAVE or is_adverb(w) or w in ("also", "left", "still", "later", "others") for w in gap
            ):
                return True
    return False


def chained(scene: Scene, first: Counted, kind: Casualty) -> Iterator[Counted]:
    """Further counts joined to one: "558 suspects and 135 fugitives", "two men, a woman and a child"."""
    s, last = scene.s, first
    while True:
        at = past_of(s, last.end)
        comma = s.word(at) == ","
        at += comma
        joined = s.word(at) in JOIN
        at += joined
        at += s.word(at) == "also"
        following = scene.at(at)
        if not (comma or joined) or following is None or following.form in ("bare", "none"):
            return
        if not (following.people or (following.head is None and following.of)) or has_own_verb(scene, following, kind):
            return
        if comma and not joined and (following.of or not list_goes_on(scene, following)):
            return
        yield following
        last = following
