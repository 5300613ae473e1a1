"""Named things in the text, and the fullest form the report gives of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso._types import NameKind
from sayso.reading.encode import Encoded, softmax
from sayso.reading.labels import NAME_TAGS
from sayso.reading.tokens import Tokens

_KINDS: dict[str, NameKind] = {
    "Person": "person",
    "Organization": "organization",
    "Location": "location",
    "Facility": "facility",
    "NORP": "group",
    "Product": "product",
    "Misc": "misc",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A name: words `[a, b)`, characters `[start, end)`, its text and kind."""

    a: int
    b: int
    start: int
    end: int
    text: str
    kind: NameKind


def find_names(text: str, tokens: Tokens, encoded: Encoded) -> list[Found]:
    """Names in text order, none over another. Dates and amounts of money, which the corpus marks too, are not names.

    Where a name begins and ends is decided by all kinds together, then its kind by all its words together: so a name
    whose words look like different things ("Agence France-Presse") stays one.
    """
    shares = softmax(encoded.scores("names"))
    outside, begins, inside = shares[:, 0], shares[:, 1::2].sum(-1), shares[:, 2::2].sum(-1)
    named = (outside < np.maximum(begins, inside)).tolist()
    goes_on = (inside >= begins).tolist()
    kinds = np.log(shares[:, 1::2] + shares[:, 2::2] + 1e-6)
    spans: list[tuple[int, int]] = []
    for i in np.flatnonzero(named).tolist():
        joins = spans and spans[-1][1] >= i and goes_on[i] and "\n" not in text[tokens.ends[i - 1] : tokens.starts[i]]
        if joins or (spans and spans[-1][1] > i):
            spans[-1] = (spans[-1][0], max(spans[-1][1], i + 1))
        else:
            spans.append((i, i + 1))
        spans[-1] = (spans[-1][0], _to_the_hyphen(text, tokens, spans[-1][1]))
    out = []
    for a, b in _firms(text, tokens, spans):
        firm = any(text[tokens.starts[i] : tokens.ends[i]] == "&" for i in range(a + 1, b - 1))
        tag = "Organization" if firm else NAME_TAGS[int(kinds[a:b].sum(0).argmax())]
        start, end = int(tokens.starts[a]), int(tokens.ends[b - 1])
        if tag in _KINDS and any(c.isalnum() for c in text[start:end]):
            out.append(Found(a, b, start, end, text[start:end], _KINDS[tag]))
    return out


def _firms(text: str, tokens: Tokens, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names joined by "&" are one: of a firm."""
    out: list[tuple[int, int]] = []
    for a, b in spans:
        if out and out[-1][1] + 1 == a and text[tokens.starts[a - 1] : tokens.ends[a - 1]] == "&":
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _to_the_hyphen(text: str, tokens: Tokens, b: int) -> int:
    """A name that stops at a hyphen goes on to the end of the hyphenated word ("Chun-yin")."""
    while (
        b < len(tokens)
        and tokens.starts[b] == tokens.ends[b - 1]
        and (text[tokens.starts[b]] == "-" or text[tokens.ends[b - 1] - 1] == "-")
    ):
        b += 1
    return b


_TITLES = re.compile(
    r"(?i)^(?:(?:mr|mrs|ms|miss|dr|prof|professor|sir|lord|lady|dame|hon|rev|sheikh|gen|general|col|colonel|capt|captain|maj"
    r"|major|lt|lieutenant|sgt|sergeant|sen|senator|rep|gov|governor|president|pm|minister|judge|justice|king|queen"
    r"|prince|princess|pope|insp|inspector|supt|superintendent|mayor|archbishop|bishop|cardinal|rev|reverend|pastor|father|sister|imam|sultan|emir|ayatollah"
    r"|chancellor|premier|ambassador|councillor|cllr|cpl|corporal|pvt|private|adm|admiral|brig|brigadier|marshal|const"
    r"|constable|det|detective|officer|engr|barr|alhaji|chief|malam|shri|smt|datuk|tan sri|tun|dato)\.?\s+)+(?=\w)"
)
_WORD = re.compile(r"[\w’'.-]*\w")


def words_of(name: str) -> tuple[str, ...]:
    return tuple(w.lower().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(name))


def untitled(name: str) -> str:
    """A person's name without "Mr", "Dr", "General" before it, and without a possessive."""
    bare = _TITLES.sub("", re.sub(r"['’]s?$", "", name))
    bare = re.sub(r"(?<=\w),? (?:QC|KC|SC|MP|MEP|MLA|PhD|MD|OBE|CBE|MBE)$", "", bare)
    return bare or name


def acronyms(text: str, names: Sequence[Found]) -> dict[str, str]:
    """Short forms the report itself explains, "Harbour Safety Board (HSB)", and what they are short for."""
    ends = {n.end: n.text for n in names if n.kind != "person"}
    out: dict[str, str] = {}
    for match in re.finditer(r"\s?\(([A-Z][A-Za-z.&-]{1,9})\)", text):
        short = match.group(1)
        if sum(c.isupper() for c in short) < 2 or short in out:
            continue
        long = _spelled_out(short, text[max(0, match.start() - 120) : match.start()]) or ends.get(match.start())
        if long and long != short:
            out[short] = re.sub(r"(?i)^the ", "", long)
    return out


def _spelled_out(short: str, before: str) -> str | None:
    """The last words of `before` whose capitals spell the short form."""
    letters = "".join(c for c in short if c.isupper())
    line = before.rpartition("\n")[2]
    words = list(re.finditer(r"[\w’'&-]+", line))
    for k in range(len(words) - 1, max(-1, len(words) - 11), -1):
        initials = "".join(c for w in words[k:] for c in re.findall(r"(?:^|-)(\w)", w.group()) if c.isupper())
        if initials == letters and words[k].group()[0].isupper():
            return line[words[k].start() :].strip()
    return None


def fullest(text: str, names: list[Found]) -> list[str]:
    """For each name the fullest form of it in the report: "Putin" -> "Vladimir Putin", "WHO" -> its long form.

    A part of a person's name stands for the nearest earlier longer name it belongs to, else the first later one.
    """
    out = []
    people = [(i, words_of(untitled(n.text))) for i, n in enumerate(names) if n.kind == "person"]
    short = acronyms(text, names)
    bodies = [i for i, n in enumerate(names) if n.kind in ("organization", "misc", "facility")]
    for i, name in enumerate(names):
        if name.kind == "person":
            out.append(_person(names, people, i))
        elif name.kind == "organization":
            bare = re.sub(r"['’]s$", "", name.text)
            out.append(short.get(bare) or _organization(names, bodies, i))
        else:
            out.append(re.sub(r"['’]s$", "", name.text))
    return out


def _person(names: list[Found], people: list[tuple[int, tuple[str, ...]]], i: int) -> str:
    own = words_of(untitled(names[i].text))
    if not own:
        return names[i].text
    best: tuple[tuple[int, int, int], int] | None = None
    for j, other in people:
        if len(other) <= len(own) or len(other) > 6 or not set(own) <= set(other):
            continue
        place = 0 if own[-1] == other[-1] else 1 if own[0] == other[0] else 2
        key = (place, int(j > i), abs(i - j))
        if best is None or key < best[0]:
            best = (key, j)
    return untitled(names[best[1]].text if best else names[i].text)


def _begins(own: tuple[str, ...], name: str) -> bool:
    return words_of(name)[: len(own)] == own


def _organization(names: list[Found], bodies: list[int], i: int) -> str:
    text = re.sub(r"['’]s$", "", names[i].text)
    short = text.replace(".", "")
    for j in bodies:
        long = re.sub(r"['’]s$", "", names[j].text)
        if short.isupper() and 2 <= len(short) <= 7 and len(long) > len(text):
            capitals = "".join(w[0] for w in re.findall(r"\w+", long) if w[0].isupper())
            if short == capitals:
                return long
    own = words_of(text)
    longer = [j for j in bodies if len(words_of(names[j].text)) > len(own)]
    if len(own) < 2:  # one word names a body only where one longer name begins with it
        begun = {names[j].text for j in longer if names[j].kind == "organization" and _begins(own, names[j].text)}
        return re.sub(r"['’]s$", "", begun.pop()) if len(begun) == 1 and own and not short.isupper() else text
    for j in longer:
        if words_of(names[j].text)[: len(own)] == own or words_of(names[j].text)[-len(own) :] == own:
            return re.sub(r"['’]s$", "", names[j].text)
    return text
