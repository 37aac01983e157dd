-- How many people came, as whoever leads the work counted them on site; hours are recorded person by person, never from this.
CREATE TABLE head_counts (
  id uuid PRIMARY KEY,
  activity_id uuid NOT NULL REFERENCES activities,
  region_id text NOT NULL REFERENCES regions,
  people integer NOT NULL CHECK (people BETWEEN 0 AND 10000),
  counted_by uuid NOT NULL REFERENCES people,
  door text NOT NULL,
  counted_at timestamptz NOT NULL
);
CREATE INDEX head_counts_activity_idx ON head_counts (activity_id, counted_at DESC);
SELECT asar_room_table('head_counts');
