"""Text to tokens of the grammar: each with its class, value and place.

A text is also a string of one letter a token, its classes; `x` is any word that says nothing of time, `|` a place no
expression crosses. Patterns over that string are short and quick (`grammar.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sayso.times.lexicon import HOLIDAYS, NUMBERS, ORDINALS, WORDS

_MARKS = {",": "comma", "-": "hyphen", "–": "hyphen", "—": "dash", "/": "slashmark", "(": "lpar", ")": "rpar"}
_NUMERIC = (
    "num", "day", "year", "int4", "iso", "slash", "clock", "ord", "decade", "short", "score", "isotime", "years",
)  # fmt: skip
CLASSES = ("x", "stop", *dict.fromkeys([*(kind for kind, _ in WORDS.values()), *_MARKS.values(), *_NUMERIC, "poss"]))
CODES = {name: "x" if name == "x" else "|" if name == "stop" else chr(0xC0 + i) for i, name in enumerate(CLASSES)}

_TOKEN = re.compile(
    r"(?P<word>(?!(?:[ap]\.\s?m|[ap]m)\b)[a-z]+(?:['’]clock)?)"
    r"|(?P<line>\n+)"
    r"|(?P<mark>[,\-–—/()])"
    r"|(?P<poss>['’]s?\b(?!\d)|(?<=s)['’](?!\w))"
    r"|(?P<other>[.!?;:…|•])"
    r"|(?P<ampm>[ap]\.\s?m\.?|[ap]m\b)"
    r"|(?P<isotime>\d{4}-\d\d?-\d\d?[T ]\d\d:\d\d(?::\d\d)?)(?![\w:])"
    r"|(?P<iso>\d{4}-\d\d?-\d\d?)(?![\w-])"
    r"|(?P<slash>\d{1,4}[/.]\d\d?[/.]\d{2,4})(?![\w/])"
    r"|(?P<years>[12]\d{3}/(?:\d\d)?\d\d)(?![\w/])"
    r"|(?P<clock>\d\d?[:.]\d\d(?::\d\d)?)(?=\s?(?:[ap]\.?m\b|hrs|hours|gmt|utc))"
    r"|(?P<colon>\d\d?:\d\d(?::\d\d)?)(?![\w:])"
    r"|(?P<ord>\d+(?:st|nd|rd|th))\b"
    r"|(?P<decade>['’]?\d\d(?:\d\d)?['’]?s)\b"
    r"|(?P<short>['’]\d\d)(?!\w)"
    r"|(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:\s?1/2)?)"
    r"|(?P<rest>\S)",
    re.I,
)
_ABBREVIATED = frozenset(w[:-1] for w in WORDS if w.endswith("."))
_CAPITAL = frozenset(
    [w for w, (kind, _) in WORDS.items() if kind in ("month", "weekday", "wabbr", "weekdays", "holiday", "bc", "ad")]
) | {word for word, (kind, _) in WORDS.items() if kind == "zone" and word != "local"}
_HOLIDAY = re.compile(
    "|".join(re.escape(h).replace("'", "['’]").replace(r"\ ", r"\s") for h in sorted(HOLIDAYS, key=len, reverse=True)),
    re.I,
)
_HOLIDAY_FIRST = frozenset(h.split()[0].split("'")[0].split("-")[0] for h in HOLIDAYS)


@dataclass(slots=True)
class Lexed:
    """classes[i] is the letter of token i, which is `text[starts[i]:ends[i]]`, and values[i] what it counts for."""

    text: str
    classes: str
    starts: list[int]
    ends: list[int]
    values: list[Any]

    def words(self, a: int, b: int) -> str:
        """Tokens `[a, b)` in lower case, one blank between them."""
        return " ".join(self.text[s:e].lower() for s, e in zip(self.starts[a:b], self.ends[a:b], strict=True))


def lex(text: str) -> Lexed:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[Any] = []
    skip = 0
    known = WORDS.get
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < skip:
            continue
        kind: str | None = match.lastgroup
        value: Any = None
        word = match[0]
        if kind == "word":
            lower = word.lower()
            entry = known(lower)
            if lower in _HOLIDAY_FIRST and word[0].isupper() and (named := _holiday(text, start)):
                kind, value, skip = "holiday", named[0], named[1]
                end = skip
            elif entry is None or (lower in _CAPITAL and not word[0].isupper()):
                kind = "oclock" if lower in ("o'clock", "o’clock") else "x"
            else:
                kind, value = entry
                if lower in _ABBREVIATED and text[end : end + 1] == "." and _goes_on(text, end + 1, lower):
                    end = skip = end + 1
        elif kind == "other":
            kind = "stop"
        elif kind == "rest":
            kind = "x"
        elif kind == "line":
            if end - start == 1 and _wraps(text, start, end):
                continue
            kind = "stop"
        elif kind == "mark":
            kind = _MARKS[word]
        elif kind == "number":
            kind, value = _number(word)
        else:
            kind, value = _special(kind or "x", word)
        letters.append(CODES[kind])
        starts.append(start)
        ends.append(end)
        values.append(value)
    return _with_numbers(Lexed(text, "".join(letters), starts, ends, values))


def _holiday(text: str, start: int) -> tuple[str, int] | None:
    """The holiday named at `start` and where its name ends."""
    named = _HOLIDAY.match(text, start)
    if named is None or text[named.end() : named.end() + 1].isalnum():
        return None
    return HOLIDAYS[_plain(named[0])], named.end()


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower().replace("’", "'"))


def _goes_on(text: str, at: int, word: str) -> bool:
    """Whether a stop after an abbreviation is its own: not after whole words ("May.", "March.") nor at a line's end."""
    return word not in ("may", "mar", "sun", "sat", "wed") or text[at : at + 2].strip().isdigit()


def _wraps(text: str, start: int, end: int) -> bool:
    """Whether a line break only wraps a paragraph: a long line before it, and the sentence goes on after it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    long = start - (text.rfind("\n", max(0, start - 200), start) + 1) > 45
    return long and before.isalnum() | (before == ",") and after.isalnum()


def _number(word: str) -> tuple[str, Any]:
    if word.isdigit() and word.isascii():
        n = int(word) if len(word) < 10 else 10**9
        if len(word) == 4 and 1000 <= n <= 2199:
            return "year", n
        if len(word) == 4:
            return "int4", n
        return ("day" if 1 <= n <= 31 and len(word) < 3 else "num"), n
    if word.endswith("1/2"):
        head = word[:-3].strip()
        if len(word) > 3 and head.isdigit() and len(head) < 6:
            return "num", int(head) + 0.5
        return "x", None
    plain = word.replace(",", "")
    return "num", float(plain) if len(plain) < 12 else 1e9


def _special(kind: str, word: str) -> tuple[str, Any]:
    if kind == "ord":
        return ("ord", int(word[:-2])) if len(word) < 6 else ("x", None)
    if kind == "decade":
        n = int("".join(c for c in word if c.isdigit()))
        if len(word) < 4 and word[0] not in "'’":  # "50s" may be the age, the temperature, a decade
            return ("decade", n // 10) if n % 10 == 0 and n else ("x", None)
        return ("decade", n // 10) if n % 10 == 0 else ("x", None)
    if kind == "short":
        return "short", int(word[1:])
    if kind in ("clock", "colon"):
        hour, minute = (int(p) for p in re.split(r"[:.]", word)[:2])
        return ("clock", f"{hour:02}:{minute:02}") if hour <= 24 and minute < 60 else ("score", None)
    if kind == "ampm":
        return "ampm", word[0].upper() + "M"
    if kind == "years":
        first, last = int(word[:4]), int(word[5:])
        last += first // 100 * 100 if last < 100 else 0
        return ("years", (first, last)) if first < last else ("x", None)
    if kind in ("iso", "slash", "isotime"):
        return kind, word
    return kind, None


_NUMBER_CODES = (CODES["num"], CODES["ord"])
_TENS = frozenset(range(20, 100, 10))


def _with_numbers(lexed: Lexed) -> Lexed:
    """Number words that belong together made one token: "twenty-four", "two thousand", "nineteen ninety-one"."""
    if not _RUN.search(lexed.classes):
        return lexed
    out = Lexed(lexed.text, "", [], [], [])
    letters: list[str] = []
    at = 0
    for match in _RUN.finditer(lexed.classes):
        a, b = match.span()
        read = _read_number(lexed, a, b)
        if read is None:
            continue
        stop, kind, value = read
        letters.append(lexed.classes[at:a])
        out.starts += lexed.starts[at:a]
        out.ends += lexed.ends[at:a]
        out.values += lexed.values[at:a]
        letters.append(CODES[kind])
        out.starts.append(lexed.starts[a])
        out.ends.append(lexed.ends[stop - 1])
        out.values.append(value)
        at = stop
    letters.append(lexed.classes[at:])
    out.starts += lexed.starts[at:]
    out.ends += lexed.ends[at:]
    out.values += lexed.values[at:]
    out.classes = "".join(letters)
    return out


_N, _H, _A, _D = CODES["num"], CODES["hyphen"], CODES["and"], CODES["day"]
_RUN = re.compile(f"[{_N}{_D}](?:[{_H}{_A}]?[{_N}{CODES['ord']}])+")


def _read_number(lexed: Lexed, a: int, b: int) -> tuple[int, str, int] | None:
    """The longest number that begins at token `a`: where it stops, its class and value; None when it is one word."""
    said = [lexed.text[s:e].lower() for s, e in zip(lexed.starts[a:b], lexed.ends[a:b], strict=True)]
    total = group = 0
    last = 0
    years: list[int] = []
    stop = a
    kind = "num"
    for i, word in enumerate(said):
        if word in ("-", "–"):
            continue
        if word == "and":
            if last < 100:
                break
            continue
        if word in ORDINALS:
            n = ORDINALS[word]
            if last not in _TENS or n > 9:
                break
            group += n
            kind, stop = "ord", a + i + 1
            break
        if word.isdigit() and i == 0 and len(word) < 4:
            n = int(word)
        elif word in NUMBERS:
            n = NUMBERS[word]
        else:
            break
        if n in (100, 1000, 1_000_000):
            if n == 100:
                group = max(group, 1) * 100
            else:
                total += max(group, 1) * n
                group = 0
        elif last == 0:
            group = n
        elif (last in _TENS and n < 10) or last in (100, 1000):
            group += n
        elif len(years) == 0 and 10 <= group <= 21 and 10 <= n < 100:
            years.append(group)
            group = n
        else:
            break
        if total + group > 10**9:  # no count of days or years
            return None
        last = n
        stop = a + i + 1
    if stop - a < 2:
        return None
    value = years[0] * 100 + group if years else total + group
    if kind == "num" and 1000 <= value <= 2199 and (years or last == 1000 or value > 1900):
        kind = "year"
    return stop, kind, value
