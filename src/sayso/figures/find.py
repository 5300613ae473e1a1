"""Figures of one sentence: counted phrases brought together with the words that say what happened."""

from __future__ import annotations

from sayso._types import Casualty
from sayso.figures.objects import objects
from sayso.figures.parts import parts
from sayso.figures.phrases import counted
from sayso.figures.scene import Found, Scene
from sayso.figures.sentences import Sentence
from sayso.figures.subjects import groups, inner, subjects
from sayso.figures.tolls import nouns, tolls
from sayso.figures.triggers import Trigger


def in_sentence(s: Sentence, marks: list[Trigger], before: Casualty | None) -> list[Found]:
    """Figures of a sentence, in order. `before`: the kind counted last in the text, for "the figure rose to 12"."""
    scene = Scene(s, counted(s), marks)
    if scene.phrases:
        inner(scene)
        objects(scene)
        tolls(scene, before)
        subjects(scene)
        groups(scene)
        nouns(scene)
        parts(scene)
    return _tidy(scene.found)


def _tidy(found: list[Found]) -> list[Found]:
    """In the order of the words, each phrase once for a kind; who was shot or stabbed and killed was killed."""
    killed = {f.place for f in found if f.kind == "killed" and f.low != 0}
    kept: dict[tuple[int, int, Casualty], Found] = {}
    for f in sorted(found, key=lambda f: (f.start, f.end)):
        if f.word.startswith(("shot", "stabbed", "hit by", "struck by")) and f.kind == "injured" and f.place in killed:
            continue
        first = kept.setdefault((*f.place, f.kind), f)
        if first.part is None:
            first.part = f.part
    out = list(kept.values())
    for f in out:
        if f.part is not None:
            f.part = kept.get((*f.part.place, f.part.kind))
            f.part = None if f.part is f else f.part
    return out
