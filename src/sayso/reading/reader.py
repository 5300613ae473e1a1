"""The reader: a report in, a reading out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from sayso._errors import InputError
from sayso._types import Claim, Name, Reading, Report, Scheme, Span, Speaker
from sayso.checks import check
from sayso.figures import find_figures
from sayso.places import gazetteer, layers
from sayso.places.read import find_places, spot
from sayso.reading import claims as claim_rules
from sayso.reading import speakers
from sayso.reading.blas import one_thread
from sayso.reading.carrier import carrier
from sayso.reading.encode import Encoded, encode
from sayso.reading.labels import SCHEMES
from sayso.reading.names import Found, find_names, fullest
from sayso.reading.network import Network, OnnxNetwork
from sayso.reading.roles import WordSpan, frame
from sayso.reading.settings import Settings, load_settings
from sayso.reading.tokens import Tokens, load_tokenizer, tokenize
from sayso.times import Tagged, find_date, find_times

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL = Path(__file__).parent.parent / "model"
MAX_CHARACTERS = 2_000_000  # a long novel; what is longer is no report
_SEGMENT = 30_000  # characters read at once: bounds memory whatever the length of the text


class Reader:
    """Keeps the model loaded and reads reports. Safe to use from one thread at a time.

    model: folder with the exported network; None for the one in the package.
    scheme: "sayso" draws spans as our guidelines do and gives the whole tree; "polnear" draws them as the PolNeAR
        corpus does and gives the outermost claims only.
    threads: reports read at the same time by `read_many`.
    Raises ModelError when the model cannot be loaded.
    """

    def __init__(self, model: str | Path | None = None, *, scheme: Scheme = "sayso", threads: int = 2) -> None:
        folder = Path(model) if model is not None else MODEL
        settings = load_settings(folder)
        self._set(OnnxNetwork(folder), settings, load_tokenizer(folder), scheme, threads)
        self._place_layers = folder / layers.DEFAULT.name
        layers.load(self._place_layers)
        gazetteer.load()

    @classmethod
    def of(cls, network: Network, settings: Settings, *, scheme: Scheme = "sayso", threads: int = 1) -> Reader:
        """A reader over any network, such as one in training."""
        self = cls.__new__(cls)
        self._set(network, settings, load_tokenizer(MODEL), scheme, threads)
        return self

    def _set(self, network: Network, settings: Settings, tokenizer: Tokenizer, scheme: Scheme, threads: int) -> None:
        if scheme not in SCHEMES:
            raise InputError(f"unknown scheme {scheme!r}: use one of {', '.join(SCHEMES)}")
        if threads < 1:
            raise InputError(f"threads must be 1 or more, not {threads}")
        self._network, self._settings, self._tokenizer = network, settings, tokenizer
        self.scheme: Scheme = scheme
        self._number = SCHEMES.index(scheme)
        self._transitions = np.array(settings.transitions[self._number], dtype=np.float32)
        self._antecedents = np.array(settings.antecedents, dtype=np.float32)
        self._threads = threads
        self._place_layers = layers.DEFAULT

    @property
    def version(self) -> str:
        """Version of the model."""
        return self._settings.version

    def read(
        self,
        report: Report | str,
        *,
        published: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> Reading:
        """Read one report. A bare text gets an id made from its words. Raises InputError for what is no text."""
        if isinstance(report, str):
            name = sha256(report.encode("utf8", "replace")).hexdigest()[:16]
            report = Report(name, report, title=title, published=published, publisher=publisher, url=url)
        return self._read(report)

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Readings in the order of the reports, a few ahead of the consumer; memory does not grow with their number."""
        if self._threads == 1:
            yield from map(self._read, reports)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            waiting: deque[Future[Reading]] = deque()
            for report in reports:
                waiting.append(pool.submit(self._read, report))
                if len(waiting) > 2 * self._threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _read(self, report: Report) -> Reading:
        text = report.text
        if len(text) > MAX_CHARACTERS:
            raise InputError(f"{report.id}: {len(text):,} characters are no report (limit {MAX_CHARACTERS:,})")
        try:
            text.encode("utf8")
        except UnicodeEncodeError as error:
            raise InputError(f"{report.id}: lone surrogate at character {error.start}") from None
        with one_thread():
            return self._reading(report)

    def _reading(self, report: Report) -> Reading:
        text = report.text
        passage = self.passage(text)
        full = fullest(passage.text, passage.names)
        resolved = speakers.resolve(self._network, passage, full, self._antecedents)
        claims = tuple(_claim(text, passage, k, who) for k, who in enumerate(resolved))
        published = report.published or find_date(text, report.url)
        found = find_times(text, Tagged.joined(passage.tagged), published, self._settings.times)
        times = tuple(msgspec.structs.replace(t, claim=carrier(claims, t.start, t.end)) for t in found)
        outlet = {"publisher": report.publisher, "url": report.url}
        fitted = layers.load(self._place_layers)
        places = find_places(text, passage.toponyms, gazetteer.load(), fitted, claims=claims, **outlet)
        figures = find_figures(text, claims, times, places)
        return Reading(
            id=report.id,
            title=report.title,
            published=published,
            publisher=report.publisher,
            url=report.url,
            byline=report.byline,
            text=text,
            claims=claims,
            names=tuple(Name(n.start, n.end, n.text, n.kind, f) for n, f in zip(passage.names, full, strict=True)),
            times=times,
            places=places,
            figures=figures,
            checks=check(text, times, places, figures, published),
        )

    def encoded(self, text: str) -> tuple[Tokens, Encoded]:
        """Words of a text, and what the encoder says of each; what the deciders of places are fitted on."""
        tokens = tokenize(self._tokenizer, text)
        return tokens, encode(self._network, tokens, self._number)

    def passage(self, text: str) -> speakers.Passage:
        """The claims and names of a text before speakers are resolved; what the deciders are fitted on."""
        passage = speakers.Passage(text)
        for start, end in _segments(text):
            self._read_segment(passage, text[start:end], start)
        return passage

    def _read_segment(self, passage: speakers.Passage, text: str, offset: int) -> None:
        tokens = tokenize(self._tokenizer, text)
        if not len(tokens):
            return
        encoded = encode(self._network, tokens, self._number)
        threshold = self._settings.cue_threshold[self._number]
        framed = frame(self._network, encoded, self._number, threshold, self._transitions)
        drafts = claim_rules.draft(text, tokens, framed, self.scheme, self._settings)
        names = find_names(text, tokens, encoded)
        passage.add(tokens, encoded.states, drafts, names, offset)
        passage.tagged.append(Tagged.of(tokens, encoded, offset))
        fitted = layers.load(self._place_layers)
        passage.toponyms += spot(text, tokens, encoded, names, gazetteer.load(), fitted, offset)


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """The text in pieces of at most `_SEGMENT` characters, cut at a line break, else at a space, where there is one."""
    start = 0
    while len(text) - start > _SEGMENT:
        stop = start + _SEGMENT
        for mark in ("\n\n", "\n", " "):
            cut = text.rfind(mark, start + _SEGMENT // 2, stop)
            if cut > 0:
                stop = cut
                break
        yield start, stop
        start = stop
    yield start, len(text)


def _claim(text: str, passage: speakers.Passage, k: int, who: Speaker | None) -> Claim:
    entry = passage.claims[k]
    made, framed = entry.draft, entry.draft.framed

    def span(words: WordSpan) -> Span:
        start, end = entry.characters(words)
        return Span(start, end, text[start:end])

    return Claim(
        id=f"c{k + 1}",
        source=span(framed.source) if framed.source else None,
        cue=span(framed.cue),
        content=tuple(span(c) for c in made.content),
        within=f"c{entry.within + 1}" if entry.within is not None else None,
        speaker=who,
        form=made.form,
        act=made.act,
        hedged=made.hedged,
        confidence=made.confidence,
    )


@lru_cache(maxsize=1)
def _shared() -> Reader:
    return Reader()


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Reading:
    """Read one text with the package's model, which is loaded by the first call and kept."""
    return _shared().read(text, published=published, title=title, publisher=publisher, url=url)


__all__ = ["Found", "Reader", "Tokens", "read"]
