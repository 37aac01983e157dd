-- Goods: sites, stock by double entry, pledges to lines, kits. Quantities are whole numbers of the item's smallest unit.

-- Every part of a line is compared with its movements, now that goods move through all of them.
CREATE OR REPLACE FUNCTION asar_line_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE line need_lines; moved record;
BEGIN
  SELECT * INTO line FROM need_lines WHERE id = NEW.id;
  SELECT
    coalesce(sum(quantity) FILTER (WHERE from_part = 'source' AND to_part = 'open'), 0) AS requested,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'open'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'open'), 0) AS open,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'promised'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'promised'), 0) AS promised,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'in_transit'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'in_transit'), 0) AS in_transit,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'delivered'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'delivered'), 0) AS delivered,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'withdrawn'), 0) AS withdrawn,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'surplus'), 0) AS surplus
  INTO moved FROM line_movements WHERE line_id = NEW.id;
  IF (line.requested, line.open, line.promised, line.in_transit, line.delivered, line.withdrawn, line.surplus) IS DISTINCT FROM
     (moved.requested, moved.open, moved.promised, moved.in_transit, moved.delivered, moved.withdrawn, moved.surplus) THEN
    RAISE EXCEPTION 'asar: line % does not agree with its movements', NEW.id USING ERRCODE = 'AS003';
  END IF;
  RETURN NULL;
END $$;

-- Where goods are brought, kept or handed out. Never somebody's home: its address is public while it takes goods.
CREATE TABLE sites (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  district_id uuid REFERENCES districts,
  locality_id uuid REFERENCES localities,
  organization_id uuid NOT NULL REFERENCES organizations,
  kind text NOT NULL CHECK (kind IN ('collection', 'warehouse', 'hand-out')),
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 160),
  address text NOT NULL,
  hours text NOT NULL DEFAULT '',
  latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  zone text NOT NULL,
  -- Groups of items it takes; none named: all of them.
  takes text[] NOT NULL DEFAULT '{}',
  state text NOT NULL CHECK (state IN ('open', 'saturated', 'paused', 'closed')),
  state_note text NOT NULL DEFAULT '',
  state_at timestamptz NOT NULL,
  opened_by uuid REFERENCES people,
  opened_at timestamptz NOT NULL
);
CREATE INDEX sites_region_idx ON sites (region_id, state, name);
CREATE INDEX sites_organization_idx ON sites (organization_id, state, name);
CREATE INDEX sites_locality_idx ON sites (locality_id);
SELECT asar_room_table('sites');

-- A set of things packed and delivered as one, counted as the lines inside it.
CREATE TABLE kits (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 160),
  state text NOT NULL CHECK (state IN ('active', 'retired')),
  made_by uuid REFERENCES people,
  made_at timestamptz NOT NULL
);
CREATE INDEX kits_organization_idx ON kits (organization_id, state, name);
SELECT asar_room_table('kits');

CREATE TABLE kit_items (
  kit_id uuid NOT NULL REFERENCES kits,
  item_id text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (kit_id, item_id)
);
SELECT asar_room_table('kit_items');

-- Goods of one kind, condition and expiry that came in together. `reference` is the code on the label of its box, pallet or truck.
CREATE TABLE stock_lots (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  region_id text NOT NULL REFERENCES regions,
  organization_id uuid NOT NULL REFERENCES organizations,
  item_id text,
  kit_id uuid REFERENCES kits,
  unit text NOT NULL,
  condition text NOT NULL CHECK (condition IN ('new', 'good', 'worn', 'damaged')),
  expires_on date,
  -- The pledge it was brought for, when there was one.
  pledge_id uuid,
  received_at timestamptz NOT NULL,
  CHECK (num_nonnulls(item_id, kit_id) = 1)
);
CREATE INDEX stock_lots_item_idx ON stock_lots (organization_id, item_id, expires_on);
CREATE INDEX stock_lots_kit_idx ON stock_lots (kit_id) WHERE kit_id IS NOT NULL;
CREATE INDEX stock_lots_pledge_idx ON stock_lots (pledge_id) WHERE pledge_id IS NOT NULL;
CREATE INDEX stock_lots_expiry_idx ON stock_lots (region_id, expires_on) WHERE expires_on IS NOT NULL;
SELECT asar_room_table('stock_lots');

-- Every movement goes from one account to another, so nothing appears or vanishes. Accounts: `outside` (donors, purchases), `site`, `round`
-- (a vehicle under way), `helped` (given; the need), `lost` (written off at a site), `count` (difference found at a stock-taking of a
-- site), `packed` (into or out of kits at a site).
CREATE TABLE stock_movements (
  id uuid PRIMARY KEY,
  lot_id uuid NOT NULL REFERENCES stock_lots,
  from_kind text NOT NULL CHECK (from_kind IN ('outside', 'site', 'round', 'helped', 'lost', 'count', 'packed')),
  from_id uuid NOT NULL,
  to_kind text NOT NULL CHECK (to_kind IN ('outside', 'site', 'round', 'helped', 'lost', 'count', 'packed')),
  to_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  cause text NOT NULL,
  cause_id uuid,
  at timestamptz NOT NULL,
  CHECK ((from_kind, from_id) <> (to_kind, to_id))
);
CREATE INDEX stock_movements_lot_idx ON stock_movements (lot_id, at);
CREATE INDEX stock_movements_from_idx ON stock_movements (from_kind, from_id, at DESC);
CREATE INDEX stock_movements_to_idx ON stock_movements (to_kind, to_id, at DESC);
SELECT asar_room_table('stock_movements');
REVOKE UPDATE, DELETE ON stock_movements FROM asar_command;
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movements FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();

-- What lies where. Moved by the trigger of stock_movements alone.
CREATE TABLE stock_balances (
  lot_id uuid NOT NULL REFERENCES stock_lots,
  kind text NOT NULL,
  place_id uuid NOT NULL,
  quantity integer NOT NULL,
  CONSTRAINT stock_never_below_nothing CHECK (quantity >= 0 OR kind IN ('outside', 'count', 'packed')),
  PRIMARY KEY (lot_id, kind, place_id)
);
CREATE INDEX stock_balances_place_idx ON stock_balances (kind, place_id) WHERE quantity > 0;
SELECT asar_room_table('stock_balances');
REVOKE INSERT, UPDATE, DELETE ON stock_balances FROM asar_command;

CREATE FUNCTION asar_move_stock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  -- In one order whatever the direction, so that two movements of one lot never wait for each other in a ring.
  PERFORM 1 FROM stock_lots WHERE id = NEW.lot_id FOR NO KEY UPDATE;
  INSERT INTO stock_balances (lot_id, kind, place_id, quantity) VALUES (NEW.lot_id, NEW.to_kind, NEW.to_id, NEW.quantity)
    ON CONFLICT (lot_id, kind, place_id) DO UPDATE SET quantity = stock_balances.quantity + NEW.quantity;
  -- An update first: the check of a row to be inserted would refuse before a conflict is seen.
  UPDATE stock_balances SET quantity = quantity - NEW.quantity WHERE (lot_id, kind, place_id) = (NEW.lot_id, NEW.from_kind, NEW.from_id);
  IF NOT FOUND THEN
    INSERT INTO stock_balances (lot_id, kind, place_id, quantity) VALUES (NEW.lot_id, NEW.from_kind, NEW.from_id, -NEW.quantity);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER moves_stock AFTER INSERT ON stock_movements FOR EACH ROW EXECUTE FUNCTION asar_move_stock();

CREATE FUNCTION asar_stock_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept bigint; moved bigint;
BEGIN
  SELECT quantity INTO kept FROM stock_balances WHERE (lot_id, kind, place_id) = (NEW.lot_id, NEW.kind, NEW.place_id);
  SELECT coalesce(sum(CASE WHEN (to_kind, to_id) = (NEW.kind, NEW.place_id) THEN quantity ELSE -quantity END), 0) INTO moved
  FROM stock_movements
  WHERE lot_id = NEW.lot_id AND ((from_kind, from_id) = (NEW.kind, NEW.place_id) OR (to_kind, to_id) = (NEW.kind, NEW.place_id));
  IF kept IS DISTINCT FROM moved THEN
    RAISE EXCEPTION 'asar: the balance of lot % does not agree with its movements', NEW.lot_id USING ERRCODE = 'AS005';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER stock_agrees AFTER INSERT OR UPDATE ON stock_balances DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_stock_agrees();

-- Goods promised to a line. `awaited` is still with the donor, `at_site` lies reserved, then on its way, given, or free again.
CREATE TABLE pledges (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  region_id text NOT NULL REFERENCES regions,
  need_id uuid NOT NULL REFERENCES needs,
  line_id uuid NOT NULL REFERENCES need_lines,
  -- What is really promised: the line's own item, or one accepted instead of it, in the line's unit.
  item_id text NOT NULL,
  source text NOT NULL CHECK (source IN ('person', 'organization', 'stock')),
  -- Null for somebody without an account, and after erasure.
  person_id uuid REFERENCES people,
  organization_id uuid REFERENCES organizations,
  way text NOT NULL CHECK (way IN ('brought', 'picked-up', 'from-stock')),
  -- Where it is brought, or lies.
  site_id uuid REFERENCES sites,
  claim_id uuid REFERENCES line_claims,
  -- When the donor brings it, or may be called on.
  comes_from timestamptz,
  until timestamptz NOT NULL,
  door text NOT NULL,
  drill boolean NOT NULL DEFAULT false,
  quantity integer NOT NULL DEFAULT 0 CHECK (quantity >= 0),
  awaited integer NOT NULL DEFAULT 0 CHECK (awaited >= 0),
  at_site integer NOT NULL DEFAULT 0 CHECK (at_site >= 0),
  in_transit integer NOT NULL DEFAULT 0 CHECK (in_transit >= 0),
  delivered integer NOT NULL DEFAULT 0 CHECK (delivered >= 0),
  released integer NOT NULL DEFAULT 0 CHECK (released >= 0),
  made_at timestamptz NOT NULL,
  -- Who promised is known no longer.
  donor_forgotten_at timestamptz,
  CONSTRAINT pledge_balance CHECK (quantity = awaited + at_site + in_transit + delivered + released),
  CHECK ((source = 'person') <= (organization_id IS NULL)),
  CHECK ((source <> 'person') <= (organization_id IS NOT NULL)),
  CHECK ((way = 'picked-up') = (site_id IS NULL)),
  CHECK ((source = 'stock') = (way = 'from-stock'))
);
CREATE INDEX pledges_line_idx ON pledges (line_id);
CREATE INDEX pledges_need_idx ON pledges (need_id);
CREATE INDEX pledges_person_idx ON pledges (person_id, made_at DESC) WHERE person_id IS NOT NULL;
CREATE INDEX pledges_organization_idx ON pledges (organization_id, made_at DESC) WHERE organization_id IS NOT NULL;
CREATE INDEX pledges_site_idx ON pledges (site_id, until) WHERE awaited > 0;
CREATE INDEX pledges_ready_idx ON pledges (site_id, made_at) WHERE at_site > 0;
CREATE INDEX pledges_until_idx ON pledges (until) WHERE awaited > 0;
CREATE INDEX pledges_kept_idx ON pledges (until) WHERE donor_forgotten_at IS NULL;
CREATE INDEX pledges_claim_idx ON pledges (claim_id) WHERE claim_id IS NOT NULL;
SELECT asar_room_table('pledges');
ALTER TABLE stock_lots ADD FOREIGN KEY (pledge_id) REFERENCES pledges;

CREATE TABLE pledge_movements (
  id uuid PRIMARY KEY,
  pledge_id uuid NOT NULL REFERENCES pledges,
  from_part text NOT NULL CHECK (from_part IN ('source', 'awaited', 'at_site', 'in_transit', 'delivered')),
  to_part text NOT NULL CHECK (to_part IN ('awaited', 'at_site', 'in_transit', 'delivered', 'released')),
  quantity integer NOT NULL CHECK (quantity > 0),
  cause text NOT NULL,
  cause_id uuid,
  at timestamptz NOT NULL,
  CHECK (from_part <> to_part)
);
CREATE INDEX pledge_movements_pledge_idx ON pledge_movements (pledge_id, at);
SELECT asar_room_table('pledge_movements');
REVOKE UPDATE, DELETE ON pledge_movements FROM asar_command;
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pledge_movements FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();

CREATE FUNCTION asar_move_pledge() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE pledges SET
    quantity = quantity + CASE WHEN NEW.from_part = 'source' THEN NEW.quantity ELSE 0 END,
    awaited = awaited - CASE WHEN NEW.from_part = 'awaited' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'awaited' THEN NEW.quantity ELSE 0 END,
    at_site = at_site - CASE WHEN NEW.from_part = 'at_site' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'at_site' THEN NEW.quantity ELSE 0 END,
    in_transit = in_transit - CASE WHEN NEW.from_part = 'in_transit' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'in_transit' THEN NEW.quantity ELSE 0 END,
    delivered = delivered - CASE WHEN NEW.from_part = 'delivered' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'delivered' THEN NEW.quantity ELSE 0 END,
    released = released + CASE WHEN NEW.to_part = 'released' THEN NEW.quantity ELSE 0 END
  WHERE id = NEW.pledge_id;
  RETURN NULL;
END $$;
CREATE TRIGGER moves_pledge AFTER INSERT ON pledge_movements FOR EACH ROW EXECUTE FUNCTION asar_move_pledge();

-- Counters move by movements alone: the command's role writes every other column.
REVOKE INSERT, UPDATE ON pledges FROM asar_command;
GRANT INSERT (id, reference, region_id, need_id, line_id, item_id, source, person_id, organization_id, way, site_id, claim_id, comes_from, until, door, drill, made_at) ON pledges TO asar_command;
GRANT UPDATE (person_id, site_id, way, claim_id, comes_from, until, donor_forgotten_at) ON pledges TO asar_command;

-- What is promised to a line and on its way to it is, to the unit, what its pledges hold.
CREATE FUNCTION asar_pledges_agree() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE line need_lines; held record;
BEGIN
  SELECT * INTO line FROM need_lines WHERE id = CASE WHEN TG_TABLE_NAME = 'need_lines' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'line_id')::uuid END FOR UPDATE;
  SELECT coalesce(sum(awaited + at_site), 0) AS promised, coalesce(sum(in_transit), 0) AS in_transit INTO held FROM pledges WHERE line_id = line.id;
  IF (line.promised, line.in_transit) IS DISTINCT FROM (held.promised, held.in_transit) THEN
    RAISE EXCEPTION 'asar: line % does not agree with its pledges', line.id USING ERRCODE = 'AS006';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pledges_agree AFTER INSERT OR UPDATE ON pledges DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_pledges_agree();
CREATE CONSTRAINT TRIGGER pledges_agree AFTER UPDATE OF promised, in_transit ON need_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_pledges_agree();

-- How to reach a donor and where to fetch the goods. Readable by commands alone, which record the look; destroyed when it is over.
CREATE TABLE pledge_contacts (
  pledge_id uuid PRIMARY KEY REFERENCES pledges,
  name text,
  contact_kind text NOT NULL CHECK (contact_kind IN ('phone', 'email', 'none')),
  contact text,
  lang text NOT NULL,
  address text,
  latitude double precision,
  longitude double precision,
  words text NOT NULL DEFAULT ''
);
CREATE INDEX pledge_contacts_contact_idx ON pledge_contacts (contact_kind, contact);
SELECT asar_room_table('pledge_contacts');
REVOKE SELECT ON pledge_contacts FROM asar_app;

-- Stock set aside for pledges: part of a lot at a site. One pick of kits may serve several pledges, one pledge be served by several picks.
CREATE TABLE stock_picks (
  id uuid PRIMARY KEY,
  lot_id uuid NOT NULL REFERENCES stock_lots,
  -- Null for what was fetched from a donor and never lay at a site.
  site_id uuid REFERENCES sites,
  need_id uuid NOT NULL REFERENCES needs,
  -- In the unit of the lot: things of an item, or whole kits.
  quantity integer NOT NULL CHECK (quantity > 0),
  state text NOT NULL CHECK (state IN ('held', 'taken', 'released')),
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((state = 'held') = (ended_at IS NULL)),
  CHECK ((state = 'held') <= (site_id IS NOT NULL))
);
CREATE INDEX stock_picks_held_idx ON stock_picks (lot_id, site_id) WHERE state = 'held';
CREATE INDEX stock_picks_site_idx ON stock_picks (site_id, made_at) WHERE state = 'held';
CREATE INDEX stock_picks_need_idx ON stock_picks (need_id);
SELECT asar_room_table('stock_picks');

CREATE TABLE pick_pledges (
  pick_id uuid NOT NULL REFERENCES stock_picks,
  pledge_id uuid NOT NULL REFERENCES pledges,
  -- Of the pledge, in the unit of its line.
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (pick_id, pledge_id)
);
CREATE INDEX pick_pledges_pledge_idx ON pick_pledges (pledge_id);
SELECT asar_room_table('pick_pledges');

-- Never more set aside than lies there.
CREATE FUNCTION asar_picks_fit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE lot uuid := NEW.lot_id; site uuid; lies integer; held bigint;
BEGIN
  IF TG_TABLE_NAME = 'stock_balances' THEN
    IF to_jsonb(NEW) ->> 'kind' <> 'site' THEN RETURN NULL; END IF;
    site := (to_jsonb(NEW) ->> 'place_id')::uuid;
  ELSE
    site := (to_jsonb(NEW) ->> 'site_id')::uuid;
  END IF;
  SELECT quantity INTO lies FROM stock_balances WHERE lot_id = lot AND kind = 'site' AND place_id = site FOR UPDATE;
  SELECT coalesce(sum(quantity), 0) INTO held FROM stock_picks WHERE lot_id = lot AND site_id = site AND state = 'held';
  IF held > coalesce(lies, 0) THEN
    RAISE EXCEPTION 'asar: more of lot % is set aside than lies there', lot USING ERRCODE = 'AS007';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER picks_fit AFTER INSERT OR UPDATE ON stock_picks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_picks_fit();
CREATE CONSTRAINT TRIGGER picks_fit AFTER UPDATE OF quantity ON stock_balances DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_picks_fit();
