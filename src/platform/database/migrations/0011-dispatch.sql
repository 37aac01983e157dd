CREATE TABLE call_outs (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  activity_id uuid NOT NULL REFERENCES activities,
  post_id uuid NOT NULL REFERENCES posts,
  started_by uuid NOT NULL REFERENCES people,
  started_at timestamptz NOT NULL,
  ceiling integer NOT NULL CHECK (ceiling BETWEEN 1 AND 100000),
  wanted_permille integer NOT NULL CHECK (wanted_permille BETWEEN 1 AND 999),
  answer_minutes integer NOT NULL CHECK (answer_minutes BETWEEN 1 AND 10080),
  state text NOT NULL CHECK (state IN ('running', 'filled', 'exhausted', 'stopped')),
  wave integer NOT NULL DEFAULT 0,
  ended_at timestamptz
);
CREATE UNIQUE INDEX call_outs_running_idx ON call_outs (post_id) WHERE state = 'running';
CREATE INDEX call_outs_activity_idx ON call_outs (activity_id, started_at DESC);
CREATE INDEX call_outs_region_idx ON call_outs (region_id, state);
SELECT asar_room_table('call_outs');

-- We asked this person. Each ask says why you and carries its own short code.
CREATE TABLE asks (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  call_out_id uuid REFERENCES call_outs,
  post_id uuid NOT NULL REFERENCES posts,
  activity_id uuid NOT NULL REFERENCES activities,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  region_id text NOT NULL REFERENCES regions,
  terms_version integer NOT NULL,
  wave integer NOT NULL DEFAULT 0,
  why jsonb NOT NULL DEFAULT '[]',
  asked_at timestamptz NOT NULL,
  answer_by timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'yes', 'no', 'yes-from', 'words', 'silent', 'withdrawn', 'full')),
  answered_at timestamptz,
  UNIQUE (post_id, volunteer_id, terms_version)
);
CREATE INDEX asks_call_out_idx ON asks (call_out_id, state);
CREATE INDEX asks_volunteer_idx ON asks (volunteer_id, asked_at DESC);
CREATE INDEX asks_activity_idx ON asks (activity_id, state);
CREATE INDEX asks_silent_idx ON asks (answer_by) WHERE state = 'asked';
SELECT asar_room_table('asks');
ALTER TABLE answers ADD FOREIGN KEY (ask_id) REFERENCES asks;
