-- The catalogue: what a line asks for beside how many, items brought in from other catalogues, and words that people taught it.

ALTER TABLE need_lines ADD COLUMN attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object');
GRANT INSERT (attributes), UPDATE (attributes) ON need_lines TO asar_command;

-- Wordings that name nothing in the catalogue yet, for the list that a person reads.
CREATE INDEX need_lines_unknown_idx ON need_lines (region_id, lower(words)) WHERE kind = 'words' AND words <> '';

CREATE TABLE catalogue_items (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,40}$'),
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
  external_ref text NOT NULL CHECK (length(external_ref) BETWEEN 1 AND 200),
  row_hash bytea NOT NULL,
  group_id text NOT NULL,
  unit text NOT NULL CHECK (unit IN ('piece', 'gram', 'millilitre', 'set')),
  name_kk text CHECK (length(name_kk) BETWEEN 1 AND 200),
  name_ru text CHECK (length(name_ru) BETWEEN 1 AND 200),
  name_en text CHECK (length(name_en) BETWEEN 1 AND 200),
  -- 0: nobody knows.
  grams_per_thousand bigint NOT NULL CHECK (grams_per_thousand >= 0),
  millilitres_per_thousand bigint NOT NULL CHECK (millilitres_per_thousand >= 0),
  prescription boolean NOT NULL DEFAULT false,
  health_related boolean NOT NULL DEFAULT false,
  added_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  UNIQUE (source, external_ref),
  CHECK (coalesce(name_kk, name_ru, name_en) IS NOT NULL)
);
CREATE INDEX catalogue_items_changed_idx ON catalogue_items (changed_at);
SELECT asar_room_table('catalogue_items');

-- A wording and the item it was found to mean, whichever list that item is on.
CREATE TABLE catalogue_words (
  folded text PRIMARY KEY,
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 100),
  item_id text NOT NULL CHECK (length(item_id) BETWEEN 1 AND 41),
  taught_by uuid REFERENCES people,
  taught_at timestamptz NOT NULL
);
SELECT asar_room_table('catalogue_words');
