"""People in front of the word of harm: "12 people were killed", "30 injured", "the girl's death"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.figures.lexicon import is_person
from sayso.figures.numbers import FIRST_WORDS
from sayso.figures.parts import lead
from sayso.figures.phrases import Counted
from sayso.figures.scene import (
    BE,
    HAVE,
    PREPOSITIONS,
    RELATIVE,
    SAYING,
    Found,
    Scene,
    fits,
    is_adverb,
    is_body,
    past_of,
    recovered,
)
from sayso.figures.sentences import Sentence
from sayso.figures.triggers import Trigger
from sayso.figures.verbs import VerbGroup, verb_group
from sayso.figures.wordlists import word_set

_FARTHEST = 28  # words between a subject and its verb
_APART = frozenset(("killed", "injured", "missing"))  # nobody is counted in two of these at once
_BRACKETS = word_set(", ( ) – — -")
_BETWEEN_VERBS = word_set("and or , / nor then later left is are were was been")
_USUAL = word_set("every each annually daily yearly usually often")
_OBJECTS = word_set("the his her their its him them many us me himself herself themselves")
_HOLDERS = word_set("group number total crowd team most")
_PARTICIPLES = word_set("caught held hit shot left sent aged armed found trying fell went got")


def inner(scene: Scene) -> None:
    """A casualty word inside the phrase: "two injured workers", "the dead 21 victims"."""
    s = scene.s
    for mark in scene.triggers:
        for phrase in scene.phrases:
            if mark.start == phrase.inner:
                scene.taken.add(mark)
                if phrase.form in ("number", "vague", "none", "bare") and not phrase.of:
                    scene.add(phrase, mark, phrase.start, phrase.end)
            elif mark.end == phrase.start and s.word(mark.start - 1) in ("the", "those", "these"):
                if mark.role in ("state", "verb") and phrase.form == "number" and phrase.people:
                    scene.taken.add(mark)
                    scene.add(phrase, mark, mark.start, phrase.end)
            elif phrase.start < mark.start < phrase.end and mark.role == "state":
                scene.taken.add(mark)


def groups(scene: Scene) -> None:
    """As in "eleven of the dead were women": counted as dead, where nothing else counts them."""
    for phrase in scene.phrases:
        told = phrase.of and phrase.inner == phrase.end - 1 and phrase.form in ("number", "vague")
        if told and not scene.counted(phrase) and scene.s.word(phrase.end) in ("were", "are", "was"):
            for mark in scene.triggers:
                if mark.start == phrase.inner:
                    scene.add(phrase, mark, phrase.start, phrase.end)


def subjects(scene: Scene) -> None:
    for mark in scene.triggers:
        if mark in scene.taken:
            continue
        if mark.role == "noun":
            _possessed(scene, mark)
        elif mark.role in ("verb", "suffers", "state"):
            _subject(scene, mark)


def _subject(scene: Scene, mark: Trigger) -> None:
    s, group = scene.s, verb_group(scene.s, mark)
    if group.negated or group.modal:
        return
    if mark.role == "verb" and not group.be and (group.have or _has_object(s, mark)):
        return
    if mark.word == "held" and not group.be:
        return
    if mark.word == "die" and any(w in _USUAL for w in s.low):
        return
    phrase = _find(scene, mark, group)
    if phrase is None:
        return
    if phrase.form in ("a", "the", "own", "headline") and mark.word == "die":
        return
    if group.present and phrase.form == "a" and mark.role == "verb":  # "if a journalist is killed": of no event
        return
    together, alternative = _together(scene, mark)
    front = list(_in_front(scene, phrase))
    for each in together:
        scene.taken.add(each)
        end = each.end if each.start - phrase.end <= 10 else phrase.end
        scene.add(phrase, each, phrase.start, end, alternative=alternative)
        for other in front:
            scene.add(other, each, other.start, other.end, alternative=alternative)
    if phrase.whole is not None and s.word(phrase.end) in ("who", "that"):  # "40 of the 95 marchers who were detained"
        whole = phrase.whole
        scene.found.append(Found(whole.start, phrase.end, mark.kind, whole.low, whole.high, None, mark.word))


def _has_object(s: Sentence, mark: Trigger) -> bool:
    """Whether an active verb has people behind it that are not counted: "gunmen killed the guards"."""
    at = mark.end
    while is_adverb(s.word(at)):
        at += 1
    return s.word(at) in _OBJECTS


def _together(scene: Scene, mark: Trigger) -> tuple[list[Trigger], bool]:
    """Triggers that share a subject: "killed or injured" (either), "kidnapped and killed" (both)."""
    s, out, alternative = scene.s, [mark], False
    for other in scene.triggers[scene.triggers.index(mark) + 1 :]:
        last, gap = out[-1], s.low[out[-1].end : other.start]
        joined = 0 < len(gap) <= 3 and gap[0] in ("and", "or", ",", "/", "nor", "then")
        if not joined or other.role not in ("verb", "suffers", "state") or other in scene.taken:
            break
        if not all(w in _BETWEEN_VERBS or is_adverb(w) for w in gap) or (other.role == "verb" and scene.at(other.end)):
            break
        apart = last.kind != other.kind and {last.kind, other.kind} <= _APART and last.word not in ("shot", "stabbed")
        alternative = (
            alternative or "or" in gap or "/" in gap or (apart and last.role != "suffers" and "later" not in gap)
        )
        out.append(other)
    return out, alternative


def _find(scene: Scene, mark: Trigger, group: VerbGroup) -> Counted | None:
    """The subject: the nearest counted phrase bound to the verb; one behind a preposition only for want of others."""
    s, spare, floor = scene.s, None, len(scene.s)
    for phrase in reversed(scene.phrases):
        gap = group.start - phrase.end
        if gap < 0 or phrase.start > floor or lead(s, phrase) is not None:
            continue
        if gap > _FARTHEST:
            break
        if phrase in scene.objects and gap and s.word(group.start - 1) not in RELATIVE:
            continue
        behind = s.word(phrase.start - 1) in PREPOSITIONS
        opening = _opening(s, phrase, group)
        if opening is not None:  # "12 people – seven men and five women – were": the subject stands before the brackets
            floor = opening
            if s.capital(opening - 1) and opening == phrase.start - 1 and fits(s, phrase, mark):
                spare = spare or phrase  # "Mara Tesk, a nurse, was": only her trade counts her
            continue
        if not _bound(scene, phrase, group):
            if behind:
                continue
            break
        if phrase.form == "headline" and (gap > 4 or s.word(phrase.end) == ","):
            continue
        if not fits(s, phrase, mark) or (
            phrase.form == "bare" and gap and s.word(phrase.end) not in ("of", "in", "on", ",")
        ):
            continue
        if not behind or s.word(phrase.start - 2) in _HOLDERS or (gap == 1 and s.word(phrase.end) in RELATIVE):
            return phrase
        if not gap and not group.be and not group.have:  # "relatives of a man killed by"
            return phrase
        spare = spare or phrase
    return spare if spare is not None and _stands_alone(s, spare) else None


def _opening(s: Sentence, phrase: Counted, group: VerbGroup) -> int | None:
    """Where the brackets open that close between a phrase and its verb group, with nothing else between these."""
    closing = s.low[phrase.end : group.start]
    if closing not in ([","], [")"], ["–"], ["—"], ["-"]):
        return None
    opening = "(" if closing == [")"] else closing[0]
    return next((k for k in range(phrase.start - 1, -1, -1) if s.low[k] == opening), None)


def _stands_alone(s: Sentence, phrase: Counted) -> bool:
    """Not "the father of three was killed" nor "the driver of a bus": the subject is the noun in front."""
    if s.word(phrase.start - 1) not in ("of", "by", "with", "to", "for", "from"):
        return True
    return phrase.form in ("number", "vague", "bare") and not is_person(s.word(phrase.start - 2))


def _bound(scene: Scene, phrase: Counted, group: VerbGroup) -> bool:
    """Whether the words between a phrase and a verb group leave them subject and verb."""
    s = scene.s
    gap = s.low[phrase.end : group.start]
    if gap and gap[0] == "(" and ")" in gap:
        gap = gap[gap.index(")") + 1 :]
    if not gap or gap == ["("] or gap == ["and", "others"]:
        return True
    if gap[0] == "'s":
        return 2 <= len(gap) <= 3 and is_body(gap[-1])
    if gap[-1] in ("and", "or", "then"):
        return _same_subject(scene, phrase, group, gap)
    if gap[0] in RELATIVE:
        return not any(w in RELATIVE or w in (";", ":") for w in gap[1:])
    if gap[0] in _BRACKETS:
        return _bracketed(gap)
    return _modified(gap)


def _bracketed(gap: list[str]) -> bool:
    """As in ", mostly women,", "– a nurse –", ", who had fled,"."""
    if len(gap) < 3 or gap[-1] not in _BRACKETS:
        return False
    if gap[1] in RELATIVE:
        return True
    return not any(w in SAYING or w in BE or w in HAVE for w in gap)


def _modified(gap: list[str]) -> bool:
    """As in "from three villages", "aged between 16 and 21", "travelling in a boat"."""
    opens = gap[0] in PREPOSITIONS or gap[0].endswith(("ed", "ing")) or gap[0] in _PARTICIPLES
    if gap[0] == "aged":  # "aged 4, 6 and 9"
        gap = [gap[0], *(w for w in gap[1:] if not (w[0].isdigit() or w in FIRST_WORDS or w in (",", "and")))]
    closed = any(w in SAYING or w in BE or w in HAVE or w in RELATIVE or w in (";", ":", "(", ")") for w in gap)
    if closed or not (opens or gap[-1] == ","):
        return False
    if gap[-1] == ",":
        return True
    return "," not in gap and (
        "and" not in gap or (gap[0] in ("aged", "from", "between", "in", "of") and len(gap) <= 10)
    )


def _same_subject(scene: Scene, phrase: Counted, group: VerbGroup, gap: list[str]) -> bool:
    """As in "were kidnapped on Monday and killed", "the baby got hit by a bullet and died": one subject, two verbs."""
    if any(w in SAYING - {"as"} for w in gap):
        return False
    if any(phrase.end <= p.start and p.end <= group.start and p.people for p in scene.phrases):
        return False
    if gap[0] in PREPOSITIONS:
        return any(w in BE for w in gap)
    verb = gap[0] in BE or gap[0] in HAVE or gap[0] in _PARTICIPLES or gap[0] == "who" or gap[0].endswith("ed")
    return verb or any(t.start == phrase.end for t in scene.triggers)


def _in_front(scene: Scene, subject: Counted) -> Iterator[Counted]:
    """Counts that share a verb with the subject behind them: "Fourteen protesters and four officers were killed"."""
    s, current = scene.s, subject
    while True:
        at = current.start - 1
        if s.word(at) not in ("and", "&", ",", "or") or (s.word(at) == "," and current is subject):
            return
        at -= s.word(at) in ("and", "&") and s.word(at - 1) == ","
        ahead = [p for p in scene.phrases if p.end <= at and (p.end == at or past_of(s, p.end) == at)]
        if not ahead:
            return
        current = ahead[-1]
        if current.form in ("bare", "none") or not (current.people or current.head is None):
            return
        if current in scene.objects or scene.counted(current) or lead(s, current) is not None:
            return
        if s.word(current.start - 1) in ("by", "with", "between", "after", "of"):
            return
        yield current


def _possessed(scene: Scene, mark: Trigger) -> None:
    """As in "the girl's death", "two men's bodies were found"; "17 hostages", unless they came free."""
    s = scene.s
    if mark.word in ("hostages", "captives", "political prisoners", "prisoners"):
        held = next((p for p in scene.phrases if p.end == mark.end and p.form in ("number", "vague")), None)
        if held is not None and not scene.counted(held) and not _released(s, held):
            scene.add(held, mark, held.start, held.end)
        return
    at = mark.start - 1
    at -= s.word(at) in ("lifeless", "dead", "tragic", "sudden", "untimely", "brutal", "charred", "decomposed")
    owner = next((p for p in scene.phrases if p.end == at and p.people), None)
    if owner is None or s.word(at) not in ("'s", "'") or owner.form == "own":
        return
    if is_body(mark.word) and not recovered(s.low[mark.end : mark.end + 5]):
        return
    if mark.word.startswith(("arrest", "detention", "injur")) and owner.form == "the":
        return
    scene.add(owner, mark, owner.start, mark.end)


def _released(s: Sentence, phrase: Counted) -> bool:
    near = s.low[max(phrase.start - 6, 0) : phrase.start] + s.low[phrase.end : phrase.end + 6]
    return any(w.startswith(("free", "releas", "rescu", "exchang", "swap", "liberat", "return")) for w in near)
