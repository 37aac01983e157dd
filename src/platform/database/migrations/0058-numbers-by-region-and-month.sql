-- Numbers that are not about persons by region and month together: what a region's page shows of its course, as many rows as it shows.
CREATE TABLE indicator_region_months (
  region_id text NOT NULL,
  indicator text NOT NULL,
  month date NOT NULL,
  value bigint NOT NULL,
  entries bigint NOT NULL,
  median_step smallint,
  PRIMARY KEY (region_id, indicator, month)
);
SELECT asar_platform_table('indicator_region_months');

-- A cell opens to its own entries: those of a region, of a month, or of both, newest day first.
DROP INDEX indicator_entries_region_idx;
CREATE INDEX indicator_entries_region_idx ON indicator_entries (indicator, region_id, day, position);
CREATE INDEX indicator_entries_day_idx ON indicator_entries (indicator, day, position);
