-- Houses that guard each other's logs (C2SP tlog-witness).
-- Logs this house is a witness of, with the newest checkpoint of each that it cosigned: it never cosigns one that does not follow from it.
CREATE TABLE witnessed_logs (
  origin text PRIMARY KEY,
  verifier_key text NOT NULL,
  size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
  root bytea CHECK (octet_length(root) = 32),
  cosigned_at timestamptz,
  CHECK ((size = 0) OR (root IS NOT NULL))
);
SELECT asar_platform_table('witnessed_logs');

CREATE FUNCTION asar_witness_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size < OLD.size OR NEW.origin <> OLD.origin OR (NEW.size = OLD.size AND NEW.root IS DISTINCT FROM OLD.root AND OLD.root IS NOT NULL) THEN
    RAISE EXCEPTION 'asar: a witness does not go back from % to % entries of %', OLD.size, NEW.size, OLD.origin USING ERRCODE = 'AS022';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER goes_forward BEFORE UPDATE ON witnessed_logs FOR EACH ROW EXECUTE FUNCTION asar_witness_goes_forward();

-- Witnesses that are asked to cosign this log, and how far each has come.
CREATE TABLE log_witnesses (
  verifier_key text PRIMARY KEY,
  address text NOT NULL,
  size bigint NOT NULL DEFAULT 0 CHECK (size >= 0)
);
SELECT asar_platform_table('log_witnesses');

CREATE TABLE log_cosignatures (
  size bigint NOT NULL REFERENCES log_checkpoints,
  verifier_key text NOT NULL,
  line text NOT NULL,
  PRIMARY KEY (size, verifier_key)
);
GRANT INSERT ON log_cosignatures TO asar_app;
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_cosignatures FOR EACH STATEMENT EXECUTE FUNCTION asar_refuse_change();
