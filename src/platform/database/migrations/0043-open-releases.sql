-- Open data as of one position: the list of its files, whose fingerprint stands in the journal, and what can't be read again later.
CREATE TABLE open_releases (
  id text PRIMARY KEY CHECK (id ~ '^\d{4}-\d\d-\d\d(-\d+)?$'),
  subject_id uuid NOT NULL UNIQUE,
  day date NOT NULL,
  as_of bigint NOT NULL CHECK (as_of > 0),
  made_at timestamptz NOT NULL,
  files jsonb NOT NULL,
  kept jsonb NOT NULL
);
CREATE INDEX open_releases_made_idx ON open_releases (made_at DESC);
SELECT asar_room_table('open_releases');
