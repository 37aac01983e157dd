-- What a person chose to show of their record: badges (Open Badges 3.0, signed by the house), and shares of them behind a link.
-- Keys the house signs badges with, each published for good; the secret parts never come here.
CREATE TABLE issuer_keys (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_key text NOT NULL UNIQUE,
  made_at timestamptz NOT NULL
);
GRANT INSERT ON issuer_keys TO asar_app, asar_command;
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON issuer_keys FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();

-- Entries of the lists that say what is revoked: a random place of 131,072 in a list. They outlive the badge and know nobody.
CREATE TABLE badge_statuses (
  list integer NOT NULL CHECK (list >= 1),
  index integer NOT NULL CHECK (index BETWEEN 0 AND 131071),
  revoked_at timestamptz,
  PRIMARY KEY (list, index)
);
CREATE INDEX badge_statuses_revoked_idx ON badge_statuses (list, index) WHERE revoked_at IS NOT NULL;
SELECT asar_room_table('badge_statuses');

CREATE TABLE badges (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  kind text NOT NULL CHECK (kind IN ('hours', 'year', 'competence', 'letter', 'award')),
  ref text NOT NULL,
  -- What it states, to see when that is no longer so.
  facts jsonb NOT NULL,
  document text NOT NULL,
  list integer NOT NULL,
  index integer NOT NULL,
  issued_at timestamptz NOT NULL,
  revoked_at timestamptz,
  UNIQUE (list, index),
  FOREIGN KEY (list, index) REFERENCES badge_statuses
);
CREATE INDEX badges_volunteer_idx ON badges (volunteer_id, issued_at DESC);
SELECT asar_room_table('badges');

CREATE TABLE record_shares (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  volunteer_id uuid NOT NULL REFERENCES volunteers,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > made_at),
  withdrawn_at timestamptz
);
CREATE INDEX record_shares_volunteer_idx ON record_shares (volunteer_id, made_at DESC);
SELECT asar_room_table('record_shares');

CREATE TABLE record_share_badges (
  share_id uuid NOT NULL REFERENCES record_shares ON DELETE CASCADE,
  badge_id uuid NOT NULL REFERENCES badges ON DELETE CASCADE,
  PRIMARY KEY (share_id, badge_id)
);
CREATE INDEX record_share_badges_badge_idx ON record_share_badges (badge_id);
SELECT asar_room_table('record_share_badges');
