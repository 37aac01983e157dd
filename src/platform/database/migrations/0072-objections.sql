-- Whoever something was done for by phone says that they did not agree: once for each, and the report it became.
CREATE TABLE line_objections (
  done_id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  report_id uuid NOT NULL REFERENCES safety_reports,
  at timestamptz NOT NULL
);
SELECT asar_room_table('line_objections');
