-- What people write to one of our numbers, bots or addresses: each message once, kept before anything of it is understood.
CREATE TABLE inbound_messages (
  id uuid PRIMARY KEY,
  -- The order in which they were kept; those of one sender are understood in it.
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  door text NOT NULL CHECK (door IN ('sms', 'telegram', 'mail')),
  -- Which of our numbers, bots or addresses it came to.
  line text NOT NULL,
  sender text NOT NULL,
  provider_id text NOT NULL,
  -- The beginning alone where somebody sent a book; `length` tells.
  text text NOT NULL,
  length integer NOT NULL,
  said_at timestamptz NOT NULL,
  kept_at timestamptz NOT NULL,
  -- How it was understood, written before it is acted on: a repeat after a crash acts on the same.
  reading jsonb,
  -- Whose word it was taken for.
  person_id uuid REFERENCES people,
  need_id uuid REFERENCES needs,
  region_id text REFERENCES regions,
  intent text,
  -- Tries that ended in a fault of ours; after a few a person takes over.
  tries integer NOT NULL DEFAULT 0,
  reply text,
  lang text,
  answered_at timestamptz,
  -- Somebody has to look at it, and why; `handled_at` when they did.
  attention text,
  handled_at timestamptz,
  handled_by uuid REFERENCES people,
  UNIQUE (door, line, provider_id),
  CHECK (attention IS NOT NULL OR handled_at IS NULL)
);
CREATE INDEX inbound_messages_waiting_idx ON inbound_messages (seq) WHERE answered_at IS NULL;
CREATE INDEX inbound_messages_sender_idx ON inbound_messages (door, sender, seq DESC);
CREATE INDEX inbound_messages_person_idx ON inbound_messages (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX inbound_messages_need_idx ON inbound_messages (need_id) WHERE need_id IS NOT NULL;
CREATE INDEX inbound_messages_kept_idx ON inbound_messages (kept_at);
CREATE INDEX inbound_messages_attention_idx ON inbound_messages (region_id, seq) WHERE attention IS NOT NULL AND handled_at IS NULL;
SELECT asar_platform_table('inbound_messages');

-- A reply is a row of the outbox like any other, to whoever wrote the message.
ALTER TABLE notices ADD COLUMN inbound_id uuid REFERENCES inbound_messages(id);
ALTER TABLE notices DROP CONSTRAINT notices_one_receiver;
ALTER TABLE notices ADD CONSTRAINT notices_one_receiver CHECK (num_nonnulls(person_id, need_id, activity_id, gift_id, inbound_id) = 1);
CREATE INDEX notices_inbound_idx ON notices (inbound_id) WHERE inbound_id IS NOT NULL;
ALTER TABLE notice_deliveries DROP CONSTRAINT notice_deliveries_channel_check;
ALTER TABLE notice_deliveries ADD CONSTRAINT notice_deliveries_channel_check CHECK (channel IN ('in-app', 'email', 'sms', 'operator', 'contact', 'telegram'));

-- Where a conversation stands: what was asked last, what can be taken back with one digit, and until when.
CREATE TABLE conversations (
  door text NOT NULL,
  sender text NOT NULL,
  lang text NOT NULL,
  person_id uuid REFERENCES people,
  -- Written to as a machine would write: answered no more until a person looked or the hour passed.
  quiet_until timestamptz,
  -- Said stop without being anybody we know.
  stopped_at timestamptz,
  expects jsonb,
  undo jsonb,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (door, sender)
);
CREATE INDEX conversations_end_idx ON conversations (ends_at);
CREATE INDEX conversations_person_idx ON conversations (person_id) WHERE person_id IS NOT NULL;
SELECT asar_platform_table('conversations');
