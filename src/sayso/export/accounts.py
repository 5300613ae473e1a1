"""Accounts as a table: one row for each entry of their history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NamedTuple

from sqlalchemy import Connection

from sayso.export.columns import Column, write_csv, write_jsonl, write_parquet
from sayso.export.privacy import Shown, Withheld
from sayso.export.stream import pages
from sayso.queries import Filter
from sayso.queries import accounts as ask
from sayso.queries.types import Account, Entry


class Told(NamedTuple):
    """An entry, the account it belongs to, and what takes private persons out of its words."""

    account: Account
    entry: Entry
    clean: Withheld


COLUMNS: tuple[Column, ...] = (
    Column("incident_id", "text", "the incident", None, lambda t: t.account.incident),
    Column("incident_title", "text", "its title", "none of its reports has one", lambda t: t.clean(t.account.incident_title)),
    Column("respect", "text", "`killed`, `injured` …, `who`, `where`, `when`, `happened`", None, lambda t: t.account.respect),
    Column("speaker", "text", "who says it", "the report in its own words", lambda t: t.clean(t.account.speaker)),
    Column("speaker_kind", "text", "`person`, `organization` …", "there is no speaker", lambda t: t.account.speaker_kind),
    Column("as_of", "text", "publication of the report", "it is not known", lambda t: t.entry.as_of),
    Column("stance", "text", "`says`, `denies` or `accuses`", None, lambda t: t.entry.stance),
    Column("low", "integer", "least number, inclusive", "no number is told, or it is open below", lambda t: t.entry.low),
    Column("high", "integer", "greatest number, inclusive", "no number is told, or it is open above", lambda t: t.entry.high),
    Column("value", "text", "what is said where it is no number", "a number is told", lambda t: t.clean(t.entry.value)),
    Column("through", "text", "whom it came through, the nearest first, joined by ` < `", "it came through nobody", lambda t: t.clean(" < ".join(t.entry.through)) or None),
    Column("report_id", "text", "id of the report as the input gave it", None, lambda t: t.entry.report.id),
    Column("publisher", "text", "who published it", "it is not known", lambda t: t.entry.report.publisher),
    Column("origin_id", "text", "the report's origin: entries of one origin count once", "the report is not linked", lambda t: t.entry.origin),
    Column("claim_id", "text", "id of the claim in its report", "the report's own words", lambda t: t.entry.claim),
    Column("start_char", "integer", "where its words begin in the text, in code points", None, lambda t: t.entry.words.start),
    Column("end_char", "integer", "where they end", None, lambda t: t.entry.words.end),
    Column("words", "text", "the words it rests on", None, lambda t: t.clean(t.entry.words.text)),
    Column("conflicting", "boolean", "whether another account contradicts this one's latest entry", None, lambda t: t.account.conflicting),
)  # fmt: skip


def rows(connection: Connection, chosen: Filter, shown: Shown, limit: int | None) -> Iterator[Told]:
    """Entries of accounts, those of an account by time."""
    for items in pages(ask, connection, chosen, limit):
        withheld = shown.withheld(entry.report.number for account in items for entry in account.entries)
        for account in items:
            yield from (Told(account, entry, withheld[entry.report.number]) for entry in account.entries)


def csv(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """As CSV."""
    write_csv(COLUMNS, rows(connection, chosen, shown, limit), to)


def jsonl(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """As JSON lines."""
    write_jsonl(COLUMNS, rows(connection, chosen, shown, limit), to)


def parquet(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """As Parquet."""
    write_parquet(COLUMNS, rows(connection, chosen, shown, limit), to)
