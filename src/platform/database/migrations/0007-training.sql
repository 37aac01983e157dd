CREATE TABLE credentials (
  id uuid PRIMARY KEY,
  volunteer_id uuid NOT NULL REFERENCES people,
  competence_id text NOT NULL,
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
  evidence text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('claimed', 'confirmed', 'refused', 'revoked')),
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  confirmed_by uuid REFERENCES people,
  confirmed_at timestamptz,
  renewal_offered_at timestamptz,
  -- Who is asked to look at the proof; none: the authority of the person's region.
  asked_organization_id uuid REFERENCES organizations,
  region_id text NOT NULL REFERENCES regions,
  decided_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz NOT NULL,
  CHECK (valid_until IS NULL OR valid_until > valid_from),
  CHECK ((state = 'confirmed') <= (confirmed_by IS NOT NULL))
);
CREATE INDEX credentials_volunteer_idx ON credentials (volunteer_id, competence_id);
CREATE UNIQUE INDEX credentials_claimed_once_idx ON credentials (volunteer_id, competence_id) WHERE state = 'claimed';
CREATE INDEX credentials_queue_idx ON credentials (region_id, created_at) WHERE state = 'claimed';
CREATE INDEX credentials_asked_idx ON credentials (asked_organization_id, created_at) WHERE state = 'claimed';
CREATE INDEX credentials_expiry_idx ON credentials (valid_until) WHERE state = 'confirmed' AND ended_at IS NULL;
CREATE INDEX credentials_renewal_idx ON credentials (valid_until) WHERE state = 'confirmed' AND renewal_offered_at IS NULL;
SELECT asar_room_table('credentials');
