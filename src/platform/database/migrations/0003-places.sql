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
CREATE TABLE districts (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  kato text UNIQUE,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL
);
CREATE INDEX districts_region_idx ON districts (region_id, name_kk);
SELECT asar_room_table('districts');

CREATE TABLE localities (
  id uuid PRIMARY KEY,
  region_id text NOT NULL REFERENCES regions,
  district_id uuid REFERENCES districts,
  kato text UNIQUE,
  geonames_id integer UNIQUE,
  name_kk text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  search text NOT NULL,
  zone text NOT NULL,
  latitude double precision,
  longitude double precision,
  population integer NOT NULL DEFAULT 0
);
CREATE INDEX localities_region_idx ON localities (region_id, name_kk);
CREATE INDEX localities_search_idx ON localities USING gin (search gin_trgm_ops);
SELECT asar_room_table('localities');
