-- How providers of text messages do, for every process and for whoever looks after the house.
CREATE TABLE sms_providers (
  name text PRIMARY KEY,
  failures integer NOT NULL DEFAULT 0,
  -- Until then the others are tried before it.
  demoted_until timestamptz,
  last_taken_at timestamptz,
  last_failed_at timestamptz,
  last_code text
);
SELECT asar_platform_table('sms_providers');

-- What a day cost, in tiyn: reserved before a message is handed over, given back when it was not taken.
CREATE TABLE sms_days (
  day date PRIMARY KEY,
  messages integer NOT NULL DEFAULT 0 CHECK (messages >= 0),
  parts integer NOT NULL DEFAULT 0 CHECK (parts >= 0),
  tiyn bigint NOT NULL DEFAULT 0 CHECK (tiyn >= 0),
  held_back integer NOT NULL DEFAULT 0
);
SELECT asar_platform_table('sms_days');

-- A message a provider took: what it was counted as and what became of it; neither its number nor its words.
CREATE TABLE sms_messages (
  id uuid PRIMARY KEY,
  provider text NOT NULL,
  -- The notice's way out that it served; none for one-time codes.
  delivery_id uuid,
  encoding text NOT NULL CHECK (encoding IN ('gsm7', 'ucs2')),
  parts integer NOT NULL CHECK (parts > 0),
  tiyn bigint NOT NULL CHECK (tiyn >= 0),
  state text NOT NULL CHECK (state IN ('taken', 'arrived', 'lost')),
  taken_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((state = 'taken') = (ended_at IS NULL))
);
CREATE INDEX sms_messages_taken_idx ON sms_messages (taken_at);
CREATE INDEX sms_messages_delivery_idx ON sms_messages (delivery_id) WHERE delivery_id IS NOT NULL;
SELECT asar_platform_table('sms_messages');

CREATE TABLE sms_parts (
  provider text NOT NULL,
  provider_id text NOT NULL,
  message_id uuid NOT NULL REFERENCES sms_messages ON DELETE CASCADE,
  arrived boolean NOT NULL DEFAULT false,
  PRIMARY KEY (provider, provider_id)
);
CREATE INDEX sms_parts_message_idx ON sms_parts (message_id);
SELECT asar_platform_table('sms_parts');
