"""The corpora as documents of words with labels. One loader a corpus; offsets become word indices here.

Every loader yields `Document`s; what a corpus does not annotate is None and its loss is masked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.reading.labels import ACTS, NAME_TAGS, TIME_TAGS, USAGES
from sayso.reading.tokens import Tokens, tokenize

WordSpan = tuple[int, int]  # [first word, last word + 1)
Labels = NDArray[np.int64]
SKIP = -100  # a word without a label


@dataclass(slots=True)
class ClaimLabel:
    source: list[WordSpan]
    cue: WordSpan
    content: list[WordSpan]
    act: int = SKIP
    hedged: int = SKIP


@dataclass(slots=True)
class Link:
    """A mention and the mentions it may stand for; `positive` may be empty: it stands for none of them."""

    query: WordSpan
    candidates: list[WordSpan]
    positive: list[bool]


@dataclass(slots=True)
class Document:
    corpus: str
    id: str
    text: str
    tokens: Tokens
    scheme: int | None = None  # 0 sayso, 1 polnear, None: either
    claims: list[ClaimLabel] | None = None
    names: Labels | None = None
    times: Labels | None = None
    places: Labels | None = None
    usages: Labels | None = None
    links: list[Link] = field(default_factory=list)
    unread: NDArray[np.bool_] | None = None  # words where a cue may be that nobody marked


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def spans(value: Any) -> list[tuple[int, int]]:
    if not value:
        return []
    if isinstance(value[0], int):
        return [(value[0], value[1])]
    return [(a, b) for a, b in value]


def word_span(tokens: Tokens, start: int, end: int) -> WordSpan | None:
    a = int(np.searchsorted(tokens.ends, start, side="right"))
    b = int(np.searchsorted(tokens.starts, end, side="left"))
    return (a, b) if b > a else None


def _word_spans(tokens: Tokens, value: Any) -> list[WordSpan]:
    found = (word_span(tokens, a, b) for a, b in spans(value))
    return [s for s in found if s is not None]


def _claims(tokens: Tokens, rows: Iterable[dict[str, Any]]) -> list[ClaimLabel]:
    out = []
    for row in rows:
        cue = _word_spans(tokens, row["cue"])
        if cue:
            act = ACTS.index(row["act"]) if row.get("act") else SKIP
            hedged = int(row["hedged"]) if row.get("hedged") is not None else SKIP
            out.append(
                ClaimLabel(_word_spans(tokens, row["source"]), cue[0], _word_spans(tokens, row["content"]), act, hedged)
            )
    return out


def polnear(tokenizer: Tokenizer, path: Path, more: Annotations) -> Iterator[Document]:
    for row in lines(path):
        tokens = tokenize(tokenizer, row["text"])
        claims = given(more, "polnear", row) if ("polnear", row["id"]) in more else row["claims"]
        yield Document("polnear", row["id"], row["text"], tokens, scheme=1, claims=_claims(tokens, claims))


# Our own annotation of further texts, by offsets: (corpus, id) -> row. See training/annotations/README.md.
Annotations = dict[tuple[str, str], dict[str, Any]]


FOLDER = Path(__file__).parent / "annotations"


def load_annotations(*names: str) -> Annotations:
    """Rows of the files `names`, without their ending, of training/annotations."""
    return {(row["corpus"], str(row["id"])): row for name in names for row in lines(FOLDER / f"{name}.jsonl")}


def for_the_ranker(report: str) -> bool:
    """Whether the network learns nothing of who the speakers of a report are: what ranks antecedents by the network's
    scores is fitted on these."""
    return crc32(report.encode()) % 3 == 0


def checked(row: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """What was annotated in a text; raises ValueError when that was done on another."""
    if sha256(text.encode()).hexdigest()[:16] != row["sha"]:
        raise ValueError(f"{row['corpus']} {row['id']}: the annotation is of another text")
    found: list[dict[str, Any]] = row["claims"] if "claims" in row else row["places"]
    return found


def given(more: Annotations, corpus: str, row: dict[str, Any]) -> list[dict[str, Any]]:
    """PolNeAR's own claims with the act and hedging that our annotation adds; claim kN is the Nth of the article."""
    added = {c["id"]: c for c in checked(more[corpus, row["id"]], row["text"])}
    claims = []
    for number, claim in enumerate(row["claims"], 1):
        extra = added.get(f"k{number}", {})
        claims.append({**claim, "act": extra.get("act"), "hedged": extra.get("hedged")})
    return claims


# The corpora whose texts our annotation of claims is of.
ANNOTATED = {
    "geowebnews": "place/geowebnews.train.jsonl",
    "trnews": "place/trnews.train.jsonl",
    "lgl": "place/lgl.train.jsonl",
    "times": "time/timebank_aquaint.jsonl",
    "ecbplus": "events/ecbplus.train.jsonl",
    "gva": "events/gva.train.jsonl",
    "polnear": "attribution/polnear.train.jsonl",
}


def annotated(shared: Path, more: Annotations) -> Iterator[dict[str, Any]]:
    """The reports of our annotation of further texts, in the form of `gold/claims.train.jsonl`. The speaker is False
    where the annotation could not give it."""
    for corpus, name in ANNOTATED.items():
        done = set()
        for row in lines(shared / "data" / name):
            key = corpus, str(row["id"])
            if key not in more or key in done:
                continue
            done.add(key)
            text, added = row["text"], checked(more[key], row["text"])
            theirs = {f"k{number}": c for number, c in enumerate(row.get("claims", ()), 1)}
            claims = [{"within": None, **theirs.get(c["id"], {}), **c, **_speaker(text, c)} for c in added]
            yield {"id": f"{corpus} {row['id']}", "text": text, "claims": [_single(c) for c in claims]}


def _speaker(text: str, claim: dict[str, Any]) -> dict[str, Any]:
    found = claim["speaker"]
    return {"speaker": text[slice(*found)] if isinstance(found, list) else found}


def _single(claim: dict[str, Any]) -> dict[str, Any]:
    """PolNeAR's spans as ours: one source, one cue."""
    source, cue = spans(claim["source"]), spans(claim["cue"])
    return {
        **claim,
        "source": source[0] if source else None,
        "cue": cue[0] if cue else None,
        "content": spans(claim["content"]),
    }


def inner(tokenizer: Tokenizer, path: Path, more: Annotations) -> Iterator[Document]:
    """Claims inside PolNeAR's, in our scheme. Outside its contents nobody looked for such cues: no label there."""
    for row in lines(path):
        if ("polnear", row["id"]) not in more:
            continue
        added = [c for c in checked(more["polnear", row["id"]], row["text"]) if "cue" in c]
        tokens = tokenize(tokenizer, row["text"])
        unread = np.ones(len(tokens), dtype=np.bool_)
        for claim in row["claims"]:
            for a, b in _word_spans(tokens, claim["content"]):
                unread[a:b] = False
        claims = _claims(tokens, added)
        yield Document("inner", row["id"], row["text"], tokens, scheme=0, claims=claims, unread=unread)


def gold(tokenizer: Tokenizer, path: Path, names: dict[str, list[dict[str, Any]]]) -> Iterator[Document]:
    """Our own annotation, with the names of the same texts where the names corpus has them."""
    for row in lines(path):
        text = row["text"]
        tokens = tokenize(tokenizer, text)
        document = Document("gold", row["id"], text, tokens, scheme=0, claims=_claims(tokens, row["claims"]))
        if row["id"] in names:
            document.names = _align_names(text, tokens, names[row["id"]])
        if document.names is not None:
            document.links = list(speaker_links(document, named(document.names), row["claims"]))
        yield document


def _align_names(text: str, tokens: Tokens, sentences: list[dict[str, Any]]) -> Labels | None:
    """Name labels of a text's words from those of its tokens; None where the two texts do not go together."""
    labels = np.zeros(len(tokens), dtype=np.int64)
    position = wanted = 0
    for sentence in sentences:
        for token, tag in zip(sentence["tokens"], sentence["tags"], strict=True):
            wanted += tag[0] == "B"
            at = text.find(token, position, position + 200)
            if at < 0:
                continue  # spelling was changed by the corpus' tokeniser
            position = at + len(token)
            span = word_span(tokens, at, position)
            if span and tag != "O":
                _put(labels, span, tag[2:], NAME_TAGS, inside=tag[0] == "I")
    return labels if (labels % 2 == 1).sum() >= 0.7 * wanted else None


def _put(labels: Labels, span: WordSpan, kind: str, tags: tuple[str, ...], inside: bool = False) -> None:
    """Write B/I labels of one span: tag k of `tags` is 2k+1 at its beginning and 2k+2 inside; 0 is outside."""
    k = tags.index(kind)
    labels[span[0] : span[1]] = 2 * k + 2
    if not inside:
        labels[span[0]] = 2 * k + 1


def label_spans(labels: Labels) -> list[tuple[int, int, int]]:
    """(first word, end, kind) of B/I labels."""
    out: list[tuple[int, int, int]] = []
    for i, label in enumerate(labels.tolist()):
        kind = (label - 1) // 2
        if label > 0 and label % 2 == 0 and out and out[-1][1] == i and out[-1][2] == kind:
            out[-1] = (out[-1][0], i + 1, kind)
        elif label > 0:
            out.append((i, i + 1, kind))
    return out


_WORD = re.compile(r"\w+")
_STOP = {"the", "a", "an", "mr", "mrs", "ms", "dr", "president", "minister", "of", "government"}


def _key(name: str) -> list[str]:
    words = _WORD.findall(name.lower())
    return [w for w in words if w not in _STOP] or words


def _same(a: list[str], b: list[str]) -> bool:
    return bool(a and b) and a[-1] == b[-1] and (set(a) <= set(b) or set(b) <= set(a))


def named(labels: Labels) -> list[WordSpan]:
    """The names that B/I labels tell of."""
    return [(a, b) for a, b, _ in label_spans(labels)]


def speaker_links(document: Document, names: Iterable[WordSpan], rows: list[dict[str, Any]]) -> Iterator[Link]:
    """For every source that does not hold its speaker's name: which names and which other sources stand for them."""
    tokens, text = document.tokens, document.text
    mentions = {(a, b): _key(text[tokens.starts[a] : tokens.ends[b - 1]]) for a, b in names}
    speakers: dict[WordSpan, list[str]] = {}
    for row in rows:
        source = _word_spans(tokens, row["source"])
        if source and row["speaker"]:
            speakers[source[0]] = _key(row["speaker"])
    for query, speaker in speakers.items():
        inside = [k for (a, b), k in mentions.items() if query[0] <= a and b <= query[1]]
        if any(_same(k, speaker) for k in inside):
            continue
        candidates = [m for m in mentions if m[1] <= query[0] or m[0] >= query[1]]
        candidates += [s for s in speakers if s != query and s not in mentions]
        positive = [_same(mentions[m] if m in mentions else speakers[m], speaker) for m in candidates]
        yield Link(query, candidates, positive)


def detokenise(tokens: list[str]) -> str:
    """Text of a tokenised paragraph; only quotation marks and clitics matter to what reads it."""
    out, opened = "", False
    glue = True
    for token in tokens:
        if token in {'"', "``", "''"}:
            out += '"' if opened or glue else ' "'
            opened = not opened
            glue = opened
        elif token in {"”", "’", ",", ".", ";", ":", "!", "?", ")", "'s", "’s", "n't", "%"}:
            out += token
            glue = False
        else:
            out += token if glue else " " + token
            glue = token in {"“", "‘", "(", "$"}
    return out


def worldwide(tokenizer: Tokenizer, path: Path, leave_out: set[str]) -> Iterator[Document]:
    for row in lines(path):
        if row["id"] in leave_out:
            continue
        text = "\n\n".join(detokenise(s["tokens"]) for s in row["sentences"])
        tokens = tokenize(tokenizer, text)
        yield Document("worldwide", row["id"], text, tokens, names=_align_names(text, tokens, row["sentences"]))


def timexes(tokenizer: Tokenizer, path: Path) -> Iterator[Document]:
    for row in lines(path):
        tokens = tokenize(tokenizer, row["text"])
        labels = np.zeros(len(tokens), dtype=np.int64)
        for timex in row["timexes"]:
            span = word_span(tokens, timex["start"], timex["end"])
            if span and timex.get("type") in TIME_TAGS:
                _put(labels, span, timex["type"], TIME_TAGS)
        yield Document("times", row["id"], row["text"], tokens, times=labels)


USAGE = {  # our words and GeoWebNews' -> the network's
    **{usage: usage for usage in USAGES},
    "people": "government",
    "Literal": "literal",
    "Literal_Modifier": "literal",
    "Coercion": "literal",
    "Metonymic": "government",
    "Mixed": "government",
    "Demonym": "demonym",
    "Non_Literal_Modifier": "demonym",
    "Embedded_Literal": "in-name",
    "Embedded_Non_Lit": "in-name",
}


def told(tokenizer: Tokenizer, shared: Path, more: Annotations) -> Iterator[Document]:
    """Claims that we annotated in the texts of other corpora."""
    for row in annotated(shared, more):
        if row["id"].split(" ")[0] != "polnear":
            tokens = tokenize(tokenizer, row["text"])
            yield Document("told", row["id"], row["text"], tokens, scheme=0, claims=_claims(tokens, row["claims"]))


def guide_places(shared: Path) -> Iterator[dict[str, Any]]:
    """Reports whose places we annotated, in the form of the corpora of toponyms."""
    more = load_annotations("places")
    for row in lines(shared / "data/time/timebank_aquaint.jsonl"):
        if ("times", row["id"]) in more:
            found = checked(more["times", row["id"]], row["text"])
            marked = [{**t, "text": row["text"][t["start"] : t["end"]]} for t in found]
            yield {"id": row["id"], "text": row["text"], "toponyms": marked}


def toponyms(tokenizer: Tokenizer, corpus: str, rows: Iterable[dict[str, Any]]) -> Iterator[Document]:
    for row in rows:
        tokens = tokenize(tokenizer, row["text"])
        labels = np.zeros(len(tokens), dtype=np.int64)
        usages = np.full(len(tokens), SKIP, dtype=np.int64)
        for toponym in row["toponyms"]:
            span = word_span(tokens, toponym["start"], toponym["end"])
            if not span:
                continue
            said = toponym.get("usage")
            # Nouns and adjectives that are no names: neither place nor no place.
            if said and said not in USAGE:
                labels[span[0] : span[1]] = SKIP
                continue
            _put(labels, span, "place", ("place",))
            if said:
                usages[span[0]] = USAGES.index(USAGE[said])
        yield Document(corpus, row["id"], row["text"], tokens, places=labels, usages=usages)


def relocar(tokenizer: Tokenizer, path: Path) -> Iterator[Document]:
    for number, row in enumerate(lines(path)):
        tokens = tokenize(tokenizer, row["text"])
        span = word_span(tokens, row["start"], row["end"])
        usages = np.full(len(tokens), SKIP, dtype=np.int64)
        if span:
            usages[span[0]] = USAGES.index("literal" if row["reading"].startswith("lit") else "government")
        yield Document("relocar", str(number), row["text"], tokens, usages=usages)


_ENTITY = re.compile(r"\((\d+)(?:\[[^\]]*\])?-([^()-]+)[^()]*(\))?|(\d+)(?:\[[^\]]*\])?\)")


def gum(tokenizer: Tokenizer, folder: Path, leave_out: set[str] = frozenset()) -> Iterator[Document]:  # type: ignore[assignment]
    """GUM's coreference: each pronoun or later mention with the mentions of the same entity near it."""
    for path in sorted(folder.glob("GUM_*.conllu")):
        if path.stem[4:] in leave_out:
            continue
        text, mentions = _gum_text(path)
        tokens = tokenize(tokenizer, text)
        document = Document("gum", path.stem, text, tokens)
        chains: list[tuple[WordSpan, str]] = []
        for start, end, entity, kind in mentions:
            span = word_span(tokens, start, end)
            if span and kind in {"person", "organization", "place", "animal", "object", "abstract"}:
                chains.append((span, entity))
        document.links = list(_gum_links(document, chains))
        yield document


def _gum_text(path: Path) -> tuple[str, list[tuple[int, int, str, str]]]:
    text = ""
    opened: list[tuple[int, str, str]] = []
    mentions: list[tuple[int, int, str, str]] = []
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("# newpar ") or line == "# newpar":
            text = text.rstrip() + "\n\n"
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        start = len(text)
        text += columns[1]
        found = re.search(r"Entity=([^|]+)", columns[9])
        for match in _ENTITY.finditer(found.group(1)) if found else ():
            if match.group(4):
                at = next((i for i in reversed(range(len(opened))) if opened[i][1] == match.group(4)), None)
                if at is not None:
                    mentions.append((opened[at][0], len(text), opened[at][1], opened[at][2]))
                    del opened[at]
            elif match.group(3):
                mentions.append((start, len(text), match.group(1), match.group(2)))
            else:
                opened.append((start, match.group(1), match.group(2)))
        text += "" if "SpaceAfter=No" in columns[9] else " "
    return text, mentions


_PRONOUN = re.compile(r"(?i)^(he|she|they|it|we|i|him|her|his|their|its|who|them|us)$")


def _gum_links(document: Document, chains: list[tuple[WordSpan, str]]) -> Iterator[Link]:
    tokens, text = document.tokens, document.text

    def words(span: WordSpan) -> str:
        return text[tokens.starts[span[0]] : tokens.ends[span[1] - 1]]

    for query, entity in chains:
        near = [
            (span, e)
            for span, e in chains
            if span != query and query[0] - 150 < span[0] < query[0] and not _PRONOUN.match(words(span))
        ]
        if near and (_PRONOUN.match(words(query)) or any(e == entity for _, e in near)):
            yield Link(query, [s for s, _ in near], [e == entity for _, e in near])
