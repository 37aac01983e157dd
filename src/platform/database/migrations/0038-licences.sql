-- A licence of an organization, seen and confirmed by the authority: prescription medicine is promised by such organizations alone.
CREATE TABLE organization_licences (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  kind text NOT NULL CHECK (kind IN ('pharmacy', 'medical')),
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 80),
  valid_until timestamptz,
  confirmed_by uuid NOT NULL REFERENCES people,
  confirmed_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX organization_licences_live_idx ON organization_licences (organization_id, kind) WHERE ended_at IS NULL;
SELECT asar_room_table('organization_licences');
