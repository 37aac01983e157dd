-- A report of harm, abuse or a request for money. It goes past the person concerned: whoever is excluded can never be its officer.
CREATE TABLE safety_reports (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  region_id text NOT NULL REFERENCES regions,
  kind text NOT NULL CHECK (kind IN ('harm', 'abuse', 'money', 'near-miss', 'other')),
  concerns text NOT NULL CHECK (concerns IN ('coordinator', 'organization', 'volunteer', 'helped', 'officer', 'other')),
  urgent boolean NOT NULL DEFAULT false,
  about_person_id uuid REFERENCES people,
  about_organization_id uuid REFERENCES organizations,
  about_activity_id uuid REFERENCES activities,
  about_need_id uuid REFERENCES needs,
  excluded_ids uuid[] NOT NULL DEFAULT '{}',
  door text NOT NULL,
  reported_at timestamptz NOT NULL,
  officer_id uuid REFERENCES people,
  state text NOT NULL CHECK (state IN ('new', 'in-hand', 'closed')),
  closed_at timestamptz,
  outcome text CHECK (outcome IN ('suspended', 'warned', 'settled', 'referred', 'no-ground', 'not-found-out')),
  destroyed_at timestamptz,
  CONSTRAINT safety_past_the_person CHECK (NOT officer_id = ANY (excluded_ids) AND officer_id <> about_person_id),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((state = 'closed') = (outcome IS NOT NULL))
);
CREATE INDEX safety_reports_open_idx ON safety_reports (region_id, reported_at) WHERE state <> 'closed';
CREATE INDEX safety_reports_officer_idx ON safety_reports (officer_id, reported_at) WHERE state <> 'closed';
CREATE INDEX safety_reports_closed_idx ON safety_reports (region_id, closed_at DESC) WHERE state = 'closed';
CREATE INDEX safety_reports_keep_idx ON safety_reports (closed_at) WHERE state = 'closed' AND destroyed_at IS NULL;
CREATE INDEX safety_reports_about_idx ON safety_reports (about_person_id) WHERE about_person_id IS NOT NULL;
SELECT asar_room_table('safety_reports');

-- What was said and by whom. Readable by commands alone, which record the look; destroyed when its purpose is reached.
CREATE TABLE safety_report_words (
  report_id uuid PRIMARY KEY REFERENCES safety_reports,
  words text NOT NULL,
  contact text,
  reported_by uuid REFERENCES people
);
CREATE INDEX safety_report_words_person_idx ON safety_report_words (reported_by) WHERE reported_by IS NOT NULL;
SELECT asar_room_table('safety_report_words');
REVOKE SELECT ON safety_report_words FROM asar_app;

-- What was done, step by step. `by_person` is empty where the reporter wrote through their secret link.
CREATE TABLE safety_report_steps (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL REFERENCES safety_reports,
  by_person uuid REFERENCES people,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('reported', 'taken', 'handed-over', 'note', 'answer', 'added', 'suspended', 'closed', 'reopened')),
  for_reporter boolean NOT NULL DEFAULT false,
  words text NOT NULL DEFAULT ''
);
CREATE INDEX safety_report_steps_idx ON safety_report_steps (report_id, at);
SELECT asar_room_table('safety_report_steps');
REVOKE SELECT ON safety_report_steps FROM asar_app;
