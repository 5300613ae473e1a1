"""The tables of the ledger, the same on SQLite and PostgreSQL. docs/ledger.md is made from the comments here.

A span of a report is always `start_char`, `end_char` (code points, half open) and mostly its `words`, which were
checked against the report's text when they were written. Times of ours are ISO 8601 in UTC; what reports say
(`published`, `from_day` …) is ISO 8601 as precise as it is known. Spans and evidence point at reports, which never go.
A reading's rows are replaced when the report is read anew, so judgements name a report and a span, not those rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

# A whole number of 64 bits; on SQLite spelled INTEGER, the only spelling that makes a primary key the rowid.
Whole = BigInteger().with_variant(Integer, "sqlite")
# Text ordered by code point on both databases, whatever the language of the server.
Plain = Text().with_variant(Text(collation="C"), "postgresql")

_CARRIER = "the innermost claim whose content carries it; null in the reporter's words"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id(comment: str) -> Column[Any]:
    """A key given by the writer: one more than the highest, inside its transaction."""
    return Column("id", Whole, primary_key=True, autoincrement=False, comment=comment)


def _counted(comment: str) -> Column[Any]:
    """A key given by the database, for tables that several write to at once."""
    return Column("id", Whole, Identity(), primary_key=True, comment=comment)


def _column(name: str, kind: TypeEngine[Any] | type[TypeEngine[Any]], comment: str) -> Column[Any]:
    return Column(name, kind, nullable=False, comment=comment)


def _maybe(name: str, kind: TypeEngine[Any] | type[TypeEngine[Any]], comment: str) -> Column[Any]:
    return Column(name, kind, nullable=True, comment=comment)


def _of(name: str, target: str, comment: str, *, needed: bool = True, cascade: bool = True) -> Column[Any]:
    """A reference to another table's `id`; rows go with what they belong to.

    Checked at the commit: a row may be written before the one it refers to.
    """
    key = ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None, deferrable=True, initially="DEFERRED")
    return Column(name, Whole, key, nullable=not needed, index=True, comment=comment)


def _span() -> list[Column[Any]]:
    return [
        _column("start_char", Integer, "where it begins in the report's text, in code points"),
        _column("end_char", Integer, "where it ends, half open"),
        _column("words", Text, "the report's text from `start_char` to `end_char`"),
    ]


def _spans_ordered() -> CheckConstraint:
    return CheckConstraint("0 <= start_char AND start_char <= end_char", name="span")



def _part_of(name: str, target: str, comment: str) -> Column[Any]:
    """A reference that is part of the row's key."""
    key = ForeignKey(f"{target}.id", ondelete=None if target == "reports" else "CASCADE")
    return Column(name, Whole, key, primary_key=True, autoincrement=False, index=target == "reports", comment=comment)


migrations = Table(
    "migrations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="number of the migration, from 1"),
    _column("name", Text, "what it does"),
    _column("applied", Text, "when it was applied"),
    comment="Which steps of the schema this ledger has: one row a step.",
)

reports = Table(
    "reports",
    metadata,
    _id("number of the report in this ledger"),
    _column("input_id", Text, "its id as the input gave it; else its path, with the line or place in it"),
    _column("address", Plain, "what makes it the same report when it comes again: its URL, else file and id or place"),
    _column("version", Integer, "1 for the first text from this address, 2 for the next …"),
    _of("previous_id", "reports", "the version before this one", needed=False, cascade=False),
    Column("node", Plain, nullable=False, unique=True, comment="the linker's name for it, made of address and text"),
    _column("sha256", Text, "SHA-256 of `text` in UTF-8, in hex"),
    _column("text", Text, "the report; every span counts its code points"),
    _maybe("title", Text, "its title"),
    _maybe("published", Text, "when it was published, ISO 8601, as precise as it is known"),
    _maybe("published_day", Text, "the day of `published` in UTC; null where only year or month is known"),
    _maybe("publisher", Text, "who published it"),
    _maybe("url", Text, "its address on the web, as the input gave it"),
    _maybe("byline", Text, "its authors, as printed"),
    _column("found_at", Text, "where it was found: path, line, place in an archive, or address fetched"),
    _column("added", Text, "when it was added"),
    UniqueConstraint("address", "sha256"),
    UniqueConstraint("address", "version"),
    Index("ix_reports_newest", text("coalesce(published_day, '')"), "id"),
    Index("ix_reports_published_day", "published_day"),
    Index("ix_reports_publisher", "publisher"),
    Index("ix_reports_input_id", "input_id"),
    comment="Published texts. A row never changes: a changed text from the same address is a new version, another row.",
)

readings = Table(
    "readings",
    metadata,
    Column("report_id", Whole, ForeignKey("reports.id"), primary_key=True, autoincrement=False, comment="the report"),
    _column("reader", Text, "which reader made it: version of sayso and of its model"),
    _column("made", Text, "when it was made"),
    Index("ix_readings_reader", "reader"),
    comment="Which reader read each report. `sayso reread` replaces a reading and all that hangs on it.",
)


def _report() -> Column[Any]:
    """Rows of a reading go with it."""
    key = ForeignKey("readings.report_id", ondelete="CASCADE")
    return Column("report_id", Whole, key, nullable=False, index=True, comment="the report")


claims = Table(
    "claims",
    metadata,
    _id("number of the claim in this ledger"),
    _report(),
    _column("label", Text, "the claim's id in its report: `c1`, `c2` …"),
    _of("within_id", "claims", "the claim whose content holds this one", needed=False),
    _maybe("speaker", Text, "who the source refers to: the fullest name in the report, or the description it keeps to"),
    _maybe("speaker_kind", Text, "`person`, `organization`, `government`, `group` or `document`"),
    _column("act", Text, "`state`, `confirm`, `deny`, `accuse` … (docs/words.md)"),
    _column("form", Text, "`direct`, `indirect` or `mixed`"),
    _column("hedged", Boolean, "whether the report keeps its distance"),
    _column("confidence", Float, "calibrated probability that the claim is right"),
    _maybe("source_start", Integer, "where the source begins in the report's text"),
    _maybe("source_end", Integer, "where it ends"),
    _maybe("source", Text, "the words of the source"),
    _maybe("cue_start", Integer, "where the cue begins"),
    _maybe("cue_end", Integer, "where it ends"),
    _maybe("cue", Text, "the words of the cue"),
    _column("content", Text, "the words of the content, pieces joined by ` … `; the spans are in claim_contents"),
    UniqueConstraint("report_id", "label"),
    Index("ix_claims_speaker", "speaker", "speaker_kind", "report_id", "act"),
    Index("ix_claims_act", "act"),
    comment="Attributions: who says what, in which act, and through whom (`within_id`).",
)

claim_contents = Table(
    "claim_contents",
    metadata,
    _part_of("claim_id", "claims", "the claim"),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="0 for the first piece, 1 for the next …"),
    *_span(),
    _spans_ordered(),
    comment="The pieces of each claim's content.",
)

names = Table(
    "names",
    metadata,
    _id("number of the name in this ledger"),
    _report(),
    *_span(),
    _column("kind", Text, "`person`, `organization`, `location`, `facility`, `group`, `product` or `misc`"),
    _column("name", Text, "the fullest form of it in the report"),
    _spans_ordered(),
    comment="Named things, as spans of their reports. There is no list of persons and no index over names on purpose.",
)

times = Table(
    "times",
    metadata,
    _id("number of the time in this ledger"),
    _report(),
    *_span(),
    _column("type", Text, "TIMEX3 type: `DATE`, `TIME`, `DURATION`, `SET`"),
    _maybe("value", Text, "TIMEX3 value, null where it cannot be resolved"),
    _maybe("mod", Text, "TIMEX3 modifier: `APPROX`, `START` …"),
    _maybe("from_day", Text, "first calendar day it denotes"),
    _maybe("to_day", Text, "last calendar day it denotes"),
    _of("claim_id", "claims", _CARRIER, needed=False),
    _spans_ordered(),
    Index("ix_times_from_day", "from_day"),
    comment="Expressions of time, resolved against the report's publication.",
)

places = Table(
    "places",
    metadata,
    _id("number of the place in this ledger"),
    _report(),
    *_span(),
    _column("usage", Text, "`literal`, `government`, `demonym`, `people` or `in-name`"),
    _maybe("name", Text, "its name in the gazetteer"),
    _maybe("geonames_id", Integer, "its number in GeoNames"),
    _maybe("lat", Float, "latitude in degrees"),
    _maybe("lon", Float, "longitude in degrees"),
    _maybe("country", Text, "ISO 3166 alpha-2"),
    _maybe("admin1", Text, "name of the first-order division"),
    _maybe("kind", Text, "`country`, `region`, `district`, `city`, `town`, `village`, `area`, `site`, `multi`"),
    _maybe("precision", Text, "UCDP's: `exact`, `within`, `district`, `region`, `country`, `multi`"),
    _maybe("relation", Text, "`from`, `near`, `between` or `to`, where the words say how something lies to the place"),
    _maybe("relation_start", Integer, "where the words of the relation begin"),
    _maybe("relation_end", Integer, "where they end"),
    _maybe("relation_words", Text, "the words of the relation"),
    _maybe("relation_km", Float, "distance in kilometres"),
    _maybe("relation_direction", Text, "compass direction"),
    _maybe("relation_border", Boolean, "whether the distance is to the place's border"),
    _of("relation_other_id", "places", "the other place of `between`", needed=False),
    _maybe("relation_lat", Float, "latitude of the point the words give"),
    _maybe("relation_lon", Float, "longitude of that point"),
    _of("claim_id", "claims", _CARRIER, needed=False),
    _spans_ordered(),
    Index("ix_places_geonames_id", "geonames_id"),
    Index("ix_places_name", "name"),
    Index("ix_places_country_admin1", "country", "admin1"),
    comment="Toponyms, what they are used for and where they lie.",
)

figures = Table(
    "figures",
    metadata,
    _id("number of the figure in this ledger"),
    _report(),
    *_span(),
    _column("kind", Text, "`killed`, `injured`, `missing`, `arrested`, `displaced` or `abducted`"),
    _maybe("low", Whole, "least number, inclusive; null where the words leave it open or it exceeds 64 bits"),
    _maybe("high", Whole, "greatest number, inclusive; null likewise"),
    _of("claim_id", "claims", _CARRIER, needed=False),
    _of("place_id", "places", "where, as far as the words say", needed=False),
    _of("time_id", "times", "when, as far as the words say", needed=False),
    _of("part_of_id", "figures", "the figure it is a part of (“including three children”)", needed=False),
    _spans_ordered(),
    comment="Counts of people.",
)

checks = Table(
    "checks",
    metadata,
    _id("number of the check in this ledger"),
    _report(),
    *_span(),
    _column("kind", Text, "`distance`, `weekday`, `age`, `interval` or `sum`"),
    _column("says", Text, "what the report says"),
    _maybe("finds", Text, "what the map, the calendar or addition says"),
    _column("verdict", Text, "`holds`, `does not hold` or `cannot tell`"),
    _spans_ordered(),
    Index("ix_checks_verdict", "verdict"),
    comment="What a report says that a map, a calendar or addition can confirm.",
)

refusals = Table(
    "refusals",
    metadata,
    _counted("number of the refusal"),
    _column("found_at", Plain, "the input: path, line, place in an archive, or address"),
    _column("reason", Plain, "why it was not added (docs/input.md)"),
    _column("first_refused", Text, "when it was first refused"),
    _column("last_refused", Text, "when it was last refused"),
    _column("times", Integer, "how often"),
    UniqueConstraint("found_at", "reason"),
    comment="Every input that was not added. One that was added later is no longer here.",
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Plain, primary_key=True, comment="the feed's address"),
    _maybe("etag", Text, "its ETag at the last poll, sent back with the next"),
    _maybe("last_modified", Text, "its Last-Modified, likewise"),
    _maybe("polled", Text, "when it was last asked for"),
    _maybe("next_poll", Text, "not to be asked for before that"),
    _column("failures", Integer, "how often in a row it could not be had: each doubles the wait"),
    _maybe("last_answer", Text, "what came of the last poll: `200`, `304` or why it failed"),
    comment="What `sayso watch` knows of the feeds it polls.",
)

judgements = Table(
    "judgements",
    metadata,
    _counted("number of the judgement, in the order they were made"),
    _column("made", Text, "when"),
    _column("author", Text, "who"),
    _maybe("reason", Text, "why"),
    _column("kind", Text, "`same`, `different`, `main`, `also`, `accept`, `reject`, `correct` or `undo`"),
    _column("target", Text, "what is judged: `incident`, `origin`, `story`, `claim`, `time`, `place`, `figure` …"),
    _of("report_id", "reports", "the report judged, or one that stands for its cluster", needed=False, cascade=False),
    _maybe("start_char", Integer, "where the span judged begins (of a claim: its cue, else its content)"),
    _maybe("end_char", Integer, "where it ends"),
    _of("other_report_id", "reports", "the other report of `same` and `different`", needed=False, cascade=False),
    _maybe("field", Text, "what `correct` sets: `speaker`, `act`, `value`, `geonames_id`, `low` …"),
    _maybe("value", JSON, "what it is set to"),
    _of("supersedes_id", "judgements", "the judgement this one takes back or replaces", needed=False, cascade=False),
    comment="Decisions of people. Rows are only added; all else but reports can be made anew beneath them.",
)

standing = Table(
    "standing",
    metadata,
    Column(
        "judgement_id", Whole, ForeignKey("judgements.id"), primary_key=True, autoincrement=False,
        comment="the judgement",
    ),
    _of("report_id", "reports", "the report judged", cascade=False),
    _column("kind", Text, "`accept`, `reject` or `correct`"),
    _of("claim_id", "claims", "the claim judged", needed=False),
    _of("time_id", "times", "the time judged", needed=False),
    _of("place_id", "places", "the place judged", needed=False),
    _of("figure_id", "figures", "the figure judged", needed=False),
    _maybe("field", Text, "what is corrected"),
    _maybe("machine", JSON, "what the machine says of it"),
    comment="Judgements that hold for rows of a reading. Made anew after each judgement and each reading.",
)

origins = Table(
    "origins",
    metadata,
    _id("number of the origin in this ledger"),
    Column("key", Plain, nullable=False, unique=True, comment="the linker's name for it"),
    _maybe("agency", Text, "the agency its reports credit"),
    _of("first_report_id", "reports", "its earliest report", cascade=False),
    comment="Original copies: thirty reprints of one agency text are one origin; what copies nothing is its own.",
)

origin_reports = Table(
    "origin_reports",
    metadata,
    Column("report_id", Whole, ForeignKey("reports.id"), primary_key=True, autoincrement=False, comment="the report"),
    _of("origin_id", "origins", "the origin it carries"),
    _maybe("agency", Text, "the agency this report credits"),
    _of("copied_from_id", "reports", "the report it copies; null: it is the original", needed=False, cascade=False),
    _maybe("share", Float, "share of the report's own text that is copied, 0 to 1; null for the original"),
    comment="Which origin each report carries: exactly one. Versions that were replaced by a newer one are not linked.",
)

passages = Table(
    "passages",
    metadata,
    _id("number of the passage in this ledger"),
    _of("report_id", "reports", "the report that took it over", cascade=False),
    _of("from_report_id", "reports", "the report it was taken from (the earlier one)", cascade=False),
    _column("share", Float, "share of the report's own text it makes up, 0 to 1"),
    _column("joins", Boolean, "whether it is enough to make the two one origin"),
    UniqueConstraint("report_id", "from_report_id"),
    comment="Text that one report shares with another, joined into one origin or not.",
)

copied_sentences = Table(
    "copied_sentences",
    metadata,
    _id("number of the row"),
    _of("passage_id", "passages", "the passage it belongs to"),
    _of("report_id", "reports", "the report with the copy", cascade=False),
    _column("start_char", Integer, "where the sentence begins in that report"),
    _column("end_char", Integer, "where it ends"),
    _column("from_start", Integer, "where its original begins in the passage's `from_report_id`"),
    _column("from_end", Integer, "where it ends"),
    _column("share", Float, "share of the sentence's words that the original has, 0 to 1"),
    _spans_ordered(),
    comment="The sentences of a passage, in both reports.",
)

stories = Table(
    "stories",
    metadata,
    _id("number of the story in this ledger"),
    Column("key", Plain, nullable=False, unique=True, comment="the linker's name for it"),
    _maybe("title", Text, "title of its first report that has one"),
    _maybe("from_day", Text, "publication day of its first report"),
    _maybe("to_day", Text, "publication day of its last report"),
    _column("reports", Integer, "number of its reports"),
    _column("origins", Integer, "number of their origins"),
    Index("ix_stories_newest", text("coalesce(to_day, '')"), "id"),
    comment="Runs of happenings.",
)

story_reports = Table(
    "story_reports",
    metadata,
    Column("report_id", Whole, ForeignKey("reports.id"), primary_key=True, autoincrement=False, comment="the report"),
    _of("story_id", "stories", "the story it belongs to"),
    comment="Which story each report belongs to: exactly one.",
)

incidents = Table(
    "incidents",
    metadata,
    _id("number of the incident in this ledger"),
    Column("key", Plain, nullable=False, unique=True, comment="the linker's name for it"),
    _of("story_id", "stories", "the story it belongs to", needed=False, cascade=False),
    _maybe("title", Text, "title of its first report that has one"),
    _maybe("kind", Text, "`armed clash`, `explosion or remote strike`, `attack on civilians`, `protest`, `riot`, …"),
    _maybe("from_day", Text, "first day it may have happened on"),
    _maybe("to_day", Text, "last day it may have happened on"),
    _maybe("place", Text, "name of the place in the gazetteer"),
    _maybe("geonames_id", Integer, "its number in GeoNames"),
    _maybe("lat", Float, "latitude in degrees"),
    _maybe("lon", Float, "longitude in degrees"),
    _maybe("country", Text, "ISO 3166 alpha-2"),
    _maybe("admin1", Text, "name of the first-order division"),
    _maybe("precision", Text, "UCDP's precision of the place"),
    _column("reports", Integer, "number of reports whose main incident it is"),
    _column("also", Integer, "number of reports that mention it beside another"),
    _column("origins", Integer, "number of origins among them"),
    _column("conflicts", Integer, "number of conflicts among its accounts"),
    Index("ix_incidents_newest", text("coalesce(from_day, '')"), "id"),
    Index("ix_incidents_country_admin1", "country", "admin1"),
    Index("ix_incidents_kind", "kind"),
    comment="Things that happened at one place and time. The spans they rest on are in incident_evidence.",
)

incident_reports = Table(
    "incident_reports",
    metadata,
    _part_of("incident_id", "incidents", "the incident"),
    _part_of("report_id", "reports", "the report"),
    _column("role", Text, "`main`: the report's main incident; `also`: it mentions it"),
    CheckConstraint("role IN ('main', 'also')", name="role"),
    comment="Which incidents each report tells of: at most one is its main one.",
)
Index(
    "uq_incident_reports_main",
    incident_reports.c.report_id,
    unique=True,
    sqlite_where=incident_reports.c.role == "main",
    postgresql_where=incident_reports.c.role == "main",
)

incident_evidence = Table(
    "incident_evidence",
    metadata,
    _id("number of the row"),
    _of("incident_id", "incidents", "the incident"),
    _column("respect", Text, "what it is evidence of: `when`, `where`, `kind` or `party`"),
    _maybe("value", Text, "what the words come to: a TIMEX3 value, a place, a kind, a party's name"),
    _of("report_id", "reports", "the report it stands in", cascade=False),
    *_span(),
    _spans_ordered(),
    comment="The words that an incident's time, place, kind and parties rest on.",
)

accounts = Table(
    "accounts",
    metadata,
    _id("number of the account in this ledger"),
    _of("incident_id", "incidents", "the incident"),
    _column("respect", Text, "a kind of figures (`killed` …), `who`, `where`, `when` or `happened`"),
    _maybe("speaker", Text, "who says it; null: the reports in their own words"),
    _maybe("speaker_kind", Text, "as in claims"),
    _column("conflicting", Boolean, "whether another account contradicts its latest entry"),
    comment="What one speaker says of one incident in one respect.",
)

account_entries = Table(
    "account_entries",
    metadata,
    _id("number of the row"),
    _of("account_id", "accounts", "the account"),
    _maybe("as_of", Text, "as of when: publication of the report"),
    _of("report_id", "reports", "the report", cascade=False),
    _of("origin_id", "origins", "its origin: entries with one origin count once", needed=False, cascade=False),
    _of("claim_id", "claims", "the claim; null in the report's own words", needed=False),
    _maybe("stance", Text, "`says`, `denies` or `accuses`"),
    _maybe("low", Whole, "least number, inclusive"),
    _maybe("high", Whole, "greatest number, inclusive"),
    _maybe("value", Text, "what is said where it is no number"),
    _column("through", JSON, "names of those it came through, nearest first"),
    *_span(),
    _spans_ordered(),
    Index("ix_account_entries_account_id_as_of", "account_id", "as_of"),
    comment="The history of an account: one row each time it is told.",
)

conflicts = Table(
    "conflicts",
    metadata,
    _id("number of the conflict in this ledger"),
    _of("incident_id", "incidents", "the incident"),
    _column("respect", Text, "as in accounts"),
    _column("kind", Text, "`figures` (ranges that exclude one another) or `denial` (of what another says)"),
    _of("entry_id", "account_entries", "the one entry"),
    _of("other_entry_id", "account_entries", "the entry it contradicts"),
    comment="Entries of two speakers that contradict one another. One speaker's new number is an update instead.",
)

link_postings = Table(
    "link_postings",
    metadata,
    Column("kind", Plain, primary_key=True, comment="which of the linker's indexes"),
    Column("term", Whole, primary_key=True, autoincrement=False, comment="the key: what was hashed, as a number"),
    Column("position", Whole, primary_key=True, autoincrement=False, comment="the owner's place in a range: a day"),
    Column("owner", Plain, primary_key=True, comment="the report or part of one that has the key"),
    _column("count", Integer, "how often"),
    sqlite_with_rowid=False,
    comment="The linker's inverted index. All `link_` tables are its memory, which can be made anew.",
)

link_owners = Table(
    "link_owners",
    metadata,
    Column("kind", Plain, primary_key=True, comment="which of the linker's indexes"),
    Column("owner", Plain, primary_key=True, comment="the owner"),
    _column("position", Whole, "its place in a range"),
    _column("terms", LargeBinary, "its keys, eight bytes each, the lowest byte first"),
    sqlite_with_rowid=False,
    comment="What each owner has in link_postings, so that it can be taken out again without an index of that size.",
)

link_records = Table(
    "link_records",
    metadata,
    Column("kind", Plain, primary_key=True, comment="what kind of record"),
    Column("name", Plain, primary_key=True, comment="under which name"),
    _column("record", LargeBinary, "the linker's own encoding"),
    sqlite_with_rowid=False,
    comment="What the linker keeps of each report.",
)

link_edges = Table(
    "link_edges",
    metadata,
    Column("kind", Plain, primary_key=True, comment="what kind of decision"),
    Column("a", Plain, primary_key=True, comment="the one"),
    Column("b", Plain, primary_key=True, comment="the other; after `a` in order"),
    _column("weight", Float, "how strongly"),
    _column("detail", LargeBinary, "the linker's own encoding of the evidence"),
    Index("ix_link_edges_kind_b", "kind", "b"),
    sqlite_with_rowid=False,
    comment="What the linker decided about pairs.",
)

link_clusters = Table(
    "link_clusters",
    metadata,
    Column("kind", Plain, primary_key=True, comment="what kind of cluster"),
    Column("node", Plain, primary_key=True, comment="what is in it"),
    _column("cluster", Plain, "its name"),
    Index("ix_link_clusters_kind_cluster_node", "kind", "cluster", "node"),
    sqlite_with_rowid=False,
    comment="Which cluster each node is in.",
)

#: What a reading consists of, in an order in which rows can be written; removed with the reading.
OF_A_READING = (claims, claim_contents, names, times, places, figures, checks)
