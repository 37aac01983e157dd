-- Somebody a volunteer does not want to work with, for no reason given. Nobody but the volunteer ever learns of it.
CREATE TABLE not_with (
  id uuid PRIMARY KEY,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  other_id uuid NOT NULL REFERENCES volunteers,
  said_at timestamptz NOT NULL,
  CHECK (volunteer_id <> other_id),
  UNIQUE (volunteer_id, other_id)
);
CREATE INDEX not_with_other_idx ON not_with (other_id);
SELECT asar_room_table('not_with');

-- A post whose seats are drawn by lot among those who applied by a moment. Until then the lot holds every free seat.
CREATE TABLE lots (
  id uuid PRIMARY KEY,
  post_id uuid NOT NULL REFERENCES posts,
  activity_id uuid NOT NULL REFERENCES activities,
  organization_id uuid NOT NULL REFERENCES organizations,
  region_id text NOT NULL REFERENCES regions,
  opened_by uuid NOT NULL REFERENCES people,
  opened_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL CHECK (closes_at > opened_at),
  -- SHA-256 of the seed, told when the lot is opened; the seed itself with the draw.
  commitment text NOT NULL CHECK (commitment ~ '^[0-9a-f]{64}$'),
  seed text,
  state text NOT NULL CHECK (state IN ('open', 'drawn', 'called-off')),
  ended_at timestamptz,
  CHECK ((state = 'open') = (ended_at IS NULL)),
  CHECK ((state = 'drawn') = (seed IS NOT NULL))
);
CREATE UNIQUE INDEX lots_open_idx ON lots (post_id) WHERE state = 'open';
CREATE INDEX lots_post_idx ON lots (post_id, opened_at DESC);
CREATE INDEX lots_activity_idx ON lots (activity_id);
SELECT asar_room_table('lots');

-- The seed of a lot that is not drawn yet: for the command that draws alone.
CREATE TABLE lot_seeds (
  lot_id uuid PRIMARY KEY REFERENCES lots,
  seed text NOT NULL
);
SELECT asar_room_table('lot_seeds');
REVOKE SELECT ON lot_seeds FROM asar_app;

-- Who took part in a draw, under the number that is published, and what came of it.
CREATE TABLE lot_entries (
  lot_id uuid NOT NULL REFERENCES lots,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  number text NOT NULL,
  tickets smallint NOT NULL CHECK (tickets BETWEEN 1 AND 4),
  place integer NOT NULL CHECK (place > 0),
  outcome text NOT NULL CHECK (outcome IN ('seated', 'waiting', 'passed')),
  PRIMARY KEY (lot_id, volunteer_id),
  UNIQUE (lot_id, number),
  UNIQUE (lot_id, place)
);
CREATE INDEX lot_entries_volunteer_idx ON lot_entries (volunteer_id);
SELECT asar_room_table('lot_entries');

ALTER TABLE slots
  ADD COLUMN lot_id uuid REFERENCES lots,
  DROP CONSTRAINT slots_held_until,
  DROP CONSTRAINT slots_one_holder,
  ADD CONSTRAINT slots_held_until CHECK ((offered_to IS NULL AND held_for IS NULL AND lot_id IS NULL) = (offered_until IS NULL)),
  ADD CONSTRAINT slots_one_holder CHECK (num_nonnulls(volunteer_id, offered_to, held_for, lot_id) <= 1);
CREATE INDEX slots_lot_idx ON slots (lot_id) WHERE lot_id IS NOT NULL;
