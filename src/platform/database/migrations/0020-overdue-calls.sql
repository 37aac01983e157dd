-- Calls about somebody who has not checked out where silence may mean danger: who rang whom, and what came of it.
CREATE TABLE overdue_calls (
  id uuid PRIMARY KEY,
  attendance_id uuid NOT NULL REFERENCES attendances,
  region_id text NOT NULL REFERENCES regions,
  whom text NOT NULL CHECK (whom IN ('person', 'emergency-contact')),
  outcome text NOT NULL CHECK (outcome IN ('safe', 'no-answer', 'needs-help')),
  called_by uuid NOT NULL REFERENCES people,
  called_at timestamptz NOT NULL
);
CREATE INDEX overdue_calls_attendance_idx ON overdue_calls (attendance_id, called_at);
SELECT asar_room_table('overdue_calls');
