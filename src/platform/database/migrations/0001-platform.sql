-- What every room stands on: who may write, and the tables that are not a room's.
-- Roles are made by the migrator before the first migration, because they belong to the cluster, not to this database.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO asar_app, asar_command;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO asar_app, asar_command;
GRANT USAGE ON SCHEMA public TO asar_app, asar_command;
GRANT SELECT ON schema_migrations TO asar_app, asar_command;

-- A room's table: written by commands alone, and only together with a journal entry of the same transaction.
CREATE FUNCTION asar_room_table(name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %s TO asar_command', name);
  EXECUTE format('CREATE CONSTRAINT TRIGGER needs_journal_entry AFTER INSERT OR UPDATE OR DELETE ON %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_require_entry()', name);
END $$;

-- A platform table: sessions, limits, idempotency and the like, which carry no statement about the world.
CREATE FUNCTION asar_platform_table(name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %s TO asar_app, asar_command', name);
END $$;

CREATE TABLE settings (
  key text PRIMARY KEY,
  value jsonb NOT NULL
);
SELECT asar_platform_table('settings');

CREATE TABLE idempotency (
  scope text NOT NULL,
  key text NOT NULL,
  command text NOT NULL,
  request_hash bytea NOT NULL,
  outcome jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, key, command)
);
CREATE INDEX idempotency_age_idx ON idempotency (created_at);
SELECT asar_platform_table('idempotency');

CREATE TABLE sessions (
  secret_hash bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  person_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  device text NOT NULL DEFAULT ''
);
CREATE INDEX sessions_person_idx ON sessions (person_id, last_seen_at DESC);
CREATE INDEX sessions_expiry_idx ON sessions (expires_at);
SELECT asar_platform_table('sessions');

-- A link that opens one thing without an account. Stored hashed; rotated on request.
CREATE TABLE secret_links (
  secret_hash bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  purpose text NOT NULL,
  subject_id uuid NOT NULL,
  person_id uuid,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX secret_links_subject_idx ON secret_links (subject_id, purpose);
CREATE INDEX secret_links_person_idx ON secret_links (person_id) WHERE revoked_at IS NULL;
SELECT asar_platform_table('secret_links');

CREATE TABLE api_keys (
  secret_hash bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  name text NOT NULL,
  organization_id uuid,
  region_id text,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz
);
SELECT asar_platform_table('api_keys');

-- Fixed windows; a lost count after a crash only forgives.
CREATE UNLOGGED TABLE rate_limits (
  bucket text NOT NULL,
  window_start timestamptz NOT NULL,
  hits integer NOT NULL,
  PRIMARY KEY (bucket, window_start)
);
CREATE INDEX rate_limits_age_idx ON rate_limits (window_start);
SELECT asar_platform_table('rate_limits');

-- Each look at personal data: insert only, also for the application.
CREATE TABLE looks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  viewer_id uuid,
  viewer_role text NOT NULL,
  subject_person_id uuid,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  what text[] NOT NULL,
  door text NOT NULL
);
CREATE INDEX looks_subject_person_idx ON looks (subject_person_id, at DESC);
CREATE INDEX looks_subject_idx ON looks (subject_kind, subject_id, at DESC);
GRANT INSERT ON looks TO asar_app, asar_command;

-- One-time codes and secret links on their way out: encrypted, short-lived, deleted once sent, never in the journal.
-- key_id names the key of the machine that sealed the row: it alone can open and send it.
CREATE TABLE code_outbox (
  id uuid PRIMARY KEY,
  channel text NOT NULL CHECK (channel IN ('email', 'phone')),
  key_id text NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz NOT NULL
);
CREATE INDEX code_outbox_waiting_idx ON code_outbox (key_id, next_try_at);
CREATE INDEX code_outbox_expiry_idx ON code_outbox (expires_at);
SELECT asar_platform_table('code_outbox');
