CREATE TABLE safety_reports (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  region_id text NOT NULL REFERENCES regions,
  kind text NOT NULL CHECK (kind IN ('harm', 'abuse', 'money', 'near-miss', 'other')),
  words text,
  about_person_id uuid REFERENCES people,
  about_organization_id uuid REFERENCES organizations,
  about_activity_id uuid REFERENCES activities,
  about_need_id uuid REFERENCES needs,
  reported_by uuid REFERENCES people,
  contact text,
  reported_at timestamptz NOT NULL,
  officer_id uuid REFERENCES people,
  state text NOT NULL CHECK (state IN ('new', 'in-hand', 'closed')),
  closed_at timestamptz,
  outcome text
);
CREATE INDEX safety_reports_open_idx ON safety_reports (region_id, reported_at) WHERE state <> 'closed';
SELECT asar_room_table('safety_reports');

CREATE TABLE safety_report_steps (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL REFERENCES safety_reports,
  by_person uuid NOT NULL REFERENCES people,
  at timestamptz NOT NULL,
  words text NOT NULL
);
CREATE INDEX safety_report_steps_idx ON safety_report_steps (report_id, at);
SELECT asar_room_table('safety_report_steps');
