-- The record of everything that happened (design: the journal). Insert only, also for the owner.
CREATE TABLE journal (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  on_behalf_of uuid,
  door text NOT NULL,
  region_id text NOT NULL,
  organization_id uuid,
  kind text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  body jsonb NOT NULL,
  public_body jsonb NOT NULL,
  commitments jsonb NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX journal_subject_idx ON journal (subject_kind, subject_id, seq);
CREATE INDEX journal_kind_idx ON journal (kind, seq);
CREATE INDEX journal_region_idx ON journal (region_id, kind, seq);
GRANT INSERT ON journal TO asar_command;

CREATE TABLE journal_pending (
  entry_id uuid PRIMARY KEY REFERENCES journal,
  seq bigint NOT NULL UNIQUE
);
GRANT INSERT ON journal_pending TO asar_command;
GRANT DELETE ON journal_pending TO asar_app;

CREATE TABLE journal_positions (
  position bigint PRIMARY KEY CHECK (position >= 1),
  entry_id uuid NOT NULL UNIQUE REFERENCES journal
);
GRANT INSERT ON journal_positions TO asar_app;

CREATE TABLE followers (
  name text PRIMARY KEY,
  position bigint NOT NULL DEFAULT 0,
  moved_at timestamptz NOT NULL DEFAULT now(),
  failure text
);
SELECT asar_platform_table('followers');

-- The facts behind commitments, with their salts. Erasing a row erases the fact; the commitment stays and tells nothing.
CREATE TABLE sealed_facts (
  entry_id uuid NOT NULL REFERENCES journal,
  name text NOT NULL,
  person_id uuid,
  salt bytea NOT NULL CHECK (octet_length(salt) = 16),
  fact jsonb NOT NULL,
  PRIMARY KEY (entry_id, name)
);
CREATE INDEX sealed_facts_person_idx ON sealed_facts (person_id);
GRANT INSERT, DELETE ON sealed_facts TO asar_command;

CREATE FUNCTION asar_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'asar: % of % is refused: the record is insert-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'AS001';
END $$;
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_positions FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON looks FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();

-- Every entry waits for its position, and marks its transaction as one that has an entry.
CREATE FUNCTION asar_entry_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO journal_pending (entry_id, seq) VALUES (NEW.id, NEW.seq);
  PERFORM set_config('asar.entry_seq', NEW.seq::text, true);
  RETURN NULL;
END $$;
CREATE TRIGGER entry_written AFTER INSERT ON journal FOR EACH ROW EXECUTE FUNCTION asar_entry_written();

-- The setting is only a hint where to look; the row itself, written by this very transaction, is the proof.
CREATE FUNCTION asar_require_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM journal
    WHERE seq = nullif(current_setting('asar.entry_seq', true), '')::bigint AND xid = pg_current_xact_id()
  ) THEN
    RAISE EXCEPTION 'asar: a change of % has no journal entry in its transaction', TG_TABLE_NAME USING ERRCODE = 'AS002';
  END IF;
  RETURN NULL;
END $$;
