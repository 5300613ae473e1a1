"""Plain text: the whole file is one report."""

from __future__ import annotations

from sayso._types import Report
from sayso.ingest.checks import check_text
from sayso.ingest.defaults import Defaults
from sayso.ingest.encoding import decode


def read(name: str, data: bytes, defaults: Defaults) -> Report:
    """One report with id `name`; `text` is what was decoded, newlines untouched. Raises InputError."""
    text = decode(data)
    check_text(text)
    return Report(id=name, text=text, title=defaults.title, published=defaults.published, publisher=defaults.publisher)
