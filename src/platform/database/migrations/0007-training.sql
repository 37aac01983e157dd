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
  created_at timestamptz NOT NULL,
  CHECK (valid_until IS NULL OR valid_until > valid_from),
  CHECK ((state = 'confirmed') <= (confirmed_by IS NOT NULL))
);
CREATE INDEX credentials_volunteer_idx ON credentials (volunteer_id, competence_id);
CREATE INDEX credentials_renewal_idx ON credentials (valid_until) WHERE state = 'confirmed' AND renewal_offered_at IS NULL;
SELECT asar_room_table('credentials');
