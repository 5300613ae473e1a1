"""sayso reads news reports: who says what happened, and on whose say-so.

    import sayso
    reading = sayso.read("The mayor said the bridge was safe.", published="2024-12-22")
    for claim in reading.claims: ...

Importing is cheap: the model is loaded by the first `read` or `Reader()`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# Name -> module that defines it. Resolved on first use, so that `import sayso` costs nothing (PEP 562).
_PUBLIC = {
    "read": "sayso.reading.reader",
    "Reader": "sayso.reading.reader",
    "Report": "sayso._types",
    "Span": "sayso._types",
    "Speaker": "sayso._types",
    "Claim": "sayso._types",
    "Name": "sayso._types",
    "Time": "sayso._types",
    "Figure": "sayso._types",
    "Place": "sayso._types",
    "Relation": "sayso._types",
    "Check": "sayso._types",
    "Reading": "sayso._types",
    "SaysoError": "sayso._errors",
    "InputError": "sayso._errors",
    "RefusedReport": "sayso._errors",
    "ModelError": "sayso._errors",
    "LedgerError": "sayso._errors",
}

__all__ = ["__version__", *_PUBLIC]

if TYPE_CHECKING:
    from sayso._errors import InputError as InputError
    from sayso._errors import LedgerError as LedgerError
    from sayso._errors import ModelError as ModelError
    from sayso._errors import RefusedReport as RefusedReport
    from sayso._errors import SaysoError as SaysoError
    from sayso._types import Check as Check
    from sayso._types import Claim as Claim
    from sayso._types import Figure as Figure
    from sayso._types import Name as Name
    from sayso._types import Place as Place
    from sayso._types import Reading as Reading
    from sayso._types import Relation as Relation
    from sayso._types import Report as Report
    from sayso._types import Span as Span
    from sayso._types import Speaker as Speaker
    from sayso._types import Time as Time
    from sayso.reading.reader import Reader as Reader
    from sayso.reading.reader import read as read


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
