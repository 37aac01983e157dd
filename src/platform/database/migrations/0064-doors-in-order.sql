-- The doors of a person in the order they chose; null for the usual one. Being rung by a machine is for who chose it.
ALTER TABLE notice_settings ADD COLUMN door_order text[];
ALTER TABLE notice_settings ADD COLUMN voice boolean NOT NULL DEFAULT false;

-- When what went out by one door and was not looked at goes on to the next.
ALTER TABLE notice_deliveries ADD COLUMN next_door_at timestamptz;
CREATE INDEX notice_deliveries_next_door_idx ON notice_deliveries (next_door_at) WHERE next_door_at IS NOT NULL;

-- Keys pressed in a call are words like any others.
ALTER TABLE inbound_messages DROP CONSTRAINT inbound_messages_door_check;
ALTER TABLE inbound_messages ADD CONSTRAINT inbound_messages_door_check CHECK (door IN ('sms', 'telegram', 'mail', 'voice'));

-- A call that a gateway makes for us: what its keys mean now, and what became of it; neither its number nor its words.
CREATE TABLE voice_calls (
  id uuid PRIMARY KEY,
  delivery_id uuid NOT NULL UNIQUE,
  person_id uuid NOT NULL REFERENCES people,
  -- Of the ask that is spoken; none for what is only told.
  code text,
  lang text NOT NULL CHECK (lang IN ('kk', 'ru', 'en')),
  -- After an answer was said back, 0 takes it back; before, 0 is a person.
  step text NOT NULL CHECK (step IN ('asked', 'answered', 'ended')),
  outcome text,
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((step = 'ended') = (ended_at IS NOT NULL))
);
CREATE INDEX voice_calls_person_idx ON voice_calls (person_id);
CREATE INDEX voice_calls_made_idx ON voice_calls (made_at);
SELECT asar_platform_table('voice_calls');
