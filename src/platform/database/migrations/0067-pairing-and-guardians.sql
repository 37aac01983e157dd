-- Words passed on for another, for those who look at patterns and those who tell a person of it.
CREATE INDEX answers_conveyed_idx ON answers (at) WHERE author_id <> volunteer_id;

-- A pattern among what a companion did that a person should look at. It says nothing of guilt, and nothing follows from it by itself.
CREATE TABLE companion_flags (
  id uuid PRIMARY KEY,
  companion_id uuid NOT NULL REFERENCES people,
  region_id text NOT NULL REFERENCES regions,
  -- One of the rules of the room of safety.
  rule text NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  seen_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  outcome text CHECK (outcome IN ('explained', 'talked', 'reported')),
  words text,
  closed_by uuid REFERENCES people,
  closed_at timestamptz,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((state = 'closed') = (outcome IS NOT NULL))
);
CREATE UNIQUE INDEX companion_flags_open_idx ON companion_flags (companion_id, rule) WHERE state = 'open';
CREATE INDEX companion_flags_region_idx ON companion_flags (region_id, seen_at) WHERE state = 'open';
SELECT asar_room_table('companion_flags');

-- Somebody asks for a companion; one such wish at a time.
CREATE TABLE companion_wishes (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people,
  region_id text NOT NULL REFERENCES regions,
  scopes text[] NOT NULL,
  until timestamptz NOT NULL,
  door text NOT NULL,
  asked_at timestamptz NOT NULL,
  -- 'open': somebody is asked or looked for; 'offered': a volunteer said yes and the person has the word.
  state text NOT NULL CHECK (state IN ('open', 'offered', 'paired', 'withdrawn')),
  looked_at timestamptz,
  ended_at timestamptz,
  CHECK ((state IN ('paired', 'withdrawn')) = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX companion_wishes_person_idx ON companion_wishes (person_id) WHERE ended_at IS NULL;
CREATE INDEX companion_wishes_open_idx ON companion_wishes (region_id, asked_at) WHERE ended_at IS NULL;
SELECT asar_room_table('companion_wishes');

-- A volunteer asked whether they would be somebody's companion; each once for a wish, one at a time.
CREATE TABLE companion_asks (
  id uuid PRIMARY KEY,
  wish_id uuid NOT NULL REFERENCES companion_wishes,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  -- Promises of theirs that were kept in the time looked at, and minutes of travel: why they are asked.
  kept integer NOT NULL CHECK (kept >= 0),
  travel_minutes integer NOT NULL CHECK (travel_minutes >= 0),
  asked_at timestamptz NOT NULL,
  answer_by timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'yes', 'no', 'silent', 'chosen', 'refused', 'withdrawn')),
  answered_at timestamptz,
  UNIQUE (wish_id, volunteer_id)
);
CREATE UNIQUE INDEX companion_asks_one_idx ON companion_asks (wish_id) WHERE state IN ('asked', 'yes');
CREATE INDEX companion_asks_volunteer_idx ON companion_asks (volunteer_id) WHERE state = 'asked';
CREATE INDEX companion_asks_due_idx ON companion_asks (answer_by) WHERE state = 'asked';
SELECT asar_room_table('companion_asks');

-- A guardian may also consent by a code that came to their own telephone, or on a signed paper that somebody has seen.
ALTER TABLE guardians
  ADD COLUMN code_hash bytea,
  ADD COLUMN code_tries smallint NOT NULL DEFAULT 0,
  ADD COLUMN code_until timestamptz,
  ADD COLUMN signed_on date,
  ADD COLUMN seen_by uuid REFERENCES people;
