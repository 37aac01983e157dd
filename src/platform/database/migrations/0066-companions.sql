-- How somebody became a companion, beside the consent that says it: what they are to the person, and before whom it was agreed where that
-- was an operator or a witness of a signed paper. The witness's name goes with the person.
ALTER TABLE companions
  ADD COLUMN tie text NOT NULL DEFAULT 'other'
    CHECK (tie IN ('relative', 'neighbour', 'friend', 'carer', 'volunteer', 'other')),
  ADD COLUMN agreed_before uuid REFERENCES people,
  ADD COLUMN witness text,
  ADD COLUMN signed_on date,
  -- 'person', 'companion' or 'taken-over'; null while it lasts, and where an account was erased.
  ADD COLUMN ended_by text CHECK (ended_by IN ('person', 'companion', 'taken-over'));

-- Somebody wants to act for the owner of a telephone, who got a code and tells it to whoever they want as a companion. Without a person where
-- the number belongs to nobody here, or to several: whoever asks learns nothing from that. One live request of each companion.
CREATE TABLE companion_requests (
  companion_id uuid PRIMARY KEY REFERENCES people,
  person_id uuid REFERENCES people,
  scopes text[] NOT NULL,
  tie text NOT NULL CHECK (tie IN ('relative', 'neighbour', 'friend', 'carer', 'volunteer', 'other')),
  until timestamptz NOT NULL,
  code_hash bytea NOT NULL,
  tries_left integer NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX companion_requests_person_idx ON companion_requests (person_id);
CREATE INDEX companion_requests_expiry_idx ON companion_requests (expires_at);
SELECT asar_platform_table('companion_requests');

-- What somebody did for another, for whoever it was done for.
CREATE INDEX journal_behalf_idx ON journal (on_behalf_of, seq DESC) WHERE on_behalf_of IS NOT NULL;
