"""Claims as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from sqlalchemy import Connection

from sayso.export.columns import Column, write_csv, write_jsonl, write_parquet
from sayso.export.privacy import Shown, Withheld
from sayso.export.stream import pages
from sayso.queries import Filter
from sayso.queries import claims as ask
from sayso.queries.types import Claim

Told = tuple[Claim, Withheld]

COLUMNS: tuple[Column, ...] = (
    Column("report_id", "text", "id of the report as the input gave it", None, lambda t: t[0].report.id),
    Column("claim_id", "text", "id of the claim in its report", None, lambda t: t[0].id),
    Column("title", "text", "title of the report", "the report has none", lambda t: t[1](t[0].report.title)),
    Column("published", "text", "when the report was published, ISO 8601", "it is not known", lambda t: t[0].report.published),
    Column("publisher", "text", "who published it", "it is not known", lambda t: t[0].report.publisher),
    Column("speaker", "text", "who the source refers to", "nobody is named", lambda t: t[1](t[0].speaker)),
    Column("speaker_kind", "text", "`person`, `organization` …", "there is no speaker", lambda t: t[0].speaker_kind),
    Column("act", "text", "`state`, `deny` …", None, lambda t: t[0].act),
    Column("form", "text", "`direct`, `indirect`, `mixed`", None, lambda t: t[0].form),
    Column("hedged", "boolean", "whether the report keeps its distance", None, lambda t: t[0].hedged),
    Column("confidence", "number", "calibrated probability that the claim is right", None, lambda t: t[0].confidence),
    Column("source", "text", "words of the source", "no source is named", lambda t: t[1](t[0].source)),
    Column("cue", "text", "words that do the saying", "there are none", lambda t: t[0].cue),
    Column("content", "text", "words of the content, pieces joined by ` … `", None, lambda t: t[1](t[0].content)),
    Column("start_char", "integer", "where the cue, else the content, begins in the text, in code points", "it has neither", lambda t: t[0].start),
    Column("end_char", "integer", "where it ends", "as above", lambda t: t[0].end),
    Column("through", "text", "whom it came through, the nearest first, joined by ` < `", "it is not inside another claim", lambda t: t[1](" < ".join(t[0].through)) or None),
    Column("incident_id", "text", "the report's main incident", "the report is not linked", lambda t: t[0].incident),
    Column("accepted", "boolean", "whether an analyst accepted it; rejected ones are not exported", None, lambda t: t[0].accepted),
)  # fmt: skip


def rows(connection: Connection, chosen: Filter, shown: Shown, limit: int | None) -> Iterator[Told]:
    """Claims, each with what takes private persons out of its words."""
    for items in pages(ask, connection, chosen, limit):
        withheld = shown.withheld(claim.report.number for claim in items)
        yield from ((claim, withheld[claim.report.number]) for claim in items)


def csv(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """As CSV."""
    write_csv(COLUMNS, rows(connection, chosen, shown, limit), to)


def jsonl(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """As JSON lines."""
    write_jsonl(COLUMNS, rows(connection, chosen, shown, limit), to)


def parquet(connection: Connection, chosen: Filter, to: IO[bytes], shown: Shown, limit: int | None) -> None:
    """As Parquet."""
    write_parquet(COLUMNS, rows(connection, chosen, shown, limit), to)
