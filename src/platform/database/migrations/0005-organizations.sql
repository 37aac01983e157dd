CREATE TABLE organizations (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  locality_id uuid REFERENCES localities,
  kind text NOT NULL CHECK (kind IN ('group', 'ngo', 'company', 'authority')),
  name text NOT NULL,
  about text NOT NULL DEFAULT '',
  bin text,
  state text NOT NULL CHECK (state IN ('waiting', 'active', 'refused', 'closed')),
  created_by uuid NOT NULL REFERENCES people,
  created_at timestamptz NOT NULL,
  verified_at timestamptz,
  verified_by uuid REFERENCES people,
  refusal text,
  ethics_version integer
);
CREATE INDEX organizations_region_idx ON organizations (region_id, state, name);
CREATE INDEX organizations_waiting_idx ON organizations (region_id, created_at) WHERE state = 'waiting';
CREATE UNIQUE INDEX organizations_bin_idx ON organizations (bin) WHERE bin IS NOT NULL AND state <> 'refused';
SELECT asar_room_table('organizations');

CREATE TABLE organization_members (
  organization_id uuid NOT NULL REFERENCES organizations,
  person_id uuid NOT NULL REFERENCES people,
  state text NOT NULL CHECK (state IN ('invited', 'member', 'left')),
  since timestamptz NOT NULL,
  PRIMARY KEY (organization_id, person_id)
);
CREATE INDEX organization_members_person_idx ON organization_members (person_id);
SELECT asar_room_table('organization_members');

-- What has been checked about an organization, by whom and when.
CREATE TABLE organization_marks (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  what text NOT NULL,
  checked_by uuid NOT NULL REFERENCES people,
  checked_at timestamptz NOT NULL,
  withdrawn_at timestamptz
);
CREATE INDEX organization_marks_idx ON organization_marks (organization_id);
SELECT asar_room_table('organization_marks');

ALTER TABLE role_grants ADD FOREIGN KEY (organization_id) REFERENCES organizations;
ALTER TABLE suspensions ADD FOREIGN KEY (organization_id) REFERENCES organizations;
