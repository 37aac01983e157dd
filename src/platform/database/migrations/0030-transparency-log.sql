-- The transparency log over the journal. What was sealed stays as it was sealed: insert-only, also for the owner.
-- Names of the log and keys its checkpoints are signed with, the newest in force; the private parts never come here.
CREATE TABLE log_keys (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  origin text NOT NULL,
  verifier_key text NOT NULL UNIQUE,
  made_at timestamptz NOT NULL
);
GRANT INSERT ON log_keys TO asar_app, asar_command;

-- The entry of position index + 1 as sealed; the salt belongs to its commitment to the whole row of the journal.
CREATE TABLE log_leaves (
  index bigint PRIMARY KEY CHECK (index >= 0),
  salt bytea NOT NULL CHECK (octet_length(salt) = 16),
  data bytea NOT NULL CHECK (octet_length(data) BETWEEN 1 AND 65535),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);
GRANT INSERT ON log_leaves TO asar_app;

-- Roots of full tiles: the one at (level, index) stands over 256 hashes of the level below.
CREATE TABLE log_nodes (
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 63),
  index bigint NOT NULL CHECK (index >= 0),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (level, index)
);
GRANT INSERT ON log_nodes TO asar_app;

-- Every checkpoint that was signed. One size has one root.
CREATE TABLE log_checkpoints (
  size bigint PRIMARY KEY CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  note text NOT NULL,
  at timestamptz NOT NULL
);
GRANT INSERT ON log_checkpoints TO asar_app;

CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_keys FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_leaves FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_nodes FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();

-- Leaves stand without gaps, and none stands for an entry that has no position.
CREATE FUNCTION asar_leaves_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  first bigint;
  last bigint;
  many bigint;
BEGIN
  SELECT min(index), max(index), count(*) INTO first, last, many FROM fresh;
  IF many > 0 AND (last - first + 1 <> many
    OR (first > 0 AND NOT EXISTS (SELECT FROM log_leaves WHERE index = first - 1))
    OR NOT EXISTS (SELECT FROM journal_positions WHERE position = last + 1)) THEN
    RAISE EXCEPTION 'asar: leaves % to % do not follow the journal', first, last USING ERRCODE = 'AS020';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER leaves_in_order AFTER INSERT ON log_leaves REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION asar_leaves_in_order();

-- A checkpoint is larger than all before it, and stands on leaves that are there.
CREATE FUNCTION asar_checkpoint_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM log_checkpoints WHERE size >= NEW.size)
    OR (NEW.size > 0 AND NOT EXISTS (SELECT FROM log_leaves WHERE index = NEW.size - 1)) THEN
    RAISE EXCEPTION 'asar: checkpoint % does not follow the log', NEW.size USING ERRCODE = 'AS021';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER checkpoint_grows BEFORE INSERT ON log_checkpoints FOR EACH ROW EXECUTE FUNCTION asar_checkpoint_grows();
