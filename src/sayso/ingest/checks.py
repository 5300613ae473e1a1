"""What every text must pass before it is a report, whatever format it came in."""

from __future__ import annotations

from sayso._errors import InputError
from sayso.ingest.language import check_language

MAX_CHARACTERS = 2_000_000  # a long novel, and what the reader takes; what is longer is no report
MAX_BYTES = 20_000_000  # of one report as it is stored: pages carry scripts, JSON escapes a character in six bytes


def check_text(text: str) -> None:
    """Raises InputError when `text` cannot be read: empty, too long, not text, without sentences, not English."""
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"too long: {len(text):,} characters (limit {MAX_CHARACTERS:,})")
    if not text or text.isspace():
        raise InputError("empty: nothing but white space" if text else "empty")
    if (at := text.find("\0")) >= 0:
        raise InputError(f"not text: NUL character at character {at:,}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"not text: lone surrogate at character {error.start:,}") from None
    if not any(map(str.isalpha, text)):
        raise InputError("no sentences: not one letter in it")
    check_language(text)


def too_big(count: int | None) -> InputError:
    """The refusal of a report of `count` bytes (None: more than could be counted) before it is read into memory."""
    amount = f"{count / 1e6:,.1f} MB" if count is not None else f"more than {MAX_BYTES // 1_000_000} MB"
    return InputError(f"too long: {amount} (limit {MAX_BYTES // 1_000_000} MB for one report)")
