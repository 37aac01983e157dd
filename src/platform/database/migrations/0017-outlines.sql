-- The country this installation is for: its regions are those of the public map and numbers.
ALTER TABLE countries ADD COLUMN is_home boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX countries_home_idx ON countries (is_home) WHERE is_home;

-- Outlines of regions as somebody published them. The credit is shown wherever they are drawn.
CREATE TABLE region_outlines (
  region_id text PRIMARY KEY REFERENCES regions,
  geometry jsonb NOT NULL,
  digest bytea NOT NULL,
  credit text NOT NULL CHECK (credit <> '')
);
SELECT asar_room_table('region_outlines');

-- Their rings, for finding the region of a point: inside an odd number of rings of a region is inside the region.
CREATE TABLE outline_rings (
  region_id text NOT NULL REFERENCES region_outlines ON DELETE CASCADE,
  ring polygon NOT NULL
);
CREATE INDEX outline_rings_region_idx ON outline_rings (region_id);
CREATE INDEX outline_rings_ring_idx ON outline_rings USING gist (ring);
SELECT asar_room_table('outline_rings');

-- All outlines of a country as they are drawn on small maps, thinned together so that neighbours keep their common borders.
CREATE TABLE drawn_outlines (
  country_code text PRIMARY KEY REFERENCES countries,
  digest text NOT NULL,
  shapes jsonb NOT NULL,
  credits text[] NOT NULL
);
SELECT asar_room_table('drawn_outlines');

-- Marked by the house that was set up before this column was: the country of the set-up, else Kazakhstan, else the first.
ALTER TABLE countries DISABLE TRIGGER needs_journal_entry;
UPDATE countries SET is_home = true WHERE code = (
  SELECT c.code FROM countries c LEFT JOIN settings s ON s.key = 'set-up' AND s.value ->> 'country' = c.code
  ORDER BY s.key IS NULL, c.code <> 'KZ', c.code LIMIT 1
);
ALTER TABLE countries ENABLE TRIGGER needs_journal_entry;
