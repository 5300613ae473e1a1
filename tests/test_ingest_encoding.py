"""Bytes to text: right, or refused; never mojibake without a word."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import InputError
from sayso.ingest.encoding import decode

TEXT = "The mayor of Averholt said the café’s “bridge” — once a façade — was safe.\r\nShe would open it in the spring. "


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "windows-1252", "utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_text_is_decoded_exactly(codec: str) -> None:
    assert decode(TEXT.encode(codec)) == TEXT


@pytest.mark.parametrize(("mark", "codec"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_big_endian_with_its_mark(mark: bytes, codec: str) -> None:
    assert decode(mark + TEXT.encode(codec)) == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (TEXT.encode().replace("é".encode(), b"\xc3"), "damaged text: UTF-8 but for byte 34 (0xc3)"),
        (TEXT.encode() + b"\xff", f"damaged text: UTF-8 but for byte {len(TEXT.encode())} (0xff)"),
        (codecs.BOM_UTF8 + b"caf\xe9 was open", "damaged text: not valid UTF-8 at byte 6"),
        (TEXT.encode("utf-16")[:-1], f"damaged text: not valid UTF-16 at byte {2 * len(TEXT)}"),
        (codecs.BOM_UTF16_LE + b"a\0\x00\xd8b\0", "damaged text: not valid UTF-16 at byte 4"),
        (codecs.BOM_UTF32_LE + b"\0\0\x11\0", "damaged text: not valid UTF-32 at byte 4"),
        (TEXT.encode("mac-roman"), "encoding not recognised: save it as UTF-8"),
        (b"a\0\0\0b" * 50, "not text: a binary file (NUL bytes)"),
    ],
)
def test_damaged_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as raised:
        decode(data)
    assert str(raised.value) == reason


def test_a_declared_encoding_is_followed_where_the_bytes_allow_it() -> None:
    assert decode("Škoda said so".encode("iso-8859-2"), "iso-8859-2") == "Škoda said so"
    assert decode("Škoda said so".encode(), "iso-8859-2") == "Škoda said so"  # the bytes say UTF-8
    assert decode("He said “so”".encode("windows-1252"), "iso-8859-1") == "He said “so”"  # as browsers take it
    assert decode("She said “so” in İzmir".encode("windows-1254"), "iso-8859-9") == "She said “so” in İzmir"
    assert decode("The café “Lín” — 镕".encode("gb18030"), "gb2312") == "The café “Lín” — 镕"


@pytest.mark.parametrize("declared", ["nonsense", "hex", "zlib", "utf-16", "a\0b", "unicode_escape", "utf-7", ""])
def test_a_declared_encoding_that_cannot_be_is_ignored(declared: str) -> None:
    assert decode(b"The caf\xe9 of \\u0041verholt +AGE- was open, she said", declared) == (
        "The café of \\u0041verholt +AGE- was open, she said"
    )


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_was_written_comes_back(text: str, codec: str) -> None:
    text = text.removeprefix("\ufeff")
    if text:
        assert decode(("The mayor: " + text).encode(codec)) == "The mayor: " + text


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "shift_jis", "unicode_escape", "utf-7", "idna"]))
def test_any_bytes_become_text_or_a_reason(data: bytes, declared: str | None) -> None:
    try:
        assert isinstance(decode(data, declared), str)
    except InputError as error:
        assert str(error).isprintable()
