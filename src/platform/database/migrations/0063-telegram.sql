-- A chat of Telegram is one more address of a person; it opens no account.
ALTER TABLE contact_channels DROP CONSTRAINT contact_channels_kind_check;
ALTER TABLE contact_channels ADD CONSTRAINT contact_channels_kind_check CHECK (kind IN ('email', 'phone', 'telegram'));

-- Off by /stop, or by blocking the bot.
ALTER TABLE notice_settings ADD COLUMN telegram boolean NOT NULL DEFAULT true;

-- Every door that a worker sends through, whichever of them a house has.
ALTER TABLE notice_deliveries DROP CONSTRAINT notice_deliveries_channel_check;
ALTER TABLE notice_deliveries ADD CONSTRAINT notice_deliveries_channel_check
  CHECK (channel IN ('in-app', 'email', 'sms', 'operator', 'contact', 'telegram', 'push', 'voice'));
DROP INDEX notice_deliveries_waiting_idx;
CREATE INDEX notice_deliveries_waiting_idx ON notice_deliveries (next_try_at)
  WHERE state IN ('waiting', 'sending') AND channel IN ('email', 'sms', 'contact', 'telegram', 'push', 'voice');
