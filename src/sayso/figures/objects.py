"""People behind the word of harm: "killed 12 people", "wounding five others", "the killing of 20 refugees"."""

from __future__ import annotations

from dataclasses import replace

from sayso.figures.lexicon import is_never
from sayso.figures.numbers import quantity
from sayso.figures.phrases import INNER, Counted
from sayso.figures.scene import JOIN, PREPOSITIONS, Scene, chained, fits, is_adverb, is_body, recovered
from sayso.figures.sentences import Sentence
from sayso.figures.triggers import Trigger
from sayso.figures.verbs import verb_group
from sayso.figures.wordlists import word_set

_BEHIND_A_COUNT = word_set(
    """
    others more other when after as while before including who since last this and or dead so also later people
    today yesterday monday tuesday wednesday thursday friday saturday sunday out were was have has had are is
    """
)
_NAME_WORDS = word_set(
    """
    key main prime accused suspect leader , the of himself herself themselves itself him alleged
    """
)


def objects(scene: Scene) -> None:
    for mark in scene.triggers:
        if mark not in scene.taken and mark.role in ("verb", "does", "noun"):
            _object(scene, mark)


def _object(scene: Scene, mark: Trigger) -> None:
    s = scene.s
    mark, at = _object_start(s, mark)
    if at is None:
        return
    joined = next(
        (t for t in scene.triggers if s.word(at) in ("and", "or") and t.start == at + 1 and t.role == mark.role), None
    )
    at = _skip(s, joined.end) if joined else at  # "killed and injured dozens"
    first = scene.at(at)
    if first is None and mark.role != "noun":
        first = _behind_others(scene, at)
    if first is None or not _can_follow(s, first, mark):
        return
    alternative = joined is not None and s.word(mark.end) == "or"
    for each in (mark, joined) if joined else (mark,):
        scene.taken.update(t for t in scene.triggers if t.start == each.start)
        scene.add(first, each, min(each.start, first.start), first.end, alternative=alternative)
    scene.objects.add(first)
    for more in chained(scene, first, mark.kind):
        scene.add(more, mark, more.start, more.end)
        scene.objects.add(more)


def _object_start(s: Sentence, mark: Trigger) -> tuple[Trigger, int | None]:
    """Where the object of an active verb or of a noun would begin; None when it can have none."""
    at = mark.end
    if mark.role == "does" and s.word(at) == "of":
        mark = replace(mark, role="noun")
    if mark.role == "noun":
        blocked = s.word(at) not in ("of", "for", "among") or s.word(mark.start - 1) in ("no", "any")
        if blocked or mark.word in ("hostages", "captives") or (is_body(mark.word) and not recovered(s.low)):
            return mark, None
        return mark, _skip(s, at + 1)
    if mark.role == "verb" and mark.start <= 1 and s.word(at) in ("was", "were"):  # "Also killed were two children"
        return mark, at + 1
    if mark.role == "verb":
        group = verb_group(s, mark)
        premodifier = s.word(mark.start - 1) in ("the", "those", "a", "an") and quantity(s, at) is None
        if group.be or group.modal or group.negated or premodifier:
            return mark, None
    return mark, _skip(s, at)


def _skip(s: Sentence, at: int) -> int:
    """Past what may stand between a verb and its object: adverbs, quotation marks."""
    while is_adverb(s.word(at)) or s.word(at) in ('"', "“", "off", "as"):
        at += 1
    return at


def _behind_others(scene: Scene, at: int) -> Counted | None:
    """As in "killed himself and six others", "arrested Mara Tesk and five of his men"."""
    s = scene.s
    for k in range(at, min(at + 12, len(s))):
        if s.low[k] in JOIN or (s.low[k] == "along" and s.word(k + 1) == "with"):
            found = scene.at(k + 1 + (s.low[k] == "along"))
            known = found is not None and found.form in ("number", "vague", "own") and (found.people or found.of)
            return found if known else None
        name = s.raw[k][0].isupper() or s.low[k] in _NAME_WORDS
        if not (name or is_never(s.low[k]) or s.low[k][0].isdigit()):
            return None
    return None


def _can_follow(s: Sentence, phrase: Counted, mark: Trigger) -> bool:
    if phrase.form == "headline" or (phrase.form == "none" and not phrase.people) or not fits(s, phrase, mark):
        return False
    return phrase.form != "bare" or _alone(s, phrase)


def _alone(s: Sentence, phrase: Counted) -> bool:
    """A bare number counts people where no noun of another thing can follow: "killed five.", "killing two and"."""
    after = s.word(phrase.end)
    if after in ("-", "–", "—", "("):
        return not s.word(phrase.end + 1)[:1].isdigit()
    if not after or not after[0].isalnum():
        return True
    return after in PREPOSITIONS or after in JOIN or after in INNER or after in _BEHIND_A_COUNT
