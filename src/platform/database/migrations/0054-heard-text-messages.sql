-- Parts of text messages until all of one are here, or ten minutes are over; gone soon after.
CREATE TABLE sms_heard_parts (
  provider text NOT NULL,
  sender text NOT NULL,
  line text NOT NULL,
  reference integer NOT NULL,
  total integer NOT NULL,
  part integer NOT NULL,
  -- UTF-16, since a part may begin or end within a character.
  octets bytea NOT NULL,
  heard_at timestamptz NOT NULL,
  joined_at timestamptz,
  PRIMARY KEY (provider, sender, line, reference, total, part)
);
CREATE INDEX sms_heard_parts_age_idx ON sms_heard_parts (heard_at);
SELECT asar_platform_table('sms_heard_parts');

-- What was heard lately from providers that give messages no id: one brought again after a lost answer is the same.
CREATE TABLE sms_heard (
  hash bytea PRIMARY KEY,
  heard_at timestamptz NOT NULL
);
CREATE INDEX sms_heard_age_idx ON sms_heard (heard_at);
SELECT asar_platform_table('sms_heard');
