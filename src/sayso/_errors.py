"""Every exception sayso raises on purpose.

    SaysoError
    ├── InputError      something a user gave cannot be used; the message says what and why, on one line
    │   └── RefusedReport   one report of many: reading goes on with the next
    ├── ModelError      the model files are missing or belong to another version
    └── LedgerError     the ledger cannot be opened, read or written
"""

from __future__ import annotations


class SaysoError(Exception):
    """Base of all errors raised by sayso."""


class InputError(SaysoError):
    """What the user gave cannot be used."""


class RefusedReport(InputError):
    """One report cannot be read.

    `where` names the input (a path, `path:line` for JSON lines, `-` for standard input) and `reason` says
    why, both on one line.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class ModelError(SaysoError):
    """The model files are missing, damaged or of another version."""


class LedgerError(SaysoError):
    """The ledger cannot be opened, read or written; nothing was half-written."""
