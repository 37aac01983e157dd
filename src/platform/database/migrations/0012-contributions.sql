-- Time given, in minutes, read off attendance. Basis keeps apart what may never be added up.
CREATE TABLE contributions (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  activity_id uuid NOT NULL REFERENCES activities,
  attendance_id uuid NOT NULL UNIQUE REFERENCES attendances,
  organization_id uuid NOT NULL REFERENCES organizations,
  minutes integer NOT NULL CHECK (minutes >= 0),
  basis text NOT NULL CHECK (basis IN ('free', 'paid-time', 'compulsory', 'own-family', 'unknown')),
  form text NOT NULL CHECK (form IN ('individual', 'group', 'corporate', 'organization')),
  kind text NOT NULL,
  skilled boolean,
  on_date date NOT NULL,
  state text NOT NULL CHECK (state IN ('recorded', 'confirmed', 'disputed')),
  confirmed_by uuid REFERENCES people,
  confirmed_by_kind text CHECK (confirmed_by_kind IN ('coordinator', 'client')),
  confirmed_at timestamptz,
  CHECK ((state = 'confirmed') <= (confirmed_by_kind IS NOT NULL AND confirmed_at IS NOT NULL)),
  CHECK ((confirmed_by_kind = 'coordinator') <= (confirmed_by IS NOT NULL)),
  CHECK (confirmed_by <> volunteer_id)
);
CREATE INDEX contributions_volunteer_idx ON contributions (volunteer_id, on_date DESC);
CREATE INDEX contributions_activity_idx ON contributions (activity_id, state);
CREATE INDEX contributions_region_idx ON contributions (region_id, on_date);
CREATE INDEX contributions_unconfirmed_idx ON contributions (organization_id, on_date) WHERE state = 'recorded';
SELECT asar_room_table('contributions');

CREATE TABLE disputes (
  id uuid PRIMARY KEY,
  contribution_id uuid NOT NULL REFERENCES contributions,
  raised_by uuid NOT NULL REFERENCES people,
  minutes_claimed integer NOT NULL CHECK (minutes_claimed >= 0),
  words text NOT NULL,
  raised_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('kept', 'corrected')),
  minutes_before integer NOT NULL,
  decided_by uuid REFERENCES people,
  decided_at timestamptz,
  answer text
);
CREATE INDEX disputes_contribution_idx ON disputes (contribution_id, raised_at);
CREATE UNIQUE INDEX disputes_open_idx ON disputes (contribution_id) WHERE decided_at IS NULL;
SELECT asar_room_table('disputes');

-- What came of an activity. Without someone's confirmation it is never a result.
CREATE TABLE results (
  activity_id uuid PRIMARY KEY REFERENCES activities,
  region_id text NOT NULL REFERENCES regions,
  quantity integer NOT NULL CHECK (quantity >= 0),
  unit text NOT NULL,
  reported_by uuid NOT NULL REFERENCES people,
  reported_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('unconfirmed', 'confirmed', 'denied')),
  confirmed_by_kind text,
  confirmed_by uuid,
  confirmed_at timestamptz,
  evidence text NOT NULL DEFAULT '',
  words text NOT NULL DEFAULT '',
  CHECK ((state = 'unconfirmed') = (confirmed_at IS NULL)),
  CHECK (confirmed_by <> reported_by)
);
CREATE INDEX results_region_idx ON results (region_id, state, confirmed_at DESC);
SELECT asar_room_table('results');
