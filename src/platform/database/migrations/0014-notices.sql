-- What is to be told to whom. Texts are made from kind and values when sent, in the person's language; values hold ids and codes only.
-- pace: `now` may wake those who asked to be called in an emergency, `soon` waits for the end of quiet hours, `later` may wait for a digest.
CREATE TABLE notices (
  id uuid PRIMARY KEY,
  person_id uuid REFERENCES people,
  need_id uuid REFERENCES needs,
  kind text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  values jsonb NOT NULL DEFAULT '{}',
  path text NOT NULL,
  pace text NOT NULL CHECK (pace IN ('now', 'soon', 'later')),
  duty boolean NOT NULL DEFAULT false,
  entry_id uuid REFERENCES journal,
  made_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  seen_at timestamptz,
  withdrawn_at timestamptz,
  dedupe text NOT NULL UNIQUE,
  CHECK (num_nonnulls(person_id, need_id) = 1)
);
CREATE INDEX notices_person_idx ON notices (person_id, due_at DESC) WHERE withdrawn_at IS NULL;
CREATE INDEX notices_unseen_idx ON notices (person_id, due_at) WHERE seen_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX notices_need_idx ON notices (need_id, due_at DESC) WHERE need_id IS NOT NULL;
CREATE INDEX notices_subject_idx ON notices (subject_kind, subject_id);
SELECT asar_platform_table('notices');

-- One way a notice goes out. While `sending`, next_try_at is the end of the lease: a process that died loses its turn then.
CREATE TABLE notice_deliveries (
  id uuid PRIMARY KEY,
  notice_id uuid NOT NULL REFERENCES notices,
  region_id text NOT NULL REFERENCES regions,
  -- `contact`: to a person helped, in whichever way they said is safe; it becomes the way that was taken.
  channel text NOT NULL CHECK (channel IN ('in-app', 'email', 'sms', 'operator', 'contact')),
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'skipped')),
  digest boolean NOT NULL DEFAULT false,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz NOT NULL,
  lease uuid,
  ended_at timestamptz,
  reason text,
  told_by uuid REFERENCES people,
  UNIQUE (notice_id, channel),
  CHECK ((state = 'sending') = (lease IS NOT NULL)),
  CHECK ((state IN ('waiting', 'sending')) = (ended_at IS NULL))
);
CREATE INDEX notice_deliveries_waiting_idx ON notice_deliveries (next_try_at) WHERE state IN ('waiting', 'sending') AND channel IN ('email', 'sms', 'contact');
CREATE INDEX notice_deliveries_operator_idx ON notice_deliveries (region_id, next_try_at) WHERE state = 'waiting' AND channel = 'operator';
CREATE INDEX notice_deliveries_told_idx ON notice_deliveries (channel, state, ended_at);
SELECT asar_platform_table('notice_deliveries');

-- A person's wishes about notices beyond their channels and quiet hours, which stand with the person.
CREATE TABLE notice_settings (
  person_id uuid PRIMARY KEY REFERENCES people,
  digest boolean NOT NULL DEFAULT false,
  digest_at time NOT NULL DEFAULT '18:00',
  email boolean NOT NULL DEFAULT true,
  sms boolean NOT NULL DEFAULT true,
  -- May be woken in quiet hours for an emergency; unsaid: by what they offered or what duty they hold.
  emergencies boolean
);
SELECT asar_room_table('notice_settings');

-- Addresses of partners' systems. `failing_since` ends one that has not answered for days.
CREATE TABLE webhooks (
  id uuid PRIMARY KEY,
  organization_id uuid REFERENCES organizations,
  region_id text REFERENCES regions,
  url text NOT NULL,
  secret text NOT NULL,
  kinds text[] NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL,
  failing_since timestamptz,
  ended_at timestamptz,
  ended_why text
);
CREATE INDEX webhooks_live_idx ON webhooks (organization_id, created_at) WHERE ended_at IS NULL;
SELECT asar_platform_table('webhooks');

CREATE TABLE webhook_deliveries (
  id uuid PRIMARY KEY,
  webhook_id uuid NOT NULL REFERENCES webhooks,
  position bigint NOT NULL REFERENCES journal_positions,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
  lease uuid,
  ended_at timestamptz,
  failure text,
  UNIQUE (webhook_id, position),
  CHECK ((state = 'sending') = (lease IS NOT NULL))
);
CREATE INDEX webhook_deliveries_waiting_idx ON webhook_deliveries (next_try_at) WHERE state IN ('waiting', 'sending');
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
