-- Consents to take requests over a messenger, given in chats that no account stands behind. A row stands as long as its consent does.
CREATE TABLE chat_consents (
  id uuid PRIMARY KEY,
  chat text NOT NULL UNIQUE,
  region_id text NOT NULL REFERENCES regions,
  terms_code text NOT NULL,
  lang text NOT NULL,
  given_at timestamptz NOT NULL,
  valid_until timestamptz NOT NULL
);
CREATE INDEX chat_consents_end_idx ON chat_consents (valid_until);
SELECT asar_room_table('chat_consents');

-- Which wording somebody agreed to, where a consent has several over the years.
ALTER TABLE consents ADD COLUMN terms_code text;

-- Whoever asks for help in a chat is answered there.
ALTER TABLE need_contacts DROP CONSTRAINT need_contacts_contact_kind_check;
ALTER TABLE need_contacts ADD CONSTRAINT need_contacts_contact_kind_check CHECK (contact_kind IN ('phone', 'email', 'telegram', 'none'));
