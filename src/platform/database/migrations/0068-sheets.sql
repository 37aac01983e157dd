-- Blank paper forms that were entered, by the number printed on each: a form entered twice counts once, whoever enters it.
CREATE TABLE sheets (
  number text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('request', 'availability')),
  -- What was written by it: a need, or the volunteer whose week it says.
  subject_id uuid NOT NULL,
  region_id text NOT NULL REFERENCES regions,
  entered_by uuid NOT NULL REFERENCES people,
  entered_at timestamptz NOT NULL
);
CREATE INDEX sheets_entered_by_idx ON sheets (entered_by, entered_at DESC);
SELECT asar_room_table('sheets');
