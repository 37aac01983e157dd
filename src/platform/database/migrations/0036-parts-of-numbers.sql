-- A number broken down by something else than regions and months: by organization, site or group of items. Read off the journal like the
-- other tables of numbers; can be emptied and rebuilt from position 0.
CREATE TABLE indicator_parts (
  indicator text NOT NULL,
  dimension text NOT NULL CHECK (dimension IN ('organization', 'site', 'items')),
  key text NOT NULL,
  value bigint NOT NULL,
  PRIMARY KEY (indicator, dimension, key)
);
SELECT asar_platform_table('indicator_parts');
