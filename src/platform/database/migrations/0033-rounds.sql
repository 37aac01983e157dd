-- Delivery rounds: vehicles of volunteers, rounds with their stops, and what lies in them. Where somebody helped lives stands in none of these.

-- A vehicle its owner offers for rounds. Its start is where the owner lives, unless they name a settlement.
CREATE TABLE vehicles (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  -- Null after erasure.
  person_id uuid REFERENCES people,
  name text NOT NULL CHECK (length(name) <= 80),
  grams_max bigint NOT NULL CHECK (grams_max BETWEEN 1000 AND 40000000),
  millilitres_max bigint NOT NULL CHECK (millilitres_max BETWEEN 10000 AND 100000000),
  cold_box boolean NOT NULL,
  -- Whoever drives lifts 20 kg and more, or the vehicle does.
  lifts boolean NOT NULL,
  locality_id uuid REFERENCES localities,
  -- ISO weekdays, Monday 1.
  weekdays text[] NOT NULL CHECK (weekdays <@ '{1,2,3,4,5,6,7}'::text[]),
  -- Minutes of the day at the owner's home.
  from_minute smallint NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  until_minute smallint NOT NULL CHECK (until_minute BETWEEN 1 AND 1440),
  state text NOT NULL CHECK (state IN ('offered', 'withdrawn')),
  offered_at timestamptz NOT NULL,
  CHECK (from_minute < until_minute)
);
CREATE INDEX vehicles_region_idx ON vehicles (region_id, id) WHERE state = 'offered';
CREATE INDEX vehicles_person_idx ON vehicles (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX vehicles_locality_idx ON vehicles (locality_id);
SELECT asar_room_table('vehicles');

-- When somebody can be called on, and how long handing over takes there.
CREATE TABLE delivery_wishes (
  need_id uuid PRIMARY KEY REFERENCES needs,
  from_minute smallint NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  until_minute smallint NOT NULL CHECK (until_minute BETWEEN 1 AND 1440),
  minutes smallint NOT NULL CHECK (minutes BETWEEN 1 AND 240),
  CHECK (from_minute < until_minute)
);
SELECT asar_room_table('delivery_wishes');

-- A plan proposes rounds for a day; nobody is asked and nothing moves by it. It is destroyed after two days.
CREATE TABLE round_plans (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  organization_id uuid NOT NULL REFERENCES organizations,
  zone text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- Deliveries in no round, each with the reason: [{needId, why}].
  left_out jsonb NOT NULL DEFAULT '[]',
  vehicles integer NOT NULL,
  made_by uuid REFERENCES people,
  made_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  CHECK (starts_at < ends_at)
);
CREATE INDEX round_plans_organization_idx ON round_plans (organization_id, made_at DESC);
CREATE INDEX round_plans_region_idx ON round_plans (region_id);
CREATE INDEX round_plans_maker_idx ON round_plans (made_by);
CREATE INDEX round_plans_until_idx ON round_plans (until);
SELECT asar_room_table('round_plans');

CREATE TABLE rounds (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  region_id text NOT NULL REFERENCES regions,
  organization_id uuid NOT NULL REFERENCES organizations,
  -- Null once the plan is destroyed.
  plan_id uuid REFERENCES round_plans ON DELETE SET NULL,
  vehicle_id uuid NOT NULL REFERENCES vehicles,
  zone text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'sent', 'underway', 'done', 'cancelled')),
  activity_id uuid UNIQUE REFERENCES activities,
  driver_post_id uuid REFERENCES posts,
  helper_post_id uuid REFERENCES posts,
  -- Leaves its start, is back at it.
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  distance_meters integer NOT NULL CHECK (distance_meters >= 0),
  -- Two people go: into a home, or at night. One of them has a confirmed background check.
  two boolean NOT NULL,
  vetted boolean NOT NULL,
  languages text[] NOT NULL,
  -- Raised by each change of its stops, so that a phone knows it shows an older one.
  version integer NOT NULL DEFAULT 1,
  drill boolean NOT NULL DEFAULT false,
  made_at timestamptz NOT NULL,
  left_at timestamptz,
  ended_at timestamptz,
  -- The vehicle can drive on no more; what it has on board waits to be fetched.
  lost_at timestamptz,
  CHECK (starts_at < ends_at),
  CHECK ((state = 'proposed') <= (activity_id IS NULL)),
  CHECK ((state IN ('sent', 'underway')) <= (activity_id IS NOT NULL)),
  CHECK ((activity_id IS NULL) = (driver_post_id IS NULL)),
  CHECK ((state IN ('done', 'cancelled')) = (ended_at IS NOT NULL))
);
CREATE INDEX rounds_organization_idx ON rounds (organization_id, state, starts_at);
CREATE INDEX rounds_plan_idx ON rounds (plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX rounds_vehicle_idx ON rounds (vehicle_id, starts_at);
CREATE INDEX rounds_region_idx ON rounds (region_id, starts_at);
CREATE INDEX rounds_driver_post_idx ON rounds (driver_post_id) WHERE driver_post_id IS NOT NULL;
CREATE INDEX rounds_helper_post_idx ON rounds (helper_post_id) WHERE helper_post_id IS NOT NULL;
SELECT asar_room_table('rounds');

-- `load` at a site, `fetch` at a donor's, `hand` to whoever asked, `unload` at a site.
CREATE TABLE round_stops (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES rounds ON DELETE CASCADE,
  position smallint NOT NULL CHECK (position >= 0),
  kind text NOT NULL CHECK (kind IN ('load', 'fetch', 'hand', 'unload')),
  site_id uuid REFERENCES sites,
  need_id uuid REFERENCES needs,
  pledge_id uuid REFERENCES pledges,
  arrives_at timestamptz NOT NULL,
  minutes smallint NOT NULL CHECK (minutes >= 0),
  window_from timestamptz,
  window_until timestamptz,
  state text NOT NULL CHECK (state IN ('planned', 'arrived', 'done', 'refused', 'absent', 'cancelled')),
  arrived_at timestamptz,
  ended_at timestamptz,
  reason text,
  -- Whether the code word of the need was said; null where nobody was asked for it.
  code_said boolean,
  CHECK (num_nonnulls(site_id, need_id, pledge_id) = 1),
  CHECK ((kind IN ('load', 'unload')) = (site_id IS NOT NULL)),
  CHECK ((kind = 'hand') = (need_id IS NOT NULL)),
  CHECK ((state IN ('done', 'refused', 'absent', 'cancelled')) = (ended_at IS NOT NULL))
);
CREATE INDEX round_stops_round_idx ON round_stops (round_id, position);
CREATE INDEX round_stops_need_idx ON round_stops (need_id) WHERE need_id IS NOT NULL;
CREATE INDEX round_stops_site_idx ON round_stops (site_id) WHERE site_id IS NOT NULL;
CREATE INDEX round_stops_pledge_idx ON round_stops (pledge_id) WHERE pledge_id IS NOT NULL;
SELECT asar_room_table('round_stops');

-- What goes from one stop to another: stock set aside at a site, or a promise that is fetched at a donor's. In the unit of the lot.
-- `taken` came on board, `given` was handed over, `back` was brought to a site.
CREATE TABLE round_goods (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES rounds ON DELETE CASCADE,
  need_id uuid NOT NULL REFERENCES needs,
  -- Of what is fetched: null until it is on board.
  pick_id uuid REFERENCES stock_picks,
  pledge_id uuid REFERENCES pledges,
  from_stop_id uuid NOT NULL REFERENCES round_stops ON DELETE CASCADE,
  to_stop_id uuid NOT NULL REFERENCES round_stops ON DELETE CASCADE,
  quantity integer NOT NULL CHECK (quantity > 0),
  taken integer NOT NULL DEFAULT 0,
  given integer NOT NULL DEFAULT 0,
  back integer NOT NULL DEFAULT 0,
  -- Not wanted at the door: it is free again once it is back.
  refused boolean NOT NULL DEFAULT false,
  -- `off`: nothing of it is in this round any more.
  state text NOT NULL CHECK (state IN ('proposed', 'planned', 'aboard', 'done', 'off')),
  CONSTRAINT round_goods_balance CHECK (given >= 0 AND back >= 0 AND given + back <= taken AND taken <= quantity),
  CHECK ((state = 'done') <= (given + back = taken)),
  CHECK (num_nonnulls(pick_id, pledge_id) >= 1)
);
CREATE INDEX round_goods_round_idx ON round_goods (round_id);
CREATE INDEX round_goods_need_idx ON round_goods (need_id);
CREATE INDEX round_goods_from_idx ON round_goods (from_stop_id);
CREATE INDEX round_goods_to_idx ON round_goods (to_stop_id);
-- Nothing is in two rounds at once; plans may propose it twice.
CREATE UNIQUE INDEX round_goods_pick_once_idx ON round_goods (pick_id) WHERE pick_id IS NOT NULL AND state IN ('planned', 'aboard');
CREATE UNIQUE INDEX round_goods_pledge_once_idx ON round_goods (pledge_id) WHERE pledge_id IS NOT NULL AND state IN ('planned', 'aboard');
CREATE INDEX round_goods_pick_idx ON round_goods (pick_id);
CREATE INDEX round_goods_pledge_idx ON round_goods (pledge_id);
SELECT asar_room_table('round_goods');
