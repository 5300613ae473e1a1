"""The reader with its real model: what must hold whatever the text, and what it must get right at the least.

All texts are invented. How often it is right on real news is measured by `python -m benchmarks`, not here.
"""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso import Claim, InputError, ModelError, Reader, Reading, Report
from sayso.ingest import reports
from sayso.reading import claims, speakers
from sayso.reading.reader import MAX_CHARACTERS, MODEL
from sayso.reading.roles import Framed
from sayso.reading.tokens import load_tokenizer, tokenize

HARBOUR = Path(__file__).parent.parent / "examples" / "harbour"
PIECES = [
    "The mayor said the bridge was safe.", '"We will not go," said Orla Penhask, 61.', "he told reporters",
    ", according to", "Tarsenholm blamed Olvask", "declined to comment", "she added", "Ms Sorl's", "LPS", "1,000",
    "it is believed to have been", "“", "”", '"', "'", "’", "(", ")", "—", ": ", "…", "\n", "\n\n", "\r\n", " ", "\t",
    "😀", "ﬁ", "日本", "e\u0301", "\u202e", "\x00", "x" * 50,
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


@pytest.fixture(scope="module")
def polnear() -> Reader:
    return Reader(scheme="polnear", threads=1)


def harbour() -> list[Report]:
    return [item for item in reports([HARBOUR]) if isinstance(item, Report)]


def check(reading: Reading, text: str) -> None:
    """Every promise of docs/output.md that can be checked without knowing what the text says."""
    assert reading.text == text
    claims = {claim.id: claim for claim in reading.claims}
    assert list(claims) == [f"c{k + 1}" for k in range(len(reading.claims))]
    for claim in reading.claims:
        spans = [s for s in (claim.source, claim.cue, *claim.content) if s is not None]
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.text
        places = [(piece.start, piece.end) for piece in claim.content]
        assert places == sorted(places)
        assert all(a[1] <= b[0] for a, b in pairwise(places))
        assert 0 <= claim.confidence <= 1
        assert claim.source is not None or claim.speaker is None
        assert claim.content or claim.act == "decline"
        assert not any("\n" in span.text for span in claim.content)
        seen = set()
        up: Claim | None = claim
        while up is not None and up.within is not None:
            assert up.id not in seen
            seen.add(up.id)
            up = claims[up.within]
    for name in reading.names:
        assert text[name.start : name.end] == name.text
        assert name.name.strip()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_whatever_the_text(reader: Reader, polnear: Reader, text: str) -> None:
    reading = reader.read(text)
    check(reading, text)
    assert reader.read(text) == reading
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading
    assert not any(claim.within for claim in polnear.read(text).claims)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "word " * 8000,
        "no" * 4000,
        '"' * 500,
        "“She said “he said “they said “we said it was so.",
        ('He said: "It is so. ' * 30 + "\n") * 10,
    ],
    ids=["nothing", "white space", "long", "one long word", "marks", "nested marks", "unclosed"],
)
def test_odd_texts(reader: Reader, text: str) -> None:
    check(reader.read(text), text)


def test_a_reading_does_not_depend_on_neighbours_or_threads(reader: Reader) -> None:
    found = harbour()
    alone = [reader.read(report) for report in found]
    assert list(Reader(threads=1).read_many(found)) == alone
    assert list(Reader(threads=4).read_many(reversed(found))) == alone[::-1]
    for report, reading in zip(found, alone, strict=True):
        check(reading, report.text)


def test_a_text_of_many_windows_and_segments(reader: Reader) -> None:
    text = harbour()[0].text
    long = text + "\n\nIn other news, nothing happened.\n\n" * 400
    check(reader.read(long), long)


def test_what_is_no_text_is_refused(reader: Reader) -> None:
    with pytest.raises(InputError, match="limit"):
        reader.read("a" * (MAX_CHARACTERS + 1))
    with pytest.raises(InputError, match="surrogate"):
        reader.read("the mayor said \ud800")
    with pytest.raises(InputError, match="unknown scheme"):
        Reader(scheme="parc")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="threads"):
        Reader(threads=0)


def test_the_module_reads_too() -> None:
    reading = sayso.read("The mayor said the bridge was safe.", published="2024-12-22", title="Bridge")
    assert (reading.published, reading.title, len(reading.claims)) == ("2024-12-22", "Bridge", 1)


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"reader\.json"):
        Reader(tmp_path)
    model = tmp_path / "model"
    shutil.copytree(MODEL, model)
    (model / "encoder.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        Reader(model)
    (model / "links.npz").write_bytes(b"")
    shutil.copy(MODEL / "encoder.onnx", model / "encoder.onnx")
    with pytest.raises(ModelError, match=r"links\.npz"):
        Reader(model)
    (model / "links.npz").unlink()
    (model / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError):
        Reader(model)
    settings_file = model / "reader.json"
    settings_file.write_text(json.dumps({**json.loads(settings_file.read_text()), "format": 99}))
    with pytest.raises(ModelError, match="format 99"):
        Reader(model)


# What it must get right at the least ------------------------------------------------------------------------------


def claims_of(reader: Reader, text: str) -> list[tuple[str | None, str | None, str, str | None]]:
    """(source, cue, content, speaker) of every claim."""
    return [
        (
            c.source.text if c.source else None,
            c.cue.text if c.cue else None,
            " … ".join(piece.text for piece in c.content),
            c.speaker.name if c.speaker else None,
        )
        for c in reader.read(text).claims
    ]


def test_plain_indirect_speech(reader: Reader) -> None:
    assert claims_of(reader, "Harbour master Hedvika Sorl said on Tuesday that the pier was closed.") == [
        ("Harbour master Hedvika Sorl", "said", "that the pier was closed", "Hedvika Sorl")
    ]


def test_according_to(reader: Reader) -> None:
    [(source, cue, content, _)] = claims_of(
        reader, "Nine people died in the fire, according to the regional fire service."
    )
    assert (source, cue) == ("the regional fire service", "according to")
    assert content == "Nine people died in the fire"


def test_a_quotation_in_two_pieces(reader: Reader) -> None:
    [claim] = reader.read('"The search is over," fire chief Alva Renning said. "Nobody is missing any more."').claims
    assert [piece.text for piece in claim.content] == ['"The search is over,"', '"Nobody is missing any more."']
    assert (claim.form, claim.speaker and claim.speaker.name) == ("direct", "Alva Renning")


def test_pronouns_lead_to_names(reader: Reader) -> None:
    text = (
        "Foreign Minister Sanne Brakovar arrived in Paris on Monday.\n\n"
        '"We want peace," Brakovar said. She added that talks would begin soon.'
    )
    assert {who for *_, who in claims_of(reader, text)} == {"Sanne Brakovar"}


def test_a_capital_that_speaks_is_its_government(reader: Reader) -> None:
    found = claims_of(reader, "Moscow accused Kiev of shelling the plant. Kiev denied the accusation.")
    assert [who for *_, who in found][:2] == ["government of Russia", "government of Ukraine"]
    found = claims_of(reader, "A spokesman said in Moscow that the plant was safe.")
    assert [source for source, *_ in found] == ["A spokesman"]


def test_through_whom_it_came(reader: Reader) -> None:
    text = '"We had no part in it," Foreign Minister Sanne Brakovar said, as quoted by the agency Olvask Telegraph.'
    claims = reader.read(text).claims
    inner = next(c for c in claims if c.cue and c.cue.text == "said")
    outer = next(c for c in claims if c.cue and "quoted" in c.cue.text)
    assert inner.within == outer.id
    assert outer.within is None


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The company denied that it had sold the parts.", "deny"),
        ("The minister accused the rebels of burning the school.", "accuse"),
        ("The prime minister promised to rebuild the bridge.", "promise"),
        ("Residents demanded that the mayor resign.", "demand"),
        ("The owner of the ship declined to comment.", "decline"),
        ("Forecasters warned that the river would rise further.", "predict"),
        ("The director praised the crew for their courage.", "judge"),
    ],
)
def test_acts(reader: Reader, text: str, act: str) -> None:
    assert [claim.act for claim in reader.read(text).claims] == [act]


def test_hedges_without_a_source(reader: Reader) -> None:
    [claim] = reader.read("A guard was reportedly seen running from the pier.").claims
    assert (claim.source, claim.speaker, claim.hedged) == (None, None, True)


def test_silence_is_no_claim(reader: Reader) -> None:
    assert reader.read("The bridge was closed for repairs on Monday. Trains ran late.").claims == ()


def test_numpy_keeps_its_threads_between_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    from threadpoolctl import threadpool_info

    from sayso.reading.blas import one_thread

    def threads() -> list[int]:
        return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]

    before = threads()
    with one_thread(), one_thread():
        assert set(threads()) == {1}
    list(Reader(threads=2).read_many(Report(str(n), "The mayor said the bridge was safe.") for n in range(6)))
    assert threads() == before


@pytest.mark.parametrize(
    ("words", "core"),
    [
        ("an unfair, outdated system of licences", "an unfair, outdated system of licences"),
        ("one of the traders in one of the halls in which the fire spread", "one of the traders in one of the halls"),
        ("those who carry the flag", "those who carry the flag"),
        ("the mayor, a former docker", "the mayor"),
        ("the union that called the strike", "the union"),
    ],
)
def test_a_description_is_cut_where_its_noun_phrase_ends(words: str, core: str) -> None:
    assert speakers._core(words) == core


def test_a_short_form_in_brackets_is_no_name_of_its_own(reader: Reader) -> None:
    text = "The Harbour Safety Board (HSB) said the pier was closed. The HSB said it would open on Monday."
    named = [c.speaker.name for c in reader.read(text).claims if c.speaker]
    assert set(named[:2]) == {"Harbour Safety Board"}


@pytest.mark.parametrize(
    ("source", "cue", "kept"),
    [((0, 4), (4, 5), (2, 4)), ((2, 4), (4, 5), (2, 4)), ((1, 3), (0, 1), (1, 2))],
)
def test_a_source_stays_in_the_line_nearest_its_cue(
    source: tuple[int, int], cue: tuple[int, int], kept: tuple[int, int]
) -> None:
    tokens = tokenize(load_tokenizer(MODEL), "Green city\n\nHarbour police said so")
    framed = Framed(cue[0], source, cue, (), np.zeros(11, dtype=np.float32), 0.0, ())
    assert claims._in_line(tokens, framed) == kept
