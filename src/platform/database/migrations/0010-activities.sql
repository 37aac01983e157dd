CREATE TABLE activities (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  region_id text NOT NULL REFERENCES regions,
  locality_id uuid REFERENCES localities,
  organization_id uuid NOT NULL REFERENCES organizations,
  need_id uuid REFERENCES needs,
  line_id uuid REFERENCES need_lines,
  claim_id uuid REFERENCES line_claims,
  incident_id uuid REFERENCES incidents,
  kind text NOT NULL,
  work text NOT NULL,
  form text NOT NULL CHECK (form IN ('dated', 'remote')),
  state text NOT NULL CHECK (state IN ('draft', 'review', 'open', 'closed', 'done', 'cancelled')),
  title text NOT NULL,
  aim text NOT NULL,
  briefing text NOT NULL,
  briefing_version integer NOT NULL DEFAULT 1,
  bring text NOT NULL DEFAULT '',
  coordinator_id uuid NOT NULL REFERENCES people,
  emergency_contact text NOT NULL DEFAULT '',
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  estimated_minutes integer CHECK (estimated_minutes > 0),
  zone text NOT NULL,
  place_words text NOT NULL DEFAULT '',
  latitude double precision,
  longitude double precision,
  home_address boolean NOT NULL DEFAULT false,
  result_quantity integer NOT NULL CHECK (result_quantity > 0),
  result_unit text NOT NULL,
  result_confirmer text NOT NULL CHECK (result_confirmer IN ('person-helped', 'site-owner', 'second-person')),
  flags text[] NOT NULL DEFAULT '{}',
  contexts text[] NOT NULL DEFAULT '{}',
  risk_tier smallint NOT NULL CHECK (risk_tier BETWEEN 0 AND 3),
  series_id uuid,
  series_rule text,
  created_by uuid NOT NULL REFERENCES people,
  created_at timestamptz NOT NULL,
  published_at timestamptz,
  reviewed_by uuid REFERENCES people,
  reviewed_at timestamptz,
  review_words text,
  ended_at timestamptz,
  end_words text,
  CHECK (starts_at < ends_at),
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK ((form = 'remote') <= (estimated_minutes IS NOT NULL)),
  UNIQUE (id, state)
);
CREATE INDEX activities_region_idx ON activities (region_id, state, starts_at);
CREATE INDEX activities_open_idx ON activities (ends_at, id) WHERE state IN ('open', 'closed');
CREATE INDEX activities_list_idx ON activities (region_id, starts_at, id) WHERE state IN ('open', 'closed', 'done');
CREATE INDEX activities_listed_idx ON activities (starts_at, id) WHERE state IN ('open', 'closed', 'done');
CREATE INDEX activities_review_idx ON activities (region_id, created_at) WHERE state = 'review';
CREATE INDEX activities_claim_idx ON activities (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX activities_organization_idx ON activities (organization_id, starts_at DESC);
CREATE INDEX activities_need_idx ON activities (need_id);
CREATE INDEX activities_coordinator_idx ON activities (coordinator_id, starts_at DESC);
CREATE INDEX activities_series_idx ON activities (series_id, starts_at);
SELECT asar_room_table('activities');

-- What the organizer answers for, each with the person who said so.
CREATE TABLE activity_obligations (
  activity_id uuid NOT NULL REFERENCES activities,
  obligation text NOT NULL,
  said_by uuid NOT NULL REFERENCES people,
  said_at timestamptz NOT NULL,
  PRIMARY KEY (activity_id, obligation)
);
SELECT asar_room_table('activity_obligations');

CREATE TABLE posts (
  id uuid PRIMARY KEY,
  activity_id uuid NOT NULL REFERENCES activities,
  region_id text NOT NULL REFERENCES regions,
  title text NOT NULL,
  seats_min integer NOT NULL CHECK (seats_min >= 0),
  seats integer NOT NULL CHECK (seats BETWEEN 1 AND 100000),
  competences jsonb NOT NULL DEFAULT '[]',
  languages text[] NOT NULL DEFAULT '{}',
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  terms_version integer NOT NULL DEFAULT 1 CHECK (terms_version >= 1),
  group_sign_up boolean NOT NULL DEFAULT true,
  CHECK (starts_at < ends_at),
  CHECK (seats_min <= seats)
);
CREATE INDEX posts_activity_idx ON posts (activity_id);
CREATE INDEX posts_time_idx ON posts (region_id, starts_at);
SELECT asar_room_table('posts');

-- Friends who come together: a link to share. Each still says their own yes.
CREATE TABLE sign_up_groups (
  id uuid PRIMARY KEY,
  post_id uuid NOT NULL REFERENCES posts,
  made_by uuid NOT NULL REFERENCES people,
  name text NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX sign_up_groups_post_idx ON sign_up_groups (post_id, made_by);
SELECT asar_room_table('sign_up_groups');

-- What a person said to these terms. Free words stand in answer_words, which can be erased.
CREATE TABLE answers (
  id uuid PRIMARY KEY,
  post_id uuid NOT NULL REFERENCES posts,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  terms_version integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('yes', 'no', 'yes-from', 'words')),
  yes_from timestamptz,
  ask_id uuid,
  author_id uuid NOT NULL REFERENCES people,
  consent_id uuid REFERENCES consents,
  group_id uuid REFERENCES sign_up_groups,
  briefing_version integer,
  door text NOT NULL,
  at timestamptz NOT NULL,
  undone_at timestamptz,
  CHECK ((kind = 'yes-from') = (yes_from IS NOT NULL)),
  CHECK (author_id = volunteer_id OR consent_id IS NOT NULL),
  UNIQUE (id, volunteer_id, post_id, terms_version, kind)
);
CREATE INDEX answers_post_idx ON answers (post_id, volunteer_id, at DESC);
CREATE INDEX answers_volunteer_idx ON answers (volunteer_id, at DESC);
CREATE INDEX answers_group_idx ON answers (group_id) WHERE group_id IS NOT NULL;
SELECT asar_room_table('answers');

CREATE TABLE answer_words (
  answer_id uuid PRIMARY KEY REFERENCES answers,
  words text NOT NULL
);
SELECT asar_room_table('answer_words');

-- One seat, one row. More people than seats cannot be written down.
CREATE TABLE slots (
  id uuid PRIMARY KEY,
  post_id uuid NOT NULL REFERENCES posts,
  activity_id uuid NOT NULL,
  activity_state text NOT NULL,
  volunteer_id uuid REFERENCES volunteers,
  offered_to uuid REFERENCES volunteers,
  offered_until timestamptz,
  CHECK (volunteer_id IS NULL OR activity_state <> 'cancelled'),
  CHECK ((offered_to IS NULL) = (offered_until IS NULL)),
  CHECK (volunteer_id IS NULL OR offered_to IS NULL),
  UNIQUE (post_id, volunteer_id),
  UNIQUE (id, post_id, volunteer_id),
  FOREIGN KEY (activity_id, activity_state) REFERENCES activities (id, state) ON UPDATE CASCADE
);
CREATE INDEX slots_free_idx ON slots (post_id, id) WHERE volunteer_id IS NULL;
CREATE INDEX slots_activity_idx ON slots (activity_id, activity_state);
CREATE INDEX slots_volunteer_idx ON slots (volunteer_id) WHERE volunteer_id IS NOT NULL;
CREATE INDEX slots_offered_idx ON slots (offered_until) WHERE offered_to IS NOT NULL;
CREATE INDEX slots_offered_to_idx ON slots (offered_to) WHERE offered_to IS NOT NULL;
SELECT asar_room_table('slots');

-- No assignment without this person's yes to these very terms.
CREATE TABLE assignments (
  id uuid PRIMARY KEY,
  slot_id uuid NOT NULL,
  post_id uuid NOT NULL REFERENCES posts,
  activity_id uuid NOT NULL REFERENCES activities,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  region_id text NOT NULL REFERENCES regions,
  answer_id uuid NOT NULL,
  answer_kind text NOT NULL DEFAULT 'yes' CHECK (answer_kind = 'yes'),
  terms_version integer NOT NULL,
  state text NOT NULL CHECK (state IN ('live', 'given-back', 'handed-over', 'ended-by-change', 'ended-by-cancel', 'ended-by-organizer', 'done', 'no-show', 'unknown')),
  at_risk text,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  stand_in_for uuid REFERENCES assignments,
  no_show_witness uuid REFERENCES people,
  -- A live assignment sits on its very slot; an ended one leaves the slot to others.
  live_slot_id uuid GENERATED ALWAYS AS (CASE WHEN state = 'live' THEN slot_id END) STORED,
  FOREIGN KEY (live_slot_id, post_id, volunteer_id) REFERENCES slots (id, post_id, volunteer_id),
  FOREIGN KEY (answer_id, volunteer_id, post_id, terms_version, answer_kind) REFERENCES answers (id, volunteer_id, post_id, terms_version, kind),
  CHECK ((state = 'live') = (ended_at IS NULL)),
  CHECK (no_show_witness IS NULL OR no_show_witness <> volunteer_id),
  CHECK ((state = 'no-show') <= (no_show_witness IS NOT NULL))
);
CREATE UNIQUE INDEX assignments_slot_idx ON assignments (slot_id) WHERE state = 'live';
CREATE UNIQUE INDEX assignments_person_idx ON assignments (post_id, volunteer_id) WHERE state = 'live';
CREATE INDEX assignments_volunteer_idx ON assignments (volunteer_id, starts_at DESC);
CREATE INDEX assignments_activity_idx ON assignments (activity_id, state);
CREATE INDEX assignments_reminder_idx ON assignments (starts_at) WHERE state = 'live';
SELECT asar_room_table('assignments');
ALTER TABLE occupancy ADD FOREIGN KEY (assignment_id) REFERENCES assignments;

-- Which credentials open this seat, re-checked when validity or time changes.
CREATE TABLE assignment_credentials (
  assignment_id uuid NOT NULL REFERENCES assignments,
  credential_id uuid NOT NULL REFERENCES credentials,
  competence_id text NOT NULL,
  PRIMARY KEY (assignment_id, credential_id, competence_id)
);
CREATE INDEX assignment_credentials_credential_idx ON assignment_credentials (credential_id);
SELECT asar_room_table('assignment_credentials');

CREATE TABLE waiting_list (
  post_id uuid NOT NULL REFERENCES posts,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  terms_version integer NOT NULL,
  place bigint GENERATED ALWAYS AS IDENTITY,
  since timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'offered', 'seated', 'left', 'lapsed')),
  PRIMARY KEY (post_id, volunteer_id)
);
CREATE INDEX waiting_list_order_idx ON waiting_list (post_id, place) WHERE state = 'waiting';
CREATE INDEX waiting_list_volunteer_idx ON waiting_list (volunteer_id, since DESC);
SELECT asar_room_table('waiting_list');

-- Someone takes a seat over, or two people change seats; each by an own yes. A swap names the post that is wished for.
CREATE TABLE swaps (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('stand-in', 'swap')),
  assignment_id uuid NOT NULL REFERENCES assignments,
  offered_to uuid REFERENCES volunteers,
  wanted_post_id uuid REFERENCES posts,
  answer_id uuid REFERENCES answers,
  other_assignment_id uuid REFERENCES assignments,
  state text NOT NULL CHECK (state IN ('offered', 'done', 'declined', 'withdrawn', 'lapsed')),
  offered_at timestamptz NOT NULL,
  decided_at timestamptz,
  CHECK ((kind = 'swap') = (wanted_post_id IS NOT NULL)),
  CHECK ((kind = 'swap') = (answer_id IS NOT NULL)),
  CHECK ((state = 'offered') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX swaps_assignment_idx ON swaps (assignment_id) WHERE state = 'offered';
CREATE INDEX swaps_wanted_idx ON swaps (wanted_post_id) WHERE state = 'offered';
CREATE INDEX swaps_offered_to_idx ON swaps (offered_to) WHERE state = 'offered';
SELECT asar_room_table('swaps');

-- Who was there. Never refused for booking or capacity; a person has one open attendance at a time.
CREATE TABLE attendances (
  id uuid PRIMARY KEY,
  activity_id uuid NOT NULL REFERENCES activities,
  post_id uuid NOT NULL REFERENCES posts,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  assignment_id uuid REFERENCES assignments,
  region_id text NOT NULL REFERENCES regions,
  checked_in_at timestamptz NOT NULL,
  checked_in_how text NOT NULL CHECK (checked_in_how IN ('qr', 'coordinator', 'self', 'gate', 'work-log')),
  near boolean,
  checked_out_at timestamptz,
  checked_out_how text CHECK (checked_out_how IN ('qr', 'coordinator', 'self', 'moved', 'flagged', 'work-log')),
  extra boolean NOT NULL DEFAULT false,
  flags text[] NOT NULL DEFAULT '{}',
  overdue_step smallint NOT NULL DEFAULT 0,
  CHECK (checked_out_at IS NULL OR checked_out_at >= checked_in_at)
);
CREATE UNIQUE INDEX attendances_open_idx ON attendances (volunteer_id) WHERE checked_out_at IS NULL;
CREATE INDEX attendances_overdue_idx ON attendances (post_id) WHERE checked_out_at IS NULL;
CREATE INDEX attendances_activity_idx ON attendances (activity_id, checked_in_at);
CREATE INDEX attendances_volunteer_idx ON attendances (volunteer_id, checked_in_at DESC);
SELECT asar_room_table('attendances');

-- What was done from afar, in the person's own words.
CREATE TABLE work_logs (
  attendance_id uuid PRIMARY KEY REFERENCES attendances,
  words text NOT NULL
);
SELECT asar_room_table('work_logs');
