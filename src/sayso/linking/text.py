"""A report as linking sees it: sentences of stems, what is quoted, what is page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

import msgspec

from sayso._types import Claim

Role = Literal["own", "quoted", "furniture"]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9À-Þ])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Lt|Col|Sgt|Capt|Maj|Cpl|Rep|Sen|Gov|Rev|Hon|Jr|Sr|No|vs|Inc|Ltd|Co|Corp|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m)|\b[A-Z])\.\s*$"
)
_STOP_WORDS = """
    a an the and or but if of in on at to for from by with as into onto over under about after before between during
    while since until than then that this these those there here it its he she they them his her their him we us our you
    your i me my who whom whose which what when where why how is are was were be been being am has have had having do
    does did doing will would can could shall should may might must not no nor so such also just only very more most
    some any all each both few many much other another same own too up down out off again further once
    said says say told tells according added s t d ll re ve m
    monday tuesday wednesday thursday friday saturday sunday today yesterday
"""
_STOP = frozenset(_STOP_WORDS.split())
_UP_TO_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
"""
NUMBERS = {word: str(value) for value, word in enumerate(_UP_TO_TWENTY.split())}
NUMBERS |= {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "dozen": "12", "hundred": "100"}

FURNITURE = re.compile(
    r"""(?ix) ^\W* (?:
      (?:read|see|watch|listen|click|tap|sign\s?up|subscribe|follow|share|like|join|download|scroll|log\s?in|register
        |support|donate|email|e-mail|print|contact)\b .{0,80} \b (?:more|here|also|us|our|newsletter|on\s+(?:facebook
        |twitter|instagram|whatsapp|telegram)|app|account|this|inbox|now|to\s+continue|channel|page|story|article) \b
      | (?:©|\(c\)|copyright\b) | .{0,60}\ball\s+rights\s+reserved | (?:advertisement|related|trending|most\s+read
        |recommended|comments?|tags?|share|photo|image|file\s+photo|video|getty|caption|topics?|more\s+from|more\s+on
        |editor['’]?s\s+note|story\s+continues|sponsored|skip\s+to|close|menu|home)\b .{0,40} $
      | .{0,60}\bmay\s+not\s+be\s+(?:published|reproduced|rewritten|broadcast) | this\s+(?:is\s+a\s+(?:developing
        |breaking)|story\s+(?:is|has\s+been|will\s+be)|material\s+may|article\s+(?:was|has|is)|report\s+was\s+first
        |post\s+was|website\s+uses|site\s+uses)
      | (?:reporting|writing|editing|additional\s+reporting|compiled)\s+by | (?:with\s+)?(?:inputs?|files)\s+from\s
      | .{0,40}\bcontributed\s+to\s+this\s+(?:report|story|article) | anyone\s+with\s+(?:any\s+)?information
      | .{0,60}\b(?:captcha|cookies?|javascript|your\s+browser|privacy\s+policy|terms\s+of\s+(?:use|service)) \b
      | (?:last\s+)?(?:updated|published|posted)\b.{0,60}$ | by\s+[A-Z][\w.'’ -]+(?:,\s*[\w .'’-]+)?$
    )"""
)
# What stands between an opening mark and its closing one, or the end of the paragraph: quotations that run over several
# paragraphs are opened in each and closed in the last.
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|``[^\n]*?(?:''|$)|«[^»\n]*(?:»|$)", re.M)
_STATEMENT = re.compile(
    r"(?i)\b(?:statement|text|communiqu[eé]|resolution|letter|declaration|tweet|post)\b[^.!?\n]*:\s*$"
)
_DATELINE = re.compile(
    r"[A-Z][^\n()]{0,60}\([A-Z][\w .]{1,20}\)\s*[-–—:]+\s|[A-Z][A-Z .'-]{2,40}(?:, [A-Z][\w. ]{2,30})?\s*[-–—]+\s"
)
_SPEAKS = re.compile(r"(?i)\b(?:said|says|told|added|according to|reported|asked|wrote)\b")


class Sentence(msgspec.Struct, frozen=True):
    """`[start, end)` of the report; `stems` are hashes of its own content words, in order; `role` what it mostly is."""

    start: int
    end: int
    stems: tuple[int, ...]
    role: Role


@lru_cache(maxsize=1 << 15)
def digest(text: str) -> int:
    """A stable signed 64-bit hash."""
    return int.from_bytes(blake2b(text.encode("utf8", "replace"), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A rough stem of a word: lower case, number words as digits, no plural, possessive, -ed, -ing."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").replace("'", "").replace(",", "")
    word = NUMBERS.get(word, word)
    for ending, least in (("ies", 3), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3), ("ly", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return word.rstrip("e") if len(word) > 4 else word


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, word) of every word and number."""
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), match.group()


def content(text: str) -> list[str]:
    """Stems of the words that carry meaning."""
    return [stem(w) for _, _, w in words(text) if w.lower() not in _STOP]


def cuts(text: str) -> list[tuple[int, int]]:
    """Sentences as [start, end), by full stops and line breaks; abbreviations do not end one."""
    out, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(text, start, match.start() + 1):
            continue
        if text[start : match.end()].strip():
            out.append((start, start + len(text[start : match.end()].rstrip())))
        start = match.end()
    if text[start:].strip():
        out.append((start, start + len(text[start:].rstrip())))
    return out


def quoted(text: str, claims: Iterable[Claim] = ()) -> bytearray:
    """One byte a character: 1 where the words are somebody else's (quotation marks, a statement printed in full)."""
    mask = bytearray(len(text))
    for match in _QUOTED.finditer(text):
        if len(match.group()) > 3:
            mask[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for claim in claims:
        for piece in claim.content if claim.form == "direct" else ():
            mask[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    inside = False
    for match in re.finditer(r"[^\n]+", text):
        inside = inside and not _SPEAKS.search(match.group())
        if inside:
            mask[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        inside = inside or bool(_STATEMENT.search(match.group()))
    return mask


def sentences(text: str, claims: Iterable[Claim] = ()) -> tuple[Sentence, ...]:
    """The sentences of a report. Stems are of words outside quotations and datelines; a quoted sentence has hardly
    any."""
    mask = quoted(text, claims)
    out = []
    for start, end in cuts(text):
        piece = text[start:end]
        dateline = _DATELINE.match(piece)
        skip = dateline.end() if dateline else 0
        every = [(a, b, w) for a, b, w in words(piece) if a >= skip and w.lower() not in _STOP]
        own = [digest(stem(w)) for a, _, w in every if not mask[start + a]]
        if FURNITURE.match(piece):
            role: Role = "furniture"
        elif every and len(own) * 3 < len(every):
            role = "quoted"
        else:
            role = "own"
        out.append(Sentence(start, end, tuple(own), role))
    return tuple(out)
