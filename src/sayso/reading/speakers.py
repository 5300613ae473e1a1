"""Who each source refers to, within the report.

A source that holds a name is that name in its fullest form. A capital or country that speaks is its government.
"I" in a quotation is whoever is quoted. Pronouns and roles ("the minister") are linked by the network to a name or to
an earlier source; when it prefers none, a pronoun has no speaker and a description stays as the report puts it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sayso._types import Speaker, SpeakerKind
from sayso.places.tagged import Tagged as TaggedPlace
from sayso.reading.antecedents import BODY, DOCUMENT, HUMAN, Entity, Mention, Question, asks, choose, table
from sayso.reading.claims import Draft
from sayso.reading.countries import country_called, country_of, names_of
from sayso.reading.links import distance
from sayso.reading.names import Found, acronyms, untitled
from sayso.reading.network import Floats, Network
from sayso.reading.roles import WordSpan
from sayso.reading.tagged import Tagged
from sayso.reading.tokens import Tokens

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
    """A text as far as it has been read: names with a vector each, claims, and which words are of times."""

    text: str
    names: list[Found] = field(default_factory=list)
    vectors: list[Floats] = field(default_factory=list)
    claims: list[Entry] = field(default_factory=list)
    tagged: list[Tagged] = field(default_factory=list)
    toponyms: list[TaggedPlace] = field(default_factory=list)
    words: int = 0

    def add(self, tokens: Tokens, states: Floats, drafts: Sequence[Draft], names: Sequence[Found], offset: int) -> None:
        """Append one segment of the text, which begins at character `offset`."""
        starts, ends = tokens.starts + offset, tokens.ends + offset
        before = len(self.claims)

        def vector(span: WordSpan) -> Floats:
            return np.concatenate((states[span[0]], states[span[1] - 1]))

        for d in drafts:
            source = d.framed.source
            where = self._bare(int(starts[source[0]]), int(ends[source[1] - 1])) if source else None
            at = vector(source) if source else None
            within = d.within + before if d.within is not None else None
            self.claims.append(Entry(d, within, self.words, starts, ends, where, at))
        for n in names:
            self.vectors.append(vector((n.a, n.b)))
            moved = Found(n.a + self.words, n.b + self.words, n.start + offset, n.end + offset, n.text, n.kind)
            self.names.append(moved)
        self.words += len(tokens)

    def _bare(self, start: int, end: int) -> tuple[int, int]:
        """The source without the possessive it ends with: "Putin's" in "Putin's promise"."""
        owner = re.search(r"(?<=\w)['’]s?$", self.text[start:end])
        return start, start + owner.start() if owner else end


_FIRST = re.compile(r"(?i)^(i|me|my|we|our|us|myself)$")
_SEVERAL = re.compile(r"(?i)^(we|our|us)$")
_OWNER = re.compile(r"(?i)^(his|her|its|their|my|our)\s+(?=\w)")
_PRONOUN = re.compile(
    r"(?i)^(he|she|him|her|his|it|its|they|them|their|who|which|that|whose|i|me|my|myself|we|our|us|you|one|this|both)$"
)
# "Ann Low, the director of the …"; "…'s general manager, Ann Low".
_OFFICE_AFTER = re.compile(r"(?i)(?:,| of| from| at| with)(?:(?! said| told|[.;:!?\n\"“”]).)*$")
_OFFICE_BEFORE = re.compile(r"(?:['’]s?)?,?(?: [a-z][\w-]*| [A-Z][\w-]*| &| and){0,6},? $")
_MEDIUM = re.compile(
    r"(?i)[\w\s-]*(news agency|agency|newspaper|website|channel|network|magazine|statement|press release)"
)
# What an office is also called right before a name.
_SAME_OFFICE = (
    ("head of state", {"president", "king", "queen", "emir", "sultan"}),
    ("leader", {"president", "king", "queen", "emir", "premier", "prime"}),
    ("premier", {"prime", "minister"}),
    ("head of government", {"prime", "minister", "chancellor"}),
    ("chief diplomat", {"foreign", "minister"}),
)
_APART = re.compile(r",|\band\b|&|\b(of|for|to|from|with|who|whose|by)\s*(the\s+)?$")
_ISSUED = re.compile(r"(?i)^(a|the)?\s*[\w\s]{0,20}(statement|press release|report) (by|from|of)\b")
_GOVERNMENT = re.compile(r"(?i)^(?:the |its |his |her )?(?:(.+?)(?:['’]s?)? )??(?:government|administration)$")


def resolve(network: Network, passage: Passage, full: Sequence[str], weights: Floats) -> list[Speaker | None]:
    """One speaker a claim, in the claims' order. weights: of `antecedents.FEATURES`."""
    return Resolver(network, passage, full, weights).run()


_ASIDE = re.compile(r"(.*[^\s(])\s+\([^()]*\)([\sa-z]*)$", re.S)


class Resolver:
    """Goes through the claims in text order; what is resolved is there to be referred to by what comes later."""

    def __init__(self, network: Network, passage: Passage, full: Sequence[str], weights: Floats) -> None:
        self.network, self.passage, self.weights = network, passage, weights
        self.named = list(zip(passage.names, full, strict=True))
        self.known: dict[int, Speaker | None] = {}
        self.spoken: list[str] = []
        self.country = _main_country(passage.names)
        self.acronyms = acronyms(passage.text, passage.names)
        titled = {n.start: f for n, f in self.named if n.kind == "person"}
        self.titles = {  # "superintendent (SP) Ann Low": from then on "the SP" is she
            m[1]: titled[m.end()] for m in re.finditer(r"\(([A-Z]{2,5})\)\s+", passage.text) if m.end() in titled
        }
        self.people = {w: f for n, f in reversed(self.named) if n.kind == "person" for w in f.split()}
        self.mentions = [
            Mention(vector, n.a, n.b, n.start, n.end, *_of_name(n, f), True)
            for (n, f), vector in zip(self.named, passage.vectors, strict=True)
            if n.kind in ("person", "organization", "group", "location")
        ]

    def run(self) -> list[Speaker | None]:
        count = len(self.passage.claims)
        for k in range(count):
            self.speaker(k, frozenset())
        return [self.known[k] for k in range(count)]

    def speaker(self, k: int, asked: frozenset[int]) -> Speaker | None:
        """The speaker of claim k; `asked` are the claims that wait for the answer."""
        if k not in self.known:
            claim = self.passage.claims[k]
            found = self._find(claim, asked | {k}) if claim.source else None
            self.learn(k, found)
        return self.known[k]

    def learn(self, k: int, speaker: Speaker | None) -> None:
        self.known[k] = speaker
        claim = self.passage.claims[k]
        source = claim.draft.framed.source
        if speaker is None or source is None or claim.source is None or claim.vector is None:
            return
        if claim.within is None:
            self.spoken.append(speaker.name)
        a, b = claim.base + source[0], claim.base + source[1]
        self.mentions.append(Mention(claim.vector, a, b, *claim.source, speaker.name, speaker.kind, False))

    def _find(self, claim: Entry, asked: frozenset[int]) -> Speaker | None:
        assert claim.source is not None
        words = self.passage.text[claim.source[0] : claim.source[1]]
        if _FIRST.match(words):
            parent = claim.within
            if parent is not None and parent not in asked:
                speaker = self.speaker(parent, asked)
                return self._body_of(speaker) if speaker and _SEVERAL.match(words) else speaker
        if not _PRONOUN.match(words):
            named = self._named(claim, words)
            if named is not None:
                return named
        if asks(words):
            countryman = self._countryman(words)
            if countryman is not None:
                return countryman
            linked = self._linked(claim, words)
            if linked is not None:
                return linked
        if _PRONOUN.match(words) or not re.search(r"\w", words):
            return None
        return self._described(claim, words)

    def _countryman(self, words: str) -> Speaker | None:
        """For "the Russian head of state" the one person whom the report introduces by that country and by no other."""
        core = _core(words)
        country = next((c for w in re.findall(r"[A-Z][\w.-]+(?: [A-Z]\w+)?", core) if (c := country_called(w))), None)
        if country is None or not HUMAN.search(_head(core)) or _head(core).endswith("s"):
            return None
        role = core.lower()
        wanted = set(re.findall(r"[a-z]+", role)).union(*(also for words, also in _SAME_OFFICE if words in role))
        found: dict[str, int] = {}
        for n, full in self.named:
            if n.kind == "person":
                line = self.passage.text[max(0, n.start - 60) : n.start].rpartition("\n")[2]
                before = re.split(r"[,.;:”\"]", line)[-1].split()[-4:]
                if any(country_called(re.sub(r"['’]s$", "", w)) == country for w in before):
                    same = len(wanted & {w.lower() for w in before if country_called(w) is None})
                    found[full] = max(same, found.get(full, 0))
        best = max(found.values(), default=0)
        leading = [full for full, same in found.items() if same == best]
        return Speaker(leading[0], "person") if len(leading) == 1 else None

    def _body_of(self, speaker: Speaker) -> Speaker:
        """Whom a person means by "we": the body they are introduced as speaking for, where the report says so
        ("Ann Low, director of Harbour Watch", "Harbour Watch director Ann Low"), else themselves."""
        if speaker.kind != "person":
            return speaker
        found: list[tuple[int, str]] = []
        for person, full in self.named:
            if person.kind != "person" or full != speaker.name:
                continue
            for body, name in self.named:
                if body.kind == "organization" and self._belongs(person, body):
                    found.append((abs(body.start - person.start), name))
        return Speaker(min(found)[1], "organization") if found else speaker

    def _belongs(self, person: Found, body: Found) -> bool:
        """Whether the words between a person and a body say that the one speaks for the other."""
        text = self.passage.text
        if person.end <= body.start <= person.end + 90:
            return bool(_OFFICE_AFTER.match(text[person.end : body.start]))
        if body.end <= person.start <= body.end + 60:
            return bool(_OFFICE_BEFORE.match(text[body.end : person.start]))
        return False

    # A source that names its speaker ------------------------------------------------------------------------------

    def _named(self, claim: Entry, words: str) -> Speaker | None:
        assert claim.source is not None
        start, end = claim.source
        government = _GOVERNMENT.match(words)
        if government:
            country = country_called(government.group(1)) if government.group(1) else self.country
            if country:
                return Speaker(f"government of {self._as_called(country)}", "government")
        inside = [(n, f) for n, f in self.named if start <= n.start and n.end <= end]
        aside = _ASIDE.match(words)
        # "the Harbour Safety Board (HSB) agency": the short form, and what kind of body it is, say nothing new.
        if aside and (not aside.group(2) or BODY.search(aside.group(2))):
            words = aside.group(1)
            end = start + len(words)
            inside = [(n, f) for n, f in inside if n.end <= end]
        bare = re.sub(r"(?i)^the ", "", words)
        country = country_of(bare)
        if country and self.people.get(bare, bare) == bare:  # not a person of that surname ("Jordan said")
            return Speaker(f"government of {self._as_called(country)}", "government")
        people = self._people(inside, start, end)
        if people:
            return self._persons(people, end)
        if bare in self.titles:
            return Speaker(self.titles[bare], "person")
        both = [country_of(re.sub(r"(?i)^the ", "", part)) for part in re.split(r", | and ", words)]
        if len(both) > 1 and all(both):
            return Speaker(" and ".join(f"government of {country}" for country in both), "group")
        if bare in self.acronyms:
            return Speaker(self.acronyms[bare], "organization")
        whole = untitled(words)
        if whole in self.people and " " not in whole:
            return Speaker(self.people[whole], "person")
        return self._body(inside, start, words) or _proper(words)

    def _as_called(self, country: str) -> str:
        """A country by the name the report gives it: "Britain" where that is its only word for the United Kingdom."""
        bare = country.removeprefix("the ")
        called = {n.text for n, _ in self.named if n.text.istitle() and country_called(n.text) == country}
        names = called & set(names_of(country)) if bare not in self.passage.text else ()
        return min(names) if names else country

    def _people(self, inside: Sequence[tuple[Found, str]], start: int, end: int) -> list[tuple[Found, str]]:
        """The persons who speak: in "Norrhaven police chief Ann Low" the last of the phrase, whatever the first word
        was taken for, and those joined to it behind."""
        text = self.passage.text
        quoting = re.search(r"\b(quoting|citing)\b", text[start:end])
        stop = start + quoting.start() if quoting else end
        people = [(n, f) for n, f in inside if n.kind == "person" and n.end <= stop and not _owns(text, n, end)]
        if not people or not self._heads(people[0][0], start):
            return []
        while len(people) > 1:
            between = text[people[0][0].end : people[1][0].start]
            if not between.strip() or _APART.search(between):
                break
            del people[0]
        return people

    def _heads(self, name: Found, start: int) -> bool:
        """Whether a person's name is what the noun phrase is about: no "of", "for", "by" leads to it."""
        before = self.passage.text[start : name.start].lower()
        last = re.split(r",", before)[-1]
        if re.search(r"\b(issued|made|released|given|signed|written)\b.*\bby\b", before):
            return True
        beside = before.rstrip()[:-1] if before.rstrip().endswith(",") else ""
        if beside and BODY.search(_head(beside)):  # "a court in the capital, Tarsenholm"
            return False
        return not re.search(r"\b(of|for|to|from|against|with|about|in|on|by|at)\s+(the\s+)?([\w.-]+\s+)?$", last)

    def _persons(self, people: Sequence[tuple[Found, str]], end: int) -> Speaker:
        """One person, or several joined by "and", or a person "and many others"."""
        joined = [people[0]]
        for n, f in people[1:]:
            gap = self.passage.text[joined[-1][0].end : n.start]
            if not re.fullmatch(r"\s*(,|and|, and|&)\s*", gap):
                break
            joined.append((n, f))
        if len(joined) > 1 and re.search(r"\band\b|&", self.passage.text[joined[0][0].end : joined[-1][0].start]):
            names = [f for _, f in joined]
            return Speaker(", ".join(names[:-1]) + " and " + names[-1], "group")
        others = re.match(r",? and ([a-z][^,]*)", self.passage.text[people[0][0].end : end])
        if others:
            return Speaker(f"{people[0][1]} and {others.group(1).strip()}", "group")
        return Speaker(people[0][1], "person")

    def _body(self, inside: Sequence[tuple[Found, str]], start: int, words: str) -> Speaker | None:
        """An organisation, country or capital that is the whole of the noun phrase or its head."""
        text = self.passage.text
        head = _core(words)
        for n, f in inside:
            if n.kind == "person" or n.kind == "product":
                continue
            rest = (text[start : n.start] + "\0" + text[n.end : start + len(head)]).strip(" \0")
            bare = re.sub(r"(?i)^(the|a|an)\b", "", rest).strip(" ,'’s\0")
            whole = n.end - start >= len(head) and not _owner(text, n)
            ends = n.kind == "organization" and whole and (self._heads(n, start) or bool(_ISSUED.match(words)))
            lone = _MEDIUM.fullmatch(bare)
            first = n.kind == "organization" and n.start - start <= 4
            placed = first and re.match(r"\s(in|at)\s", text[n.end : n.end + 4])
            if bare and not ends and not placed and not (lone and n.kind in ("organization", "misc")):
                continue
            if n.kind in ("location", "group"):
                country = country_of(re.sub(r"['’]s$", "", n.text)) if n.kind == "location" else None
                return Speaker(f"government of {country}", "government") if country else Speaker(f, "group")
            return Speaker(f, "organization")
        return None

    # A source that refers to somebody named elsewhere ---------------------------------------------------------------

    def question(self, claim: Entry) -> Question:
        assert claim.source is not None
        source = claim.draft.framed.source
        assert source is not None
        words = self.passage.text[claim.source[0] : claim.source[1]]
        head = "" if _PRONOUN.match(words) else _head(_core(words))
        return Question(words, claim.base + source[0], claim.source[0], head, tuple(self.spoken))

    def reach(self, claim: Entry) -> list[Mention]:
        source = claim.draft.framed.source
        assert source is not None
        at, end = claim.base + source[0], claim.base + source[1]
        return [m for m in self.mentions if abs(m.at - at) <= _FAR and not at <= m.at < end]

    def features(self, claim: Entry, instead: str | None = None) -> tuple[list[Entity], Floats] | None:
        """Entities in reach of a claim's source and their features; None when there are none. `instead`: a pronoun to
        ask for in place of the whole source."""
        mentions = self.reach(claim)
        if not mentions or claim.vector is None:
            return None
        question = self.question(claim)
        if instead:
            question = replace(question, words=instead, head="")
        keys = np.stack([m.vector for m in mentions])
        buckets = np.array([distance(question.at, m.at) for m in mentions], dtype=np.int64)
        scores = self.network.links(claim.vector, keys, buckets)
        return table(self.passage.text, question, mentions, scores)

    def _linked(self, claim: Entry, words: str) -> Speaker | None:
        made = self.features(claim)
        if made is None:
            return None
        entities, rows = made
        best = choose(rows, self.weights)
        return Speaker(*entities[best]) if best < len(entities) else None

    def _described(self, claim: Entry, words: str) -> Speaker | None:
        """A speaker who is not named: the description, its first letter small where only the sentence made it big."""
        text = re.sub(r"\s+", " ", _core(words)).strip(" ,;:")
        if not text:
            return None
        owner = _OWNER.match(text)
        if owner:
            text = self._owned(claim, owner.group(1), text[owner.end() :]) or text
        assert claim.source is not None
        named = any(n.start == claim.source[0] for n in self.passage.names)
        first, _, rest = text.partition(" ")
        plain = not named and (not rest or rest[:1].islower() or first in ("The", "A", "An"))
        if plain and first[:1].isupper() and first[1:].islower():
            text = text[0].lower() + text[1:]
        head = _head(text)
        kind: SpeakerKind = "document" if DOCUMENT.search(head) else "person" if HUMAN.search(head) else "group"
        return Speaker(text, kind)

    def _owned(self, claim: Entry, owner: str, thing: str) -> str | None:
        """The thing with whoever owns it: "her parents" is "Ann Low's parents"."""
        made = self.features(claim, owner)
        if made is None:
            return None
        entities, rows = made
        best = choose(rows, self.weights)
        return f"{entities[best][0]}'s {thing}" if best < len(entities) else None


def _proper(words: str) -> Speaker | None:
    """A source that is a proper name whether or not it was tagged as one: "the Secretariat of International NGOs"."""
    bare = re.sub(r"^[Tt]he ", "", words)
    parts = bare.split()
    capital = [w for w in parts if w[0].isupper() and w[1:2].islower()]
    small = all(w[0].isupper() or w in ("of", "for", "and", "the", "in", "on", "&") for w in parts)
    if small and len(capital) > 1 and bare != words and not HUMAN.search(_head(bare)):
        return Speaker(bare, "organization")
    return None


def _head(words: str) -> str:
    """The head noun of a noun phrase, roughly: the last word before "of", "for", "in" …, in lower case."""
    before = re.split(r"\s(?:of|for|in|at|from|on|to|by|with|within|among|about|who|that)\s", words)[0]
    found = re.findall(r"[\w’'-]+", before)
    return found[-1].lower() if found else ""


def _owns(text: str, name: Found, end: int) -> bool:
    """Whether the name is the owner of what follows and not the source: "Putin's spokesman"."""
    return name.end < end and _owner(text, name)


def _owner(text: str, name: Found) -> bool:
    owns = re.match(r"['’]s?\b|['’]\s", text[name.end : name.end + 3])
    return name.text.endswith(("'s", "’s", "s'", "s’")) or owns is not None


def _of_name(name: Found, full: str) -> tuple[str, SpeakerKind]:
    if name.kind == "person":
        return full, "person"
    if name.kind == "location":
        country = country_of(full)
        return (f"government of {country}", "government") if country else (full, "group")
    return full, "organization" if name.kind == "organization" else "group"


def _main_country(names: Sequence[Found]) -> str | None:
    """The country named most often in the report, by name, adjective or capital, when one leads."""
    bare = [re.sub(r"['’]s$", "", n.text) for n in names]
    counts = Counter(c for n in bare for c in [country_called(n) or country_of(n)] if c)
    top = counts.most_common(2)
    if not top or (len(top) > 1 and top[0][1] == top[1][1]):
        return None
    return top[0][0]


_BEHIND = re.compile(
    r",|\s[-–—(]|\s(who|which|that|whose|speaking|quoted|quoting|citing|contacted|asked|requesting)\b"
)
_ADJECTIVE = re.compile(r"(?i)(an?|the|this|that)\s[\w-]+$")  # "an unjust", of "an unjust, antiquated system"
_MORE_ADJECTIVES = re.compile(r"\s(?!who\b|which\b|whose\b|an?\b|the\b|and\b|or\b)[a-z-]+\s[a-z]")
_BARE = re.compile(r"(?i)(those|anyone|anybody|everyone|everybody|someone|somebody)$")  # nobody without what follows


def _core(words: str) -> str:
    """A noun phrase without what stands in brackets, up to its first comma, relative clause or participle of speech."""
    words = re.sub(r"(?<=\w)\s*\([^()]*\)", "", words)
    for found in _BEHIND.finditer(words):
        before, after = words[: found.start()], words[found.end() :]
        adjectives = found.group() == "," and _ADJECTIVE.match(before) and _MORE_ADJECTIVES.match(after)
        if len(before) > 2 and not adjectives and not _BARE.match(before):
            return re.sub(r"(?:\s+(?:of|on|in|at|by|for|to|with|from|about|under))+$", "", before)
    return words
