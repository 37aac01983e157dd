CREATE TABLE call_outs (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  organization_id uuid NOT NULL REFERENCES organizations,
  activity_id uuid NOT NULL REFERENCES activities,
  post_id uuid NOT NULL REFERENCES posts,
  started_by uuid REFERENCES people,
  started_by_key uuid,
  started_at timestamptz NOT NULL,
  ceiling integer NOT NULL CHECK (ceiling BETWEEN 1 AND 100000),
  wanted_permille integer NOT NULL CHECK (wanted_permille BETWEEN 1 AND 999),
  answer_minutes integer NOT NULL CHECK (answer_minutes BETWEEN 1 AND 10080),
  state text NOT NULL CHECK (state IN ('running', 'filled', 'exhausted', 'stopped')),
  wave integer NOT NULL DEFAULT 0,
  -- Asks sent so far; the database itself holds the coordinator's ceiling.
  sent integer NOT NULL DEFAULT 0,
  -- When everyone who may come was last looked at.
  ranked_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK (sent BETWEEN 0 AND ceiling),
  CHECK ((state = 'running') = (ended_at IS NULL)),
  CHECK (num_nonnulls(started_by, started_by_key) = 1)
);
CREATE UNIQUE INDEX call_outs_running_idx ON call_outs (post_id) WHERE state = 'running';
CREATE INDEX call_outs_post_idx ON call_outs (post_id, started_at DESC);
CREATE INDEX call_outs_activity_idx ON call_outs (activity_id, started_at DESC);
CREATE INDEX call_outs_organization_idx ON call_outs (organization_id, started_at DESC);
CREATE INDEX call_outs_region_idx ON call_outs (region_id, state);
CREATE INDEX call_outs_live_idx ON call_outs (id) WHERE state = 'running';
SELECT asar_room_table('call_outs');

-- Who comes next in a call-out, in the order of asking: ranked once, each checked again when their turn comes.
CREATE TABLE call_out_reserve (
  call_out_id uuid NOT NULL REFERENCES call_outs,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  place integer NOT NULL,
  PRIMARY KEY (call_out_id, volunteer_id)
);
CREATE UNIQUE INDEX call_out_reserve_place_idx ON call_out_reserve (call_out_id, place);
CREATE INDEX call_out_reserve_volunteer_idx ON call_out_reserve (volunteer_id);
SELECT asar_room_table('call_out_reserve');

-- We asked this person. Each ask says why you and carries its own short code.
CREATE TABLE asks (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  call_out_id uuid REFERENCES call_outs,
  post_id uuid NOT NULL REFERENCES posts,
  activity_id uuid NOT NULL REFERENCES activities,
  organization_id uuid NOT NULL REFERENCES organizations,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  region_id text NOT NULL REFERENCES regions,
  -- Kind of activity by law: people are likened to whoever was asked for the same kind in the same region.
  kind text NOT NULL,
  asked_by uuid REFERENCES people,
  terms_version integer NOT NULL,
  wave integer NOT NULL DEFAULT 0,
  why jsonb NOT NULL DEFAULT '[]',
  -- Chance of a yes that was reckoned with when asking.
  chance_permille integer NOT NULL CHECK (chance_permille BETWEEN 0 AND 1000),
  asked_at timestamptz NOT NULL,
  answer_by timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'yes', 'no', 'yes-from', 'words', 'silent', 'withdrawn', 'full')),
  answered_at timestamptz,
  answer_id uuid REFERENCES answers,
  -- The person says that this one is no sign of their readiness: it no longer counts.
  contested_at timestamptz,
  CHECK (asked_at < answer_by),
  CHECK ((state IN ('asked', 'silent', 'withdrawn')) = (answered_at IS NULL)),
  CHECK ((answered_at IS NULL) = (answer_id IS NULL)),
  UNIQUE (post_id, volunteer_id, terms_version)
);
CREATE INDEX asks_call_out_idx ON asks (call_out_id, state);
CREATE INDEX asks_volunteer_idx ON asks (volunteer_id, asked_at DESC);
CREATE INDEX asks_activity_idx ON asks (activity_id, state);
CREATE INDEX asks_post_idx ON asks (post_id, asked_at DESC);
CREATE INDEX asks_organization_idx ON asks (organization_id, answer_by) WHERE state = 'asked';
CREATE INDEX asks_silent_organization_idx ON asks (organization_id, asked_at DESC) WHERE state = 'silent';
CREATE INDEX asks_region_idx ON asks (region_id, answer_by) WHERE state = 'asked';
CREATE INDEX asks_group_idx ON asks (region_id, kind, asked_at DESC);
CREATE INDEX asks_silent_idx ON asks (answer_by) WHERE state = 'asked';
SELECT asar_room_table('asks');
ALTER TABLE answers ADD FOREIGN KEY (ask_id) REFERENCES asks;
