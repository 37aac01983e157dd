-- What comes in on paper: lines of a sign-in sheet for people who came without having signed up, each counted once by the code printed on it.
ALTER TABLE sheets DROP CONSTRAINT sheets_kind_check,
  ADD CONSTRAINT sheets_kind_check CHECK (kind IN ('request', 'availability', 'walk-in'));

-- A consent signed on paper: the paper itself, sealed, or where it lies. Gone with the consent of the person it is about.
CREATE TABLE signed_papers (
  consent_id uuid PRIMARY KEY REFERENCES consents,
  person_id uuid NOT NULL REFERENCES people,
  kept_at text,
  form text CHECK (form IN ('pdf', 'jpeg', 'png')),
  sealed bytea,
  added_by uuid NOT NULL REFERENCES people,
  added_at timestamptz NOT NULL,
  CHECK ((form IS NULL) = (sealed IS NULL)),
  CHECK (kept_at IS NOT NULL OR sealed IS NOT NULL)
);
CREATE INDEX signed_papers_person_idx ON signed_papers (person_id);
SELECT asar_room_table('signed_papers');
