-- What a coordinator writes about somebody's work. The person sees it first; discarded, its words are gone.
CREATE TABLE letters (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  organization_id uuid NOT NULL REFERENCES organizations,
  activity_id uuid NOT NULL REFERENCES activities,
  author_id uuid NOT NULL REFERENCES people,
  words text NOT NULL,
  state text NOT NULL CHECK (state IN ('offered', 'kept', 'discarded')),
  written_at timestamptz NOT NULL,
  decided_at timestamptz,
  CHECK (author_id <> volunteer_id),
  CHECK ((state = 'offered') = (decided_at IS NULL)),
  CHECK (state <> 'discarded' OR words = '')
);
CREATE INDEX letters_volunteer_idx ON letters (volunteer_id, written_at DESC);
CREATE UNIQUE INDEX letters_offered_once_idx ON letters (volunteer_id, activity_id) WHERE state = 'offered';
SELECT asar_room_table('letters');
