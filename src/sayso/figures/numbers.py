"""How many: numerals, number words and vague amounts with their bounds ("at least 12", "10 to 12", "dozens")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from sayso.figures.sentences import Sentence
from sayso.figures.wordlists import words_in

MOST = 10_000_000_000  # more people than there are: no count of people

_SMALL = {
    word: value
    for value, word in enumerate(
        words_in(
            """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """
        )
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(words_in("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "lac": 100_000,
    "million": 10**6,
    "mn": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_VAGUE = {  # the least that the plural says
    "dozens": 24,
    "scores": 40,
    "tens": 20,
    "hundreds": 200,
    "thousands": 2000,
    "lakhs": 200_000,
    "millions": 2_000_000,
    "several": 3,
    "multiple": 2,
}
PAIRS = {"both": 2, "duo": 2, "couple": 2, "pair": 2, "twin": 2, "double": 2, "trio": 3, "triple": 3, "quartet": 4}

_ABOUT, _LEAST, _MORE, _MOST, _LESS = range(5)
_PREFIXES: dict[tuple[str, ...], int] = {
    ("at", "least"): _LEAST,
    ("atleast",): _LEAST,
    ("not", "less", "than"): _LEAST,
    ("no", "less", "than"): _LEAST,
    ("no", "fewer", "than"): _LEAST,
    ("not", "fewer", "than"): _LEAST,
    ("a", "minimum", "of"): _LEAST,
    ("minimum", "of"): _LEAST,
    ("more", "than"): _MORE,
    ("well", "over"): _MORE,
    ("over",): _MORE,
    ("upwards", "of"): _MORE,
    ("upward", "of"): _MORE,
    ("in", "excess", "of"): _MORE,
    ("exceeding",): _MORE,
    ("above",): _MORE,
    ("up", "to"): _MOST,
    ("upto",): _MOST,
    ("as", "many", "as"): _MOST,
    ("no", "more", "than"): _MOST,
    ("not", "more", "than"): _MOST,
    ("at", "most"): _MOST,
    ("a", "maximum", "of"): _MOST,
    ("maximum", "of"): _MOST,
    ("fewer", "than"): _LESS,
    ("less", "than"): _LESS,
    ("under",): _LESS,
    ("about",): _ABOUT,
    ("around",): _ABOUT,
    ("some",): _ABOUT,
    ("nearly",): _ABOUT,
    ("almost",): _ABOUT,
    ("close", "to"): _ABOUT,
    ("roughly",): _ABOUT,
    ("approximately",): _ABOUT,
    ("an", "estimated"): _ABOUT,
    ("estimated",): _ABOUT,
    ("only",): _ABOUT,
    ("just",): _ABOUT,
    ("another",): _ABOUT,
    ("a", "further"): _ABOUT,
    ("an", "additional"): _ABOUT,
    ("a", "total", "of"): _ABOUT,
    ("total", "of"): _ABOUT,
}
_LONGEST_PREFIX = max(map(len, _PREFIXES))
_PREFIX_STARTS = frozenset(p[0] for p in _PREFIXES)
FIRST_WORDS = frozenset((*_SMALL, *_TENS, *_VAGUE, *_PREFIX_STARTS, "a", "an", "half", "between", "from"))
_NUMERAL = re.compile(r"\d{1,3}(?:,\d{2,3})+|\d+(?:\.\d+)?")
_THOUSANDS_BY_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words `[start, end)` say that many; `low` and `high` are inclusive, None where open.

    `bare` is where the number itself begins, behind "at least". `vague`: no number at all ("dozens").
    """

    start: int
    end: int
    low: int | None
    high: int | None
    bare: int
    vague: bool = False


def quantity(s: Sentence, i: int) -> Quantity | None:
    """The quantity that begins at word `i`, with all that bounds it."""
    bound, at = _prefix(s, i)
    both = s.word(at) in ("between", "from")
    first = _number(s, at + both)
    if first is None:
        return None if at > i else _vague(s, i, i, _ABOUT)
    value, end, vague = first
    if vague:
        return _vague(s, i, at, bound)
    second = _second(s, end, between=s.word(at) == "between", from_=s.word(at) == "from")
    if both and second is None:
        return None
    if second is not None:
        high, stop = second
        low = value
        if high < low and high and low < 1000 <= high * 1000:  # never mind "12 or 11"
            low, high = high, low
        return _made(i, stop, Fraction(low), Fraction(high), at)
    return _bounded(s, i, end, value, bound, at)


def _prefix(s: Sentence, i: int) -> tuple[int, int]:
    """The bound said by the words at `i`, and where the number behind them must begin."""
    bound, at = _ABOUT, i
    while s.word(at) in _PREFIX_STARTS:
        for size in range(_LONGEST_PREFIX, 0, -1):
            found = _PREFIXES.get(tuple(s.low[at : at + size]))
            if found is not None:
                bound, at = (found if found != _ABOUT else bound), at + size
                break
        else:
            break
    return bound, at


def _second(s: Sentence, i: int, *, between: bool, from_: bool) -> tuple[Fraction, int] | None:
    """The upper end of a range whose lower end stands before word `i`."""
    word = s.word(i)
    if between:
        joined = word == "and"
    elif from_:
        joined = word == "to"
    else:
        joined = word in _DASHES or word in ("to", "or")
    if not joined or (word in _DASHES and i + 1 < len(s) and s.starts[i + 1] > s.ends[i]):
        return None
    found = _number(s, i + 1)
    return (found[0], found[1]) if found and not found[2] else None


def _bounded(s: Sentence, start: int, end: int, value: Fraction, bound: int, bare: int) -> Quantity | None:
    if s.word(end) == "+" or (s.word(end), s.word(end + 1)) == ("or", "more"):
        return _made(start, end + 1 + (s.word(end) == "or"), value, None, bare)
    if s.word(end) == "plus":
        return _made(start, end + 1, value, None, bare)
    if s.word(end) == "or" and s.word(end + 1) in ("fewer", "less"):
        return _made(start, end + 2, None, value, bare)
    if s.word(end) == "or" and s.word(end + 1) == "so":
        end += 2
    low: Fraction | None = value
    high: Fraction | None = value
    if bound in (_LEAST, _MORE):
        low, high = value + (bound == _MORE), None
    elif bound in (_MOST, _LESS):
        low, high = None, value - (bound == _LESS)
    return _made(start, end, low, high, bare)


def _made(start: int, end: int, low: Fraction | None, high: Fraction | None, bare: int) -> Quantity | None:
    """None for what counts no people: fractions, less than none, more than there are."""
    for value in (low, high):
        if value is not None and (value.denominator != 1 or not 0 <= value <= MOST):
            return None
    if low is not None and high is not None and low > high:
        return None
    return Quantity(start, end, int(low) if low is not None else None, int(high) if high is not None else None, bare)


def _vague(s: Sentence, start: int, at: int, bound: int) -> Quantity | None:
    """As in "dozens", "tens of thousands", "several hundred"; "many" and "a few" say no number."""
    word = s.word(at)
    if word not in _VAGUE:
        return None
    low, end = _VAGUE[word], at + 1
    if word in ("several", "multiple") and s.word(end) in _SCALES:
        low, end = 3 * _SCALES[s.word(end)], end + 1
    elif word not in ("several", "multiple") and s.word(end) == "of" and s.word(end + 1) in _VAGUE:
        scale = {"hundreds": 100, "thousands": 1000, "lakhs": 100_000, "millions": 10**6}.get(s.word(end + 1))
        if scale:
            low, end = low * scale, end + 2
    if bound in (_MOST, _LESS):
        return None
    return Quantity(start, end, low, None, at, vague=True)


def _number(s: Sentence, i: int) -> tuple[Fraction, int, bool] | None:
    """(value, end, vague) of the plain number at word `i`; vague ones have no value of their own."""
    word = s.word(i)
    if not word:
        return None
    if word in _VAGUE and not (word == "lakhs" and i and s.word(i - 1)[-1:].isdigit()):
        return Fraction(0), i + 1, True
    if word in ("a", "an", "half"):
        return _article(s, i)
    value = _numeral(word)
    if value is None:
        spelled = _spelled(s, i)
        if spelled is None:
            return None
        value, end = spelled
        digits = False
    else:
        end, digits = i + 1, True
    return _scaled(s, value, end, digits)


def _scaled(s: Sentence, value: Fraction, end: int, digits: bool) -> tuple[Fraction, int, bool]:
    """With "and a half" and the scale words behind: "1.2 million", "two and a half thousand", "two dozen"."""
    if s.low[end : end + 3] == ["and", "a", "half"]:
        value, end = value + Fraction(1, 2), end + 3
    total = value
    while (scale := _SCALES.get(s.word(end))) and (digits or s.word(end) != "hundred" or value < 100):
        total *= scale
        end += 1
        if total > MOST**2:
            break
    while total >= 100 and not digits and s.word(end - 1) in _SCALES:  # "two hundred and five"
        more = _spelled(s, end + (s.word(end) == "and"))
        if more is None:
            break
        part, after = more
        scale = _SCALES.get(s.word(after), 1)
        if scale < total and scale != 12:
            part, after = part * scale, after + (scale > 1)
        if not 0 < part < total or (s.word(end) == "and" and part >= 100):  # two numbers
            break
        total, end = total + part, after
    return total, end, False


def _article(s: Sentence, i: int) -> tuple[Fraction, int, bool] | None:
    """As in "a dozen", "a hundred", "half a million", "half a dozen", "a million and a half"."""
    if s.word(i) == "half":
        at = i + 1 + (s.word(i + 1) == "a")
        scale = _SCALES.get(s.word(at))
        return (Fraction(scale, 2), at + 1, False) if scale else None
    if s.word(i + 1) == "half" and s.word(i + 2) == "dozen":
        return Fraction(6), i + 3, False
    scale = _SCALES.get(s.word(i + 1))
    if not scale:
        return None
    if s.low[i + 2 : i + 5] == ["and", "a", "half"]:
        return Fraction(3 * scale, 2), i + 5, False
    if s.word(i + 1) == "hundred" and s.word(i + 2) == "thousand":
        return Fraction(100_000), i + 3, False
    return Fraction(scale), i + 2, False


def _numeral(word: str) -> Fraction | None:
    if not word[0].isdigit() or not word[-1].isdigit() or len(word) > 24:
        return None
    if len(word) > 1 and word[0] == "0" and word[1].isdigit():  # no count is written "000" or "0400"
        return None
    if not word.isascii():
        return Fraction(int(word)) if word.isdecimal() else None
    if _THOUSANDS_BY_POINT.fullmatch(word):  # as Spanish and German outlets write it
        return Fraction(int(word.replace(".", "")))
    if _NUMERAL.fullmatch(word):
        return Fraction(word.replace(",", ""))
    return None


def _spelled(s: Sentence, i: int) -> tuple[Fraction, int] | None:
    """As in "twelve", "thirty-five", "thirty five"."""
    word = s.word(i)
    if word in _SMALL:
        return Fraction(_SMALL[word]), i + 1
    if word in _TENS:
        unit = _SMALL.get(s.word(i + 1), 0)
        if 0 < unit < 10:
            return Fraction(_TENS[word] + unit), i + 2
        return Fraction(_TENS[word]), i + 1
    tens, _, unit_word = word.partition("-")
    if tens in _TENS and 0 < _SMALL.get(unit_word, 0) < 10:
        return Fraction(_TENS[tens] + _SMALL[unit_word]), i + 1
    return None
