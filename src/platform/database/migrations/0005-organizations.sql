CREATE TABLE organizations (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  locality_id uuid REFERENCES localities,
  kind text NOT NULL CHECK (kind IN ('group', 'ngo', 'company', 'authority')),
  legal_form text NOT NULL DEFAULT 'initiative-group',
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 160),
  about text NOT NULL DEFAULT '',
  bin text CHECK (bin ~ '^[0-9]{12}$'),
  state text NOT NULL CHECK (state IN ('waiting', 'active', 'refused', 'closed')),
  created_by uuid NOT NULL REFERENCES people,
  created_at timestamptz NOT NULL,
  verified_at timestamptz,
  verified_by uuid REFERENCES people,
  refusal text,
  closed_at timestamptz,
  ethics_version integer,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK (kind = 'group' OR state <> 'active' OR verified_at IS NOT NULL)
);
CREATE INDEX organizations_name_idx ON organizations (name, id) WHERE state = 'active';
CREATE INDEX organizations_search_idx ON organizations USING gin (lower(name) gin_trgm_ops);
CREATE INDEX organizations_creator_idx ON organizations (created_by);
CREATE INDEX organizations_region_idx ON organizations (region_id, state, name);
CREATE INDEX organizations_waiting_idx ON organizations (region_id, created_at) WHERE state = 'waiting';
CREATE UNIQUE INDEX organizations_bin_idx ON organizations (bin) WHERE bin IS NOT NULL AND state <> 'refused';
SELECT asar_room_table('organizations');

CREATE TABLE organization_members (
  organization_id uuid NOT NULL REFERENCES organizations,
  person_id uuid NOT NULL REFERENCES people,
  state text NOT NULL CHECK (state IN ('invited', 'member', 'left')),
  since timestamptz NOT NULL,
  -- How the inviter called them; forgotten with the answer, so that a contact never tells a name.
  invited_as text,
  invited_by uuid REFERENCES people,
  PRIMARY KEY (organization_id, person_id),
  CHECK (invited_as IS NULL OR state = 'invited')
);
CREATE INDEX organization_members_person_idx ON organization_members (person_id);
SELECT asar_room_table('organization_members');

-- What has been checked about an organization, by whom and when.
CREATE TABLE organization_marks (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  what text NOT NULL CHECK (what IN ('registered', 'leader', 'contact', 'address', 'charter', 'safeguarding', 'pharmacy', 'medical')),
  checked_by uuid NOT NULL REFERENCES people,
  checked_at timestamptz NOT NULL,
  withdrawn_at timestamptz
);
CREATE UNIQUE INDEX organization_marks_once_idx ON organization_marks (organization_id, what) WHERE withdrawn_at IS NULL;
SELECT asar_room_table('organization_marks');

ALTER TABLE role_grants ADD FOREIGN KEY (organization_id) REFERENCES organizations;
ALTER TABLE suspensions ADD FOREIGN KEY (organization_id) REFERENCES organizations;
