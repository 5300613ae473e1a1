"""Who each source refers to, within the report.

A source that holds a name is that name in its fullest form. A capital or country that speaks is its government.
"I" in a quotation is whoever is quoted. Pronouns and roles ("the minister") are linked by the network to a name or to
an earlier source; when it prefers none, a pronoun has no speaker and a description stays as the report puts it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sayso._types import Speaker, SpeakerKind
from sayso.read.claims import Draft
from sayso.read.countries import country_of, is_country
from sayso.read.links import distance
from sayso.read.names import Found
from sayso.read.network import Floats, Network
from sayso.read.roles import WordSpan
from sayso.read.tokens import Tokens

_FAR = 400  # words; a mention farther away than this is not considered for a pronoun or role


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with what is needed to resolve its speaker. Word spans are relative to its segment; `base` is the
    number of words before it."""

    draft: Draft
    within: int | None
    base: int
    starts: np.ndarray
    ends: np.ndarray
    source: tuple[int, int] | None  # characters
    vector: Floats | None

    def characters(self, words: WordSpan) -> tuple[int, int]:
        return int(self.starts[words[0]]), int(self.ends[words[1] - 1])


@dataclass(slots=True)
class Passage:
    """A text as far as it has been read: names with a vector each, and claims."""

    text: str
    names: list[Found] = field(default_factory=list)
    vectors: list[Floats] = field(default_factory=list)
    claims: list[Entry] = field(default_factory=list)
    words: int = 0

    def add(self, tokens: Tokens, states: Floats, drafts: Sequence[Draft], names: Sequence[Found], offset: int) -> None:
        """Append one segment of the text, which begins at character `offset`."""
        starts, ends = tokens.starts + offset, tokens.ends + offset
        before = len(self.claims)

        def vector(span: WordSpan) -> Floats:
            return np.concatenate((states[span[0]], states[span[1] - 1]))

        for d in drafts:
            source = d.framed.source
            where = (int(starts[source[0]]), int(ends[source[1] - 1])) if source else None
            at = vector(source) if source else None
            within = d.within + before if d.within is not None else None
            self.claims.append(Entry(d, within, self.words, starts, ends, where, at))
        for n in names:
            self.vectors.append(vector((n.a, n.b)))
            moved = Found(n.a + self.words, n.b + self.words, n.start + offset, n.end + offset, n.text, n.kind)
            self.names.append(moved)
        self.words += len(tokens)


_FIRST = re.compile(r"(?i)^(i|me|my|we|our|us)$")
_PERSONAL = re.compile(r"(?i)^(he|she|him|her|his)$")
_NEUTRAL = re.compile(r"(?i)^(it|its)$")
_PLURAL = re.compile(r"(?i)^(they|them|their)$")
_RELATIVE = re.compile(r"(?i)^(who|which|that|whose)$")
_PRONOUN = re.compile(r"(?i)^(he|she|him|her|his|it|its|they|them|their|who|which|that|whose|i|me|my|we|our|us|you|one)$")
_DEFINITE = re.compile(r"(?i)^(the|this|that|these|those|his|her|its|their|both)\b")
_DOCUMENT = re.compile(
    r"(?i)\b(report|reports|statement|document|documents|study|studies|survey|poll|polls|footage|video|videos|letter|data"
    r"|figures|statistics|law|bill|act|constitution|article|post|tweet|photos?|images?|records?|indictment|complaint|results?"
    r"|findings?|research|analysis|evidence|media|newspapers?|resolution|agreement|census|census|index)s?$"
)
_PEOPLE = re.compile(
    r"(?i)\b(man|woman|spokesman|spokeswoman|spokesperson|official|minister|president|officer|witness|source|chief|leader|lawyer"
    r"|attorney|judge|director|governor|mayor|senator|resident|mother|father|driver|doctor|expert|analyst|boy|girl|teacher"
    r"|student|secretary|chairman|chairwoman|head|manager|inspector|owner|victim|commander|journalist|activist)$"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    vector: Floats
    at: int  # word number in the report
    name: str
    kind: SpeakerKind


def resolve(network: Network, passage: Passage, full: Sequence[str], none: float) -> list[Speaker | None]:
    """One speaker a claim, in the claims' order."""
    return _Resolver(network, passage, full, none).run()


class _Resolver:
    def __init__(self, network: Network, passage: Passage, full: Sequence[str], none: float) -> None:
        self.network, self.passage, self.full, self.none = network, passage, full, none
        self.known: dict[int, Speaker | None] = {}
        self.country = _main_country(passage.names)
        self.candidates = [
            _Candidate(v, n.a, *_of_name(n, f))
            for n, f, v in zip(passage.names, full, passage.vectors, strict=True)
            if n.kind in ("person", "organization", "group", "location")
        ]

    def run(self) -> list[Speaker | None]:
        # Sources that hold a name first: pronouns and roles may stand for any of them.
        later = []
        for k, claim in enumerate(self.passage.claims):
            if claim.source is None:
                self.known[k] = None
                continue
            named = self._named(claim)
            if named is not None:
                self._learn(k, named)
            else:
                later.append(k)
        for k in later:
            if k not in self.known:
                self._learn(k, self._linked(k, set()))
        return [self.known[k] for k in range(len(self.passage.claims))]

    def _words(self, claim: Entry) -> str:
        assert claim.source is not None
        return self.passage.text[claim.source[0] : claim.source[1]]

    def _learn(self, k: int, speaker: Speaker | None) -> None:
        self.known[k] = speaker
        claim = self.passage.claims[k]
        source = claim.draft.framed.source
        if speaker is not None and source is not None and claim.vector is not None:
            made = _Candidate(claim.vector, claim.base + source[0], speaker.name, speaker.kind)
            self.candidates.append(made)

    def _named(self, claim: Entry) -> Speaker | None:
        """The speaker when the source itself names it: its head is a name, or it is a plain description."""
        assert claim.source is not None
        start, end = claim.source
        words = self._words(claim)
        if _PRONOUN.match(words):
            return None
        inside = [(n, f) for n, f in zip(self.passage.names, self.full, strict=True) if start <= n.start and n.end <= end]
        people = [(n, f) for n, f in inside if n.kind == "person" and not self._owns(n, end)]
        if people and self._heads(people[0][0], start, end):
            return self._people(people, start, end)
        head = _core(words)
        for n, f in inside:
            if n.kind not in ("organization", "location", "misc", "facility", "group"):
                continue
            rest = (self.passage.text[start : n.start] + "\0" + self.passage.text[n.end : start + len(head)]).strip(" \0")
            bare = re.sub(r"(?i)^(the|a|an)\b", "", rest).strip(" ,'’s\0")
            if not bare or (n.kind == "organization" and n.end - start >= len(head) and not _owner(self.passage.text, n)):
                if n.kind in ("location", "group"):
                    country = country_of(re.sub(r"['’]s$", "", n.text))
                    return Speaker(f"government of {country}", "government") if country else Speaker(f, "group")
                return Speaker(f, "organization")
        if re.fullmatch(r"(?i)(the )?government", words) and self.country:
            return Speaker(f"government of {self.country}", "government")
        if _DEFINITE.match(words) and not inside:
            return None
        if not re.search(r"\w", head):
            return None
        return _described(head)

    def _owns(self, name: Found, end: int) -> bool:
        """"Putin's spokesman": the name is the owner of what follows, not the source."""
        return name.end < end and _owner(self.passage.text, name)

    def _heads(self, name: Found, start: int, end: int) -> bool:
        """Whether a person's name is what the noun phrase is about: no "of", "for", "by" leads to it."""
        before = self.passage.text[start : name.start].lower()
        parts = re.split(r",", before)
        return not re.search(r"\b(of|for|to|from|against|with|about|in|on)\s+(the\s+)?([\w.-]+\s+)?$", parts[-1]) or bool(
            re.search(r"\b(issued|made|released|given)\b.*\bby\b", before)
        )

    def _people(self, people: Sequence[tuple[Found, str]], start: int, end: int) -> Speaker:
        """One person, or several joined by "and"."""
        joined = [people[0]]
        for n, f in people[1:]:
            gap = self.passage.text[joined[-1][0].end : n.start]
            if re.fullmatch(r"\s*(,|and|, and|&)\s*", gap):
                joined.append((n, f))
            else:
                break
        if len(joined) > 1 and re.search(r"\band\b|&", self.passage.text[joined[0][0].end : joined[-1][0].start]):
            names = [f for _, f in joined]
            return Speaker(", ".join(names[:-1]) + " and " + names[-1], "group")
        return Speaker(people[0][1], "person")

    def _linked(self, k: int, asked: set[int]) -> Speaker | None:
        """The speaker of a pronoun or role."""
        claim = self.passage.claims[k]
        words = self._words(claim)
        asked.add(k)
        if _FIRST.match(words):
            parent = claim.within
            if parent is not None and parent not in asked:
                if parent not in self.known:
                    self._learn(parent, self._linked(parent, asked))
                return self.known[parent]
        best = self._best(claim, words)
        if best is not None:
            return best
        if _PRONOUN.match(words):
            return None
        head = _core(words)
        return _described(head) if re.search(r"\w", head) else None

    def _best(self, claim: Entry, words: str) -> Speaker | None:
        source = claim.draft.framed.source
        assert source is not None and claim.vector is not None
        at, end = claim.base + source[0], claim.base + source[1]
        near = [c for c in self.candidates if abs(c.at - at) <= _FAR and not at <= c.at < end and _fits(words, c.kind)]
        if not near:
            return None
        keys = np.stack([c.vector for c in near])
        buckets = np.array([distance(at, c.at) for c in near], dtype=np.int64)
        scores = self.network.links(claim.vector, keys, buckets)
        scores[-1] += self.none
        shares = np.exp(scores - scores.max())
        total: defaultdict[tuple[str, SpeakerKind], float] = defaultdict(float)
        for c, share in zip(near, shares.tolist(), strict=False):
            total[c.name, c.kind] += share
        (name, kind), share = max(total.items(), key=lambda item: item[1])
        if share < float(shares[-1]) and not _PERSONAL.match(words):
            return None
        return Speaker(name, kind)


def _fits(words: str, kind: SpeakerKind) -> bool:
    if _PERSONAL.match(words):
        return kind == "person"
    if _NEUTRAL.match(words):
        return kind != "person"
    return True


def _owner(text: str, name: Found) -> bool:
    return name.text.endswith(("'s", "’s", "s'", "s’")) or bool(re.match(r"['’]s?\b|['’]\s", text[name.end : name.end + 3]))


def _of_name(name: Found, full: str) -> tuple[str, SpeakerKind]:
    if name.kind == "person":
        return full, "person"
    if name.kind == "location":
        country = country_of(full)
        return (f"government of {country}", "government") if country else (full, "group")
    return full, "organization" if name.kind == "organization" else "group"


def _main_country(names: Sequence[Found]) -> str | None:
    """The country named most often in the report, when one leads."""
    counts = Counter(country_of(n.text) for n in names if n.kind == "location" and is_country(n.text))
    counts.pop(None, None)
    top = counts.most_common(2)
    if not top or (len(top) > 1 and top[0][1] == top[1][1]):
        return None
    return top[0][0]


def _core(words: str) -> str:
    """A noun phrase up to its first comma, relative clause or participle of speech."""
    found = re.search(r",|\s[-–—(]|\s(who|which|that|whose|speaking|quoted|contacted|asked)\b", words)
    return words[: found.start()] if found and found.start() > 2 else words


def _described(words: str) -> Speaker | None:
    """A speaker who is not named: the description, with a small letter where only the sentence made it a capital."""
    text = re.sub(r"\s+", " ", words).strip(" ,;:")
    if not text:
        return None
    first = text.split(" ")[0]
    if first[:1].isupper() and first[1:].islower() and (len(text.split(" ")) == 1 or text.split(" ")[1][:1].islower()):
        text = text[0].lower() + text[1:]
    if first.lower() in ("the", "a", "an") and first[:1].isupper():
        text = first.lower() + text[len(first) :]
    kind: SpeakerKind = "document" if _DOCUMENT.search(text) else "person" if _PEOPLE.search(text) else "group"
    return Speaker(text, kind)
