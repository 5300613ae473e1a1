"""Counted noun phrases: "at least 12 people", "a 16-year-old girl", "two of the victims", "her parents", "no one"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sayso.figures.lexicon import are_many, is_measure, is_never, is_one, is_person, may_be_people
from sayso.figures.numbers import FIRST_WORDS, PAIRS, Quantity, quantity
from sayso.figures.sentences import Sentence
from sayso.figures.wordlists import word_set

Form = Literal["number", "vague", "none", "a", "the", "own", "bare", "headline"]

_DETERMINERS = word_set("the these those his her their its our my your all both")
_POSSESSIVES = word_set("his her their its our my your")
_ORDINAL = re.compile(r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))$")
_AGE = re.compile(r".*-(?:years?|months?|weeks?|days?)-olds?$")
_OTHERS = word_set("others more other")
# Words that cannot stand inside a noun phrase: at them its head has been passed.
_ENDS = word_set(
    """
    of in on at by for with from to into onto near over under after before during since until amid among between
    against across around along through throughout outside inside within without despite because due as than
    like about off per via upon and or but nor so yet if when where while whereas although though that which who
    whom whose what how why then is are was were be been being am has have had having do does did will would can
    could shall should may might must cannot the a an this these those his her their its our my your he she it
    they we you i them him us me not never also still now just only even already later yesterday today tomorrow
    tonight here there again ago away monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december including said says say told added reported
    confirmed according accused suspected linked aged armed trying believed alleged left hit found taken
    carrying wearing travelling traveling working living belonging reportedly allegedly seriously critically
    severely slightly badly fatally apparently presumably mostly mainly many some went go goes came got get
    suffered sustained received feared killed injured wounded died dead missing arrested detained displaced
    homeless shot stabbed hurt drowned perished hospitalised hospitalized fled held charged trapped each every
    dies die kills kill succumbed lost remain remained remains lay lie evacuated rescued freed released jailed
    kidnapped abducted overnight onwards rounded apprehended nabbed picked uprooted massacred assassinated
    beheaded slaughtered snatched lynched trampled electrocuted gunned crushed swept washed airlifted admitted
    treated rushed transported struck fallen fell jumped appeared become became began begin made make makes set
    put kept keep seized stopped sentenced convicted facing tested escaped saved survived unharmed unhurt alive
    cried disappeared vanished unaccounted stranded buried burned burnt beaten executed hanged murdered slain
    """
)
# Of these a phrase may also be made ("12 injured workers", "the dead 21 victims").
INNER = word_set(
    """
    injured wounded dead missing killed kidnapped abducted arrested detained displaced homeless hospitalised
    hospitalized suspected alleged trapped evacuated stranded slain armed reported executed murdered accused
    jailed stabbed held confirmed
    """
)
_MONTHS = word_set(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec
    """
)
_UNIT = re.compile(
    r"(?:[%°€£$x×]|km|kg|cm|mm|am|pm|kph|mph|years?|months?|days?|hours?|minutes?|weeks?|-?years?-olds?|yrs?|st|nd|rd|th)$"
)
_BEFORE_NO_COUNT = word_set(
    """
    $ € £ ¥ ₹ # § no number article section chapter resolution route highway flight page grade class aged age rs
    usd us$ inr room gate unit block phase day week year area zone level ward district boeing airbus stage round
    covid-19 part type since
    """
)
_COMPOUNDS = word_set(
    """
    year month week day hour minute gauge caliber calibre yard inch foot mile member man strong story page point
    """
)
_SHARES = word_set(
    """
    half third thirds quarter quarters fifth percent cent % majority most fraction
    """
)
_FAMILY = word_set("family group crew team gang band party convoy")
_FIRST_WORDS = (
    FIRST_WORDS
    | _DETERMINERS
    | frozenset(PAIRS)
    | word_set(
        """
    no nobody none noone no-one a an another one the 's any casualties injuries fatalities
    second third fourth fifth sixth seventh eighth ninth tenth
    """
    )
)
_SOME = word_set("neither either each every any this that which what some many few most all such")
_LONGEST = 9  # words from the number to the head


@dataclass(frozen=True, slots=True)
class Counted:
    """Words `[start, end)` count somebody. `head` is the noun in lower case, None for a bare number.

    `people` says that the noun is known to mean persons. `of` is set in "two of the 12 victims": where that begins.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    head: str | None
    form: Form
    people: bool
    inner: int | None = None  # a casualty word inside: "two injured workers"
    of: bool = False
    whole: Quantity | None = None  # the 12 in "two of the 12 victims"


def counted(s: Sentence) -> list[Counted]:
    """All counted phrases of a sentence, in order, none inside another."""
    out: list[Counted] = []
    i = 0
    while i < len(s):
        found = _at(s, i)
        if found:
            out.append(found)
            i = max(found.end, i + 1)
        else:
            i += 1
    return out


def _at(s: Sentence, i: int) -> Counted | None:
    word = s.low[i]
    if i > 2 and word not in _FIRST_WORDS and not word[0].isdigit() and "-" not in word:
        return None
    if word in ("no", "nobody", "none", "noone", "no-one"):
        return _none(s, i)
    if word in ("any", "casualties", "injuries", "fatalities") and (denied := _denied(s, i)):
        return denied
    amount = quantity(s, i)
    if amount and counts(s, amount):
        found = _numbered(s, i, amount)
        if found:
            return found
    if word in _DETERMINERS:
        at = i + 1 + (s.word(i + 1) in ("the", "of")) + ((s.word(i + 1), s.word(i + 2)) == ("of", "the"))
        at += s.word(at) in ("other", "remaining", "first", "last", "latest")
        amount = quantity(s, at)
        if amount and amount.bare == at and not amount.vague and counts(s, amount):
            found = _numbered(s, i, amount)
            if found:
                return found
    if word in ("a", "an", "another", "one", "the") or word in _POSSESSIVES or _ORDINAL.match(word):
        return _single(s, i)
    if word in PAIRS:
        return _pair(s, i, i)
    if word == "'s" and i and s.capital(i - 1):
        return _owned(s, i)
    if i == 0 and is_one(word):
        return Counted(0, 1, 1, 1, word, "headline", True)
    if (
        i < 3
        and s.capital(0)
        and is_one(word)
        and all(not is_person(w) and w.isalpha() and w not in _ENDS and w not in _SOME for w in s.low[:i])
    ):
        return Counted(0, i + 1, 1, 1, word, "headline", True)
    return None


def counts(s: Sentence, q: Quantity) -> bool:
    """Whether a number can count people at all, by the words around it."""
    before, after = s.word(q.bare - 1), s.word(q.end)
    if q.vague:
        return True
    if (before == "of" and s.word(q.start - 2) in _SHARES) or (
        before in ("the", "these", "those") and s.word(q.bare - 3) in _SHARES
    ):
        return False
    if before in _BEFORE_NO_COUNT or (before == "." and s.word(q.bare - 2) in ("no", "rs")):
        return False
    if (
        before in (":", "/", ".")
        and q.bare
        and s.ends[q.bare - 1] == s.starts[q.bare]
        and s.word(q.bare - 2)[-1:].isdigit()
    ):
        return False
    if before in ("-", "–", "—") and s.ends[q.bare - 1] == s.starts[q.bare]:
        return False
    if (
        after in ("-", "–", "/", ":")
        and s.starts[q.end] == s.ends[q.end - 1]
        and s.word(q.end + 1)[:1].isalnum()
        and (s.starts[q.end + 1] == s.ends[q.end])
    ):
        return False
    if after in ("%", "°", "$", "€", "£"):
        return False
    if after in ("-", "–") and s.word(q.end + 1) in _COMPOUNDS:
        return False
    if after in _MONTHS and (after != "may" or s.capital(q.end)) and after != "march":
        return False
    if before in _MONTHS and s.low[q.bare][0].isdigit() and (before != "may" or s.capital(q.bare - 1)):
        return False
    return not (_UNIT.match(after) or is_measure(after))


def _year(s: Sentence, q: Quantity) -> bool:
    word = s.raw[q.bare]
    return q.end == q.bare + 1 and len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2100


def _age(s: Sentence, q: Quantity) -> bool:
    """As in "John Doe, 34, was": a number between a name and a comma; "aged between 16 and 21", "aged 4, 6 and 9"."""
    k = q.start - 1
    while k > 0 and (
        s.word(k) in (",", "and", "between", "from", "to", "-", "–") or s.word(k).isdigit() or s.word(k) in FIRST_WORDS
    ):
        k -= 1
    if s.word(k) in ("aged", "age", "ages"):
        return True
    if s.word(q.bare - 1) in ("both", "all") and s.word(q.end) in (",", ")", "."):
        return True
    named = (
        s.word(q.start - 1) in (",", "(")
        and q.start >= 2
        and (s.capital(q.start - 2) or s.low[q.start - 2] in ("both", "all"))
    )
    return named and s.word(q.end) in (",", ".", ")", ";", "")


def _numbered(s: Sentence, i: int, q: Quantity) -> Counted | None:
    form: Form = "vague" if q.vague else "number"
    at = q.end
    if s.word(at) == "of":
        return _of(s, i, q)
    end, head, inner = _noun(s, at)
    if head is None:
        if q.low == 1 and q.high == 1 and s.word(q.bare) == "one" and s.word(q.end) in ("another", "day", "of"):
            return None
        if _year(s, q) or _age(s, q):
            return None
        return Counted(i, at, q.low, q.high, None, "bare" if not q.vague else form, q.vague)
    if _casualty_noun(head):
        return None if _year(s, q) else Counted(i, end, q.low, q.high, head, form, False, inner)
    if is_never(head):
        return None
    if _year(s, q) and not are_many(head):
        return None
    return Counted(i, end, q.low, q.high, head, form, _people(s, end - 1) or head == "others", inner)


def _of(s: Sentence, i: int, q: Quantity) -> Counted | None:
    """As in "three of the four suspects", "two of the victims", "dozens of people", "one of them"."""
    at = q.end + 1
    form: Form = "vague" if q.vague else "number"
    if s.word(at) in ("them", "whom", "those", "which", "us"):
        return Counted(i, at + 1, q.low, q.high, s.word(at), form, s.word(at) != "which", of=True)
    determined = s.word(at) in _DETERMINERS or s.word(at) in ("its", "an", "a")
    at += determined
    inside = quantity(s, at)
    if inside and determined and not inside.vague:
        at = inside.end
    elif inside and not determined and q.vague and inside.vague:  # "dozens of several people"
        return None
    if not determined and not q.vague:
        return None
    end, head, inner = _noun(s, at)
    if s.word(end) == "'s":  # "hundreds of Algeria's prisoners"
        end, head, inner = _noun(s, end + 1)
    if head is None and determined and (s.word(end) in INNER or s.word(end) == "deceased"):  # "one of the wounded"
        return Counted(i, end + 1, q.low, q.high, s.word(end), form, True, end, of=True, whole=inside)
    if head is None:
        if inside is not None and determined:
            return Counted(i, at, q.low, q.high, None, form, False, of=True, whole=inside)
        return None
    if is_never(head) and not _casualty_noun(head):
        return None
    return Counted(i, end, q.low, q.high, head, form, _people(s, end - 1), inner, of=determined, whole=inside)


def _noun(s: Sentence, at: int) -> tuple[int, str | None, int | None]:
    """(end, head, casualty word inside) of the noun that begins at `at`, without its determiner."""
    i, head, inner = at, None, None
    while i < len(s) and i - at < _LONGEST:
        word = s.low[i]
        if word in _OTHERS and head is None:
            if word == "more" and s.word(i + 1) == "than":
                break
            i += 1
            if word != "other":
                following = s.low[i] if i < len(s) else ""
                if word == "others" or not (
                    is_person(following)
                    or following in CASUALTY_NOUNS
                    or (following in INNER and is_person(s.word(i + 1)))
                ):
                    return i, "others", inner
            continue
        if (word in INNER and head is None) or (word in INNER and not are_many(head or "")):
            if is_person(s.word(i + 1)) or (
                is_person(s.word(i + 2)) and s.word(i + 1) not in _ENDS and s.word(i + 1).isalpha()
            ):
                inner, i = i if word not in ("suspected", "alleged", "armed", "accused") else inner, i + 1
                continue
            break
        if word in _ENDS or not (word[0].isalnum() or word in "\"“”‘'’"):
            break
        if not word[0].isalnum():
            if head is not None:
                break
            i += 1
            continue
        if (
            head is not None
            and are_many(head)
            and not is_person(word)
            and not (s.capital(i) and is_person(s.word(i + 1)))
        ):
            break
        if head is not None and word.endswith("ly"):
            break
        if word[0].isdigit() and not _AGE.match(word):
            if head not in ("class", "grade") and not s.word(i + 1).startswith(("year-old", "years-old")):
                break
            i += 1
            continue
        head = word
        i += 1
    return i, head, inner


def _people(s: Sentence, i: int) -> bool:
    return is_person(s.low[i]) or s.low[i] == "others" or may_be_people(s.raw[i])


def _casualty_noun(word: str) -> bool:
    return word in CASUALTY_NOUNS


CASUALTY_NOUNS = word_set(
    """
    deaths death fatalities fatality casualties casualty injuries injury arrests arrest detentions executions
    execution hangings murders murder killings killing homicides homicide bodies body corpses corpse lives life
    abductions kidnappings disappearances abduction kidnapping drownings suicides wounds remains
    """
)


def _none(s: Sentence, i: int) -> Counted | None:
    """As in "no casualties", "no one", "nobody", "none of the passengers"."""
    word, at = s.low[i], i + 1
    if word == "no" and s.word(at) == "one":
        return Counted(i, at + 1, 0, 0, "one", "none", True)
    if word in ("nobody", "noone", "no-one"):
        return Counted(i, at, 0, 0, "one", "none", True)
    if word == "none":
        if s.word(at) == "of":
            end, head, _ = _noun(s, at + 2)
            harm = head is None and s.word(end) in INNER
            return Counted(
                i, end + harm if head or harm else at, 0, 0, head, "none", True, end if harm else None, of=True
            )
        return Counted(i, at, 0, 0, None, "none", True)
    at += s.word(at) in ("further", "immediate", "other", "reported", "civilian", "known", "serious", "major", "human")
    end, head, inner = _noun(s, at)
    if head is None:  # "no reported wounded", "no dead"
        harm = s.word(at) in INNER or s.word(at) == "hurt"
        return Counted(i, at + harm, 0, 0, None, "none", False, at if harm else None)
    if _casualty_noun(head) or is_person(head):
        return Counted(i, end, 0, 0, head, "none", is_person(head), inner)
    return None


def _denied(s: Sentence, i: int) -> Counted | None:
    """As in "did not cause any casualties", "without injuries": as good as "no casualties"."""
    at = i + (s.low[i] == "any")
    if s.word(at) not in ("casualties", "injuries", "fatalities", "deaths"):
        return None
    before = s.low[max(i - 4, 0) : i] if at > i else s.low[max(i - 1, 0) : i]
    denied = any(w in ("not", "t", "without", "never") for w in before) and "reports" not in before
    return Counted(i, at + 1, 0, 0, s.low[at], "none", False) if denied else None


def _single(s: Sentence, i: int) -> Counted | None:
    """One person by article or possessive: "a man", "the victim", "his wife", "a fifth inmate", "the 28-year-old"."""
    word, at = s.low[i], i + 1
    if word in ("a", "an") and _ORDINAL.match(s.word(at)):
        at += 1
    elif word == "the" and (_ORDINAL.match(s.word(at)) or s.word(at) == "first"):  # "the third president": no count
        return None
    definite = word == "the" or word in _POSSESSIVES
    if s.word(at) in PAIRS and s.word(at) not in ("both", "double", "triple", "twin"):
        return _pair(s, i, at)
    if s.word(at) in _FAMILY and s.word(at + 1) == "of":
        amount = quantity(s, at + 2)
        if amount and not amount.vague and s.word(at) == "family":
            return Counted(i, amount.end, amount.low, amount.high, "family", "number", True)
    end, head, inner = _noun(s, at)
    if head is None or end == at:
        return None
    if head == "parents":
        return Counted(i, end, 2, 2, head, "own" if definite else "number", True)
    if head == "twins" and definite:
        return Counted(i, end, 2, 2, head, "number", True)
    demonym = not definite and s.capital(end - 1) and may_be_people(s.raw[end - 1]) and not s.low[end - 1].endswith("s")
    if s.word(end) == "'s":  # "the girl's death" is hers, "a man's car" his
        if not is_one(head):
            return None
    elif not (is_one(head) or demonym):
        named = _named(s, at, end) if not definite else None
        if named is None:
            return None
        end, head = end, named
    form: Form = "own" if word in _POSSESSIVES else "the" if definite else "a"
    return Counted(i, end, 1, 1, head, form, True, inner)


def _named(s: Sentence, at: int, end: int) -> str | None:
    """The noun before a name in "a hip-hop star Mara Tesk"."""
    last = end
    while last > at and s.capital(last - 1):
        last -= 1
    head = s.word(last - 1) if at < last < end else ""
    return head if is_one(head) else None


def _pair(s: Sentence, i: int, at: int) -> Counted | None:
    """As in "the couple", "both men", "a pair of hikers", "twin murders", "the duo"."""
    word = s.low[at]
    value = PAIRS[word]
    if word in ("both", "twin", "double", "triple"):
        start = at + 1 + ((s.word(at + 1) == "of") and s.word(at + 2) in ("them", "the", "whom"))
        if s.word(at + 1) == "of" and s.word(at + 2) in ("them", "whom"):
            return Counted(i, at + 3, value, value, s.word(at + 2), "number", True, of=True)
        end, head, inner = _noun(s, start)
        if word == "both":
            if head is None:
                return Counted(i, at + 1, value, value, None, "bare", False)
            return Counted(i, end, value, value, head, "number", True) if are_many(head) else None
        return Counted(i, end, value, value, head, "number", False, inner) if head and _casualty_noun(head) else None
    if s.word(at + 1) == "of":
        end, head, inner = _noun(s, at + 2)
        if head and are_many(head):
            return Counted(i, end, value, value, head, "number", True, inner)
        return None
    if word in ("pair", "double", "triple") and i == at:
        return None
    if i == at:
        return None
    return Counted(i, at + 1, value, value, word, "the" if s.low[i] == "the" else "a", True)


def _owned(s: Sentence, i: int) -> Counted | None:
    """As in "Park's Korean dealer": one person by whose they are."""
    end, head, inner = _noun(s, i + 1)
    if head is None:
        return None
    start = i - 1
    while start > 0 and s.capital(start - 1):
        start -= 1
    if head == "parents":
        return Counted(start, end, 2, 2, head, "own", True)
    return Counted(start, end, 1, 1, head, "own", True, inner) if is_one(head) else None
