CREATE TABLE people (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  locality_id uuid REFERENCES localities,
  name text,
  lang text NOT NULL DEFAULT 'kk' CHECK (lang IN ('kk', 'ru', 'en')),
  zone text NOT NULL,
  age_band text NOT NULL DEFAULT 'unknown' CHECK (age_band IN ('unknown', 'under-14', '14-15', '16-17', '18-64', '65-plus')),
  birth_date date,
  state text NOT NULL CHECK (state IN ('invited', 'active', 'left', 'erased')),
  came_by text NOT NULL CHECK (came_by IN ('self', 'invitation', 'import', 'operator', 'gate', 'companion')),
  created_at timestamptz NOT NULL,
  restricted_at timestamptz,
  erased_at timestamptz,
  deliver_by text[] NOT NULL DEFAULT '{in-app}',
  quiet_from time NOT NULL DEFAULT '21:00',
  quiet_until time NOT NULL DEFAULT '08:00',
  -- Who invited, as shown to the invited person; kind and batch for the count of invitations.
  inviter text,
  inviter_kind text,
  inviter_organization_id uuid,
  invitation_batch uuid,
  lawful_basis text
);
CREATE INDEX people_region_idx ON people (region_id, state, created_at);
CREATE INDEX people_invited_idx ON people (created_at) WHERE state = 'invited';
SELECT asar_room_table('people');

-- One telephone may serve a whole household: a contact is unique for a person, not in the world.
CREATE TABLE contact_channels (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people,
  kind text NOT NULL CHECK (kind IN ('email', 'phone')),
  value text NOT NULL,
  verified_at timestamptz,
  created_at timestamptz NOT NULL,
  UNIQUE (person_id, kind, value)
);
CREATE INDEX contact_channels_value_idx ON contact_channels (kind, value);
SELECT asar_room_table('contact_channels');

CREATE TABLE role_grants (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people,
  role text NOT NULL,
  organization_id uuid,
  region_id text REFERENCES regions,
  granted_by uuid,
  granted_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX role_grants_person_idx ON role_grants (person_id) WHERE ended_at IS NULL;
CREATE INDEX role_grants_organization_idx ON role_grants (organization_id) WHERE ended_at IS NULL;
CREATE INDEX role_grants_role_idx ON role_grants (role, granted_at) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX role_grants_once_idx ON role_grants (person_id, role, coalesce(organization_id, '00000000-0000-0000-0000-000000000000'), coalesce(region_id, '')) WHERE ended_at IS NULL;
SELECT asar_room_table('role_grants');

-- Consent names operator, person, purpose, data, term and how it was given; it can be proved and withdrawn.
CREATE TABLE consents (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people,
  purpose text NOT NULL,
  data text[] NOT NULL,
  given_by uuid,
  given_how text NOT NULL,
  given_at timestamptz NOT NULL,
  valid_until timestamptz,
  withdrawn_at timestamptz
);
CREATE INDEX consents_person_idx ON consents (person_id, purpose) WHERE withdrawn_at IS NULL;
SELECT asar_room_table('consents');

CREATE TABLE guardians (
  id uuid PRIMARY KEY,
  minor_id uuid NOT NULL REFERENCES people,
  guardian_id uuid REFERENCES people,
  guardian_name text,
  guardian_contact text,
  relation text,
  consent_id uuid REFERENCES consents,
  created_at timestamptz NOT NULL,
  refused_at timestamptz,
  ended_at timestamptz
);
CREATE INDEX guardians_minor_idx ON guardians (minor_id) WHERE ended_at IS NULL;
SELECT asar_room_table('guardians');

-- Someone who acts for another within what that person agreed to. Scope and term live in the consent.
CREATE TABLE companions (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people,
  companion_id uuid NOT NULL REFERENCES people,
  consent_id uuid NOT NULL REFERENCES consents,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK (person_id <> companion_id)
);
CREATE INDEX companions_companion_idx ON companions (companion_id) WHERE ended_at IS NULL;
CREATE INDEX companions_person_idx ON companions (person_id) WHERE ended_at IS NULL;
SELECT asar_room_table('companions');

CREATE TABLE suspensions (
  id uuid PRIMARY KEY,
  person_id uuid REFERENCES people,
  organization_id uuid,
  region_id text NOT NULL REFERENCES regions,
  reason text NOT NULL,
  words text,
  started_by uuid NOT NULL,
  started_at timestamptz NOT NULL,
  until timestamptz,
  lifted_at timestamptz,
  lifted_by uuid,
  answer text,
  appeal text,
  appealed_at timestamptz,
  CHECK (num_nonnulls(person_id, organization_id) = 1)
);
CREATE INDEX suspensions_region_idx ON suspensions (region_id, started_at DESC);
CREATE UNIQUE INDEX suspensions_person_once_idx ON suspensions (person_id) WHERE lifted_at IS NULL;
CREATE UNIQUE INDEX suspensions_organization_once_idx ON suspensions (organization_id) WHERE lifted_at IS NULL;
SELECT asar_room_table('suspensions');

CREATE TABLE login_codes (
  id uuid PRIMARY KEY,
  browser_hash bytea NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('email', 'phone')),
  value text NOT NULL,
  code_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries_left integer NOT NULL CHECK (tries_left >= 0),
  used_at timestamptz
);
CREATE INDEX login_codes_value_idx ON login_codes (kind, value, created_at DESC);
CREATE INDEX login_codes_age_idx ON login_codes (created_at);
SELECT asar_platform_table('login_codes');

CREATE TABLE passkeys (
  id text PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL DEFAULT '{}',
  name text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkeys_person_idx ON passkeys (person_id);
SELECT asar_platform_table('passkeys');

-- What a passkey is asked to sign: bound to the browser, used once.
CREATE TABLE passkey_challenges (
  browser_hash bytea PRIMARY KEY,
  challenge text NOT NULL,
  person_id uuid REFERENCES people,
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_expiry_idx ON passkey_challenges (expires_at);
SELECT asar_platform_table('passkey_challenges');

-- Ids of what was erased and under which rule, replayed before a restored backup serves anything.
CREATE TABLE erasures (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  rule text NOT NULL
);
CREATE INDEX erasures_at_idx ON erasures (at);
SELECT asar_room_table('erasures');
