"""What the tables have that SQLAlchemy does not describe: full text, and rows that must not change.

Full text is two FTS5 tables on SQLite, kept by triggers, and two expression indexes on PostgreSQL; `search` asks both.
"""

from __future__ import annotations

# PostgreSQL refuses vectors above 1 MB; so many characters never make one.
SEARCHED = 200_000
REPORT_VECTOR = f"to_tsvector('sayso', coalesce(title, '') || ' ' || left(text, {SEARCHED}))"
CLAIM_VECTOR = f"to_tsvector('sayso', coalesce(source, '') || ' ' || left(content, {SEARCHED}))"

_FIXED = {
    "reports": ("a report never changes", ("UPDATE", "DELETE")),
    "judgements": ("judgements are only added", ("UPDATE", "DELETE")),
}


def statements(dialect: str) -> list[str]:
    """To be run after the tables are there."""
    return _sqlite() if dialect == "sqlite" else _postgresql()


def _sqlite() -> list[str]:
    made = []
    for table, words in (("reports", ("title", "text")), ("claims", ("source", "content"))):
        listed = ", ".join(words)
        new, old = (", ".join(f"{row}.{word}" for word in words) for row in ("new", "old"))
        search = f"{table}_search"
        made += [
            f"CREATE VIRTUAL TABLE {search} USING fts5({listed}, content='{table}', content_rowid='id', "
            "tokenize='porter unicode61 remove_diacritics 2')",
            f"CREATE TRIGGER {search}_insert AFTER INSERT ON {table} BEGIN\n"
            f"  INSERT INTO {search}(rowid, {listed}) VALUES (new.id, {new});\nEND",
        ]
        if table == "claims":
            made.append(
                f"CREATE TRIGGER {search}_delete AFTER DELETE ON {table} BEGIN\n"
                f"  INSERT INTO {search}({search}, rowid, {listed}) VALUES ('delete', old.id, {old});\nEND"
            )
    for table, (reason, events) in _FIXED.items():
        made += [
            f"CREATE TRIGGER {table}_fixed_{event.lower()} BEFORE {event} ON {table} BEGIN\n"
            f"  SELECT RAISE(ABORT, '{reason}');\nEND"
            for event in events
        ]
    return made


def _postgresql() -> list[str]:
    words = "asciiword, asciihword, hword_asciipart, word, hword, hword_part"
    made = [
        # English stems, but no stop words: "they were not there" is a phrase that people look for.
        "CREATE TEXT SEARCH DICTIONARY sayso_stems (TEMPLATE = snowball, LANGUAGE = english)",
        "CREATE TEXT SEARCH CONFIGURATION sayso (COPY = english)",
        f"ALTER TEXT SEARCH CONFIGURATION sayso ALTER MAPPING FOR {words} WITH sayso_stems",
        f"CREATE INDEX reports_search ON reports USING gin ({REPORT_VECTOR})",
        f"CREATE INDEX claims_search ON claims USING gin ({CLAIM_VECTOR})",
    ]
    for table, (reason, events) in _FIXED.items():
        made += [
            f"CREATE FUNCTION {table}_fixed() RETURNS trigger LANGUAGE plpgsql AS $$\n"
            f"BEGIN\n  RAISE EXCEPTION '{reason}';\nEND $$",
            f"CREATE TRIGGER {table}_fixed BEFORE {' OR '.join(events)} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_fixed()",
        ]
    return made
