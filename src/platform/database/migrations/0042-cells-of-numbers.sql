-- A number by cell: all of it, a region, a month. What a page shows is then as many rows as it shows, however much was counted; the median of
-- waiting times stands there as well, as the step it falls into.
DROP TABLE indicator_cells;
CREATE TABLE indicator_cells (
  indicator text NOT NULL,
  cell text NOT NULL,
  value bigint NOT NULL,
  entries bigint NOT NULL,
  median_step smallint,
  PRIMARY KEY (indicator, cell)
);
SELECT asar_platform_table('indicator_cells');
-- What the totals were counted by is forgotten: the next start counts anew.
DELETE FROM settings WHERE key = 'indicators.counted-by';
