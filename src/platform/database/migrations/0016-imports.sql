-- What somebody's list said an invited person offered. It serves nothing until the person themselves joins, and is erased with them.
CREATE TABLE invited_offers (
  person_id uuid PRIMARY KEY REFERENCES people,
  import_id uuid NOT NULL REFERENCES imports,
  latitude double precision,
  longitude double precision,
  competences text[] NOT NULL DEFAULT '{}',
  items text[] NOT NULL DEFAULT '{}',
  equipment text[] NOT NULL DEFAULT '{}',
  words text[] NOT NULL DEFAULT '{}',
  CHECK ((latitude IS NULL) = (longitude IS NULL))
);
SELECT asar_room_table('invited_offers');
CREATE INDEX imported_rows_subject_idx ON imported_rows (subject_id);
