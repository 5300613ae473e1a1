"""Figures of one sentence: counted phrases brought together with the words that say what happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso._types import Casualty
from sayso.figures.lexicon import is_person, may_be_people
from sayso.figures.numbers import Quantity, quantity
from sayso.figures.phrases import CASUALTY_NOUNS, INNER, Counted, counted
from sayso.figures.sentences import Sentence
from sayso.figures.triggers import Trigger

_BE = frozenset("was were is are be been being got get gets getting am 're".split())
_HAVE = frozenset("has have had having 've".split())
_PRESENT = frozenset("is are get gets".split())
_MODAL = frozenset("will would can could shall should must may might to cannot".split())
_NOT = frozenset("not n't never no neither nor without".split())
_AROUND = frozenset(  # what may stand between a subject and its verb, besides adverbs in -ly
    """
    also still now then later already reported feared believed presumed thought known confirmed said understood alleged
    suspected considered left found pronounced declared certified remain remained remains either all both themselves himself
    herself even just too since again today yesterday tonight so far ' " “ ” ‘ ’ - – — suddenly instantly earlier there seen
    listed officially further
    """.split()
)
_SAYING = frozenset(
    "said says say told tells added reported reports claimed claims announced confirmed stated when after because while as before if until"
    " but although though where whether that since denied alleged warned believes ; :".split()
)
_RELATIVE = frozenset("who that which whom whose".split())
_PREPOSITIONS = frozenset(
    "of in on at by for with from to near between among across around outside inside into over under during against aboard"
    " including amid within".split()
)
_STARTS = _PREPOSITIONS | _RELATIVE | frozenset(", ( – — - aged armed".split())
_JOIN = frozenset("and & or".split())
_TURN = frozenset("later then subsequently also".split())
_FARTHEST = 28  # words between a subject and its verb
_STRICT = frozenset("shot captured held missing disappeared vanished fled flee fleeing evacuated treated hurt picked moved taken".split())
_APART = frozenset(("killed", "injured", "missing"))  # nobody is counted in two of these at once
_BODY = re.compile(r"(?:bodies|body|corpses?|remains)$")
_FOUND = frozenset(
    "found recovered discovered retrieved pulled brought exhumed lying identified removed seen spotted washed counted buried"
    " recovering finding lifeless decomposed floating dumped unearthed collected charred mutilated recover".split()
)
_HEADLINES = frozenset(("Form",))


@dataclass(slots=True)
class Found:
    """One count: words `[start, end)` of the sentence. `part` is an index into the list it is in, of whom these are."""

    start: int
    end: int
    kind: Casualty
    low: int | None
    high: int | None
    phrase: Counted | None
    at: int  # word where the trigger begins
    part: int | None = None
    listed: bool = False  # "including …", "seven of them …": of those before


@dataclass(slots=True)
class Scene:
    """A sentence under examination."""

    s: Sentence
    phrases: list[Counted]
    triggers: list[Trigger]
    found: list[Found] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)  # triggers that have found their people
    objects: set[int] = field(default_factory=set)  # phrases (by start) that are the object of a verb


def in_sentence(s: Sentence, marks: list[Trigger], before: Casualty | None) -> list[Found]:
    """Figures of a sentence, in order. `before`: the kind counted last, for sentences that only go on with it."""
    scene = Scene(s, counted(s), marks)
    if not scene.phrases:
        return []
    for number, mark in enumerate(marks):
        if mark.role == "toll":
            _toll(scene, number)
    _inner(scene)
    for number, mark in enumerate(marks):
        if number not in scene.taken and mark.role in ("verb", "does", "noun"):
            _objects(scene, number)
    for number, mark in enumerate(marks):
        if number not in scene.taken and mark.role in ("verb", "suffers", "state", "noun"):
            _subject(scene, number)
    for phrase in scene.phrases:
        _casualty_nouns(scene, phrase)
    _parts(scene, before)
    return _tidy(scene.found)


# --- tolls ------------------------------------------------------------------------------------------------------------

_TOLL_VERBS = frozenset(
    "rise rises rose risen rising climb climbs climbed climbing jump jumps jumped increase increases increased reach reaches reached"
    " reaching stand stands stood standing hit hits top topped tops pass passed passes exceed exceeded exceeds surpassed crossed grow grew"
    " grown went gone go now is was at to of from by has had have been being put puts putting bring brings brought bringing raise raises"
    " raised soar soared soars swell swelled mount mounted update updated revised lowered fell dropped up further currently officially"
    " remains remained already and including climbed rising over".split()
)


def _toll(scene: Scene, number: int) -> None:
    """"The death toll has risen from 12 to 17": 12 before, 17 after. Numbers may stand 12 words behind."""
    s, mark = scene.s, scene.triggers[number]
    for phrase in scene.phrases:
        gap = range(mark.end, phrase.start)
        if phrase.start < mark.end or len(gap) > 14 or phrase.form not in ("number", "vague", "bare", "none"):
            continue
        if phrase.form == "number" and phrase.head not in CASUALTY_NOUNS and not phrase.people and phrase.head is not None:
            continue
        if not any(s.low[k] in _TOLL_VERBS for k in gap) or any(s.low[k] in (".", ";") for k in gap):
            continue
        if any(s.low[k] in ("who", "which", "after", "when") for k in gap):
            break
        if s.word(phrase.start) == "by" or s.word(phrase.start - 1) == "by":
            break
        scene.taken.add(number)
        kind = mark.kind
        after = next((t for t in scene.triggers if t.start == phrase.end and t.role in ("verb", "state")), None)
        if after is not None:
            kind = after.kind
        if s.word(phrase.start) == "from" and phrase.low is not None and phrase.high is not None:
            split = s.low.index("to", phrase.start, phrase.end)
            first, last = quantity(s, phrase.start + 1), quantity(s, split + 1)
            for amount in (first, last):
                if amount is not None:
                    scene.found.append(Found(amount.start, amount.end, kind, amount.low, amount.high, None, mark.start))
            if first is not None and first.end > split:  # read as a range: each end by itself
                scene.found[-2 if last else -1].low = scene.found[-2 if last else -1].high = phrase.low
                scene.found[-2 if last else -1].end = split
        else:
            start = mark.start if phrase.start - mark.end < 6 else phrase.start
            scene.found.append(Found(start, phrase.end, kind, phrase.low, phrase.high, phrase, mark.start))
            if s.word(phrase.end) == "from":
                earlier = quantity(s, phrase.end + 1)
                if earlier is not None:
                    scene.found.append(Found(earlier.start, earlier.end, kind, earlier.low, earlier.high, None, mark.start))
        break


# --- "12 deaths", "two injured workers" ---------------------------------------------------------------------------------

_SAID_HEADS: dict[str, tuple[Casualty, ...]] = {}


def _inner(scene: Scene) -> None:
    """A casualty word inside the phrase: "two injured workers", "the dead 21 victims"."""
    s = scene.s
    for number, mark in enumerate(scene.triggers):
        for phrase in scene.phrases:
            if phrase.inner is not None and phrase.start < mark.start < phrase.end and mark.start == phrase.inner:
                scene.taken.add(number)
                if phrase.form in ("number", "vague", "none", "bare"):
                    _add(scene, phrase, mark, phrase.start, phrase.end)
            elif mark.role in ("state", "verb") and mark.end == phrase.start and s.word(mark.start - 1) in ("the", "those", "these"):
                if phrase.form == "number" and phrase.people:
                    scene.taken.add(number)
                    _add(scene, phrase, mark, mark.start, phrase.end)
            elif mark.start == phrase.end - 1 and mark.role == "state" and phrase.form == "the":
                scene.taken.add(number)


def _casualty_nouns(scene: Scene, phrase: Counted) -> None:
    """The head itself is the harm: "12 deaths", "no casualties", "19 arrests"."""
    head = phrase.head
    if head not in CASUALTY_NOUNS or phrase.form not in ("number", "vague", "none", "a"):
        return
    if any(f.phrase is phrase for f in scene.found):
        return
    s = scene.s
    kinds: tuple[Casualty, ...]
    if head.startswith("casualt"):
        kinds = ("killed", "injured")
    elif _BODY.match(head):
        if not any(w in _FOUND for w in s.low):
            return
        kinds = ("killed",)
    elif head in ("lives", "life"):
        near = s.low[max(phrase.start - 5, 0) : phrase.start] + s.low[phrase.end : phrase.end + 4]
        if not any(w.startswith(("claim", "cost", "took", "tak", "los")) for w in near):
            return
        kinds = ("killed",)
    elif head.startswith(("injur", "wound")):
        kinds = ("injured",)
    elif head.startswith(("arrest", "detention")):
        kinds = ("arrested",)
    elif head.startswith(("abduct", "kidnap")):
        kinds = ("abducted",)
    elif head.startswith("disappear"):
        kinds = ("missing",)
    elif head == "remains":
        return
    else:
        kinds = ("killed",)
    if phrase.form in ("number", "vague") and _charged(s, phrase.start):
        return
    low, high = phrase.low, phrase.high
    if phrase.form == "none" and head in ("deaths", "death", "fatalities") and _or_injuries(s, phrase.end):
        kinds = ("killed", "injured")
    if head.startswith("casualt") and high != 0:  # dead or hurt: nobody says how many of either
        low, high = None, high
    for kind in kinds:
        scene.found.append(Found(phrase.start, phrase.end, kind, low, high, phrase, phrase.start))


def _or_injuries(s: Sentence, i: int) -> bool:
    return s.word(i) in ("or", "and") and s.word(i + 1).startswith(("injur", "wound"))


def _charged(s: Sentence, i: int) -> bool:
    """"charged with two murders", "four counts of murder": what somebody is charged with is no toll."""
    return any(w.startswith(("charge", "count", "accus", "convict", "guilty", "indict")) for w in s.low[max(i - 4, 0) : i])


# --- objects: "killed 12 people", "killing of 20 refugees" ---------------------------------------------------------------


def _objects(scene: Scene, number: int) -> None:
    s, mark = scene.s, scene.triggers[number]
    before = _before(s, mark)
    if mark.role == "verb" and (before.be or mark.word.endswith("fatal")):
        return
    if before.modal and mark.role == "verb":
        return
    at = mark.end
    if mark.role == "noun":
        if s.word(at) not in ("of", "for", "among"):
            if mark.word in ("hostages", "captives"):
                return
            return
        if _BODY.match(mark.word) and not _body(s, mark):
            return
        at += 1
        if s.word(mark.start - 1) in ("no", "any") or _rate(s, mark):
            return
    elif mark.role == "verb" and mark.start and s.word(mark.start - 1) in ("the", "those", "a", "an") and s.word(at) not in _numberish(s, at):
        return
    at = _skip(s, at)
    joined = s.word(at) in _JOIN and next((t for t in scene.triggers if at < t.start <= at + 2 and t.role == mark.role), None)
    kinds = [mark]
    if joined:  # "killed and injured dozens"
        kinds.append(joined)
        at = _skip(s, joined.end)
    first = next((p for p in scene.phrases if p.start == at), None)
    if first is None and mark.role != "noun" and mark.kind in ("arrested", "killed", "injured", "abducted"):
        first = _behind_name(scene, at)
    if first is None or not _fits(s, first, mark, behind=True):
        return
    if first.form in ("bare",) and not _alone(s, first):
        return
    scene.taken.add(number)
    alternative = bool(joined) and (s.word(mark.end) == "or" or {k.kind for k in kinds} <= _APART and s.word(mark.end) == "or")
    for k in kinds:
        _add(scene, first, k, min(k.start, first.start), first.end, alternative=alternative)
        scene.objects.add(first.start)
    if joined:
        scene.taken.add(scene.triggers.index(joined))
    for more in _chain(scene, first, mark):
        _add(scene, more, mark, more.start, more.end)
        scene.objects.add(more.start)


def _numberish(s: Sentence, i: int) -> tuple[str, ...]:
    return (s.word(i),) if quantity(s, i) else ()


def _rate(s: Sentence, mark: Trigger) -> bool:
    return s.word(mark.start - 1) in ("cause", "sudden") and False


def _body(s: Sentence, mark: Trigger) -> bool:
    return any(w in _FOUND for w in s.low)


def _skip(s: Sentence, at: int) -> int:
    """Past what may stand between a verb and its object: adverbs, quotation marks, "off"."""
    while (s.word(at).endswith("ly") and s.word(at) not in ("family", "elderly")) or s.word(at) in ('"', "“", "off", "up", "dead", "as", "him"):
        at += 1
    return at


def _behind_name(scene: Scene, at: int) -> Counted | None:
    """"arrested main accused Mara Tesk and five of his men": names are not counted, those behind "and" are."""
    s = scene.s
    for k in range(at, min(at + 12, len(s))):
        if s.low[k] in ("and", "&", "along"):
            k += 1 + (s.low[k] == "along" and s.word(k + 1) == "with")
            found = next((p for p in scene.phrases if p.start == k), None)
            return found if found and found.form in ("number", "vague", "own") and (found.people or found.of) else None
        if not (s.raw[k][0].isupper() or s.low[k] in ("key", "main", "prime", "accused", "suspect", "leader", ",", "the", "of")):
            return None
    return None


def _alone(s: Sentence, phrase: Counted) -> bool:
    """A bare number is a count of people where nothing else follows: "killed five.", "killing two and wounding"."""
    after = s.word(phrase.end)
    if not after or after in ".,;:!?)\"”’'–—-(" or after in _JOIN or after in ("'s",):
        return not (after in "-–—(" and after and s.word(phrase.end + 1)[:1].isdigit())
    return after in _PREPOSITIONS or after in (
        "others more when after as while before including who since last this and dead so also later people today yesterday others"
        " monday tuesday wednesday thursday friday saturday sunday out during was were have had has are is".split()
    ) or after in INNER


def _chain(scene: Scene, first: Counted, mark: Trigger) -> Iterator[Counted]:
    """Further counts joined to one: "558 suspects and 135 fugitives", "two men, a woman and a child"."""
    s, last = scene.s, first
    while True:
        at = _past_of(s, last.end)
        comma = s.word(at) == ","
        at += comma
        joined = s.word(at) in ("and", "&", "plus")
        at += joined
        at += s.word(at) in ("also",)
        if not comma and not joined:
            return
        following = next((p for p in scene.phrases if p.start == at), None)
        if following is None or following.form in ("bare", "none") or not (following.people or following.head is None and following.of):
            return
        if comma and not joined and following.of:  # "12 people, seven of them soldiers"
            return
        if _own_trigger(scene, following, mark):
            return
        if comma and not joined and not _list_goes_on(scene, following):
            return
        yield following
        last = following


def _list_goes_on(scene: Scene, phrase: Counted) -> bool:
    """Whether a comma behind which `phrase` stands is one of a list, which ends in "and NUMBER …"."""
    s, at = scene.s, phrase.end
    for _ in range(6):
        if s.word(at) == ",":
            at += 1
        if s.word(at) in ("and", "&"):
            return any(p.start == at + 1 for p in scene.phrases)
        following = next((p for p in scene.phrases if p.start == at), None)
        if following is None:
            return False
        at = following.end
    return False


def _past_of(s: Sentence, at: int) -> int:
    """Past a short "of …" behind a noun: "a Junior Assistant of the office"."""
    if s.word(at) in ("of", "from", "in"):
        for k in range(at + 1, min(at + 7, len(s))):
            if s.low[k] in ("and", "&", ","):
                return k
            if s.low[k] in _SAYING or s.low[k] in _BE:
                return at
    return at


def _own_trigger(scene: Scene, phrase: Counted, mark: Trigger) -> bool:
    """Whether a phrase has a casualty word of its own directly behind it ("and 30 others injured")."""
    s = scene.s
    for other in scene.triggers:
        if other is mark or other.role not in ("verb", "suffers", "state"):
            continue
        if phrase.end <= other.start <= phrase.end + 6 and other.kind != mark.kind:
            gap = s.low[phrase.end : other.start]
            if all(w in _BE or w in _HAVE or w in _AROUND or w.endswith("ly") for w in gap):
                return True
    return False


# --- subjects: "12 people were killed", "30 injured" ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Before:
    """The verb group in front of a trigger: where it begins and what it says."""

    start: int
    be: bool
    have: bool
    modal: bool
    negated: bool
    present: bool


def _before(s: Sentence, mark: Trigger) -> _Before:
    i = mark.start
    be = have = modal = negated = present = False
    while i > 0:
        word = s.low[i - 1]
        if word in _BE:
            be, present = True, present or word in _PRESENT
        elif word in _HAVE:
            have = True
        elif word in _MODAL:
            modal = True
        elif word in _NOT and word != "no":
            negated = True
        elif not (word in _AROUND or (word.endswith("ly") and word not in ("family", "elderly"))):
            break
        i -= 1
        if word in _MODAL and word != "to" and not have:
            modal = True
    text = s.low[i : mark.start]
    if modal and have and "to" not in text[: text.index("have")] if "have" in text else False:
        modal = False  # "may have been killed" has happened, as far as is known
    if modal and "have" in text:
        modal = False
    while i < mark.start and s.low[i] in "-–—\"“”‘’'":
        i += 1
    return _Before(i, be, have, modal, negated, present)


def _subject(scene: Scene, number: int) -> None:
    s, mark = scene.s, scene.triggers[number]
    if mark.role == "noun":
        _possessed(scene, number)
        return
    before = _before(s, mark)
    if before.negated or before.modal:
        return
    if mark.role == "verb" and not before.be and (before.have or _has_object(scene, mark)):
        return
    if mark.word in ("die", "missing") and mark.role == "state" and not before.be and mark.word == "die" and _usual(s):
        return
    subject = _find_subject(scene, mark, before)
    if subject is None:
        return
    if mark.word == "die" and subject.form in ("a", "the", "own", "headline"):
        return
    if before.present and subject.form in ("a",) and mark.role == "verb":
        return
    scene.taken.add(number)
    together, alternative = _together(scene, mark)
    chain = list(_before_chain(scene, subject, mark))
    for k in together:
        scene.taken.add(scene.triggers.index(k))
        near = k.start - subject.end <= 10
        end = k.end if near and k.end > subject.end else subject.end
        _add(scene, subject, k, subject.start, end, alternative=alternative)
        for other in chain:
            _add(scene, other, k, other.start, other.end, alternative=alternative)
    if subject.whole is not None and s.word(subject.end) in ("who", "that") and subject.of:
        whole = subject.whole
        scene.found.append(Found(whole.start, subject.end, mark.kind, whole.low, whole.high, None, mark.start))


def _usual(s: Sentence) -> bool:
    """"12 people die every day" is no event."""
    return any(w in ("every", "each", "annually", "daily", "yearly", "usually", "often") for w in s.low)


def _has_object(scene: Scene, mark: Trigger) -> bool:
    """Whether an active verb has its people behind it, counted or not ("gunmen killed the …")."""
    s = scene.s
    at = _skip(s, mark.end)
    if s.word(at) in ("the", "his", "her", "their", "its", "him", "them", "many", "us", "me", "himself", "herself", "themselves"):
        return mark.role == "verb" and not s.low[mark.start - 1 : mark.start] == ["'s"]
    return False


def _together(scene: Scene, mark: Trigger) -> tuple[list[Trigger], bool]:
    """Triggers that share a subject: "killed or injured" (either), "kidnapped and killed" (both)."""
    s, out, alternative = scene.s, [mark], False
    for other in scene.triggers[scene.triggers.index(mark) + 1 :]:
        gap = s.low[out[-1].end : other.start]
        if len(gap) > 3 or other.role not in ("verb", "suffers", "state"):
            break
        if not gap or gap[0] not in ("and", "or", ",", "/", "nor", "then"):
            break
        if not all(w in ("and", "or", ",", "/", "nor", "then", "later", "left", "is", "are", "were", "was", "been") or w.endswith("ly") for w in gap):
            break
        if any(p.start == other.end for p in scene.phrases) and other.role == "verb":  # "was killed and injured 12"
            break
        if "or" in gap or "/" in gap or (out[-1].role != "suffers" and "and" in gap and {other.kind, out[-1].kind} <= _APART and other.kind != out[-1].kind and out[-1].word != "shot"):
            alternative = True
        out.append(other)
    return out, alternative


def _find_subject(scene: Scene, mark: Trigger, before: _Before) -> Counted | None:
    s = scene.s
    fallback: Counted | None = None
    for phrase in reversed(scene.phrases):
        if phrase.end > before.start:
            continue
        if before.start - phrase.end > _FARTHEST:
            break
        if phrase.start in scene.objects and s.word(before.start - 1) not in _RELATIVE and phrase.end < before.start:
            continue
        if not _bridged(scene, phrase, before):
            if fallback is None and phrase.end == before.start:
                continue
            if s.word(phrase.start - 1) in _PREPOSITIONS:
                continue
            break
        if not _fits(s, phrase, mark, behind=False) or (phrase.form == "bare" and phrase.end != before.start and s.word(phrase.end) not in ("of", "in", "on", ",")):
            continue
        if s.word(phrase.start - 1) in _PREPOSITIONS and s.word(phrase.start - 1) != "including":
            inside = s.word(phrase.start - 1) in ("of", "with", "to", "by")
            # "the mother of two was killed": it may belong to an earlier noun; "with 12 people killed" stands alone
            if s.word(phrase.end) in _RELATIVE and phrase.end <= before.start and before.start - phrase.end <= 1:
                return phrase
            if not (phrase.end == before.start and not before.be and not before.have) and fallback is None:
                fallback = phrase
                if inside and s.word(phrase.start - 2) in ("group", "number", "total", "crowd", "team", "thousands", "most"):
                    return phrase
                continue
        return phrase
    if fallback is not None and s.word(fallback.start - 1) in ("of", "by", "with", "to", "for", "from") and fallback.form not in ("number", "vague"):
        return None
    if fallback is not None and s.word(fallback.start - 1) in ("of", "by", "with", "to", "for") and _noun_before(s, fallback.start - 2):
        return None
    return fallback


def _noun_before(s: Sentence, i: int) -> bool:
    """Whether a noun for a person stands at `i`: "the father of three"."""
    return is_person(s.word(i))


def _bridged(scene: Scene, phrase: Counted, before: _Before) -> bool:
    """Whether the words between a subject and its verb group leave them together."""
    s = scene.s
    gap = s.low[phrase.end : before.start]
    if not gap:
        return True
    if gap[0] == "'s":
        return len(gap) >= 2 and bool(_BODY.match(gap[-1])) and len(gap) <= 3
    if len(gap) <= 3 and gap[0] == "and" and gap[-1] in ("others", "another"):
        return True
    if gap[-1] in ("and", "or", "then") or (gap[-1] == "," and any(_inside(t, phrase.end, before.start) for t in scene.triggers)):
        return _same_subject(scene, phrase, before)
    if gap[0] in _RELATIVE:
        inner = [w for w in gap[1:] if w in _RELATIVE]
        return not inner and not any(w in (";", ":") for w in gap)
    if gap[0] in (",", "(", "–", "—", "-"):
        if gap[-1] not in (",", ")", "–", "—", "-") or len(gap) < 3:
            return False
        inside = gap[1:-1]
        if inside and inside[0] in _RELATIVE:
            return True
        return not any(w in _SAYING or w in _BE or w in _HAVE for w in inside)
    if any(w in _SAYING or w in (",", "and", ";", ":", "(", ")") for w in gap):
        if gap[-1] == "," and gap[0] not in _SAYING and not any(w in _SAYING or w == ";" for w in gap):
            return not any(w in _BE or w in _HAVE for w in gap)
        if "and" in gap and gap[0] in ("aged", "from", "between", "in", "of") and not any(w in _SAYING or w in (",", ";", "(") for w in gap):
            return not any(w in _BE or w in _HAVE for w in gap) and len(gap) <= 10
        return False
    if gap[0] in _STARTS or gap[0].endswith(("ed", "ing")) or gap[0] in ("trying", "caught", "held", "hit", "shot", "left", "sent"):
        return not any(w in _BE or w in _HAVE or w in _RELATIVE for w in gap)
    return False


def _inside(mark: Trigger, start: int, end: int) -> bool:
    return start <= mark.start < end


def _same_subject(scene: Scene, phrase: Counted, before: _Before) -> bool:
    """"… were kidnapped on Monday and killed", "the baby got hit by a bullet and died": one subject, two verbs."""
    s = scene.s
    gap = s.low[phrase.end : before.start]
    if any(w in _SAYING - {"as"} for w in gap) or any(w in (";", ":") for w in gap):
        return False
    if any(p.start >= phrase.end and p.end <= before.start and p.people for p in scene.phrases):
        return False
    return gap[0] in _BE or gap[0] in _HAVE or gap[0] in ("got", "who", "fell", "went") or any(
        t.start == phrase.end for t in scene.triggers
    ) or gap[0].endswith("ed")


def _before_chain(scene: Scene, last: Counted, mark: Trigger) -> Iterator[Counted]:
    """Counts in front of a subject that share its verb: "Fourteen protesters and four officers were killed"."""
    s = scene.s
    current = last
    while True:
        at = current.start - 1
        if s.word(at) not in ("and", "&", ",", "or"):
            return
        if s.word(at) == "," and current is last:
            return
        if s.word(at) in ("and", "&") and s.word(at - 1) == ",":
            at -= 1
        earlier = next((p for p in scene.phrases if p.end <= at and (p.end == at or _past_of(s, p.end) == at)), None)
        for p in scene.phrases:
            if p.end <= at and (p.end == at or _past_of(s, p.end) == at):
                earlier = p
        if earlier is None or earlier.form in ("bare", "none") or not (earlier.people or earlier.head is None):
            return
        if earlier.start in scene.objects or any(f.phrase is earlier for f in scene.found):
            return
        if s.word(earlier.start - 1) in ("by", "with", "between", "after") or (s.word(earlier.start - 1) == "of" and is_person(s.word(earlier.start - 2))):
            return
        yield earlier
        current = earlier


def _possessed(scene: Scene, number: int) -> None:
    """"the girl's death", "her husband's killing", "Two men's bodies were found"."""
    s, mark = scene.s, scene.triggers[number]
    if mark.word in ("hostages", "captives", "political prisoners", "prisoners", "loss of"):
        phrase = next((p for p in scene.phrases if p.end == mark.end and p.start < mark.start), None)
        if phrase is not None and phrase.form in ("number", "vague") and not _released(s, phrase, mark):
            _add(scene, phrase, mark, phrase.start, phrase.end)
        return
    at = mark.start - 1
    at -= s.word(at) in ("lifeless", "dead", "tragic", "sudden", "untimely", "brutal", "charred", "decomposed")
    if s.word(at) not in ("'s", "'"):
        return
    phrase = next((p for p in scene.phrases if p.end == at), None)
    if phrase is None or not phrase.people:
        return
    if _BODY.match(mark.word) and not any(w in _FOUND for w in s.low[mark.end : mark.end + 5]):
        return
    if mark.word.startswith(("arrest", "detention", "injur")) and phrase.form == "the":
        return
    _add(scene, phrase, mark, phrase.start, mark.end)


def _released(s: Sentence, phrase: Counted, mark: Trigger) -> bool:
    near = s.low[max(phrase.start - 6, 0) : phrase.start] + s.low[mark.end : mark.end + 6]
    return any(w.startswith(("free", "releas", "rescu", "exchang", "swap", "liberat", "return")) for w in near)


# --- what fits -----------------------------------------------------------------------------------------------------------


def _fits(s: Sentence, phrase: Counted, mark: Trigger, *, behind: bool) -> bool:
    """Whether a counted phrase can be the people a trigger tells of."""
    head = phrase.head
    if head is not None and head in CASUALTY_NOUNS:
        return False
    if phrase.form == "headline":
        return not behind
    if phrase.form == "none" and behind:
        return phrase.people
    if phrase.form == "bare":
        return True
    if mark.role == "noun" and phrase.form in ("the",) and mark.word.startswith(("arrest", "detention", "injur")):
        return False
    if mark.role == "noun" and phrase.form in ("the", "own") and _followed_by_name(s, phrase):
        return False
    if mark.role == "noun" and phrase.form == "a" and _generic(s, mark):
        return False
    if phrase.people:
        return not (phrase.form == "the" and _followed_by_name(s, phrase))
    strict = any(w in _STRICT for w in mark.word.split()) or mark.kind in ("displaced", "missing", "abducted")
    return not strict and head is not None and (head.endswith(("s", "men", "people")) or phrase.of or phrase.low == 1)


def _generic(s: Sentence, mark: Trigger) -> bool:
    """"the death of a sitting president would be …" and "murder of a person": only told of as a kind of thing."""
    return s.word(mark.start - 1) not in ("the", "to", "this", "his", "over", "in", "alleged", "for", "reported", "brutal", "recent", "after")


def _followed_by_name(s: Sentence, phrase: Counted) -> bool:
    return s.capital(phrase.end) and s.starts[phrase.end] - s.ends[phrase.end - 1] == 1 and not s.word(phrase.end) in (
        "monday tuesday wednesday thursday friday saturday sunday".split()
    )


def _add(scene: Scene, phrase: Counted, mark: Trigger, start: int, end: int, *, alternative: bool = False) -> None:
    low, high = phrase.low, phrase.high
    if alternative and high != 0:
        low = None
    scene.found.append(Found(min(start, phrase.start), max(end, phrase.end), mark.kind, low, high, phrase, mark.start))


# --- parts: "including three children", "seven of them soldiers" ---------------------------------------------------------


def _parts(scene: Scene, before: Casualty | None) -> None:
    s = scene.s
    scene.found.sort(key=lambda f: (f.start, f.end))
    for phrase in scene.phrases:
        if phrase.form == "none" or (phrase.form == "bare" and phrase.head is None and not _bare_part(s, phrase)):
            continue
        lead = _lead(s, phrase)
        if lead is None and not (phrase.of and phrase.head in ("them", "whom", "those")):
            lead = _were(s, phrase)
        if lead is None and not (phrase.of and phrase.head in ("them", "whom", "those")):
            continue
        whole = _whole(scene, phrase, lead if lead is not None else phrase.start)
        kind = whole.kind if whole is not None else before if lead is not None and _victims(s, lead, phrase) else None
        own = [f for f in scene.found if f.phrase is phrase]
        if own:
            for f in own:
                if whole is not None and f is not whole and not (whole.low == 0):
                    f.listed = True
                    f.part = id(whole)
            if whole is None or any(f.kind == whole.kind for f in own) or not _reduced_only(s, own[0], phrase):
                continue
        if kind is None:
            continue
        for member in (phrase, *_chain_of_parts(scene, phrase)):
            if any(f.phrase is member for f in scene.found) and member is not phrase:
                continue
            made = Found(member.start, member.end, kind, member.low, member.high, member, member.start, listed=True)
            made.part = id(whole) if whole is not None else None
            scene.found.append(made)
    _lists(scene)


def _bare_part(s: Sentence, phrase: Counted) -> bool:
    return s.word(phrase.end) in ("were", "was", "are", "being")


def _reduced_only(s: Sentence, own: Found, phrase: Counted) -> bool:
    """"including 10 hit by live fire": the words behind describe the part, and do not count anew."""
    return False


_LEADS = frozenset("including include included includes among amongst comprising were was are of".split())


def _lead(s: Sentence, phrase: Counted) -> int | None:
    """Where "including", "among them" or "the dead included" begins in front of a phrase."""
    at = phrase.start - 1
    while at >= 0 and (s.low[at] in ("at", "also", "a", "both") or s.low[at].endswith("ly")):
        at -= 1
    word = s.word(at)
    if word in ("including", "includes", "included", "include", "comprising"):
        return at
    if word in ("them", "whom", "these", "those") and s.word(at - 1) in ("among", "amongst"):
        return at - 1
    if word == ":" and s.word(at - 1) in ("them", "whom"):
        return None
    if word in ("were", "was", "are", "is") or word == ",":
        for k in range(at - 1, max(at - 7, -1), -1):
            if s.low[k] in ("among", "amongst"):
                return k
    return None


def _were(s: Sentence, phrase: Counted) -> int | None:
    """"Of the 200 injured, 50 were rescue officials"."""
    if s.word(phrase.start - 1) == "," and phrase.form == "bare" and s.word(0) == "of" and s.word(phrase.end) in ("were", "are", "was"):
        return 0
    return None


def _victims(s: Sentence, lead: int, phrase: Counted) -> bool:
    """Whether an "including" with no number before it goes on about the dead or hurt."""
    near = s.low[max(lead - 8, 0) : phrase.start]
    return any(w in ("victims", "dead", "deceased", "casualties", "injured", "wounded", "detainees", "detained", "arrested", "missing", "killed") for w in near)


def _whole(scene: Scene, phrase: Counted, lead: int) -> Found | None:
    """The figure of which a part is told: the last one before it, else in front ("Of the 200 injured, 50 …")."""
    best: Found | None = None
    for f in scene.found:
        if f.phrase is phrase or f.listed or f.low == 0 and f.high == 0:
            continue
        if f.start < phrase.start and (f.phrase is None or f.phrase.end <= max(lead, phrase.start)) and phrase.start - f.end < 16:
            if best is None or (f.phrase.start if f.phrase else f.start) > (best.phrase.start if best.phrase else best.start):
                best = f
    return best


def _chain_of_parts(scene: Scene, first: Counted) -> Iterator[Counted]:
    """Further parts in a row: "including three children, a nurse and two drivers", "seven of them soldiers and six civilians"."""
    s, last = scene.s, first
    at = last.end
    if first.of and first.head in ("them", "whom", "those"):  # "seven of them soldiers and six civilians"
        limit = at + 4
        while at < min(limit, len(s)) and s.low[at] not in ("and", ",", ".", "&", ";"):
            at += 1
    for _ in range(8):
        comma = s.word(at) == ","
        at += comma
        joined = s.word(at) in ("and", "&", "as")
        at += 3 if s.low[at : at + 3] == ["as", "well", "as"] else joined
        if not comma and not joined:
            return
        following = next((p for p in scene.phrases if p.start == at), None)
        if following is None or following.form in ("none", "bare") or not (following.people or following.of):
            return
        if any(f.phrase is following for f in scene.found):
            return
        if comma and not joined and not _list_goes_on(scene, following):
            return
        if any(t.start == following.end and t.role in ("verb", "state", "suffers") for t in scene.triggers):
            return
        if any(s.word(k) in _BE or s.word(k) in _HAVE for k in (following.end, following.end + 1)) and not following.of:
            return
        yield following
        last = following
        at = _past_of(s, last.end)
        if following.of:
            while at < min(following.end + 4, len(s)) and s.low[at] not in ("and", ",", ".", "&", ";"):
                at += 1


def _lists(scene: Scene) -> None:
    """"12 people, seven men and five women, were killed"; "killed 12: seven soldiers and five civilians"."""
    s = scene.s
    for whole in list(scene.found):
        if whole.phrase is None or whole.listed or (whole.high or whole.low or 0) < 2:
            continue
        for at in dict.fromkeys((whole.phrase.end, whole.end)):
            if s.word(at) not in (",", ":", "–", "—", "-", "("):
                continue
            at += 1
            at += s.word(at) == "-"
            first = next((p for p in scene.phrases if p.start == at and p.form in ("number", "a")), None)
            if first is None or not first.people or first.of or any(f.phrase is first for f in scene.found if f.listed):
                continue
            chain = [first, *_chain_of_parts_open(scene, first)]
            if len(chain) < 2:
                continue
            for member in chain:
                own = next((f for f in scene.found if f.phrase is member), None)
                if own is None:
                    own = Found(member.start, member.end, whole.kind, member.low, member.high, member, member.start)
                    scene.found.append(own)
                if own.kind == whole.kind:
                    own.listed, own.part = True, id(whole)
            break


def _chain_of_parts_open(scene: Scene, first: Counted) -> list[Counted]:
    """As `_chain_of_parts`, also over those that have been found by a verb behind the list."""
    s, out, at = scene.s, [], first.end
    for _ in range(8):
        comma = s.word(at) == ","
        joined = s.word(at + comma) in ("and", "&")
        at += comma + joined
        following = next((p for p in scene.phrases if p.start == at), None)
        if not (comma or joined) or following is None or not following.people or following.form not in ("number", "a"):
            break
        out.append(following)
        at = following.end
        if joined:
            return out
    return []


# --- order ---------------------------------------------------------------------------------------------------------------


def _tidy(found: list[Found]) -> list[Found]:
    """In the order of the words; each phrase once for a kind, and not "injured" (shot) where it was killed."""
    kept: list[Found] = []
    names: dict[int, Found] = {}
    killed = {(f.phrase.start, f.phrase.end) for f in found if f.phrase and f.kind == "killed" and f.low is not None}
    seen: dict[tuple[object, ...], Found] = {}
    for f in sorted(found, key=lambda f: (f.start, f.end)):
        place = (f.phrase.start, f.phrase.end) if f.phrase else (f.start, f.end)
        if f.kind == "injured" and place in killed and f.low != 0:
            continue
        key = (*place, f.kind)
        if key in seen:
            names[id(f)] = seen[key]
            if f.part is not None and seen[key].part is None:
                seen[key].part, seen[key].listed = f.part, True
            continue
        seen[key] = f
        names[id(f)] = f
        kept.append(f)
    order = {id(f): n for n, f in enumerate(kept)}
    for f in kept:
        if f.part is not None:
            whole = names.get(f.part)
            f.part = order[id(whole)] if whole is not None and whole is not f else None
    return kept


__all__ = ["Found", "Quantity", "Sequence", "in_sentence", "may_be_people", "replace"]
