-- Who wrote a letter of recommendation may withdraw it: its words go, wherever it was kept.
ALTER TABLE letters DROP CONSTRAINT letters_state_check;
ALTER TABLE letters DROP CONSTRAINT letters_check2;
ALTER TABLE letters ADD CONSTRAINT letters_state_check CHECK (state IN ('offered', 'kept', 'discarded', 'withdrawn'));
ALTER TABLE letters ADD CONSTRAINT letters_words_check CHECK (state IN ('offered', 'kept') OR words = '');
CREATE INDEX letters_author_idx ON letters (author_id, activity_id, written_at DESC);

-- A key of badges that somebody else may hold is published no longer; nothing it signed counts.
CREATE TABLE issuer_key_ends (
  public_key text PRIMARY KEY REFERENCES issuer_keys (public_key),
  ended_at timestamptz NOT NULL
);
SELECT asar_room_table('issuer_key_ends');
