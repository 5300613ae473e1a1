"""Bytes to text, without guessing where a guess could be wrong.

The order: a byte order mark; NUL bytes in the pattern of UTF-16; UTF-8; what the page declares; Windows-1252 for bytes
that are ASCII but for a few; charset-normalizer for the rest.
"""

from __future__ import annotations

import codecs
import re

from sayso._errors import InputError

# UTF-32 before UTF-16: its little-endian mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip file"),
    *((b"BZh%d1AY&SY" % level, "a bzip2 file") for level in range(1, 10)),
    (b"\xfd7zXZ\0", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
)
_CONTROL = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1a\x1b"))
# Codecs that run text through a transformation, or give lone surrogates: no page is stored in them.
_NO_CHARSET = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"}
# What pages mean that declare the narrower one, as the WHATWG encoding standard has it.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ALL_HIGH = bytes(range(0x80, 0x100))
_UNKNOWN = "encoding not recognised: save it as UTF-8"
_SAMPLE = 100_000  # bytes shown to charset-normalizer


def check_binary(head: bytes) -> None:
    """Raises InputError when the first bytes of a file are those of a known binary format, or hold stray NUL bytes."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise InputError(f"not text: {what}")
    if b"\0" in head and not unicode_form(head):
        raise InputError("not text: a binary file (NUL bytes)")


def unicode_form(data: bytes) -> str | None:
    """The UTF-16 or UTF-32 codec of `data`, by its byte order mark or the places of its NUL bytes; None if neither."""
    for mark, codec in _MARKS[1:]:
        if data.startswith(mark):
            return codec
    sample = data[:65536]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    # Latin letters leave every second byte NUL. Typographic quotes and dashes do not: hence "most", not "all".
    if odd * 2 > len(sample) // 2 and even * 50 <= odd:
        return "utf-16-le"
    if even * 2 > len(sample) // 2 and odd * 50 <= even:
        return "utf-16-be"
    return None


def decode(data: bytes, declared: str | None = None) -> str:
    """The text in `data`, newlines as they are, without its byte order mark.

    declared: the encoding that the document itself names, followed where the bytes do not say otherwise.
    Raises InputError for binary data, damaged text and encodings that cannot be told.
    """
    check_binary(data[:4096])
    codec = "utf-8" if data.startswith(codecs.BOM_UTF8) else unicode_form(data)
    if codec:
        return _strictly(data, codec)
    if b"\0" in data:
        raise InputError("not text: a binary file (NUL bytes)")
    if _rich_in_control_characters(data):
        raise InputError("not text: a binary file (control characters)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = error
    if (text := _as_declared(data, declared)) is not None:
        return text
    high = len(data) - len(data.translate(None, _ALL_HIGH))
    # What is whole UTF-8 but for a few bytes is damaged UTF-8; in any other encoding it would be mojibake.
    in_utf8 = sum(len(found) for found in _MULTIBYTE.findall(data))
    if in_utf8 * 2 > high:
        raise InputError(f"damaged text: UTF-8 but for byte {bad.start:,} (0x{data[bad.start]:02x})")
    if high * 10 <= len(data):
        try:
            return data.decode("windows-1252")
        except UnicodeDecodeError:  # a few bytes are too few to tell anything else by
            raise InputError(_UNKNOWN) from None
    return _by_statistics(data)


def _strictly(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InputError(f"damaged text: not valid {codec[:6].upper()} at byte {error.start:,}") from None


def _as_declared(data: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        codec = codecs.lookup(declared.strip()).name
        if codec in _NO_CHARSET or codec.startswith(("utf-16", "utf-32")):
            return None
        return data.decode(_WIDER.get(codec, codec))
    except (LookupError, ValueError):  # UnicodeError is a ValueError; so is a label with a NUL in it
        return None


def _by_statistics(data: bytes) -> str:
    import logging

    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE:
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" ")) + 1] or sample  # no character cut in two
    best = from_bytes(sample).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    raise InputError(_UNKNOWN)


def _rich_in_control_characters(data: bytes) -> bool:
    sample = data[:65536]
    return (len(sample) - len(sample.translate(None, _CONTROL))) * 50 > len(sample)


__all__ = ["check_binary", "decode", "unicode_form"]
