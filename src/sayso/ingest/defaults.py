"""What the user says of plain text, which cannot say it itself."""

from __future__ import annotations

import msgspec

from sayso._errors import InputError
from sayso.ingest.published import check_published


class Defaults(msgspec.Struct, frozen=True):
    """Title, publication time and publisher of plain text; HTML and JSON lines speak for themselves.

    `published` is ISO 8601, from a year to a date-time. Raises InputError when it is not.
    """

    title: str | None = None
    published: str | None = None
    publisher: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            try:
                msgspec.structs.force_setattr(self, "published", check_published(self.published))
            except InputError as error:
                raise InputError(f"--published: {error}") from None
        for option, value in (("--title", self.title), ("--publisher", self.publisher)):
            if value is not None and not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
                raise InputError(f"{option}: not text: bytes that are not in the terminal's encoding")
