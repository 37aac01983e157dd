-- What is to be told to whom. Texts are made from kind and values when sent, in the person's language.
CREATE TABLE notices (
  id uuid PRIMARY KEY,
  person_id uuid REFERENCES people,
  need_id uuid REFERENCES needs,
  kind text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  values jsonb NOT NULL DEFAULT '{}',
  urgent boolean NOT NULL DEFAULT false,
  made_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  seen_at timestamptz,
  dedupe text UNIQUE,
  CHECK (num_nonnulls(person_id, need_id) = 1)
);
CREATE INDEX notices_person_idx ON notices (person_id, due_at DESC);
CREATE INDEX notices_need_idx ON notices (need_id, due_at DESC);
SELECT asar_platform_table('notices');

CREATE TABLE notice_deliveries (
  id uuid PRIMARY KEY,
  notice_id uuid NOT NULL REFERENCES notices,
  channel text NOT NULL CHECK (channel IN ('in-app', 'email', 'sms', 'operator')),
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'skipped')),
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz NOT NULL,
  sent_at timestamptz,
  failure text,
  UNIQUE (notice_id, channel)
);
CREATE INDEX notice_deliveries_waiting_idx ON notice_deliveries (next_try_at) WHERE state IN ('waiting', 'sending');
SELECT asar_platform_table('notice_deliveries');

CREATE TABLE webhooks (
  id uuid PRIMARY KEY,
  organization_id uuid REFERENCES organizations,
  region_id text REFERENCES regions,
  url text NOT NULL,
  secret text NOT NULL,
  kinds text[] NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
SELECT asar_platform_table('webhooks');

CREATE TABLE webhook_deliveries (
  id uuid PRIMARY KEY,
  webhook_id uuid NOT NULL REFERENCES webhooks,
  position bigint NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  failure text,
  UNIQUE (webhook_id, position)
);
CREATE INDEX webhook_deliveries_waiting_idx ON webhook_deliveries (next_try_at) WHERE state = 'waiting';
SELECT asar_platform_table('webhook_deliveries');

CREATE TABLE imports (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  owner text NOT NULL,
  lawful_basis text NOT NULL,
  organization_id uuid REFERENCES organizations,
  imported_by uuid,
  imported_at timestamptz NOT NULL,
  rows integer NOT NULL
);
SELECT asar_room_table('imports');
CREATE TABLE imported_rows (
  kind text NOT NULL,
  source text NOT NULL,
  external_ref text NOT NULL,
  row_hash bytea NOT NULL,
  import_id uuid NOT NULL REFERENCES imports,
  subject_id uuid NOT NULL,
  PRIMARY KEY (kind, source, external_ref)
);
SELECT asar_room_table('imported_rows');
