CREATE TABLE countries (
  code text PRIMARY KEY CHECK (code ~ '^[A-Z]{2}$'),
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL
);
SELECT asar_room_table('countries');

CREATE TABLE regions (
  id text PRIMARY KEY,
  country_code text NOT NULL REFERENCES countries,
  kato text UNIQUE,
  kind text NOT NULL CHECK (kind IN ('region', 'city')),
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  zone text NOT NULL,
  latitude double precision NOT NULL,
  longitude double precision NOT NULL
);
SELECT asar_room_table('regions');

-- Districts and cities of regional significance (КАТО digits 3–4), and districts inside the three great cities.
-- Names are as shown; official_* are as the register writes them, with the abbreviations of kinds.
CREATE TABLE districts (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  kato text UNIQUE,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  official_kk text,
  official_ru text
);
CREATE INDEX districts_region_idx ON districts (region_id, name_kk);
SELECT asar_room_table('districts');

-- Rural districts (КАТО digits 5–6): they tell villages of one name in one district apart.
CREATE TABLE sub_districts (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  district_id uuid REFERENCES districts,
  kato text NOT NULL UNIQUE,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  official_kk text NOT NULL,
  official_ru text NOT NULL
);
CREATE INDEX sub_districts_district_idx ON sub_districts (district_id);
SELECT asar_room_table('sub_districts');

-- search holds the folded names between bars: |кизилжар|kyzylzhar|. Most villages of the register have no position.
CREATE TABLE localities (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  district_id uuid REFERENCES districts,
  sub_district_id uuid REFERENCES sub_districts,
  kato text UNIQUE,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  official_kk text,
  official_ru text,
  search text NOT NULL,
  zone text NOT NULL,
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  population integer NOT NULL DEFAULT 0,
  CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX localities_region_idx ON localities (region_id, name_kk);
CREATE INDEX localities_district_idx ON localities (district_id);
CREATE INDEX localities_position_idx ON localities (latitude, longitude) WHERE latitude IS NOT NULL;
CREATE INDEX localities_search_idx ON localities USING gin (search gin_trgm_ops);
SELECT asar_room_table('localities');
