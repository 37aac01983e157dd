-- How evenly work is spread, before a plan and with it, in thousandths; null where it would stand for fewer than five people.
ALTER TABLE plans
  ADD COLUMN busiest_before smallint CHECK (busiest_before BETWEEN 0 AND 1000),
  ADD COLUMN busiest_with smallint CHECK (busiest_with BETWEEN 0 AND 1000),
  ADD COLUMN idle_before smallint CHECK (idle_before BETWEEN 0 AND 1000),
  ADD COLUMN idle_with smallint CHECK (idle_with BETWEEN 0 AND 1000);

-- A plan somebody wants, for whichever process takes it up. It states nothing: the plan made of it has its entry.
CREATE TABLE plan_orders (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  organization_id uuid REFERENCES organizations,
  ordered_by uuid NOT NULL REFERENCES people,
  ordered_at timestamptz NOT NULL,
  days smallint NOT NULL,
  travel_band smallint NOT NULL,
  rest_days smallint NOT NULL,
  posts_max smallint NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'made', 'cancelled', 'forbidden', 'no-posts', 'gave-up', 'failed')),
  -- Who makes it, and until when nobody else may take it up: a process that ends says nothing.
  taken_by uuid,
  taken_until timestamptz,
  takes smallint NOT NULL DEFAULT 0,
  -- How far it is: posts looked at in thousandths, then what a better plan could be better by, in millionths.
  looked_permille smallint,
  gap_ppm integer,
  plan_id uuid REFERENCES plans ON DELETE CASCADE,
  CHECK ((state = 'running') = (taken_by IS NOT NULL)),
  CHECK ((taken_by IS NULL) = (taken_until IS NULL)),
  CHECK ((state = 'made') = (plan_id IS NOT NULL))
);
CREATE INDEX plan_orders_orderer_idx ON plan_orders (ordered_by, ordered_at DESC);
CREATE INDEX plan_orders_plan_idx ON plan_orders (plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX plan_orders_region_idx ON plan_orders (region_id);
CREATE INDEX plan_orders_organization_idx ON plan_orders (organization_id);
CREATE INDEX plan_orders_ordered_idx ON plan_orders (ordered_at);
SELECT asar_platform_table('plan_orders');

-- When an ask was taken back: whoever had said nothing until then had said nothing within that time. Null: not known.
ALTER TABLE asks ADD COLUMN withdrawn_at timestamptz, ADD CHECK (withdrawn_at IS NULL OR state = 'withdrawn');
