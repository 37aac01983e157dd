-- Receipts of goods: what the person helped says of each delivery, what follows from a no, who is called back; goods handed over between
-- organizations. Quantities are whole numbers of the line's unit.

-- One answer to one delivery (a movement of a line to `delivered`). A later answer replaces an earlier one, which stays.
CREATE TABLE receipts (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  need_id uuid NOT NULL REFERENCES needs,
  line_id uuid NOT NULL REFERENCES need_lines,
  delivery_id uuid NOT NULL REFERENCES line_movements,
  -- Who delivered and from where, as known when it was answered; never a donor.
  organization_id uuid REFERENCES organizations,
  site_id uuid REFERENCES sites,
  item_id text,
  quantity integer NOT NULL CHECK (quantity > 0),
  -- Of it, what was as it should be.
  right_quantity integer NOT NULL CHECK (right_quantity BETWEEN 0 AND quantity),
  result text NOT NULL CHECK (result IN ('yes', 'partly', 'no')),
  said_by text NOT NULL CHECK (said_by IN ('person-helped', 'code', 'another', 'companion', 'call-back')),
  door text NOT NULL,
  consent_how text,
  entered_by uuid REFERENCES people,
  -- The person agrees that those who delivered learn which delivery it was.
  may_tell boolean NOT NULL DEFAULT false,
  drill boolean NOT NULL DEFAULT false,
  said_at timestamptz NOT NULL,
  replaced_at timestamptz
);
CREATE UNIQUE INDEX receipts_delivery_idx ON receipts (delivery_id) WHERE replaced_at IS NULL;
CREATE INDEX receipts_line_idx ON receipts (line_id);
CREATE INDEX receipts_need_idx ON receipts (need_id);
SELECT asar_room_table('receipts');

-- Why it was not what was needed, as a code and a quantity; each is followed up by somebody outside the team that delivered.
CREATE TABLE receipt_troubles (
  id uuid PRIMARY KEY,
  receipt_id uuid NOT NULL REFERENCES receipts,
  region_id text NOT NULL REFERENCES regions,
  need_id uuid NOT NULL REFERENCES needs,
  line_id uuid NOT NULL REFERENCES need_lines,
  reason text NOT NULL CHECK (reason IN ('wrong', 'damaged', 'late', 'too-much', 'too-little', 'not-needed')),
  quantity integer NOT NULL CHECK (quantity > 0),
  -- What of it is asked for again: went back to open.
  again integer NOT NULL CHECK (again BETWEEN 0 AND quantity),
  -- What came in its place, where somebody said so.
  came_item_id text,
  state text NOT NULL CHECK (state IN ('open', 'done', 'taken-back')),
  outcome text,
  done_by uuid REFERENCES people,
  done_by_key uuid,
  done_at timestamptz,
  said_at timestamptz NOT NULL,
  CHECK ((state = 'open') = (done_at IS NULL))
);
CREATE INDEX receipt_troubles_open_idx ON receipt_troubles (region_id, said_at, id) WHERE state = 'open';
CREATE INDEX receipt_troubles_receipt_idx ON receipt_troubles (receipt_id);
CREATE INDEX receipt_troubles_need_idx ON receipt_troubles (need_id);
SELECT asar_room_table('receipt_troubles');

-- A draw of unanswered deliveries to be called about: which rate, which seed, from how many. Anyone can draw again once the seed is told.
CREATE TABLE call_back_draws (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  day date NOT NULL,
  rate_percent integer NOT NULL CHECK (rate_percent BETWEEN 1 AND 100),
  seed text NOT NULL,
  -- SHA-256 of the seed, told at once; the seed itself when the calls are over.
  seed_hash text NOT NULL,
  drawn_from integer NOT NULL CHECK (drawn_from >= 0),
  drawn integer NOT NULL CHECK (drawn BETWEEN 0 AND drawn_from),
  drawn_at timestamptz NOT NULL,
  told_at timestamptz,
  UNIQUE (region_id, day)
);
SELECT asar_room_table('call_back_draws');

CREATE TABLE call_backs (
  id uuid PRIMARY KEY,
  draw_id uuid NOT NULL REFERENCES call_back_draws,
  region_id text NOT NULL REFERENCES regions,
  need_id uuid NOT NULL REFERENCES needs,
  delivery_id uuid NOT NULL UNIQUE REFERENCES line_movements,
  line_id uuid NOT NULL REFERENCES need_lines,
  -- Its number among those drawn from.
  number integer NOT NULL CHECK (number > 0),
  -- Who delivered: they never call.
  delivered_by uuid[] NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'answered', 'not-reached', 'refused')),
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  next_at timestamptz NOT NULL,
  drawn_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE INDEX call_backs_open_idx ON call_backs (region_id, next_at, id) WHERE state = 'open';
CREATE INDEX call_backs_need_idx ON call_backs (need_id);
CREATE INDEX call_backs_draw_idx ON call_backs (draw_id);
SELECT asar_room_table('call_backs');

CREATE TABLE call_back_tries (
  id uuid PRIMARY KEY,
  call_back_id uuid NOT NULL REFERENCES call_backs,
  outcome text NOT NULL CHECK (outcome IN ('answered', 'no-answer', 'busy', 'wrong-number', 'refused')),
  organization_id uuid REFERENCES organizations,
  by_person uuid REFERENCES people,
  by_key uuid,
  at timestamptz NOT NULL
);
CREATE INDEX call_back_tries_idx ON call_back_tries (call_back_id, at);
SELECT asar_room_table('call_back_tries');

-- One organization asks another for goods: for stock that lies at its sites, or for a claim on a line.
CREATE TABLE goods_asks (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  asker_id uuid NOT NULL REFERENCES organizations,
  holder_id uuid NOT NULL REFERENCES organizations,
  item_id text,
  claim_id uuid REFERENCES line_claims,
  quantity integer NOT NULL CHECK (quantity > 0),
  -- Where the asker wants stock brought.
  site_id uuid REFERENCES sites,
  words text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('asked', 'given', 'taken', 'refused', 'withdrawn', 'lapsed')),
  reason text,
  given integer NOT NULL DEFAULT 0 CHECK (given >= 0),
  arrived integer NOT NULL DEFAULT 0 CHECK (arrived BETWEEN 0 AND given),
  until timestamptz NOT NULL,
  asked_by uuid REFERENCES people,
  asked_by_key uuid,
  asked_at timestamptz NOT NULL,
  decided_by uuid REFERENCES people,
  decided_by_key uuid,
  decided_at timestamptz,
  ended_at timestamptz,
  CHECK (asker_id <> holder_id),
  CHECK (num_nonnulls(item_id, claim_id) = 1),
  CHECK ((item_id IS NULL) = (site_id IS NULL)),
  CHECK ((state IN ('asked', 'given')) = (ended_at IS NULL))
);
CREATE INDEX goods_asks_asker_idx ON goods_asks (asker_id, asked_at DESC);
CREATE INDEX goods_asks_holder_idx ON goods_asks (holder_id, asked_at DESC);
CREATE INDEX goods_asks_until_idx ON goods_asks (until) WHERE state = 'asked';
CREATE INDEX goods_asks_claim_idx ON goods_asks (claim_id) WHERE claim_id IS NOT NULL;
SELECT asar_room_table('goods_asks');

-- Between two organizations goods stand on an account of their own, named by the ask, so that nothing vanishes on the way.
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_from_kind_check, DROP CONSTRAINT stock_movements_to_kind_check;
ALTER TABLE stock_movements
  ADD CONSTRAINT stock_movements_from_kind_check CHECK (from_kind IN ('outside', 'site', 'round', 'helped', 'lost', 'count', 'packed', 'handed')),
  ADD CONSTRAINT stock_movements_to_kind_check CHECK (to_kind IN ('outside', 'site', 'round', 'helped', 'lost', 'count', 'packed', 'handed'));
ALTER TABLE stock_balances DROP CONSTRAINT stock_never_below_nothing;
ALTER TABLE stock_balances ADD CONSTRAINT stock_never_below_nothing CHECK (quantity >= 0 OR kind IN ('outside', 'count', 'packed', 'handed'));

-- When a claim was last seen to be worked on, and when its organization was asked whether it still is.
ALTER TABLE line_claims ADD COLUMN stepped_at timestamptz, ADD COLUMN asked_at timestamptz;
CREATE INDEX line_claims_stale_idx ON line_claims (coalesce(stepped_at, claimed_at)) WHERE state = 'held';
