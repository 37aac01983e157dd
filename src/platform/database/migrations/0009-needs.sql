CREATE TABLE incidents (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  name text NOT NULL,
  hazard text NOT NULL,
  started_at timestamptz NOT NULL,
  closed_at timestamptz,
  drill boolean NOT NULL DEFAULT false
);
CREATE INDEX incidents_region_idx ON incidents (region_id, started_at DESC);
SELECT asar_room_table('incidents');

CREATE TABLE needs (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  region_id text NOT NULL REFERENCES regions,
  district_id uuid REFERENCES districts,
  locality_id uuid REFERENCES localities,
  incident_id uuid REFERENCES incidents,
  state text NOT NULL CHECK (state IN ('raised', 'verified', 'helped', 'met', 'unmet', 'cancelled', 'refused')),
  kind text NOT NULL,
  urgency text NOT NULL CHECK (urgency IN ('immediate', 'expected', 'future', 'unknown')),
  severity text NOT NULL CHECK (severity IN ('extreme', 'severe', 'moderate', 'minor', 'unknown')),
  certainty text NOT NULL CHECK (certainty IN ('observed', 'likely', 'possible', 'unlikely', 'unknown')),
  danger_kind text,
  danger_alarm_at timestamptz,
  danger_seen_by uuid REFERENCES people,
  danger_seen_at timestamptz,
  escalation integer NOT NULL DEFAULT 0 CHECK (escalation >= 0),
  flags text[] NOT NULL DEFAULT '{}',
  home_address boolean NOT NULL,
  needed_by timestamptz NOT NULL,
  zone text NOT NULL,
  door text NOT NULL,
  entered_by uuid REFERENCES people,
  consent_how text,
  person_id uuid REFERENCES people,
  drill boolean NOT NULL DEFAULT false,
  -- Said at the door by whoever comes; part of nobody's contact, so the page of the person helped may show it.
  code_word text,
  raised_at timestamptz NOT NULL,
  checked_at timestamptz NOT NULL,
  verified_at timestamptz,
  first_yes_at timestamptz,
  coming_at timestamptz,
  helped_at timestamptz,
  closed_at timestamptz,
  close_reason text,
  receipt text CHECK (receipt IN ('yes', 'partly', 'no')),
  receipt_reason text,
  receipt_at timestamptz,
  receipt_door text,
  receipt_consent text,
  told_unmet_at timestamptz,
  destroyed_at timestamptz,
  -- Place in the queue: an alarm nobody has seen, then danger and what is needed at once, then the rest.
  rank smallint NOT NULL GENERATED ALWAYS AS (
    CASE
      WHEN danger_alarm_at IS NOT NULL AND danger_seen_by IS NULL THEN 0
      WHEN urgency = 'immediate' OR severity = 'extreme' THEN 1
      WHEN urgency = 'expected' OR severity = 'severe' THEN 2
      WHEN urgency = 'unknown' THEN 3
      ELSE 4
    END) STORED,
  CHECK ((state IN ('met', 'unmet', 'cancelled', 'refused')) <= (closed_at IS NOT NULL)),
  CHECK ((receipt IS NULL) = (receipt_at IS NULL))
);
CREATE INDEX needs_region_idx ON needs (region_id, state, urgency, raised_at);
CREATE INDEX needs_verified_idx ON needs (id) WHERE state = 'verified';
CREATE INDEX needs_queue_idx ON needs (region_id, rank, raised_at, id) WHERE closed_at IS NULL;
CREATE INDEX needs_queue_all_idx ON needs (rank, raised_at, id) WHERE closed_at IS NULL;
CREATE INDEX needs_open_idx ON needs (needed_by) WHERE closed_at IS NULL;
CREATE INDEX needs_unmet_idx ON needs (needed_by) WHERE state IN ('raised', 'verified') AND told_unmet_at IS NULL;
CREATE INDEX needs_done_idx ON needs (region_id, closed_at DESC, id) WHERE closed_at IS NOT NULL;
CREATE INDEX needs_done_all_idx ON needs (closed_at DESC, id) WHERE closed_at IS NOT NULL;
CREATE INDEX needs_closed_idx ON needs (closed_at) WHERE destroyed_at IS NULL;
CREATE INDEX needs_person_idx ON needs (person_id, raised_at DESC) WHERE person_id IS NOT NULL;
CREATE INDEX needs_locality_idx ON needs (locality_id, raised_at DESC);
SELECT asar_room_table('needs');

-- Whom to help and where exactly. Readable by commands alone, which record the look; destroyed when its purpose is reached.
CREATE TABLE need_contacts (
  need_id uuid PRIMARY KEY REFERENCES needs,
  name text,
  contact_kind text NOT NULL CHECK (contact_kind IN ('phone', 'email', 'none')),
  contact text,
  call_safe boolean NOT NULL,
  text_safe boolean NOT NULL,
  lang text NOT NULL,
  address text,
  latitude double precision,
  longitude double precision,
  words text NOT NULL DEFAULT '',
  -- The words in a form that survives keyboards and alphabets, for finding repeats.
  folded text NOT NULL DEFAULT '',
  vulnerability text[] NOT NULL DEFAULT '{}',
  change_code_hash bytea NOT NULL
);
CREATE INDEX need_contacts_contact_idx ON need_contacts (contact_kind, contact);
SELECT asar_room_table('need_contacts');
REVOKE SELECT ON need_contacts FROM asar_app;

CREATE TABLE need_verifications (
  id uuid PRIMARY KEY,
  need_id uuid NOT NULL REFERENCES needs,
  method text NOT NULL CHECK (method IN ('call', 'visit', 'known', 'partner', 'documents')),
  outcome text NOT NULL CHECK (outcome IN ('confirmed', 'refused')),
  reason text,
  words text NOT NULL DEFAULT '',
  by_person uuid REFERENCES people,
  by_key uuid,
  at timestamptz NOT NULL,
  CHECK (num_nonnulls(by_person, by_key) = 1)
);
CREATE INDEX need_verifications_idx ON need_verifications (need_id, at DESC);
SELECT asar_room_table('need_verifications');

-- One item or competence. The sum of its parts is what was requested, always: counters move only by movements below.
CREATE TABLE need_lines (
  id uuid PRIMARY KEY,
  need_id uuid NOT NULL REFERENCES needs,
  region_id text NOT NULL REFERENCES regions,
  kind text NOT NULL CHECK (kind IN ('item', 'competence', 'words')),
  item_id text,
  competence_id text,
  words text NOT NULL DEFAULT '',
  unit text NOT NULL,
  due_at timestamptz NOT NULL,
  requested integer NOT NULL DEFAULT 0 CHECK (requested >= 0),
  open integer NOT NULL DEFAULT 0 CHECK (open >= 0),
  promised integer NOT NULL DEFAULT 0 CHECK (promised >= 0),
  in_transit integer NOT NULL DEFAULT 0 CHECK (in_transit >= 0),
  delivered integer NOT NULL DEFAULT 0 CHECK (delivered >= 0),
  withdrawn integer NOT NULL DEFAULT 0 CHECK (withdrawn >= 0),
  surplus integer NOT NULL DEFAULT 0 CHECK (surplus >= 0),
  CONSTRAINT line_balance CHECK (requested = open + promised + in_transit + delivered + withdrawn)
);
CREATE INDEX need_lines_need_idx ON need_lines (need_id);
CREATE INDEX need_lines_open_idx ON need_lines (region_id, due_at, id) WHERE open > 0;
-- What is needed now, over a whole country, without a look at the rows.
CREATE INDEX need_lines_wanted_idx ON need_lines (need_id) INCLUDE (kind, item_id, competence_id, unit, open, region_id) WHERE open > 0;
SELECT asar_room_table('need_lines');

CREATE TABLE line_movements (
  id uuid PRIMARY KEY,
  line_id uuid NOT NULL REFERENCES need_lines,
  from_part text NOT NULL CHECK (from_part IN ('source', 'open', 'promised', 'in_transit', 'delivered')),
  to_part text NOT NULL CHECK (to_part IN ('open', 'promised', 'in_transit', 'delivered', 'withdrawn', 'surplus')),
  quantity integer NOT NULL CHECK (quantity > 0),
  cause text NOT NULL,
  cause_id uuid,
  at timestamptz NOT NULL,
  CHECK (from_part <> to_part),
  CHECK (from_part <> 'source' OR to_part IN ('open', 'surplus'))
);
CREATE INDEX line_movements_line_idx ON line_movements (line_id, at);
SELECT asar_room_table('line_movements');
REVOKE UPDATE, DELETE ON line_movements FROM asar_command;
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON line_movements FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();

CREATE FUNCTION asar_move_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE need_lines SET
    requested = requested + CASE WHEN NEW.from_part = 'source' AND NEW.to_part = 'open' THEN NEW.quantity ELSE 0 END,
    open = open - CASE WHEN NEW.from_part = 'open' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'open' THEN NEW.quantity ELSE 0 END,
    promised = promised - CASE WHEN NEW.from_part = 'promised' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'promised' THEN NEW.quantity ELSE 0 END,
    in_transit = in_transit - CASE WHEN NEW.from_part = 'in_transit' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'in_transit' THEN NEW.quantity ELSE 0 END,
    delivered = delivered - CASE WHEN NEW.from_part = 'delivered' THEN NEW.quantity ELSE 0 END + CASE WHEN NEW.to_part = 'delivered' THEN NEW.quantity ELSE 0 END,
    withdrawn = withdrawn + CASE WHEN NEW.to_part = 'withdrawn' THEN NEW.quantity ELSE 0 END,
    surplus = surplus + CASE WHEN NEW.to_part = 'surplus' THEN NEW.quantity ELSE 0 END
  WHERE id = NEW.line_id;
  RETURN NULL;
END $$;
CREATE TRIGGER moves_line AFTER INSERT ON line_movements FOR EACH ROW EXECUTE FUNCTION asar_move_line();

-- Commands may describe a line, never set its counters: those belong to the movements' trigger, which runs as the owner.
REVOKE UPDATE, INSERT ON need_lines FROM asar_command;
GRANT INSERT (id, need_id, region_id, kind, item_id, competence_id, words, unit, due_at) ON need_lines TO asar_command;
GRANT UPDATE (words, due_at, item_id, competence_id, kind, unit) ON need_lines TO asar_command;

CREATE FUNCTION asar_line_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE line need_lines; moved record;
BEGIN
  SELECT * INTO line FROM need_lines WHERE id = NEW.id;
  SELECT
    coalesce(sum(quantity) FILTER (WHERE from_part = 'source' AND to_part = 'open'), 0) AS requested,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'open'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'open'), 0) AS open,
    coalesce(sum(quantity) FILTER (WHERE to_part = 'delivered'), 0) - coalesce(sum(quantity) FILTER (WHERE from_part = 'delivered'), 0) AS delivered
  INTO moved FROM line_movements WHERE line_id = NEW.id;
  IF (line.requested, line.open, line.delivered) IS DISTINCT FROM (moved.requested, moved.open, moved.delivered) THEN
    RAISE EXCEPTION 'asar: line % does not agree with its movements', NEW.id USING ERRCODE = 'AS003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER line_agrees AFTER INSERT OR UPDATE ON need_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_line_agrees();

-- An organization takes a line, or part of it, until a deadline; then it lapses by itself.
CREATE TABLE line_claims (
  id uuid PRIMARY KEY,
  line_id uuid NOT NULL REFERENCES need_lines,
  need_id uuid NOT NULL REFERENCES needs,
  organization_id uuid NOT NULL REFERENCES organizations,
  quantity integer NOT NULL CHECK (quantity > 0),
  until timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('held', 'released', 'lapsed', 'done')),
  claimed_by uuid REFERENCES people,
  claimed_by_key uuid,
  claimed_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK (num_nonnulls(claimed_by, claimed_by_key) = 1),
  CHECK ((state = 'held') = (ended_at IS NULL))
);
CREATE INDEX line_claims_line_idx ON line_claims (line_id) WHERE state = 'held';
CREATE INDEX line_claims_need_idx ON line_claims (need_id);
CREATE INDEX line_claims_until_idx ON line_claims (until) WHERE state = 'held';
CREATE INDEX line_claims_organization_idx ON line_claims (organization_id, state, until);
SELECT asar_room_table('line_claims');

-- What is held can never exceed what is open, whoever writes and in whatever order: the line's row is the lock.
CREATE FUNCTION asar_claims_fit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE line uuid; still_open integer; held bigint;
BEGIN
  IF TG_TABLE_NAME = 'need_lines' THEN line := NEW.id; ELSE line := NEW.line_id; END IF;
  SELECT open INTO still_open FROM need_lines WHERE id = line FOR UPDATE;
  SELECT coalesce(sum(quantity), 0) INTO held FROM line_claims WHERE line_id = line AND state = 'held';
  IF held > still_open THEN
    RAISE EXCEPTION 'asar: line % is claimed beyond what is open', line USING ERRCODE = 'AS004';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claims_fit AFTER INSERT OR UPDATE ON line_claims DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION asar_claims_fit();
CREATE CONSTRAINT TRIGGER claims_fit AFTER UPDATE OF open ON need_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.open < OLD.open) EXECUTE FUNCTION asar_claims_fit();

-- Who comes to whom and when, as the person helped is told. Names are read from the people themselves, so that an erased person is gone here too.
CREATE TABLE need_visits (
  id uuid PRIMARY KEY,
  need_id uuid NOT NULL REFERENCES needs,
  source_id uuid NOT NULL,
  organization_id uuid NOT NULL REFERENCES organizations,
  person_ids uuid[] NOT NULL,
  arrives_at timestamptz NOT NULL,
  promised_at timestamptz NOT NULL,
  delays integer NOT NULL DEFAULT 0 CHECK (delays >= 0),
  state text NOT NULL CHECK (state IN ('coming', 'on-the-way', 'done', 'cancelled')),
  told_at timestamptz NOT NULL,
  UNIQUE (need_id, source_id)
);
SELECT asar_room_table('need_visits');

-- A proposal that two needs are one, decided by a person; never a reason to drop either.
CREATE TABLE need_links (
  id uuid PRIMARY KEY,
  need_id uuid NOT NULL REFERENCES needs,
  other_id uuid NOT NULL REFERENCES needs,
  why text[] NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'same', 'different')),
  proposed_at timestamptz NOT NULL,
  decided_by uuid REFERENCES people,
  decided_at timestamptz,
  UNIQUE (need_id, other_id),
  CHECK (need_id < other_id)
);
CREATE INDEX need_links_other_idx ON need_links (other_id);
SELECT asar_room_table('need_links');

CREATE TABLE need_referrals (
  id uuid PRIMARY KEY,
  need_id uuid NOT NULL REFERENCES needs,
  receiver text NOT NULL,
  words text NOT NULL DEFAULT '',
  referred_by uuid NOT NULL REFERENCES people,
  referred_at timestamptz NOT NULL,
  follow_up_at timestamptz NOT NULL,
  outcome text,
  closed_at timestamptz
);
CREATE INDEX need_referrals_need_idx ON need_referrals (need_id);
CREATE INDEX need_referrals_due_idx ON need_referrals (follow_up_at) WHERE closed_at IS NULL;
SELECT asar_room_table('need_referrals');

-- What would have made the need unnecessary: counted per district, answered by the authority with a date.
CREATE TABLE need_causes (
  id uuid PRIMARY KEY,
  need_id uuid NOT NULL REFERENCES needs,
  region_id text NOT NULL REFERENCES regions,
  district_id uuid REFERENCES districts,
  cause text NOT NULL,
  words text NOT NULL DEFAULT '',
  said_by text NOT NULL CHECK (said_by IN ('person-helped', 'volunteer', 'coordinator', 'organization')),
  said_ref uuid NOT NULL,
  said_at timestamptz NOT NULL,
  UNIQUE (need_id, said_ref)
);
CREATE INDEX need_causes_region_idx ON need_causes (region_id, district_id, cause);
SELECT asar_room_table('need_causes');

CREATE TABLE cause_answers (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  district_id uuid REFERENCES districts,
  cause text NOT NULL,
  words text NOT NULL,
  answered_by uuid NOT NULL REFERENCES people,
  answered_at timestamptz NOT NULL
);
CREATE INDEX cause_answers_idx ON cause_answers (region_id, cause, answered_at DESC);
SELECT asar_room_table('cause_answers');
