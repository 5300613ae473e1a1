"""Ingest: whatever a user gives (files, folders, standard input) becomes reports, or refusals that say why.

    for item in reports(["news/", "-"]):
        ...  # a Report, or a RefusedReport for what cannot be read

One module per format (`plain`, `html`, `jsonl`), each from bytes to reports; `files` finds the bytes and tells the
formats apart. `encoding`, `language`, `checks` and `published` hold the rules all formats share. `docs/input.md` lists
the formats, the keys and every refusal.
"""

from sayso.ingest.defaults import Defaults
from sayso.ingest.files import fetched, reports, size

__all__ = ["Defaults", "fetched", "reports", "size"]
