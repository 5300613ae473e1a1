CREATE TABLE feeds (
    url TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    polled TEXT,
    next_poll TEXT,
    failures INTEGER NOT NULL,
    last_answer TEXT,
    CONSTRAINT pk_feeds PRIMARY KEY (url)
);

CREATE TABLE link_clusters (
    kind TEXT NOT NULL,
    node TEXT NOT NULL,
    cluster TEXT NOT NULL,
    CONSTRAINT pk_link_clusters PRIMARY KEY (kind, node)
)
 WITHOUT ROWID;

CREATE INDEX ix_link_clusters_kind_cluster_node ON link_clusters (kind, cluster, node);

CREATE TABLE link_edges (
    kind TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    weight FLOAT NOT NULL,
    detail BLOB NOT NULL,
    CONSTRAINT pk_link_edges PRIMARY KEY (kind, a, b)
)
 WITHOUT ROWID;

CREATE INDEX ix_link_edges_kind_b ON link_edges (kind, b);

CREATE TABLE link_owners (
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    position INTEGER NOT NULL,
    terms BLOB NOT NULL,
    CONSTRAINT pk_link_owners PRIMARY KEY (kind, owner)
)
 WITHOUT ROWID;

CREATE TABLE link_postings (
    kind TEXT NOT NULL,
    term INTEGER NOT NULL,
    position INTEGER NOT NULL,
    owner TEXT NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT pk_link_postings PRIMARY KEY (kind, term, position, owner)
)
 WITHOUT ROWID;

CREATE TABLE link_records (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    record BLOB NOT NULL,
    CONSTRAINT pk_link_records PRIMARY KEY (kind, name)
)
 WITHOUT ROWID;

CREATE TABLE migrations (
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    applied TEXT NOT NULL,
    CONSTRAINT pk_migrations PRIMARY KEY (number)
);

CREATE TABLE refusals (
    id INTEGER NOT NULL,
    found_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    first_refused TEXT NOT NULL,
    last_refused TEXT NOT NULL,
    times INTEGER NOT NULL,
    CONSTRAINT pk_refusals PRIMARY KEY (id),
    CONSTRAINT uq_refusals_found_at_reason UNIQUE (found_at, reason)
);

CREATE TABLE reports (
    id INTEGER NOT NULL,
    input_id TEXT NOT NULL,
    address TEXT NOT NULL,
    version INTEGER NOT NULL,
    previous_id INTEGER,
    node TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    title TEXT,
    published TEXT,
    published_day TEXT,
    publisher TEXT,
    url TEXT,
    byline TEXT,
    found_at TEXT NOT NULL,
    added TEXT NOT NULL,
    CONSTRAINT pk_reports PRIMARY KEY (id),
    CONSTRAINT uq_reports_address_sha256 UNIQUE (address, sha256),
    CONSTRAINT uq_reports_address_version UNIQUE (address, version),
    CONSTRAINT fk_reports_previous_id FOREIGN KEY(previous_id) REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT uq_reports_node UNIQUE (node)
);

CREATE INDEX ix_reports_input_id ON reports (input_id);

CREATE INDEX ix_reports_newest ON reports (coalesce(published_day, ''), id);

CREATE INDEX ix_reports_previous_id ON reports (previous_id);

CREATE INDEX ix_reports_published_day ON reports (published_day);

CREATE INDEX ix_reports_publisher ON reports (publisher);

CREATE TABLE stories (
    id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    title TEXT,
    from_day TEXT,
    to_day TEXT,
    reports INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    CONSTRAINT pk_stories PRIMARY KEY (id),
    CONSTRAINT uq_stories_key UNIQUE ("key")
);

CREATE INDEX ix_stories_newest ON stories (coalesce(to_day, ''), id);

CREATE TABLE incidents (
    id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    story_id INTEGER,
    title TEXT,
    kind TEXT,
    from_day TEXT,
    to_day TEXT,
    place TEXT,
    geonames_id INTEGER,
    lat FLOAT,
    lon FLOAT,
    country TEXT,
    admin1 TEXT,
    precision TEXT,
    reports INTEGER NOT NULL,
    also INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    CONSTRAINT pk_incidents PRIMARY KEY (id),
    CONSTRAINT uq_incidents_key UNIQUE ("key"),
    CONSTRAINT fk_incidents_story_id FOREIGN KEY(story_id) REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_incidents_country_admin1 ON incidents (country, admin1);

CREATE INDEX ix_incidents_kind ON incidents (kind);

CREATE INDEX ix_incidents_newest ON incidents (coalesce(from_day, ''), id);

CREATE INDEX ix_incidents_story_id ON incidents (story_id);

CREATE TABLE judgements (
    id INTEGER NOT NULL,
    made TEXT NOT NULL,
    author TEXT NOT NULL,
    reason TEXT,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    report_id INTEGER,
    start_char INTEGER,
    end_char INTEGER,
    other_report_id INTEGER,
    field TEXT,
    value JSON,
    supersedes_id INTEGER,
    CONSTRAINT pk_judgements PRIMARY KEY (id),
    CONSTRAINT fk_judgements_report_id FOREIGN KEY(report_id) REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_judgements_other_report_id FOREIGN KEY(other_report_id) REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_judgements_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES judgements (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_judgements_other_report_id ON judgements (other_report_id);

CREATE INDEX ix_judgements_report_id ON judgements (report_id);

CREATE INDEX ix_judgements_supersedes_id ON judgements (supersedes_id);

CREATE TABLE origins (
    id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    agency TEXT,
    first_report_id INTEGER NOT NULL,
    CONSTRAINT pk_origins PRIMARY KEY (id),
    CONSTRAINT uq_origins_key UNIQUE ("key"),
    CONSTRAINT fk_origins_first_report_id FOREIGN KEY(first_report_id) REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_origins_first_report_id ON origins (first_report_id);

CREATE TABLE passages (
    id INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    from_report_id INTEGER NOT NULL,
    share FLOAT NOT NULL,
    joins BOOLEAN NOT NULL,
    CONSTRAINT pk_passages PRIMARY KEY (id),
    CONSTRAINT uq_passages_report_id_from_report_id UNIQUE (report_id, from_report_id),
    CONSTRAINT fk_passages_report_id FOREIGN KEY(report_id) REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_passages_from_report_id FOREIGN KEY(from_report_id) REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_passages_from_report_id ON passages (from_report_id);

CREATE INDEX ix_passages_report_id ON passages (report_id);

CREATE TABLE readings (
    report_id INTEGER NOT NULL,
    reader TEXT NOT NULL,
    made TEXT NOT NULL,
    CONSTRAINT pk_readings PRIMARY KEY (report_id),
    CONSTRAINT fk_readings_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
);

CREATE INDEX ix_readings_reader ON readings (reader);

CREATE TABLE story_reports (
    report_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL,
    CONSTRAINT pk_story_reports PRIMARY KEY (report_id),
    CONSTRAINT fk_story_reports_report_id FOREIGN KEY(report_id) REFERENCES reports (id),
    CONSTRAINT fk_story_reports_story_id FOREIGN KEY(story_id) REFERENCES stories (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_story_reports_story_id ON story_reports (story_id);

CREATE TABLE accounts (
    id INTEGER NOT NULL,
    incident_id INTEGER NOT NULL,
    respect TEXT NOT NULL,
    speaker TEXT,
    speaker_kind TEXT,
    conflicting BOOLEAN NOT NULL,
    CONSTRAINT pk_accounts PRIMARY KEY (id),
    CONSTRAINT fk_accounts_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_accounts_incident_id ON accounts (incident_id);

CREATE TABLE checks (
    id INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    words TEXT NOT NULL,
    kind TEXT NOT NULL,
    says TEXT NOT NULL,
    finds TEXT,
    verdict TEXT NOT NULL,
    CONSTRAINT pk_checks PRIMARY KEY (id),
    CONSTRAINT ck_checks_span CHECK (0 <= start_char AND start_char <= end_char),
    CONSTRAINT fk_checks_report_id FOREIGN KEY(report_id) REFERENCES readings (report_id) ON DELETE CASCADE
);

CREATE INDEX ix_checks_report_id ON checks (report_id);

CREATE INDEX ix_checks_verdict ON checks (verdict);

CREATE TABLE claims (
    id INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    label TEXT NOT NULL,
    within_id INTEGER,
    speaker TEXT,
    speaker_kind TEXT,
    act TEXT NOT NULL,
    form TEXT NOT NULL,
    hedged BOOLEAN NOT NULL,
    confidence FLOAT NOT NULL,
    source_start INTEGER,
    source_end INTEGER,
    source TEXT,
    cue_start INTEGER,
    cue_end INTEGER,
    cue TEXT,
    content TEXT NOT NULL,
    CONSTRAINT pk_claims PRIMARY KEY (id),
    CONSTRAINT uq_claims_report_id_label UNIQUE (report_id, label),
    CONSTRAINT fk_claims_report_id FOREIGN KEY(report_id) REFERENCES readings (report_id) ON DELETE CASCADE,
    CONSTRAINT fk_claims_within_id FOREIGN KEY(within_id) REFERENCES claims (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_claims_act ON claims (act);

CREATE INDEX ix_claims_report_id ON claims (report_id);

CREATE INDEX ix_claims_speaker ON claims (speaker, speaker_kind, report_id, act);

CREATE INDEX ix_claims_within_id ON claims (within_id);

CREATE TABLE copied_sentences (
    id INTEGER NOT NULL,
    passage_id INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    from_start INTEGER NOT NULL,
    from_end INTEGER NOT NULL,
    share FLOAT NOT NULL,
    CONSTRAINT pk_copied_sentences PRIMARY KEY (id),
    CONSTRAINT ck_copied_sentences_span CHECK (0 <= start_char AND start_char <= end_char),
    CONSTRAINT fk_copied_sentences_passage_id FOREIGN KEY(passage_id) REFERENCES passages (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_copied_sentences_report_id FOREIGN KEY(report_id) REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_copied_sentences_passage_id ON copied_sentences (passage_id);

CREATE INDEX ix_copied_sentences_report_id ON copied_sentences (report_id);

CREATE TABLE incident_evidence (
    id INTEGER NOT NULL,
    incident_id INTEGER NOT NULL,
    respect TEXT NOT NULL,
    value TEXT,
    report_id INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_incident_evidence PRIMARY KEY (id),
    CONSTRAINT ck_incident_evidence_span CHECK (0 <= start_char AND start_char <= end_char),
    CONSTRAINT fk_incident_evidence_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_incident_evidence_report_id FOREIGN KEY(report_id) REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_incident_evidence_incident_id ON incident_evidence (incident_id);

CREATE INDEX ix_incident_evidence_report_id ON incident_evidence (report_id);

CREATE TABLE incident_reports (
    incident_id INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    CONSTRAINT pk_incident_reports PRIMARY KEY (incident_id, report_id),
    CONSTRAINT ck_incident_reports_role CHECK (role IN ('main', 'also')),
    CONSTRAINT fk_incident_reports_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id) ON DELETE CASCADE,
    CONSTRAINT fk_incident_reports_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
);

CREATE INDEX ix_incident_reports_report_id ON incident_reports (report_id);

CREATE UNIQUE INDEX uq_incident_reports_main ON incident_reports (report_id) WHERE role = 'main';

CREATE TABLE names (
    id INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    words TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_names PRIMARY KEY (id),
    CONSTRAINT ck_names_span CHECK (0 <= start_char AND start_char <= end_char),
    CONSTRAINT fk_names_report_id FOREIGN KEY(report_id) REFERENCES readings (report_id) ON DELETE CASCADE
);

CREATE INDEX ix_names_report_id ON names (report_id);

CREATE TABLE origin_reports (
    report_id INTEGER NOT NULL,
    origin_id INTEGER NOT NULL,
    agency TEXT,
    copied_from_id INTEGER,
    share FLOAT,
    CONSTRAINT pk_origin_reports PRIMARY KEY (report_id),
    CONSTRAINT fk_origin_reports_report_id FOREIGN KEY(report_id) REFERENCES reports (id),
    CONSTRAINT fk_origin_reports_origin_id FOREIGN KEY(origin_id) REFERENCES origins (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_origin_reports_copied_from_id FOREIGN KEY(copied_from_id) REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_origin_reports_copied_from_id ON origin_reports (copied_from_id);

CREATE INDEX ix_origin_reports_origin_id ON origin_reports (origin_id);

CREATE TABLE account_entries (
    id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    as_of TEXT,
    report_id INTEGER NOT NULL,
    origin_id INTEGER,
    claim_id INTEGER,
    stance TEXT,
    low INTEGER,
    high INTEGER,
    value TEXT,
    through JSON NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_account_entries PRIMARY KEY (id),
    CONSTRAINT ck_account_entries_span CHECK (0 <= start_char AND start_char <= end_char),
    CONSTRAINT fk_account_entries_account_id FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_account_entries_report_id FOREIGN KEY(report_id) REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_account_entries_origin_id FOREIGN KEY(origin_id) REFERENCES origins (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_account_entries_claim_id FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_account_entries_account_id ON account_entries (account_id);

CREATE INDEX ix_account_entries_account_id_as_of ON account_entries (account_id, as_of);

CREATE INDEX ix_account_entries_claim_id ON account_entries (claim_id);

CREATE INDEX ix_account_entries_origin_id ON account_entries (origin_id);

CREATE INDEX ix_account_entries_report_id ON account_entries (report_id);

CREATE TABLE claim_contents (
    claim_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_claim_contents PRIMARY KEY (claim_id, number),
    CONSTRAINT ck_claim_contents_span CHECK (0 <= start_char AND start_char <= end_char),
    CONSTRAINT fk_claim_contents_claim_id FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE
);

CREATE TABLE places (
    id INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    words TEXT NOT NULL,
    usage TEXT NOT NULL,
    name TEXT,
    geonames_id INTEGER,
    lat FLOAT,
    lon FLOAT,
    country TEXT,
    admin1 TEXT,
    kind TEXT,
    precision TEXT,
    relation TEXT,
    relation_start INTEGER,
    relation_end INTEGER,
    relation_words TEXT,
    relation_km FLOAT,
    relation_direction TEXT,
    relation_border BOOLEAN,
    relation_other_id INTEGER,
    relation_lat FLOAT,
    relation_lon FLOAT,
    claim_id INTEGER,
    CONSTRAINT pk_places PRIMARY KEY (id),
    CONSTRAINT ck_places_span CHECK (0 <= start_char AND start_char <= end_char),
    CONSTRAINT fk_places_report_id FOREIGN KEY(report_id) REFERENCES readings (report_id) ON DELETE CASCADE,
    CONSTRAINT fk_places_relation_other_id FOREIGN KEY(relation_other_id) REFERENCES places (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_places_claim_id FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_places_claim_id ON places (claim_id);

CREATE INDEX ix_places_country_admin1 ON places (country, admin1);

CREATE INDEX ix_places_geonames_id ON places (geonames_id);

CREATE INDEX ix_places_name ON places (name);

CREATE INDEX ix_places_relation_other_id ON places (relation_other_id);

CREATE INDEX ix_places_report_id ON places (report_id);

CREATE TABLE times (
    id INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    words TEXT NOT NULL,
    type TEXT NOT NULL,
    value TEXT,
    mod TEXT,
    from_day TEXT,
    to_day TEXT,
    claim_id INTEGER,
    CONSTRAINT pk_times PRIMARY KEY (id),
    CONSTRAINT ck_times_span CHECK (0 <= start_char AND start_char <= end_char),
    CONSTRAINT fk_times_report_id FOREIGN KEY(report_id) REFERENCES readings (report_id) ON DELETE CASCADE,
    CONSTRAINT fk_times_claim_id FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_times_claim_id ON times (claim_id);

CREATE INDEX ix_times_from_day ON times (from_day);

CREATE INDEX ix_times_report_id ON times (report_id);

CREATE TABLE conflicts (
    id INTEGER NOT NULL,
    incident_id INTEGER NOT NULL,
    respect TEXT NOT NULL,
    kind TEXT NOT NULL,
    entry_id INTEGER NOT NULL,
    other_entry_id INTEGER NOT NULL,
    CONSTRAINT pk_conflicts PRIMARY KEY (id),
    CONSTRAINT fk_conflicts_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_conflicts_entry_id FOREIGN KEY(entry_id) REFERENCES account_entries (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_conflicts_other_entry_id FOREIGN KEY(other_entry_id) REFERENCES account_entries (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_conflicts_entry_id ON conflicts (entry_id);

CREATE INDEX ix_conflicts_incident_id ON conflicts (incident_id);

CREATE INDEX ix_conflicts_other_entry_id ON conflicts (other_entry_id);

CREATE TABLE figures (
    id INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    words TEXT NOT NULL,
    kind TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    claim_id INTEGER,
    place_id INTEGER,
    time_id INTEGER,
    part_of_id INTEGER,
    CONSTRAINT pk_figures PRIMARY KEY (id),
    CONSTRAINT ck_figures_span CHECK (0 <= start_char AND start_char <= end_char),
    CONSTRAINT fk_figures_report_id FOREIGN KEY(report_id) REFERENCES readings (report_id) ON DELETE CASCADE,
    CONSTRAINT fk_figures_claim_id FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_figures_place_id FOREIGN KEY(place_id) REFERENCES places (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_figures_time_id FOREIGN KEY(time_id) REFERENCES times (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_figures_part_of_id FOREIGN KEY(part_of_id) REFERENCES figures (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_figures_claim_id ON figures (claim_id);

CREATE INDEX ix_figures_part_of_id ON figures (part_of_id);

CREATE INDEX ix_figures_place_id ON figures (place_id);

CREATE INDEX ix_figures_report_id ON figures (report_id);

CREATE INDEX ix_figures_time_id ON figures (time_id);

CREATE TABLE standing (
    judgement_id INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    claim_id INTEGER,
    time_id INTEGER,
    place_id INTEGER,
    figure_id INTEGER,
    field TEXT,
    machine JSON,
    CONSTRAINT pk_standing PRIMARY KEY (judgement_id),
    CONSTRAINT fk_standing_judgement_id FOREIGN KEY(judgement_id) REFERENCES judgements (id),
    CONSTRAINT fk_standing_report_id FOREIGN KEY(report_id) REFERENCES reports (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_standing_claim_id FOREIGN KEY(claim_id) REFERENCES claims (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_standing_time_id FOREIGN KEY(time_id) REFERENCES times (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_standing_place_id FOREIGN KEY(place_id) REFERENCES places (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_standing_figure_id FOREIGN KEY(figure_id) REFERENCES figures (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_standing_claim_id ON standing (claim_id);

CREATE INDEX ix_standing_figure_id ON standing (figure_id);

CREATE INDEX ix_standing_place_id ON standing (place_id);

CREATE INDEX ix_standing_report_id ON standing (report_id);

CREATE INDEX ix_standing_time_id ON standing (time_id);

CREATE VIRTUAL TABLE reports_search USING fts5(title, text, content='reports', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');

CREATE TRIGGER reports_search_insert AFTER INSERT ON reports BEGIN
  INSERT INTO reports_search(rowid, title, text) VALUES (new.id, new.title, new.text);
END;

CREATE VIRTUAL TABLE claims_search USING fts5(source, content, content='claims', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');

CREATE TRIGGER claims_search_insert AFTER INSERT ON claims BEGIN
  INSERT INTO claims_search(rowid, source, content) VALUES (new.id, new.source, new.content);
END;

CREATE TRIGGER claims_search_delete AFTER DELETE ON claims BEGIN
  INSERT INTO claims_search(claims_search, rowid, source, content) VALUES ('delete', old.id, old.source, old.content);
END;

CREATE TRIGGER reports_fixed_update BEFORE UPDATE ON reports BEGIN
  SELECT RAISE(ABORT, 'a report never changes');
END;

CREATE TRIGGER reports_fixed_delete BEFORE DELETE ON reports BEGIN
  SELECT RAISE(ABORT, 'a report never changes');
END;

CREATE TRIGGER judgements_fixed_update BEFORE UPDATE ON judgements BEGIN
  SELECT RAISE(ABORT, 'judgements are only added');
END;

CREATE TRIGGER judgements_fixed_delete BEFORE DELETE ON judgements BEGIN
  SELECT RAISE(ABORT, 'judgements are only added');
END;

