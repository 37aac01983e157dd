-- Devices on which somebody wants to be told at once. Where a browser takes messages is a secret of its push service, and goes with the
-- session it was set up in: whoever signs out, or is signed out, is told nothing there any more.
CREATE TABLE push_subscriptions (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people,
  session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  endpoint text NOT NULL UNIQUE,
  p256dh text NOT NULL,
  auth text NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX push_subscriptions_person_idx ON push_subscriptions (person_id, made_at DESC);
CREATE INDEX push_subscriptions_session_idx ON push_subscriptions (session_id);
SELECT asar_platform_table('push_subscriptions');

-- Off without forgetting the devices.
ALTER TABLE notice_settings ADD COLUMN push boolean NOT NULL DEFAULT true;
