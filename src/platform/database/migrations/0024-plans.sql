-- A plan proposes people for the open posts of days to come; nobody is asked or assigned by it. It is destroyed after two days.
CREATE TABLE plans (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  -- Null: every organization of the region.
  organization_id uuid REFERENCES organizations,
  made_by uuid NOT NULL REFERENCES people,
  made_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  -- What the coordinator chose: days ahead, minutes of travel that count as equal, days since somebody was asked, posts a person.
  days smallint NOT NULL CHECK (days BETWEEN 1 AND 14),
  travel_band smallint NOT NULL CHECK (travel_band > 0),
  rest_days smallint NOT NULL CHECK (rest_days >= 0),
  posts_max smallint NOT NULL CHECK (posts_max > 0),
  -- Repairs so far.
  round integer NOT NULL DEFAULT 0,
  -- No plan is better than this one by more, in millionths of the best there can be.
  gap_ppm integer NOT NULL CHECK (gap_ppm BETWEEN 0 AND 1000000),
  recruit jsonb NOT NULL DEFAULT '[]'
);
CREATE INDEX plans_made_idx ON plans (made_at);
CREATE INDEX plans_maker_idx ON plans (made_by, made_at DESC);
CREATE INDEX plans_organization_idx ON plans (organization_id);
CREATE INDEX plans_region_idx ON plans (region_id);
SELECT asar_room_table('plans');

CREATE TABLE plan_posts (
  plan_id uuid NOT NULL REFERENCES plans ON DELETE CASCADE,
  post_id uuid NOT NULL REFERENCES posts,
  seats integer NOT NULL CHECK (seats >= 0),
  -- Seats that nobody is proposed or asked for, and why.
  missing integer NOT NULL CHECK (missing >= 0),
  able integer NOT NULL DEFAULT 0,
  binding text,
  binding_people integer NOT NULL DEFAULT 0,
  PRIMARY KEY (plan_id, post_id)
);
CREATE INDEX plan_posts_post_idx ON plan_posts (post_id);
SELECT asar_room_table('plan_posts');

CREATE TABLE plan_proposals (
  plan_id uuid NOT NULL REFERENCES plans ON DELETE CASCADE,
  post_id uuid NOT NULL REFERENCES posts,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  -- The repair that brought this proposal; 0: the plan itself.
  round integer NOT NULL,
  travel_minutes integer NOT NULL,
  why jsonb NOT NULL DEFAULT '[]',
  state text NOT NULL CHECK (state IN ('proposed', 'asked', 'left-out')),
  -- Why this person could not be asked, when somebody tried.
  held_back text,
  ask_id uuid REFERENCES asks,
  asked_at timestamptz,
  CHECK ((state = 'asked') = (ask_id IS NOT NULL)),
  CHECK ((ask_id IS NULL) = (asked_at IS NULL)),
  PRIMARY KEY (plan_id, post_id, volunteer_id)
);
CREATE INDEX plan_proposals_volunteer_idx ON plan_proposals (volunteer_id);
CREATE INDEX plan_proposals_post_idx ON plan_proposals (post_id);
CREATE INDEX plan_proposals_ask_idx ON plan_proposals (ask_id) WHERE ask_id IS NOT NULL;
SELECT asar_room_table('plan_proposals');
