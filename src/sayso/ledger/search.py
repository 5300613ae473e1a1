"""Full text over reports and claims: the same words ask SQLite's FTS5 and PostgreSQL.

A query is words that must all be there, in any form ("bridge" finds "bridges"), and phrases in quotation marks.
Nothing in it is an operator, so any text of a stranger is a query.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, column, func, literal_column, select, table

from sayso.ledger.extras import CLAIM_VECTOR, REPORT_VECTOR
from sayso.ledger.schema import claims, reports

_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')


def reports_about(connection: Connection, query: str) -> Select[tuple[int]]:
    """Numbers of the reports whose title or text has what `query` asks for."""
    return _about(connection, query, "reports", REPORT_VECTOR)


def claims_about(connection: Connection, query: str) -> Select[tuple[int]]:
    """Numbers of the claims whose source or content has what `query` asks for."""
    return _about(connection, query, "claims", CLAIM_VECTOR)


def _about(connection: Connection, query: str, name: str, vector: str) -> Select[tuple[int]]:
    phrases = [" ".join((quoted or word).split()) for quoted, word in _PART.findall(query.replace("\0", " "))]
    phrases = [phrase for phrase in phrases if any(map(str.isalnum, phrase))]
    if connection.dialect.name == "sqlite":
        found = table(f"{name}_search", column("rowid"))
        if not phrases:
            return select(found.c.rowid).where(literal_column("0"))
        words = " ".join(f'"{phrase}"' for phrase in phrases)
        return select(found.c.rowid).where(literal_column(f"{name}_search").op("MATCH")(words))
    of = reports if name == "reports" else claims
    asked: ColumnElement[Any] = func.phraseto_tsquery("sayso", phrases[0] if phrases else "")
    for phrase in phrases[1:]:
        asked = asked.op("&&")(func.phraseto_tsquery("sayso", phrase))
    return select(of.c.id).where(literal_column(vector).op("@@")(asked))
