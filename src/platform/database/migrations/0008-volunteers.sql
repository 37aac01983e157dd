CREATE TABLE volunteers (
  id uuid PRIMARY KEY REFERENCES people,
  region_id text NOT NULL REFERENCES regions,
  state text NOT NULL CHECK (state IN ('active', 'paused', 'left')),
  joined_at timestamptz NOT NULL,
  first_when text NOT NULL CHECK (first_when IN ('today', 'weekends', 'evenings', 'emergency', 'custom')),
  emergency_calls boolean NOT NULL DEFAULT false,
  interested_only boolean NOT NULL DEFAULT false,
  paused_until timestamptz,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL,
  cell text NOT NULL,
  reach_meters integer NOT NULL DEFAULT 10000 CHECK (reach_meters BETWEEN 0 AND 2000000),
  transport text NOT NULL DEFAULT 'public' CHECK (transport IN ('none', 'walk', 'bicycle', 'public', 'car')),
  equipment text[] NOT NULL DEFAULT '{}',
  languages text[] NOT NULL DEFAULT '{kk}',
  kinds text[] NOT NULL DEFAULT '{}',
  competences text[] NOT NULL DEFAULT '{}',
  week_minutes_max integer NOT NULL DEFAULT 1200 CHECK (week_minutes_max BETWEEN 0 AND 10080),
  rest_minutes_min integer NOT NULL DEFAULT 600 CHECK (rest_minutes_min BETWEEN 0 AND 2880),
  days_in_row_max smallint NOT NULL DEFAULT 6 CHECK (days_in_row_max BETWEEN 1 AND 31),
  travel_override boolean NOT NULL DEFAULT false,
  last_asked_at timestamptz,
  idle_told_at timestamptz,
  history_reset_at timestamptz,
  -- Who invited them: sees totals from 5 alone, never a person.
  inviter_id uuid REFERENCES organizations,
  inviter_batch uuid,
  CHECK (paused_until IS NULL OR state = 'paused')
);
CREATE INDEX volunteers_region_idx ON volunteers (region_id, state, id);
CREATE INDEX volunteers_cell_idx ON volunteers (cell) WHERE state = 'active';
CREATE INDEX volunteers_idle_idx ON volunteers (greatest(last_asked_at, joined_at, idle_told_at)) WHERE state = 'active';
CREATE INDEX volunteers_paused_idx ON volunteers (paused_until) WHERE state = 'paused';
CREATE INDEX volunteers_inviter_idx ON volunteers (inviter_id) WHERE inviter_id IS NOT NULL;
SELECT asar_room_table('volunteers');

-- Weekly free time in local wall time of the home zone; weekday 1 = Monday (ISO 8601).
CREATE TABLE availability_rules (
  id uuid PRIMARY KEY,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  start_minute smallint NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
  end_minute smallint NOT NULL CHECK (end_minute BETWEEN 1 AND 1440),
  CHECK (start_minute < end_minute)
);
CREATE INDEX availability_rules_volunteer_idx ON availability_rules (volunteer_id);
SELECT asar_room_table('availability_rules');

CREATE TABLE availability_exceptions (
  id uuid PRIMARY KEY,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  on_date date NOT NULL,
  free boolean NOT NULL,
  start_minute smallint NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
  end_minute smallint NOT NULL CHECK (end_minute BETWEEN 1 AND 1440),
  CHECK (start_minute < end_minute)
);
CREATE INDEX availability_exceptions_volunteer_idx ON availability_exceptions (volunteer_id, on_date);
SELECT asar_room_table('availability_exceptions');

-- Time already given away, over all organizations and doors. A person is never in two places at once: the database refuses it.
CREATE TABLE occupancy (
  id uuid PRIMARY KEY,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  during tstzrange NOT NULL,
  kind text NOT NULL CHECK (kind IN ('assignment', 'busy')),
  assignment_id uuid UNIQUE,
  latitude double precision,
  longitude double precision,
  CHECK (NOT isempty(during)),
  CHECK (NOT lower_inf(during) AND NOT upper_inf(during) AND lower_inc(during) AND NOT upper_inc(during)),
  CHECK ((kind = 'assignment') = (assignment_id IS NOT NULL)),
  CONSTRAINT occupancy_once EXCLUDE USING gist (volunteer_id WITH =, during WITH &&)
);
SELECT asar_room_table('occupancy');
