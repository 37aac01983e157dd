-- The operators' line: who is rung by whom, how often it was tried, what came of it. A callee is a person with an account, or whoever is
-- helped by a need.
CREATE TABLE line_calls (
  callee_kind text NOT NULL CHECK (callee_kind IN ('person', 'need')),
  callee_id uuid NOT NULL,
  region_id text NOT NULL REFERENCES regions,
  -- Tries in a row that reached nobody.
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  -- Not to be rung before; null: at any time.
  next_at timestamptz,
  -- Reasons older than this are dealt with.
  settled_at timestamptz,
  -- The person asked to be rung, or a call was taken back: a reason of its own.
  wished_at timestamptz,
  PRIMARY KEY (callee_kind, callee_id)
);
CREATE INDEX line_calls_wished_idx ON line_calls (region_id, next_at) WHERE wished_at IS NOT NULL;
SELECT asar_room_table('line_calls');

-- One call and what came of it; a try taken back stays, with its moment.
CREATE TABLE line_tries (
  id uuid PRIMARY KEY,
  callee_kind text NOT NULL CHECK (callee_kind IN ('person', 'need')),
  callee_id uuid NOT NULL,
  region_id text NOT NULL REFERENCES regions,
  operator_id uuid NOT NULL REFERENCES people,
  incoming boolean NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('reached', 'no-answer', 'busy', 'later', 'wrong-number', 'refused')),
  -- From the oldest reason to the call; null for calls that came in.
  waited_seconds integer CHECK (waited_seconds >= 0),
  at timestamptz NOT NULL,
  undone_at timestamptz,
  -- The row of line_calls as it stood before, for taking the try back.
  before jsonb NOT NULL
);
CREATE INDEX line_tries_callee_idx ON line_tries (callee_kind, callee_id, at DESC);
CREATE INDEX line_tries_region_idx ON line_tries (region_id, at DESC);
CREATE INDEX line_tries_operator_idx ON line_tries (operator_id, at DESC);
SELECT asar_room_table('line_tries');

-- What was said in a call, for thirty days.
CREATE TABLE line_words (
  try_id uuid PRIMARY KEY REFERENCES line_tries,
  words text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX line_words_at_idx ON line_words (at);
SELECT asar_platform_table('line_words');

-- Who is talking with whom: one row for the callee and one for each of their numbers, taken together by one conditional write. A lease ends
-- by itself. Numbers stand as hashes and go with the lease.
CREATE TABLE line_leases (
  key text PRIMARY KEY,
  callee_kind text NOT NULL CHECK (callee_kind IN ('person', 'need')),
  callee_id uuid NOT NULL,
  region_id text NOT NULL REFERENCES regions,
  held_by uuid NOT NULL REFERENCES people,
  taken_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  waiting_since timestamptz
);
CREATE INDEX line_leases_held_idx ON line_leases (held_by);
CREATE INDEX line_leases_until_idx ON line_leases (until);
SELECT asar_platform_table('line_leases');

CREATE INDEX people_name_idx ON people USING gin (lower(name) gin_trgm_ops) WHERE state IN ('active', 'invited');
